"""HR's page of what panellists told: reports to decide, and who scores whom."""

from PySide6.QtCore import Qt

from edi_shortlist.desktop.dialogs.label_chooser import LabelChooser
from edi_shortlist.desktop.dialogs.who_scores import DeclareDialog, StandInDialog, WithdrawDialog
from edi_shortlist.desktop.pages.told_reports import ShowAgainDialog
from edi_shortlist.workflow import conflicts, passage_decisions, vacancies
from edi_shortlist.workflow.passage_reports import ReportedPlace, report_passage
from edi_shortlist.workflow.scoring import candidates
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.shown_documents import shown_documents
from tests.desktop.conftest import PASSPHRASE, REF

A = "Panellist A"


def made(driver, *, unlock=True):
    """Open a vacancy where A reported a word of the first candidate and may know the second."""
    driver.open("released")
    with Session.open(driver.window.desk.folder, "test") as session:
        one, two = candidates(session, REF)[:2]
        name, document = next(iter(shown_documents(session, one).items()))
        word = max(document.text.split(), key=len).strip(".,:;()[]")
        at = document.text.index(word)
        report_passage(session, REF, one, A, [ReportedPlace(name, at, at + len(word))])
        conflicts.declare(session, REF, two, A, "friend")
    if unlock:
        driver.window.desk.unlock(PASSPHRASE, lambda _done: None, driver._fail)
        driver.settle()
    page = driver.show("scoring")
    page.told_note.findChild(type(page.told_button)).click()
    driver.settle()
    return driver.window.current, (one, two, word)


def read(driver, verb, *arguments):
    with Session.open(driver.window.desk.folder, "test") as session:
        return verb(session, REF, *arguments)


def test_a_reported_passage_is_seen_in_its_original_and_kept_hidden(driver, qtbot):
    page, (one, _, word) = made(driver)
    part = page.reports
    assert part.row.candidate == one
    mark = part.view.marks[0]
    assert word in part.view.shown.text[mark.start : mark.end]
    qtbot.keyClick(part.table, "a")
    chooser = driver.dialog(LabelChooser)
    qtbot.keyClicks(chooser.filter, "employer")
    qtbot.keyClick(chooser.filter, Qt.Key.Key_Return)
    driver.settle()
    (told,) = read(driver, passage_decisions.list_reports)
    assert (told.decision, told.label) == ("kept", "EMPLOYER")
    assert not part.keep_button.isVisible()
    assert part.model.index(0, 1).data() == "Hidden: Employer"


def test_sealing_takes_the_words_off_the_screen_and_a_reason_shows_them_again(driver):
    page, _ = made(driver)
    part = page.reports
    assert part.view.shown is not None
    driver.window.desk.seal()
    assert part.view.shown is None
    driver.settle()
    assert part.view.shown is None
    driver.window.desk.unlock(PASSPHRASE, lambda _done: None, driver._fail)
    driver.settle()
    part.show_button.click()
    dialog = driver.dialog(ShowAgainDialog)
    dialog.act.click()
    driver.settle()
    (told,) = read(driver, passage_decisions.list_reports)
    assert told.decision == "restored"
    page = driver.show("scoring")
    assert not page.told_note.isVisible()


def test_with_the_vault_sealed_no_word_is_shown(driver):
    page, (one, *_) = made(driver, unlock=False)
    part = page.reports
    assert part.sealed_note.isVisible()
    assert not part.view.isVisible()
    assert not part.keep_button.isEnabled()
    assert one in part.about.text()
    part.ask_label()
    assert part.row.decision == "waiting"


def test_hr_takes_a_declaration_back_writes_one_down_and_lets_somebody_stand_in(driver, qtbot):
    page, (_, two, _) = made(driver, unlock=False)
    page.tabs.setCurrentIndex(1)
    driver.settle()
    part = page.conflicts
    assert (part.row.candidate, part.row.panellist) == (two, A)
    part.withdraw_button.click()
    dialog = driver.dialog(WithdrawDialog)
    dialog.act.click()
    assert dialog.errors.sentences == ["Choose why."]
    dialog.why.setCurrentIndex(0)
    dialog.act.click()
    driver.settle()
    assert part.empty.isVisible()
    for name in read(driver, vacancies.get_vacancy).panel:
        part.declare_button.click()
        dialog = driver.dialog(DeclareDialog)
        dialog.panellist.setCurrentText(name)
        dialog.candidate.setCurrentText(two)
        dialog.kind.setCurrentIndex(2)
        dialog.act.click()
        driver.settle()
    assert f"Nobody scores {two}" in part.nobody.words
    part.stand_in_button.click()
    dialog = driver.dialog(StandInDialog)
    assert dialog.chosen == [two]
    qtbot.keyClicks(dialog.name, "Stand-in")
    dialog.act.click()
    driver.settle()
    assert "Stand-in" in read(driver, vacancies.get_vacancy).panel
    assert not part.nobody.isVisible()


def test_before_release_there_is_nothing_to_tell(driver):
    driver.open("review")
    driver.window.show_page("told")
    driver.settle()
    page = driver.window.current
    assert page.early.isVisible()
    assert not page.reports.isVisible()
