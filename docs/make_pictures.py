"""Draw the pictures of the pages in docs/pictures, from the sample job, without a screen.

Run it as `make docs`. It does the job of the samples in a workspace that it throws away, through
the window itself, and takes a picture of each page on the way. References of candidates are drawn
at random, so they differ from one run to the next.
"""

import csv
import os
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import docx
from interview_pictures import interviews, moderate, papers, schemes, told
from photographer import PICTURES, Photographer, fail
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from edi_shortlist import bundled
from edi_shortlist.desktop.application import prepare
from edi_shortlist.desktop.dialogs.what_if import WhatIfDialog
from edi_shortlist.desktop.dialogs.workspaces import CreateDialog
from edi_shortlist.desktop.theme import Choice, appearance
from edi_shortlist.desktop.window import MainWindow
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.workflow import packs, reviewing, vacancies
from edi_shortlist.workflow.session import Session

PASSPHRASE = "five swans over the grey canal"
WIDTH, HEIGHT = 1280, 800
SPECIFICATION = (
    ("Criteria", "Essential", "Desirable", "How assessed"),
    ("Experience of advising people about their housing", "✓", "", "A, I"),
    ("Knowledge of the Homelessness Reduction Act 2017", "✓", "", "A, T"),
    ("Able to explain a decision to somebody who is upset", "✓", "", "I"),
    ("A qualification in housing", "", "✓", "C"),
)
RECORD = {
    "controller": "Borough of Example, Town Hall, Example Street",
    "contact": "recruitment@example.com",
    "data_protection_officer": "data-protection@example.com",
}


def begin(camera: Photographer, folder: Path) -> None:
    """A workspace with the sample vacancy and another one."""
    desk = camera.window.desk
    camera.take("welcome")
    camera.window.ask_create()
    camera.wait(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, CreateDialog):
        dialog.actor.setText("HR officer")
        dialog.passphrase.setText(PASSPHRASE)
    camera.take_dialog("create-workspace")
    camera.answer(yes=False)
    desk.create(folder, PASSPHRASE, "HR officer", lambda _outcome: None, fail)
    camera.settle()
    desk.call(vacancies.create_vacancy, Vacancy("LIB-2026-003", "Library Assistant"), failed=fail)
    page = camera.show("vacancies")
    page.create_from(bundled.resource("samples/vacancy.toml"))
    camera.settle()


def set_up(camera: Photographer) -> None:
    """The four parts of the set-up, and its errors."""
    page = camera.show("setup")
    for number, name in enumerate(("post", "criteria", "schemes", "panel")):
        page.tabs.setCurrentIndex(number)
        camera.take(f"setup-{name}")
    page.tabs.setCurrentIndex(1)
    page.criteria.model.setData(page.criteria.model.index(1, 3), "0")
    page.post.title.clear()
    page.post.changed.emit()
    page.store()
    camera.take("setup-errors")
    page.discard.click()
    camera.settle()


def specification(camera: Photographer, folder: Path) -> None:
    """Criteria read from a Word file, the templates, and the list of words."""
    folder.mkdir()
    path = folder / "Person specification.docx"
    document = docx.Document()
    document.add_heading("Person specification: Housing Options Adviser", 1)
    table = document.add_table(0, 4)
    for cells in SPECIFICATION:
        for cell, words in zip(table.add_row().cells, cells, strict=True):
            cell.text = words
    document.save(str(path))
    page = camera.show("setup")
    page.sources.read_file(path)
    camera.settle()
    camera.take_dialog("specification-import")
    camera.answer(yes=False)
    page.sources.open_templates()
    camera.settle()
    camera.take_dialog("templates")
    QApplication.activeModalWidget().reject()  # type: ignore[union-attr]
    camera.settle()
    page.sources.open_word_list()
    camera.settle()
    camera.take_dialog("word-list")
    QApplication.activeModalWidget().reject()  # type: ignore[union-attr]
    camera.settle()
    page.tabs.setCurrentIndex(0)


def add_applications(camera: Photographer) -> None:
    """The sixteen samples, while they are read and after."""
    page = camera.show("applications")
    camera.take("applications-empty")
    samples = bundled.resource("samples")
    page.add([samples / "applications", samples / "index.csv"])
    camera.wait(lambda: page.model.rowCount() >= 5)
    camera.take("applications-reading")
    camera.settle()
    if page.errors.sentences:
        fail(page.errors.sentences)
    camera.take("applications")


