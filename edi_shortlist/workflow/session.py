"""A session: one person at work in one workspace. Every verb takes it first.

It may be used from several threads; storage serialises what they do.
"""

from pathlib import Path
from types import TracebackType
from typing import Any

from edi_shortlist.documents.private_folder import remove_leftovers
from edi_shortlist.storage import (
    DEFAULT_COST,
    KeyCost,
    StorageError,
    Vault,
    Workspace,
    WrongPassphrase,
)
from edi_shortlist.workflow.errors import Refused


class Session:
    """An open workspace and who is at work in it; use ``create`` or ``open``.

    Attributes:
        workspace: the storage behind it; only workflow touches it.
        actor: whose name the audit log and decisions bear.
    """

    def __init__(self, workspace: Workspace, actor: str) -> None:
        self.workspace = workspace
        self.actor = actor
        # Looking at identities is logged once a session and vacancy, not at every redraw.
        self._looked_at: set[str] = set()

    @classmethod
    def create(
        cls, folder: Path | str, passphrase: str, actor: str, *, cost: KeyCost = DEFAULT_COST
    ) -> "Session":
        """Make a workspace and open it, vault and all.

        Args:
            cost: what a try at the passphrase costs; only tests give a cheaper one.

        Raises:
            StorageError: the workspace cannot be made; the sentence says why.
            Refused: the actor has no name.
        """
        actor = _named(actor)
        session = cls(Workspace.create(folder, passphrase, cost), actor)
        session.log("workspace.created")
        return session

    @classmethod
    def open(cls, folder: Path | str, actor: str) -> "Session":
        """Open a workspace with its vault sealed, and remove what a killed import left unpacked.

        Raises:
            StorageError: it cannot be opened; the sentence says why.
            Refused: the actor has no name.
        """
        actor = _named(actor)
        remove_leftovers()
        return cls(Workspace.open(folder), actor)

    @property
    def folder(self) -> Path:
        """The workspace's folder."""
        return self.workspace.folder

    @property
    def is_unsealed(self) -> bool:
        """Whether the vault is open."""
        return self.workspace.is_unsealed

    @property
    def vault(self) -> Vault:
        """The open vault.

        Raises:
            VaultSealed: it is not open.
        """
        return self.workspace.vault

    def unlock(self, passphrase: str) -> None:
        """Open the vault; success and failure are logged.

        Raises:
            WrongPassphrase: the passphrase does not open it.
        """
        if self.is_unsealed:
            self.workspace.unlock(passphrase)
            return
        try:
            self.workspace.unlock(passphrase)
        except WrongPassphrase:
            self.log("vault.refused")
            raise
        self.log("vault.opened")

    def change_passphrase(self, old: str, new: str) -> None:
        """Give the vault a new passphrase.

        Raises:
            WrongPassphrase: ``old`` does not open it.
            NoPassphrase: ``new`` is empty.
        """
        with self.workspace.act():
            self.workspace.change_passphrase(old, new)
            self.log("vault.passphrase-changed")

    def seal(self) -> None:
        """Close the vault. Nothing of it can be read until it is opened again."""
        if self.is_unsealed:
            self.log("vault.sealed")
            self.workspace.seal()
        self._looked_at.clear()

    def close(self) -> None:
        """Seal the vault and close the workspace."""
        try:
            self.seal()
        except StorageError:  # the log could not be written; the vault is closed all the same
            self.workspace.seal()
        self.workspace.close()

    def __enter__(self) -> "Session":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def log(
        self,
        action: str,
        vacancy: str | None = None,
        candidate: str | None = None,
        **details: Any,
    ) -> None:
        """Add an entry to the audit log, in the act that is under way if there is one.

        Details never hold an applicant's text, identity or declaration.
        """
        with self.workspace.act():
            self.workspace.audit.append(
                self.actor, action, vacancy=vacancy, candidate=candidate, details=details
            )

    def log_look(self, action: str, vacancy: str) -> None:
        """Log that sealed things of a vacancy were looked at, once until the vault is sealed."""
        if (key := f"{action} {vacancy}") not in self._looked_at:
            self._looked_at.add(key)
            self.log(action, vacancy)


def _named(actor: str) -> str:
    if not actor.strip():
        raise Refused("Say who you are: the log needs a name for every act.")
    return actor.strip()
