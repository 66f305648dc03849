from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from documents.scans.drawn import drawn
from edi_shortlist.documents.scans.drawings import Mark, find_drawings, without

DPI = 200
POINT = DPI / 72
X, Y, SIDE = 100, 80, 10  # a box, in points


def _box(canvas: Canvas) -> None:
    canvas.rect(X, Y, SIDE, SIDE)


def _strokes(*ends: tuple[float, float, float, float], width: float = 1.2) -> Callable:
    """A box with strokes, each from one place to another in shares of its side."""

    def draw(canvas: Canvas) -> None:
        _box(canvas)
        canvas.setLineWidth(width)
        for a, b, c, d in ends:
            canvas.line(X + a * SIDE, Y + b * SIDE, X + c * SIDE, Y + d * SIDE)

    return draw


def _filled(canvas: Canvas) -> None:
    canvas.rect(X, Y, SIDE, SIDE, fill=1)


def _round(canvas: Canvas) -> None:
    canvas.roundRect(X, Y, SIDE, SIDE, 1.5)


def _comb(canvas: Canvas) -> None:
    for i, character in enumerate("QQ12"):
        canvas.rect(X + i * 14, Y, 14, 14)
        canvas.drawString(X + i * 14 + 3, Y + 3, character)


def _table(canvas: Canvas) -> None:
    canvas.grid([50, 66, 82, 98], [40, 56, 72, 88])


def _heading(canvas: Canvas) -> None:
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(30, Y, "BODDEQUO booked popped D O")


def _image(draw: Callable[[Canvas], None]) -> np.ndarray:
    return np.asarray(drawn(draw, dpi=DPI))


def _grainy(page: np.ndarray) -> np.ndarray:
    grain = np.random.default_rng(4).normal(0, 15, page.shape)
    return np.clip(page * 0.8 + 25 + grain, 0, 255).astype(np.uint8)


MARKS = [
    ("empty", _box, [Mark.EMPTY]),
    ("round corners", _round, [Mark.EMPTY]),
    ("cross", _strokes((0.1, 0.1, 0.9, 0.9), (0.1, 0.9, 0.9, 0.1)), [Mark.TICKED]),
    ("cross over the edge", _strokes((-0.1, -0.1, 1.1, 1.1), (0, 1, 1, 0)), [Mark.TICKED]),
    ("tick", _strokes((0.15, 0.5, 0.4, 0.15), (0.4, 0.15, 1.1, 1.15)), [Mark.TICKED]),
    ("one stroke", _strokes((0.1, 0.1, 0.9, 0.9), width=1.5), [Mark.TICKED]),
    ("dot", _strokes((0.45, 0.5, 0.6, 0.5)), [Mark.UNCLEAR]),
    ("scribbled over", _strokes((0.5, 0, 0.5, 1), width=8), [Mark.UNCLEAR]),
    ("tick beside", _strokes((1.15, 0.2, 1.15, 0.8)), [Mark.UNCLEAR]),
    ("letters of a number", _comb, []),
    ("cells of a table", _table, []),
    ("square letters", _heading, []),
]


@pytest.mark.parametrize(("draw", "marks"), [row[1:] for row in MARKS], ids=[r[0] for r in MARKS])
@pytest.mark.parametrize("spoil", [lambda page: page, _grainy], ids=["clean", "grainy"])
def test_boxes_are_told_by_what_stands_in_them(
    draw: Callable, marks: list[Mark], spoil: Callable
) -> None:
    found = find_drawings(spoil(_image(draw)), POINT).boxes
    if marks == [Mark.UNCLEAR]:  # not read is as good; wrong would not be
        assert [box.mark for box in found] in ([], marks)
    else:
        assert [box.mark for box in found] == marks


def test_a_box_stands_where_it_is_drawn() -> None:
    (found,) = find_drawings(_image(_box), POINT).boxes
    want = (X * POINT, (160 - Y - SIDE) * POINT, (X + SIDE) * POINT, (160 - Y) * POINT)
    assert found.box == pytest.approx(want, abs=4)


def test_boxes_and_ticks_are_painted_over_and_letters_are_left() -> None:
    def draw(canvas: Canvas) -> None:
        _strokes((0.15, 0.5, 0.4, 0.15), (0.4, 0.15, 1.2, 1.3))(canvas)
        canvas.drawString(X + 18, Y, "Yes")

    page = _image(draw)
    clear = without(page, find_drawings(page, POINT).boxes, POINT)
    word = round((X + 17) * POINT)
    assert clear[:, :word].min() > 200
    assert (clear[:, word:] == page[:, word:]).all()


def test_rules_of_a_table_are_found() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([50, 150, 250], [40, 60, 80])
        canvas.drawString(55, 45, "Surname")

    rules = find_drawings(_image(draw), POINT).rules
    across = [rule for rule in rules if rule[2] - rule[0] > rule[3] - rule[1]]
    assert (len(across), len(rules) - len(across)) == (3, 3)
    assert across[0][2] - across[0][0] == pytest.approx(200 * POINT, abs=6)


def test_a_page_full_of_squares_holds_no_boxes() -> None:
    page = np.full((1500, 1500), 255, np.uint8)
    for y in range(20, 1440, 60):
        for x in range(20, 1440, 60):
            page[y : y + 28, x : x + 28] = 0
            page[y + 3 : y + 25, x + 3 : x + 25] = 255
    assert find_drawings(page, POINT).boxes == []
    assert len(find_drawings(page[:600, :600], POINT).boxes) > 50


def test_an_empty_page_holds_nothing() -> None:
    found = find_drawings(np.asarray(Image.new("L", (400, 300), 255)), POINT)
    assert (found.rules, found.boxes) == ([], [])
