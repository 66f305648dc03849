import pytest
from PySide6.QtCore import Qt

from edi_shortlist.desktop.pages.setup import in_plain_words
from edi_shortlist.recruitment.vacancy import TieRule, Vacancy
from edi_shortlist.workflow import vacancies
from edi_shortlist.workflow.session import Session
from tests.desktop.conftest import REF

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize(
    ("problem", "key", "words"),
    [
        (
            "'criteria[2].weight' must be more than 0.",
            "criteria[2].weight",
            "Criterion 2, the weight: must be more than 0.",
        ),
        (
            "'panel[3].name' repeats \"Panellist A\".",
            "panel[3].name",
            'Panellist 3, the name: repeats "Panellist A".',
        ),
        ("'title' must not be empty.", "title", "The title must not be empty."),
        (
            "'interview_limit_reason' is given, but there is no 'interview_limit'.",
            "interview_limit_reason",
            "The reason for the limit is given, but there is no the limit on interviews.",
        ),
        ("There is no scheme 'x'.", "", "There is no scheme 'x'."),
    ],
)
def test_problems_are_put_in_plain_words(problem, key, words):
    assert in_plain_words(problem) == (key, words)


def stored(folder) -> Vacancy:
    with Session.open(folder, "test") as session:
        return vacancies.get_vacancy(session, REF)


def test_what_is_shown_is_saved_as_it_was(driver):
    folder = driver.open("draft")
    page = driver.show("setup")
    assert Vacancy.from_dict(page.typed()) == stored(folder)
    assert not page.save.isEnabled()


def test_everything_can_be_changed_and_saved(driver, qtbot):
    folder = driver.open("draft")
    page = driver.show("setup")
    page.post.title.setFocus()
    page.post.title.selectAll()
    qtbot.keyClicks(page.post.title, "Senior Adviser")
    page.post.school.click()
    page.post.limited.click()
    page.post.limit.setValue(9)
    qtbot.keyClicks(page.post.reason, "A seasonal post")
    page.post.ties[TieRule.LOT].click()
    page.tabs.setCurrentIndex(2)
    page.schemes.choices["armed-forces"].click()
    page.tabs.setCurrentIndex(3)
    page.panel.panel.add_button.click()
    qtbot.keyClicks(page.panel.panel.rows[-1], "Panellist D")
    page.panel.policy.setCurrentIndex(page.panel.policy.findData("strict"))
    page.panel.exceptions.add_button.click()
    exception = page.panel.exceptions.rows[0]
    exception.label.setCurrentIndex(exception.label.findData("LANGUAGE"))
    exception.action.setCurrentIndex(exception.action.findData("keep"))
    qtbot.keyClicks(exception.reason, "The post needs Polish")
    qtbot.keyClick(page, Qt.Key.Key_S, CTRL)
    driver.settle()
    assert not page.errors.sentences
    vacancy = stored(folder)
    assert vacancy.title == "Senior Adviser"
    assert vacancy.school_based
    assert (vacancy.interview_limit, vacancy.interview_limit_reason) == (9, "A seasonal post")
    assert vacancy.ties is TieRule.LOT
    assert "armed-forces" in vacancy.schemes
    assert vacancy.panel[-1] == "Panellist D"
    assert vacancy.policy == "strict"
    assert vacancy.policy_overrides[0].label == "LANGUAGE"


def test_a_criterion_is_added_and_typed_by_keyboard(driver, qtbot):
    folder = driver.open("draft")
    page = driver.show("setup")
    page.tabs.setCurrentIndex(1)
    section = page.criteria
    section.add_desirable.click()
    editor = section.table.findChild(type(page.post.title))
    qtbot.keyClicks(editor, "Speaks British Sign Language")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert section.guide.fields[0].accessibleName() == "Guide for level 0, No evidence"
    qtbot.keyClicks(section.guide.fields[2], "Level 2 certificate")
    qtbot.keyClick(section, Qt.Key.Key_S, CTRL)
    driver.settle()
    added = stored(folder).criteria[-1]
    assert added.text == "Speaks British Sign Language"
    assert added.guide == {2: "Level 2 certificate"}


def test_a_scale_to_begin_with_is_chosen_and_made_ones_own(driver, qtbot):
    folder = driver.open("draft")
    page = driver.show("setup")
    page.tabs.setCurrentIndex(1)
    scale, guide = page.criteria.scale, page.criteria.guide
    assert scale.box.currentText().startswith("0 to 4")
    kept = page.criteria.model.rows[0].guide
    assert kept
    box = scale.box
    box.setCurrentIndex(next(n for n in range(box.count()) if box.itemText(n).startswith("1 to 7")))
    box.activated.emit(box.currentIndex())
    assert [row.number.text() for row in scale.rows] == list("1234567")
    assert scale.to_dict()["pass"] == 4
    shifted = page.criteria.model.rows[0].guide
    assert shifted == {score + 1: said for score, said in kept.items()}
    assert guide.fields[7].accessibleName() == "Guide for level 7, Outstanding demonstration"
    guide.fill_all.click()
    assert "only claimed" in page.criteria.model.rows[-1].guide[2]
    qtbot.keyClicks(scale.rows[0].name, " here")
    assert box.currentText() == "Own scale"
    scale.levels.remove(scale.rows[6])
    assert not guide.lost.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_S, CTRL)
    driver.settle()
    assert not page.errors.sentences
    saved = stored(folder)
    assert (saved.scale.span, saved.scale.pass_level) == ("1 to 6", 4)
    assert saved.scale.name(1) == "Not demonstrated here"
    assert sorted(saved.criteria[-1].guide) == [1, 2, 3, 4, 5, 6]


