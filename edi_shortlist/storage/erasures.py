"""Which candidates were erased, how long the others are kept, and whether erased bytes may still
lie in the files. It holds references and dates; it knows nothing of who was erased.
"""

from dataclasses import dataclass

from edi_shortlist.storage.audit import utc_now
from edi_shortlist.storage.connection import Store

#: The setting that stands while the files wait to be rewritten after an erasure.
_TO_CLEAN = "erased bytes to clean"


@dataclass(frozen=True)
class ErasedCandidate:
    """A candidate who was erased.

    Attributes:
        ground: why, as one word of a fixed list.
        at: UTC, ISO 8601.
    """

    candidate: str
    vacancy: str
    ground: str
    at: str


class ErasureStore:
    """The erasures of one workspace, and how long its applications are kept."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, candidate: str, vacancy: str, ground: str) -> None:
        """Write that a candidate was erased, and that the files wait to be cleaned."""
        self._store.insert(
            "erased",
            {"candidate": candidate, "vacancy": vacancy, "ground": ground, "at": utc_now()},
        )
        self._store.run(
            "INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", [_TO_CLEAN, "yes"]
        )

    def of(self, candidate: str) -> ErasedCandidate | None:
        """Return what is left of an erased candidate, or None."""
        row = self._store.row("SELECT * FROM erased WHERE candidate = ?", [candidate])
        return ErasedCandidate(**row) if row else None

    def of_vacancy(self, vacancy: str) -> list[ErasedCandidate]:
        """Return what is left of a vacancy's erased candidates, in reference order."""
        return [
            ErasedCandidate(**row)
            for row in self._store.rows(
                "SELECT * FROM erased WHERE vacancy = ? ORDER BY candidate", [vacancy]
            )
        ]

    def wait_to_be_cleaned(self) -> bool:
        """Say whether bytes of an erased application may still lie in the files."""
        return self._store.value("SELECT 1 FROM settings WHERE name = ?", [_TO_CLEAN]) is not None

    def are_cleaned(self) -> None:
        """Write that the files were rewritten since the last erasure."""
        self._store.run("DELETE FROM settings WHERE name = ?", [_TO_CLEAN])

    def kept_for(self, vacancy: str) -> tuple[int, int | None] | None:
        """Return the months that HR set for the unsuccessful and the invited, or None.

        The months of the invited are None where these are kept.
        """
        row = self._store.row(
            "SELECT months, invited_months FROM retention WHERE vacancy = ?", [vacancy]
        )
        return (row["months"], row["invited_months"]) if row else None

    def keep_for(self, vacancy: str, months: int, invited_months: int | None) -> None:
        """Write how many months a vacancy's applications are kept."""
        self._store.run(
            "INSERT OR REPLACE INTO retention (vacancy, months, invited_months) VALUES (?, ?, ?)",
            [vacancy, months, invited_months],
        )
