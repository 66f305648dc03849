"""The words of a PDF page as pdfium finds them, with their places and how they are set, and the
lines they make. Asks pdfium about words rather than characters: each call costs a microsecond."""

import ctypes
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from edi_shortlist.documents.pdf.drawings import Drawings, is_white
from edi_shortlist.documents.pdf.geometry import Box, Sheet, holds
from edi_shortlist.documents.pdf.layout import Line

#: pdfium writes this for a hyphen at the end of a line, in place of hyphen and line break.
_HYPHEN = "\ufffe"
_LINE = re.compile(rf"(?=\S)[^\r\n{_HYPHEN}]*(?:{_HYPHEN}|(?<=\S))")
_WORD = re.compile(r"\S+")
#: As pdfium.FPDFText_GetTextObject, but with plain addresses, which are quicker to compare.
_TEXT_OBJECT = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(pdfium.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
)
_UNREADABLE = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_BULLETS = re.compile("[\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf02d]")
_SPECIAL = re.compile(rf"{_HYPHEN}|{_UNREADABLE.pattern}")
_BOLD = re.compile("bold|black|heavy", re.IGNORECASE)
_TINY = 1.5  # points; type that nobody can read on the page
_GAP = 1.03  # of the type's size: white between two words that are no neighbours
_SPACE = 0.45  # of the type's size: wider than one usual space
_INVISIBLE = {pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP}


@dataclass(frozen=True, slots=True)
class _Style:
    """How a text object is set; ``turns`` are quarter turns counter-clockwise on the page."""

    size: float
    bold: bool
    turns: int
    invisible: bool
    white: bool


@dataclass(slots=True)
class Word:
    """A word on a page.

    Attributes:
        text: its characters.
        box: its place, as shown once its own turn is undone.
        style: how it is set.
        starts: whether a line break stands before it.
        space: the spaces before it.
        reach: how far the spaces before it, that are characters themselves, reach to the right.
        shown: its place on the page as shown.
        after: what is to be written after it.
    """

    text: str
    box: Box
    style: _Style
    starts: bool
    shown: Box
    space: str = " "
    reach: float | None = None
    after: str = ""


@dataclass
class PageText:
    """The text of a page.

    Attributes:
        lines: lines of text by quarter turns counter-clockwise, 0 being upright.
        hidden: lines that nobody sees on the page.
        unreadable: how many characters have no meaning.
        characters: how many characters there are.
    """

    lines: dict[int, list[Line]] = field(default_factory=dict)
    hidden: list[Line] = field(default_factory=list)
    unreadable: int = 0
    characters: int = 0


class Fonts:
    """Which fonts of a file are bold; asked once for each."""

    def __init__(self) -> None:
        self._bold: dict[int, bool] = {}

    def is_bold(self, thing: Any) -> bool:
        """Whether a pdfium text object is set in a bold font."""
        font = pdfium.FPDFTextObj_GetFont(thing)
        if not font:
            return False
        key = ctypes.addressof(font.contents)
        if key not in self._bold:
            name = ctypes.create_string_buffer(256)
            pdfium.FPDFFont_GetBaseFontName(font, name, 256)
            self._bold[key] = bool(_BOLD.search(name.value.decode("latin-1")))
        return self._bold[key]


