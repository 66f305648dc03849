"""Choosing the sheet of a workbook in the dialog that asks what its columns hold."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from edi_shortlist.desktop.dialogs.column_mapping import SUGGESTED, ColumnMappingDialog
from edi_shortlist.workflow.column_mapping import ColumnMapping
from edi_shortlist.workflow.indexes.limits import COLUMNS_LIMIT
from edi_shortlist.workflow.indexes.saved import CONFIG_VARIABLE, load_mapping, save_mapping
from edi_shortlist.workflow.indexes.tables import Records, Table, table_of
from edi_shortlist.workflow.scheme_editions import available_schemes

SCHEMES = list(available_schemes().values())
WIDE = tuple(f"Column {n}" for n in range(COLUMNS_LIMIT + 1))
SHEETS = {
    "Posts": (("Post reference", "Forename"), ("P-1", "Advice")),
    "Empty": (),
    "Applicants": (
        ("Surname", "DOB", "Documents"),
        ("Khan", "03/04/1990", "a.pdf"),
        ("Price", "05/06/1988", "t.pdf"),
    ),
    "Wide": (WIDE, WIDE),
}


def table(*names: str) -> Table:
    """The table on the first of these sheets, in a workbook that has only them."""
    book = tuple(Records(tuple(enumerate(SHEETS[name], 1)), name, names) for name in names)
    return table_of("export.xlsx", replace(book[0], workbook=book))


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(CONFIG_VARIABLE, str(tmp_path / "settings"))
    return tmp_path / "settings"


@pytest.fixture
def opened(qtbot, look):
    """Open the dialog over the first of some sheets."""

    def make(*names: str) -> ColumnMappingDialog:
        dialog = ColumnMappingDialog(None, table(*names), SCHEMES)
        qtbot.addWidget(dialog)
        dialog.open()
        qtbot.waitExposed(dialog)
        return dialog

    return make


def shown(dialog: ColumnMappingDialog) -> dict[str, str]:
    return {heading: row.choice.currentText() for heading, row in dialog.list.rows.items()}


def down(dialog: ColumnMappingDialog) -> None:
    """Choose the next sheet by keyboard."""
    dialog.sheet.setFocus()
    QTest.keyClick(dialog.sheet, Qt.Key.Key_Down)


def test_where_one_sheet_holds_a_table_there_is_nothing_to_choose(opened):
    dialog = opened("Applicants", "Empty")
    assert not dialog.sheet.isVisible()
    assert "Sheet" not in [
        one.text() for one in dialog.findChildren(type(dialog.lede)) if one.isVisible()
    ]


def test_another_sheet_is_chosen_by_keyboard_and_undone(opened, qtbot):
    dialog = opened("Posts", "Empty", "Applicants")
    assert dialog.sheet.isVisible()
    assert dialog.sheet.accessibleName() == "Sheet"
    assert [dialog.sheet.itemText(n) for n in range(dialog.sheet.count())] == [
        "Posts",
        "Applicants",
    ]
    dialog.list.rows["Forename"].choice.setFocus()
    QTest.keyClick(dialog.list.rows["Forename"].choice, Qt.Key.Key_Home)
    assert shown(dialog)["Forename"] == "Leave out"
    down(dialog)
    assert shown(dialog) == {
        "Surname": "Surname",
        "DOB": "Date of birth",
        "Documents": "Names of the files",
    }
    assert "sheet ‘Applicants’, has 2 applicants in 3 columns" in dialog.lede.text()
    assert dict(dialog.preview.lines)["Name"] == "Khan"
    assert dialog.preview.place.text() == "Applicant 1 of 2, line 2"
    assert dialog.mapping.sheet == "Applicants"
    assert all(row.choice.isVisible() for row in dialog.list.rows.values())
    assert dialog.focusWidget() is dialog.sheet
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert dialog.sheet.currentText() == "Posts"
    assert shown(dialog) == {
        "Post reference": shown(dialog)["Post reference"],
        "Forename": "Leave out",  # what was chosen there before
    }
    assert dialog.mapping.sheet == "Posts"


def test_the_first_applicant_of_the_other_sheet_is_shown(opened):
    dialog = opened("Applicants", "Posts")
    dialog.preview.after.click()
    assert dialog.preview.place.text().startswith("Applicant 2 of 2")
    down(dialog)
    assert dialog.preview.place.text().startswith("Applicant 1 of 1")


def test_the_sheet_is_saved_and_found_again(opened, qtbot):
    dialog = opened("Posts", "Applicants")
    down(dialog)
    qtbot.keyClicks(dialog.name, "Jobtrain")
    with qtbot.waitSignal(dialog.accepted):
        dialog.act.click()
    assert load_mapping("Jobtrain").sheet == "Applicants"
    again = opened("Posts", "Applicants")
    assert again.sheet.currentText() == "Applicants"
    assert again.saved.currentText() == "Jobtrain"
    assert again.work.doubtful == []
    QTest.keyClick(again.sheet, Qt.Key.Key_Up)
    assert (again.sheet.currentText(), again.saved.currentText()) == ("Posts", SUGGESTED)
    assert again.name.text() == ""
    down(again)
    assert (again.sheet.currentText(), again.saved.currentText()) == ("Applicants", "Jobtrain")


def test_a_saved_mapping_brings_its_sheet_along(opened):
    save_mapping(ColumnMapping({"Surname": "last_name"}, "People", sheet="Applicants"))
    save_mapping(ColumnMapping({"Nowhere": "files"}, "Other"))
    dialog = opened("Posts", "Applicants")
    assert dialog.sheet.currentText() == "Applicants"
    QTest.keyClick(dialog.sheet, Qt.Key.Key_Up)
    dialog.saved.setFocus()
    QTest.keyClick(dialog.saved, Qt.Key.Key_End)
    assert dialog.saved.currentText() == "People"
    assert dialog.sheet.currentText() == "Applicants"
    assert "Surname" in shown(dialog)


def test_a_sheet_that_cannot_be_read_is_not_chosen(opened):
    dialog = opened("Posts", "Wide")
    down(dialog)
    assert "more than 500 columns" in dialog.errors.sentences[0]
    assert dialog.sheet.currentText() == "Posts"
    assert list(dialog.list.rows) == ["Post reference", "Forename"]


def test_only_what_to_check_stays_chosen_on_another_sheet(opened):
    dialog = opened("Applicants", "Posts")
    dialog.only.click()
    down(dialog)
    assert dialog.only.isChecked()
    visible = [h for h, row in dialog.list.rows.items() if row.choice.isVisible()]
    assert visible == dialog.work.doubtful
