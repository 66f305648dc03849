"""Declarations and withdrawals of a declaration that come after the scores were locked.

Each is a decision with a reason. Who declared what, which way, why and who decided it lies in the
vault; the log says that a decision was made, under a random reference with a keyed digest.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from edi_shortlist.storage.declaration_decisions import DeclarationDecision
from edi_shortlist.workflow.drawing_again import Difference, drawn_again_if_drawn, tried_out
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.scheme_editions import schemes_for
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import Verb
from edi_shortlist.workflow.vacancies import candidate_in, permitted, vacancy_record

_DECIDED = "declarations.decided"


@dataclass(frozen=True)
class ProvedDecision:
    """A decision, and whether the log has the digest of exactly this decision."""

    decision: DeclarationDecision
    proved: bool


def decide_declarations(
    s: Session,
    ref: str,
    candidate: str,
    schemes: Sequence[str],
    reason: str,
    decided_by: str,
    *,
    withdraw: Mapping[str, str] | None = None,
) -> Difference | None:
    """Decide after the lock which schemes a candidate declared for, and draw the shortlist again
    where it was drawn; the vault must be open.

    Args:
        schemes: ids of all the schemes that count as declared from now on.
        reason: why a late declaration or withdrawal is accepted; it stays in the vault.
        decided_by: who decided it.
        withdraw: as for ``draw_again``.

    Returns:
        what drawing again changed; None where the shortlist is not drawn yet.

    Raises:
        Refused: the scores are not locked or the vacancy is closed, a scheme does not exist,
            nothing would change, or a reason or who decided is missing.
        VaultSealed: the vault is not open.
    """
    with s.workspace.act(sealed=True):
        _decide(s, ref, candidate, schemes, reason, decided_by)
        return drawn_again_if_drawn(s, ref, withdraw or {})


def preview_declarations(
    s: Session, ref: str, candidate: str, schemes: Sequence[str]
) -> Difference | None:
    """Return what such a decision would change; nothing is changed. The vault must be open.

    Raises:
        Refused, VaultSealed: as ``decide_declarations`` does.
    """
    with tried_out(s):
        _decide(s, ref, candidate, schemes, "?", "?")
        found = drawn_again_if_drawn(s, ref, {})
    return found


def decisions_of(s: Session, ref: str) -> list[ProvedDecision]:
    """Return the decisions on a vacancy's declarations, the oldest first; the vault must be open.

    Raises:
        Refused: there is no such vacancy.
        VaultSealed: the vault is not open.
    """
    vault = s.vault
    vacancy_record(s, ref)
    logged = {
        (entry.details.get("decision"), entry.details.get("digest"))
        for entry in s.workspace.audit.entries(vacancy=ref, action=_DECIDED)
    }
    found = []
    for decision in vault.decisions.of_vacancy(ref):
        key = vault.digest_keys.of(decision.candidate)
        digest = decision.digest(key) if key else None
        found.append(ProvedDecision(decision, (decision.reference, digest) in logged))
    return found


def _decide(
    s: Session, ref: str, candidate: str, schemes: Sequence[str], reason: str, decided_by: str
) -> None:
    permitted(s, ref, Verb.DECIDE_DECLARATIONS)
    candidate = candidate_in(s, ref, candidate)
    known = schemes_for(s, ref)
    if unknown := [name for name in schemes if name not in known]:
        raise Refused(f"There is no scheme '{unknown[0]}'. Choose from {', '.join(sorted(known))}.")
    if not reason.strip():
        raise Refused(
            "Say why the declaration is changed after the lock, for instance 'the box was ticked "
            "on the paper form and overlooked'."
        )
    if not decided_by.strip():
        raise Refused("Say who decided it.")
    vault = s.vault
    application, key = vault.application(candidate), vault.digest_keys.of(candidate)
    if application is None or key is None:
        raise Refused(f"The vault does not hold the application of {candidate} any more.")
    declared = tuple(dict.fromkeys(schemes))
    if set(declared) == set(application.declarations) and not application.unclear:
        raise Refused(f"{candidate} declared that already, so there is nothing to decide.")
    decision = vault.decisions.decide(
        candidate, declared, s.actor, " ".join(decided_by.split()), reason.strip()
    )
    s.log(_DECIDED, ref, decision=decision.reference, digest=decision.digest(key))
