"""Who scores whom: a panellist who thinks that they know a candidate does not score that one.

It knows references and panellists' names; nothing here knows whether they were right.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from enum import StrEnum

from edi_shortlist.recruitment.vacancy import Vacancy

#: Pairs of a candidate and a panellist who does not score that candidate.
Pairs = Collection[tuple[str, str]]


class ConflictKind(StrEnum):
    """How a panellist thinks that they know a candidate. A fixed list: free words might name
    somebody.

    ``NOT_ASKED`` is no declaration: somebody stands in on the panel for other candidates only.
    """

    RELATIVE = "relative"
    FRIEND = "friend"
    WORK = "work"
    OTHER = "other"
    NOT_ASKED = "not-asked"


#: What a panellist can declare.
DECLARED_KINDS = tuple(kind for kind in ConflictKind if kind is not ConflictKind.NOT_ASKED)


def scored_by(vacancy: Vacancy, candidates: Iterable[str], removed: Pairs) -> dict[str, int]:
    """Return how many panellists score each candidate.

    Args:
        removed: pairs that are not scored; those of nobody on the panel do not count.
    """
    pairs, panel = set(removed), set(vacancy.panel)
    fewer = Counter(candidate for candidate, panellist in pairs if panellist in panel)
    return {candidate: len(panel) - fewer[candidate] for candidate in candidates}


def scored_by_nobody(vacancy: Vacancy, candidates: Iterable[str], removed: Pairs) -> list[str]:
    """Return the candidates whom nobody on the panel scores, in reference order."""
    each = scored_by(vacancy, candidates, removed)
    return sorted(candidate for candidate, panellists in each.items() if not panellists)
