"""Taking scores back from a panel pack: only as the pack signed them, whole or not at all, and
never in place of a score that is here already."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from edi_shortlist.storage import KeyCost, ScoreRecord, StorageError
from edi_shortlist.storage.pack import Role, read_salt
from edi_shortlist.storage.pack_errors import AlteredPack, DamagedPack, WrongPin
from edi_shortlist.storage.pack_keys import PACK_COSTS
from edi_shortlist.storage.pack_reading import PackScores, read_pack
from edi_shortlist.storage.packs import PackRecord
from edi_shortlist.workflow.agreed_importing import (
    AgreedImport,
    OtherAgreedScores,
    take_agreed,
)
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.locked_scores import digest
from edi_shortlist.workflow.pack_evidence import take_evidence
from edi_shortlist.workflow.pack_told import take_conflicts, take_reports
from edi_shortlist.workflow.passage_reports import clean_hidden
from edi_shortlist.workflow.scored_evidence import misfits
from edi_shortlist.workflow.scoring import fit_problems, progress_of
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import VacancyState, Verb
from edi_shortlist.workflow.vacancies import get_vacancy, move, permitted
from edi_shortlist.workflow.who_scores import removed_pairs

_TOLD = 5


class OtherScores(Refused):
    """A pack's scores are not those that are here already."""


class PinNeeded(Refused):
    """The PIN of a pack was not given, and the vault cannot tell it."""


@dataclass(frozen=True)
class PackImport:
    """What a pack brought.

    Attributes:
        taken: how many scores were written; 0 where nothing was new.
        held: how many scores the pack holds of candidates who are here.
        left_out: candidates who were erased since; their scores were not taken.
        given, expected: the panellist's scores here now.
        passages: how many passages marked as evidence were written or removed.
        conflicts: how many candidates the panellist does not score from now on.
        reports: how many passages were hidden on the panellist's report.
    """

    vacancy: str
    panellist: str
    taken: int
    held: int
    left_out: tuple[str, ...]
    given: int
    expected: int
    passages: int = 0
    conflicts: int = 0
    reports: int = 0

    @property
    def sentence(self) -> str:
        """What happened, for the person."""
        who = f"{self.panellist} ({self.vacancy})"
        if self.taken:
            said = f"{_scores(self.taken)} of {who} taken in"
        elif self.passages:
            said = f"The passages that {who} marked as evidence are taken in; no score is new"
        elif self.held:
            said = f"Nothing is new: every score of {who} was taken in before"
        else:
            said = f"The pack of {who} holds no scores yet"
        return f"{said}; {self.given} of {self.expected} scores are here.{self._more}"

    @property
    def _more(self) -> str:
        said = ""
        if self.left_out:
            said = f" Left out: scores of {', '.join(self.left_out)}, erased since."
        if self.conflicts:
            several = f"{self.conflicts} candidates" if self.conflicts > 1 else "a candidate"
            said += f" {self.panellist} may know {several} and does not score them."
        if self.reports:
            several = f"{self.reports} passages were" if self.reports > 1 else "A passage was"
            said += f" {several} reported and hidden; decide on the page Scoring."
        return said


def pack_known(s: Session, path: Path | str, ref: str | None = None) -> PackRecord:
    """Recognise a pack by its file, before it is opened.

    Args:
        ref: the vacancy that it must be of, or None for any.

    Raises:
        NotAPack: it is none, or not the whole of one.
        Refused: it was not made here, is another vacancy's, was replaced, or comes too late.
    """
    path = Path(path)
    record = s.workspace.packs.of_salt(read_salt(path))
    if record is None:
        raise Refused(
            f"'{path.name}' is no panel pack that was made in this workspace, or its beginning is "
            "damaged. Choose the file that the panellist sent back, or open the workspace that it "
            "was made in."
        )
    if ref is not None and record.vacancy != ref:
        raise Refused(
            f"'{path.name}' is a pack of {record.vacancy}, not of {ref}. Open that vacancy and "
            "import it there."
        )
    is_copy = record.role == Role.MANAGER
    permitted(s, record.vacancy, Verb.IMPORT_COPY if is_copy else Verb.IMPORT_PACK)
    if record.replaced_at:
        raise Refused(
            f"'{path.name}' is an older pack of {record.panellist}: another was made in its place "
            f"on {record.replaced_at[:10]}. Import that one, or enter these scores by hand."
        )
    return record


