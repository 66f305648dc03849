"""Reckoning a shortlist from what is stored, and writing it: the parts that the first drawing and
every later one share.

Routes, schemes, explanations and accounts go to the vault; the blind side learns who is invited.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from edi_shortlist.recruitment.entitlement import Entitlement, Finding, Ground, account_for
from edi_shortlist.recruitment.guarantees import Outcome, Shortlist, apply_guarantees
from edi_shortlist.recruitment.ranking import rank
from edi_shortlist.storage import SealedApplication, SealedOutcome, StandingRecord
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.locked_scores import check_locked_scores
from edi_shortlist.workflow.panel_scoring import panel_scores_of
from edi_shortlist.workflow.scheme_editions import editions_of, plain
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.vacancies import get_vacancy


@dataclass(frozen=True)
class Drawing:
    """A shortlist as the rules give it on what is stored now; nothing is written yet.

    Attributes:
        declarations: ids of schemes by candidate.
    """

    ground: Ground
    declarations: Mapping[str, Sequence[str]]

    @property
    def shortlist(self) -> Shortlist:
        """What became of each candidate."""
        return self.ground.shortlist

    def account(self, outcome: Outcome) -> Entitlement:
        """Return the account of one candidate, rule by rule."""
        return account_for(self.ground, outcome, self.declarations[outcome.candidate])


def reckon(s: Session, ref: str, lot_seed: str | None) -> Drawing:
    """Return the shortlist as the rules give it now; the vault must be open.

    Args:
        lot_seed: what lots are drawn from, where the vacancy may need any.

    Raises:
        Refused: an applicant's declarations are still unclear, or the scores are not as locked.
        VaultSealed: the vault is not open.
    """
    applications = s.vault.applications(ref)
    check_declarations(applications)
    check_locked_scores(s, ref)
    vacancy, editions = get_vacancy(s, ref), editions_of(s, ref)
    panel_scores = panel_scores_of(s, vacancy)
    declarations = {one.candidate: one.declarations for one in applications}
    result = apply_guarantees(
        vacancy, rank(vacancy, panel_scores), declarations, plain(editions), lot_seed
    )
    words = {name: one.words for name, one in editions.items()}
    ground = Ground(vacancy, result, plain(editions), words, panel_scores, lot_seed)
    return Drawing(ground, declarations)


def check_declarations(applications: Sequence[SealedApplication]) -> None:
    """Refuse to go by declarations that are not clear yet.

    Raises:
        Refused: it names the candidates.
    """
    unclear = [one.candidate for one in applications if one.unclear]
    if unclear:
        raise Refused(
            "It is not clear which schemes these candidates declared for: "
            f"{', '.join(unclear)}. Look at their forms and settle it first; after the lock that "
            "is a decision on a late declaration."
        )


def write(
    s: Session, drawing: Drawing, held: Mapping[str, SealedOutcome], notes: Mapping[str, str]
) -> None:
    """Write a shortlist in place of an earlier one; call it inside an act on both sides.

    Args:
        held: the outcome of before of those who keep an invitation that the rules do not give.
        notes: a sentence on the invitation of these candidates, for their accounts.
    """
    vault, outcomes = s.vault, drawing.shortlist.outcomes
    vault.set_outcomes(_sealed(one, held.get(one.candidate), notes) for one in outcomes)
    vault.accounts.put(
        {
            one.candidate: account_mapping(
                _noted(drawing.account(one), one.candidate in held, notes.get(one.candidate))
            )
            for one in outcomes
        }
    )
    s.workspace.blind.set_standings(
        StandingRecord(
            one.candidate,
            str(one.standing.total),
            one.standing.rank,
            one.standing.meets_minimum,
            one.standing.failed_essentials,
            one.invited or one.candidate in held,
        )
        for one in outcomes
    )


def _sealed(one: Outcome, held: SealedOutcome | None, notes: Mapping[str, str]) -> SealedOutcome:
    said = " ".join(filter(None, (notes.get(one.candidate), one.explanation)))
    return SealedOutcome(one.candidate, held.route if held else one.route, one.schemes, said)


def _noted(account: Entitlement, held: bool, note: str | None) -> Entitlement:
    """Put what was decided about an invitation into an account."""
    if note is None:
        return account
    *theirs, outcome = account.for_applicant
    if held:
        outcome = Finding(outcome.rule, ("You were invited to interview, and that stays.",))
    return replace(
        account,
        invited=account.invited or held,
        explanation=f"{note} {account.explanation}",
        findings=(*account.findings, Finding("The invitation", (note,))),
        for_applicant=(*theirs, outcome),
    )


def account_mapping(account: Entitlement) -> dict[str, Any]:
    """Return the JSON-able form in which the vault keeps an account."""
    return {
        "findings": [[one.rule, list(one.sentences)] for one in account.findings],
        "for_applicant": [[one.rule, list(one.sentences)] for one in account.for_applicant],
    }


def findings_from(stored: Collection[Sequence[Any]]) -> tuple[Finding, ...]:
    """Return findings as the vault keeps them."""
    return tuple(Finding(str(rule), tuple(map(str, said))) for rule, said in stored)
