"""Opening a workspace, making one, and opening its vault."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QWidget

from edi_shortlist.desktop.desk import Desk, person_at_this_computer
from edi_shortlist.desktop.dialogs.frame import Frame, Problems
from edi_shortlist.desktop.dialogs.passphrase import NewPassphrase, OfficerChoice
from edi_shortlist.desktop.dialogs.recovery import ask_recovery
from edi_shortlist.desktop.idle import CHOICES, IdleSeal
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.widgets.basics import Note, button
from edi_shortlist.workflow.officers import Officer, list_officers
from edi_shortlist.workflow.remembering import KeyringState, keyring_state

NAME_HINT = "Written into the log beside everything you do."


class WithFolder(Frame):
    """A dialog that asks for a folder and the person's name."""

    def _folder_field(self, label: str, hint: str, start: Path | None) -> None:
        self.folder = QLineEdit(str(start) if start else "")
        browse = button("Choose…", self._browse, icon="folder")
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.folder, 1)
        row.addWidget(browse)
        self.labelled(label, both, hint)
        both.setFocusProxy(self.folder)
        self.folder.setAccessibleName(label)

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Choose a folder", self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def _actor_field(self, actor: str) -> None:
        self.actor = self.field("Your name", NAME_HINT)
        self.actor.setText(actor or person_at_this_computer())

    def _begin_at(self, *fields: QLineEdit) -> None:
        """Put the cursor into the first field that is empty; where all are filled, on the act."""
        empty = [field for field in fields if not field.text()]
        begin: QWidget = empty[0] if empty else self.act
        begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _missing(self) -> Problems:
        problems: Problems = []
        if not self.folder.text().strip():
            problems.append(("Choose a folder.", self.folder))
        if not self.actor.text().strip():
            problems.append(("Enter your name.", self.actor))
        return problems

    @property
    def _path(self) -> Path:
        return Path(self.folder.text().strip()).expanduser()

    def _failed(self, sentences: list[str]) -> None:
        self.busy(False)
        self.show_problems([(sentence, None) for sentence in sentences])

    def _done(self, _outcome: object) -> None:
        self.busy(False)
        self.accept()


class OpenDialog(WithFolder):
    """Opens a workspace that is there, with its vault sealed."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, folder: Path | None = None, actor: str = ""
    ) -> None:
        super().__init__(
            parent,
            "Open a workspace",
            "It opens sealed. You need the passphrase only to see who the applicants are.",
            "Open",
        )
        self._desk = desk
        self._folder_field("Folder of the workspace", "", folder)
        self._actor_field(actor)
        self.column.addStretch(1)
        self._begin_at(self.folder, self.actor)
        self.fit()

    def confirm(self) -> None:
        if problems := self._missing():
            self.show_problems(problems)
            return
        self.busy(True)
        self._desk.open(self._path, self.actor.text().strip(), self._done, self._failed)


class CreateDialog(WithFolder):
    """Makes a workspace and chooses the passphrase of its vault."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, folder: Path | None = None, actor: str = ""
    ) -> None:
        super().__init__(
            parent,
            "Create a workspace",
            "A workspace is a folder on this computer. Nothing in it leaves the computer.",
            "Create",
        )
        self._desk = desk
        self._folder_field(
            "Folder for the workspace", "A new, empty folder that is backed up.", folder
        )
        self._actor_field(actor)
        self._new = NewPassphrase(self, "Passphrase of the vault")
        self.passphrase, self.again = self._new.field, self._new.again
        self.column.addSpacing(6)
        self.column.addWidget(
            Note(
                "Keep the passphrase where you keep other secrets. Without it nobody, not even "
                "your supplier, can open the vault again, unless a second officer or a recovery "
                "code can. Make both soon, on the page Keys and backups.",
                "warning",
            )
        )
        self.column.addStretch(1)
        self._begin_at(self.folder, self.actor, self.passphrase)
        self.fit()

    def confirm(self) -> None:
        if problems := self._missing() + self._new.problems():
            self.show_problems(problems)
            return
        self.busy(True)
        self._desk.create(
            self._path,
            self.passphrase.text(),
            self.actor.text().strip(),
            self._done,
            self._failed,
        )


