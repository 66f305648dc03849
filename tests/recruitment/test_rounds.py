"""In which rounds a vacancy is scored: by question, by criterion or by application."""

from collections import Counter

import pytest

from edi_shortlist.recruitment.criteria import Criterion, CriterionKind
from edi_shortlist.recruitment.rounds import named_questions, rounds, scoring_way
from edi_shortlist.recruitment.vacancy import ScoringWay, Vacancy

Q, C, A = ScoringWay.BY_QUESTION, ScoringWay.BY_CRITERION, ScoringWay.BY_APPLICATION


def vacancy(way: ScoringWay | None = None, **questions: tuple[str, ...]) -> Vacancy:
    criteria = tuple(
        Criterion(one, CriterionKind.ESSENTIAL, one, questions=questions.get(one, ()))
        for one in ("E1", "E2", "D1")
    )
    at_interview = Criterion("I1", CriterionKind.ESSENTIAL, "I1", assessed_at=("interview",))
    return Vacancy("V-1", "Adviser", scoring=way, criteria=(*criteria, at_interview))


@pytest.mark.parametrize(
    ("chosen", "named", "answered", "way"),
    [
        (None, {}, (), A),
        (None, {}, ("statement",), A),
        (None, {"E1": ("statement",)}, ("statement",), A),
        (None, {}, ("Q1", "Q2"), C),
        (None, {"E1": ("Q9",)}, ("Q1", "Q2"), C),
        (None, {"E1": ("q2",)}, ("Q1", "Q2"), Q),
        (Q, {}, ("Q1",), C),
        (Q, {"E1": ("Q1",)}, (), C),
        (Q, {"E1": ("statement",)}, ("statement",), Q),
        (C, {"E1": ("Q1",)}, ("Q1",), C),
        (A, {"E1": ("Q1",)}, ("Q1",), A),
    ],
)  # fmt: skip
def test_the_way_is_the_chosen_one_or_follows_the_forms(chosen, named, answered, way):
    assert scoring_way(vacancy(chosen, **named), answered) is way


def test_by_question_what_no_question_covers_is_left_for_the_whole_application():
    found = rounds(vacancy(E1=("Q2", "Q1"), E2=("Q2",)), ("Q1", "Q2", "Q3"))
    assert [(one.question, one.criteria, one.key) for one in found] == [
        ("Q1", ("E1",), "question q1"),
        ("Q2", ("E1", "E2"), "question q2"),
        ("", ("E1", "E2", "D1"), "application"),
    ]


def test_by_criterion_each_has_a_round_over_whole_applications():
    found = rounds(vacancy(C), ("Q1",))
    assert [(one.question, one.criteria) for one in found] == [
        ("", ("E1",)),
        ("", ("E2",)),
        ("", ("D1",)),
    ]
    assert len({one.key for one in found}) == 3


@pytest.mark.parametrize("way", [None, Q, C, A])
@pytest.mark.parametrize("named", [{}, {"E1": ("Q1",)}, {"E1": ("Q1", "statement"), "D1": ("Q1",)}])
@pytest.mark.parametrize("answered", [(), ("Q1",), ("Q1", "Q2", "statement"), ("statement",)])
def test_every_criterion_is_scored_in_some_round_and_no_other_is(way, named, answered):
    post = vacancy(way, **named)
    found = rounds(post, answered)
    scored = Counter(one for each in found for one in each.criteria)
    assert set(scored) == {"E1", "E2", "D1"}
    assert all(each.question in ("", *answered) for each in found)
    assert named_questions(post, answered) == [
        one for one in answered if any(one in questions for questions in named.values())
    ]


def test_the_choice_stands_in_the_file_only_where_it_was_made():
    assert "scoring" not in vacancy().to_dict()
    chosen = vacancy(C)
    assert chosen.to_dict()["scoring"] == "by-criterion"
    assert 'scoring = "by-criterion"' in chosen.to_toml()
    assert Vacancy.from_dict(chosen.to_dict()) == chosen
    with pytest.raises(ValueError, match="'scoring' must be one of \"by-question\", "):
        Vacancy.from_dict({**chosen.to_dict(), "scoring": "by-mood"})
