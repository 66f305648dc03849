"""From an Outlook message (.msg) to a Document, and the files attached to it. It runs in the
worker process and trusts nothing about the file."""

from collections.abc import Iterator
from email.message import Message as EmailFields
from email.utils import format_datetime
from functools import partial
from pathlib import Path

from edi_shortlist.documents.characters import clean
from edi_shortlist.documents.containers import Packed, Unpackable
from edi_shortlist.documents.containers.attached import Attached, sorted_out, taken_out
from edi_shortlist.documents.containers.bodies import Choice, Formatted, Markup, Piece, Plain
from edi_shortlist.documents.containers.fields import SHOWN, read_fields, shown
from edi_shortlist.documents.containers.mapi import Properties, load
from edi_shortlist.documents.containers.message import DEPTH_LIMIT, Message
from edi_shortlist.documents.containers.message import Walk as MimeWalk
from edi_shortlist.documents.containers.mime import Entity, entity_of
from edi_shortlist.documents.errors import (
    CorruptFile,
    DocumentError,
    EmptyDocument,
    FileNotReadable,
    FileTooLarge,
)
from edi_shortlist.documents.limits import SIZE_LIMIT
from edi_shortlist.documents.model import Block, Document, Part

_NO_MESSAGE = (
    "The file is not really an Outlook message, or it is damaged. Ask the applicant for another "
    "copy."
)
_REFERRED_TO = (
    "The e-mail only refers to this file and does not hold it. Ask the applicant to send it."
)
_NO_FILE = (
    "This is part of the e-mail in a form of Outlook's own, not as a file. Open the e-mail in "
    "Outlook and save it from there."
)

# Properties by number; the names are those of MS-OXPROPS without their prefix.
_MESSAGE_CLASS, _SUBJECT, _NORMALIZED_SUBJECT, _HEADERS = 0x001A, 0x0037, 0x0E1D, 0x007D
_SUBMITTED, _DELIVERED = 0x0039, 0x0E06
_BODY, _HTML, _RTF = 0x1000, 0x1013, 0x1009
_DISPLAY_TO, _DISPLAY_CC = 0x0E04, 0x0E03
# Name, address in Internet form, and address in whatever form: the writer, then who sent it.
_WRITERS = ((0x0042, 0x5D02, 0x0065), (0x0C1A, 0x5D01, 0x0C1F))
_RECIPIENT = (0x3001, 0x39FE, 0x3003)
_RECIPIENT_TYPE, _TO, _CC = 0x0C15, 1, 2
_LONG_NAME, _SHORT_NAME, _DISPLAY_NAME, _MIME_TAG = 0x3707, 0x3704, 0x3001, 0x370E
_CONTENT_ID, _CONTENT_LOCATION = 0x3712, 0x3713
_DATA, _METHOD = 0x3701, 0x3705
_BY_REFERENCE, _EMBEDDED, _OBJECT = (2, 3, 4, 7), 5, 6


def read_msg(path: Path) -> Document:
    """Read an Outlook message: the fields a reader sees, then what it says, then the same of
    messages attached to it. What is attached is read by itself (``msg_attachments``); the
    Document names the other files in it.

    Raises:
        CorruptFile: it is no Outlook message.
        EmptyDocument: it says nothing, and nothing is attached.
        EncryptedFile, FileTooLarge, FileNotReadable.
    """
    message = _message(path)
    document = message.document()
    if not any(block.text.strip() for block in document.blocks) and not message.found:
        raise EmptyDocument(path.name)
    return document


def msg_attachments(path: Path) -> tuple[Packed | Unpackable, ...]:
    """Return the files attached to an Outlook message and to the messages in it that are worth
    reading, in the order they stand there.

    Raises:
        CorruptFile, EncryptedFile, FileTooLarge, FileNotReadable.
    """
    message = _message(path)
    message.refuse_when_encrypted()
    worthwhile, _ = sorted_out(message.found, message.shown)
    return tuple(taken_out(worthwhile))


def _message(path: Path) -> Message:
    message = Message(path.name)
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise FileTooLarge(path.name)
        properties = load(path)
        message.pieces += _Walk(message).whole(properties, 0)
    except FileNotFoundError as error:
        raise FileNotReadable(path.name) from error
    except (MemoryError, DocumentError):
        raise
    except Exception as error:  # olefile and python-oxmsg let many kinds through on damage
        raise CorruptFile(path.name) from error
    if not message.pieces and not message.found and not properties.text(_MESSAGE_CLASS):
        raise CorruptFile(path.name, _NO_MESSAGE)
    return message


