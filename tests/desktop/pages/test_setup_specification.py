"""Criteria from a file and from templates, as a person takes them over and puts them back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from edi_shortlist import documents
from edi_shortlist.desktop.dialogs.new_vacancy import NewVacancyDialog
from edi_shortlist.desktop.dialogs.specification_import import SpecificationImportDialog
from edi_shortlist.desktop.dialogs.templates import (
    RenameTemplateDialog,
    SaveTemplateDialog,
    TemplatesDialog,
)
from edi_shortlist.desktop.dialogs.word_list import WordListDialog
from edi_shortlist.desktop.models.found_criteria import CHECK, KIND, TAKE, TEXT
from edi_shortlist.documents.parts import read_here
from edi_shortlist.workflow import vacancies
from edi_shortlist.workflow.own_wording import own_wording
from edi_shortlist.workflow.session import Session
from tests.desktop.conftest import REF
from tests.workflow.council_specifications import LAYOUTS, duties_only


@pytest.fixture
def page(driver, monkeypatch):
    monkeypatch.setattr(documents, "read", read_here)
    driver.open("draft")
    made = driver.show("setup")
    made.tabs.setCurrentIndex(1)
    return made


def stored(driver, ref: str = REF):
    with Session.open(driver.window.desk.folder, "test") as session:
        return vacancies.get_vacancy(session, ref)


def read(driver, page, path: Path) -> SpecificationImportDialog:
    page.sources.read_file(path)
    return driver.dialog(SpecificationImportDialog)


def test_criteria_from_a_file_are_confirmed_and_can_be_put_back(driver, qtbot, page, tmp_path):
    LAYOUTS["cells of bullets.docx"](tmp_path / "spec.docx")
    before = stored(driver).criteria
    dialog = read(driver, page, tmp_path / "spec.docx")
    assert "4 criteria rest on something that was assumed" in dialog.note.words
    assert dialog.view.textCursor().selectedText().startswith("Experience of:")
    assert dialog.doubts.text() == "Nothing says how it is assessed; application is assumed."
    model, table = dialog.model, dialog.table
    table.setCurrentIndex(model.index(3, TAKE))
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert dialog.act.text().strip() == "Take over 3 criteria"
    assert model.index(3, CHECK).data(Qt.ItemDataRole.AccessibleTextRole).startswith("To check")
    table.setCurrentIndex(model.index(0, TEXT))
    table.edit(table.currentIndex())
    editor = table.findChild(type(page.post.title))
    editor.selectAll()
    qtbot.keyClicks(editor, "Runs meetings")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert dialog.isVisible()  # Enter in a cell does not close the dialog
    model.setData(model.index(1, KIND), "Desirable")
    assert dialog.add_to.isChecked()
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    driver.settle()
    rows = page.criteria.model.rows
    assert [row.text for row in rows[len(before) :]] == [
        "Runs meetings",
        "Experience of budgets up to £50,000",
        "Work for a council",
    ]
    assert len({row.id for row in rows}) == len(rows)
    assert page.sources.words.startswith("3 criteria taken over from ‘spec.docx’.")
    page.sources.put_back.click()
    assert [row.id for row in page.criteria.model.rows] == [one.id for one in before]
    assert page.sources.isHidden()


def test_a_file_without_criteria_is_told_and_one_with_them_replaces_what_is_there(
    driver, page, tmp_path
):
    LAYOUTS["old.rtf"](tmp_path / "spec.rtf")
    duties_only(tmp_path / "duties.docx")
    page.sources.read_file(tmp_path / "duties.docx")
    driver.settle()
    assert page.errors.sentences[0].startswith("No criteria were found in 'duties.docx'")
    dialog = read(driver, page, tmp_path / "spec.rtf")
    assert page.errors.isHidden()
    dialog.replace.click()
    dialog.act.click()
    driver.settle()
    page.save.click()
    driver.settle()
    assert not page.errors.sentences
    found = stored(driver).criteria
    assert [(one.id, one.assessed_at) for one in found] == [
        ("E1", ("certificate",)),
        ("E2", ("application", "test")),
        ("D1", ("application",)),
    ]


def test_templates_are_saved_renamed_used_and_deleted(driver, qtbot, page, tmp_path):
    own = stored(driver).criteria
    page.templates.click()
    dialog = driver.dialog(TemplatesDialog)
    driver.settle()
    assert not dialog.rename.isEnabled()  # what ships stays as it is
    assert "essential and" in dialog.held.text()
    dialog.save.click()
    asked = driver.dialog(SaveTemplateDialog)
    asked.name.selectAll()
    qtbot.keyClicks(asked.name, "apprentice")
    qtbot.keyClick(asked.name, Qt.Key.Key_Return)
    driver.settle()
    assert "came with the program" in asked.errors.sentences[0]
    asked.name.selectAll()
    qtbot.keyClicks(asked.name, "Ours")
    qtbot.keyClick(asked.name, Qt.Key.Key_Return)
    driver.settle()
    assert dialog.chosen.name == "Ours"
    dialog.rename.click()
    asked = driver.dialog(RenameTemplateDialog)
    qtbot.keyClicks(asked.name, "Ours now")
    qtbot.keyClick(asked.name, Qt.Key.Key_Return)
    driver.settle()
    dialog.export_to(tmp_path / "ours.toml")
    driver.settle()
    dialog.delete.click()
    driver.confirm()
    assert dialog.model.rows[0].ships
    dialog.take_from(tmp_path / "ours.toml")
    driver.settle()
    assert (dialog.chosen.name, dialog.chosen.criteria) == ("Ours now", own)
    dialog.table.choose_row(dialog.model.find(lambda one: one.template.name == "Apprentice"))
    dialog.act.click()
    driver.settle()
    assert page.sources.words.startswith("The criteria and scale of ‘Apprentice’")
    page.save.click()
    driver.settle()
    saved = stored(driver)
    assert (saved.scale.span, len(saved.criteria)) == ("0 to 3", 5)
    assert saved.panel  # the rest is the vacancy's own
    driver.window.page("vacancies").new.click()
    dialog = driver.dialog(NewVacancyDialog)
    driver.settle()
    qtbot.keyClicks(dialog.reference, "APP-1")
    qtbot.keyClicks(dialog.title, "Apprentice")
    dialog.template.setCurrentIndex(dialog.template.findText("Apprentice"))
    dialog.act.click()
    driver.settle()
    assert len(stored(driver, "APP-1").criteria) == 5


def test_the_word_list_is_edited_tried_and_counts_at_once(driver, qtbot, page, tmp_path):
    page.criteria.word_list.click()
    dialog = driver.dialog(WordListDialog)
    qtbot.keyClicks(dialog.trial, "A recent graduate, our ninja")
    assert dialog.finds.text() == "Finds in what you typed: “recent graduate”."
    assert dialog.model.index(0, 2).data() == "recent graduate"
    dialog.turn.click()
    assert dialog.finds.text() == "Finds nothing in what you typed."
    assert dialog.model.index(0, 1).data() == "Off"
    dialog.table.choose_row(1)
    dialog.entry.why.setPlainText("")
    assert dialog.entry.problem.words.startswith("The reason must be a sentence")
    assert not dialog.act.isEnabled()
    assert not dialog.table.isEnabled()
    qtbot.keyClicks(dialog.entry.why, "Ours.")
    assert dialog.act.isEnabled()
    assert dialog.model.index(1, 1).data() == "Changed"
    dialog.restore.click()
    assert dialog.model.index(1, 1).data() == "Program"
    dialog.add.click()
    dialog.entry.phrases.setPlainText("ninja*, homeless")
    assert "“ninja”" in dialog.finds.text()
    dialog.write_to(tmp_path / "words.toml")
    dialog.remove.click()
    assert dialog.finds.text() == "Finds nothing in what you typed."
    dialog.take_from(tmp_path / "words.toml")
    dialog.trial.selectAll()
    qtbot.keyClick(dialog.trial, Qt.Key.Key_Delete)
    assert dialog.finds.text() == "Finds in the criteria of the vacancy: “homeless”."
    dialog.act.click()
    driver.settle()
    assert page.criteria.warnings.sentences[0].startswith("E1 says “homeless”.")
    with Session.open(driver.window.desk.folder, "test") as session:
        assert own_wording(session).turned_off == ("recent-graduate",)
