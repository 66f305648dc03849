"""Data protection as HR uses it: what is due, one applicant, and the record of processing."""

import shutil
import zipfile
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from edi_shortlist.desktop.dialogs.applicant import EraseDialog, SubjectAccessDialog
from edi_shortlist.desktop.dialogs.confirm import ConfirmDialog
from edi_shortlist.desktop.dialogs.restoring import RestoreDialog
from edi_shortlist.desktop.dialogs.retention import RetentionDialog
from edi_shortlist.desktop.dialogs.workspaces import UnlockDialog
from edi_shortlist.desktop.models.retention import due_rows
from edi_shortlist.desktop.pages.protection_retention import unbroken
from edi_shortlist.storage import Workspace
from edi_shortlist.workflow import retention
from edi_shortlist.workflow.retention import Outcome, RetentionGroup
from tests.desktop.decided import entries, unlock

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def on(monkeypatch):
    """Set the clock to a day."""
    return lambda day: monkeypatch.setattr(retention, "utc_today", lambda: date.fromisoformat(day))


def rows(model) -> list[list[str]]:
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


# Retention


def test_what_falls_due_is_shown_ahead_without_the_vault(window, on):
    on("2026-08-20")
    part = window.show("protection").retention
    assert rows(part.rules) == [["V-1", "Adviser", "6 months", "Until you say", "2"]]
    assert rows(part.due) == [
        ["V-1", "C-0002", "Not invited", "10 Sep 2026", "21 days"],
        ["V-1", "C-0001", "Invited", "Not by itself", ""],
    ]
    assert part.note.words == "Nothing is due. 1 application next, on 10 Sep 2026."
    assert not part.run_button.isVisible()


def test_months_are_changed_from_the_keyboard(window, on, qtbot):
    on("2026-08-20")
    part = window.show("protection").retention
    part.rules_table.setFocus()
    qtbot.keyClick(part.rules_table, Qt.Key.Key_Return)
    dialog = window.dialog(RetentionDialog)
    assert dialog.focusWidget() is dialog.months
    qtbot.keyClicks(dialog.months, "12")
    dialog.for_good.click()
    dialog.invited.setValue(24)
    qtbot.keyClick(dialog.invited, Qt.Key.Key_Return)
    window.settle()
    assert rows(part.rules) == [["V-1", "Adviser", "12 months", "24 months", "2"]]
    assert [row[3] for row in rows(part.due)] == ["10 Mar 2027", "10 Mar 2028"]
    (entry,) = entries(window, "retention.set")
    assert entry.details["months"] == 12


def test_erasing_what_is_due_needs_the_vault(window, on):
    on("2026-09-10")
    part = window.show("protection").retention
    assert part.note.words == "1 application is due to be erased."
    part.run_button.click()
    window.dialog(UnlockDialog).reject()


def test_what_is_due_is_previewed_to_the_reference_and_erased_after_one_question(window, on):
    on("2026-09-12")
    unlock(window)
    part = window.show("protection").retention
    assert rows(part.due)[0][4] == "Due for 2 days"
    part.run_button.click()
    dialog = window.dialog(ConfirmDialog)
    assert dialog.windowTitle() == "Erase 1 application?"
    assert dialog.changes[0] == f"V-1, not invited, due since 10 Sep 2026: {unbroken('C-0002')}"
    assert "C-0001" not in " ".join(dialog.changes).replace(unbroken("-"), "-")
    dialog.cancel.click()
    window.settle()
    assert part.due.rowCount() == 2
    part.run_button.click()
    window.confirm()
    assert [row[1] for row in rows(part.due)] == ["C-0001"]
    assert part.outcome.words.startswith("1 application erased.")
    assert part.outcome.property("tone") == "success"
    assert not part.progress.isVisible()
    assert not part.run_button.isVisible()
    (entry,) = entries(window, "candidate.erased")
    assert (entry.candidate, entry.details["ground"]) == ("C-0002", "retention")


def test_a_run_that_is_stopped_says_what_was_not_erased(window, on, monkeypatch):
    on("2026-09-12")
    unlock(window)
    part = window.show("protection").retention

    def stopped(session, previewed, *, progress, cancelled):
        return usual(session, previewed, progress=progress, cancelled=lambda: True)

    usual = retention.run_retention
    monkeypatch.setattr(retention, "run_retention", stopped)
    part.run_button.click()
    window.confirm()
    assert "0 applications erased. 1 application of those shown were not." in part.outcome.words
    assert part.due.rowCount() == 2


