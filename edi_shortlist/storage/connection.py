"""One open SQLite file under sqlite-utils, plain or SQLCipher: settings, reading, transactions.

It knows nothing of what the tables hold. Threads: one connection a file, shared by every thread
under one lock that both files of a workspace have in common; a thread that reads waits only
while another is inside a transaction, and transactions hold no slow work.
"""

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlite_utils
from sqlcipher3 import dbapi2 as sqlcipher

from edi_shortlist.storage.errors import WorkspaceBusy

#: sqlcipher3 has an exception family of its own beside the standard library's.
DATABASE_ERRORS: tuple[type[Exception], ...] = (sqlite3.Error, sqlcipher.Error)
OPERATIONAL_ERRORS: tuple[type[Exception], ...] = (
    sqlite3.OperationalError,
    sqlcipher.OperationalError,
)
BUSY_SECONDS = 10.0

Row = dict[str, Any]


class Store:
    """An open database file.

    Attributes:
        db: the sqlite-utils database; use it inside ``lock``.
        lock: re-entrant; shared by the two files of a workspace.
        sealed: whether it is encrypted, which its temporary files are then too.
    """

    def __init__(self, connection: Any, lock: threading.RLock, *, sealed: bool = False) -> None:
        # No plugins: other people's code has no business in the vault.
        self.db = sqlite_utils.Database(connection, execute_plugins=False)
        self.lock = lock
        self.sealed = sealed

    @classmethod
    def open_plain(cls, path: Path, lock: threading.RLock) -> "Store":
        """Open a file that must exist, or an empty one, as plain SQLite."""
        connection = sqlite3.connect(
            path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        return cls._ready(connection, lock)

    @classmethod
    def open_sealed(cls, path: Path, key: bytes | bytearray, lock: threading.RLock) -> "Store":
        """Open a file with SQLCipher and a raw 32-byte key.

        Raises:
            one of ``DATABASE_ERRORS``: the key does not fit the file.
        """
        connection = sqlcipher.connect(
            str(path), timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            connection.close()
            raise
        return cls._ready(connection, lock, sealed=True)

    @classmethod
    def open_pack(
        cls, path: Path, key: bytes, salt: bytes, lock: threading.RLock, *, read_only: bool = False
    ) -> "Store":
        """Open a panel pack with SQLCipher, a raw 32-byte key and the salt at the file's start.

        The journal is a file that goes when the act is over, not a write-ahead log: whoever copies
        the pack between two acts copies all of it, from a network folder too.

        Args:
            read_only: the file is only read, and must be there.

        Raises:
            one of ``DATABASE_ERRORS``: the key does not fit the file.
        """
        connection = sqlcipher.connect(
            f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            # A wrong PIN is not worth a line on the terminal.
            connection.execute("PRAGMA cipher_log_level = NONE")
            # The file was out of the house: its schema may not call functions.
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute(f"PRAGMA key = \"x'{key.hex()}{salt.hex()}'\"")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            connection.close()
            raise
        return cls._ready(connection, lock, sealed=True, journal="DELETE")

    @classmethod
    def _ready(
        cls, connection: Any, lock: threading.RLock, *, sealed: bool = False, journal: str = "WAL"
    ) -> "Store":
        try:
            for pragma in (
                f"journal_mode = {journal}",
                "synchronous = FULL",  # what was confirmed survives a power cut
                "foreign_keys = ON",
                "secure_delete = ON",  # what was erased is overwritten
                "temp_store = MEMORY",  # no temporary file on disk
            ):
                connection.execute(f"PRAGMA {pragma}").fetchall()
            return cls(connection, lock, sealed=sealed)
        except BaseException:
            connection.close()
            raise

    def close(self) -> None:
        """Close the file; SQLite folds the write-ahead log into it."""
        with self.lock:
            self.db.close()

    def each(self, sql: str, args: Sequence[Any] | Mapping[str, Any] = ()) -> Iterator[Row]:
        """Yield the rows of a query one by one, holding the lock until the last."""
        with self.lock:
            cursor = self.db.execute(sql, args)  # type: ignore[arg-type]
            names = [column[0] for column in cursor.description]
            for row in cursor:
                yield dict(zip(names, row, strict=True))

    def rows(self, sql: str, args: Sequence[Any] | Mapping[str, Any] = ()) -> list[Row]:
        """Return every row of a query."""
        return list(self.each(sql, args))

    def row(self, sql: str, args: Sequence[Any] | Mapping[str, Any] = ()) -> Row | None:
        """Return the first row of a query, or None."""
        return next(iter(self.rows(sql, args)), None)

    def value(self, sql: str, args: Sequence[Any] | Mapping[str, Any] = ()) -> Any:
        """Return the first column of the first row, or None."""
        row = self.row(sql, args)
        return next(iter(row.values())) if row else None

    def run(self, sql: str, args: Sequence[Any] | Mapping[str, Any] = ()) -> int:
        """Run a statement and return how many rows it changed."""
        with self.lock:
            return int(self.db.execute(sql, args).rowcount)  # type: ignore[arg-type]

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement once for each row of values."""
        with self.lock:
            self.db.conn.executemany(sql, rows)

    def insert(self, table: str, record: Mapping[str, Any]) -> int:
        """Insert one row and return its rowid."""
        columns = ", ".join(f'"{name}"' for name in record)
        marks = ", ".join("?" for _ in record)
        sql = f'INSERT INTO "{table}" ({columns}) VALUES ({marks})'
        with self.lock:
            return int(self.db.execute(sql, list(record.values())).lastrowid or 0)

    def clean(self) -> bool:
        """Rewrite the file without its free space and empty its write-ahead log, so that no byte
        of what was deleted is left in either; call it outside every transaction.

        Returns:
            False where it could not be done now: another program reads or writes the file, or
            the disk is full. Nothing is lost then.
        """
        with self.lock:
            try:
                self._vacuum()
                # The new file is in the log now, and the log is longer than it; the truncation
                # takes both the old pages and the old log away.
                return int(self.value("PRAGMA wal_checkpoint(TRUNCATE)")) == 0
            except OPERATIONAL_ERRORS:
                return False

    def _vacuum(self) -> None:
        # SQLite makes a second copy meanwhile. A vault with all its originals may not fit into
        # memory, and SQLCipher encrypts the copy with the vault's own key.
        if self.sealed:
            self.db.execute("PRAGMA temp_store = FILE")
        try:
            self.db.execute("VACUUM")
        finally:
            self.db.execute("PRAGMA temp_store = MEMORY")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do everything inside or nothing; a nested call joins the outer one.

        ``BEGIN IMMEDIATE`` takes the write lock at once, so that two processes wait for each
        other here and never fail half-way.

        Raises:
            WorkspaceBusy: another process kept the lock for ``BUSY_SECONDS``.
        """
        with self.lock:
            if self.db.conn.in_transaction:
                yield
                return
            try:
                self.db.conn.execute("BEGIN IMMEDIATE")
            except OPERATIONAL_ERRORS as error:
                if "locked" in str(error) or "busy" in str(error):
                    raise WorkspaceBusy from None
                raise
            try:
                yield
                self.db.conn.execute("COMMIT")
            except BaseException:
                if self.db.conn.in_transaction:
                    self.db.conn.execute("ROLLBACK")
                raise
