"""The dialog that asks what the columns of an export hold, driven as a person would."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from edi_shortlist.desktop.dialogs.column_mapping import (
    SUGGESTED,
    ColumnMappingDialog,
    NameDialog,
)
from edi_shortlist.desktop.dialogs.column_preview import lines_of
from edi_shortlist.desktop.models.columns import FIELD_ROLE
from edi_shortlist.workflow.column_mapping import ColumnMapping, DateOrder
from edi_shortlist.workflow.indexes.row import IndexRow
from edi_shortlist.workflow.indexes.saved import CONFIG_VARIABLE, load_mapping, save_mapping
from edi_shortlist.workflow.indexes.tables import Table, TableRow
from edi_shortlist.workflow.scheme_editions import available_schemes

EXPORT = Table(
    "export.csv",
    ("Forename", "Surname", "DOB", "Disability Confident", "Mail", "CV file", "Shoe size"),
    (
        TableRow(2, ("Aisha", "Khan", "03/04/1990", "Yes", "aisha@example.com", "a.pdf", "5")),
        TableRow(3, ("Tom", "Price", "05/06/1988", "maybe", "", "t.pdf;u.pdf", "9")),
        TableRow(4, ("Zofia", "Nowak", "07/08/1979", "No", "", "z.pdf", "5")),
    ),
)
SCHEMES = list(available_schemes().values())


OWN = replace(SCHEMES[0], id="at-risk", name="At risk of redundancy")


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(CONFIG_VARIABLE, str(tmp_path / "settings"))
    return tmp_path / "settings"


@pytest.fixture
def dialog(qtbot, look) -> Iterator[ColumnMappingDialog]:
    made = ColumnMappingDialog(None, EXPORT, [*SCHEMES, OWN])
    qtbot.addWidget(made)
    made.open()
    qtbot.waitExposed(made)
    yield made
    made.close()


def choose(qtbot, dialog: ColumnMappingDialog, heading: str, words: str) -> None:
    """Choose what a column is taken for by typing the first letters of its name."""
    choice = dialog.list.rows[heading].choice
    choice.setFocus()
    choice.showPopup()
    qtbot.keyClicks(choice.view(), words)
    qtbot.keyClick(choice.view(), Qt.Key.Key_Return)


def undo(qtbot, dialog: ColumnMappingDialog) -> None:
    dialog.act.setFocus()
    qtbot.keyClick(dialog.act, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def shown(dialog: ColumnMappingDialog) -> dict[str, str]:
    """What the columns are taken for, as the screen says it."""
    return {heading: row.choice.currentText() for heading, row in dialog.list.rows.items()}


# First of all, since a change of the text size styles every dialog that is still there.
@pytest.mark.parametrize("percent", [100, 200])
def test_it_fits_the_screen_and_nothing_is_cut_off(qtbot, look, percent):
    look.set_percent(percent)
    dialog = ColumnMappingDialog(None, EXPORT, SCHEMES)
    qtbot.addWidget(dialog)
    dialog.resize(1240, 660)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert dialog.size().width() <= 1240
    assert dialog.size().height() <= 660
    choices = [row.choice for row in dialog.list.rows.values()]

    def fit() -> bool:
        return all(
            one.fontMetrics().horizontalAdvance(one.currentText()) <= one.width() - 40
            for one in choices
        )

    qtbot.waitUntil(fit)
    for row in dialog.list.rows.values():
        assert row.name.width() <= dialog.list.viewport().width()
    assert dialog.list.height() >= 200
    assert dialog.act.visibleRegion().boundingRect().size() == dialog.act.size()


def test_suggestions_are_chosen_and_guesses_marked_in_words(dialog):
    assert shown(dialog) == {
        "Forename": "First or middle name",
        "Surname": "Surname",
        "DOB": "Date of birth",
        "Disability Confident": "Yes or no: Disability Confident",
        "Mail": "E-mail address",
        "CV file": "Names of the files",
        "Shoe size": "Leave out",
    }
    rows = dialog.list.rows
    assert rows["Surname"].doubt == ""
    assert rows["Shoe size"].doubt == "Check: its name is not known."
    assert "neither yes nor no" in rows["Disability Confident"].doubt
    assert "day or the month comes first" in rows["DOB"].doubt
    assert dialog.note.words == "3 columns are guesses. Look at what is marked ‘Check’."


def test_a_column_shows_some_of_what_it_holds_and_says_it_aloud(dialog):
    row = dialog.list.rows["Shoe size"]
    assert row.sample.text() == "5  ·  9"
    assert row.choice.accessibleName() == "‘Shoe size’ is taken for"
    assert "5  ·  9" in row.choice.accessibleDescription()
    assert "Check" in row.choice.accessibleDescription()
    assert row.name.buddy() is row.choice


def test_headings_of_groups_cannot_be_chosen(dialog):
    model = dialog.list.rows["Surname"].choice.model()
    headings = [
        row for row in range(model.rowCount()) if model.index(row, 0).data(FIELD_ROLE) is None
    ]
    assert len(headings) == 6
    for row in headings:
        assert not model.flags(model.index(row, 0)) & Qt.ItemFlag.ItemIsSelectable


def test_a_column_is_mapped_by_keyboard_and_undone(dialog, qtbot):
    choose(qtbot, dialog, "Shoe size", "Postc")
    assert shown(dialog)["Shoe size"] == "Postcode"
    assert dialog.list.rows["Shoe size"].doubt == ""
    assert ("Postcode", "5") in dialog.preview.lines
    undo(qtbot, dialog)
    assert shown(dialog)["Shoe size"] == "Leave out"
    assert dialog.list.rows["Shoe size"].doubt
    assert not dialog.undo.isEnabled()


def test_what_is_doubly_mapped_or_missing_is_said_at_once(dialog, qtbot):
    choose(qtbot, dialog, "Shoe size", "Surname")
    assert "‘Surname’ and ‘Shoe size’ are both taken for the same: Surname." in dialog.note.words
    assert dialog.note.property("tone") == "danger"
    undo(qtbot, dialog)
    choose(qtbot, dialog, "Surname", "Leave")
    assert "no surname" in dialog.note.words
    for heading in ("Forename", "CV file"):
        choose(qtbot, dialog, heading, "Leave")
    assert "whose files are whose" in dialog.note.words


def test_import_is_refused_with_a_way_to_the_column(dialog, qtbot):
    choose(qtbot, dialog, "Shoe size", "Surname")
    dialog.act.click()
    assert dialog.isVisible()
    (sentence,) = dialog.errors.sentences
    assert "both taken for the same" in sentence
    dialog.errors.links[0].linkActivated.emit("#")
    assert dialog.focusWidget() is dialog.list.rows["Surname"].choice
    undo(qtbot, dialog)
    with qtbot.waitSignal(dialog.accepted):
        dialog.act.click()
    assert dialog.errors.sentences == []
    assert dialog.mapping.columns["Surname"] == "last_name"


def test_enter_on_a_choice_does_not_begin_the_import_and_ctrl_enter_does(dialog, qtbot):
    choice = dialog.list.rows["Surname"].choice
    choice.setFocus()
    with qtbot.assertNotEmitted(dialog.accepted):
        qtbot.keyClick(choice, Qt.Key.Key_Return)
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(choice, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_the_wheel_scrolls_and_changes_nothing(dialog):
    choice = dialog.list.rows["Surname"].choice
    choice.setFocus()
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(choice.mapToGlobal(QPoint(5, 5))),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(choice, event)
    assert choice.currentText() == "Surname"
    assert not event.isAccepted()


def test_the_applicants_are_shown_as_they_would_be_read(dialog, qtbot):
    lines = dict(dialog.preview.lines)
    assert lines["Name"] == "Aisha Khan"
    assert lines["Born"] == "3 April 1990"
    assert lines["Declared"] == "Disability Confident"
    assert lines["Files"] == "a.pdf"
    assert dialog.preview.place.text() == "Applicant 1 of 3, line 2"
    assert not dialog.preview.before.isEnabled()
    qtbot.mouseClick(dialog.preview.after, Qt.MouseButton.LeftButton)
    lines = dict(dialog.preview.lines)
    assert lines["Name"] == "Tom Price"
    assert lines["Declared"] == "Nothing"
    assert "neither yes nor no" in lines["To be asked"]
    assert lines["Files"] == "t.pdf\nu.pdf"


def test_the_order_of_dates_can_be_said(dialog, qtbot):
    order = dialog.list.rows["DOB"].order
    assert order.isVisible()
    assert order.currentText() == "None tells, so day first"
    order.setFocus()
    qtbot.keyClick(order, Qt.Key.Key_Down)
    qtbot.keyClick(order, Qt.Key.Key_Down)
    assert dialog.mapping.date_order is DateOrder.MONTH_FIRST
    assert dict(dialog.preview.lines)["Born"] == "4 March 1990"
    assert dialog.list.rows["DOB"].doubt == ""
    undo(qtbot, dialog)
    undo(qtbot, dialog)
    assert dict(dialog.preview.lines)["Born"] == "3 April 1990"
    choose(qtbot, dialog, "DOB", "Leave")
    assert not order.isVisible()


def test_only_what_to_check_is_shown_and_nothing_vanishes_under_the_hand(dialog, qtbot):
    assert dialog.only.text().strip() == "Only what to check (3)"
    dialog.only.click()
    rows = dialog.list.rows
    assert [h for h, row in rows.items() if row.choice.isVisible()] == [
        "DOB",
        "Disability Confident",
        "Shoe size",
    ]
    choose(qtbot, dialog, "Shoe size", "Adjust")
    assert rows["Shoe size"].choice.isVisible()
    assert dialog.only.text().strip() == "Only what to check (2)"
    dialog.only.click()
    assert all(row.choice.isVisible() for row in rows.values())


def test_a_mapping_is_saved_under_its_name_and_chosen_next_time(dialog, qtbot, look):
    choose(qtbot, dialog, "Shoe size", "Adjust")
    qtbot.keyClicks(dialog.name, "Jobtrain")
    with qtbot.waitSignal(dialog.accepted):
        dialog.act.click()
    assert load_mapping("Jobtrain") == dialog.mapping
    again = ColumnMappingDialog(None, EXPORT, SCHEMES)
    qtbot.addWidget(again)
    assert again.saved.currentText() == "Jobtrain"
    assert again.name.text() == "Jobtrain"
    assert shown(again)["Shoe size"] == "Adjustments asked for"
    assert again.work.doubtful == []
    assert again.note.words == "Every column is accounted for."


def test_without_a_name_nothing_is_saved(dialog, qtbot, settings):
    with qtbot.waitSignal(dialog.accepted):
        dialog.act.click()
    assert not settings.exists()


def test_another_mappings_name_is_not_taken(qtbot, look):
    save_mapping(ColumnMapping({"Other column": "files"}, "Jobtrain"))
    dialog = ColumnMappingDialog(None, EXPORT, SCHEMES)
    qtbot.addWidget(dialog)
    dialog.open()
    assert dialog.saved.currentText() == SUGGESTED
    qtbot.keyClicks(dialog.name, "jobtrain")
    dialog.act.click()
    assert "There is a mapping ‘Jobtrain’ already" in dialog.errors.sentences[0]
    assert load_mapping("Jobtrain").columns == {"Other column": "files"}
    dialog.name.clear()
    qtbot.keyClicks(dialog.name, "a/b")
    dialog.act.click()
    assert "Give the mapping a name" in dialog.errors.sentences[0]


@pytest.fixture
def two_saved() -> None:
    save_mapping(ColumnMapping({"CV file": "files", "Shoe size": "reference"}, "First"))
    save_mapping(ColumnMapping({"Surname": "full_name", "Nowhere": "phone"}, "Second"))


@pytest.fixture
def with_saved(two_saved, qtbot, look) -> ColumnMappingDialog:
    made = ColumnMappingDialog(None, EXPORT, SCHEMES)
    qtbot.addWidget(made)
    made.open()
    qtbot.waitExposed(made)
    return made


def test_a_saved_mapping_is_taken_and_the_rest_suggested(with_saved, qtbot):
    assert with_saved.saved.currentText() == "First"
    assert shown(with_saved)["Shoe size"] == "Reference, as in file names"
    assert shown(with_saved)["Forename"] == "First or middle name"
    with_saved.saved.setFocus()
    qtbot.keyClick(with_saved.saved, Qt.Key.Key_Down)
    assert with_saved.saved.currentText() == "Second"
    assert shown(with_saved)["Surname"] == "Full name"
    assert shown(with_saved)["Shoe size"] == "Leave out"
    assert with_saved.name.text() == "Second"
    undo(qtbot, with_saved)
    assert with_saved.saved.currentText() == "First"
    assert shown(with_saved)["Shoe size"] == "Reference, as in file names"


def test_a_saved_mapping_is_renamed_and_that_is_undone(with_saved, qtbot):
    with_saved.rename.click()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), NameDialog))
    asks = QApplication.activeModalWidget()
    asks.name.clear()
    qtbot.keyClicks(asks.name, "second")
    asks.act.click()
    assert "already" in asks.errors.sentences[0]
    asks.name.clear()
    qtbot.keyClicks(asks.name, "Jobtrain")
    asks.act.click()
    assert with_saved.saved.currentText() == "Jobtrain"
    assert with_saved.name.text() == "Jobtrain"
    undo(qtbot, with_saved)
    assert with_saved.saved.currentText() == "First"
    assert load_mapping("First").columns["Shoe size"] == "reference"


def test_a_saved_mapping_is_deleted_and_that_is_undone(with_saved, qtbot, settings):
    with_saved.delete.click()
    assert not (settings / "mappings" / "First.toml").exists()
    assert with_saved.saved.currentText() == SUGGESTED
    assert not with_saved.delete.isEnabled()
    assert shown(with_saved)["Shoe size"] == "Reference, as in file names"
    undo(qtbot, with_saved)
    assert with_saved.saved.currentText() == "First"
    assert load_mapping("First").columns["Shoe size"] == "reference"


def test_the_preview_says_how_files_are_found():
    schemes = {one.id: one for one in SCHEMES}
    named = IndexRow(2, (), {"full_name": "Ann Obi"})
    assert dict(lines_of(named, schemes))["Files"] == "Those with the applicant's name in theirs"
    referred = IndexRow(2, (), {"full_name": "Ann Obi"}, references=("A-1",))
    assert dict(lines_of(referred, schemes))["Files"] == "Those with A-1 in their name"
    answered = IndexRow(2, (), {"date_of_birth": "soon"}, answers=(("Why?", "So be it."),))
    lines = dict(lines_of(answered, schemes))
    assert lines["Text"] == "Why?: 3 words"
    assert lines["Born"] == "soon (no date that can be told)"
    assert "Files" not in lines


def test_a_scheme_of_the_councils_own_can_be_chosen(qtbot, dialog):
    heading = EXPORT.columns[3]
    choose(qtbot, dialog, heading, "Yes or no: At risk")
    assert dialog.mapping.field_of(heading) == "declares.at-risk"
