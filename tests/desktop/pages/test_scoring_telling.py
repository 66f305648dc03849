"""A panellist tells that they may know a candidate, or that a passage tells who it is."""

import pytest
from PySide6.QtCore import Qt

from edi_shortlist.desktop.dialogs.telling import KnowDialog, ReportDialog
from edi_shortlist.workflow import conflicts, passage_decisions, scoring
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.who_scores import candidates_of
from tests.desktop.conftest import REF
from tests.desktop.pages.test_scoring import choose

B = "Panellist B"
FILL = "\u200b"


@pytest.fixture
def page(driver):
    driver.open("released")
    made = driver.show("scoring")
    choose(driver, made, B)
    return made


def read(driver, verb, *arguments):
    with Session.open(driver.window.desk.folder, "test") as session:
        return verb(session, REF, *arguments)


def test_who_may_know_a_candidate_is_asked_how_and_reads_no_more_of_them(driver, qtbot, page):
    candidate, before = page._candidate, list(page._candidates)
    qtbot.keyClick(page.sheet, "3")
    driver.settle()
    qtbot.keyClick(page.sheet, "k")
    dialog = driver.dialog(KnowDialog)
    assert any("1 score that you gave" in line for line in dialog.changes)
    qtbot.keyClick(dialog.kind, Qt.Key.Key_Return)
    assert dialog.errors.sentences == ["Choose how you may know them."]
    assert read(driver, conflicts.list_conflicts) == []
    qtbot.keyClick(dialog.kind, Qt.Key.Key_Down)
    dialog.act.click()
    driver.settle()
    (told,) = read(driver, conflicts.list_conflicts)
    assert (told.candidate, told.panellist, told.kind) == (candidate, B, "relative")
    assert candidate not in page._candidates
    assert len(page._candidates) == len(before) - 1
    assert page._candidate in page._candidates
    assert read(driver, scoring.scores_of, B) == {}
    assert candidate in read(driver, candidates_of, "Panellist A")
    assert not page.told_note.isVisible()  # somebody else still scores them


def test_selected_words_are_hidden_at_once_and_the_page_stays(driver, qtbot, page):
    text = page.reading.view.shown.text
    word = max(text.split(), key=len).strip(".,:;()[]")
    start = text.index(word)
    page.reading.view.select(start, start + len(word))
    qtbot.keyClick(page.reading.view, "r")
    dialog = driver.dialog(ReportDialog)
    assert word in dialog.words.text()
    qtbot.keyClick(dialog.act, Qt.Key.Key_Return)
    driver.settle()
    shown = page.reading.view.shown.text
    assert shown[start : start + len(word)].startswith("[")
    assert word not in shown.split()
    assert len(shown) == len(text)
    (report,) = read(driver, passage_decisions.list_reports)
    assert (report.candidate, report.panellist) == (page._candidate, B)
    assert "1 passage was reported" in page.told_note.words
    assert page.told_note.isVisible()
    said = []
    page.said.connect(said.append)
    page.reading.view.select(start, start + len(word))
    qtbot.keyClick(page.reading.view, "r")
    assert "hidden already" in said[-1]


def test_without_a_selection_the_paragraph_of_the_cursor_is_meant(driver, qtbot, page):
    view = page.reading.view
    document = view.shown
    start, _, block = max(document.placed_blocks(), key=lambda one: len(one[2].text))
    cursor = view.textCursor()
    cursor.setPosition(view._offsets.to_qt(start + 3))
    view.setTextCursor(cursor)
    page.telling.report_button.click()
    dialog = driver.dialog(ReportDialog)
    assert dialog.words.text().removesuffix(" …") in block.text
    dialog.cancel.click()
    driver.settle()
    assert read(driver, passage_decisions.list_reports) == []
    assert view.shown.text == document.text


def test_after_the_lock_nothing_is_told_any_more(driver, qtbot):
    driver.open("locked")
    page = driver.show("scoring")
    choose(driver, page, B)
    assert not page.telling.know_button.isVisible()
    assert not page.telling.report_button.isVisible()
    qtbot.keyClick(page.sheet, "k")
    qtbot.keyClick(page.sheet, "r")
    driver.settle()
    assert read(driver, conflicts.list_conflicts) == []
