"""Unsealing: who the invited are, so that they can be asked to interview; and closing."""

from collections.abc import Mapping
from dataclasses import dataclass

from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import VacancyState, Verb, permit
from edi_shortlist.workflow.vacancies import move, permitted, vacancy_state


@dataclass(frozen=True)
class UnsealedCandidate:
    """An invited applicant. What was declared and answered for monitoring stays sealed."""

    candidate: str
    identity: Mapping[str, str]
    adjustments: str
    interview_mode: str


def unseal(s: Session, ref: str) -> list[UnsealedCandidate]:
    """Unseal the invited, and nobody else; the vault must be open.

    Raises:
        Refused: the shortlist is not drawn, or the invited are unsealed already.
        VaultSealed: the vault is not open.
    """
    found = _invited(s, ref)
    with s.workspace.act():
        permitted(s, ref, Verb.UNSEAL)
        for candidate in found:
            s.log("candidate.unsealed", ref, candidate.candidate)
        move(s, ref, VacancyState.UNSEALED, candidates=len(found))
    return found


def unsealed_candidates(s: Session, ref: str) -> list[UnsealedCandidate]:
    """Return the invited of a vacancy that was unsealed; the vault must be open.

    Raises:
        Refused: it was not unsealed yet.
        VaultSealed: the vault is not open.
    """
    state = vacancy_state(s, ref)
    if state not in (VacancyState.UNSEALED, VacancyState.CLOSED):
        permit(Verb.UNSEAL, state, ref)
        raise Refused(f"The invited of {ref} are not unsealed yet. Unseal them first.")
    s.log_look("invited.listed", ref)
    return _invited(s, ref)


def close_vacancy(s: Session, ref: str) -> None:
    """Close a vacancy; nothing can be done with it after that but reading.

    Raises:
        Refused: it was not unsealed yet, or is closed already.
    """
    with s.workspace.act():
        permitted(s, ref, Verb.CLOSE)
        move(s, ref, VacancyState.CLOSED)


def _invited(s: Session, ref: str) -> list[UnsealedCandidate]:
    vault = s.vault
    found = []
    for candidate in s.workspace.blind.invited(ref):
        application = vault.application(candidate)
        if application is not None:
            found.append(
                UnsealedCandidate(
                    candidate,
                    application.identity,
                    application.adjustments,
                    application.interview_mode,
                )
            )
    return found
