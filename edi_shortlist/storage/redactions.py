"""Redaction records: where something is hidden, why, and who decided; and the acts of review.

A record holds offsets, never text. It knows nothing of documents or recognisers.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from edi_shortlist.storage.audit import utc_now
from edi_shortlist.storage.connection import Row, Store

PENDING, ACCEPTED, REJECTED = "pending", "accepted", "rejected"


@dataclass(frozen=True)
class Redaction:
    """A passage that was proposed for hiding, and what was decided.

    Attributes:
        start, end: offsets in characters of the original document's text, half-open.
        label: one of the marking guide's labels.
        score: 0 to 1, how sure the recogniser was.
        source: the recogniser, or ``reviewer``.
        flagged: the policy left it to the reviewer whether to hide it.
        decision: ``pending``, ``accepted`` or ``rejected``.
        decided_at: UTC, ISO 8601.
        rule: the rule under which it was decided, where it was not looked at one by one.
        decision_reason: why a person rejected or marked it, where one was given.
        recorded_at: UTC, ISO 8601; empty where a version before this one recorded it.
        digest: the keyed digest of the passage, in hexadecimal; empty until it is made. It
            follows from the place, so it is not looked at when two are compared.
    """

    id: int
    document_id: str
    start: int
    end: int
    label: str
    score: float
    source: str
    replacement: str
    reason: str
    decision: str = PENDING
    decided_by: str | None = None
    decided_at: str | None = None
    flagged: bool = False
    rule: str = ""
    decision_reason: str = ""
    recorded_at: str = ""
    digest: str = field(default="", compare=False)


@dataclass(frozen=True)
class ReviewAct:
    """Something a reviewer did that can be undone.

    Attributes:
        act: what it was, in words.
        changes: ``(before, after)`` of each redaction; before is None for one that was added.
    """

    id: int
    vacancy: str
    actor: str
    act: str
    changes: tuple[tuple[Redaction | None, Redaction], ...]


class RedactionStore:
    """The redactions of one workspace."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, redaction: Redaction) -> Redaction:
        """Add a redaction and return it with its new id (the id given is not looked at)."""
        record = _record(redaction) | {"recorded_at": redaction.recorded_at or utc_now()}
        del record["id"]
        return _redaction(record | {"id": self._store.insert("redactions", record)})

    def change(self, redaction: Redaction) -> None:
        """Write a redaction's label, wording and decision."""
        self._store.run(
            "UPDATE redactions SET label = :label, replacement = :replacement, reason = :reason, "
            "decision = :decision, decided_by = :decided_by, decided_at = :decided_at, "
            "rule = :rule, decision_reason = :decision_reason WHERE id = :id",
            _record(redaction),
        )

    def remove(self, redaction_id: int) -> None:
        """Remove a redaction that a reviewer added and took back."""
        self._store.run("DELETE FROM redactions WHERE id = ?", [redaction_id])

    def without_digest(self) -> list[Redaction]:
        """Return those of the workspace whose digest was not made yet, by document."""
        return [
            _redaction(row)
            for row in self._store.rows(
                "SELECT * FROM redactions WHERE digest = '' ORDER BY document_id, id"
            )
        ]

    def set_digest(self, redaction_id: int, digest: str) -> None:
        """Write the digest of what a redaction hides."""
        self._store.run("UPDATE redactions SET digest = ? WHERE id = ?", [digest, redaction_id])

    def get(self, redaction_id: int) -> Redaction | None:
        """Return a redaction, or None."""
        row = self._store.row("SELECT * FROM redactions WHERE id = ?", [redaction_id])
        return _redaction(row) if row else None

    def of_document(self, document: str) -> list[Redaction]:
        """Return a document's redactions in the order of the text."""
        return [
            _redaction(row)
            for row in self._store.rows(
                'SELECT * FROM redactions WHERE document_id = ? ORDER BY start, "end", id',
                [document],
            )
        ]

    def of_vacancy(self, vacancy: str, candidate: str | None = None) -> list[Redaction]:
        """Return a vacancy's redactions, or one candidate's, by candidate and place."""
        return [
            _redaction(row)
            for row in self._store.rows(
                "SELECT r.* FROM redactions r JOIN documents d ON d.id = r.document_id "
                "JOIN candidates c ON c.reference = d.candidate "
                "WHERE c.vacancy = ? AND (? IS NULL OR c.reference = ?) "
                'ORDER BY c.reference, d.ordinal, r.start, r."end", r.id',
                [vacancy, candidate, candidate],
            )
        ]

    def counts(self, vacancy: str) -> dict[str, tuple[int, int]]:
        """Return ``(redactions, of them undecided)`` by candidate, without those erased."""
        return {
            row["reference"]: (row["n"], row["undecided"])
            for row in self._store.rows(
                "SELECT c.reference, count(r.id) AS n, "
                "coalesce(sum(r.decision = 'pending'), 0) AS undecided FROM candidates c "
                "LEFT JOIN documents d ON d.candidate = c.reference "
                "LEFT JOIN redactions r ON r.document_id = d.id "
                "WHERE c.vacancy = ? AND c.reference NOT IN (SELECT candidate FROM erased) "
                "GROUP BY c.reference",
                [vacancy],
            )
        }

    def sources(self) -> list[str]:
        """Return what proposed any redaction of the workspace, in order."""
        return [
            row["source"]
            for row in self._store.rows("SELECT DISTINCT source FROM redactions ORDER BY source")
        ]

    # -- acts of review, until release

    def add_act(
        self,
        vacancy: str,
        actor: str,
        act: str,
        changes: Iterable[tuple[Redaction | None, Redaction]],
    ) -> None:
        """Remember an act so that it can be undone."""
        written = [[before and _record(before), _record(after)] for before, after in changes]
        self._store.insert(
            "review_acts",
            {
                "vacancy": vacancy,
                "actor": actor,
                "at": utc_now(),
                "act": act,
                "changes": json.dumps(written, ensure_ascii=False),
            },
        )

    def last_act(self, vacancy: str, actor: str) -> ReviewAct | None:
        """Return the newest act of a person that was not undone yet, or None."""
        row = self._store.row(
            "SELECT * FROM review_acts WHERE vacancy = ? AND actor = ? ORDER BY id DESC LIMIT 1",
            [vacancy, actor],
        )
        if row is None:
            return None
        return ReviewAct(
            row["id"],
            row["vacancy"],
            row["actor"],
            row["act"],
            tuple(
                (_redaction(before) if before else None, _redaction(after))
                for before, after in json.loads(row["changes"])
            ),
        )

    def forget_act(self, act_id: int) -> None:
        """Remove one act: it was undone."""
        self._store.run("DELETE FROM review_acts WHERE id = ?", [act_id])

    def forget_acts_on(self, vacancy: str, candidate: str) -> None:
        """Remove every act that touched a candidate's redactions: they are going."""
        self._store.run(
            "DELETE FROM review_acts WHERE vacancy = ? AND EXISTS (SELECT 1 "
            "FROM json_each(changes) WHERE json_extract(value, '$[1].document_id') LIKE ?)",
            [vacancy, f"{candidate}/%"],
        )

    def forget_acts(self, vacancy: str) -> None:
        """Remove every act of a vacancy: it was released."""
        self._store.run("DELETE FROM review_acts WHERE vacancy = ?", [vacancy])


def _record(redaction: Redaction) -> dict[str, Any]:
    return dict(vars(redaction)) | {"flagged": int(redaction.flagged)}


def _redaction(row: Row | Mapping[str, Any]) -> Redaction:
    return Redaction(**{**row, "flagged": bool(row["flagged"])})
