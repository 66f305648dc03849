"""Asks why a passage is kept, or why it is hidden that nothing had found, and has that saved."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.frame import Frame
from edi_shortlist.desktop.theme import appearance
from edi_shortlist.workflow import reviewing
from edi_shortlist.workflow.decision_reasons import Against
from edi_shortlist.workflow.reviewing import Redaction


class ReasonFrame(Frame):
    """The usual reasons, and a line for another one."""

    def __init__(
        self, parent: QWidget | None, heading: str, act: str, usual: tuple[str, ...], given: str
    ) -> None:
        """Offer reasons.

        Args:
            given: the one that was given before; empty where there is none.
        """
        super().__init__(
            parent,
            heading,
            "The log keeps the reason for good. Whoever checks the review reads it.",
            act,
        )
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.addItems(usual)
        self.list.setCurrentRow(usual.index(given) if given in usual else 0)
        self.list.setMinimumHeight(210 * appearance().percent // 100)
        self.list.itemActivated.connect(lambda _item: self.confirm())
        self.labelled("A usual reason", self.list)
        self.reason = self.field(
            "Or in your own words", "Not a word of the applicant: no name, no place, no date"
        )
        if given not in usual:
            self.reason.setText(given)
        self.column.addStretch(1)
        self.fit()
        self.list.setFocus()

    @property
    def words(self) -> str:
        """The reason that is given now."""
        item = self.list.currentItem()
        return self.reason.text().strip() or (item.text() if item else "")


class ReasonDialog(ReasonFrame):
    """Asks for the reason of a decision.

    Attributes:
        outcome: the ``Redaction`` as it is saved.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        redaction: Redaction,
        against: Against,
        usual: tuple[str, ...],
    ) -> None:
        keeping = against is Against.REJECTED
        super().__init__(
            parent,
            "Why is it kept?" if keeping else "Why is it hidden?",
            "Reject" if keeping and redaction.decision != "rejected" else "Save",
            usual,
            redaction.decision_reason,
        )
        self._desk = desk
        self._redaction = redaction
        self._verb = reviewing.reject if keeping else reviewing.explain

    def confirm(self) -> None:
        self.run(self._desk, self._verb, self._redaction.id, self.words, at=self.reason)
