"""A panellist who thinks that they know a candidate does not score that one; HR may take that back,
or name somebody who stands in.

Who the candidate is, is neither asked nor told: whether the panellist was right shows nowhere.
Nothing here opens the vault.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from edi_shortlist.recruitment.conflicts import DECLARED_KINDS, ConflictKind, scored_by_nobody
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.storage import utc_now
from edi_shortlist.storage.conflicts import ConflictRecord
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.packs import panellist_named
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import Verb
from edi_shortlist.workflow.vacancies import candidate_in, get_vacancy, permitted
from edi_shortlist.workflow.who_scores import removed_pairs

__all__ = [
    "DECLARED_KINDS",
    "Conflict",
    "ConflictKind",
    "Withdrawal",
    "declare",
    "list_conflicts",
    "remove_pair",
    "stand_in",
    "withdraw",
]


class Withdrawal(StrEnum):
    """Why a declaration is taken back. A fixed list, since free words in the log might name
    somebody; and "it is somebody else" is not in it, since that would tell the panellist."""

    WRONG_CANDIDATE = "wrong-candidate"
    CHANGED_MIND = "changed-mind"
    TOO_DISTANT = "too-distant"


@dataclass(frozen=True)
class Conflict:
    """A panellist's declaration.

    Attributes:
        remaining: how many panellists still score the candidate.
    """

    candidate: str
    panellist: str
    kind: ConflictKind
    declared_at: str
    declared_by: str
    remaining: int


def declare(s: Session, ref: str, candidate: str, panellist: str, kind: str) -> int:
    """Write that a panellist thinks that they know a candidate, and remove their scores of them.

    It is never refused because too few would be left: nobody is to be told to score somebody
    whom they know. The scores cannot be locked then before somebody stands in.

    Returns:
        how many scores were removed.

    Raises:
        Refused: the scores are locked or not open yet, there is no such candidate, panellist or
            kind, or it was declared already.
    """
    if kind not in DECLARED_KINDS:
        raise Refused(f"There is no '{kind}'. Choose from {', '.join(DECLARED_KINDS)}.")
    _check_own(s)
    with s.workspace.act():
        permitted(s, ref, Verb.SAY_WHO_SCORES)
        candidate, panellist = candidate_in(s, ref, candidate), panellist_named(s, ref, panellist)
        if (candidate, panellist) in removed_pairs(s, ref):
            raise Refused(f"{panellist} does not score {candidate} as it is.")
        said = ConflictRecord(candidate, panellist, kind, utc_now(), s.actor)
        return remove_pair(s, ref, said)


def remove_pair(s: Session, ref: str, conflict: ConflictRecord) -> int:
    """Remove a pair with its scores, of which the log keeps the number; call it inside the act.

    The kind stands in the table alone, which goes with the candidate: the log stays.
    """
    candidate, panellist = conflict.candidate, conflict.panellist
    removed = s.workspace.scores.remove_pair(candidate, panellist)
    s.workspace.evidence.remove_all(candidate, panellist)
    for one, key in s.workspace.readings.aside(ref, panellist):
        if one == candidate:
            s.workspace.readings.take_up(candidate, panellist, key)
    s.workspace.conflicts.put(conflict)
    s.log("conflict.declared", ref, candidate, panellist=panellist, scores=removed)
    return removed


def withdraw(s: Session, ref: str, candidate: str, panellist: str, why: Withdrawal) -> None:
    """Let a panellist score a candidate after all. Scores that were removed do not come back.

    Raises:
        Refused: the scores are locked, or nothing was declared.
    """
    _check_own(s, "HR takes it back in the workspace.")
    with s.workspace.act():
        permitted(s, ref, Verb.SAY_WHO_SCORES)
        candidate, panellist = candidate_in(s, ref, candidate), panellist_named(s, ref, panellist)
        known = s.workspace.conflicts.of(candidate, panellist)
        if known is None or known.withdrawn_at or known.kind == ConflictKind.NOT_ASKED:
            raise Refused(f"{panellist} has declared nothing about {candidate}.")
        s.workspace.conflicts.withdraw(candidate, panellist, s.actor)
        s.log("conflict.withdrawn", ref, candidate, panellist=panellist, reason=Withdrawal(why))


def list_conflicts(s: Session, ref: str) -> list[Conflict]:
    """Return what was declared and stands, by candidate and panellist.

    Raises:
        Refused: there is no such vacancy.
    """
    panel = get_vacancy(s, ref).panel
    pairs = removed_pairs(s, ref)
    return [
        Conflict(
            one.candidate,
            one.panellist,
            ConflictKind(one.kind),
            one.declared_at,
            one.declared_by,
            sum((one.candidate, name) not in pairs for name in panel),
        )
        for one in s.workspace.conflicts.of_vacancy(ref)
        if one.kind != ConflictKind.NOT_ASKED
    ]


def stand_in(s: Session, ref: str, name: str, candidates: Sequence[str]) -> tuple[str, ...]:
    """Let somebody score these candidates, who joins the panel if need be, and no others.

    Returns:
        the candidates whom they score from now on, in reference order.

    Raises:
        Refused: the scores are locked, no candidate is named, or the person scores one of them
            already or may know them.
        VacancyError: nobody can be called so.
    """
    _check_own(s, "HR names somebody in the workspace.")
    with s.workspace.act():
        permitted(s, ref, Verb.SAY_WHO_SCORES)
        wanted = sorted({candidate_in(s, ref, one) for one in candidates})
        if not wanted:
            raise Refused("Say whom they are to score: one candidate at least.")
        vacancy = get_vacancy(s, ref)
        short = scored_by_nobody(vacancy, wanted, removed_pairs(s, ref))
        joins = " ".join(name.split()).casefold() not in {one.casefold() for one in vacancy.panel}
        if joins:
            name = _join(s, vacancy, " ".join(name.split()), wanted)
        else:
            name = panellist_named(s, ref, " ".join(name.split()))
            _take_on(s, name, wanted)
        s.log(
            "panel.stand-in",
            ref,
            panellist=name,
            candidates=wanted,
            joins=joins,
            scored_by_nobody=len(short),
        )
        return tuple(wanted)


def _join(s: Session, vacancy: Vacancy, name: str, wanted: Sequence[str]) -> str:
    """Put somebody on the panel who is not asked about any other candidate."""
    joined = Vacancy.from_dict(replace(vacancy, panel=(*vacancy.panel, name)).to_dict())
    s.workspace.blind.change_vacancy(joined.reference, joined.title, joined.to_dict())
    at = utc_now()
    for one in s.workspace.blind.candidates(joined.reference):
        if one not in wanted:
            s.workspace.conflicts.put(
                ConflictRecord(one, name, ConflictKind.NOT_ASKED, at, s.actor)
            )
    return name


def _take_on(s: Session, name: str, wanted: Sequence[str]) -> None:
    """Let somebody who stands in already score these candidates too."""
    for one in wanted:
        known = s.workspace.conflicts.of(one, name)
        if known is None or known.withdrawn_at:
            raise Refused(f"{name} scores {one} already.")
        if known.kind != ConflictKind.NOT_ASKED:
            raise Refused(f"{name} declared that they may know {one}. Name somebody else.")
        s.workspace.conflicts.withdraw(one, name, s.actor)


def _check_own(s: Session, instead: str = "Tell HR.") -> None:
    """Let a workspace pass, and a panellist's own declaration in a pack.

    Raises:
        Refused: it is a manager's copy, or a pack where HR's acts cannot be done.
    """
    if s.pack and (s.pack.role == "manager" or instead != "Tell HR."):
        raise Refused(f"That cannot be done in this file. {instead}")
