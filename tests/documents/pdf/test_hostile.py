"""PDFs made to exhaust, mislead or circle; each ends in a Document or in a sentence, soon."""

from pathlib import Path

import pytest

from documents.pdf.raw_pdf import said, stream, write
from documents.pdf.recognition import Recognition
from edi_shortlist.documents.errors import CorruptFile, EmptyDocument, FileTooLarge
from edi_shortlist.documents.pdf import expansion, reader
from edi_shortlist.documents.pdf.reader import read_pdf

HELLO = said(50, 700, "Hello")
FORM = "/Type /XObject /Subtype /Form /BBox [0 0 500 500]"
IMAGE = "/Type /XObject /Subtype /Image /ColorSpace /DeviceGray /BitsPerComponent 8"


def calling(number: int) -> str:
    return f"/Resources << /Font << /F1 5 0 R >> /XObject << /X {number} 0 R >> >>"


@pytest.mark.parametrize("deflated", [1, 2, 3])
def test_a_stream_that_unpacks_to_very_much(tmp_path: Path, deflated: int) -> None:
    bomb = stream(b"q Q " * 52_000_000, deflated=deflated)
    assert len(bomb) < 300_000
    with pytest.raises(FileTooLarge, match="unpacks to far more"):
        read_pdf(write(tmp_path / "cv.pdf", HELLO, objects={10: bomb}))


def test_much_to_draw_on_one_page(tmp_path: Path) -> None:
    content = stream(HELLO + b"q Q " * 6_500_000, deflated=1)
    with pytest.raises(FileTooLarge, match="unpacks to far more"):
        read_pdf(write(tmp_path / "cv.pdf", objects={4: content}))


def test_the_same_content_over_and_over(tmp_path: Path) -> None:
    content = "/Contents [" + "4 0 R " * 3000 + "]"
    path = write(tmp_path / "cv.pdf", b"q Q " * 2500, page=content)
    path.write_bytes(path.read_bytes().replace(b"/Contents 4 0 R", b""))
    with pytest.raises((FileTooLarge, CorruptFile)):
        read_pdf(path)


def test_forms_within_forms_that_multiply(tmp_path: Path) -> None:
    last = 20
    forms: dict[int, str | bytes] = {
        number: stream(b"/X Do " * 10, f"{FORM} {calling(number + 1)}")
        for number in range(10, last)
    }
    forms[last] = stream(said(5, 5, "ha"), f"{FORM} {calling(5)}")
    with pytest.raises(FileTooLarge, match="unpacks to far more"):
        read_pdf(write(tmp_path / "cv.pdf", b"/X Do", page=calling(10), objects=forms))


def test_a_form_that_calls_itself(tmp_path: Path) -> None:
    form = stream(b"/X Do " * 100 + said(5, 5, "ha"), f"{FORM} {calling(10)}")
    with pytest.raises(FileTooLarge, match="unpacks to far more"):
        read_pdf(write(tmp_path / "cv.pdf", b"/X Do", page=calling(10), objects={10: form}))


def test_forms_that_are_used_often_are_read(tmp_path: Path) -> None:
    form = stream(said(5, 5, "Logo"), f"{FORM} {calling(5)}")
    path = write(tmp_path / "cv.pdf", HELLO + b"/X Do " * 3, page=calling(10), objects={10: form})
    assert "Hello" in read_pdf(path).text


@pytest.mark.parametrize(
    "changed",
    [
        {"objects": {2: "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>"}},
        {"objects": {2: "<< /Type /Pages /Kids [3 0 R] /Count 1000000 >>"}},
        {"objects": {10: "11 0 R", 11: "10 0 R"}, "page": "/Annots 10 0 R"},
        {"objects": {10: "[10 0 R 10 0 R]"}, "page": "/Annots 10 0 R"},
        {"objects": {10: "[" * 20_000 + "]" * 20_000}, "page": "/Annots 10 0 R"},
        {"page": "/Annots [<< /Subtype /Link /Rect [(a) /b null 4] /A 7 >> 12 (x) null]"},
        {"page": "/Annots [<< /Subtype /Widget /Rect [1 1 9 9] /FT [/Tx] /V << /V 1 >> >>]"},
        {"page": "/MediaBox [0 0 1e9 1e9]"},
        {"page": "/MediaBox [0 0 0 0]"},
        {"page": "/MediaBox [595 842 0 0]"},
        {"page": "/Rotate 45"},
        {"catalog": "/AcroForm 7 /Names [1 2] /Metadata (x) /Collection true"},
        {"catalog": "/AcroForm << /XFA null /Fields null >> /Names << /EmbeddedFiles 1 0 R >>"},
    ],
)
def test_odd_structures_are_read_through(tmp_path: Path, changed: dict[str, object]) -> None:
    path = write(tmp_path / "cv.pdf", HELLO, **changed)  # type: ignore[arg-type]
    document = read_pdf(path)
    assert (document.text, document.warnings) == ("Hello", ())


def test_more_pages_than_are_read(tmp_path: Path) -> None:
    kids = "3 0 R " * 500
    tree = f"<< /Type /Pages /Kids [{kids}] /Count 500 >>"
    document = read_pdf(write(tmp_path / "cv.pdf", HELLO, objects={2: tree}))
    assert len(document.blocks) == reader.PAGES_LIMIT
    assert document.warnings == ("Only the first 200 pages were read.",)


