"""Panel packs: one encrypted file a panellist with what they score on, to be scored on any computer
and brought back. Here they are made and listed; ``pack_importing`` takes them back.

A pack is made of what is named below and of nothing else: nothing of the vault, no redaction, no
log, nobody else's scores. Nothing here opens the vault; where it is open, it keeps the PIN.
"""

import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.storage import DocumentRecord, KeyCost, StorageError
from edi_shortlist.storage.pack import PACK_SUFFIX
from edi_shortlist.storage.pack_errors import PackExists, PackNotWritten
from edi_shortlist.storage.pack_keys import PACK_COSTS, check_pin, new_pin
from edi_shortlist.storage.pack_making import PackContent, discard, make_pack
from edi_shortlist.storage.packs import PackRecord
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.reading import has_orders, orders_of
from edi_shortlist.workflow.scoring import progress_of
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import VacancyState, Verb
from edi_shortlist.workflow.vacancies import get_vacancy, permitted
from edi_shortlist.workflow.who_scores import candidates_of

__all__ = [
    "PACK_SUFFIX",
    "MadePack",
    "MadePacks",
    "PackState",
    "chosen_pin",
    "export_pack",
    "export_packs",
    "list_packs",
    "needed_of",
    "pack_name",
    "panellist_named",
    "pin_of",
    "released_documents",
    "write_pack",
]


@dataclass(frozen=True)
class MadePack:
    """A pack that was made.

    Attributes:
        pin: what opens it; it is told to the panellist, never sent with the file.
        pin_kept: whether the vault was open and keeps the PIN.
        scores: how many of the panellist's own scores are in it already.
    """

    path: Path
    vacancy: str
    panellist: str
    pin: str = field(repr=False)
    pin_kept: bool
    candidates: int
    scores: int


@dataclass(frozen=True)
class MadePacks:
    """The packs of a panel.

    Attributes:
        had_one: the panellists who had a pack already; it stays theirs.
        problems: a sentence for each panellist whose pack could not be made.
    """

    made: tuple[MadePack, ...]
    had_one: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class PackState:
    """How it stands with one panellist's pack.

    Attributes:
        pack: the one that was handed out last, or None.
        given, expected: the panellist's scores in the workspace.
        pin_known: whether the vault is open and holds the PIN.
    """

    panellist: str
    pack: PackRecord | None
    given: int
    expected: int
    pin_known: bool


def export_pack(
    s: Session,
    ref: str,
    panellist: str,
    path: Path | str,
    *,
    pin: str | None = None,
    again: bool = False,
    cost: KeyCost = PACK_COSTS[0],
) -> MadePack:
    """Write a panellist's pack. With the vault open, the vault keeps the PIN.

    Args:
        panellist: a name on the panel, whatever its case.
        path: must not exist.
        pin: of HR's own choice; the program makes one where it is left out.
        again: in place of the pack that the panellist has, which is refused from then on. Scores
            that are here already are put into the new one.
        cost: what a try at the PIN costs; only tests give a cheaper one.

    Raises:
        Refused: there is no such vacancy or panellist, it is not the time for packs, or the
            panellist has a pack.
        ShortPin: the PIN is too short.
        PackExists, PackNotWritten: the file cannot be made.
    """
    path, pin = Path(path), chosen_pin(pin)

    def build() -> PackContent:
        return _content(s, ref, _may_have(s, ref, panellist, again=again))

    def register(content: PackContent, record: PackRecord) -> None:
        _register(s, content, record, pin)

    content = write_pack(s, path, pin, build, register, cost)
    if s.is_unsealed:
        _forget_replaced_pins(s, ref, content.holder)
    return MadePack(
        path,
        ref,
        content.holder,
        pin,
        s.is_unsealed,
        len(content.candidates),
        len(content.scores),
    )


