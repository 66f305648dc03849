import pytest
from PySide6.QtCore import Qt

from edi_shortlist.desktop.dialogs.confirm import ConfirmDialog
from edi_shortlist.workflow import sampling
from tests.desktop.conftest import PASSPHRASE, REF

CTRL = Qt.KeyboardModifier.ControlModifier


def open_tab(audit, stage, *, unlock=False):
    audit.open(stage, unlock=unlock)
    return audit.show(tab=2).samples


def draw(audit, tab, tolerated=2.0):
    tab.drawing.tolerated.setValue(tolerated)
    audit.bot.wait(200)
    audit.settle()
    tab.drawing.draw_button.click()
    audit.settle()


def names(tab):
    return [row.document for row in tab.check.model.rows]


def test_before_there_are_applications_it_says_what_to_do(audit):
    tab = open_tab(audit, "draft")
    assert "Import them first" in tab.drawing.sentence.text()
    assert not tab.drawing.draw_button.isEnabled()
    assert tab.none.isVisible()


def test_the_size_is_told_before_anything_is_drawn(audit):
    tab = open_tab(audit, "released")
    population = sum(s.applications for s in audit.desk.summaries)
    assert tab.drawing.sentence.text().startswith("All ")
    tab.drawing.tolerated.setValue(50)
    tab.drawing.confidence.setValue(60)
    audit.bot.wait(250)
    audit.settle()
    said = tab.drawing.sentence.text()
    assert "with 60 % confidence that at most 50 % of the" in said
    assert population >= 3
    assert not [e for e in audit.log() if e.action.startswith("sample")]


def test_the_seed_that_was_thrown_is_the_seed_of_the_sample(audit, qtbot):
    tab = open_tab(audit, "released")
    qtbot.keyClicks(tab.drawing.seed, "six")
    tab.drawing.draw_button.click()
    audit.settle()
    assert "whole number" in audit.page.errors.sentences[0]
    tab.drawing.seed.setText("414213")
    tab.drawing.draw_button.click()
    audit.settle()
    (entry,) = [e for e in audit.log() if e.action == "sample.drawn"]
    assert entry.details["seed"] == "414213"
    assert names(tab) == entry.details["documents"]


def test_a_sample_is_checked_by_the_keyboard_from_the_first_document_to_the_rate(audit, qtbot):
    tab = open_tab(audit, "released")
    draw(audit, tab)
    check = tab.check
    assert check.isVisible()
    size = len(names(tab))
    assert check.progress.text() == f"0 of {size} checked"
    assert check.leaks.hasFocus()
    qtbot.keyClicks(check.leaks, "2")
    qtbot.keyClick(check.leaks, Qt.Key.Key_Tab)
    qtbot.keyClicks(check.over, "1")
    qtbot.keyClick(check.over, Qt.Key.Key_Return)
    audit.settle()
    assert check.table.current_row() == 1
    assert check.leaks.hasFocus()
    assert (check.leaks.value(), check.over.value()) == (0, 0)
    for _ in range(size - 1):
        qtbot.keyClick(check.leaks, Qt.Key.Key_Return)
        audit.settle()
    assert check.progress.text() == f"{size} of {size} checked"
    assert f"Leaks were found in 1 of {size} documents" in check.result.words
    assert "exact binomial interval" in check.result.words
    assert check.result.property("tone") == "danger"
    found = [(d.leaks, d.over) for d in check.model.rows]
    assert found == [(2, 1)] + [(0, 0)] * (size - 1)
    # A result can be corrected.
    qtbot.keyClick(check.table, Qt.Key.Key_PageDown, CTRL)
    while check.table.current_row() != 0:
        qtbot.keyClick(check.leaks, Qt.Key.Key_PageDown, CTRL)
        audit.settle()
    assert check.leaks.value() == 2
    qtbot.keyClicks(check.leaks, "0")
    qtbot.keyClick(check.leaks, Qt.Key.Key_Return)
    audit.settle()
    assert check.result.property("tone") == "success"
    qtbot.keyClick(check.leaks, Qt.Key.Key_Escape)
    audit.settle()
    assert tab.table.isVisible()
    assert "Leaks were found in 0 of" in tab.result.words


def test_the_others_are_written_down_as_clean_only_when_asked(audit):
    tab = open_tab(audit, "released")
    draw(audit, tab)
    tab.check.rest_button.click()
    audit.dialog(ConfirmDialog).reject()
    audit.settle()
    assert tab.check.model.rows[0].leaks is None
    tab.check.rest_button.click()
    changes = audit.confirm()
    assert f"{len(names(tab))} documents" in changes[0]
    assert all(row.leaks == 0 for row in tab.check.model.rows)
    assert not tab.check.rest_button.isEnabled()


def test_what_the_panel_reads_is_shown_sealed_and_the_original_beside_it_with_the_vault(audit):
    tab = open_tab(audit, "released")
    draw(audit, tab)
    panes = tab.check.panes
    assert panes.anonymised.shown is not None
    assert panes.original.shown is None
    assert not panes.original.isVisible()
    assert tab.check.sealed_note.isVisible()
    audit.unlock(PASSPHRASE)
    assert panes.original.isVisible()
    assert panes.original.shown is not None
    assert panes.original.marks
    assert panes.anonymised.marks
    audit.desk.seal()
    assert panes.original.shown is None, "at once, before anything is read again"
    audit.settle()
    assert panes.anonymised.shown is not None
    assert not panes.original.isVisible()


def test_the_original_goes_also_while_another_page_is_shown(audit):
    tab = open_tab(audit, "released", unlock=True)
    draw(audit, tab)
    assert tab.check.panes.original.shown is not None
    audit.show("vacancies")
    audit.desk.seal()
    audit.settle()
    assert tab.check.panes.original.shown is None


def test_before_release_the_vault_is_needed_and_offered(audit):
    tab = open_tab(audit, "review")
    draw(audit, tab)
    assert tab.check.none.isVisible()
    assert "not released yet" in tab.check.none.words.text()
    assert tab.check.vault_button.isVisible()
    audit.unlock(PASSPHRASE)
    assert tab.check.panes.anonymised.shown is not None
    assert not tab.check.none.isVisible()


@pytest.mark.parametrize("checked", [0, 1])
def test_a_sample_is_opened_again_where_its_check_stopped(audit, qtbot, checked):
    tab = open_tab(audit, "released")
    drawn = []
    audit.desk.call(sampling.draw_sample, REF, done=drawn.append)
    audit.settle()
    record = drawn[0]
    found = {d.document: (0, 0) for d in record.documents[:checked]}
    audit.desk.call(sampling.record_results, REF, record.id, found)
    audit.settle()
    audit.show("vacancies")
    audit.show(tab=2)
    assert tab.model.rowCount() == 1
    qtbot.keyClick(tab.table, Qt.Key.Key_Return)
    audit.settle()
    assert tab.check.table.current_row() == checked
