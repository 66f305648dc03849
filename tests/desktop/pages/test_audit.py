import json
import shutil
import sqlite3

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from edi_shortlist.desktop.dialogs.export import ExportDialog
from edi_shortlist.desktop.dialogs.noted_head import NotedHeadDialog
from tests.desktop.conftest import REF


@pytest.fixture
def saved_as(monkeypatch, tmp_path):
    """Answer the dialog that asks for a file's place, with the name it suggests."""
    asked = []

    def answer(_parent, _title, name, kind, **_options):
        asked.append((name, kind))
        return str(tmp_path / name), kind

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return asked


def test_the_newest_entry_stands_first(audit):
    audit.open("released")
    log = audit.show().log
    numbers = [entry.number for entry in log.model.rows]
    assert numbers == list(range(len(numbers), 0, -1))
    assert log.details_heading.text().startswith(f"Entry {numbers[0]}:")


def test_filters_narrow_as_one_types_and_clear(audit, qtbot):
    audit.open("released")
    log = audit.show().log
    every = log.model.rowCount()
    audit.choose(log.action_box, "application.imported")
    assert log.model.rowCount() == 3
    assert log.found.text() == "3 entries"
    audit.choose(log.vacancy_box, REF)
    qtbot.keyClicks(log.search_line, "no such words")
    assert log.model.rowCount() == 0, "it does not wait for anything"
    assert log.none.isVisible()
    log.filters.clear_button.click()
    assert log.model.rowCount() == every
    assert log.search_line.text() == ""
    qtbot.keyClicks(log.search_line, "IMPORTED")
    assert {entry.action for entry in log.model.rows} == {"application.imported"}


def test_what_was_done_since_stands_in_the_log_when_one_comes_back(audit):
    audit.open("review")
    log = audit.show().log
    before = log.model.rowCount()
    audit.show("vacancies")
    audit.unlock("wrong passphrase")
    audit.show()
    assert log.model.rowCount() == before + 1
    assert log.model.rows[0].action == "vault.refused"
    assert log.action_box.findData("vault.refused") > 0


def test_a_whole_log_is_said_to_be_whole(audit):
    audit.open("released")
    page = audit.show()
    page.verify_button.click()
    audit.settle()
    assert page.log.verdict.words.startswith("The log is whole.")
    assert page.log.verdict.property("tone") == "success"


@pytest.fixture
def tampered(audit, stages, tmp_path):
    """A window on a workspace whose fourth entry was changed."""
    folder = tmp_path / "tampered"
    shutil.copytree(stages("released"), folder)
    connection = sqlite3.connect(folder / "shortlist.db")
    triggers = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'"
    ).fetchall()
    for (name,) in triggers:
        connection.execute(f'DROP TRIGGER "{name}"')
    answers: list[object] = []
    audit.desk.open(folder, "Auditor", answers.append, audit._fail)
    audit.settle()
    page = audit.show()
    connection.execute("UPDATE audit SET actor = 'Somebody else' WHERE number = 4")
    connection.commit()
    connection.close()
    return page


def test_a_changed_entry_is_found_and_shown_as_it_is_now(audit, tampered):
    """It was changed while the page showed it, and the filters showed others only."""
    audit.choose(tampered.log.action_box, "application.imported")
    tampered.verify_button.click()
    audit.settle()
    log = tampered.log
    assert log.verdict.words.startswith("The log was tampered with. Entry 4 ")
    assert log.verdict.property("tone") == "danger"
    row = log.model.rows[log.table.current_row()]
    assert (row.number, row.actor) == (4, "Somebody else")


# The head


def test_the_head_is_shown_copied_and_saved_to_be_printed(audit, saved_as, tmp_path):
    audit.open("released")
    page = audit.show()
    last = audit.log()[-1]
    assert page.log.head.text() == f"{last.number}:{last.hash}"
    page.log.copy_button.click()
    assert QGuiApplication.clipboard().text() == page.log.head.text()
    page.log.save_button.click()
    audit.settle()
    assert saved_as == [("log-head.pdf", "PDF to print (*.pdf)")]
    assert (tmp_path / "log-head.pdf").read_bytes().startswith(b"%PDF")
    entry = audit.log()[-1]
    assert (entry.action, entry.details["tables"]) == ("audit.exported", [])


