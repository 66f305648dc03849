"""The passages that panellists marked as evidence: where they stand, never what they say."""

from collections.abc import Sequence
from dataclasses import dataclass

from edi_shortlist.storage.audit import utc_now
from edi_shortlist.storage.connection import Row, Store

_COLUMNS = 'e.candidate, e.panellist, e.criterion, e.document, e.start, e."end"'
_ORDER = "ORDER BY e.candidate, e.panellist, e.criterion, e.document, e.start"


@dataclass(frozen=True)
class EvidenceRecord:
    """A passage that one panellist marked for one criterion.

    Attributes:
        document: the document's identifier.
        start, end: half-open, in characters of the document's anonymised text.
    """

    candidate: str
    panellist: str
    criterion: str
    document: str
    start: int
    end: int


class EvidenceStore:
    """The evidence of one workspace or panel pack."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def put(self, evidence: EvidenceRecord, recorded_by: str, pack: str = "") -> None:
        """Write a passage.

        Args:
            pack: the panel pack that brought it, if one did.
        """
        more = {"recorded_by": recorded_by, "recorded_at": utc_now(), "pack": pack}
        self._store.insert("evidence", {**vars(evidence), **more})

    def remove(self, evidence: EvidenceRecord) -> None:
        """Take a passage back."""
        self._store.run(
            "DELETE FROM evidence WHERE candidate = ? AND panellist = ? AND criterion = ? "
            "AND document = ? AND start = ?",
            [
                evidence.candidate,
                evidence.panellist,
                evidence.criterion,
                evidence.document,
                evidence.start,
            ],
        )

    def remove_all(self, candidate: str, panellist: str | None = None) -> int:
        """Remove a candidate's evidence, or what one panellist marked of it; return how much."""
        return self._store.run(
            "DELETE FROM evidence WHERE candidate = ? AND (? IS NULL OR panellist = ?)",
            [candidate, panellist, panellist],
        )

    def of_candidate(self, candidate: str) -> list[EvidenceRecord]:
        """Return a candidate's evidence in a fixed order."""
        return self._records(
            f"SELECT {_COLUMNS} FROM evidence e WHERE e.candidate = ? {_ORDER}", [candidate]
        )

    def of_vacancy(self, vacancy: str, panellist: str | None = None) -> list[EvidenceRecord]:
        """Return a vacancy's evidence, or one panellist's, in a fixed order."""
        return self._records(
            f"SELECT {_COLUMNS} FROM evidence e JOIN candidates c ON c.reference = e.candidate "
            f"WHERE c.vacancy = ? AND (? IS NULL OR e.panellist = ?) {_ORDER}",
            [vacancy, panellist, panellist],
        )

    def brought_by_packs(self, vacancy: str, panellist: str) -> list[EvidenceRecord]:
        """Return what panel packs of a panellist brought, in a fixed order."""
        return self._records(
            f"SELECT {_COLUMNS} FROM evidence e JOIN candidates c ON c.reference = e.candidate "
            f"WHERE c.vacancy = ? AND e.panellist = ? AND e.pack <> '' {_ORDER}",
            [vacancy, panellist],
        )

    def _records(self, sql: str, args: Sequence[str | None]) -> list[EvidenceRecord]:
        return [evidence_record(row) for row in self._store.rows(sql, args)]


def evidence_record(row: Row) -> EvidenceRecord:
    """Return a row of the table as a record."""
    return EvidenceRecord(
        row["candidate"],
        row["panellist"],
        row["criterion"],
        row["document"],
        row["start"],
        row["end"],
    )
