"""Checking once more before release: runs the check, keeps what it found, says how it stands."""

from PySide6.QtCore import QObject, Signal

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.release import CheckStands
from edi_shortlist.desktop.pages.review_places import PlacesPanel
from edi_shortlist.desktop.runner import Task
from edi_shortlist.desktop.widgets.progress import ProgressPanel
from edi_shortlist.workflow import last_look
from edi_shortlist.workflow.last_look import Look


class ReviewCheck(QObject):
    """The check of the vacancy in hand. What it keeps says where, never what, so it may outlive
    the sealing of the vault; it does not outlive the vacancy on the desk.

    Signals:
        found: a ``Look`` has come and is in the panel.
        forgotten: there is no list any more.
        failed: sentences; the check came to nothing.
        running_changed: whether a check runs.
    """

    found = Signal(object)
    forgotten = Signal()
    failed = Signal(list)
    running_changed = Signal(bool)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.panel = PlacesPanel()
        self.progress = ProgressPanel()
        self.look: Look | None = None
        self.running = False
        self._reference: str | None = None
        self._number = 0
        self._task: Task | None = None
        desk.workspace_changed.connect(self.forget)

    def run(self) -> None:
        """Check every document of the vacancy in hand; only one check runs at a time."""
        reference = self._desk.reference
        if self.running or reference is None or not self._desk.is_unsealed:
            return
        self._set_running(True)
        self._number += 1
        number = self._number
        self._task = self._desk.call_long(
            last_look.look_once_more,
            reference,
            done=lambda look: self._done(number, reference, look),
            failed=lambda said: self._failed(number, said),
        )
        self.progress.follow(self._task, "Checking once more")

    def _set_running(self, running: bool) -> None:
        self.running = running
        if not running:
            self._task = None
        self.panel.again_button.setEnabled(not running)
        self.running_changed.emit(running)

    def _done(self, number: int, reference: str, look: Look) -> None:
        self._set_running(False)
        # Sealing stops a check; what it had found by then was not asked for.
        stopped_by_seal = not look.complete and not self._desk.is_unsealed
        if number != self._number or reference != self._desk.reference or stopped_by_seal:
            return
        self._reference, self.look = reference, look
        self.panel.show_look(look)
        self.found.emit(look)

    def _failed(self, number: int, sentences: list[str]) -> None:
        self._set_running(False)
        if number == self._number and self._desk.is_unsealed:
            self.failed.emit(sentences)

    def keep_to(self, reference: str) -> None:
        """Forget what was found in another vacancy than this."""
        if self._reference not in (None, reference):
            self.forget()

    def forget(self) -> None:
        """Forget what was found; a check under way comes to nothing."""
        self._number += 1
        if self._task is not None:
            self._task.cancel()
        self._reference, self.look = None, None
        self.panel.model.set_rows([])
        self.forgotten.emit()

    def stands(self, fingerprint: str) -> CheckStands:
        """Say how the check stands.

        Args:
            fingerprint: of what the panel would read now, as ``last_look.fingerprint`` returns.
        """
        if self.look is None:
            return CheckStands.not_run()
        if self.look.fingerprint != fingerprint:
            return CheckStands.changed_since()
        if not self.look.complete:
            return CheckStands.stopped()
        return CheckStands.run(len(self.look.doubts), self.panel.model.dangerous)
