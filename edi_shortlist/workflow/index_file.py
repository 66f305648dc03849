"""The ``--index`` file: one row an applicant, saying which files are whose and who they are.

It is a CSV or a workbook in this program's own form, or a table that a recruitment system
exported, read by a mapping of its columns.
"""

import csv
import difflib
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from edi_shortlist.workflow.column_mapping import ColumnMapping, in_quotes
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.indexes.applicants import rows_of
from edi_shortlist.workflow.indexes.matching import with_files
from edi_shortlist.workflow.indexes.row import COLUMNS, IDENTITY_COLUMNS, MONITORING, IndexRow
from edi_shortlist.workflow.indexes.saved import mapping_for
from edi_shortlist.workflow.indexes.tables import (
    SUFFIXES,
    Table,
    decoded,
    delimiter_of,
    read_bytes,
    read_records,
    table_of,
    unsound,
)
from edi_shortlist.workflow.sources import SourceFile, Unusable, on_disk

__all__ = [
    "COLUMNS",
    "IDENTITY_COLUMNS",
    "MONITORING",
    "IndexRow",
    "index_inside",
    "read_csv_text",
    "read_index",
    "read_index_inside",
    "table_inside_to_map",
    "table_to_map",
]

_Line = tuple[int, tuple[str, ...]]


def read_index(
    path: Path | str,
    mapping: ColumnMapping | None = None,
    files: Sequence[SourceFile] | None = None,
) -> list[IndexRow]:
    """Read an index.

    Args:
        mapping: of the columns, where they are not this program's own; the saved one that fits
            is taken when it is left out.
        files: what was given to import; rows that name no files find theirs among them.

    Raises:
        Refused: listing every problem: the file cannot be read, a column is missing or unknown,
            a row names no file, or nobody has said yet what its columns hold.
    """
    path = Path(path)
    rows = _rows(path, mapping)
    if files is not None:
        return with_files(rows, files)
    if without := [row.line for row in rows if not row.files]:
        raise Refused(
            f"'{path.name}' names no files in line {', '.join(map(str, without[:10]))}. Add a "
            "column with the names of each applicant's files."
        )
    return rows


def _rows(path: Path, mapping: ColumnMapping | None) -> list[IndexRow]:
    read = _read(path, mapping.sheet if mapping else "", own_form=mapping is None)
    if not isinstance(read, Table):
        return _own_rows(path.name, read)
    mapping = mapping or mapping_for(read)
    if mapping is None:
        raise Refused(
            f"Nobody has said yet what the columns of '{path.name}' hold: "
            f"{in_quotes(list(read.columns))}. Map them once, on the page for applications or with "
            "'edi-shortlist applications columns', and save the mapping."
        )
    return rows_of(read.on_sheet(mapping.sheet), mapping)


def table_to_map(path: Path | str, sheet: str = "") -> Table | None:
    """Return the table whose columns must be mapped; None where it has this program's own.

    Raises:
        Refused: it cannot be read, or holds no table.
    """
    read = _read(Path(path), sheet)
    return read if isinstance(read, Table) else None


def read_csv_text(path: Path) -> str:
    """Return the text of a CSV as spreadsheets write it: UTF-8, or else Windows-1252.

    Raises:
        Refused: it cannot be opened.
    """
    return decoded(read_bytes(path))


def index_inside(files: Sequence[SourceFile]) -> SourceFile | None:
    """Return the index that a folder or an archive holds itself: the one table at its top, or the
    one called ``index``; None where there is none, or where it might be any of several."""
    tops = [
        file for file in files if len(file.parts) == 2 and file.file_name.lower().endswith(SUFFIXES)
    ]
    named = [file for file in tops if file.file_name.lower().rsplit(".", 1)[0] == "index"]
    for found in (named, tops):
        if len(found) == 1:
            return found[0]
    return None


def read_index_inside(
    file: SourceFile,
    mapping: ColumnMapping | None = None,
    files: Sequence[SourceFile] | None = None,
) -> list[IndexRow]:
    """Read an index that was given among the files, be it in an archive; see ``read_index``.

    Raises:
        Refused: as ``read_index`` does, or it cannot be unpacked.
    """
    with _at_hand(file) as path:
        rows = read_index(path, mapping, files)
    return [replace(row, index=file.file_name) for row in rows]


