"""A passphrase that the computer remembers for an officer who asked for it; never unless asked.

Whoever is logged in to the computer as that officer opens the vault without typing it.
"""

from dataclasses import dataclass

from edi_shortlist.storage import StorageError, WrongPassphrase, system_keyring
from edi_shortlist.workflow.officers import list_officers, proving
from edi_shortlist.workflow.session import Session

__all__ = [
    "KeyringState",
    "forget_passphrase",
    "is_remembered",
    "keyring_state",
    "remember_or_forget",
    "remember_passphrase",
    "unlock_remembered",
]


@dataclass(frozen=True)
class KeyringState:
    """What the computer's keyring is good for.

    Attributes:
        can_remember: whether there is one that keeps passphrases encrypted.
        remembered: the officers whose passphrases it holds.
    """

    can_remember: bool = False
    remembered: frozenset[str] = frozenset()


def keyring_state(s: Session) -> KeyringState:
    """Ask the computer's keyring; one that is locked may take a while to answer."""
    if not system_keyring.has_keyring():
        return KeyringState()
    officers = (officer.name for officer in list_officers(s))
    return KeyringState(True, frozenset(name for name in officers if is_remembered(s, name)))


def is_remembered(s: Session, officer: str | None = None) -> bool:
    """Whether this computer remembers an officer's passphrase; also False where its keyring is
    locked, or where it is not clear whose is asked for.

    Args:
        officer: may be left out as in ``Session.unlock``.
    """
    try:
        return system_keyring.kept(s.workspace.identifier, s.officer_named(officer)) is not None
    except StorageError:
        return False


def remember_passphrase(s: Session, passphrase: str, officer: str | None = None) -> str:
    """Put a passphrase that is right into the computer's keyring; it is logged.

    Args:
        officer: whose it is; may be left out as in ``Session.unlock``.

    Returns:
        the officer's name as it is stored.

    Raises:
        NoKeyring, KeyringRefused: it cannot be remembered.
        WrongPassphrase, TooManyTries, NoSuchOfficer, WhichOfficer: as ``Session.unlock``.
    """
    with proving(s, passphrase, officer) as one:
        system_keyring.keep(s.workspace.identifier, one.officer, passphrase)
        s.log_of(one.officer, "officer.passphrase-remembered", **one.details())
    return one.officer


def forget_passphrase(s: Session, officer: str | None = None) -> bool:
    """Take a passphrase out of the computer's keyring, and return whether it was there; it is
    logged if it was.

    Args:
        officer: may be left out as in ``Session.unlock``.

    Raises:
        KeyringRefused: it is locked, and keeps it.
        NoSuchOfficer, WhichOfficer: it is not clear whose.
    """
    officer = s.officer_named(officer)
    forgotten = system_keyring.forget(s.workspace.identifier, officer)
    if forgotten:
        s.log("officer.passphrase-forgotten", officer=officer)
    return forgotten


def unlock_remembered(s: Session, officer: str | None = None) -> bool:
    """Open the vault with the passphrase that the computer remembers, and return whether there was
    one. One that is no longer right is forgotten.

    Args:
        officer: may be left out as in ``Session.unlock``.

    Raises:
        KeyringRefused: the keyring is locked.
        WrongPassphrase: it was changed elsewhere.
        TooManyTries, NoSuchOfficer, WhichOfficer: as ``Session.unlock``.
    """
    officer = s.officer_named(officer)
    passphrase = system_keyring.kept(s.workspace.identifier, officer)
    if passphrase is None:
        return False
    try:
        s.unlock(passphrase, officer)
    except WrongPassphrase:
        forget_passphrase(s, officer)
        raise
    return True


def remember_or_forget(
    s: Session, passphrase: str, officer: str | None, remember: bool | None
) -> str:
    """Do as an officer asked who has just opened the vault, which stays open whatever comes of it.

    Args:
        passphrase: the one that opened it; empty where the computer remembered it.
        officer: may be left out as in ``Session.unlock``.
        remember: whether it is to be remembered from now on; None leaves that as it is.

    Returns:
        a sentence on what could not be done, or an empty text.
    """
    try:
        if remember and passphrase:
            remember_passphrase(s, passphrase, officer)
        elif remember is False:
            forget_passphrase(s, officer)
    except StorageError as error:
        return str(error)
    return ""
