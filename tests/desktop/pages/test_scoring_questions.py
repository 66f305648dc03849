"""Scoring question by question: one question across the candidates, then the next."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from edi_shortlist.documents.model import Document
from edi_shortlist.recruitment.rounds import WHOLE
from edi_shortlist.workflow import reading, scoring, vacancies
from edi_shortlist.workflow.session import Session
from tests.desktop.conftest import REF
from tests.desktop.pages.test_scoring import choose

ANSWERS = ("Q1", "Q2", "statement")


def _with_answers(session: Session, *, unanswered: int) -> None:
    """Let each candidate's first three paragraphs answer something, but for one answer."""
    for number, candidate in enumerate(scoring.candidates(session, REF)):
        record = session.workspace.blind.documents(candidate)[0]
        document = Document.from_dict(dict(record.anonymised))
        blocks = list(document.blocks)
        for at, question in enumerate(ANSWERS):
            if (number, question) != (unanswered, "Q2"):
                words = f"Answer of {candidate} to {question}"
                blocks[at] = replace(blocks[at], text=words, question=question)
        session.workspace.blind.set_anonymised(
            record.id, replace(document, blocks=tuple(blocks)).to_dict()
        )


def _name_questions(session: Session, named: dict[str, tuple[str, ...]]) -> None:
    vacancy = vacancies.get_vacancy(session, REF)
    criteria = tuple(replace(c, questions=named.get(c.id, ())) for c in vacancy.criteria)
    changed = replace(vacancy, criteria=criteria)
    session.workspace.blind.change_vacancy(REF, changed.title, changed.to_dict())


@pytest.fixture
def opened(driver):
    """Open the scoring page over forms with questions, criteria naming them or not."""

    def open_page(**named: tuple[str, ...]):
        folder = driver.open("released")
        with Session.open(folder, "HR officer") as session, session.workspace.act():
            _with_answers(session, unanswered=1)
            _name_questions(session, named)
        page = driver.show("scoring")
        choose(driver, page, "Panellist B")
        return page

    return open_page


def _cards(page) -> list[str]:
    return [card.criterion.id for card in page.sheet.cards if card.isVisible()]


def _score_all(driver, qtbot, page) -> None:
    for _card in list(page.sheet.cards):
        qtbot.keyClick(page.sheet, "2")
    driver.settle()


def test_forms_without_questions_offer_no_choice(driver):
    folder = driver.open("released")
    with Session.open(folder, "HR officer") as session, session.workspace.act():
        for candidate in scoring.candidates(session, REF):
            for record in session.workspace.blind.documents(candidate):
                plain = Document.from_text("A letter without questions.")
                session.workspace.blind.set_anonymised(record.id, plain.to_dict())
    page = driver.show("scoring")
    choose(driver, page, "Panellist B")
    assert not page.reading_box.isVisible()
    assert "Q for" not in page.middle.keys.text()


def test_without_named_questions_the_criteria_come_one_by_one(opened, qtbot, driver):
    page = opened()
    box = page.reading_box.box
    everything = [c.id for c in page._vacancy.assessed_at_application]
    assert [box.itemText(n) for n in range(box.count())] == [
        *(f"Criterion {one}" for one in everything),
        "Whole applications",
        "Question 1",
        "Question 2",
        "Supporting statement",
    ]
    assert box.currentText() == f"Criterion {everything[0]}"
    assert _cards(page) == everything[:1]
    assert len(page.reading.view.toPlainText()) > 100
    candidate = page._candidate
    for _ in everything:
        qtbot.keyClick(page.sheet, "q")
    driver.settle()
    assert box.currentText() == "Whole applications"
    assert _cards(page) == everything
    qtbot.keyClick(page.sheet, "q")
    driver.settle()
    assert page.reading.view.toPlainText() == f"Answer of {candidate} to Q1"
    for _ in range(3):
        qtbot.keyClick(page.sheet, "q")
    assert box.currentText() == f"Criterion {everything[0]}"
    assert page._candidate == candidate


def test_a_named_question_begins_with_its_criteria_alone(opened):
    page = opened(E1=("Q1",), E2=("q2", "Q1"))
    assert page.reading_box.box.currentText() == "Question 1"
    assert page.reading.view.toPlainText() == f"Answer of {page._candidate} to Q1"
    assert _cards(page) == ["E1", "E2"]
    assert {row.of for row in page.model.rows} == {2}


def test_n_goes_through_the_candidates_and_then_to_the_next_question(opened, qtbot, driver):
    page = opened(E1=("Q1",), E2=("Q2",))
    seen, order = [], list(page._candidates)
    for _ in order:
        seen.append((page.reading_box.question, page._candidate))
        _score_all(driver, qtbot, page)
        qtbot.keyClick(page.sheet, "n")
        driver.settle()
    assert seen == [("Q1", candidate) for candidate in order]
    with Session.open(driver.window.desk.folder, "test") as session:
        for key, found in (("question q1", order), ("question q2", page._candidates)):
            assert reading.order_of(session, REF, "Panellist B", key) == found
    assert page.reading_box.question == "Q2"
    assert _cards(page) == ["E2"]
    assert "Question 2" in driver.window.notice.text()
    for _ in page._candidates:
        _score_all(driver, qtbot, page)
        qtbot.keyClick(page.sheet, "n")
        driver.settle()
    # What no question answers is left for the whole application.
    assert page.reading_box.question == ""
    assert len(_cards(page)) > 2


def test_an_answer_that_was_not_found_is_said_so(opened, qtbot, driver):
    page = opened(E2=("Q2",))
    page._choose_row(page._candidates.index(sorted(page._candidates)[1]))
    driver.settle()
    assert page.reading.unanswered.isVisible()
    assert not page.reading.view.isVisible()
    whole = page.reading.unanswered.buttons.itemAt(1).widget()
    qtbot.mouseClick(whole, Qt.MouseButton.LeftButton)
    driver.settle()
    assert page.reading_box.question == ""
    assert page.reading.view.isVisible()
    assert not page.reading.unanswered.isVisible()


def test_scores_given_by_question_count_for_the_application(opened, qtbot, driver):
    page = opened(E1=("Q1",))
    candidate = page._candidate
    qtbot.keyClick(page.sheet, "3")
    driver.settle()
    with Session.open(driver.window.desk.folder, "test") as session:
        assert scoring.scores_of(session, REF, "Panellist B") == {(candidate, "E1"): (3, "")}
    page.reading_box.choose(WHOLE)
    card = next(card for card in page.sheet.cards if card.criterion.id == "E1")
    assert card.said.text().startswith("3")


def test_the_question_stays_when_the_page_is_read_again(opened, driver):
    page = opened(E1=("Q1",), E2=("Q2",))
    page.reading_box.choose("question q2")
    driver.show("vacancies")
    driver.show("scoring")
    assert page.reading_box.question == "Q2"
    assert _cards(page) == ["E2"]