def test_files_that_could_not_be_cleaned_are_told(window, on, monkeypatch):
    on("2026-09-12")
    unlock(window)
    part = window.show("protection").retention
    monkeypatch.setattr(Workspace, "clean", lambda self: False)
    part.run_button.click()
    window.confirm()
    assert "cleaned when the vault is opened next" in part.outcome.words
    assert part.outcome.property("tone") == "warning"


def test_without_a_vacancy_it_says_how_to_begin(window, tmp_path):
    desk = window.window.desk
    desk.create(tmp_path / "new", "five swans over", "Ann", lambda _outcome: None, window._fail)
    window.settle()
    page = window.show("protection")
    assert page.retention.empty.isVisible()
    assert not page.retention.rules_table.isVisible()
    page.tabs.setCurrentIndex(1)
    window.settle()
    assert page.applicant.empty.words.text() == "Make a vacancy and add applications first."


@pytest.mark.parametrize(
    ("due", "left", "words"),
    [
        ("2026-09-11", 1, "1 day"),
        ("2026-09-10", 0, "Due"),
        ("2026-09-09", -1, "Due for 1 day"),
        (None, None, ""),
    ],
)
def test_days_left(window, due, left, words):
    day = date.fromisoformat(due) if due else None
    group = RetentionGroup("V-1", Outcome.UNSUCCESSFUL, ("C-0002",), 6, day, day)
    (row,) = due_rows([group], date(2026, 9, 10))
    assert row.left == left
    model = window.window.page("protection").retention.due
    model.set_rows([row])
    assert rows(model)[0][4] == words


# One applicant


def applicants(window):
    """Go to the part on one applicant."""
    page = window.show("protection")
    page.tabs.setCurrentIndex(1)
    window.settle()
    return page.applicant


def test_sealed_there_are_references_and_no_name(window):
    part = applicants(window)
    assert rows(part.model) == [["C-0001", "1"], ["C-0002", "1"]]
    assert part.sealed_note.isVisible()
    assert entries(window, "identities.listed") == []
    part.erase_button.click()
    window.dialog(UnlockDialog).reject()
    part.access_button.click()
    window.dialog(UnlockDialog).reject()


def test_with_the_vault_open_somebody_is_found_by_name_and_the_look_is_logged(window, qtbot):
    unlock(window)
    part = applicants(window)
    qtbot.keyClicks(part.words, "price TOM")
    assert rows(part.model) == [["C-0002", "Tom Price", "1"]]
    assert part.counted.text() == "1 applicant"
    qtbot.keyClicks(part.words, "x")
    assert part.empty.heading.text() == "No applicant fits"
    assert not part.erase_button.isVisible()
    assert len(entries(window, "identities.listed")) == 1


def test_sealing_takes_names_and_what_was_typed_off_the_screen(window, qtbot):
    unlock(window)
    part = applicants(window)
    qtbot.keyClicks(part.words, "Tom")
    window.window.desk.seal()
    window.settle()
    assert part.words.text() == ""
    assert rows(part.model) == [["C-0001", "1"], ["C-0002", "1"]]
    assert part.sealed_note.isVisible()


def test_erasing_asks_for_the_reason_and_the_reference(window, qtbot):
    unlock(window)
    part = applicants(window)
    qtbot.keyClicks(part.words, "Tom")
    part.erase_button.click()
    dialog = window.dialog(EraseDialog)
    assert dialog.focusWidget() is dialog.cancel, "Enter at once changes nothing"
    assert dialog.windowTitle() == "Erase C-0002?", "a title names nobody"
    assert "1 document, 0 redactions, 1 score" in dialog.changes[0]
    assert any("place in the shortlist stays" in one for one in dialog.changes)
    dialog.act.click()
    assert len(dialog.errors.sentences) == 2
    qtbot.keyClicks(dialog.typed, "C-0001")
    dialog.ground.setCurrentIndex(1)
    dialog.act.click()
    assert dialog.errors.sentences == ["Type the reference C-0002 to confirm."]
    dialog.typed.clear()
    qtbot.keyClicks(dialog.typed, " c-0002")
    qtbot.keyClick(dialog.typed, Qt.Key.Key_Return)
    window.settle()
    assert part.outcome.words.startswith("C-0002 is erased.")
    part.words.clear()
    assert [row[0] for row in rows(part.model)] == ["C-0001"]
    (entry,) = entries(window, "candidate.erased")
    assert entry.details["ground"] == "withdrew"


