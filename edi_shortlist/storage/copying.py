"""Copies of the two files of a workspace while it is open: each as it was at one instant.

The caller holds the write lock of the blind side, so that both copies are of one instant. It
knows nothing of what the files hold.
"""

import hashlib
import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from edi_shortlist.storage.connection import BUSY_SECONDS, Store
from edi_shortlist.storage.errors import WorkspaceBusy

WAL_SUFFIX = "-wal"
_CHUNK = 1 << 20
_TRIES = 50
_PAUSE_SECONDS = 0.05


def copy_plain(source: Path, target: Path) -> None:
    """Copy an unencrypted file with SQLite's backup interface; the copy needs no other file.

    Args:
        source: may be open and written to.
        target: must not exist; made readable for its owner only.
    """
    _make(target)
    # A second connection: SQLite refuses to back up through one that holds the write lock.
    read_only = f"{source.absolute().as_uri()}?mode=ro"
    with (
        closing(sqlite3.connect(read_only, uri=True, timeout=BUSY_SECONDS)) as reading,
        closing(sqlite3.connect(target)) as writing,
    ):
        reading.backup(writing)


def copy_sealed(source: Path, target: Path, store: Store | None) -> None:
    """Copy the vault, which stays encrypted with the same key.

    Without the key the file is copied as it stands, with its write-ahead log beside it: SQLite
    takes the two up as after a power cut. That reads and closes the file, which takes this
    process's own locks off it (sqlite.org/howtocorrupt.html §2.2, read in November 2026); so
    where this process has the vault open, SQLCipher itself writes the copy.

    Args:
        target: must not exist; made readable for its owner only. Its log is put beside it.
        store: the vault, where it is open in this process.

    Raises:
        WorkspaceBusy: another program kept changing the file.
    """
    if store is not None:
        store.run("VACUUM INTO ?", [str(target)])
        target.chmod(0o600)
        return
    pairs = [
        (source, target),
        (_with(source, WAL_SUFFIX), _with(target, WAL_SUFFIX)),
    ]
    for _ in range(_TRIES):
        copied = [_copied(one, other) for one, other in pairs]
        # Each page that is written gets a new random nonce, so bytes that were written never read
        # the same again. Two equal readings in a row are therefore the files as they stood at the
        # instant between them.
        if copied == [_digest(one) for one, _ in pairs]:
            return
        time.sleep(_PAUSE_SECONDS)
    raise WorkspaceBusy


def _with(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _make(path: Path) -> None:
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _copied(source: Path, target: Path) -> str:
    """Copy a file and return its digest, or an empty text where there is nothing to copy."""
    target.unlink(missing_ok=True)
    if not source.exists() or not source.stat().st_size:
        return ""
    _make(target)
    digest = hashlib.sha256()
    with source.open("rb") as reading, target.open("wb") as writing:
        while chunk := reading.read(_CHUNK):
            digest.update(chunk)
            writing.write(chunk)
    return digest.hexdigest()


def _digest(path: Path) -> str:
    if not path.exists() or not path.stat().st_size:
        return ""
    return sha256_of(path)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
