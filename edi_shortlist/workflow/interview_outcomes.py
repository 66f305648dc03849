"""What became of everybody who was invited: recorded step by step, taken back where it was wrong,
and read by retention and monitoring.

Outcomes lie on the blind side by reference: they tell neither who somebody is nor what anybody
declared, and they are counted with the vault sealed. They go into no pack and no manager's copy,
since what is put there is listed one by one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from edi_shortlist.recruitment.interview_outcomes import (
    FOLLOWS,
    UNSUCCESSFUL,
    InterviewOutcome,
    OutcomeStep,
    Stage,
    stages_reached,
    step_problems,
)
from edi_shortlist.storage.interviews import OutcomeRecord
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import VacancyState, Verb, permit
from edi_shortlist.workflow.vacancies import candidate_in, permitted, vacancy_state


@dataclass(frozen=True)
class CandidateOutcome:
    """What became of one invited candidate.

    Attributes:
        steps: those that hold, the first first.
        history: everything that was recorded, also what was taken back.
    """

    candidate: str
    steps: tuple[OutcomeStep, ...]
    history: tuple[OutcomeRecord, ...]

    @property
    def last(self) -> OutcomeStep | None:
        """What holds now; None where nothing was recorded since the invitation."""
        return self.steps[-1] if self.steps else None

    @property
    def may_follow(self) -> tuple[InterviewOutcome, ...]:
        """What can be recorded next."""
        return FOLLOWS[self.last.outcome if self.last else None]

    @property
    def is_settled(self) -> bool:
        """Whether nothing more can follow."""
        return not self.may_follow

    @property
    def unsuccessful_since(self) -> date | None:
        """The day on which it was over without an appointment, or None."""
        last = self.last
        return last.day if last and last.outcome in UNSUCCESSFUL else None


def outcomes(s: Session, ref: str) -> list[CandidateOutcome]:
    """Return what became of each invited candidate whose application is held, by reference.

    Raises:
        Refused: the invited are not unsealed.
    """
    state = vacancy_state(s, ref)
    if state is not VacancyState.CLOSED:
        permit(Verb.INTERVIEW, state, ref)
    return list(_outcomes(s, ref).values())


def record_outcome(
    s: Session,
    ref: str,
    candidate: str,
    outcome: InterviewOutcome,
    day: date | None = None,
    place: int | None = None,
) -> CandidateOutcome:
    """Record what became of a candidate.

    Args:
        day: on which it happened; today unless given.
        place: on the reserve list, from 1; the last unless given.

    Raises:
        Refused: it cannot follow what is recorded, the day or the place cannot be, or the vacancy
            is closed.
    """
    today = date.today()
    with s.workspace.act():
        permitted(s, ref, Verb.INTERVIEW)
        candidate = invited_candidate(s, ref, candidate)
        known = _outcomes(s, ref)
        if outcome is InterviewOutcome.RESERVE:
            place = _free_place(known, candidate, place)
        elif place is not None:
            raise Refused("Only the reserve list has places. Leave the place out.")
        step = OutcomeStep(outcome, day or today, place)
        if problems := step_problems(candidate, known[candidate].steps, step, today):
            raise Refused(*problems)
        s.workspace.interviews.add_outcome(
            candidate, outcome, step.day.isoformat(), step.place, s.actor
        )
        s.log(
            "outcome.recorded",
            ref,
            candidate,
            outcome=str(outcome),
            day=step.day.isoformat(),
            place=step.place,
        )
        return _outcomes(s, ref)[candidate]


def take_back_outcome(s: Session, ref: str, candidate: str) -> CandidateOutcome:
    """Take the last outcome of a candidate back, since it was recorded by mistake; the history and
    the log keep it.

    Raises:
        Refused: there is none, or the vacancy is closed.
    """
    with s.workspace.act():
        permitted(s, ref, Verb.INTERVIEW)
        candidate = invited_candidate(s, ref, candidate)
        held = [one for one in _outcomes(s, ref)[candidate].history if _holds(one)]
        if not held:
            raise Refused(f"Nothing is recorded of {candidate} that could be taken back.")
        s.workspace.interviews.take_outcome_back(held[-1].id, s.actor)
        s.log("outcome.taken-back", ref, candidate, outcome=held[-1].outcome, day=held[-1].day)
        return _outcomes(s, ref)[candidate]


def stages_of(s: Session, ref: str) -> dict[str, tuple[Stage, ...]]:
    """Return the stages that each applicant reached whose application is held, by reference: what
    monitoring counts. Before the shortlist everybody has applied and no more.

    Raises:
        Refused: there is no such vacancy.
    """
    vacancy_state(s, ref)
    invited, known = set(s.workspace.blind.invited(ref)), _outcomes(s, ref)
    return {
        candidate: stages_reached(
            candidate in invited, known[candidate].steps if candidate in known else ()
        )
        for candidate in s.workspace.blind.candidates(ref)
    }


def who_is_not_settled(s: Session, ref: str) -> frozenset[str]:
    """Return the invited of whom more can follow; they should be settled before it is closed."""
    return frozenset(
        candidate for candidate, one in _outcomes(s, ref).items() if not one.is_settled
    )


def who_withdrew(s: Session, ref: str) -> frozenset[str]:
    """Return who will not come to the interview any more."""
    return _whose_last_is(s, ref, {InterviewOutcome.WITHDREW})


def who_is_not_scored(s: Session, ref: str) -> frozenset[str]:
    """Return who did not come to the interview, and so needs no score."""
    known = _outcomes(s, ref)
    never = {InterviewOutcome.WITHDREW, InterviewOutcome.DID_NOT_ATTEND}
    last = _whose_last_is(s, ref, {*never, InterviewOutcome.NOT_APPOINTED})
    return frozenset(
        candidate
        for candidate in last
        if all(step.outcome is not InterviewOutcome.INTERVIEWED for step in known[candidate].steps)
    )


def unsuccessful_since(s: Session, ref: str) -> dict[str, date]:
    """Return since when it is over for those interviewees who were not appointed, by reference."""
    return {
        candidate: one.unsuccessful_since
        for candidate, one in _outcomes(s, ref).items()
        if one.unsuccessful_since
    }


def invited_candidate(s: Session, ref: str, candidate: str) -> str:
    """Return the reference, as it is written, of a candidate who is invited.

    Raises:
        Refused: the vacancy has no such candidate, or the candidate is not invited.
    """
    candidate = candidate_in(s, ref, candidate)
    if candidate not in s.workspace.blind.invited(ref):
        raise Refused(f"{candidate} is not invited to an interview of {ref}. Look at the list.")
    return candidate


def _whose_last_is(s: Session, ref: str, wanted: set[InterviewOutcome]) -> frozenset[str]:
    return frozenset(
        candidate
        for candidate, one in _outcomes(s, ref).items()
        if one.last and one.last.outcome in wanted
    )


def _outcomes(s: Session, ref: str) -> dict[str, CandidateOutcome]:
    held = set(s.workspace.blind.candidates(ref))
    recorded: dict[str, list[OutcomeRecord]] = {
        candidate: [] for candidate in s.workspace.blind.invited(ref) if candidate in held
    }
    for one in s.workspace.interviews.outcomes(ref):
        if one.candidate in recorded:
            recorded[one.candidate].append(one)
    return {
        candidate: CandidateOutcome(candidate, _steps(found), tuple(found))
        for candidate, found in recorded.items()
    }


def _steps(records: Sequence[OutcomeRecord]) -> tuple[OutcomeStep, ...]:
    return tuple(
        OutcomeStep(InterviewOutcome(one.outcome), date.fromisoformat(one.day), one.place)
        for one in records
        if _holds(one)
    )


def _holds(record: OutcomeRecord) -> bool:
    return record.taken_back_at is None


def _free_place(known: Mapping[str, CandidateOutcome], candidate: str, wanted: int | None) -> int:
    taken = {
        one.last.place: name
        for name, one in known.items()
        if name != candidate and one.last and one.last.place is not None
    }
    if wanted is None:
        return max(taken, default=0) + 1
    if wanted < 1:
        raise Refused("The first place on the reserve list is 1.")
    if wanted in taken:
        raise Refused(
            f"{taken[wanted]} has place {wanted} on the reserve list already. Choose another."
        )
    return wanted
