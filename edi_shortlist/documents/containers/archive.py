"""The files in a ZIP archive, taken out in memory. It runs in the worker process and trusts
nothing about the archive: not its sizes, nor its names, nor where it says that things lie."""

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from edi_shortlist.documents.characters import clean
from edi_shortlist.documents.containers import Packed, Unpackable
from edi_shortlist.documents.containers.attached import unused
from edi_shortlist.documents.errors import (
    ZIP_ERRORS,
    CorruptFile,
    DocumentError,
    EmptyDocument,
    EncryptedFile,
    FileNotReadable,
    FileTooLarge,
    UnsupportedFormat,
)
from edi_shortlist.documents.limits import PARTS_LIMIT, PARTS_SIZE_LIMIT, SIZE_LIMIT

#: By what factor an archive may unpack once it is larger than a few letters.
UNPACKED_RATIO = 250
_SMALL = 30 * 1024 * 1024
_ENTRIES_LIMIT = 20_000

_CENTRAL_MARK = b"PK\1\2"
_LOCAL_HEADER = 30  # bytes, without the name and the extra fields
_LOCAL_LENGTHS = struct.Struct("<26xHH")
_UNICODE_NAME = 0x7075
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1 | 0x40 | 0x2000  # of a member, strongly, and the list of members itself
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA}
# Packed bytes at a time: the two newer methods give back a thousand times as much at once.
_CHUNK = {zipfile.ZIP_BZIP2: 4096, zipfile.ZIP_LZMA: 4096}

# What systems leave beside people's files.
_LITTER = {"thumbs.db", "desktop.ini", "__macosx"}

_DAMAGED = "The ZIP archive is damaged. Pack it again, or unpack it and add the files in it."
_DAMAGED_HERE = "The ZIP archive is damaged at this file. Make the archive again."
_PROTECTED = "The ZIP archive is protected by a password. Unpack it and add the files in it."
_UNKNOWN_METHOD = (
    "The ZIP archive is packed in a way that cannot be read. Unpack it and add the files in it."
)
_TOO_MUCH = (
    f"The ZIP archive unpacks to more than {PARTS_LIMIT} files or "
    f"{PARTS_SIZE_LIMIT // 1024**2} MB, or to far more than it should. Unpack it, take out what "
    "does not belong to an application, and add the rest."
)


def zip_members(path: Path) -> tuple[Packed | Unpackable, ...]:
    """Return the files in a ZIP archive, in name order, those in folders too.

    What systems leave beside people's files is left out, and so are links. A name never leads
    out of the archive.

    Raises:
        CorruptFile: it is no sound archive, or its members share the same bytes.
        EncryptedFile: every member needs a password.
        EmptyDocument: there are no files in it.
        FileTooLarge: it unpacks to more than any application holds.
        FileNotReadable.
    """
    try:
        with path.open("rb") as file:
            _check_length(file, path)
            with zipfile.ZipFile(file) as archive:
                return _members(archive, file, path.name)
    except DocumentError:
        raise
    except FileNotFoundError as error:
        raise FileNotReadable(path.name) from error
    except (*ZIP_ERRORS, EOFError, struct.error, NotImplementedError) as error:
        raise CorruptFile(path.name, _DAMAGED) from error


def _check_length(file: BinaryIO, path: Path) -> None:
    """Refuse a list of members that would take minutes to read."""
    entries = 0
    while block := file.read(1024 * 1024):
        entries += block.count(_CENTRAL_MARK)
    # Word files packed as they are bring lists of their own.
    if entries > 10 * _ENTRIES_LIMIT or file.tell() > 4 * SIZE_LIMIT:
        raise FileTooLarge(path.name, _TOO_MUCH)


def _members(
    archive: zipfile.ZipFile, file: BinaryIO, archive_name: str
) -> tuple[Packed | Unpackable, ...]:
    entries = archive.infolist()
    if len(entries) > _ENTRIES_LIMIT:
        raise FileTooLarge(archive_name, _TOO_MUCH)
    _check_overlaps(entries, file, archive_name)
    wanted = _wanted(entries)
    if not wanted:
        raise EmptyDocument(
            archive_name, "There are no files in this archive. Ask the applicant for another copy."
        )
    if all(entry.flag_bits & _ENCRYPTED for _, entry in wanted):
        raise EncryptedFile(archive_name, _PROTECTED)
    _check_sizes([entry for _, entry in wanted], file, archive_name)
    known: dict[str, int] = {}
    return tuple(_member(archive, entry, unused(name, known)) for name, entry in wanted)


