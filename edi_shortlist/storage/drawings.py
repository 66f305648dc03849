"""How often a shortlist was drawn, and how it stood before: the times on the blind side, and in the
vault who came out how and why. It knows nothing of the rules.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from edi_shortlist.storage.audit import utc_now
from edi_shortlist.storage.before_act import BeforeAct
from edi_shortlist.storage.connection import Store


@dataclass(frozen=True)
class DrawingRecord:
    """One time that a shortlist was drawn again; the second drawing is number 2.

    Attributes:
        at: UTC, ISO 8601.
    """

    number: int
    at: str
    actor: str


class DrawingStore:
    """On the blind side: when shortlists were drawn again."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, vacancy: str, actor: str) -> int:
        """Write that a shortlist was drawn again, and return which drawing it is, from 2."""
        number = 2 + len(self.of(vacancy))
        self._store.insert(
            "drawings", {"vacancy": vacancy, "number": number, "at": utc_now(), "actor": actor}
        )
        return number

    def of(self, vacancy: str) -> list[DrawingRecord]:
        """Return when a vacancy's shortlist was drawn again, in order."""
        return [
            DrawingRecord(row["number"], row["at"], row["actor"])
            for row in self._store.rows(
                "SELECT number, at, actor FROM drawings WHERE vacancy = ? ORDER BY number",
                [vacancy],
            )
        ]


@dataclass(frozen=True)
class EarlierOutcome:
    """How a candidate came out in a drawing that counts no more.

    Attributes:
        drawing: which, from 1.
        total: an exact fraction as text.
        schemes: ids.
    """

    candidate: str
    drawing: int
    total: str
    rank: int | None
    invited: bool
    route: str | None
    schemes: tuple[str, ...]
    explanation: str


class AccountStore:
    """In the vault: what each rule says of each candidate, and how earlier drawings came out."""

    def __init__(self, store: Store, before_act: BeforeAct) -> None:
        self._store = store
        self._before_act = before_act

    def put(self, accounts: Mapping[str, Mapping[str, Any]]) -> None:
        """Write the accounts of candidates, in place of earlier ones."""
        self._before_act.remember_all("accounts", accounts)
        self._store.run_many(
            "INSERT OR REPLACE INTO accounts (candidate, account) VALUES (?, ?)",
            [(name, json.dumps(one, ensure_ascii=False)) for name, one in accounts.items()],
        )

    def of_vacancy(self, vacancy: str) -> dict[str, dict[str, Any]]:
        """Return the accounts of a vacancy's candidates."""
        return {
            row["candidate"]: json.loads(row["account"])
            for row in self._store.rows(
                "SELECT t.* FROM accounts t JOIN applications a ON a.candidate = t.candidate "
                "WHERE a.vacancy = ? ORDER BY t.candidate",
                [vacancy],
            )
        }

    def of(self, candidate: str) -> dict[str, Any] | None:
        """Return a candidate's account, or None."""
        found = self._store.value("SELECT account FROM accounts WHERE candidate = ?", [candidate])
        return None if found is None else dict(json.loads(found))

    def put_aside(self, outcomes: Iterable[EarlierOutcome]) -> None:
        """Keep how candidates came out in a drawing that counts no more."""
        kept = list(outcomes)
        self._before_act.remember_all("earlier_outcomes", [one.candidate for one in kept])
        self._store.run_many(
            "INSERT INTO earlier_outcomes (candidate, drawing, total, rank, invited, route, "
            "schemes, explanation) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    one.candidate,
                    one.drawing,
                    one.total,
                    one.rank,
                    int(one.invited),
                    one.route,
                    json.dumps(one.schemes, ensure_ascii=False),
                    one.explanation,
                )
                for one in kept
            ],
        )

    def earlier(self, vacancy: str, drawing: int) -> dict[str, EarlierOutcome]:
        """Return how a vacancy's candidates came out in an earlier drawing, without the erased."""
        return {
            one.candidate: one
            for one in self._earlier("a.vacancy = ? AND e.drawing = ?", [vacancy, drawing])
        }

    def earlier_of(self, candidate: str) -> list[EarlierOutcome]:
        """Return how a candidate came out in the earlier drawings, in order."""
        return self._earlier("e.candidate = ?", [candidate])

    def _earlier(self, where: str, values: list[Any]) -> list[EarlierOutcome]:
        return [
            EarlierOutcome(
                row["candidate"],
                row["drawing"],
                row["total"],
                row["rank"],
                bool(row["invited"]),
                row["route"],
                tuple(json.loads(row["schemes"])),
                row["explanation"],
            )
            for row in self._store.rows(
                "SELECT e.* FROM earlier_outcomes e JOIN applications a "
                f"ON a.candidate = e.candidate WHERE {where} ORDER BY e.candidate, e.drawing",
                values,
            )
        ]
