"""Scores of the interview: which criteria, what is missing, and how the interviewed stand.

The interview is reckoned by itself: nothing here reads a score of the sift, so none can touch it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from edi_shortlist.recruitment.criteria import Criterion, CriterionKind
from edi_shortlist.recruitment.scoring import Score
from edi_shortlist.recruitment.vacancy import Vacancy

#: The stages at which the panel itself sees the candidate show something.
INTERVIEW_STAGES = frozenset({"interview", "presentation", "test"})

Panels = Mapping[str, Sequence[str]]
"""Who interviews each candidate, by reference."""


@dataclass(frozen=True)
class InterviewStanding:
    """Where a candidate stands after the interview.

    Attributes:
        means: the mean of the panel's levels by criterion, exact.
        total: the means weighted and added up.
        below: ids of the essential criteria whose mean is below the pass level.
        rank: by total, equal totals sharing a place (1, 2, 2, 4).
    """

    candidate: str
    means: Mapping[str, Fraction]
    total: Fraction
    below: tuple[str, ...]
    rank: int


def assessed_at_interview(vacancy: Vacancy) -> tuple[Criterion, ...]:
    """Return the criteria that are scored at interview, in order."""
    return tuple(c for c in vacancy.criteria if INTERVIEW_STAGES & set(c.assessed_at))


def missing_interview_scores(
    vacancy: Vacancy, panels: Panels, scores: Iterable[Score]
) -> list[tuple[str, str, str]]:
    """Return ``(candidate, panellist, criterion)`` for each score that is not given yet, in the
    order of ``panels``."""
    given = {(s.candidate, s.panellist, s.criterion) for s in scores}
    return [
        (candidate, panellist, criterion.id)
        for candidate, panel in panels.items()
        for panellist in panel
        for criterion in assessed_at_interview(vacancy)
        if (candidate, panellist, criterion.id) not in given
    ]


def interview_standings(
    vacancy: Vacancy, panels: Panels, scores: Iterable[Score]
) -> list[InterviewStanding]:
    """Return how the interviewed stand, best first; equal ones in reference order.

    Args:
        panels: of those who are ranked; each of their scores must be there.
    """
    levels: dict[tuple[str, str], list[int]] = defaultdict(list)
    for score in scores:
        if score.panellist in panels.get(score.candidate, ()):
            levels[score.candidate, score.criterion].append(score.level)
    criteria = assessed_at_interview(vacancy)
    means = {
        candidate: {
            c.id: Fraction(sum(levels[candidate, c.id]), len(levels[candidate, c.id]))
            for c in criteria
        }
        for candidate in panels
    }
    totals = {
        candidate: sum((c.weight * own[c.id] for c in criteria), Fraction(0))
        for candidate, own in means.items()
    }
    return sorted(
        (
            InterviewStanding(
                candidate,
                own,
                totals[candidate],
                tuple(
                    c.id
                    for c in criteria
                    if c.kind is CriterionKind.ESSENTIAL and own[c.id] < vacancy.scale.pass_level
                ),
                1 + sum(total > totals[candidate] for total in totals.values()),
            )
            for candidate, own in means.items()
        ),
        key=lambda one: (one.rank, one.candidate),
    )
