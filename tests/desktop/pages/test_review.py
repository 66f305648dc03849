import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from edi_shortlist.desktop.dialogs.reason import ReasonDialog
from edi_shortlist.workflow import reviewing
from edi_shortlist.workflow.decision_reasons import Against, usual_reasons
from edi_shortlist.workflow.session import Session
from tests.desktop.conftest import PASSPHRASE, REF

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def work(driver):
    driver.open("review", unlock=True)
    return driver.show("review").work


def decisions(folder) -> dict[int, str]:
    with Session.open(folder, "test") as session:
        return {r.id: r.decision for r in reviewing.list_redactions(session, REF)}


def test_both_sides_show_the_same_document(work):
    assert work.panes.original.marks
    assert work.panes.anonymised.marks
    passage = work.model.passage(work.chosen)
    assert passage in " ".join(work.panes.original.shown.text.split())
    hidden = {m.key for m in work.panes.anonymised.marks}
    assert work.chosen.id in hidden


def test_deciding_by_mouse_goes_on_to_the_next_and_is_saved(driver, qtbot, work):
    first = work.chosen
    qtbot.mouseClick(work.decision.accept_button, Qt.MouseButton.LeftButton)
    second = work.chosen
    qtbot.mouseClick(work.decision.reject_button, Qt.MouseButton.LeftButton)
    driver.settle()
    assert work.chosen.id not in (first.id, second.id)
    assert second.id != first.id
    kept = decisions(driver.window.desk.folder)
    assert (kept[first.id], kept[second.id]) == ("accepted", "rejected")


def test_a_kept_passage_stands_in_what_the_panel_sees(driver, qtbot, work):
    redaction = work.chosen
    words = work.panes.original.shown.text[redaction.start : redaction.end]
    before = work.panes.anonymised.shown.text.count(words)
    qtbot.keyClick(work.table, "r")
    driver.settle()
    assert work.panes.anonymised.shown.text.count(words) > before
    assert redaction.id not in {m.key for m in work.panes.anonymised.marks}


def test_a_click_on_either_side_chooses_the_redaction(driver, qtbot, work):
    document = work.chosen.document_id
    here = [r for r in work.model.rows if r.document_id == document]
    work.panes.clicked.emit(here[2].id)
    assert work.chosen.id == here[2].id


def test_least_certain_first_begins_with_the_least_certain(driver, qtbot, work):
    qtbot.keyClick(work.table, Qt.Key.Key_L, CTRL | Qt.KeyboardModifier.ShiftModifier)
    scores = [r.score for r in work.model.rows]
    assert work.top.order_button.isChecked()
    assert scores == sorted(scores)


def test_accepting_all_certain_is_one_act_for_undo(driver, qtbot, work):
    certain = {r.id for r in work.model.certain()}
    assert certain
    work.top.certain_button.click()
    driver.confirm()
    assert not work.model.certain()
    after = decisions(driver.window.desk.folder)
    assert all(after[one] == "accepted" for one in certain)
    qtbot.keyClick(work.table, Qt.Key.Key_Z, CTRL)
    driver.settle()
    after = decisions(driver.window.desk.folder)
    assert all(after[one] == "pending" for one in certain)


def test_undo_goes_to_the_candidate_whose_act_it_takes_back(driver, qtbot, work):
    first, third = work._candidate, work.model.row_at(2)
    work.choose(third.id)
    qtbot.keyClick(work.table, "r")
    qtbot.keyClick(work.table, Qt.Key.Key_PageDown, CTRL)
    driver.settle()
    assert work._candidate != first
    qtbot.keyClick(work.table, Qt.Key.Key_Z, CTRL)
    driver.settle()
    assert work._candidate == first
    assert (work.chosen.id, work.chosen.decision) == (third.id, "pending")
    assert driver.window.notice.text() == f"Undone: reject, of {first}."


def test_undo_with_nothing_to_undo_says_so(driver, qtbot, work):
    qtbot.keyClick(work.table, Qt.Key.Key_Z, CTRL)
    driver.settle()
    assert driver.window.notice.text() == "There is nothing to undo."


def test_hiding_without_a_selection_says_what_to_do(driver, qtbot, work):
    qtbot.keyClick(work.table, "h")
    assert "Select words in the original" in driver.window.notice.text()


def test_fast_typing_loses_no_decision(driver, qtbot, work):
    for _ in range(12):
        qtbot.keyClick(work.table, "a")
    driver.settle()
    kept = decisions(driver.window.desk.folder)
    assert sum(decision == "accepted" for decision in kept.values()) == 12


