"""Rows of tables in a narrow column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_shortlist.desktop.widgets.rows import in_pairs
from edi_shortlist.documents.model import Block, BlockKind, Document


def _row(number, *cells, table=0):
    return [Block(text, BlockKind.CELL, cell=(table, number, i)) for i, text in enumerate(cells)]


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        (("Surname", "Khan"), "Surname\tKhan"),
        (("Surname", "Khan", "Title", "Ms"), "Surname\tKhan\nTitle\tMs"),
        (("School", "Years", "Grade"), "School\tYears\nGrade"),
        # A tab of the applicant's own is no border between cells.
        (("a\tb", "c", "d"), "a\tb\tc\nd"),
    ],
)
def test_rows_are_shown_in_pairs(cells, shown):
    assert in_pairs(Document(tuple(_row(0, *cells)))) == shown


@given(st.lists(st.lists(st.text("ab\t", max_size=3), min_size=1, max_size=6), max_size=4))
def test_offsets_hold(rows):
    blocks = [block for number, cells in enumerate(rows) for block in _row(number, *cells)]
    document = Document((Block("Form", BlockKind.HEADING), *blocks, Block("end")))
    shown = in_pairs(document)
    assert len(shown) == len(document.text)
    assert shown.replace("\n", "\t") == document.text.replace("\n", "\t")
    assert all(shown[s:e] == block.text for s, e, block in document.placed_blocks())


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        (("a long employer", "role"), "a long employer\nrole"),
        (("a long employer", "role", "2019"), "a long employer\nrole\t2019"),
        (("short", "a long role", "2019", "now"), "short\ta long role\n2019\tnow"),
    ],
)
def test_a_cell_without_room_beside_it_has_its_own_line(cells, shown):
    document = Document(tuple(_row(0, *cells)))
    assert in_pairs(document, lambda cell: len(cell) < 8) == shown
