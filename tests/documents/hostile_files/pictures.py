"""Pictures that are larger than they look, endless, or damaged."""

import io
import struct
import zlib
from pathlib import Path

from PIL import Image

from documents.hostile_files.kinds import SECRET, Files
from edi_shortlist.documents.errors import (
    CorruptFile,
    EmptyDocument,
    FileTooLarge,
    UnsupportedFormat,
)

FILES = Files()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png(width: int, height: int, *chunks: bytes) -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + _chunk(b"IEND", b"")


def _noise(kind: str) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((300, 400), 60).save(out, kind)
    return out.getvalue()


@FILES.add("bomb.png", refused=(FileTooLarge,))
def _(path: Path) -> None:
    path.write_bytes(_png(60_000, 60_000, _chunk(b"IDAT", zlib.compress(bytes(30_000_000), 9))))


@FILES.add("bomb-just-small-enough.png", refused=(FileTooLarge, EmptyDocument, CorruptFile))
def _(path: Path) -> None:
    """As large as a picture may be, and nearly nothing in it."""
    path.write_bytes(_png(7_000, 7_000, _chunk(b"IDAT", zlib.compress(bytes(7_000 * 876), 9))))


@FILES.add("bomb-of-words.png", refused=(CorruptFile, EmptyDocument))
def _(path: Path) -> None:
    """Remarks in a picture that unpack to a hundred megabytes."""
    words = _chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(100_000_000), 9))
    path.write_bytes(_png(8, 8, words * 10, _chunk(b"IDAT", zlib.compress(bytes(16)))))


@FILES.add("no-dots.png", refused=(CorruptFile, EmptyDocument))
def _(path: Path) -> None:
    path.write_bytes(_png(0, 0, _chunk(b"IDAT", zlib.compress(b""))))


@FILES.add("thin.png", refused=(CorruptFile, EmptyDocument, FileTooLarge))
def _(path: Path) -> None:
    """One dot high and a million wide."""
    path.write_bytes(_png(1_000_000, 1, _chunk(b"IDAT", zlib.compress(bytes(125_001)))))


@FILES.add("cut-short.png", refused=(CorruptFile, EmptyDocument))
def _(path: Path) -> None:
    path.write_bytes(_noise("PNG")[:5000])


@FILES.add("cut-short.jpg", refused=(CorruptFile, EmptyDocument))
def _(path: Path) -> None:
    path.write_bytes(_noise("JPEG")[:2000])


@FILES.add("size-that-lies.jpg", refused=(CorruptFile, EmptyDocument, FileTooLarge))
def _(path: Path) -> None:
    content = bytearray(_noise("JPEG"))
    at = content.index(b"\xff\xc0")
    content[at + 5 : at + 9] = b"\xff\xff\xff\xff"
    path.write_bytes(content)


@FILES.add("many-pages.tif", refused=(EmptyDocument, CorruptFile, FileTooLarge))
def _(path: Path) -> None:
    """Ten thousand pages of one dot."""
    out = bytearray(b"II*\0")
    out += struct.pack("<I", 8)
    tags = (
        (256, 1),
        (257, 1),
        (258, 8),
        (259, 1),
        (262, 1),
        (273, 4),
        (277, 1),
        (278, 1),
        (279, 1),
    )
    size = 2 + 12 * len(tags) + 4
    for number in range(10_000):
        out += struct.pack("<H", len(tags))
        for tag, value in tags:
            out += struct.pack("<HHII", tag, 3, 1, value)
        following = 8 + size * (number + 1) if number < 9_999 else 0
        out += struct.pack("<I", following)
    path.write_bytes(out)


@FILES.add("pages-in-a-circle.tif", refused=(EmptyDocument, CorruptFile))
def _(path: Path) -> None:
    out = io.BytesIO()
    Image.new("L", (20, 20), 255).save(out, "TIFF")
    content = bytearray(out.getvalue())
    first = struct.unpack_from("<I", content, 4)[0]
    count = struct.unpack_from("<H", content, first)[0]
    struct.pack_into("<I", content, first + 2 + 12 * count, first)
    path.write_bytes(content)


@FILES.add("endless.gif", refused=(EmptyDocument, CorruptFile))
def _(path: Path) -> None:
    """An animation of five thousand pictures."""
    frame = b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0"
    head = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff"
    again = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"
    path.write_bytes(head + again + frame * 5000 + b";")


@FILES.add("size-that-lies.bmp", refused=(CorruptFile, EmptyDocument, FileTooLarge))
def _(path: Path) -> None:
    out = io.BytesIO()
    Image.new("L", (9, 9)).save(out, "BMP")
    content = bytearray(out.getvalue())
    content[18:26] = struct.pack("<ii", 2_000_000_000, -2_000_000_000)
    path.write_bytes(content)


@FILES.add("drawing-by-another-name.png", refused=(CorruptFile, UnsupportedFormat))
def _(path: Path) -> None:
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><text>{SECRET}</text></svg>')


@FILES.add("script-by-another-name.jpg", refused=(CorruptFile, UnsupportedFormat))
def _(path: Path) -> None:
    """Encapsulated PostScript, which a careless reader hands to Ghostscript."""
    path.write_text("%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(cat) run\n")
