"""Asks once before a weighty act, and says what will change."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from edi_shortlist.desktop.dialogs.frame import Frame
from edi_shortlist.desktop.icons import set_icon
from edi_shortlist.desktop.widgets.basics import Card, text


class ConfirmDialog(Frame):
    """What will change, line by line; Cancel changes nothing and has the focus."""

    def __init__(
        self,
        parent: QWidget | None,
        heading: str,
        changes: list[str],
        act: str,
        *,
        lede: str = "",
        kind: str = "danger",
    ) -> None:
        super().__init__(parent, heading, lede, act, kind)
        card = Card("What will change")
        for change in changes:
            row = QHBoxLayout()
            row.setSpacing(10)
            mark = QLabel()
            set_icon(mark, "next", "text_quiet", 16)
            row.addWidget(mark)
            row.addWidget(text(change), 1)
            card.inside.addLayout(row)
        self.changes = changes
        self.column.addWidget(card)
        self.column.addStretch(1)
        self.act.setDefault(False)
        for one in (self.act, self.cancel):
            one.setAutoDefault(True)  # Enter presses the one that has the focus
        self.cancel.setDefault(True)
        self.cancel.setFocus()
        self.fit()

    def enter_acts(self) -> None:
        """Let Enter in a field do the act, where what is typed there confirms it."""
        self.cancel.setDefault(False)
        self.act.setDefault(True)