def export_packs(
    s: Session,
    ref: str,
    folder: Path | str,
    *,
    cost: KeyCost = PACK_COSTS[0],
    progress: Callable[[int, int, str], None] = lambda done, total, what: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> MadePacks:
    """Write a pack, under a PIN of its own, for each panellist who has none, into a folder.

    Raises:
        Refused: there is no such vacancy, or it is not the time for packs.
    """
    permitted(s, ref, Verb.EXPORT_PACK)
    made, had_one, problems = [], [], []
    panel = get_vacancy(s, ref).panel
    for number, panellist in enumerate(panel):
        progress(number, len(panel), panellist)
        if cancelled():
            break
        if s.workspace.packs.of_panellist(ref, panellist):
            had_one.append(panellist)
            continue
        try:
            target = Path(folder) / pack_name(ref, panellist)
            made.append(export_pack(s, ref, panellist, target, cost=cost))
        except (Refused, StorageError) as error:
            problems.append(f"{panellist}: {error}")
    progress(len(panel), len(panel), "")
    return MadePacks(tuple(made), tuple(had_one), tuple(problems))


def list_packs(s: Session, ref: str) -> list[PackState]:
    """Return how it stands with each panellist's pack, in the vacancy's order.

    Raises:
        Refused: there is no such vacancy.
    """
    states = []
    for panellist, (given, expected) in progress_of(s, ref).items():
        pack = s.workspace.packs.of_panellist(ref, panellist)
        known = bool(pack and s.is_unsealed and s.vault.pins.of(pack.identifier))
        states.append(PackState(panellist, pack, given, expected, known))
    return states


def pin_of(s: Session, ref: str, panellist: str) -> str:
    """Return the PIN of a panellist's pack again; that it was looked at is logged.

    Raises:
        Refused: the panellist has no pack, or its PIN was not kept.
        VaultSealed: the vault is not open.
    """
    panellist = panellist_named(s, ref, panellist)
    vault, pack = s.vault, s.workspace.packs.of_panellist(ref, panellist)
    if pack is None:
        raise Refused(f"{panellist} has no pack for {ref} yet. Make one first.")
    pin = vault.pins.of(pack.identifier)
    if pin is None:
        raise Refused(
            f"The PIN of {panellist}'s pack was not kept, since the vault was sealed when the pack "
            "was made. If nobody wrote it down, make the pack again."
        )
    s.log_look("pack-pins.listed", ref)
    return pin


def panellist_named(s: Session, ref: str, name: str) -> str:
    """Return a panellist's name as the vacancy writes it.

    Raises:
        Refused: there is no such vacancy, or nobody of that name on its panel.
    """
    panel = get_vacancy(s, ref).panel
    for known in panel:
        if known.casefold() == name.strip().casefold():
            return known
    raise Refused(f"'{name}' is not on the panel of {ref}. Choose from {', '.join(panel)}.")


def pack_name(ref: str, panellist: str) -> str:
    """Return what a pack's file is usually called."""
    plain = re.sub(r"[^\w.-]+", "-", f"{ref} {panellist}").strip("-.")
    return f"{plain}{PACK_SUFFIX}"


def chosen_pin(pin: str | None) -> str:
    """Return the PIN that HR chose, or a new one.

    Raises:
        ShortPin: it is too short.
    """
    if pin is None:
        return new_pin()
    check_pin(pin)
    return pin


def write_pack(
    s: Session,
    path: Path,
    pin: str,
    build: Callable[[], PackContent],
    register: Callable[[PackContent, PackRecord], None],
    cost: KeyCost,
) -> PackContent:
    """Write a pack, and register it in the act that gives the file its name.

    Args:
        build: what is put into it; it refuses where none may be made.
        register: called within the act.

    Raises:
        PackExists, PackNotWritten: the file cannot be made.
    """
    while True:
        # The file is made outside the act, since its key takes a while; if anybody did anything
        # meanwhile, it is made again.
        head = s.workspace.audit.head()
        content = build()
        if path.exists():
            raise PackExists(path)
        making = path.with_name(f".making-{secrets.token_hex(4)}{PACK_SUFFIX}")
        try:
            record = make_pack(content, s.workspace.identifier, making, pin, s.actor, cost)
        except PackNotWritten:
            raise PackNotWritten(path) from None
        try:
            with s.workspace.act(sealed=s.is_unsealed):
                if s.workspace.audit.head() != head:
                    continue
                register(content, record)
                _put(making, path)
            return content
        finally:
            discard(making)


def released_documents(s: Session, candidates: Sequence[str]) -> list[DocumentRecord]:
    """Return the anonymised documents of these candidates."""
    return [
        document
        for candidate in candidates
        for document in s.workspace.blind.documents(candidate)
        if document.anonymised is not None
    ]


def needed_of(vacancy: Vacancy, panel: Sequence[str]) -> dict[str, Any]:
    """Return what a panel needs of a vacancy: neither schemes nor policy nor other names."""
    return Vacancy(
        vacancy.reference,
        vacancy.title,
        interview_places=vacancy.interview_places,
        scoring=vacancy.scoring,
        scale=vacancy.scale,
        criteria=vacancy.criteria,
        panel=tuple(panel),
    ).to_dict()


def _may_have(s: Session, ref: str, panellist: str, *, again: bool) -> str:
    permitted(s, ref, Verb.EXPORT_PACK)
    panellist = panellist_named(s, ref, panellist)
    if not again and (pack := s.workspace.packs.of_panellist(ref, panellist)):
        raise Refused(
            f"{panellist} has a pack for {ref} since {pack.made_at[:10]}. If it is lost, make it "
            "again (on the command line: --again); the first one is refused from then on."
        )
    return panellist


def _content(s: Session, ref: str, panellist: str) -> PackContent:
    vacancy, candidates = get_vacancy(s, ref), candidates_of(s, ref, panellist)
    return PackContent(
        ref,
        vacancy.title,
        VacancyState.RELEASED,
        needed_of(vacancy, [panellist]),
        panellist,
        candidates,
        released_documents(s, candidates),
        s.workspace.scores.of_vacancy(ref, panellist),
        evidence=s.workspace.evidence.of_vacancy(ref, panellist),
        orders=orders_of(s, ref, panellist) if has_orders(s, ref) else {},
    )


def _register(s: Session, content: PackContent, record: PackRecord, pin: str) -> None:
    ref, packs = content.vacancy, s.workspace.packs
    last = packs.of_panellist(ref, content.holder)
    if last:
        packs.replace(last.identifier)
    packs.add(record)
    if s.is_unsealed:
        s.vault.pins.keep(record.identifier, pin)
    s.log(
        "pack.exported",
        ref,
        panellist=content.holder,
        pack=record.identifier,
        candidates=len(content.candidates),
        documents=len(content.documents),
        scores=len(content.scores),
        sha256=record.content_digest,
        **({"replaces": last.identifier} if last else {}),
    )


def _forget_replaced_pins(s: Session, ref: str, panellist: str) -> None:
    """Remove the PINs of a panellist's older packs; after the act that replaced them, since the
    vault commits first and must not lose the PIN of a pack that is not replaced after all."""
    with s.workspace.act(sealed=True):
        for pack in s.workspace.packs.replaced(ref, panellist):
            s.vault.pins.forget(pack.identifier)


def _put(making: Path, path: Path) -> None:
    """Give a finished pack its name: the last step of the act that registers it."""
    if path.exists():
        raise PackExists(path)
    try:
        making.rename(path)
    except OSError:
        raise PackNotWritten(path) from None