class _Walk:
    """A walk through an Outlook message; besides its text, all goes into ``message``."""

    def __init__(self, message: Message) -> None:
        self._message = message

    def whole(self, properties: Properties, depth: int) -> list[Piece]:
        """Return the fields of a message and what follows them."""
        if depth > DEPTH_LIMIT:
            self._message.notices.add("deep")
            return []
        pieces: list[Piece] = [
            Block(f"{name}: {text}", part=Part.HEADER) for name, text in _fields(properties)
        ]
        if written_by := _writer(properties)[0]:
            self._message.authors.append(written_by)
        attachments = list(properties.attachments())
        wrapped = self._wrapped(properties, attachments)
        if wrapped is not None:
            return pieces + wrapped
        pieces += self._body(properties)
        for attachment in attachments:
            pieces += self._attachment(attachment, depth)
        return pieces

    def _wrapped(self, properties: Properties, attachments: list[Properties]) -> list[Piece] | None:
        """What a signed message says: it lies in the only attachment. None for any other."""
        kind = properties.text(_MESSAGE_CLASS).upper()
        if any("rpmsg" in one.text(_MIME_TAG) for one in attachments):
            self._message.notices.add("encrypted")
            return []
        if not kind.startswith("IPM.NOTE.SMIME") or len(attachments) != 1:
            return None
        walk = MimeWalk(self._message)
        data = attachments[0].binary(_DATA)
        if kind.endswith("MULTIPARTSIGNED"):
            return walk.part(entity_of(data), 1)
        fields = EmailFields()
        fields["Content-Type"] = "application/pkcs7-mime; name=smime.p7m"
        return walk.part(Entity(fields, data, 0, len(data)), 1)

    def _body(self, properties: Properties) -> list[Piece]:
        plain, markup = properties.body(_BODY), properties.body(_HTML)
        if markup.strip():
            self._message.show(markup)
            return [Choice((Plain(plain),), (Markup(markup),))]
        if plain.strip():
            return [Plain(plain)]
        if formatted := properties.binary(_RTF):
            return [Formatted(formatted)]
        return []

    def _attachment(self, attachment: Properties, depth: int) -> list[Piece]:
        method = attachment.integer(_METHOD)
        embedded = attachment.embedded_message() if method != _OBJECT else None
        if embedded is not None:
            return self.whole(embedded, depth + 1)
        data = attachment.binary(_DATA)
        missing = ""
        if not data and method in _BY_REFERENCE:
            missing = _REFERRED_TO
        elif not data and method in (_EMBEDDED, _OBJECT):
            missing = _NO_FILE
        kind = attachment.text(_MIME_TAG).partition(";")[0].strip().lower()
        name = (
            attachment.text(_LONG_NAME)
            or attachment.text(_SHORT_NAME)
            or attachment.text(_DISPLAY_NAME)
        )
        places = (attachment.text(_CONTENT_ID).strip("<>"), attachment.text(_CONTENT_LOCATION))
        self._message.found.append(
            Attached(
                name,
                kind or "application/octet-stream",
                len(data),
                partial(bytes, data),
                tuple(place.lower() for place in places if place),
                missing,
            )
        )
        return []


def _fields(properties: Properties) -> Iterator[tuple[str, str]]:
    """The fields a reader sees, by name and text; from the Internet head where Outlook has
    none."""
    head = properties.text(_HEADERS).encode("utf-8", "replace")
    received = dict(shown(read_fields(head, 0, len(head))[0]))
    name, address = _writer(properties)
    moment = properties.time(_SUBMITTED) or properties.time(_DELIVERED)
    sent_to: dict[int, list[str]] = {_TO: [], _CC: []}
    for recipient in properties.recipients():
        kind = recipient.integer(_RECIPIENT_TYPE) & 0xF  # beside marks for sending again
        if kind in sent_to:
            sent_to[kind].append(_mailbox(*_person(recipient, _RECIPIENT)))
    own = {
        "From": _mailbox(name, address),
        "To": ", ".join(filter(None, sent_to[_TO])) or properties.text(_DISPLAY_TO),
        "Cc": ", ".join(filter(None, sent_to[_CC])) or properties.text(_DISPLAY_CC),
        "Date": format_datetime(moment) if moment else "",
        "Subject": properties.text(_SUBJECT) or properties.text(_NORMALIZED_SUBJECT),
    }
    for field in SHOWN:
        text = _line(own[field]) or received.get(field, "")
        if text:
            yield field, text


def _writer(properties: Properties) -> tuple[str, str]:
    """The name and address of who wrote a message, whoever sent it for them."""
    for numbers in _WRITERS:
        name, address = _person(properties, numbers)
        if name or address:
            return name, address
    return "", ""


def _person(properties: Properties, numbers: tuple[int, int, int]) -> tuple[str, str]:
    """A name and an address; the address of a directory of Exchange is none to anybody else."""
    name, internet, other = (_line(properties.text(number)) for number in numbers)
    address = internet or (other if "@" in other else "")
    return ("" if name == address else name), address


def _mailbox(name: str, address: str) -> str:
    return f"{name} <{address}>" if name and address else name or address


def _line(text: str) -> str:
    return " ".join(clean(text).split())
