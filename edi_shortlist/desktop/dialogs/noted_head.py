"""Asks for the head of the log that somebody noted, and holds the log against it."""

from PySide6.QtWidgets import QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.frame import Frame
from edi_shortlist.workflow import auditing
from edi_shortlist.workflow.auditing import AuditVerdict


class NotedHeadDialog(Frame):
    """Accepted with a verdict."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(
            parent,
            "Check against a noted head",
            "The whole log is verified, and it must still hold the entry that was the last then.",
            "Check the log",
        )
        self._desk = desk
        self.verdict: AuditVerdict | None = None
        self.head = self.field(
            "The head that was noted", "The number, a colon and the hash, as they were printed"
        )
        self.column.addStretch(1)
        self.fit()

    def confirm(self) -> None:
        typed = "".join(self.head.text().split())
        if not typed:
            self.show_problems([("Enter the head.", self.head)])
            return
        self.busy(True)
        self._desk.call(auditing.verify_audit, typed, done=self._done, failed=self._failed)

    def _done(self, verdict: AuditVerdict) -> None:
        self.busy(False)
        self.verdict = verdict
        self.accept()

    def _failed(self, sentences: list[str]) -> None:
        self.busy(False)
        self.show_problems([(sentence, self.head) for sentence in sentences])
