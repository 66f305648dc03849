"""Lays the rows of tables out for a column too narrow for them: two cells a line, one below the
other, every character in its place."""

from collections.abc import Callable

from edi_shortlist.documents.model import Document

CELLS_A_LINE = 2


def in_pairs(document: Document, fits: Callable[[str], bool] = lambda _: True) -> str:
    """Return the document's text with a line break for every second tab within a table row.

    A form's row of label, answer, label, answer becomes two lines of label and answer. The text
    is as long as ``document.text`` and equals it but for those tabs, so offsets still hold.

    Args:
        fits: whether a cell leaves room for the next beside it; one that does not has a line
            of its own.
    """
    text = list(document.text)
    row: tuple[int, int] | None = None
    cells, before = 0, ""
    for start, _, block in document.placed_blocks():
        here = block.cell[:2] if block.cell else None
        cells = cells + 1 if here is not None and here == row else 1
        row = here
        if cells > 1 and text[start - 1] == "\t":
            if cells % CELLS_A_LINE == 1:
                text[start - 1] = "\n"
            elif not fits(before):
                text[start - 1] = "\n"
                cells = 1  # the next cell may stand beside this one
        before = block.text
    return "".join(text)
