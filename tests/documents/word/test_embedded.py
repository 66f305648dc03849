"""What a Word file carries beside its text: told of, never run, never fetched."""

import zipfile
from pathlib import Path

import docx
import pytest

from documents.word_files import paragraph, rezipped, run, with_link, with_part, word_file
from edi_shortlist.documents.errors import CorruptFile
from edi_shortlist.documents.model import Part
from edi_shortlist.documents.word.docx import read_docx

CHUNK = '<w:altChunk r:id="rId900"/>'
MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def with_chunk(path: Path, name: str, data: str | bytes, content_type: str) -> Path:
    file = word_file(path, paragraph(run("before")), CHUNK, paragraph(run("after")))
    return with_part(file, name, data, kind="aFChunk", content_type=content_type)


def test_an_embedded_text_is_read_in_its_place(tmp_path: Path) -> None:
    file = with_chunk(tmp_path / "x.docx", "word/chunk.txt", "one\ntwo", "text/plain")
    document = read_docx(file)
    assert [b.text for b in document.blocks] == ["before", "one", "two", "after"]
    assert document.warnings == ()


def test_an_embedded_word_file_is_read_in_its_place(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("inside")
    word.add_table(1, 1).cell(0, 0).text = "cell"
    word.save(str(tmp_path / "inner.docx"))
    file = word_file(
        tmp_path / "x.docx", f"<w:tbl><w:tr><w:tc>{paragraph(run('t'))}</w:tc></w:tr></w:tbl>", CHUNK,
        f"<w:tbl><w:tr><w:tc>{paragraph(run('u'))}</w:tc></w:tr></w:tbl>",
    )  # fmt: skip
    with_part(
        file,
        "word/chunk.docx",
        (tmp_path / "inner.docx").read_bytes(),
        kind="aFChunk",
        content_type=MAIN.decode(),
    )
    blocks = [(b.text, b.cell) for b in read_docx(file).blocks if b.text]
    assert blocks == [("t", (0, 0, 0)), ("inside", None), ("cell", (1, 0, 0)), ("u", (2, 0, 0))]


@pytest.mark.parametrize(
    ("name", "data", "content_type"),
    [
        ("word/chunk.html", "<html><body><p>one</p><p>two</p></body></html>", "text/html"),
        ("word/chunk.htm", "<p>one</p><p>two</p>", "application/xhtml+xml"),
        ("word/chunk.rtf", "{\\rtf1 one\\par two\\par}", "application/rtf"),
        (
            "word/afchunk.mht",  # as programs that make a Word file of a web page write it
            "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
            "Content-Type: text/html; charset=utf-8\r\n\r\n<html><body><p>one</p><p>two</p></body>"
            "</html>\r\n--b--\r\n",
            "message/rfc822",
        ),
    ],
)
def test_an_embedded_page_is_read_in_its_place(
    tmp_path: Path, name: str, data: str, content_type: str
) -> None:
    document = read_docx(with_chunk(tmp_path / "x.docx", name, data, content_type))
    assert [b.text for b in document.blocks if b.text] == ["before", "one", "two", "after"]


def test_embedded_within_embedded_is_not_followed(tmp_path: Path) -> None:
    inner = with_chunk(tmp_path / "inner.docx", "word/chunk.txt", "deep", "text/plain")
    file = with_chunk(tmp_path / "x.docx", "word/chunk.docx", inner.read_bytes(), MAIN.decode())
    assert read_docx(file).text == "before\nbefore\nafter\nafter"


@pytest.mark.parametrize(
    ("name", "data", "content_type"),
    [
        ("word/chunk.docx", b"no Word file", MAIN.decode()),
        ("word/chunk.bin", b"\0\1\2", "application/octet-stream"),
        ("word/chunk.xlsx", b"", "application/vnd.ms-excel"),
    ],
)
def test_an_embedded_document_that_is_not_read(
    tmp_path: Path, name: str, data: bytes, content_type: str
) -> None:
    document = read_docx(with_chunk(tmp_path / "x.docx", name, data, content_type))
    assert document.text == "before\nafter"
    assert [one.split(" could")[0] for one in document.warnings] == [
        "A document embedded in this one"
    ]


def packaged(name: str) -> bytes:
    """An OLE container's sectors with a packager's record in one of them."""
    record = (
        b"\x02\0" + name.encode("cp1252") + b"\0C:\\Users\\akhan\\" + name.encode() + b"\0\0\0\3\0"
    )
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(504)
        + len(record).to_bytes(4, "little")
        + record
    )


