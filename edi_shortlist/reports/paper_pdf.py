"""A paper as a PDF in the bundled DejaVu Sans: bookmarks, headings repeated, numbered pages.

It is as accessible as reportlab allows: title, language and bookmarks are set and text stands in
reading order, but the file has no tags. Word's format is the one for a screen reader.
"""

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from edi_shortlist.reports.columns import CHARACTER, column_widths
from edi_shortlist.reports.fonts import BOLD, REGULAR, markup, register_fonts
from edi_shortlist.reports.page import Cell, Section, said
from edi_shortlist.reports.paper import Paper, Step

_MARGIN = 1.8 * cm
_SIZE, _SMALL, _PADDING = 8.5, 7.5, 6.0
#: The most columns that an upright page holds.
_UPRIGHT = 7
# Tables of thousands of rows take a time that grows with the square of their length.
_ROWS_A_TABLE = 100
# A row cannot be taller than a page: what is longer goes on in a row of its own below.
_LINES_A_ROW = 20
#: A cell that needs no setting of lines, which takes a time that thousands of cells would feel.
_SHORT = re.compile(r"\S{1,9}|\S{1,6} \S{1,6}")
_PAGES = "pages"
#: What has to be left of a page for a heading, so that it does not stand at its foot alone.
_ROOM = 3 * cm
#: What reportlab leaves free inside a page's margins, on each side.
_INSET = 6


