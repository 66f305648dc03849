"""Text in the pictures of a document: where it goes in each format, and what it is told with."""

import base64
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.shared import Pt
from PIL import Image

from documents import odt_files, word_files
from documents.pdf.recognition import Recognition
from edi_shortlist.documents.errors import EmptyDocument
from edi_shortlist.documents.forms.answers import read_form
from edi_shortlist.documents.html import read_html
from edi_shortlist.documents.model import Document, Part
from edi_shortlist.documents.odt import read_odt
from edi_shortlist.documents.rtf import read_rtf
from edi_shortlist.documents.word.docx import read_docx

SAYS = "Certificate of merit"
LETTER = "I have kept the accounts of a school for nine years, and enclose my certificate."


def _png(shade: int) -> bytes:
    out = io.BytesIO()
    noise = Image.effect_noise((400, 200), 40)
    noise.putpixel((0, 0), shade)
    noise.save(out, "PNG")
    return out.getvalue()


#: Different pictures.
ONE, OTHER = _png(0), _png(255)


@pytest.fixture(autouse=True)
def finds(recognition: Recognition) -> Recognition:
    recognition.texts = [SAYS]
    return recognition


def said(document: Document) -> list[tuple[str, str]]:
    return [(block.part.value, block.text) for block in document.blocks if block.text]


def _docx(path: Path, *texts: str, picture: bytes = ONE) -> Document:
    word = docx.Document()
    for text in texts:
        run = word.add_paragraph(text.removesuffix("!")).add_run()
        if text.endswith("!"):
            run.add_picture(io.BytesIO(picture), width=Pt(200))
    word.save(str(path))
    return read_docx(path)


def _odt(path: Path, *texts: str, picture: bytes = ONE) -> Document:
    image = (
        '<draw:frame svg:width="200pt" svg:height="100pt">'
        '<draw:image xlink:href="Pictures/1.png"/></draw:frame>'
    )
    paragraphs = (
        f"<text:p>{text.removesuffix('!')}{image * text.endswith('!')}</text:p>" for text in texts
    )
    return read_odt(_with_pictures(path, "".join(paragraphs), {"1.png": picture}))


def _with_pictures(path: Path, body: str, pictures: dict[str, bytes]) -> Path:
    odt_files.odt_file(path, body)
    with zipfile.ZipFile(path, "a") as package:
        for name, data in pictures.items():
            package.writestr(f"Pictures/{name}", data)
    return path


def _fodt(path: Path, *texts: str, picture: bytes = ONE) -> Document:
    data = f"<office:binary-data>{base64.encodebytes(picture).decode()}</office:binary-data>"
    image = f'<draw:frame svg:width="200pt"><draw:image>{data}</draw:image></draw:frame>'
    body = "".join(
        f"<text:p>{text.removesuffix('!')}{image * text.endswith('!')}</text:p>" for text in texts
    )
    path.write_text(
        f'<office:document {odt_files.NAMESPACES} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>'
        f"{body}</office:text></office:body></office:document>"
    )
    return read_odt(path)


def _html(path: Path, *texts: str, picture: bytes = ONE) -> Document:
    data = base64.b64encode(picture).decode()
    image = f'<img width="270" src="data:image/png;base64,{data}" alt="Seen">'
    body = (f"<p>{text.removesuffix('!')}{image * text.endswith('!')}</p>" for text in texts)
    path.write_text("".join(body))
    return read_html(path)


def _rtf(path: Path, *texts: str, picture: bytes = ONE) -> Document:
    digits = "\n".join(picture[i : i + 64].hex() for i in range(0, len(picture), 64))
    image = (
        r"{\*\shppict{\pict{\*\picprop{\sp{\sn shapeType}{\sv 75}}}\picwgoal4000\pichgoal2000"
        rf"\pngblip{{\*\blipuid 0123456789abcdef}}{digits}}}}}{{\nonshppict{{\pict\wmetafile8 0100}}}}"
    )
    body = (f"{text.removesuffix('!')}{image * text.endswith('!')}\\par\n" for text in texts)
    path.write_text(rf"{{\rtf1\ansi {{\fonttbl{{\f0\fcharset2 Wingdings;}}}}{''.join(body)}}}")
    return read_rtf(path)


Make = Callable[..., Document]
FORMATS = pytest.mark.parametrize("make", [_docx, _odt, _fodt, _html, _rtf])


@FORMATS
def test_the_text_follows_the_paragraph(tmp_path: Path, finds: Recognition, make: Make) -> None:
    document = make(tmp_path / "letter", f"{LETTER}!", "Yours faithfully", "!", "Aisha Khan")
    shown = [text for part, text in said(document) if part == "body"]
    assert shown == [LETTER, SAYS, "Yours faithfully", "Aisha Khan"]
    assert document.pictures == 2
    (sentence,) = document.warnings
    assert sentence.startswith("A picture in the file holds text, which the program has read")
    ((_, points),) = finds.shown  # the same picture twice
    assert points == pytest.approx((200, 100), rel=0.02)