def test_the_next_candidate_comes_when_one_is_done(driver, qtbot, work):
    first = work._candidate
    with Session.open(driver.window.desk.folder, "HR officer") as other:
        other.unlock(PASSPHRASE)
        reviewing.accept_all(other, REF, first)
    driver.show("vacancies")
    driver.show("review")
    work.show_candidate(first)
    driver.settle()
    qtbot.keyClick(work.table, "n")
    driver.settle()
    assert work._candidate != first


def test_release_is_refused_while_something_is_undecided(driver, qtbot, work):
    page = driver.window.current
    page.release_button.click()
    assert "still to decide" in page.errors.sentences[0]
    assert work.undecided > 0
    page.errors.links[0].linkActivated.emit("#")
    assert work.chosen.decision == "pending"


def test_cancelling_a_release_changes_nothing(driver):
    driver.open("decided", unlock=True)
    page = driver.show("review")
    page.release_button.click()
    dialog = driver.dialog()
    assert dialog.focusWidget() is dialog.cancel
    dialog.cancel.click()
    driver.settle()
    assert driver.window.desk.state.value == "review"


def test_sealing_forgets_every_word_of_the_applications(driver, work):
    words = work.panes.original.shown.text.split()[0]
    driver.window.desk.seal()
    driver.settle()
    page = driver.window.current
    assert page.sealed.isVisible()
    assert work.panes.original.toPlainText() == ""
    assert work.panes.anonymised.toPlainText() == ""
    assert work.model.rowCount() == 0
    assert words not in work.decision.passage.text()


def test_the_review_of_a_released_vacancy_is_over(driver):
    driver.open("released", unlock=True)
    page = driver.show("review")
    assert page.nothing.heading.text() == "The review is finished"
    page.nothing_button.click()
    driver.settle()
    assert driver.window.current.name == "scoring"


def test_decisions_made_just_before_closing_are_saved(driver, qtbot, work):
    folder = driver.window.desk.folder
    for _ in range(6):
        qtbot.keyClick(work.table, "a")
    driver.window.close()
    kept = decisions(folder)
    assert sum(decision == "accepted" for decision in kept.values()) == 6


def reason_of(folder, redaction_id: int) -> tuple[str, str]:
    with Session.open(folder, "test") as session:
        (one,) = [r for r in reviewing.list_redactions(session, REF) if r.id == redaction_id]
        return one.decision, one.decision_reason


def test_a_usual_reason_is_chosen_by_the_keyboard(driver, qtbot, work):
    redaction, folder = work.chosen, driver.window.desk.folder
    qtbot.keyClick(work.table, "y")
    dialog = driver.dialog(ReasonDialog)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    driver.settle()
    usual = usual_reasons(Against.REJECTED)[1]
    assert reason_of(folder, redaction.id) == ("rejected", usual)
    assert work.chosen.id != redaction.id, "it goes on as any decision does"
    work.choose(redaction.id)
    assert usual in work.decision.reason.text()
    qtbot.keyClick(work.table, "y")
    dialog = driver.dialog(ReasonDialog)
    assert dialog.list.currentItem().text() == usual
    dialog.reject()
    driver.settle()


def test_a_reason_with_the_passage_in_it_is_refused_where_it_was_typed(driver, qtbot, work):
    redaction, folder = work.chosen, driver.window.desk.folder
    qtbot.mouseClick(work.decision.reason_button, Qt.MouseButton.LeftButton)
    dialog = driver.dialog(ReasonDialog)
    dialog.reason.insert(f"{work.model.passage(redaction)} is a street")  # pasted
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
    driver.settle()
    assert dialog.isVisible()
    assert any("in other words" in one.text() for one in dialog.errors.findChildren(QLabel))
    assert reason_of(folder, redaction.id) == ("pending", "")
    dialog.reason.clear()
    qtbot.keyClicks(dialog.reason, "It only looks like one")
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
    driver.settle()
    assert reason_of(folder, redaction.id) == ("rejected", "It only looks like one")


def test_a_passage_marked_by_hand_is_explained(driver, qtbot, work):
    folder, document = driver.window.desk.folder, work.chosen.document_id
    with Session.open(folder, "HR officer") as other:
        other.unlock(PASSPHRASE)
        added = reviewing.add_redaction(other, document, 0, 3, "LOCATION")
    driver.show("vacancies")
    driver.show("review")
    work.choose(added.id)
    assert work.decision.reason_button.toolTip() == "Say why, for the log"
    qtbot.keyClick(work.table, "y")
    driver.dialog(ReasonDialog).act.click()
    driver.settle()
    assert reason_of(folder, added.id) == ("accepted", usual_reasons(Against.ADDED)[0])
    assert work.chosen.id == added.id
    work.choose(next(r.id for r in work.model.rows if r.source != "reviewer"))
    assert work.decision.reason_button.toolTip() == "Reject it and say why"