def paper_pdf(paper: Paper, step: Step = lambda rows, of_rows: None) -> bytes:
    """Return the bytes of a PDF; the same paper always gives the same bytes.

    Args:
        step: told how far it is; what it raises stops it.
    """
    register_fonts()
    across = any(len(section.columns) > _UPRIGHT for section in paper.sections)
    size = landscape(A4) if across else A4
    story: list[Any] = [Paragraph(markup(paper.title), _style(BOLD, 15))]
    for section in paper.sections:
        story += _section(section, size[0] - 2 * (_MARGIN + _INSET))
    file, parts, rows = io.BytesIO(), len(story), paper.rows
    made = _Template(file, paper, size)
    made.setProgressCallBack(
        lambda what, placed: step(rows * placed // parts, rows) if what == "PROGRESS" else None
    )
    made.build(story, onFirstPage=made.run, onLaterPages=made.run, canvasmaker=_Counting)
    return file.getvalue()


class _Counting(Canvas):  # type: ignore[misc]
    """Says at its end how many pages there are, where each page left a place for it."""

    def save(self) -> None:
        self.beginForm(_PAGES)
        self.setFont(REGULAR, _SMALL)
        self.drawString(0, 0, str(self.getPageNumber() - 1))
        self.endForm()
        super().save()


class _Template(SimpleDocTemplate):  # type: ignore[misc]
    """The pages: what stands on each of them, and a bookmark for each heading."""

    def __init__(self, file: io.BytesIO, paper: Paper, size: tuple[float, float]) -> None:
        super().__init__(
            file,
            pagesize=size,
            leftMargin=_MARGIN,
            rightMargin=_MARGIN,
            topMargin=_MARGIN + 0.3 * cm,
            bottomMargin=_MARGIN,
            title=paper.title,
            author="EDI Shortlist",
            creator="EDI Shortlist",
            producer="EDI Shortlist",
            subject=paper.marking,
            invariant=1,
            lang="en-GB",
        )
        self._paper = paper
        self._headings = 0

    def run(self, canvas: Any, _document: Any) -> None:
        """Write what stands on every page."""
        width, height = self.pagesize
        canvas.setViewerPreference("DisplayDocTitle", "true")
        canvas.setFont(BOLD, _SMALL)
        canvas.drawString(_MARGIN + _INSET, height - 1.2 * cm, self._paper.marking)
        canvas.setFont(REGULAR, _SMALL)
        canvas.drawString(_MARGIN + _INSET, 1.1 * cm, self._paper.made)
        page = f"Page {canvas.getPageNumber()} of "
        at = width - _MARGIN - canvas.stringWidth("9999", REGULAR, _SMALL)
        canvas.drawRightString(at, 1.1 * cm, page)
        canvas.saveState()
        canvas.translate(at, 1.1 * cm)
        canvas.doForm(_PAGES)
        canvas.restoreState()

    def afterFlowable(self, flowable: Any) -> None:
        """Set a bookmark at a heading."""
        if isinstance(flowable, _Heading):
            self._headings += 1
            key = f"heading-{self._headings}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(flowable.words, key, level=0)


class _Heading(Paragraph):  # type: ignore[misc]
    """A heading of a section, which is a bookmark too."""

    def __init__(self, words: str) -> None:
        super().__init__(markup(words), _style(BOLD, 11.5, spaceBefore=10))
        self.words = words


def _style(font: str, size: float, **changes: Any) -> ParagraphStyle:
    usual = {"fontName": font, "fontSize": size, "leading": size * 1.35, "spaceAfter": size * 0.45}
    return ParagraphStyle("paper", **{**usual, **changes})


def _section(section: Section, width: float) -> Iterator[Any]:
    yield CondPageBreak(_ROOM)
    yield _Heading(section.heading)
    for sentence in section.about:
        yield Paragraph(markup(sentence), _style(REGULAR, 9.5))
    if section.columns and not section.rows:
        yield Paragraph(markup(section.empty), _style(REGULAR, 9.5))
    elif section.columns:
        yield from _tables(section, width)
        yield Spacer(1, 6)


def _tables(section: Section, width: float) -> Iterator[Table]:
    words = [[said(cell) for cell in row] for row in section.rows]
    widths = column_widths(section.columns, words, width, _SIZE, _PADDING)
    numbers = [
        any(_is_number(row[at]) for row in section.rows) for at in range(len(section.columns))
    ]
    look: list[tuple[Any, ...]] = [
        ("FONT", (0, 0), (-1, -1), REGULAR, _SIZE, _SIZE * 1.25),
        ("GRID", (0, 0), (-1, -1), 0.4, colors.grey),
        ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), _PADDING / 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING / 2),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
        *(("ALIGN", (at, 1), (at, -1), "RIGHT") for at, number in enumerate(numbers) if number),
    ]
    head = [Paragraph(markup(one), _style(BOLD, _SIZE, spaceAfter=0)) for one in section.columns]
    cell = _style(REGULAR, _SIZE, spaceAfter=0, leading=_SIZE * 1.25)
    for at in range(0, len(words), _ROWS_A_TABLE):
        rows = [
            [one if _SHORT.fullmatch(one) else Paragraph(markup(one), cell) for one in piece]
            for row in words[at : at + _ROWS_A_TABLE]
            for piece in _pieces(row, widths)
        ]
        yield Table([head, *rows], colWidths=widths, repeatRows=1, style=look, hAlign="LEFT")


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _pieces(row: Sequence[str], widths: Sequence[float]) -> Iterator[list[str]]:
    """Yield a row, and what is left of cells too long for a page as rows below it."""
    left = list(row)
    while True:
        split = [_split(one, width) for one, width in zip(left, widths, strict=True)]
        yield [first for first, _ in split]
        left = [rest for _, rest in split]
        if not any(left):
            return


def _split(text: str, width: float) -> tuple[str, str]:
    """Part a text behind what one row of a column holds, at a blank if there is one."""
    a_line = max(int((width - _PADDING) / (_SIZE * CHARACTER)), 1)
    lines = text.split("\n")
    if len(text) <= a_line * _LINES_A_ROW and len(lines) <= _LINES_A_ROW:
        return text, ""
    first = "\n".join(lines[:_LINES_A_ROW])[: a_line * _LINES_A_ROW]
    if len(first) < len(text) and (blank := max(first.rfind(" "), first.rfind("\n"))) > 0:
        first = first[:blank]
    return first, text[len(first) :].lstrip()
