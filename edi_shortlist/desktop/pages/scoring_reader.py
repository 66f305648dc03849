"""Reading one candidate for the page Scoring: asks for the documents, and shows them with what is
marked in them."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.pages.scoring_evidence import EvidenceActs
from edi_shortlist.desktop.pages.scoring_reading import ReadingPane
from edi_shortlist.desktop.pages.scoring_sitting import ReadCandidate, read_candidate
from edi_shortlist.desktop.pages.scoring_telling import Telling


class CandidateReader(QObject):
    """Shows the candidate who was asked for last, for one panellist.

    Signals:
        failed: sentences; the candidate could not be read.
    """

    failed = Signal(list)

    def __init__(
        self, desk: Desk, pane: ReadingPane, evidence: EvidenceActs, telling: Telling
    ) -> None:
        super().__init__(pane)
        self._desk = desk
        self._pane = pane
        self._evidence = evidence
        self._telling = telling
        self._wanted = ("", "")
        self._question = ""
        self._read: ReadCandidate | None = None

    def read(self, candidate: str, panellist: str, question: str) -> None:
        """Read a candidate.

        Args:
            panellist: whose marks are shown.
            question: whose answers are read; empty for the documents.
        """
        self._wanted, self._question = (candidate, panellist), question
        self._ask(lambda: None)

    def read_again(self) -> None:
        """Read the same candidate again, and stay where it is open."""
        at = self._pane.where
        if self._wanted[0]:
            self._ask(lambda: self._pane.go_to(at))

    def show_question(self, question: str) -> None:
        """Show the answers to another question of the same candidate, or the documents."""
        self._question = question
        self._pane.show_documents(self._read.documents if self._read else (), question)

    def _ask(self, then: Callable[[], None]) -> None:
        wanted = self._wanted

        def arrived(read: ReadCandidate) -> None:
            if wanted != self._wanted:
                return
            self._read = read
            self._pane.show_documents(read.documents, self._question)
            self._evidence.show(read, wanted[1])
            self._telling.show(read, wanted[1])
            then()

        self._desk.call(
            read_candidate,
            self._desk.reference or "",
            *wanted,
            done=arrived,
            failed=self.failed.emit,
        )
