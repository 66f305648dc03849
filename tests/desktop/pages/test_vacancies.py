from pathlib import Path

from PySide6.QtCore import Qt

from edi_shortlist.desktop.dialogs.new_vacancy import NewVacancyDialog
from edi_shortlist.workflow.states import VacancyState
from tests.desktop.conftest import REF


def test_an_empty_workspace_says_how_to_begin(driver, tmp_path):
    answers: list[object] = []
    driver.window.desk.create(
        tmp_path / "new", "five swans over", "HR", answers.append, driver._fail
    )
    driver.settle()
    page = driver.window.current
    assert page.name == "vacancies"
    assert page.empty.isVisible()
    assert "vacancy.toml" in page.empty.words.text()
    assert not page.table.isVisible()


def test_a_blank_vacancy_is_made_by_keyboard(driver, qtbot):
    driver.open("draft")
    qtbot.keyClick(driver.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = driver.dialog(NewVacancyDialog)
    qtbot.keyClicks(dialog.reference, "LIB-7")
    qtbot.keyClicks(dialog.title, "Librarian")
    qtbot.keyClick(dialog.title, Qt.Key.Key_Return)
    driver.settle()
    assert driver.window.current.name == "setup"
    assert driver.window.desk.reference == "LIB-7"
    assert driver.window.desk.state is VacancyState.DRAFT


def test_a_reference_that_is_taken_is_refused_in_the_dialog(driver, qtbot):
    driver.open("draft")
    driver.window.page("vacancies").new.click()
    dialog = driver.dialog(NewVacancyDialog)
    dialog.act.click()
    assert dialog.errors.sentences == ["Enter a reference.", "Enter the title of the post."]
    qtbot.keyClicks(dialog.reference, REF)
    qtbot.keyClicks(dialog.title, "Another")
    dialog.act.click()
    driver.settle()
    assert "already" in dialog.errors.sentences[0]
    dialog.reject()


def test_a_file_that_is_no_vacancy_is_refused_with_every_problem(driver, tmp_path: Path):
    driver.open("draft")
    path = tmp_path / "wrong.toml"
    path.write_text('reference = ""\ninterview_places = 0\n')
    page = driver.show("vacancies")
    page.create_from(path)
    driver.settle()
    assert len(page.errors.sentences) >= 3
    assert len(driver.window.desk.summaries) == 1


def test_the_next_step_leads_to_its_page(driver):
    driver.open("released")
    page = driver.show("vacancies")
    assert page.next_title.text() == "Next: score applications"
    page.next_act.click()
    driver.settle()
    assert driver.window.current.name == "scoring"


def test_enter_opens_the_chosen_vacancy(driver, qtbot):
    driver.open("review")
    page = driver.show("vacancies")
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    driver.settle()
    assert driver.window.current.name == "review"
