"""Who scores whom, and the panel's score where not everybody does."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edi_shortlist.recruitment import Score, ScoringError, missing_scores, panel_scores
from edi_shortlist.recruitment.conflicts import scored_by, scored_by_nobody

from .examples import criterion, vacancy

PANEL = ("Ann", "Ben", "Cat")
POST = vacancy(criteria=(criterion("E1"),), panel=PANEL)
SCORES = [
    Score(candidate, name, "E1", level)
    for candidate, levels in {"A": (1, 2, 4), "B": (3, 3, 3)}.items()
    for name, level in zip(PANEL, levels, strict=True)
]


def without(*pairs: tuple[str, str]) -> list[Score]:
    return [one for one in SCORES if (one.candidate, one.panellist) not in pairs]


def test_the_mean_is_that_of_those_who_remain() -> None:
    pair = ("A", "Cat")
    assert panel_scores(POST, "AB", without(pair), [pair]) == {
        "A": {"E1": Fraction(3, 2)},
        "B": {"E1": Fraction(3)},
    }
    assert missing_scores(POST, "AB", without(pair), [pair]) == []
    assert scored_by(POST, "AB", [pair]) == {"A": 2, "B": 3}


def test_one_panellist_is_enough_and_none_is_not() -> None:
    two = [("A", "Cat"), ("A", "Ben")]
    assert panel_scores(POST, "AB", without(*two), two)["A"] == {"E1": Fraction(1)}
    three = [*two, ("A", "Ann")]
    assert scored_by_nobody(POST, "BA", three) == ["A"]
    with pytest.raises(ScoringError, match="A: nobody on the panel scores this candidate"):
        panel_scores(POST, "AB", without(*three), three)


def test_a_score_of_somebody_who_does_not_score_the_candidate_is_refused() -> None:
    with pytest.raises(ScoringError, match="A, Cat, E1: Cat does not score this candidate"):
        panel_scores(POST, "AB", SCORES, [("A", "Cat")])


@pytest.mark.parametrize("pair", [("A", "Dan"), ("Z", "Ann")])
def test_a_pair_of_strangers_changes_nothing(pair: tuple[str, str]) -> None:
    assert panel_scores(POST, "AB", SCORES, [pair]) == panel_scores(POST, "AB", SCORES)
    assert scored_by(POST, "AB", [pair]) == {"A": 3, "B": 3}


@given(st.sets(st.sampled_from([(c, p) for c in "AB" for p in PANEL]), max_size=4))
@settings(max_examples=40, deadline=None)
def test_whom_a_panellist_does_not_score_changes_nobody_elses_score(
    pairs: set[tuple[str, str]],
) -> None:
    if scored_by_nobody(POST, "AB", pairs):
        return
    whole, found = (
        panel_scores(POST, "AB", SCORES),
        panel_scores(POST, "AB", without(*pairs), pairs),
    )
    for candidate in "AB":
        if not any(one == candidate for one, _ in pairs):
            assert found[candidate] == whole[candidate]
        levels = [one.level for one in without(*pairs) if one.candidate == candidate]
        assert min(levels) <= found[candidate]["E1"] <= max(levels)
