"""Squares drawn on a page: tick boxes, and what only looks like them."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from edi_shortlist.documents.pdf.reader import read_pdf

Draw = Callable[[Canvas], None]


def read(path: Path, draw: Draw) -> str:
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Helvetica", 10)
    draw(canvas)
    canvas.save()
    return read_pdf(path).text.replace("\t", " ")


def square(canvas: Canvas, x: float, y: float, side: float = 11) -> None:
    canvas.rect(x, y, side, side)


def tick(canvas: Canvas, x: float, y: float) -> None:
    path = canvas.beginPath()
    path.moveTo(x + 2, y + 5)
    path.lineTo(x + 5, y + 2)
    path.lineTo(x + 9, y + 9)
    canvas.drawPath(path)


def curved_tick(canvas: Canvas, x: float, y: float) -> None:
    path = canvas.beginPath()
    path.moveTo(x + 2, y + 5)
    path.curveTo(x + 4, y + 1, x + 6, y + 6, x + 9, y + 9)
    path.curveTo(x + 8, y + 6, x + 5, y, x + 2, y + 5)
    canvas.drawPath(path, stroke=0, fill=1)


@pytest.mark.parametrize("mark", [tick, curved_tick])
@pytest.mark.parametrize("side", [7, 11, 16])
def test_a_mark_ticks_a_square(tmp_path: Path, side: float, mark: Callable[..., None]) -> None:
    def draw(canvas: Canvas) -> None:
        for x, words in ((50, "Yes"), (120, "No")):
            square(canvas, x, 698, side)
            canvas.drawString(x + 20, 700, words)
        canvas.saveState()
        canvas.translate(120, 698)
        canvas.scale(side / 11, side / 11)
        mark(canvas, 0, 0)
        canvas.restoreState()

    assert read(tmp_path / "form.pdf", draw) == "☐ Yes ☒ No"


@pytest.mark.parametrize(
    ("letter", "shown"),
    [("X", "☒ I agree"), ("x", "☒ I agree"), ("4", "4 I agree"), ("", "☐ I agree")],
)
def test_a_letter_x_ticks_a_square(tmp_path: Path, letter: str, shown: str) -> None:
    def draw(canvas: Canvas) -> None:
        square(canvas, 50, 698)
        canvas.drawString(52, 700, letter)
        canvas.drawString(70, 700, "I agree")

    assert read(tmp_path / "form.pdf", draw) == shown


def test_a_square_below_its_words(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "Please tick if you wish to be considered")
        square(canvas, 50, 680)
        tick(canvas, 50, 680)
        canvas.drawString(50, 640, "Ethnic group")

    lines = read(tmp_path / "form.pdf", draw).splitlines()
    assert lines == ["Please tick if you wish to be considered", "☒", "Ethnic group"]


def letter_places(canvas: Canvas) -> None:
    canvas.drawString(50, 700, "National Insurance number")
    for i in range(9):
        square(canvas, 200 + 11 * i, 698)


def scale(canvas: Canvas) -> None:
    canvas.drawString(50, 700, "Spoken Welsh")
    for i in range(5):
        square(canvas, 150 + 14 * i, 698)


def no_words(canvas: Canvas) -> None:
    canvas.drawString(50, 700, "A line of text")
    square(canvas, 200, 500)


def filled(canvas: Canvas) -> None:
    canvas.drawString(50, 700, "A line of text")
    canvas.rect(30, 700, 8, 8, stroke=0, fill=1)


def oblong(canvas: Canvas) -> None:
    canvas.drawString(50, 700, "A line of text")
    canvas.rect(30, 698, 18, 11)


def large(canvas: Canvas) -> None:
    canvas.drawString(80, 700, "A line of text")
    square(canvas, 40, 690, 30)


def pattern(canvas: Canvas) -> None:
    canvas.drawString(50, 700, "A line of text")
    for i in range(250):
        square(canvas, 50 + 20 * (i % 25), 680 - 20 * (i // 25))


@pytest.mark.parametrize(
    ("draw", "shown"),
    [
        (letter_places, "National Insurance number"),
        (scale, "Spoken Welsh"),
        (no_words, "A line of text"),
        (filled, "A line of text"),
        (oblong, "A line of text"),
        (large, "A line of text"),
        (pattern, "A line of text"),
    ],
)
def test_what_is_no_tick_box(tmp_path: Path, draw: Draw, shown: str) -> None:
    assert read(tmp_path / "cv.pdf", draw) == shown


def test_a_field_on_a_square_is_one_box(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        square(canvas, 50, 698)
        canvas.acroForm.checkbox(name="agree", checked=True, x=50, y=698, size=11)
        canvas.drawString(70, 700, "I agree")

    assert read(tmp_path / "form.pdf", draw) == "☒ I agree"


def test_a_form_whose_fields_were_made_drawings(tmp_path: Path) -> None:
    """As printing to a PDF does; the ticks are then curves in squares."""

    def draw(canvas: Canvas) -> None:
        for y, said in ((700, True), (670, False)):
            canvas.drawString(50, y, "Do you drive?")
            for x, words, is_on in ((200, "Yes", said), (260, "No", not said)):
                canvas.acroForm.checkbox(name=f"{words}{y}", checked=is_on, x=x, y=y - 2, size=11)
                canvas.drawString(x + 16, y, words)

    read(tmp_path / "form.pdf", draw)
    pdf = pypdfium2.PdfDocument(tmp_path / "form.pdf")
    pdf.init_forms()
    page = pdf[0]
    pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_PRINT)
    page.close()
    pdf.save(tmp_path / "flat.pdf")
    pdf.close()
    text = read_pdf(tmp_path / "flat.pdf").text.replace("\t", " ")
    assert text.splitlines() == ["Do you drive? ☒ Yes ☐ No", "Do you drive? ☐ Yes ☒ No"]
