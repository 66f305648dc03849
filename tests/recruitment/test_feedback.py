"""What an applicant is told of the panel's scores."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edi_shortlist.recruitment.criteria import Criterion, CriterionKind, Scale
from edi_shortlist.recruitment.feedback import feedback
from edi_shortlist.recruitment.vacancy import Vacancy


def vacancy(first: int = 0) -> Vacancy:
    guide = {first + 2: "one case", first + 4: "changed practice"}
    return Vacancy(
        "V-1",
        "Adviser",
        scale=Scale(pass_level=first + 2, first=first),
        criteria=(
            Criterion("E1", CriterionKind.ESSENTIAL, "Advice", guide=guide),
            Criterion("E2", CriterionKind.ESSENTIAL, "Presents", assessed_at=("interview",)),
        ),
    )


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize(
    ("above_first", "level", "words", "next_words", "met"),
    [
        (Fraction(0), "No evidence", "", "one case", False),
        (Fraction(1), "Limited", "", "one case", False),
        (Fraction(5, 3), "Limited", "", "one case", False),
        (Fraction(2), "Meets", "one case", "changed practice", True),
        (Fraction(5, 2), "Meets", "one case", "changed practice", True),
        (Fraction(3), "Exceeds", "", "changed practice", True),
        (Fraction(4), "Outstanding", "changed practice", "", True),
    ],
)
def test_the_level_is_the_highest_that_the_score_reaches(
    first: int, above_first: Fraction, level: str, words: str, next_words: str, met: bool
) -> None:
    (one,) = feedback(vacancy(first), {"E1": first + above_first, "E2": Fraction(1)})
    assert (one.level, one.words, one.next_words, one.met) == (level, words, next_words, met)


def test_a_criterion_without_a_score_is_left_out() -> None:
    assert list(feedback(vacancy(), {})) == []


@settings(max_examples=50)
@given(st.fractions(0, 4, max_denominator=9))
def test_nobody_is_told_a_level_above_the_score(score: Fraction) -> None:
    of = vacancy()
    (one,) = feedback(of, {"E1": score})
    assert of.scale.levels.index(one.level) <= score < of.scale.levels.index(one.level) + 1
    assert one.met == (score >= of.scale.pass_level)
