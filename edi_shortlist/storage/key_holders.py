"""Who holds a key to the vault: HR officers by their passphrases, and the printed recovery code.

Each row of ``wrapped_keys`` wraps the same random key, so that a holder can be added, changed and
removed without touching the vault. It does not know what the vault holds or who is at work.
"""

import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from edi_shortlist.storage import keys
from edi_shortlist.storage.audit import utc_now
from edi_shortlist.storage.connection import OPERATIONAL_ERRORS, Row, Store
from edi_shortlist.storage.errors import (
    LastOfficer,
    NoRecoveryCode,
    NoSuchOfficer,
    NotAnOfficersName,
    NotSaved,
    OfficerExists,
    TooManyTries,
    WhichOfficer,
    WrongPassphrase,
    WrongRecoveryCode,
)
from edi_shortlist.storage.keys import DEFAULT_COST, KeyCost, WrappedKey
from edi_shortlist.storage.recovery_code import new_recovery_code, read_recovery_code

OFFICER, RECOVERY = "officer", "recovery-code"
LONGEST_NAME = 100
FREE_TRIES = 5
"""So many wrong passphrases in a row cost nothing but Argon2."""
LONGEST_WAIT = 300.0
"""Seconds. The longest wait between two tries."""


@dataclass(frozen=True)
class Officer:
    """An HR officer with a key of their own.

    Attributes:
        since: when the key was wrapped last: UTC, ISO 8601; empty where it is not known.
        cost: what one try at the passphrase costs.
        failures: how many tries failed since the last that did not.
    """

    name: str
    since: str
    cost: KeyCost
    failures: int


