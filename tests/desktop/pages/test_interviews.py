"""The page of the interviews, driven as a person does: planned, scored, and recorded."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from made_once import made_once
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QLineEdit

from edi_shortlist.desktop.dialogs.interview_plan import PlanDialog, RoomFields
from edi_shortlist.desktop.dialogs.interview_question import QuestionDialog
from edi_shortlist.desktop.dialogs.interviews import (
    ExportScheduleDialog,
    NeedDialog,
    OutcomeDialog,
    ProposeDialog,
    TimeDialog,
)
from edi_shortlist.desktop.theme import Appearance
from edi_shortlist.desktop.written_times import read_day, read_time
from edi_shortlist.recruitment.interview_outcomes import InterviewOutcome
from edi_shortlist.recruitment.interview_plan import InterviewPlan, Room
from edi_shortlist.workflow import interview_changes, interview_scoring, unsealing
from edi_shortlist.workflow.interview_changes import Order
from edi_shortlist.workflow.interview_exports import Reader
from tests.desktop.pages.interviews_alone import InterviewsDriver
from tests.interviewing_vacancy import REF, make_interviewing

SCHEDULE, QUESTIONS, SCORES, OUTCOMES = range(4)
PLAN = InterviewPlan(
    (date(2026, 12, 7),),
    time(9),
    time(12),
    45,
    (Room("Room A", ("Petra Voss", "Femi Ade"), "Town Hall", "https://meet.example.com/1"),),
)


@pytest.fixture(scope="session")
def interviewing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small workspace; to be copied."""

    def make(folder: Path) -> Path:
        make_interviewing(folder / "interviewing")
        return folder / "interviewing"

    return made_once(tmp_path_factory, "interviewing", make)


@pytest.fixture
def driver(
    qtbot, look: Appearance, interviewing: Path, tmp_path: Path
) -> Iterator[InterviewsDriver]:
    made = InterviewsDriver(qtbot, interviewing, tmp_path)
    yield made
    made.close()


def planned(driver: InterviewsDriver):
    """Open the workspace with a time for everybody."""
    page = driver.begin()
    driver.do(interview_changes.set_plan, REF, PLAN)
    driver.do(interview_changes.propose_times, REF, Order.REFERENCE)
    driver.turn(SCHEDULE)
    return page


def clocks(page) -> dict[str, str]:
    """Return the times on the screen by candidate."""
    return {
        one.candidate: f"{one.slot.start:%H:%M}" for one in page.schedule.model.rows if one.slot
    }


def test_sealed_it_asks_for_the_vault_and_sealing_takes_names_away(driver) -> None:
    page = driver.begin(unlock=False)
    part = page.schedule
    assert part.early.isVisible()
    assert part.early.vault_button.isVisible()
    assert not part.early.shortlist_button.isVisible()
    driver.desk.unlock("five swans over the canal", lambda _o: None, driver._fail)
    driver.settle()
    driver.do(interview_changes.set_plan, REF, PLAN)
    driver.turn(SCHEDULE)
    assert "Aisha Khan" in part.who.text()
    assert "aisha@example.com" in part.facts.text()
    driver.desk.seal()
    driver.settle()
    assert part.model.rows == []
    assert part.who.text() == part.facts.text() == ""
    assert part.early.isVisible()


def test_days_rooms_and_hours_are_asked_for_and_times_proposed(driver, qtbot) -> None:
    page = driver.begin()
    assert page.schedule.begin.isVisible()
    page.schedule.begin_button.click()
    dialog = driver.dialog(PlanDialog)
    day, room = dialog.days.rows[0], dialog.rooms.rows[0]
    assert isinstance(day, QLineEdit)
    assert isinstance(room, RoomFields)
    assert room.panel.text() == "Petra Voss, Femi Ade"
    qtbot.keyClicks(day, "7 Decembr")
    dialog.end.setText("25:00")
    dialog.act.click()
    assert [said.split(" is not")[0] for said in dialog.errors.sentences] == [
        "'7 Decembr'",
        "'25:00'",
    ]
    day.setText("7/12/2026")
    dialog.end.setText("12.30")
    dialog.act.click()
    assert dialog.errors.sentences == ["Room 1 needs a place to come to, a link to join, or both."]
    room.place.setText("Town Hall")
    room.link.setText("https://meet.example.com/1")
    dialog.act.click()
    driver.settle()
    assert page.schedule.work.isVisible()
    assert "Nobody has a time yet" in page.schedule.note.words
    page.schedule.propose_button.click()
    driver.dialog(ProposeDialog).act.click()
    driver.settle()
    assert sorted(clocks(page).values()) == ["09:30", "10:30"]
    assert page.schedule.note.words == "Everybody has a time, and nothing clashes."


