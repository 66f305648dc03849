"""The interview stage on the blind side: the plan, questions, who interviews whom, scores and
outcomes, by reference. It knows nothing of anybody's time, name or adjustments."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from edi_shortlist.storage.audit import utc_now
from edi_shortlist.storage.connection import Row, Store

_OF_CANDIDATE = ("interview_outcomes", "interview_scores", "interview_panels")


@dataclass(frozen=True)
class QuestionRecord:
    """A question on one criterion, and what a good answer shows, by level."""

    criterion: str
    question: str
    good: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class InterviewScoreRecord:
    """One level that one panellist gave one candidate on one criterion at interview."""

    candidate: str
    panellist: str
    criterion: str
    level: int
    recorded_at: str = ""


@dataclass(frozen=True)
class OutcomeRecord:
    """One outcome as recorded; ``day`` is an ISO date, the other times are UTC, ISO 8601."""

    id: int
    candidate: str
    outcome: str
    day: str
    place: int | None
    recorded_by: str
    recorded_at: str
    taken_back_by: str | None = None
    taken_back_at: str | None = None


class InterviewStore:
    """The interviews of one workspace, as far as the blind side knows them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # -- the plan

    def plan(self, vacancy: str) -> dict[str, Any] | None:
        """Return the mapping of a vacancy's plan, or None."""
        found = self._store.value("SELECT plan FROM interview_plans WHERE vacancy = ?", [vacancy])
        return None if found is None else dict(json.loads(found))

    def set_plan(self, vacancy: str, plan: Mapping[str, Any]) -> None:
        """Write a vacancy's plan."""
        self._store.run(
            "INSERT OR REPLACE INTO interview_plans (vacancy, plan) VALUES (?, ?)",
            [vacancy, json.dumps(plan, ensure_ascii=False)],
        )

    # -- questions

    def set_questions(self, vacancy: str, questions: Sequence[QuestionRecord]) -> None:
        """Write a vacancy's questions in place of those that were."""
        self._store.run("DELETE FROM interview_questions WHERE vacancy = ?", [vacancy])
        for place, one in enumerate(questions, 1):
            self._store.insert(
                "interview_questions",
                {
                    "vacancy": vacancy,
                    "criterion": one.criterion,
                    "place": place,
                    "question": one.question,
                    "good": json.dumps(
                        {str(level): said for level, said in one.good.items()}, ensure_ascii=False
                    ),
                },
            )

    def questions(self, vacancy: str) -> list[QuestionRecord]:
        """Return a vacancy's questions in the order in which they are asked."""
        return [
            QuestionRecord(
                row["criterion"],
                row["question"],
                {int(level): said for level, said in json.loads(row["good"]).items()},
            )
            for row in self._store.rows(
                "SELECT * FROM interview_questions WHERE vacancy = ? ORDER BY place", [vacancy]
            )
        ]

    # -- who interviews whom

    def set_panel(self, candidate: str, panel: Sequence[str]) -> None:
        """Write who interviews a candidate."""
        self._store.run("DELETE FROM interview_panels WHERE candidate = ?", [candidate])
        for place, panellist in enumerate(panel, 1):
            self._store.insert(
                "interview_panels",
                {"candidate": candidate, "place": place, "panellist": panellist},
            )

    def panels(self, vacancy: str) -> dict[str, tuple[str, ...]]:
        """Return who interviews each candidate, as far as that is settled."""
        found: dict[str, tuple[str, ...]] = {}
        for row in self._store.rows(
            "SELECT p.* FROM interview_panels p JOIN candidates c ON c.reference = p.candidate "
            "WHERE c.vacancy = ? ORDER BY p.candidate, p.place",
            [vacancy],
        ):
            found[row["candidate"]] = (*found.get(row["candidate"], ()), row["panellist"])
        return found

    # -- scores

    def put_score(self, score: InterviewScoreRecord, recorded_by: str) -> None:
        """Write a score, in place of an earlier one."""
        self._store.run(
            "INSERT OR REPLACE INTO interview_scores (candidate, panellist, criterion, level, "
            "recorded_by, recorded_at) VALUES (?, ?, ?, ?, ?, ?)",
            [
                score.candidate,
                score.panellist,
                score.criterion,
                score.level,
                recorded_by,
                utc_now(),
            ],
        )

    def remove_score(self, candidate: str, panellist: str, criterion: str) -> None:
        """Take a score back."""
        self._store.run(
            "DELETE FROM interview_scores WHERE candidate = ? AND panellist = ? AND criterion = ?",
            [candidate, panellist, criterion],
        )

    def scores(self, vacancy: str) -> list[InterviewScoreRecord]:
        """Return a vacancy's scores of the interview in a fixed order."""
        return [
            InterviewScoreRecord(
                row["candidate"],
                row["panellist"],
                row["criterion"],
                row["level"],
                row["recorded_at"],
            )
            for row in self._store.rows(
                "SELECT s.* FROM interview_scores s JOIN candidates c "
                "ON c.reference = s.candidate WHERE c.vacancy = ? "
                "ORDER BY s.candidate, s.panellist, s.criterion",
                [vacancy],
            )
        ]

    def lock(self, vacancy: str, by: str) -> None:
        """Write that a vacancy's scores of the interview are locked."""
        self._store.insert("interview_locks", {"vacancy": vacancy, "at": utc_now(), "by": by})

    def locked_at(self, vacancy: str) -> str | None:
        """Return when they were locked, or None."""
        found = self._store.value("SELECT at FROM interview_locks WHERE vacancy = ?", [vacancy])
        return None if found is None else str(found)

    # -- outcomes

    def add_outcome(
        self, candidate: str, outcome: str, day: str, place: int | None, recorded_by: str
    ) -> None:
        """Add an outcome after those that were."""
        self._store.insert(
            "interview_outcomes",
            {
                "candidate": candidate,
                "outcome": outcome,
                "day": day,
                "place": place,
                "recorded_by": recorded_by,
                "recorded_at": utc_now(),
            },
        )

    def take_outcome_back(self, outcome_id: int, by: str) -> None:
        """Mark an outcome as one that does not hold; it stays in the history."""
        self._store.run(
            "UPDATE interview_outcomes SET taken_back_by = ?, taken_back_at = ? WHERE id = ?",
            [by, utc_now(), outcome_id],
        )

    def outcomes(self, vacancy: str) -> list[OutcomeRecord]:
        """Return every outcome of a vacancy, those taken back too, as they were recorded."""
        return [
            _outcome(row)
            for row in self._store.rows(
                "SELECT o.* FROM interview_outcomes o JOIN candidates c "
                "ON c.reference = o.candidate WHERE c.vacancy = ? ORDER BY o.candidate, o.id",
                [vacancy],
            )
        ]

    # -- erasing

    def remove_all(self, candidate: str) -> None:
        """Remove everything about a candidate."""
        for table in _OF_CANDIDATE:
            self._store.run(f"DELETE FROM {table} WHERE candidate = ?", [candidate])


def _outcome(row: Row) -> OutcomeRecord:
    return OutcomeRecord(**row)