def test_a_page_tree_too_deep_to_climb(tmp_path: Path) -> None:
    last = 3000
    nodes: dict[int, str | bytes] = {2: "<< /Type /Pages /Kids [10 0 R] /Count 1 >>"}
    for number in range(10, last):
        below = number + 1 if number + 1 < last else 3
        nodes[number] = f"<< /Type /Pages /Kids [{below} 0 R] /Count 1 >>"
    with pytest.raises((CorruptFile, EmptyDocument)):
        read_pdf(write(tmp_path / "cv.pdf", HELLO, objects=nodes))


def test_more_text_than_an_application_holds(tmp_path: Path) -> None:
    lines = (b"BT /F1 2 Tf 9 %d Td (aaaa) Tj ET\n" % y for y in range(20_000))
    content = stream(b"".join(lines), deflated=1)
    with pytest.raises(FileTooLarge, match="more text than any application"):
        read_pdf(write(tmp_path / "cv.pdf", objects={4: content}))


def scanned(path: Path, width: float, height: float, *, dots: int = 1) -> Path:
    """A page of a picture that says it is ``dots`` wide and high, and a page of text."""
    shown = "/Resources << /XObject << /Im 10 0 R >> >> /Contents 12 0 R"
    return write(
        path,
        HELLO,
        objects={
            2: "<< /Type /Pages /Kids [11 0 R 3 0 R] /Count 2 >>",
            10: stream(b"\x40", f"{IMAGE} /Width {dots} /Height {dots}"),
            11: f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] {shown} >>",
            12: stream(f"q {width} 0 0 {height} 0 0 cm /Im Do Q".encode()),
        },
    )


@pytest.mark.parametrize(
    ("sides", "dots", "points"),
    [
        ((595, 842), (1653, 2339), (595, 842)),
        ((1191, 1684), (2378, 3363), (1191, 1684)),  # A2, at fewer dots an inch
        ((3024, 4032), (1754, 2339), (631.5, 842)),  # a photograph whose dots became points
        ((14_000, 300), (2339, 51), (842, 18)),
    ],
)
def test_pages_are_shown_to_recognition_at_the_size_of_paper(
    tmp_path: Path,
    recognition: Recognition,
    sides: tuple[float, float],
    dots: tuple[int, int],
    points: tuple[float, float],
) -> None:
    recognition.texts = ["Found"]
    document = read_pdf(scanned(tmp_path / "cv.pdf", *sides))
    assert document.text == "Found\nHello"
    ((shown, believed),) = recognition.shown
    assert shown == pytest.approx(dots, abs=1)
    assert believed == pytest.approx(points, abs=1)


@pytest.mark.parametrize(
    ("sides", "dots"),
    [
        ((3_000_000, 3_000_000), 1),
        ((14_401, 500), 1),
        ((14_000, 100), 1),
        ((500, 9), 1),
        ((595, 842), 60_000),
    ],
)
def test_what_is_no_sheet_of_paper_is_not_shown_to_recognition(
    tmp_path: Path, recognition: Recognition, sides: tuple[float, float], dots: int
) -> None:
    recognition.texts = ["Found"]
    document = read_pdf(scanned(tmp_path / "cv.pdf", *sides, dots=dots))
    assert document.text == "Hello"
    assert document.warnings == ("Page 1 is a picture; text on it could not be read.",)
    assert recognition.shown == []


def test_a_picture_that_claims_to_be_vast(tmp_path: Path, recognition: Recognition) -> None:
    page = "/Resources << /XObject << /Im 10 0 R >> >>"
    picture = stream(b"\0" * 10, f"{IMAGE} /Width 200000 /Height 200000", deflated=1)
    path = write(
        tmp_path / "cv.pdf", b"q 595 0 0 842 0 0 cm /Im Do Q", page=page, objects={10: picture}
    )
    with pytest.raises(EmptyDocument):
        read_pdf(path)


def test_entities_in_the_properties_are_not_expanded(tmp_path: Path) -> None:
    packet = (
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
        b'<x xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>&b;</dc:title>'
        b"<dc:creator>Aisha Khan</dc:creator></x>"
    )
    path = write(
        tmp_path / "cv.pdf", HELLO, catalog="/Metadata 10 0 R", objects={10: stream(packet)}
    )
    assert [(one.name, one.value) for one in read_pdf(path).properties] == [
        ("author", "Aisha Khan")
    ]


def test_a_broken_cross_reference_table_is_mended(tmp_path: Path) -> None:
    path = write(
        tmp_path / "form.pdf",
        said(50, 700, "Surname:"),
        page="/Annots [<< /Subtype /Widget /FT /Tx /V (Khan) /Rect [120 696 220 712] >>]",
    )
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"\nstartxref\n", b"\nstartxref\n9").replace(b" n \n", b" f \n"))
    assert read_pdf(path).text.replace("\t", " ") == "Surname: Khan"


def test_limits_leave_room_for_real_files() -> None:
    data = b"1 0 obj << /Filter /FlateDecode >> stream\n" + b"x" * 500_000 + b"\nendstream"
    expansion.check_streams(data, "cv.pdf")