def test_candidates_change_places_by_keys_and_it_is_undone(driver, qtbot) -> None:
    page = planned(driver)
    table = page.schedule.table
    assert clocks(page) == {"C-0A01": "09:00", "C-0B02": "09:45"}
    table.choose_row(0)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    driver.settle()
    assert clocks(page) == {"C-0B02": "09:00", "C-0A01": "09:45"}
    assert page.schedule.current.candidate == "C-0A01"
    qtbot.keyClick(table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    driver.settle()
    assert clocks(page) == {"C-0A01": "09:00", "C-0B02": "09:45"}
    assert not page.schedule.undo_button.isEnabled()


def test_one_dropped_on_another_changes_places_with_it(driver) -> None:
    page = planned(driver)
    table = page.schedule.table
    table.choose_row(1)

    class Drop:
        """As much of a drop's event as is read."""

        def position(self) -> QPointF:
            return QPointF(table.visualRect(page.schedule.model.index(0, 0)).center())

        def setDropAction(self, action: Qt.DropAction) -> None:
            assert action is Qt.DropAction.IgnoreAction

        def accept(self) -> None: ...

    table.dropEvent(Drop())
    driver.settle()
    assert clocks(page) == {"C-0B02": "09:00", "C-0A01": "09:45"}
    assert page.schedule.model.rowCount() == 2


def test_adjustments_lengthen_the_interview_and_a_clash_leads_to_its_row(driver, qtbot) -> None:
    page = planned(driver)
    part = page.schedule
    part.table.choose_row(0)
    part.table.setFocus()
    qtbot.keyClick(part.table, Qt.Key.Key_A)
    dialog = driver.dialog(NeedDialog)
    dialog.extra.setValue(20)
    dialog.words.setText("Face the candidate")
    dialog.act.click()
    driver.settle()
    assert "For the panel: Face the candidate" in part.facts.text()
    assert "1 clash to settle" in part.note.words
    assert part.clashes.isVisible()
    part.table.choose_row(1)
    part._lines[0].linkActivated.emit("#")
    assert part.current.candidate == "C-0A01"
    part.table.choose_row(1)
    part.time_button.click()
    dialog = driver.dialog(TimeDialog)
    dialog.time.setText("1015")
    dialog.act.click()
    driver.settle()
    assert clocks(page) == {"C-0A01": "09:00", "C-0B02": "10:15"}
    assert part.clashes.isHidden()


def test_the_schedule_is_saved_for_whom_it_is_for(driver, tmp_path: Path) -> None:
    page = planned(driver)
    dialog = ExportScheduleDialog(page.window(), ("Petra Voss",))
    dialog.reader_box.setCurrentIndex(dialog.reader_box.findData(Reader.CANDIDATE))
    assert (dialog.suffix, dialog.format_box.isHidden()) == (".zip", True)
    dialog.reader_box.setCurrentIndex(dialog.reader_box.findData(Reader.PANEL))
    dialog.format_box.setCurrentIndex(dialog.format_box.findData(".ics"))
    page.schedule.export(tmp_path / "panel.ics", dialog)
    driver.settle()
    assert b"For the interview panel only" in (tmp_path / "panel.ics").read_bytes()
    page.schedule.export(tmp_path / "panel.ics", dialog)
    driver.settle()
    assert "is already there" in page.errors.sentences[0]
    dialog.deleteLater()


def test_questions_are_written_and_stand_beside_the_scores(driver, qtbot) -> None:
    page = driver.begin()
    driver.turn(QUESTIONS)
    part = page.questions
    part.add_button.click()
    dialog = driver.dialog(QuestionDialog)
    qtbot.keyClicks(dialog.words, "What helps you stay calm?")
    dialog.good[4].setText("Teaches others")
    dialog.act.click()
    driver.settle()
    assert part.note.words == "No question is about D1 yet."
    part.change_button.click()
    dialog = driver.dialog(QuestionDialog)
    assert (dialog.words.toPlainText(), dialog.good[4].text()) == (
        *("What helps you stay calm?", "Teaches others"),
    )
    for words in (" ", "What keeps you calm?"):  # refused first, then saved
        dialog.words.setPlainText(words)
        dialog.act.click()
        driver.settle()
    assert [one.text for one in part.model.rows] == ["What keeps you calm?"]
    driver.turn(SCORES)
    page.scores.panellist_box.setCurrentIndex(1)
    page.scores.panellist_box.activated.emit(1)
    driver.settle()
    first = page.scores.sheet.cards[0]
    assert first.guide.text() == "“What keeps you calm?”\n4: Teaches others"
    driver.turn(QUESTIONS)
    part.remove_button.click()
    driver.settle()
    assert part.model.rows == []


def test_a_panellist_scores_by_keys_alone_beside_no_score_of_the_sift(driver, qtbot) -> None:
    page = driver.begin()
    driver.turn(SCORES)
    part = page.scores
    assert part.who.isVisible()
    part.panellist_box.setCurrentIndex(part.panellist_box.findData("Femi Ade"))
    part.panellist_box.activated.emit(part.panellist_box.currentIndex())
    driver.settle()
    # At the sift everybody had 4; nothing of that is here.
    assert [card.criterion.id for card in part.sheet.cards] == ["E2", "D1"]
    assert {card.said.text() for card in part.sheet.cards} == {"Not scored"}
    for key in (Qt.Key.Key_3, Qt.Key.Key_2, Qt.Key.Key_N, Qt.Key.Key_1, Qt.Key.Key_0):
        qtbot.keyClick(part.sheet, key)
        driver.settle()
    assert part.progress.text() == "4 of 4 scores given"
    assert driver.do(interview_scoring.interview_scores_of, REF, "Femi Ade") == {
        ("C-0A01", "E2"): (3, ""),
        ("C-0A01", "D1"): (2, ""),
        ("C-0B02", "E2"): (1, ""),
        ("C-0B02", "D1"): (0, ""),
    }
    assert not part.lock_button.isEnabled()
    part.panellist_box.setCurrentIndex(part.panellist_box.findData("Petra Voss"))
    part.panellist_box.activated.emit(part.panellist_box.currentIndex())
    driver.settle()
    assert {card.said.text() for card in part.sheet.cards} == {"Not scored"}
    for key in (Qt.Key.Key_3, Qt.Key.Key_3, Qt.Key.Key_N, Qt.Key.Key_3, Qt.Key.Key_4):
        qtbot.keyClick(part.sheet, key)
        driver.settle()
    part.lock_button.click()
    driver.confirm()
    assert part.locked.isVisible()
    assert [(one.candidate, one.rank) for one in part.locked.model.rows] == [
        ("C-0A01", 1),
        ("C-0B02", 2),
    ]


def test_notes_wait_for_the_vault_and_go_when_it_is_sealed(driver) -> None:
    page = driver.begin(unlock=False)
    driver.turn(SCORES)
    part = page.scores
    part.panellist_box.setCurrentIndex(1)
    part.panellist_box.activated.emit(1)
    driver.settle()
    card = part.sheet.cards[0]
    assert not card.note.isEnabled()
    assert "Open the vault" in card.note.placeholderText()
    driver.desk.unlock("five swans over the canal", lambda _o: None, driver._fail)
    driver.settle()
    part.sheet.score(3)
    card.note.setText("Named the tenant")
    card.note.editingFinished.emit()
    driver.settle()
    assert driver.do(interview_scoring.interview_scores_of, REF, part.panellist) == {
        ("C-0A01", "E2"): (3, "Named the tenant")
    }
    driver.desk.seal()
    driver.settle()
    assert card.note.text() == ""
    assert not card.note.isEnabled()


def test_what_became_of_everybody_is_recorded_and_taken_back(driver, qtbot) -> None:
    page = driver.begin()
    driver.turn(OUTCOMES)
    part = page.outcomes
    part.table.choose_row(0)
    for outcome in (InterviewOutcome.INTERVIEWED, InterviewOutcome.RESERVE):
        qtbot.keyClick(part.table, Qt.Key.Key_Return)
        dialog = driver.dialog(OutcomeDialog)
        dialog.outcome_box.setCurrentIndex(dialog.outcome_box.findData(outcome))
        assert dialog.place.isHidden() is (outcome is not InterviewOutcome.RESERVE)
        dialog.act.click()
        driver.settle()
    assert part.model.index(0, 2).data() == "Reserve, place 1"
    assert part.model.index(0, 1).data() == "Aisha Khan"
    assert part.note.words.startswith("3 applied, 2 shortlisted, 1 interviewed, 0 offered")
    part.back_button.click()
    assert driver.confirm()[0] == "The candidate is ‘interviewed’ again."
    assert part.model.index(0, 2).data() == "Interviewed"
    assert "taken back by Ann" in part.history_words.text()
    driver.desk.seal()
    driver.settle()
    assert part.table.isColumnHidden(1)
    assert part.model.index(0, 1).data() == "Sealed"
    driver.do(unsealing.close_vacancy, REF)
    driver.desk.reload()
    driver.settle()
    assert not part.record_button.isVisible()


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("7/12/2026", date(2026, 12, 7)),
        (" 07.12.2026 ", date(2026, 12, 7)),
        ("2026-12-07", date(2026, 12, 7)),
        ("7 December 2026", date(2026, 12, 7)),
        ("31/02/2026", None),
        ("12/31/2026", None),
        ("", None),
    ],
)
def test_days_are_read_as_people_write_them(written: str, day: date | None) -> None:
    assert read_day(written) == day


@pytest.mark.parametrize(
    ("written", "at"),
    [("9:30", time(9, 30)), ("09.30", time(9, 30)), ("0930", time(9, 30)), ("9", time(9)),
     ("25:00", None), ("half nine", None)],
)  # fmt: skip
def test_times_are_read_as_people_write_them(written: str, at: time | None) -> None:
    assert read_time(written) == at
