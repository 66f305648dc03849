"""Panel scores: exact means, and every score that does not fit named."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_shortlist.recruitment import (
    Scale,
    Score,
    ScoringError,
    missing_scores,
    panel_scores,
)

from .examples import criterion, vacancy

POST = vacancy(
    criteria=(criterion("E1"), criterion("D1"), criterion("E9", assessed_at=("interview",))),
    panel=("Ann", "Ben", "Cat"),
)


def scores(levels: dict[tuple[str, str], tuple[int, int, int]]) -> list[Score]:
    """Scores from the three panellists' levels by candidate and criterion."""
    return [
        Score(candidate, panellist, criterion_id, level)
        for (candidate, criterion_id), given_levels in levels.items()
        for panellist, level in zip(POST.panel, given_levels, strict=True)
    ]


def test_the_panel_score_is_the_exact_mean():
    given_scores = scores({("A", "E1"): (1, 2, 2), ("A", "D1"): (0, 0, 1)})
    assert panel_scores(POST, ["A"], given_scores) == {
        "A": {"E1": Fraction(5, 3), "D1": Fraction(1, 3)}
    }


def test_criteria_assessed_later_are_not_missed():
    assert (
        missing_scores(POST, ["A"], scores({("A", "E1"): (1, 2, 2), ("A", "D1"): (0, 0, 1)})) == []
    )


def test_what_is_missing_is_listed_in_reference_order():
    some = scores({("B", "E1"): (1, 2, 2), ("B", "D1"): (2, 2, 2), ("A", "E1"): (2, 2, 2)})
    del some[0]
    assert missing_scores(POST, ["B", "A"], some) == [
        ("A", "Ann", "D1"),
        ("A", "Ben", "D1"),
        ("A", "Cat", "D1"),
        ("B", "Ann", "E1"),
    ]


@pytest.mark.parametrize(
    ("score", "sentence"),
    [
        (Score("Z", "Ann", "E1", 2), "Z, Ann, E1: there is no candidate Z."),
        (Score("A", "Dan", "E1", 2), "A, Dan, E1: Dan is not on the panel."),
        (Score("A", "Ann", "E9", 2), "A, Ann, E9: E9 is not a criterion assessed at application."),
        (Score("A", "Ann", "E7", 2), "A, Ann, E7: E7 is not a criterion assessed at application."),
        (Score("A", "Ann", "E1", 5), "A, Ann, E1: 5 is not a level from 0 to 4."),
        (Score("A", "Ann", "E1", -1), "A, Ann, E1: -1 is not a level from 0 to 4."),
        (Score("A", "Ann", "D1", 0), "A, Ann, D1: there are two scores."),
    ],
)
def test_a_score_that_does_not_fit_is_named(score, sentence):
    fine = scores({("A", "E1"): (1, 2, 2), ("A", "D1"): (0, 0, 1)})
    rest = [s for s in fine if (s.panellist, s.criterion) != ("Ann", "E1")]
    with pytest.raises(ScoringError) as refused:
        panel_scores(POST, ["A"], [*rest, score])
    assert sentence in refused.value.problems


def test_without_a_panel_there_are_no_panel_scores():
    with pytest.raises(ScoringError, match="nobody on the panel"):
        panel_scores(vacancy(panel=()), ["A"], [])


@given(st.lists(st.integers(0, 4), min_size=6, max_size=6), st.randoms())
def test_the_order_of_scores_does_not_matter_and_the_mean_lies_between(levels, random):
    given_scores = scores({("A", "E1"): tuple(levels[:3]), ("A", "D1"): tuple(levels[3:])})
    expected = panel_scores(POST, ["A"], given_scores)
    random.shuffle(given_scores)
    assert panel_scores(POST, ["A"], given_scores) == expected
    assert min(levels[:3]) <= expected["A"]["E1"] <= max(levels[:3])


def test_on_a_scale_from_one_the_scores_are_those_that_people_see():
    seven = replace(POST, scale=Scale(tuple("abcdefg"), pass_level=4, first=1))
    top = scores({("A", "E1"): (7, 7, 4), ("A", "D1"): (1, 1, 2)})
    assert panel_scores(seven, ["A"], top) == {"A": {"E1": Fraction(6), "D1": Fraction(4, 3)}}
    for level in (0, 8):
        with pytest.raises(ScoringError, match="is not a level from 1 to 7"):
            panel_scores(seven, ["A"], [*top[1:], replace(top[0], level=level)])


def test_what_was_agreed_counts_in_place_of_the_mean():
    given_scores = scores({("A", "E1"): (1, 2, 2), ("A", "D1"): (0, 0, 1)})
    agreed = {("A", "E1"): 2, ("Z", "E1"): 4}  # of a candidate who is not reckoned with
    assert panel_scores(POST, ["A"], given_scores, agreed=agreed) == {
        "A": {"E1": Fraction(2), "D1": Fraction(1, 3)}
    }


@pytest.mark.parametrize("place", [("A", "E9"), ("A", "E7"), ("A", "E1")])
def test_what_was_agreed_must_fit_and_makes_up_for_no_score(place):
    given_scores = scores({("A", "E1"): (1, 2, 2), ("A", "D1"): (0, 0, 1)})
    with pytest.raises(ScoringError, match=f"A, {place[1]}: what was agreed fits neither"):
        panel_scores(POST, ["A"], given_scores, agreed={place: 9})
    with pytest.raises(ScoringError, match="A, Ann, E1: the score is missing"):
        panel_scores(POST, ["A"], given_scores[1:], agreed={("A", "E1"): 2})
