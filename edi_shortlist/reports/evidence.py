"""An evidence file for an auditor: CSV, JSON, Excel or PDF by the file's suffix.

It lays tables out and knows nothing of what they mean. A cell holds a text, a number, a truth
value or nothing.
"""

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Cell = str | int | float | bool | None


@dataclass(frozen=True)
class EvidenceTable:
    """A table of evidence.

    Attributes:
        name: what it is called in JSON and where one table is chosen; also the name of its sheet.
        title: its heading, for people.
        columns: keys in JSON, headings elsewhere.
        on_paper: the columns that a page has room for; all of them where empty.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    on_paper: tuple[str, ...] = ()


@dataclass(frozen=True)
class Evidence:
    """What goes into an evidence file: facts about it as a whole, then tables."""

    title: str
    facts: Mapping[str, Cell]
    tables: tuple[EvidenceTable, ...]

    def table(self, name: str) -> EvidenceTable:
        """Return a table by its name.

        Raises:
            KeyError: there is none of that name.
        """
        return {table.name: table for table in self.tables}[name]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the tables."""
        return tuple(table.name for table in self.tables)


#: Told ``(rows, of_rows)`` while a file is made; it may raise to stop that.
Step = Callable[[int, int], None]


class UnknownEvidenceFormat(ValueError):
    """Evidence was asked for in a format that the program does not write."""


def _csv(evidence: Evidence, table: str, step: Step) -> bytes:
    chosen = evidence.table(table)
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(chosen.columns)
    writer.writerows([harmless(cell) for cell in row] for row in chosen.rows)
    # With a byte order mark, without which Excel takes UTF-8 for something else.
    return file.getvalue().encode("utf-8-sig")


def harmless(cell: Cell) -> Cell:
    """Keep a spreadsheet from running a cell as a formula (OWASP, CSV Injection, read in November
    2026)."""
    if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{cell}"
    return cell


def _json(evidence: Evidence, table: str, step: Step) -> bytes:
    written: dict[str, Any] = {"title": evidence.title, **evidence.facts}
    for one in evidence.tables:
        written[one.name] = [dict(zip(one.columns, row, strict=True)) for row in one.rows]
    return (json.dumps(written, ensure_ascii=False, indent=1) + "\n").encode()


def _xlsx(evidence: Evidence, table: str, step: Step) -> bytes:
    from edi_shortlist.reports.evidence_workbook import workbook

    return workbook(evidence, step)


def _pdf(evidence: Evidence, table: str, step: Step) -> bytes:
    from edi_shortlist.reports.evidence_pdf import pdf

    return pdf(evidence, step)


_WRITERS: dict[str, Callable[[Evidence, str, Step], bytes]] = {
    ".csv": _csv,
    ".json": _json,
    ".xlsx": _xlsx,
    ".pdf": _pdf,
}


def check_format(path: Path) -> None:
    """Let a name pass whose suffix says in which format to write.

    Raises:
        UnknownEvidenceFormat: it does not.
    """
    if path.suffix.lower() not in _WRITERS:
        raise UnknownEvidenceFormat(
            f"Evidence cannot be written as '{path.suffix or path.name}'. Choose a name that ends "
            "in .csv, .json, .xlsx or .pdf."
        )


def write_evidence(
    evidence: Evidence, path: Path, table: str, step: Step = lambda rows, of_rows: None
) -> bytes:
    """Write evidence to a file that must not exist, and return what was written.

    All of it is made in memory first, so that a failure leaves no half-written file.

    Args:
        table: the name of the one table that a CSV holds; the other formats hold all.
        step: told how far it is; what it raises stops the writing, and leaves no file.

    Raises:
        UnknownEvidenceFormat: the suffix is none of ``.csv``, ``.json``, ``.xlsx``, ``.pdf``.
        FileExistsError: something of that name is there.
        OSError: it cannot be written.
    """
    check_format(path)
    rows = sum(len(one.rows) for one in evidence.tables)
    step(0, rows)
    content = _WRITERS[path.suffix.lower()](evidence, table, step)
    step(rows, rows)
    with path.open("xb") as file:
        file.write(content)
    return content
