"""Reads a table of applicants from CSV or a workbook: the header, and rows of text below it.

Knows nothing of what the columns hold.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from edi_shortlist.documents.characters import clean
from edi_shortlist.documents.errors import DocumentError
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.indexes.limits import (
    COLUMNS_LIMIT,
    ROWS_LIMIT,
    SIZE_LIMIT,
    TITLE_ROWS,
)

#: Endings of files that may hold a table of applicants.
SUFFIXES = (".csv", ".tsv", ".xlsx", ".xlsm")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 100  # records by which the delimiter is told
_SAVE = "Open it in the spreadsheet program, save it as .xlsx or CSV, and add that."
_UNREADABLE = {
    ".ods": f"is an OpenDocument spreadsheet (.ods), which cannot be read. {_SAVE}",
    ".numbers": f"is an Apple Numbers spreadsheet, which cannot be read. {_SAVE}",
    ".xlsb": f"is a binary Excel workbook (.xlsb), which cannot be read. {_SAVE}",
}


@dataclass(frozen=True)
class TableRow:
    """One row: its line in the file, from 1, and a text for each column of the table."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Records:
    """Every line of a table that is not blank, the header among them: ``(line, cells)``.

    Attributes:
        sheets: the name of every sheet of the workbook.
        workbook: what stands on each sheet, where this is one of them.
    """

    lines: Sequence[tuple[int, tuple[str, ...]]]
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    workbook: tuple["Records", ...] = field(default=(), repr=False, compare=False)

    @property
    def holds_table(self) -> bool:
        """Whether there is a header with something below it."""
        at = header_at(self.lines)
        return at is not None and at + 1 < len(self.lines)


@dataclass(frozen=True)
class Table:
    """A table as somebody else wrote it.

    Attributes:
        file: the file's name.
        columns: the headings, no two alike; a column without one is called ``Column D``.
        rows: the rows that are not blank.
        sheet: the sheet it was found on, or empty.
        sheets: the name of every sheet of the workbook.
        workbook: what stands on each sheet.
    """

    file: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    workbook: tuple[Records, ...] = field(default=(), repr=False, compare=False)

    def column(self, heading: str) -> list[str]:
        """Return the cells below a heading.

        Raises:
            ValueError: there is no such column.
        """
        at = self.columns.index(heading)
        return [row.cells[at] for row in self.rows]

    @property
    def sheets_with_tables(self) -> list[str]:
        """The sheets that applicants can be read from, in their order."""
        return [one.sheet for one in self.workbook if one.holds_table]

    def on_sheet(self, sheet: str) -> "Table":
        """Return the table on another sheet of the same workbook, or this one where the workbook
        has no such sheet.

        Raises:
            Refused: what stands there is no table, or too large a one.
        """
        found = _named(sheet, self.workbook)
        if found is None or found.sheet == self.sheet:
            return self
        return table_of(self.file, replace(found, sheets=self.sheets, workbook=self.workbook))


def read_table(path: Path | str, sheet: str = "") -> Table:
    """Read a table of applicants.

    Args:
        sheet: the sheet of a workbook to read; the first that holds a table when empty.

    Raises:
        Refused: it cannot be read, is too large, has no header or no rows, or rows that do not
            fit the header.
    """
    path = Path(path)
    return table_of(path.name, read_records(path, sheet))


def read_records(path: Path, sheet: str = "") -> Records:
    """Read the lines of a table; see ``read_table``.

    Raises:
        Refused: the file cannot be read or is too large.
    """
    content = read_bytes(path)
    if content.startswith(b"PK\3\4"):
        return _from_workbook(path, sheet)
    _refuse_others(path.name, content)
    if sheet:
        raise Refused(f"'{path.name}' is not a workbook and has no sheet '{sheet}'.")
    text = decoded(content)
    try:
        return Records(list(_records(text, delimiter_of(text))))
    except csv.Error:
        raise unsound(path.name) from None


def read_bytes(path: Path) -> bytes:
    """Return the content of a table's file.

    Raises:
        Refused: it cannot be opened, or is larger than a table of applicants may be.
    """
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise Refused(
                f"'{path.name}' is larger than {SIZE_LIMIT // 1024**2} MB. Remove what does not "
                "belong to this vacancy from a copy, and add that."
            )
        return path.read_bytes()
    except OSError:
        raise Refused(
            f"'{path.name}' cannot be opened. Check that it is still there and that you may "
            "read it."
        ) from None


