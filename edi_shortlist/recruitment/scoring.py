"""From the panellists' levels to the panel's score: exact means, and what is still missing.

A score knows a candidate only by reference; nothing here knows what anyone declared.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from edi_shortlist.recruitment.fields import InputError
from edi_shortlist.recruitment.vacancy import Vacancy

# candidate -> criterion id -> the panel's score, between 0 and the highest level
PanelScores = dict[str, dict[str, Fraction]]


class ScoringError(InputError):
    """Scores cannot be used; ``problems`` holds a sentence for each thing that is wrong."""


@dataclass(frozen=True)
class Score:
    """One panellist's level for one candidate on one criterion.

    Attributes:
        level: index into the scale's levels; level ``i`` is scored ``i``.
    """

    candidate: str
    panellist: str
    criterion: str
    level: int
    note: str = ""


def score_problems(
    vacancy: Vacancy, candidates: Iterable[str], scores: Iterable[Score]
) -> list[str]:
    """Return a sentence for each score that does not fit the vacancy or is given twice."""
    known = set(candidates)
    assessed = {c.id for c in vacancy.assessed_at_application}
    highest = len(vacancy.scale.levels) - 1
    found, seen = [], set()
    for score in scores:
        where = f"{score.candidate}, {score.panellist}, {score.criterion}:"
        if score.candidate not in known:
            found.append(f"{where} there is no candidate {score.candidate}.")
        if score.panellist not in vacancy.panel:
            found.append(f"{where} {score.panellist} is not on the panel.")
        if score.criterion not in assessed:
            found.append(f"{where} {score.criterion} is not a criterion assessed at application.")
        if not 0 <= score.level <= highest:
            found.append(f"{where} {score.level} is not a level from 0 to {highest}.")
        key = (score.candidate, score.panellist, score.criterion)
        if key in seen:
            found.append(f"{where} there are two scores.")
        seen.add(key)
    return found


def missing_scores(
    vacancy: Vacancy, candidates: Iterable[str], scores: Iterable[Score]
) -> list[tuple[str, str, str]]:
    """Return ``(candidate, panellist, criterion)`` for each score not given yet, candidates in
    reference order."""
    given = {(s.candidate, s.panellist, s.criterion) for s in scores}
    return [
        (candidate, panellist, criterion.id)
        for candidate in sorted(candidates)
        for panellist in vacancy.panel
        for criterion in vacancy.assessed_at_application
        if (candidate, panellist, criterion.id) not in given
    ]


def panel_scores(
    vacancy: Vacancy, candidates: Iterable[str], scores: Iterable[Score]
) -> PanelScores:
    """Return the mean of the panellists' levels for each candidate and criterion, exactly.

    Raises:
        ScoringError: a score does not fit, is missing or is given twice, or nobody is on the
            panel. Means over different panellists could not be compared.
    """
    candidates, scores = list(candidates), list(scores)
    problems = score_problems(vacancy, candidates, scores)
    if not vacancy.panel:
        problems.append("There is nobody on the panel, so there are no panel scores.")
    problems += [
        f"{candidate}, {panellist}, {criterion}: the score is missing."
        for candidate, panellist, criterion in missing_scores(vacancy, candidates, scores)
    ]
    if problems:
        raise ScoringError(problems)
    sums: Mapping[tuple[str, str], list[int]] = defaultdict(list)
    for score in scores:
        sums[score.candidate, score.criterion].append(score.level)
    return {
        candidate: {
            criterion.id: Fraction(sum(levels), len(levels))
            for criterion in vacancy.assessed_at_application
            for levels in [sums[candidate, criterion.id]]
        }
        for candidate in candidates
    }
