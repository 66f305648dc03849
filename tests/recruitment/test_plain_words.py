"""Numbers, days and lists as a sentence writes them."""

from datetime import date
from fractions import Fraction

import pytest

from edi_shortlist.recruitment.plain_words import counted, day_words, listed, number_words


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["E2"], "E2"),
        (("E2", "E3"), "E2 and E3"),
        (iter(["E2", "E3", "E5"]), "E2, E3 and E5"),
    ],
)
def test_names_are_listed(names, said):
    assert listed(names) == said


def test_a_list_may_be_of_alternatives():
    assert listed(["A", "B", "C"], "or") == "A, B or C"


@pytest.mark.parametrize(("number", "said"), [(0, "0 places"), (1, "1 place"), (2, "2 places")])
def test_things_are_counted(number, said):
    assert counted(number, "place") == said


@pytest.mark.parametrize(
    ("value", "said"), [(Fraction(7), "7"), (Fraction(22, 3), "7.33"), (Fraction(1, 200), "0.01")]
)
def test_totals_are_whole_or_have_two_decimals(value, said):
    assert number_words(value) == said


def test_a_day_is_written_out():
    assert day_words(date(2026, 5, 3)) == "3 May 2026"
