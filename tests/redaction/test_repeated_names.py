"""A name found once is hidden everywhere."""

import pytest

from edi_shortlist.redaction.repeated_names import repeated
from edi_shortlist.redaction.span import Label, Span


def _again(first, name, second, score=0.9):
    start = first.index(name)
    span = Span(start, start + len(name), Label.NAME, score, "tagged")
    return [second[s.start : s.end] for s in repeated([first, second], [[span], []])[1]]


@pytest.mark.parametrize(
    ("name", "elsewhere", "expected"),
    [
        ("Donna Illingworth", "Illingworth said, Donna agreed", ["Illingworth", "Donna"]),
        ("Donna Illingworth", "DONNA ILLINGWORTH", ["DONNA ILLINGWORTH"]),
        # Ordinary words count only together, also without the middle name and in capitals.
        ("Grace Elizabeth May", "CV of Grace May", ["Grace May"]),
        ("Grace Elizabeth May", "GRACE MAY", ["GRACE MAY"]),
        ("Grace May", "in May, with grace; Grace period", []),
        # A street or a firm of that name is another matter.
        ("Donna Illingworth", "Illingworth Street", []),
    ],
)
def test_repeated(name, elsewhere, expected):
    assert _again(f"Signed {name}.", name, elsewhere) == expected


def test_an_unsure_name_is_not_spread():
    assert _again("Signed Illingworth.", "Illingworth", "Illingworth said", score=0.5) == []
