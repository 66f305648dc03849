"""The page of panel packs, and the window that is opened on a pack."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel

from edi_shortlist.desktop.dialogs.confirm import ConfirmDialog
from edi_shortlist.desktop.dialogs.packs import CopyDialog, OpenPackDialog, PinDialog, PinsDialog
from edi_shortlist.desktop.window import TASKS
from edi_shortlist.workflow import manager_copies, pack_importing, packs, scoring
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.vacancies import get_vacancy
from tests.desktop.conftest import CHEAP, REF

A, B = "Panellist A", "Panellist B"
PIN = "4821 0937 5516"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    for verb, cost in (
        (packs.export_pack, {"cost": CHEAP}),
        (packs.export_packs, {"cost": CHEAP}),
        (manager_copies.export_copy, {"cost": CHEAP}),
        (pack_importing.import_pack, {"costs": [CHEAP]}),
        (Session.open_pack.__func__, {"costs": [CHEAP]}),
    ):
        monkeypatch.setattr(verb, "__kwdefaults__", {**verb.__kwdefaults__, **cost})


@pytest.fixture
def page(driver):
    driver.open("released", unlock=True)
    return driver.show("packs")


def pins(driver) -> list[tuple[str, str]]:
    """Return what the dialog of PINs shows, and close it."""
    dialog = driver.dialog(PinsDialog)
    said = [
        label.accessibleName().removeprefix("PIN of ").split(": ")
        for label in dialog.findChildren(QLabel)
        if label.accessibleName().startswith("PIN of ")
    ]
    dialog.act.click()
    driver.settle()
    return [(name, pin) for name, pin in said]


def score_all(path: Path, pin: str, leave: int = 0) -> None:
    with Session.open_pack(path, pin) as pack:
        for candidate in scoring.candidates(pack, REF)[leave:]:
            for criterion in pack_criteria(pack):
                scoring.record_score(pack, REF, candidate, pack.actor, criterion, 3)


def pack_criteria(session: Session) -> list[str]:
    return [one.id for one in get_vacancy(session, REF).assessed_at_application]


def made_before(driver, panellist: str, path: Path, pin: str = PIN) -> Path:
    """Make a pack behind the page, with the vault sealed."""
    with Session.open(driver.window.desk.folder, "HR officer") as session:
        packs.export_pack(session, REF, panellist, path, pin=pin)
    return path


def state_of(page, panellist: str) -> list[str]:
    at = page.model.find(lambda row: row.panellist == panellist)
    return [page.model.index(at, column).data() for column in range(3)]


def test_nothing_is_handed_out_before_release(driver):
    driver.open("review")
    page = driver.show("packs")
    assert page.early.isVisible()
    assert not page.all_button.isVisible()
    assert not page.drop.isVisible()


def test_nothing_is_handed_out_or_taken_after_the_lock(driver):
    driver.open("locked")
    page = driver.show("packs")
    assert page.late.isVisible()
    assert page.table.isVisible()
    for widget in (page.all_button, page.make_button, page.import_button):
        assert not widget.isVisible()


def test_one_pack_out_and_back_by_the_keyboard(driver, qtbot, page, tmp_path, monkeypatch):
    path = tmp_path / "for-b.edipack"
    asked = []
    monkeypatch.setattr(
        QFileDialog,
        "getSaveFileName",
        lambda *given, **more: asked.append(given) or (str(path), ""),
    )
    assert page.table.hasFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    driver.settle()
    assert asked[0][2] == "HSG-2026-014-Panellist-B.edipack"
    ((name, pin),) = pins(driver)
    assert name == B
    assert state_of(page, B)[:2] == [B, "Handed out"]
    score_all(path, pin, leave=1)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *given: ([str(path)], ""))
    page.import_button.setFocus()
    qtbot.keyClick(page.import_button, Qt.Key.Key_Space)
    driver.settle()
    assert state_of(page, B)[1] == "Some scores in"
    assert "taken in" in page.told[0]
    score_all(path, pin)
    page.drop.dropped.emit([path])
    driver.settle()
    assert state_of(page, B)[1] == "All scores in"
    assert driver.window.desk.state == "scoring"


def test_the_pin_can_be_copied_and_seen_again_with_the_vault_open(driver, page, tmp_path):
    page.make(A, tmp_path / "a.edipack")
    driver.settle()
    dialog = driver.dialog(PinsDialog)
    dialog.copies[0].click()
    ((_, pin),) = pins(driver)
    assert QGuiApplication.clipboard().text() == pin
    page.table.choose_row(0)
    assert page.pin_button.isEnabled()
    page.pin_button.click()
    driver.settle()
    assert pins(driver) == [(A, pin)]
    driver.window.desk.seal()
    driver.settle()
    assert not page.pin_button.isEnabled()


def test_packs_for_the_whole_panel(driver, page, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *given: str(tmp_path))
    page.all_button.click()
    driver.settle()
    shown = pins(driver)
    assert [name for name, _ in shown] == [row.panellist for row in page.model.rows]
    assert len({pin for _, pin in shown}) == len(shown)
    assert len(list(tmp_path.glob("*.edipack"))) == len(shown)
    page.all_button.click()
    driver.settle()
    assert "have a pack already" in page.errors.sentences[0]


def test_a_pack_is_made_again_only_when_asked(driver, page, tmp_path, monkeypatch):
    made_before(driver, A, tmp_path / "first.edipack")
    page = driver.show("packs")
    again = tmp_path / "again.edipack"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given, **more: (str(again), ""))
    page.table.choose_row(0)
    page.make_button.click()
    changes = driver.dialog(ConfirmDialog).changes
    assert "refused from then on" in changes[0]
    driver.confirm()
    pins(driver)
    assert again.exists()
    page.import_files([tmp_path / "first.edipack"])
    driver.settle()
    assert "another was made in its place" in page.told[0]


def test_several_files_one_sentence_each(driver, qtbot, page, tmp_path):
    first = made_before(driver, A, tmp_path / "a.edipack")
    second = made_before(driver, B, tmp_path / "b.edipack")
    for path in (first, second):
        score_all(path, PIN)
    other = tmp_path / "other.txt"
    other.write_text("nothing")
    page.import_files([other, first, second])
    # The vault was sealed when they were made: their PIN is asked for.
    dialog = driver.dialog(PinDialog)
    qtbot.keyClicks(dialog.pin, "0000 0000")
    qtbot.keyClick(dialog.pin, Qt.Key.Key_Return)
    driver.settle()
    assert "does not open" in dialog.errors.sentences[0]
    dialog.pin.clear()
    qtbot.keyClicks(dialog.pin, PIN)
    qtbot.keyClick(dialog.pin, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.told) == 2)
    driver.dialog(PinDialog).reject()
    driver.settle()
    assert len(page.told) == 3
    assert "is not a panel pack" in page.told[0]
    assert "taken in" in page.told[1]
    assert page.told[2] == "‘b.edipack’ was not imported: no PIN was given."
    assert page.import_button.isEnabled()
    assert (state_of(page, A)[1], state_of(page, B)[1]) == ("All scores in", "Handed out")


# -- the panellist's window


@pytest.fixture
def pack(driver, stages, tmp_path) -> Path:
    """A pack of B's, and a window with nothing open."""
    folder = shutil.copytree(stages("released"), tmp_path / "hr")
    with Session.open(folder, "HR officer") as session:
        return packs.export_pack(session, REF, B, tmp_path / "mine.edipack", pin=PIN).path


