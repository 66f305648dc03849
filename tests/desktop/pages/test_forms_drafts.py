"""What was typed on the page and not confirmed is never lost, whatever is done next."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from edi_shortlist.desktop.window import MainWindow
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.workflow import vacancies
from edi_shortlist.workflow.form_drafts import keep_draft
from tests.desktop.conftest import PASSPHRASE, REF, Driver
from tests.desktop.pages.forms import (
    CTRL,
    KEY,
    go,
    press,
    row,
    show,
    stored,
    tag,
    type_over,
)

PHONE = "01632 960999"


@pytest.fixture
def page(forms_page):
    """The page over three applications, with the one that is certain shown."""
    return forms_page


def type_phone(driver, page) -> None:
    type_over(driver, go(page, "identity.phone"), PHONE)


def kept(driver, page, name: str = "Nkechi Balogun"):
    """What the vault keeps about the applicant with that name, or None."""
    found: list[object] = []
    candidate = next(form.candidate for form in page.work.model.rows if form.name == name)
    driver.window.desk.call(
        lambda session: session.vault.drafts.of(candidate), done=found.append, failed=driver._fail
    )
    driver.settle()
    return found[0]


def unlock(driver) -> None:
    driver.window.desk.unlock(PASSPHRASE, lambda _outcome: None, driver._fail)
    driver.settle()


def restored(page) -> bool:
    """Whether the typed number is back, marked and explained."""
    phone = row(page, "identity.phone")
    return (phone.value, phone.mark.text()) == (
        PHONE,
        "Changed",
    ) and page.work.notes.draft.isVisible()


def test_after_sealing_it_is_there_and_can_be_undone(driver, page):
    type_phone(driver, page)
    candidate = page.work.form.candidate
    driver.window.banner.button.click()  # right after the last key
    driver.settle()
    assert page.work.form is None
    unlock(driver)
    show(driver, page, "Nkechi Balogun")
    assert restored(page)
    assert "Typed by HR officer on" in page.work.notes.draft.words
    assert f"Typed and not confirmed: {candidate}." in page.progress.text()
    assert page.work.certain == []
    go(page, "identity.email")
    press(driver, KEY.Key_Z, CTRL)
    assert row(page, "identity.phone").value == "01632 960101"
    assert not page.work.notes.draft.isVisible()
    assert kept(driver, page) is None
    assert "Typed and" not in page.progress.text()
    assert page.work.certain == [candidate]


def test_after_the_window_was_closed_it_is_there(driver, page, qtbot, settings, stages, tmp_path):
    type_phone(driver, page)
    folder = driver.window.desk.folder
    assert driver.window.close()  # it asks nothing, since nothing is lost
    window = MainWindow(settings)
    window.show()
    qtbot.waitExposed(window)
    again = Driver(window, qtbot, stages, tmp_path)
    window.desk.open(folder, "Bea", lambda _outcome: None, again._fail)
    again.settle()
    unlock(again)
    other = again.show("forms")
    show(again, other, "Nkechi Balogun")
    assert restored(other)
    assert "Typed by HR officer on" in other.work.notes.draft.words
    press(again, KEY.Key_Return, CTRL)
    again.settle()
    assert other.errors.sentences == []
    assert stored(again, "Nkechi Balogun").identity["phone"] == PHONE
    assert kept(again, other) is None
    window.close()
    window.deleteLater()


def test_another_page_and_another_vacancy_lose_nothing(driver, page):
    desk = driver.window.desk
    desk.call(vacancies.create_vacancy, Vacancy("LIB-1", "Library Assistant"), failed=driver._fail)
    desk.reload()
    driver.settle()
    show(driver, page, "Nkechi Balogun")
    type_phone(driver, page)
    driver.show("audit")
    driver.show("forms")
    assert row(page, "identity.phone").value == PHONE
    desk.take("LIB-1")
    driver.settle()
    assert page.work.form is None
    desk.take(REF)
    driver.settle()
    show(driver, page, "Nkechi Balogun")
    assert restored(page)


def test_how_one_found_out_is_there_when_one_comes_back(driver, page):
    found = go(page, "declarations.care-experience")
    found.choices["yes"].click()
    for letter in "asked":
        QTest.keyClick(page.work.fields.reason, letter)
    show(driver, page, "Tom Cole")
    assert page.work.fields.reason.text() == ""
    show(driver, page, "Nkechi Balogun")
    assert row(page, "declarations.care-experience").value == "yes"
    assert page.work.fields.reason.isVisible()
    assert page.work.fields.reason.text() == "asked"
    press(driver, KEY.Key_Return, CTRL)
    driver.settle()
    assert page.errors.sentences == []
    assert "care-experience" in stored(driver, "Nkechi Balogun").declarations


def test_what_is_typed_and_taken_away_again_leaves_nothing(driver, page):
    go(page, "identity.phone")
    press(driver, KEY.Key_End)
    QTest.keyClick(page.work.fields.current.editor, "9")
    assert kept(driver, page).typed == {"identity.phone": "01632 9601019"}
    press(driver, KEY.Key_Backspace)
    assert kept(driver, page) is None
    assert page.work.certain == [page.work.form.candidate]


def test_what_cannot_be_confirmed_is_kept_as_it_was_typed(driver, page):
    type_over(driver, go(page, "identity.email"), "nb at example")
    press(driver, KEY.Key_Return, CTRL)
    driver.settle()
    assert page.errors.sentences
    assert kept(driver, page).typed == {"identity.email": "nb at example"}
    assert tag(page, "Nkechi Balogun") == "To confirm"


def test_after_release_what_can_no_longer_be_corrected_goes(driver):
    driver.open("released", unlock=True)
    page = driver.show("forms")
    candidate = page.work.form.candidate
    typed = {"identity.full_name": "Somebody Else", "adjustments": "A ramp", "no.such": "field"}
    driver.window.desk.call(keep_draft, REF, candidate, typed, failed=driver._fail)
    driver.show("audit")
    driver.show("forms")
    assert row(page, "identity.full_name").value != "Somebody Else"
    assert row(page, "adjustments").value == "A ramp"
    name = next(f.name for f in page.work.model.rows if f.candidate == candidate)
    assert kept(driver, page, name).typed == {"adjustments": "A ramp"}


def test_the_notes_are_read_aloud_and_do_not_take_the_keyboard(driver, page):
    type_phone(driver, page)
    show(driver, page, "Tom Cole")
    show(driver, page, "Nkechi Balogun")
    note = page.work.notes.draft
    assert note.accessibleName() == note.words
    assert note.focusPolicy() is Qt.FocusPolicy.NoFocus
    model = page.work.model
    at = model.find(lambda form: form.begun)
    said = model.index(at, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Form: To confirm. What was typed is kept, and waits to be confirmed."
