import shutil
import sqlite3

from tests.desktop.conftest import REF


def test_the_newest_entry_stands_first(driver):
    driver.open("released")
    page = driver.show("audit")
    numbers = [entry.number for entry in page.model.rows]
    assert numbers == sorted(numbers, reverse=True)
    assert page.details_heading.text().startswith(f"Entry {numbers[0]}:")


def test_filters_narrow_and_clear(driver, qtbot):
    driver.open("released")
    page = driver.show("audit")
    every = page.model.rowCount()
    page.action_box.setCurrentIndex(page.action_box.findData("application.imported"))
    page.action_box.activated.emit(page.action_box.currentIndex())
    driver.settle()
    assert page.model.rowCount() == 3
    assert page.found.text() == "3 entries"
    page.vacancy_box.setCurrentIndex(page.vacancy_box.findData(REF))
    page.vacancy_box.activated.emit(page.vacancy_box.currentIndex())
    qtbot.keyClicks(page.words, "no such words")
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    assert page.none.isVisible()
    page.clear_button.click()
    driver.settle()
    assert page.model.rowCount() == every


def test_a_whole_log_is_said_to_be_whole(driver):
    driver.open("released")
    page = driver.show("audit")
    page.verify_button.click()
    driver.settle()
    assert page.verdict.words.startswith("The log is whole.")
    assert page.verdict.property("tone") == "success"


def test_a_changed_entry_is_found_and_shown(driver, stages, tmp_path):
    folder = tmp_path / "tampered"
    shutil.copytree(stages("released"), folder)
    connection = sqlite3.connect(folder / "shortlist.db")
    triggers = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'"
    ).fetchall()
    for (name,) in triggers:
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute("UPDATE audit SET actor = 'Somebody else' WHERE number = 4")
    connection.commit()
    connection.close()
    answers: list[object] = []
    driver.window.desk.open(folder, "Auditor", answers.append, driver._fail)
    driver.settle()
    page = driver.show("audit")
    page.verify_button.click()
    driver.settle()
    assert page.verdict.words.startswith("The log was tampered with.")
    assert page.verdict.property("tone") == "danger"
    assert page.model.rows[page.table.current_row()].number == 4