@pytest.mark.parametrize(
    ("name", "data", "kind", "attachments"),
    [
        ("word/embeddings/Budget 2026.xlsx", b"PK", "package", ("Budget 2026.xlsx",)),
        (
            "word/embeddings/oleObject1.bin",
            packaged("Khan references.pdf"),
            "oleObject",
            ("Khan references.pdf",),
        ),
        ("word/embeddings/oleObject1.bin", bytes(2000), "oleObject", ()),
    ],
)
def test_attached_files_are_listed(
    tmp_path: Path, name: str, data: bytes, kind: str, attachments: tuple[str, ...]
) -> None:
    ole = '<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" r:id="rId900"/></w:object></w:r>'
    file = word_file(tmp_path / "x.docx", paragraph(run("text") + ole))
    document = read_docx(with_part(file, name, data, kind=kind, content_type="application/x"))
    assert document.attachments == attachments
    assert ["object" in one for one in document.warnings] == [True]


@pytest.mark.parametrize(
    ("kind", "target", "warned"),
    [
        ("image", "http://192.0.2.1/x.png", True),
        ("subDocument", "file:///C:/part2.docx", True),
        ("attachedTemplate", "https://example.com/evil.dotm", True),
        ("attachedTemplate", "file:///\\\\server\\share\\t.dotx", True),
        ("attachedTemplate", "file:///C:\\Users\\akhan\\t.dotx", False),
        ("hyperlink", "https://example.com", False),
    ],
)
def test_nothing_elsewhere_is_fetched(tmp_path: Path, kind: str, target: str, warned: bool) -> None:
    file = with_link(word_file(tmp_path / "x.docx", paragraph(run("text"))), "rId1a", target, kind)
    document = read_docx(with_link(file, "rId1b", target, kind))
    assert ["not fetched" in one for one in document.warnings] == [True] * warned
    assert document.text == "text"


def test_activex_controls_are_told_of(tmp_path: Path) -> None:
    inside = (
        '<w:r><w:object><v:shape/><w:control r:id="rId900" w:name="TextBox1"/></w:object></w:r>'
    )
    file = word_file(tmp_path / "x.docx", paragraph(run("text") + inside))
    document = read_docx(with_part(file, "word/activeX/activeX1.xml", "<x/>", kind="control"))
    assert ["ActiveX" in one for one in document.warnings] == [True]


KINDS = {
    "docm": b"application/vnd.ms-word.document.macroEnabled.main+xml",
    "dotx": b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "dotm": b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
}


@pytest.mark.parametrize("kind", KINDS)
def test_macro_files_and_templates_are_read(tmp_path: Path, kind: str) -> None:
    file = word_file(tmp_path / f"form.{kind}", paragraph(run("text")))
    rezipped(file, lambda name, data: data.replace(MAIN, KINDS[kind]))
    if kind.endswith("m"):
        vba = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
        with_part(
            file,
            "word/vbaProject.bin",
            b"\xd0\xcf\x11\xe0",
            kind=vba,
            content_type="application/vnd.ms-office.vbaProject",
        )
    document = read_docx(file)
    assert document.text == "text"
    assert document.warnings == (
        ("The file holds macros; they were not run.",) if kind.endswith("m") else ()
    )


def test_another_kind_of_package_is_no_word_file(tmp_path: Path) -> None:
    file = word_file(tmp_path / "x.docx", paragraph(run("text")))
    other = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    with pytest.raises(CorruptFile):
        read_docx(rezipped(file, lambda name, data: data.replace(MAIN, other)))


STRICT = (
    (b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"),
    (b"http://schemas.openxmlformats.org/drawingml/2006/", b"http://purl.oclc.org/ooxml/drawingml/"),
    (b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships"),
    (b"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties", b"http://purl.oclc.org/ooxml/officeDocument/extendedProperties"),
)  # fmt: skip


def test_the_strict_form_of_the_standard(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_heading("Curriculum vitae", 1)
    word.add_table(1, 2).cell(0, 1).text = "cell"
    word.sections[0].header.paragraphs[0].text = "A Khan"
    word.save(str(tmp_path / "cv.docx"))
    before = read_docx(tmp_path / "cv.docx")

    def strict(name: str, data: bytes) -> bytes:
        for transitional, spelling in STRICT:
            data = data.replace(transitional, spelling)
        return data

    rezipped(tmp_path / "cv.docx", strict)
    with zipfile.ZipFile(tmp_path / "cv.docx") as package:
        assert b"schemas.openxmlformats.org/wordprocessingml" not in package.read(
            "word/document.xml"
        )
    after = read_docx(tmp_path / "cv.docx")
    assert after == before
    assert [b.part for b in after.blocks if b.text] == [Part.HEADER, Part.BODY, Part.BODY]
