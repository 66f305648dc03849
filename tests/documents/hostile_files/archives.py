"""ZIP archives and packages that unpack to too much, or to somewhere else."""

import io
import stat
import struct
import warnings
import zipfile
from collections.abc import Iterable
from pathlib import Path

from documents.hostile_files.kinds import OUTSIDE, WORDS, Files
from documents.word_files import paragraph, rezipped, run, word_file
from edi_shortlist.documents.errors import (
    CorruptFile,
    EmptyDocument,
    EncryptedFile,
    FileTooLarge,
    UnsupportedFormat,
)

FILES = Files()
_LETTER = WORDS.encode()
_MUCH = 60 * 1024 * 1024
_ODT = b"application/vnd.oasis.opendocument.text"


def packed(members: Iterable[tuple[str | zipfile.ZipInfo, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


@FILES.add("bomb.docx", refused=(FileTooLarge,))
def _(path: Path) -> None:
    word_file(path, paragraph(run(WORDS)))
    blow_up = lambda name, data: data + b" " * _MUCH if name == "word/document.xml" else data  # noqa: E731
    rezipped(path, blow_up)


@FILES.add("bomb-beside-the-text.docx", refused=(FileTooLarge,))
def _(path: Path) -> None:
    word_file(path, paragraph(run(WORDS)))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/image1.bmp", bytes(_MUCH))


@FILES.add("bomb.odt", refused=(FileTooLarge,))
def _(path: Path) -> None:
    path.write_bytes(packed([("mimetype", _ODT), ("content.xml", b"<x>" + b" " * _MUCH)]))


@FILES.add("bomb.xlsx", refused=(UnsupportedFormat, FileTooLarge))
def _(path: Path) -> None:
    types = b'<Types ContentType="application/vnd.spreadsheetml.sheet"/>'
    path.write_bytes(packed([("[Content_Types].xml", types), ("xl/sheet.xml", bytes(_MUCH))]))


@FILES.add("bomb-in-the-list-of-types.docx", refused=(CorruptFile, FileTooLarge))
def _(path: Path) -> None:
    path.write_bytes(packed([("[Content_Types].xml", b" " * _MUCH)]))


@FILES.add("bomb.zip", refused=(FileTooLarge,))
def _(path: Path) -> None:
    path.write_bytes(packed([("cv.txt", bytes(_MUCH)), ("letter.txt", _LETTER)]))


@FILES.add("bomb-of-archives.zip", refused=(FileTooLarge,))
def _(path: Path) -> None:
    """Ten archives of ten archives of ten files."""
    content = packed([(f"{n}.txt", _LETTER) for n in range(10)])
    for _level in range(2):
        content = packed([(f"{n}.zip", content) for n in range(10)])
    path.write_bytes(content)


@FILES.add("bomb-within.zip", refused=(FileTooLarge,))
def _(path: Path) -> None:
    inner = packed([("cv.txt", bytes(_MUCH))])
    path.write_bytes(packed([("all.zip", inner)]))


@FILES.add("too-deep.zip", refused=(UnsupportedFormat,))
def _(path: Path) -> None:
    content = packed([("letter.txt", _LETTER)])
    for _level in range(40):
        content = packed([("in.zip", content)])
    path.write_bytes(content)


@FILES.add("many.zip", refused=(FileTooLarge,))
def _(path: Path) -> None:
    path.write_bytes(packed((f"{n}.txt", b"x") for n in range(3000)))


@FILES.add("overlapping.zip", refused=(CorruptFile,))
def _(path: Path) -> None:
    """A list of many members that are all the same bytes."""
    content = packed([("a.txt", bytes(1_000_000))])
    start = content.index(b"PK\1\2")
    end = content.index(b"PK\5\6")
    listed = content[start:end] * 60
    tail = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 60, 60, len(listed), start, 0)
    path.write_bytes(content[:start] + listed + tail)


def _lying(content: bytes, size: int) -> bytes:
    """The same, claiming that each member unpacks to ``size`` bytes."""
    out = bytearray(content)
    for mark, at in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        found = out.find(mark)
        while found >= 0:
            struct.pack_into("<I", out, found + at, size)
            found = out.find(mark, found + 4)
    return bytes(out)


@FILES.add("says-too-little.zip", refused=(CorruptFile,))
def _(path: Path) -> None:
    path.write_bytes(_lying(packed([("cv.txt", _LETTER * 200_000)]), 10))


@FILES.add("says-too-much.zip", refused=(CorruptFile, FileTooLarge))
def _(path: Path) -> None:
    path.write_bytes(_lying(packed([("cv.txt", _LETTER)]), 0xFFFFFFF0))


@FILES.add("says-too-little.docx", refused=(CorruptFile,))
def _(path: Path) -> None:
    word_file(path, paragraph(run(WORDS)))
    path.write_bytes(_lying(path.read_bytes(), 10))


@FILES.add("leads-out.zip", reads=WORDS)
def _(path: Path) -> None:
    names = ["../../evil.txt", "/tmp/evil.txt", "C:\\evil.txt", "..\\..\\evil.txt", "a/../../evil"]
    path.write_bytes(packed((name, _LETTER) for name in names))


@FILES.add("leads-out.docx", refused=(CorruptFile,))
def _(path: Path) -> None:
    word_file(path, paragraph(run(WORDS)))
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("../../evil.xml", "<x/>")


@FILES.add("two-of-each-part.docx", refused=(CorruptFile,))
def _(path: Path) -> None:
    content = word_file(path, paragraph(run(WORDS))).read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = [(name, package.read(name)) for name in package.namelist()]
    with warnings.catch_warnings(action="ignore"):
        path.write_bytes(packed([*parts, *parts]))


@FILES.add("links.zip", reads=WORDS)
def _(path: Path) -> None:
    link = zipfile.ZipInfo("secret.txt")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    device = zipfile.ZipInfo("device.txt")
    device.create_system, device.external_attr = 3, (stat.S_IFCHR | 0o777) << 16
    members = [(link, str(OUTSIDE).encode()), (device, b"x"), ("letter.txt", _LETTER)]
    path.write_bytes(packed(members))


@FILES.add("only-links.zip", refused=(EmptyDocument,))
def _(path: Path) -> None:
    link = zipfile.ZipInfo("secret.txt")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    path.write_bytes(packed([(link, str(OUTSIDE).encode())]))


@FILES.add("locked.zip", refused=(EncryptedFile,))
def _(path: Path) -> None:
    out = bytearray(packed([("letter.txt", _LETTER)]))
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        out[out.index(mark) + at] |= 1
    path.write_bytes(out)


@FILES.add("cut-short.zip", refused=(CorruptFile,))
def _(path: Path) -> None:
    path.write_bytes(packed([("letter.txt", _LETTER * 999)])[:-30])


@FILES.add("list-of-members-that-leads-nowhere.zip", refused=(CorruptFile,))
def _(path: Path) -> None:
    tail = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 0xFFFE, 0xFFFE, 0xFFFFFFF0, 0xFFFFFFF0, 0)
    path.write_bytes(b"PK\3\4" + bytes(26) + tail)
