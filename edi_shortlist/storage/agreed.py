"""What a panel agreed in moderation. It knows nothing of criteria, scales or declarations."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from edi_shortlist.storage.audit import utc_now
from edi_shortlist.storage.connection import Row, Store


@dataclass(frozen=True)
class AgreedRecord:
    """One level that a panel agreed for one candidate on one criterion.

    Attributes:
        agreed_by: the panellists who agreed.
        why: free words.
        basis: the levels by panellist that it was agreed on.
        recorded_by: who wrote it down.
        recorded_at: UTC, ISO 8601; empty where it is not written yet.
        pack: the manager's copy that brought it, or empty.
    """

    candidate: str
    criterion: str
    level: int
    agreed_by: tuple[str, ...]
    why: str
    basis: Mapping[str, int] = field(hash=False)
    recorded_by: str = ""
    recorded_at: str = ""
    pack: str = ""

    @property
    def place(self) -> tuple[str, str]:
        """The candidate and the criterion."""
        return self.candidate, self.criterion


class AgreedStore:
    """The agreed scores of one workspace."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def put(self, agreed: AgreedRecord) -> None:
        """Write an agreed score, in place of an earlier one; where it bears no time, as of now."""
        self._store.run(
            "INSERT OR REPLACE INTO agreed_scores (candidate, criterion, level, agreed_by, why, "
            "basis, recorded_by, recorded_at, pack) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                agreed.candidate,
                agreed.criterion,
                agreed.level,
                json.dumps(agreed.agreed_by, ensure_ascii=False),
                agreed.why,
                json.dumps(dict(sorted(agreed.basis.items())), ensure_ascii=False),
                agreed.recorded_by,
                agreed.recorded_at or utc_now(),
                agreed.pack,
            ],
        )

    def remove(self, candidate: str, criterion: str) -> None:
        """Take an agreed score away."""
        self._store.run(
            "DELETE FROM agreed_scores WHERE candidate = ? AND criterion = ?",
            [candidate, criterion],
        )

    def remove_all(self, candidate: str) -> int:
        """Remove every agreed score of a candidate, and return how many there were."""
        return self._store.run("DELETE FROM agreed_scores WHERE candidate = ?", [candidate])

    def of(self, candidate: str, criterion: str) -> AgreedRecord | None:
        """Return what was agreed for a candidate on a criterion, or None."""
        row = self._store.row(
            "SELECT * FROM agreed_scores WHERE candidate = ? AND criterion = ?",
            [candidate, criterion],
        )
        return agreed_of(row) if row else None

    def of_candidate(self, candidate: str) -> list[AgreedRecord]:
        """Return what was agreed for a candidate, in a fixed order."""
        return [
            agreed_of(row)
            for row in self._store.rows(
                "SELECT * FROM agreed_scores WHERE candidate = ? ORDER BY criterion", [candidate]
            )
        ]

    def stamp(self, vacancy: str) -> tuple[int, str]:
        """Return what stays the same as long as nothing of a vacancy is agreed or taken back: how
        many agreed scores there are, and when the last was written (UTC)."""
        every = self.of_vacancy(vacancy)
        return len(every), max((one.recorded_at for one in every), default="")

    def of_vacancy(self, vacancy: str) -> list[AgreedRecord]:
        """Return what was agreed for a vacancy's candidates, in a fixed order."""
        return [
            agreed_of(row)
            for row in self._store.rows(
                "SELECT a.* FROM agreed_scores a JOIN candidates c ON c.reference = a.candidate "
                "WHERE c.vacancy = ? ORDER BY a.candidate, a.criterion",
                [vacancy],
            )
        ]


def agreed_of(row: Row) -> AgreedRecord:
    """Return the record of a row.

    Raises:
        ValueError, TypeError: the row holds what the program never writes.
    """
    basis, agreed_by = json.loads(row["basis"]), json.loads(row["agreed_by"])
    if not isinstance(basis, dict) or not isinstance(agreed_by, list):
        raise ValueError("an agreed score says neither who agreed nor on what")
    return AgreedRecord(
        **{
            **row,
            "agreed_by": tuple(str(name) for name in agreed_by),
            "basis": {name: int(level) for name, level in basis.items()},
        }
    )
