"""What a person typed about an application and has not confirmed yet. It identifies the applicant,
so it lies in the vault; it changes nothing of what is known.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from edi_shortlist.storage.audit import utc_now
from edi_shortlist.storage.connection import Store


@dataclass(frozen=True)
class Draft:
    """What was typed and not confirmed.

    Attributes:
        at: when it was typed last: UTC, ISO 8601.
        typed: by the key of the field, as typed.
        reason: how it was found out, as far as that was typed.
    """

    candidate: str
    actor: str
    typed: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    at: str = ""


class DraftStore:
    """The drafts in an open vault, one an application at most."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, draft: Draft) -> None:
        """Write a draft in place of the one that was."""
        self._store.run(
            "INSERT OR REPLACE INTO drafts (candidate, actor, typed, reason, at) "
            "VALUES (?, ?, ?, ?, ?)",
            [
                draft.candidate,
                draft.actor,
                json.dumps(dict(draft.typed), ensure_ascii=False),
                draft.reason,
                draft.at or utc_now(),
            ],
        )

    def of(self, candidate: str) -> Draft | None:
        """Return a candidate's draft, or None."""
        row = self._store.row("SELECT * FROM drafts WHERE candidate = ?", [candidate])
        if row is None:
            return None
        return Draft(candidate, row["actor"], json.loads(row["typed"]), row["reason"], row["at"])

    def begun(self, vacancy: str) -> set[str]:
        """Return the candidates of a vacancy who have a draft."""
        return {
            row["candidate"]
            for row in self._store.rows(
                "SELECT d.candidate FROM drafts d JOIN applications a "
                "ON a.candidate = d.candidate WHERE a.vacancy = ?",
                [vacancy],
            )
        }

    def remove(self, candidate: str) -> None:
        """Remove a candidate's draft, if there is one."""
        self._store.run("DELETE FROM drafts WHERE candidate = ?", [candidate])
