"""Samples of documents that an auditor checks again: which were drawn, and how many leaks and
over-redactions were found in each. References and counts only.

It knows nothing of how a sample is drawn or what follows from it. A sample outlives the documents
it names: erasing an applicant takes nothing from it, since it tells nothing of anybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from edi_shortlist.storage.connection import Row, Store


@dataclass(frozen=True)
class SampledDocument:
    """A document of a sample.

    Attributes:
        place: its place in the drawing, from 1.
        document: its reference, say ``C-07QK/1``.
        leaks: how many passages were readable that should be hidden; None before it was checked.
        over: how many passages were hidden that should be readable; None before it was checked.
    """

    place: int
    document: str
    leaks: int | None
    over: int | None
    checked_by: str | None
    checked_at: str | None


@dataclass(frozen=True)
class SampleRecord:
    """A sample that was drawn.

    Attributes:
        at: UTC, ISO 8601.
        seed: what the drawing depends on.
        confidence, tolerated: as they were given, decimal fractions as text.
        population: how many documents it was drawn from.
    """

    id: int
    vacancy: str
    at: str
    actor: str
    seed: str
    confidence: str
    tolerated: str
    population: int
    documents: tuple[SampledDocument, ...]


class SampleStore:
    """The samples of one workspace."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(
        self,
        vacancy: str,
        actor: str,
        at: str,
        *,
        seed: str,
        confidence: str,
        tolerated: str,
        population: int,
        documents: Sequence[str],
    ) -> SampleRecord:
        """Write a sample drawn ``at`` (UTC, ISO 8601), its documents in the order drawn."""
        number = self._store.insert(
            "samples",
            {
                "vacancy": vacancy,
                "at": at,
                "actor": actor,
                "seed": seed,
                "confidence": confidence,
                "tolerated": tolerated,
                "population": population,
            },
        )
        for place, document in enumerate(documents, 1):
            self._store.insert(
                "sample_documents", {"sample": number, "place": place, "document": document}
            )
        found = self.get(number)
        assert found is not None
        return found

    def get(self, number: int) -> SampleRecord | None:
        """Return a sample, or None."""
        row = self._store.row("SELECT * FROM samples WHERE id = ?", [number])
        return self._sample(row) if row else None

    def of_vacancy(self, vacancy: str | None = None) -> list[SampleRecord]:
        """Return a vacancy's samples, or all, the oldest first."""
        return [
            self._sample(row)
            for row in self._store.rows(
                "SELECT * FROM samples WHERE ? IS NULL OR vacancy = ? ORDER BY id",
                [vacancy, vacancy],
            )
        ]

    def set_result(
        self, number: int, document: str, leaks: int, over: int, actor: str, at: str
    ) -> None:
        """Write what the check of a document found ``at`` (UTC, ISO 8601), in place of what was
        found before."""
        self._store.run(
            "UPDATE sample_documents SET leaks = ?, over = ?, checked_by = ?, checked_at = ? "
            "WHERE sample = ? AND document = ?",
            [leaks, over, actor, at, number, document],
        )

    def _sample(self, row: Row) -> SampleRecord:
        documents = self._store.rows(
            "SELECT place, document, leaks, over, checked_by, checked_at FROM sample_documents "
            "WHERE sample = ? ORDER BY place",
            [row["id"]],
        )
        return SampleRecord(**row, documents=tuple(SampledDocument(**d) for d in documents))
