"""What was decided about declarations after the scores were locked; all of it in the vault.

The log knows a decision by a random reference and a keyed digest, so that it can be proved and
tells nobody who declared what.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from edi_shortlist.storage.audit import utc_now
from edi_shortlist.storage.before_act import BeforeAct
from edi_shortlist.storage.connection import Row, Store


@dataclass(frozen=True)
class DeclarationDecision:
    """A decision on one candidate's declarations.

    Attributes:
        reference: random; the log's name for it.
        at: UTC, ISO 8601.
        actor: who wrote it down.
        decided_by: who decided it.
        before, after: ids of schemes.
    """

    reference: str
    candidate: str
    at: str
    actor: str
    decided_by: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    reason: str

    def digest(self, key: bytes) -> str:
        """Return what proves the decision to whoever has the application's key, in hexadecimal
        (HMAC-SHA-256, RFC 2104)."""
        message = json.dumps(list(vars(self).values()), ensure_ascii=False, separators=(",", ":"))
        return hmac.new(key, message.encode(), hashlib.sha256).hexdigest()


class DecisionStore:
    """The decisions in an open vault. One that was written stays as it is."""

    def __init__(self, store: Store, before_act: BeforeAct) -> None:
        self._store = store
        self._before_act = before_act

    def decide(
        self,
        candidate: str,
        declarations: Sequence[str],
        actor: str,
        decided_by: str,
        reason: str,
    ) -> DeclarationDecision:
        """Write what a candidate's declarations are from now on, and why; nothing stays unclear."""
        self._before_act.remember("applications", candidate)
        self._before_act.remember("declaration_decisions", candidate)
        before = self._store.value(
            "SELECT declarations FROM applications WHERE candidate = ?", [candidate]
        )
        decision = DeclarationDecision(
            secrets.token_hex(16),
            candidate,
            utc_now(),
            actor,
            decided_by,
            tuple(json.loads(str(before))),
            tuple(declarations),
            reason,
        )
        written = json.dumps(decision.after, ensure_ascii=False)
        self._store.insert(
            "declaration_decisions",
            vars(decision)
            | {"before": json.dumps(decision.before, ensure_ascii=False), "after": written},
        )
        self._store.run(
            "UPDATE applications SET declarations = ?, unclear = '[]' WHERE candidate = ?",
            [written, candidate],
        )
        return decision

    def of(self, candidate: str) -> list[DeclarationDecision]:
        """Return the decisions on a candidate, the oldest first."""
        return self._read("d.candidate = ?", candidate)

    def of_vacancy(self, vacancy: str) -> list[DeclarationDecision]:
        """Return the decisions on a vacancy's candidates, the oldest first."""
        return self._read("a.vacancy = ?", vacancy)

    def _read(self, where: str, value: str) -> list[DeclarationDecision]:
        return [
            _decision(row)
            for row in self._store.rows(
                "SELECT d.* FROM declaration_decisions d JOIN applications a "
                f"ON a.candidate = d.candidate WHERE {where} ORDER BY d.at, d.reference",
                [value],
            )
        ]


def _decision(row: Row) -> DeclarationDecision:
    return DeclarationDecision(
        **row
        | {
            "before": tuple(json.loads(row["before"])),
            "after": tuple(json.loads(row["after"])),
        }
    )
