"""Asks why moderation is closed again, and closes it."""

from PySide6.QtWidgets import QComboBox, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.frame import Frame
from edi_shortlist.workflow.moderation import CLOSING_WORDS, Closing, close_moderation


class CloseModerationDialog(Frame):
    """A reason out of a list, which is logged."""

    def __init__(self, desk: Desk, parent: QWidget | None, reference: str) -> None:
        super().__init__(
            parent,
            "Close moderation?",
            "Panellists can change their scores again. What was agreed is kept where their levels "
            "stay as they are, and counts again when moderation is opened.",
            "Close moderation",
            kind="danger",
        )
        self._desk, self._reference = desk, reference
        self.reason = QComboBox()
        for reason, words in CLOSING_WORDS.items():
            self.reason.addItem(words, str(reason))
        self.labelled("Why", self.reason, "Written into the log.")
        self.column.addStretch(1)
        self.fit()
        self.reason.setFocus()

    def confirm(self) -> None:
        reason = Closing(self.reason.currentData())
        self.run(self._desk, close_moderation, self._reference, reason)
