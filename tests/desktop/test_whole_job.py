"""The whole job, once, by mouse and keyboard: from dropped files to the interview list."""

import csv
import shutil
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from edi_shortlist import bundled
from edi_shortlist.desktop.dialogs.label_chooser import LabelChooser
from edi_shortlist.desktop.dialogs.workspaces import CreateDialog, UnlockDialog
from edi_shortlist.workflow.states import VacancyState
from tests.desktop.conftest import PASSPHRASE, REF

CTRL = Qt.KeyboardModifier.ControlModifier
APPLICANTS = ("application-03", "application-06", "application-08", "application-13")
BEST, GUARANTEED = "Chidinma", "Bronwen"


@pytest.fixture
def batch(tmp_path: Path) -> tuple[Path, Path]:
    """A folder of four sample applicants with a spoilt file among them, and their index."""
    samples = bundled.resource("samples")
    folder = tmp_path / "arrived"
    for name in APPLICANTS:
        shutil.copytree(samples / "applications" / name, folder / name)
    (folder / "spoilt").mkdir()
    (folder / "spoilt" / "cv.docx").write_bytes(b"PK\x03\x04 this is no Word file")
    with (samples / "index.csv").open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        rows = [r for r in reader if any(name in r["files"] for name in APPLICANTS)]
        header = reader.fieldnames or []
    index = tmp_path / "index.csv"
    with index.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header)
        writer.writeheader()
        writer.writerows(rows)
    return folder, index


