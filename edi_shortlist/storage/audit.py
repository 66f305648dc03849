"""The audit log: append-only, each entry bound to the one before by its hash.

It knows nothing of what the entries mean. Details never hold an applicant's text or identity.

What ``verify`` finds: any edit, removal, insertion, reordering or renumbering of an entry. A log
cut off at its end is found too, as far as the vault remembers (``Anchor``); entries written after
the vault was last open are not anchored yet.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from edi_shortlist.storage.connection import DATABASE_ERRORS, Store
from edi_shortlist.storage.samples import SampleStore

#: What stands for "the hash before" in the first entry.
GENESIS = "0" * 64


@dataclass(frozen=True)
class AuditEntry:
    """One act. ``at`` is UTC in ISO 8601; ``hash`` is SHA-256 in hexadecimal."""

    number: int
    at: str
    actor: str
    action: str
    vacancy: str | None
    candidate: str | None
    details: Mapping[str, Any]
    hash: str


@dataclass(frozen=True)
class AuditVerdict:
    """What a walk along the log found.

    Attributes:
        entries: how many entries were read before the walk ended.
        first_broken: number of the first entry that is not as it was written, or None.
        sentence: the finding in words.
    """

    ok: bool
    entries: int
    first_broken: int | None
    sentence: str


@dataclass(frozen=True)
class LogReading:
    """The log as it was read once, so that filtering it needs no file.

    Attributes:
        words: what can be searched for in each of the entries, in lower case.
    """

    entries: tuple[AuditEntry, ...] = ()
    words: tuple[str, ...] = field(default=(), repr=False)

    def find(
        self,
        *,
        vacancy: str | None = None,
        action: str | None = None,
        actor: str | None = None,
        text: str | None = None,
    ) -> list[AuditEntry]:
        """Return entries in order, filtered.

        Args:
            action: an action, or the part of it before the dot, say ``redaction``.
            text: words found anywhere in the entry, whatever their case.
        """
        wanted, kind = (text or "").casefold(), action and f"{action}."
        return [
            entry
            for entry, words in zip(self.entries, self.words, strict=True)
            if (not wanted or wanted in words)
            and (vacancy is None or entry.vacancy == vacancy)
            and (kind is None or f"{entry.action}.".startswith(kind))
            and (actor is None or entry.actor == actor)
        ]


@dataclass(frozen=True)
class Anchor:
    """The head of the log at some time: the number and hash of its last entry."""

    number: int
    hash: str


def utc_now() -> str:
    """Return the time in UTC, ISO 8601 with microseconds and ``Z``."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def canonical(details: Mapping[str, Any]) -> str:
    """Return the one JSON text of these details."""
    return json.dumps(details, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


# Made once: verifying a log writes each of its entries, and making an encoder takes longer.
_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def entry_hash(
    number: int,
    at: str,
    actor: str,
    action: str,
    vacancy: str | None,
    candidate: str | None,
    details: str,
    previous_hash: str,
) -> str:
    """Return the SHA-256, in hexadecimal, of an entry's canonical JSON.

    ``details`` goes in as the very text that is stored, so that no byte of it can change.
    """
    written = _as_json([number, at, actor, action, vacancy, candidate, details, previous_hash])
    return hashlib.sha256(written.encode()).hexdigest()


class AuditLog:
    """The log of one workspace.

    Attributes:
        samples: the samples of documents that auditors check again.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.samples = SampleStore(store)

    def append(
        self,
        actor: str,
        action: str,
        *,
        vacancy: str | None = None,
        candidate: str | None = None,
        details: Mapping[str, Any] | None = None,
    ) -> None:
        """Add an entry, in the transaction of the act that it records if there is one."""
        self.append_all(actor, [(action, vacancy, candidate, details or {})])

    def append_all(
        self,
        actor: str,
        acts: Iterable[tuple[str, str | None, str | None, Mapping[str, Any]]],
    ) -> None:
        """Add entries of one moment: ``(action, vacancy, candidate, details)`` each."""
        with self._store.transaction():
            head = self.head()
            number, previous = (head.number, head.hash) if head else (0, GENESIS)
            at = utc_now()
            for action, vacancy, candidate, details in acts:
                number += 1
                text = canonical(details)
                hashed = entry_hash(number, at, actor, action, vacancy, candidate, text, previous)
                self._store.insert(
                    "audit",
                    {
                        "number": number,
                        "at": at,
                        "actor": actor,
                        "action": action,
                        "vacancy": vacancy,
                        "candidate": candidate,
                        "details": text,
                        "previous_hash": previous,
                        "hash": hashed,
                    },
                )
                previous = hashed

    def head(self) -> Anchor | None:
        """Return the last entry's number and hash, or None for an empty log."""
        row = self._store.row("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1")
        return Anchor(row["number"], row["hash"]) if row else None

    def holds(self, anchor: Anchor) -> bool:
        """Say whether the entry of that number is there with that hash."""
        found = self._store.value("SELECT hash FROM audit WHERE number = ?", [anchor.number])
        return bool(found == anchor.hash)

    def entries(
        self,
        *,
        vacancy: str | None = None,
        action: str | None = None,
        actor: str | None = None,
        text: str | None = None,
    ) -> list[AuditEntry]:
        """Return entries in order, filtered as by ``LogReading.find``."""
        return self.reading().find(vacancy=vacancy, action=action, actor=actor, text=text)

    def reading(self, before: LogReading | None = None) -> LogReading:
        """Return the log as it stands, to be filtered again and again.

        Args:
            before: an earlier reading; only what was appended since is read.
        """
        known = before or LogReading()
        after = known.entries[-1].number if known.entries else 0
        with self._store.lock:
            try:
                rows = self._store.db.execute(_AS_TEXT, [after]).fetchall()
            except DATABASE_ERRORS:  # a flipped byte need not be text any more
                rows = self._store.db.execute(_AS_BYTES, [after]).fetchall()
        rows = [_readable(row) for row in rows]
        return LogReading(
            (*known.entries, *map(_entry, rows)), (*known.words, *map(_searchable, rows))
        )

    def verify(self, anchor: Anchor | None = None, witness: str = "the vault") -> AuditVerdict:
        """Walk the whole log.

        Args:
            anchor: the head at some time before; the log must still hold it.
            witness: who remembers the anchor, for the sentence.
        """
        previous, number = GENESIS, 0
        try:
            with self._store.lock:
                # As bytes: a flipped byte need not be text any more.
                for row in self._store.db.execute(_AS_BYTES, [0]):
                    if not _is_next(row, number + 1, previous):
                        return _broken(number + 1)
                    number += 1
                    previous = row[-1].decode()
        except DATABASE_ERRORS:
            return _broken(number + 1)
        if anchor and anchor.number > number:
            return AuditVerdict(
                False,
                number,
                number + 1,
                f"The log was cut: by {witness} there was an entry {anchor.number}, but it ends "
                f"with entry {number}. Compare it with a backup.",
            )
        if anchor and not self.holds(anchor):
            return AuditVerdict(
                False,
                number,
                anchor.number,
                f"The log was rewritten: entry {anchor.number} is not the one of {witness}. "
                "Compare it with a backup.",
            )
        end = f", up to entry {anchor.number} also against {witness}" if anchor else ""
        return AuditVerdict(True, number, None, f"All {number} entries are as written{end}.")


_COLUMNS = (
    "number",
    "at",
    "actor",
    "action",
    "vacancy",
    "candidate",
    "details",
    "previous_hash",
    "hash",
)
_AS_BYTES = (
    "SELECT number, "
    + ", ".join(f"CAST({column} AS BLOB) AS {column}" for column in _COLUMNS[1:])
    + " FROM audit WHERE number > ? ORDER BY number"
)
_AS_TEXT = f"SELECT {', '.join(_COLUMNS)} FROM audit WHERE number > ? ORDER BY number"


def _is_next(row: tuple[Any, ...], number: int, previous: str) -> bool:
    """Say whether a row, its texts as bytes, is the entry ``number`` that follows ``previous``."""
    try:
        texts: list[Any] = [value.decode() if isinstance(value, bytes) else value for value in row]
        *entry, stored = texts
        if entry[0] != number or entry[-1] != previous:
            return False
        return bool(stored == entry_hash(*entry))
    except (UnicodeDecodeError, TypeError):
        return False


def _broken(number: int) -> AuditVerdict:
    return AuditVerdict(
        False,
        number - 1,
        number,
        f"Entry {number} is not as it was written: it was changed, removed, put in or moved. "
        "Compare the log with a backup.",
    )


def _readable(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the row as text even where it was damaged; ``verify`` is what finds damage."""
    return tuple(
        value.decode(errors="replace") if isinstance(value, bytes) else value for value in row
    )


def _entry(row: tuple[Any, ...]) -> AuditEntry:
    number, at, actor, action, vacancy, candidate, written, _, hashed = row
    try:
        details = json.loads(written)
    except ValueError:
        details = None
    if not isinstance(details, dict):
        details = {"unreadable": written}
    return AuditEntry(number, at, actor, action, vacancy, candidate, details, hashed)


def _searchable(row: tuple[Any, ...]) -> str:
    return " ".join(text or "" for text in row[1:7]).casefold()
