"""Reading a panel pack that came back, without writing a byte: whether it is as it was handed out,
and its scores as it signed them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from edi_shortlist.storage.agreed import AgreedRecord
from edi_shortlist.storage.audit import AuditLog
from edi_shortlist.storage.conflicts import ConflictRecord
from edi_shortlist.storage.connection import Store
from edi_shortlist.storage.evidence import EvidenceRecord
from edi_shortlist.storage.keys import KeyCost
from edi_shortlist.storage.pack import (
    Role,
    agreed_in,
    content_digest,
    evidence_in,
    facts_of,
    opened,
    readable,
    scores_in,
    signed,
    told_in,
)
from edi_shortlist.storage.pack_errors import AlteredPack, DamagedPack
from edi_shortlist.storage.pack_keys import PACK_COSTS
from edi_shortlist.storage.pack_told import conflicts_in, reports_in
from edi_shortlist.storage.packs import PackRecord
from edi_shortlist.storage.passage_reports import ReportRecord
from edi_shortlist.storage.scores import ScoreRecord

_READ = ("pack", "vacancies", "candidates", "documents", "scores", "audit")


@dataclass(frozen=True)
class PackScores:
    """What a pack brings back, checked.

    Attributes:
        serial: the number of the signature under the scores.
        agreed: what was agreed in a manager's copy.
        evidence: the passages that the panellist marked.
        conflicts: the candidates whom the panellist does not score.
        reports: the passages that the panellist reported.
    """

    serial: int
    scores: tuple[ScoreRecord, ...]
    agreed: tuple[AgreedRecord, ...] = ()
    evidence: tuple[EvidenceRecord, ...] = ()
    conflicts: tuple[ConflictRecord, ...] = ()
    reports: tuple[ReportRecord, ...] = ()


def read_pack(
    path: Path,
    pin: str,
    known: PackRecord,
    workspace: str,
    costs: Sequence[KeyCost] = PACK_COSTS,
) -> PackScores:
    """Read the scores of a pack that came back, without writing a byte, and check where they are
    from: every page, what was handed out, and the signature.

    Args:
        known: the pack as it was handed out.
        workspace: the identifier of the workspace that takes it back.

    Raises:
        NotAPack, WrongPin, DamagedPack, NewerPack, UnfinishedPack, PackBusy: it cannot be read.
        AlteredPack: it is not as it was handed out, or its scores are not signed by it.
        TooManyPins, NoMemoryForKey: the PIN cannot be tried now.
    """
    store = opened(path, pin, costs, read_only=True)
    try:
        with readable(path, store), _at_one_instant(store):
            _check_whole(path, store)
            _check_origin(path, store, known, workspace)
            if not AuditLog(store).verify().ok:
                raise AlteredPack(path, "its log is not as it was written")
            scores, agreed, evidence = scores_in(store), agreed_in(store), evidence_in(store)
            told = told_in(store)
            conflicts, reports = conflicts_in(told), reports_in(told, known.identifier)
            if known.role == Role.PANELLIST and (
                agreed
                or {score.panellist for score in scores} - {known.panellist}
                or {one.panellist for one in evidence} - {known.panellist}
                or {one.panellist for one in conflicts} - {known.panellist}
                or {one.panellist for one in reports} - {known.panellist}
            ):
                raise AlteredPack(path, "it holds scores of somebody else")
            return PackScores(
                facts_of(path, store).serial,
                tuple(scores),
                tuple(agreed),
                tuple(evidence),
                tuple(conflicts),
                tuple(reports),
            )
    except (TypeError, ValueError):  # values of a kind that the program never writes
        raise DamagedPack(path) from None
    finally:
        store.close()


def _check_whole(path: Path, store: Store) -> None:
    if store.rows("PRAGMA cipher_integrity_check"):
        raise DamagedPack(path)
    if store.value("PRAGMA integrity_check") != "ok":
        raise DamagedPack(path)
    # Whoever has the PIN could put a query that never ends in a table's place.
    tables = {
        row["name"] for row in store.rows("SELECT name FROM sqlite_master WHERE type='table'")
    }
    if not set(_READ) <= tables:
        raise DamagedPack(path)


def _check_origin(path: Path, store: Store, known: PackRecord, workspace: str) -> None:
    """Hold a pack against what was handed out, and its signature against its scores."""
    facts = facts_of(path, store)
    said = (facts.identifier, facts.workspace, facts.vacancy, facts.role, facts.holder)
    handed_out = (known.identifier, workspace, known.vacancy, known.role, known.panellist)
    if said != handed_out:
        raise AlteredPack(path, "it says that it is another panellist's or vacancy's")
    if not facts.content_digest == known.content_digest == content_digest(store):
        raise AlteredPack(path, "its criteria or applications are not those that were handed out")
    signature = store.value("SELECT signature FROM pack")
    try:
        Ed25519PublicKey.from_public_bytes(known.public_key).verify(
            signature, signed(facts, scores_in(store), agreed_in(store), told_in(store))
        )
    except InvalidSignature:
        raise AlteredPack(path, "its scores are not those that it signed") from None


@contextmanager
def _at_one_instant(store: Store) -> Iterator[None]:
    """Hold a pack as it is, also while a window on this computer scores in it."""
    store.run("BEGIN")
    try:
        yield
    finally:
        store.run("ROLLBACK")
