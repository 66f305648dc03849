import pytest
from PySide6.QtCore import Qt

from edi_shortlist.workflow import scoring
from edi_shortlist.workflow.session import Session
from tests.desktop.conftest import REF


@pytest.fixture
def page(driver):
    driver.open("released")
    made = driver.show("scoring")
    choose(driver, made, "Panellist B")
    return made


def choose(driver, page, name: str) -> None:
    page.panellist_box.setCurrentIndex(page.panellist_box.findData(name))
    page.panellist_box.activated.emit(page.panellist_box.currentIndex())
    driver.settle()


def saved(driver, panellist: str) -> dict:
    with Session.open(driver.window.desk.folder, "test") as session:
        return scoring.scores_of(session, REF, panellist)


def test_nothing_is_scored_before_release(driver):
    driver.open("review")
    page = driver.show("scoring")
    assert page.early.isVisible()
    assert not page.lock_button.isVisible()


def test_nobody_scores_without_choosing_a_name(driver, qtbot):
    driver.open("released")
    page = driver.show("scoring")
    assert page.who.isVisible()
    assert not page.sheet.isVisible()
    qtbot.keyClick(page, "3")
    driver.settle()
    assert page.panellist == ""


def test_a_digit_scores_and_goes_on(driver, qtbot, page):
    candidate, cards = page._candidate, page.sheet.cards
    qtbot.keyClick(page.sheet, "3")
    qtbot.keyClick(page.sheet, "0")
    driver.settle()
    assert cards[0].said.text() == "3 · Exceeds"
    assert cards[1].said.text() == "0 · No evidence"
    assert [c.property("current") for c in cards[:3]] == [False, False, True]
    assert saved(driver, "Panellist B") == {
        (candidate, cards[0].criterion.id): (3, ""),
        (candidate, cards[1].criterion.id): (0, ""),
    }
    assert saved(driver, "Panellist A") == {}


def test_a_digit_beyond_the_scale_does_nothing(driver, qtbot, page):
    qtbot.keyClick(page.sheet, "9")
    driver.settle()
    assert saved(driver, "Panellist B") == {}
    assert page.sheet.cards[0].property("current")


def test_levels_can_be_clicked_in_any_order_and_taken_back(driver, qtbot, page):
    card = page.sheet.cards[2]
    qtbot.mouseClick(card.buttons[4], Qt.MouseButton.LeftButton)
    driver.settle()
    key = (page._candidate, card.criterion.id)
    assert saved(driver, "Panellist B") == {key: (4, "")}
    page.sheet.go_to(2)
    page.sheet.setFocus()
    qtbot.keyClick(page.sheet, Qt.Key.Key_Delete)
    driver.settle()
    assert saved(driver, "Panellist B") == {}
    assert card.said.text() == "Not scored"


def test_a_note_may_hold_digits_and_is_saved_with_the_score(driver, qtbot, page):
    qtbot.keyClick(page.sheet, "2")
    page.sheet.go_to(0)
    qtbot.keyClick(page.sheet, "t")
    note = page.sheet.cards[0].note
    assert page.window().focusWidget() is note
    qtbot.keyClicks(note, "3 cases in 2024, none lost")
    qtbot.keyClick(note, Qt.Key.Key_Return)
    driver.settle()
    (score,) = saved(driver, "Panellist B").values()
    assert score == (2, "3 cases in 2024, none lost")


def test_n_goes_to_the_next_candidate_with_a_score_missing(driver, qtbot, page):
    first = page._candidate
    for _card in page.sheet.cards:
        qtbot.keyClick(page.sheet, "2")
    driver.settle()
    assert "Press N" in driver.window.notice.text() or page._candidate == first
    qtbot.keyClick(page.sheet, "n")
    driver.settle()
    assert page._candidate != first
    assert page.model.rows[0].scored == len(page.sheet.cards)


def test_panellists_do_not_see_each_others_scores(driver, qtbot, page):
    qtbot.keyClick(page.sheet, "4")
    driver.settle()
    choose(driver, page, "Panellist C")
    assert page.sheet.cards[0].said.text() == "Not scored"
    assert page.top.progress.value() == 0
    choose(driver, page, "Panellist B")
    assert page.sheet.cards[0].said.text() == "4 · Outstanding"


def test_a_second_document_is_announced_and_one_key_away(driver, qtbot, page):
    with Session.open(driver.window.desk.folder, "test") as session:
        numbers = {c: scoring.panel_documents(session, REF, c) for c in page._candidates}
    candidate, (first, second) = next((c, d) for c, d in numbers.items() if len(d) == 2)
    alone = next(c for c, d in numbers.items() if len(d) == 1)
    reading = page.reading
    page._choose_row(page._candidates.index(candidate))
    driver.settle()
    assert [reading.tabs.tabText(at) for at in (0, 1)] == ["Document 1", "Document 2"]
    assert reading.view.shown == first
    assert "document 2" in reading.next_button.text()
    qtbot.keyClick(page.sheet, "d")
    assert reading.view.shown == second
    assert "document 1" in reading.next_button.text()
    qtbot.mouseClick(reading.next_button, Qt.MouseButton.LeftButton)
    assert reading.view.shown == first
    page._choose_row(page._candidates.index(alone))
    driver.settle()
    assert not reading.next_button.isVisible()
    qtbot.keyClick(page.sheet, "d")
    assert reading.view.shown == numbers[alone][0]


def test_the_panel_reads_the_anonymised_text(driver, page):
    assert page.reading.view.toPlainText().strip()
    assert "[applicant]" in page.reading.view.toPlainText()


def test_scores_are_imported_all_or_nothing(driver, page, tmp_path):
    header = "candidate,panellist,criterion,score,note\n"
    good = [f"{c},Panellist A,E1,3,\n" for c in page._candidates]
    wrong = tmp_path / "wrong.csv"
    wrong.write_text(header + good[0] + "C-NONE,Panellist A,E1,9,\n")
    page.import_scores(wrong)
    driver.settle()
    assert "C-NONE" in page.errors.sentences[0]
    assert saved(driver, "Panellist A") == {}
    right = tmp_path / "right.csv"
    right.write_text(header + "".join(good))
    page.import_scores(right)
    driver.settle()
    assert not page.errors.sentences
    assert len(saved(driver, "Panellist A")) == len(good)


def test_locking_says_who_has_not_finished(driver, page):
    page.lock_button.click()
    driver.settle()
    assert any(said.startswith("Panellist A has given 0 of") for said in page.errors.sentences)


def test_locked_scores_can_be_read_and_not_changed(driver, qtbot):
    driver.open("locked")
    page = driver.show("scoring")
    choose(driver, page, "Panellist A")
    before = saved(driver, "Panellist A")
    assert page.locked_note.isVisible()
    assert not page.lock_button.isVisible()
    page.sheet.setFocus()
    qtbot.keyClick(page.sheet, "0")
    qtbot.mouseClick(page.sheet.cards[0].buttons[1], Qt.MouseButton.LeftButton)
    qtbot.keyClick(page.sheet, Qt.Key.Key_Delete)
    driver.settle()
    assert saved(driver, "Panellist A") == before
    assert page.sheet.cards[0].said.text() != "Not scored"
