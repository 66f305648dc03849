"""The audit log, newest entry first."""

import datetime

from PySide6.QtCore import QObject

from edi_shortlist.desktop.models.rows import Column, RowsModel
from edi_shortlist.workflow.auditing import AuditEntry
from edi_shortlist.workflow.log_words import action_words


def local_time(at: str | datetime.datetime) -> str:
    """Return an entry's time as this computer's clock shows it, to the second."""
    moment = datetime.datetime.fromisoformat(at) if isinstance(at, str) else at
    return moment.astimezone().strftime("%d %b %Y, %H:%M:%S")


class AuditModel(RowsModel[AuditEntry]):
    """One row an entry."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            [
                Column("No.", lambda e: str(e.number), number=True),
                Column("When", lambda e: local_time(e.at)),
                Column("Who", lambda e: e.actor),
                Column("What", lambda e: action_words(e.action)),
                Column("Vacancy", lambda e: e.vacancy or ""),
                Column("Candidate", lambda e: e.candidate or ""),
            ],
            parent,
        )
