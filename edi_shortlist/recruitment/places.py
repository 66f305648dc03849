"""Who gets a place when there are fewer places than candidates: ties, lots and the limit's shares.

Standings go in and sets of candidates come out; nothing here knows a scheme or a name.
"""

import hashlib
import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import nlargest
from math import ceil

from edi_shortlist.recruitment.ranking import Standing, common_unit
from edi_shortlist.recruitment.vacancy import TieRule

Best = tuple[Fraction, ...]

# What decides between equal totals, in order; lots come after the last.
_TIE_BREAKS: dict[TieRule, Callable[[Standing], Best]] = {
    TieRule.INVITE_ALL: lambda one: (one.total, one.essential_total, one.desirable_total),
    TieRule.ESSENTIAL_TOTAL: lambda one: (one.total, one.essential_total, one.desirable_total),
    TieRule.DESIRABLE_TOTAL: lambda one: (one.total, one.desirable_total, one.essential_total),
    TieRule.LOT: lambda one: (one.total,),
}


def lot(seed: str | None, candidate: str) -> bytes:
    """Return a candidate's lot; the lowest is drawn first.

    A keyed hash (HMAC-SHA-256 of the reference under the seed), so that it depends on nothing
    but the seed and the reference: not on the order of input, nor on who else applied.

    Raises:
        ValueError: lots have to be drawn and no seed was given.
    """
    if not seed:
        raise ValueError("Lots have to be drawn between equal candidates: a lot seed is needed.")
    return hmac.digest(seed.encode(), candidate.encode(), hashlib.sha256)


@dataclass(frozen=True)
class MeritList:
    """Who is invited on merit.

    Attributes:
        invited: the candidates.
        tied: those who tie for the last place, where there are more of them than places left.
        last: the total that the last place went to; None where there was a place for everybody.
        left: how many places those who tie have between them.
    """

    invited: frozenset[str]
    tied: frozenset[str]
    last: Fraction | None = None
    left: int = 0


def merit_list(
    qualified: Sequence[Standing], places: int, ties: TieRule, seed: str | None
) -> MeritList:
    """Return the first ``places`` of those who meet the minimum, by total, under the tie rule."""
    names = frozenset(one.candidate for one in qualified)
    if len(qualified) <= places:
        return MeritList(names, frozenset())
    last = nlargest(places, (one.total for one in qualified))[-1]
    above = frozenset(one.candidate for one in qualified if one.total > last)
    tied = [one for one in qualified if one.total == last]
    tied_names = frozenset(one.candidate for one in tied)
    left = places - len(above)
    if len(tied) == left:
        return MeritList(above | tied_names, frozenset(), last)
    if ties is TieRule.INVITE_ALL:
        return MeritList(above | tied_names, tied_names, last, left)
    if ties is TieRule.LOT:
        drawn = sorted(tied_names, key=lambda candidate: lot(seed, candidate))[:left]
        return MeritList(above | frozenset(drawn), tied_names, last, left)
    part = "essential_total" if ties is TieRule.ESSENTIAL_TOTAL else "desirable_total"
    enough = sorted((getattr(one, part) for one in tied), reverse=True)[left - 1]
    ahead = frozenset(one.candidate for one in tied if getattr(one, part) >= enough)
    return MeritList(above | ahead, tied_names, last, left)


def guaranteed_share(limit: int, guaranteed: int, others: int) -> int:
    """Return how many of ``limit`` interviews go to the guaranteed group.

    In proportion to the numbers of both groups, rounded up for the guaranteed group; rounding up
    gives it at least one where there is anybody in it.
    """
    if not guaranteed:
        return 0
    return min(guaranteed, ceil(Fraction(limit * guaranteed, guaranteed + others)))


@dataclass(frozen=True)
class Share:
    """What the limit left for one group, and who got it.

    Attributes:
        places: how many interviews the group has.
        size: how many candidates are in it.
        invited: those who got one.
        place: each candidate's place in the group before lots, equal ones sharing a place.
        by_lot: those between whom lots were drawn.
    """

    places: int
    size: int
    invited: frozenset[str]
    place: dict[str, int]
    by_lot: frozenset[str]


def share_out(group: Sequence[Standing], places: int, ties: TieRule, seed: str | None) -> Share:
    """Give ``places`` to the best of a group; never more, so that the limit holds.

    Equal totals are told apart by the vacancy's own tie rule, then by the essential and the
    desirable total, and last by lot.
    """
    best = _TIE_BREAKS[ties]
    exact = {one.candidate: best(one) for one in group}
    unit = common_unit(value for values in exact.values() for value in values)
    worth = {
        candidate: tuple(value.numerator * (unit // value.denominator) for value in values)
        for candidate, values in exact.items()
    }
    ranked = sorted(worth.values(), reverse=True)
    first_at = {value: at for at, value in reversed(list(enumerate(ranked, 1)))}
    place = {candidate: first_at[value] for candidate, value in worth.items()}
    if places >= len(group):
        return Share(places, len(group), frozenset(worth), place, frozenset())
    if not places:
        return Share(0, len(group), frozenset(), place, frozenset())
    last = ranked[places - 1]
    ahead = frozenset(candidate for candidate, value in worth.items() if value > last)
    level = [candidate for candidate, value in worth.items() if value == last]
    left = places - len(ahead)
    if len(level) == left:
        return Share(places, len(group), ahead | frozenset(level), place, frozenset())
    drawn = sorted(level, key=lambda candidate: lot(seed, candidate))[:left]
    return Share(places, len(group), ahead | frozenset(drawn), place, frozenset(level))