def drop(target: QWidget, paths: list[Path]) -> None:
    """Drop files on a widget, as the system's file manager does."""
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    at = QPointF(target.rect().center())
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    action = Qt.DropAction.CopyAction
    entering = QDragEnterEvent(at.toPoint(), action, carried, buttons, keys)
    QApplication.sendEvent(target, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(target, QDropEvent(at, action, carried, buttons, keys))


def click(bot, button: QWidget) -> None:
    bot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_from_dropped_files_to_the_interview_list(driver, qtbot, batch, tmp_path):
    window = driver.window

    # HR makes a workspace and takes the sample vacancy.
    click(qtbot, window.welcome.create_button)
    dialog = driver.dialog(CreateDialog)
    dialog.folder.setText(str(tmp_path / "work"))
    dialog.actor.setText("HR officer")
    qtbot.keyClicks(dialog.passphrase, PASSPHRASE)
    qtbot.keyClicks(dialog.again, PASSPHRASE)
    click(qtbot, dialog.act)
    driver.settle()
    window.activateWindow()
    window.page("vacancies").use_sample()
    driver.settle()
    assert window.current.name == "setup"

    # One place on merit, typed and saved by keyboard.
    setup = window.current
    setup.post.places.setFocus()
    setup.post.places.selectAll()
    qtbot.keyClicks(setup.post.places, "1")
    qtbot.keyClick(setup.post.places, Qt.Key.Key_S, CTRL)
    driver.settle()
    assert not setup.errors.sentences
    assert window.desk.summary.places == 1

    # The applications are dropped; the spoilt file harms only itself.
    page = driver.show("applications")
    folder, index = batch
    drop(page.drop, [folder, index])
    qtbot.waitUntil(page.progress.isVisible, timeout=30_000)
    driver.settle(300_000)
    assert not page.errors.sentences
    assert page.model.rowCount() == 4
    assert any("cv.docx" in said and "was not added" in said for said in page.reported)
    names = {row.candidate: row.identity["full_name"] for row in page.model.rows}
    best = next(c for c, name in names.items() if BEST in name)
    guaranteed = next(c for c, name in names.items() if GUARANTEED in name)

    # Review: a mark is accepted, another kept, one relabelled, one added, one undone.
    click(qtbot, page.review)
    driver.settle()
    review = window.current
    work = review.work
    assert review.name == "review"
    total = sum(a.redactions for a in work._applications)
    assert work.undecided == total > 50
    click(qtbot, review.release_button)
    assert "still to decide" in review.errors.sentences[0]
    first = work.chosen
    qtbot.keyClick(work.table, "a")
    driver.settle()
    assert work.undecided == total - 1
    assert work.chosen.id != first.id
    relabelled = work.chosen
    qtbot.keyClick(work.table, "l")
    chooser = driver.dialog(LabelChooser)
    qtbot.keyClicks(chooser.filter, "school")
    qtbot.keyClick(chooser.filter, Qt.Key.Key_Return)
    driver.settle()
    window.activateWindow()
    at = work.model.find(lambda r: r.id == relabelled.id)
    assert work.model.rows[at].label == "SCHOOL"
    qtbot.keyClick(work.table, "z", CTRL)
    driver.settle()
    assert work.model.rows[at].label == relabelled.label
    qtbot.keyClick(work.table, "r")
    driver.settle()
    assert work.model.rows[at].decision == "rejected"
    qtbot.keyClick(work.table, "z", CTRL)
    driver.settle()
    assert work.model.rows[at].decision == "pending"

    # Words that nothing had found are selected and hidden.
    text = work.panes.original.shown.text
    marked = {n for m in work.panes.original.marks for n in range(m.start, m.end)}
    start = next(
        n
        for n in range(len(text) - 8)
        if text[n : n + 8].isalpha() and not marked & set(range(n, n + 8))
    )
    work.panes.original.select(start, start + 8)
    click(qtbot, work.decision.hide_button)
    chooser = driver.dialog(LabelChooser)
    qtbot.keyClicks(chooser.filter, "place")
    qtbot.keyClick(chooser.filter, Qt.Key.Key_Return)
    driver.settle()
    window.activateWindow()
    assert work.chosen.label == "LOCATION"
    assert work.chosen.decision == "accepted"

    # All that is certain is accepted together, the rest one by one to the end.
    for _candidate in APPLICANTS:
        if work.top.certain_button.isEnabled():
            click(qtbot, work.top.certain_button)
            changes = driver.confirm()
            assert "hidden without being looked at one by one" in changes[0]
        qtbot.keyClick(work.table, Qt.Key.Key_PageDown, CTRL)
        driver.settle()
    work.table.setFocus()
    qtbot.keyClick(work.table, "n")
    driver.settle()
    left = work.undecided
    while work.undecided:
        qtbot.keyClick(work.table, "a")
        driver.settle()
        if work.undecided and work.chosen.decision != "pending":
            qtbot.keyClick(work.table, "n")
            driver.settle()
        assert left >= 0
        left -= 1
    assert work.top.progress.value() == work.top.progress.maximum()

    # Release, with what it changes said before.
    click(qtbot, review.release_button)
    changes = driver.confirm()
    assert "4 anonymised applications" in changes[0]
    driver.settle()
    assert not review.errors.sentences
    assert window.current.name == "scoring"
    assert window.desk.state is VacancyState.RELEASED

    # The vault is sealed; three panellists score, each alone, with one key a score.
    qtbot.keyClick(window, Qt.Key.Key_L, CTRL)
    driver.settle()
    assert window.banner.word.text() == "Sealed"
    scoring = window.current
    for number in range(1, scoring.panellist_box.count()):
        scoring.panellist_box.setFocus()
        qtbot.keyClick(scoring.panellist_box, Qt.Key.Key_Down)
        driver.settle()
        assert scoring.panellist == f"Panellist {'ABC'[number - 1]}"
        assert scoring.top.progress.value() == 0
        scoring.sheet.setFocus()
        for _round, _candidate in product(scoring.reading_box.rounds, APPLICANTS):
            key = "4" if scoring._candidate == best else "3"
            key = "2" if scoring._candidate == guaranteed else key
            for _criterion in scoring.sheet.cards:
                qtbot.keyClick(scoring.sheet, key)
            qtbot.keyClick(scoring.sheet, "n")
            driver.settle()
        assert scoring.top.progress.value() == scoring.top.progress.maximum()
        assert names[best].split()[0] not in scoring.reading.view.toPlainText()
    click(qtbot, scoring.lock_button)
    driver.settle()
    changes = driver.confirm()
    assert "by 3 panellists become final" in changes[0]
    driver.settle()
    assert window.desk.state is VacancyState.LOCKED

    # The shortlist: drawn behind the seal, explained to HR, and to the manager only who.
    shortlist = window.current
    assert shortlist.name == "shortlist"
    click(qtbot, shortlist.vault_button)
    dialog = driver.dialog(UnlockDialog)
    qtbot.keyClicks(dialog.passphrase, PASSPHRASE)
    qtbot.keyClick(dialog.passphrase, Qt.Key.Key_Return)
    driver.settle()
    window.activateWindow()
    click(qtbot, shortlist.draw_button)
    driver.settle()
    invited = {row.candidate: row.route for row in shortlist.model.rows if row.invited}
    assert invited == {best: "merit", guaranteed: "guaranteed"}
    shortlist.table.choose_row(shortlist.model.find(lambda r: r.candidate == guaranteed))
    assert "guaranteed" in shortlist.why_words.text().lower()
    qtbot.keyClick(window, Qt.Key.Key_L, CTRL)
    driver.settle()
    assert shortlist.model.columnCount() == 2
    assert shortlist.why.isHidden()
    assert [r.candidate for r in shortlist.model.rows if r.invited] == sorted(invited)

    # Unsealing asks once; then the interview list has names and adjustments of the invited only.
    window.ask_unlock()
    dialog = driver.dialog(UnlockDialog)
    qtbot.keyClicks(dialog.passphrase, PASSPHRASE)
    qtbot.keyClick(dialog.passphrase, Qt.Key.Key_Return)
    driver.settle()
    window.activateWindow()
    click(qtbot, shortlist.unseal_button)
    changes = driver.confirm()
    assert "2 candidates" in changes[0]
    assert "stay sealed" in changes[1]
    driver.settle()
    assert [c.candidate for c in shortlist.interviews.rows] == sorted(invited)
    shown = {c.candidate: shortlist.interviews.name_of(c) for c in shortlist.interviews.rows}
    assert BEST in shown[best]
    assert GUARANTEED in shown[guaranteed]
    assert shortlist.interview_table.isVisible()

    # The log is whole, and the vacancy is closed.
    audit = driver.show("audit")
    click(qtbot, audit.verify_button)
    driver.settle()
    assert audit.log.verdict.words.startswith("The log is whole.")
    shortlist = driver.show("shortlist")
    click(qtbot, shortlist.close_button)
    driver.confirm()
    assert window.desk.state is VacancyState.CLOSED
    assert window.desk.reference == REF

    # What the window remembers, and how it is titled, tells nothing of an applicant.
    window.close()
    window._settings.sync()
    remembered = Path(window._settings.fileName()).read_text(encoding="utf-8", errors="replace")
    for name in names.values():
        for part in name.split():
            assert part not in remembered
            assert part not in window.windowTitle()
