"""Going through the candidates by keyboard alone: orders, skipping, coming back, undoing, and going
on where it was after a kill."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from made_once import made_once

from edi_shortlist.workflow import reading, scoring
from edi_shortlist.workflow.session import Session
from tests.desktop.pages.scoring_driver import ScoringDriver
from tests.released_vacancy import CANDIDATES, REF, A, B, make_released


@pytest.fixture(scope="session")
def released(tmp_path_factory) -> Path:
    return made_once(tmp_path_factory, "scoring-released", _make)


def _make(folder: Path) -> Path:
    make_released(folder / "workspace")
    return folder / "workspace"


@pytest.fixture
def driver(qtbot, look, released, tmp_path):
    made = ScoringDriver(qtbot, released, tmp_path)
    yield made
    made.close()


def given(driver, panellist: str = A) -> dict:
    with Session.open(driver.folder, "test") as session:
        return scoring.scores_of(session, REF, panellist)


def order(driver, key: str, panellist: str = A) -> list[str]:
    with Session.open(driver.folder, "test") as session:
        return reading.order_of(session, REF, panellist, key)


def test_twenty_candidates_by_keyboard_alone_with_a_kill_in_the_middle(driver):
    shutil.copytree(driver._stages(""), driver.folder)
    seen = _score_until_killed(driver.folder, saved=12)
    before = given(driver)
    assert len(before) >= seen >= 12
    first, second = order(driver, "criterion E1"), order(driver, "criterion D1")
    assert first != second
    assert list(before) == sorted((one, "E1") for one in first[: len(before)])

    page = driver.begin()
    assert driver.window.focusWidget() is page.who.go_on
    assert "Panellist A" in page.who.go_on.text()
    driver.press("Space")
    assert (page.panellist, page.reading_box.words) == (A, "Criterion E1")
    assert page._candidates == first
    assert page._candidate == first[len(before)]

    visited = []
    for _ in range(40 - len(before)):
        visited.append((page.reading_box.key, page._candidate))
        driver.type("2", "N")
    driver.settle()
    assert visited == [("criterion E1", one) for one in first[len(before) :]] + [
        ("criterion D1", one) for one in second
    ]
    assert len(given(driver)) == 40
    assert "You have scored every candidate." in driver.said
    with Session.open(driver.folder, "test") as session:
        assert session.workspace.verify_audit().ok


def _score_until_killed(folder: Path, saved: int) -> int:
    """Let a program of its own score, kill it once so many are saved, and return how many it
    said."""
    program = Path(__file__).with_name("score_until_killed.py")
    running = subprocess.Popen(
        [sys.executable, str(program), str(folder)], stdout=subprocess.PIPE, text=True
    )
    seen = 0
    assert running.stdout is not None
    for line in running.stdout:
        seen += line == "Saved.\n"
        if seen == saved:
            break
    running.send_signal(signal.SIGKILL)
    rest = running.stdout.read()
    assert running.wait() == -signal.SIGKILL
    return seen + rest.count("Saved.\n")


def test_skipped_candidates_come_back_before_the_next_criterion(driver):
    page = driver.as_panellist()
    ordered = list(page._candidates)
    driver.press("2", "S")  # a scored one is no candidate to skip
    assert page._candidate == ordered[1]
    driver.press("S", "2", "N", "S")
    assert page._candidate == ordered[4]
    rows = {row.candidate: page.model._columns[1].words(row) for row in page.model.rows}
    assert [one for one in ordered if rows[one] == "Skipped"] == [ordered[1], ordered[3]]
    assert "2 skipped" in page.middle.back_button.text()
    assert page.middle.back_button.isVisible()
    driver.press(*["2", "N"] * 16)
    # Nothing else is left, so N itself comes back to them.
    assert any("those that you skipped" in said for said in driver.said)
    assert page._candidate == ordered[1]
    driver.press("Shift+S")
    assert page._candidate == ordered[3]
    driver.press("2", "N", "2", "N")
    assert (page.reading_box.key, page.middle.back_button.isVisible()) == ("criterion D1", False)


def test_what_was_skipped_is_so_when_the_page_opens_again(driver):
    page = driver.as_panellist()
    first, second, *_ = page._candidates
    driver.press("S", "3")
    page = driver.begin()
    page.who.go_on.setFocus()
    driver.press("Space")
    assert page._candidate == page._candidates[2]
    driver.press("Shift+S")
    assert page._candidate == first
    assert given(driver) == {(second, "E1"): (3, "")}


def test_undo_takes_back_the_last_acts_where_they_were_done(driver):
    page = driver.as_panellist()
    first, second, *_ = page._candidates
    driver.press("1", "4", "N", "3", "N")
    assert page._candidate == page._candidates[2]
    driver.press("Ctrl+Z")
    assert page._candidate == second
    assert page.sheet.cards[0].said.text() == "Not scored"
    driver.press("Ctrl+Z")
    assert page._candidate == first
    assert page.sheet.cards[0].said.text() == "1 · Limited"
    assert driver.said[-2:] == [f"Undone. E1 of {first} is 1 again.", "Saved."]
    assert given(driver) == {(first, "E1"): (1, "")}
    driver.press("Ctrl+Z")
    assert given(driver) == {}
    driver.press("Ctrl+Z")
    assert driver.said[-1] == "There is nothing to undo."
    with Session.open(driver.folder, "test") as session:
        entries = session.workspace.audit.entries(action="score.recorded")
        levels = [entry.details["level"] for entry in entries]
    assert levels == [1, 4, 3, None, 1, None], "an undone score is logged as any other"


def test_another_panellist_has_another_order_and_nothing_to_undo(driver):
    page = driver.as_panellist()
    ordered = list(page._candidates)
    driver.press("2", "S")
    page.panellist_box.setFocus()
    driver.press("Down")
    assert page.panellist == B
    assert sorted(page._candidates) == CANDIDATES
    assert page._candidates != ordered
    assert page.sheet.cards[0].said.text() == "Not scored"
    assert not page.middle.back_button.isVisible()
    driver.press("Ctrl+Z")
    assert driver.said[-1] == "There is nothing to undo."
    assert len(given(driver)) == 1


def test_the_time_left_is_told_once_there_is_a_pace(driver, monkeypatch):
    clock = iter(range(0, 10_000, 30))
    monkeypatch.setattr("edi_shortlist.desktop.pages.scoring_own.monotonic", lambda: next(clock))
    page = driver.as_panellist()
    driver.press("2", "N", "2")
    assert page.top.progress_words.text() == "2 of 40 scores given"
    driver.press("N", "2", "N", "2", "N", "2", "3")
    said = page.top.progress_words.text()
    assert said == "5 of 40 scores given\nabout 18 minutes left at this pace"


def test_evidence_is_marked_shown_again_and_taken_back(driver):
    page = driver.as_panellist()
    view, first = page.reading.view, page._candidate
    driver.press("H")
    assert driver.said[-1].startswith("Select words")
    start = view.toPlainText().index("forty")
    view.select(start, start + len("forty homes"))
    assert page.reading.mark_button.text().strip() == "Evidence for E1 (H)"
    driver.press("H")
    assert driver.said[-1] == "Marked as evidence for E1."
    assert [(m.start, m.end, m.decision) for m in view.marks] == [(start, start + 11, "pending")]
    assert page.sheet.cards[0].evidence.text() == "1 passage marked as evidence"
    driver.press("2", "N")
    assert view.marks == []
    driver.press("Ctrl+PgUp")
    assert (page._candidate, len(view.marks)) == (first, 1)
    # The answer to a question shows the same words as marked, for the other criterion by its edge.
    page.reading_box.choose("question q1")
    driver.press("Ctrl+Down")
    assert [(m.start, m.end) for m in view.marks] == [(7, 18)]
    assert [m.decision for m in view.marks] == ["rejected"]
    driver.press("Ctrl+Up")
    view.select(8, 10)
    assert page.reading.mark_button.text().strip() == "Take the mark away (H)"
    driver.press("H")
    assert view.marks == []
    driver.press("Ctrl+Z")
    assert [(m.start, m.end) for m in view.marks] == [(7, 18)]
    driver.press("Ctrl+Z", "Ctrl+Z")
    assert page._candidate == first
    assert view.marks == []
    assert given(driver) == {}


def test_words_are_selected_with_the_keyboard(driver):
    page = driver.as_panellist()
    page.reading.view.setFocus()
    driver.press("Ctrl+Home", "Shift+Right", "Shift+Right", "H")
    assert [(m.start, m.end) for m in page.reading.view.marks] == [(0, 2)]
    driver.press("3")
    assert len(given(driver)) == 1, "digits score from there too"


def test_nothing_is_marked_skipped_or_undone_once_the_scores_are_frozen(driver):
    page = driver.as_panellist()
    view = page.reading.view
    view.select(0, 2)
    driver.press("H", "2")
    with Session.open(driver.folder, "test") as session, session.workspace.act():
        session.workspace.blind.set_state(REF, "locked")
    driver.window.desk.reload()
    driver.settle()
    page.sheet.setFocus()
    driver.press("H", "S", "Ctrl+Z", "4")
    assert (len(view.marks), page.reading.mark_button.isEnabled()) == (1, False)
    assert not page.middle.keys.isVisible()
    assert [level for level, _note in given(driver).values()] == [2]
