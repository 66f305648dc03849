"""What must hold of each rule on guaranteed interviews, whatever comes in: limits, ties, several
schemes, exclusions and lots."""

from collections import Counter
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from edi_shortlist.recruitment import TieRule, apply_guarantees, rank
from edi_shortlist.recruitment.places import guaranteed_share, lot, share_out

from .examples import (
    SCHEMES,
    criterion,
    declared,
    fields_of_candidates,
    levels,
    standings,
    unlimited,
    vacancy,
)

DC = "disability-confident"
SEED = "a seed"


def invited(post, rows, declarations, seed=SEED) -> set[str]:
    drawn = apply_guarantees(post, standings(post, rows), declarations, SCHEMES, seed)
    return set(drawn.interview_list)


# Rules 1 and 2


@settings(max_examples=40)
@given(
    st.dictionaries(
        st.sampled_from("ABCDEF"),
        st.tuples(*[st.fractions(0, 4, max_denominator=7)] * 3),
        max_size=6,
    ),
    st.tuples(*[st.fractions(Fraction(1, 5), 3, max_denominator=5)] * 3),
)
def test_ranking_in_whole_numbers_is_as_exact_as_fractions(scores, weights):
    ids = ("E1", "E2", "D1")
    post = vacancy(criteria=tuple(criterion(i, w) for i, w in zip(ids, weights, strict=True)))
    given_scores = {name: dict(zip(ids, row, strict=True)) for name, row in scores.items()}
    found = {one.candidate: one for one in rank(post, given_scores)}
    for name, row in given_scores.items():
        total = sum((w * row[i] for i, w in zip(ids, weights, strict=True)), Fraction(0))
        assert found[name].total == total
        assert found[name].essential_total == weights[0] * row["E1"] + weights[1] * row["E2"]
        assert found[name].total - found[name].essential_total == found[name].desirable_total
        assert found[name].failed_essentials == tuple(i for i in ids[:2] if row[i] < 2)


@settings(max_examples=40)
@given(fields_of_candidates(), st.integers(0, 2), st.integers(1, 2))
def test_a_higher_score_never_loses_an_interview(case, place, more):
    """With a limit as well: more of one candidate's own score moves others, never that one."""
    post, rows, declarations = case
    before = invited(post, rows, declarations)
    for candidate in before:
        better = list(rows[candidate])
        better[place] = min(4, better[place] + more)
        assert candidate in invited(post, rows | {candidate: tuple(better)}, declarations)


@settings(max_examples=40)
@given(fields_of_candidates(unlimited))
def test_without_a_limit_the_merit_list_does_not_know_who_declared(case):
    post, rows, declarations = case
    merit = {
        one.candidate
        for one in apply_guarantees(
            post, standings(post, rows), declarations, SCHEMES, SEED
        ).outcomes
        if one.decision.on_merit
    }
    assert merit == invited(post, rows, {})
    assert merit <= invited(post, rows, declarations)


# Rules 3 and 5


@settings(max_examples=40)
@given(fields_of_candidates())
def test_a_scheme_that_leaves_this_post_out_or_is_not_run_counts_for_nothing(case):
    post, rows, declarations = case
    counting = {one for one in post.schemes if not (post.school_based and SCHEMES[one].excludes)}
    fewer = {name: said & counting for name, said in declarations.items()}
    assert invited(post, rows, declarations) == invited(post, rows, fewer)


@settings(max_examples=40)
@given(fields_of_candidates(), declared)
def test_a_second_scheme_gives_no_second_interview_and_takes_none(case, more):
    post, rows, declarations = case
    counting = {one for one in post.schemes if not (post.school_based and SCHEMES[one].excludes)}
    twice = {name: said | more if said & counting else said for name, said in declarations.items()}
    assert invited(post, rows, twice) == invited(post, rows, declarations)


# Rule 4


@settings(max_examples=40)
@given(st.integers(1, 60), st.integers(0, 40), st.integers(0, 40))
def test_the_guaranteed_share_is_the_proportion_rounded_up(limit, guaranteed, others):
    share = guaranteed_share(limit, guaranteed, others)
    if not guaranteed:
        assert share == 0
        return
    exact = Fraction(limit * guaranteed, guaranteed + others)
    assert share == min(guaranteed, -(-exact.numerator // exact.denominator))
    assert share >= 1
    assert share <= limit


@settings(max_examples=40)
@given(fields_of_candidates())
def test_within_each_group_the_limit_takes_the_best(case):
    post, rows, declarations = case
    drawn = apply_guarantees(post, standings(post, rows), declarations, SCHEMES, SEED)
    for share in filter(None, (drawn.guaranteed, drawn.others)):
        assert len(share.invited) == min(share.places, share.size)
        left_out = [share.place[name] for name in share.place if name not in share.invited]
        for name in share.invited:
            assert all(share.place[name] <= place for place in left_out)
    if drawn.guaranteed and drawn.others:
        assert drawn.guaranteed.places + drawn.others.places == post.interview_limit
        assert not set(drawn.guaranteed.place) & set(drawn.others.place)


# Lots


def test_every_candidate_is_as_likely_to_be_drawn_as_another():
    """Over a thousand seeds each of four is drawn about as often, for two places of four."""
    names, seeds = ("C-07QK", "C-8MZD", "C-AAAA", "C-ZZZZ"), 1000
    drawn = Counter(
        name
        for number in range(seeds)
        for name in sorted(names, key=lambda one, n=number: lot(f"seed {n}", one))[:2]
    )
    # Five standard deviations of a fair draw.
    assert all(abs(drawn[name] - seeds / 2) < 5 * (seeds / 4) ** 0.5 for name in names)


@settings(max_examples=40)
@given(st.lists(levels, min_size=1, max_size=6), st.integers(0, 6), st.text(min_size=1, max_size=8))
def test_a_lot_depends_on_nobody_else_who_applied(rows, places, seed):
    """Whoever is drawn is drawn as well where somebody who was not drawn had never applied."""
    post = vacancy(ties=TieRule.LOT)
    group = standings(post, {f"C-{n}": row for n, row in enumerate(rows)})
    share = share_out(group, places, TieRule.LOT, seed)
    for one in group:
        if one.candidate not in share.invited:
            fewer = [other for other in group if other is not one]
            assert share_out(fewer, places, TieRule.LOT, seed).invited == share.invited


# Rule 6 is in test_entitlement, rule 7 in test_guarantees.
