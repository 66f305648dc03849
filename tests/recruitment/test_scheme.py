"""Schemes: the files that ship are whole, and a bad one is named by its key."""

import datetime
import tomllib

import pytest

from edi_shortlist import bundled
from edi_shortlist.recruitment import Scheme, SchemeError

from .examples import SCHEMES, vacancy

GOOD = {
    "id": "carers",
    "name": "Carers",
    "definition": "You care for somebody.",
    "source": "The council's own",
    "date": datetime.date(2026, 3, 14),
    "excludes": [],
    "evidence": "None.",
    "minimum": "Every essential criterion.",
}


@pytest.mark.parametrize("scheme_id", ["disability-confident", "care-experience", "armed-forces"])
def test_a_shipped_scheme_is_whole_and_leaves_out_school_based_posts(scheme_id):
    path = bundled.resource(f"schemes/{scheme_id}.toml")
    scheme = Scheme.from_dict(tomllib.loads(path.read_text(encoding="utf-8")))
    assert scheme.id == scheme_id
    assert all((scheme.source, scheme.date, scheme.evidence, scheme.minimum))
    assert scheme.excludes_vacancy(vacancy(school_based=True))
    assert not scheme.excludes_vacancy(vacancy())


def test_a_scheme_that_excludes_nothing_applies_to_schools():
    assert not SCHEMES["care-experience"].excludes_vacancy(vacancy(school_based=True))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"id": ""}, "'id' must not be empty."),
        ({"definition": " "}, "'definition' must not be empty."),
        ({"excludes": ["schools"]}, '\'excludes\' holds "schools"; it may hold "school-based".'),
        ({"date": "March"}, "'date' must be a date such as 2026-03-14, not 'March'."),
        ({"date": 2026}, "'date' must be a date such as 2026-03-14, not 2026."),
        ({"exclude": []}, "'exclude' is not a known key; did you mean 'excludes'?"),
        ({"name": 3}, "'name' must be a text in quotes, not 3."),
    ],
)
def test_a_bad_scheme_is_named_by_its_key(change, sentence):
    with pytest.raises(SchemeError) as refused:
        Scheme.from_dict(GOOD | change)
    assert refused.value.problems == (sentence,)


def test_a_missing_key_is_named():
    with pytest.raises(SchemeError, match="'source' is missing"):
        Scheme.from_dict({k: v for k, v in GOOD.items() if k != "source"})


def test_a_date_may_stand_in_quotes():
    assert Scheme.from_dict(GOOD | {"date": "2026-03-14"}) == Scheme.from_dict(GOOD)