def test_all_that_is_held_is_written_where_it_was_asked_for(window, qtbot, tmp_path, monkeypatch):
    unlock(window)
    part = applicants(window)
    part.access_button.click()
    dialog = window.dialog(SubjectAccessDialog)
    dialog.act.click()
    assert dialog.errors.sentences == ["Choose a file that ends in .zip."]
    there = tmp_path / "there.zip"
    there.write_bytes(b"")
    qtbot.keyClicks(dialog.path, str(there))
    dialog.act.click()
    window.settle()
    assert "There is something at" in dialog.errors.sentences[0]
    new = tmp_path / "C-0001.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(new), ""))
    dialog.findChildren(type(dialog.act))[0].click()
    assert dialog.path.text() == str(new)
    dialog.act.click()
    window.settle()
    with zipfile.ZipFile(new) as bundle:
        assert bundle.read("originals/1 cv.txt") == b"Aisha Khan"
        assert b"Petra Voss" not in bundle.read("index.html")
    assert "Read the 1 note of panellists" in part.outcome.words


# The record of processing


def record(window):
    """Go to the part on the record of processing."""
    page = window.show("protection")
    page.tabs.setCurrentIndex(2)
    window.settle()
    return page.record


def test_the_record_is_filled_in_saved_and_written(window, qtbot, tmp_path):
    part = record(window)
    assert part.note.words.startswith("8 fields still to be filled in: Controller, ")
    assert not part.save_button.isEnabled()
    qtbot.keyClicks(part.fields["controller"], "Borough of Example")
    assert "Borough" not in part.preview.toPlainText()
    qtbot.keyClick(window.window, Qt.Key.Key_S, CTRL)
    window.settle()
    assert "Borough of Example" in part.preview.toPlainText()
    assert "V-1" in part.preview.toPlainText()
    assert part.note.words.startswith("7 fields")
    assert not part.save_button.isEnabled()
    path = tmp_path / "record.html"
    part.export(path)
    window.settle()
    assert "Borough of Example" in path.read_text(encoding="utf-8")
    part.export(path)
    window.settle()
    assert "already there" in window.window.current.errors.sentences[0]


def test_what_was_typed_and_not_saved_stays_and_is_asked_about(window, qtbot):
    part = record(window)
    qtbot.keyClicks(part.fields["contact"], "data@example.com")
    window.show("audit")
    part = record(window)
    assert part.fields["contact"].toPlainText() == "data@example.com"
    window.show("audit")
    assert not window.window.close()
    dialog = window.dialog(ConfirmDialog)
    assert dialog.changes == [
        "What you typed into the record of processing and did not save is lost."
    ]
    dialog.cancel.click()
    window.settle()
    window.show("keys").restore_button.click()
    dialog = window.dialog(ConfirmDialog)
    assert dialog.windowTitle() == "Open another workspace without saving?"
    dialog.act.click()
    window.dialog(RestoreDialog).reject()
    window.settle()
    part = record(window)
    part.save_button.click()
    window.settle()
    assert part.unsaved == ""


def test_tab_goes_through_the_fields(window, qtbot):
    part = record(window)
    part.fields["controller"].setFocus()
    qtbot.keyClick(part.fields["controller"], Qt.Key.Key_Tab)
    assert part.fields["contact"].hasFocus()


def test_another_workspace_has_a_record_of_its_own(window, decided, qtbot, tmp_path):
    part = record(window)
    qtbot.keyClicks(part.fields["contact"], "data@example.com")
    other = shutil.copytree(decided, tmp_path / "other")
    window.window.desk.open(other, "Ann", lambda _outcome: None, window._fail)
    window.settle()
    assert part.fields["contact"].toPlainText() == ""
    assert part.unsaved == ""
