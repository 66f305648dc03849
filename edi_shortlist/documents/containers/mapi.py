"""The properties of an Outlook message and of what is in it (MS-OXMSG), one at a time.

python-oxmsg opens the file; its own properties fail all together when one of them is damaged, or
when Python lacks the code page, and are not found in messages within messages. Knows nothing of
Documents.
"""

import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from olefile import OleFileIO
from oxmsg.domain.encodings import encoding_from_codepage
from oxmsg.domain.model import UnrecognizedCodePageError, UnsupportedEncodingError
from oxmsg.storage import Storage

from edi_shortlist.documents.containers.charsets import to_text
from edi_shortlist.documents.errors import FileTooLarge
from edi_shortlist.documents.limits import PARTS_SIZE_LIMIT

# Where the properties begin in their stream, by what they belong to.
_AT_TOP, _EMBEDDED, _WITHIN = 32, 24, 8

_TEXT, _OLD_TEXT, _BINARY, _OBJECT = 0x001F, 0x001E, 0x0102, 0x000D
_INTEGER, _BOOLEAN, _TIME = 0x0003, 0x000B, 0x0040
_MESSAGE_CODE_PAGE, _INTERNET_CODE_PAGE = 0x3FFD, 0x3FDE
_ATTACHED_DATA = 0x3701
_BEGINNING = datetime(1601, 1, 1, tzinfo=UTC)

_ENTRIES_LIMIT = 50_000
_SIBLINGS_LIMIT = 3_000  # the library looks for each among all, one after the other


def load(path: Path) -> "Properties":
    """Open an Outlook message.

    Raises:
        FileTooLarge: it would unpack to more than any message holds.
        Exception: of many kinds, when the file is no sound compound file.
    """
    with OleFileIO(str(path)) as file:
        entries = [entry for entry in file.direntries if entry is not None]
        if (
            len(entries) > _ENTRIES_LIMIT
            or any(len(entry.kids) > _SIBLINGS_LIMIT for entry in entries)
            or sum(entry.size for entry in entries[1:]) > PARTS_SIZE_LIMIT
        ):
            raise FileTooLarge(path.name)
        return Properties(Storage.from_ole(file), _AT_TOP)


class Properties:
    """The properties of a message, a recipient or an attachment. Missing ones are empty."""

    def __init__(self, storage: Storage, begin: int, code_page: str = "cp1252") -> None:
        self._streams = {stream.name.upper(): stream.bytes_ for stream in storage.streams}
        self._storages = list(storage.storages)
        fixed = self._streams.get("__PROPERTIES_VERSION1.0", b"")[begin:]
        # Each takes sixteen bytes: type, number, flags and value.
        self._fixed = {
            (number, kind): value
            for kind, number, value in struct.iter_unpack("<HH4x8s", fixed[: len(fixed) // 16 * 16])
        }
        self._code_page = self._encoding(_MESSAGE_CODE_PAGE) or code_page

    def text(self, number: int) -> str:
        """Return a property of text, such as the subject."""
        data = self._streams.get(_stream(number, _TEXT))
        if data is not None:
            return data.decode("utf-16-le", "replace").rstrip("\0")
        data = self._streams.get(_stream(number, _OLD_TEXT), b"")
        return to_text(data.rstrip(b"\0"), self._code_page)

    def body(self, number: int) -> str:
        """Return a property of text whose code page may be that of the body."""
        if _stream(number, _TEXT) in self._streams:
            return self.text(number)
        data = self.binary(number) or self._streams.get(_stream(number, _OLD_TEXT), b"")
        return to_text(data.rstrip(b"\0"), self._encoding(_INTERNET_CODE_PAGE) or self._code_page)

    def binary(self, number: int) -> bytes:
        """Return a property of bytes."""
        return self._streams.get(_stream(number, _BINARY), b"")

    def integer(self, number: int) -> int:
        """Return a property that is a number."""
        return int.from_bytes(self._fixed.get((number, _INTEGER), b"")[:4], "little")

    def flag(self, number: int) -> bool:
        """Return a property that is true or false."""
        return any(self._fixed.get((number, _BOOLEAN), b"")[:1])

    def time(self, number: int) -> datetime | None:
        """Return a property that is a moment."""
        ticks = int.from_bytes(self._fixed.get((number, _TIME), b""), "little")
        try:
            return _BEGINNING + timedelta(microseconds=ticks // 10) if ticks else None
        except OverflowError:
            return None

    def recipients(self) -> Iterator["Properties"]:
        """Yield those whom the message was sent to."""
        return self._within("__RECIP_VERSION1.0_#")

    def attachments(self) -> Iterator["Properties"]:
        """Yield what is attached to the message."""
        return self._within("__ATTACH_VERSION1.0_#")

    def embedded_message(self) -> "Properties | None":
        """Return the message that an attachment is, or None."""
        for storage in self._storages:
            if storage.name.upper() == _stream(_ATTACHED_DATA, _OBJECT):
                found = Properties(storage, _EMBEDDED, self._code_page)
                return found if found._fixed else None
        return None

    def _within(self, name: str) -> Iterator["Properties"]:
        for storage in sorted(self._storages, key=lambda storage: storage.name.upper()):
            if storage.name.upper().startswith(name):
                yield Properties(storage, _WITHIN, self._code_page)

    def _encoding(self, number: int) -> str:
        code_page = self.integer(number)
        try:
            return encoding_from_codepage(code_page) if code_page else ""
        except (UnrecognizedCodePageError, UnsupportedEncodingError):
            return ""


def _stream(number: int, kind: int) -> str:
    return f"__SUBSTG1.0_{number:04X}{kind:04X}"
