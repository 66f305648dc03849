"""Sheets of an Excel workbook: a heading that stays in sight, and cells of the kind they are.

Every text in them is text, never a formula.
"""

import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

from edi_shortlist.reports.xml_text import sound

#: Of characters; Excel's own is 32,767 a cell.
_CELL_LIMIT = 32_000
WIDEST = 60
_BOLD, _WRAPPED = Font(bold=True), Alignment(vertical="top", wrap_text=True)


def write_rows(sheet: Any, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[None]:
    """Write a sheet, and yield after each of its rows.

    Args:
        columns: the headings.
        rows: a cell is a text, a number, a truth value or None.
    """
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, 1):
        longest = max((len(str(row[number - 1])) for row in rows), default=0)
        sheet.column_dimensions[get_column_letter(number)].width = min(
            max(longest, len(column)) + 2, WIDEST
        )
    sheet.append([cell(sheet, column, bold=True) for column in columns])
    for row in rows:
        sheet.append([cell(sheet, value) for value in row])
        yield


def cell(sheet: Any, value: Any, *, bold: bool = False) -> WriteOnlyCell:
    """Return a cell; a text is kept from being run as a formula, and wraps where it is long."""
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    made = WriteOnlyCell(sheet, sound(value)[:_CELL_LIMIT])
    made.data_type = "s"  # also what begins with "="
    if len(value) > WIDEST or "\n" in value:
        made.alignment = _WRAPPED
    if bold:
        made.font = _BOLD
    return made


def saved_in_memory(book: Any) -> bytes:
    """Return the bytes of a workbook that may not lie in a temporary file, where openpyxl's own
    way puts each of its sheets.

    Args:
        book: not a write-only one, and without charts, pictures or comments.
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        _InMemory(book, archive).save()
    return file.getvalue()


class _InMemory(ExcelWriter):  # type: ignore[misc]
    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = None
        writer = WorksheetWriter(ws, io.BytesIO())
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], writer.read())
        self.manifest.append(ws)
