from PySide6.QtWidgets import QLabel

from edi_shortlist.desktop.dialogs.column_mapping import ColumnMappingDialog
from edi_shortlist.desktop.dialogs.declarations import DeclarationsDialog
from edi_shortlist.desktop.pages.applications import HOW
from edi_shortlist.workflow import applications
from edi_shortlist.workflow.session import Session
from tests.desktop.conftest import PASSPHRASE, REF, sample_paths


def test_sealed_it_says_how_to_begin(driver):
    driver.open("draft")
    page = driver.show("applications")
    assert page.sealed_note.isVisible()
    assert not page.drop.isVisible()
    assert page.empty.isVisible()


def test_sealing_takes_every_name_off_the_page(driver, qtbot):
    driver.open("review", unlock=True)
    page = driver.show("applications")
    names = [row.identity["full_name"] for row in page.model.rows]
    assert len(names) == 3
    driver.window.banner.button.click()
    driver.settle()
    shown = " ".join(
        str(page.model.index(r, c).data())
        for r in range(page.model.rowCount())
        for c in range(page.model.columnCount())
    )
    assert page.model.rowCount() == 3
    for name in names:
        assert name not in shown
    assert all(row.identity is None for row in page.model.rows)


def test_an_import_can_be_cancelled_and_finished_later(driver, qtbot):
    driver.open("draft", unlock=True)
    page = driver.show("applications")
    page.add(sample_paths())
    qtbot.waitUntil(lambda: page.model.rowCount() >= 1, timeout=60_000)
    page.progress.stop.click()
    driver.settle()
    some = page.model.rowCount()
    assert 1 <= some < 3
    assert any("You stopped the import" in said for said in page.reported)
    assert not page.progress.isVisible()
    page.add(sample_paths())
    driver.settle()
    assert page.model.rowCount() == 3
    assert any("already in" in said for said in page.reported)


def test_the_window_answers_while_applications_are_read(driver, qtbot):
    driver.open("draft", unlock=True)
    page = driver.show("applications")
    page.add(sample_paths())
    audit = driver.window.page("audit")
    driver.window.show_page("audit")
    qtbot.waitUntil(lambda: audit.log.model.rowCount() > 0, timeout=60_000)
    assert driver.window.desk.runner.busy
    driver.settle()


def test_an_index_alone_is_refused_in_words(driver, tmp_path):
    driver.open("draft", unlock=True)
    page = driver.show("applications")
    index = tmp_path / "index.csv"
    index.write_text("files\n")
    page.add([index])
    driver.settle()
    assert "says whose files are whose" in page.errors.sentences[0]
    page.add([index, tmp_path / "other.csv"])
    assert "more than one index" in page.errors.sentences[0]


EXPORT = (
    "Forename,Surname,E-mail,Contact No,Why do you want this post?\n"
    "Nkechi,Balogun,nkechi@example.com,07700 900123,I have run a housing desk for nine years.\n"
    "Tom,Cole,tom@example.com,07700 900456,I kept the books of a tenants' association.\n"
)


def test_an_export_is_asked_about_once(driver, tmp_path, monkeypatch):
    monkeypatch.setenv("EDI_SHORTLIST_CONFIG", str(tmp_path / "settings"))
    (tmp_path / "export.csv").write_text(EXPORT)
    driver.open("draft", unlock=True)
    page = driver.show("applications")
    page.add([tmp_path / "export.csv"])
    dialog = driver.dialog(ColumnMappingDialog)
    assert page.model.rowCount() == 0  # nothing was read before the answer
    dialog.cancel.click()
    driver.settle()
    assert page.drop.isVisible()
    page.add([tmp_path / "export.csv"])
    dialog = driver.dialog(ColumnMappingDialog)
    dialog.act.click()
    driver.settle()
    assert page.model.rowCount() == 2
    names = {row.identity["full_name"] for row in page.model.rows}
    assert names == {"Nkechi Balogun", "Tom Cole"}


def test_a_missing_file_is_refused_and_the_page_can_be_used_again(driver, tmp_path):
    driver.open("draft", unlock=True)
    page = driver.show("applications")
    page.add([tmp_path / "gone.docx"])
    driver.settle()
    assert "gone.docx" in page.errors.sentences[0]
    assert page.drop.isVisible()


def test_declarations_are_written_into_the_vault(driver, qtbot):
    folder = driver.open("review", unlock=True)
    page = driver.show("applications")
    page.table.choose_row(0)
    candidate = page.model.rows[0].candidate
    page.declare.click()
    dialog = driver.dialog(DeclarationsDialog)
    dialog.act.click()
    assert dialog.errors.sentences == ["Say how you found out."]
    dialog.choices["care-experience"].setChecked(True)
    qtbot.keyClicks(dialog.reason, "asked by telephone")
    dialog.act.click()
    driver.settle()
    driver.window.desk.seal()
    driver.settle()
    with Session.open(folder, "test") as session:
        session.unlock(PASSPHRASE)
        found = applications.list_applications(session, REF, unsealed=True)
    declared = next(a.declarations for a in found if a.candidate == candidate)
    assert "care-experience" in declared


def test_after_release_nothing_can_be_dropped(driver):
    driver.open("released", unlock=True)
    page = driver.show("applications")
    assert not page.drop.isVisible()
    assert page.table.isVisible()


def test_large_text_puts_the_buttons_below_the_words_of_the_place_to_drop(driver, look):
    driver.open("review", unlock=True)
    page = driver.show("applications")
    driver.window.resize(1024, 700)
    words = next(w for w in page.drop.findChildren(QLabel) if w.text() == HOW)
    driver.settle()
    assert page.add_files.y() < words.geometry().bottom()
    look.set_percent(200)
    driver.settle()
    assert page.add_files.y() > words.geometry().bottom()
    assert words.width() > page.drop.width() * 2 // 3


def test_the_forms_are_the_next_step(driver):
    driver.open("review", unlock=True)
    page = driver.show("applications")
    assert page.forms.isVisible()
    page.forms.click()
    driver.settle()
    assert driver.window.current.name == "forms"
    driver.window.banner.button.click()
    driver.settle()
    assert not driver.show("applications").forms.isVisible()  # sealed, there is nothing to confirm
