"""Keys and backups: who may open the vault, the recovery code, and copies of the workspace."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.officers import (
    AddOfficerDialog,
    ChangePassphraseDialog,
    MakeCodeDialog,
    RemoveOfficerDialog,
)
from edi_shortlist.desktop.dialogs.recovery import show_code
from edi_shortlist.desktop.models.audit import local_time
from edi_shortlist.desktop.models.officers import OfficersModel
from edi_shortlist.desktop.pages.base import DeskPage
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.widgets.basics import Card, Note, button, text
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.desktop.widgets.progress import ProgressPanel
from edi_shortlist.desktop.widgets.table import Table
from edi_shortlist.workflow import backing_up, officers
from edi_shortlist.workflow.backing_up import BackupFacts, LastBackup
from edi_shortlist.workflow.officers import Officer

_LEAST_ROWS = 4


class KeysPage(DeskPage):
    """The officers and their acts; below them the backups.

    Signals:
        wants_restore: asks for the dialog that restores a backup.
    """

    name = "keys"
    title = "Keys and backups"
    icon = "keys"

    wants_restore = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Who may open the vault, and what helps when something is lost.")
        self.only_one = Note(
            "There is only one officer. Add a colleague, who can open the vault when this officer "
            "is away or has lost the passphrase.",
            "warning",
        )
        self.no_code = Note(
            "There is no recovery code. Make one, print it and lock it away, for the day when "
            "every passphrase is lost.",
            "warning",
        )
        self.model = OfficersModel(self)
        self.table = Table("Officers")
        self.table.setModel(self.model)
        self.table.stretch(0)
        self.table.setMinimumHeight(self.table.verticalHeader().defaultSectionSize() * _LEAST_ROWS)
        self.table.opened.connect(lambda _index: self.ask_change())
        self.code_words = text("", "hint")
        for widget in (self.only_one, self.no_code):
            widget.hide()
            self.body.addWidget(widget)
        self.body.addWidget(text("Officers", "subheading"))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._officer_acts())
        self.body.addWidget(self.code_words)
        self.body.addWidget(self._backups())
        self._code_since: str | None = None
        desk.workspace_changed.connect(self._forget)

    def _officer_acts(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=10)
        self.add_button = button("Add an officer…", self.ask_add, icon="add")
        self.change_button = button("Change the passphrase…", self.ask_change)
        self.remove_button = button("Remove…", self.ask_remove, icon="remove")
        self.code_button = button("Make a recovery code…", self.ask_code, icon="keys")
        for act in (self.add_button, self.change_button, self.remove_button, self.code_button):
            flow.addWidget(act)
        return holder

    def _backups(self) -> Card:
        card = Card("Backups")
        self.last = text("")
        self.outcome = Note("", "success")
        self.outcome.hide()
        self.progress = ProgressPanel()
        self.old = Note("", "neutral")
        self.old.hide()
        acts = QWidget()
        flow = FlowLayout(acts, gap=10)
        self.backup_button = button("Back up…", self.choose_backup, kind="primary", icon="save")
        self.restore_button = button("Restore a backup…", self.wants_restore.emit, icon="undo")
        for act in (self.backup_button, self.restore_button):
            flow.addWidget(act)
        about = text(
            "One file with both sides, read back and checked. The vault stays encrypted in it.",
            "hint",
        )
        for widget in (self.last, about, self.outcome, self.progress, acts, self.old):
            card.inside.addWidget(widget)
        return card

    # Reading

    def first(self) -> QWidget | None:
        return self.table

    def shown(self) -> None:
        if not self.desk.is_open:
            return
        for verb, fill in (
            (officers.list_officers, self._fill),
            (officers.recovery_code_since, self._tell_code),
            (backing_up.last_backup, self._tell_last),
            (backing_up.kept_old, self._tell_old),
        ):
            self.desk.call(verb, done=fill, failed=self.fail)

    def _forget(self) -> None:
        self.model.set_rows([])
        self.outcome.hide()

    def _fill(self, found: list[Officer]) -> None:
        at = self.model.row_at(self.table.current_row())
        self.model.set_rows(found)
        same = self.model.find(lambda one: at is not None and one.name == at.name)
        self.table.choose_row(max(same, 0))
        self.only_one.setVisible(len(found) == 1)
        self.remove_button.setEnabled(len(found) > 1)
        self.remove_button.setToolTip("" if len(found) > 1 else "The last officer must stay.")

    def _tell_code(self, since: str | None) -> None:
        self._code_since = since
        self.no_code.setVisible(since is None)
        self.code_words.setVisible(since is not None)
        if since is not None:
            self.code_words.setText(f"The recovery code was made on {local_time(since)}.")

    def _tell_last(self, last: LastBackup | None) -> None:
        if last is None:
            self.last.setText("The log knows of no backup.")
            return
        since = f"the log got {count(last.since, 'entry', 'entries')} since"
        self.last.setText(
            f"Last backed up on {local_time(last.at)} by {last.actor}; "
            f"{since if last.since else 'nothing was done since'}."
        )

    def _tell_old(self, folders: list[Path]) -> None:
        self.old.setVisible(bool(folders))
        where = ", ".join(f"'{folder}'" for folder in folders)
        self.old.say(
            f"The files of before an update are kept in {where}. They go by themselves once the "
            "vault was opened and both new files were found sound.",
            "neutral",
        )

    # Officers

    @property
    def names(self) -> list[str]:
        """The officers' names, as last read."""
        return [one.name for one in self.model.rows]

    def _chosen(self) -> Officer | None:
        self.errors.clear()
        return self.model.row_at(self.table.current_row())

    def ask_add(self) -> None:
        """Ask for a colleague's name and passphrase."""
        dialog = AddOfficerDialog(self.desk, self.window(), self.names)
        self.ask(dialog, lambda: self._done(f"{dialog.outcome} can open the vault now."))

    def ask_change(self) -> None:
        """Ask for the chosen officer's old and new passphrase."""
        if (one := self._chosen()) is not None:
            dialog = ChangePassphraseDialog(self.desk, self.window(), one.name)
            self.ask(dialog, lambda: self._done(f"The passphrase of {one.name} is changed."))

    def ask_remove(self) -> None:
        """Say what removing the chosen officer changes, and ask once."""
        if (one := self._chosen()) is not None:
            dialog = RemoveOfficerDialog(self.desk, self.window(), one.name, self.names)
            self.ask(dialog, lambda: self._done(f"{one.name} cannot open the vault any more."))

    def ask_code(self) -> None:
        """Make a recovery code and show it, once."""
        dialog = MakeCodeDialog(self.desk, self.window(), self.names, self._code_since)
        self.ask(dialog, lambda: self._show_code(dialog.outcome))

    def _show_code(self, code: str) -> None:
        show_code(self.desk, self.window(), code)
        self._done("The recovery code is made.")

    def _done(self, said: str) -> None:
        self.said.emit(said)
        self.shown()

    # Backups

    def choose_backup(self) -> None:
        """Ask for a folder and write a backup there."""
        chosen = QFileDialog.getExistingDirectory(self, "Choose a folder for the backup")
        if chosen:
            self.back_up(Path(chosen))

    def back_up(self, folder: Path) -> None:
        """Write a backup into a folder, named after the workspace and the time."""
        self.errors.clear()
        self.outcome.hide()
        self.backup_button.setEnabled(False)
        opened = self.desk.is_unsealed
        task = self.desk.call_long(
            backing_up.back_up,
            folder,
            done=lambda made: self._backed_up(*made, opened=opened),
            failed=self._not_backed_up,
        )
        self.progress.follow(task, "Backing up", "Stopping after this step. No file is left.")

    def _backed_up(self, path: Path, facts: BackupFacts, *, opened: bool) -> None:
        self.backup_button.setEnabled(True)
        checked = opened and self.desk.is_unsealed
        how = "decrypted and checked" if checked else "compared byte for byte"
        said = f"The backup is in '{path}'. It was read back whole; the vault was {how}."
        if not facts.log_ok:
            said += f" {facts.log_sentence} The backup holds the log as it is."
        self.outcome.say(said, "success" if facts.log_ok else "warning")
        self.outcome.show()
        self._done("The workspace is backed up.")

    def _not_backed_up(self, sentences: list[str]) -> None:
        self.backup_button.setEnabled(True)
        self.fail(sentences)
