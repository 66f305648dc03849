"""Why each candidate of a drawn shortlist is invited or not, rule by rule; for HR, for a tribunal,
and as it can be read out to the applicant.

An account is written when the shortlist is drawn and kept in the vault, so that it says what was
decided then, whatever is edited or erased later.
"""

from edi_shortlist.recruitment.entitlement import Entitlement, Finding
from edi_shortlist.workflow.drawing import findings_from
from edi_shortlist.workflow.erasing import held_candidate
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.vacancies import vacancy_record

__all__ = ["Entitlement", "Finding", "explanation_of", "explanations"]


def explanations(s: Session, ref: str) -> tuple[Entitlement, ...]:
    """Return the account of every candidate of a drawn shortlist, in reference order, without
    those who were erased; the vault must be open.

    A shortlist that was drawn by a version before has HR's sentence as its only finding.

    Raises:
        Refused: there is no such vacancy, or its shortlist is not drawn.
        VaultSealed: the vault is not open.
    """
    vault = s.vault
    if vacancy_record(s, ref).shortlisted_at is None:
        raise Refused(f"The shortlist of {ref} is not drawn yet. Draw it first.")
    outcomes, accounts = vault.outcomes(ref), vault.accounts.of_vacancy(ref)
    found = []
    for standing in s.workspace.blind.standings(ref):
        outcome = outcomes.get(standing.candidate)
        if outcome is None:
            continue  # erased since
        account = accounts.get(standing.candidate)
        invited = "You are invited" if standing.invited else "You are not invited"
        findings: tuple[Finding, ...]
        for_applicant: tuple[Finding, ...]
        if account is None:
            findings = (Finding("Outcome", (outcome.explanation,)),)
            for_applicant = (Finding("Outcome", (f"{invited} to interview.",)),)
        else:
            findings = findings_from(account["findings"])
            for_applicant = findings_from(account["for_applicant"])
        found.append(
            Entitlement(
                standing.candidate,
                standing.invited,
                outcome.route,
                outcome.schemes,
                outcome.explanation,
                findings,
                for_applicant,
            )
        )
    s.log_look("explanations.read", ref)
    return tuple(found)


def explanation_of(s: Session, ref: str, candidate: str) -> Entitlement:
    """Return one candidate's account; the vault must be open.

    Raises:
        Refused: there is no such candidate or vacancy, or its shortlist is not drawn.
        VaultSealed: the vault is not open.
    """
    candidate = held_candidate(s, ref, candidate)
    for one in explanations(s, ref):
        if one.candidate == candidate:
            return one
    raise Refused(f"{candidate} has no place in the shortlist of {ref}. Draw it again first.")
