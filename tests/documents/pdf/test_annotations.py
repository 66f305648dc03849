"""What is laid over a PDF's pages: remarks, typed-on text, links, attached files."""

from pathlib import Path

import pypdfium2
import pytest

from documents.pdf.raw_pdf import said, stream, write
from edi_shortlist.documents.errors import UnsupportedFormat
from edi_shortlist.documents.model import Part
from edi_shortlist.documents.pdf.reader import read_pdf


def annotated(path: Path, *bodies: str, content: bytes = said(50, 700, "My page")) -> Path:
    return write(
        path,
        content,
        page=f"/Annots [{' '.join(f'<< /Type /Annot {body} >>' for body in bodies)}]",
    )


@pytest.mark.parametrize(
    ("annotation", "shown"),
    [
        ("/Subtype /Text /T (Ana Reid) /Contents (Too long)", "Comment by Ana Reid: Too long"),
        ("/Subtype /Highlight /Contents (Check this)", "Comment: Check this"),
        ("/Subtype /Highlight", None),
        ("/Subtype /Popup /Contents (Said twice)", None),
        ("/Subtype /Link /Contents (A link)", None),
    ],
)
def test_remarks_are_comments(tmp_path: Path, annotation: str, shown: str | None) -> None:
    document = read_pdf(annotated(tmp_path / "cv.pdf", f"{annotation} /Rect [9 9 20 20]"))
    assert document.blocks[0].text == "My page"
    assert [b.text for b in document.blocks if b.part is Part.COMMENT] == ([shown] if shown else [])


def test_typed_on_text_stands_where_it_was_typed(tmp_path: Path) -> None:
    content = said(50, 700, "Name:") + said(50, 660, "Address:")
    typed = "/Subtype /FreeText /Contents (Khan) /Rect [100 696 200 712]"
    document = read_pdf(annotated(tmp_path / "form.pdf", typed, content=content))
    assert document.text.replace("\t", " ") == "Name: Khan\nAddress:"


@pytest.mark.parametrize(
    ("uri", "content", "shown"),
    [
        ("https://example.com/in/zk/", "My page", "My page (example.com/in/zk)"),
        ("https://www.example.com/", "www.example.com", "www.example.com"),
        ("https://example.com", "See www.example.com now", "See www.example.com now"),
        ("mailto:zk@example.com?subject=Hi", "zk@example.com", "zk@example.com"),
        ("mailto:zk@example.com", "e-mail me", "e-mail me (zk@example.com)"),
        ("tel:+441632960123", "Ring", "Ring (+441632960123)"),
        ("file:///C:/Users/zk/cv.docx", "My page", "My page"),
        ("javascript:app.alert\\(1\\)", "My page", "My page"),
    ],
)
def test_link_targets(tmp_path: Path, uri: str, content: str, shown: str) -> None:
    link = f"/Subtype /Link /Rect [50 696 300 712] /A << /S /URI /URI ({uri}) >>"
    path = annotated(tmp_path / "cv.pdf", link, content=said(50, 700, content))
    assert read_pdf(path).text == shown


def test_a_link_is_written_after_its_own_words(tmp_path: Path) -> None:
    link = "/Subtype /Link /Rect [50 696 89 712] /A << /S /URI /URI (http://example.com/a) >>"
    path = annotated(tmp_path / "cv.pdf", link, content=said(50, 700, "Portfolio of my work"))
    assert read_pdf(path).text == "Portfolio (example.com/a) of my work"


def test_a_link_over_two_lines_is_written_once(tmp_path: Path) -> None:
    action = "/A << /S /URI /URI (http://example.com/a) >>"
    links = [f"/Subtype /Link /Rect [50 {y} 300 {y + 14}] {action}" for y in (696, 684)]
    content = said(50, 700, "My very long") + said(50, 688, "portfolio")
    text = read_pdf(annotated(tmp_path / "cv.pdf", *links, content=content)).text
    assert text.split() == ["My", "very", "long", "portfolio", "(example.com/a)"]


def test_a_link_on_a_picture(tmp_path: Path) -> None:
    link = "/Subtype /Link /Rect [50 600 70 620] /A << /S /URI /URI (http://example.com/a) >>"
    text = read_pdf(annotated(tmp_path / "cv.pdf", link)).text
    assert text == "My page\n(example.com/a)"


def test_scripts_and_launches_are_ignored(tmp_path: Path) -> None:
    launch = "/Subtype /Link /Rect [50 696 300 712] /A << /S /Launch /F (calc.exe) >>"
    path = annotated(tmp_path / "cv.pdf", launch)
    document = read_pdf(path)
    assert (document.text, document.warnings) == ("My page", ())


def test_attached_files_are_named(tmp_path: Path) -> None:
    source = annotated(
        tmp_path / "plain.pdf",
        "/Subtype /FileAttachment /Rect [9 9 20 20] /FS << /F (C:\\\\papers\\\\degree.docx) >>",
    )
    pdf = pypdfium2.PdfDocument(source)
    pdf.new_attachment("references.pdf").set_data(b"secret text")
    pdf.save(tmp_path / "cv.pdf")
    pdf.close()
    document = read_pdf(tmp_path / "cv.pdf")
    assert document.attachments == ("references.pdf", "degree.docx")
    assert "secret" not in document.text
    assert any("2 other files are attached" in one for one in document.warnings)


@pytest.mark.parametrize(
    "cover", ["", "For the best experience, open this PDF portfolio in Acrobat X or Adobe Reader X"]
)
def test_a_portfolio_is_refused(tmp_path: Path, cover: str) -> None:
    path = write(
        tmp_path / "cv.pdf",
        said(50, 700, cover),
        catalog="/Collection << /View /D >> /Names << /EmbeddedFiles 10 0 R >>",
        objects={
            10: "<< /Kids [11 0 R 10 0 R] >>",  # a tree that leads back to itself
            11: "<< /Names [(cv) << /F (cv.pdf) /EF << /F 12 0 R >> >>] >>",
            12: stream(b"%PDF-1.7", "/Type /EmbeddedFile"),
        },
    )
    with pytest.raises(UnsupportedFormat, match="PDF portfolio: a folder of other files"):
        read_pdf(path)


XFA = "/AcroForm << /Fields [] /XFA 10 0 R >>"


@pytest.mark.parametrize(
    ("catalog", "content"),
    [
        (XFA, "Please wait... If this message is not replaced"),
        (XFA, ""),
        (f"/NeedsRendering true {XFA}", "Some text"),
    ],
)
def test_dynamic_forms_are_refused(tmp_path: Path, catalog: str, content: str) -> None:
    path = write(
        tmp_path / "form.pdf",
        said(50, 700, content),
        catalog=catalog,
        objects={10: stream(b"<x/>")},
    )
    with pytest.raises(UnsupportedFormat, match="only Adobe Reader can show"):
        read_pdf(path)


def test_static_forms_are_read(tmp_path: Path) -> None:
    path = write(
        tmp_path / "form.pdf",
        said(50, 700, "Surname:"),
        catalog="/AcroForm << /Fields [11 0 R] /XFA 10 0 R >>",
        page="/Annots [11 0 R]",
        objects={
            10: stream(b"<x/>"),
            11: "<< /Type /Annot /Subtype /Widget /FT /Tx /V (Khan) /Rect [120 696 220 712] >>",
        },
    )
    assert read_pdf(path).text.replace("\t", " ") == "Surname: Khan"