@FORMATS
def test_a_file_of_nothing_but_pictures(tmp_path: Path, finds: Recognition, make: Make) -> None:
    document = make(tmp_path / "scan", "!")
    assert [text for part, text in said(document) if part == "body"] == [SAYS]
    assert "was recognised by the program" in document.warnings[0]
    finds.texts = []
    if make is not _html:  # what it is described as is text
        with pytest.raises(EmptyDocument, match="only pictures, and no text that could be"):
            make(tmp_path / "scan", "!")


@FORMATS
def test_a_damaged_picture_harms_nothing(tmp_path: Path, make: Make) -> None:
    document = make(
        tmp_path / "letter", f"{LETTER}!", picture=ONE[:1000] + bytes(1000) + ONE[2000:]
    )
    assert said(document)[0] == ("body", LETTER)
    assert document.warnings[0].startswith("A picture is damaged or of a kind that cannot be read")


FORM = "Do you wish to apply under the Disability Confident scheme? {} Yes {} No"


@pytest.mark.parametrize(
    ("found", "value"),
    [
        ("Anytown Council", "yes"),  # a logo leaves what was typed as it is
        ("The certificate is for Aisha Khan", "yes"),
        ("☐ I agree to all of it ☐ I do not agree", "unclear"),  # a form was pasted in
    ],
)
def test_what_was_typed_is_doubted_only_beside_a_form(
    tmp_path: Path, finds: Recognition, found: str, value: str
) -> None:
    finds.texts = [found]
    document = _docx(tmp_path / "form.docx", "!", FORM.format("☒", "☐"), LETTER)
    fields = {one.key: one.value for one in read_form(document).fields}
    assert fields["declarations.disability-confident"] == value


def test_ticks_in_a_pasted_form_are_asked_about(tmp_path: Path, finds: Recognition) -> None:
    finds.texts = [FORM.format("☒", "☐")]
    document = _docx(tmp_path / "form.docx", "!", *[LETTER] * 5)
    fields = {one.key: one.value for one in read_form(document).fields}
    assert fields["declarations.disability-confident"] == "unclear"


def test_each_part_of_a_word_file(tmp_path: Path) -> None:
    word = docx.Document()
    for i in range(3):  # each section has the logo in its header
        section = word.sections[0] if i == 0 else word.add_section()
        section.header.is_linked_to_previous = False
        section.header.paragraphs[0].text = "Anytown"
        section.header.paragraphs[0].add_run().add_picture(io.BytesIO(ONE))
        word.add_paragraph(f"Section {i}")
    table = word.add_table(1, 2)
    table.cell(0, 0).text = "Evidence"
    table.cell(0, 1).text = "Enclosed:"
    table.cell(0, 1).paragraphs[0].add_run().add_picture(io.BytesIO(OTHER))
    table.cell(0, 1).add_paragraph("and that is all")
    word.save(str(tmp_path / "cv.docx"))
    document = read_docx(tmp_path / "cv.docx")
    assert said(document) == [
        ("header", "Anytown"),
        ("header", SAYS),
        *(("body", f"Section {i}") for i in range(3)),
        ("body", "Evidence"),
        ("body", f"Enclosed:\n{SAYS}\nand that is all"),
    ]
    assert document.pictures == 2


def test_a_table_in_a_cell_of_a_word_file(tmp_path: Path, finds: Recognition) -> None:
    finds.texts = ["Surname", "Khan"]
    for y in (8, -7, -22):
        finds.edges.add(40, y, 200, y)
    for x in (40, 200):
        finds.edges.add(x, -22, x, 8)
    word = docx.Document()
    table = word.add_table(1, 2)
    table.cell(0, 0).text = "Form:"
    table.cell(0, 0).paragraphs[0].add_run().add_picture(io.BytesIO(ONE), width=Pt(200))
    table.cell(0, 1).text = "beside it"
    word.add_table(1, 1).cell(0, 0).text = "another"
    word.save(str(tmp_path / "form.docx"))
    blocks = read_docx(tmp_path / "form.docx").blocks
    assert [(block.cell, block.text) for block in blocks if block.cell] == [
        ((0, 0, 0), "Form:"),
        ((1, 0, 0), "Surname"),
        ((1, 1, 0), "Khan"),
        ((0, 0, 1), "beside it"),
        ((2, 0, 0), "another"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        (b"<w:drawing>", b"<w:rPr><w:vanish/></w:rPr><w:drawing>", Part.HIDDEN),
        (b"<wp:docPr ", b'<wp:docPr hidden="1" ', Part.HIDDEN),
        (b"<pic:spPr>", b"<pic:spPr >", Part.BODY),
    ],
)
def test_a_hidden_picture(tmp_path: Path, old: bytes, new: bytes, part: Part) -> None:
    _docx(tmp_path / "cv.docx", f"{LETTER}!")

    def change(name: str, data: bytes) -> bytes:
        return data.replace(old, new) if name == "word/document.xml" else data

    document = read_docx(word_files.rezipped(tmp_path / "cv.docx", change))
    assert said(document)[:2] == [("body", LETTER), (part.value, SAYS)]
    assert any("does not show" in one for one in document.warnings) is (part is Part.HIDDEN)


