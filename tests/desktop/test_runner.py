import threading

import pytest
from PySide6.QtCore import QObject, QThread

from edi_shortlist.desktop.runner import TaskRunner
from edi_shortlist.workflow.errors import Refused


@pytest.fixture
def runner(qapp):
    made = TaskRunner()
    yield made
    made.stop()


class Page(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.got: list[object] = []

    def take(self, outcome: object) -> None:
        self.got.append(outcome)


def test_work_runs_elsewhere_and_the_answer_comes_here(runner, qtbot):
    here, seen = QThread.currentThread(), {}

    def work(_task):
        seen["work"] = QThread.currentThread()
        return 7

    def done(outcome):
        seen["done"] = (outcome, QThread.currentThread())

    runner.run(work, done)
    qtbot.waitUntil(lambda: "done" in seen)
    assert seen["work"] is not here
    assert seen["done"] == (7, here)


def test_short_acts_happen_in_their_order(runner, qtbot):
    happened = []
    for number in range(50):
        runner.run(lambda _task, number=number: happened.append(number))
    qtbot.waitUntil(lambda: not runner.busy)
    assert happened == list(range(50))


def test_a_long_act_does_not_hold_up_short_ones(runner, qtbot):
    go_on, finished = threading.Event(), []
    runner.run(lambda _task: go_on.wait(20), finished.append, long=True)
    runner.run(lambda _task: "short", finished.append)
    qtbot.waitUntil(lambda: finished == ["short"])
    go_on.set()
    qtbot.waitUntil(lambda: finished == ["short", True])


def test_a_failure_arrives_as_sentences_and_the_next_act_goes_on(runner, qtbot):
    said, got = [], []

    def refuse(_task):
        raise Refused("It is locked.", "Ask HR.")

    runner.run(refuse, got.append, said.append)
    runner.run(lambda _task: 1, got.append)
    qtbot.waitUntil(lambda: not runner.busy)
    assert said == [["It is locked.", "Ask HR."]]
    assert got == [1]


def test_progress_and_time_left_are_told(runner, qtbot):
    steps = []

    def work(task):
        for number in range(3):
            task.progress(number, 3, f"file {number}")

    task = runner.run(work, long=True)
    task.progressed.connect(lambda *step: steps.append(step))
    qtbot.waitUntil(lambda: not runner.busy)
    assert steps == [(0, 3, "file 0"), (1, 3, "file 1"), (2, 3, "file 2")]
    assert task.left(3, 3) == "nearly done"


def test_a_long_act_can_be_cancelled(runner, qtbot):
    started, outcome = threading.Event(), []

    def work(task):
        started.set()
        while not task.cancelled():
            threading.Event().wait(0.005)
        return "stopped"

    runner.run(work, outcome.append, long=True)
    qtbot.waitUntil(started.is_set)
    assert runner.cancel_long()
    qtbot.waitUntil(lambda: outcome == ["stopped"])
    assert not runner.cancel_long()


def test_a_page_that_is_gone_gets_no_answer(runner, qtbot):
    import shiboken6

    page, go_on = Page(), threading.Event()
    runner.run(lambda _task: go_on.wait(20), page.take)
    take = page.take
    shiboken6.delete(page)
    go_on.set()
    qtbot.waitUntil(lambda: not runner.busy)
    assert take.__self__.got == []


def test_busy_is_told_once_each_way(runner, qtbot):
    told = []
    runner.busy_changed.connect(told.append)
    for _ in range(5):
        runner.run(lambda _task: None)
    qtbot.waitUntil(lambda: not runner.busy)
    assert told[0] is True
    assert told[-1] is False
    assert told.count(True) == told.count(False)


def test_stopping_lets_the_running_act_finish(qapp):
    made, finished = TaskRunner(), []
    made.run(lambda _task: finished.append("saved"))
    made.stop()
    assert finished == ["saved"]
