"""The rounds in which a panel scores: what is read in each, and which criteria are scored on it.

It knows nothing of candidates; in which order a round goes through them is for
``reading_orders``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from edi_shortlist.recruitment.vacancy import ScoringWay, Vacancy

#: What the supporting statement of a form is called beside its numbered questions.
STATEMENT = "statement"


@dataclass(frozen=True)
class Round:
    """One way through all of the candidates.

    Attributes:
        question: whose answers are read, as ``Q1``, or ``STATEMENT``; empty where the whole
            application is.
        criteria: the ids of those that are scored, in order.
    """

    question: str
    criteria: tuple[str, ...]
    of_criterion: bool = False

    @property
    def key(self) -> str:
        """What the round is called where its order is drawn."""
        if self.of_criterion:
            return f"criterion {self.criteria[0]}"
        return f"question {self.question.casefold()}" if self.question else WHOLE


#: The key of the round over whole applications.
WHOLE = "application"


def scoring_way(vacancy: Vacancy, answered: Sequence[str]) -> ScoringWay:
    """Return how a vacancy is scored.

    Where nothing was chosen and the form has numbered questions, it is scored across the
    candidates: by question if a criterion names one of these, otherwise by criterion. Without
    numbered questions it is scored by application. What was chosen holds, but for a choice of
    questions that no criterion names or nobody was asked, which leaves the criteria.

    Args:
        answered: the questions that the released forms answer.
    """
    numbered = bool(set(answered) - {STATEMENT})
    way = vacancy.scoring
    if way is None:
        way = ScoringWay.BY_QUESTION if numbered else ScoringWay.BY_APPLICATION
    if way is ScoringWay.BY_QUESTION and not named_questions(vacancy, answered):
        return ScoringWay.BY_CRITERION
    return way


def rounds(vacancy: Vacancy, answered: Sequence[str]) -> tuple[Round, ...]:
    """Return the rounds in which a panellist gives every score, in order.

    Args:
        answered: the questions that the released forms answer, in order.
    """
    way = scoring_way(vacancy, answered)
    every = tuple(criterion.id for criterion in vacancy.assessed_at_application)
    if way is ScoringWay.BY_CRITERION:
        return criterion_rounds(vacancy)
    if way is ScoringWay.BY_APPLICATION:
        return (whole_round(vacancy),)
    found = [question_round(vacancy, one) for one in named_questions(vacancy, answered)]
    covered = {criterion for one in found for criterion in one.criteria}
    if not covered.issuperset(every):
        found.append(whole_round(vacancy))  # for what no question covers
    return tuple(found)


def criterion_rounds(vacancy: Vacancy) -> tuple[Round, ...]:
    """Return a round for each criterion, over whole applications."""
    return tuple(
        Round("", (criterion.id,), of_criterion=True)
        for criterion in vacancy.assessed_at_application
    )


def question_round(vacancy: Vacancy, question: str) -> Round:
    """Return the round over the answers to one question."""
    return Round(question, tuple(one.id for one in vacancy.scored_on(question)))


def whole_round(vacancy: Vacancy) -> Round:
    """Return the round over whole applications with every criterion."""
    return Round("", tuple(one.id for one in vacancy.assessed_at_application))


def named_questions(vacancy: Vacancy, answered: Sequence[str]) -> list[str]:
    """Return those of the answered questions that a criterion names, in order."""
    named = {
        one.casefold()
        for criterion in vacancy.assessed_at_application
        for one in criterion.questions
    }
    return [question for question in answered if question.casefold() in named]
