"""What the last check lists before a release, and in which order."""

import pytest

from edi_shortlist.redaction.identity import Identity
from edi_shortlist.redaction.last_check import Kind, OtherApplicants, concerns
from edi_shortlist.redaction.span import Label, Span

SIAN = {"full_name": "Siân Thackray", "email": "sian.t@example.com"}
OTHERS = [
    SIAN,
    {"full_name": "Zubeida Okonjo", "email": "zub@example.org"},
    {"full_name": "Will Bill"},
]


@pytest.fixture
def check(context_of):
    def run(text: str, identity=SIAN, uncertain=()):
        others = OtherApplicants(Identity.from_mapping(one) for one in OTHERS)
        known = Identity.from_mapping(identity)
        found = concerns(text, context_of(text).doc, known, others, uncertain)
        return [(one.kind, text[one.start : one.end]) for one in found]

    return run


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I worked with Sian Thackray.", [(Kind.OWN_IDENTITY, "Sian Thackray")]),
        # Misspelt, split over a line, inside a word and in a file name.
        ("I worked with Thackary then.", [(Kind.OWN_IDENTITY, "Thackary")]),
        ("Mr Thack-\nray drove", [(Kind.OWN_IDENTITY, "Thack-\nray")]),
        ("see xthackrayx2 for more", [(Kind.OWN_IDENTITY, "thackray")]),
        # Another applicant: only the whole name, in either order, or the address.
        ("seen by Zubeida Okonjo", [(Kind.OTHER_APPLICANT, "Zubeida Okonjo")]),
        ("seen by OKONJO, Zubeida", [(Kind.OTHER_APPLICANT, "OKONJO, Zubeida")]),
        ("copy to zub@example.org.", [(Kind.OTHER_APPLICANT, "zub@example.org")]),
        ("put it on the bill, will you", []),
        ("we asked Will Bill", [(Kind.OTHER_APPLICANT, "Will Bill")]),
        # A rare word with a capital, once; not at the start of a sentence or a bullet.
        ("I met Quennell and Quennell again.", [(Kind.UNEXPLAINED, "Quennell")]),
        ("Quennell met us.\n- Quennell again", []),
        ("I worked in London for the Council.", []),
        # What stands for something hidden is no concern.
        ("I am [Applicant] of [Quennell].", []),
        ("", []),
    ],
)
def test_what_is_listed(check, text, expected):
    assert check(text) == expected


def test_the_most_dangerous_come_first_and_nothing_is_listed_twice(check):
    text = "I met Quennell, was unwell in May, and signed as Sian Thackray."
    start = text.index("unwell")
    near = Span(start, start + 6, Label.DISABILITY, 0.5, "tagged", reason="Health.")
    assert [kind for kind, _ in check(text, uncertain=[near])] == [
        Kind.OWN_IDENTITY,
        Kind.UNCERTAIN,
        Kind.UNEXPLAINED,
    ]


def test_no_reason_quotes_the_text(context_of):
    text = "Sian Thackray met Zubeida Okonjo and then Quennell."
    others = OtherApplicants(Identity.from_mapping(one) for one in OTHERS)
    for one in concerns(text, context_of(text).doc, Identity.from_mapping(SIAN), others):
        for word in ("Sian", "Thackray", "Zubeida", "Okonjo", "Quennell"):
            assert word not in one.reason
