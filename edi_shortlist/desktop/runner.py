"""Runs the program's verbs in threads of their own, so that the window never waits: with
progress, cancelling, and errors as sentences.

Two lanes, each in order: short acts happen as the person did them, one after another, and a long
act (an import, say) does not hold them up. A session may be used from several threads.
"""

import gc
import queue
import threading
import time
from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QThread, Signal

from edi_shortlist.desktop.sentences import error_sentences, time_left

Done = Callable[[Any], None]
Failed = Callable[[list[str]], None]


class Task(QObject):
    """One verb, waiting, running or ended. Its signals arrive in the window's thread."""

    progressed = Signal(int, int, str)
    ended = Signal()
    _arrived = Signal(object)
    _broke = Signal(object)
    _advanced = Signal(int, int, str)

    def __init__(
        self, work: Callable[["Task"], Any], done: Done | None, failed: Failed | None
    ) -> None:
        super().__init__()
        self._work = work
        self._done = done
        self._failed = failed
        self._cancelled = threading.Event()
        self._started_at = 0.0
        self._set_aside = False
        self.long = False
        self.error: BaseException | None = None
        self._arrived.connect(self._deliver)
        self._broke.connect(self._break)
        self._advanced.connect(self.progressed)

    def cancel(self) -> None:
        """Ask the verb to stop at the next piece of work; what is finished stays."""
        self._cancelled.set()

    def cancelled(self) -> bool:
        """Whether the person asked to stop. Passed to verbs as ``cancelled``."""
        return self._cancelled.is_set()

    def progress(self, done: int, total: int, what: str) -> None:
        """Tell how far the verb is. Passed to verbs as ``progress``; any thread may call it."""
        if self.long and done > 0:
            self._collect_a_little()
        self._advanced.emit(done, total, what)

    def _collect_a_little(self) -> None:
        """Collect garbage in pieces that the window does not feel.

        A full collection walks every object of the language model while the window waits, up to
        a quarter of a second. So what is there after the first step, the model above all, is set
        aside for good (``gc.freeze``), and after each step only young objects are looked at.
        """
        if not self._set_aside:
            self._set_aside = True
            gc.freeze()
        else:
            gc.collect(1)

    def left(self, done: int, total: int) -> str:
        """Say how long the rest may take."""
        return time_left(done, total, time.monotonic() - self._started_at)

    def execute(self) -> None:
        """Do the work in the calling thread and send the outcome to the window's thread."""
        self._started_at = time.monotonic()
        if self.long:
            gc.disable()
        try:
            outcome = self._work(self)
        except Exception as error:
            self._broke.emit(error)
        else:
            self._arrived.emit(outcome)
        finally:
            if self.long:
                gc.enable()

    def _deliver(self, outcome: Any) -> None:
        try:
            if self._done and _alive(self._done):
                self._done(outcome)
        finally:
            self.ended.emit()

    def _break(self, error: BaseException) -> None:
        self.error = error
        try:
            if self._failed and _alive(self._failed):
                self._failed(error_sentences(error))
        finally:
            self.ended.emit()


def _alive(callback: Callable[..., Any]) -> bool:
    """Whether the page that waits for an answer still exists."""
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)


class _Worker(QThread):
    def __init__(self, tasks: "queue.SimpleQueue[Task | None]", parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks

    def run(self) -> None:
        while (task := self._tasks.get()) is not None:
            task.execute()


class TaskRunner(QObject):
    """Two queues of tasks, each with one thread that works through it."""

    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[Task] = []
        self._lanes: list[tuple[queue.SimpleQueue[Task | None], _Worker]] = []
        for _lane in range(2):
            tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
            worker = _Worker(tasks, self)
            worker.start()
            self._lanes.append((tasks, worker))

    @property
    def busy(self) -> bool:
        """Whether anything waits or runs."""
        return bool(self._waiting)

    def run(
        self,
        work: Callable[[Task], Any],
        done: Done | None = None,
        failed: Failed | None = None,
        *,
        long: bool = False,
    ) -> Task:
        """Queue a verb.

        Args:
            work: called in a worker's thread with the task, for progress and cancelling.
            done: called in the window's thread with what ``work`` returned.
            failed: called in the window's thread with sentences, when ``work`` raised.
            long: it may take more than a moment; short acts do not wait for it.
        """
        task = Task(work, done, failed)
        task.long = long
        self._waiting.append(task)
        task.ended.connect(self._ended)
        if len(self._waiting) == 1:
            self.busy_changed.emit(True)
        self._lanes[1 if long else 0][0].put(task)
        return task

    def cancel_long(self) -> bool:
        """Ask every long task to stop, and say whether there was one."""
        found = [task for task in self._waiting if task.long]
        for task in found:
            task.cancel()
        return bool(found)

    def stop(self) -> None:
        """Finish every short act, since the person did it, stop long ones at their next piece of
        work, and end the threads."""
        self.cancel_long()
        for tasks, worker in self._lanes:
            tasks.put(None)
            worker.wait()

    def _ended(self) -> None:
        task = self.sender()
        if task in self._waiting:
            self._waiting.remove(task)
        if not self._waiting:
            self.busy_changed.emit(False)
