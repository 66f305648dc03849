"""From an e-mail file (.eml) to a Document, and the files attached to it. It runs in the worker
process and trusts nothing about the file."""

import codecs
import re
from pathlib import Path

from edi_shortlist.documents.containers import Packed, Unpackable
from edi_shortlist.documents.containers.attached import sorted_out, taken_out
from edi_shortlist.documents.containers.fields import is_message
from edi_shortlist.documents.containers.message import Message, Walk
from edi_shortlist.documents.containers.mime import entity_of
from edi_shortlist.documents.errors import (
    CorruptFile,
    DocumentError,
    EmptyDocument,
    FileNotReadable,
    FileTooLarge,
)
from edi_shortlist.documents.limits import SIZE_LIMIT
from edi_shortlist.documents.model import Document

_NO_MESSAGE = (
    "The file is not really an e-mail, or it is damaged. Ask the applicant for another copy."
)
# What a mail box, or a program that stores it, writes before a message.
_BEFORE = re.compile(rb"(?:[ \t]*\r?\n|\xef\xbb\xbf)*(?:>?From [^\r\n]*\r?\n)?")


def read_eml(path: Path) -> Document:
    """Read an e-mail: the fields a reader sees, then what it says, then the same of messages
    forwarded in it. What is attached is read by itself (``eml_attachments``); the Document names
    the other files in it: invitations, signatures, logos.

    Raises:
        CorruptFile: it is no e-mail.
        EmptyDocument: it says nothing, and nothing is attached.
        EncryptedFile, FileTooLarge, FileNotReadable.
    """
    message = message_of(_content(path), path.name)
    document = message.document()
    if not any(block.text.strip() for block in document.blocks) and not message.found:
        raise EmptyDocument(path.name)
    return document


def eml_attachments(path: Path) -> tuple[Packed | Unpackable, ...]:
    """Return the files attached to an e-mail and to the messages in it that are worth reading, in
    the order they stand there.

    Raises:
        CorruptFile, EncryptedFile, FileTooLarge, FileNotReadable.
    """
    message = message_of(_content(path), path.name)
    message.refuse_when_encrypted()
    worthwhile, _ = sorted_out(message.found, message.shown)
    return tuple(taken_out(worthwhile))


def message_of(data: bytes, file: str) -> Message:
    """Return what is found in the bytes of an e-mail that came under the name ``file``.

    Raises:
        CorruptFile: they are no e-mail.
    """
    try:
        entity = entity_of(_normalised(data))
        if not is_message(entity.fields):
            raise CorruptFile(file, _NO_MESSAGE)
        message = Message(file)
        message.pieces += Walk(message).whole(entity)
    except (MemoryError, DocumentError):
        raise
    except Exception as error:  # the standard library lets some through on odd fields
        raise CorruptFile(file) from error
    return message


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise FileTooLarge(path.name)
        return path.read_bytes()
    except OSError as error:
        raise FileNotReadable(path.name) from error


def _normalised(data: bytes) -> bytes:
    """The message in single bytes with line feeds, and nothing before its first field."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", "replace").encode()
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    before = _BEFORE.match(data)
    return data[before.end() :] if before and before.end() else data
