"""Plain text files: which encoding, and one paragraph a line. Knows nothing of other formats."""

import codecs
import unicodedata
from pathlib import Path

from edi_shortlist.documents.characters import clean
from edi_shortlist.documents.encodings import likeliest
from edi_shortlist.documents.errors import CorruptFile, EmptyDocument
from edi_shortlist.documents.model import Document

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


# Those that no text holds; 0x1A ended files under DOS.
_CONTROLS = "".join(map(chr, (*range(8), *range(14, 26), *range(27, 32), 0x7F)))
_CONTROL_SHARE = 100  # one control character in so many still is text
_WIDE_SHARE = 0.1  # of the high bytes in UTF-16 that are zero, in whatever script
_SAMPLE = 10_000  # characters that are looked at
_MENDABLE = 10  # sound UTF-8 characters for each broken one


def decode(data: bytes) -> str | None:
    """Return the text of a file's bytes, or None when they are not text.

    A byte order mark decides; without one, zeros that stand as UTF-32 or UTF-16 has them, then
    UTF-8, then whatever encoding makes of the bytes what people write.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                return None
    if b"\0" in data:
        return _wide(data)
    if is_utf8(data):
        return _sound(data.decode("utf-8"))
    return _sound(_mended_utf8(data) or likeliest(data))


def is_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8, as ASCII is too."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _sound(text: str | None) -> str | None:
    """Return the text unless there are more control characters in it than text has."""
    if text is None:
        return None
    odd = sum(text.count(c) for c in _CONTROLS)
    return None if odd > len(text) // _CONTROL_SHARE else text


def _mended_utf8(data: bytes) -> str | None:
    """UTF-8 that was cut or patched somewhere; None for other encodings, which hardly ever hold
    what looks like it."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(not c.isascii() for c in text) - broken
    return text if sound >= _MENDABLE * broken else None


def _wide(data: bytes) -> str | None:
    """Return text in UTF-32 or UTF-16 without a mark, told by where its zeros stand."""
    for width, encodings in ((4, ("utf-32-le", "utf-32-be")), (2, ("utf-16-le", "utf-16-be"))):
        if len(data) < width:
            continue
        for encoding in encodings:
            high = data[(width - 1 if encoding.endswith("le") else 0) :: width]
            share = high.count(0) / len(high)
            if len(data) % width == 0 and share >= (1 if width == 4 else _WIDE_SHARE):
                try:
                    text = _sound(data.decode(encoding))
                except UnicodeDecodeError:
                    continue
                if text is not None and _is_written(text):
                    return text
    return None


def _is_written(text: str) -> bool:
    """Whether these are characters that people write, and of few alphabets, as chance would not
    have it."""
    sample = text[:_SAMPLE]
    written = sum(unicodedata.category(c)[0] in "LMNPSZ" or c in "\t\n\r\f\v" for c in sample)
    alphabets = {ord(c) >> 8 for c in sample}
    return written >= 0.98 * len(sample) and len(alphabets) <= 8 and max(alphabets) <= 0xFF


def read_text(path: Path) -> Document:
    """Read a text file into one paragraph a line.

    Raises:
        CorruptFile: the bytes are not text.
        EmptyDocument: there is nothing but blanks.
    """
    text = decode(path.read_bytes())
    if text is None:
        raise CorruptFile(
            path.name, "The file is called text but holds something else. Save it as .docx or PDF."
        )
    text = clean(text).strip("\n")
    if not text.strip():
        raise EmptyDocument(path.name)
    return Document.from_text("\n".join(line.rstrip() for line in text.split("\n")))
