"""Pages of text with a large picture that holds more of it: what is read of that, and what is not
read twice."""

import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from documents.pdf.raw_pdf import said, stream, write
from documents.pdf.recognition import Recognition
from documents.scans.drawn import typed
from edi_shortlist.documents.pdf.reader import read_pdf
from edi_shortlist.documents.scans import recognising
from edi_shortlist.documents.scans.recognising import Recognised

LETTER = [f"Line {i} of a letter that somebody typed and sent." for i in range(1, 7)]
#: The stand-in for recognition finds its first line here.
TOP = 735.0
WITH_PICTURE = "/Resources << /Font << /F1 5 0 R >> /XObject << /Im 10 0 R >> >>"


def of_dots(wide: int, high: int) -> bytes:
    about = f"/Type /XObject /Subtype /Image /Width {wide} /Height {high} /ColorSpace /DeviceGray"
    data = zlib.compress(b"\xff" * (wide * high))
    return stream(data, f"{about} /BitsPerComponent 8 /Filter /FlateDecode")


def letter(
    path: Path,
    *,
    place: tuple[int, int, int, int] = (400, 300, 40, 500),
    dots: tuple[int, int] = (400, 300),
    more: bytes = b"",
) -> Path:
    """A letter above and below a picture of so many points at such a place."""
    lines = b"".join(said(50, 820 - 13 * i, line) for i, line in enumerate(LETTER[:-1]))
    wide, high, x, y = place
    picture = f"q {wide} 0 0 {high} {x} {y} cm /Im Do Q\n".encode()
    content = picture + lines + said(50, 400, LETTER[-1]) + more
    return write(path, content, page=WITH_PICTURE, objects={10: of_dots(*dots)})


def read_lines(path: Path) -> list[str]:
    return [line for line in read_pdf(path).text.split("\n") if line]


def test_text_in_a_picture_is_read_where_it_stands(
    tmp_path: Path, recognition: Recognition
) -> None:
    recognition.texts = ["Certificate of merit."]
    document = read_pdf(letter(tmp_path / "letter.pdf"))
    words = " ".join(document.text.split())
    assert words == " ".join([*LETTER[:-1], "Certificate of merit.", LETTER[-1]])
    assert document.warnings == (
        "A picture on page 1 holds text, which the program has read and may have misread. Check "
        "it against the original.",
    )
    assert {block.page for block in document.blocks} == {1}


@pytest.mark.parametrize(
    "found", [["☒ I apply under the scheme"], ["What was asked for, and why"] * 15]
)
def test_a_form_or_most_of_a_page_in_a_picture(
    tmp_path: Path, recognition: Recognition, found: list[str]
) -> None:
    recognition.texts, recognition.doubtful = found, 2
    assert read_pdf(letter(tmp_path / "letter.pdf")).warnings == (
        "Text in a picture on page 1 was recognised by the program, which makes mistakes. Check "
        "it against the original.",
        "2 words on page 1 could not be read with certainty.",
    )


@pytest.mark.parametrize(
    "page",
    [
        {"place": (200, 200, 40, 500)},  # a portrait
        {"dots": (20, 20)},  # a ground of one colour
        {"more": b"3 Tr " + said(60, 700, "what a program read there")},
    ],
)
def test_what_needs_no_recognition(
    tmp_path: Path, recognition: Recognition, page: dict[str, object]
) -> None:
    recognition.texts = ["Certificate of merit"]
    document = read_pdf(letter(tmp_path / "letter.pdf", **page))  # type: ignore[arg-type]
    assert recognition.shown == []
    assert "Certificate" not in document.text
    assert document.warnings == ()


@pytest.mark.parametrize(
    ("more", "is_read"),
    [
        (said(50, TOP, "Certificate of merit"), False),  # the same words lie over it
        (said(180, TOP, "Certificate of merit"), True),
        (said(50, TOP - 20, "Certificate of merit"), True),
    ],
)
def test_no_line_is_read_twice(
    tmp_path: Path, recognition: Recognition, more: bytes, is_read: bool
) -> None:
    recognition.texts = ["Certificate of merit"]
    document = read_pdf(letter(tmp_path / "letter.pdf", more=more))
    assert document.text.count("Certificate of merit") == 1 + is_read
    assert bool(document.warnings) is is_read


