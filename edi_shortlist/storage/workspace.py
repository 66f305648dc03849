"""A workspace: the folder with ``shortlist.db`` (blind side) and ``vault.db`` (sealed).

It opens, seals and closes the two files and lets an act write to both. What the tables mean is
for the stores. An act commits the vault first and the blind side second. What a program killed
between the two leaves in the vault is undone by the next unlocking: applications that the blind
side does not know are removed, and what was changed is put back (``before_act``). So an act that
takes an application away does that after the blind side has committed, in an act of its own.
"""

import os
import secrets
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType

from edi_shortlist.storage import keys
from edi_shortlist.storage.agreed import AgreedStore
from edi_shortlist.storage.audit import AuditLog, AuditVerdict
from edi_shortlist.storage.blind import BlindStore
from edi_shortlist.storage.conflicts import ConflictStore
from edi_shortlist.storage.connection import DATABASE_ERRORS, OPERATIONAL_ERRORS, Store
from edi_shortlist.storage.drawings import DrawingStore
from edi_shortlist.storage.errors import (
    DamagedWorkspace,
    HalfWorkspace,
    NewerWorkspace,
    NoPassphrase,
    NotAWorkspace,
    NotSaved,
    StorageError,
    VaultSealed,
    WorkspaceExists,
    WorkspaceUnwritable,
)
from edi_shortlist.storage.evidence import EvidenceStore
from edi_shortlist.storage.interviews import InterviewStore
from edi_shortlist.storage.key_holders import KeyHolders, officers_name
from edi_shortlist.storage.keys import DEFAULT_COST, KeyCost
from edi_shortlist.storage.migrating import migrate_blind, migrate_vault
from edi_shortlist.storage.migrations import BLIND, VAULT, unknown_migrations
from edi_shortlist.storage.packs import PackStore
from edi_shortlist.storage.passage_reports import ReportStore
from edi_shortlist.storage.processing_record import ProcessingRecordStore
from edi_shortlist.storage.readings import ReadingStore
from edi_shortlist.storage.redactions import RedactionStore
from edi_shortlist.storage.schemes import SchemeStore
from edi_shortlist.storage.scores import ScoreStore
from edi_shortlist.storage.specifications import SpecificationStore
from edi_shortlist.storage.vault import Vault

BLIND_FILE = "shortlist.db"
VAULT_FILE = "vault.db"
FIRST_OFFICER = "HR officer"