@pytest.mark.parametrize(
    ("altered", "tone", "words"),
    [
        (lambda head: f" {head[:20]} {head[20:]}\n", "success", "It still begins with all"),
        (lambda head: head[:-1] + ("0" if head[-1] != "0" else "1"), "danger", "was rewritten"),
        (lambda head: f"9{head}", "danger", "was cut"),
    ],
)
def test_the_log_is_held_against_a_head_that_was_noted(audit, qtbot, altered, tone, words):
    audit.open("released")
    page = audit.show()
    head = page.log.head.text()
    page.log.check_button.click()
    dialog = audit.dialog(NotedHeadDialog)
    dialog.head.setText(altered(head))
    qtbot.keyClick(dialog.head, Qt.Key.Key_Return)
    audit.settle()
    assert words in page.log.verdict.words
    assert page.log.verdict.property("tone") == tone


def test_what_is_no_head_is_refused_in_the_dialog(audit):
    audit.open("released")
    page = audit.show()
    page.log.check_button.click()
    dialog = audit.dialog(NotedHeadDialog)
    dialog.act.click()
    assert dialog.errors.sentences == ["Enter the head."]
    dialog.head.setText("610")
    dialog.act.click()
    audit.settle()
    assert "NUMBER:HASH" in dialog.errors.sentences[0]
    dialog.reject()
    assert not page.log.verdict.isVisible()


# Exporting


def export(audit, page, suffix, *, everything=False, table=None):
    page.export_button.click()
    dialog = audit.dialog(ExportDialog)
    dialog.everything.setChecked(everything)
    dialog.format_box.setCurrentIndex(dialog.format_box.findData(suffix))
    if table:
        dialog.table_box.setCurrentIndex(dialog.table_box.findData(table))
    dialog.act.click()
    audit.settle()


def test_what_is_shown_is_exported_as_it_is_filtered(audit, saved_as, tmp_path):
    audit.open("released")
    page = audit.show()
    audit.choose(page.log.action_box, "application.imported")
    export(audit, page, "json")
    written = json.loads((tmp_path / "evidence.json").read_text(encoding="utf-8"))
    assert [e["number"] for e in written["log"]] == sorted(e.number for e in page.log.model.rows)
    assert "redactions" not in written
    assert "is written" in audit.said[-1]
    assert not page.progress.isVisible()
    page.tabs.setCurrentIndex(1)
    audit.settle()
    export(audit, page, "csv", table="counts")
    head = (tmp_path / "evidence.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert head.startswith("label,recogniser,proposed")
    export(audit, page, "xlsx", everything=True)
    assert (tmp_path / "evidence.xlsx").stat().st_size > 5000
    exported = [e.details for e in audit.log() if e.action == "audit.exported"]
    assert [one["format"] for one in exported] == ["json", "csv", "xlsx"]
    assert "tables" not in exported[2]


def test_a_file_that_cannot_be_written_is_said_in_a_sentence(audit, saved_as, tmp_path):
    audit.open("draft")
    page = audit.show()
    (tmp_path / "evidence.json").write_text("mine")
    export(audit, page, "json")
    assert page.errors.sentences == ["'evidence.json' is already there. Choose another name."]
    assert (tmp_path / "evidence.json").read_text() == "mine"
    assert page.export_button.isEnabled()


def test_an_export_can_be_stopped(audit, saved_as, tmp_path):
    audit.open("released")
    page = audit.show()
    page.export_button.click()
    dialog = audit.dialog(ExportDialog)
    dialog.everything.setChecked(True)
    dialog.format_box.setCurrentIndex(dialog.format_box.findData("pdf"))
    dialog.act.click()
    assert page.progress.isVisible()
    page.progress.stop.click()
    assert page.progress.left.text() == "Stopping. No file is written."
    audit.settle()
    assert not (tmp_path / "evidence.pdf").exists()
    assert audit.said[-1] == "It was stopped. No file was written."
    assert not page.progress.isVisible()


def test_only_a_csv_of_several_tables_asks_for_one(audit):
    audit.open("draft")
    page = audit.show()
    for tab, suffix, asks in ((0, "csv", False), (1, "csv", True), (1, "pdf", False)):
        page.tabs.setCurrentIndex(tab)
        audit.settle()
        page.export_button.click()
        dialog = audit.dialog(ExportDialog)
        dialog.format_box.setCurrentIndex(dialog.format_box.findData(suffix))
        assert dialog.table_box.isVisible() is asks, (tab, suffix)
        assert dialog.table in dialog.tables
        dialog.reject()
