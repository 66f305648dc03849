"""From the panellists' levels to the panel's score: exact means, and what is still missing.

A score knows a candidate only by reference; nothing here knows what anyone declared.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from edi_shortlist.recruitment.conflicts import Pairs, scored_by, scored_by_nobody
from edi_shortlist.recruitment.fields import InputError
from edi_shortlist.recruitment.vacancy import Vacancy

# candidate -> criterion id -> the panel's score, between the scale's lowest and its highest
PanelScores = dict[str, dict[str, Fraction]]


class ScoringError(InputError):
    """Scores cannot be used; ``problems`` holds a sentence for each thing that is wrong."""


@dataclass(frozen=True)
class Score:
    """One panellist's level for one candidate on one criterion.

    Attributes:
        level: the score, as the scale counts its levels.
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
    known, panel = set(candidates), set(vacancy.panel)
    assessed = {c.id for c in vacancy.assessed_at_application}
    levels = set(vacancy.scale.scores)
    found: list[str] = []
    seen: set[tuple[str, str, str]] = set()
    for score in scores:
        candidate, panellist, criterion = score.candidate, score.panellist, score.criterion
        where = (candidate, panellist, criterion)
        if (
            candidate in known
            and panellist in panel
            and criterion in assessed
            and score.level in levels
            and where not in seen
        ):
            seen.add(where)
            continue
        said = f"{candidate}, {panellist}, {criterion}:"
        if candidate not in known:
            found.append(f"{said} there is no candidate {candidate}.")
        if panellist not in panel:
            found.append(f"{said} {panellist} is not on the panel.")
        if criterion not in assessed:
            found.append(f"{said} {criterion} is not a criterion assessed at application.")
        if score.level not in levels:
            found.append(f"{said} {score.level} is not a level from {vacancy.scale.span}.")
        if where in seen:
            found.append(f"{said} there are two scores.")
        seen.add(where)
    return found


def missing_scores(
    vacancy: Vacancy, candidates: Iterable[str], scores: Iterable[Score], removed: Pairs = ()
) -> list[tuple[str, str, str]]:
    """Return ``(candidate, panellist, criterion)`` for each score not given yet, candidates in
    reference order.

    Args:
        removed: pairs of a candidate and a panellist who does not score that candidate.
    """
    given = {(s.candidate, s.panellist, s.criterion) for s in scores}
    pairs = set(removed)
    return [
        (candidate, panellist, criterion.id)
        for candidate in sorted(candidates)
        for panellist in vacancy.panel
        if (candidate, panellist) not in pairs
        for criterion in vacancy.assessed_at_application
        if (candidate, panellist, criterion.id) not in given
    ]


def panel_scores(
    vacancy: Vacancy,
    candidates: Iterable[str],
    scores: Iterable[Score],
    removed: Pairs = (),
    agreed: Mapping[tuple[str, str], int] = MappingProxyType({}),
) -> PanelScores:
    """Return the panel's score for each candidate and criterion: what the panel agreed in
    moderation, or else the mean of the panellists' levels, exactly.

    Everybody on the panel scores every candidate, so that means can be compared, with one
    exception: whoever thinks that they know a candidate does not score that one, and the mean is
    that of those who remain. It is then a mean over other panellists than its neighbours', and
    one who is severer or milder than the rest moves it by being absent. That is accepted, since
    every way round it is worse: a level put in for the absent is one that nobody gave; leaving
    the panellist's scores of everybody out lets a tie to one candidate change the places of all;
    stretching each panellist's levels to a common mean takes true differences for severity where
    the candidates are few. So no level is changed, the number of panellists behind each mean is
    told wherever it is (``conflicts.scored_by``), and where HR wants as many for everybody,
    somebody stands in who scores those candidates only.

    Args:
        removed: pairs of a candidate and a panellist who does not score that candidate.
        agreed: levels by ``(candidate, criterion)``. They do not make up for a score that is
            missing: a panel moderates what each has scored.

    Raises:
        ScoringError: a score does not fit, is missing or is given twice, one is given by somebody
            who does not score that candidate, or nobody scores a candidate.
    """
    candidates, scores, pairs = list(candidates), list(scores), set(removed)
    problems = score_problems(vacancy, candidates, scores)
    if not vacancy.panel:
        problems.append("There is nobody on the panel, so there are no panel scores.")
    else:
        problems += [
            f"{candidate}: nobody on the panel scores this candidate."
            for candidate in scored_by_nobody(vacancy, candidates, pairs)
        ]
    if pairs:
        problems += [
            f"{score.candidate}, {score.panellist}, {score.criterion}: {score.panellist} does not "
            "score this candidate."
            for score in scores
            if (score.candidate, score.panellist) in pairs
        ]
    criteria = [criterion.id for criterion in vacancy.assessed_at_application]
    wanted = len(set(candidates)) * len(vacancy.panel) * len(criteria)
    if pairs or problems or len(scores) != wanted:  # otherwise each is there, since none is twice
        problems += [
            f"{candidate}, {panellist}, {criterion}: the score is missing."
            for candidate, panellist, criterion in missing_scores(
                vacancy, candidates, scores, pairs
            )
        ]
    problems += [
        f"{candidate}, {criterion}: what was agreed fits neither criteria nor scale."
        for (candidate, criterion), level in agreed.items()
        if criterion not in criteria or level not in vacancy.scale.scores
    ]
    if problems:
        raise ScoringError(problems)
    sums = {candidate: dict.fromkeys(criteria, 0) for candidate in candidates}
    for score in scores:
        sums[score.candidate][score.criterion] += score.level
    # Nothing is missing, so as many panellists stand behind each score of a candidate.
    behind = scored_by(vacancy, candidates, pairs)
    means: dict[tuple[int, int], Fraction] = {}  # few are different, and making one is slow
    found: PanelScores = {}
    for candidate, given in sums.items():
        number = behind[candidate]
        own: dict[str, Fraction] = {}
        for criterion, total in given.items():
            if (total, number) not in means:
                means[total, number] = Fraction(total, number)
            own[criterion] = means[total, number]
        found[candidate] = own
    for (candidate, criterion_id), level in agreed.items():
        if candidate in found:
            found[candidate][criterion_id] = Fraction(level)
    return found
