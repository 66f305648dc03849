"""An anonymised Document as a PDF in the bundled DejaVu Sans, with neutral properties."""

import io
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus import Table as Grid

from edi_shortlist.documents.model import Block, BlockKind, Document, Part
from edi_shortlist.reports.fonts import BOLD, REGULAR, markup, register_fonts
from edi_shortlist.reports.tables import Table, pieces

_MARGIN = 2 * cm
_WIDTH = A4[0] - 2 * _MARGIN
# A row cannot be taller than a page: cells longer than this, in characters, are set as paragraphs.
_LONG_CELL = 1200
_LONG_LINES = 25
_HEADING_SIZES = (15.0, 12.5, 11.0)


def pdf_copy(document: Document) -> bytes:
    """Return the bytes of a PDF; the same document always gives the same bytes."""
    register_fonts()
    story: list[Any] = []
    for piece in pieces(document.blocks):
        story += _table(piece) if isinstance(piece, Table) else _block(piece)
    file = io.BytesIO()
    template = SimpleDocTemplate(
        file,
        pagesize=A4,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
        title="Anonymised application",
        author="EDI Shortlist",
        creator="EDI Shortlist",
        producer="EDI Shortlist",
        subject="",
        invariant=1,
        lang="en-GB",
    )
    template.build(story or [Spacer(1, 1)])
    return file.getvalue()


def _style(**changes: Any) -> ParagraphStyle:
    return ParagraphStyle(
        "copy", **{"fontName": REGULAR, "fontSize": 9.5, "leading": 13, "spaceAfter": 3, **changes}
    )


def _block(block: Block) -> list[Any]:
    if not block.text.strip():
        return [Spacer(1, 7)]
    if block.kind is BlockKind.HEADING:
        size = _HEADING_SIZES[min(max(block.level, 1), 3) - 1]
        style = _style(
            fontName=BOLD, fontSize=size, leading=size * 1.3, spaceBefore=8, keepWithNext=1
        )
        return [Paragraph(markup(block.text), style)]
    if block.kind is BlockKind.LIST_ITEM:
        indent = 12 * (min(block.level, 5) + 1)
        style = _style(leftIndent=indent, bulletIndent=indent - 10, bulletFontName=REGULAR)
        return [Paragraph(markup(block.text), style, bulletText="•")]
    if block.part in (Part.HEADER, Part.FOOTER):
        return [Paragraph(markup(block.text), _style(fontSize=8, textColor=colors.grey))]
    indent = 1 * cm if block.part is Part.TEXT_BOX else 0
    return [Paragraph(markup(block.text), _style(leftIndent=indent))]


def _table(table: Table) -> list[Any]:
    if table.columns > 12 or any(
        len(cell.text) > _LONG_CELL or cell.text.count("\n") > _LONG_LINES for cell in table.cells
    ):
        return [
            Paragraph(markup(line), _style())
            for cell in table.cells
            for line in cell.text.split("\n")
            if line
        ]
    style = _style(fontSize=9, leading=12, spaceAfter=0)
    rows: list[list[Any]] = [[""] * table.columns for _ in range(table.rows)]
    look: list[tuple[Any, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.grey),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    for cell in table.cells:
        rows[cell.row][cell.column] = Paragraph(markup(cell.text), style)
        if cell.span > 1:
            end = (cell.column + cell.span - 1, cell.row)
            look.append(("SPAN", (cell.column, cell.row), end))
    grid = Grid(rows, colWidths=_widths(table), style=look, hAlign="LEFT", splitInRow=1)
    return [grid, Spacer(1, 8)]


def _widths(table: Table) -> list[float]:
    """Share the page out by the longest text of each column, none less than a third of an even
    share."""
    longest = [8.0] * table.columns
    for cell in table.cells:
        if cell.span == 1:
            longest[cell.column] = max(longest[cell.column], min(len(cell.text), 80))
    least = _WIDTH / table.columns / 3
    spare = _WIDTH - least * table.columns
    return [least + spare * length / sum(longest) for length in longest]
