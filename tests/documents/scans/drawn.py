"""Small pages of type, drawn as pictures for the tests of text recognition."""

import io
from collections.abc import Callable

import pypdfium2
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

#: Points; small pages are quick to recognise.
SIZE = (300.0, 160.0)


def drawn(
    draw: Callable[[Canvas], None], size: tuple[float, float] = SIZE, dpi: int = 200
) -> Image.Image:
    """Return the grey picture of a page on which ``draw`` wrote."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=size)
    draw(canvas)
    canvas.save()
    pdf = pypdfium2.PdfDocument(stream.getvalue())
    return pdf[0].render(scale=dpi / 72).to_pil().convert("L")


def typed(
    *lines: str,
    size: tuple[float, float] = SIZE,
    dpi: int = 200,
    font: str = "Times-Roman",
    type_size: float = 11,
) -> Image.Image:
    """Return the picture of lines of type, from the upper left corner of a page down."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, type_size)
        for i, line in enumerate(lines):
            canvas.drawString(20, size[1] - 30 - i * type_size * 1.6, line)

    return drawn(draw, size, dpi)
