"""Keyed digests of hidden texts: they prove which text it was, and tell nobody else.

HMAC-SHA-256 (RFC 2104, February 1997; FIPS 180-4, August 2015) under a random key that lies in
the vault. Without it nobody can try out names until one fits. The place goes in with the text, so
that equal texts of two applicants have different digests.
"""

import hashlib
import hmac
import json
import secrets

from edi_shortlist.storage.vault import Vault

_SETTING = "digest-key"
_KEY_BYTES = 32


def digest_key(vault: Vault) -> bytes:
    """Return the key of an open vault, made the first time; call it within a sealed act."""
    store = vault._store
    found = store.value("SELECT value FROM settings WHERE name = ?", [_SETTING])
    if found is None:
        found = secrets.token_hex(_KEY_BYTES)
        store.insert("settings", {"name": _SETTING, "value": found})
    return bytes.fromhex(found)


def digest_of(key: bytes, document: str, start: int, end: int, text: str) -> str:
    """Return the digest, in hexadecimal, of a text that was hidden.

    Args:
        document: the document's reference, say ``C-07QK/1``.
        start, end: where it stood, in characters of the original's text, half-open.
    """
    message = json.dumps([document, start, end, text], ensure_ascii=False, separators=(",", ":"))
    return hmac.new(key, message.encode(), hashlib.sha256).hexdigest()
