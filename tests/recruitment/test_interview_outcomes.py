"""What may follow what after an invitation, and which stages are counted."""

from datetime import date

import pytest

from edi_shortlist.recruitment.interview_outcomes import (
    FOLLOWS,
    InterviewOutcome,
    OutcomeStep,
    Stage,
    stages_reached,
    step_problems,
)

O = InterviewOutcome  # noqa: E741
DAY, LATER = date(2026, 12, 7), date(2026, 12, 9)


def steps(*outcomes: InterviewOutcome) -> list[OutcomeStep]:
    return [OutcomeStep(one, DAY) for one in outcomes]


@pytest.mark.parametrize(
    ("before", "then", "words"),
    [
        ((), O.OFFERED, "nothing else is recorded yet"),
        ((), O.RESERVE, "After that may come: interviewed, did not attend, withdrew"),
        ((O.INTERVIEWED,), O.INTERVIEWED, "cannot follow"),
        ((O.INTERVIEWED,), O.ACCEPTED, "cannot follow"),
        ((O.INTERVIEWED, O.OFFERED), O.APPOINTED, "cannot follow"),
        ((O.WITHDREW,), O.INTERVIEWED, "That is the end"),
        ((O.INTERVIEWED, O.NOT_APPOINTED), O.OFFERED, "take it back first"),
        ((O.INTERVIEWED, O.OFFERED), O.ACCEPTED, ""),
        ((O.DID_NOT_ATTEND,), O.INTERVIEWED, ""),
        ((O.INTERVIEWED, O.RESERVE), O.OFFERED, ""),
        ((O.INTERVIEWED, O.OFFERED, O.ACCEPTED), O.NOT_APPOINTED, ""),
    ],
)
def test_what_may_follow(
    before: tuple[InterviewOutcome, ...], then: InterviewOutcome, words: str
) -> None:
    said = step_problems("C-07QK", steps(*before), OutcomeStep(then, DAY), LATER)
    assert bool(said) == bool(words)
    assert words in " ".join(said)


def test_days_go_forward_and_are_not_to_come() -> None:
    before = [OutcomeStep(O.INTERVIEWED, LATER)]
    (said,) = step_problems("C-07QK", before, OutcomeStep(O.OFFERED, DAY), LATER)
    assert "is before C-07QK was 'interviewed' on 2026-12-09" in said
    (said,) = step_problems("C-07QK", [], OutcomeStep(O.INTERVIEWED, LATER), DAY)
    assert "still to come" in said


def test_every_outcome_can_be_reached_and_leads_only_to_outcomes() -> None:
    assert set(FOLLOWS) == {None, *O}
    reached: set[InterviewOutcome | None] = {None}
    while more := {after for one in reached for after in FOLLOWS[one]} - reached:
        reached |= more
    assert reached == set(FOLLOWS)


@pytest.mark.parametrize(
    ("invited", "before", "reached"),
    [
        (False, (), "applied"),
        (True, (), "applied shortlisted"),
        (True, (O.WITHDREW,), "applied shortlisted"),
        (True, (O.DID_NOT_ATTEND, O.INTERVIEWED), "applied shortlisted interviewed"),
        (True, (O.INTERVIEWED, O.OFFERED, O.DECLINED), "applied shortlisted interviewed offered"),
        (
            True,
            (O.INTERVIEWED, O.RESERVE, O.OFFERED, O.ACCEPTED, O.APPOINTED),
            " ".join(Stage),
        ),
    ],
)
def test_the_stages_that_are_counted(
    invited: bool, before: tuple[InterviewOutcome, ...], reached: str
) -> None:
    assert " ".join(stages_reached(invited, steps(*before))) == reached