def table_inside_to_map(file: SourceFile, sheet: str = "") -> Table | None:
    """Return the table whose columns must be mapped, in an index that was given among the files;
    see ``table_to_map``.

    Raises:
        Refused: it cannot be unpacked or read, or holds no table.
    """
    with _at_hand(file) as path:
        table = table_to_map(path, sheet)
    return replace(table, file=file.file_name) if table else None


@contextmanager
def _at_hand(file: SourceFile) -> Iterator[Path]:
    """Give a path to a file's bytes; what is refused is told under the file's own name."""
    path = file.path
    try:
        with on_disk(file, file.content()) as path:
            yield path
    except Unusable as error:
        raise Refused(f"'{file.file_name}': {error}") from None
    except Refused as refused:
        raise Refused(
            *(said.replace(f"'{path.name}'", f"'{file.file_name}'") for said in refused.problems)
        ) from None


# -- this program's own form


def _read(path: Path, sheet: str = "", *, own_form: bool = True) -> Table | list[_Line]:
    """A table; or its lines, header first, where it is in this program's own form."""
    content = read_bytes(path)
    if content.startswith(b"PK\3\4"):
        records = read_records(path, sheet)
        if own_form and _is_own_form(records.lines):
            return list(records.lines)
        return table_of(path.name, records)
    text = decoded(content)
    try:
        # Commas first: the lists of files hold semicolons, and may outnumber them.
        for delimiter in (",", delimiter_of(text)) if own_form else ():
            lines = list(_csv_lines(text, delimiter))
            if _is_own_form(lines):
                return lines
    except csv.Error:
        raise unsound(path.name) from None
    return table_of(path.name, read_records(path, sheet))


def _is_own_form(lines: Sequence[_Line]) -> bool:
    """Say whether every column is known, or there is ``files`` and half of all are: what is wrong
    is then said in our own terms."""
    header = _header(lines)
    known = [name for name in header if _is_known(name)]
    return len(known) == len(header) or ("files" in header and 2 * len(known) >= len(header))


def _csv_lines(text: str, delimiter: str) -> Iterator[_Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for values in reader:
        yield reader.line_num, tuple(values)


def _header(lines: Sequence[_Line]) -> list[str]:
    return [name.strip().lower() for name in lines[0][1]] if lines else []


def _is_known(name: str) -> bool:
    return name in COLUMNS or (name.startswith(MONITORING) and name != MONITORING)


def _own_rows(file: str, lines: Sequence[_Line]) -> list[IndexRow]:
    header = _header(lines)
    problems = _header_problems(file, header)
    rows = []
    if not problems:
        for line, values in lines[1:]:
            if not any(value.strip() for value in values):
                continue
            if len(values) > len(header):
                problems.append(
                    f"'{file}' line {line}: there are more cells than columns. Put a cell "
                    "that holds a comma in double quotes."
                )
                continue
            cells = {
                name: value.strip()
                for name, value in zip(header, values, strict=False)
                if value.strip()
            }
            names = tuple(
                name for part in cells.pop("files", "").split(";") if (name := part.strip())
            )
            if not names:
                problems.append(f"'{file}' line {line}: the column 'files' is empty.")
            rows.append(IndexRow(line, names, cells))
    if not problems and not rows:
        problems.append(f"'{file}' has no rows below its header.")
    if problems:
        raise Refused(*problems)
    return rows


def _header_problems(file: str, header: list[str]) -> list[str]:
    problems = []
    if "files" not in header:
        problems.append(f"'{file}' has no column 'files', which says whose files are whose.")
    for name in header:
        if _is_known(name):
            if header.count(name) > 1:
                problems.append(f"'{file}' has the column '{name}' more than once.")
            continue
        near = difflib.get_close_matches(name, COLUMNS, 1)
        hint = f" Did you mean '{near[0]}'?" if near else " Remove it from a copy of the file."
        problems.append(f"'{file}' has a column '{name}' that is not known.{hint}")
    return list(dict.fromkeys(problems))
