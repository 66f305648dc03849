"""A backup: one file that holds both files of a workspace as they were at one instant.

The vault stays encrypted in it, so making one needs no passphrase. The file is a ZIP with a
manifest of SHA-256 digests. They find damage; who would change a backup on purpose could write
them anew, and is found by the audit log's chain and by the anchor in the vault, or by the digest
of the whole file, which the caller logs.
"""

import json
import os
import shutil
import sqlite3
import tempfile
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import edi_shortlist
from edi_shortlist.storage.audit import AuditLog, utc_now
from edi_shortlist.storage.connection import DATABASE_ERRORS, Store
from edi_shortlist.storage.copying import WAL_SUFFIX, copy_plain, copy_sealed, sha256_of
from edi_shortlist.storage.errors import StorageError
from edi_shortlist.storage.migrations import BLIND, unknown_migrations
from edi_shortlist.storage.workspace import BLIND_FILE, VAULT_FILE, Workspace

SUFFIX = ".edibackup"
_FORMAT = "edi-shortlist-backup"
_VERSION = 1
_MANIFEST = "manifest.json"
_MANIFEST_LIMIT = 1 << 20
_WAL_FILE = VAULT_FILE + WAL_SUFFIX
_CHUNK = 1 << 20
#: What making a backup does, in order.
STEPS = ("copying both files", "packing them", "reading them back", "checking the vault")
_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError)


class NotABackup(StorageError):
    """The file is no backup, or not the whole of one."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"'{path}' is not a backup of EDI Shortlist, or it was cut short while it was copied. "
            "Copy it again from where it was made, or choose another one; nothing was restored."
        )


class AlteredBackup(StorageError):
    """What the backup holds is not what was put into it."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(
            f"The backup '{path}' is damaged or was changed since it was made: {what}. "
            "Choose another backup; nothing was restored."
        )


class NewerBackup(StorageError):
    """The backup was made by a later version of the program."""

    def __init__(self, path: Path, program: str) -> None:
        by = f"version {program}" if program else "a newer version"
        super().__init__(
            f"The backup '{path}' was made by {by} of EDI Shortlist, which this one cannot read. "
            "Install that version and restore it there; nothing was restored."
        )


class BackupExists(StorageError):
    """A backup would have been written over something."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"There is already something called '{path}'. Choose another name.")


class FolderOccupied(StorageError):
    """A backup was to be restored where something already is."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"There is already something in '{folder}'. A backup is only restored into a new or "
            "empty folder; choose another one."
        )


class BackupNotWritten(StorageError):
    """The disk refused."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"Nothing could be written in '{folder}': the disk is full, or you may not write "
            "there. Free some space or choose another folder. No half-written file was left."
        )


class UnsoundBackup(StorageError):
    """What was written did not read back as a sound workspace."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"The backup did not pass its check and was not kept: {what}. Make another one, on "
            "another disk if you can, and have this disk looked at."
        )


class BackupStopped(StorageError):
    """The person stopped it."""

    def __init__(self) -> None:
        super().__init__("The backup was stopped. No file was left.")


@dataclass(frozen=True)
class BackupFacts:
    """What a backup says of itself.

    Attributes:
        made_at: UTC, ISO 8601.
        program: the version of the program that made it.
        identifier: of the workspace, random.
        entries: how many entries of the log it holds.
        log_sentence: how the log verified when the backup was made.
        log_ok: whether it was as written.
        files: size in bytes and SHA-256 by name.
        sha256: of the backup as a whole, in hexadecimal; empty inside the manifest.
    """

    made_at: str
    program: str
    identifier: str
    entries: int
    log_ok: bool
    log_sentence: str
    files: Mapping[str, Mapping[str, Any]]
    sha256: str = ""


# -- making


