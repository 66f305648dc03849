"""What pdfium finds drawn on a page besides its text: straight rules, coloured grounds and
pictures. Knows nothing of what they mean."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from edi_shortlist.documents.pdf.geometry import Box, Sheet
from edi_shortlist.documents.pdf.tables import Edges

_OBJECTS_LIMIT = 20_000  # a page with more is a drawing; the rest of it is not looked at
_POINTS_LIMIT = 40_000
_DEPTH_LIMIT = 8
_SHORTEST = 8.0  # points; shorter strokes of a longer path are curves, letters or logos
_FLAT = 0.5  # points by which a rule may slant
_SQUARE = (6.0, 20.0)  # points; the sides of a tick box
_PICTURE = 8.0  # points; smaller pictures are bullets and lines

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass
class Drawings:
    """What is drawn on a page; places as shown.

    Attributes:
        edges: straight rules.
        grounds: boxes of everything that is filled with another colour than white.
        pictures: boxes of pictures.
        dots: how many the picture with the most has, as the file says.
        squares: outlined squares of the size of a tick box.
        marks: boxes of drawings, other than rules and boxes, that would fit into one.
    """

    edges: Edges = field(default_factory=Edges)
    grounds: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    dots: int = 0
    squares: list[Box] = field(default_factory=list)
    marks: list[Box] = field(default_factory=list)


def drawings(page: Any, sheet: Sheet) -> Drawings:
    """Return what is drawn on a page, given by its pdfium handle."""
    found = Drawings()
    points = _POINTS_LIMIT
    for kind, thing, matrix in _objects(page):
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            count = pdfium.FPDFPath_CountSegments(thing)
            if 2 <= count <= points:
                points -= count
                if not _add_path(thing, count, _times(_matrix(thing), matrix), sheet, found):
                    box = _bounds(thing, matrix, sheet)
                    if max(box[2] - box[0], box[3] - box[1]) <= _SQUARE[1]:
                        found.marks.append(box)
        elif kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
            box = _bounds(thing, matrix, sheet)
            if kind == pdfium.FPDF_PAGEOBJ_SHADING:
                found.grounds.append(box)
            elif box[2] - box[0] > _PICTURE and box[3] - box[1] > _PICTURE:
                found.pictures.append(box)
                found.dots = max(found.dots, _dots(thing))
    return found


def _objects(page: Any) -> Iterator[tuple[int, Any, Matrix]]:
    """The paths, pictures and shadings of a page and of the forms on it."""
    left = _OBJECTS_LIMIT
    waiting: list[tuple[Any, Matrix, int]] = [(None, _IDENTITY, 0)]
    while waiting:
        form, matrix, depth = waiting.pop()
        if form is None:
            count, get, owner = pdfium.FPDFPage_CountObjects(page), pdfium.FPDFPage_GetObject, page
        else:
            count, get = pdfium.FPDFFormObj_CountObjects(form), pdfium.FPDFFormObj_GetObject
            owner = form
        for i in range(min(count, left)):
            left -= 1
            thing = get(owner, i)
            kind = pdfium.FPDFPageObj_GetType(thing)
            if kind == pdfium.FPDF_PAGEOBJ_FORM:
                if depth < _DEPTH_LIMIT:
                    waiting.append((thing, _times(_matrix(thing), matrix), depth + 1))
            elif kind != pdfium.FPDF_PAGEOBJ_TEXT:
                yield kind, thing, matrix


def _add_path(thing: Any, count: int, matrix: Matrix, sheet: Sheet, found: Drawings) -> bool:
    """Add the rules, ground and square that a path is; returns whether it is nothing else."""
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(thing, mode, stroked)
    fills = bool(mode.value) and not is_white(thing)
    if not mode.value and not stroked.value:
        return True
    strokes = list(_strokes(thing, count, matrix))
    if not strokes:
        return not (fills or stroked.value)
    xs = [x for stroke in strokes for x in (stroke[0], stroke[2])]
    ys = [y for stroke in strokes for y in (stroke[1], stroke[3])]
    whole = sheet.placed(min(xs), min(ys), max(xs), max(ys))
    if fills:
        found.grounds.append(whole)
    straight = [s for s in strokes if abs(s[0] - s[2]) <= _FLAT or abs(s[1] - s[3]) <= _FLAT]
    if count <= 6 and len(straight) == len(strokes):  # a line, or a box
        found.edges.add(*whole)
        if stroked.value and count >= 4 and _is_square(whole):
            found.squares.append(whole)
        return True
    for x0, y0, x1, y1 in straight:
        if abs(x1 - x0) + abs(y1 - y0) >= _SHORTEST:
            found.edges.add(*sheet.placed(x0, y0, x1, y1))
    return not (fills or stroked.value)


def _dots(picture: Any) -> int:
    wide, high = ctypes.c_uint(), ctypes.c_uint()
    pdfium.FPDFImageObj_GetImagePixelSize(picture, wide, high)
    return wide.value * high.value


def _is_square(box: Box) -> bool:
    sides = sorted((box[2] - box[0], box[3] - box[1]))
    return _SQUARE[0] <= sides[0] and sides[1] <= min(_SQUARE[1], 1.15 * sides[0])


def _strokes(thing: Any, count: int, matrix: Matrix) -> Iterator[Box]:
    """The straight pieces of a path, from point to point."""
    x, y = ctypes.c_float(), ctypes.c_float()
    last = start = (0.0, 0.0)
    for i in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(thing, i)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix[0] * x.value + matrix[2] * y.value + matrix[4],
            matrix[1] * x.value + matrix[3] * y.value + matrix[5],
        )
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield (*last, *point)
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment) and last != start:
            yield (*last, *start)
            last = start


def is_white(thing: Any) -> bool:
    """Whether a page object is filled with white, or with nothing that can be seen."""
    channels = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(thing, *channels):
        return False
    *colour, opacity = (channel.value for channel in channels)
    return min(colour) >= 250 or opacity <= 5


def _bounds(thing: Any, matrix: Matrix, sheet: Sheet) -> Box:
    x0, y0, x1, y1 = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(thing, x0, y0, x1, y1)
    corners = [
        (matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5])
        for x in (x0.value, x1.value)
        for y in (y0.value, y1.value)
    ]
    xs, ys = zip(*corners, strict=True)
    return sheet.placed(min(xs), min(ys), max(xs), max(ys))


def _matrix(thing: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(thing, matrix):
        return _IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    if outer is _IDENTITY:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        (e * q + f * s + u),
    )
