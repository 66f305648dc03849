"""An anonymised Document as a file: text, Word or PDF by the file's suffix.

Nothing of the original file goes into the copy but the blocks given: no properties, dates,
pictures or file name.
"""

from collections.abc import Callable
from pathlib import Path

from edi_shortlist.documents.model import Document


class UnknownCopyFormat(ValueError):
    """A copy was asked for in a format that the program does not write."""


def _text(document: Document) -> bytes:
    return (document.text + "\n").encode()


def _word(document: Document) -> bytes:
    from edi_shortlist.reports.word_copy import word_copy

    return word_copy(document)


def _pdf(document: Document) -> bytes:
    from edi_shortlist.reports.pdf_copy import pdf_copy

    return pdf_copy(document)


_WRITERS: dict[str, Callable[[Document], bytes]] = {".txt": _text, ".docx": _word, ".pdf": _pdf}


def write(document: Document, path: Path) -> None:
    """Write a copy of an anonymised document.

    The whole copy is made in memory first, so that a failure leaves no half-written file.

    Args:
        document: what ``redaction.anonymise`` gave.
        path: where to; its suffix (``.txt``, ``.docx`` or ``.pdf``) says in which format.

    Raises:
        UnknownCopyFormat: the suffix is none of these.
        OSError: the file cannot be written.
    """
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        raise UnknownCopyFormat(
            f"A copy cannot be written as '{path.suffix or path.name}'. Choose a name that ends "
            "in .txt, .docx or .pdf."
        )
    path.write_bytes(writer(document))