def pin_known(s: Session, path: Path | str) -> bool:
    """Say whether the vault is open and holds the PIN of a pack.

    Raises:
        NotAPack, Refused: as ``pack_known``.
    """
    record = pack_known(s, path)
    return s.is_unsealed and s.vault.pins.of(record.identifier) is not None


def import_pack(
    s: Session,
    path: Path | str,
    pin: str | None = None,
    *,
    ref: str | None = None,
    costs: Sequence[KeyCost] = PACK_COSTS,
) -> PackImport | AgreedImport:
    """Take a panellist's scores in from a pack, or what was agreed in a manager's copy, all or
    nothing; the file is not written to.

    Args:
        pin: may be left out where the vault is open and keeps it.
        ref: the vacancy that it must be of, or None for any.
        costs: what a try at the PIN costs; only tests give cheaper ones.

    Raises:
        Refused: it is not a pack of this workspace and vacancy, was replaced, comes after the
            lock, or holds other scores than are here; nothing was taken in.
        PinNeeded: the PIN must be given.
        StorageError: it cannot be opened, is damaged or was altered; the sentence says which.
    """
    path = Path(path)
    record = pack_known(s, path, ref)
    kept = s.vault.pins.of(record.identifier) if s.is_unsealed else None
    if kept is None and pin is None:
        raise PinNeeded(
            f"The PIN of {record.panellist}'s pack is needed. Type it as it was told to "
            f"{record.panellist}, or open the vault if the pack was made with the vault open."
        )
    with _refusals_logged(s, record):
        read = _read(s, path, record, kept, pin, costs)
        with s.workspace.act():
            if record.role == Role.MANAGER:
                return take_agreed(s, path, pack_known(s, path, record.vacancy), read)
            brought = _take(s, path, record, read)
    clean_hidden(s)
    return brought


def _read(
    s: Session,
    path: Path,
    record: PackRecord,
    kept: str | None,
    given: str | None,
    costs: Sequence[KeyCost],
) -> PackScores:
    try:
        return read_pack(path, kept or given or "", record, s.workspace.identifier, costs)
    except WrongPin:
        if kept is None:
            raise
        raise DamagedPack(path) from None  # the PIN is the right one


@contextmanager
def _refusals_logged(s: Session, record: PackRecord) -> Iterator[None]:
    """Log it if a pack is not as it was handed out, or brings other scores."""
    grounds = {
        AlteredPack: "altered",
        DamagedPack: "damaged",
        OtherScores: "other scores",
        OtherAgreedScores: "other scores",
    }
    try:
        yield
    except (Refused, StorageError) as error:
        if ground := grounds.get(type(error)):
            s.log(
                "pack.refused",
                record.vacancy,
                panellist=record.panellist,
                pack=record.identifier,
                ground=ground,
            )
        raise


