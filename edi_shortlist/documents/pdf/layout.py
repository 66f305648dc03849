"""Reading order on a PDF page: columns, table rows, paragraphs. Pure geometry on lines of text;
lengths in points, y grows upwards. Knows nothing of files.

A page is cut into bands at the lines that span it, and a band into columns at a gutter that no
line crosses. A gutter between labels and their answers, or dates and their posts, is no column
boundary: such text is read row by row.
"""

import bisect
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean, median

from edi_shortlist.documents.pdf.tables import Edges, Grid, find_grids
from edi_shortlist.documents.pdf.tickboxes import has_box, is_box


@dataclass(frozen=True)
class Line:
    """A run of text on one baseline.

    Attributes:
        x0, y0, x1, y1: its box.
        text: its characters; a soft hyphen at the end is kept for ``paragraphs``.
        size: height of the type.
        bold: whether most of it is bold.
        order: its number in the order of the page's content; None where that tells nothing.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    text: str
    size: float
    bold: bool = False
    order: int | None = None

    @classmethod
    def split(
        cls,
        characters: Iterable[tuple[str, float | None, float | None]],
        y0: float,
        y1: float,
        size: float,
        bold: bool,
        verticals: Sequence[tuple[float, float, float]],
        order: int | None = None,
    ) -> "list[Line]":
        """Make lines of characters ``(text, x0, x1)``, cut where a vertical rule passes between
        two of them; spaces that the PDF only implies have no place of their own."""
        middle = (y0 + y1) / 2
        rules = sorted(x for x, low, high in verticals if low <= middle <= high)
        lines: list[Line] = []
        text, start, end = "", None, None

        def close() -> None:
            if text.strip() and start is not None and end is not None:
                lines.append(cls(start, y0, end, y1, text.strip(" \n\t"), size, bold, order))

        for character, x0, x1 in characters:
            if x0 is not None and x1 is not None:
                blank = not character.strip()
                if end is not None and not blank and any(end - 1 <= x <= x0 + 1 for x in rules):
                    close()
                    text, start = "", None
                if not blank:
                    start = x0 if start is None else min(start, x0)
                    end = x1 if end is None or not text else max(end, x1)
            text += character
        close()
        return lines

    @property
    def middle(self) -> float:
        """Height of its middle."""
        return (self.y0 + self.y1) / 2


@dataclass(frozen=True)
class Table:
    """A ruled table with the lines of each cell; stands in the flow like one very tall line."""

    x0: float
    y0: float
    x1: float
    y1: float
    cells: tuple[tuple[tuple[int, int], tuple[Line, ...]], ...]


Item = Line | Table

#: Lines and tables on one page; more are no text that anybody set in columns.
ITEMS_LIMIT = 1500
#: Of the type's size: the least white that parts two columns.
GUTTER = 0.7
_DEPTH_LIMIT = 12
_GUTTERS_LIMIT = 40
_LABEL = re.compile(r":\s*$|\b(19|20)\d\d\b|\b(present|to date|now)\s*$", re.IGNORECASE)


def take_tables(lines: list[Line], edges: Edges) -> list[Item]:
    """Return the lines outside ruled tables, and the tables with the lines inside."""
    items: list[Item] = []
    left = lines
    for grid in find_grids(edges):
        inside: dict[tuple[int, int], list[Line]] = {cell: [] for cell in grid.cells}
        outside: list[Line] = []
        for line in left:
            at = grid.cell_at((line.x0 + line.x1) / 2, line.middle)
            (outside if at is None else inside[at]).append(line)
        if _is_table(grid, inside):
            cells = tuple((cell, tuple(found)) for cell, found in inside.items())
            items.append(Table(grid.xs[0], grid.ys[-1], grid.xs[-1], grid.ys[0], cells))
            left = outside
    return [*items, *left]


def _is_table(grid: Grid, inside: dict[tuple[int, int], list[Line]]) -> bool:
    """Whether the rules hold a table, and not a frame around columns or a single box."""
    full = [found for found in inside.values() if found]
    rows = {row for row, _ in grid.cells}
    tall = max((len(found) for found in full), default=0)
    return len(full) > 1 and not (len(rows) < 3 and tall > 15)


def columns(items: list[Item], depth: int = 0) -> list[list[Item]]:
    """Return groups of items in reading order; each group is read from the top down.

    Args:
        items: what stands on the page, or on the part of it that is being cut.
        depth: how often that part has been cut already.
    """
    if len(items) < 6 or len(items) > ITEMS_LIMIT or depth > _DEPTH_LIMIT:
        return [items] if items else []
    ordered = sorted(items, key=lambda item: -item.y1)
    best: tuple[float, float] | None = None
    for x, width in _gutters(ordered):
        weight = sum(len(band) for band in _bands(ordered, x) if _is_split(band, x))
        if weight and (best is None or (weight, width) > best[:2]):
            best, at = (weight, width), x
    if best is None:
        return [ordered]
    groups: list[list[Item]] = []
    whole: list[Item] = []
    for band in _bands(ordered, at):
        if _is_split(band, at):
            groups += columns(whole, depth + 1)
            whole = []
            groups += columns([item for item in band if item.x1 <= at], depth + 1)
            groups += columns([item for item in band if item.x0 >= at], depth + 1)
        else:
            whole += band
    return groups + columns(whole, depth + 1)


def _gutters(items: list[Item]) -> list[tuple[float, float]]:
    """Middles and widths of white strips wide enough for a gutter, each to the left of some
    item; the likeliest where there are very many."""
    sizes = [item.size for item in items if isinstance(item, Line)]
    least = max(7.0, GUTTER * median(sizes)) if sizes else 7.0
    lefts = Counter(round(item.x0, 1) for item in items)
    rights = sorted(item.x1 for item in items)
    found = {}
    for after, _ in lefts.most_common(_GUTTERS_LIMIT):
        at = bisect.bisect_right(rights, after - least) - 1
        if at >= 0:
            found[round((rights[at] + after) / 2, 1)] = after - rights[at]
    return sorted(found.items())


def _bands(items: list[Item], x: float) -> list[list[Item]]:
    """Cut items, given from the top down, into runs that a gutter at ``x`` crosses or clears."""
    bands: list[list[Item]] = []
    crossing = False
    for item in items:
        crosses = item.x0 < x < item.x1
        if not bands or crosses or crossing:
            bands.append([])
        bands[-1].append(item)
        crossing = crosses
    return bands


def _is_split(band: list[Item], x: float) -> bool:
    left = [item for item in band if item.x1 <= x]
    right = [item for item in band if item.x0 >= x]
    if len(left) + len(right) < len(band) or min(_weight(left), _weight(right)) < 3:
        return False
    low = max(min(i.y0 for i in left), min(i.y0 for i in right))
    high = min(max(i.y1 for i in left), max(i.y1 for i in right))
    shorter = min(max(i.y1 for i in s) - min(i.y0 for i in s) for s in (left, right))
    if high - low < 0.5 * shorter:
        return False
    return not _reads_across(
        [item for item in left if isinstance(item, Line)],
        [item for item in right if isinstance(item, Line)],
    )


def _weight(items: list[Item]) -> int:
    return sum(1 if isinstance(item, Line) else 3 for item in items)


def _reads_across(left: list[Line], right: list[Line]) -> bool:
    """Whether two sides are rows of labels and answers rather than two columns."""
    if not left or not right:
        return False

    left_share, right_share = _share_beside(left, right), _share_beside(right, left)
    if max(left_share, right_share) < 0.6:
        return False
    if _is_prose(left) and _is_prose(right):
        return False
    of_boxes = _are_boxes_answers(left, right)
    if of_boxes is not None:
        return of_boxes
    for side, share in ((left, left_share), (right, right_share)):
        if share >= 0.6 and len(_labels(side)) >= 0.4 * len(side):
            return True
    written = _written(left, right)
    if written is not None:
        return written
    # Labels that are not most of their side, such as dates between posts and places.
    if max(_share_beside(left, _labels(right)), _share_beside(right, _labels(left))) >= 0.6:
        return True
    if left_share >= 0.9 and right_share >= 0.9:
        return True
    sparse, share = (left, left_share) if len(left) <= len(right) else (right, right_share)
    return share >= 0.8 and _apart(sparse) >= 0.4


def _are_boxes_answers(left: list[Line], right: list[Line]) -> bool | None:
    """Whether tick boxes on one side answer what stands on the other (True), or each side has
    options of its own under a heading of its own (False); None where neither is plain."""
    sides = (left, right)
    if all(mean(has_box(line.text) and not is_box(line.text) for line in s) >= 0.4 for s in sides):
        tops = [max(side, key=lambda line: line.middle) for side in sides]
        return None if any(has_box(top.text) for top in tops) else False
    for boxes, others in (sides, sides[::-1]):
        if (
            mean(has_box(line.text) for line in boxes) >= 0.8
            and not _is_prose(others)
            and _share_beside(boxes, others) >= 0.8
        ):
            return True
    return None


def _written(left: list[Line], right: list[Line]) -> bool | None:
    """Whether two sides were written row by row (True) or one after the other (False); None where
    their order tells nothing, as with answers that were laid over a form when it was full."""
    sides = [(line.order, False) for line in left] + [(line.order, True) for line in right]
    if any(order is None for order, _ in sides):
        return None
    sides.sort()
    switches = sum(one[1] != other[1] for one, other in itertools.pairwise(sides))
    if switches >= 1.2 * min(len(left), len(right)):
        return True
    if switches <= 2 and max(_apart(left), _apart(right)) < 0.4:
        return False
    return None


def _labels(lines: list[Line]) -> list[Line]:
    return [line for line in lines if _LABEL.search(line.text)]


def _share_beside(lines: list[Line], others: list[Line]) -> float:
    """The share of lines that stand on one height with another."""
    heights = sorted(other.y0 for other in others)
    count = 0
    for line in lines:
        reach = 0.35 * line.size
        at = bisect.bisect_left(heights, line.y0 - reach)
        count += at < len(heights) and heights[at] <= line.y0 + reach
    return count / len(lines)


def _is_prose(lines: list[Line]) -> bool:
    """Whether lines fill their column as running text does."""
    if mean(has_box(line.text) for line in lines) >= 0.5:
        return False
    widest = max(line.x1 - line.x0 for line in lines)
    fill = median((line.x1 - line.x0) / widest for line in lines) if widest else 0
    words = mean(len(line.text.split()) for line in lines)
    return len(lines) >= 4 and fill >= 0.7 and words >= 3.5


def _apart(lines: list[Line]) -> float:
    """Share of lines with more than a line's white space below them."""
    ordered = sorted(lines, key=lambda line: -line.y0)
    gaps = [
        (above.y0 - below.y0) > 1.9 * max(above.size, 1)
        for above, below in itertools.pairwise(ordered)
    ]
    return mean(gaps) if gaps else 0.0


def rows(lines: Iterable[Line]) -> list[list[Line]]:
    """Group lines that stand on one height; from the top down, each from left to right."""
    found: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: -line.middle):
        if found and abs(found[-1][0].middle - line.middle) <= 0.4 * min(
            found[-1][0].size, line.size
        ):
            found[-1].append(line)
        else:
            found.append([line])
    return [sorted(row, key=lambda line: line.x0) for row in found]
