"""The audit log, newest entry first."""

import datetime

from PySide6.QtCore import QObject

from edi_shortlist.desktop.models.rows import Column, RowsModel
from edi_shortlist.workflow.auditing import AuditEntry


def local_time(at: str | datetime.datetime) -> str:
    """Return an entry's time as this computer's clock shows it, to the second."""
    moment = datetime.datetime.fromisoformat(at) if isinstance(at, str) else at
    return moment.astimezone().strftime("%d %b %Y, %H:%M:%S")


ACTIONS = {
    "vacancy.importing": "Import began",
    "vacancy.draft": "Import ended with no application",
    "vacancy.review": "Import ended, review open",
    "vacancy.released": "Released to the panel",
    "vacancy.scoring": "Scoring began",
    "vacancy.locked": "Scores locked",
    "vacancy.shortlisted": "Shortlist drawn",
    "vacancy.unsealed": "Invited unsealed",
    "vacancy.closed": "Vacancy closed",
    "vault.refused": "Wrong passphrase for the vault",
    "originals.opened": "Original applications looked at",
    "identities.listed": "Names looked at",
    "invited.listed": "Interview list looked at",
    "redactions.accepted-by-rule": "Redactions accepted together",
}
"""Actions whose names do not say enough by themselves."""


def action_words(action: str) -> str:
    """Return an action as words: ``redaction.accepted`` → ``Redaction accepted``."""
    if action in ACTIONS:
        return ACTIONS[action]
    words = action.replace(".", " ").replace("_", " ").replace("-", " ")
    return words[:1].upper() + words[1:]


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
