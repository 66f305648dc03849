"""Joining, splitting and deciding about applications that look alike, on the page."""

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt

from edi_shortlist.desktop.dialogs.documents import DocumentsDialog, ReadDialog
from edi_shortlist.workflow import importing
from tests.desktop.conftest import REF

LETTER = "Dear panel\nI am Nkechi Balogun of nkechi@example.com.\nI ran a housing desk."


@pytest.fixture
def twins(driver, tmp_path: Path):
    """A page with one person's papers in two applications, and somebody else's in a third."""
    for name, files in {
        "one": {"cv.txt": LETTER, "letter.txt": "Yours, Nkechi Balogun"},
        "two": {"cv.txt": LETTER, "more.txt": "More about my work."},
        "three": {"cv.txt": "Tom Cole\nI kept the books."},
    }.items():
        (tmp_path / "given" / name).mkdir(parents=True)
        for file, words in files.items():
            (tmp_path / "given" / name / file).write_text(words)
    driver.open("draft", unlock=True)
    page = driver.show("applications")
    page.add([tmp_path / "given"])
    driver.settle()
    assert page.model.rowCount() == 3
    return page


def _choose(page, rows: list[int]) -> None:
    """Choose rows as Ctrl and a click do."""
    selection = page.table.selectionModel()
    selection.clearSelection()
    way = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in rows:
        selection.select(page.model.index(row, 0), way)


def _button(note, words: str):
    return next(
        made
        for made in (note.row.itemAt(i).widget() for i in range(note.row.count()))
        if made is not None and getattr(made, "accessibleName", str)() == words
    )


def test_two_that_look_alike_are_asked_about_and_joined(driver, twins):
    assert twins.questions.isVisible()
    (question,) = twins.questions.questions
    assert "may be one person's: they have the same file" in question.sentence
    _button(twins.questions.notes[0], "One person").click()
    changes = driver.confirm()
    assert any("decided again" in change for change in changes)
    assert twins.model.rowCount() == 2
    assert not twins.questions.isVisible()
    assert twins.table.hasFocus()  # not lost with the button that was pressed
    assert driver.window.desk.candidate in {row.candidate for row in twins.model.rows}


def test_two_people_are_not_asked_about_again(driver, twins):
    _button(twins.questions.notes[0], "Two people").click()
    driver.settle()
    assert not twins.questions.isVisible()
    assert twins.table.hasFocus()
    driver.show("review")
    page = driver.show("applications")
    assert page.model.rowCount() == 3
    assert not page.questions.isVisible()


def test_join_needs_two_rows(driver, twins):
    _choose(twins, [0])
    assert not twins.join.isEnabled()
    assert "Ctrl+click" in twins.join.toolTip()
    _choose(twins, [0, 1])
    assert twins.join.isEnabled()
    assert not twins.declare.isEnabled()
    assert not twins.documents.isEnabled()
    chosen = twins.selected
    twins.join.click()
    assert any(chosen[0] in change for change in driver.confirm())
    assert twins.model.rowCount() == 2


def test_cancelled_nothing_is_joined(driver, twins):
    _choose(twins, [0, 1])
    twins.join.click()
    driver.dialog().cancel.click()
    driver.settle()
    assert twins.model.rowCount() == 3


def test_a_document_is_split_off(driver, twins):
    row = twins.model.find(lambda a: a.documents == 2)
    _choose(twins, [row])
    twins.documents.click()
    dialog = driver.dialog(DocumentsDialog)
    assert not dialog.act.isEnabled()
    dialog.table.selectAll()
    assert not dialog.act.isEnabled()  # all of them together are not two people
    dialog.table.selectRow(1)
    assert dialog.act.isEnabled()
    dialog.act.click()
    driver.settle()
    assert twins.model.rowCount() == 4
    assert sorted(a.documents for a in twins.model.rows) == [1, 1, 1, 2]


def test_what_was_read_is_listed(driver, twins):
    twins.report.show()
    _button(twins.report.findChildren(type(twins.questions.notes[0]))[0], "What was read…").click()
    dialog = driver.dialog(ReadDialog)
    files = [dialog.model.index(row, 1).data() for row in range(dialog.model.rowCount())]
    assert sorted(files) == ["cv.txt", "cv.txt", "cv.txt", "letter.txt", "more.txt"]
    words = [int(dialog.model.index(row, 3).data()) for row in range(5)]
    assert sum(words) == sum(one.words for one in dialog.model.rows) > 0
    dialog.act.click()


def test_sealed_nothing_of_it_is_seen(driver, twins):
    driver.window.banner.button.click()
    driver.settle()
    assert not twins.questions.isVisible()
    assert not twins.join.isVisible()
    assert not twins.documents.isVisible()
    assert twins.reported == []


def test_after_release_nothing_is_regrouped(driver):
    driver.open("released", unlock=True)
    page = driver.show("applications")
    assert not page.join.isVisible()
    page.table.choose_row(0)
    page.documents.click()
    dialog = driver.dialog(DocumentsDialog)
    assert dialog.act.accessibleName() == "Close"
    dialog.act.click()


def test_a_stopped_import_goes_on(driver, tmp_path, qtbot, monkeypatch):
    for number in range(4):
        (tmp_path / f"given/{number}").mkdir(parents=True)
        (tmp_path / f"given/{number}/cv.txt").write_text(f"Letter {number} about my work.")
    driver.open("draft", unlock=True)
    page = driver.show("applications")
    begun = []

    def stops_after_one(*arguments, cancelled, **options):
        def asked() -> bool:
            begun.append(1)
            return len(begun) > 1 or cancelled()

        return importing_applications(*arguments, cancelled=asked, **options)

    importing_applications = importing.import_applications
    monkeypatch.setattr(importing, "import_applications", stops_after_one)
    page.add([tmp_path / "given"])
    driver.settle()
    monkeypatch.undo()
    assert page.model.rowCount() == 1
    note = next(n for n in page.report.findChildren(type(page.sealed_note)) if "stopped" in n.words)
    _button(note, "Go on").click()
    driver.settle()
    assert page.model.rowCount() == 4
    assert any("1 application already in" in said for said in page.reported)
    assert driver.window.desk.reference == REF


def test_enter_presses_the_button_that_has_the_focus(driver, twins, qtbot):
    _choose(twins, [0, 1])
    twins.join.click()
    dialog = driver.dialog()
    qtbot.keyClick(dialog.cancel, Qt.Key.Key_Return)  # Cancel has it at first
    driver.settle()
    assert twins.model.rowCount() == 3
    _choose(twins, [0, 1])
    twins.join.click()
    dialog = driver.dialog()
    dialog.act.setFocus()
    qtbot.keyClick(dialog.act, Qt.Key.Key_Return)
    driver.settle()
    assert twins.model.rowCount() == 2
