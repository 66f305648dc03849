"""The middle of the review: a list beside the two documents."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from edi_shortlist.desktop.models.redactions import RedactionsModel
from edi_shortlist.desktop.pages.review_panes import ReviewPanes
from edi_shortlist.desktop.widgets.splitter import TurningSplitter
from edi_shortlist.desktop.widgets.table import Table


class ReviewMiddle(TurningSplitter):
    """The redactions, or another list, and the panes; it gives each list the room it needs."""

    def __init__(self, model: RedactionsModel) -> None:
        super().__init__(needs=620)
        self.panes = ReviewPanes()
        self.table = Table("Redactions")
        self.table.setModel(model)
        self.table.stretch(0)
        self.table.setMinimumWidth(230)
        self.lists = QStackedWidget()
        self.lists.addWidget(self.table)
        self.addWidget(self.lists)
        self.addWidget(self.panes)
        self.setStretchFactor(1, 1)
        self.show_list(self.table)

    def show_list(self, widget: QWidget) -> None:
        """Show the redactions, or another list, which takes more room."""
        if self.lists.indexOf(widget) < 0:
            self.lists.addWidget(widget)
        self.lists.setCurrentWidget(widget)
        if widget is self.table:
            self.set_needs(620)
            self.set_sizes([310, 900], [200, 400])
        else:
            self.set_needs(900)
            self.set_sizes([490, 720], [330, 300])
