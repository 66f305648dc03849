"""From what was recognised on a picture to lines on a page: where their ink stands, and how large
their type is. Pixels with y downwards become points with y upwards.

Regions are of uneven height; a line's size is told from its ink and from which of its characters
rise or fall, and sizes that are nearly one become one, as the layout needs them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

import numpy as np
import numpy.typing as npt

from edi_shortlist.documents.pdf.layout import Line
from edi_shortlist.documents.scans.drawings import Mark, TickBox
from edi_shortlist.documents.scans.regions import Grey, Region
from edi_shortlist.documents.scans.spelling import Spelt
from edi_shortlist.documents.scans.straightening import ink

# Shares of the size of type: how far characters rise above the baseline and fall below it.
_LOW, _TALL, _FALL, _COMMA = 0.52, 0.72, 0.21, 0.12
_RISES = re.compile(r"[^acemnopqrsuvwxyzg.,:;_~=+\-–—·•…\s]")
_FALLS = re.compile(r"[gjpqyQ()\[\]{}|/@]")
_COMMAS = re.compile(r"[,;]")
_ONE_SIZE = 0.1  # sizes that differ by a smaller share are one
_TELLING = 6  # characters of a line whose ink tells the size of its type
_DOUBT = 0.3  # by how much a shorter line's may be wrong
_BULLET = re.compile(r"^([•·●▪■◆◦○➢❖✓✔*])(?=\w)")


@dataclass(frozen=True)
class Frame:
    """From pixels of a picture to points of a page.

    Attributes:
        point: pixels to a point.
        height: of the page in points.
    """

    point: float
    height: float

    def place(
        self, x0: float, y0: float, x1: float, y1: float
    ) -> tuple[float, float, float, float]:
        """Return left, bottom, right and top of a box given by left, top, right and bottom."""
        return (
            x0 / self.point,
            self.height - y1 / self.point,
            x1 / self.point,
            self.height - y0 / self.point,
        )


def placed_lines(page: Grey, read: Sequence[tuple[Region, Spelt]], frame: Frame) -> list[Line]:
    """Return lines at their places; pieces of one line that a narrow space parts are joined."""
    inked = ink(page)
    level = [
        _line(inked, region, _BULLET.sub(r"\1 ", spelt.text), frame)
        for region, spelt in read
        if not region.is_tall
    ]
    sideways = [
        Line(*frame.place(*region.box), spelt.text, region.width / frame.point / 1.4)
        for region, spelt in read
        if region.is_tall
    ]
    return [*_joined(_of_few_sizes(level)), *sideways]


def with_boxes(lines: Sequence[Line], boxes: Sequence[TickBox], frame: Frame) -> list[Line]:
    """Return lines with the boxes to tick, each in one line with the words that it stands by."""
    result = list(lines)
    for box in boxes:
        x0, y0, x1, y1 = frame.place(*box.box)
        row = _row(result, (y0 + y1) / 2)
        gaps = [max(line.x0 - x1, x0 - line.x1) for line in row]
        nearest = row[int(np.argmin(gaps))] if row else None
        mark = box.mark.value
        if nearest is None or min(gaps) > 1.6 * nearest.size:
            base, top = (nearest.y0, nearest.y1) if nearest else (y0, y1)
            result.append(Line(x0, base, x1, top, mark, nearest.size if nearest else y1 - y0))
        elif nearest.x0 >= (x0 + x1) / 2:
            text = f"{mark} {nearest.text}"
            result[result.index(nearest)] = replace(nearest, x0=x0, text=text)
        else:
            text = f"{nearest.text} {mark}"
            result[result.index(nearest)] = replace(nearest, x1=max(x1, nearest.x1), text=text)
    return result


def without_lone_boxes(
    lines: Sequence[Line], boxes: Sequence[TickBox], frame: Frame
) -> list[TickBox]:
    """Return the boxes, unclear where one stands alone in a row that says both yes and no: the
    other was not found, so that nothing tells which of the words it belongs to."""
    checked = []
    for box in boxes:
        _, y0, _, y1 = frame.place(*box.box)
        words = {word for line in _row(lines, (y0 + y1) / 2) for word in line.text.lower().split()}
        middle = (box.box[1] + box.box[3]) / 2
        beside = sum(other.box[1] < middle < other.box[3] for other in boxes)
        alone = beside == 1 and {"yes", "no"} <= words
        checked.append(replace(box, mark=Mark.UNCLEAR) if alone else box)
    return checked


def _row(lines: Sequence[Line], middle: float) -> list[Line]:
    return [
        line for line in lines if line.y0 < middle < line.y1 and line.y1 - line.y0 < 3 * line.size
    ]


def _line(inked: npt.NDArray[np.uint8], region: Region, text: str, frame: Frame) -> Line:
    left, top, right, bottom = (max(0, round(side)) for side in region.box)
    part = inked[top:bottom, left:right]
    first, last = _rows(part)
    columns = np.flatnonzero(part[first:last].any(axis=0))
    if len(columns):
        left, right = left + int(columns[0]), left + int(columns[-1]) + 1
    rise = _TALL if _RISES.search(text) else _LOW
    fall = _FALL if _FALLS.search(text) else _COMMA if _COMMAS.search(text) else 0.0
    size = (last - first) / (rise + fall)
    base = top + last - fall * size
    x0, y0, x1, _ = frame.place(left, base - size, right, base)
    return _sized(Line(x0, y0, x1, y0, text, 0.0), y0, size / frame.point)


def _sized(line: Line, base: float, size: float) -> Line:
    return replace(line, y0=base - _FALL * size, y1=base + (1 - _FALL) * size, size=size)


def _rows(part: npt.NDArray[np.uint8]) -> tuple[int, int]:
    """The rows of ink around the fullest one, without rules and without other lines' ends."""
    counts = part.sum(axis=1)
    counts[counts > 0.7 * part.shape[1]] = 0  # a rule, above or below
    inked = counts > 1
    if not inked.any():
        return 0, len(counts)
    fullest = int(np.argmax(np.convolve(counts, np.ones(5), mode="same")))
    gap = max(1, round(0.05 * len(counts)))
    first = last = fullest
    while first > 0 and inked[max(0, first - 1 - gap) : first].any():
        first -= 1
    while last < len(counts) and inked[last : last + 1 + gap].any():
        last += 1
    return first, max(last, first + 1)


