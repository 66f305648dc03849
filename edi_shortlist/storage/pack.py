"""A panel pack: one encrypted file with what one panellist scores on, and the scores given so far.

Inside it is a blind side of its own, without a vault, so that whatever scores in a workspace
scores in a pack. Each act signs the scores in the same transaction, so that what is saved is
signed at every instant. How HR knows a pack again is for ``packs``.
"""

import hashlib
import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from edi_shortlist.storage.agreed import AgreedRecord, agreed_of
from edi_shortlist.storage.connection import DATABASE_ERRORS, OPERATIONAL_ERRORS, Row, Store
from edi_shortlist.storage.errors import NotSaved, StorageError, WorkspaceBusy
from edi_shortlist.storage.evidence import EvidenceRecord, evidence_record
from edi_shortlist.storage.keys import KeyCost
from edi_shortlist.storage.migrations import BLIND, PACK, unknown_migrations
from edi_shortlist.storage.pack_errors import (
    DamagedPack,
    NewerPack,
    NotAPack,
    PackBusy,
    PackUnwritable,
    UnfinishedPack,
    WrongPin,
)
from edi_shortlist.storage.pack_keys import PACK_COSTS, SALT_BYTES, TRIES, pack_key
from edi_shortlist.storage.pack_told import QUERIES
from edi_shortlist.storage.scores import ScoreRecord
from edi_shortlist.storage.vault import Vault
from edi_shortlist.storage.workspace import Workspace

PACK_SUFFIX = ".edipack"

#: SQLite's smallest file, and a multiple of every SQLCipher page.
_SMALLEST = 512


class Role(StrEnum):
    """What somebody is who holds a pack: a panellist scores in it, a manager moderates in a copy or
    reads it."""

    PANELLIST = "panellist"
    MANAGER = "manager"


@dataclass(frozen=True)
class PackFacts:
    """What a pack says of itself.

    Attributes:
        workspace: the identifier of the workspace that made it.
        role: what the holder is.
        made_at: UTC, ISO 8601.
        program: the version that made it.
        serial: how often its scores were signed since.
    """

    identifier: str
    workspace: str
    vacancy: str
    role: Role
    holder: str
    made_at: str
    program: str
    content_digest: str
    serial: int


class Pack(Workspace):
    """An open pack; use ``open_file``. It is a workspace whose vault is somewhere else.

    Attributes:
        path: the file.
        facts: whose it is.
    """

    def __init__(self, path: Path, store: Store) -> None:
        super().__init__(path.parent, store)
        self.path = path
        self.facts = facts_of(path, store)

    @classmethod
    def open_file(cls, path: Path | str, pin: str, costs: Sequence[KeyCost] = PACK_COSTS) -> "Pack":
        """Open a pack to score in it, and bring its tables up to date.

        Args:
            costs: what a try at the PIN costs; only tests give cheaper ones.

        Raises:
            NotAPack, WrongPin, DamagedPack, NewerPack, PackUnwritable, PackBusy: it cannot be
                opened.
            TooManyPins, NoMemoryForKey: the PIN cannot be tried now.
        """
        path = Path(path)
        store = opened(path, pin, costs, read_only=False)
        try:
            with readable(path, store), store.transaction():
                BLIND.apply(store.db)
                PACK.apply(store.db)
                return cls(path, store)
        except BaseException:
            store.close()
            raise

    def unlock(self, passphrase: str, officer: str | None = None) -> Vault:
        """A pack has no vault.

        Raises:
            VaultSealed: always.
        """
        return self.vault

    @contextmanager
    def act(self, *, sealed: bool = False) -> Iterator[None]:
        """Do everything inside or nothing, and sign what it leaves.

        Raises:
            VaultSealed: ``sealed``; a pack has no vault.
            PackBusy: another window is writing and does not finish.
            PackUnwritable: the disk refused; nothing inside was kept.
        """
        with self._store.lock:
            outermost = not self._store.db.conn.in_transaction
            try:
                with super().act(sealed=sealed):
                    yield
                    if outermost:
                        sign(self.path, self._store)
            except WorkspaceBusy:
                raise PackBusy(self.path) from None
            except NotSaved as error:
                raise _refusal(self.path, error.__cause__) from None


# -- opening


def read_salt(path: Path) -> bytes:
    """Return the first 16 bytes of a file, by which a pack is recognised.

    Raises:
        NotAPack: the file is not there, or too short.
    """
    try:
        with path.open("rb") as file:
            beginning = file.read(_SMALLEST)
    except OSError:
        raise NotAPack(path) from None
    if len(beginning) < _SMALLEST:
        raise NotAPack(path)
    return beginning[:SALT_BYTES]


def opened(path: Path, pin: str, costs: Sequence[KeyCost], *, read_only: bool) -> Store:
    """Open a pack's file.

    Raises:
        NotAPack, WrongPin, PackBusy: it cannot be opened.
        PackUnwritable, UnfinishedPack: SQLite would have to write to it, and cannot or may not.
        TooManyPins, NoMemoryForKey: the PIN cannot be tried now.
    """
    salt = read_salt(path)
    TRIES.begin(salt)
    for cost in costs:
        key = pack_key(pin, salt, cost)
        try:
            store = Store.open_pack(path, key, salt, threading.RLock(), read_only=read_only)
        except OPERATIONAL_ERRORS as error:
            TRIES.succeed(salt)  # the PIN was not what failed
            raise _refusal(path, error, read_only=read_only) from None
        except DATABASE_ERRORS:
            continue
        TRIES.succeed(salt)
        return store
    raise WrongPin(path)


