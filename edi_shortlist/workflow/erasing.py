"""Erasing one applicant from both sides of a workspace, for good.

The log keeps that it was done, by whom and on what ground, under a reference that leads to nobody
any more. A place in a shortlist that was drawn stays as that reference with its figures, so that
what was reported stays true.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from edi_shortlist.storage import NotSaved, VaultSealed
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.locked_scores import are_as_locked, check_locked_scores, frozen_digest
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import VacancyState, Verb
from edi_shortlist.workflow.vacancies import candidate_in, permitted

_FROZEN = (
    VacancyState.MODERATING,
    VacancyState.LOCKED,
    VacancyState.SHORTLISTED,
    VacancyState.UNSEALED,
    VacancyState.CLOSED,
)


class Ground(StrEnum):
    """Why an applicant is erased. A fixed list, since free words in the log might name somebody.

    ``REQUESTED``: the applicant asked for it (UK GDPR Article 17(1)).
    ``RETENTION``: the time for which it is kept is over (Article 5(1)(e)).
    """

    REQUESTED = "requested"
    WITHDREW = "withdrew"
    MISTAKE = "mistake"
    RETENTION = "retention"


@dataclass(frozen=True)
class Erasure:
    """What erasing one applicant takes away.

    Attributes:
        documents, redactions, scores: how many go.
        place_kept: a place in a drawn shortlist stays, as the bare reference with its figures.
        cleaned: whether the files were rewritten, so that no erased byte is left in them; False
            in a preview.
    """

    candidate: str
    vacancy: str
    state: VacancyState
    documents: int
    redactions: int
    scores: int
    place_kept: bool
    cleaned: bool = False


def preview_erasure(s: Session, ref: str, candidate: str) -> Erasure:
    """Say what erasing an applicant would take away; nothing is changed.

    Raises:
        Refused: there is no such vacancy or candidate, or the candidate was erased already.
    """
    state = permitted(s, ref, Verb.ERASE)
    candidate = held_candidate(s, ref, candidate)
    blind = s.workspace.blind
    return Erasure(
        candidate,
        ref,
        state,
        len(blind.documents(candidate)),
        len(s.workspace.redactions.of_vacancy(ref, candidate)),
        len(s.workspace.scores.of_candidate(candidate)),
        any(standing.candidate == candidate for standing in blind.standings(ref)),
    )


def name_of(s: Session, ref: str, candidate: str) -> str:
    """Return the applicant's name, so that HR can see whom an erasure is about; it is logged.

    Raises:
        Refused: there is no such candidate.
        VaultSealed: the vault is not open.
    """
    application = s.vault.application(held_candidate(s, ref, candidate))
    s.log_look("identities.listed", ref)
    return application.identity.get("full_name", "") if application else ""


def erase(s: Session, ref: str, candidate: str, ground: Ground | None = None) -> Erasure:
    """Erase one applicant; the vault must be open.

    Args:
        ground: why; "the applicant asked for it" where nothing is said, but between the lock and
            the shortlist it must be said, since who is ranked changes by it.

    Raises:
        Refused: there is no such candidate; it was erased already; the scores are locked, the
            shortlist is not drawn, and no ground is given or the scores are not as locked; or
            the vault could not be written, which opening it again finishes.
        VaultSealed: the vault is not open.
    """
    erased = take_away(s, ref, candidate, ground)
    return replace(erased, cleaned=clean(s))


def take_away(s: Session, ref: str, candidate: str, ground: Ground | None) -> Erasure:
    """As ``erase``, but without rewriting the files: call ``clean`` after the last.

    The blind side comes first. A program killed after it, or a vault sealed in between, leaves an
    application in the vault that the blind side does not know, and the next opening of the vault
    removes that.
    """
    vault, blind = s.vault, s.workspace.blind
    with s.workspace.act():
        erased = preview_erasure(s, ref, candidate)
        as_locked = _may_be_taken(s, erased, ground)
        s.workspace.redactions.forget_acts_on(ref, erased.candidate)
        s.workspace.scores.remove_all(erased.candidate)
        s.workspace.conflicts.remove_all(erased.candidate)
        s.workspace.reports.remove_all(erased.candidate)
        s.workspace.interviews.remove_all(erased.candidate)
        s.workspace.evidence.remove_all(erased.candidate)
        s.workspace.readings.remove_all(erased.candidate)
        s.workspace.agreed.remove_all(erased.candidate)
        if erased.place_kept:
            blind.remove_documents(erased.candidate)
        else:
            blind.remove_candidate(erased.candidate)
        ground = ground or Ground.REQUESTED
        blind.erasures.add(erased.candidate, ref, ground)
        # Once scores are frozen the log has a digest of them; it gets one of those that are left.
        left = len(s.workspace.scores.of_vacancy(ref)) if as_locked else 0
        s.log(
            "candidate.erased",
            ref,
            erased.candidate,
            ground=ground,
            state=erased.state,
            documents=erased.documents,
            redactions=erased.redactions,
            scores=erased.scores,
            place_kept=erased.place_kept,
            **({"scores_left": left, "sha256": frozen_digest(s, ref)} if as_locked else {}),
        )
    try:
        with s.workspace.act(sealed=True):
            vault.remove_application(erased.candidate)
    except VaultSealed:
        pass  # sealed meanwhile: opening it again finishes this
    except NotSaved:
        raise Refused(
            f"{erased.candidate} is erased, but the vault could not be written: the disk is full, "
            "or the folder can no longer be written. Free some space, then seal the vault and open "
            "it again: that finishes it."
        ) from None
    return erased


def clean(s: Session) -> bool:
    """Rewrite the files, so that no erased byte is left in them; say whether that was done.

    Where not, say because the vault was sealed meanwhile, its next opening does it.
    """
    try:
        return s.workspace.clean()
    except VaultSealed:
        return False


def held_candidate(s: Session, ref: str, candidate: str) -> str:
    """Return the reference, as it is written, of a candidate whose application is held.

    Raises:
        Refused: the vacancy has no such candidate, or the candidate was erased.
    """
    gone = s.workspace.blind.erasures.of(candidate.strip().upper())
    if gone and gone.vacancy == ref:
        raise Refused(
            f"{gone.candidate} was erased on {gone.at[:10]}. Nothing is held of the applicant; "
            "a place in a drawn shortlist is kept as that reference with its figures."
        )
    return candidate_in(s, ref, candidate)


def _may_be_taken(s: Session, erased: Erasure, ground: Ground | None) -> bool:
    """Let an erasure pass; return whether the scores are frozen or locked, and as they were."""
    ref = erased.vacancy
    if erased.state not in _FROZEN:
        return False
    if erased.state is not VacancyState.LOCKED:
        return are_as_locked(s, ref)
    if ground is None:
        raise Refused(
            f"The scores of {ref} are locked and its shortlist is not drawn, so erasing "
            f"{erased.candidate} changes who is ranked. Say why it is erased now, or draw the "
            "shortlist first."
        )
    check_locked_scores(s, ref)
    return True