def _take(s: Session, path: Path, known: PackRecord, read: PackScores) -> PackImport:
    record = pack_known(s, path, known.vacancy)  # it may have been replaced meanwhile
    ref, panellist = record.vacancy, record.panellist
    gone = {one.candidate for one in s.workspace.blind.erasures.of_vacancy(ref)}
    conflicts = take_conflicts(s, path, ref, read, gone)
    not_theirs = {one for one, name in removed_pairs(s, ref) if name == panellist} | gone
    brought = [score for score in read.scores if score.candidate not in not_theirs]
    _check_fit(s, path, ref, brought)
    marked = [one for one in read.evidence if one.candidate not in not_theirs]
    if misfits(s, ref, marked):
        raise AlteredPack(path, f"it holds passages that do not fit {ref}")
    new = _new(s, path, record, read.serial, brought)
    for score in new:
        s.workspace.scores.put(score, panellist)
    passages = take_evidence(s, record, read.serial, marked)
    reports = take_reports(s, path, ref, read, gone)
    left_out = sorted({score.candidate for score in read.scores} & gone)
    if new or passages or conflicts or reports:
        if new and permitted(s, ref, Verb.IMPORT_PACK) is VacancyState.RELEASED:
            move(s, ref, VacancyState.SCORING)
        sha256 = digest(brought)
        s.workspace.packs.set_imported(record.identifier, read.serial, len(brought), sha256)
        s.log(
            "pack.imported",
            ref,
            panellist=panellist,
            pack=record.identifier,
            scores=len(new),
            held=len(brought),
            left_out=len(read.scores) - len(brought),
            serial=read.serial,
            sha256=sha256,
            passages=passages,
            conflicts=conflicts,
            reports=reports,
        )
    given, expected = progress_of(s, ref)[panellist]
    return PackImport(
        ref,
        panellist,
        len(new),
        len(brought),
        tuple(left_out),
        given,
        expected,
        passages,
        conflicts,
        reports,
    )


def _check_fit(s: Session, path: Path, ref: str, brought: Sequence[ScoreRecord]) -> None:
    """Refuse scores that the program would never have saved in the pack."""
    vacancy, known = get_vacancy(s, ref), set(s.workspace.blind.candidates(ref))
    for score in brought:
        if score.candidate not in known or fit_problems(
            vacancy, score.panellist, score.criterion, score.level
        ):
            raise AlteredPack(path, f"it holds scores that do not fit {ref}")


def _new(
    s: Session, path: Path, record: PackRecord, serial: int, brought: Sequence[ScoreRecord]
) -> list[ScoreRecord]:
    """Return what a pack adds to the panellist's scores here. A note may be added to a score.

    Raises:
        OtherScores: a score that is here is another in the pack, or is not in it.
    """
    here = {
        (score.candidate, score.criterion): score
        for score in s.workspace.scores.of_vacancy(record.vacancy, record.panellist)
    }
    there = {(score.candidate, score.criterion): score for score in brought}
    new = [score for place, score in there.items() if here.get(place) != score]
    others = [
        place
        for place, score in here.items()
        if place in there and not _adds_to(score, there[place])
    ]
    missing = [place for place in here if place not in there]
    begun = f"Nothing was taken in from '{path.name}': "
    if others:
        raise OtherScores(
            f"{begun}{_here(others, record.panellist)} and the pack has another in its place "
            f"({_places(others)}). Ask {record.panellist} which is right. If it is the pack, enter "
            "that on the Scoring page first, then import the pack again."
        )
    if missing and (new or serial > record.serial):
        raise OtherScores(
            f"{begun}{_here(missing, record.panellist)} and the pack has none in its place "
            f"({_places(missing)}). It was given here or in another copy of the pack, or taken "
            f"back since. Ask {record.panellist}, make the two the same on the Scoring page, then "
            "import the pack again."
        )
    return new


def _adds_to(here: ScoreRecord, there: ScoreRecord) -> bool:
    return here.level == there.level and here.note in ("", there.note)


def _here(places: Sequence[tuple[str, str]], panellist: str) -> str:
    are = "is" if len(places) == 1 else "are"
    return f"{_scores(len(places))} of {panellist} {are} here already,"


def _places(places: Sequence[tuple[str, str]]) -> str:
    """Name candidates with their criteria, the first few."""
    by_candidate: dict[str, list[str]] = {}
    for candidate, criterion in places:
        by_candidate.setdefault(candidate, []).append(criterion)
    said = [f"{one}: {', '.join(criteria)}" for one, criteria in sorted(by_candidate.items())]
    return "; ".join(said[:_TOLD]) + (" …" if len(said) > _TOLD else "")


def _scores(number: int) -> str:
    return f"{number} score{'' if number == 1 else 's'}"
