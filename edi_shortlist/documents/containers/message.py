"""One walk through the parts of an e-mail: what it says, and what is attached to it. Knows
nothing of files on a disk."""

import re
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import unquote

from edi_shortlist.documents.containers.attached import Attached, sorted_out
from edi_shortlist.documents.containers.bodies import (
    Choice,
    Markup,
    Piece,
    Plain,
    said,
    unflowed,
    without_uuencoded,
)
from edi_shortlist.documents.containers.fields import author, parameter, shown
from edi_shortlist.documents.containers.mime import (
    Entity,
    boundary_of,
    children,
    entity_of,
    inner_message,
)
from edi_shortlist.documents.containers.smime import Wrapping, unwrapped
from edi_shortlist.documents.errors import DocumentError, EncryptedFile
from edi_shortlist.documents.model import Block, Document, Part, Property

#: Parts within parts, and parts of one message in all.
DEPTH_LIMIT = 20
PARTS_LIMIT = 2000

ENCRYPTED = (
    "The e-mail is encrypted. Open it in the mail program of the person it was sent to, and save "
    "its text and its attachments as files, or ask the applicant to send it without encryption."
)
_REFERRED_TO = (
    "The e-mail only refers to this file and does not hold it. Ask the applicant to send it."
)
_BODIES = ("text/plain", "text/html")
_SMIME = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_MARKUP = re.compile(r"\s*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE)
_PGP_MESSAGE = re.compile(r"\s*-----BEGIN PGP MESSAGE-----")
_SHOWN_BY_ID = re.compile(r"""cid:([^"'\s<>)]{1,300})""", re.IGNORECASE)
_SOURCE = re.compile(r"""\bsrc\s{0,9}=\s{0,9}["']?([^"'\s<>]{1,2000})""", re.IGNORECASE)
_WARNINGS = {
    "deep": "Parts of the e-mail that lie deeper than any mail program puts them were left out.",
    "many": f"The e-mail has more than {PARTS_LIMIT} parts; the rest was left out.",
    "encrypted": "A part of the e-mail is encrypted and was left out.",
    "wrapped": "A signed part of the e-mail could not be opened and was left out.",
    "unread": "Text of the e-mail is damaged or far too long, and was left out.",
    "winmail": (
        "The e-mail holds a winmail.dat file, in which Outlook hides what is attached. Ask the "
        "applicant to send the attachments again as files."
    ),
    "partial": "The e-mail is one of several pieces of a longer one. Ask for the whole of it.",
}


@dataclass
class Message:
    """What is found in an e-mail, in the order it stands there.

    Attributes:
        file: the name it came under.
        pieces: what it says, those of forwarded messages included.
        found: its attachments, those of forwarded messages included.
        authors: who wrote it, and who wrote the messages in it.
        shown: what its text shows as pictures, by Content-ID or address.
        notices: keys of what the person must be told.
    """

    file: str
    pieces: list[Piece] = field(default_factory=list)
    found: list[Attached] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    shown: set[str] = field(default_factory=set)
    notices: set[str] = field(default_factory=set)

    def refuse_when_encrypted(self) -> None:
        """Refuse a message of which nothing can be read.

        Raises:
            EncryptedFile.
        """
        if "encrypted" in self.notices and not self.found and not any(map(_is_said, self.pieces)):
            raise EncryptedFile(self.file, ENCRYPTED)

    def document(self) -> Document:
        """Return the text, with what is not handed out as an attachment beside it.

        Raises:
            EncryptedFile, FileTooLarge, CorruptFile.
        """
        self.refuse_when_encrypted()
        failures: list[DocumentError] = []
        _, others = sorted_out(self.found, self.shown)
        beside = {place: one.take for _, one in others if one.is_picture for place in one.shown_as}
        spoken = said(self.pieces, self.file, beside, failures)
        if failures and not self.found and all(b.part is Part.HEADER for b in spoken.blocks):
            raise failures[0]
        notices = self.notices | {"winmail" for _, one in others if one.is_tnef}
        notices |= {"unread" for _ in failures}
        warnings = [sentence for key, sentence in _WARNINGS.items() if key in notices]
        authors = [Property("author", name) for name in self.authors]
        return Document(
            spoken.blocks,
            max(spoken.pictures, sum(one.is_picture for _, one in others)),
            tuple(dict.fromkeys([*warnings, *spoken.warnings])),
            tuple(dict.fromkeys([*authors, *spoken.properties])),
            tuple(name for name, _ in others),
        )

    def show(self, markup: str) -> None:
        """Take note of the pictures that a body in HTML shows."""
        self.shown.update(unquote(found[1]).lower() for found in _SHOWN_BY_ID.finditer(markup))
        self.shown.update(found[1].lower() for found in _SOURCE.finditer(markup))


def _is_said(piece: Piece) -> bool:
    """Whether a piece is more than a field of a message."""
    if isinstance(piece, Plain | Markup):
        return bool(piece.text.strip())
    return not isinstance(piece, Block)


class Walk:
    """A walk through the parts of one message; besides its text, all goes into ``message``."""

    def __init__(self, message: Message) -> None:
        self._message = message
        self._parts_left = PARTS_LIMIT

    def whole(self, entity: Entity, depth: int = 0) -> list[Piece]:
        """Return the fields of a message and what follows them."""
        pieces: list[Piece] = []
        for name, text in shown(entity.fields):
            pieces.append(Block(f"{name}: {text}", part=Part.HEADER))
        if written_by := author(str(entity.fields.get("from", ""))):
            self._message.authors.append(written_by)
        return pieces + self.part(entity, depth)

    def part(self, entity: Entity, depth: int, alternative: bool = False) -> list[Piece]:
        """Return what a part says, and take note of the attachments in it."""
        self._parts_left -= 1
        if self._parts_left < 0 or depth > DEPTH_LIMIT:
            self._message.notices.add("many" if self._parts_left < 0 else "deep")
            return []
        kind = entity.media_type
        if kind == "multipart/encrypted":
            self._message.notices.add("encrypted")
            return []
        if kind.startswith("multipart/"):
            return self._multipart(entity, depth)
        if kind in ("message/rfc822", "message/global", "message/partial"):
            if kind == "message/partial":
                self._message.notices.add("partial")
            return self.whole(inner_message(entity), depth + 1)
        if kind in _SMIME:
            return self._smime(entity, depth)
        named = bool(entity.name) and not alternative
        if kind in _BODIES and entity.disposition != "attachment" and not named:
            return self._body(entity)
        self._attach(entity)
        return []

    def _multipart(self, entity: Entity, depth: int) -> list[Piece]:
        alternative = entity.media_type == "multipart/alternative"
        boundary = boundary_of(entity)
        if boundary is None:
            return self._body(entity)
        parts: list[list[Piece]] = []
        for child in children(entity, boundary):
            if self._parts_left <= 0:
                self._message.notices.add("many")
                break
            parts.append(self.part(child, depth + 1, alternative))
        if not alternative:
            return [piece for part in parts for piece in part]
        plain = [part for part in parts if part and not _is_rich(part)]
        rich = [part for part in parts if _is_rich(part)]
        if plain and rich:
            return [Choice(tuple(plain[0]), tuple(rich[-1]))]
        return rich[-1] if rich else plain[0] if plain else []

    def _body(self, entity: Entity) -> list[Piece]:
        text = entity.text()
        if entity.media_type == "text/html" or _MARKUP.match(text):
            self._message.show(text)
            return [Markup(text)]
        if _PGP_MESSAGE.match(text):
            self._message.notices.add("encrypted")
            return []
        if parameter(entity.fields, "content-type", "format").lower() == "flowed":
            delete = parameter(entity.fields, "content-type", "delsp").lower() == "yes"
            text = unflowed(text, delete)
        text, files = without_uuencoded(text)
        for name, content in files:
            kind = "application/octet-stream"
            self._message.found.append(Attached(name, kind, len(content), partial(bytes, content)))
        return [Plain(text)]

    def _smime(self, entity: Entity, depth: int) -> list[Piece]:
        try:
            wrapping, content = unwrapped(entity.content())
        except ValueError:
            self._message.notices.add("wrapped")
            self._attach(entity)
            return []
        if wrapping is Wrapping.SIGNED:
            return self.part(entity_of(content), depth + 1)
        if wrapping is Wrapping.COMPRESSED:
            self._message.notices.add("wrapped")
            self._attach(entity)
        else:
            self._message.notices.add("encrypted")
        return []

    def _attach(self, entity: Entity) -> None:
        fields = entity.fields
        places = (fields.get("content-id", "").strip().strip("<>"), fields.get("content-location"))
        outside = entity.media_type == "message/external-body"
        encoding = fields.get("content-transfer-encoding", "").strip().lower()
        length = entity.encoded_length
        self._message.found.append(
            Attached(
                entity.name,
                entity.media_type,
                length * 3 // 4 if encoding == "base64" else length,
                entity.content,
                tuple(place.strip().lower() for place in places if place),
                _REFERRED_TO if outside else "",
            )
        )


def _is_rich(pieces: list[Piece]) -> bool:
    return any(isinstance(piece, Markup | Choice) for piece in pieces)
