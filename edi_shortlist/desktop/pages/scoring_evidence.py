"""Marking evidence: the selected words become a passage of the criterion in hand, or a passage is
taken away again."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.pages.scoring_reading import ReadingPane
from edi_shortlist.desktop.pages.scoring_sitting import ReadCandidate
from edi_shortlist.desktop.widgets.basics import relabel
from edi_shortlist.workflow.passages import Place
from edi_shortlist.workflow.scored_evidence import EvidenceRecord, exchange_evidence

HOW_TO_SELECT = (
    "Select words in the application first: with the mouse, or go there with Tab and select with "
    "Shift and the arrow keys."
)


class EvidenceActs(QObject):
    """The passages that one panellist marked in one candidate's documents.

    Signals:
        said: a short sentence for the line at the window's foot.
        failed: sentences; a mark was not saved.
        changed: the act was saved; carries what undoes it.
        counted: how many passages each criterion has, by its id.
    """

    said = Signal(str)
    failed = Signal(list)
    changed = Signal(object)
    counted = Signal(object)

    def __init__(self, desk: Desk, pane: ReadingPane) -> None:
        super().__init__(pane)
        self._desk = desk
        self._pane = pane
        self._panellist = ""
        self._criterion = ""
        self._open = False
        self._read: ReadCandidate | None = None
        self._evidence: list[EvidenceRecord] = []
        pane.mark_wanted.connect(self.toggle)
        pane.selection_changed.connect(self._tell_button)

    def show(self, read: ReadCandidate, panellist: str) -> None:
        """Show what a panellist marked in a candidate's documents."""
        self._read, self._panellist = read, panellist
        self._show(read.evidence)

    def set_criterion(self, criterion: str) -> None:
        """Mark for another criterion from now on."""
        self._criterion = criterion
        self._show(self._evidence)

    def set_open(self, is_open: bool) -> None:
        """Let passages be marked, or only read."""
        self._open = is_open
        self._tell_button()

    def toggle(self) -> None:
        """Mark the selected words, or take the passage away that they or the cursor stand in."""
        if not self._open or self._read is None or not self._criterion:
            return
        selected = self._pane.selected()
        if known := self._marked():
            self._exchange([known], [], "The mark is taken away.")
        elif selected:
            passages = [self._record(place) for place in selected]
            self._exchange([], passages, f"Marked as evidence for {self._criterion}.")
        else:
            self.said.emit(HOW_TO_SELECT)

    def _marked(self) -> EvidenceRecord | None:
        """Return the passage of the criterion in hand that holds the selection or the cursor."""
        cursor = self._pane.at_cursor()
        places = self._pane.selected() or ([cursor] if cursor else [])
        if len(places) != 1:
            return None
        wanted = self._record(places[0])
        return next(
            (
                one
                for one in self._evidence
                if one.criterion == wanted.criterion
                and one.document == wanted.document
                and one.start <= wanted.start
                and wanted.end <= one.end
            ),
            None,
        )

    def _record(self, place: Place) -> EvidenceRecord:
        assert self._read is not None
        return EvidenceRecord(
            self._read.candidate,
            self._panellist,
            self._criterion,
            self._read.identifiers[place.document],
            place.start,
            place.end,
        )

    def _exchange(
        self, away: Sequence[EvidenceRecord], marked: Sequence[EvidenceRecord], said: str
    ) -> None:
        before = list(self._evidence)

        def saved(now: list[EvidenceRecord]) -> None:
            self.said.emit(said)
            gone = [one for one in before if one not in now]
            new = [one for one in now if one not in before]
            if gone or new:
                self.changed.emit(self._undoer(new, gone))

        self._call(away, marked, saved)

    def _undoer(
        self, new: Sequence[EvidenceRecord], gone: Sequence[EvidenceRecord]
    ) -> Callable[[], None]:
        def undo() -> None:
            self._call(new, gone, lambda _now: None)

        return undo

    def _call(
        self,
        away: Sequence[EvidenceRecord],
        marked: Sequence[EvidenceRecord],
        done: Callable[[list[EvidenceRecord]], None],
    ) -> None:
        whose = [*away, *marked][0]

        def arrived(now: list[EvidenceRecord]) -> None:
            read = self._read
            if read and (read.candidate, self._panellist) == (whose.candidate, whose.panellist):
                self._show(now)
            done(now)

        self._desk.call(
            exchange_evidence,
            self._desk.reference or "",
            away,
            marked,
            done=arrived,
            failed=self.failed.emit,
        )

    def _show(self, evidence: list[EvidenceRecord]) -> None:
        self._evidence = evidence
        if self._read is None:
            return
        numbers = {name: number for number, name in enumerate(self._read.identifiers)}
        self._pane.show_evidence(
            [
                (Place(numbers[one.document], one.start, one.end), one.criterion == self._criterion)
                for one in evidence
                if one.document in numbers
            ]
        )
        found: dict[str, int] = {}
        for one in evidence:
            found[one.criterion] = found.get(one.criterion, 0) + 1
        self.counted.emit(found)
        self._tell_button()

    def _tell_button(self) -> None:
        made = self._pane.mark_button
        made.setEnabled(self._open)
        if self._read is not None and self._marked():
            relabel(made, "Take the mark away (H)")
        else:
            relabel(made, f"Evidence for {self._criterion} (H)")
