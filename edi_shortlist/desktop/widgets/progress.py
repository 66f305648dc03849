"""A panel for a long act: how far it is, how long it may take, and a way to stop it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout

from edi_shortlist.desktop.runner import Task
from edi_shortlist.desktop.widgets.basics import Card, button, text

STOPPING = "Stopping after this file. What was finished stays."


STOPPING = "Stopping after this file. What was finished stays."


class ProgressPanel(Card):
    """Shown while a task runs. Hidden otherwise."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._task: Task | None = None
        row = QHBoxLayout()
        row.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(4)
        self.what = text("", "strong")
        self.left = text("", "hint")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        words.addWidget(self.what)
        words.addWidget(self.bar)
        words.addWidget(self.left)
        self.stop = button("Cancel", self._cancel, icon="cancel")
        row.addLayout(words, 1)
        row.addWidget(self.stop)
        self.inside.addLayout(row)
        self.hide()

    def follow(self, task: Task, doing: str, stopping: str = STOPPING) -> None:
        """Follow a task from its start to its end.

        Args:
            stopping: what is said once it was cancelled.
        """
        self._task = task
        self._doing = doing
        self._stopping = stopping
        self.what.setText(doing)
        self.left.setText("Starting")
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(doing)
        self.stop.setEnabled(True)
        task.progressed.connect(self._advance)
        task.ended.connect(self._end)
        self.show()

    def _advance(self, done: int, total: int, what: str) -> None:
        if self._task is None:
            return
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        if not self._task.cancelled():
            self.what.setText(f"{self._doing}: {what}" if what else self._doing)
            self.left.setText(f"{done} of {total} done, {self._task.left(done, total)}")

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self.stop.setEnabled(False)
            self.left.setText(self._stopping)
            self.cancelled.emit()

    def forget(self) -> None:
        """Say no more what is being worked on, since the vault was sealed meanwhile."""
        self._doing = "Stopping"
        self.what.setText(self._doing)

    def _end(self) -> None:
        self._task = None
        self.hide()
