"""Vacancies, candidates and anonymised documents on the blind side.

A vacancy's definition and a document are kept as the JSON they came as. Nothing here knows who a
candidate is.
"""

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from edi_shortlist.storage.audit import utc_now
from edi_shortlist.storage.connection import Row, Store
from edi_shortlist.storage.erasures import ErasureStore

# Crockford's base 32 (2002): no I, L, O or U, so that a reference can be read out and typed.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

# An erased candidate's row stays where it has a place in a shortlist; nothing else knows of it.
_NOT_ERASED = "reference NOT IN (SELECT candidate FROM erased)"


@dataclass(frozen=True)
class VacancyRecord:
    """A vacancy as stored; ``definition`` is the mapping of its ``vacancy.toml``."""

    reference: str
    title: str
    state: str
    definition: Mapping[str, Any]
    created_at: str
    locked_at: str | None
    shortlisted_at: str | None
    closed_at: str | None


@dataclass(frozen=True)
class StandingRecord:
    """How a candidate came out, without the route. ``total`` is an exact fraction as text."""

    candidate: str
    total: str
    rank: int | None
    meets_minimum: bool
    failed_essentials: tuple[str, ...]
    invited: bool


@dataclass(frozen=True)
class DocumentRecord:
    """A document's place in an application; ``anonymised`` from release on."""

    id: str
    candidate: str
    ordinal: int
    anonymised: Mapping[str, Any] | None


def document_id(candidate: str, ordinal: int) -> str:
    """Return the identifier of a candidate's document, say ``C-07QK/1``."""
    return f"{candidate}/{ordinal}"


