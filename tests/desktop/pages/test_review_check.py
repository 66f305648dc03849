"""Checking once more before a release, as a reviewer does it."""

import threading

import pytest
from PySide6.QtCore import Qt

from edi_shortlist.desktop.dialogs.label_chooser import LabelChooser
from edi_shortlist.desktop.dialogs.release import ReleaseDialog
from edi_shortlist.desktop.theme import Choice
from edi_shortlist.redaction.last_check import Concern, Kind
from edi_shortlist.workflow import last_look, reviewing
from edi_shortlist.workflow.session import Session
from tests.desktop.conftest import PASSPHRASE, REF

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class Watcher:
    """A redactor that finds the words it is told to, and can be made to wait."""

    def __init__(self) -> None:
        self.words: dict[str, tuple[Kind, float]] = {}
        self.go = threading.Event()
        self.go.set()
        self.error: Exception | None = None

    def last_check(self, text, identity, others) -> list[Concern]:
        assert self.go.wait(30)
        if self.error is not None:
            raise self.error
        return [
            Concern(at, at + len(word), kind, danger, f"It is {kind}.")
            for word, (kind, danger) in self.words.items()
            if (at := text.find(word)) >= 0
        ]


@pytest.fixture
def watcher(monkeypatch) -> Watcher:
    made = Watcher()
    monkeypatch.setattr(last_look, "redactor_for", lambda vacancy: made)
    return made


@pytest.fixture
def page(driver, watcher):
    driver.open("decided", unlock=True)
    page = driver.show("review")
    watcher.words = words_of(driver.window.desk.folder)
    return page


