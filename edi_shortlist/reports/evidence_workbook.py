"""Evidence as an Excel workbook: a sheet of facts, then a sheet for each table."""

import io
import re
from collections.abc import Iterator, Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from edi_shortlist.reports.evidence import Cell, Evidence, Step

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: Of characters; Excel's own is 32,767 a cell.
_CELL_LIMIT = 32_000
_WIDEST = 60
_ROWS_A_STEP = 200
_BOLD, _WRAPPED = Font(bold=True), Alignment(vertical="top", wrap_text=True)


def workbook(evidence: Evidence, step: Step = lambda rows, of_rows: None) -> bytes:
    """Return the bytes of an ``.xlsx`` file. Every text in it is text, never a formula.

    Args:
        step: told how far it is; what it raises stops it.
    """
    book = Workbook(write_only=True)
    book.properties.creator = "EDI Shortlist"
    book.properties.title = evidence.title
    facts = [(name.replace("_", " "), value) for name, value in evidence.facts.items()]
    list(_sheet(book, "summary", (evidence.title, ""), facts))
    rows = sum(len(table.rows) for table in evidence.tables)
    done = 0
    for table in evidence.tables:
        for _ in _sheet(book, table.name, table.columns, table.rows):
            done += 1
            if done % _ROWS_A_STEP == 0:
                step(done, rows)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _sheet(
    book: Workbook,
    name: str,
    columns: tuple[str, ...],
    rows: Sequence[tuple[Cell, ...]],
) -> Iterator[None]:
    """Write a sheet, and yield after each of its rows."""
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, 1):
        longest = max((len(str(row[number - 1])) for row in rows), default=0)
        sheet.column_dimensions[get_column_letter(number)].width = min(
            max(longest, len(column)) + 2, _WIDEST
        )
    sheet.append([_cell(sheet, column.replace("_", " "), bold=True) for column in columns])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
        yield


def _cell(sheet: object, value: Cell, *, bold: bool = False) -> WriteOnlyCell:
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, _NOT_IN_XML.sub("", value)[:_CELL_LIMIT])
    cell.data_type = "s"  # also what begins with "="
    if len(value) > _WIDEST:
        cell.alignment = _WRAPPED
    if bold:
        cell.font = _BOLD
    return cell
