"""How wide the columns of a table on paper are, by what stands in them."""

from collections.abc import Sequence

#: The mean width of a character, in parts of the size of the type: rather too wide than too narrow.
CHARACTER = 0.62
#: Characters of a word that is not broken if it can be helped; a time has 27.
_UNBROKEN = 28
#: Characters of a cell that a column is widened for.
_LONGEST = 60


def column_widths(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    width: float,
    size: float,
    padding: float,
) -> list[float]:
    """Give each column what its longest word needs, and share out the rest by its longest cell.

    Args:
        columns: the headings, which are bold, hence wider.
        width, size, padding: of the table, the type and the two sides of a cell, in points.
    """
    needed, wanted = [], []
    for at, column in enumerate(columns):
        cells = [row[at] for row in rows]
        words = [len(word) + 2 for word in column.split()]
        words += [len(word) for cell in cells for word in cell.split()]
        needed.append(min(max(words, default=1), _UNBROKEN) * size * CHARACTER + padding)
        longest = min(max(map(len, cells), default=0), _LONGEST)
        wanted.append(max(longest * size * CHARACTER + padding - needed[-1], 0.0))
    spare = width - sum(needed)
    if spare <= 0 or not sum(wanted):
        return [width * one / sum(needed) for one in needed]
    return [one + spare * more / sum(wanted) for one, more in zip(needed, wanted, strict=True)]