def open_pack(driver, qtbot, path: Path, pin: str = PIN) -> OpenPackDialog:
    driver.window.ask_open_pack(path)
    dialog = driver.dialog(OpenPackDialog)
    qtbot.keyClicks(dialog.pin, pin)
    qtbot.keyClick(dialog.pin, Qt.Key.Key_Return)
    driver.settle()
    driver.window.activateWindow()
    return dialog


def test_a_panellist_sees_scoring_and_help_alone(driver, qtbot, pack):
    open_pack(driver, qtbot, pack)
    window = driver.window
    page = window.current
    assert page.name == "scoring"
    shown = [name for name in (*TASKS, "help") if window.rail.button(name).isVisible()]
    assert shown == ["scoring", "help"]
    assert window.windowTitle() == f"Scoring · {REF} · EDI Shortlist"
    assert not window.banner.isVisible()
    for widget in (page.panellist_box, page.import_button, page.lock_button):
        assert not widget.isVisible()
    assert page.panellist == B
    # Keys that lead elsewhere do nothing.
    for key in (Qt.Key.Key_1, Qt.Key.Key_8, Qt.Key.Key_L, Qt.Key.Key_N, Qt.Key.Key_P):
        qtbot.keyClick(window, key, CTRL)
        driver.settle()
        assert window.current is page
        assert QGuiApplication.modalWindow() is None
    assert window.recent() == []


