"""What of a page is seen, which way round, and what is not: turned pages and text, boxes, invisible
and white writing, protected files."""

from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from documents.pdf.encrypted_pdf import encrypted
from documents.pdf.raw_pdf import said, stream, write
from documents.pdf.recognition import Recognition
from edi_shortlist.documents.errors import EmptyDocument, EncryptedFile, UnsupportedFormat
from edi_shortlist.documents.model import Document, Part
from edi_shortlist.documents.pdf.reader import read_pdf
from edi_shortlist.documents.scans import RECOGNISED_LIMIT

BODY = "\n".join(f"Line {word}" for word in ("one", "two", "three"))
PICTURE = stream(b"\x40", "/Type /XObject /Subtype /Image /Width 1 /Height 1 "
                 "/ColorSpace /DeviceGray /BitsPerComponent 8")  # fmt: skip
WITH_PICTURE = "/Resources << /Font << /F1 5 0 R >> /XObject << /Im 10 0 R >> >>"
SCAN = b"q 595 0 0 842 0 0 cm /Im Do Q\n"


def body(x: float = 50, y: float = 700) -> bytes:
    return b"".join(said(x, y - 13 * i, line) for i, line in enumerate(BODY.split("\n")))


def parted(document: Document, part: Part) -> list[str]:
    return [block.text for block in document.blocks if block.part is part]


def scan(path: Path, content: bytes = b"") -> Path:
    return write(path, SCAN + content, page=WITH_PICTURE, objects={10: PICTURE})


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_turned_pages_are_read_upright(tmp_path: Path, turns: int) -> None:
    matrix = ["1 0 0 1 0 0", "0 1 -1 0 595 0", "-1 0 0 -1 595 842", "0 -1 1 0 0 842"][turns]
    content = f"q {matrix} cm\n".encode() + body(y=400) + b"Q"
    assert read_pdf(write(tmp_path / "cv.pdf", content, page=f"/Rotate {90 * turns}")).text == BODY


@pytest.mark.parametrize("matrix", ["0 1 -1 0 595 0", "-1 0 0 -1 595 842", "0 -1 1 0 0 842"])
def test_a_page_that_lies_on_its_side_without_saying_so(tmp_path: Path, matrix: str) -> None:
    content = f"q {matrix} cm\n".encode() + body(y=400) + b"Q"
    assert read_pdf(write(tmp_path / "cv.pdf", content)).text == BODY


def test_text_set_sideways_comes_after_the_rest(tmp_path: Path) -> None:
    margin = b"q 0 1 -1 0 30 200 cm " + said(0, 12, "Up the") + said(0, 0, "margin") + b"Q\n"
    document = read_pdf(write(tmp_path / "cv.pdf", margin + body()))
    assert document.text == f"{BODY}\nUp the margin"
    assert document.warnings == ()


def test_a_visible_box_smaller_than_the_sheet(tmp_path: Path) -> None:
    content = body() + said(50, 20, "Printer's mark")
    path = write(tmp_path / "cv.pdf", content, page="/CropBox [30 100 500 800]")
    document = read_pdf(path)
    assert parted(document, Part.BODY) == BODY.split("\n")
    assert parted(document, Part.HIDDEN) == ["Printer's mark"]


@pytest.mark.parametrize(
    ("writing", "is_hidden"),
    [
        (b"3 Tr " + said(50, 600, "Keywords"), True),
        (b"1 1 1 rg " + said(50, 600, "Keywords"), True),
        (b"BT /F1 0.5 Tf 50 600 Td (Keywords) Tj ET", True),
        (said(900, 600, "Keywords"), True),
        (b"0 0 0.4 rg 40 590 200 30 re f 1 1 1 rg " + said(50, 600, "Keywords"), False),
        (b"0.5 g " + said(50, 600, "Keywords"), False),
        (b"1 Tr 1 1 1 rg " + said(50, 600, "Keywords"), False),  # an outline is drawn in black
    ],
)
def test_what_nobody_sees_is_hidden_text(tmp_path: Path, writing: bytes, is_hidden: bool) -> None:
    document = read_pdf(write(tmp_path / "cv.pdf", body() + writing))
    assert parted(document, Part.HIDDEN) == (["Keywords"] if is_hidden else [])
    assert ("Keywords" in parted(document, Part.BODY)) is not is_hidden
    assert any("nobody sees" in one for one in document.warnings) is is_hidden


def test_invisible_text_on_a_scan_is_its_text(tmp_path: Path, recognition: Recognition) -> None:
    recognition.texts = ["Not needed"]
    lines = [f"Line {i} of a letter that somebody typed and scanned" for i in range(5)]
    layer = b"3 Tr " + b"".join(said(50, 700 - 13 * i, line) for i, line in enumerate(lines))
    document = read_pdf(scan(tmp_path / "scan.pdf", layer))
    assert document.text.replace("\n", " ") == " ".join(lines)
    assert document.warnings == ()


def test_a_scan_is_recognised(tmp_path: Path, recognition: Recognition) -> None:
    recognition.texts = ["Aisha Khan", "12 High Street"]
    document = read_pdf(scan(tmp_path / "scan.pdf", said(250, 30, "Scanned by an app")))
    assert document.text == "Aisha Khan\n12 High Street"
    assert document.warnings[0].startswith("Page 1 is a picture; its text was recognised")
    assert recognition.shown == [((1653, 2339), (595.0, 842.0))]


def test_a_filled_scan_keeps_its_fields(tmp_path: Path, recognition: Recognition) -> None:
    recognition.texts = ["Surname"]
    path = write(
        tmp_path / "scan.pdf",
        SCAN,
        page=f"{WITH_PICTURE} /Annots [11 0 R]",
        objects={
            10: PICTURE,
            11: "<< /Subtype /Widget /FT /Tx /V (Khan) /Rect [200 730 300 745] >>",
        },
    )
    assert read_pdf(path).text.replace("\t", " ") == "Surname Khan"