class Workspace:
    """An open workspace; use ``create`` or ``open``.

    Attributes:
        folder: where it lies.
        blind, redactions, scores, agreed, packs, audit: the stores of the blind side.
        readings, evidence: those of how panellists read and what they marked.
        conflicts, reports: those of what panellists told while they scored.
        interviews: the blind part of the interview stage.
        holders: who holds a key to the vault.
        processing_record: the controller's own words in the record of processing.
        specifications: templates of person specifications, and wording to warn of.
        officer: who opened the vault; empty while it is sealed.
    """

    def __init__(self, folder: Path, store: Store) -> None:
        self.folder = folder
        self._store = store
        self._vault_store: Store | None = None
        self._vault: Vault | None = None
        self.blind = BlindStore(store)
        self.redactions = RedactionStore(store)
        self.scores = ScoreStore(store)
        self.readings = ReadingStore(store)
        self.evidence = EvidenceStore(store)
        self.agreed = AgreedStore(store)
        self.conflicts = ConflictStore(store)
        self.reports = ReportStore(store)
        self.packs = PackStore(store)
        self.schemes = SchemeStore(store)
        self.drawings = DrawingStore(store)
        self.audit = AuditLog(store)
        self.interviews = InterviewStore(store)
        self.holders = KeyHolders(store)
        self.processing_record = ProcessingRecordStore(store)
        self.specifications = SpecificationStore(store)
        self.officer = ""

    # -- making, opening, closing

    @classmethod
    def create(
        cls,
        folder: Path | str,
        passphrase: str,
        cost: KeyCost = DEFAULT_COST,
        officer: str = FIRST_OFFICER,
    ) -> "Workspace":
        """Make a workspace in a folder, which is made if need be, and open it with its vault.

        Args:
            passphrase: the first officer's.
            cost: what a try at the passphrase costs; only tests give a cheaper one.
            officer: the first officer's name.

        Raises:
            NoPassphrase: the passphrase is empty.
            NotAnOfficersName: the officer's name cannot be used.
            WorkspaceExists, HalfWorkspace: the folder holds one, or a part of one.
            WorkspaceUnwritable: the folder cannot be made or written.
        """
        folder = Path(folder)
        if (folder / BLIND_FILE).exists():
            raise WorkspaceExists(folder)
        if (folder / VAULT_FILE).exists():
            raise HalfWorkspace(folder, BLIND_FILE)
        officer = officers_name(officer)
        if not passphrase.strip():
            raise NoPassphrase
        key = keys.new_key()
        try:
            _make_workspace(folder, key, officer, passphrase, cost)
            workspace = cls.open(folder)
            workspace._open_vault(key)
            workspace.officer = officer
        finally:
            keys.wipe(key)
        return workspace

    @classmethod
    def open(cls, folder: Path | str) -> "Workspace":
        """Open a workspace with its vault sealed, and bring its tables up to date.

        Raises:
            NotAWorkspace, HalfWorkspace, DamagedWorkspace, NewerWorkspace: it cannot be opened.
            MigrationFailed: its tables could not be brought up to date; they are as they were.
        """
        folder = Path(folder)
        if not (folder / BLIND_FILE).is_file():
            if (folder / VAULT_FILE).exists():
                raise HalfWorkspace(folder, BLIND_FILE)
            raise NotAWorkspace(folder)
        if not (folder / VAULT_FILE).is_file():
            raise HalfWorkspace(folder, VAULT_FILE)
        try:
            store = Store.open_plain(folder / BLIND_FILE, threading.RLock())
        except DATABASE_ERRORS:
            raise DamagedWorkspace(folder, BLIND_FILE) from None
        try:
            workspace = cls(folder, store)
            if not workspace._is_made():
                raise NotAWorkspace(folder)
            if unknown_migrations(store.db, BLIND):
                raise NewerWorkspace(folder)
            migrate_blind(folder / BLIND_FILE, folder / VAULT_FILE, store)
            workspace.clean_hidden()  # what a program killed in between has left
        except DATABASE_ERRORS:
            store.close()
            raise DamagedWorkspace(folder, BLIND_FILE) from None
        except StorageError:
            store.close()
            raise
        return workspace

    def _is_made(self) -> bool:
        tables = self._store.db.table_names()
        return {"settings", "wrapped_keys", "audit"} <= set(tables)

    def close(self) -> None:
        """Seal the vault and close both files."""
        self.seal()
        self._store.close()

    def __enter__(self) -> "Workspace":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # -- the vault

    @property
    def identifier(self) -> str:
        """The random identifier that both files and the wrapped keys share."""
        return str(self._store.value("SELECT value FROM settings WHERE name = 'identifier'"))

    @property
    def is_unsealed(self) -> bool:
        """Whether the vault is open."""
        return self._vault is not None

    @property
    def vault(self) -> Vault:
        """The open vault.

        Raises:
            VaultSealed: it is not open.
        """
        if self._vault is None:
            raise VaultSealed
        return self._vault

    def unlock(self, passphrase: str, officer: str | None = None) -> Vault:
        """Open the vault, and remove what a killed act left half-done.

        Args:
            officer: whose passphrase it is; may be left out where there is one officer.

        Raises:
            NoSuchOfficer, WhichOfficer: it is not clear whose key to try.
            WrongPassphrase: the passphrase does not open it.
            TooManyTries, NoMemoryForKey: it cannot be tried now.
            DamagedWorkspace: the vault is not this workspace's, or damaged.
        """
        if not self.holders.officers():
            raise DamagedWorkspace(self.folder, BLIND_FILE)
        officer = self.holders.named(officer)
        with self.holders.opened_by(officer, passphrase) as key:
            if self._vault is None:
                self._open_vault(key)
        self.officer = officer
        return self.vault

    def seal(self) -> None:
        """Close the vault; nothing of it stays reachable."""
        with self._store.lock:
            if self._vault_store is not None:
                self._remember_head()
                self._vault_store.close()
            self._vault_store = self._vault = None
            self.officer = ""

    def _open_vault(self, key: bytearray) -> None:
        try:
            store = Store.open_sealed(self.folder / VAULT_FILE, key, self._store.lock)
        except DATABASE_ERRORS:
            raise DamagedWorkspace(self.folder, VAULT_FILE) from None
        try:
            if unknown_migrations(store.db, VAULT):
                raise NewerWorkspace(self.folder)
            identifier = store.value("SELECT value FROM settings WHERE name = 'identifier'")
            if identifier != self.identifier:
                raise DamagedWorkspace(self.folder, VAULT_FILE)
            migrate_vault(self.folder / BLIND_FILE, self.folder / VAULT_FILE, self._store, store)
        except DATABASE_ERRORS:
            store.close()
            raise DamagedWorkspace(self.folder, VAULT_FILE) from None
        except StorageError:
            store.close()
            raise
        with self._store.lock:
            self._vault_store, self._vault = store, Vault(store)
            # Under the blind side's write lock no other process is between the two files.
            with self._store.transaction(), store.transaction():
                self._vault.before_act.undo_unless(self.audit.holds)
                self._vault.remove_all_but(self.blind.every_candidate())
            self._remember_head()
        if self.blind.erasures.wait_to_be_cleaned():
            self.clean()

    def clean(self) -> bool:
        """Rewrite both files so that nothing of what was erased is left in them.

        Call it outside every act, with the vault open. What could not be cleaned is cleaned when
        the vault is opened next.

        Returns:
            False where another program uses the workspace, or the disk is too full for it.

        Raises:
            VaultSealed: the vault is not open.
        """
        with self._store.lock:
            if self._vault_store is None:
                raise VaultSealed
            cleaned = self._vault_store.clean() and self._store.clean()
            if cleaned:
                with self._store.transaction():
                    self.blind.erasures.are_cleaned()
            return cleaned

    def clean_hidden(self) -> None:
        """Rewrite the blind side if text was hidden in it since the last time, so that no byte of
        that is left.

        Call it outside every act; the vault may be sealed. Where another program uses the file it
        is left to the next call, or to the next opening.
        """
        with self._store.lock:
            if self.reports.wait_to_be_cleaned() and self._store.clean():
                with self._store.transaction():
                    self.reports.are_cleaned()

    # -- acts

    @contextmanager
    def act(self, *, sealed: bool = False) -> Iterator[None]:
        """Do everything inside on both sides or nothing; a nested act joins the outer one.

        Args:
            sealed: the act writes to the vault too.

        Raises:
            VaultSealed: ``sealed``, and the vault is not open.
            WorkspaceBusy: another process is writing and does not finish.
            NotSaved: the disk refused; nothing inside was kept.
        """
        with self._store.lock:
            if sealed and self._vault_store is None:
                raise VaultSealed
            outermost = not self._store.db.conn.in_transaction
            try:
                with self._store.transaction(), self._sealed_part(sealed):
                    yield
            except OPERATIONAL_ERRORS as error:
                if outermost:
                    self._undo_half_done()
                raise NotSaved from error
            if outermost:
                self._remember_head()

    @contextmanager
    def _sealed_part(self, sealed: bool) -> Iterator[None]:
        """Write to the vault inside, and let it remember what that changes."""
        if not sealed or self._vault is None or self._vault_store is None:
            yield
            return
        outermost = not self._vault_store.db.conn.in_transaction
        with self._vault_store.transaction():
            if outermost:
                self._vault.before_act.undo_unless(self.audit.holds)
            yield
            if outermost:
                self._vault.before_act.finish(self.audit.head())

    def _undo_half_done(self) -> None:
        """Undo the last act if the vault has it and the blind side has not; otherwise forget how
        it was before. Where that cannot be done now, the next act or unlocking does it."""
        if self._vault is None or self._vault_store is None:
            return
        # Under the blind side's write lock no other process is between the two files.
        with (
            suppress(StorageError, *DATABASE_ERRORS),
            self._store.transaction(),
            self._vault_store.transaction(),
        ):
            self._vault.before_act.undo_unless(self.audit.holds)

    def _remember_head(self) -> None:
        """Let an open vault remember the log's head, if the log still holds what it remembers.

        It is done after the act's commit: an anchor must never name an entry that a kill could
        undo. A log that was tampered with keeps the old anchor, so that it stays found out. The
        act is saved by now, so whatever goes wrong here is left to the next act.
        """
        if self._vault is None or self._vault_store is None:
            return
        with suppress(StorageError, *DATABASE_ERRORS):
            known, head = self._vault.anchor(), self.audit.head()
            if head and head != known and (known is None or self.audit.holds(known)):
                with self._vault_store.transaction():
                    self._vault.set_anchor(head)
            if self._vault.before_act.is_any():
                self._undo_half_done()

    def verify_audit(self) -> AuditVerdict:
        """Walk the audit log; with the vault open, also hold it against the anchor."""
        verdict = self.audit.verify(self._vault.anchor() if self._vault else None)
        if verdict.ok and not verdict.entries and self.blind.vacancies():
            # Every vacancy is logged as it is made, so this log was emptied.
            return AuditVerdict(
                False,
                0,
                1,
                "The log is empty, but the workspace holds vacancies: the log was removed. Bring "
                "the workspace back from a backup.",
            )
        return verdict


