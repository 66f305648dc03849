"""The sealed side: identities, declarations, originals, extracted texts, and why who is invited.

It is reached only through ``Workspace.unlock``. It knows nothing of redaction or scoring.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from edi_shortlist.storage.audit import Anchor, utc_now
from edi_shortlist.storage.before_act import BeforeAct
from edi_shortlist.storage.blind import document_id
from edi_shortlist.storage.connection import Row, Store
from edi_shortlist.storage.declaration_decisions import DecisionStore
from edi_shortlist.storage.digests import DigestKeys
from edi_shortlist.storage.drafts import DraftStore
from edi_shortlist.storage.drawings import AccountStore
from edi_shortlist.storage.packs import PinStore
from edi_shortlist.storage.sealed_interviews import SealedInterviewStore


@dataclass(frozen=True)
class Original:
    """A file as it arrived, and the text read from it (the mapping of a ``Document``)."""

    file_name: str
    content: bytes
    document: Mapping[str, Any]


@dataclass(frozen=True)
class SealedApplication:
    """What identifies an applicant.

    Attributes:
        name: what the applicant's folder or file was called where it came from.
        declarations: ids of the schemes declared for.
        unclear: what a person must look at before the shortlist, as sentences.
    """

    candidate: str
    vacancy: str
    name: str = ""
    identity: Mapping[str, str] = field(default_factory=dict)
    declarations: tuple[str, ...] = ()
    adjustments: str = ""
    interview_mode: str = ""
    monitoring: Mapping[str, str] = field(default_factory=dict)
    unclear: tuple[str, ...] = ()
    imported_at: str = ""


@dataclass(frozen=True)
class Confirmation:
    """That a person confirmed what was read of an application.

    Attributes:
        at: UTC, ISO 8601.
        changes: the name of each field that it changed, with its value before and after.
        reason: how it was found out, where something was not clear.
    """

    id: int
    at: str
    actor: str
    changes: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True)
class DeclarationChange:
    """That a person set a candidate's declarations: ids of schemes before and after, and why."""

    at: str
    actor: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class SealedOutcome:
    """Why a candidate was or was not invited."""

    candidate: str
    route: str | None
    schemes: tuple[str, ...]
    explanation: str


