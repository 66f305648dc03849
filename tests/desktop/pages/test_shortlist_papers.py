"""Saving reports and letters from the page of the shortlist."""

import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from edi_shortlist.desktop.dialogs.letters import LetterDialog, LettersDialog
from edi_shortlist.desktop.dialogs.report import ReportDialog
from edi_shortlist.workflow import unsealing
from edi_shortlist.workflow.letters import Recipients
from tests.desktop.decided import entries, unlock


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Answer every question for a place, and keep the names that were proposed."""
    names: list[str] = []

    def answer(_parent, _asks, name, _kind, **_more):
        names.append(name)
        return str(tmp_path / Path(name).stem), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return names


def unseal(window) -> None:
    unlock(window)
    window.window.desk.call(unsealing.unseal, "V-1")
    window.settle()
    window.window.desk.reload()
    window.settle()


def test_a_managers_list_is_saved_with_the_vault_sealed(window, qtbot, asked, tmp_path: Path):
    page = window.show("shortlist")
    assert page.papers.letters_button.isHidden()
    page.papers.report_button.setFocus()
    qtbot.keyClick(page.papers.report_button, Qt.Key.Key_Space)
    dialog = window.dialog(ReportDialog)
    assert not dialog.for_hr.isEnabled()
    assert "never has scores beside invitations" in dialog.handling.words
    dialog.only.click()
    dialog.format_box.setFocus()
    qtbot.keyClick(dialog.format_box, Qt.Key.Key_End)
    assert (dialog.short, dialog.suffix, dialog.names) == (True, "xlsx", False)
    window.confirm()
    assert asked == ["V-1 interview list.xlsx"]
    book = openpyxl.load_workbook(tmp_path / "V-1 interview list.xlsx")
    assert "Interview list" in book.sheetnames
    assert page.papers.minding.isHidden()
    assert page.papers.progress.isHidden()
    assert page.papers.report_button.isEnabled()


def test_hrs_report_needs_the_vault_and_says_how_to_handle_it(window, asked, tmp_path: Path):
    unlock(window)
    page = window.show("shortlist")
    page.papers.report_button.click()
    dialog = window.dialog(ReportDialog)
    dialog.for_hr.click()
    assert "special category" in dialog.handling.words
    assert dialog.name_invited.isHidden()  # nobody is unsealed
    window.confirm()
    assert (tmp_path / "V-1 shortlist report.pdf").exists()
    assert "special category" in page.papers.minding.words
    (entry,) = entries(window, "shortlist-report.saved")
    assert entry.details["audience"] == "hr"
    page.papers.report_button.click()
    window.dialog(ReportDialog).for_hr.click()
    window.confirm()  # the same name again
    assert "already there" in page.errors.sentences[0]
    assert page.papers.report_button.isEnabled()


def test_letters_are_looked_at_and_saved(window, qtbot, asked, tmp_path: Path):
    unseal(window)
    page = window.show("shortlist")
    page.papers.letters_button.click()
    window.settle()
    dialog = window.dialog(LettersDialog)
    assert not dialog.template_line.isEnabled()  # which kind is it for?
    assert dialog.candidate_box.count() == 2
    dialog.look_button.click()
    window.settle()
    letter = window.dialog(LetterDialog)
    assert "Dear Aisha Khan" in letter.letter.toPlainText()
    letter.act.click()
    window.settle()
    dialog.to_box.setFocus()
    qtbot.keyClick(dialog.to_box, Qt.Key.Key_End)
    window.settle()
    assert dialog.to is Recipients.NOT_INVITED
    assert dialog.template_line.isEnabled()
    assert dialog.candidate_box.currentText() == "C-0002"
    dialog.each.click()
    window.confirm()
    assert asked == ["V-1 letters.zip"]
    with zipfile.ZipFile(tmp_path / "V-1 letters.zip") as archive:
        assert archive.namelist() == ["C-0002.docx"]
    unsigned, no_address = page.papers.minding.words.split("\n")
    assert "who writes them" in unsigned
    assert no_address.startswith("C-0002: no address is known")
    assert [one.candidate for one in entries(window, "letter.previewed")] == ["C-0001"]


def test_comments_that_do_not_fit_keep_the_dialog_open(window, asked, tmp_path: Path):
    unseal(window)
    window.show("shortlist").papers.letters_button.click()
    window.settle()
    dialog = window.dialog(LettersDialog)
    table = tmp_path / "comments.csv"
    table.write_text("candidate,criterion,comment\nC-0009,E1,x\n", encoding="utf-8")
    dialog.comments_line.line.setText(str(table))
    dialog.act.click()
    window.settle()
    assert "no candidate 'C-0009'" in dialog.errors.sentences[0]
    table.write_text("candidate,criterion,comment\nC-0002,E1,Well told.\n", encoding="utf-8")
    dialog.act.click()
    window.settle()
    assert asked == ["V-1 letters.docx"]
    words = [one.text for one in docx.Document(str(tmp_path / "V-1 letters.docx")).paragraphs]
    assert "E1: Well told." in words


def test_a_letter_goes_from_the_screen_when_the_vault_is_sealed(window):
    unseal(window)
    window.show("shortlist").papers.letters_button.click()
    window.settle()
    dialog = window.dialog(LettersDialog)
    dialog.look_button.click()
    window.settle()
    window.dialog(LetterDialog)
    window.window.desk.seal()
    window.settle()
    assert QApplication.activeModalWidget() is dialog
    dialog.copy_button.click()
    window.settle()
    assert "letters" in dialog.copied.text()


def test_without_the_vault_letters_ask_for_it(window):
    unseal(window)
    page = window.show("shortlist")
    window.window.desk.seal()
    window.settle()
    page.papers.letters_button.click()
    assert window.dialog().windowTitle() == "Open the vault"