def page_words(text_page: Any, sheet: Sheet, fonts: Fonts) -> list[Word]:
    """Return a page's words in the order of its content, given its pdfium text handle."""
    text = _text(text_page, pdfium.FPDFText_CountChars(text_page))
    rectangle = pdfium.FS_RECTF()
    place = ctypes.byref(rectangle)
    box_of, object_of = pdfium.FPDFText_GetLooseCharBox, _TEXT_OBJECT
    styles: dict[int | None, _Style] = {}
    sheets = [sheet.turned(turns) for turns in range(4)]
    left, bottom, is_plain = sheet.left, sheet.bottom, not sheet.turns
    words: list[Word] = []
    for line in _LINE.finditer(text):
        # Most lines are one text object; then its words need not be asked for theirs.
        start = line.start()
        whole = object_of(text_page, start)
        if whole != object_of(text_page, line.end() - 1):
            whole = None
        starts = True
        last, end_before = math.inf, start
        spans = (match.span() for match in _WORD.finditer(text, start, line.end()))
        if whole is None:
            spans = (part for span in spans for part in _parted(text_page, *span))
        for first, end in spans:
            box_of(text_page, first, place)
            x0, y0, x1, y1 = rectangle.left, rectangle.bottom, rectangle.right, rectangle.top
            if end - first > 1:
                box_of(text_page, end - 1, place)
                if rectangle.right > x1:
                    x1 = rectangle.right
                if rectangle.left < x0:
                    x0 = rectangle.left
                if rectangle.top > y1:
                    y1 = rectangle.top
                if rectangle.bottom < y0:
                    y0 = rectangle.bottom
            key = whole or object_of(text_page, first)
            style = styles.get(key)
            if style is None:
                style = styles[key] = _style(text_page, first, key, y1 - y0, sheet, fonts)
            if is_plain and not style.turns:
                box = shown = (x0 - left, y0 - bottom, x1 - left, y1 - bottom)
            else:
                box = sheets[style.turns].placed(x0, y0, x1, y1)
                shown = sheet.placed(x0, y0, x1, y1)
            word = Word(text[first:end], box, style, starts, shown)
            if x0 - last > _SPACE * style.size:
                word.space = text[end_before:first] or " "
                box_of(text_page, first - 1, place)
                if is_plain and rectangle.right > rectangle.left:
                    word.reach = rectangle.right - left
            words.append(word)
            starts, last, end_before = False, x1, end
    return words


def _parted(text_page: Any, first: int, end: int) -> list[tuple[int, int]]:
    """A word of several text objects, parted where one stands further from the last than letters
    do: pdfium sees no space between narrow letters that are close."""
    objects = [_TEXT_OBJECT(text_page, i) for i in range(first, end)]
    borders = [i for i in range(1, len(objects)) if objects[i] != objects[i - 1]]
    if not borders:
        return [(first, end)]
    rectangle = pdfium.FS_RECTF()
    gaps = []
    for i in borders:
        pdfium.FPDFText_GetLooseCharBox(text_page, first + i - 1, rectangle)
        right, height = rectangle.right, rectangle.top - rectangle.bottom
        pdfium.FPDFText_GetLooseCharBox(text_page, first + i, rectangle)
        gaps.append(0.13 * height < rectangle.left - right < height)
    if all(gaps) and len(borders) == end - first - 1 > 1:  # letters spaced out
        return [(first, end)]
    starts = [first, *(first + i for i, gap in zip(borders, gaps, strict=True) if gap)]
    return list(zip(starts, [*starts[1:], end], strict=True))


def _text(text_page: Any, count: int) -> str:
    """The characters of a page, one for each that pdfium counts."""
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(memoryview(buffer)[: max(written - 1, 0)]).decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    # Some have no meaning, or take two units: they are asked for one by one.
    characters = []
    for i in range(count):
        code = pdfium.FPDFText_GetUnicode(text_page, i)
        if code == 2 and pdfium.FPDFText_IsHyphen(text_page, i) == 1:
            characters.append(_HYPHEN)
        else:
            characters.append(chr(code) if 0 < code < 0x110000 else "\ufffd")
    return "".join(characters)


def _style(
    text_page: Any, index: int, address: int | None, height: float, sheet: Sheet, fonts: Fonts
) -> _Style:
    if not address:
        return _Style(max(height, 1.0), False, 0, False, False)
    thing = ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text_page, index, matrix)
    size = pdfium.FPDFText_GetFontSize(text_page, index) * math.hypot(matrix.c, matrix.d)
    turns = 0
    if matrix.b or matrix.a < 0 or sheet.turns:
        angle = math.degrees(math.atan2(matrix.b, matrix.a)) - 90 * sheet.turns
        turns = round(angle / 90) % 4
    mode = pdfium.FPDFTextObj_GetTextRenderMode(thing)
    fills = mode == pdfium.FPDF_TEXTRENDERMODE_FILL
    return _Style(
        max(size, 0.1),
        mode == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE or fonts.is_bold(thing),
        turns,
        mode in _INVISIBLE,
        fills and is_white(thing),
    )


