"""What is drawn on a scanned page beside text: rules of tables, and boxes to tick. Lengths in
pixels, y grows downwards.

A wrong tick is worse than an unread one: a box counts as ticked or empty only where that is plain.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import chain, islice
from typing import Any

import numpy as np
import numpy.typing as npt

from edi_shortlist.documents.scans.regions import Grey
from edi_shortlist.documents.scans.straightening import ink

Box = tuple[float, float, float, float]
_Mask = npt.NDArray[np.uint8]

# In points:
_RULE = 22.0  # shortest rule of a table
_SIDE = (7.0, 24.0)  # of a box to tick
_THICK = 4.0  # a thicker bar is no rule
_STRAIGHT = 0.88  # share of a side that is drawn; corners may be round
_OVERRUN = 0.3  # ink outside a box for that inside: the end of a tick
# Shares of the space inside a box that ink covers:
_EMPTY, _MARKED, _FILLED = 0.015, 0.06, 0.6
_BOXES_LIMIT = 300  # of a page; more is a pattern
_RULES_LIMIT, _STROKES_LIMIT = 2000, 3000


class Mark(Enum):
    """What stands in a box."""

    EMPTY = "☐"
    TICKED = "☒"
    UNCLEAR = "[?]"


@dataclass(frozen=True)
class TickBox:
    """A drawn square, by its outer edge, and what stands in it."""

    box: Box
    mark: Mark


@dataclass(frozen=True)
class Drawings:
    """The rules and boxes of a page."""

    rules: list[Box]
    boxes: list[TickBox]


def find_drawings(page: Grey, point: float) -> Drawings:
    """Return the rules of tables, and the boxes to tick.

    Args:
        page: grey values, level.
        point: pixels to a point.
    """
    inked = ink(page)
    across = _level_strokes(inked, _RULE * point)
    down = _level_strokes(np.ascontiguousarray(inked.T), _RULE * point).T
    loose = np.asarray(inked & ~(across | down), np.uint8)
    return Drawings(
        list(islice(chain(_strokes(across, point), _strokes(down, point)), _RULES_LIMIT)),
        list(_tick_boxes(inked, loose, point)),
    )


def without(page: Grey, boxes: list[TickBox], point: float) -> Grey:
    """Return a page with the boxes and the ticks in them painted over, so that none is read as a
    letter."""
    painted = page.copy()
    inked = ink(page)
    paper = int(np.percentile(page[::4, ::4], 80))
    for one in boxes:
        x0, y0, x1, y1 = _grown(one.box, 0.8 * point, page)
        painted[y0:y1, x0:x1] = paper
        left, top, right, bottom = _grown(one.box, 0.7 * (one.box[2] - one.box[0]), page)
        tick = _touching(inked[top:bottom, left:right], (x0 - left, y0 - top, x1 - left, y1 - top))
        painted[top:bottom, left:right][tick] = paper
    return painted


def _grown(box: Box, by: float, page: npt.NDArray[Any]) -> tuple[int, int, int, int]:
    high, wide = page.shape
    x0, y0, x1, y1 = box
    return (
        max(0, round(x0 - by)),
        max(0, round(y0 - by)),
        min(wide, round(x1 + by)),
        min(high, round(y1 + by)),
    )


def _touching(inked: _Mask, box: tuple[int, int, int, int]) -> npt.NDArray[np.bool_]:
    """Where ink is that runs out of a box and ends near it, as a tick does; a letter or a rule
    that touches the box runs on."""
    import cv2

    _, labels = cv2.connectedComponents(np.ascontiguousarray(inked))
    x0, y0, x1, y1 = box
    inside = np.unique(labels[y0:y1, x0:x1])
    ends = np.concatenate((labels[0], labels[-1], labels[:, 0], labels[:, -1]))
    return np.isin(labels, np.setdiff1d(inside, np.append(ends, 0))) & (labels > 0)


def _level_strokes(inked: _Mask, least: float) -> _Mask:
    """Keep of the ink what runs level, or nearly so, over a length of at least so much."""
    import cv2

    joined = cv2.dilate(inked, np.ones((3, 1), np.uint8))  # a line that climbs by a pixel
    length = max(3, round(least)) | 1  # an even one would move what it keeps
    opened = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    return np.asarray(opened, np.uint8)


def _strokes(mask: _Mask, point: float) -> Iterator[Box]:
    import cv2

    _, _, found, _ = cv2.connectedComponentsWithStats(np.ascontiguousarray(mask))
    for x, y, wide, high, _ in found[1:]:
        if min(wide, high) <= _THICK * point + 2:
            yield float(x), float(y), float(x + wide), float(y + high)


def _tick_boxes(inked: _Mask, loose: _Mask, point: float) -> Iterator[TickBox]:
    squares = list(_squares(inked, point))
    if len(squares) > _BOXES_LIMIT:
        return
    for square in squares:
        comb = any(_side_by_side(square.box, other.box) for other in squares)
        if not comb and _stands_alone(loose, square.box):
            yield TickBox(square.box, _mark(inked, loose, square, point))


@dataclass(frozen=True)
class _Square:
    """Four strokes that close in a space: their outer edge, and how thick they are."""

    box: Box
    thick: float

    @property
    def area(self) -> float:
        x0, y0, x1, y1 = self.box
        return (x1 - x0) * (y1 - y0)

    def is_on(self, other: "_Square") -> bool:
        """Whether its middle lies in the other."""
        x, y = (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2
        x0, y0, x1, y1 = other.box
        return x0 < x < x1 and y0 < y < y1


def _squares(inked: _Mask, point: float) -> Iterator[_Square]:
    """The squares between two level strokes of one length and two upright ones, whatever crosses
    them."""
    least, most = (side * point for side in _SIDE)
    strokes = sorted(
        (
            stroke
            for stroke in _strokes(_level_strokes(inked, 0.7 * least), point)
            if stroke[2] - stroke[0] < 1.35 * most
        ),
        key=lambda stroke: stroke[1],
    )
    found: list[_Square] = []
    for i, (left, upper, right, under) in enumerate(strokes[:_STROKES_LIMIT]):
        for other in strokes[i + 1 :]:
            box = max(left, other[0]), upper + 1, min(right, other[2]), other[3] - 1
            wide, high = box[2] - box[0], box[3] - box[1]
            if other[1] - upper > most:
                break
            longest = max(right - left, other[2] - other[0])
            if high < least or longest > 1.35 * high or not 0.85 * high <= wide <= 1.18 * high:
                continue
            if _closed(inked, box):
                found.append(_Square(box, max(1.0, min(under - upper, other[3] - other[1]) - 2)))
    for square in found:  # of several in one place the largest
        if not any(other.area > square.area and square.is_on(other) for other in found):
            yield square


def _closed(inked: _Mask, box: Box) -> bool:
    """Whether a straight stroke runs down both ends of a square, into its corners; those of
    letters are bent."""
    x0, y0, x1, y1 = (round(side) for side in box)
    reach = max(2, round(0.12 * (x1 - x0)))
    for end in (x0, x1):
        band = inked[y0:y1, max(0, end - reach - 1) : end + reach + 1].astype(bool)
        straight = band[:, :-2] | band[:, 1:-1] | band[:, 2:]
        if not straight.size or straight.mean(axis=0).max() < _STRAIGHT:
            return False
    corner = max(2, round(0.09 * (x1 - x0)))
    return all(
        inked[y : y + corner, x : x + corner].any()
        for y in (y0, y1 - corner)
        for x in (x0, x1 - corner)
    )


def _side_by_side(one: Box, other: Box) -> bool:
    """Whether two squares share a side, as those do that take one letter of a number each."""
    if one is other:
        return False
    reach = 0.35 * (one[2] - one[0])
    across = (
        abs(one[1] - other[1]) < reach
        and min(abs(one[2] - other[0]), abs(one[0] - other[2])) < reach
    )
    down = (
        abs(one[0] - other[0]) < reach
        and min(abs(one[3] - other[1]), abs(one[1] - other[3])) < reach
    )
    return across or down


def _stands_alone(loose: _Mask, box: Box) -> bool:
    """Whether nothing stands close at either side, as the next letter of a word does; the end of
    a tick that runs out of the box is part of it."""
    import cv2

    side = box[2] - box[0]
    left, top, right, bottom = _grown(box, side, loose)
    part = np.ascontiguousarray(loose[top:bottom, left:right])
    labels = np.asarray(cv2.connectedComponents(part)[1])
    x0, y0, x1, y1 = _grown((box[0] - left, box[1] - top, box[2] - left, box[3] - top), 1, labels)
    own = (labels > 0) & np.isin(labels, np.unique(labels[y0:y1, x0:x1]))
    within = int(own[y0:y1, x0:x1].sum())
    if own.sum() - within > _OVERRUN * within:
        return False
    other = (labels > 0) & ~own
    room = round(0.25 * side)
    return not (other[y0:y1, max(0, x0 - room) : x0].any() or other[y0:y1, x1 : x1 + room].any())


def _mark(inked: _Mask, loose: _Mask, square: _Square, point: float) -> Mark:
    """Tell what stands in a square.

    Args:
        inked: the page's ink.
        loose: its ink without the rules of tables.
        square: a box.
        point: pixels to a point.
    """
    side = square.box[2] - square.box[0]
    x0, y0, x1, y1 = _grown(square.box, -(square.thick + max(1.0, 0.07 * side)), inked)
    inside = inked[y0:y1, x0:x1]
    share = float(inside.mean()) if inside.size else 1.0
    if share < _EMPTY:
        # A tick that missed its box: something else than the box stands close around it.
        x0, y0, x1, y1 = _grown(square.box, 0.8 * point, inked)
        left, top, right, bottom = _grown(square.box, 2.5 * point, inked)
        around = int(loose[top:bottom, left:right].sum()) - int(loose[y0:y1, x0:x1].sum())
        return Mark.UNCLEAR if around > (0.8 * point) ** 2 else Mark.EMPTY
    rows, columns = inside.any(axis=1).mean(), inside.any(axis=0).mean()
    if _MARKED <= share <= _FILLED and max(rows, columns) >= 0.5 and min(rows, columns) >= 0.25:
        return Mark.TICKED
    return Mark.UNCLEAR
