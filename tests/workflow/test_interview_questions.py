"""Interview questions: by criterion, copied from earlier vacancies, the same for everybody."""

from dataclasses import replace
from pathlib import Path

import pytest

from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.interview_questions import (
    InterviewQuestion,
    copy_questions,
    load_questions_file,
    questions,
    set_questions,
)
from edi_shortlist.workflow.interview_scoring import record_interview_score
from edi_shortlist.workflow.vacancies import create_vacancy, update_vacancy

from .conftest import REF, VACANCY, At

CALM = InterviewQuestion("E2", "When was somebody angry with you?", {2: "One case", 4: "Lasting"})
PRESENTS = InterviewQuestion("E3", "Present the plan.")


def test_questions_keep_their_order_and_are_tidied(at: At) -> None:
    session = at("draft", sealed=True)
    set_questions(
        session, REF, [PRESENTS, replace(CALM, text=" When was somebody\nangry with you? ")]
    )
    assert questions(session, REF) == [PRESENTS, CALM]
    set_questions(session, REF, [CALM])
    assert questions(session, REF) == [CALM]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (replace(CALM, criterion="E1"), "'E1' is not scored at interview. Choose from E2, E3"),
        (replace(CALM, text="  "), "Question 1 has no words"),
        (replace(CALM, good={9: "x"}), "9 is not a level from 0 to 4"),
        (replace(CALM, text="x" * 1001), "at most 1000 characters"),
    ],
)
def test_a_question_that_does_not_fit(at: At, asked: InterviewQuestion, words: str) -> None:
    session = at("draft", sealed=True)
    with pytest.raises(Refused, match=words):
        set_questions(session, REF, [asked])
    assert questions(session, REF) == []


def test_once_somebody_was_scored_on_a_criterion_its_questions_stay(at: At) -> None:
    session = at("unsealed", sealed=True)
    set_questions(session, REF, [CALM])
    candidate = session.workspace.blind.invited(REF)[0]
    record_interview_score(session, REF, candidate, "Panellist A", "E2", 3)
    with pytest.raises(Refused, match="was scored on E2 at interview already"):
        set_questions(session, REF, [replace(CALM, text="Another?")])
    set_questions(session, REF, [CALM, PRESENTS])
    with pytest.raises(Refused, match="is closed"):
        set_questions(at("closed", sealed=True), REF, [CALM])


def test_questions_are_copied_to_the_criteria_of_the_same_words(at: At) -> None:
    session = at("draft", sealed=True)
    set_questions(session, REF, [CALM, PRESENTS])
    mapping = {
        **VACANCY,
        "reference": "HSG-2",
        "scale": {"levels": ["No", "Some", "Yes"], "pass": 1},
        "criteria": [
            {"id": "X9", "kind": "essential", "text": "stays CALM", "assessed_at": ["interview"]},
            {"id": "E1", "kind": "essential", "text": "Presents"},
        ],
    }
    create_vacancy(session, Vacancy.from_dict(mapping))
    assert copy_questions(session, "HSG-2", REF) == 1
    assert questions(session, "HSG-2") == [
        InterviewQuestion("X9", CALM.text, {2: "One case"})  # the scale has no 4
    ]
    with pytest.raises(Refused, match="not there already"):
        copy_questions(session, "HSG-2", REF)


def test_one_that_lost_its_criterion_holds_up_no_other(at: At) -> None:
    session = at("draft", sealed=True)
    set_questions(session, REF, [CALM, PRESENTS])
    criteria = [one for one in VACANCY["criteria"] if one["id"] == "E3"]
    update_vacancy(session, Vacancy.from_dict({**VACANCY, "criteria": criteria}))
    set_questions(session, REF, [CALM, replace(PRESENTS, text="Present it in five minutes.")])
    with pytest.raises(Refused, match="'E2' is not scored at interview"):
        set_questions(session, REF, [replace(CALM, text="Another?")])


def test_a_file_of_questions(tmp_path: Path) -> None:
    file = tmp_path / "questions.toml"
    file.write_text('[[questions]]\ncriterion = "E2"\ntext = "Why?"\ngood = { 2 = "Says so" }\n')
    assert load_questions_file(file) == [InterviewQuestion("E2", "Why?", {2: "Says so"})]
    file.write_text('[[questions]]\ncriterion = "E2"\nwords = "Why?"\n')
    with pytest.raises(Refused, match=r"'questions\[1\].text' is missing"):
        load_questions_file(file)
    file.write_text("")
    with pytest.raises(Refused, match="one question or more"):
        load_questions_file(file)
