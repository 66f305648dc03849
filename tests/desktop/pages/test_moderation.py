"""Moderation as the panel does it: by keyboard, with undo, and what the agreement says."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.application_text import ApplicationTextDialog
from edi_shortlist.desktop.dialogs.closing import CloseModerationDialog
from edi_shortlist.desktop.pages.moderation import AGREEMENT, ModerationPage
from edi_shortlist.desktop.widgets.interval_bar import IntervalBar
from edi_shortlist.workflow.manager_copies import export_copy
from edi_shortlist.workflow.moderation import Difference, open_moderation
from edi_shortlist.workflow.scoring import lock_scores
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import VacancyState
from tests.desktop.conftest import Driver
from tests.scored_vacancy import CHEAP, PANEL, REF, make_scored

PIN = "1234 5678 9012"


@pytest.fixture(scope="session")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace with every score given; to be copied."""
    folder = tmp_path_factory.mktemp("scored") / "w"
    make_scored(folder, candidates=12, criteria=4)
    return folder


class _Holder(QWidget):
    """What the driver takes for the window."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk(self)
        self.page = ModerationPage(self.desk)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.resize(1072, 760)
        self.page.hide()


class ModerationDriver(Driver):
    """The page, its desk, and what it said at the window's foot."""

    window: _Holder  # type: ignore[assignment]

    def __init__(self, qtbot, tmp: Path) -> None:  # type: ignore[no-untyped-def]
        super().__init__(_Holder(), qtbot, lambda _stage: tmp, tmp)  # type: ignore[arg-type]
        self.desk, self.page = self.window.desk, self.window.page
        self.said: list[str] = []
        self.page.said.connect(self.said.append)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()

    def see(self, folder: Path) -> ModerationPage:
        """Open a workspace and look at the page."""
        self.desk.open(folder, "Ann", lambda _outcome: None, self._fail)
        self.settle()
        return self.see_page()

    def see_page(self) -> ModerationPage:
        """Look at the page."""
        self.page.show()
        self.page.shown()
        self.settle()
        return self.page

    def press(self, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier):  # type: ignore[no-untyped-def]
        """Press a key where the keyboard is."""
        QTest.keyClick(QApplication.focusWidget() or self.page, key, keys)
        self.settle()


@pytest.fixture
def driver(qtbot, look, tmp_path: Path) -> Iterator[ModerationDriver]:  # type: ignore[no-untyped-def]
    made = ModerationDriver(qtbot, tmp_path)
    yield made
    while (dialog := QApplication.activeModalWidget()) is not None:
        dialog.reject()  # type: ignore[attr-defined]
        made.settle()
    made.desk.close()
    made.window.close()
    made.window.deleteLater()


@pytest.fixture
def folder(scored: Path, tmp_path: Path) -> Path:
    return shutil.copytree(scored, tmp_path / "workspace")


@pytest.fixture
def moderated(folder: Path) -> Path:
    with Session.open(folder, "Ann") as session:
        open_moderation(session, REF)
    return folder


def test_with_a_score_missing_it_says_whose(driver: ModerationDriver, folder: Path) -> None:
    with Session.open(folder, "Ann") as session:
        session.workspace._store.run("DELETE FROM scores WHERE candidate = 'C-0003' AND panellist = 'Panellist C' AND criterion = 'E1'")  # fmt: skip
    page = driver.see(folder)
    assert not page.open_button.isVisible()
    assert "Panellist C has given 47 of 48 scores." in page.early.words.text()


