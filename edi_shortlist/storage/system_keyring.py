"""Passphrases that the computer remembers: in the keyring of Windows, macOS or the Linux desktop,
which opens when its owner logs in.

It knows nothing of what a passphrase opens. A keyring that writes passphrases down unencrypted is
taken for none.
"""

import keyring
import keyring.errors
from keyring.backend import KeyringBackend

from edi_shortlist.storage.errors import StorageError

#: Those that keep passphrases encrypted: Credential Locker, Keychain, Secret Service, KWallet.
_TRUSTED = ("Windows", "macOS", "SecretService", "libsecret", "kwallet")
_SERVICE = "EDI Shortlist, vault"


class KeyringRefused(StorageError):
    """The keyring is locked, or did not do what it was asked."""

    def __init__(self) -> None:
        super().__init__(
            "The keyring of this computer did not answer. Unlock it, or type the passphrase."
        )


class NoKeyring(StorageError):
    """There is no keyring here that can be trusted with a passphrase."""

    def __init__(self) -> None:
        super().__init__(
            "This computer has no keyring that keeps passphrases encrypted, so none can be "
            "remembered. Type the passphrase each time."
        )


def has_keyring() -> bool:
    """Whether a passphrase can be remembered here."""
    return _backend() is not None


def keep(workspace: str, officer: str, passphrase: str) -> None:
    """Remember an officer's passphrase, in place of one that is remembered.

    Args:
        workspace: the identifier of the workspace whose vault it opens.

    Raises:
        NoKeyring, KeyringRefused.
    """
    backend = _backend()
    if backend is None:
        raise NoKeyring
    try:
        backend.set_password(_SERVICE, _name(workspace, officer), passphrase)
    except keyring.errors.KeyringError:
        raise KeyringRefused from None


def kept(workspace: str, officer: str) -> str | None:
    """Return an officer's passphrase, or None where none is remembered.

    Raises:
        KeyringRefused.
    """
    backend = _backend()
    if backend is None:
        return None
    try:
        return backend.get_password(_SERVICE, _name(workspace, officer))
    except keyring.errors.KeyringError:
        raise KeyringRefused from None


def forget(workspace: str, officer: str) -> bool:
    """Remove an officer's passphrase from the keyring, and return whether it was there.

    Raises:
        KeyringRefused.
    """
    backend = _backend()
    if backend is None or kept(workspace, officer) is None:
        return False
    try:
        backend.delete_password(_SERVICE, _name(workspace, officer))
    except keyring.errors.KeyringError:
        raise KeyringRefused from None
    return True


def _name(workspace: str, officer: str) -> str:
    return f"{officer} ({workspace})"


def _backend() -> KeyringBackend | None:
    found = keyring.get_keyring()
    return next(filter(_is_trusted, getattr(found, "backends", (found,))), None)


def _is_trusted(backend: KeyringBackend) -> bool:
    return type(backend).__module__ in {f"keyring.backends.{name}" for name in _TRUSTED}
