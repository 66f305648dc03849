"""PDFs encrypted with AES, which reportlab does not write: 128 bits (revision 4) and 256 (6)."""

import hashlib
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from documents.pdf.raw_pdf import stream, write

_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_ID = b"0123456789abcdef"
_PERMISSIONS = -44
_VECTOR = b"\x07" * 16


def encrypted(path: Path, content: bytes, password: str, revision: int) -> Path:
    """Write a PDF of one page whose content is encrypted for a user's password."""
    secret = password.encode()
    key, entries = _strong(secret) if revision == 6 else _older(secret)
    method, length = ("/AESV3", 256) if revision == 6 else ("/AESV2", 128)
    version = 5 if revision == 6 else 4
    dictionary = (
        f"<< /Filter /Standard /V {version} /R {revision} /Length {length} /P {_PERMISSIONS} "
        f"/StmF /S /StrF /S /CF << /S << /CFM {method} /AuthEvent /DocOpen "
        f"/Length {length // 8} >> >> {entries} >>"
    )
    object_key = key if revision == 6 else hashlib.md5(key + b"\x04\0\0\0\0sAlT").digest()
    write(path, objects={4: stream(_VECTOR + _aes(object_key, _VECTOR, content)), 9: dictionary})
    mark = _ID.hex()
    trailer = f"trailer\n<< /Encrypt 9 0 R /ID [<{mark}> <{mark}>] "
    path.write_bytes(path.read_bytes().replace(b"trailer\n<< ", trailer.encode()))
    return path


def _aes(key: bytes, vector: bytes, data: bytes, *, padded: bool = True) -> bytes:
    if padded:
        count = 16 - len(data) % 16
        data += bytes([count]) * count
    encryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).encryptor()
    return encryptor.update(data) + encryptor.finalize()


def _older(password: bytes) -> tuple[bytes, str]:
    """Key and dictionary entries of revision 4; the owner's password is "owner"."""
    owner_key = hashlib.md5(_padded(b"owner")).digest()
    for _ in range(50):
        owner_key = hashlib.md5(owner_key).digest()
    owner = _twenty_times(owner_key, _padded(password))
    limits = (_PERMISSIONS & 0xFFFFFFFF).to_bytes(4, "little")
    key = hashlib.md5(_padded(password) + owner + limits + _ID).digest()
    for _ in range(50):
        key = hashlib.md5(key).digest()
    user = _twenty_times(key, hashlib.md5(_PADDING + _ID).digest()) + bytes(16)
    return key, f"/O <{owner.hex()}> /U <{user.hex()}>"


def _padded(password: bytes) -> bytes:
    return (password + _PADDING)[:32]


def _twenty_times(key: bytes, data: bytes) -> bytes:
    for i in range(20):
        data = _rc4(bytes(byte ^ i for byte in key), data)
    return data


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def _strong(password: bytes) -> tuple[bytes, str]:
    """Key and dictionary entries of revision 6; the owner's password is "owner"."""
    key = hashlib.sha256(b"a key").digest()
    check, salt = b"checkchk", b"saltsalt"
    user = _hash(password, check, b"") + check + salt
    user_key = _aes(_hash(password, salt, b""), bytes(16), key, padded=False)
    owner = _hash(b"owner", check, user) + check + salt
    owner_key = _aes(_hash(b"owner", salt, user), bytes(16), key, padded=False)
    limits = (_PERMISSIONS & 0xFFFFFFFF).to_bytes(4, "little") + b"\xff\xff\xff\xffTadbrnd1"
    encryptor = Cipher(algorithms.AES(key), modes.ECB()).encryptor()
    perms = encryptor.update(limits) + encryptor.finalize()
    entries = {"U": user, "UE": user_key, "O": owner, "OE": owner_key, "Perms": perms}
    return key, " ".join(f"/{name} <{value.hex()}>" for name, value in entries.items())


def _hash(password: bytes, salt: bytes, user: bytes) -> bytes:
    """Algorithm 2.B of ISO 32000-2."""
    digest = hashlib.sha256(password + salt + user).digest()
    count = 0
    while True:
        block = _aes(digest[:16], digest[16:32], (password + digest + user) * 64, padded=False)
        kind = ("sha256", "sha384", "sha512")[sum(block[:16]) % 3]
        digest = hashlib.new(kind, block).digest()
        count += 1
        if count >= 64 and block[-1] <= count - 32:
            return digest[:32]
