"""What a panellist tells while scoring: that they may know a candidate, and that words tell who it
is."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.telling import KnowDialog, ReportDialog
from edi_shortlist.desktop.pages.scoring_middle import ScoringMiddle
from edi_shortlist.desktop.pages.scoring_sitting import ReadCandidate
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.widgets.basics import button
from edi_shortlist.desktop.widgets.page import open_dialog
from edi_shortlist.workflow.covering import FILL, passage
from edi_shortlist.workflow.passage_reports import Reported, ReportedPlace
from edi_shortlist.workflow.passages import Place
from edi_shortlist.workflow.states import Verb, is_allowed

NOTHING_TO_HIDE = "Select words that can be read: what is there is hidden already."


class Telling(QObject):
    """The two acts, for the candidate who is read.

    Signals:
        said: a short sentence for the line at the window's foot.
        hidden: a passage was hidden; what is read must be read again.
        left: the candidate left the panellist's list.
    """

    said = Signal(str)
    hidden = Signal()
    left = Signal()

    def __init__(self, desk: Desk, middle: ScoringMiddle, given: Callable[[], int]) -> None:
        """Put the buttons in their places.

        Args:
            given: tells how many scores the panellist has given the candidate who is read.
        """
        super().__init__(middle)
        self._desk = desk
        self._middle = middle
        self._given = given
        self._read: ReadCandidate | None = None
        self._panellist = ""
        self.report_button = button(
            "Report… (R)",
            self.ask_report,
            kind="quiet",
            tip="Report words that tell who it is (R)",
        )
        self.report_button.setAccessibleName("Report words that tell who it is (R)")
        self.know_button = button(
            "I may know them… (K)", self.ask_know, kind="quiet", icon="person", tip="K"
        )
        middle.reading.add_act(self.report_button)
        middle.candidate_acts.addWidget(self.know_button)

    def show(self, read: ReadCandidate, panellist: str) -> None:
        """Take the candidate who is read."""
        self._read, self._panellist = read, panellist
        self._offer()

    def _offer(self) -> None:
        self.report_button.setVisible(self._may(Verb.REPORT))
        self.know_button.setVisible(self._may(Verb.SAY_WHO_SCORES))

    def _may(self, verb: Verb) -> bool:
        state = self._desk.state
        return state is not None and is_allowed(verb, state) and not self._desk.is_copy

    # I think I know this person

    def ask_know(self) -> None:
        """Ask how the panellist may know the candidate."""
        if self._read is None or not self._may(Verb.SAY_WHO_SCORES):
            return
        candidate = self._read.candidate
        dialog = KnowDialog(
            self._desk,
            self._middle.window(),
            self._desk.reference or "",
            candidate,
            self._panellist,
            self._given(),
        )
        open_dialog(dialog, lambda: self._left(candidate))

    def _left(self, candidate: str) -> None:
        self.said.emit(f"{candidate} is off your list.")
        self.left.emit()

    # This tells who it is

    def ask_report(self) -> None:
        """Show what will be hidden: the selected words, or the paragraph that the cursor is in."""
        if self._read is None or not self._may(Verb.REPORT):
            return
        meant = [
            (place.document, found)
            for place in self._places()
            if (found := passage(self._text(place.document), place.start, place.end))
        ]
        if not meant:
            self.said.emit(NOTHING_TO_HIDE)
            return
        places = [ReportedPlace(self._read.identifiers[number], *at) for number, at in meant]
        words = " ".join(self._text(number)[slice(*at)] for number, at in meant)
        dialog = ReportDialog(
            self._desk,
            self._middle.window(),
            self._desk.reference or "",
            self._read.candidate,
            self._panellist,
            places,
            words.replace(FILL, ""),
        )
        open_dialog(dialog, lambda: self._hidden(dialog.outcome))

    def _text(self, document: int) -> str:
        return self._read.documents[document].text if self._read else ""

    def _places(self) -> list[Place]:
        """Return what is selected, or else the paragraph that the cursor is in."""
        pane = self._middle.reading
        if selected := pane.selected():
            return selected
        cursor = pane.at_cursor()
        if cursor is None or self._read is None:
            return []
        return [
            Place(cursor.document, start, end)
            for start, end, _block in self._read.documents[cursor.document].placed_blocks()
            if start <= cursor.start < max(end, start + 1)
        ]

    def _hidden(self, reported: Reported) -> None:
        self.said.emit(f"Hidden in {count(reported.places, 'place')}, and HR is told.")
        self.hidden.emit()
