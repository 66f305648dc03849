"""Opening a workspace, making one, and opening its vault."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from edi_shortlist.desktop.desk import Desk, person_at_this_computer
from edi_shortlist.desktop.dialogs.frame import Frame
from edi_shortlist.desktop.dialogs.passphrase import StrengthMeter, strength
from edi_shortlist.desktop.widgets.basics import Note, button

NAME_HINT = "Written into the log beside everything you do."


class _WithFolder(Frame):
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

    def _missing(self) -> list[tuple[str, QWidget | None]]:
        problems: list[tuple[str, QWidget | None]] = []
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


class OpenDialog(_WithFolder):
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


class CreateDialog(_WithFolder):
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
        self.passphrase = self.field(
            "Passphrase of the vault",
            "Four or more words that nobody would guess together.",
            secret=True,
        )
        self.meter = StrengthMeter()
        self.column.addWidget(self.meter)
        self.passphrase.textChanged.connect(self.meter.measure)
        self.again = self.field("Passphrase again", secret=True)
        self.column.addSpacing(6)
        self.column.addWidget(
            Note(
                "Keep the passphrase where you keep other secrets. Without it nobody, "
                "not even your supplier, can open the vault again.",
                "warning",
            )
        )
        self.column.addStretch(1)
        self._begin_at(self.folder, self.actor, self.passphrase)
        self.fit()

    def confirm(self) -> None:
        problems = self._missing()
        if strength(self.passphrase.text()) == 0:
            problems.append(("Choose a passphrase of 8 characters or more.", self.passphrase))
        elif self.passphrase.text() != self.again.text():
            problems.append(("The two passphrases are not the same. Type them again.", self.again))
        if problems:
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

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(
            parent,
            "Open the vault",
            "Names, applications and declarations can then be seen on this screen. "
            "The log records that you opened it.",
            "Open the vault",
        )
        self._desk = desk
        self.passphrase = self.field("Passphrase", secret=True)
        self.column.addStretch(1)
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fit()

    def confirm(self) -> None:
        if not self.passphrase.text():
            self.show_problems([("Enter the passphrase.", self.passphrase)])
            return
        self.busy(True)
        self._desk.unlock(self.passphrase.text(), self._done, self._failed)

    def _done(self, _outcome: object) -> None:
        self.busy(False)
        self.accept()

    def _failed(self, sentences: list[str]) -> None:
        self.busy(False)
        self.passphrase.selectAll()
        self.show_problems([(sentence, self.passphrase) for sentence in sentences])
