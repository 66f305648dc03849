"""Offsets into Document.text are what every span stands on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_shortlist.documents.model import Block, BlockKind, Document, Part

cells = st.none() | st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 2))
blocks = st.builds(
    Block,
    text=st.text(max_size=20),
    kind=st.sampled_from(BlockKind),
    part=st.sampled_from(Part),
    level=st.integers(0, 3),
    cell=cells,
    page=st.none() | st.integers(1, 9),
)
documents = st.builds(
    Document,
    blocks=st.lists(blocks, max_size=8).map(tuple),
    pictures=st.integers(0, 3),
    warnings=st.lists(st.text(max_size=10), max_size=2).map(tuple),
)


@given(documents)
def test_placed_blocks_agree_with_the_text(document: Document) -> None:
    last = 0
    for start, end, block in document.placed_blocks():
        assert document.text[start:end] == block.text
        assert not document.text[last:start].strip("\n\t")
        last = end
    assert last == len(document.text)


@given(documents)
def test_to_dict_and_back(document: Document) -> None:
    assert Document.from_dict(document.to_dict()) == document


@given(documents)
def test_with_texts_changes_nothing_but_the_texts(document: Document) -> None:
    changed = document.with_texts([block.text.upper() for block in document.blocks])
    assert [b.text for b in changed.blocks] == [b.text.upper() for b in document.blocks]
    assert changed.with_texts([block.text for block in document.blocks]) == document


def test_with_texts_refuses_another_number_of_texts() -> None:
    with pytest.raises(ValueError, match=r"longer|shorter"):
        Document.from_text("one\ntwo").with_texts(["one"])


@given(st.text(max_size=60))
def test_from_text_keeps_every_character(text: str) -> None:
    assert Document.from_text(text).text == text


def test_cells_of_a_row_are_parted_by_tabs_and_rows_by_breaks() -> None:
    table = [Block(t, BlockKind.CELL, cell=c) for t, c in (("a", (0, 0, 0)), ("b", (0, 0, 1)))]
    table += [
        Block("c", BlockKind.CELL, cell=(0, 1, 0)),
        Block("d", BlockKind.CELL, cell=(1, 1, 0)),
    ]
    assert Document((Block("x"), *table, Block("H", BlockKind.HEADING))).text == (
        "x\na\tb\nc\nd\n\nH"
    )
