"""Tick boxes that are drawn on a page as squares, as on a form that was printed to a PDF: a square
near words is one, and a tick, cross or letter x in it ticks it. Pure geometry."""

import re
from collections.abc import Sequence

from edi_shortlist.documents.pdf.drawings import Drawings
from edi_shortlist.documents.pdf.geometry import Box, holds
from edi_shortlist.documents.pdf.layout import Line

_TICK = re.compile(r"[xX✓✔✗✘✕×]")
_BOXES_LIMIT = 200  # on one page; more are a pattern
_NEIGHBOUR = 0.6  # of a square's side: closer ones are the places of single letters, or a scale
_REACH = 300.0  # points between a box and the nearest words on its height
_SIZE = 10.0  # points; the size of type that a box without words on its height is given
_MARK = 0.35  # of a square's side: the least that a mark in it measures


def with_drawn_boxes(lines: Sequence[Line], drawn: Drawings, fields: Sequence[Box]) -> list[Line]:
    """Return lines with the drawn tick boxes of their page.

    Args:
        lines: the page's upright lines; a tick that is a letter is taken out of them.
        drawn: what is drawn on the page.
        fields: the places of its form fields, whose values are read in another way.
    """
    squares = _squares(drawn, fields)
    if not squares:
        return list(lines)
    found: list[Line] = []
    ticks: list[Line] = []
    inside: list[Box] = []  # squares with other text in them
    for line in lines:
        x = (line.x0 + line.x1) / 2
        square = next((one for one in squares if holds(one, x, line.middle)), None)
        if square is not None and _TICK.fullmatch(line.text):
            ticks.append(line)
            continue
        if square is not None:
            inside.append(square)
        found.append(line)
    boxes = []
    for square in squares:
        beside = _beside(square, found)
        if square in inside or not (beside or _has_words_near(square, found)):
            found += [one for one in ticks if holds(square, (one.x0 + one.x1) / 2, one.middle)]
            continue
        is_on = any(holds(square, (one.x0 + one.x1) / 2, one.middle) for one in ticks) or any(
            _ticks(mark, square) for mark in drawn.marks
        )
        size, middle = (beside.size, beside.middle) if beside else (_SIZE, _middle(square)[1])
        y0, y1 = middle - size / 2, middle + size / 2
        boxes.append(Line(square[0], y0, square[2], y1, "☒" if is_on else "☐", size))
    return [*found, *boxes]


def _squares(drawn: Drawings, fields: Sequence[Box]) -> list[Box]:
    """Squares that stand by themselves, each once."""
    distinct: list[Box] = []
    for square in drawn.squares:
        x, y = _middle(square)
        if len(drawn.squares) > _BOXES_LIMIT:
            break
        if not any(holds(other, x, y) for other in (*distinct, *fields, *drawn.pictures)):
            distinct.append(square)
    return [one for one in distinct if not any(_are_close(one, other) for other in distinct)]


def _are_close(one: Box, other: Box) -> bool:
    """Whether two squares stand side by side, or one above the other, as if they were one."""
    if one is other:
        return False
    limit = _NEIGHBOUR * (one[2] - one[0])
    across = max(one[0], other[0]) - min(one[2], other[2])
    upwards = max(one[1], other[1]) - min(one[3], other[3])
    return (across < limit and upwards < -limit) or (across < -limit and upwards < 1)


def _beside(square: Box, lines: Sequence[Line]) -> Line | None:
    """The nearest words on the height of a square."""
    best, nearest = None, _REACH
    for line in lines:
        if not square[1] - 2 <= line.middle <= square[3] + 2:
            continue
        away = max(square[0] - line.x1, line.x0 - square[2])
        if -2 <= away < nearest:
            best, nearest = line, away
    return best


def _has_words_near(square: Box, lines: Sequence[Line]) -> bool:
    """Whether words stand close above or below a square."""
    return any(
        line.x0 - _SIZE <= square[0] <= line.x1
        and -2 <= max(square[1] - line.y1, line.y0 - square[3]) <= 1.5 * _SIZE
        for line in lines
    )


def _ticks(mark: Box, square: Box) -> bool:
    """Whether a drawing stands in a square and is as large as a tick."""
    least = _MARK * (square[2] - square[0])
    x, y = _middle(mark)
    return holds(square, x, y) and min(mark[2] - mark[0], mark[3] - mark[1]) >= least


def _middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
