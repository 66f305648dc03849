"""Evidence as a PDF on A4 across, in the bundled DejaVu Sans."""

import io
import textwrap
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from edi_shortlist.reports.columns import CHARACTER, column_widths
from edi_shortlist.reports.evidence import Cell, Evidence, EvidenceTable, Step
from edi_shortlist.reports.fonts import BOLD, REGULAR, register_fonts

_MARGIN = 1.5 * cm
_WIDTH = landscape(A4)[0] - 2 * _MARGIN
_SIZE, _LEADING = 6.5, 8.0
_PADDING = 4.0
# Tables of thousands of rows take a time that grows with the square of their length.
_ROWS_A_TABLE = 100
# A row cannot be taller than a page.
_LINES_A_CELL = 40


def pdf(evidence: Evidence, step: Step = lambda rows, of_rows: None) -> bytes:
    """Return the bytes of a PDF: the facts, then each table.

    Args:
        step: told how far it is; what it raises stops it.
    """
    register_fonts()
    story: list[Any] = [Paragraph(escape(evidence.title), _style(BOLD, 15))]
    facts = [(name.replace("_", " "), value) for name, value in evidence.facts.items()]
    if facts:
        story.append(_table(("", ""), facts, [0.2 * _WIDTH, 0.8 * _WIDTH], heading=False))
    rows = sum(len(table.rows) for table in evidence.tables)
    for table in map(_for_paper, evidence.tables):
        step(0, rows)
        story += [Spacer(1, 12), Paragraph(escape(table.title), _style(BOLD, 11))]
        story += _tables(table) or [Paragraph("None.", _style(REGULAR, 8))]
    file, parts = io.BytesIO(), len(story)
    made = SimpleDocTemplate(
        file,
        pagesize=landscape(A4),
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
        title=evidence.title,
        author="EDI Shortlist",
        creator="EDI Shortlist",
        producer="EDI Shortlist",
        lang="en-GB",
    )
    made.setProgressCallBack(
        lambda what, placed: step(rows * placed // parts, rows) if what == "PROGRESS" else None
    )
    made.build(story, onFirstPage=_number, onLaterPages=_number)
    return file.getvalue()


def _for_paper(table: EvidenceTable) -> EvidenceTable:
    """Return the table with the columns that a page has room for."""
    if not table.on_paper:
        return table
    places = [table.columns.index(column) for column in table.on_paper]
    rows = tuple(tuple(row[place] for place in places) for row in table.rows)
    return replace(table, columns=table.on_paper, rows=rows)


def _style(font: str, size: float) -> ParagraphStyle:
    return ParagraphStyle(
        "evidence", fontName=font, fontSize=size, leading=size * 1.3, spaceAfter=size * 0.4
    )


def _number(canvas: Any, document: Any) -> None:
    canvas.setFont(REGULAR, 7)
    canvas.drawRightString(_MARGIN + _WIDTH, 0.8 * cm, f"Page {document.page}")


def _tables(table: EvidenceTable) -> list[Table]:
    widths = _widths(table)
    return [
        _table(table.columns, table.rows[at : at + _ROWS_A_TABLE], widths)
        for at in range(0, len(table.rows), _ROWS_A_TABLE)
    ]


def _table(
    columns: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    widths: Sequence[float],
    *,
    heading: bool = True,
) -> Table:
    written = [[_lines(c.replace("_", " "), w) for c, w in zip(columns, widths, strict=True)]]
    written = [
        *(written if heading else []),
        *([_lines(_said(c), w) for c, w in zip(row, widths, strict=True)] for row in rows),
    ]
    look: list[tuple[Any, ...]] = [
        ("FONT", (0, 0), (-1, -1), REGULAR, _SIZE, _LEADING),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.25, colors.lightgrey),
        ("LEFTPADDING", (0, 0), (-1, -1), _PADDING / 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING / 2),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
    ]
    if heading:
        look.append(("FONT", (0, 0), (-1, 0), BOLD, _SIZE, _LEADING))
    return Table(
        written, colWidths=list(widths), repeatRows=int(heading), style=look, hAlign="LEFT"
    )


def _said(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return str(cell)


def _lines(text: str, width: float) -> str:
    """Break a text into lines that fit; words that are too long are broken too."""
    # Rounded, so that a column made for a word of ten characters holds ten.
    characters = max(int((width - _PADDING) / (_SIZE * CHARACTER) + 0.01), 1)
    kept = "".join(c if c >= " " else " " for c in text)
    lines = textwrap.wrap(kept, characters, break_on_hyphens=False) or [""]
    if len(lines) > _LINES_A_CELL:
        lines = [*lines[: _LINES_A_CELL - 1], "… (whole in the other formats)"]
    return "\n".join(lines)


def _widths(table: EvidenceTable) -> list[float]:
    columns = [column.replace("_", " ") for column in table.columns]
    rows = [[_said(cell) for cell in row] for row in table.rows]
    return column_widths(columns, rows, _WIDTH, _SIZE, _PADDING)
