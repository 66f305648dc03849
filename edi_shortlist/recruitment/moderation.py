"""How far a panel differs on one candidate and one criterion, and what it should talk about first.

It knows levels only, and who gave them.
"""

from collections.abc import Iterable
from enum import StrEnum

from edi_shortlist.recruitment.criteria import Criterion, CriterionKind, Scale

#: Levels apart from which on a difference is talked about in any case.
WIDE_FROM = 2


class Difference(StrEnum):
    """How the panel's levels differ; the order is that in which they are talked about.

    ``PASS_FAIL``: on an essential criterion some put the candidate at or above the pass level and
    some below it, so that the minimum hangs on it. ``WIDE``: two levels or more lie between the
    lowest and the highest.
    """

    PASS_FAIL = "pass-fail"
    WIDE = "wide"
    NARROW = "narrow"
    NONE = "none"


#: The differences that a panel is asked to talk about.
TO_MODERATE = (Difference.PASS_FAIL, Difference.WIDE)


def difference(criterion: Criterion, scale: Scale, levels: Iterable[int]) -> Difference:
    """Return how levels differ that several panellists gave."""
    given = sorted(levels)
    if not given or given[0] == given[-1]:
        return Difference.NONE
    essential = criterion.kind is CriterionKind.ESSENTIAL
    if essential and given[0] < scale.pass_level <= given[-1]:
        return Difference.PASS_FAIL
    return Difference.WIDE if given[-1] - given[0] >= WIDE_FROM else Difference.NARROW