@pytest.mark.parametrize("found", [[], ["a b"]])
def test_a_picture_without_text(tmp_path: Path, recognition: Recognition, found: list[str]) -> None:
    recognition.texts = found
    document = read_pdf(letter(tmp_path / "letter.pdf"))
    assert document.text.split() == " ".join(LETTER).split()
    assert (document.pictures, document.warnings) == (1, ())


def test_what_is_found_outside_the_picture_is_left(
    tmp_path: Path, recognition: Recognition
) -> None:
    recognition.texts = ["Certificate of merit"]
    document = read_pdf(letter(tmp_path / "letter.pdf", place=(400, 200, 40, 500)))
    assert len(recognition.shown) == 1
    assert "Certificate" not in document.text


def test_a_picture_that_lies_on_its_side_comes_after_the_text(
    tmp_path: Path, recognition: Recognition, monkeypatch: pytest.MonkeyPatch
) -> None:
    recognition.texts = ["Certificate of merit"]

    def turned(image: Image.Image, *, width: float, height: float) -> Recognised:
        return replace(recognition.recognise(image, width=height, height=width), turns=1)

    monkeypatch.setattr(recognising, "recognise", turned)
    assert read_lines(letter(tmp_path / "letter.pdf"))[-1] == "Certificate of merit"


def test_rules_of_a_pictured_form_part_its_cells(tmp_path: Path, recognition: Recognition) -> None:
    recognition.texts = ["Surname", "Khan Bright"]
    for y in (745, 730, 715, 10):  # the last runs outside the picture
        recognition.edges.add(45, y, 200, y)
    for x in (45, 200):
        recognition.edges.add(x, 715, x, 745)
    blocks = read_pdf(letter(tmp_path / "letter.pdf")).blocks
    assert [(block.cell, block.text) for block in blocks if block.cell] == [
        ((0, 0, 0), "Surname"),
        ((0, 1, 0), "Khan Bright"),
    ]


def test_the_pages_own_text_is_not_shown(
    tmp_path: Path, recognition: Recognition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither on the page itself nor in a form on it."""
    darkest: list[object] = []

    def recognise(image: Image.Image, *, width: float, height: float) -> Recognised:
        darkest.append(image.convert("L").getextrema()[0])
        return recognition.recognise(image, width=width, height=height)

    monkeypatch.setattr(recognising, "recognise", recognise)
    form = stream(said(50, 700, "In a form"), f"/Type /XObject /Subtype /Form /BBox [0 0 595 842] {WITH_PICTURE}")  # fmt: skip
    content = b"q 400 0 0 300 40 500 cm /Im Do Q /Fm Do " + b"".join(
        said(50, 820 - 13 * i, line) for i, line in enumerate(LETTER)
    )
    page = WITH_PICTURE.replace("/Im 10 0 R", "/Im 10 0 R /Fm 11 0 R")
    path = tmp_path / "letter.pdf"
    write(path, content, page=page, objects={10: of_dots(400, 300), 11: form})
    assert "In a form" in read_pdf(path).text
    assert darkest == [255]


def test_pages_are_counted_with_those_that_are_pictures(
    tmp_path: Path, recognition: Recognition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("edi_shortlist.documents.pdf.reader.RECOGNISED_LIMIT", 0)
    document = read_pdf(letter(tmp_path / "letter.pdf"))
    assert recognition.shown == []
    assert document.warnings[0].startswith("Only 0 pages of a file are read by text recognition")


def test_a_certificate_is_really_read(tmp_path: Path) -> None:
    said_there = "Ngozi Okonkwo-Bright has kept the accounts of a school."
    picture = ImageReader(typed(said_there, size=(360, 100)))
    canvas = Canvas(str(tmp_path / "letter.pdf"), pagesize=(400, 300))
    for i, line in enumerate(LETTER[:3]):
        canvas.drawString(20, 280 - 14 * i, line)
    canvas.drawImage(picture, 20, 120, width=360, height=100)
    canvas.drawString(20, 40, LETTER[3])
    canvas.save()
    words = " ".join(read_pdf(tmp_path / "letter.pdf").text.split())
    assert words == " ".join([*LETTER[:3], said_there, LETTER[3]])
