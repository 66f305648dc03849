"""What an applicant can be told of the panel's scores: for each criterion the level that was
reached, and what the next one would have taken. Nothing here knows what others scored."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from edi_shortlist.recruitment.criteria import Criterion
from edi_shortlist.recruitment.vacancy import Vacancy


@dataclass(frozen=True)
class CriterionFeedback:
    """How one applicant came out on one criterion.

    Attributes:
        score: the panel's.
        level: the name of the highest level that the score reaches.
        words: what the guide says of that level; empty where it says nothing.
        next_words: what it says of the next level that it describes; empty where there is none.
        met: whether the score reaches the pass level.
    """

    criterion: Criterion
    score: Fraction
    level: str
    words: str
    next_words: str
    met: bool


def feedback(vacancy: Vacancy, scores: Mapping[str, Fraction]) -> Iterator[CriterionFeedback]:
    """Yield the feedback on each criterion assessed at application, in order.

    Args:
        scores: the panel's, by criterion; a criterion without one is left out.
    """
    for criterion in vacancy.assessed_at_application:
        score = scores.get(criterion.id)
        if score is None:
            continue
        reached = floor(score)  # a mean between two levels has reached the lower one
        above = sorted(level for level in criterion.guide if level > reached)
        yield CriterionFeedback(
            criterion,
            score,
            vacancy.scale.name(reached),
            criterion.guide.get(reached, ""),
            criterion.guide[above[0]] if above else "",
            score >= vacancy.scale.pass_level,
        )