@contextmanager
def readable(path: Path, store: Store) -> Iterator[None]:
    """Refuse a file that opens and is no pack of this version, or is damaged further in."""
    try:
        if unknown_migrations(store.db, BLIND) or unknown_migrations(store.db, PACK):
            raise NewerPack(path)
        yield
    except OPERATIONAL_ERRORS as error:
        raise _refusal(path, error) from None
    except DATABASE_ERRORS:
        raise DamagedPack(path) from None
    except WorkspaceBusy:
        raise PackBusy(path) from None


def _refusal(path: Path, error: BaseException | None, *, read_only: bool = False) -> StorageError:
    said = str(error)
    if "locked" in said or "busy" in said:
        return PackBusy(path)
    if read_only and "readonly" in said:
        return UnfinishedPack(path)  # SQLite would have to roll the journal back
    if "no such table" in said or "no such column" in said:
        return DamagedPack(path)
    return PackUnwritable(path)


# -- what is signed


def facts_of(path: Path, store: Store) -> PackFacts:
    """Return what a pack says of itself.

    Raises:
        DamagedPack: it says nothing.
    """
    names = ", ".join(PackFacts.__dataclass_fields__)
    row = store.row(f"SELECT {names} FROM pack")
    if row is None:
        raise DamagedPack(path)
    try:
        return PackFacts(**{**row, "role": Role(row["role"])})
    except ValueError:
        raise DamagedPack(path) from None


def scores_in(store: Store) -> list[ScoreRecord]:
    """Return every score in a pack, whoever's it says it is."""
    return [
        ScoreRecord(**row)
        for row in store.rows(
            "SELECT candidate, panellist, criterion, level, note FROM scores "
            "ORDER BY candidate, panellist, criterion"
        )
    ]


def content_digest(store: Store) -> str:
    """Return the SHA-256, in hexadecimal, of what was put into a pack and is never changed."""
    parts = [
        store.rows("SELECT reference, title, definition FROM vacancies ORDER BY reference"),
        store.rows("SELECT reference, vacancy FROM candidates ORDER BY reference"),
        store.rows("SELECT id, candidate, ordinal, anonymised FROM documents ORDER BY id"),
    ]
    if orders := _orders_in(store):  # without any the digest is as it was before there were any
        parts.append(orders)
    return hashlib.sha256(_canonical(parts)).hexdigest()


def _orders_in(store: Store) -> list[Row]:
    if "reading_orders" not in store.db.table_names():
        return []
    return store.rows("SELECT * FROM reading_orders ORDER BY vacancy, panellist, round")


#: What a panellist tells in a pack beside the scores, by table. Each is signed with them.
_TOLD = {
    "evidence": (
        'SELECT candidate, panellist, criterion, document, start, "end" FROM evidence '
        "ORDER BY candidate, panellist, criterion, document, start"
    ),
    **QUERIES,
}


def told_in(store: Store) -> dict[str, list[Row]]:
    """Return what else stands in a pack beside the scores, by table. A table without a row is left
    out, so that a pack of before there was that table signs as it did."""
    there = set(store.db.table_names())
    told = {name: store.rows(sql) for name, sql in _TOLD.items() if name in there}
    return {name: rows for name, rows in told.items() if rows}


def evidence_in(store: Store) -> list[EvidenceRecord]:
    """Return every passage marked in a pack, whoever's it says it is."""
    return [evidence_record(row) for row in told_in(store).get("evidence", ())]


def agreed_in(store: Store) -> list[AgreedRecord]:
    """Return every agreed score in a pack; an older pack has no place for any.

    Raises:
        ValueError, TypeError: it holds what the program never writes.
    """
    if "agreed_scores" not in store.db.table_names():
        return []
    rows = store.rows("SELECT * FROM agreed_scores ORDER BY candidate, criterion")
    return [agreed_of(row) for row in rows]


def signed(
    facts: PackFacts,
    scores: Sequence[ScoreRecord],
    agreed: Sequence[AgreedRecord] = (),
    told: Mapping[str, Sequence[Row]] | None = None,
) -> bytes:
    """Return the bytes that a pack signs.

    Args:
        told: as ``told_in`` returns it.
    """
    parts: list[Any] = ["EDI Shortlist panel pack 1", vars(facts), [vars(one) for one in scores]]
    # A pack without any signs as it did before scores could be agreed in one.
    if agreed:
        parts.append([vars(one) for one in agreed])
    if told:
        parts.append(told)
    return _canonical(parts)


def _canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def sign(path: Path, store: Store) -> None:
    """Sign the scores as they stand, within the act that changed them; scores that are signed
    already keep their number."""
    facts, scores, agreed = facts_of(path, store), scores_in(store), agreed_in(store)
    told = told_in(store)
    row = store.row("SELECT private_key, signature FROM pack")
    assert row is not None
    private = Ed25519PrivateKey.from_private_bytes(row["private_key"])
    try:
        private.public_key().verify(row["signature"], signed(facts, scores, agreed, told))
    except InvalidSignature:
        later = replace(facts, serial=facts.serial + 1)
        store.run(
            "UPDATE pack SET serial = ?, signature = ?",
            [later.serial, private.sign(signed(later, scores, agreed, told))],
        )
