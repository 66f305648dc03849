"""Draws a sample text as a PDF file: in one column, with a sidebar, or in two equal columns."""

import re
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
    Table,
)

_FONTS = Path(__file__).resolve().parent.parent / "fonts"
_WIDTH, _HEIGHT = A4
_STYLES = {
    "#": ParagraphStyle("name", fontName="SampleBold", fontSize=17, leading=21, spaceAfter=4),
    "##": ParagraphStyle(
        "heading", fontName="SampleBold", fontSize=10.5, leading=14, spaceBefore=8, spaceAfter=2
    ),
    "-": ParagraphStyle(
        "point", fontName="Sample", bulletFontName="Sample", fontSize=9, leading=12, leftIndent=10
    ),
    "": ParagraphStyle("text", fontName="Sample", fontSize=9, leading=12, spaceAfter=3),
}


def _flowable(line: str) -> Flowable:
    kind, _, words = line.partition(" ")
    if kind == "-":
        return Paragraph(escape(words), _STYLES["-"], bulletText="•")
    if kind in ("#", "##"):
        return Paragraph(escape(words), _STYLES[kind])
    return Paragraph(escape(line), _STYLES[""])


def _story(lines: list[str]) -> list[Flowable]:
    story: list[Flowable] = []
    for is_row, group in groupby(lines, lambda line: line.startswith("= ")):
        if not is_row:
            story += [_flowable(line) for line in group]
            continue
        rows = [re.split(" *;; *", line[2:]) for line in group]
        story.append(
            Table([[Paragraph(escape(cell), _STYLES[""]) for cell in row] for row in rows])
        )
    return story


def _split(lines: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Return what stands before ``@sidebar``, between it and ``@main``, and after."""
    if "@main" not in lines:
        return [], [], lines
    at_side, at_main = lines.index("@sidebar"), lines.index("@main")
    return lines[:at_side], lines[at_side + 1 : at_main], lines[at_main + 1 :]


def _frames(layout: str) -> tuple[list[Frame], list[Frame]]:
    """Return the frames of the first page and of those that follow."""
    margin, inner = 1.8 * cm, _WIDTH - 3.6 * cm
    bottom, height = 2 * cm, _HEIGHT - 3.8 * cm
    whole = Frame(margin, bottom, inner, height)
    if layout == "cv-pdf":
        return [whole], [Frame(margin, bottom, inner, height)]
    banner_height = 2.2 * cm
    banner = Frame(margin, bottom + height - banner_height, inner, banner_height)
    share = 0.32 if layout == "cv-pdf-sidebar" else 0.49
    gap = 0.6 * cm
    left = Frame(margin, bottom, inner * share, height - banner_height)
    right_at = margin + inner * share + gap
    right = Frame(right_at, bottom, inner * (1 - share) - gap, height - banner_height)
    return [banner, left, right], [whole]


def write_pdf(text: str, layout: str, author: str, path: Path) -> None:
    """Write a text in the notation of README.md as a .pdf file.

    Args:
        text: without marks.
        layout: ``cv-pdf``, ``cv-pdf-sidebar`` (a narrow and a wide column) or
            ``cv-pdf-columns`` (two equal columns).
        author: the name for the file's properties.
        path: where to.
    """
    rl_config.invariant = 1  # the same date and file identity each time
    pdfmetrics.registerFont(TTFont("Sample", _FONTS / "DejaVuSans.ttf"))
    pdfmetrics.registerFont(TTFont("SampleBold", _FONTS / "DejaVuSans-Bold.ttf"))
    lines = [line for line in text.split("\n") if line.strip()]
    header = next((line[8:] for line in lines if line.startswith("@header ")), "")
    footer = next((line[8:] for line in lines if line.startswith("@footer ")), "")

    def margins(canvas, document) -> None:  # type: ignore[no-untyped-def]
        canvas.setFont("Sample", 7.5)
        canvas.drawString(1.8 * cm, _HEIGHT - 1.2 * cm, header)
        canvas.drawString(1.8 * cm, 1.1 * cm, footer)
        canvas.drawRightString(_WIDTH - 1.8 * cm, 1.1 * cm, f"Page {document.page}")

    first, following = _frames(layout)
    template = BaseDocTemplate(str(path), pagesize=A4, author=author, title="", invariant=1)
    template.addPageTemplates(
        [
            PageTemplate(id="first", frames=first, onPage=margins),
            PageTemplate(id="following", frames=following, onPage=margins),
        ]
    )
    banner, side, main = _split(
        [
            line
            for line in lines
            if not line.startswith("@header ") and not line.startswith("@footer ")
        ]
    )
    story: list[Flowable] = [NextPageTemplate("following")]
    if side:
        story += [*_story(banner), FrameBreak(), *_story(side), FrameBreak()]
    template.build([*story, *_story(main)])
