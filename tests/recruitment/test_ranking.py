"""Totals, the minimum and places, from panel scores alone."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_shortlist.recruitment import ScoringError, rank

from .examples import criterion, rows, standings, vacancy


def test_totals_are_weighted_and_exact():
    post = vacancy(criteria=(criterion("E1", 2), criterion("E2", Fraction(1, 3)), criterion("D1")))
    (one,) = standings(post, {"A": (3, 2, 4)})
    assert one.essential_total == Fraction(20, 3)
    assert one.desirable_total == 4
    assert one.total == Fraction(32, 3)


def test_equal_totals_share_a_place_and_the_next_one_is_skipped():
    field = {"A": (4, 4, 4), "B": (4, 4, 3), "C": (3, 4, 4), "D": (2, 2, 2), "E": (4, 0, 4)}
    assert [(s.candidate, s.rank) for s in standings(vacancy(), field)] == [
        ("A", 1),
        ("B", 2),
        ("C", 2),
        ("D", 4),
        ("E", None),
    ]


@pytest.mark.parametrize(
    ("levels", "failed"),
    [
        ((2, 2, 0), ()),  # exactly at the pass level; desirable criteria have no minimum
        ((1, 2, 4), ("E1",)),
        ((0, 1, 4), ("E1", "E2")),
    ],
)
def test_the_minimum_is_every_essential_criterion_at_the_pass_level(levels, failed):
    (one,) = standings(vacancy(), {"A": levels})
    assert (one.meets_minimum, one.failed_essentials) == (not failed, failed)


def test_a_mean_just_below_the_pass_level_is_below_it():
    scores = {"A": {"E1": Fraction(5, 3), "E2": Fraction(2), "D1": Fraction(4)}}
    (one,) = rank(vacancy(), scores)
    assert one.failed_essentials == ("E1",)


def test_criteria_assessed_later_do_not_count():
    post = vacancy(criteria=(criterion("E1"), criterion("E9", assessed_at=("interview",))))
    (one,) = rank(post, {"A": {"E1": Fraction(3)}})
    assert (one.total, one.meets_minimum) == (3, True)


def test_a_missing_panel_score_is_refused():
    with pytest.raises(ScoringError, match="A, E2"):
        rank(vacancy(), {"A": {"E1": Fraction(3), "D1": Fraction(1)}})


@given(rows, st.integers(1, 3))
def test_places_count_those_who_are_better(field, raised):
    """A place is one more than the number of qualified candidates with a higher total, and a
    candidate who improves never falls."""
    before = {s.candidate: s for s in standings(vacancy(), field)}
    for one in before.values():
        better = [o for o in before.values() if o.meets_minimum and o.total > one.total]
        assert one.rank == (len(better) + 1 if one.meets_minimum else None)
        improved = tuple(min(4, level + raised) for level in field[one.candidate])
        after = standings(vacancy(), field | {one.candidate: improved})
        now = next(s for s in after if s.candidate == one.candidate)
        assert one.rank is None or (now.rank is not None and now.rank <= one.rank)
