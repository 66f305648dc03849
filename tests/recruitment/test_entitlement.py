"""The account of a candidate: rule by rule, and of nobody else where it is for the applicant."""

import re
from fractions import Fraction

import pytest
from hypothesis import given, settings

from edi_shortlist.recruitment import TieRule, Vacancy, apply_guarantees
from edi_shortlist.recruitment.entitlement import Entitlement, Ground, account_for

from .examples import SCHEMES, fields_of_candidates, standings, vacancy

DC, CARE, FORCES = "disability-confident", "care-experience", "armed-forces"
SEED = "the seed 4711"
FIELD = {"A": (4, 4, 4), "B": (4, 4, 2), "C": (3, 3, 2), "D": (3, 2, 1), "E": (2, 2, 0), "F": (4, 1, 4)}  # fmt: skip
EDITIONS = {DC: "version 2 of 3 May 2026"}


def accounts(post: Vacancy, rows: dict, declarations: dict) -> dict[str, Entitlement]:
    drawn = apply_guarantees(post, standings(post, rows), declarations, SCHEMES, SEED)
    ids = [one.id for one in post.assessed_at_application]
    scores = {name: dict(zip(ids, map(Fraction, row), strict=True)) for name, row in rows.items()}
    ground = Ground(post, drawn, SCHEMES, EDITIONS, scores, SEED)
    return {
        one.candidate: account_for(ground, one, declarations.get(one.candidate, ()))
        for one in drawn.outcomes
    }


def said(account: Entitlement, rule: str, *, theirs: bool = False) -> str:
    findings = account.for_applicant if theirs else account.findings
    return " ".join(s for one in findings if one.rule == rule for s in one.sentences)


def limited(limit: int, **changes: object) -> Vacancy:
    return vacancy(interview_limit=limit, interview_limit_reason="A seasonal post.", **changes)


# (post, declarations, who, rule, for the applicant, what is said)
CASES = [
    (
        vacancy(), {}, "F", "The minimum", True,
        "Every essential criterion that is assessed on the application must be scored 2 (Meets) or "
        "more. E1, Text of E1: the panel’s score is 4, met. E2, Text of E2: the panel’s score is "
        "1, below. So the minimum is not met: below on E2.",
    ),
    (
        vacancy(), {}, "C", "On merit", False,
        "The weighted total is 8: 6 on the essential criteria and 2 on the desirable ones. That is "
        "place 3 among the 5 who meet the minimum; there are 2 interview places on merit. The last "
        "place went to a total of 10. This candidate is not on the merit list.",
    ),
    (
        vacancy(), {}, "C", "On merit", True,
        "Your weighted total is 8. That is place 3 of those who meet the minimum; there are 2 "
        "interview places on merit. Your application is not on the merit list.",
    ),
    (
        vacancy(), {"E": [DC, FORCES]}, "E", "Guaranteed interview", True,
        "You declared for Disability Confident. You declared for Armed forces, which this vacancy "
        "does not run. You meet the minimum, so you are guaranteed an interview under it.",
    ),
    (
        vacancy(), {"E": [DC, FORCES]}, "E", "What the schemes say", True,
        "Disability Confident (version 2 of 3 May 2026): “A definition.”",
    ),
    (
        vacancy(school_based=True), {"E": [DC]}, "E", "Guaranteed interview", False,
        "Declared for Disability Confident (version 2 of 3 May 2026). Disability Confident does "
        "not apply to school-based posts, and this is one. So no scheme counts here.",
    ),
    (vacancy(), {}, "A", "Guaranteed interview", False, "No declaration for a scheme was made."),
    (
        # 5 meet the minimum, 3 of them guaranteed.
        limited(3), dict.fromkeys("CDE", (DC,)), "E", "The limit on interviews", False,
        "No more than 3 interviews can be held. The reason on record: A seasonal post. Those on "
        "merit and those guaranteed an interview are more than that, so the interviews are shared "
        "in proportion: 3 are guaranteed one and 2 others meet the minimum. 3 × 3 ÷ 5 is 1.80, "
        "rounded up to 2 for the guaranteed; the others have 1. This candidate stands at "
        "place 3 of 3 among the guaranteed; the best go first.",
    ),
    (
        limited(3), dict.fromkeys("CDE", (DC,)), "B", "The limit on interviews", True,
        "No more than 3 interviews can be held. The reason on record: A seasonal post. The "
        "interviews were shared, in proportion to their numbers, between those who are guaranteed "
        "one and the others who meet the minimum; in each group the best go first. You stand at "
        "place 2 among those others.",
    ),
    (vacancy(), {"E": [DC]}, "E", "Outcome", True, "You are invited to interview."),
    (
        vacancy(), {"E": [DC]}, "E", "Outcome", False,
        "Guaranteed an interview under Disability Confident.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("post", "declarations", "who", "rule", "theirs", "expected"), CASES)
def test_what_each_rule_says(post, declarations, who, rule, theirs, expected):
    assert said(accounts(post, FIELD, declarations)[who], rule, theirs=theirs) == expected


def test_a_lot_names_its_seed_to_hr_and_says_who_was_drawn():
    found = accounts(vacancy(ties=TieRule.LOT), dict.fromkeys("ABCD", (3, 3, 3)), {})
    drawn = [one for one in found.values() if one.invited]
    assert len(drawn) == 2
    for one in found.values():
        merit = said(one, "On merit")
        assert "4 candidates tie at that total for 2 places: lots are drawn." in merit
        assert ("This candidate was drawn." in merit) == one.invited
        assert SEED in merit
        assert SEED not in said(one, "On merit", theirs=True)


@settings(max_examples=40)
@given(fields_of_candidates())
def test_the_applicants_account_says_nothing_of_anybody_else(case):
    """It stays the same, but for the outcome, whatever the others' names and numbers are called;
    and it holds no number that is not the applicant's own or the vacancy's."""
    post, rows, declarations = case
    for name, account in accounts(post, rows, declarations).items():
        words = " ".join(s for one in account.for_applicant for s in one.sentences)
        assert not [other for other in rows if other != name and other in words]
        assert SEED not in words
        own = next(one for one in standings(post, rows) if one.candidate == name)
        allowed = {*map(str, rows[name]), str(own.total), str(own.rank), "1", "2"}  # ids: E1, E2
        allowed |= {str(post.interview_places), str(post.interview_limit), "2", "3", "2026"}
        numbers = set(re.findall(r"\d+", words))
        group = re.search(r"You stand at place (\d+) among", words)
        assert numbers <= allowed | ({group[1]} if group else set())


@settings(max_examples=40)
@given(fields_of_candidates())
def test_every_account_ends_with_the_explanation_and_agrees_with_the_outcome(case):
    post, rows, declarations = case
    for account in accounts(post, rows, declarations).values():
        assert account.findings[-1].sentences == (account.explanation,)
        assert [one.rule for one in account.findings] == [one.rule for one in account.for_applicant]
        assert all(one.sentences for one in (*account.findings, *account.for_applicant))
        invited = said(account, "Outcome", theirs=True) == "You are invited to interview."
        assert account.invited == invited
        assert ("The limit on interviews" in [one.rule for one in account.findings]) == (
            "limit of" in account.explanation
        )
