"""Manager's copies: the blind side of one vacancy in one encrypted file, for the recruiting manager
to moderate in or to read away from HR.

A copy holds either the scores or who is invited, never both: somebody invited with a lower total
than somebody who is not has declared for a scheme. What is agreed in a copy that was made while the
panel moderates comes back as a pack's scores do; nothing comes back from any other.
"""

from dataclasses import dataclass, field
from pathlib import Path

from edi_shortlist.storage import KeyCost
from edi_shortlist.storage.pack import Role
from edi_shortlist.storage.pack_keys import PACK_COSTS
from edi_shortlist.storage.pack_making import PackContent
from edi_shortlist.storage.packs import PackRecord
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.packs import chosen_pin, needed_of, released_documents, write_pack
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import VacancyState, Verb
from edi_shortlist.workflow.vacancies import get_vacancy, permitted
from edi_shortlist.workflow.who_scores import removed_pairs

_LONGEST_NAME = 100


@dataclass(frozen=True)
class MadeCopy:
    """A manager's copy that was made.

    Attributes:
        pin: what opens it; nothing keeps it.
        scores: how many are in it.
        invited: how many are invited, where it tells who; otherwise None.
    """

    path: Path
    vacancy: str
    manager: str
    pin: str = field(repr=False)
    candidates: int
    scores: int
    invited: int | None


def export_copy(
    s: Session,
    ref: str,
    manager: str,
    path: Path | str,
    *,
    pin: str | None = None,
    cost: KeyCost = PACK_COSTS[0],
) -> MadeCopy:
    """Write a manager's copy: with the scores, notes and what was agreed until the shortlist is
    drawn, afterwards with who is invited. While the panel moderates, scores can be agreed in it.

    Args:
        manager: whom it is for; the copy's log bears the name.
        path: must not exist.
        pin: of HR's own choice; the program makes one where it is left out.
        cost: what a try at the PIN costs; only tests give a cheaper one.

    Raises:
        Refused: there is no such vacancy, not every panellist has scored, or the name cannot be
            used.
        ShortPin: the PIN is too short.
        PackExists, PackNotWritten: the file cannot be made.
    """
    path, pin, manager = Path(path), chosen_pin(pin), _named(manager)

    def register(content: PackContent, record: PackRecord) -> None:
        if content.state == VacancyState.MODERATING:
            s.workspace.packs.add(record)
        s.log(
            "copy.exported",
            ref,
            manager=manager,
            pack=record.identifier,
            candidates=len(content.candidates),
            documents=len(content.documents),
            scores=len(content.scores),
            agreed=len(content.agreed),
            invited=None if content.invited is None else len(content.invited),
            sha256=record.content_digest,
        )

    content = write_pack(s, path, pin, lambda: _content(s, ref, manager), register, cost)
    return MadeCopy(
        path,
        ref,
        manager,
        pin,
        len(content.candidates),
        len(content.scores),
        None if content.invited is None else len(content.invited),
    )


def _content(s: Session, ref: str, manager: str) -> PackContent:
    state = permitted(s, ref, Verb.EXPORT_COPY)
    with_scores = state in (VacancyState.MODERATING, VacancyState.LOCKED)
    vacancy, blind = get_vacancy(s, ref), s.workspace.blind
    candidates = blind.candidates(ref)
    return PackContent(
        ref,
        vacancy.title,
        state if with_scores else VacancyState.SHORTLISTED,
        needed_of(vacancy, vacancy.panel if with_scores else [manager]),
        manager,
        candidates,
        released_documents(s, candidates),
        s.workspace.scores.of_vacancy(ref) if with_scores else (),
        None if with_scores else [one for one in blind.invited(ref) if one in candidates],
        Role.MANAGER,
        s.workspace.agreed.of_vacancy(ref) if with_scores else (),
        s.workspace.evidence.of_vacancy(ref) if with_scores else (),
        removed=sorted(removed_pairs(s, ref)) if with_scores else (),
    )


def _named(manager: str) -> str:
    name = " ".join(manager.split())
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise Refused("Say whom the copy is for: a name of one line, with at most 100 letters.")
    return name