def test_a_panel_agrees_by_keyboard_alone_and_undoes(
    driver: ModerationDriver, moderated: Path
) -> None:
    page = driver.see(moderated)
    tab = page.differences
    tab.table.setFocus()
    differ, still = tab.model.counts
    assert differ == still > 2
    first = tab.model.rows[0]
    driver.press(Qt.Key.Key_3)
    assert tab.detail.agree.why.hasFocus()
    QTest.keyClicks(tab.detail.agree.why, "Case 2 shows it")  # the digit goes into the words
    driver.press(Qt.Key.Key_Return)
    assert tab.model.rows[0].agreed == 3
    driver.press(Qt.Key.Key_T)
    assert tab.detail.agree.why.hasFocus()
    driver.press(Qt.Key.Key_Escape)
    assert tab.model.counts == (differ, still - 1)
    assert "3 · Exceeds, agreed by everybody: Case 2 shows it" in tab.detail.agree.said.text()
    assert tab.table.hasFocus()
    driver.press(Qt.Key.Key_N)
    assert tab.table.current_row() == 1
    driver.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert tab.model.rows[0].agreed is None
    assert tab.table.current_row() == 0
    driver.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert driver.said[-1] == "There is nothing to undo."
    with Session.open(moderated, "Bob") as session:
        actions = [entry.action for entry in session.workspace.audit.entries(text=first.candidate)]  # fmt: skip
        assert actions == ["score.agreed", "score.agreement-withdrawn"]


def test_undo_puts_the_earlier_agreement_back(driver: ModerationDriver, moderated: Path) -> None:
    page = driver.see(moderated)
    tab = page.differences
    for level, why in ((2, "At first"), (4, "Then")):
        tab.choose_level(level)
        tab.detail.agree.why.setText(why)
        if level == 4:
            tab.detail.agree.by[PANEL[0]].setChecked(False)
        tab.detail.agree.save_button.click()
        driver.settle()
    assert f"agreed by {PANEL[1]} and {PANEL[2]}: Then" in tab.detail.agree.said.text()
    tab.undo_button.click()
    driver.settle()
    assert tab.model.rows[0].agreed == 2
    assert "by everybody: At first" in tab.detail.agree.said.text()
    tab.detail.agree.back_button.click()
    driver.settle()
    assert tab.model.rows[0].agreed is None


def test_what_is_not_right_is_said_and_nothing_saved(
    driver: ModerationDriver, moderated: Path
) -> None:
    page = driver.see(moderated)
    agree = page.differences.detail.agree
    agree.save()
    assert "Choose the score" in agree.said.text()
    page.differences.choose_level(2)
    agree.save()
    driver.settle()
    assert page.errors.sentences == ["Say why in a sentence: what in the application settled it."]
    assert page.differences.model.rows[0].agreed is None


def test_what_is_typed_waits_for_the_row_to_come_back(
    driver: ModerationDriver, moderated: Path
) -> None:
    page = driver.see(moderated)
    tab = page.differences
    assert page.unsaved == ""
    place = f"{tab.model.rows[0].candidate} {tab.model.rows[0].criterion}"
    tab.detail.agree.why.setText("Half a thought")
    tab.step(1)
    driver.settle()
    assert tab.detail.agree.why.text() == ""
    assert page.unsaved == f"What was typed as agreed for {place} is not saved."
    page.ask_lock()
    assert place in page.errors.sentences[0]
    tab.step(-1)
    driver.settle()
    assert tab.detail.agree.why.text() == "Half a thought"
    tab.detail.agree.why.clear()
    assert page.unsaved == ""


def test_notes_and_evidence_stand_beside_the_levels(
    driver: ModerationDriver, moderated: Path
) -> None:
    page = driver.see(moderated)
    tab = page.differences
    row = tab.model.find_place("C-0000", "E1")
    tab.table.choose_row(row)
    driver.settle()
    said = tab.detail.said[1]
    assert said.startswith("Panellist B: ")
    assert "“kept forty families in their homes” (document 1)" in said
    tab.table.setFocus()
    driver.press(Qt.Key.Key_R)
    dialog = driver.dialog(ApplicationTextDialog)
    assert "kept forty families" in dialog.reading.view.toPlainText()


