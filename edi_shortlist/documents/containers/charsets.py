"""Bytes of an e-mail to text, whatever character set they claim to be in. Knows nothing of MIME."""

import codecs
import re

from edi_shortlist.documents.plain_text import decode

# Names that Python lacks, and sets that are declared where a larger one is meant.
_KNOWN_AS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "windows-874": "cp874",
    "dos-874": "cp874",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "iso8859-9": "cp1254",
    "iso-8859-8-i": "cp1255",
    "iso-8859-8-e": "cp1255",
    "x-mac-roman": "mac-roman",
    "x-mac-ce": "mac-latin2",
    "x-mac-cyrillic": "mac-cyrillic",
    "x-mac-greek": "mac-greek",
    "x-mac-turkish": "mac-turkish",
    "x-mac-icelandic": "mac-iceland",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "windows-950": "cp950",
    "dos-720": "cp720",
    "utf8mb4": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    "unicode-1-1-utf-7": "utf-7",
    "unicode": "utf-16",
}
# Codecs of Python that no e-mail means, some of them slow or able to say anything.
_NEVER = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}
_MULTIBYTE = ("utf", "gb", "big5", "euc", "iso2022", "hz", "cp9", "shift", "johab", "cp1361")
_TELLING = 64  # bytes from which the words in them can tell a character set
_DAMAGED = 0.5  # share of characters outside ASCII that may be broken in text that is as declared


def to_text(data: bytes, charset: str | None) -> str:
    """Return the text of ``data``.

    The declared character set is taken where it is known and fits. Text declared in a set of
    single bytes that reads as UTF-8 is UTF-8; text in no known set is read like a text file.
    """
    codec = codec_of(charset)
    if data.isascii() and (codec is None or not codec.startswith(("utf", "iso2022", "hz"))):
        return data.decode("ascii")
    if codec is None:
        return _guessed(data)
    if not codec.startswith(_MULTIBYTE):
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        pass
    if codec.startswith("cp125"):
        return data.decode(codec, "replace")
    text = data.decode(codec, "replace")
    if text.count("\ufffd") <= _DAMAGED * sum(not character.isascii() for character in text):
        return text
    return _guessed(data)


def codec_of(charset: str | None) -> str | None:
    """Return Python's name for a character set, or None when it is unknown or not one."""
    name = re.sub(r"[^a-z0-9_.:-]", "", (charset or "").lower())[:60]
    name = _KNOWN_AS.get(name, name)
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    if found.name.replace("_", "-") in _NEVER or not _is_of_text(found.name):
        return None
    return _KNOWN_AS.get(found.name, found.name)


def _is_of_text(codec: str) -> bool:
    """Whether a codec turns bytes into text: Python also has some that compress or rotate."""
    try:
        return isinstance(b"".decode(codec), str)
    except (LookupError, UnicodeError, ValueError):
        return False


def _guessed(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    text = decode(data) if len(data) >= _TELLING else None
    return data.decode("cp1252", "replace") if text is None else text
