from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from edi_shortlist.desktop.dialogs.what_if import WhatIfDialog
from edi_shortlist.recruitment.interview_outcomes import InterviewOutcome
from edi_shortlist.workflow.interview_outcomes import record_outcome
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import VacancyState
from tests.desktop.conftest import REF


def test_before_the_lock_it_says_what_comes_first(driver):
    driver.open("scored")
    page = driver.show("shortlist")
    assert page.early.heading.text() == "There is no shortlist yet"
    page.early_button.click()
    driver.settle()
    assert driver.window.current.name == "scoring"


def test_a_locked_vacancy_needs_the_vault(driver):
    driver.open("locked")
    page = driver.show("shortlist")
    assert page.vault_button.isVisible()
    assert not page.draw_button.isVisible()


def test_drawing_explains_every_candidate(driver):
    driver.open("locked", unlock=True)
    page = driver.show("shortlist")
    page.draw_button.click()
    driver.settle()
    assert driver.window.desk.state is VacancyState.SHORTLISTED
    assert page.model.rowCount() == 3
    for number, row in enumerate(page.model.rows):
        page.table.choose_row(number)
        assert page.why_words.text() == row.explanation != ""


def test_sealing_leaves_the_managers_list(driver):
    driver.open("shortlisted", unlock=True)
    page = driver.show("shortlist")
    assert page.model.columnCount() == 7
    driver.window.desk.seal()
    driver.settle()
    assert page.model.columnCount() == 2
    assert page.model.rowCount() == 3
    assert all(row.explanation is None and row.route is None for row in page.model.rows)
    assert "manager" in page.note.words
    assert page.why.isHidden()


def test_unsealing_asks_for_the_vault_first(driver):
    driver.open("shortlisted")
    page = driver.show("shortlist")
    page.unseal_button.click()
    dialog = driver.dialog()
    assert dialog.windowTitle() == "Open the vault"
    dialog.reject()


def test_cancelling_the_unsealing_changes_nothing(driver):
    driver.open("shortlisted", unlock=True)
    page = driver.show("shortlist")
    page.unseal_button.click()
    dialog = driver.dialog()
    assert "cannot be taken back" in dialog.changes[2]
    dialog.cancel.click()
    driver.settle()
    assert driver.window.desk.state is VacancyState.SHORTLISTED


def test_the_interview_list_goes_when_the_vault_is_sealed(driver):
    driver.open("unsealed", unlock=True)
    page = driver.show("shortlist")
    page.tabs.setCurrentIndex(1)
    assert page.interviews.rowCount() > 0
    assert page.interview_table.isVisible()
    driver.window.desk.seal()
    driver.settle()
    assert page.interviews.rowCount() == 0
    assert not page.interview_table.isVisible()
    assert "Open the vault" in page.note.words
    assert QApplication.activeModalWidget() is None


def test_places_and_pass_level_can_be_tried_out(driver, qtbot):
    driver.open("locked", unlock=True)
    page = driver.show("shortlist")
    page.what_if_button.click()
    driver.settle()
    dialog = driver.dialog(WhatIfDialog)
    before = [label.text() for label in dialog.now]
    assert before == [label.text() for label in dialog.then]
    dialog.level.setFocus()
    qtbot.keyClick(dialog.level, Qt.Key.Key_End)  # nobody is at the highest level throughout
    driver.settle()
    assert [label.text() for label in dialog.now] == before
    assert dialog.then[0].text() == "1"
    dialog.act.click()
    driver.settle()
    assert driver.window.desk.state is VacancyState.LOCKED
    driver.window.desk.seal()
    driver.settle()
    assert page.what_if_button.isHidden()


def test_closing_says_who_is_not_settled(driver):
    folder = driver.open("unsealed")
    page = driver.show("shortlist")
    page.close_button.click()
    dialog = driver.dialog()
    invited = [row.candidate for row in page.model.rows if row.invited]
    assert invited
    assert all(candidate in dialog.changes[0] for candidate in invited)
    dialog.reject()
    driver.settle()
    with Session.open(folder, "HR officer") as session:
        for candidate in invited:
            record_outcome(session, REF, candidate, InterviewOutcome.WITHDREW)
    page.close_button.click()
    changes = driver.confirm()
    assert not any(candidate in " ".join(changes) for candidate in invited)
    assert driver.window.desk.state is VacancyState.CLOSED