def test_only_open_differences(driver: ModerationDriver, moderated: Path) -> None:
    page = driver.see(moderated)
    tab = page.differences
    _, still = tab.model.counts
    tab.only_open.click()
    assert len(tab.model.rows) == still
    tab.choose_level(2)
    tab.detail.agree.why.setText("So it is")
    tab.detail.agree.save()
    driver.settle()
    assert len(tab.model.rows) == still  # it stays where it is
    assert tab.model.rows[0].agreed == 2
    tab.next_button.click()
    driver.settle()
    assert tab.table.current_row() == 1
    tab.only_open.click()
    assert len(tab.model.rows) == 48


def test_closing_needs_a_reason_and_locking_ends_it(
    driver: ModerationDriver, moderated: Path
) -> None:
    page = driver.see(moderated)
    page.close_button.click()
    dialog = driver.dialog(CloseModerationDialog)
    dialog.reason.setCurrentIndex(2)
    dialog.act.click()
    driver.settle()
    assert driver.desk.state is VacancyState.SCORING
    assert "Every score is given" in page.early.words.text()
    page.open_button.click()
    assert "independent scores are frozen" in driver.confirm()[0]
    assert page.work.isVisible()
    assert page.differences.model.rows[0].difference is Difference.PASS_FAIL
    page.lock_button.click()
    changes = driver.confirm()
    assert "stay open: the mean counts." in changes[0]
    assert driver.desk.state is VacancyState.LOCKED
    assert "locked" in page.note.words
    assert not page.differences.detail.agree.save_button.isVisible()
    assert not page.close_button.isVisible()


def test_the_agreement_in_words_and_drawn(driver: ModerationDriver, moderated: Path) -> None:
    page = driver.see(moderated)
    page.tabs.setCurrentIndex(AGREEMENT)
    driver.settle()
    cards = page.agreement.cards
    assert len(cards) == 4 + 3
    assert "E3" in page.agreement.summary.words
    bars = page.agreement.findChildren(IntervalBar)
    assert len(bars) == 7
    assert all(bar.accessibleName().startswith("Agreement ") for bar in bars)
    severe = cards[4].accessibleName()
    assert severe.startswith("Panellist A; with the others ")
    words = [label.text() for label in cards[4].findChildren(type(page.heading))]
    assert any("less than the others" in said and "E2" in said for said in words)
    assert any("is not known" in said for said in words)


def test_in_a_managers_copy_scores_are_agreed_and_nothing_is_opened_or_locked(
    driver: ModerationDriver, moderated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Session.open(moderated, "Ann") as session:
        export_copy(session, REF, "Bea Lim", tmp_path / "m.edipack", pin=PIN, cost=CHEAP)
    opens = Session.open_pack
    monkeypatch.setattr(Session, "open_pack", lambda path, pin: opens(path, pin, costs=[CHEAP]))
    driver.desk.open_pack(tmp_path / "m.edipack", PIN, lambda _outcome: None, driver._fail)
    driver.settle()
    page = driver.see_page()
    assert not page.lock_button.isVisible()
    assert not page.close_button.isVisible()
    assert "send the file back" in page.note.words
    page.differences.choose_level(2)
    page.differences.detail.agree.why.setText("So it is")
    page.differences.detail.agree.save()
    driver.settle()
    assert page.differences.model.rows[0].agreed == 2


def test_a_copy_that_tells_who_is_invited_shows_no_scores(
    driver: ModerationDriver, moderated: Path
) -> None:
    page = driver.page
    page._say_early(VacancyState.SHORTLISTED, without=True)
    assert page.early.heading.text() == "This copy holds no scores"
    assert page.open_button.isHidden()


def test_after_the_lock_it_can_be_read(driver: ModerationDriver, moderated: Path) -> None:
    with Session.open(moderated, "Ann") as session:
        lock_scores(session, REF)
    page = driver.see(moderated)
    assert len(page.differences.model.rows) == 48
    page.differences.choose_level(2)
    assert page.differences.detail.agree.level is None