def test_doubts_about_a_scan_are_told(tmp_path: Path, recognition: Recognition) -> None:
    recognition.texts, recognition.doubtful, recognition.unclear_boxes = ["[?] Yes"], 3, 1
    assert read_pdf(scan(tmp_path / "scan.pdf")).warnings[1:] == (
        "3 words on page 1 could not be read with certainty.",
        "A box on page 1 could not be read with certainty; look at the original.",
    )


def test_rules_of_a_scan_part_its_cells(tmp_path: Path, recognition: Recognition) -> None:
    recognition.texts = ["Surname", "Khan"]
    for y in (745, 730, 715):
        recognition.edges.add(40, y, 200, y)
    for x in (40, 200):
        recognition.edges.add(x, 715, x, 745)
    blocks = read_pdf(scan(tmp_path / "scan.pdf")).blocks
    assert [(block.cell, block.text) for block in blocks] == [
        ((0, 0, 0), "Surname"),
        ((0, 1, 0), "Khan"),
    ]


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_scan_is_shown_as_the_page_is_turned(
    tmp_path: Path, recognition: Recognition, turns: int
) -> None:
    """The file may say so, and a stamp set sideways may seem to."""
    recognition.texts = ["Aisha Khan"]
    stamp = b"q 0 1 -1 0 595 0 cm " + said(30, 30, "Received by post") + b"Q"
    page = f"{WITH_PICTURE} /Rotate {90 * turns}"
    read_pdf(write(tmp_path / "scan.pdf", SCAN + stamp, page=page, objects={10: PICTURE}))
    (((wide, high), (width, height)),) = recognition.shown
    assert wide / high == pytest.approx(width / height, rel=0.01)


def test_a_missing_model_is_told(tmp_path: Path, recognition: Recognition) -> None:
    recognition.is_missing = True
    with pytest.raises(UnsupportedFormat, match="Install the program again"):
        read_pdf(scan(tmp_path / "scan.pdf"))


def test_a_scan_in_which_nothing_is_found(tmp_path: Path, recognition: Recognition) -> None:
    with pytest.raises(EmptyDocument, match="This is a scan"):
        read_pdf(scan(tmp_path / "scan.pdf"))


def test_no_more_pages_are_recognised_than_time_allows(
    tmp_path: Path, recognition: Recognition
) -> None:
    recognition.texts = ["Some words"]
    kids = " ".join(["3 0 R"] * (RECOGNISED_LIMIT + 2))
    path = write(
        tmp_path / "scan.pdf",
        SCAN,
        page=WITH_PICTURE,
        objects={
            2: f"<< /Type /Pages /Kids [{kids}] /Count {RECOGNISED_LIMIT + 2} >>",
            10: PICTURE,
        },
    )
    document = read_pdf(path)
    assert len(recognition.shown) == RECOGNISED_LIMIT
    assert document.warnings[0].startswith("Pages 1 to 30 are pictures; their text was recog")
    assert document.warnings[1].startswith("Pages 31 and 32 are pictures; text on them could not")
    assert document.warnings[2].startswith("Only 30 pages of a file are read by text recognition")


NAMELESS = {
    5: "<< /Type /Font /Subtype /Type0 /BaseFont /Odd /Encoding /Identity-H "
    "/DescendantFonts [11 0 R] >>",
    11: "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Odd /DW 500 /FontDescriptor 12 0 R "
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
    12: "<< /Type /FontDescriptor /FontName /Odd /Flags 4 /FontBBox [0 -200 1000 800] "
    "/Ascent 800 /Descent -200 /ItalicAngle 0 /CapHeight 700 /StemV 80 >>",
}


def test_text_without_meaning_is_recognised(tmp_path: Path, recognition: Recognition) -> None:
    content = b"BT /F1 10 Tf 50 700 Td <000300040005000600070008> Tj ET"
    path = write(tmp_path / "cv.pdf", content, objects=NAMELESS)
    with pytest.raises(EmptyDocument, match="does not say which characters"):
        read_pdf(path)
    recognition.texts = ["Aisha Khan"]
    assert read_pdf(path).text == "Aisha Khan"


@pytest.mark.parametrize("strength", [40, 128])
def test_an_empty_password_is_no_hindrance(tmp_path: Path, strength: int) -> None:
    protection = StandardEncryption("", ownerPassword="owner", canPrint=0, strength=strength)
    canvas = Canvas(str(tmp_path / "cv.pdf"), encrypt=protection)
    canvas.setAuthor("Aisha Khan")
    canvas.drawString(50, 700, "Protected text")
    canvas.acroForm.textfield(name="n", x=150, y=692, width=250, height=20, value="Answer")
    canvas.save()
    document = read_pdf(tmp_path / "cv.pdf")
    assert document.text.replace("\t", " ") == "Protected text Answer"
    assert [one.value for one in document.properties if one.name == "author"] == ["Aisha Khan"]


@pytest.mark.parametrize("revision", [4, 6])
def test_an_empty_password_with_aes(tmp_path: Path, revision: int) -> None:
    path = encrypted(tmp_path / "cv.pdf", said(50, 700, "Protected text"), "", revision)
    assert read_pdf(path).text == "Protected text"


@pytest.mark.parametrize("revision", [4, 6])
def test_a_password_with_aes(tmp_path: Path, revision: int) -> None:
    path = encrypted(tmp_path / "cv.pdf", said(50, 700, "Protected text"), "open", revision)
    with pytest.raises(EncryptedFile, match="protected by a password"):
        read_pdf(path)
