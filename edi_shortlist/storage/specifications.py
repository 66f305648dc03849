"""What HR keeps for the person specifications to come: templates, and its own list of wording to
warn of. Both lie on the blind side, since nothing of an applicant belongs there.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from edi_shortlist.storage.audit import utc_now
from edi_shortlist.storage.connection import Store

_WORDING = "own wording"


@dataclass(frozen=True)
class TemplateRecord:
    """A template as it is kept.

    Attributes:
        content: in the form of a template's file.
        saved_at: UTC, ISO 8601.
    """

    name: str
    content: Mapping[str, Any]
    saved_at: str
    saved_by: str


class SpecificationStore:
    """Templates by name, capitals or not, and one list of wording."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def templates(self) -> list[TemplateRecord]:
        """Return every template, by name."""
        rows = self._store.rows("SELECT * FROM specification_templates ORDER BY name")
        return [
            TemplateRecord(
                row["name"], json.loads(row["content"]), row["saved_at"], row["saved_by"]
            )
            for row in rows
        ]

    def keep_template(self, name: str, content: Mapping[str, Any], actor: str) -> None:
        """Write a template in place of the one of that name, if there is one."""
        self.remove_template(name)
        self._store.insert(
            "specification_templates",
            {
                "name": name,
                "content": json.dumps(dict(content), ensure_ascii=False),
                "saved_at": utc_now(),
                "saved_by": actor,
            },
        )

    def remove_template(self, name: str) -> None:
        """Remove a template, if there is one of that name."""
        self._store.run("DELETE FROM specification_templates WHERE name = ?", [name])

    def wording(self) -> Mapping[str, Any]:
        """Return HR's own list of wording as it was kept; empty at first."""
        value = self._store.value("SELECT value FROM settings WHERE name = ?", [_WORDING])
        return json.loads(value) if value else {}

    def keep_wording(self, content: Mapping[str, Any]) -> None:
        """Write HR's own list in place of what was there."""
        self._store.run(
            "INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)",
            [_WORDING, json.dumps(dict(content), ensure_ascii=False)],
        )
