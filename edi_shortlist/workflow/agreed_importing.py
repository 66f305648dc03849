"""Taking in what was agreed in a manager's copy: only as the copy signed it, on the independent
scores that are here, whole or not at all, and never in place of what was agreed here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from edi_shortlist.storage import AgreedRecord, ScoreRecord
from edi_shortlist.storage.pack_errors import AlteredPack
from edi_shortlist.storage.pack_reading import PackScores
from edi_shortlist.storage.packs import PackRecord
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.locked_scores import digest
from edi_shortlist.workflow.scoring import fit_problems
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.vacancies import get_vacancy

_TOLD = 5


class OtherAgreedScores(Refused):
    """What a copy brings is not what was agreed here, or was agreed on other scores."""


@dataclass(frozen=True)
class AgreedImport:
    """What a manager's copy brought.

    Attributes:
        taken: how many agreed scores were written; 0 where nothing was new.
        held: how many the copy holds of candidates who are here.
        left_out: candidates who were erased since; nothing of theirs was taken.
        agreed: how many are here now.
    """

    vacancy: str
    manager: str
    taken: int
    held: int
    left_out: tuple[str, ...]
    agreed: int

    @property
    def sentence(self) -> str:
        """What happened, for the person."""
        who = f"the copy of {self.manager} ({self.vacancy})"
        if self.taken:
            said = f"{_scores(self.taken)} taken in from {who}"
        elif self.held:
            said = f"Nothing is new: every agreed score of {who} was taken in before"
        else:
            said = f"Nothing was agreed in {who} yet"
        gone = ""
        if self.left_out:
            gone = f" Left out: {', '.join(self.left_out)}, erased since."
        are = "is" if self.agreed == 1 else "are"
        return f"{said}; {_scores(self.agreed)} {are} here.{gone}"


def take_agreed(s: Session, path: Path, record: PackRecord, read: PackScores) -> AgreedImport:
    """Write what a copy brings; call it inside the act.

    Raises:
        OtherAgreedScores: it was agreed on other scores, or is not what was agreed here.
        AlteredPack: it holds what the program would never have saved.
    """
    ref = record.vacancy
    gone = {one.candidate for one in s.workspace.blind.erasures.of_vacancy(ref)}
    _check_basis(s, path, ref, [one for one in read.scores if one.candidate not in gone])
    brought = [one for one in read.agreed if one.candidate not in gone]
    _check_fit(s, path, ref, brought)
    new = _new(s, path, record, brought)
    for one in new:
        s.workspace.agreed.put(replace(one, recorded_at="", pack=record.identifier))
    if new:
        sha256 = digest((), brought)
        s.workspace.packs.set_imported(record.identifier, read.serial, len(brought), sha256)
        s.log(
            "copy.imported",
            ref,
            manager=record.panellist,
            pack=record.identifier,
            agreed=len(new),
            held=len(brought),
            left_out=len(read.agreed) - len(brought),
            serial=read.serial,
            sha256=sha256,
        )
    left_out = sorted({one.candidate for one in read.agreed} & gone)
    here = len(s.workspace.agreed.of_vacancy(ref))
    return AgreedImport(ref, record.panellist, len(new), len(brought), tuple(left_out), here)


def _check_basis(s: Session, path: Path, ref: str, scores: Sequence[ScoreRecord]) -> None:
    if digest(scores) != digest(s.workspace.scores.of_vacancy(ref)):
        raise OtherAgreedScores(
            f"Nothing was taken in from '{path.name}': a panellist's score was changed since it "
            "was made, so the panel would have to look again. Make a new copy."
        )


def _check_fit(s: Session, path: Path, ref: str, brought: Sequence[AgreedRecord]) -> None:
    """Refuse what the program would never have saved in the copy."""
    vacancy = get_vacancy(s, ref)
    levels: dict[tuple[str, str], dict[str, int]] = {}
    for score in s.workspace.scores.of_vacancy(ref):
        levels.setdefault((score.candidate, score.criterion), {})[score.panellist] = score.level
    for one in brought:
        basis = levels.get(one.place, {})
        agreed_by = set(one.agreed_by)
        sound = bool(agreed_by) and agreed_by <= set(basis) and dict(one.basis) == basis
        if not sound or fit_problems(vacancy, one.agreed_by[0], one.criterion, one.level):
            raise AlteredPack(path, f"it holds agreed scores that do not fit {ref}")


def _new(
    s: Session, path: Path, record: PackRecord, brought: Sequence[AgreedRecord]
) -> list[AgreedRecord]:
    """Return what a copy adds to what was agreed here.

    Raises:
        OtherAgreedScores: what was agreed here is another in the copy, or was taken back in it.
    """
    here = {one.place: one for one in s.workspace.agreed.of_vacancy(record.vacancy)}
    there = {one.place: one for one in brought}
    others = [place for place in here if place in there and not _same(here[place], there[place])]
    if others:
        raise OtherAgreedScores(
            f"Nothing was taken in from '{path.name}': {_places(others)} was agreed here as well, "
            f"and otherwise. Ask {record.panellist} which is right. If it is the copy, take back "
            "what is here first, then import the copy again."
        )
    withdrawn = [
        place
        for place, one in here.items()
        if place not in there
        # It was in the copy when it was made, or came from it before.
        and (one.pack == record.identifier or one.recorded_at <= record.made_at)
    ]
    if withdrawn:
        raise OtherAgreedScores(
            f"Nothing was taken in from '{path.name}': {_places(withdrawn)} was agreed here and "
            f"taken back in the copy. Ask {record.panellist}. If the copy is right, take it back "
            "here too, then import the copy again."
        )
    return [one for place, one in there.items() if place not in here]


def _same(here: AgreedRecord, there: AgreedRecord) -> bool:
    said = [(one.level, set(one.agreed_by), one.why) for one in (here, there)]
    return said[0] == said[1]


def _places(places: Iterable[tuple[str, str]]) -> str:
    said = [f"{candidate} {criterion}" for candidate, criterion in sorted(places)]
    return ", ".join(said[:_TOLD]) + (" …" if len(said) > _TOLD else "")


def _scores(number: int) -> str:
    return f"{number} agreed score{'' if number == 1 else 's'}"
