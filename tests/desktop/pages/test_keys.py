"""Keys and backups as HR uses them: officers, the recovery code, and copies of the workspace."""

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from edi_shortlist.desktop.dialogs.officers import (
    AddOfficerDialog,
    ChangePassphraseDialog,
    MakeCodeDialog,
    RemoveOfficerDialog,
)
from edi_shortlist.desktop.dialogs.recovery import CodeDialog, RecoverDialog, code_lines, sheet
from edi_shortlist.desktop.dialogs.restoring import RestoreDialog
from edi_shortlist.desktop.dialogs.workspaces import UnlockDialog
from edi_shortlist.storage import backup
from edi_shortlist.workflow.officers import add_officer
from tests.decided_vacancy import CHEAP, PASSPHRASE
from tests.desktop.decided import entries, unlock

BENS = "nine herons by the weir"
pytestmark = pytest.mark.usefixtures("cheap_keys")


def add_ben(window) -> None:
    window.window.desk.call(
        add_officer, "Ben Hall", BENS, PASSPHRASE, cost=CHEAP, failed=window._fail
    )
    window.settle()


def names(page) -> list[str]:
    return [officer.name for officer in page.model.rows]


def choose(page, name: str) -> None:
    page.table.choose_row(page.model.find(lambda officer: officer.name == name))


# Officers


def test_one_officer_and_no_code_are_warned_of(window):
    page = window.show("keys")
    assert names(page) == ["Ann"]
    assert page.only_one.isVisible()
    assert page.no_code.isVisible()
    assert not page.remove_button.isEnabled()
    assert page.last.text() == "The log knows of no backup."


def test_a_colleague_is_added_from_the_keyboard(window, qtbot):
    page = window.show("keys")
    page.add_button.click()
    dialog = window.dialog(AddOfficerDialog)
    assert not dialog.sign_in.officer.isVisible(), "there is nobody to choose from"
    dialog.act.click()
    assert dialog.errors.sentences == [
        "Enter the colleague's name.",
        "Choose a passphrase of 8 characters or more.",
        "Enter your passphrase.",
    ]
    qtbot.keyClicks(dialog.name, "Ben Hall")
    qtbot.keyClicks(dialog.new.field, BENS)
    qtbot.keyClicks(dialog.new.again, f"{BENS}s")
    qtbot.keyClicks(dialog.sign_in.passphrase, PASSPHRASE)
    qtbot.keyClick(dialog.sign_in.passphrase, Qt.Key.Key_Return)
    assert "not the same" in dialog.errors.sentences[0]
    qtbot.keyClick(dialog.new.again, Qt.Key.Key_Backspace)
    qtbot.keyClick(dialog.new.again, Qt.Key.Key_Return)
    window.settle()
    assert names(page) == ["Ann", "Ben Hall"]
    assert not page.only_one.isVisible()
    (entry,) = entries(window, "officer.added")
    assert (entry.actor, entry.details) == ("Ann", {"officer": "Ben Hall"})


def test_a_wrong_passphrase_is_told_counted_and_can_be_mended(window, qtbot):
    unlock(window)
    page = window.show("keys")
    page.code_button.click()
    dialog = window.dialog(MakeCodeDialog)
    qtbot.keyClicks(dialog.sign_in.passphrase, "not the right words")
    dialog.act.click()
    window.settle()
    assert "does not open the vault" in dialog.errors.sentences[0]
    dialog.reject()
    page = window.show("keys")
    assert page.model.rows[0].failures == 1
    assert page.model.index(0, 3).data() == "1"


