"""Files that hold files: e-mails and archives."""

from dataclasses import dataclass

from edi_shortlist.documents.errors import DocumentError

__all__ = ["Packed", "Unpackable"]


@dataclass(frozen=True)
class Packed:
    """A file inside another.

    Attributes:
        name: without folders for an attachment; in an archive, with the folders within it before
            it, with ``/``; never leading out of it.
        content: its bytes.
    """

    name: str
    content: bytes


@dataclass(frozen=True)
class Unpackable:
    """A file inside another that cannot be taken out, and why."""

    name: str
    error: DocumentError
