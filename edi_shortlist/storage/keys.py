"""The key of the vault: 32 random bytes, wrapped by a key that Argon2id makes of a secret.

The secret is an officer's passphrase or the recovery code. Argon2id: RFC 9106 (September 2021).
Wrapping: AES-256-GCM, with the parameters, the workspace and the holder's name as associated data,
so that none of them can be exchanged. Nothing here knows of files.
"""

import json
import secrets
import unicodedata
from dataclasses import asdict, dataclass
from typing import Any

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from edi_shortlist.storage.errors import NoMemoryForKey, NoPassphrase, WrongPassphrase

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
    """A vault key that only its holder's secret opens; safe to store in the open.

    Attributes:
        names_holder: whether it is bound to the holder's name; keys of workspaces from before
            there were several holders are not, until they are wrapped anew.
    """

    cost: KeyCost
    salt: bytes
    nonce: bytes
    ciphertext: bytes
    names_holder: bool = True

    def to_record(self) -> dict[str, Any]:
        """Return columns of the table ``wrapped_keys``."""
        return {
            **asdict(self.cost),
            "salt": self.salt,
            "nonce": self.nonce,
            "ciphertext": self.ciphertext,
            "names_holder": int(self.names_holder),
        }

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> "WrappedKey":
        """Read what ``to_record`` gave."""
        return cls(
            KeyCost(record["memory_kib"], record["passes"], record["lanes"]),
            record["salt"],
            record["nonce"],
            record["ciphertext"],
            bool(record["names_holder"]),
        )


def new_key() -> bytearray:
    """Return 32 random bytes, to be given to ``wipe`` when they are no longer needed."""
    return bytearray(secrets.token_bytes(KEY_BYTES))


def wipe(key: bytearray) -> None:
    """Overwrite a key in memory.

    Python cannot promise more: copies that libraries made, and ``bytes`` that cannot be written
    over, stay until their memory is used again.
    """
    key[:] = bytes(len(key))


def wrap(
    key: bytes | bytearray, secret: str, workspace: str, holder: str, cost: KeyCost = DEFAULT_COST
) -> WrappedKey:
    """Wrap a key with a secret.

    Args:
        secret: a passphrase or a recovery code.
        workspace: the identifier of the workspace; the wrapped key opens for no other.
        holder: whose secret it is; the wrapped key opens under no other name.

    Raises:
        NoPassphrase: the secret is empty or only spaces.
        NoMemoryForKey: the computer cannot give the memory that the cost asks for.
    """
    if not secret.strip():
        raise NoPassphrase
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    ciphertext = AESGCM(secret_key(secret, salt, cost)).encrypt(
        nonce, key, _bound_to(workspace, cost, holder)
    )
    return WrappedKey(cost, salt, nonce, ciphertext)


def unwrap(wrapped: WrappedKey, secret: str, workspace: str, holder: str) -> bytearray:
    """Return the key, to be given to ``wipe`` when it is no longer needed.

    Raises:
        WrongPassphrase: the secret does not open it (or the stored parameters, salt, ciphertext
            or name were changed, which cannot be told from a wrong passphrase).
        NoMemoryForKey: the computer cannot give the memory that the cost asks for.
    """
    key = bytearray(KEY_BYTES)
    bound_to = _bound_to(workspace, wrapped.cost, holder if wrapped.names_holder else None)
    try:
        AESGCM(secret_key(secret, wrapped.salt, wrapped.cost)).decrypt_into(
            wrapped.nonce, wrapped.ciphertext, bound_to, key
        )
    except (InvalidTag, ValueError):  # ValueError: the stored ciphertext is of another length
        raise WrongPassphrase from None
    return key


def secret_key(secret: str, salt: bytes, cost: KeyCost) -> bytes:
    """Return the 32 bytes that Argon2id makes of a secret.

    Raises:
        NoMemoryForKey: the computer cannot give the memory that the cost asks for.
    """
    # Keyboards of different systems compose accents differently; NFKC makes them one
    # (NIST SP 800-63B §5.1.1.2, June 2017).
    typed = unicodedata.normalize("NFKC", secret).encode()
    try:
        return hash_secret_raw(
            typed, salt, cost.passes, cost.memory_kib, cost.lanes, KEY_BYTES, Type.ID
        )
    except HashingError:
        raise NoMemoryForKey(cost.memory_kib // 1024) from None


def _bound_to(workspace: str, cost: KeyCost, holder: str | None) -> bytes:
    bound: list[Any] = [workspace, asdict(cost)]
    if holder is not None:
        bound.append(holder)
    return json.dumps(bound, sort_keys=True).encode()
