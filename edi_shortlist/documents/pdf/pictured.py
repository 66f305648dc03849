"""PDF pages whose text is only in their picture: rendered, and read by text recognition."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pypdfium2
import pypdfium2.raw as pdfium

from edi_shortlist.documents.errors import UnsupportedFormat
from edi_shortlist.documents.pdf.drawings import Drawings
from edi_shortlist.documents.pdf.geometry import Box, Sheet, holds
from edi_shortlist.documents.pdf.layout import Line
from edi_shortlist.documents.pdf.tables import Edges
from edi_shortlist.documents.pdf.words import PageText, Word

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
_DEPTH = 8  # of forms within forms, whose text is looked at
_FEW = 60  # characters that a scanning program stamps onto a scan
_LARGE = 0.1  # of a page of text, by pictures that may hold more text
_DOTS = 40_000  # of such a picture
_LAYER = 3  # invisible words on a picture; a program wrote beneath it what is in it
_TWICE = 0.5  # of a line found in a picture, by words of the page; it is the same line
_FEWEST = 6  # letters and digits found in a page's pictures; fewer are a pattern taken for text
_UNREADABLE = 0.3  # of the characters, where the text layer is of no use


def is_scan(text: PageText, pictures: Sequence[Box], sheet: Sheet) -> bool:
    """Whether a page is a picture with hardly any text."""
    readable = sum(len(line.text) for lines in text.lines.values() for line in lines)
    return readable <= _FEW and covers(pictures, sheet)


def is_garbage(text: PageText) -> bool:
    """Whether a page's text layer is of no use, since its characters have no meaning."""
    return text.unreadable > 0 and text.unreadable >= _UNREADABLE * text.characters


def may_hold_more(drawn: Drawings, words: Sequence[Word], sheet: Sheet) -> bool:
    """Whether a page of text has a picture so large that there may be text in it, which no program
    has recognised yet."""
    if drawn.dots < _DOTS or not covers(drawn.pictures, sheet, _LARGE):
        return False
    if max(sheet.width, sheet.height) > _A2:
        return False
    beneath = sum(
        word.style.invisible and any(_on(word.shown, picture) for picture in drawn.pictures)
        for word in words
    )
    return beneath < _LAYER


def covers(pictures: Sequence[Box], sheet: Sheet, share: float = _COVERED) -> bool:
    """Whether pictures cover such a share of a page; scanners cut one into strips."""
    area = 0.0
    for x0, y0, x1, y1 in pictures:
        wide = min(x1, sheet.width) - max(x0, 0)
        high = min(y1, sheet.height) - max(y0, 0)
        area += max(wide, 0) * max(high, 0)
    return area > share * sheet.width * sheet.height


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


def found_in_pictures(
    page: Any, sheet: Sheet, file: str, pictures: Sequence[Box], words: Sequence[Word]
) -> "Recognised | None":
    """Return what text recognition finds in the pictures of a page, and what is not among the
    page's own words, if any. The page's text is made invisible for it.

    Args:
        page, sheet, file: as above.
        pictures: their places on the page.
        words: the page's own.

    Raises:
        UnsupportedFormat: the installation is not complete.
    """
    for text in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=_DEPTH):
        pdfium.FPDFTextObj_SetTextRenderMode(text.raw, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)
    found = recognised(page, sheet, file)
    if found is None:
        return None
    if not found.turns:  # what lies on its side has places of its own
        boxes = [word.shown for word in words]
        found.lines = [
            line
            for line in found.lines
            if any(_on(_box(line), picture) for picture in pictures)
            and _covered(line, boxes) <= _TWICE * (line.x1 - line.x0)
        ]
        found.edges = _within(found.edges, pictures)
    says_something = sum(c.isalnum() for line in found.lines for c in line.text) >= _FEWEST
    return found if says_something else None


def _box(line: Line) -> Box:
    return line.x0, line.y0, line.x1, line.y1


def _on(box: Box, picture: Box) -> bool:
    return holds(picture, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2)


def _covered(line: Line, boxes: Sequence[Box]) -> float:
    """How much of a line's length is covered by boxes at its height."""
    return sum(
        max(0.0, min(line.x1, x1) - max(line.x0, x0))
        for x0, y0, x1, y1 in boxes
        if min(line.y1, y1) - max(line.y0, y0) > 0.5 * min(line.y1 - line.y0, y1 - y0)
    )


def _within(edges: Edges, pictures: Sequence[Box]) -> Edges:
    """Those rules that run in pictures."""
    kept = Edges()
    lines = [(x0, y, x1, y) for y, x0, x1 in edges.horizontals]
    lines += [(x, y0, x, y1) for x, y0, y1 in edges.verticals]
    for line in lines:
        if any(_on(line, picture) for picture in pictures):
            kept.add(*line)
    return kept


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
