"""One applicant's row of an index, whatever kind of table it was read from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

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
        line: its line in the file, from 1; in a workbook, the number of its row.
        files: names of files or sub-folders.
        cells: every other column that is not empty.
        references: what the system that made the table calls the applicant; it may stand in the
            names of the applicant's files.
        answers: what the row itself holds of the application, as ``(heading, text)``.
        unclear: sentences about declarations that a person must settle.
        index: the name of the file that the row stands in, where it holds answers.
        problem: a sentence on why nothing can be imported for this row, or empty.
    """

    line: int
    files: tuple[str, ...]
    cells: Mapping[str, str]
    references: tuple[str, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    unclear: tuple[str, ...] = ()
    index: str = ""
    problem: str = ""

    @property
    def name(self) -> str:
        """What the row is called on the screen of the person who imports."""
        return "; ".join(self.files) or f"Line {self.line} of the index"

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


def _iso(written: str) -> str:
    """A date of birth as ISO 8601 where it is written day first; else as it is."""
    if match := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", written):
        day, month, year = map(int, match.groups())
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            return written
    return written
