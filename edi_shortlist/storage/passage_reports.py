"""Passages that panellists reported: where they stand, never what they say."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from edi_shortlist.storage.audit import utc_now
from edi_shortlist.storage.connection import Row, Store

WAITING, KEPT, RESTORED = "waiting", "kept", "restored"


@dataclass(frozen=True)
class ReportedPlace:
    """Where a passage stands: characters of a document's anonymised text, half-open."""

    document_id: str
    start: int
    end: int


@dataclass(frozen=True)
class ReportRecord:
    """A passage that tells who a candidate is, as a panellist reported it.

    Attributes:
        token: its name in every file that tells of it.
        reported_at: UTC, ISO 8601.
        hidden_at: when it was hidden in this file, UTC, ISO 8601.
        place_key: the key of the digest under which the log knows the place.
        reported_in: the identifier of the pack that told of it, or None.
        places: everywhere that it stands in the candidate's documents, in order.
        decision: ``waiting``, ``kept`` (hidden for good) or ``restored``.
        label, replacement: what HR says it is, and what stands for it; empty until it is kept.
    """

    id: int
    token: str
    candidate: str
    panellist: str
    reported_at: str
    hidden_at: str
    place_key: bytes = field(repr=False)
    reported_in: str | None = None
    places: tuple[ReportedPlace, ...] = ()
    decision: str = WAITING
    label: str = ""
    replacement: str = ""
    decided_by: str | None = None
    decided_at: str | None = None

    @property
    def hides(self) -> bool:
        """Whether its places are hidden now."""
        return self.decision != RESTORED


#: The setting that stands while the file waits to be rewritten after text was hidden in it.
_TO_CLEAN = "hidden bytes to clean"


_TOLD = (
    *("token", "candidate", "panellist", "reported_at", "hidden_at", "place_key"),
    "reported_in",
)


class ReportStore:
    """The reports of one workspace or pack."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, report: ReportRecord) -> int:
        """Write a report with its places and return its number (the one given is not looked
        at)."""
        number = self._store.insert("reports", {name: getattr(report, name) for name in _TOLD})
        for place in report.places:
            self._store.insert("report_places", {"report": number, **vars(place)})
        return number

    def decide(
        self, number: int, decision: str, by: str, label: str = "", replacement: str = ""
    ) -> None:
        """Write what HR decided about a report."""
        self._store.run(
            "UPDATE reports SET decision = ?, label = ?, replacement = ?, decided_by = ?, "
            "decided_at = ? WHERE id = ?",
            [decision, label, replacement, by, utc_now(), number],
        )

    def get(self, number: int) -> ReportRecord | None:
        """Return a report, or None."""
        row = self._store.row("SELECT * FROM reports WHERE id = ?", [number])
        return self._report(row) if row else None

    def is_known(self, token: str) -> bool:
        """Say whether a report of that name is here already."""
        return self._store.value("SELECT 1 FROM reports WHERE token = ?", [token]) is not None

    def of_vacancy(self, vacancy: str) -> list[ReportRecord]:
        """Return a vacancy's reports, the oldest first."""
        return self._reports(
            "SELECT r.* FROM reports r JOIN candidates c ON c.reference = r.candidate "
            "WHERE c.vacancy = ? ORDER BY r.id",
            [vacancy],
        )

    def of_candidate(self, candidate: str) -> list[ReportRecord]:
        """Return a candidate's reports, the oldest first."""
        return self._reports("SELECT * FROM reports WHERE candidate = ? ORDER BY id", [candidate])

    def every(self) -> list[ReportRecord]:
        """Return every report of the file, the oldest first."""
        return self._reports("SELECT * FROM reports ORDER BY id", [])

    def must_be_cleaned(self) -> None:
        """Write that bytes of a hidden text may still lie in the file."""
        self._store.run(
            "INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", [_TO_CLEAN, "yes"]
        )

    def wait_to_be_cleaned(self) -> bool:
        """Say whether bytes of a hidden text may still lie in the file."""
        return self._store.value("SELECT 1 FROM settings WHERE name = ?", [_TO_CLEAN]) is not None

    def are_cleaned(self) -> None:
        """Write that the file was rewritten since."""
        self._store.run("DELETE FROM settings WHERE name = ?", [_TO_CLEAN])

    def remove_all(self, candidate: str) -> None:
        """Remove a candidate's reports."""
        self._store.run(
            "DELETE FROM report_places "
            "WHERE report IN (SELECT id FROM reports WHERE candidate = ?)",
            [candidate],
        )
        self._store.run("DELETE FROM reports WHERE candidate = ?", [candidate])

    def _reports(self, sql: str, args: Sequence[str]) -> list[ReportRecord]:
        return [self._report(row) for row in self._store.rows(sql, args)]

    def _report(self, row: Row) -> ReportRecord:
        places = [
            ReportedPlace(**place)
            for place in self._store.rows(
                'SELECT document_id, start, "end" FROM report_places WHERE report = ? '
                "ORDER BY document_id, start",
                [row["id"]],
            )
        ]
        return ReportRecord(
            **{**row, "place_key": bytes(row["place_key"]), "places": tuple(places)}
        )
