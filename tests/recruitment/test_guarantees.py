"""The interview list: each rule by example, and what must hold whatever comes in."""

from collections import Counter
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edi_shortlist.recruitment import Outcome, TieRule, Vacancy, apply_guarantees, rank
from edi_shortlist.recruitment.places import guaranteed_share

from .examples import SCHEMES, declared, fields_of_candidates, levels, standings, unlimited, vacancy
from .reference import interview_list

DC, CARE, FORCES = "disability-confident", "care-experience", "armed-forces"
SEED = "a seed"
# E1, E2, D1: a better and better field; F is below the minimum on E2.
FIELD = {
    "A": (4, 4, 4),
    "B": (4, 4, 2),
    "C": (3, 3, 2),
    "D": (3, 2, 1),
    "E": (2, 2, 0),
    "F": (4, 1, 4),
}


def outcomes(post: Vacancy, rows: dict, declarations: dict) -> dict[str, Outcome]:
    shortlist = apply_guarantees(post, standings(post, rows), declarations, SCHEMES, SEED)
    return {one.candidate: one for one in shortlist.outcomes}


def limited(limit: int, **changes: object) -> Vacancy:
    return vacancy(interview_limit=limit, interview_limit_reason="A seasonal post", **changes)


# (what the case is about, vacancy, levels, declarations, who is looked at,
#  invited, route, schemes, explanation)
CASES = [
    ("on merit", vacancy(), FIELD, {}, "B", True, "merit", (), "Invited on merit (place 2 of 2)."),
    (
        "one place only",
        vacancy(interview_places=1), FIELD, {}, "A",
        True, "merit", (), "Invited on merit (place 1 of 1).",
    ),
    (
        "declared, and on merit anyway",
        vacancy(), FIELD, {"A": [DC]}, "A",
        True, "merit", (DC,),
        "Invited on merit (place 1 of 2). Also declared for Disability Confident.",
    ),
    (
        "guaranteed",
        vacancy(), FIELD, {"E": [DC]}, "E",
        True, "guaranteed", (DC,), "Guaranteed an interview under Disability Confident.",
    ),
    (
        "two schemes, one interview, in the vacancy's order whatever the declaration's",
        vacancy(), FIELD, {"E": [CARE, DC]}, "E",
        True, "guaranteed", (DC, CARE),
        "Guaranteed an interview under Disability Confident and Care experience.",
    ),
    (
        "three schemes",
        vacancy(schemes=(DC, CARE, FORCES)), FIELD, {"E": [DC, CARE, FORCES]}, "E",
        True, "guaranteed", (DC, CARE, FORCES),
        "Guaranteed an interview under Disability Confident, Care experience and Armed forces.",
    ),
    (
        "declared but below the minimum; a high total does not help",
        vacancy(), FIELD, {"F": [DC]}, "F",
        False, None, (), "Declared for Disability Confident but below the minimum on E2.",
    ),
    (
        "below on several criteria",
        vacancy(), FIELD | {"G": (1, 0, 4)}, {"G": [CARE]}, "G",
        False, None, (), "Declared for Care experience but below the minimum on E1, E2.",
    ),
    (
        "below the minimum, nothing declared",
        vacancy(), FIELD, {}, "F",
        False, None, (), "Not invited: below the minimum on E2.",
    ),
    (
        "not reached",
        vacancy(), FIELD, {}, "D",
        False, None, (),
        "Not invited: meets the minimum, but stands at place 4 for 2 interview places.",
    ),
    (
        "a school-based post is left out of one scheme",
        vacancy(school_based=True), FIELD, {"E": [DC]}, "E",
        False, None, (),
        "Not invited: meets the minimum, but stands at place 5 for 2 interview places. "
        "Declared for Disability Confident, which does not apply to school-based posts.",
    ),
    (
        "and who did not declare for it hears nothing of it",
        vacancy(school_based=True), FIELD, {}, "E",
        False, None, (),
        "Not invited: meets the minimum, but stands at place 5 for 2 interview places.",
    ),
    (
        "but not of the other, which still counts",
        vacancy(school_based=True), FIELD, {"E": [DC, CARE]}, "E",
        True, "guaranteed", (CARE,),
        "Guaranteed an interview under Care experience. "
        "Declared for Disability Confident, which does not apply to school-based posts.",
    ),
    (
        "a scheme that this vacancy does not run",
        vacancy(), FIELD, {"F": [FORCES]}, "F",
        False, None, (),
        "Not invited: below the minimum on E2. "
        "Declared for Armed forces, which this vacancy does not run.",
    ),
    (
        "a scheme that nobody knows any more is named by its id",
        vacancy(), FIELD, {"A": ["redeployees"]}, "A",
        True, "merit", (),
        "Invited on merit (place 1 of 2). "
        "Declared for redeployees, which this vacancy does not run.",
    ),
    (
        "a tie at the cut invites all",
        vacancy(), {"A": (4, 4, 4), "B": (3, 3, 3), "C": (4, 4, 1)}, {}, "B",
        True, "merit", (),
        "Invited on merit (place 2 of 2, tied; all who tie for the last place are invited).",
    ),
    (
        "a tie above the cut is no contest",
        vacancy(), {"A": (3, 3, 3), "B": (4, 4, 1), "C": (2, 2, 2)}, {}, "B",
        True, "merit", (), "Invited on merit (place 1 of 2).",
    ),
    (
        "ahead on the essential criteria",
        vacancy(ties=TieRule.ESSENTIAL_TOTAL),
        {"A": (4, 4, 4), "B": (3, 3, 3), "C": (4, 4, 1)}, {}, "C",
        True, "merit", (),
        "Invited on merit (place 2 of 2, tied; ahead on the essential criteria).",
    ),
    (
        "behind on them",
        vacancy(ties=TieRule.ESSENTIAL_TOTAL),
        {"A": (4, 4, 4), "B": (3, 3, 3), "C": (4, 4, 1)}, {}, "B",
        False, None, (),
        "Not invited: tied for the last of 2 interview places, behind on the essential criteria.",
    ),
    (
        "the other way round on the desirable criteria",
        vacancy(ties=TieRule.DESIRABLE_TOTAL),
        {"A": (4, 4, 4), "B": (3, 3, 3), "C": (4, 4, 1)}, {}, "B",
        True, "merit", (),
        "Invited on merit (place 2 of 2, tied; ahead on the desirable criteria).",
    ),
    (
        "who loses the tie may still be guaranteed",
        vacancy(ties=TieRule.DESIRABLE_TOTAL),
        {"A": (4, 4, 4), "B": (3, 3, 3), "C": (4, 4, 1)}, {"C": [DC]}, "C",
        True, "guaranteed", (DC,), "Guaranteed an interview under Disability Confident.",
    ),
    (
        "a limit that is not reached changes nothing",
        limited(3), FIELD, {"E": [DC]}, "E",
        True, "guaranteed", (DC,), "Guaranteed an interview under Disability Confident.",
    ),
    (
        # 5 meet the minimum, 3 of them guaranteed: 3 × 3/5 rounded up is 2 for them, 1 for others.
        "within the limit",
        limited(3), FIELD, dict.fromkeys("CDE", (DC,)), "C",
        True, "guaranteed", (DC,),
        "Guaranteed an interview under Disability Confident, within the limit of 3 interviews.",
    ),
    (
        "beyond the limit, though declared",
        limited(3), FIELD, dict.fromkeys("CDE", (DC,)), "E",
        False, None, (DC,),
        "Not invited: declared for Disability Confident and meets the minimum, but the limit of 3 "
        "interviews leaves 2 for the 3 guaranteed candidates, and this one stands at place 3 "
        "among them.",
    ),
    (
        "on merit within the limit",
        limited(3), FIELD, dict.fromkeys("CDE", (DC,)), "A",
        True, "merit", (), "Invited on merit (place 1 of 2), within the limit of 3 interviews.",
    ),
    (
        "on merit, but the limit left one for two",
        limited(3), FIELD, dict.fromkeys("CDE", (DC,)), "B",
        False, None, (),
        "Not invited: meets the minimum, but the limit of 3 interviews leaves 1 for the 2 who are "
        "not guaranteed one, and this one stands at place 2 among them.",
    ),
    (
        # 1 guaranteed of 5: 1 × 1/5 rounded up is 1, and nothing is left for the best.
        "a limit of one interview goes to the guaranteed group",
        limited(1), FIELD, {"E": [DC]}, "E",
        True, "guaranteed", (DC,),
        "Guaranteed an interview under Disability Confident, within the limit of 1 interview.",
    ),
    (
        # 8 meet the minimum, 4 of them guaranteed: 2 for each group, though only 1 place on merit.
        "the others' share may reach beyond the interview places",
        limited(4, interview_places=1),
        {"A": (4, 4, 4), "B": (4, 4, 3), "C": (4, 4, 2), "G": (3, 3, 3), "H": (3, 3, 2),
         "I": (3, 3, 1), "J": (2, 2, 0), "K": (2, 2, 1)},
        dict.fromkeys("GHIJ", (DC,)), "B",
        True, "merit", (),
        "Invited on merit (place 2): the limit of 4 interviews leaves 2 for those who are not "
        "guaranteed one.",
    ),
    (
        "ties that invite all are cut by the limit even where nobody declared",
        limited(2), {"A": (4, 4, 4), "B": (4, 3, 3), "C": (3, 3, 4)}, {}, "C",
        False, None, (),
        "Not invited: meets the minimum, but the limit of 2 interviews leaves 2 for the 3 who are "
        "not guaranteed one, and this one stands at place 3 among them.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("about", "post", "rows", "declarations", "who", "invited", "route", "schemes", "explanation"),
    CASES,
    ids=[case[0] for case in CASES],
)
def test_each_rule_by_example(
    about, post, rows, declarations, who, invited, route, schemes, explanation
):
    outcome = outcomes(post, rows, declarations)[who]
    assert (outcome.invited, outcome.route, outcome.schemes) == (invited, route, schemes)
    assert outcome.explanation == explanation


def test_lots_say_who_was_drawn_and_who_was_not():
    rows = dict.fromkeys("ABCD", (3, 3, 3))
    said = Counter(
        one.explanation for one in outcomes(vacancy(ties=TieRule.LOT), rows, {}).values()
    )
    assert said == {
        "Invited on merit (place 1 of 2, tied; drawn by lot).": 2,
        "Not invited: tied for the last of 2 interview places, not drawn in the lot.": 2,
    }


def test_another_seed_draws_others_but_every_candidate_is_drawn_by_some_seed():
    post = vacancy(ties=TieRule.LOT, interview_places=1)
    field = standings(post, dict.fromkeys("ABCD", (3, 3, 3)))
    winners = {apply_guarantees(post, field, {}, SCHEMES, str(n)).interview_list for n in range(60)}
    assert winners == {("A",), ("B",), ("C",), ("D",)}


def test_lots_at_the_limit_are_drawn_within_the_group():
    rows = dict.fromkeys("ABCDEF", (3, 3, 3))
    post = limited(4, schemes=(DC,))
    done = outcomes(post, rows, dict.fromkeys("ABC", (DC,)))
    assert [sum(done[name].invited for name in group) for group in ("ABC", "DEF")] == [2, 2]
    lost = {one.explanation for one in done.values() if not one.invited}
    assert all(s.endswith("level with the last of them and not drawn in the lot.") for s in lost)


@pytest.mark.parametrize(
    ("ties", "invited"),
    [
        (TieRule.INVITE_ALL, ("B",)),
        (TieRule.ESSENTIAL_TOTAL, ("B",)),
        (TieRule.DESIRABLE_TOTAL, ("A",)),
    ],
)
def test_the_vacancys_own_tie_rule_comes_first_at_the_limit_as_well(ties, invited):
    post = limited(1, ties=ties, schemes=(DC,))
    field = standings(post, {"A": (3, 3, 3), "B": (4, 4, 1)})
    both = {"A": [DC], "B": [DC]}
    assert apply_guarantees(post, field, both, SCHEMES).interview_list == invited


def test_a_lot_without_a_seed_is_refused_only_where_it_is_needed():
    post = vacancy(ties=TieRule.LOT, interview_places=1)
    clear = standings(post, {"A": (3, 3, 3), "B": (2, 2, 2)})
    assert apply_guarantees(post, clear, {}, SCHEMES).interview_list == ("A",)
    level = standings(post, {"A": (3, 3, 3), "B": (3, 3, 3)})
    with pytest.raises(ValueError, match="seed"):
        apply_guarantees(post, level, {}, SCHEMES)


@pytest.mark.parametrize(
    ("declarations", "schemes", "match"),
    [
        ({"Nobody": [DC]}, SCHEMES, "Nobody"),
        ({}, {DC: SCHEMES[DC]}, "care-experience"),
    ],
)
def test_what_does_not_fit_together_is_refused(declarations, schemes, match):
    with pytest.raises(ValueError, match=match):
        apply_guarantees(vacancy(), standings(vacancy(), FIELD), declarations, schemes)


def test_a_candidate_may_not_stand_there_twice():
    field = standings(vacancy(), FIELD)
    with pytest.raises(ValueError, match="twice"):
        apply_guarantees(vacancy(), [*field, field[0]], {}, SCHEMES)


@pytest.mark.parametrize(
    ("limit", "guaranteed", "others", "share"),
    [
        (6, 5, 20, 2),  # 1.2 rounded up
        (6, 3, 40, 1),  # 0.42 rounded up
        (6, 10, 2, 5),  # 5.0 exactly: nothing to round
        (1, 1, 99, 1),  # at least one
        (6, 0, 12, 0),  # nobody to share with
        (6, 12, 0, 6),  # nobody else
        (3, 1, 2, 1),
        (10**9, 10**18 + 1, 10**18, 500_000_001),  # exact, where a float would say 500000000
    ],
)
def test_shares_are_proportional_and_rounded_up_for_the_guaranteed(
    limit, guaranteed, others, share
):
    assert guaranteed_share(limit, guaranteed, others) == share


@settings(max_examples=400)
@given(fields_of_candidates())
def test_it_agrees_with_a_second_writing_of_the_rules(case):
    post, rows, declarations = case
    excluded = [DC] if post.school_based else []
    shortlist = apply_guarantees(post, standings(post, rows), declarations, SCHEMES, SEED)
    assert set(shortlist.interview_list) == interview_list(post, rows, declarations, excluded, SEED)


@given(fields_of_candidates(), st.data())
def test_a_declaration_never_changes_a_score_or_a_merit_place(case, data):
    post, rows, declarations = case
    others = {candidate: data.draw(declared) for candidate in rows}
    ranked = standings(post, rows)
    for these in (declarations, others):
        shortlist = apply_guarantees(post, ranked, these, SCHEMES, SEED)
        assert {o.candidate: o.standing for o in shortlist.outcomes} == {
            one.candidate: one for one in ranked
        }
    assert ranked == standings(post, rows)


@given(fields_of_candidates(unlimited), declared)
def test_declaring_never_removes_anyone_who_was_invited(case, more):
    post, rows, declarations = case
    ranked = standings(post, rows)
    before = set(apply_guarantees(post, ranked, declarations, SCHEMES, SEED).interview_list)
    for candidate in rows:
        richer = declarations | {candidate: declarations[candidate] | more}
        after = set(apply_guarantees(post, ranked, richer, SCHEMES, SEED).interview_list)
        assert before <= after <= before | {candidate}


@given(fields_of_candidates(unlimited), levels, declared)
def test_a_new_candidate_displaces_others_by_merit_alone(case, newcomer, their_schemes):
    """A newcomer with declarations leaves the others exactly where the same newcomer without any
    would; and where merit does not invite the newcomer, everyone who was invited still is."""
    post, rows, declarations = case
    without = set(
        apply_guarantees(post, standings(post, rows), declarations, SCHEMES, SEED).interview_list
    )
    ranked = standings(post, rows | {"C-new": newcomer})
    silent = apply_guarantees(post, ranked, declarations, SCHEMES, SEED)
    declaring = apply_guarantees(
        post, ranked, declarations | {"C-new": their_schemes}, SCHEMES, SEED
    )
    rest = [set(s.interview_list) - {"C-new"} for s in (silent, declaring)]
    assert rest[0] == rest[1]
    if "C-new" not in silent.interview_list:
        assert without == rest[1]


@given(fields_of_candidates())
def test_the_limit_is_never_exceeded_and_is_used_in_full(case):
    post, rows, declarations = case
    ranked = standings(post, rows)
    invited = apply_guarantees(post, ranked, declarations, SCHEMES, SEED).interview_list
    if post.interview_limit is None:
        return
    assert len(invited) <= post.interview_limit
    boundless = Vacancy.from_dict(
        {k: v for k, v in post.to_dict().items() if not k.startswith("interview_limit")}
    )
    wanted = apply_guarantees(boundless, ranked, declarations, SCHEMES, SEED).interview_list
    assert len(invited) == min(len(wanted), post.interview_limit)


@given(fields_of_candidates())
def test_every_candidate_has_exactly_one_explanation(case):
    post, rows, declarations = case
    shortlist = apply_guarantees(post, standings(post, rows), declarations, SCHEMES, SEED)
    assert [o.candidate for o in shortlist.outcomes] == sorted(rows)
    for outcome in shortlist.outcomes:
        said = outcome.explanation
        openings = ("Invited on merit", "Guaranteed an interview", "Declared for", "Not invited:")
        assert said.startswith(openings)
        assert said.endswith(".")
        assert outcome.invited == said.startswith(openings[:2])
        assert outcome.invited == (outcome.route is not None)
        assert (outcome.route == "guaranteed") == said.startswith("Guaranteed")


@given(fields_of_candidates(), st.randoms())
def test_input_order_never_matters(case, random):
    post, rows, declarations = case
    expected = apply_guarantees(post, standings(post, rows), declarations, SCHEMES, SEED)
    names = list(rows)
    random.shuffle(names)
    shuffled = standings(post, {name: rows[name] for name in names})
    random.shuffle(shuffled)
    declared_in_turn = {name: list(declarations[name]) for name in names}
    assert apply_guarantees(post, shuffled, declared_in_turn, SCHEMES, SEED) == expected


@given(fields_of_candidates(unlimited))
def test_nobody_below_the_minimum_is_invited_and_nobody_guaranteed_is_left_out(case):
    post, rows, declarations = case
    shortlist = apply_guarantees(post, standings(post, rows), declarations, SCHEMES, SEED)
    for outcome in shortlist.outcomes:
        assert outcome.standing.meets_minimum or not outcome.invited
        assert outcome.invited or not outcome.schemes


def test_every_order_of_a_small_field_gives_the_same_ranking():
    post = vacancy()
    rows = {"A": (3, 3, 3), "B": (4, 4, 1), "C": (2, 2, 0), "D": (1, 4, 4)}
    assert len({tuple(standings(post, dict(p))) for p in permutations(rows.items())}) == 1


def test_an_empty_field_gives_an_empty_list():
    assert apply_guarantees(vacancy(), rank(vacancy(), {}), {}, SCHEMES).interview_list == ()