def decoded(content: bytes) -> str:
    """Return the text of a CSV as programs write it: UTF-8, UTF-16, or else Windows-1252."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    start = content[:1000]
    for zeros, encoding in ((start[1::2], "utf-16-le"), (start[::2], "utf-16-be")):
        if len(zeros) > 1 and zeros.count(0) > 0.6 * len(zeros):  # UTF-16 without its mark
            return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def unsound(file: str) -> Refused:
    """Return the refusal of a CSV that cannot be taken apart."""
    return Refused(
        f"'{file}' is not a sound CSV: perhaps a double quote is missing, and one cell "
        "swallows the rest. Save it again from the spreadsheet."
    )


def delimiter_of(text: str) -> str:
    """Return what parts the cells of a CSV: comma, semicolon, tab or bar.

    It is the one by which most lines have the same number of cells, from as far up as can be:
    addresses hold commas and lists hold semicolons, but headers seldom hold either.
    """
    if named := re.match(r"sep=(.)\r?\n", text):  # Excel's own hint
        return named[1]
    best: list[tuple[bool, int, float, str]] = []
    for delimiter in _DELIMITERS:
        counts = [len(cells) for _, cells in islice(_records(text, delimiter), _SAMPLE)]
        several = [count for count in counts if count > 1]
        if several:
            usual, times = Counter(several).most_common(1)[0]
            share = times / len(counts)
            best.append((share >= 0.8, -counts.index(usual), share * usual, delimiter))
    return max(best)[-1] if best else ","


def _records(text: str, delimiter: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the records that are not blank, with the line that each begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    for cells in reader:
        begins, line = line, reader.line_num + 1
        if any(cell.strip() for cell in cells) and not (
            begins == 1 and re.fullmatch("sep=.?", delimiter.join(cells))
        ):
            yield begins, tuple(clean(cell).strip() for cell in cells)


def _from_workbook(path: Path, wanted: str) -> Records:
    from edi_shortlist.workflow.indexes.spreadsheets import read_workbook

    if path.suffix.lower() in _UNREADABLE:
        raise Refused(f"'{path.name}' {_UNREADABLE[path.suffix.lower()]}")
    try:
        sheets = read_workbook(path)
    except DocumentError as error:
        raise Refused(str(error)) from None
    names = tuple(name for name, _ in sheets)
    book = tuple(Records(lines, name, names) for name, lines in sheets)
    if wanted:
        found = _named(wanted, book)
        if found is None:
            listed = ", ".join(f"'{name}'" for name in names)
            raise Refused(f"'{path.name}' has no sheet '{wanted}'. Its sheets are {listed}.")
    else:
        first = book[0] if book else Records([], "", names)
        found = next((one for one in book if one.holds_table), first)
    return replace(found, workbook=book)


def _named(sheet: str, book: Sequence[Records]) -> Records | None:
    """The sheet of a name, whatever its capitals."""
    wanted = sheet.strip().casefold()
    return next((one for one in book if one.sheet.strip().casefold() == wanted), None)


def _refuse_others(file: str, content: bytes) -> None:
    suffix = Path(file).suffix.lower()
    if suffix in _UNREADABLE:
        raise Refused(f"'{file}' {_UNREADABLE[suffix]}")
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise Refused(
                f"'{file}' is protected by a password. Save a copy without the password and add "
                "that."
            )
        raise Refused(f"'{file}' is an old Excel workbook (.xls), which cannot be read. {_SAVE}")
    if content.startswith(b"%PDF"):
        raise Refused(f"'{file}' is a PDF, not a table. Export the table as .xlsx or CSV.")
    start = content[:1000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml")):
        raise Refused(f"'{file}' is a web page or XML under a spreadsheet's name. {_SAVE}")
    if suffix in (".xlsx", ".xlsm"):
        raise Refused(f"'{file}' is not really a workbook, or it is damaged. Export it again.")


def header_at(lines: Sequence[tuple[int, tuple[str, ...]]]) -> int | None:
    """Return which of the lines is the header, or None where there is no table.

    The header is the first line that is nearly as full as the fullest near it: titles and the
    date of a report, which stand above, fill a cell or two.
    """
    near = [sum(1 for cell in cells if cell) for _, cells in lines[:TITLE_ROWS]]
    fullest = max(near, default=0)
    if fullest == 0:
        return None
    enough = max(min(2, fullest), 0.6 * fullest)
    return next(at for at, filled in enumerate(near) if filled >= enough)


def table_of(file: str, records: Records) -> Table:
    """Return the table that these records hold.

    Raises:
        Refused: there is no header, there are no rows or too many, or rows do not fit the header.
    """
    at = header_at(records.lines)
    if at is None:
        raise Refused(f"'{file}' holds no table. Export it again, with the names of the columns.")
    header, below = records.lines[at][1], records.lines[at + 1 :]
    if not below:
        raise Refused(f"'{file}' has no rows below its header.")
    if len(below) > ROWS_LIMIT:
        raise Refused(
            f"'{file}' has more than {ROWS_LIMIT} rows. Remove what does not belong to this "
            "vacancy from a copy, and add that."
        )
    width = max(len(header), *(len(cells) for _, cells in below))
    if width > COLUMNS_LIMIT:
        raise Refused(
            f"'{file}' has more than {COLUMNS_LIMIT} columns. Remove those that are not needed "
            "from a copy, and add that."
        )
    padded = [(line, cells + ("",) * (width - len(cells))) for line, cells in below]
    kept = [
        column
        for column in range(width)
        if (column < len(header) and header[column]) or any(cells[column] for _, cells in padded)
    ]
    if not records.sheet:
        _refuse_ragged(file, len(header), below)
    named = [header[column] if column < len(header) else "" for column in kept]
    return Table(
        file,
        _distinct(named, kept),
        tuple(TableRow(line, tuple(cells[c] for c in kept)) for line, cells in padded),
        records.sheet,
        records.sheets,
        records.workbook,
    )


def _refuse_ragged(file: str, width: int, below: Sequence[tuple[int, tuple[str, ...]]]) -> None:
    """In a CSV a comma outside quotes moves every cell after it into the wrong column."""
    ragged = [line for line, cells in below if any(cells[width:])]
    if ragged:
        more = f" The same is wrong with {len(ragged) - 10} more lines." if ragged[10:] else ""
        raise Refused(
            *(
                f"'{file}' line {line}: there are more cells than columns. Put a cell that holds "
                f"the sign between cells in double quotes.{more if line == ragged[:10][-1] else ''}"
                for line in ragged[:10]
            )
        )


def _distinct(headings: Sequence[str], places: Sequence[int]) -> tuple[str, ...]:
    """Give every column a heading of its own, on one line."""
    found: list[str] = []
    for heading, place in zip(headings, places, strict=True):
        name = " ".join(heading.split()) or f"Column {_letters(place)}"
        same, number = name, 1
        while name in found:
            number += 1
            name = f"{same} ({number})"
        found.append(name)
    return tuple(found)


def _letters(place: int) -> str:
    """A column's letters in a spreadsheet: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
