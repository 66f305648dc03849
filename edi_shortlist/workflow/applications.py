"""The applications of a vacancy as a list, and what HR finds out about declarations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.scheme_editions import schemes_for
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import VacancyState, Verb
from edi_shortlist.workflow.vacancies import (
    candidate_in,
    permitted,
    vacancy_state,
)


class ApplicationState(StrEnum):
    """Where one application stands; it follows from the vacancy's state and its redactions."""

    REVIEW = "review"
    REVIEWED = "reviewed"
    RELEASED = "released"
    LOCKED = "locked"
    INVITED = "invited"
    NOT_INVITED = "not invited"


@dataclass(frozen=True)
class ApplicationSummary:
    """An application in a list.

    Attributes:
        redactions, undecided: how many redactions it has, and how many wait for a decision.
        identity, declarations, unclear: only where the list was asked for unsealed.
    """

    candidate: str
    state: ApplicationState
    documents: int
    redactions: int
    undecided: int
    identity: Mapping[str, str] | None = None
    declarations: tuple[str, ...] | None = None
    unclear: tuple[str, ...] | None = None


def list_applications(s: Session, ref: str, *, unsealed: bool = False) -> list[ApplicationSummary]:
    """Return a vacancy's applications in reference order.

    Args:
        unsealed: with identities and declarations, which needs the vault open and is logged.

    Raises:
        Refused: there is no such vacancy.
        VaultSealed: ``unsealed``, and the vault is not open.
    """
    state = vacancy_state(s, ref)
    sealed = {a.candidate: a for a in s.vault.applications(ref)} if unsealed else {}
    if unsealed:
        s.log_look("identities.listed", ref)
    documents = s.workspace.blind.documents_count(ref)
    invited = set(s.workspace.blind.invited(ref))
    summaries = []
    for candidate, (redactions, undecided) in sorted(s.workspace.redactions.counts(ref).items()):
        application = sealed.get(candidate)
        summaries.append(
            ApplicationSummary(
                candidate,
                _state(state, undecided, candidate in invited),
                documents.get(candidate, 0),
                redactions,
                undecided,
                application.identity if application else None,
                application.declarations if application else None,
                application.unclear if application else None,
            )
        )
    return summaries


def set_declarations(
    s: Session, ref: str, candidate: str, schemes: Sequence[str], reason: str
) -> None:
    """Write which schemes a candidate declared for, where the form left it unclear or wrong.

    The log says that it was done; what was declared, and the reason, stay in the vault.

    Args:
        schemes: ids of schemes; empty where the candidate declared none.
        reason: how it was found out, for the vault.

    Raises:
        Refused: the scores are locked, so that it needs a decision (``declaration_decisions``); a
            scheme does not exist, or there is no reason.
        VaultSealed: the vault is not open.
    """
    known = schemes_for(s, ref)
    if unknown := [name for name in schemes if name not in known]:
        raise Refused(f"There is no scheme '{unknown[0]}'. Choose from {', '.join(sorted(known))}.")
    if not reason.strip():
        raise Refused("Say how you found out, for instance 'asked by telephone on 3 March'.")
    with s.workspace.act(sealed=True):
        permitted(s, ref, Verb.SET_DECLARATIONS)
        candidate = candidate_in(s, ref, candidate)
        s.vault.set_declarations(candidate, list(dict.fromkeys(schemes)), s.actor, reason.strip())
        s.log("declarations.confirmed", ref, candidate)


def _state(vacancy: VacancyState, undecided: int, invited: bool) -> ApplicationState:
    match vacancy:
        case VacancyState.DRAFT | VacancyState.IMPORTING | VacancyState.REVIEW:
            return ApplicationState.REVIEW if undecided else ApplicationState.REVIEWED
        case VacancyState.RELEASED | VacancyState.SCORING | VacancyState.MODERATING:
            return ApplicationState.RELEASED
        case VacancyState.LOCKED:
            return ApplicationState.LOCKED
    return ApplicationState.INVITED if invited else ApplicationState.NOT_INVITED
