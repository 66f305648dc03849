"""Vacancies: the file that HR writes, every problem in it named at once, and nothing lost."""

import tomllib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_shortlist.recruitment import (
    STAGES,
    Criterion,
    CriterionKind,
    PolicyOverride,
    Scale,
    TieRule,
    Vacancy,
    VacancyError,
)

from .examples import criterion, vacancy

WRITTEN = """
reference = "HSG-2026-014"
title = "Housing Options Adviser"
school_based = false
interview_places = 4
interview_limit = 6
interview_limit_reason = "212 applications for a seasonal post"
ties = "lot"
schemes = ["disability-confident", "care-experience"]
policy = "standard"

[scale]
levels = ["No evidence", "Limited", "Meets", "Exceeds", "Outstanding"]
pass = 2

[[criteria]]
id = "E1"
kind = "essential"
text = "Experience of preventing homelessness"
assessed_at = ["application", "interview"]
weight = 2
guide = { 2 = "one case described start to finish", 4 = "changed practice" }

[[criteria]]
id = "D1"
kind = "desirable"
text = "Fluent Polish"
weight = 0.1

[[panel]]
name = "Panellist A"

[[policy_overrides]]
label = "ETHNICITY"
action = "flag"
reason = "D1 asks for a language"
"""


def test_a_written_vacancy_is_read():
    post = Vacancy.from_dict(tomllib.loads(WRITTEN))
    assert post == Vacancy(
        reference="HSG-2026-014",
        title="Housing Options Adviser",
        interview_places=4,
        interview_limit=6,
        interview_limit_reason="212 applications for a seasonal post",
        ties=TieRule.LOT,
        schemes=("disability-confident", "care-experience"),
        policy_overrides=(PolicyOverride("ETHNICITY", "flag", "D1 asks for a language"),),
        criteria=(
            Criterion(
                "E1",
                CriterionKind.ESSENTIAL,
                "Experience of preventing homelessness",
                ("application", "interview"),
                2,
                {2: "one case described start to finish", 4: "changed practice"},
            ),
            Criterion("D1", CriterionKind.DESIRABLE, "Fluent Polish", weight=Fraction(1, 10)),
        ),
        panel=("Panellist A",),
    )


def test_only_reference_and_title_must_be_there():
    post = Vacancy.from_dict({"reference": "R", "title": "T"})
    assert (post.interview_places, post.ties, post.scale.pass_level) == (1, TieRule.INVITE_ALL, 2)


