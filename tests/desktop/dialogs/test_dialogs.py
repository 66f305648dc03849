from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from edi_shortlist.desktop.dialogs.label_chooser import LabelChooser
from edi_shortlist.desktop.dialogs.passphrase import WORDS, StrengthMeter, strength
from edi_shortlist.desktop.dialogs.workspaces import CreateDialog, OpenDialog, UnlockDialog
from edi_shortlist.workflow.session import Session
from tests.desktop.conftest import PASSPHRASE


@pytest.mark.parametrize(
    ("passphrase", "word"),
    [
        ("", "Too short"),
        ("swan", "Too short"),
        ("aaaaaaaaaaaa", "Weak"),
        ("password", "Weak"),
        ("swan swan swan swan", "Weak"),
        ("Tr0ub4dor&3", "Strong"),
        ("k7#Vq2m!", "Fair"),
        ("correct horse battery staple", "Fair"),
        ("five swans over the grey canal singing", "Strong"),
    ],
)
def test_strength_of_a_passphrase(passphrase, word):
    assert WORDS[strength(passphrase)] == word


def test_the_meter_says_the_strength_in_a_word(qtbot, look):
    meter = StrengthMeter()
    qtbot.addWidget(meter)
    meter.measure("five swans over the grey canal singing")
    assert meter.word.text() == "Strength: strong"
    assert meter.bar.value() == 3


def type_into(qtbot, line: QLineEdit, words: str) -> None:
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, words)


def test_a_workspace_is_made_by_keyboard(driver, qtbot, tmp_path: Path):
    window = driver.window
    window.welcome.create_button.click()
    dialog = driver.dialog(CreateDialog)
    type_into(qtbot, dialog.folder, str(tmp_path / "new"))
    type_into(qtbot, dialog.actor, "HR officer")
    type_into(qtbot, dialog.passphrase, PASSPHRASE)
    type_into(qtbot, dialog.again, PASSPHRASE)
    qtbot.keyClick(dialog.again, Qt.Key.Key_Return)
    driver.settle()
    assert window.desk.is_open
    assert window.desk.is_unsealed
    assert window.current.name == "vacancies"
    with Session.open(tmp_path / "new", "auditor") as session:
        session.unlock(PASSPHRASE)


def test_what_is_missing_is_said_and_leads_to_its_field(driver, qtbot):
    driver.window.welcome.create_button.click()
    dialog = driver.dialog(CreateDialog)
    type_into(qtbot, dialog.actor, " ")
    dialog.act.click()
    assert dialog.errors.sentences == [
        "Choose a folder.",
        "Enter your name.",
        "Choose a passphrase of 8 characters or more.",
    ]
    dialog.errors.links[1].linkActivated.emit("#")
    assert dialog.focusWidget() is dialog.actor
    dialog.reject()


def test_two_passphrases_must_be_the_same(driver, qtbot, tmp_path):
    driver.window.welcome.create_button.click()
    dialog = driver.dialog(CreateDialog)
    type_into(qtbot, dialog.folder, str(tmp_path / "new"))
    type_into(qtbot, dialog.passphrase, PASSPHRASE)
    type_into(qtbot, dialog.again, PASSPHRASE + "x")
    dialog.act.click()
    assert dialog.errors.sentences == ["The two passphrases are not the same. Type them again."]
    assert not (tmp_path / "new").exists()
    dialog.reject()


def test_a_folder_without_a_workspace_is_refused_in_words(driver, qtbot, tmp_path):
    driver.window.welcome.open_button.click()
    dialog = driver.dialog(OpenDialog)
    type_into(qtbot, dialog.folder, str(tmp_path))
    dialog.act.click()
    driver.settle()
    assert dialog.isVisible()
    assert "no workspace" in dialog.errors.sentences[0]
    dialog.reject()


def test_a_workspace_opens_sealed_and_is_offered_again(driver, qtbot, stages, settings):
    folder = stages("draft")
    driver.window.welcome.open_button.click()
    dialog = driver.dialog(OpenDialog)
    type_into(qtbot, dialog.folder, str(folder))
    type_into(qtbot, dialog.actor, "Recruiting manager")
    dialog.act.click()
    driver.settle()
    assert driver.window.desk.is_open
    assert not driver.window.desk.is_unsealed
    assert driver.window.banner.word.text() == "Sealed"
    assert driver.window.recent() == [str(folder)]


def test_a_wrong_passphrase_is_said_and_the_right_one_opens(driver, qtbot):
    driver.open("draft")
    qtbot.keyClick(driver.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    dialog = driver.dialog(UnlockDialog)
    qtbot.keyClicks(dialog.passphrase, "six swans")
    qtbot.keyClick(dialog.passphrase, Qt.Key.Key_Return)
    driver.settle()
    assert "does not open the vault" in dialog.errors.sentences[0]
    assert not driver.window.desk.is_unsealed
    type_into(qtbot, dialog.passphrase, PASSPHRASE)
    qtbot.keyClick(dialog.passphrase, Qt.Key.Key_Return)
    driver.settle()
    assert driver.window.banner.word.text() == "Vault open"


@pytest.mark.parametrize(
    ("typed", "label"),
    [("", "NAME"), ("gen", "GENDER"), ("faith", "RELIGION"), ("care", "CARE_EXPERIENCE")],
)
def test_a_label_is_found_by_a_few_letters(qtbot, look, typed, label):
    chooser = LabelChooser(None, "What is it?")
    qtbot.addWidget(chooser)
    chooser.open()
    qtbot.keyClicks(chooser.filter, typed)
    with qtbot.waitSignal(chooser.picked) as caught:
        qtbot.keyClick(chooser.filter, Qt.Key.Key_Return)
    assert caught.args == [label]


def test_the_arrows_move_among_the_labels(qtbot, look):
    chooser = LabelChooser(None, "What is it?", "NAME")
    qtbot.addWidget(chooser)
    chooser.open()
    qtbot.keyClick(chooser.filter, Qt.Key.Key_Down)
    with qtbot.waitSignal(chooser.picked) as caught:
        qtbot.keyClick(chooser.filter, Qt.Key.Key_Return)
    assert caught.args == ["TITLE"]


def test_letters_that_fit_no_label_pick_none(qtbot, look):
    chooser = LabelChooser(None, "What is it?")
    qtbot.addWidget(chooser)
    chooser.open()
    qtbot.keyClicks(chooser.filter, "zzz")
    with qtbot.assertNotEmitted(chooser.picked):
        qtbot.keyClick(chooser.filter, Qt.Key.Key_Return)
    assert chooser.isVisible()
