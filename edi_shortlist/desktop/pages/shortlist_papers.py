"""What leaves the program at the end of shortlisting: the buttons for reports and letters, and how
far a file is that is being written."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.export import ask_where
from edi_shortlist.desktop.dialogs.letters import LettersDialog
from edi_shortlist.desktop.dialogs.report import FORMATS, ReportDialog
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.widgets.basics import Note, button
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.desktop.widgets.page import Page, open_dialog
from edi_shortlist.desktop.widgets.progress import ProgressPanel
from edi_shortlist.workflow.letters import SavedLetters, save_letters
from edi_shortlist.workflow.reporting import TITLES, SavedReport, save_report
from edi_shortlist.workflow.states import Verb, is_allowed

STOPPING = "Stopping. No file is written."
#: Of the sentences on what to mind, as many as are shown in full.
_MINDED = 6
_LETTER_KINDS = {"docx": "Word documents (*.docx)", "zip": "ZIP (*.zip)"}


class ShortlistPapers(QWidget):
    """Two buttons, what is being written, and what to mind about what was written.

    Attributes:
        buttons: the row of them, where the page may add others.

    Signals:
        wants_vault: asks the window to open the vault.
    """

    wants_vault = Signal()

    def __init__(self, desk: Desk, page: Page) -> None:
        super().__init__()
        self._desk, self._page = desk, page
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        row = QWidget()
        self.buttons = FlowLayout(row)
        self.report_button = button("Save report…", self.ask_report, icon="save")
        self.letters_button = button("Letters…", self.ask_letters, icon="file")
        self.buttons.addWidget(self.report_button)
        self.buttons.addWidget(self.letters_button)
        column.addWidget(row)
        self.progress = ProgressPanel()
        column.addWidget(self.progress)
        self.minding = Note("", "warning")
        self.minding.hide()
        column.addWidget(self.minding)
        self.hide()

    def read(self) -> None:
        """Show what can be written of the vacancy in hand."""
        state = self._desk.state if self._desk.pack is None else None
        self.setVisible(state is not None and is_allowed(Verb.SAVE_REPORT, state))
        self.letters_button.setVisible(state is not None and is_allowed(Verb.WRITE_LETTERS, state))
        self.minding.hide()

    # Reports

    def ask_report(self) -> None:
        """Ask which report is wanted, and where it shall be."""
        self._page.errors.clear()
        state = self._desk.state
        assert state is not None
        dialog = ReportDialog(self.window(), state, self._desk.is_unsealed)
        open_dialog(dialog, lambda: self._save_report(dialog))

    def _save_report(self, dialog: ReportDialog) -> None:
        name = f"{self._desk.reference} {TITLES[dialog.kind].lower()}.{dialog.suffix}"
        kind = f"{FORMATS[dialog.suffix]} (*.{dialog.suffix})"
        path = ask_where(self, "Save the report", name, kind)
        if path is None:
            return
        self._busy(True)
        task = self._desk.call_long(
            save_report,
            self._desk.reference,
            path,
            dialog.audience,
            short=dialog.short,
            names=dialog.names,
            done=lambda saved: self._report_saved(path, saved),
            failed=self._failed,
        )
        self.progress.follow(task, f"Writing ‘{path.name}’", STOPPING)

    def _report_saved(self, path: Path, saved: SavedReport | None) -> None:
        self._busy(False)
        if saved is None:
            self._page.said.emit("It was stopped. No file was written.")
            return
        self._page.said.emit(f"‘{path.name}’ is written. Its SHA-256 is in the log.")
        self._mind(saved.warnings)

    # Letters

    def ask_letters(self) -> None:
        """Ask which letters are wanted, and where they shall be; the vault must be open."""
        self._page.errors.clear()
        if not self._desk.is_unsealed:
            self.wants_vault.emit()
            return
        dialog = LettersDialog(self._desk, self.window(), self._desk.reference or "")
        open_dialog(dialog, lambda: self._save_letters(dialog))

    def _save_letters(self, dialog: LettersDialog) -> None:
        name = f"{self._desk.reference} letters.{dialog.suffix}"
        path = ask_where(self, "Save the letters", name, _LETTER_KINDS[dialog.suffix])
        if path is None:
            return
        self._busy(True)
        task = self._desk.call_long(
            save_letters,
            self._desk.reference,
            path,
            dialog.to,
            template=dialog.template,
            comments=dialog.comments,
            done=lambda saved: self._letters_saved(path, saved),
            failed=self._failed,
        )
        self.progress.follow(task, f"Writing ‘{path.name}’", STOPPING)

    def _letters_saved(self, path: Path, saved: SavedLetters | None) -> None:
        self._busy(False)
        if saved is None:
            self._page.said.emit("It was stopped. No file was written.")
            return
        written = count(saved.invited + saved.not_invited, "letter")
        self._page.said.emit(f"{written} written to ‘{path.name}’.")
        self._mind(saved.problems)

    def _mind(self, sentences: tuple[str, ...]) -> None:
        """Say what to mind about a file that was written."""
        shown = list(sentences[:_MINDED])
        if left := [sentence.split(":")[0] for sentence in sentences[_MINDED:]]:
            shown.append(f"The same or the like holds of {', '.join(left)}.")
        self.minding.say("\n".join(shown), "warning")
        self.minding.setVisible(bool(sentences))

    def _busy(self, busy: bool) -> None:
        self.minding.hide()
        self.report_button.setEnabled(not busy)
        self.letters_button.setEnabled(not busy)

    def _failed(self, sentences: list[str]) -> None:
        self._busy(False)
        self._page.errors.show_problems([(one, None) for one in sentences], "It was not written")