def forms(camera: Photographer) -> None:
    """What was read of an application form, beside its place in the document."""
    camera.show("forms")
    camera.take("forms")


def review(camera: Photographer) -> None:
    """Some decisions, the label chooser, the last check, and the question before release."""
    desk = camera.window.desk
    page = camera.show("review")
    for key in (Qt.Key.Key_A, Qt.Key.Key_A, Qt.Key.Key_A, Qt.Key.Key_R):
        QTest.keyClick(page.work.table, key)
        camera.settle()
    camera.take("review", both=True)
    QTest.keyClick(page.work.table, Qt.Key.Key_L)
    camera.take_dialog("label-chooser")
    QApplication.activeModalWidget().reject()  # type: ignore[union-attr]
    camera.settle()
    QTest.keyClick(page.work.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    camera.settle()
    desk.call(reviewing.accept_all, desk.reference, failed=fail)
    camera.settle()
    page = camera.show("review")
    page.check_once_more()
    camera.settle()
    table = page.check.panel.table
    table.opened.emit(table.currentIndex())
    camera.settle()
    camera.take("review-check")
    page.ask_release()
    camera.take_dialog("release")
    camera.answer(yes=True)
    if camera.window.current.name != "scoring":
        fail(page.errors.sentences)


def hand_out(camera: Photographer, folder: Path) -> tuple[Path, str]:
    """A pack for each of the panel, whose PINs are gone with the workspace.

    Returns:
        one of the packs, and its PIN.
    """
    folder.mkdir()
    desk, pins = camera.window.desk, []
    page = camera.show("packs")
    page.make_all(folder)
    camera.settle()
    camera.take_dialog("pack-pins")
    camera.answer(yes=True)
    camera.take("packs")
    row = page.model.row_at(0)
    desk.call(packs.pin_of, desk.reference, row.panellist, done=pins.append, failed=fail)
    camera.settle()
    return folder / packs.pack_name(desk.reference or "", row.panellist), pins[0]


def open_pack(camera: Photographer, pack: Path, pin: str) -> None:
    """The window of a panellist who opened a pack."""
    camera.window.desk.open_pack(pack, pin, lambda _outcome: None, fail)
    camera.settle()
    page = camera.show("scoring")
    page.sheet.setFocus()
    for key in (Qt.Key.Key_3, Qt.Key.Key_2):
        QTest.keyClick(page.sheet, key)
        camera.settle()
    camera.take("scoring-pack")


def sample_scores(session: Session, reference: str, path: Path) -> None:
    """Write the sample scores with this run's references in place of the folders' names."""
    references = {a.name: a.candidate for a in session.vault.applications(reference)}
    with bundled.resource("samples/scores.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(row | {"candidate": references[row["candidate"]]} for row in rows)


def score(camera: Photographer, folder: Path) -> None:
    """A panellist at work, sealed; then the scores of all three."""
    desk = camera.window.desk
    table = folder / "scores.csv"
    desk.call(sample_scores, desk.reference, table, failed=fail)
    camera.settle()
    desk.seal()
    camera.settle()
    page = camera.show("scoring")
    page.panellist_box.setCurrentIndex(1)
    page.panellist_box.activated.emit(1)
    camera.settle()
    page.sheet.setFocus()
    for key in (Qt.Key.Key_3, Qt.Key.Key_2, Qt.Key.Key_4):
        QTest.keyClick(page.sheet, key)
        camera.settle()
    camera.take("scoring", both=True)
    page.import_scores(table)
    camera.settle()


def shortlist(camera: Photographer) -> None:
    """Drawn and explained; as the manager sees it; unsealed."""
    window, desk = camera.window, camera.window.desk
    page = camera.show("shortlist")
    window.ask_unlock()
    camera.take_dialog("open-vault")
    camera.answer(yes=False)
    desk.unlock(PASSPHRASE, lambda _outcome: None, fail)
    camera.settle()
    page.draw()
    camera.settle()
    page.table.choose_row(page.model.find(lambda c: c.route == "guaranteed"))
    camera.take("shortlist", both=True)
    page.what_if_button.click()
    camera.settle()
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, WhatIfDialog):
        dialog.places.setValue(6)
    camera.settle()
    camera.take_dialog("what-if")
    camera.answer(yes=True)
    desk.seal()
    camera.settle()
    camera.take("shortlist-manager")
    desk.unlock(PASSPHRASE, lambda _outcome: None, fail)
    camera.settle()
    page.ask_unseal()
    camera.take_dialog("unseal")
    camera.answer(yes=True)
    camera.take("shortlist-unsealed")


def data_protection(camera: Photographer) -> None:
    """What falls due, one applicant, and the record of processing of an invented council."""
    page = camera.show("protection")
    camera.take("protection-retention")
    page.tabs.setCurrentIndex(1)
    camera.settle()
    page.applicant.ask_erase()
    camera.settle()
    camera.take_dialog("erase")
    camera.answer(yes=False)
    page.tabs.setCurrentIndex(2)
    camera.settle()
    for field, words in RECORD.items():
        page.record.fields[field].setPlainText(words)
    page.record.store()
    camera.settle()
    camera.take("protection-record")
    page.tabs.setCurrentIndex(0)


def keys_and_backups(camera: Photographer, folder: Path) -> None:
    """The officers after a backup, and a recovery code, which is gone with the workspace."""
    page = camera.show("keys")
    page.ask_code()
    dialog = QApplication.activeModalWidget()
    dialog.sign_in.passphrase.setText(PASSPHRASE)  # type: ignore[union-attr]
    camera.answer(yes=True)
    camera.take_dialog("recovery-code")
    QApplication.activeModalWidget().written.setChecked(True)  # type: ignore[union-attr]
    camera.answer(yes=True)
    page.back_up(folder)
    camera.settle()
    camera.take("keys")


def samples(camera: Photographer, tab) -> None:  # type: ignore[no-untyped-def]
    """A sample that is drawn, its first document while it is checked, and what it says."""
    camera.settle()
    tab.drawing.confidence.setValue(90)
    tab.drawing.tolerated.setValue(10)
    QTest.qWait(300)
    camera.settle()
    tab.drawing.draw()
    camera.settle()
    # A form, whose first page has marks to be seen.
    tab.check.table.choose_row(tab.check.model.find(lambda one: one.document.endswith("/1")))
    camera.settle()
    tab.check.leaks.setValue(1)
    camera.take("audit-check")
    tab.check.save()
    camera.settle()
    tab.check.rest_button.click()
    camera.answer(yes=True)
    tab.check.back_button.click()
    camera.settle()
    camera.take("audit-samples")


def rest(camera: Photographer) -> None:
    """The log, the vacancies and the help."""
    page = camera.show("audit")
    page.verify()
    camera.settle()
    camera.take("audit")
    page.tabs.setCurrentIndex(1)
    camera.settle()
    camera.take("audit-redactions")
    page.tabs.setCurrentIndex(2)
    samples(camera, page.samples)
    page.tabs.setCurrentIndex(0)
    camera.settle()
    camera.window.desk.seal()
    camera.settle()
    camera.show("vacancies")
    camera.take("vacancies")
    camera.show("help")
    camera.take("help")


def main() -> None:
    """Do the job of the samples and take the pictures."""
    PICTURES.mkdir(exist_ok=True)
    app = QApplication([])
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        prepare(app, settings)
        appearance().choose(Choice.LIGHT)
        window = MainWindow(settings)
        window.resize(WIDTH, HEIGHT)
        window.show()
        camera = Photographer(window)
        begin(camera, folder / "Recruitment 2026")
        set_up(camera)
        specification(camera, folder / "specification")
        add_applications(camera)
        forms(camera)
        review(camera)
        pack = hand_out(camera, folder / "packs")
        score(camera, folder)
        told(camera, PASSPHRASE)
        moderate(camera)
        shortlist(camera)
        papers(camera)
        interviews(camera)
        schemes(camera)
        data_protection(camera)
        keys_and_backups(camera, folder)
        rest(camera)
        open_pack(camera, *pack)
        window.close()


if __name__ == "__main__":
    main()
