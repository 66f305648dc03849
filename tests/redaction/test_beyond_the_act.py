"""What the policy strict hides beyond the Equality Act."""

import pytest

from edi_shortlist.redaction import Label, Redactor
from edi_shortlist.redaction.beyond_the_act import BeyondTheActRecogniser


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jan 2019 – 2021", [("DATE", "Jan 2019"), ("DATE", "2021")]),
        ("fluent in Polish; I polish floors", [("LANGUAGE", "Polish")]),
        ("for Stockton-on-Tees Borough Council.", [("EMPLOYER", "Stockton-on-Tees Borough Council")]),
        ("a shop of Marie Curie", [("EMPLOYER", "Marie Curie")]),
        ("member of the Royal Town Planning Institute", [("MEMBERSHIP", "Royal Town Planning Institute")]),
        ("the council of elders, £2019", []),
    ],
)  # fmt: skip
def test_beyond_the_act(find, text, expected):
    assert find(BeyondTheActRecogniser(), text) == expected


def test_only_strict_hides_it_and_it_never_uncovers_what_standard_hides():
    text = (
        "EDUCATION\nBA History, University of Leeds, 2004\n\nEMPLOYMENT\nLeeds City Council, 2010"
    )
    standard = Redactor.load("standard").find(text)
    strict = Redactor.load("strict").find(text)
    extra = {Label.EMPLOYER, Label.DATE, Label.LANGUAGE, Label.MEMBERSHIP}
    assert not {s.label for s in standard} & extra
    hidden = {i for s in strict for i in range(s.start, s.end)}
    assert {i for s in standard for i in range(s.start, s.end)} <= hidden
    assert text.index("2010") in hidden
    assert text.index("2004") in {i for s in standard for i in range(s.start, s.end)}
