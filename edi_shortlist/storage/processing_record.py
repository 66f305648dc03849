"""What the controller says of itself in the record of processing: words by field, kept as one
setting of the blind side. Nothing of an applicant belongs there.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from edi_shortlist.storage.audit import utc_now
from edi_shortlist.storage.connection import Store

_SETTING = "record of processing"


@dataclass(frozen=True)
class Stated:
    """What was said, by field, and who said it when (UTC, ISO 8601); all empty at first."""

    fields: Mapping[str, str]
    at: str
    actor: str


class ProcessingRecordStore:
    """The controller's own words in the record of processing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def stated(self) -> Stated:
        """Return what was said last."""
        value = self._store.value("SELECT value FROM settings WHERE name = ?", [_SETTING])
        return Stated(**json.loads(value)) if value else Stated({}, "", "")

    def state(self, fields: Mapping[str, str], actor: str) -> None:
        """Write what is said now, in place of what was said before."""
        said = {"fields": dict(fields), "at": utc_now(), "actor": actor}
        self._store.run(
            "INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)",
            [_SETTING, json.dumps(said, ensure_ascii=False)],
        )
