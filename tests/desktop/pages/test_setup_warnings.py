import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from edi_shortlist.desktop.models.criteria import TEXT
from edi_shortlist.desktop.theme import Choice, appearance
from edi_shortlist.workflow import vacancies
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import VacancyState
from tests.desktop.conftest import REF


@pytest.fixture
def page(driver):
    driver.open("draft")
    page = driver.show("setup")
    page.tabs.setCurrentIndex(1)
    driver.settle()
    return page


def retype(driver, qtbot, row: int, column: int, words: str) -> None:
    """Write into a cell of the criteria as a person does."""
    table = driver.window.page("setup").criteria.table
    table.setFocus()
    table.setCurrentIndex(table.model().index(row, column))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    qtbot.keyClicks(editor, words)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    driver.settle()


def test_a_sound_specification_shows_no_list(page):
    assert page.criteria.warnings.isHidden()
    assert page.tabs.tabText(1) == "Criteria and scale"


def test_warnings_come_and_go_with_what_is_typed(page, driver, qtbot):
    section = page.criteria
    before = section.model.rows[2].text
    retype(driver, qtbot, 2, TEXT, "A recent graduate")
    (sentence,) = section.warnings.sentences
    assert sentence.startswith("E3 says \u201crecent graduate\u201d.")
    assert section.warnings.isVisible()
    assert section.warnings.lines[0].accessibleName() == sentence
    assert page.tabs.tabText(1) == "Criteria and scale (1)"
    assert page.save.isEnabled()
    retype(driver, qtbot, 2, TEXT, before)
    assert section.warnings.isHidden()
    assert page.tabs.tabText(1) == "Criteria and scale"


def test_the_guide_is_looked_at_as_it_is_typed(page, driver, qtbot):
    guide = page.criteria.guide.fields[3]
    guide.setFocus()
    qtbot.keyClicks(guide, ", he led it")
    driver.settle()
    (sentence,) = page.criteria.warnings.sentences
    assert sentence.startswith("The guide of E1 says \u201che\u201d.")
    assert page.window().focusWidget() is guide


def test_a_line_leads_to_its_criterion_by_keyboard(page, driver, qtbot):
    retype(driver, qtbot, 3, TEXT, "Able-bodied")
    section = page.criteria
    section.table.choose_row(0)
    line = section.warnings.lines[0]
    section.remove.setFocus()
    qtbot.keyClick(section.remove, Qt.Key.Key_Tab)
    assert page.window().focusWidget() is line
    qtbot.keyClick(line, Qt.Key.Key_Tab)  # to the link within the line
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert section.table.current_row() == 3
    assert page.window().focusWidget() is section.table


def test_what_is_about_all_criteria_leads_nowhere(page, driver, qtbot):
    for _ in range(8):
        page.criteria.add_essential.click()
        qtbot.keyClick(page.criteria.table.findChild(QLineEdit), Qt.Key.Key_Return)
    driver.settle()
    (line,) = page.criteria.warnings.lines
    assert line.text().startswith("There are 13 essential criteria.")


def test_criteria_half_typed_are_looked_at_too(page, driver, qtbot):
    section = page.criteria
    retype(driver, qtbot, 0, 0, " ")
    retype(driver, qtbot, 0, 3, "none")
    retype(driver, qtbot, 0, 4, "")
    (sentence,) = section.warnings.sentences
    assert sentence.startswith("A criterion without an id is essential but assessed nowhere")
    section.table.choose_row(4)
    section.warnings.lines[0].linkActivated.emit("#")
    assert section.table.current_row() == 0


def test_another_theme_keeps_the_lines_and_where_they_lead(page, driver, qtbot):
    retype(driver, qtbot, 2, TEXT, "A recent graduate")
    before = page.criteria.warnings.lines[0].text()
    appearance().choose(Choice.DARK)
    driver.settle()
    (line,) = page.criteria.warnings.lines
    assert line.text() != before
    page.criteria.table.choose_row(0)
    line.linkActivated.emit("#")
    assert page.criteria.table.current_row() == 2


def test_after_release_no_advice_is_given(driver):
    folder = driver.open("draft")
    with Session.open(folder, "test") as session, session.workspace.act():
        vacancy = vacancies.get_vacancy(session, REF).to_dict()
        for one in vacancy["criteria"]:
            one["text"] = "A recent graduate"
        session.workspace.blind.change_vacancy(REF, vacancy["title"], vacancy)
        session.workspace.blind.set_state(REF, VacancyState.RELEASED)
    driver.window.desk.reload()
    driver.settle()
    page = driver.show("setup")
    page.tabs.setCurrentIndex(1)
    driver.settle()
    assert page.criteria.model.rows[0].text == "A recent graduate"
    assert page.criteria.warnings.isHidden()