def page_text(words: Sequence[Word], sheet: Sheet, drawn: Drawings) -> PageText:
    """Make lines of a page's words; a word that cannot be seen makes a hidden one.

    Invisible text on a picture is what a text recognition wrote beneath a scan, and is read.
    """
    found = PageText()
    for order, run in enumerate(_runs(words)):
        pieces = [word.text for word in run]
        if any(map(_SPECIAL.search, pieces)):
            pieces = [_plain(piece, first=i == 0) for i, piece in enumerate(pieces)]
            found.unreadable += sum(len(_UNREADABLE.findall(piece)) for piece in pieces)
        found.characters += sum(map(len, pieces))
        pieces = [_UNREADABLE.sub("", piece) for piece in pieces] if found.unreadable else pieces
        turns = run[0].style.turns
        lines = _lines(run, pieces, [] if turns else drawn.edges.verticals, order)
        if _is_hidden(run[0], sheet, drawn):
            found.hidden += lines
        else:
            found.lines.setdefault(turns, []).extend(lines)
    return found


def _plain(piece: str, *, first: bool) -> str:
    piece = _BULLETS.sub("•", piece.replace(_HYPHEN, "-"))
    if first and len(piece) == 1:  # a sign the font does not name, where bullets stand
        return _UNREADABLE.sub("•", piece)
    return piece


def _lines(
    run: Sequence[Word],
    pieces: Sequence[str],
    verticals: Sequence[tuple[float, float, float]],
    order: int,
) -> list[Line]:
    """A run of words as a line, or as several where vertical rules pass between them."""
    x0, x1 = min(word.box[0] for word in run), max(word.box[2] for word in run)
    y0, y1 = min(word.box[1] for word in run), max(word.box[3] for word in run)
    size, bold = _setting(run)
    middle = (y0 + y1) / 2
    if not any(x0 < x < x1 and low <= middle <= high for x, low, high in verticals):
        parts = [word.space + p + word.after for p, word in zip(pieces, run, strict=True)]
        text = "".join(parts).strip()
        return [Line(x0, y0, x1, y1, text, size, bold, order)] if text else []
    cells: list[tuple[str, float | None, float | None]] = []
    for piece, word in zip(pieces, run, strict=True):
        if cells:
            cells.append((word.space, None, None))
        cells.append((piece, word.box[0], word.box[2]))
        if word.after:
            cells.append((word.after, None, None))
    return Line.split(cells, y0, y1, size, bold, verticals, order)


def _setting(run: Sequence[Word]) -> tuple[float, bool]:
    """The size that most characters of a run have, and whether most are bold."""
    if run[0].style is run[-1].style:
        return run[0].style.size, run[0].style.bold
    sizes: dict[float, int] = {}
    bold = 0
    for word in run:
        sizes[word.style.size] = sizes.get(word.style.size, 0) + len(word.text)
        bold += len(word.text) if word.style.bold else -len(word.text)
    return max(sizes, key=lambda size: sizes[size]), bold > 0


def _runs(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words that stand on one height with no more than a space between them."""
    run: list[Word] = []
    for word in words:
        if run and (word.starts or _parts(run[-1], word)):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _parts(before: Word, word: Word) -> bool:
    """Whether two words following one another in the content are not neighbours on the page."""
    one, other = before.style, word.style
    (x0, y0, x1, y1), (left, bottom, right, top) = before.box, word.box
    size = one.size
    if one is not other:
        size = max(size, other.size)
        if (one.turns, one.invisible, one.white) != (other.turns, other.invisible, other.white):
            return True
        if abs(y0 + y1 - bottom - top) > size:
            return True
    limit = _GAP * size + 0.3
    if word.reach is not None and x1 < word.reach <= left:
        return left - word.reach > limit - 0.28 * size
    return left - x1 > limit or x0 - right > limit  # the second where writing runs leftwards


def _is_hidden(word: Word, sheet: Sheet, drawn: Drawings) -> bool:
    style, box = word.style, word.shown
    if not sheet.shows(box) or style.size < _TINY:
        return True
    if style.invisible or style.white:
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        grounds = drawn.pictures if style.invisible else [*drawn.pictures, *drawn.grounds]
        return not any(holds(ground, x, y) for ground in grounds)
    return False
