"""Where text stands on a picture: the detection model's map turned into one rectangle a line.

Lengths in pixels, y grows downwards. Knows nothing of what the text says.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from edi_shortlist.documents.scans import models

Grey = npt.NDArray[np.uint8]

_STEP = 32  # the model takes sides that are whole multiples of this
_TEXT = 0.3  # what the map must say at a point for it to be text
_SURE = 0.5  # and on the average of a region
_GROWTH = 1.6  # the map marks the middle of a line; its region is larger, by area over perimeter
_REGIONS_LIMIT = 1000  # of a page; more is a pattern and no text


@dataclass(frozen=True)
class Region:
    """A line of text.

    Attributes:
        corners: upper left, upper right, lower right, lower left, as it stands on the picture.
    """

    corners: npt.NDArray[np.float32]

    @classmethod
    def of(cls, box: tuple[float, float, float, float]) -> "Region":
        """Make a level one of left, top, right and bottom."""
        x0, y0, x1, y1 = box
        return cls(np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], np.float32))

    @property
    def width(self) -> float:
        """Length of its upper side."""
        return float(np.linalg.norm(self.corners[1] - self.corners[0]))

    @property
    def height(self) -> float:
        """Length of its left side."""
        return float(np.linalg.norm(self.corners[3] - self.corners[0]))

    @property
    def is_tall(self) -> bool:
        """Whether it is a line set sideways, and not a single narrow character."""
        return self.height > 2.5 * self.width

    def between(self, start: float, end: float) -> "Region":
        """Return the part between two shares of its width."""
        upper, lower = self.corners[:2], self.corners[3:1:-1]
        (a, b), (d, c) = (
            (side[0] + start * (side[1] - side[0]), side[0] + end * (side[1] - side[0]))
            for side in (upper, lower)
        )
        return Region(np.array([a, b, c, d], np.float32))

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom."""
        (x0, y0), (x1, y1) = self.corners.min(axis=0), self.corners.max(axis=0)
        return float(x0), float(y0), float(x1), float(y1)


def find_regions(page: Grey, longest: int) -> list[Region]:
    """Return the lines of text on a page, in no order.

    Args:
        page: grey values.
        longest: what the longer side is brought to for the model; type should be some 15 high.
    """
    import cv2

    height, width = page.shape
    scale = longest / max(height, width)
    small_width, small_height = (
        max(_STEP, round(side * scale / _STEP) * _STEP) for side in (width, height)
    )
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    small = cv2.resize(page, (small_width, small_height), interpolation=how)
    values = (small.astype(np.float32) / 127.5 - 1.0)[np.newaxis, np.newaxis]
    chances = models.run(models.DETECTION, np.repeat(values, 3, axis=1))[0, 0]
    marked = cv2.dilate((chances > _TEXT).astype(np.uint8), np.ones((2, 2), np.uint8))
    outlines, _ = cv2.findContours(marked, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    back = np.array([width / small_width, height / small_height], np.float32)
    regions = []
    for outline in outlines[:_REGIONS_LIMIT]:
        (x, y), (wide, high), angle = cv2.minAreaRect(outline)
        if min(wide, high) < 3 or _average(chances, np.asarray(outline)) < _SURE:
            continue
        more = wide * high * _GROWTH / (wide + high)
        corners = cv2.boxPoints(((x, y), (wide + more, high + more), angle))
        regions.append(Region(_ordered(np.asarray(corners, np.float32)) * back))
    return regions


def cut(
    regions: list[Region], obstacles: Sequence[tuple[float, float, float, float]]
) -> list[Region]:
    """Cut level regions where a box or an upright rule, given by left, top, right and bottom,
    stands within them, so that no line runs across."""
    for x0, y0, x1, y1 in obstacles:
        pieces: list[Region] = []
        for region in regions:
            left, top, right, bottom = region.box
            middle = (top + bottom) / 2
            if region.is_tall or not (y0 <= middle <= y1 and left < x0 and x1 < right):
                pieces.append(region)
                continue
            pieces += [
                region.between((start - left) / (right - left), (end - left) / (right - left))
                for start, end in ((left, x0), (x1, right))
                if end - start > 0.3 * (bottom - top)
            ]
        regions = pieces
    return regions


def _average(chances: npt.NDArray[np.float32], outline: npt.NDArray[np.integer]) -> float:
    import cv2

    x, y, wide, high = cv2.boundingRect(outline)
    inside = np.zeros((high, wide), np.uint8)
    cv2.fillPoly(inside, [outline - (x, y)], 1)
    return float(cv2.mean(chances[y : y + high, x : x + wide], inside)[0])


def _ordered(corners: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The four corners clockwise from the upper left one."""
    by_x = corners[np.argsort(corners[:, 0], kind="stable")]
    left = by_x[:2][np.argsort(by_x[:2, 1], kind="stable")]
    right = by_x[2:][np.argsort(by_x[2:, 1], kind="stable")]
    return np.array([left[0], right[0], right[1], left[1]], np.float32)