class BlindStore:
    """The blind side's vacancies, candidates and documents.

    Attributes:
        erasures: which candidates were erased, and how long the others are kept.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.erasures = ErasureStore(store)

    # -- vacancies

    def add_vacancy(
        self, reference: str, title: str, state: str, definition: Mapping[str, Any]
    ) -> None:
        """Add a vacancy."""
        self._store.insert(
            "vacancies",
            {
                "reference": reference,
                "title": title,
                "state": state,
                "definition": json.dumps(definition, ensure_ascii=False),
                "created_at": utc_now(),
            },
        )

    def change_vacancy(self, reference: str, title: str, definition: Mapping[str, Any]) -> None:
        """Exchange a vacancy's definition."""
        self._store.run(
            "UPDATE vacancies SET title = ?, definition = ? WHERE reference = ?",
            [title, json.dumps(definition, ensure_ascii=False), reference],
        )

    def set_state(self, reference: str, state: str) -> None:
        """Write a vacancy's state, and the time where the state has a column for it."""
        column = f"{state}_at"
        timed = column in {
            "released_at",
            "locked_at",
            "shortlisted_at",
            "unsealed_at",
            "closed_at",
        }
        self._store.run("UPDATE vacancies SET state = ? WHERE reference = ?", [state, reference])
        if timed:
            self._store.run(
                f"UPDATE vacancies SET {column} = ? WHERE reference = ?", [utc_now(), reference]
            )

    def vacancy(self, reference: str) -> VacancyRecord | None:
        """Return a vacancy, or None."""
        row = self._store.row("SELECT * FROM vacancies WHERE reference = ?", [reference])
        return _vacancy(row) if row else None

    def vacancies(self) -> list[VacancyRecord]:
        """Return every vacancy, the oldest first."""
        return [
            _vacancy(row)
            for row in self._store.rows("SELECT * FROM vacancies ORDER BY created_at, reference")
        ]

    # -- candidates

    def new_reference(self) -> str:
        """Return an unused random candidate reference, say ``C-07QK``."""
        length = 4
        while True:
            for _ in range(20):
                drawn = "C-" + "".join(secrets.choice(_ALPHABET) for _ in range(length))
                if not self._store.value(
                    "SELECT 1 FROM candidates WHERE reference = :drawn UNION ALL "
                    "SELECT 1 FROM erased WHERE candidate = :drawn",
                    {"drawn": drawn},
                ):
                    return drawn
            length += 1  # so full a workspace needs longer references

    def add_candidate(self, vacancy: str, candidate: str, documents: int) -> list[str]:
        """Add a candidate with that many documents and return the documents' identifiers."""
        self._store.insert("candidates", {"reference": candidate, "vacancy": vacancy})
        identifiers = []
        for ordinal in range(1, documents + 1):
            identifier = document_id(candidate, ordinal)
            self._store.insert(
                "documents", {"id": identifier, "candidate": candidate, "ordinal": ordinal}
            )
            identifiers.append(identifier)
        return identifiers

    def remove_candidate(self, candidate: str) -> None:
        """Remove a candidate with documents and redactions; scores must be gone."""
        self.remove_documents(candidate)
        self._store.run("DELETE FROM candidates WHERE reference = ?", [candidate])

    def remove_documents(self, candidate: str) -> None:
        """Remove a candidate's documents and their redactions; the standing stays."""
        self._store.run(
            "DELETE FROM redactions WHERE document_id IN "
            "(SELECT id FROM documents WHERE candidate = ?)",
            [candidate],
        )
        self._store.run("DELETE FROM documents WHERE candidate = ?", [candidate])

    def candidates(self, vacancy: str) -> list[str]:
        """Return a vacancy's candidates in reference order, without those who were erased."""
        return [
            row["reference"]
            for row in self._store.rows(
                f"SELECT reference FROM candidates WHERE vacancy = ? AND {_NOT_ERASED} "
                "ORDER BY reference",
                [vacancy],
            )
        ]

    def every_candidate(self) -> set[str]:
        """Return every candidate of the workspace, without those who were erased."""
        return {
            row["reference"]
            for row in self._store.rows(f"SELECT reference FROM candidates WHERE {_NOT_ERASED}")
        }

    def vacancy_of(self, candidate: str) -> str | None:
        """Return the vacancy that a candidate applied for, or None; also for one erased."""
        found = self._store.value(
            f"SELECT vacancy FROM candidates WHERE reference = ? AND {_NOT_ERASED}", [candidate]
        )
        return str(found) if found is not None else None

    # -- documents

    def documents(self, candidate: str) -> list[DocumentRecord]:
        """Return a candidate's documents in order."""
        return [
            DocumentRecord(
                row["id"],
                row["candidate"],
                row["ordinal"],
                json.loads(row["anonymised"]) if row["anonymised"] else None,
            )
            for row in self._store.rows(
                "SELECT * FROM documents WHERE candidate = ? ORDER BY ordinal", [candidate]
            )
        ]

    def document_names(self, vacancy: str) -> list[str]:
        """Return a vacancy's documents by reference, in order, without those of the erased."""
        return [
            row["id"]
            for row in self._store.rows(
                "SELECT d.id FROM documents d JOIN candidates c ON c.reference = d.candidate "
                f"WHERE c.vacancy = ? AND {_NOT_ERASED} ORDER BY c.reference, d.ordinal",
                [vacancy],
            )
        ]

    def documents_count(self, vacancy: str) -> dict[str, int]:
        """Return how many documents each candidate of a vacancy sent."""
        return {
            row["reference"]: row["n"]
            for row in self._store.rows(
                "SELECT c.reference, count(d.id) AS n FROM candidates c "
                "LEFT JOIN documents d ON d.candidate = c.reference "
                "WHERE c.vacancy = ? GROUP BY c.reference",
                [vacancy],
            )
        }

    def candidate_of(self, document: str) -> str | None:
        """Return the candidate who sent a document, or None."""
        found = self._store.value("SELECT candidate FROM documents WHERE id = ?", [document])
        return str(found) if found is not None else None

    def set_anonymised(self, document: str, content: Mapping[str, Any]) -> None:
        """Write a document's anonymised form."""
        self._store.run(
            "UPDATE documents SET anonymised = ? WHERE id = ?",
            [json.dumps(content, ensure_ascii=False), document],
        )

    # -- the shortlist, without its reasons

    def set_standings(self, standings: Iterable[StandingRecord]) -> None:
        """Write how candidates came out."""
        self._store.run_many(
            "UPDATE candidates SET total = ?, rank = ?, meets_minimum = ?, "
            "failed_essentials = ?, invited = ? WHERE reference = ?",
            [
                (
                    standing.total,
                    standing.rank,
                    standing.meets_minimum,
                    json.dumps(standing.failed_essentials),
                    standing.invited,
                    standing.candidate,
                )
                for standing in standings
            ],
        )

    def standings(self, vacancy: str) -> list[StandingRecord]:
        """Return how a vacancy's candidates came out, also those erased since, by reference."""
        return [
            StandingRecord(
                row["reference"],
                row["total"],
                row["rank"],
                bool(row["meets_minimum"]),
                tuple(json.loads(row["failed_essentials"])),
                bool(row["invited"]),
            )
            for row in self._store.rows(
                "SELECT * FROM candidates WHERE vacancy = ? AND invited IS NOT NULL "
                "ORDER BY reference",
                [vacancy],
            )
        ]

    def invited(self, vacancy: str) -> Sequence[str]:
        """Return who is invited, in reference order."""
        return [s.candidate for s in self.standings(vacancy) if s.invited]


def _vacancy(row: Row) -> VacancyRecord:
    return VacancyRecord(
        row["reference"],
        row["title"],
        row["state"],
        json.loads(row["definition"]),
        row["created_at"],
        row["locked_at"],
        row["shortlisted_at"],
        row["closed_at"],
    )
