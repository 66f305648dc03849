"""PDF pages whose text is only in their picture: rendered, and read by text recognition."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pypdfium2

from edi_shortlist.documents.errors import UnsupportedFormat
from edi_shortlist.documents.pdf.geometry import Box, Sheet
from edi_shortlist.documents.pdf.words import PageText

if TYPE_CHECKING:
    from PIL import Image

    from edi_shortlist.documents.scans.recognising import Recognised

_SCALE = 200 / 72  # pixels for each point: 200 dpi
_DOTS_LIMIT = 8_000_000  # of a rendered page: A3 at 200 dpi
# Points of a page's longer side:
_A4, _A2 = 842.0, 1700.0  # rounded up
_LONGEST = 14_400.0  # that a PDF may have
_SHORTEST = 10.0  # points
_COVERED = 0.4  # of the page, by pictures, where it is a scan
_FEW = 60  # characters that a scanning program stamps onto a scan
_UNREADABLE = 0.3  # of the characters, where the text layer is of no use


def is_scan(text: PageText, pictures: Sequence[Box], sheet: Sheet) -> bool:
    """Whether a page is a picture with hardly any text."""
    readable = sum(len(line.text) for lines in text.lines.values() for line in lines)
    return readable <= _FEW and covers(pictures, sheet)


def is_garbage(text: PageText) -> bool:
    """Whether a page's text layer is of no use, since its characters have no meaning."""
    return text.unreadable > 0 and text.unreadable >= _UNREADABLE * text.characters


def covers(pictures: Sequence[Box], sheet: Sheet) -> bool:
    """Whether pictures cover most of a page; scanners cut one into strips."""
    area = 0.0
    for x0, y0, x1, y1 in pictures:
        wide = min(x1, sheet.width) - max(x0, 0)
        high = min(y1, sheet.height) - max(y0, 0)
        area += max(wide, 0) * max(high, 0)
    return area > _COVERED * sheet.width * sheet.height


def recognised(page: Any, sheet: Sheet, file: str) -> "Recognised | None":
    """Return what text recognition finds on a page, if any text.

    Args:
        page: a pypdfium2 page.
        sheet: its visible part, as it is to be shown.
        file: the file's name.

    Raises:
        UnsupportedFormat: the installation is not complete.
    """
    # Only here: the engine and its models take a second to load, and most files need neither.
    from edi_shortlist.documents.scans.models import ModelMissing
    from edi_shortlist.documents.scans.recognising import recognise

    width, height = _believed(sheet)
    if not width:
        return None
    scale = min(_SCALE, math.sqrt(_DOTS_LIMIT / (width * height))) * width / sheet.width
    image = _rendered(page, scale, (sheet.turns - page.get_rotation() // 90) % 4)
    if image is None:
        return None
    try:
        found = recognise(image, width=width, height=height)
    except ModelMissing as error:
        raise UnsupportedFormat(file, error.sentence) from error
    return found if found.lines else None


def _believed(sheet: Sheet) -> tuple[float, float]:
    """Width and height in points that a scanned page is believed to have; nothing where it is no
    sheet of paper. A photograph whose dots were taken for points is a page of A4."""
    longer, shorter = max(sheet.width, sheet.height), min(sheet.width, sheet.height)
    if longer > _LONGEST:
        return 0.0, 0.0
    scale = _A4 / longer if longer > _A2 else 1.0
    if shorter * scale < _SHORTEST:
        return 0.0, 0.0
    return sheet.width * scale, sheet.height * scale


def _rendered(page: Any, scale: float, turns: int) -> "Image.Image | None":
    try:
        bitmap = page.render(
            scale=scale,
            rotation=90 * turns,
            may_draw_forms=False,
            draw_annots=False,
            grayscale=True,
        )
    except pypdfium2.PdfiumError:
        return None
    try:
        image: Image.Image = bitmap.to_pil().copy()  # the bitmap lends its own memory
    finally:
        bitmap.close()
    return image
