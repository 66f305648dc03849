"""From rich text to a Document: headers, body with what is anchored in it, notes, footers.

striprtf gives the bare body only, with hidden and deleted text in it and without headers, notes,
remarks and text boxes; an application needs all of these, each told from the others. This runs in
the worker process and trusts nothing about the file: it follows the control words in one loop,
however they are nested.
"""

from pathlib import Path

from edi_shortlist.documents.errors import CorruptFile, DocumentError, EmptyDocument
from edi_shortlist.documents.model import Document
from edi_shortlist.documents.rtf.machine import Reading


def read_rtf(path: Path) -> Document:
    """Read an ``.rtf`` file: headers, then the body with the text in pictures, text boxes,
    comments and hidden text after the paragraph or cell they are anchored in, then notes, then
    footers.

    Raises:
        CorruptFile, EmptyDocument.
    """
    data = path.read_bytes()
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"{\\rtf"):
        raise CorruptFile(path.name)
    try:
        document = document_of_rtf(data)
    except (MemoryError, DocumentError):
        raise
    except Exception as error:
        raise CorruptFile(path.name) from error
    if not any(block.text.strip() for block in document.blocks):
        if document.pictures:
            raise EmptyDocument(path.name, EmptyDocument.only_pictures)
        raise EmptyDocument(path.name)
    return document


def document_of_rtf(data: bytes) -> Document:
    """Return the Document of a rich text, which may hold no text at all.

    Raises:
        ValueError: its groups are nested deeper than any program nests them.
    """
    return Reading(data).document()
