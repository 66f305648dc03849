"""PDF pages whose text is only in their picture: rendered, and read by text recognition."""

import math
from collections.abc import Sequence
from typing import Any

import pypdfium2

from edi_shortlist.documents.pdf.geometry import Box, Sheet
from edi_shortlist.documents.pdf.layout import Line
from edi_shortlist.documents.pdf.words import PageText

_SCALE = 200 / 72  # pixels for each point: 200 dpi
_PIXELS_LIMIT = 8_000_000  # A3 at 200 dpi
_SIDE_LIMIT = 20_000  # pixels
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


def recognised(page: Any, sheet: Sheet) -> list[Line]:
    """Return the lines that text recognition finds on a page, given as a pypdfium2 page."""
    # Only here: the engine and its models take a second to load, and most files need neither.
    from edi_shortlist.documents.scans.recognising import recognised_lines

    width, height = sheet.width, sheet.height
    if min(width, height) < 10:
        return []
    scale = min(
        _SCALE, math.sqrt(_PIXELS_LIMIT / (width * height)), _SIDE_LIMIT / max(width, height)
    )
    try:
        bitmap = page.render(scale=scale, may_draw_forms=False, draw_annots=False)
    except pypdfium2.PdfiumError:
        return []
    try:
        image = bitmap.to_pil().convert("RGB")
    finally:
        bitmap.close()
    return list(recognised_lines(image, width=width, height=height))