def test_who_signs_in_is_chosen_where_there_are_several(window, qtbot):
    add_ben(window)
    page = window.show("keys")
    choose(page, "Ann")
    page.remove_button.click()
    dialog = window.dialog(RemoveOfficerDialog)
    assert dialog.windowTitle() == "Remove Ann?"
    assert dialog.sign_in.officer.chosen == "Ann", "who is at work"
    dialog.sign_in.officer.setCurrentText("Ben Hall")
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.mouseClick(dialog.sign_in.passphrase, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(dialog.sign_in.passphrase, BENS)
    qtbot.keyClick(dialog.sign_in.passphrase, Qt.Key.Key_Return)
    window.settle()
    assert names(page) == ["Ben Hall"]
    (entry,) = entries(window, "officer.removed")
    assert (entry.actor, entry.details) == ("Ben Hall", {"officer": "Ann"})


def test_a_passphrase_is_changed_with_the_one_of_before(window, qtbot):
    page = window.show("keys")
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    dialog = window.dialog(ChangePassphraseDialog)
    dialog.act.click()
    assert dialog.errors.sentences[0] == "Enter the passphrase until now."
    dialog.old.setText("not the right words")
    dialog.new.field.setText(BENS)
    dialog.new.again.setText(BENS)
    dialog.act.click()
    window.settle()
    assert "does not open the vault" in dialog.errors.sentences[0]
    dialog.old.setText(PASSPHRASE)
    dialog.act.click()
    window.settle()
    window.window.desk.unlock(BENS, lambda _outcome: None, window._fail)
    window.settle()
    assert window.window.desk.is_unsealed


# The recovery code


def make_code(window) -> CodeDialog:
    page = window.show("keys")
    page.code_button.click()
    dialog = window.dialog(MakeCodeDialog)
    dialog.sign_in.passphrase.setText(PASSPHRASE)
    dialog.act.click()
    window.settle()
    return window.dialog(CodeDialog)


def test_the_code_is_shown_until_the_person_says_that_it_is_on_paper(window, qtbot):
    dialog = make_code(window)
    code = dialog.code.text().replace("\n", "-")
    assert len(code.split("-")) == 7
    assert not dialog.act.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "cannot be shown again" in dialog.errors.sentences[0]
    dialog.written.click()
    dialog.act.click()
    window.settle()
    page = window.window.page("keys")
    assert not page.no_code.isVisible()
    assert page.code_words.text().startswith("The recovery code was made on ")
    logged = entries(window, "officer.recovery-code-made")
    assert len(logged) == 1
    assert code not in str(logged)


def test_a_sealing_for_want_of_use_may_close_it(window):
    dialog = make_code(window)
    dialog.reject()
    window.settle()
    assert QApplication.activeModalWidget() is None


def test_the_code_is_printed_on_a_sheet(window, monkeypatch, tmp_path):
    dialog = make_code(window)
    asked = []

    def accept(print_dialog: QPrintDialog) -> int:
        asked.append(print_dialog)
        printer = print_dialog.printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "sheet.pdf"))
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    dialog.print_button.click()
    assert asked
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    dialog.reject()


def test_the_sheet_says_what_it_is_of_and_how_it_is_used():
    code = "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG"
    assert code_lines(code) == "AAAA-BBBB-CCCC-DDDD\nEEEE-FFFF-GGGG"
    printed = sheet(code, "Jobs & <more>", "29 November 2026")
    assert "AAAA-BBBB-CCCC-DDDD<br>EEEE-FFFF-GGGG" in printed
    assert "Jobs &amp; &lt;more&gt;" in printed
    assert "Forgotten passphrase?" in printed


def test_a_forgotten_passphrase_is_set_anew_by_the_code_which_is_replaced(window, qtbot):
    dialog = make_code(window)
    code = dialog.code.text().replace("\n", "-")
    dialog.written.click()
    dialog.act.click()
    window.settle()
    window.window.ask_unlock()
    unlocking = window.dialog(UnlockDialog)
    window.settle()
    unlocking.forgotten.click()
    dialog = window.dialog(RecoverDialog)
    dialog.act.click()
    assert dialog.errors.sentences[0] == "Enter the recovery code."
    dialog.code.setText(code[:-1])
    for field in (dialog.new.field, dialog.new.again):
        field.setText(BENS)
    dialog.act.click()
    window.settle()
    assert "not typed as it is printed" in dialog.errors.sentences[0]
    dialog.code.setText(code.lower().replace("-", " "))
    dialog.act.click()
    window.settle()
    shown = window.dialog(CodeDialog)
    assert shown.code.text().replace("\n", "-") != code
    shown.written.click()
    shown.act.click()
    window.settle()
    assert not window.window.desk.is_unsealed
    window.window.desk.unlock(BENS, lambda _outcome: None, window._fail)
    window.settle()
    assert window.window.desk.is_unsealed


