"""Pictures made ready for recognition: grey, the right way up as the camera says, of even contrast,
level, and of a size that the models know. Knows nothing of text."""

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps

from edi_shortlist.documents.scans.regions import Grey

# Dots an inch: a page of fewer than the first is enlarged to the second; none needs more than the
# third.
_DOTS = (110.0, 175.0, 250.0)
_LONGEST = 4000  # pixels, whatever size the page is said to have
_SKEW = 5.0  # degrees; a page fed in more askew than this was not fed in by a scanner
_INK, _FAINT = 25, 8  # grey values by which ink, and the faintest of it, is darker than the paper
_SPECK = 4.0  # square points; less ink is dust
_LOOK = 900  # pixels of the longer side that are enough to tell by how much a page is askew


def as_grey(image: Image.Image) -> Grey:
    """Return an image's grey values, on white where it is see-through, as it is to be held."""
    image = ImageOps.exif_transpose(image)
    if image.mode.startswith(("I", "F")):  # sixteen bits or more a point, whatever the range
        values = np.asarray(image, np.float32)
        low, high = float(values.min()), float(values.max())
        return np.asarray((values - low) * (255 / max(high - low, 1.0)), np.uint8)
    if "A" in image.getbands() or "transparency" in image.info:
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image)
    return np.array(image.convert("L"), np.uint8)


def sized(page: Grey, width: float, height: float) -> Grey:
    """Bring a page of so many points to as many dots an inch as the models know, alike across and
    down; those of a fax are oblong."""
    import cv2

    few, enough, many = _DOTS
    high, wide = page.shape
    dots = max(wide / width, high / height) * 72
    dots = min(enough, dots * 3) if dots < few else min(dots, many)
    dots = min(dots, _LONGEST * 72 / max(width, height))
    size = [max(32, round(side * dots / 72)) for side in (width, height)]
    if all(abs(new - old) <= 0.02 * old for new, old in zip(size, (wide, high), strict=True)):
        return page
    how = cv2.INTER_AREA if size[0] < wide else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(page, size, interpolation=how), np.uint8)


def is_blank(page: Grey, point: float) -> bool:
    """Whether nothing on a page is darker than the paper around it.

    Args:
        page: grey values.
        point: pixels to a point.
    """
    return int(_dark(page, _FAINT).sum()) < _SPECK * point * point


def even(page: Grey) -> Grey:
    """Stretch contrast from a page's ink to its paper; white on black becomes black on white."""
    ink, paper = np.percentile(page[::2, ::2], (0.5, 85))
    if np.median(page[::4, ::4]) < 80:
        page, ink, paper = 255 - page, *(255 - np.percentile(page[::2, ::2], (99.5, 15)))
    if paper - ink < 12:  # nothing stands on it
        return page
    values = (np.arange(256) - ink) * (255 / (paper - ink))
    return np.asarray(np.clip(values, 0, 255).astype(np.uint8)[page])


def level(page: Grey) -> Grey:
    """Turn a page that is a few degrees askew so that its lines of text run level."""
    import cv2

    angle = _skew(page)
    if abs(angle) < 0.15:
        return page
    height, width = page.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(
        page, turn, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(turned, np.uint8)


def _skew(page: Grey) -> float:
    """The angle in degrees at which rows of ink and rows of paper differ most."""
    import cv2

    scale = min(1.0, _LOOK / max(page.shape))
    small = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    inked = ink(np.asarray(small, np.uint8)).astype(np.float32)
    height, width = inked.shape

    def contrast(angle: float) -> float:
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
        rows = cv2.warpAffine(inked, turn, (width, height)).sum(axis=1)
        return float(np.square(np.diff(rows)).sum())

    best = max(np.arange(-_SKEW, _SKEW + 0.1, 0.5), key=contrast)
    best = max(np.arange(best - 0.4, best + 0.45, 0.1), key=contrast)
    return float(best) if contrast(best) > 1.1 * contrast(0.0) else 0.0


def ink(page: Grey) -> npt.NDArray[np.uint8]:
    """Return 1 where a page, its grain smoothed, is darker than the paper around; else 0."""
    return _dark(page, _INK)


def _dark(page: Grey, by: int) -> npt.NDArray[np.uint8]:
    import cv2

    around = max(31, (max(page.shape) // 60) | 1)
    smooth = cv2.GaussianBlur(page, (3, 3), 0)
    dark = cv2.adaptiveThreshold(
        smooth, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, around, by
    )
    return np.asarray(dark, np.uint8)
