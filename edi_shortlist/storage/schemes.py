"""Guaranteed-interview schemes of a workspace, version by version, and which version a released
vacancy runs. A definition is kept as the mapping it came as; who declared is not known here.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from edi_shortlist.storage.audit import utc_now
from edi_shortlist.storage.connection import Row, Store


@dataclass(frozen=True)
class SchemeRecord:
    """One version of a scheme.

    Attributes:
        number: from 1.
        at: when it was saved, UTC, ISO 8601.
        actor: who saved it.
        definition: the mapping of its TOML file.
        from_file: it is what lay in the program's files.
        retired: no vacancy may take it up from this version on.
    """

    id: str
    number: int
    at: str
    actor: str
    definition: Mapping[str, Any]
    from_file: bool = False
    retired: bool = False


class SchemeStore:
    """The schemes of one workspace. A version that was written stays as it is."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(
        self,
        scheme: str,
        actor: str,
        definition: Mapping[str, Any],
        *,
        from_file: bool = False,
        retired: bool = False,
    ) -> SchemeRecord:
        """Write the next version of a scheme and return it."""
        known = self._store.value("SELECT max(number) FROM schemes WHERE id = ?", [scheme])
        record = SchemeRecord(
            scheme, int(known or 0) + 1, utc_now(), actor, dict(definition), from_file, retired
        )
        self._store.insert(
            "schemes",
            vars(record)
            | {
                "definition": json.dumps(record.definition, ensure_ascii=False),
                "from_file": int(from_file),
                "retired": int(retired),
            },
        )
        return record

    def latest(self) -> dict[str, SchemeRecord]:
        """Return the last version of each scheme that has one, by id."""
        rows = self._store.rows("SELECT * FROM schemes ORDER BY id, number")
        return {row["id"]: _record(row) for row in rows}

    def versions(self, scheme: str) -> list[SchemeRecord]:
        """Return a scheme's versions, the oldest first."""
        return [
            _record(row)
            for row in self._store.rows(
                "SELECT * FROM schemes WHERE id = ? ORDER BY number", [scheme]
            )
        ]

    def fix(self, vacancy: str, scheme: str, number: int) -> None:
        """Write which version of a scheme a vacancy runs from now on."""
        self._store.insert(
            "vacancy_schemes", {"vacancy": vacancy, "scheme": scheme, "number": number}
        )

    def fixed(self, vacancy: str) -> dict[str, SchemeRecord]:
        """Return the versions that a released vacancy runs, by id."""
        return {
            row["id"]: _record(row)
            for row in self._store.rows(
                "SELECT s.* FROM vacancy_schemes v JOIN schemes s "
                "ON s.id = v.scheme AND s.number = v.number WHERE v.vacancy = ? ORDER BY s.id",
                [vacancy],
            )
        }


def _record(row: Row) -> SchemeRecord:
    return SchemeRecord(
        row["id"],
        row["number"],
        row["at"],
        row["actor"],
        json.loads(row["definition"]),
        bool(row["from_file"]),
        bool(row["retired"]),
    )
