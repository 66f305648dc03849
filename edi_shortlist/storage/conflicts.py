"""Which panellist does not score which candidate, and who said so. It knows nobody's name but
the panellists'."""

from collections.abc import Iterable
from dataclasses import dataclass

from edi_shortlist.storage.audit import utc_now
from edi_shortlist.storage.connection import Store


@dataclass(frozen=True)
class ConflictRecord:
    """A pair that is not scored.

    Attributes:
        kind: one word of a fixed list.
        declared_at: UTC, ISO 8601.
        declared_by: whose act it was: the panellist's own, or HR's for the panellist.
        withdrawn_at, withdrawn_by: when and by whom it was taken back, or None.
    """

    candidate: str
    panellist: str
    kind: str
    declared_at: str
    declared_by: str
    withdrawn_at: str | None = None
    withdrawn_by: str | None = None


class ConflictStore:
    """The pairs of one workspace or pack that are not scored."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def put(self, conflict: ConflictRecord) -> None:
        """Write a pair, in place of what was said of it before."""
        self._store.run(
            "INSERT OR REPLACE INTO conflicts (candidate, panellist, kind, declared_at, "
            "declared_by, withdrawn_at, withdrawn_by) VALUES (?, ?, ?, ?, ?, ?, ?)",
            list(vars(conflict).values()),
        )

    def of(self, candidate: str, panellist: str) -> ConflictRecord | None:
        """Return what was last said of a pair, also where it was taken back, or None."""
        row = self._store.row(
            "SELECT * FROM conflicts WHERE candidate = ? AND panellist = ?", [candidate, panellist]
        )
        return ConflictRecord(**row) if row else None

    def withdraw(self, candidate: str, panellist: str, by: str) -> None:
        """Write that a pair is scored after all."""
        self._store.run(
            "UPDATE conflicts SET withdrawn_at = ?, withdrawn_by = ? "
            "WHERE candidate = ? AND panellist = ?",
            [utc_now(), by, candidate, panellist],
        )

    def of_vacancy(self, vacancy: str) -> list[ConflictRecord]:
        """Return the pairs of a vacancy that are not scored, by candidate and panellist."""
        return self._records(
            "SELECT f.* FROM conflicts f JOIN candidates c ON c.reference = f.candidate "
            "WHERE c.vacancy = ? AND f.withdrawn_at IS NULL ORDER BY f.candidate, f.panellist",
            [vacancy],
        )

    def of_candidate(self, candidate: str) -> list[ConflictRecord]:
        """Return everything said of a candidate's pairs, also what was taken back."""
        return self._records(
            "SELECT * FROM conflicts WHERE candidate = ? ORDER BY panellist", [candidate]
        )

    def remove_all(self, candidate: str) -> None:
        """Remove everything said of a candidate's pairs."""
        self._store.run("DELETE FROM conflicts WHERE candidate = ?", [candidate])

    def _records(self, sql: str, args: Iterable[str]) -> list[ConflictRecord]:
        return [ConflictRecord(**row) for row in self._store.rows(sql, list(args))]
