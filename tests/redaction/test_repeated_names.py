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


@pytest.mark.parametrize(
    ("label", "passage", "elsewhere", "expected"),
    [
        (Label.ID_NUMBER, "C-70128", 'C-70128,Education,"A levels"', ["C-70128"]),
        (Label.PHONE, "07700 900118", "ring 07700 900118", ["07700 900118"]),
        (Label.EMAIL, "ab@example.com", "ab@example.com.", ["ab@example.com"]),
        # Not inside a longer number, not where it is short, not words.
        (Label.ID_NUMBER, "C-70128", "C-701284", []),
        (Label.ID_NUMBER, "1042", "1042 calls", []),
        (Label.URL, "my page", "my page", []),
    ],
)
def test_a_number_found_once_is_hidden_wherever_it_stands(label, passage, elsewhere, expected):
    span = Span(0, len(passage), label, 0.9, "numbers")
    found = repeated([passage, elsewhere], [[span], []])[1]
    assert [elsewhere[s.start : s.end] for s in found] == expected
    assert all(s.label is label for s in found)
