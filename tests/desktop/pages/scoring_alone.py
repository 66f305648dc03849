"""The scoring page without the window around it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.pages.scoring import ScoringPage


class Holder(QWidget):
    """What stands in the window's place."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk(self)
        self.page = ScoringPage(self.desk)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.resize(1100, 760)

    def begin(self) -> None:
        """Show the page as the window does when it comes up."""
        self.page.shown()
        first = self.page.first()
        if first is not None:
            first.setFocus()