# (what is changed in the written vacancy, the sentences that name it)
PROBLEMS = [
    ({"reference": ""}, ["'reference' must not be empty."]),
    ({"reference": "A\nB"}, ["'reference' must be on one line."]),
    ({"title": 7}, ["'title' must be a text in quotes, not 7."]),
    ({"school_based": "no"}, ["'school_based' must be true or false, not 'no'."]),
    ({"interview_places": 0}, ["'interview_places' must be 1 or more."]),
    ({"interview_places": True}, ["'interview_places' must be a whole number, not True."]),
    ({"interview_places": 2.5}, ["'interview_places' must be a whole number, not 2.5."]),
    ({"interview_limit": 0}, ["'interview_limit' must be 1 or more."]),
    (
        {"interview_limit_reason": " "},
        ["'interview_limit_reason' must say why interviews are limited, for the record."],
    ),
    (
        {"ties": "coin"},
        [
            "'ties' must be one of \"invite-all\", \"essential-total\", \"desirable-total\", "
            "\"lot\", not 'coin'."
        ],
    ),
    ({"schemes": "all"}, ["'schemes' must be a list of texts in quotes, not 'all'."]),
    ({"schemes": ["a", "b", "a"]}, ["'schemes' repeats \"a\"."]),
    ({"scale": {"levels": ["One"], "pass": 0}, "criteria": []},
     ["'scale.levels' must name two levels or more, lowest first."]),
    ({"scale": {"levels": ["No", "Yes", "All", "Best", "Top"], "pass": 5}},
     ["'scale.pass' must be a level from 0 to 4, not 5."]),
    ({"scale": {"levels": ["No", "no", "c", "d", "e"], "pass": 1}},
     ["'scale.levels' repeats \"no\"."]),
    ({"scale": {"levels": ["No", "", "c", "d", "e"], "pass": 1}},
     ["'scale.levels' must not hold an empty name."]),
    ({"scale": {"levels": ["No", "Yes", "c", "d", "e"]}}, ["'scale.pass' is missing."]),
    ({"scale": 5}, ["'scale' must be a table."]),
    ({"scale": {"levels": ["No", "Yes", "All", "Best", "Top"], "pass": 0, "first": 1}},
     ["'scale.pass' must be a level from 1 to 5, not 0."]),
    ({"scale": {"levels": ["No", "Yes", "All", "Best", "Top"], "pass": 3, "first": 2}},
     ["'scale.first' must be 0 or 1, not 2."]),
    ({"scale": {"levels": ["No", "Yes", "All", "Best"], "pass": 3, "first": True}},
     ["'scale.first' must be a whole number, not True.",
      "'criteria[1].guide.4' is not a level of the scale."]),
    ({"criteria": [{"id": "E1", "kind": "essential"}]}, ["'criteria[1].text' is missing."]),
    ({"criteria": [{"id": "E1", "kind": "must", "text": "T"}]},
     ["'criteria[1].kind' must be one of \"essential\", \"desirable\", not 'must'."]),
    ({"criteria": [{"id": "E1", "text": "T"}]}, ["'criteria[1].kind' is missing."]),
    ({"criteria": [{"id": "E1", "kind": "essential", "text": "T"},
                   {"id": "e1", "kind": "desirable", "text": "T"}]},
     ["'criteria[2].id' repeats \"e1\"."]),
    ({"criteria": [{"id": "E1", "kind": "essential", "text": "T", "weight": -1}]},
     ["'criteria[1].weight' must be more than 0."]),
    ({"criteria": [{"id": "E1", "kind": "essential", "text": "T", "weight": "1/0"}]},
     ["'criteria[1].weight' must be a number such as 2, 1.5 or \"1/3\", not '1/0'."]),
    ({"criteria": [{"id": "E1", "kind": "essential", "text": "T", "weight": float("inf")}]},
     ["'criteria[1].weight' must be a number such as 2, 1.5 or \"1/3\", not inf."]),
    ({"criteria": [{"id": "E1", "kind": "essential", "text": "T", "assessed_at": ["aplication"]}]},
     ["'criteria[1].assessed_at' holds \"aplication\"; stages are " + ", ".join(STAGES) + "."]),
    ({"criteria": [{"id": "E1", "kind": "essential", "text": "T", "assessed_at": []}]},
     ["'criteria[1].assessed_at' must name one stage or more."]),
    ({"criteria": [{"id": "E1", "kind": "essential", "text": "T", "guide": {"9": "?", "x": "?"}}]},
     ["'criteria[1].guide.x' must be named by a level's number.",
      "'criteria[1].guide.9' is not a level of the scale."]),
    ({"criteria": [{"id": "E1", "kind": "essential", "text": "T", "questions": "Q1"}]},
     ["'criteria[1].questions' must be a list of texts in quotes, not 'Q1'."]),
    ({"criteria": [{"id": "E1", "kind": "essential", "text": "T", "questions": ["Q1", "q1", ""]}]},
     ["'criteria[1].questions' must not hold an empty name.",
      "'criteria[1].questions' repeats \"q1\"."]),
    ({"criteria": [{"id": "E1", "kind": "essential", "text": "T", "questions": ["Q1"],
                    "assessed_at": ["interview"]}]},
     ["'criteria[1].questions' names questions of the form, but the criterion is not assessed "
      "at application."]),
    ({"criteria": ["E1"]}, ["'criteria[1]' must be a table."]),
    ({"criteria": {"id": "E1"}}, ["'criteria' must be a list of tables."]),
    ({"panel": [{"name": "Ann"}, {"name": "ann"}]}, ["'panel[2].name' repeats \"ann\"."]),
    ({"panel": [{"name": " "}]}, ["'panel[1].name' must not be empty."]),
    ({"policy_overrides": [{"label": "AGE", "action": "keep", "reason": ""}]},
     ["'policy_overrides[1].reason' must not be empty."]),
    ({"interview_place": 3}, ["'interview_place' is not a known key; did you mean "
                              "'interview_places'?"]),
    ({"colour": "red"}, ["'colour' is not a known key."]),
    ({"panel": [{"name": "Ann", "names": "Ben"}]},
     ["'panel[1].names' is not a known key; did you mean 'name'?"]),
]  # fmt: skip


@pytest.mark.parametrize(("change", "sentences"), PROBLEMS, ids=[str(p[0]) for p in PROBLEMS])
def test_each_problem_is_named(change, sentences):
    with pytest.raises(VacancyError) as refused:
        Vacancy.from_dict(tomllib.loads(WRITTEN) | change)
    assert list(refused.value.problems) == sentences


def test_every_problem_is_listed_at_once():
    with pytest.raises(VacancyError) as refused:
        Vacancy.from_dict({"title": "", "interview_places": "four", "interview_limit": 3, "x": 1})
    assert refused.value.problems == (
        "'reference' is missing.",
        "'interview_places' must be a whole number, not 'four'.",
        "'x' is not a known key.",
        "'title' must not be empty.",
        "'interview_limit_reason' must say why interviews are limited, for the record.",
    )