def write_backup(
    workspace: Workspace, path: Path, begin: Callable[[int], None] = lambda step: None
) -> BackupFacts:
    """Write a backup of an open workspace, sealed or not, and read it back.

    With the vault open its copy is decrypted and checked too; with the vault sealed only the
    bytes of that copy are compared.

    Args:
        path: must not exist.
        begin: called with the number of each of ``STEPS`` before it is done; what it raises ends
            the backup, and no file is left.

    Raises:
        BackupExists: it does.
        BackupNotWritten: the disk refused.
        UnsoundBackup: the copy is no sound workspace.
        WorkspaceBusy: another program is writing and does not finish.
    """
    if path.exists():
        raise BackupExists(path)
    try:
        with _private_folder(path.parent) as making:
            begin(0)
            taken = making / "taken"
            taken.mkdir()
            with workspace.act():
                copy_plain(workspace.folder / BLIND_FILE, taken / BLIND_FILE)
                copy_sealed(
                    workspace.folder / VAULT_FILE, taken / VAULT_FILE, workspace._vault_store
                )
            begin(1)
            facts = _facts(taken)
            written = making / f"written{SUFFIX}"
            _zip(taken, facts, written)
            shutil.rmtree(taken)
            begin(2)
            back = making / "read-back"
            back.mkdir()
            _checked(written, back)
            begin(3)
            _check_sealed(workspace, back / VAULT_FILE)
            whole = sha256_of(written)
            if path.exists():
                raise BackupExists(path)
            written.rename(path)
    except OSError:
        raise BackupNotWritten(path.parent) from None
    except (AlteredBackup, NotABackup, NewerBackup):
        raise UnsoundBackup("it did not read back as it was written") from None
    except DATABASE_ERRORS:
        raise UnsoundBackup("a file of the workspace could not be copied whole") from None
    return BackupFacts(**(vars(facts) | {"sha256": whole}))


def _facts(taken: Path) -> BackupFacts:
    with _read_only(taken / BLIND_FILE) as store:
        verdict = AuditLog(store).verify()
        identifier = str(store.value("SELECT value FROM settings WHERE name = 'identifier'"))
    return BackupFacts(
        utc_now(),
        edi_shortlist.__version__,
        identifier,
        verdict.entries,
        verdict.ok,
        verdict.sentence,
        {
            file.name: {"bytes": file.stat().st_size, "sha256": sha256_of(file)}
            for file in sorted(taken.iterdir())
        },
    )


def _zip(taken: Path, facts: BackupFacts, target: Path) -> None:
    manifest = {"format": _FORMAT, "version": _VERSION, **asdict(facts)}
    del manifest["sha256"]
    with target.open("xb") as file:
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr(_MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=2))
            for name in facts.files:
                # What is encrypted does not get smaller.
                how = zipfile.ZIP_DEFLATED if name == BLIND_FILE else zipfile.ZIP_STORED
                archive.write(taken / name, name, how)
        file.flush()
        os.fsync(file.fileno())
    target.chmod(0o600)


def _check_sealed(workspace: Workspace, copy: Path) -> None:
    """Hold a copy of an open vault against SQLCipher: every page authentic, every table whole."""
    with workspace._store.lock:  # lest it is sealed meanwhile
        vault = workspace._vault_store
        if vault is None:
            return
        # Without a key of its own an attached file is opened with that of the first.
        vault.run("ATTACH DATABASE ? AS backup", [str(copy)])
        try:
            broken = vault.rows("PRAGMA backup.cipher_integrity_check")
            sound = vault.value("PRAGMA backup.integrity_check") == "ok"
        finally:
            vault.run("DETACH DATABASE backup")
    if broken or not sound:
        raise UnsoundBackup("the copy of the vault is not whole")


# -- restoring