class UnlockDialog(Frame):
    """Opens the vault of the workspace on the desk."""

    def __init__(self, desk: Desk, idle: IdleSeal, parent: QWidget | None) -> None:
        super().__init__(
            parent,
            "Open the vault",
            "Names, applications and declarations can then be seen on this screen. "
            "The log records that you opened it.",
            "Open the vault",
        )
        self._desk = desk
        self._idle = idle
        self.officer = OfficerChoice()
        self._whose = self.labelled("Your name", self.officer)
        self.passphrase = self.field("Passphrase", secret=True)
        self.remember = QCheckBox("Let this computer remember it, for whoever logs in as me")
        self.remember.hide()
        self.column.addWidget(self.remember)
        self.forgotten = button("Forgotten passphrase?", self._forgot, kind="quiet")
        self.column.addWidget(self.forgotten, 0, Qt.AlignmentFlag.AlignLeft)
        self.minutes = QComboBox()
        for minutes in CHOICES:
            words = f"After {count(minutes, 'minute')} without use" if minutes else "Never"
            self.minutes.addItem(words, minutes)
        self.minutes.setCurrentIndex(CHOICES.index(idle.minutes))
        self.labelled("Seal the vault again by itself", self.minutes)
        self.column.addStretch(1)
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
        self._keyring = KeyringState()
        self.officer.currentIndexChanged.connect(self._show_memory)
        self._offer([])
        self._ask_who()
        desk.call(keyring_state, done=self._keyring_answered, failed=lambda _sentences: None)

    def _ask_who(self) -> None:
        self._desk.call(list_officers, done=self._offer, failed=lambda _sentences: None)

    def _keyring_answered(self, state: KeyringState) -> None:
        self._keyring = state
        self._show_memory()

    @property
    def _is_remembered(self) -> bool:
        """Whether the computer remembers the passphrase of the officer who is chosen."""
        names = self._keyring.remembered
        return self.officer.chosen in names if self.officer.count() > 1 else bool(names)

    def _show_memory(self) -> None:
        self.remember.setVisible(self._keyring.can_remember)
        self.remember.setChecked(self._is_remembered)
        self.passphrase.setPlaceholderText(
            "Remembered by this computer" if self._is_remembered else ""
        )
        self.fit()

    def _offer(self, officers: list[Officer]) -> None:
        """Ask for the name only where there is a choice."""
        self.officer.offer([officer.name for officer in officers], self._desk.actor)
        several = len(officers) > 1
        self._whose.setVisible(several)
        self.officer.setVisible(several)
        if several and self.officer.chosen is None and not self.passphrase.text():
            self.officer.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fit()

    def _forgot(self) -> None:
        """Leave for the dialog that sets a new passphrase by the recovery code."""
        parent, names = self.parentWidget(), self.officer.names
        likely = self.officer.chosen or self._desk.actor
        self.reject()
        ask_recovery(self._desk, parent, names, likely)

    def confirm(self) -> None:
        problems: Problems = []
        if self.officer.count() > 1 and self.officer.chosen is None:
            problems.append(("Choose your name.", self.officer))
        if not self.passphrase.text() and not self._is_remembered:
            problems.append(("Enter the passphrase.", self.passphrase))
        if problems:
            self.show_problems(problems)
            return
        self.busy(True)
        asked = self.remember.isChecked()
        self._desk.unlock(
            self.passphrase.text(),
            self._done,
            self._failed,
            officer=self.officer.chosen,
            remember=asked if asked or self._is_remembered else None,
        )

    def _done(self, _outcome: object) -> None:
        self._idle.choose(self.minutes.currentData())
        self.busy(False)
        self.accept()

    def _failed(self, sentences: list[str]) -> None:
        self.busy(False)
        self._ask_who()  # an officer may have been added meanwhile
        self.passphrase.selectAll()
        self.show_problems([(sentence, self.passphrase) for sentence in sentences])
