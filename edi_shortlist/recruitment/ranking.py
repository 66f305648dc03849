"""From panel scores to places: who meets the minimum, and in which order they stand.

Nothing here knows what anyone declared, so a declaration cannot touch a score or a place.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from edi_shortlist.recruitment.criteria import CriterionKind
from edi_shortlist.recruitment.scoring import ScoringError
from edi_shortlist.recruitment.vacancy import Vacancy


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

    It reckons in whole numbers over one common denominator, which is as exact as fractions and
    many times quicker.

    Raises:
        ScoringError: a candidate has no panel score on a criterion assessed at application.
    """
    unit = common_unit(score for scores in panel_scores.values() for score in scores.values())
    whole = common_unit(criterion.weight for criterion in vacancy.assessed_at_application)
    criteria = [
        (one.id, one.kind is CriterionKind.ESSENTIAL, int(one.weight * whole))
        for one in vacancy.assessed_at_application
    ]
    passing = vacancy.scale.pass_level * unit
    found = []
    for candidate, scores in panel_scores.items():
        essential = desirable = 0
        failed = []
        for criterion, is_essential, weight in criteria:
            score = scores.get(criterion)
            if score is None:
                raise ScoringError([f"{candidate}, {criterion}: the panel score is missing."])
            level = score.numerator * (unit // score.denominator)
            if not is_essential:
                desirable += weight * level
                continue
            essential += weight * level
            if level < passing:
                failed.append(criterion)
        found.append((bool(failed), -essential - desirable, candidate, essential, tuple(failed)))
    found.sort()
    best_first = [worse for below, worse, *_ in found if not below]
    return [
        Standing(
            candidate=candidate,
            total=Fraction(-worse, unit * whole),
            essential_total=Fraction(essential, unit * whole),
            desirable_total=Fraction(-worse - essential, unit * whole),
            meets_minimum=not below,
            failed_essentials=failed,
            rank=None if below else 1 + bisect_left(best_first, worse),
        )
        for below, worse, candidate, essential, failed in found
    ]


def common_unit(values: Iterable[Fraction | int]) -> int:
    """Return the least whole number that makes each value whole when it is multiplied by it."""
    return lcm(*{value.denominator for value in values})