class KeyHolders:
    """The wrapped keys on the blind side.

    Args:
        clock: seconds since 1970; a wait outlasts the program, so it is not a monotonic clock.
    """

    def __init__(self, store: Store, clock: Callable[[], float] = time.time) -> None:
        self._store = store
        self._clock = clock

    # -- who there is

    def officers(self) -> list[Officer]:
        """Return the officers by name."""
        return [
            Officer(row["name"], row["since"], WrappedKey.from_record(row).cost, row["failures"])
            for row in self._store.rows(
                "SELECT * FROM wrapped_keys WHERE kind = ? ORDER BY folded", [OFFICER]
            )
        ]

    def named(self, name: str | None, at_work: str = "") -> str:
        """Return an officer's name as it is stored.

        Args:
            name: as typed, whatever its case. None stands for the only officer, or among several
                for the one called like the person at work. It is never found by trying every
                officer's key: a passphrase that two of them chose would sign in the wrong one.
            at_work: the name of the person at work.

        Raises:
            NoSuchOfficer: no officer is called so.
            WhichOfficer: no name was given, and it is not clear who is meant.
        """
        names = [officer.name for officer in self.officers()]
        if name is None and len(names) == 1:
            return names[0]
        wanted = folded(at_work if name is None else name)
        for stored in names:
            if folded(stored) == wanted:
                return stored
        if name is None:
            raise WhichOfficer(names)
        raise NoSuchOfficer(name, names)

    def recovery_code_since(self) -> str | None:
        """Return when the recovery code was made (UTC, ISO 8601), or None if there is none."""
        row = self._row(RECOVERY, "")
        return str(row["since"]) if row else None

    # -- opening

    def failures(self, officer: str) -> int:
        """Return how many tries at an officer's key failed since the last that did not."""
        row = self._row(OFFICER, officer)
        return int(row["failures"]) if row else 0

    def recovery_failures(self) -> int:
        """Return how many recovery codes failed since the last that did not."""
        row = self._row(RECOVERY, "")
        return int(row["failures"]) if row else 0

    @contextmanager
    def opened_by(self, officer: str, passphrase: str) -> Iterator[bytearray]:
        """Yield the vault's key, and wipe it afterwards. Not to be entered inside an act, which
        would undo the count of failures.

        Raises:
            NoSuchOfficer: the officer has no key.
            WrongPassphrase: the passphrase does not open it.
            TooManyTries: too many before were wrong, the last of them a moment ago.
            NoMemoryForKey: the computer cannot give the memory that a try needs.
        """
        if self._row(OFFICER, officer) is None:
            raise NoSuchOfficer(officer, [one.name for one in self.officers()])
        key = self._unwrapped(OFFICER, officer, passphrase)
        try:
            yield key
        finally:
            keys.wipe(key)

    @contextmanager
    def opened_by_code(self, typed: str) -> Iterator[bytearray]:
        """Yield the vault's key, and wipe it afterwards, as ``opened_by`` does.

        Raises:
            NoRecoveryCode: none was made.
            MistypedRecoveryCode: the code has a typing error; it was not tried.
            WrongRecoveryCode: it has none, and is not the one that opens the vault.
            TooManyTries, NoMemoryForKey: as ``opened_by``.
        """
        code = read_recovery_code(typed)
        if self._row(RECOVERY, "") is None:
            raise NoRecoveryCode
        try:
            key = self._unwrapped(RECOVERY, "", code)
        except WrongPassphrase:
            raise WrongRecoveryCode from None
        try:
            yield key
        finally:
            keys.wipe(key)

    def _unwrapped(self, kind: str, name: str, secret: str) -> bytearray:
        # A try counts before it is made: neither a kill nor a second program gets a free one.
        wrapped = WrappedKey.from_record(self._counted(kind, name))
        key = keys.unwrap(wrapped, secret, self._identifier, _holder(kind, name))
        if not wrapped.names_holder:
            wrapped = keys.wrap(key, secret, self._identifier, _holder(kind, name), wrapped.cost)
        with _saved(self._store):
            # Only that key: another program may have replaced it meanwhile.
            self._store.run(
                "UPDATE wrapped_keys SET failures = 0, salt = :salt, nonce = :nonce, "
                "ciphertext = :ciphertext, names_holder = :names_holder "
                "WHERE kind = :kind AND folded = :folded AND (salt = :salt OR names_holder = 0)",
                {**wrapped.to_record(), "kind": kind, "folded": folded(name)},
            )
        return key

    def _counted(self, kind: str, name: str) -> Row:
        """Count a try and return the row, or refuse the try if it comes too soon."""
        with _saved(self._store):
            row = self._row(kind, name)
            assert row is not None
            now = self._clock()
            left = wait_after(row["failures"]) - (now - row["last_try"])
            # A clock that was set back must not lock anybody out until it has caught up.
            if left > 0 and now >= row["last_try"]:
                raise TooManyTries(left)
            self._store.run(
                "UPDATE wrapped_keys SET failures = failures + 1, last_try = ? "
                "WHERE kind = ? AND folded = ?",
                [now, kind, folded(name)],
            )
            return row

    # -- changing; each inside the act that logs it

    def add_officer(
        self,
        key: bytes | bytearray,
        name: str,
        passphrase: str,
        cost: KeyCost = DEFAULT_COST,
    ) -> str:
        """Wrap the key for one more officer, and return the name as stored.

        Raises:
            NotAnOfficersName, OfficerExists: the name cannot be used.
            NoPassphrase: the passphrase is empty.
        """
        name = officers_name(name)
        if self._row(OFFICER, name):
            raise OfficerExists(name)
        self._write(OFFICER, name, key, passphrase, cost)
        return name

    def set_passphrase(
        self,
        key: bytes | bytearray,
        officer: str,
        passphrase: str,
        cost: KeyCost = DEFAULT_COST,
    ) -> None:
        """Wrap the key anew for an officer, at the cost that is usual now.

        Raises:
            NoSuchOfficer: the officer has no key.
            NoPassphrase: the passphrase is empty.
        """
        self._write(OFFICER, self.named(officer), key, passphrase, cost)

    def remove_officer(self, officer: str) -> None:
        """Forget an officer's key.

        Raises:
            NoSuchOfficer: the officer has no key.
            LastOfficer: nobody else has one.
        """
        name = self.named(officer)
        if len(self.officers()) == 1:
            raise LastOfficer(name)
        self._store.run(
            "DELETE FROM wrapped_keys WHERE kind = ? AND folded = ?", [OFFICER, folded(name)]
        )

    def set_recovery_code(self, key: bytes | bytearray, cost: KeyCost = DEFAULT_COST) -> str:
        """Make a recovery code in place of the one before, and return it as it is printed."""
        code = new_recovery_code()
        self._write(RECOVERY, "", key, read_recovery_code(code), cost)
        return code

    # -- rows

    @property
    def _identifier(self) -> str:
        return str(self._store.value("SELECT value FROM settings WHERE name = 'identifier'"))

    def _row(self, kind: str, name: str) -> Row | None:
        return self._store.row(
            "SELECT * FROM wrapped_keys WHERE kind = ? AND folded = ?", [kind, folded(name)]
        )

    def _write(
        self, kind: str, name: str, key: bytes | bytearray, secret: str, cost: KeyCost
    ) -> None:
        wrapped = keys.wrap(key, secret, self._identifier, _holder(kind, name), cost)
        with self._store.transaction():
            self._store.run(
                "DELETE FROM wrapped_keys WHERE kind = ? AND folded = ?", [kind, folded(name)]
            )
            self._store.insert(
                "wrapped_keys",
                {
                    "kind": kind,
                    "folded": folded(name),
                    "name": name,
                    "since": utc_now(),
                    **wrapped.to_record(),
                },
            )


def wait_after(failures: int) -> float:
    """Return the seconds to wait after so many failures in a row: none at first, then 2, 4, 8 …

    NIST SP 800-63B §5.2.2 (June 2017) suggests such a wait, increasing with each failure. It
    keeps off a person who guesses at this program; who copied the files is held up by Argon2 alone.
    """
    over = min(failures - FREE_TRIES, 10)
    return min(2.0 ** (over + 1), LONGEST_WAIT) if over >= 0 else 0.0


def folded(name: str) -> str:
    """Return what two spellings of one name have in common."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def officers_name(name: str) -> str:
    """Return a name with single spaces.

    Raises:
        NotAnOfficersName: it is empty, longer than ``LONGEST_NAME``, or not one line of text.
    """
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise NotAnOfficersName
    return name


def _holder(kind: str, name: str) -> str:
    return f"{kind}:{name}"


@contextmanager
def _saved(store: Store) -> Iterator[None]:
    try:
        with store.transaction():
            yield
    except OPERATIONAL_ERRORS as error:
        raise NotSaved from error
