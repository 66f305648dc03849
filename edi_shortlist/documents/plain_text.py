"""Plain text files: which encoding, and one paragraph a line. Knows nothing of other formats."""

import codecs
from pathlib import Path

from edi_shortlist.documents.characters import clean
from edi_shortlist.documents.errors import CorruptFile, EmptyDocument
from edi_shortlist.documents.model import Document

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes) -> str | None:
    """Return the text of a file's bytes, or None when they are not text.

    A byte order mark decides; otherwise UTF-8, then Windows-1252, which older Windows programs
    write. Bytes with zeros and no mark are taken for a binary file.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                return None
    if b"\0" in data:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    text = data.decode("cp1252", errors="replace")
    odd = sum(c == "\ufffd" or (c < " " and c not in "\t\n\r\f\v") for c in text)
    return None if odd > len(text) // 100 else text


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
