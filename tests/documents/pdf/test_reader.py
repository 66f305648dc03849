"""PDFs as word processors, designers and form fillers make them, with the order asserted."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    FrameBreak,
    PageBreak,
    PageTemplate,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

from documents.pdf.recognition import Recognition
from edi_shortlist import bundled
from edi_shortlist.documents.errors import CorruptFile, EmptyDocument, EncryptedFile
from edi_shortlist.documents.model import BlockKind, Part
from edi_shortlist.documents.pdf.reader import read_pdf

STYLES = getSampleStyleSheet()
PROSE = (
    "{} prevents homelessness by meeting each household early, agreeing a plan that both sides "
    "can keep, and ringing the landlord before the notice runs out rather than after it."
)


def prose(word: str) -> Paragraph:
    return Paragraph(PROSE.format(word), STYLES["BodyText"])


def drawn(path: Path, draw: Callable[[Canvas], None], **settings: Any) -> Path:
    canvas = Canvas(str(path), pagesize=A4, **settings)
    draw(canvas)
    canvas.save()
    return path


def texts(path: Path) -> list[str]:
    return [block.text for block in read_pdf(path).blocks]


def picture(canvas: Canvas, width: float = 400) -> None:
    file = io.BytesIO()
    Image.new("RGB", (30, 30), "navy").save(file, "PNG")
    canvas.drawImage(ImageReader(io.BytesIO(file.getvalue())), 50, 50, width, 600)


def test_one_column(tmp_path: Path) -> None:
    story = [Paragraph("Supporting statement", STYLES["Title"]), *map(prose, ("She", "He"))]
    SimpleDocTemplate(str(tmp_path / "cv.pdf")).build(story)
    document = read_pdf(tmp_path / "cv.pdf")
    assert [(b.text, b.kind, b.page) for b in document.blocks] == [
        ("Supporting statement", BlockKind.HEADING, 1),
        (PROSE.format("She"), BlockKind.PARAGRAPH, 1),
        (PROSE.format("He"), BlockKind.PARAGRAPH, 1),
    ]


def test_two_columns_under_a_heading_that_spans_them(tmp_path: Path) -> None:
    width, _ = A4
    frames = [
        Frame(50, 700, width - 100, 80),
        Frame(50, 60, width / 2 - 62, 630),
        Frame(width / 2 + 12, 60, width / 2 - 62, 630),
    ]
    template = BaseDocTemplate(str(tmp_path / "cv.pdf"), pagesize=A4)
    template.addPageTemplates(PageTemplate(frames=frames))
    left, right = ("One", "Two", "Three"), ("Four", "Five", "Six")
    title = "Curriculum vitae for the post of housing adviser"
    story = [Paragraph(title, STYLES["Heading1"]), FrameBreak(), *map(prose, left)]
    template.build([*story, FrameBreak(), *map(prose, right)])
    assert texts(tmp_path / "cv.pdf") == [title, *(PROSE.format(word) for word in left + right)]


def test_a_narrow_side_column_is_read_as_a_whole(tmp_path: Path) -> None:
    side = ["Contact", "41 Bramley Road", "Preston", "07700 900155", "Skills", "Jigsaw", "Punjabi"]
    main = ["Profile", "Ten years in statutory homelessness, four as a senior officer.",
            "Experience", "Senior officer, Preston City Council, 2021 to date",
            "Signs off decisions and trains the customer service centre.",
            "Officer, Preston City Council, 2016 to 2021",
            "Rough sleeper count and severe weather shelter."]  # fmt: skip

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for i, line in enumerate(side):
            canvas.drawString(40, 760 - 13 * i, line)
        for i, line in enumerate(main):
            canvas.drawString(190, 757 - 15 * i, line)  # its own leading: lines seldom meet

    assert "\n".join(texts(drawn(tmp_path / "cv.pdf", draw))) == "\n".join(side + main)


def test_dates_beside_posts_are_rows(tmp_path: Path) -> None:
    rows = [
        ("2019 to 2021", "Housing officer, Sefton"),
        ("2016 to 2019", "Adviser, Shelter"),
        ("2012 to 2016", "Receptionist, Bootle surgery"),
        ("2010 to 2012", "Sales assistant"),
    ]

    def draw(canvas: Canvas) -> None:
        for i, (dates, post) in enumerate(rows):
            canvas.drawString(50, 700 - 40 * i, dates)
            canvas.drawString(200, 700 - 40 * i, post)
            canvas.drawString(200, 685 - 40 * i, f"Duty number {i}")

    expected = [t for i, row in enumerate(rows) for t in ("\t".join(row), f"Duty number {i}")]
    assert texts(drawn(tmp_path / "cv.pdf", draw)) == expected


def test_a_ruled_table_is_read_as_cells(tmp_path: Path) -> None:
    address = Paragraph("12 High Street<br/>Bootle", STYLES["BodyText"])
    rows = [["Personal details", ""], ["Surname", "Khan"], ["Address", address]]
    style = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("SPAN", (0, 0), (1, 0))]
    table = Table(rows, colWidths=[100, 250], style=style)
    second = Table([["a", "b"], ["c", "d"]], style=style[:1])
    story = [prose("She"), table, Spacer(1, 30), second]
    SimpleDocTemplate(str(tmp_path / "form.pdf")).build(story)
    assert [(b.cell, b.text) for b in read_pdf(tmp_path / "form.pdf").blocks if b.cell] == [
        ((0, 0, 0), "Personal details"),
        ((0, 1, 0), "Surname"),
        ((0, 1, 1), "Khan"),
        ((0, 2, 0), "Address"),
        ((0, 2, 1), "12 High Street\nBootle"),
        ((1, 0, 0), "a"),
        ((1, 0, 1), "b"),
        ((1, 1, 0), "c"),
        ((1, 1, 1), "d"),
    ]


def test_a_fillable_form_is_read_with_its_answers(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        form = canvas.acroForm
        canvas.drawString(50, 700, "Full name")
        form.textfield(name="n", x=150, y=692, width=250, height=20, value="Zoë Khan")
        canvas.drawString(50, 660, "Disability Confident:")
        form.checkbox(name="yes", x=200, y=656, size=14, checked=True)
        canvas.drawString(220, 660, "Yes")
        form.checkbox(name="no", x=260, y=656, size=14, checked=False)
        canvas.drawString(280, 660, "No")

    flat = [text.replace("\t", " ") for text in texts(drawn(tmp_path / "form.pdf", draw))]
    assert flat == ["Full name Zoë Khan", "Disability Confident: ☒ Yes ☐ No"]


def test_headers_and_footers_of_pages(tmp_path: Path) -> None:
    def running(canvas: Canvas, template: BaseDocTemplate) -> None:
        canvas.drawString(72, 800, "A. Khan, application")
        canvas.drawString(72, 30, f"Page {template.page} of 3")

    story = [item for word in ("One", "Two", "Three") for item in (prose(word), PageBreak())]
    SimpleDocTemplate(str(tmp_path / "cv.pdf"), pagesize=A4).build(
        story, onFirstPage=running, onLaterPages=running
    )
    blocks = read_pdf(tmp_path / "cv.pdf").blocks
    assert [b.text for b in blocks if b.part is Part.HEADER] == ["A. Khan, application"]
    assert [b.text for b in blocks if b.part is Part.FOOTER] == ["Page 1 of 3"]
    assert [b.page for b in blocks if b.part is Part.BODY] == [1, 2, 3]


def test_hyphens_ligatures_and_accents(tmp_path: Path) -> None:
    pdfmetrics.registerFont(TTFont("Sans", str(bundled.resource("fonts/DejaVuSans.ttf"))))
    lines = [
        "Seun Adébáyọ̀ and Piotr Wiśniewski kept the \ufb01rst of\ufb01ce open, and prevent-",
        "ed a great many evictions by talking early, as well as by some well-",
        "known means.",
    ]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Sans", 10)
        for i, line in enumerate(lines):
            canvas.drawString(50, 700 - 12 * i, line)

    (text,) = texts(drawn(tmp_path / "cv.pdf", draw))
    assert "Seun Adébáyọ̀ and Piotr Wiśniewski kept the first office open, and prevented" in text
    assert text.endswith("well-known means.")


def test_address_lines_stay_lines(tmp_path: Path) -> None:
    lines = [
        "Aisha Khan",
        "12 Very Long High Street Name",
        "Bootle",
        "L20 1AA",
        "aisha@example.com",
    ]

    def draw(canvas: Canvas) -> None:
        for i, line in enumerate(lines):
            canvas.drawString(50, 700 - 13 * i, line)

    assert texts(drawn(tmp_path / "cv.pdf", draw)) == lines


def test_pictures_are_counted_and_scanned_pages_named(
    tmp_path: Path, recognition: Recognition
) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 750, "With a photograph")
        picture(canvas, width=80)
        canvas.showPage()
        picture(canvas)

    document = read_pdf(drawn(tmp_path / "cv.pdf", draw))
    assert (document.text, document.pictures) == ("With a photograph", 2)
    assert document.warnings == ("Page 2 is a picture; text on it could not be read.",)


def test_a_scan_is_said_to_be_one(tmp_path: Path, recognition: Recognition) -> None:
    with pytest.raises(EmptyDocument, match="This is a scan"):
        read_pdf(drawn(tmp_path / "scan.pdf", picture))
    with pytest.raises(EmptyDocument, match="holds no text"):
        read_pdf(drawn(tmp_path / "blank.pdf", lambda canvas: canvas.showPage()))


def test_a_password_is_asked_away(tmp_path: Path) -> None:
    path = drawn(tmp_path / "cv.pdf", lambda c: c.drawString(50, 700, "secret"), encrypt="pass")
    with pytest.raises(EncryptedFile, match=r"'cv\.pdf': The file is protected by a password"):
        read_pdf(path)


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6])
def test_cut_short(tmp_path: Path, share: float) -> None:
    SimpleDocTemplate(str(tmp_path / "cv.pdf")).build([prose("She")])
    whole = (tmp_path / "cv.pdf").read_bytes()
    (tmp_path / "cut.pdf").write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises((CorruptFile, EmptyDocument)):
        read_pdf(tmp_path / "cut.pdf")


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"%PDF-1.4\n" + bytes(range(256)) * 20])
def test_a_pdf_in_name_only(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "cv.pdf").write_bytes(data)
    with pytest.raises(CorruptFile):
        read_pdf(tmp_path / "cv.pdf")
