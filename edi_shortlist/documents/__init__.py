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
from edi_shortlist.documents.forms import FormAnswers, form_sections, read_form
from edi_shortlist.documents.model import UNSEEN, Block, BlockKind, Document, Part, Property
from edi_shortlist.documents.reading import Reader, read, read_many

__all__ = [
    "UNSEEN",
    "Block",
    "BlockKind",
    "CorruptFile",
    "Document",
    "DocumentError",
    "EmptyDocument",
    "EncryptedFile",
    "FileNotReadable",
    "FileTooLarge",
    "FormAnswers",
    "Part",
    "Property",
    "Reader",
    "ReaderDied",
    "ReadingTimedOut",
    "UnsupportedFormat",
    "form_sections",
    "read",
    "read_form",
    "read_many",
]