def test_guides_to_levels_that_a_shorter_scale_lacks_are_counted_before_they_go(driver):
    driver.open("draft")
    page = driver.show("setup")
    page.tabs.setCurrentIndex(1)
    scale = page.criteria.scale
    page.criteria.model.set_guide(0, 4, "Changed practice")
    scale.load({"levels": ["Not met", "Met"], "pass": 1})
    assert page.criteria.guide.lost.isVisible()
    assert " of the guides' texts are for a level" in page.criteria.guide.lost.text()
    assert "4" not in page.criteria.to_dict()["criteria"][0]["guide"]


def test_every_problem_is_listed_and_leads_to_its_field(driver, qtbot):
    folder = driver.open("draft")
    page = driver.show("setup")
    before = stored(folder)
    page.post.title.selectAll()
    qtbot.keyClick(page.post.title, Qt.Key.Key_Delete)
    page.post.limited.click()
    model = page.criteria.model
    model.setData(model.index(1, 3), "0")
    page.panel.panel.add()
    page.save.click()
    driver.settle()
    assert page.errors.isVisible()
    said = page.errors.sentences
    assert "The title must not be empty." in said
    assert "Criterion 2, the weight: must be more than 0." in said
    assert any(one.startswith("The reason for the limit") for one in said)
    assert any(one.startswith("Panellist 4, the name") for one in said)

    def follow(beginning: str):
        line = next(x for x in page.errors.links if x.property("sentence").startswith(beginning))
        line.linkActivated.emit("#")
        return page.tabs.currentIndex(), page.window().focusWidget()

    assert follow("The title") == (0, page.post.title)
    assert follow("The reason") == (0, page.post.reason)
    assert follow("Criterion 2") == (1, page.criteria.table)
    assert page.criteria.table.current_row() == 1
    assert follow("Panellist 4") == (3, page.panel.panel.rows[3])
    assert stored(folder) == before


def test_discarding_brings_back_what_was_saved(driver, qtbot):
    driver.open("draft")
    page = driver.show("setup")
    qtbot.keyClicks(page.post.title, " changed")
    assert page.dirty
    page.discard.click()
    driver.settle()
    assert page.post.title.text() == "Housing Options Adviser"
    assert not page.dirty


def test_unsaved_changes_stay_while_other_pages_are_looked_at(driver, qtbot):
    driver.open("draft")
    page = driver.show("setup")
    qtbot.keyClicks(page.post.title, " changed")
    driver.show("audit")
    driver.show("setup")
    assert page.post.title.text() == "Housing Options Adviser changed"


def test_a_school_based_post_is_warned_of_schemes_that_exclude_it(driver):
    driver.open("draft")
    page = driver.show("setup")
    page.tabs.setCurrentIndex(2)
    assert page.schemes.school_note.isHidden()
    page.post.school.click()
    assert "Care experience" in page.schemes.school_note.words


def test_after_release_nothing_can_be_changed(driver):
    driver.open("released")
    page = driver.show("setup")
    assert page.closed_note.isVisible()
    assert not page.post.title.isEnabled()
    assert not page.save.isVisible()


def test_unsaved_changes_stay_while_another_vacancy_is_in_hand(driver, qtbot):
    driver.open("draft")
    window = driver.window
    window.desk.call(vacancies.create_vacancy, Vacancy("LIB-7", "Librarian"))
    window.desk.reload()
    driver.settle()
    window.desk.take(REF)
    page = driver.show("setup")
    qtbot.keyClicks(page.post.title, " changed")
    window.desk.take("LIB-7")
    driver.settle()
    assert page.post.title.text() == "Librarian"
    assert page.dirty
    window.desk.take(REF)
    driver.settle()
    assert page.post.title.text() == "Housing Options Adviser changed"
    assert page.save.isEnabled()
    page.discard.click()
    driver.settle()
    assert not page.dirty


def test_closing_with_unsaved_changes_asks_once(driver, qtbot):
    driver.open("draft")
    page = driver.show("setup")
    qtbot.keyClicks(page.post.title, " changed")
    assert not driver.window.close()
    driver.dialog().cancel.click()
    driver.settle()
    assert driver.window.isVisible()
    assert not driver.window.close()
    driver.dialog().act.click()
    qtbot.waitUntil(lambda: not driver.window.isVisible())
