"""A session: one person at work in one workspace. Every verb takes it first.

It may be used from several threads; storage serialises what they do.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
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
from edi_shortlist.storage.pack import Pack, PackFacts, Role
from edi_shortlist.storage.pack_keys import PACK_COSTS
from edi_shortlist.workflow.digesting import make_missing_digests
from edi_shortlist.workflow.errors import Refused

__all__ = ["Role", "Session"]


class Session:
    """An open workspace and who is at work in it; use ``create`` or ``open``.

    Attributes:
        workspace: the storage behind it; only workflow touches it.
        at_work: the person's name as they gave it.
        actor: whose name the audit log and decisions bear: with the vault open the officer whose
            passphrase opened it, otherwise the name that was given.
    """

    def __init__(self, workspace: Workspace, actor: str, officer: str | None = None) -> None:
        self.workspace = workspace
        self.at_work = actor
        self.actor = workspace.officer or actor
        self._officer = officer
        # Looking at identities is logged once a session and vacancy, not at every redraw.
        self._looked_at: set[str] = set()

    @classmethod
    def create(
        cls, folder: Path | str, passphrase: str, actor: str, *, cost: KeyCost = DEFAULT_COST
    ) -> "Session":
        """Make a workspace and open it, vault and all.

        Args:
            actor: who makes it, and becomes its first officer.
            cost: what a try at the passphrase costs; only tests give a cheaper one.

        Raises:
            StorageError: the workspace cannot be made; the sentence says why.
            Refused: the actor has no name.
        """
        actor = _named(actor)
        session = cls(Workspace.create(folder, passphrase, cost, actor), actor)
        session.log("workspace.created")
        return session

    @classmethod
    def open(cls, folder: Path | str, actor: str, officer: str | None = None) -> "Session":
        """Open a workspace with its vault sealed, and remove what a killed import left unpacked.

        Args:
            officer: who will open the vault, unless ``unlock`` says otherwise.

        Raises:
            StorageError: it cannot be opened; the sentence says why.
            Refused: the actor has no name.
        """
        actor = _named(actor)
        remove_leftovers()
        return cls(Workspace.open(folder), actor, officer)

    @classmethod
    def open_pack(
        cls, path: Path | str, pin: str, *, costs: Sequence[KeyCost] = PACK_COSTS
    ) -> "Session":
        """Open a panel pack; its panellist is at work, and there is no vault.

        Args:
            costs: what a try at the PIN costs; only tests give cheaper ones.

        Raises:
            StorageError: it cannot be opened, or nothing could be saved in it; the sentence says
                why.
        """
        pack = Pack.open_file(path, pin, costs)
        session = cls(pack, pack.facts.holder)
        try:
            session.log("pack.opened", pack.facts.vacancy)
        except StorageError:
            pack.close()
            raise
        return session

    @property
    def pack(self) -> PackFacts | None:
        """What the open panel pack says of itself; None where a workspace is open."""
        return self.workspace.facts if isinstance(self.workspace, Pack) else None

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

    def unlock(self, passphrase: str, officer: str | None = None) -> None:
        """Open the vault; success and failure are logged. From then on the officer is the actor.

        Args:
            officer: whose passphrase it is. It may be left out where ``open`` named the officer,
                where there is only one, and where one of several is called like ``at_work``.

        Raises:
            WrongPassphrase: the passphrase does not open it.
            TooManyTries: too many before were wrong; the sentence says how long to wait.
            NoSuchOfficer, WhichOfficer: it is not clear whose key to try.
        """
        officer = self.officer_named(officer)
        before, earlier = self.workspace.officer, self.workspace.holders.failures(officer)
        with self.failures_logged(officer):
            self.workspace.unlock(passphrase, officer)
        self.actor = officer
        if officer != before:
            details: dict[str, Any] = {"failures": earlier} if earlier else {}
            if self.at_work != officer:
                details["at_work"] = self.at_work
            self.log("vault.opened", **details)
        make_missing_digests(self.workspace, officer)

    def officer_named(self, officer: str | None) -> str:
        """Return an officer's name as it is stored; for None, whoever is to open the vault.

        Raises:
            NoSuchOfficer, WhichOfficer: it is not clear who that is.
        """
        return self.workspace.holders.named(
            self._officer if officer is None else officer, self.at_work
        )

    @contextmanager
    def failures_logged(self, officer: str) -> Iterator[None]:
        """Log it if the passphrase that is tried inside is wrong."""
        try:
            yield
        except WrongPassphrase:
            failures = self.workspace.holders.failures(officer)
            self.log("vault.refused", officer=officer, failures=failures)
            raise

    def seal(self, reason: str = "") -> None:
        """Close the vault. Nothing of it can be read until it is opened again.

        Args:
            reason: why, where it was not the person who asked for it; it is logged.
        """
        if self.is_unsealed:
            self.log("vault.sealed", **({"reason": reason} if reason else {}))
            self.workspace.seal()
        self._looked_at.clear()
        self.actor = self.at_work

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
        self.log_of(self.actor, action, vacancy, candidate, **details)

    def log_of(
        self,
        actor: str,
        action: str,
        vacancy: str | None = None,
        candidate: str | None = None,
        **details: Any,
    ) -> None:
        """Add an entry in the name of an officer whose passphrase was given for this one act."""
        with self.workspace.act():
            self.workspace.audit.append(
                actor, action, vacancy=vacancy, candidate=candidate, details=details
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