# Backups


@pytest.mark.parametrize(
    ("opened", "how"), [(False, "compared byte for byte"), (True, "decrypted and checked")]
)
def test_a_backup_is_made_while_work_goes_on(window, tmp_path, monkeypatch, opened, how):
    if opened:
        unlock(window)
    page = window.show("keys")
    (tmp_path / "backups").mkdir()
    chosen = str(tmp_path / "backups")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: chosen)
    page.backup_button.click()
    assert page.progress.isVisible()
    window.settle()
    (made,) = (tmp_path / "backups").iterdir()
    assert str(made) in page.outcome.words
    assert how in page.outcome.words
    assert page.last.text().endswith("by Ann; nothing was done since.")
    assert page.backup_button.isEnabled()
    assert not page.progress.isVisible()


def test_a_backup_that_is_stopped_leaves_no_file(window, tmp_path, monkeypatch):
    page = window.show("keys")
    (tmp_path / "backups").mkdir()
    usual = backup._facts

    def facts(taken):
        page.progress._task.cancel()
        return usual(taken)

    monkeypatch.setattr(backup, "_facts", facts)
    page.back_up(tmp_path / "backups")
    window.settle()
    assert page.errors.sentences == ["The backup was stopped. No file was left."]
    assert list((tmp_path / "backups").iterdir()) == []
    assert entries(window, "workspace.backed-up") == []
    assert page.backup_button.isEnabled()


def test_a_backup_is_restored_from_the_welcome_page_and_opened(window, tmp_path):
    page = window.show("keys")
    page.back_up(tmp_path)
    window.settle()
    (made,) = tmp_path.glob("*.edibackup")
    window.window.show_page("welcome")
    window.window.welcome.restore_button.click()
    dialog = window.dialog(RestoreDialog)
    dialog.act.click()
    assert dialog.errors.sentences[:2] == ["Choose the backup.", "Choose a folder."]
    dialog.backup.setText(str(tmp_path / "nothing.edibackup"))
    dialog.folder.setText(str(tmp_path / "restored"))
    dialog.act.click()
    window.settle()
    assert "is not a backup" in dialog.errors.sentences[0]
    assert dialog.act.text() == "Restore"
    dialog.backup.setText(str(made))
    dialog.act.click()
    window.settle()
    assert window.window.desk.folder == tmp_path / "restored"
    assert not window.window.desk.is_unsealed
    assert len(entries(window, "workspace.restored")) == 1


def test_the_files_of_before_an_update_are_shown_while_they_are_kept(window):
    kept = window.window.desk.folder / ".before-0.1"
    page = window.show("keys")
    assert not page.old.isVisible()
    kept.mkdir()
    window.show("audit")
    page = window.show("keys")
    assert page.old.isVisible()
    assert str(kept) in page.old.words
    unlock(window)
    page = window.show("keys")
    assert not page.old.isVisible(), "both files were found sound"


def test_another_workspace_shows_its_own_officers(window, decided, tmp_path):
    add_ben(window)
    page = window.show("keys")
    assert names(page) == ["Ann", "Ben Hall"]
    other = shutil.copytree(decided, tmp_path / "other")
    window.window.desk.open(other, "Ann", lambda _outcome: None, window._fail)
    window.settle()
    page = window.show("keys")
    assert names(page) == ["Ann"]
