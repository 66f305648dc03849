"""The interviews as rows: the schedule, the questions, the results and the outcomes."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt

from edi_shortlist.desktop.models.rows import AnyIndex, Column, RowsModel
from edi_shortlist.desktop.models.shortlist import InterviewsModel
from edi_shortlist.recruitment.interview_outcomes import InterviewOutcome
from edi_shortlist.recruitment.interview_plan import Mode
from edi_shortlist.recruitment.interview_scoring import InterviewStanding
from edi_shortlist.recruitment.plain_words import number_words
from edi_shortlist.workflow.interview_outcomes import CandidateOutcome
from edi_shortlist.workflow.interview_questions import InterviewQuestion
from edi_shortlist.workflow.interview_schedule import Interview, Schedule

MODES = {Mode.IN_PERSON: "In person", Mode.ONLINE: "Online", Mode.EITHER: "Not chosen"}
_TONES = {
    InterviewOutcome.OFFERED: "accent",
    InterviewOutcome.ACCEPTED: "accent",
    InterviewOutcome.APPOINTED: "success",
    InterviewOutcome.RESERVE: "purple",
    InterviewOutcome.INTERVIEWED: "warning",
}


def time_words(one: Interview) -> str:
    """Return when an interview is, or why not."""
    if one.withdrew:
        return "Withdrew"
    if one.slot is None:
        return "No time yet"
    return f"{one.slot.start:%a} {one.slot.start.day} {one.slot.start:%b, %H:%M}"


class ScheduleModel(RowsModel[Interview]):
    """One row an interview, by time; a row can be dragged onto another to change places."""

    def __init__(self, parent: QObject | None = None) -> None:
        self._clashing: frozenset[str] = frozenset()
        super().__init__(
            [
                Column("Time", time_words, tone=self._tone),
                Column("Min.", lambda i: str(i.slot.minutes) if i.slot else "", number=True),
                Column("Room", lambda i: i.slot.room if i.slot else ""),
                Column("Candidate", lambda i: i.candidate),
                Column("Name", lambda i: InterviewsModel.name_of(i.who)),
                Column("Interview", lambda i: MODES[i.mode]),
                Column("Adjustments", _adjustments, tip=lambda i: i.who.adjustments),
            ],
            parent,
        )

    def show_schedule(self, view: Schedule | None) -> None:
        """Show the interviews of a vacancy; none where there is no view."""
        self._clashing = frozenset(
            one for clash in (view.clashes if view else ()) for one in clash.candidates
        )
        self.set_rows(view.interviews if view else [])

    def _tone(self, one: Interview) -> str:
        if one.withdrew or one.slot is None:
            return "neutral"
        return "danger" if one.candidate in self._clashing else "accent"

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        moves = Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
        return super().flags(index) | moves


def _adjustments(one: Interview) -> str:
    asked = " ".join(one.who.adjustments.split()) or "None asked for"
    extra = [f"{one.extra} min. longer"] if one.extra else []
    extra += [f"{one.free} min. free around it"] if one.free else []
    return "; ".join([asked, *extra])


class QuestionsModel(RowsModel[InterviewQuestion]):
    """One row a question, in the order in which they are asked."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            [
                Column("Criterion", lambda q: q.criterion),
                Column("Question", lambda q: q.text, tip=lambda q: q.text),
                Column("A good answer", lambda q: "; ".join(good_lines(q.good))),
            ],
            parent,
        )


def good_lines(good: Mapping[int, str]) -> list[str]:
    """Return what a good answer shows, a line a level."""
    return [f"{level}: {said}" for level, said in sorted(good.items())]


class ResultsModel(RowsModel[InterviewStanding]):
    """One row an interviewed candidate, best first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__([], parent)

    def show_results(self, results: list[InterviewStanding]) -> None:
        """Show how the interviewed stand, with a column a criterion."""

        def mean(criterion: str) -> Column[InterviewStanding]:
            return Column(criterion, lambda r: number_words(r.means[criterion]), number=True)

        criteria = list(results[0].means) if results else []
        self.set_rows(
            results,
            [
                Column("Place", lambda r: str(r.rank), number=True),
                Column("Candidate", lambda r: r.candidate),
                Column("Total", lambda r: number_words(r.total), number=True),
                *map(mean, criteria),
                Column(
                    "Essentials",
                    lambda r: f"Below on {', '.join(r.below)}" if r.below else "Met",
                    tone=lambda r: "warning" if r.below else "success",
                ),
            ],
        )


class OutcomesModel(RowsModel[CandidateOutcome]):
    """One row an invited candidate, with what became of them."""

    def __init__(self, parent: QObject | None = None) -> None:
        self._names: Mapping[str, str] = {}
        super().__init__(
            [
                Column("Candidate", lambda o: o.candidate),
                Column("Name", lambda o: self._names.get(o.candidate, "Sealed")),
                Column("Outcome", outcome_words, tone=_outcome_tone),
                Column("Since", lambda o: f"{o.last.day:%d/%m/%Y}" if o.last else ""),
                Column("May follow", lambda o: ", ".join(o.may_follow) or "Nothing"),
            ],
            parent,
        )

    def show_names(self, names: Mapping[str, str]) -> None:
        """Name the candidates; empty where the vault is sealed."""
        self._names = names
        if self.rows:
            self.dataChanged.emit(self.index(0, 1), self.index(len(self.rows) - 1, 1))


def outcome_words(one: CandidateOutcome) -> str:
    """Return what became of a candidate so far."""
    if one.last is None:
        return "Invited"
    words = one.last.outcome.capitalize()
    return f"{words}, place {one.last.place}" if one.last.place else words


def _outcome_tone(one: CandidateOutcome) -> str:
    return _TONES.get(one.last.outcome, "neutral") if one.last else "neutral"
