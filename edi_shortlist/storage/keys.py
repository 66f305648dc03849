"""The key of the vault: 32 random bytes, wrapped by a key that Argon2id makes of the passphrase.

Argon2id: RFC 9106 (September 2021). Wrapping: AES-256-GCM, with the parameters and the workspace
as associated data, so that neither can be exchanged. Nothing here knows of files.
"""

import json
import secrets
import unicodedata
from dataclasses import asdict, dataclass
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from edi_shortlist.storage.errors import NoPassphrase, WrongPassphrase

KEY_BYTES = 32


@dataclass(frozen=True)
class KeyCost:
    """What one try at the passphrase costs: Argon2id's parameters, memory in KiB.

    The default takes about 0.2 s and 128 MiB on an office computer of 2025, above the second
    recommendation of RFC 9106 §4 (64 MiB, 3 passes, 4 lanes). It is stored with each wrapped
    key, so it can be raised for new keys without losing the old.
    """

    memory_kib: int = 128 * 1024
    passes: int = 4
    lanes: int = 4


DEFAULT_COST = KeyCost()


@dataclass(frozen=True)
class WrappedKey:
    """A vault key that only the passphrase opens; safe to store in the open."""

    cost: KeyCost
    salt: bytes
    nonce: bytes
    ciphertext: bytes

    def to_record(self) -> dict[str, Any]:
        """Return a flat row for the table ``wrapped_keys``."""
        return {
            **asdict(self.cost),
            "salt": self.salt,
            "nonce": self.nonce,
            "ciphertext": self.ciphertext,
        }

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> "WrappedKey":
        """Read what ``to_record`` gave."""
        return cls(
            KeyCost(record["memory_kib"], record["passes"], record["lanes"]),
            record["salt"],
            record["nonce"],
            record["ciphertext"],
        )


def new_key() -> bytes:
    """Return 32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def wrap(key: bytes, passphrase: str, workspace: str, cost: KeyCost = DEFAULT_COST) -> WrappedKey:
    """Wrap a key with a passphrase.

    Args:
        workspace: the identifier of the workspace; the wrapped key opens for no other.

    Raises:
        NoPassphrase: the passphrase is empty or only spaces.
    """
    if not passphrase.strip():
        raise NoPassphrase
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    ciphertext = AESGCM(_passphrase_key(passphrase, salt, cost)).encrypt(
        nonce, key, _bound_to(workspace, cost)
    )
    return WrappedKey(cost, salt, nonce, ciphertext)


def unwrap(wrapped: WrappedKey, passphrase: str, workspace: str) -> bytes:
    """Return the key.

    Raises:
        WrongPassphrase: the passphrase does not open it (or the stored parameters, salt or
            ciphertext were changed, which cannot be told from a wrong passphrase).
    """
    try:
        return AESGCM(_passphrase_key(passphrase, wrapped.salt, wrapped.cost)).decrypt(
            wrapped.nonce, wrapped.ciphertext, _bound_to(workspace, wrapped.cost)
        )
    except InvalidTag:
        raise WrongPassphrase from None


def _passphrase_key(passphrase: str, salt: bytes, cost: KeyCost) -> bytes:
    # Keyboards of different systems compose accents differently; NFKC makes them one
    # (NIST SP 800-63B §5.1.1.2, June 2017).
    secret = unicodedata.normalize("NFKC", passphrase).encode()
    return hash_secret_raw(
        secret, salt, cost.passes, cost.memory_kib, cost.lanes, KEY_BYTES, Type.ID
    )


def _bound_to(workspace: str, cost: KeyCost) -> bytes:
    return json.dumps([workspace, asdict(cost)], sort_keys=True).encode()
