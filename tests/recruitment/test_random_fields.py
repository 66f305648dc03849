"""The interview list of twenty thousand random fields of up to eight candidates, beside that of the
rules written a second time."""

import random
from collections import Counter

from edi_shortlist.recruitment import TieRule, Vacancy, apply_guarantees

from .examples import SCHEMES, standings, vacancy
from .reference import interview_list

FIELDS = 20_000
SEED = "a seed"
DC = "disability-confident"
RULES = list(TieRule)
NAMES = sorted(SCHEMES)

Levels = dict[str, tuple[int, ...]]
Declared = dict[str, frozenset[str]]


def some_schemes(chance: random.Random) -> tuple[str, ...]:
    return tuple(name for name in NAMES if chance.random() < 0.4)


def random_field(chance: random.Random) -> tuple[Vacancy, Levels, Declared]:
    """Few levels and few places, so that ties, limits and empty groups are frequent."""
    limit = chance.choice([None, None, 1, 2, 3, 4, 5, 6])
    post = vacancy(
        interview_places=chance.randint(1, 5),
        ties=chance.choice(RULES),
        school_based=chance.random() < 0.3,
        schemes=some_schemes(chance),
        interview_limit=limit,
        interview_limit_reason="A seasonal post" if limit else "",
    )
    highest = chance.randint(2, 4)
    rows = {
        f"C-{number:02}": tuple(chance.randint(chance.choice([0, 2]), highest) for _ in range(3))
        for number in range(chance.randint(0, 8))
    }
    return post, rows, {candidate: frozenset(some_schemes(chance)) for candidate in rows}


def test_both_writings_of_the_rules_invite_the_same_candidates() -> None:
    chance = random.Random(20_261_129)
    met: Counter[str] = Counter()
    for number in range(FIELDS):
        post, rows, declarations = random_field(chance)
        excluded = [DC] if post.school_based else []
        found = apply_guarantees(post, standings(post, rows), declarations, SCHEMES, SEED)
        expected = interview_list(post, rows, declarations, excluded, SEED)
        assert set(found.interview_list) == expected, (number, post, rows, declarations)
        outcomes = found.outcomes
        met["guaranteed"] += any(one.route == "guaranteed" for one in outcomes)
        met["several schemes"] += any(len(one.schemes) > 1 for one in outcomes)
        met["excluded"] += any("does not apply" in one.explanation for one in outcomes)
        met["lot"] += any("lot" in one.explanation for one in outcomes)
        met["limited"] += bool(post.interview_limit) and len(expected) == post.interview_limit
        met["more than places"] += len(expected) > post.interview_places
    # A thousand of each, so that no rule was agreed on by not being met.
    assert {what: times for what, times in met.items() if times < 1000} == {}
