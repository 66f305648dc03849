"""Adding and removing officers, changing a passphrase, making the recovery code. Each asks for a
passphrase anew, also while the vault is open."""

from PySide6.QtWidgets import QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.confirm import ConfirmDialog
from edi_shortlist.desktop.dialogs.frame import Frame, Problems
from edi_shortlist.desktop.dialogs.passphrase import NewPassphrase, SignIn
from edi_shortlist.workflow import officers


class AddOfficerDialog(Frame):
    """Gives one more officer a key; the outcome is the name as it is stored."""

    def __init__(self, desk: Desk, parent: QWidget | None, names: list[str]) -> None:
        super().__init__(
            parent,
            "Add an officer",
            "Your colleague chooses a passphrase of their own here, unseen by you. Then you sign "
            "in with yours.",
            "Add the officer",
        )
        self._desk = desk
        self.name = self.field(
            "The colleague's name", "The log bears it beside what they do with the vault open."
        )
        self.new = NewPassphrase(self, "The colleague's passphrase")
        self.sign_in = SignIn(self, names, desk.actor)
        self.column.addStretch(1)
        self.name.setFocus()
        self.fit()

    def confirm(self) -> None:
        problems: Problems = []
        if not self.name.text().strip():
            problems.append(("Enter the colleague's name.", self.name))
        if problems := problems + self.new.problems() + self.sign_in.problems():
            self.show_problems(problems)
            return
        self.run(
            self._desk,
            officers.add_officer,
            self.name.text(),
            self.new.words,
            self.sign_in.passphrase.text(),
            by=self.sign_in.officer.chosen,
            at=self.sign_in.passphrase,
        )


class ChangePassphraseDialog(Frame):
    """Changes one officer's passphrase; the one of before is needed."""

    def __init__(self, desk: Desk, parent: QWidget | None, name: str) -> None:
        super().__init__(
            parent,
            f"Change the passphrase of {name}",
            "A copy or backup made before still opens with the old one.",
            "Change the passphrase",
        )
        self._desk = desk
        self._name = name
        self.old = self.field(f"Passphrase of {name} until now", secret=True)
        self.new = NewPassphrase(self, "New passphrase")
        self.column.addStretch(1)
        self.old.setFocus()
        self.fit()

    def confirm(self) -> None:
        problems: Problems = []
        if not self.old.text():
            problems.append(("Enter the passphrase until now.", self.old))
        if problems := problems + self.new.problems():
            self.show_problems(problems)
            return
        self.run(
            self._desk,
            officers.change_passphrase,
            self._name,
            self.old.text(),
            self.new.words,
            at=self.old,
        )


class RemoveOfficerDialog(ConfirmDialog):
    """Takes an officer's key away."""

    def __init__(self, desk: Desk, parent: QWidget | None, name: str, names: list[str]) -> None:
        super().__init__(
            parent,
            f"Remove {name}?",
            [
                f"{name} cannot open the vault of this workspace any more.",
                "Copies and backups made before still open with their passphrase. Where that is "
                "to be feared, take away their rights to the folder.",
                "The log keeps what they did.",
            ],
            "Remove the officer",
        )
        self._desk = desk
        self._name = name
        self.sign_in = SignIn(self, names, desk.actor)
        self.enter_acts()
        self.column.addStretch(1)
        self.fit()

    def confirm(self) -> None:
        if problems := self.sign_in.problems():
            self.show_problems(problems)
            return
        self.run(
            self._desk,
            officers.remove_officer,
            self._name,
            self.sign_in.passphrase.text(),
            by=self.sign_in.officer.chosen,
            at=self.sign_in.passphrase,
        )


class MakeCodeDialog(Frame):
    """Makes the recovery code; the outcome is the code."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, names: list[str], since: str | None
    ) -> None:
        super().__init__(
            parent,
            "Make a recovery code",
            "It sets a new passphrase if every passphrase is lost. It is shown once, to be printed "
            "or written down." + (" The code that was made before stops working." if since else ""),
            "Make the code",
        )
        self._desk = desk
        self.sign_in = SignIn(self, names, desk.actor)
        self.column.addStretch(1)
        self.sign_in.passphrase.setFocus()
        self.fit()

    def confirm(self) -> None:
        if problems := self.sign_in.problems():
            self.show_problems(problems)
            return
        self.run(
            self._desk,
            officers.make_recovery_code,
            self.sign_in.passphrase.text(),
            by=self.sign_in.officer.chosen,
            at=self.sign_in.passphrase,
        )
