"""A line that tells HR what waits on the page From the panel."""

from dataclasses import dataclass

from PySide6.QtCore import Signal

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.states import locked, released
from edi_shortlist.desktop.widgets.basics import Note, button
from edi_shortlist.recruitment.plain_words import listed
from edi_shortlist.workflow import conflicts, passage_decisions
from edi_shortlist.workflow.session import Session


@dataclass(frozen=True)
class _Waiting:
    reports: int
    scored_by_nobody: list[str]


def _read(session: Session, reference: str) -> _Waiting:
    declared = conflicts.list_conflicts(session, reference)
    return _Waiting(
        passage_decisions.waiting_reports(session, reference),
        sorted({one.candidate for one in declared if not one.remaining}),
    )


class ToldNote(Note):
    """Hidden where nothing waits, and in a pack.

    Signals:
        wanted: asks for the page.
    """

    wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("", "warning")
        self._desk = desk
        self.row.addWidget(button("Look…", self.wanted.emit, icon="next"))
        self.hide()

    def read(self) -> None:
        """Read again what waits; a vacancy is in hand."""
        if self._desk.pack or not released(self._desk.state):
            self.hide()
            return
        self._desk.call(_read, self._desk.reference or "", done=self._fill)

    def _fill(self, waiting: _Waiting) -> None:
        said = []
        if waiting.reports:
            was = "was" if waiting.reports == 1 else "were"
            said.append(
                f"{count(waiting.reports, 'passage')} {was} reported by a panellist and hidden, "
                "for you to decide."
            )
        if waiting.scored_by_nobody and not locked(self._desk.state):
            said.append(f"Nobody scores {listed(waiting.scored_by_nobody)}.")
        self.say(" ".join(said), "warning")
        self.setVisible(bool(said))
