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
        return [
            _score(row)
            for row in self._store.rows(
                "SELECT s.* FROM scores s JOIN candidates c ON c.reference = s.candidate "
                "WHERE c.vacancy = ? AND (? IS NULL OR s.panellist = ?) "
                "ORDER BY s.candidate, s.panellist, s.criterion",
                [vacancy, panellist, panellist],
            )
        ]


def _score(row: Row) -> ScoreRecord:
    return ScoreRecord(
        row["candidate"], row["panellist"], row["criterion"], row["level"], row["note"]
    )
