"""Keyed digests of hidden texts: they prove which text it was, and tell nobody else.

HMAC-SHA-256 (RFC 2104, February 1997; FIPS 180-4, August 2015) under a random key that lies in
the vault, one for each application. Without it nobody can try out names until one fits, and once
an application is erased nobody has it. The place goes in with the text, so that equal texts of
one applicant have different digests too.
"""

import hashlib
import hmac
import json
import secrets

from edi_shortlist.storage.connection import Store

_KEY_BYTES = 32
#: Where versions before kept one key for the whole vault.
_SHARED = "digest-key"


class DigestKeys:
    """The keys of the digests in an open vault."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, candidate: str) -> None:
        """Make the key of an application, which must be there; it goes when that goes."""
        self._store.insert("digest_keys", {"candidate": candidate, "key": new_key()})

    def of(self, candidate: str) -> bytes | None:
        """Return an application's key, or None where the vault does not hold the application."""
        found = self._store.value("SELECT key FROM digest_keys WHERE candidate = ?", [candidate])
        return None if found is None else bytes(found)

    def shared(self) -> bytes | None:
        """Return the one key under which versions before made the digests that they exported."""
        found = self._store.value("SELECT value FROM settings WHERE name = ?", [_SHARED])
        return None if found is None else bytes.fromhex(found)

    def forget_shared(self) -> None:
        """Remove that key: it would still prove the texts of an applicant who is erased."""
        self._store.run("DELETE FROM settings WHERE name = ?", [_SHARED])


def new_key() -> bytes:
    """Return a random key."""
    return secrets.token_bytes(_KEY_BYTES)


def digest_of(key: bytes, document: str, start: int, end: int, text: str) -> str:
    """Return the digest, in hexadecimal, of a text that was hidden.

    Args:
        document: the document's reference, say ``C-07QK/1``.
        start, end: where it stood, in characters of the original's text, half-open.
    """
    message = json.dumps([document, start, end, text], ensure_ascii=False, separators=(",", ":"))
    return hmac.new(key, message.encode(), hashlib.sha256).hexdigest()
