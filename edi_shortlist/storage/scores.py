"""What panellists scored. It knows nothing of criteria, scales or declarations."""

from dataclasses import dataclass

from edi_shortlist.storage.audit import utc_now
from edi_shortlist.storage.connection import Row, Store


@dataclass(frozen=True)
class ScoreRecord:
    """One level that one panellist gave one candidate on one criterion."""

    candidate: str
    panellist: str
    criterion: str
    level: int
    note: str


class ScoreStore:
    """The scores of one workspace."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def put(self, score: ScoreRecord, recorded_by: str) -> None:
        """Write a score, in place of an earlier one."""
        self._store.run(
            "INSERT OR REPLACE INTO scores (candidate, panellist, criterion, level, note, "
            "recorded_by, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                score.candidate,
                score.panellist,
                score.criterion,
                score.level,
                score.note,
                recorded_by,
                utc_now(),
            ],
        )

    def remove(self, candidate: str, panellist: str, criterion: str) -> None:
        """Take a score back."""
        self._store.run(
            "DELETE FROM scores WHERE candidate = ? AND panellist = ? AND criterion = ?",
            [candidate, panellist, criterion],
        )

    def remove_pair(self, candidate: str, panellist: str) -> int:
        """Remove every score of a candidate by one panellist, and return how many there were."""
        return self._store.run(
            "DELETE FROM scores WHERE candidate = ? AND panellist = ?", [candidate, panellist]
        )

    def remove_all(self, candidate: str) -> int:
        """Remove every score of a candidate with its notes, and return how many there were."""
        return self._store.run("DELETE FROM scores WHERE candidate = ?", [candidate])

    def level(self, candidate: str, panellist: str, criterion: str) -> int | None:
        """Return the level given, or None."""
        found = self._store.value(
            "SELECT level FROM scores WHERE candidate = ? AND panellist = ? AND criterion = ?",
            [candidate, panellist, criterion],
        )
        return None if found is None else int(found)

    def levels(self, vacancy: str) -> list[tuple[str, str, str, int]]:
        """Return ``(candidate, criterion, panellist, level)`` for every score of a vacancy, in no
        order; of a great many it is quicker than ``of_vacancy``."""
        with self._store.lock:
            return self._store.db.execute(
                "SELECT s.candidate, s.criterion, s.panellist, s.level FROM scores s "
                "JOIN candidates c ON c.reference = s.candidate WHERE c.vacancy = ?",
                [vacancy],
            ).fetchall()

    def last(self, vacancy: str, panellist: str) -> tuple[str, str] | None:
        """Return the candidate and the criterion that a panellist scored last, or None."""
        row = self._store.row(
            "SELECT s.candidate, s.criterion FROM scores s "
            "JOIN candidates c ON c.reference = s.candidate "
            "WHERE c.vacancy = ? AND s.panellist = ? ORDER BY s.recorded_at DESC LIMIT 1",
            [vacancy, panellist],
        )
        return (row["candidate"], row["criterion"]) if row else None

    def last_panellist(self, vacancy: str) -> str:
        """Return whose score in a vacancy was recorded last, or an empty text."""
        found = self._store.value(
            "SELECT s.panellist FROM scores s JOIN candidates c ON c.reference = s.candidate "
            "WHERE c.vacancy = ? ORDER BY s.recorded_at DESC LIMIT 1",
            [vacancy],
        )
        return str(found or "")

    def stamp(self, vacancy: str) -> tuple[int, str]:
        """Return what stays the same as long as no score of a vacancy is given, changed or taken
        away: how many there are, and when the last was given (UTC)."""
        row = self._store.row(
            "SELECT count(*) AS number, coalesce(max(s.recorded_at), '') AS last FROM scores s "
            "JOIN candidates c ON c.reference = s.candidate WHERE c.vacancy = ?",
            [vacancy],
        )
        assert row is not None
        return int(row["number"]), str(row["last"])

    def of_candidate(self, candidate: str) -> list[tuple[ScoreRecord, str]]:
        """Return a candidate's scores in a fixed order, each with when it was recorded (UTC)."""
        return [
            (_score(row), row["recorded_at"])
            for row in self._store.rows(
                "SELECT * FROM scores WHERE candidate = ? ORDER BY panellist, criterion",
                [candidate],
            )
        ]

    def of_vacancy(self, vacancy: str, panellist: str | None = None) -> list[ScoreRecord]:
        """Return a vacancy's scores, or one panellist's, in a fixed order."""
        with self._store.lock:
            # Row by row as they are: of a great many, mappings would take most of the time.
            found = self._store.db.execute(
                "SELECT s.candidate, s.panellist, s.criterion, s.level, s.note FROM scores s "
                "JOIN candidates c ON c.reference = s.candidate "
                "WHERE c.vacancy = ? AND (? IS NULL OR s.panellist = ?) "
                "ORDER BY s.candidate, s.panellist, s.criterion",
                [vacancy, panellist, panellist],
            )
            return [ScoreRecord(*row) for row in found]


def _score(row: Row) -> ScoreRecord:
    return ScoreRecord(
        row["candidate"], row["panellist"], row["criterion"], row["level"], row["note"]
    )