def restore_backup(path: Path, folder: Path) -> BackupFacts:
    """Restore a backup into a folder that is new or empty, checked before it appears there.

    Raises:
        NotABackup, AlteredBackup, NewerBackup: it cannot be restored.
        FolderOccupied: the folder holds something.
        BackupNotWritten: the disk refused.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderOccupied(folder)
    if not path.is_file():
        raise NotABackup(path)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _private_folder(folder.parent) as making:
            back = making / "workspace"
            back.mkdir(mode=0o700)
            facts = _checked(path, back)
            with suppress(FileNotFoundError):
                folder.rmdir()  # empty, or this fails
            back.rename(folder)
    except OSError:
        raise BackupNotWritten(folder.parent) from None
    return BackupFacts(**(vars(facts) | {"sha256": sha256_of(path)}))


def _checked(path: Path, into: Path) -> BackupFacts:
    """Unpack a backup into an empty folder and check all that can be checked without the key."""
    try:
        with zipfile.ZipFile(path) as archive:
            facts = _manifest(path, archive)
            for name, stated in facts.files.items():
                _unpack(path, archive, name, stated, into / name)
    except _ZIP_ERRORS:
        raise NotABackup(path) from None
    _check_blind(path, into / BLIND_FILE, facts)
    return facts


def _manifest(path: Path, archive: zipfile.ZipFile) -> BackupFacts:
    try:
        if archive.getinfo(_MANIFEST).file_size > _MANIFEST_LIMIT:
            raise NotABackup(path)
        stated = json.loads(archive.read(_MANIFEST))
        if stated.pop("format") != _FORMAT:
            raise NotABackup(path)
        if stated.pop("version") != _VERSION:
            raise NewerBackup(path, str(stated.get("program", "")))
        facts = BackupFacts(**stated)
        names = set(facts.files)
        whole = all(
            isinstance(file["bytes"], int) and isinstance(file["sha256"], str)
            for file in facts.files.values()
        )
    except (KeyError, ValueError, TypeError, AttributeError):
        raise NotABackup(path) from None
    if not whole or not {BLIND_FILE, VAULT_FILE} <= names <= {BLIND_FILE, VAULT_FILE, _WAL_FILE}:
        raise NotABackup(path)
    if sorted(archive.namelist()) != sorted([_MANIFEST, *names]):
        raise AlteredBackup(path, "it does not hold the files that its manifest names")
    return facts


def _unpack(
    path: Path, archive: zipfile.ZipFile, name: str, stated: Mapping[str, Any], target: Path
) -> None:
    if archive.getinfo(name).file_size != stated["bytes"]:
        raise AlteredBackup(path, f"the size of {name} is not the one in its manifest")
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with archive.open(name) as reading, os.fdopen(descriptor, "wb") as writing:
        shutil.copyfileobj(reading, writing, _CHUNK)
        writing.flush()
        os.fsync(writing.fileno())
    if sha256_of(target) != stated["sha256"]:
        raise AlteredBackup(path, f"{name} is not the file that its manifest describes")


def _check_blind(path: Path, file: Path, facts: BackupFacts) -> None:
    try:
        with _read_only(file) as store:
            if unknown_migrations(store.db, BLIND):
                raise NewerBackup(path, facts.program)
            if store.value("PRAGMA integrity_check") != "ok":
                raise AlteredBackup(path, f"{BLIND_FILE} is not whole")
            identifier = store.value("SELECT value FROM settings WHERE name = 'identifier'")
            verdict = AuditLog(store).verify()
    except DATABASE_ERRORS:
        raise AlteredBackup(path, f"{BLIND_FILE} is not whole") from None
    # A log that was broken already is kept as it is: it is evidence.
    told = (facts.identifier, facts.log_ok, facts.entries)
    if (identifier, verdict.ok, verdict.entries) != told:
        raise AlteredBackup(path, "its audit log is not the one that was put into it")


@contextmanager
def _read_only(file: Path) -> Iterator[Store]:
    """Open a copy that nobody writes to, without making any other file beside it."""
    uri = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
        yield Store(connection, threading.RLock())


@contextmanager
def _private_folder(beside: Path) -> Iterator[Path]:
    """Make a folder on the same disk that only its owner may read, and remove it afterwards."""
    folder = Path(tempfile.mkdtemp(prefix=".edi-backup-", dir=beside))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
