import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from edi_shortlist.desktop.models.criteria import (
    ID,
    KIND,
    QUESTIONS,
    STAGES,
    TEXT,
    WEIGHT,
    CriteriaModel,
    CriterionRow,
)
from edi_shortlist.recruitment.vacancy import CriterionKind, Vacancy, VacancyError

WRITTEN = {
    "id": "E1",
    "kind": "essential",
    "text": "Prevents homelessness",
    "weight": 2,
    "assessed_at": ["application", "interview"],
    "guide": {"2": "one case"},
    "questions": ["Q1", "statement"],
}


@pytest.fixture
def model():
    made = CriteriaModel()
    watch = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made.set_rows([CriterionRow.from_dict(WRITTEN)])
    yield made
    assert watch is not None


def test_a_criterion_comes_back_as_it_was_written(model):
    assert model.rows[0].to_dict() == WRITTEN


def test_cells_are_edited_in_place(model):
    for column, value in (
        (ID, "E9"),
        (TEXT, "Listens"),
        (WEIGHT, "1.5"),
        (STAGES, "test; interview"),
    ):
        assert model.setData(model.index(0, column), value)
    assert model.setData(model.index(0, KIND), "Desirable")
    written = model.rows[0].to_dict()
    assert (written["id"], written["kind"], written["text"]) == ("E9", "desirable", "Listens")
    assert written["weight"] == 1.5
    assert written["assessed_at"] == ["test", "interview"]


@pytest.mark.parametrize(
    ("typed", "questions"),
    [
        ("", None),
        (" ; ,", None),
        ("Q1", ["Q1"]),
        ("3, q4; Question 12", ["Q3", "Q4", "Q12"]),
        ("Supporting statement, 02", ["statement", "Q2"]),
        ("Motivation", ["Motivation"]),
    ],
)
def test_questions_may_be_named_as_people_name_them(model, typed, questions):
    assert model.setData(model.index(0, QUESTIONS), typed)
    assert model.rows[0].to_dict().get("questions") == questions


def test_an_unknown_kind_is_not_taken(model):
    assert not model.setData(model.index(0, KIND), "Nice to have")
    assert model.rows[0].kind is CriterionKind.ESSENTIAL


def test_new_criteria_get_the_next_free_id(model):
    model.add()
    model.add(CriterionKind.DESIRABLE)
    model.remove(0)
    model.add()
    assert [row.id for row in model.rows] == ["E2", "D1", "E1"]


def test_criteria_move_up_and_down_and_stop_at_the_ends(model):
    model.add()
    model.add(CriterionKind.DESIRABLE)
    assert model.move(0, 1) == 1
    assert model.move(2, -1) == 1
    assert [row.id for row in model.rows] == ["E2", "D1", "E1"]
    assert model.move(0, -1) == 0
    assert model.move(2, 1) == 2


def test_what_is_no_number_is_left_for_the_vacancy_to_refuse(model):
    model.setData(model.index(0, WEIGHT), "heavy")
    with pytest.raises(VacancyError) as caught:
        Vacancy.from_dict({"reference": "H", "title": "T", "criteria": [model.rows[0].to_dict()]})
    assert "'criteria[1].weight'" in caught.value.problems[0]


def test_a_released_vacancy_cannot_be_edited(model):
    model.set_rows(model.rows, editable=False)
    index = model.index(0, TEXT)
    assert not model.flags(index) & Qt.ItemFlag.ItemIsEditable
    assert not model.setData(index, "Changed")