def _check_overlaps(entries: Sequence[zipfile.ZipInfo], file: BinaryIO, archive_name: str) -> None:
    """Refuse members that lie in the same bytes: that is how a small archive unpacks to
    anything."""
    free = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < free:
            raise CorruptFile(archive_name, _DAMAGED)
        file.seek(entry.header_offset)
        name, extra = _LOCAL_LENGTHS.unpack(file.read(_LOCAL_HEADER))
        free = entry.header_offset + _LOCAL_HEADER + name + extra + entry.compress_size


def _check_sizes(entries: Sequence[zipfile.ZipInfo], file: BinaryIO, archive_name: str) -> None:
    """Refuse an archive that says itself that it is too large; members too large by themselves
    are not unpacked, and do not count."""
    packed = max(1, file.seek(0, 2))
    all_unpacked = sum(entry.file_size for entry in entries)
    unpacked = sum(entry.file_size for entry in entries if entry.file_size <= SIZE_LIMIT)
    if (
        len(entries) > PARTS_LIMIT
        or unpacked > PARTS_SIZE_LIMIT
        or (all_unpacked > _SMALL and all_unpacked / packed > UNPACKED_RATIO)
    ):
        raise FileTooLarge(archive_name, _TOO_MUCH)


def _wanted(entries: Sequence[zipfile.ZipInfo]) -> list[tuple[str, zipfile.ZipInfo]]:
    """The members that are files which people put there, by safe name, in name order."""
    wanted: list[tuple[tuple[str, ...], zipfile.ZipInfo]] = []
    for number, entry in enumerate(entries, 1):
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if entry.is_dir() or kind not in (0, stat.S_IFREG):
            continue
        parts = safe_parts(_name(entry)) or (f"file-{number}",)
        if not any(map(_is_litter, parts)):
            wanted.append((parts, entry))
    return [("/".join(parts), entry) for parts, entry in sorted(wanted, key=lambda one: one[0])]


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> Packed | Unpackable:
    if entry.flag_bits & _ENCRYPTED:
        return Unpackable(name, EncryptedFile(name, _PROTECTED))
    if entry.compress_type not in _METHODS:
        return Unpackable(name, UnsupportedFormat(name, _UNKNOWN_METHOD))
    if entry.file_size > SIZE_LIMIT:
        return Unpackable(name, FileTooLarge(name))
    try:
        return Packed(name, _content(archive, entry))
    except MemoryError:
        raise
    except Exception:  # each method of packing has errors of its own
        return Unpackable(name, CorruptFile(name, _DAMAGED_HERE))


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of a member: as many as the archive says and no others.

    Raises:
        Exception: of many kinds, when they are damaged.
    """
    pieces: list[bytes] = []
    with archive.open(entry) as packed:
        while piece := packed.read(_CHUNK.get(entry.compress_type, 1024 * 1024)):
            pieces.append(piece)
    content = b"".join(pieces)
    if len(content) != entry.file_size:
        raise zipfile.BadZipFile
    return content


def _name(entry: zipfile.ZipInfo) -> str:
    """A member's name: Python takes it for code page 437 where the archive does not say UTF-8,
    and most programs write UTF-8 without saying so."""
    name = entry.filename
    if entry.flag_bits & _UTF8_NAME:
        return name
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    return _unicode_name(entry.extra, raw) or _utf_8(raw) or name


def _utf_8(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _unicode_name(extra: bytes, raw: bytes) -> str:
    """The name in Info-ZIP's extra field, if it belongs to the name beside it."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        value = extra[at + 4 : at + 4 + length]
        if kind == _UNICODE_NAME and value[:1] == b"\1" and len(value) > 5:
            (checksum,) = struct.unpack_from("<I", value, 1)
            return _utf_8(value[5:]) if checksum == zlib.crc32(raw) else ""
        at += 4 + length
    return ""


def safe_parts(member: str) -> tuple[str, ...]:
    """Return a member's folders and name; whatever would lead out of the archive, or name a
    drive or a device, is dropped."""
    parts = clean(member).replace("\\", "/").replace("\n", " ").split("/")
    bare = (re.sub(r"^[A-Za-z]:", "", part.strip()) for part in parts)
    return tuple(part for part in bare if part.strip("."))


def _is_litter(part: str) -> bool:
    return part.startswith((".", "~$")) or part.lower() in _LITTER
