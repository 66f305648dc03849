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
from edi_shortlist.recruitment.criteria import CriterionKind
from edi_shortlist.recruitment.vacancy import Vacancy, VacancyError

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


def test_guides_follow_the_scale(model):
    row = model.rows[0]
    row.guide = {0: "none", 2: "one case", 4: "many"}
    model.shift_guides(1)
    assert row.guide == {1: "none", 3: "one case", 5: "many"}
    model.drop_level(3)
    assert row.guide == {1: "none", 4: "many"}
    assert row.to_dict(range(1, 4))["guide"] == {"1": "none"}
    assert row.to_dict()["guide"] == {"1": "none", "4": "many"}


@pytest.mark.parametrize(("at", "second"), [(None, {1: "weak", 2: "meets"}), (0, {})])
def test_empty_levels_are_filled_with_general_words(model, at, second):
    model.rows[0].guide = {2: "one case", 1: "  "}
    model.add()
    model.fill_guides({1: "weak", 2: "meets"}, at)
    assert model.rows[0].guide == {1: "weak", 2: "one case"}
    assert model.rows[1].guide == second


@pytest.mark.parametrize(
    ("typed", "stages"),
    [
        ("A/I", ["application", "interview"]),
        ("application; Interview & t", ["application", "interview", "test"]),
        ("doc, cert and ref", ["documents", "certificate", "references"]),
        ("p", ["presentation"]),
        ("I, interview", ["interview"]),
        ("A, owl", ["application", "owl"]),  # what is no stage is for the vacancy to refuse
        (" / ", []),
    ],
)
def test_stages_are_typed_by_name_or_by_how_it_begins(model, typed, stages):
    model.setData(model.index(0, STAGES), typed)
    assert model.rows[0].to_dict()["assessed_at"] == stages
    assert model.index(0, STAGES).data() == ", ".join(stages)
