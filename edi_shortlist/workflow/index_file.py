"""The ``--index`` CSV: one row an applicant, saying which files are whose and who they are."""

import csv
import difflib
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from edi_shortlist.workflow.errors import Refused

IDENTITY_COLUMNS = (
    "full_name",
    "preferred_name",
    "email",
    "phone",
    "address",
    "postcode",
    "date_of_birth",
)
COLUMNS = ("files", *IDENTITY_COLUMNS, "declarations", "adjustments", "interview_mode")
MONITORING = "monitoring."


@dataclass(frozen=True)
class IndexRow:
    """One applicant's row.

    Attributes:
        line: its line in the file, from 1.
        files: names of files or sub-folders.
        cells: every other column that is not empty.
    """

    line: int
    files: tuple[str, ...]
    cells: Mapping[str, str]

    @property
    def identity(self) -> dict[str, str]:
        """What the row says of who the applicant is; the date of birth as ISO 8601."""
        found = {name: self.cells[name] for name in IDENTITY_COLUMNS if name in self.cells}
        if "date_of_birth" in found:
            found["date_of_birth"] = _iso(found["date_of_birth"])
        return found

    @property
    def declarations(self) -> tuple[str, ...]:
        """Ids of the schemes declared for, in order."""
        said = self.cells.get("declarations", "").split(";")
        return tuple(dict.fromkeys(name for part in said if (name := part.strip().lower())))

    @property
    def monitoring(self) -> dict[str, str]:
        """The answers in the ``monitoring.…`` columns, by characteristic."""
        return {
            name.removeprefix(MONITORING): value
            for name, value in self.cells.items()
            if name.startswith(MONITORING)
        }


def read_index(path: Path | str) -> list[IndexRow]:
    """Read an index.

    Raises:
        Refused: listing every problem: the file cannot be read, a column is missing or unknown,
            a row names no file.
    """
    path = Path(path)
    text = read_csv_text(path)
    try:
        return _rows(path, text)
    except csv.Error:
        raise Refused(
            f"'{path.name}' is not a sound CSV: perhaps a double quote is missing, and one cell "
            "swallows the rest. Save it again from the spreadsheet."
        ) from None


def _rows(path: Path, text: str) -> list[IndexRow]:
    reader = csv.reader(io.StringIO(text, newline=""))
    header = [name.strip().lower() for name in next(reader, [])]
    problems = _header_problems(path.name, header)
    rows = []
    if not problems:
        for values in reader:
            line = reader.line_num
            if not any(value.strip() for value in values):
                continue
            if len(values) > len(header):
                problems.append(
                    f"'{path.name}' line {line}: there are more cells than columns. Put a cell "
                    "that holds a comma in double quotes."
                )
                continue
            cells = {
                name: value.strip()
                for name, value in zip(header, values, strict=False)
                if value.strip()
            }
            files = tuple(
                name for part in cells.pop("files", "").split(";") if (name := part.strip())
            )
            if not files:
                problems.append(f"'{path.name}' line {line}: the column 'files' is empty.")
            rows.append(IndexRow(line, files, cells))
    if not problems and not rows:
        problems.append(f"'{path.name}' has no rows below its header.")
    if problems:
        raise Refused(*problems)
    return rows


def read_csv_text(path: Path) -> str:
    """Return the text of a CSV as spreadsheets write it: UTF-8, or else Windows-1252.

    Raises:
        Refused: it cannot be opened.
    """
    try:
        content = path.read_bytes()
    except OSError:
        raise Refused(
            f"'{path.name}' cannot be opened. Check that it is still there and that you may "
            "read it."
        ) from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _header_problems(file: str, header: list[str]) -> list[str]:
    problems = []
    if "files" not in header:
        problems.append(f"'{file}' has no column 'files', which says whose files are whose.")
    for name in header:
        if name in COLUMNS or (name.startswith(MONITORING) and name != MONITORING):
            if header.count(name) > 1:
                problems.append(f"'{file}' has the column '{name}' more than once.")
            continue
        near = difflib.get_close_matches(name, COLUMNS, 1)
        hint = f" Did you mean '{near[0]}'?" if near else " Remove it from a copy of the file."
        problems.append(f"'{file}' has a column '{name}' that is not known.{hint}")
    return list(dict.fromkeys(problems))


def _iso(written: str) -> str:
    """A date of birth as ISO 8601 where it is written day first; else as it is."""
    if match := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", written):
        day, month, year = map(int, match.groups())
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            return written
    return written
