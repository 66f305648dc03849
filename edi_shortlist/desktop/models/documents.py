"""The documents of applications: what was read of each, and what must be looked at."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject

from edi_shortlist.desktop.models.rows import Column, RowsModel


class Listed(Protocol):
    """A document in a list."""

    @property
    def candidate(self) -> str: ...
    @property
    def file(self) -> str: ...
    @property
    def words(self) -> int: ...
    @property
    def pages(self) -> int | None: ...
    @property
    def notes(self) -> Sequence[str]: ...


def _notes(document: Listed) -> str:
    return " ".join(document.notes)


_FILE: list[Column[Listed]] = [
    Column("File", lambda d: d.file, tip=lambda d: d.file),
    Column("Pages", lambda d: str(d.pages or ""), number=True),
    Column("Words", lambda d: f"{d.words:,}", number=True),
    Column("Look at", _notes, tip=_notes),
]


class DocumentsModel(RowsModel[Listed]):
    """One row a document.

    Args:
        candidates: with the candidate's reference first, where there are several.
    """

    def __init__(self, parent: QObject | None = None, *, candidates: bool = False) -> None:
        columns = list(_FILE)
        if candidates:
            columns.insert(0, Column("Candidate", lambda d: d.candidate))
        super().__init__(columns, parent)
