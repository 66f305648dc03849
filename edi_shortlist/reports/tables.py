"""Tables put together again from the coordinates of their cells, for any format to draw."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from edi_shortlist.documents.model import Block


@dataclass(frozen=True)
class Cell:
    """A cell: its place in the rebuilt table, from 0, and how many columns it spans."""

    row: int
    column: int
    span: int
    text: str


@dataclass(frozen=True)
class Table:
    """A rebuilt table; a place that no cell covers is empty."""

    rows: int
    columns: int
    cells: tuple[Cell, ...]


def pieces(blocks: Iterable[Block]) -> Iterator[Block | Table]:
    """Yield blocks as they are, and each run of cells as tables.

    A nested table follows the table it stands in, since reading order put its cells between
    theirs. Several blocks with one coordinate are one cell.
    """
    waiting: list[Block] = []
    for block in blocks:
        if block.cell is not None:
            waiting.append(block)
            continue
        yield from _tables(waiting)
        waiting = []
        yield block
    yield from _tables(waiting)


def _tables(blocks: list[Block]) -> Iterator[Table]:
    by_table: dict[int, dict[tuple[int, int], list[str]]] = {}
    for block in blocks:
        if block.cell is not None:
            table, row, column = block.cell
            by_table.setdefault(table, {}).setdefault((row, column), []).append(block.text)
    for found in by_table.values():
        rows = sorted({row for row, _ in found})
        columns = sorted({column for _, column in found})
        cells = []
        for (row, column), texts in sorted(found.items()):
            at = columns.index(column)
            after = [c for c in columns if c > column and (row, c) in found]
            end = columns.index(after[0]) if after else len(columns)
            text = "\n".join(text for text in texts if text)
            cells.append(Cell(rows.index(row), at, end - at, text))
        yield Table(len(rows), len(columns), tuple(cells))
