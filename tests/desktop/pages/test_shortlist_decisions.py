"""What HR decides after the lock, and the account of a candidate, on the Shortlist page."""

import shutil

import pytest
from PySide6.QtWidgets import QApplication

from edi_shortlist.desktop.dialogs.account import AccountDialog
from edi_shortlist.desktop.dialogs.after_lock import (
    CorrectScoreDialog,
    DecidedDialog,
    DifferenceDialog,
    DrawAgainDialog,
    LateDeclarationDialog,
)
from edi_shortlist.workflow import arriving
from edi_shortlist.workflow.unsealing import unseal
from tests.desktop.decided import unlock
from tests.workflow.conftest import ReaderHere, Stages


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A shortlist of three, one of them invited on merit and one guaranteed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arriving, "Reader", ReaderHere)
        return Stages(tmp_path_factory.mktemp("stages")).made("shortlisted")


@pytest.fixture
def drawn(window, small, tmp_path):
    """The driver of a window with it open."""
    folder = shutil.copytree(small, tmp_path / "small")
    window.window.desk.open(folder, "Ann", lambda _outcome: None, window._fail)
    window.settle()
    return window


def by_route(page, route: str) -> str:
    return next(row.candidate for row in page.model.rows if row.route == route)


def choose(page, candidate: str) -> None:
    page.table.choose_row(page.model.find(lambda row: row.candidate == candidate))


def test_sealed_nothing_is_decided(drawn):
    assert drawn.show("shortlist").decisions.button.isHidden()


def test_a_withdrawal_a_correction_and_their_differences(drawn):
    driver = drawn
    unlock(driver)
    page = driver.show("shortlist")
    guaranteed, first = by_route(page, "guaranteed"), by_route(page, "merit")
    choose(page, guaranteed)
    page.account_button.click()
    account = driver.dialog(AccountDialog)
    assert account.words.startswith("The minimum\nEvery essential criterion")
    assert "Guaranteed an interview under" in account.words
    account.for_applicant.setChecked(True)
    assert "Your weighted total is" in account.words
    account.copy_button.click()
    assert QApplication.clipboard().text() == account.words
    account.accept()

    page.decisions.declaration.trigger()
    driver.settle()
    dialog = driver.dialog(LateDeclarationDialog)
    assert dialog.candidate.currentText() == guaranteed
    assert not dialog.act.isEnabled()  # nothing is changed yet
    for choice in dialog.choices.values():
        choice.setChecked(False)
    driver.settle()
    assert f"Not invited any more: {guaranteed}." in dialog.change.words
    dialog.act.click()
    driver.settle()
    assert "Say why" in dialog.errors.sentences[0]
    dialog.reason.setText("the applicant wrote on 3 March")
    dialog.decided_by.setText("Ann Poole")
    dialog.act.click()
    driver.settle()
    assert guaranteed not in page._view.interview_list

    page.decisions.score.trigger()
    driver.settle()
    dialog = driver.dialog(CorrectScoreDialog)
    dialog.candidate.setCurrentText(first)
    dialog.level.setCurrentIndex(0)
    driver.settle()
    assert "total" in dialog.change.words
    dialog.decided_by.setText("The panel")
    dialog.act.click()
    driver.settle()

    page.decisions.changes.trigger()
    driver.settle()
    shown = driver.dialog(DifferenceDialog)
    assert first in [row.candidate for row in shown.model.rows]
    assert shown.windowTitle() == "What drawing 3 changed"
    shown.accept()

    page.decisions.decided.trigger()
    driver.settle()
    listed = driver.dialog(DecidedDialog)
    assert [card.accessibleName() for card in listed.cards] == [guaranteed]
    listed.accept()
    assert "drawn again" in page.note.words

    page.decisions.again.trigger()
    driver.settle()
    dialog = driver.dialog(DrawAgainDialog)
    assert dialog.change.words == "Nobody’s total, place or invitation changes."
    dialog.act.click()
    driver.settle()
    assert "so it stays" in dialog.errors.sentences[0]
    dialog.reject()


def test_an_invitation_that_was_given_is_withdrawn_only_by_its_box(drawn):
    driver = drawn
    unlock(driver)
    page = driver.show("shortlist")
    guaranteed = by_route(page, "guaranteed")
    driver.window.desk.call(unseal, page.reference, done=lambda _outcome: None)
    driver.settle()
    driver.window.desk.reload()
    driver.settle()
    choose(page, guaranteed)
    page.decisions.declaration.trigger()
    driver.settle()
    dialog = driver.dialog(LateDeclarationDialog)
    for choice in dialog.choices.values():
        choice.setChecked(False)
    driver.settle()
    assert f"Keeps the invitation that was given: {guaranteed}." in dialog.change.words
    dialog.withdrawn[guaranteed].setChecked(True)
    dialog.reason.setText("the applicant asked for it")
    dialog.decided_by.setText("Ann Poole")
    dialog.act.click()
    driver.settle()
    assert guaranteed not in page._view.interview_list
