"""Writing a panel pack: what is put into it, column by column, under a key made of its PIN."""

import json
import secrets
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import edi_shortlist
from edi_shortlist.storage.agreed import AgreedRecord, AgreedStore
from edi_shortlist.storage.audit import utc_now
from edi_shortlist.storage.blind import BlindStore, DocumentRecord, StandingRecord
from edi_shortlist.storage.conflicts import ConflictRecord, ConflictStore
from edi_shortlist.storage.connection import DATABASE_ERRORS, Store
from edi_shortlist.storage.evidence import EvidenceRecord, EvidenceStore
from edi_shortlist.storage.keys import KeyCost
from edi_shortlist.storage.migrations import BLIND, PACK
from edi_shortlist.storage.pack import PackFacts, Role, content_digest, sign
from edi_shortlist.storage.pack_errors import PackExists, PackNotWritten
from edi_shortlist.storage.pack_keys import SALT_BYTES, pack_key
from edi_shortlist.storage.packs import PackRecord
from edi_shortlist.storage.readings import ReadingStore
from edi_shortlist.storage.scores import ScoreRecord, ScoreStore

_NOT_ASKED = "not-asked"


@dataclass(frozen=True)
class PackContent:
    """All that is put into a pack.

    Attributes:
        state: where the vacancy stands.
        definition: what of the vacancy the holder needs.
        holder: whom it is for.
        candidates: references.
        documents: anonymised.
        scores: those that the holder may see.
        agreed: what the panel agreed, where the holder may see it.
        evidence: the passages marked by those whose scores the holder may see.
        orders: in which the holder reads the candidates, by round.
        removed: pairs of a candidate and a panellist who does not score that candidate.
        invited: who is invited, where the holder may know; otherwise None.
    """

    vacancy: str
    title: str
    state: str
    definition: Mapping[str, Any]
    holder: str
    candidates: Sequence[str]
    documents: Sequence[DocumentRecord]
    scores: Sequence[ScoreRecord] = ()
    invited: Sequence[str] | None = None
    role: Role = Role.PANELLIST
    agreed: Sequence[AgreedRecord] = ()
    evidence: Sequence[EvidenceRecord] = ()
    orders: Mapping[str, Sequence[str]] = field(default_factory=dict)
    removed: Sequence[tuple[str, str]] = ()


def make_pack(
    content: PackContent, workspace: str, path: Path, pin: str, made_by: str, cost: KeyCost
) -> PackRecord:
    """Write a pack and return how it will be known again.

    Args:
        workspace: the identifier of the workspace.
        path: must not exist.
        made_by: who makes it; it does not stand in the pack.

    Raises:
        PackExists, PackNotWritten: the file cannot be made.
        NoMemoryForKey: the computer cannot give the memory that the PIN's key needs.
    """
    if path.exists():
        raise PackExists(path)
    salt = secrets.token_bytes(SALT_BYTES)
    private = Ed25519PrivateKey.generate()
    key = pack_key(pin, salt, cost)
    try:
        path.touch(mode=0o600, exist_ok=False)
        store = Store.open_pack(path, key, salt, threading.RLock())
        try:
            with store.transaction():
                BLIND.apply(store.db)
                PACK.apply(store.db)
                _fill(store, content)
                facts = _name(store, content, workspace, private)
                sign(path, store)
        finally:
            store.close()
    except BaseException as error:
        discard(path)
        if isinstance(error, (OSError, *DATABASE_ERRORS)):
            raise PackNotWritten(path) from None
        raise
    return PackRecord(
        facts.identifier,
        content.vacancy,
        content.holder,
        facts.made_at,
        made_by,
        salt,
        facts.content_digest,
        private.public_key().public_bytes_raw(),
        role=content.role,
    )


def discard(path: Path) -> None:
    """Remove a pack that was not handed out after all."""
    with suppress(OSError):
        path.unlink()


def _fill(store: Store, content: PackContent) -> None:
    """Write what the holder needs, column by column; nothing is copied as a whole."""
    vacancy = {
        "reference": content.vacancy,
        "title": content.title,
        "state": content.state,
        "definition": json.dumps(content.definition, ensure_ascii=False),
        "created_at": utc_now(),
    }
    store.insert("vacancies", vacancy)
    blind = BlindStore(store)
    blind.set_state(content.vacancy, content.state)  # for its time
    for candidate in content.candidates:
        store.insert("candidates", {"reference": candidate, "vacancy": content.vacancy})
    for document in content.documents:
        store.insert(
            "documents",
            {
                "id": document.id,
                "candidate": document.candidate,
                "ordinal": document.ordinal,
                "anonymised": json.dumps(document.anonymised, ensure_ascii=False),
            },
        )
    for score in content.scores:
        ScoreStore(store).put(score, score.panellist)
    for candidate, panellist in content.removed:
        # Why is not the holder's to know.
        ConflictStore(store).put(ConflictRecord(candidate, panellist, _NOT_ASKED, utc_now(), ""))
    for agreed in content.agreed:
        AgreedStore(store).put(agreed)
    for evidence in content.evidence:
        EvidenceStore(store).put(evidence, evidence.panellist)
    ReadingStore(store).set_orders(content.vacancy, content.holder, content.orders)
    if content.invited is not None:
        # Who is invited and nothing else: totals beside it would tell who declared.
        blind.set_standings(
            StandingRecord(one, "0", None, False, (), one in content.invited)
            for one in content.candidates
        )


def _name(
    store: Store, content: PackContent, workspace: str, private: Ed25519PrivateKey
) -> PackFacts:
    facts = PackFacts(
        secrets.token_hex(16),
        workspace,
        content.vacancy,
        content.role,
        content.holder,
        utc_now(),
        edi_shortlist.__version__,
        content_digest(store),
        0,
    )
    record = vars(facts) | {"id": 1, "private_key": private.private_bytes_raw(), "signature": b""}
    store.insert("pack", record)
    return facts