def _of_few_sizes(lines: list[Line]) -> list[Line]:
    """Give lines of nearly one size of type the same, starting with the most common; the ink of a
    short line tells its size badly, so it takes the nearest of the others'."""
    left = [line for line in lines if len(line.text) >= _TELLING]
    sizes: list[float] = []
    while left:
        weights = [sum(len(line.text) for line in left if _near(line, one.size)) for one in left]
        middle = left[int(np.argmax(weights))].size
        near = [line for line in left if _near(line, middle)]
        sizes.append(median(line.size for line in near for _ in line.text))
        left = [line for line in left if line not in near]
    return [_sized(line, line.y0 + _FALL * line.size, _usual_size(line, sizes)) for line in lines]


def _usual_size(line: Line, sizes: Sequence[float]) -> float:
    nearest = min(sizes, key=lambda size: abs(size - line.size), default=line.size)
    if len(line.text) < _TELLING and abs(nearest - line.size) > _DOUBT * line.size:
        return line.size
    return nearest


def _near(line: Line, size: float) -> bool:
    return abs(line.size - size) <= _ONE_SIZE * size


def _joined(lines: list[Line]) -> list[Line]:
    """Join neighbours on one baseline that are no further apart than words are."""
    found: list[Line] = []
    for line in sorted(lines, key=lambda line: line.x0):
        before = next(
            (
                i
                for i, other in enumerate(found)
                if abs(other.y0 - line.y0) < 0.2 * line.size
                and other.size == line.size
                and -0.3 * line.size < line.x0 - other.x1 < 0.5 * line.size
            ),
            None,
        )
        if before is None:
            found.append(line)
        else:
            other = found[before]
            found[before] = replace(other, x1=line.x1, text=f"{other.text} {line.text}")
    return found
