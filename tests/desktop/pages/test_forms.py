"""Confirming forms on the page, as a person would: by keyboard, beside the document."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QRadioButton

from tests.desktop.conftest import PASSPHRASE
from tests.desktop.pages.forms import CTRL, KEY, go, press, row, show, stored, tag, type_over


@pytest.fixture
def page(forms_page):
    """The page over three applications, with the one that is certain shown."""
    return forms_page


def everything_shown(page) -> str:
    """All words on the page that could name somebody."""
    said = [page.work.document.view.toPlainText()]
    said += [one.text() for one in page.findChildren(QLineEdit) if one.isVisible()]
    said += [one.toPlainText() for one in page.findChildren(QPlainTextEdit) if one.isVisible()]
    said += [box.itemText(n) for box in page.findChildren(QComboBox) for n in range(box.count())]
    said += [
        str(page.work.model.index(r, c).data())
        for r in range(page.work.model.rowCount())
        for c in range(page.work.model.columnCount())
    ]
    return "\n".join(said)


# -- empty, sealed, too late


def test_without_applications_it_says_how_to_begin(driver):
    driver.open("draft", unlock=True)
    page = driver.show("forms")
    assert page.nothing.isVisible()
    assert not page.confirm_button.isVisible()


def test_sealed_it_asks_to_open_the_vault(driver):
    driver.open("review")
    page = driver.show("forms")
    assert page.sealed.isVisible()
    assert not page.work.isVisible()
    assert not page.confirm_button.isVisible()


def test_sealing_takes_everything_off_the_page(driver, page):
    found = go(page, "identity.full_name")
    type_over(driver, found, "Nkechi Ade")
    assert "Nkechi" in everything_shown(page)
    driver.window.banner.button.click()
    driver.settle()
    assert page.sealed.isVisible()
    for secret in ("Nkechi", "Cole", "nb@example.com", "quiet room"):
        assert secret not in everything_shown(page)
    assert page.work.form is None
    driver.window.desk.unlock(PASSPHRASE, lambda _outcome: None, driver._fail)
    driver.settle()
    show(driver, page, "Nkechi Balogun")
    assert row(page, "identity.full_name").value == "Nkechi Ade"  # the vault had kept it


def test_sealed_from_another_page_nothing_is_kept(driver, page):
    driver.show("audit")
    driver.window.banner.button.click()
    driver.settle()
    assert page.work.form is None
    assert page.work.model.rowCount() == 0
    assert page.work.document.view.toPlainText() == ""


def test_after_release_who_the_applicant_is_can_only_be_read(driver):
    driver.open("released", unlock=True)
    page = driver.show("forms")
    assert not row(page, "identity.full_name").is_open
    assert row(page, "identity.full_name").editor.isReadOnly()
    assert row(page, "adjustments").is_open
    assert row(page, "declarations.care-experience").is_open
    assert "cannot be changed any more: it was released" in page.progress.text()
    page.confirm_button.click()
    driver.settle()
    assert len(page.work.model.waiting) == 2


def test_after_the_shortlist_nothing_can_be_changed(driver):
    driver.open("shortlisted", unlock=True)
    page = driver.show("forms")
    assert page.work.fields.rows
    assert not any(one.is_open for one in page.work.fields.rows)
    assert not page.confirm_button.isVisible()
    assert not page.undo_button.isVisible()
    press(driver, KEY.Key_Return, CTRL)
    driver.settle()
    assert len(page.work.model.waiting) == 3


# -- looking


def test_the_list_says_what_is_left_to_decide(driver, page):
    assert tag(page, "Nkechi Balogun") == "To confirm"
    assert tag(page, "Tom Cole") == "1 to decide"
    assert tag(page, "") == "1 to decide"  # nobody was named
    assert page.progress.text().startswith("0 of 3 applications confirmed")
    assert "can be released before" in page.progress.text()


def test_each_field_leads_to_its_place_in_the_document(driver, page):
    view = page.work.document.view
    go(page, "identity.full_name")
    for key, words in (
        ("identity.preferred_name", None),
        ("identity.email", "nb@example.com"),
        ("identity.phone", "01632 960101"),
    ):
        press(driver, KEY.Key_Down)
        assert page.work.fields.current.field.key == key
        current = [m for m in view.marks if m.key == view._current]
        if words is None:
            assert current == []
            assert "not found" in page.work.document.where.text()
        else:
            (mark,) = current
            assert view.shown.text[mark.start : mark.end] == words
            assert not page.work.document.where.isVisible()
    press(driver, KEY.Key_Up)
    assert page.work.fields.current.field.key == "identity.email"
    press(driver, KEY.Key_Tab)
    assert page.work.fields.current.field.key == "identity.phone"


def test_a_click_on_a_place_leads_to_its_field(page):
    view = page.work.document.view
    mark = next(m for m in view.marks if view.shown.text[m.start : m.end] == "nb@example.com")
    view.mark_clicked.emit(mark.key)
    assert page.work.fields.current.field.key == "identity.email"


def test_every_field_has_a_name_and_says_how_it_stands(page):
    for one in page.work.fields.rows:
        editors = one.findChildren(QRadioButton) or [one.editor]
        for editor in editors:
            assert one.name in editor.accessibleName()
            assert one.mark.text() in editor.accessibleDescription()
    marks = {one.field.key: one.mark.text() for one in page.work.fields.rows}
    assert marks["identity.full_name"] == "Certain"
    assert marks["identity.preferred_name"] == "Not found"


def test_f8_leads_to_the_next_doubt_here_and_in_the_next_application(driver, page):
    names = []
    for _ in range(2):
        press(driver, KEY.Key_F8)
        driver.settle()
        names.append((page.work.form.candidate, page.work.fields.current.field.key))
        press(driver, KEY.Key_PageDown, CTRL)
        driver.settle()
    press(driver, KEY.Key_F8)
    driver.settle()
    keys = {key for _, key in names}
    assert keys <= {"declarations.disability-confident", "identity.full_name"}
    current = page.work.fields.current
    assert current.field.doubtful
    assert driver.window.focusWidget() is current.editor


# -- correcting


def test_a_correction_is_confirmed_by_keyboard_and_the_next_comes_up(driver, page):
    first = page.work.form.candidate
    found = go(page, "identity.email")
    type_over(driver, found, "nkechi@example.com")
    assert found.mark.text() == "Changed"
    press(driver, KEY.Key_Return, CTRL)
    driver.settle()
    assert page.errors.sentences == []
    assert stored(driver, "Nkechi Balogun").identity["email"] == "nkechi@example.com"
    assert page.work.form.candidate != first
    assert tag(page, "Nkechi Balogun") == "Confirmed"
    assert page.progress.text().startswith("1 of 3")
    assert driver.window.focusWidget() is page.work.fields.current.editor


def test_confirming_works_from_the_lines_of_the_adjustments(driver, page):
    go(page, "adjustments")
    QTest.keyClick(page.work.fields.current.editor, "!")
    press(driver, KEY.Key_Return, CTRL)
    driver.settle()
    assert tag(page, "Nkechi Balogun") == "Confirmed"
    show(driver, page, "Nkechi Balogun")
    assert row(page, "adjustments").value == "!A quiet room"
    assert page.work.notes.confirmed.isVisible()
    assert "Confirmed by HR officer" in page.work.notes.confirmed.words


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("identity.email", "nb at example.com", "no e-mail address"),
        ("identity.date_of_birth", "31/2/1990", "no date"),
        ("identity.full_name", " ", "must not be empty"),
    ],
)
def test_what_cannot_be_is_said_with_a_way_to_the_field(driver, page, key, typed, said):
    found = go(page, key)
    type_over(driver, found, typed)
    press(driver, KEY.Key_Return, CTRL)
    driver.settle()
    (sentence,) = page.errors.sentences
    assert said in sentence
    assert sentence.startswith(found.name)
    page.errors.links[0].linkActivated.emit("#")
    assert driver.window.focusWidget() is found.editor
    assert tag(page, "Nkechi Balogun") == "To confirm"


def test_a_date_is_shown_and_typed_with_the_day_first(driver, page):
    found = go(page, "identity.date_of_birth")
    assert found.value == "03/05/1990"
    type_over(driver, found, "4/6/1991")
    press(driver, KEY.Key_Return, CTRL)
    driver.settle()
    assert stored(driver, "Nkechi Balogun").identity["date_of_birth"] == "1991-06-04"


def test_words_are_taken_from_the_document(driver, page):
    show(driver, page, "Tom Cole")
    found = go(page, "identity.email")
    document = page.work.document
    document.files.setCurrentIndex(1)
    document.files.activated.emit(1)
    text = document.view.shown.text
    start = text.index("tom.cole@example.com")
    document.view.setFocus()
    press(driver, KEY.Key_T, CTRL)  # nothing is selected yet
    assert found.value == "tc@example.com"
    document.view.select(start, start + len("tom.cole@example.com"))
    assert document.take_button.isEnabled()
    assert "e-mail address" in document.take_button.text()
    press(driver, KEY.Key_T, CTRL)
    assert found.value == "tom.cole@example.com"
    assert driver.window.focusWidget() is found.editor
    press(driver, KEY.Key_Z, CTRL)
    assert found.value == "tc@example.com"


def test_what_was_typed_is_there_when_one_comes_back(driver, page):
    found = go(page, "identity.phone")
    type_over(driver, found, "01632 960999")
    show(driver, page, "Tom Cole")
    assert row(page, "identity.phone").value == "01632 960101"
    show(driver, page, "Nkechi Balogun")
    assert row(page, "identity.phone").value == "01632 960999"
    # and it is not among those that are confirmed unseen
    assert page.work.certain == []


# -- declarations


def test_what_is_not_clear_cannot_be_confirmed_until_it_was_asked(driver, page):
    show(driver, page, "Tom Cole")
    press(driver, KEY.Key_F8)
    found = page.work.fields.current
    assert (found.field.key, found.value) == ("declarations.disability-confident", "unclear")
    assert "Ask the applicant" in found.origin.text()
    press(driver, KEY.Key_Return, CTRL)
    driver.settle()
    assert any("not clear" in one for one in page.errors.sentences)
    found.editor.setFocus()
    press(driver, KEY.Key_Left)  # from Not clear to No
    assert found.value == "no"
    assert not found.origin.isVisible()
    press(driver, KEY.Key_Return, CTRL)
    driver.settle()
    assert page.errors.sentences == ["Say how you found out what was declared."]
    reason = page.work.fields.reason
    assert reason.isVisible()
    reason.setFocus()
    for letter in "asked":
        QTest.keyClick(reason, letter)
    press(driver, KEY.Key_Return, CTRL)
    driver.settle()
    assert page.errors.sentences == []
    application = stored(driver, "Tom Cole")
    assert (application.declarations, application.unclear) == ((), ())
    assert tag(page, "Tom Cole") == "Confirmed"


def test_the_arrows_never_change_a_declaration(driver, page):
    found = go(page, "declarations.disability-confident")
    for key in (KEY.Key_Up, KEY.Key_Down, KEY.Key_Down):
        press(driver, key)
    assert found.value == "yes"
    assert page.work.fields.current is not found


# -- undoing


def test_typing_is_undone_field_by_field_then_the_confirmation(driver, page):
    press(driver, KEY.Key_Return, CTRL)  # the first is confirmed as it is
    driver.settle()
    assert tag(page, "Nkechi Balogun") == "Confirmed"
    show(driver, page, "Tom Cole")
    phone = go(page, "identity.phone")
    type_over(driver, phone, "01632 960888")
    mail = go(page, "identity.email")
    type_over(driver, mail, "x@example.com")
    press(driver, KEY.Key_Z, CTRL)
    assert (mail.value, phone.value) == ("tc@example.com", "01632 960888")
    press(driver, KEY.Key_Z, CTRL)
    assert phone.value == "01632 960101"
    assert page.work.fields.current is phone
    press(driver, KEY.Key_Z, CTRL)
    driver.settle()
    assert tag(page, "Nkechi Balogun") == "To confirm"
    assert row(page, "identity.full_name").value == "Nkechi Balogun"


def test_an_older_confirmation_is_undone_after_a_question(driver, page):
    press(driver, KEY.Key_Return, CTRL)
    driver.settle()
    driver.window.banner.button.click()
    driver.settle()
    driver.window.desk.unlock(PASSPHRASE, lambda _o: None, driver._fail)
    driver.settle()
    show(driver, page, "Nkechi Balogun")
    page.undo_button.click()
    assert any("taken back" in change for change in driver.confirm())
    assert tag(page, "Nkechi Balogun") == "To confirm"
    assert not page.work.notes.confirmed.isVisible()


def test_a_corrected_choice_is_undone(driver, page):
    found = go(page, "interview_mode")
    found.choices["online"].click()
    assert found.changed
    press(driver, KEY.Key_Z, CTRL)
    assert found.value == ""
    assert not found.changed


# -- many


def test_all_that_are_certain_are_confirmed_after_one_question_and_undone(driver, page):
    assert page.certain_button.isEnabled()
    page.certain_button.click()
    changes = driver.confirm()
    assert changes[0].startswith("1 application")
    assert changes[1].startswith("2 applications")
    assert tag(page, "Nkechi Balogun") == "Confirmed"
    assert tag(page, "Tom Cole") == "1 to decide"
    assert not page.certain_button.isEnabled()
    page.undo_button.click()
    driver.settle()
    assert tag(page, "Nkechi Balogun") == "To confirm"


def test_a_corrected_name_waits_in_the_review(driver, page):
    found = go(page, "identity.full_name")
    type_over(driver, found, "Nkechi Balogun Advisers")
    press(driver, KEY.Key_Return, CTRL)
    driver.settle()
    assert page.errors.sentences == []
    assert stored(driver, "Nkechi Balogun Advisers").undecided > 0


# -- room


@pytest.mark.parametrize(
    ("width", "height", "percent", "side_by_side"),
    [(1280, 800, 100, True), (1024, 700, 100, True), (1024, 700, 200, False)],
)
def test_the_parts_stand_side_by_side_where_there_is_room(
    driver, page, look, width, height, percent, side_by_side
):
    driver.window.resize(width, height)
    look.set_percent(percent)
    driver.settle()
    assert (page.work.panes.orientation() is Qt.Orientation.Horizontal) is side_by_side
    title = page.confirm_button
    assert title.mapTo(driver.window, title.rect().bottomRight()).x() <= width
    go(page, "identity.date_of_birth")
    driver.bot.wait(30)
    current = page.work.fields.current
    seen = page.work.fields.viewport().rect()
    top = current.mapTo(page.work.fields.viewport(), current.rect().topLeft()).y()
    assert seen.top() <= top < seen.bottom()
    QApplication.processEvents()
