"""Restores a backup into a new folder, and opens what was restored."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.workspaces import WithFolder
from edi_shortlist.desktop.widgets.basics import button
from edi_shortlist.workflow import backing_up
from edi_shortlist.workflow.backing_up import SUFFIX, BackupFacts


class RestoreDialog(WithFolder):
    """Asks for the backup and the folder. The outcome is what the backup said of itself."""

    def __init__(self, desk: Desk, parent: QWidget | None, actor: str = "") -> None:
        super().__init__(
            parent,
            "Restore a backup",
            "The backup is checked and unpacked into a new folder; nothing is overwritten. The "
            "workspace is then opened, sealed. Its vault opens with the passphrases of its day.",
            "Restore",
        )
        self._desk = desk
        self.backup = QLineEdit()
        self.backup.setAccessibleName("Backup")
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.backup, 1)
        row.addWidget(button("Choose the backup…", self._choose_backup, icon="file"))
        self.labelled("Backup", both, f"A file that ends in {SUFFIX}.")
        both.setFocusProxy(self.backup)
        self._folder_field("Folder for the workspace", "A new or empty folder.", None)
        self._actor_field(actor)
        self.column.addStretch(1)
        self._begin_at(self.backup)
        self.fit()

    def _choose_backup(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, "Choose a backup", self.backup.text(), f"Backups (*{SUFFIX});;All files (*)"
        )
        if chosen:
            self.backup.setText(chosen)

    def confirm(self) -> None:
        problems = self._missing()
        if not self.backup.text().strip():
            problems.insert(0, ("Choose the backup.", self.backup))
        if problems:
            self.show_problems(problems)
            return
        self._running = True
        self.busy(True, "Restoring…")
        backup = Path(self.backup.text().strip()).expanduser()
        folder, actor = self._path, self.actor.text().strip()
        self._desk.runner.run(
            lambda _task: backing_up.restore(backup, folder, actor),
            self._restored,
            self._not_restored,
            long=True,
        )

    def _restored(self, facts: BackupFacts) -> None:
        self.outcome = facts
        self._running = False
        self._desk.open(self._path, self.actor.text().strip(), self._done, self._failed)

    def _not_restored(self, sentences: list[str]) -> None:
        self._running = False
        self.act.setText("Restore")
        self._failed(sentences)
