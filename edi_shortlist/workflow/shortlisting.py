"""Drawing the shortlist: scores that are locked, then the guarantees behind the seal.

Routes, schemes and explanations go to the vault; the blind side learns who is invited.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from edi_shortlist.recruitment.vacancy import TieRule, Vacancy
from edi_shortlist.storage import SealedOutcome, StandingRecord, VaultSealed
from edi_shortlist.workflow.drawing import reckon, write
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import VacancyState, Verb
from edi_shortlist.workflow.vacancies import get_vacancy, move, permitted, vacancy_record

# An outcome goes with the application; the place in the shortlist stays.
_ERASED = "This application was erased; only its place in the shortlist is kept."


@dataclass(frozen=True)
class ShortlistedCandidate:
    """How one candidate came out.

    Attributes:
        total: the weighted total of the panel's scores, exact.
        rank: among those who meet the minimum, from 1; None below it.
        route, schemes, explanation: None where the vault is sealed (``route`` is None also where
            the candidate is not invited).
    """

    candidate: str
    total: Fraction
    rank: int | None
    meets_minimum: bool
    failed_essentials: tuple[str, ...]
    invited: bool
    route: str | None = None
    schemes: tuple[str, ...] | None = None
    explanation: str | None = None

    def to_dict(self, *, unsealed: bool) -> dict[str, Any]:
        """Return the JSON form of ``shortlist --json``."""
        said: dict[str, Any] = {
            "candidate": self.candidate,
            "total": _number(self.total),
            "rank": self.rank,
            "meets_minimum": self.meets_minimum,
            "failed_essentials": list(self.failed_essentials),
            "invited": self.invited,
        }
        if unsealed:
            said |= {
                "route": self.route,
                "schemes": list(self.schemes or ()),
                "explanation": self.explanation or "",
            }
        return said


@dataclass(frozen=True)
class ShortlistView:
    """A shortlist, with its reasons where the vault is open.

    Attributes:
        locked_at: when the scores were locked, UTC, ISO 8601.
        candidates: every candidate in reference order.
        unsealed: whether routes, schemes and explanations are in it.
    """

    vacancy: str
    locked_at: str
    candidates: tuple[ShortlistedCandidate, ...]
    unsealed: bool

    @property
    def interview_list(self) -> tuple[str, ...]:
        """Who is invited, in reference order: all that the recruiting manager is told."""
        return tuple(c.candidate for c in self.candidates if c.invited)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form of ``shortlist --json`` (design §6)."""
        return {
            "vacancy": self.vacancy,
            "locked_at": self.locked_at,
            "candidates": [c.to_dict(unsealed=self.unsealed) for c in self.candidates],
            "interview_list": list(self.interview_list),
        }


def shortlist(s: Session, ref: str) -> ShortlistView:
    """Draw the shortlist, or return the one that was drawn; the vault must be open.

    Raises:
        Refused: the scores are not locked, or an applicant's declarations are still unclear.
        VaultSealed: the vault is not open.
    """
    if not s.is_unsealed:
        raise VaultSealed
    drawn = current_shortlist(s, ref)
    if drawn is not None:
        return drawn
    with s.workspace.act(sealed=True):
        permitted(s, ref, Verb.SHORTLIST)
        seed = secrets.token_hex(16) if _needs_seed(get_vacancy(s, ref)) else None
        drawing = reckon(s, ref, seed)
        write(s, drawing, {}, {})
        result = drawing.shortlist
        move(
            s,
            ref,
            VacancyState.SHORTLISTED,
            candidates=len(result.outcomes),
            interview_list=list(result.interview_list),
            lot_seed=seed,
        )
    view = current_shortlist(s, ref)
    assert view is not None
    return view


def current_shortlist(s: Session, ref: str) -> ShortlistView | None:
    """Return the shortlist that was drawn, or None; with its reasons where the vault is open.

    Raises:
        Refused: there is no such vacancy.
    """
    record = vacancy_record(s, ref)
    standings = s.workspace.blind.standings(ref)
    if record.shortlisted_at is None:
        return None
    outcomes = s.vault.outcomes(ref) if s.is_unsealed else None
    return ShortlistView(
        ref,
        record.locked_at or "",
        tuple(_candidates(standings, outcomes)),
        outcomes is not None,
    )


def _candidates(
    standings: Sequence[StandingRecord], outcomes: Mapping[str, SealedOutcome] | None
) -> list[ShortlistedCandidate]:
    found = []
    for standing in standings:
        outcome = outcomes.get(standing.candidate) if outcomes is not None else None
        explanation = outcome.explanation if outcome else None
        if outcomes is not None and outcome is None:
            explanation = _ERASED
        found.append(
            ShortlistedCandidate(
                standing.candidate,
                Fraction(standing.total),
                standing.rank,
                standing.meets_minimum,
                standing.failed_essentials,
                standing.invited,
                outcome.route if outcome else None,
                outcome.schemes if outcome else None,
                explanation,
            )
        )
    return found


def _needs_seed(vacancy: Vacancy) -> bool:
    """A limit's last place may go by lot too, whatever the rule for the merit list."""
    return vacancy.ties is TieRule.LOT or vacancy.interview_limit is not None


def _number(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else round(float(value), 4)