def _make_workspace(
    folder: Path, key: bytearray, officer: str, passphrase: str, cost: KeyCost
) -> None:
    making = folder / f".making-{secrets.token_hex(4)}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        making.mkdir(mode=0o700)
        try:
            _make_files(making, key, officer, passphrase, cost)
            # The blind side comes last: a folder that has it has all.
            (making / VAULT_FILE).rename(folder / VAULT_FILE)
            (making / BLIND_FILE).rename(folder / BLIND_FILE)
        finally:
            shutil.rmtree(making, ignore_errors=True)
    except OSError:
        raise WorkspaceUnwritable(folder) from None


def _make_files(folder: Path, key: bytearray, officer: str, passphrase: str, cost: KeyCost) -> None:
    lock = threading.RLock()
    identifier = {"name": "identifier", "value": secrets.token_hex(16)}
    sealed = Store.open_sealed(folder / VAULT_FILE, key, lock)
    try:
        with sealed.transaction():
            VAULT.apply(sealed.db)
            sealed.insert("settings", identifier)
    finally:
        sealed.close()
    plain = Store.open_plain(folder / BLIND_FILE, lock)
    try:
        with plain.transaction():
            BLIND.apply(plain.db)
            plain.insert("settings", identifier)
            KeyHolders(plain).add_officer(key, officer, passphrase, cost)
    finally:
        plain.close()
    for name in (BLIND_FILE, VAULT_FILE):
        os.chmod(folder / name, 0o600)  # noqa: PTH101
