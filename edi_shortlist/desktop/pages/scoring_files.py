"""Importing scores from a table, and locking them: asks, has it done, and tells how that went."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.confirm import ConfirmDialog
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.widgets.page import Page
from edi_shortlist.workflow import scoring


class ScoreFiles(QObject):
    """What HR does with the scores of all panellists.

    Signals:
        imported: a table was taken in.
        locked: the scores are locked.
    """

    imported = Signal()
    locked = Signal()

    def __init__(self, desk: Desk, page: Page) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page

    @property
    def _reference(self) -> str:
        return self._desk.reference or ""

    def choose_file(self) -> None:
        """Ask for a CSV of scores."""
        chosen, _kind = QFileDialog.getOpenFileName(
            self._page, "Import scores", "", "Tables of scores (*.csv)"
        )
        if chosen:
            self.import_scores(Path(chosen))

    def import_scores(self, path: Path) -> None:
        """Take in a CSV of scores, all or nothing."""
        self._page.errors.clear()

        def refused(sentences: list[str]) -> None:
            self._page.errors.show_problems(
                [(one, None) for one in sentences],
                f"Nothing was taken in from ‘{path.name}’",
            )

        def arrived(number: int) -> None:
            self._page.said.emit(f"{count(number, 'score')} imported.")
            self.imported.emit()

        self._call(scoring.import_scores, path, done=arrived, failed=refused)

    def ask_lock(self) -> None:
        """Show who has scored what, and ask once."""
        self._page.errors.clear()
        self._call(scoring.progress_of, done=self._ask_lock)

    def _ask_lock(self, progress: dict[str, tuple[int, int]]) -> None:
        missing = [
            f"{name} has given {done} of {total} scores."
            for name, (done, total) in progress.items()
            if done < total
        ]
        if missing:
            self._page.errors.show_problems(
                [(one, None) for one in missing], "The scores cannot be locked yet"
            )
            return
        scores = sum(done for done, _total in progress.values())
        dialog = ConfirmDialog(
            self._page.window(),
            "Lock the scores?",
            [
                f"{count(scores, 'score')} by {count(len(progress), 'panellist')} become final.",
                "A late or changed score is refused from then on.",
                "The shortlist can be drawn from them.",
            ],
            "Lock the scores",
        )
        self._page.ask(dialog, self._lock)

    def _lock(self) -> None:
        self._call(scoring.lock_scores, done=self._locked)

    def _locked(self, _outcome: object) -> None:
        self._page.said.emit("The scores are locked.")
        self.locked.emit()

    def _call(
        self,
        verb: Callable[..., object],
        *arguments: object,
        done: Callable[..., None],
        failed: Callable[[list[str]], None] | None = None,
    ) -> None:
        self._desk.call(
            verb, self._reference, *arguments, done=done, failed=failed or self._page.fail
        )
