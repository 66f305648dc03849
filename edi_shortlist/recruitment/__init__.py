"""What recruiting is: vacancies, criteria, scores, ranking and guaranteed interviews.

Plain dataclasses and pure functions; this room imports nothing of the project.
"""

from edi_shortlist.recruitment.criteria import STAGES, Criterion, CriterionKind, Scale
from edi_shortlist.recruitment.guarantees import Outcome, Shortlist, apply_guarantees
from edi_shortlist.recruitment.ranking import Standing, rank
from edi_shortlist.recruitment.scheme import Scheme, SchemeError
from edi_shortlist.recruitment.scoring import (
    Score,
    ScoringError,
    missing_scores,
    panel_scores,
    score_problems,
)
from edi_shortlist.recruitment.vacancy import (
    PolicyOverride,
    ScoringWay,
    TieRule,
    Vacancy,
    VacancyError,
)

__all__ = [
    "STAGES",
    "Criterion",
    "CriterionKind",
    "Outcome",
    "PolicyOverride",
    "Scale",
    "Scheme",
    "SchemeError",
    "Score",
    "ScoringError",
    "ScoringWay",
    "Shortlist",
    "Standing",
    "TieRule",
    "Vacancy",
    "VacancyError",
    "apply_guarantees",
    "missing_scores",
    "panel_scores",
    "rank",
    "score_problems",
]