class Vault:
    """An open vault.

    Attributes:
        drafts: what was typed and not confirmed yet.
        pins: of the panel packs that were made with the vault open.
        digest_keys: the keys of the digests of what is hidden.
        before_act: what the act under way changes, as it was.
        decisions: on declarations, after the lock.
        accounts: why each candidate came out as in the shortlist that counts, and earlier ones.
        interviews: when and how the invited are interviewed.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.drafts = DraftStore(store)
        self.pins = PinStore(store)
        self.digest_keys = DigestKeys(store)
        self.before_act = BeforeAct(store)
        self.decisions = DecisionStore(store, self.before_act)
        self.accounts = AccountStore(store, self.before_act)
        self.interviews = SealedInterviewStore(store, self.before_act)

    # -- applications

    def add_application(
        self, application: SealedApplication, originals: Sequence[Original]
    ) -> None:
        """Add an application with its files; documents are numbered from 1 in that order."""
        self._store.insert(
            "applications",
            {
                "candidate": application.candidate,
                "vacancy": application.vacancy,
                "name": application.name,
                "identity": _json(dict(application.identity)),
                "declarations": _json(application.declarations),
                "adjustments": application.adjustments,
                "interview_mode": application.interview_mode,
                "monitoring": _json(dict(application.monitoring)),
                "unclear": _json(application.unclear),
                "imported_at": application.imported_at or utc_now(),
            },
        )
        self.digest_keys.add(application.candidate)
        for ordinal, original in enumerate(originals, 1):
            self._store.insert(
                "documents",
                {
                    "id": document_id(application.candidate, ordinal),
                    "candidate": application.candidate,
                    "ordinal": ordinal,
                    "file_name": original.file_name,
                    "sha256": sha256(original.content),
                    "original": original.content,
                    "content": _json(original.document),
                },
            )

    def application(self, candidate: str) -> SealedApplication | None:
        """Return an application, or None."""
        row = self._store.row("SELECT * FROM applications WHERE candidate = ?", [candidate])
        return _application(row) if row else None

    def applications(self, vacancy: str) -> list[SealedApplication]:
        """Return a vacancy's applications in reference order."""
        return [
            _application(row)
            for row in self._store.rows(
                "SELECT * FROM applications WHERE vacancy = ? ORDER BY candidate", [vacancy]
            )
        ]

    def same_files(self, vacancy: str, hashes: Iterable[str]) -> str | None:
        """Return the candidate of a vacancy who already sent all of these files, or None.

        Args:
            hashes: SHA-256 of each file, in hexadecimal.
        """
        wanted = sorted(set(hashes))
        if not wanted:
            return None
        marks = ", ".join("?" for _ in wanted)
        found = self._store.value(
            "SELECT a.candidate FROM applications a JOIN documents d ON d.candidate = a.candidate "
            f"WHERE a.vacancy = ? AND d.sha256 IN ({marks}) "
            "GROUP BY a.candidate HAVING count(DISTINCT d.sha256) = ? ORDER BY a.candidate",
            [vacancy, *wanted, len(wanted)],
        )
        return None if found is None else str(found)

    def content(self, document: str) -> dict[str, Any] | None:
        """Return the mapping of a document as it was read, or None."""
        found = self._store.value("SELECT content FROM documents WHERE id = ?", [document])
        return None if found is None else dict(json.loads(found))

    def original(self, document: str) -> tuple[str, bytes] | None:
        """Return a document's file name and bytes as they arrived, or None."""
        row = self._store.row("SELECT file_name, original FROM documents WHERE id = ?", [document])
        return (row["file_name"], row["original"]) if row else None

    def originals(self, candidate: str) -> list[Original]:
        """Return the files of an application as they arrived, in order."""
        return [
            Original(row["file_name"], row["original"], json.loads(row["content"]))
            for row in self._store.rows(
                "SELECT * FROM documents WHERE candidate = ? ORDER BY ordinal", [candidate]
            )
        ]

    def file_hashes(self, vacancy: str) -> dict[str, frozenset[str]]:
        """Return the SHA-256 of each candidate's files, in hexadecimal."""
        found: dict[str, set[str]] = {}
        for row in self._store.rows(
            "SELECT d.candidate, d.sha256 FROM documents d JOIN applications a "
            "ON a.candidate = d.candidate WHERE a.vacancy = ?",
            [vacancy],
        ):
            found.setdefault(row["candidate"], set()).add(row["sha256"])
        return {candidate: frozenset(hashes) for candidate, hashes in found.items()}

    def remove_application(self, candidate: str) -> None:
        """Remove an application with its files and all that is known of it, and what could prove
        any text of it."""
        self._store.run("DELETE FROM applications WHERE candidate = ?", [candidate])
        self.digest_keys.forget_shared()

    def keep_apart(self, one: str, other: str, actor: str) -> None:
        """Write that two applications are two people's; ``one`` comes before ``other``."""
        self.before_act.remember("kept_apart", one)
        self._store.run(
            "INSERT OR REPLACE INTO kept_apart (one, other, actor, at) VALUES (?, ?, ?, ?)",
            [one, other, actor, utc_now()],
        )

    def kept_apart(self) -> set[tuple[str, str]]:
        """Return the pairs that are two people's."""
        return {
            (row["one"], row["other"])
            for row in self._store.rows("SELECT one, other FROM kept_apart")
        }

    def set_declarations(
        self, candidate: str, declarations: Sequence[str], actor: str, reason: str
    ) -> None:
        """Write what a person found out about a candidate's declarations; nothing stays unclear."""
        self.before_act.remember("applications", candidate)
        self.before_act.remember("declaration_changes", candidate)
        before = self._store.value(
            "SELECT declarations FROM applications WHERE candidate = ?", [candidate]
        )
        self._store.insert(
            "declaration_changes",
            {
                "candidate": candidate,
                "at": utc_now(),
                "actor": actor,
                "before": before,
                "after": _json(declarations),
                "reason": reason,
            },
        )
        self._store.run(
            "UPDATE applications SET declarations = ?, unclear = '[]' WHERE candidate = ?",
            [_json(declarations), candidate],
        )

    def has_declarations_by_hand(self, candidate: str) -> bool:
        """Say whether a person ever set a candidate's declarations."""
        found = self._store.value(
            "SELECT 1 FROM declaration_changes WHERE candidate = :one UNION ALL "
            "SELECT 1 FROM declaration_decisions WHERE candidate = :one LIMIT 1",
            {"one": candidate},
        )
        return bool(found)

    def declaration_changes(self, candidate: str) -> list[DeclarationChange]:
        """Return how people set a candidate's declarations, the last change last."""
        return [
            DeclarationChange(
                row["at"],
                row["actor"],
                tuple(json.loads(row["before"])),
                tuple(json.loads(row["after"])),
                row["reason"],
            )
            for row in self._store.rows(
                "SELECT * FROM declaration_changes WHERE candidate = ? ORDER BY id", [candidate]
            )
        ]

    # -- what people confirmed

    def change_application(self, application: SealedApplication) -> None:
        """Write what is known of an applicant in place of what was."""
        self.before_act.remember("applications", application.candidate)
        self._store.run(
            "UPDATE applications SET identity = ?, declarations = ?, adjustments = ?, "
            "interview_mode = ?, monitoring = ?, unclear = ? WHERE candidate = ?",
            [
                _json(dict(application.identity)),
                _json(application.declarations),
                application.adjustments,
                application.interview_mode,
                _json(dict(application.monitoring)),
                _json(application.unclear),
                application.candidate,
            ],
        )

    def add_confirmation(
        self,
        candidate: str,
        actor: str,
        changes: Mapping[str, tuple[Any, Any]],
        reason: str = "",
    ) -> None:
        """Write that a person confirmed an application, and what that changed."""
        self.before_act.remember("confirmations", candidate)
        self._store.insert(
            "confirmations",
            {
                "candidate": candidate,
                "at": utc_now(),
                "actor": actor,
                "changes": _json(dict(changes)),
                "reason": reason,
            },
        )

    def confirmations(self, candidate: str) -> list[Confirmation]:
        """Return a candidate's confirmations, the last one last."""
        return [
            Confirmation(
                row["id"],
                row["at"],
                row["actor"],
                {name: (was, now) for name, (was, now) in json.loads(row["changes"]).items()},
                row["reason"],
            )
            for row in self._store.rows(
                "SELECT * FROM confirmations WHERE candidate = ? ORDER BY id", [candidate]
            )
        ]

    def confirmed(self, vacancy: str) -> set[str]:
        """Return the candidates of a vacancy who were confirmed."""
        return {
            row["candidate"]
            for row in self._store.rows(
                "SELECT DISTINCT c.candidate FROM confirmations c JOIN applications a "
                "ON a.candidate = c.candidate WHERE a.vacancy = ?",
                [vacancy],
            )
        }

    def remove_confirmation(self, candidate: str, confirmation_id: int) -> None:
        """Remove one confirmation of a candidate: it was undone."""
        self.before_act.remember("confirmations", candidate)
        self._store.run("DELETE FROM confirmations WHERE id = ?", [confirmation_id])

    def remove_all_but(self, candidates: set[str]) -> int:
        """Remove applications that the blind side never got, and return how many.

        They are what is left when the program was killed between the two files.
        """
        lost = [
            row["candidate"]
            for row in self._store.rows("SELECT candidate FROM applications")
            if row["candidate"] not in candidates
        ]
        for candidate in lost:
            self.remove_application(candidate)
        return len(lost)

    # -- outcomes

    def set_outcomes(self, outcomes: Iterable[SealedOutcome]) -> None:
        """Write outcomes, in place of earlier ones."""
        written = list(outcomes)
        self.before_act.remember_all("outcomes", [one.candidate for one in written])
        self._store.run_many(
            "INSERT OR REPLACE INTO outcomes (candidate, route, schemes, explanation) "
            "VALUES (?, ?, ?, ?)",
            [(one.candidate, one.route, _json(one.schemes), one.explanation) for one in written],
        )

    def outcomes(self, vacancy: str) -> dict[str, SealedOutcome]:
        """Return a vacancy's outcomes by candidate."""
        return {
            row["candidate"]: SealedOutcome(
                row["candidate"],
                row["route"],
                tuple(json.loads(row["schemes"])),
                row["explanation"],
            )
            for row in self._store.rows(
                "SELECT o.* FROM outcomes o JOIN applications a ON a.candidate = o.candidate "
                "WHERE a.vacancy = ? ORDER BY o.candidate",
                [vacancy],
            )
        }

    # -- what the vault remembers of the audit log

    def anchor(self) -> Anchor | None:
        """Return the remembered head of the audit log, or None."""
        row = self._store.row("SELECT number, hash FROM anchors")
        return Anchor(row["number"], row["hash"]) if row else None

    def set_anchor(self, anchor: Anchor) -> None:
        """Remember the head of the audit log."""
        self._store.run(
            "INSERT OR REPLACE INTO anchors (id, number, hash, at) VALUES (1, ?, ?, ?)",
            [anchor.number, anchor.hash, utc_now()],
        )


def sha256(content: bytes) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _application(row: Row) -> SealedApplication:
    return SealedApplication(
        row["candidate"],
        row["vacancy"],
        row["name"],
        json.loads(row["identity"]),
        tuple(json.loads(row["declarations"])),
        row["adjustments"],
        row["interview_mode"],
        json.loads(row["monitoring"]),
        tuple(json.loads(row["unclear"])),
        row["imported_at"],
    )