def words_of(folder) -> dict[str, tuple[Kind, float]]:
    """Pick a long word of each application that only the panel's copy of it holds, of one kind
    each, least dangerous first."""
    with Session.open(folder, "test") as session:
        session.unlock(PASSPHRASE)
        texts = [
            reviewing.preview(session, session.workspace.blind.documents(one)[0].id).text
            for one in session.workspace.blind.candidates(REF)
        ]
    kinds = ((Kind.UNEXPLAINED, 0.1), (Kind.OWN_IDENTITY, 1.0), (Kind.OTHER_APPLICANT, 0.97))
    picked = {}
    for number, kind in enumerate(kinds):
        others = " ".join(texts[:number] + texts[number + 1 :])
        words = texts[number].split()
        picked[
            next(
                w
                for w in words[len(words) // 2 :]
                if w.isalpha() and len(w) > 6 and w not in others
            )
        ] = kind
    return picked


def listed(page) -> list[list[str]]:
    model = page.check.panel.model
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def check(driver, page) -> None:
    driver.bot.mouseClick(page.check_button, Qt.MouseButton.LeftButton)
    driver.settle()


def passage_of(view) -> str:
    start, end = view.selected()
    return view.shown.text[start:end]


def test_what_is_found_is_listed_most_dangerous_first(driver, page):
    assert not page.work.top.places_button.isVisible()
    check(driver, page)
    panel = page.check.panel
    assert panel.table.isVisible()
    assert not page.work.table.isVisible()
    assert [row[0] for row in listed(page)] == ["High", "High", "Low"]
    assert [row[2] for row in listed(page)] == [
        "It is other applicant.",
        "It is own identity.",
        "It is unexplained.",
    ]
    assert panel.note.words.startswith("3 places found, most dangerous first.")
    assert driver.window.notice.text() == panel.note.words
    assert panel.table.hasFocus()
    assert panel.reason.text() == "It is other applicant."


def test_enter_on_a_row_goes_to_the_passage_and_h_hides_it(driver, qtbot, page, watcher):
    check(driver, page)
    table, work = page.check.panel.table, page.work
    words = list(watcher.words)
    for row, word in ((0, words[2]), (2, words[0]), (1, words[1])):
        table.setFocus()
        table.choose_row(row)
        qtbot.keyClick(table, Qt.Key.Key_Return)
        driver.settle()
        assert listed(page)[row][1].startswith(f"{work._candidate}, ")
        assert passage_of(work.panes.original) == word
        assert passage_of(work.panes.anonymised) == word
        assert work.chosen is None
        assert table.isVisible()
        assert table.current_row() == row
    assert work.panes.original.hasFocus()
    qtbot.keyClick(work.panes.original, "h")
    chooser = driver.dialog(LabelChooser)
    qtbot.keyClick(chooser.filter, Qt.Key.Key_Return)
    driver.settle()
    assert words[1] not in work.panes.anonymised.shown.text
    # The others are still found where they stand, though the text has changed; then it is gone.
    table.choose_row(0)
    table.opened.emit(table.currentIndex())
    driver.settle()
    assert passage_of(work.panes.original) == words[2]
    page.check.panel.again_button.click()
    driver.settle()
    assert [row[2] for row in listed(page)] == ["It is other applicant.", "It is unexplained."]


def test_a_double_click_goes_to_a_passage_that_was_kept(driver, qtbot, page, watcher):
    work = page.work
    kept = next(r for r in work.model.rows if r.label == "NAME")
    words = work.panes.original.shown.text[kept.start : kept.end]
    work.choose(kept.id)
    qtbot.keyClick(work.table, "r")
    driver.settle()
    watcher.words = {words: (Kind.OWN_IDENTITY, 1.0)}
    check(driver, page)
    table = page.check.panel.table
    at = table.visualRect(table.model().index(0, 2)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    driver.settle()
    assert work.chosen.id == kept.id
    assert driver.window.notice.text().endswith("Press A to hide it.")
    qtbot.keyClick(work.panes.original, "a")
    driver.settle()
    assert next(r for r in work.model.rows if r.id == kept.id).decision == "accepted"


def test_nothing_found_is_said(driver, page, watcher):
    watcher.words = {}
    check(driver, page)
    assert page.check.panel.note.words == "There is nothing to look at again."
    assert not page.check.panel.table.isVisible()
    page.release_button.click()
    dialog = driver.dialog(ReleaseDialog)
    assert dialog.note.words == "The last check found nothing."
    assert dialog.check_button is None
    dialog.reject()


def test_the_keys_check_and_turn_the_list(driver, qtbot, page):
    qtbot.keyClick(page.work.table, Qt.Key.Key_C, CTRL_SHIFT)
    driver.settle()
    assert page.check.panel.table.isVisible()
    qtbot.keyClick(page.check.panel.table, Qt.Key.Key_P, CTRL_SHIFT)
    assert page.work.table.isVisible()
    assert page.work.table.hasFocus()
    qtbot.keyClick(page.work.table, Qt.Key.Key_P, CTRL_SHIFT)
    assert page.check.panel.table.isVisible()
    assert len(listed(page)) == 3


def test_the_question_before_release_offers_the_check_and_counts(driver, page):
    page.release_button.click()
    dialog = driver.dialog(ReleaseDialog)
    assert dialog.note.words == "The last check was not run."
    assert dialog.focusWidget() is dialog.cancel
    dialog.check_button.click()
    driver.settle()
    assert driver.window.desk.state.value == "review"
    assert len(listed(page)) == 3
    page.check.panel.back_button.click()
    page.release_button.click()
    dialog = driver.dialog(ReleaseDialog)
    assert dialog.note.words == "The last check found 3 places, 2 of them of high danger."
    dialog.check_button.click()
    driver.settle()
    assert page.check.panel.table.isVisible()


def test_a_change_by_anybody_makes_the_check_out_of_date(driver, page):
    check(driver, page)
    with Session.open(driver.window.desk.folder, "somebody else") as other:
        reviewing.reject(other, reviewing.list_redactions(other, REF)[0].id)
    page.release_button.click()
    dialog = driver.dialog(ReleaseDialog)
    assert dialog.note.words == "Something changed since the last check was run."
    assert dialog.check_button.accessibleName() == "Check once more"
    dialog.reject()


def test_it_can_be_cancelled_and_says_so(driver, qtbot, page, watcher):
    watcher.go.clear()
    page.check_button.click()
    qtbot.waitUntil(page.check.progress.isVisible)
    assert not page.check_button.isEnabled()
    assert not page.release_button.isEnabled()
    page.check.progress.stop.click()
    watcher.go.set()
    driver.settle()
    assert not page.check.progress.isVisible()
    assert page.check.panel.note.words.startswith("You stopped the check after ")
    page.release_button.click()
    dialog = driver.dialog(ReleaseDialog)
    assert dialog.note.words.startswith("The last check was stopped")
    dialog.reject()


def test_sealing_stops_it_in_silence_and_the_list_quotes_nothing(driver, qtbot, page, watcher):
    check(driver, page)
    assert not any(word in repr(page.check.look) for word in watcher.words)
    assert not any(word in driver.window.windowTitle() for word in watcher.words)
    watcher.go.clear()
    page.check_button.click()
    driver.window.desk.seal()
    watcher.go.set()
    driver.settle()
    assert page.sealed.isVisible()
    assert not page.check_button.isVisible()
    assert not page.errors.sentences


def test_what_goes_wrong_is_said_without_its_words(driver, page, watcher):
    secret = next(iter(watcher.words))
    watcher.error = ValueError(secret)
    check(driver, page)
    assert page.errors.isVisible()
    assert secret not in " ".join(page.errors.sentences)
    assert page.check_button.isEnabled()


def test_a_list_does_not_outlive_its_vacancy(driver, page):
    check(driver, page)
    page.check.keep_to("LIB-2026-003")
    assert page.check.look is None
    assert page.work.table.isVisible()
    assert not page.work.top.places_button.isVisible()


def test_what_is_selected_stays_so_in_another_theme(driver, page, look, watcher):
    check(driver, page)
    table = page.check.panel.table
    table.opened.emit(table.currentIndex())
    driver.settle()
    look.choose(Choice.DARK)
    assert passage_of(page.work.panes.original) == list(watcher.words)[2]
