"""Opening the vault where several officers have a key."""

import pytest
from held_passphrases import hold_passphrases
from PySide6.QtCore import Qt

from edi_shortlist.desktop.dialogs.passphrase import OfficerChoice
from edi_shortlist.desktop.dialogs.workspaces import UnlockDialog
from edi_shortlist.workflow.officers import add_officer
from tests.desktop.conftest import CHEAP, PASSPHRASE

BENS = "nine herons by the weir"


def add_ben(driver) -> None:
    driver.window.desk.call(
        add_officer, "Ben Hall", BENS, PASSPHRASE, cost=CHEAP, failed=driver._fail
    )
    driver.settle()


def ask(driver) -> UnlockDialog:
    driver.window.ask_unlock()
    dialog = driver.dialog(UnlockDialog)
    driver.settle()
    return dialog


def test_one_officer_is_not_asked_who_they_are(driver):
    driver.open("draft")
    dialog = ask(driver)
    assert not dialog.officer.isVisible()
    assert dialog.focusWidget() is dialog.passphrase
    dialog.passphrase.setText(PASSPHRASE)
    dialog.act.click()
    driver.settle()
    assert driver.window.desk.is_unsealed


def test_an_officer_is_chosen_and_becomes_the_actor_until_the_vault_is_sealed(driver, qtbot):
    driver.open("draft")
    add_ben(driver)
    dialog = ask(driver)
    assert dialog.officer.isVisible()
    assert dialog.officer.accessibleName() == "Your name"
    assert dialog.officer.chosen == "HR officer"  # who opened the workspace
    dialog.officer.setCurrentText("Ben Hall")
    qtbot.keyClicks(dialog.passphrase, BENS)
    qtbot.keyClick(dialog.passphrase, Qt.Key.Key_Return)
    driver.settle()
    assert driver.window.desk.actor == "Ben Hall"
    driver.window.desk.seal()
    driver.settle()
    assert driver.window.desk.actor == "HR officer"


def test_nobody_is_chosen_beforehand_for_a_stranger(driver):
    folder = driver.open("draft")
    add_ben(driver)
    driver.window.desk.open(folder, "lodge", lambda _outcome: None, driver._fail)
    driver.settle()
    dialog = ask(driver)
    assert dialog.focusWidget() is dialog.officer
    dialog.act.click()
    assert dialog.errors.sentences == ["Choose your name.", "Enter the passphrase."]
    dialog.reject()


def test_an_officer_added_meanwhile_is_offered_after_a_wrong_try(driver):
    driver.open("draft")
    dialog = ask(driver)
    add_ben(driver)
    dialog.passphrase.setText(BENS)
    dialog.act.click()
    driver.settle()
    assert "does not open the vault" in dialog.errors.sentences[0]
    assert dialog.officer.isVisible()
    dialog.officer.setCurrentText("Ben Hall")
    dialog.act.click()
    driver.settle()
    assert driver.window.desk.actor == "Ben Hall"


@pytest.mark.parametrize(
    ("before", "likely", "chosen"),
    [
        (None, "ben HALL", "Ben Hall"),
        (None, "Ben", None),
        (None, "", None),
        ("Ann", "Ben Hall", "Ann"),
        ("Cat", "Ben Hall", None),
    ],
)
def test_the_choice_is_kept_or_else_the_likely_one_made(qtbot, look, before, likely, chosen):
    choice = OfficerChoice()
    qtbot.addWidget(choice)
    choice.offer([before] if before else [], before or "")
    assert choice.chosen == before
    choice.offer(["Ann", "Ben Hall"], likely)
    assert choice.chosen == chosen


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], str]:
    """What the computer's keyring holds."""
    return hold_passphrases(monkeypatch)


def test_a_passphrase_is_remembered_when_asked_and_forgotten_when_asked(driver, held):
    desk = driver.window.desk
    driver.open("draft")
    dialog = ask(driver)
    assert dialog.remember.isVisible()
    assert not dialog.remember.isChecked()
    dialog.remember.click()
    dialog.passphrase.setText(PASSPHRASE)
    dialog.act.click()
    driver.settle()
    assert desk.is_unsealed
    assert list(held.values()) == [PASSPHRASE]

    desk.seal()
    driver.settle()
    dialog = ask(driver)
    assert dialog.remember.isChecked()
    dialog.act.click()  # nothing is typed
    driver.settle()
    assert desk.is_unsealed

    desk.seal()
    driver.settle()
    dialog = ask(driver)
    dialog.remember.click()
    dialog.act.click()
    driver.settle()
    assert desk.is_unsealed
    assert held == {}


def test_without_a_keyring_nothing_is_offered(driver):
    driver.open("draft")
    dialog = ask(driver)
    assert not dialog.remember.isVisible()
    dialog.act.click()
    assert dialog.errors.sentences == ["Enter the passphrase."]
    dialog.reject()
