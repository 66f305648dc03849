import sqlite3
from contextlib import closing

from PySide6.QtCore import Qt

from edi_shortlist.desktop.models.evidence import MANNER_WORDS
from edi_shortlist.desktop.pages.audit_redactions import EACH, SUMS
from edi_shortlist.workflow import reviewing
from tests.desktop.conftest import REF


def open_tab(audit, stage):
    audit.open(stage)
    return audit.show(tab=1).redactions


def cells(model, row):
    return [model.index(row, column).data() for column in range(model.columnCount())]


def test_every_redaction_is_told_with_the_vault_sealed(audit):
    tab = open_tab(audit, "released")
    found = []
    audit.desk.call(reviewing.list_redactions, REF, done=found.extend)
    audit.settle()
    assert [row.redaction.id for row in tab.model.rows] == [one.id for one in found]
    assert tab.summary.text() == (
        f"{len(found)} redactions: {len(found)} hidden. "
        f"{len(found)} were decided under a rule, unread."
    )
    first = found[0]
    assert tab.details_heading.text().startswith(f"Redaction {first.id}: ")
    assert first.replacement in tab.details_words.text()
    assert "model" in tab.details_words.text()


def test_filters_hold_for_the_list_and_for_what_sums_it_up(audit):
    tab = open_tab(audit, "released")
    every = tab.model.rowCount()
    audit.choose(tab.label_box, "NAME")
    names = tab.model.rowCount()
    assert 0 < names < every
    assert {row.redaction.label for row in tab.model.rows} == {"NAME"}
    tab.view_buttons["By recogniser"].click()
    audit.settle()
    assert tab.sums.isVisible()
    assert sum(int(cells(tab.sums_model, row)[1]) for row in range(tab.sums_model.rowCount())) == (
        names
    )
    audit.choose(tab.manner_box, "one-by-one")
    assert tab.none.isVisible()
    assert not tab.sums.isVisible()
    tab.filters.clear_button.click()
    audit.settle()
    tab.view_buttons[EACH].click()
    audit.settle()
    assert tab.model.rowCount() == every
    assert MANNER_WORDS["by-rule"] in cells(tab.model, 0)


def test_enter_on_a_count_shows_what_it_counts(audit, qtbot):
    tab = open_tab(audit, "released")
    tab.view_buttons["By label"].click()
    audit.settle()
    tab.sums.choose_row(1)
    label, proposed, *_ = cells(tab.sums_model, 1)
    qtbot.keyClick(tab.sums, Qt.Key.Key_Return)
    audit.settle()
    assert tab.table.isVisible()
    assert tab.label_box.currentText() == label
    assert tab.model.rowCount() == int(proposed)


def test_overrides_times_and_versions_are_told(audit):
    tab = open_tab(audit, "released")
    tab.view_buttons["Overrides"].click()
    audit.settle()
    (row,) = [cells(tab.sums_model, n) for n in range(tab.sums_model.rowCount())]
    assert row[4] == "accepted by a rule"
    assert "accept-all" in tab.details_words.text()
    tab.view_buttons["Import to release"].click()
    audit.settle()
    (row,) = [cells(tab.sums_model, n) for n in range(tab.sums_model.rowCount())]
    assert row[:2] == [REF, "3"]
    assert not tab.details.isVisible()
    tab.view_buttons["Versions"].click()
    audit.settle()
    assert "standard" in " ".join(cells(tab.sums_model, 0))
    assert "standard" in tab.details_words.text()


def test_redactions_that_are_not_as_the_log_says_are_named(audit):
    tab = open_tab(audit, "released")
    assert not tab.not_as_logged.isVisible()
    number = tab.model.rows[5].redaction.id
    with closing(sqlite3.connect(audit.desk.folder / "shortlist.db")) as file, file:
        file.execute("UPDATE redactions SET decision = 'rejected' WHERE id = ?", [number])
    audit.show(tab=1)
    assert tab.not_as_logged.words.startswith(
        f"1 redaction is not as the log says it was decided: {number}."
    )


def test_without_redactions_it_says_where_they_come_from(audit):
    tab = open_tab(audit, "draft")
    assert tab.none.heading.text() == "No redaction yet"
    assert not tab.none_button.isVisible()
    for view in SUMS:
        tab.view_buttons[view].click()
        audit.settle()
        assert tab.none.isVisible()