def test_what_a_panellist_scores_is_in_the_file_at_once(driver, qtbot, pack):
    open_pack(driver, qtbot, pack)
    page = driver.window.current
    assert page.pack_note.words.startswith("0 of ")
    assert "send this file back to HR" in page.pack_note.words
    qtbot.keyClick(page.sheet, "3")
    driver.settle()
    assert page.pack_note.words.startswith("1 of ")
    assert "‘mine.edipack’" in page.pack_note.words
    with Session.open_pack(pack, PIN) as other:  # while the window is open
        assert list(scoring.scores_of(other, REF, B).values()) == [(3, "")]
        for candidate in scoring.candidates(other, REF):
            for criterion in pack_criteria(other):
                scoring.record_score(other, REF, candidate, B, criterion, 2)
    page.shown()
    driver.settle()
    assert "are given and saved. Close the window" in page.pack_note.words


def test_the_welcome_page_asks_for_a_pack(driver, qtbot, pack, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *given: (str(pack), ""))
    driver.window.welcome.pack_button.click()
    dialog = driver.dialog(OpenPackDialog)
    dialog.act.click()
    assert dialog.errors.sentences == ["Choose the file.", "Enter the PIN."]
    dialog.file.browse.click()
    assert dialog.file.text == str(pack)
    qtbot.keyClicks(dialog.pin, PIN)
    dialog.act.click()
    driver.settle()
    assert driver.window.desk.pack == pack


@pytest.mark.parametrize(
    ("pin", "spoil", "words"),
    [("0000 0000", None, "does not open"), (PIN, b"x", "is not a panel pack")],
)
def test_what_cannot_be_opened_says_why(driver, qtbot, pack, pin, spoil, words):
    if spoil is not None:
        pack.write_bytes(spoil)
    dialog = open_pack(driver, qtbot, pack, pin)
    assert words in dialog.errors.sentences[0]
    dialog.reject()
    assert driver.window.current.name == "welcome"
    assert not driver.window.desk.is_open


# -- the manager's window


def open_copy(driver, qtbot, stages, tmp_path, stage: str) -> None:
    folder = shutil.copytree(stages(stage), tmp_path / "hr")
    with Session.open(folder, "HR officer") as session:
        path = tmp_path / "copy.edipack"
        manager_copies.export_copy(session, REF, "Bea Lim", path, pin=PIN)
    open_pack(driver, qtbot, path)


def test_a_manager_reads_the_scores(driver, qtbot, stages, tmp_path):
    open_copy(driver, qtbot, stages, tmp_path, "locked")
    window = driver.window
    shown = [name for name in (*TASKS, "help") if window.rail.button(name).isVisible()]
    assert shown == ["scoring", "moderation", "shortlist", "help"]
    page = window.current
    assert page.name == "scoring"
    assert page.locked_note.isVisible()
    assert not page.pack_note.isVisible()
    page.panellist_box.setCurrentIndex(2)
    page.panellist_box.activated.emit(2)
    driver.settle()
    assert page.panellist == B
    assert page.sheet.cards[0].said.text().startswith("2 · ")
    qtbot.keyClick(page.sheet, "4")
    driver.settle()
    assert page.sheet.cards[0].said.text().startswith("2 · ")
    page = driver.show("shortlist")
    assert page.early.heading.text() == "The shortlist was not drawn when this copy was made"
    assert not page.vault_button.isVisible()


def test_a_manager_reads_who_is_invited_without_scores(driver, qtbot, stages, tmp_path):
    open_copy(driver, qtbot, stages, tmp_path, "shortlisted")
    page = driver.window.current
    assert "holds no scores" in page.locked_note.words
    assert page.reading.isVisible()
    assert not page.sheet.cards[0].said.isVisible()
    assert not page.top.progress_words.text()
    assert page.table.isColumnHidden(1)
    page = driver.show("shortlist")
    assert page.model.columnCount() == 2
    assert not page.unseal_button.isVisible()
    assert "manager’s list" in page.note.words


def test_hr_makes_a_copy(driver, qtbot, tmp_path):
    driver.open("locked")
    page = driver.show("packs")
    page.copy_button.click()
    dialog = driver.dialog(CopyDialog)
    dialog.file.line.clear()
    dialog.act.click()
    assert dialog.errors.sentences == ["Enter the manager’s name.", "Choose the file."]
    qtbot.keyClicks(dialog.manager, "Bea Lim")
    path = tmp_path / "copy.edipack"
    dialog.file.line.setText(str(path))
    qtbot.keyClick(dialog.manager, Qt.Key.Key_Return)
    driver.settle()
    ((name, pin),) = pins(driver)
    assert name == "Bea Lim"
    with Session.open_pack(path, pin) as copy:
        assert copy.actor == "Bea Lim"
