"""Words and lines from text that programs place in all manner of ways."""

from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from documents.pdf.raw_pdf import said, write
from edi_shortlist.documents.pdf.reader import read_pdf

TEXT = "He will fill in the official illness forms, I say; AWAY To Ave 11 12 l i"


def drawn(path: Path, font: str, way: str) -> Path:
    canvas = Canvas(str(path))
    canvas.setFont(font, 10)
    x = 50.0
    pieces = {"words": TEXT.split(), "glyphs": list(TEXT)}.get(way, [])
    for piece in pieces:
        canvas.drawString(x, 700, piece)
        x += stringWidth(piece, font, 10)
        x += 0.8 * stringWidth(" ", font, 10) if way == "words" else 0
    if way == "letter-spaced":
        canvas.drawString(50, 700, TEXT, charSpace=1.5)
    if way == "justified":
        text = canvas.beginText(50, 700)
        text.setWordSpace(6)
        text.textOut(TEXT)
        canvas.drawText(text)
    canvas.save()
    return path


@pytest.mark.parametrize("font", ["Helvetica", "Times-Roman", "Courier"])
@pytest.mark.parametrize("way", ["words", "glyphs", "letter-spaced", "justified"])
def test_words_are_found_however_they_were_placed(tmp_path: Path, font: str, way: str) -> None:
    assert read_pdf(drawn(tmp_path / "cv.pdf", font, way)).text == TEXT


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (said(50, 700, "Name:") + said(200, 700, "Khan"), "Name:\tKhan"),
        (b"BT /F1 10 Tf 50 700 Td [(Name:) -9000 (Khan)] TJ ET", "Name:\tKhan"),
        (b"BT /F1 1 Tf 10 0 0 10 50 700 Tm (Scaled) Tj ET", "Scaled"),
        (said(50, 700, "Bold") + said(50.2, 700, "Bold"), "Bold"),  # a shadow, drawn twice
        (said(50, 700, "They prevent-") + said(50, 688, "ed it"), "They prevented it"),
        (said(50, 700, "of\\223ce"), "of\u201cce"),
    ],
)
def test_what_lines_say(tmp_path: Path, content: bytes, text: str) -> None:
    assert read_pdf(write(tmp_path / "cv.pdf", content)).text == text