def test_a_cropped_picture(tmp_path: Path, finds: Recognition) -> None:
    _docx(tmp_path / "cv.docx", f"{LETTER}!")

    def crop(name: str, data: bytes) -> bytes:
        cut = b'<a:srcRect l="25000" t="x" b="10000"/>'
        return data.replace(b"<a:stretch>", cut + b"<a:stretch>")

    finds.shown.clear()
    read_docx(word_files.rezipped(tmp_path / "cv.docx", crop))
    assert [size for size, _ in finds.shown] == [(300, 180)]


def test_an_old_style_picture_and_a_linked_one(tmp_path: Path) -> None:
    _docx(tmp_path / "cv.docx", "!")

    def change(name: str, data: bytes) -> bytes:
        if name != "word/document.xml":
            return data
        start, end = data.index(b"<w:drawing>"), data.index(b"</w:drawing>") + 12
        identifier = data[data.index(b"r:embed=") + 9 :].partition(b'"')[0]
        shape = b"<w:pict><v:shape><v:imagedata r:id='%s'/></v:shape></w:pict>"
        return data[:start] + shape % identifier + shape % b"none" + data[end:]

    document = read_docx(word_files.rezipped(tmp_path / "cv.docx", change))
    assert said(document) == [("body", SAYS)]
    assert document.pictures == 2


def test_a_page_embedded_in_a_word_file(tmp_path: Path, finds: Recognition) -> None:
    """What it reads counts for the whole file, which tells of it."""
    data = base64.b64encode(ONE).decode()
    page = f"<p>{LETTER}<img src='data:image/png;base64,{data}'></p>".encode()
    path = word_files.with_part(
        word_files.word_file(
            tmp_path / "cv.docx",
            word_files.paragraph(word_files.run("typed")),
            '<w:altChunk r:id="rId900"/>',
        ),
        "word/chunk.html",
        page,
        kind="aFChunk",
        content_type="text/html",
    )
    document = read_docx(path)
    assert [text for _, text in said(document)] == ["typed", LETTER, SAYS]
    assert document.warnings[0].startswith("A picture in the file holds text")


def test_an_odt_frame_with_two_forms_of_one_picture(tmp_path: Path, finds: Recognition) -> None:
    frame = (
        '<draw:frame><draw:image xlink:href="Pictures/1.svg"/>'
        '<draw:image xlink:href="Pictures/1.png"/></draw:frame>'
    )
    chart = '<draw:frame><draw:object xlink:href="./Object 1"/><draw:image xlink:href="Pictures/2.png"/></draw:frame>'
    pictures = {"1.svg": b"<svg/>" * 200, "1.png": ONE, "2.png": OTHER}
    body = f"<text:p>{LETTER}{frame}{chart}</text:p>"
    document = read_odt(_with_pictures(tmp_path / "cv.odt", body, pictures))
    assert said(document) == [("body", LETTER), ("body", SAYS)]
    assert len(finds.shown) == 1


def test_pictures_that_a_web_page_does_not_hold(tmp_path: Path, finds: Recognition) -> None:
    (tmp_path / "cv.html").write_text(
        "<p>Me<img src='https://example.com/a.png'><img src='cid:1'><img src='data:text/html,x'>"
        "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='><img></p>"
    )
    document = read_html(tmp_path / "cv.html")
    assert (document.text, document.pictures, document.warnings) == ("Me", 5, ())
    assert finds.shown == []


@pytest.mark.parametrize(("around", "part"), [("", "body"), (r"\v ", "hidden"), (r"\deleted ", "")])
def test_a_picture_in_rtf_that_is_not_shown(tmp_path: Path, around: str, part: str) -> None:
    path = tmp_path / "cv.rtf"
    path.write_text(rf"{{\rtf1 Hello {{{around}{{\pict\pngblip {ONE.hex()}}}}}\par}}")
    found = said(read_rtf(path))
    assert found == [("body", "Hello"), *([(part, SAYS)] if part else [])]
