"""What may become of somebody who was invited to interview, and what may follow what.

Each outcome has its day. What is counted for monitoring are the stages that a candidate reached,
whatever came after. It knows candidates by reference only.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class InterviewOutcome(StrEnum):
    """One step of what became of an invited candidate."""

    INTERVIEWED = "interviewed"
    DID_NOT_ATTEND = "did not attend"
    WITHDREW = "withdrew"
    RESERVE = "reserve"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    APPOINTED = "appointed"
    NOT_APPOINTED = "not appointed"


class Stage(StrEnum):
    """The stages that monitoring counts, in order."""

    APPLIED = "applied"
    SHORTLISTED = "shortlisted"
    INTERVIEWED = "interviewed"
    OFFERED = "offered"
    APPOINTED = "appointed"


_O = InterviewOutcome

#: From each outcome (None: invited, nothing else yet) those that may follow. An offer may be taken
#: back, say when a check before employment fails; an appointment is the end.
FOLLOWS: dict[InterviewOutcome | None, tuple[InterviewOutcome, ...]] = {
    None: (_O.INTERVIEWED, _O.DID_NOT_ATTEND, _O.WITHDREW),
    _O.INTERVIEWED: (_O.OFFERED, _O.RESERVE, _O.NOT_APPOINTED, _O.WITHDREW),
    _O.DID_NOT_ATTEND: (_O.INTERVIEWED, _O.WITHDREW, _O.NOT_APPOINTED),
    _O.RESERVE: (_O.OFFERED, _O.NOT_APPOINTED, _O.WITHDREW),
    _O.OFFERED: (_O.ACCEPTED, _O.DECLINED, _O.WITHDREW, _O.NOT_APPOINTED),
    _O.ACCEPTED: (_O.APPOINTED, _O.WITHDREW, _O.NOT_APPOINTED),
    _O.WITHDREW: (),
    _O.DECLINED: (),
    _O.APPOINTED: (),
    _O.NOT_APPOINTED: (),
}

#: Those with which it is over and nobody was appointed.
UNSUCCESSFUL = frozenset({_O.WITHDREW, _O.DECLINED, _O.NOT_APPOINTED})

_REACHED = {
    _O.INTERVIEWED: Stage.INTERVIEWED,
    _O.OFFERED: Stage.OFFERED,
    _O.APPOINTED: Stage.APPOINTED,
}


@dataclass(frozen=True)
class OutcomeStep:
    """One outcome of a candidate.

    Attributes:
        place: on the reserve list, from 1; None for every other outcome.
    """

    outcome: InterviewOutcome
    day: datetime.date
    place: int | None = None


def step_problems(
    candidate: str, before: Sequence[OutcomeStep], step: OutcomeStep, today: datetime.date
) -> list[str]:
    """Return a sentence for each reason why an outcome cannot follow.

    Args:
        before: what was recorded of the candidate, the first first.
    """
    last = before[-1] if before else None
    found = []
    allowed = FOLLOWS[last.outcome if last else None]
    if step.outcome not in allowed:
        stands = f"'{last.outcome}'" if last else "invited, and nothing else is recorded yet"
        then = f"After that may come: {', '.join(allowed)}." if allowed else "That is the end."
        found.append(
            f"{candidate} is {stands}, so '{step.outcome}' cannot follow. {then} If what is "
            "recorded is wrong, take it back first."
        )
    if step.day > today:
        found.append(f"{step.day.isoformat()} is still to come. Record it when it has happened.")
    if last and step.day < last.day:
        found.append(
            f"{step.day.isoformat()} is before {candidate} was '{last.outcome}' on "
            f"{last.day.isoformat()}. Correct the date."
        )
    return found


def stages_reached(invited: bool, steps: Sequence[OutcomeStep]) -> tuple[Stage, ...]:
    """Return the stages that an applicant reached, in order."""
    reached = {Stage.APPLIED} | ({Stage.SHORTLISTED} if invited else set())
    reached |= {_REACHED[step.outcome] for step in steps if step.outcome in _REACHED}
    return tuple(stage for stage in Stage if stage in reached)
