"""Schemes as HR reads and edits them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from edi_shortlist.desktop.dialogs.scheme import SchemeDialog
from tests.desktop.decided import entries


def names(page) -> list[str]:
    return [one.edition.scheme.id for one in page.model.rows]


def choose(page, scheme: str) -> None:
    page.table.choose_row(page.model.find(lambda one: one.edition.scheme.id == scheme))


def test_the_schemes_are_read_with_source_and_date(window):
    page = window.show("schemes")
    assert names(page) == ["armed-forces", "care-experience", "disability-confident"]
    choose(page, "care-experience")
    window.settle()
    assert page.definition.text().startswith("You were in care at any stage of your life.")
    assert "Local Government Association" in page.facts.text()
    assert "read on 21 November 2026" in page.facts.text()
    assert page.versions.currentText() == "As it came with the program"


def test_a_scheme_is_written_from_the_keyboard_and_edited_into_a_second_version(window, qtbot):
    page = window.show("schemes")
    page.new_button.click()
    dialog = window.dialog(SchemeDialog)
    for words in ("Carers", "Carers!", "You care for somebody.", "The council", "14/3/2026"):
        qtbot.keyClicks(dialog.focusWidget(), words)
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    dialog.act.click()
    assert dialog.errors.sentences == [
        'Short name must be lower-case letters, digits and hyphens, such as "care-experience".'
    ]
    dialog.fields["id"].setText("carers")
    dialog.act.click()
    window.settle()
    assert page.row.edition.number == 1
    assert page.row.edition.scheme.id == "carers"
    page.edit_button.click()
    dialog = window.dialog(SchemeDialog)
    assert not dialog.fields["id"].isEnabled()
    dialog.excluded["school-based"].setChecked(True)
    dialog.act.click()
    window.settle()
    assert [page.versions.itemText(n)[:9] for n in range(2)] == ["Version 2", "Version 1"]
    assert "Does not apply to: school-based posts" in page.facts.text()
    page.versions.setCurrentIndex(1)
    page.versions.activated.emit(1)
    assert "Does not apply" not in page.facts.text()
    assert [one.details["number"] for one in entries(window, "scheme.saved")] == [1, 2]
    assert window.window.desk.schemes["carers"].excludes == ("school-based",)


def test_a_copy_begins_with_the_words_and_needs_names_of_its_own(window):
    page = window.show("schemes")
    choose(page, "disability-confident")
    page.copy_button.click()
    dialog = window.dialog(SchemeDialog)
    assert dialog.fields["definition"].words.startswith("You have a physical or mental")
    dialog.fields["id"].setText("ours")
    dialog.act.click()
    window.settle()
    assert "is called 'Disability Confident' already" in dialog.errors.sentences[0]


def test_retiring_asks_and_takes_it_off_the_offer(window):
    page = window.show("schemes")
    choose(page, "armed-forces")
    page.retire_button.click()
    assert "New vacancies cannot choose it any more." in window.confirm()
    assert names(page)[-1] == "armed-forces"
    assert page.row.edition.retired
    assert not page.retire_button.isEnabled()
    setup = window.show("setup")
    assert setup.schemes._cards["armed-forces"].isHidden()


def test_a_scheme_goes_out_as_a_file_and_comes_in(window, tmp_path, monkeypatch):
    page = window.show("schemes")
    choose(page, "care-experience")
    window.settle()
    file = tmp_path / "care.toml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(file), ""))
    page.export_button.click()
    window.settle()
    words = file.read_text(encoding="utf-8")
    file.write_text(words.replace("at any stage", "at any time"), encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(file), ""))
    page.import_button.click()
    window.settle()
    assert page.row.edition.number == 2
    assert "at any time of your life" in page.definition.text()
    page.import_button.click()
    window.settle()
    assert "there is nothing to save" in page.errors.sentences[0]


@pytest.mark.parametrize("bad", ["id =", 'id = "x"'])
def test_a_file_that_is_no_scheme_is_refused_on_the_page(window, tmp_path, bad):
    (tmp_path / "bad.toml").write_text(bad, encoding="utf-8")
    page = window.show("schemes")
    page.import_file(tmp_path / "bad.toml")
    window.settle()
    assert page.errors.sentences
    assert "care-experience" in names(page)
