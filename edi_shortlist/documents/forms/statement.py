"""Where the supporting statement stands on a form."""

from collections.abc import Iterator
from itertools import islice

from edi_shortlist.documents.forms.printed import is_printed, trimmed
from edi_shortlist.documents.forms.rows import Row
from edi_shortlist.documents.forms.words import FormWords, plain

_IN_A_CELL = 40  # characters that a cell must hold to be a statement beside its label


def statement_of(text: str, rows: list[Row], words: FormWords) -> tuple[int, int] | None:
    """Return where the supporting statement stands, as half-open offsets into ``Document.text``:
    the longest part under a heading, or beside a label, that asks for one.

    Args:
        text: ``Document.text``.
        rows: the same document's rows.
        words: what the form calls things.
    """
    parts = [part for part in _statements(text, rows, words) if part[0] < part[1]]
    return max(parts, key=lambda part: part[1] - part[0], default=None)


def _statements(text: str, rows: list[Row], words: FormWords) -> Iterator[tuple[int, int]]:
    read_to = 0  # a heading within a section that was read opens a shorter part of it
    for index, row in enumerate(rows):
        if row.opens == "statement":
            if row.end > read_to:
                start, read_to = _section(rows, index, words)
                yield trimmed(text, start, read_to, words)
        elif row.table is not None and not row.apart:
            yield from _beside(text, row, words)


def _section(rows: list[Row], index: int, words: FormWords) -> tuple[int, int]:
    """What stands under the heading of a statement."""
    start = end = rows[index].end
    for row in islice(rows, index + 1, None):
        if row.apart or row.blank:
            continue
        if row.section != "statement":
            break
        if end == start and (row.opens or is_printed(row.text, words)):
            continue
        start = row.start if end == start else start
        end = row.end
    return start, end


def _beside(text: str, row: Row, words: FormWords) -> Iterator[tuple[int, int]]:
    """A statement in the cell beside its label, or in the same cell."""
    for cell, (segment, (start, end)) in enumerate(zip(row.segments, row.places, strict=True)):
        line = segment.split("\n")[0]
        if len(line) > 120 or words.sections.get(plain(line)) != "statement":
            continue
        found = trimmed(text, start + len(line), end, words)
        if found[0] == found[1] and cell + 1 < len(row.places):
            found = trimmed(text, *row.places[cell + 1], words)
        if found[1] - found[0] >= _IN_A_CELL:
            yield found
