"""From a file to a Document; completed forms as data. Knows nothing of vacancies or redaction."""

from edi_shortlist.documents.errors import (
    CorruptFile,
    DocumentError,
    EmptyDocument,
    EncryptedFile,
    FileNotReadable,
    FileTooLarge,
    ReaderDied,
    ReadingTimedOut,
    UnsupportedFormat,
)
from edi_shortlist.documents.model import Block, BlockKind, Document, Part
from edi_shortlist.documents.reading import Reader, read, read_many

__all__ = [
    "Block",
    "BlockKind",
    "CorruptFile",
    "Document",
    "DocumentError",
    "EmptyDocument",
    "EncryptedFile",
    "FileNotReadable",
    "FileTooLarge",
    "Part",
    "Reader",
    "ReaderDied",
    "ReadingTimedOut",
    "UnsupportedFormat",
    "read",
    "read_many",
]
