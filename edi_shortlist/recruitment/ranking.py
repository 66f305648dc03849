"""From panel scores to places: who meets the minimum, and in which order they stand.

Nothing here knows what anyone declared, so a declaration cannot touch a score or a place.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from edi_shortlist.recruitment.scoring import ScoringError
from edi_shortlist.recruitment.vacancy import CriterionKind, Vacancy


@dataclass(frozen=True)
class Standing:
    """Where a candidate stands on the panel's scores alone.

    Attributes:
        total: weighted total of the criteria assessed at application, exact.
        essential_total, desirable_total: the two parts of ``total``.
        meets_minimum: every essential criterion assessed at application is at or above the pass
            level.
        failed_essentials: ids of those below it, in the order of the person specification.
        rank: place among those who meet the minimum, equal totals sharing a place
            (1, 2, 2, 4); None below the minimum.
    """

    candidate: str
    total: Fraction
    essential_total: Fraction
    desirable_total: Fraction
    meets_minimum: bool
    failed_essentials: tuple[str, ...]
    rank: int | None


def rank(vacancy: Vacancy, panel_scores: Mapping[str, Mapping[str, Fraction]]) -> list[Standing]:
    """Return a standing for each candidate: those who meet the minimum best first, then the
    others; equal ones in reference order.

    Raises:
        ScoringError: a candidate has no panel score on a criterion assessed at application.
    """
    standings = [
        _unranked(vacancy, candidate, scores) for candidate, scores in panel_scores.items()
    ]
    totals = sorted(one.total for one in standings if one.meets_minimum)
    ranked = [
        replace(one, rank=1 + len(totals) - bisect_right(totals, one.total))
        if one.meets_minimum
        else one
        for one in standings
    ]
    return sorted(ranked, key=lambda one: (not one.meets_minimum, -one.total, one.candidate))


def _unranked(vacancy: Vacancy, candidate: str, scores: Mapping[str, Fraction]) -> Standing:
    totals = {CriterionKind.ESSENTIAL: Fraction(0), CriterionKind.DESIRABLE: Fraction(0)}
    failed = []
    for criterion in vacancy.assessed_at_application:
        if criterion.id not in scores:
            raise ScoringError([f"{candidate}, {criterion.id}: the panel score is missing."])
        score = scores[criterion.id]
        totals[criterion.kind] += criterion.weight * score
        if criterion.kind is CriterionKind.ESSENTIAL and score < vacancy.scale.pass_level:
            failed.append(criterion.id)
    return Standing(
        candidate=candidate,
        total=sum(totals.values(), Fraction(0)),
        essential_total=totals[CriterionKind.ESSENTIAL],
        desirable_total=totals[CriterionKind.DESIRABLE],
        meets_minimum=not failed,
        failed_essentials=tuple(failed),
        rank=None,
    )