def test_a_vacancy_built_in_code_is_checked_as_well():
    with pytest.raises(VacancyError, match="repeats"):
        vacancy(criteria=(criterion("E1"), criterion("E1")))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"criteria": ()}, "no criteria yet"),
        ({"panel": ()}, "nobody on the panel"),
        ({"scale": Scale(pass_level=0)}, "every candidate passes"),
        ({"scale": Scale(("No", "Yes"), 1, first=1)}, "'scale.pass' is 1"),
        ({"interview_limit": 1, "interview_limit_reason": "One room"}, "lower than"),
    ],
)
def test_what_is_allowed_but_hardly_meant_is_a_warning(changes, words):
    assert any(words in sentence for sentence in vacancy(**changes).warnings())
    assert vacancy().warnings() == ()


SEVEN = Scale(tuple("abcdefg"), pass_level=4, first=1)


def test_a_scale_counts_its_levels_as_people_see_them():
    assert (list(SEVEN.scores), SEVEN.highest, SEVEN.span) == ([1, 2, 3, 4, 5, 6, 7], 7, "1 to 7")
    assert [SEVEN.name(score) for score in (1, 4, 7)] == ["a", "d", "g"]
    for off in (0, 8, -1):
        with pytest.raises(KeyError):
            SEVEN.name(off)


def test_a_scale_from_one_is_written_and_one_from_nought_is_written_as_ever():
    guide = {1: "nothing", 7: "all"}
    post = vacancy(scale=SEVEN, criteria=(criterion("E1", guide=guide),))
    assert Vacancy.from_dict(tomllib.loads(post.to_toml())) == post
    assert post.to_dict()["scale"] == {"levels": list("abcdefg"), "pass": 4, "first": 1}
    assert "first" not in vacancy().to_dict()["scale"]
    with pytest.raises(VacancyError, match=r"guide\.0' is not a level"):
        vacancy(scale=SEVEN, criteria=(criterion("E1", guide={0: "nothing"}),))


def test_a_criterion_is_found_by_its_id():
    assert vacancy().criterion("D1").kind is CriterionKind.DESIRABLE
    with pytest.raises(KeyError):
        vacancy().criterion("E9")


@pytest.mark.parametrize(
    ("named", "question", "scored"),
    [
        ({}, "Q1", ["E1", "E2", "D1"]),
        ({"E1": ("Q1",), "E2": ("Q2", "Q1")}, "Q1", ["E1", "E2"]),
        ({"E1": ("Q1",), "E2": ("Q2", "Q1")}, "q2", ["E2"]),
        ({"E1": ("Q1",), "E2": ("Q2",)}, "statement", ["D1"]),
        ({"E1": ("Q1",), "E2": ("Q2",), "D1": ("Q2",)}, "Q3", ["E1", "E2", "D1"]),
    ],
)
def test_an_answer_is_scored_on_the_criteria_that_name_its_question(named, question, scored):
    criteria = [criterion(one, questions=named.get(one, ())) for one in ("E1", "E2", "D1")]
    interview = criterion("E3", assessed_at=("interview",))
    post = vacancy(criteria=(*criteria, interview))
    assert [one.id for one in post.scored_on(question)] == scored


# Quotes, backslashes, line ends, control characters and other scripts must survive the file.
line = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)
passage = st.text(st.characters(exclude_categories=["Cs"]), max_size=20).map(
    lambda text: f"x{text}x"
)
criteria = st.lists(
    st.builds(
        Criterion,
        id=line,
        kind=st.sampled_from(CriterionKind),
        text=passage,
        assessed_at=st.sampled_from([("application",), STAGES]),
        weight=st.fractions("1/7", 5, max_denominator=40),
        guide=st.dictionaries(st.integers(0, 4), passage, max_size=3),
        questions=st.lists(line, max_size=2, unique_by=str.casefold).map(tuple),
    ),
    max_size=4,
    unique_by=lambda one: one.id.casefold(),
).map(tuple)


@given(
    line,
    line,
    criteria,
    st.sampled_from(TieRule),
    st.booleans(),
    st.lists(line, max_size=3, unique_by=str.casefold),
    st.none() | st.integers(1, 9),
    passage,
)
def test_what_is_written_is_read_back(
    reference, title, some_criteria, ties, school, names, limit, reason
):
    post = Vacancy(
        reference=reference,
        title=title,
        school_based=school,
        interview_limit=limit,
        interview_limit_reason=reason if limit else "",
        ties=ties,
        schemes=tuple(names),
        policy_overrides=tuple(PolicyOverride(name, "keep", reason) for name in names),
        criteria=some_criteria,
        panel=tuple(names),
    )
    assert Vacancy.from_dict(post.to_dict()) == post
    assert Vacancy.from_dict(tomllib.loads(post.to_toml())) == post
