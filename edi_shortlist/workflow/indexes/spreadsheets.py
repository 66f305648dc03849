"""Reads the sheets of a workbook as text, in a worker process: a workbook comes from outside and
is treated as hostile. Knows nothing of what the cells mean."""

import datetime
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from edi_shortlist.documents import Document, Reader
from edi_shortlist.documents.characters import clean
from edi_shortlist.documents.errors import ZIP_ERRORS, CorruptFile, FileTooLarge
from edi_shortlist.documents.model import Block, BlockKind
from edi_shortlist.documents.packages import check_package
from edi_shortlist.documents.parts import ReadPart
from edi_shortlist.documents.pulse import beat
from edi_shortlist.workflow.indexes.limits import COLUMNS_LIMIT, ROWS_LIMIT, TITLE_ROWS

#: Bytes that a workbook, and one sheet of it, may unpack to, and how many sheets are read.
UNPACKED_LIMIT = 512 * 1024 * 1024
SHEET_LIMIT = 256 * 1024 * 1024
SHEETS_LIMIT = 50
_ROWS_A_BEAT = 500

Line = tuple[int, tuple[str, ...]]
"""The number of a row, from 1, and its cells."""

_TOO_LARGE = (
    "The workbook unpacks to more than any table of applicants. Save its sheet as CSV and add that."
)
_TOO_WIDE = (
    f"A sheet of the workbook has more than {COLUMNS_LIMIT} columns. Remove those that are not "
    "needed from a copy, or save the sheet as CSV, and add that."
)
_DIGITS = re.compile(r"[0\s()/+-]*0[0\s()/+-]*")


def read_workbook(path: Path) -> list[tuple[str, list[Line]]]:
    """Return the sheets of an ``.xlsx`` with their rows, visible sheets first.

    Rows that are blank are left out; no sheet gives more rows than an index may have, and a few.

    Raises:
        DocumentError: it is damaged, hostile, too large, or took too long.
    """
    with Reader(read_file=read_sheets) as reader:
        parts = reader.read_parts(path)
    return [
        (part.name, [_line(block) for block in part.document.blocks])
        for part in parts
        if part.document is not None
    ]


def _line(block: Block) -> Line:
    assert block.cell is not None
    return block.cell[1] + 1, tuple(block.text.split("\t"))


def read_sheets(path: Path) -> Sequence[ReadPart]:
    """Read each sheet as a document with one block a row, its cells parted by tabs. Only the
    worker calls it.

    Raises:
        DocumentError: the workbook cannot be read.
    """
    from openpyxl import load_workbook

    _check(path)
    try:
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        sheets = sorted(book.worksheets, key=lambda sheet: sheet.sheet_state != "visible")
        return [
            ReadPart(sheet.title, Document(tuple(_rows(path, sheet))))
            for sheet in sheets[:SHEETS_LIMIT]
        ]
    except (*ZIP_ERRORS, KeyError, TypeError, AttributeError, SyntaxError, IndexError) as error:
        raise CorruptFile(path.name) from error  # openpyxl meets damage in all these ways


def _rows(path: Path, sheet: Any) -> Iterator[Block]:
    sheet.reset_dimensions()  # what a sheet says of its size is often wrong
    found = 0
    for number, row in enumerate(sheet.rows):
        if any(cell.value is not None for cell in row[COLUMNS_LIMIT:]):
            raise FileTooLarge(path.name, _TOO_WIDE)
        cells = [_text(cell) for cell in row[:COLUMNS_LIMIT]]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        yield Block("\t".join(cells), BlockKind.CELL, cell=(0, number, 0))
        found += 1
        if found % _ROWS_A_BEAT == 0:
            beat()
        if found > ROWS_LIMIT + TITLE_ROWS:
            return


def _text(cell: Any) -> str:
    """What a cell shows, in a form that does not depend on the country."""
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return _number(value, cell.number_format or "")
    if isinstance(value, datetime.datetime):
        if value.time() == datetime.time():
            return value.date().isoformat()
        return value.isoformat(" ", "minutes")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return value.isoformat("minutes")
    return clean(str(value)).replace("\t", " ").strip()


def _number(value: int | float, shown_as: str) -> str:
    """A number as digits: telephone and reference numbers keep the zeros that the format adds."""
    if isinstance(value, float) and not value.is_integer():
        return format(value, ".15g")
    digits = str(int(value))
    pattern = re.sub(r'[\\"]', "", shown_as.split(";")[0])
    if _DIGITS.fullmatch(pattern) and digits.isdecimal():
        return digits.zfill(pattern.count("0"))
    return digits


def _check(path: Path) -> None:
    """Refuse a workbook that unpacks to too much, or whose XML is not what office programs
    write."""
    try:
        check_package(path, unpacked=UNPACKED_LIMIT, xml_part=SHEET_LIMIT)
    except FileTooLarge as error:
        raise FileTooLarge(path.name, _TOO_LARGE) from error
