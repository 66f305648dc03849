"""The vault seals itself when nobody uses the program."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.confirm import ConfirmDialog
from edi_shortlist.desktop.dialogs.workspaces import UnlockDialog
from edi_shortlist.desktop.idle import IdleSeal
from edi_shortlist.workflow.auditing import audit_entries
from tests.desktop.conftest import PASSPHRASE

MINUTE = 60


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(driver):
    """An open vault, and the clock by which it is sealed again."""
    made = Clock()
    driver.window.idle._clock = made
    driver.open("draft", unlock=True)
    return made


def entries(driver):
    found = []
    driver.window.desk.call(audit_entries, done=found.extend)
    driver.settle()
    return found


def test_after_ten_minutes_without_use_the_vault_is_sealed_and_the_log_says_why(driver, clock):
    idle, desk = driver.window.idle, driver.window.desk
    clock.now += 10 * MINUTE - 1
    assert not idle.check()
    assert desk.is_unsealed
    clock.now += 1
    assert idle.check()
    driver.settle()
    assert not desk.is_unsealed
    assert driver.window.banner.word.text() == "Sealed"
    why = "Nothing was used for 10 minutes."
    assert driver.window.notice.text() == f"{why} The vault is sealed."
    assert [e.details for e in entries(driver) if e.action == "vault.sealed"][-1] == {"reason": why}


@pytest.mark.parametrize("use", ["a key", "the mouse"])
def test_use_puts_it_off(driver, clock, use):
    handle = driver.window.windowHandle()
    clock.now += 9 * MINUTE
    if use == "a key":
        QTest.keyClick(handle, Qt.Key.Key_Shift)
    else:
        QTest.mouseMove(handle, QPoint(40, 40))
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=QPoint(640, 790))
    clock.now += 9 * MINUTE
    assert not driver.window.idle.check()
    clock.now += 1 * MINUTE
    assert driver.window.idle.check()


def test_the_first_key_after_a_night_finds_it_sealed_and_does_nothing(driver, clock):
    """As when the computer slept, and no timer ran."""
    clock.now += 9 * 60 * MINUTE
    before = driver.window.current.name
    QTest.keyClick(driver.window.windowHandle(), Qt.Key.Key_F1)
    assert not driver.window.desk.is_unsealed
    assert driver.window.current.name == before
    QTest.keyClick(driver.window.windowHandle(), Qt.Key.Key_F1)
    assert driver.window.current.name == "help"


def test_a_key_that_comes_too_late_presses_no_button(driver, clock):
    pressed = []
    driver.window.banner.button.clicked.connect(lambda *_: pressed.append(1))
    driver.window.banner.button.setFocus()
    clock.now += 9 * 60 * MINUTE
    QTest.keyClick(driver.window.windowHandle(), Qt.Key.Key_Space)
    driver.settle()
    assert not driver.window.desk.is_unsealed
    assert not pressed


def test_what_a_dialog_shows_goes_too(driver, clock):
    dialog = ConfirmDialog(driver.window, "Unseal?", ["C-0001 is a name."], "Unseal")
    dialog.open()
    clock.now += 10 * MINUTE
    assert driver.window.idle.check()
    assert not dialog.isVisible()
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_it_waits_while_the_program_works(driver, clock):
    task = driver.window.desk.runner.run(_until_cancelled, long=True)
    clock.now += 60 * MINUTE
    assert not driver.window.idle.check()
    task.cancel()
    driver.settle()
    assert driver.window.idle.check()


def _until_cancelled(task):
    while not task.cancelled():
        QTest.qSleep(5)


STORED = [(None, 10), (5, 5), ("30", 30), (0, 0), ("0", 0), (7, 10), ("soon", 10), (-5, 10)]


@pytest.mark.parametrize(("stored", "minutes"), STORED)
def test_what_was_chosen_is_remembered_and_nonsense_is_not(qapp, settings, stored, minutes):
    desk = Desk()
    if stored is not None:
        settings.setValue("seal/idle_minutes", stored)
    assert IdleSeal(desk, settings, qapp).minutes == minutes
    desk.close()


def test_it_can_be_turned_off(driver, clock):
    driver.window.idle.choose(0)
    clock.now += 24 * 60 * MINUTE
    assert not driver.window.idle.check()
    assert driver.window.desk.is_unsealed


def test_a_clock_that_was_put_back_does_not_put_it_off(driver, clock):
    clock.now -= 24 * 60 * MINUTE
    assert not driver.window.idle.check()
    clock.now += 10 * MINUTE
    assert driver.window.idle.check()


def test_nothing_ticks_while_the_vault_is_sealed(driver, clock):
    idle = driver.window.idle
    assert idle._tick.isActive()
    driver.window.desk.seal()
    driver.settle()
    assert not idle._tick.isActive()
    clock.now += 60 * MINUTE
    assert not idle.check()
    assert not idle.eventFilter(idle, QEvent(QEvent.Type.KeyPress))


def test_the_time_is_chosen_where_the_vault_is_opened(driver):
    driver.open("draft")
    driver.window.ask_unlock()
    dialog = driver.dialog(UnlockDialog)
    assert dialog.minutes.currentText() == "After 10 minutes without use"
    dialog.minutes.setCurrentText("Never")
    dialog.reject()
    assert driver.window.idle.minutes == 10  # nothing was opened
    driver.window.ask_unlock()
    dialog = driver.dialog(UnlockDialog)
    dialog.minutes.setCurrentText("After 5 minutes without use")
    dialog.passphrase.setText(PASSPHRASE)
    dialog.act.click()
    driver.settle()
    assert driver.window.idle.minutes == 5
