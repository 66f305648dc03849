"""The rules of the interview list written a second time, slowly and from the text alone.

It shares no code with the package but the data types, tries subsets instead of sorting, and is
right only for small cases. Tests compare the package with it.
"""

import hashlib
import hmac
from fractions import Fraction
from itertools import combinations

from edi_shortlist.recruitment import TieRule


def draw(seed, candidates, count):
    """The ``count`` candidates whose keyed hashes are lowest."""

    def hashed(candidate):
        return hmac.new(seed.encode(), candidate.encode(), hashlib.sha256).hexdigest()

    return set(sorted(candidates, key=hashed)[:count])


def total(post, levels, kinds=("essential", "desirable")):
    """The weighted total of one candidate over the kinds of criteria."""
    return sum(
        (
            c.weight * level
            for c, level in zip(post.criteria, levels, strict=True)
            if c.kind in kinds
        ),
        Fraction(0),
    )


def interview_list(post, rows, declarations, excluded_schemes, seed):
    """The set of those invited, by rules 1 to 5."""
    meets = {
        candidate
        for candidate, levels in rows.items()
        if not [
            1
            for c, level in zip(post.criteria, levels, strict=True)
            if c.kind == "essential" and level < post.scale.pass_level
        ]
    }
    whole = {c: total(post, rows[c]) for c in meets}
    merit = set()
    for candidate in meets:
        better = {c for c in meets if whole[c] > whole[candidate]}
        level = {c for c in meets if whole[c] == whole[candidate]}
        left = post.interview_places - len(better)
        if left >= len(level) or (left > 0 and post.ties == TieRule.INVITE_ALL):
            merit.add(candidate)
        elif left > 0 and post.ties == TieRule.LOT:
            merit |= draw(seed, level, left)
        elif left > 0:
            kinds = {TieRule.ESSENTIAL_TOTAL: "essential", TieRule.DESIRABLE_TOTAL: "desirable"}
            part = {c: total(post, rows[c], (kinds[post.ties],)) for c in level}
            if sum(part[c] > part[candidate] for c in level) < left:
                merit.add(candidate)
    guaranteed = {
        c
        for c in meets
        for s in declarations.get(c, ())
        if s in post.schemes and s not in excluded_schemes
    }
    invited = merit | guaranteed
    limit = post.interview_limit
    if limit is None or len(invited) <= limit:
        return invited
    others = meets - guaranteed
    share = 0
    if guaranteed:
        while share < 1 or Fraction(share, limit) < Fraction(len(guaranteed), len(meets)):
            share += 1
    chosen = set()
    for group, places in (guaranteed, share), (others, limit - share):
        chosen |= best(post, rows, group, places, seed)
    return chosen


def worth(post, levels):
    """What the best go by: the total, then what the vacancy's tie rule and the rest prefer."""
    parts = {
        TieRule.LOT: [],
        TieRule.DESIRABLE_TOTAL: ["desirable", "essential"],
        TieRule.ESSENTIAL_TOTAL: ["essential", "desirable"],
        TieRule.INVITE_ALL: ["essential", "desirable"],
    }[post.ties]
    return [total(post, levels)] + [total(post, levels, (part,)) for part in parts]


def best(post, rows, group, places, seed):
    """The one subset of that size of which nobody outside is better, by lot where several are."""
    fitting = [
        set(chosen)
        for chosen in combinations(sorted(group), min(places, len(group)))
        if not any(
            worth(post, rows[out]) > worth(post, rows[inside])
            for inside in chosen
            for out in group - set(chosen)
        )
    ]
    certain = set.intersection(*fitting)
    open_to_lot = set.union(*fitting) - certain
    return certain | draw(seed, open_to_lot, min(places, len(group)) - len(certain))
