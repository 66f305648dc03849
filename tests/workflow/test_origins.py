"""From a place in what the panel reads to the place in the original."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edi_shortlist.documents.model import Block, BlockKind, Document, Part
from edi_shortlist.storage import Redaction
from edi_shortlist.workflow.anonymising import anonymised
from edi_shortlist.workflow.origins import traced

PLAIN = Redaction(1, "C-1/1", 0, 1, "NAME", 0.9, "ner", "[person 1]", "", "accepted")
ORIGINAL = Document(
    (
        Block("Letter", BlockKind.HEADING),
        Block("I am Zubeida Okonjo, born 1/2/1980 in Upper Toxteth near Edge Hill."),
        Block("remark: Zubeida", part=Part.COMMENT),
        Block("Address", BlockKind.CELL, cell=(0, 0, 0)),
        Block("47 High Lane, Toxteth", BlockKind.CELL, cell=(0, 0, 1)),
        Block("I sing in the Toxteth choir."),
    )
)
TEXT = ORIGINAL.text


def hidden(words: str, replacement: str, nth: int = 0) -> Redaction:
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return replace(PLAIN, id=at, start=at, end=at + len(words), replacement=replacement)


REDACTIONS = [
    hidden("Zubeida Okonjo", "[applicant]"),
    hidden("1/2/1980", ""),
    hidden("47 High Lane", "[address]"),
    hidden(" Toxteth", "[address]", 1),
]


@pytest.mark.parametrize(
    ("selected", "originals"),
    [
        ("Upper Toxteth", ["Upper Toxteth"]),  # behind replacements
        ("I am", ["I am"]),  # before them
        ("am [applicant], born", ["am Zubeida Okonjo, born"]),  # around one
        ("[appl", ["Zubeida Okonjo"]),  # a part of one
        ("cant], bo", ["Zubeida Okonjo, bo"]),
        ("born  in", ["born 1/2/1980 in"]),  # around one that left nothing
        ("[address]", ["47 High Lane, Toxteth"]),  # two that read as one
        ("Hill.\nAddress", ["Hill.", "Address"]),  # a block between them is left out
        ("Address\t[addr", ["Address\t47 High Lane, Toxteth"]),
        ("choir", ["choir"]),  # the last
    ],
)
def test_a_place_leads_back(selected: str, originals: list[str]) -> None:
    found = traced(ORIGINAL, REDACTIONS)
    assert found.shown == anonymised(ORIGINAL, REDACTIONS)
    start = found.shown.text.index(selected)
    places = found.original(start, start + len(selected))
    assert [TEXT[first:last] for first, last in places] == originals


_redactions = st.lists(
    st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 25), st.sampled_from(["[a]", "", "x"])),
    max_size=6,
).map(
    lambda rows: [
        replace(PLAIN, id=n, start=at, end=min(len(TEXT), at + length), replacement=words)
        for n, (at, length, words) in enumerate(rows)
    ]
)


@given(_redactions)
@settings(max_examples=25, deadline=None)
def test_every_character_that_is_shown_and_not_put_there_leads_to_itself(
    redactions: list[Redaction],
) -> None:
    found = traced(ORIGINAL, redactions)
    assert found.shown == anonymised(ORIGINAL, redactions)
    covered = {n for one in redactions for n in range(one.start, one.end)}
    for start, end, block in found.shown.placed_blocks():
        for at in range(start, end):
            places = found.original(at, at + 1)
            assert len(places) == 1
            first, last = places[0]
            if not covered.intersection(range(first, last)):
                assert (first + 1, TEXT[first]) == (last, block.text[at - start])
