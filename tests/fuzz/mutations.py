"""Damage: what bad disks, bad lines, bad programs and bad people do to a file.

Every mutation is a function of a random number generator and bytes; it knows nothing of readers.
"""

import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Sequence
from random import Random

from edi_shortlist.documents.errors import ZIP_ERRORS

Mutation = Callable[[Random, bytes], bytes]

_EXTREMES = (0, 1, -1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
_NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"65536",
    b"2147483647",
    b"-2147483648",
    b"99999999999999999999",
    b"",
)
_LONGEST = 4_000_000  # bytes of a mutant


# -- any bytes


def flipped(chance: Random, data: bytes) -> bytes:
    """Some bits turned over."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 4, 30))):
        if out:
            out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def _piece(chance: Random, data: bytes) -> slice:
    start = chance.randrange(len(data) + 1)
    return slice(start, start + chance.choice((1, 4, 40, 512, max(1, len(data) // 3))))


def lost(chance: Random, data: bytes) -> bytes:
    piece = _piece(chance, data)
    return data[: piece.start] + data[piece.stop :]


def doubled(chance: Random, data: bytes) -> bytes:
    piece = _piece(chance, data)
    return data[: piece.stop] + data[piece] * chance.choice((1, 2, 50)) + data[piece.stop :]


def moved(chance: Random, data: bytes) -> bytes:
    piece = _piece(chance, data)
    rest = data[: piece.start] + data[piece.stop :]
    at = chance.randrange(len(rest) + 1)
    return rest[:at] + data[piece] + rest[at:]


def cut(chance: Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def overwritten(chance: Random, data: bytes) -> bytes:
    """A number of one to eight bytes set to an extreme, where a length or a place may stand."""
    form = chance.choice(("<B", "<H", ">H", "<I", ">I", "<Q", ">Q"))
    size = struct.calcsize(form)
    value = chance.choice(_EXTREMES) % (1 << 8 * size)
    if len(data) < size:
        return data
    at = chance.randrange(len(data) - size + 1)
    at -= at % chance.choice((1, size))
    return data[:at] + struct.pack(form, value) + data[at + size :]


def renumbered(chance: Random, data: bytes) -> bytes:
    """A number that is written out set to an extreme."""
    found = list(re.finditer(rb"\d+", data))
    if not found:
        return flipped(chance, data)
    number = chance.choice(found)
    return data[: number.start()] + chance.choice(_NUMBERS) + data[number.end() :]


_ANY: tuple[Mutation, ...] = (flipped, lost, doubled, moved, cut, overwritten, renumbered)


# -- text with marks: XML, rich text, web pages, e-mails

_TOKENS = re.compile(
    rb"<[^<>]{0,2000}>|\\[a-z]{1,30}-?\d{0,10} ?|[{}]|&[^;\s]{1,20};|\r?\n|[^<{}\\&\r\n]{1,200}|.",
    re.DOTALL,
)
_ODD = (
    b"\0", b"\xff\xfe", b"&#0;", b"&#x110000;", b"&bogus;", b"<![CDATA[", b"]]>", b"<!--", b"-->",
    b"<!DOCTYPE x [<!ENTITY e 'e'>]>", b"\xed\xa0\x80", "\u202e\ufeff\u0300".encode(), b"{\\*\\",
    b"\\bin99999999 ", b"=?utf-8?q?=", b"\r\n\r\n", b"--edge\r\n",
)  # fmt: skip


def tokens_changed(chance: Random, data: bytes) -> bytes:
    """Marks and pieces of text lost, doubled, exchanged, nested or swapped for odd ones."""
    tokens = _TOKENS.findall(data)
    if not tokens:
        return data
    for _ in range(chance.choice((1, 1, 2, 8))):
        at, other = chance.randrange(len(tokens)), chance.randrange(len(tokens))
        match chance.randrange(7):
            case 0:
                tokens[at] = b""
            case 1:
                tokens[at] *= chance.choice((2, 10, 300))
            case 2:
                tokens[at], tokens[other] = tokens[other], tokens[at]
            case 3:
                tokens[at] = chance.choice(_ODD)
            case 4:
                tokens[at] = _with_other_value(chance, tokens[at])
            case 5:
                tokens[at] = renumbered(chance, tokens[at])
            case 6:
                low, high = sorted((at, other))
                high = min(high, low + 400)
                tokens[low:high] = tokens[low:high] * chance.choice((2, 20))
    return b"".join(tokens)


def _with_other_value(chance: Random, tag: bytes) -> bytes:
    values = list(re.finditer(rb"""=["']([^"']*)["']""", tag))
    if not values:
        return chance.choice(_ODD) + tag
    value = chance.choice(values)
    new = chance.choice((*_NUMBERS, b"x" * 5000, b"../../x", b"http://127.0.0.1:9/x", b"\xff"))
    return tag[: value.start(1)] + new + tag[value.end(1) :]


# -- ZIP packages


def member_changed(chance: Random, data: bytes) -> bytes:
    """What is packed, changed and packed again with right sums; or the list of members changed."""
    members = unpacked(data)
    if not members:
        return chance.choice(_ANY)(chance, data)
    at = chance.randrange(len(members))
    name, content = members[at]
    match chance.randrange(8):
        case 0:
            del members[at]
        case 1:
            members.append((name, content))
        case 2:
            other = chance.randrange(len(members))
            members[at], members[other] = (name, members[other][1]), (members[other][0], content)
        case 3:
            members[at] = ("../" + name, content)
        case _ if content.lstrip().startswith(b"<"):
            members[at] = (name, tokens_changed(chance, content))
        case _:
            members[at] = (name, chance.choice(_ANY)(chance, content))
    return packed(members)


def unpacked(data: bytes) -> list[tuple[str, bytes]]:
    """Return the members of a ZIP archive; none where it is no sound one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [(name, archive.read(name)) for name in archive.namelist()]
    except (*ZIP_ERRORS, EOFError, NotImplementedError, struct.error):
        return []


def packed(members: Sequence[tuple[str, bytes]]) -> bytes:
    """Return a ZIP archive of these members, the same on every day."""
    out = io.BytesIO()
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(out, "w") as archive:
        for name, content in members:
            # The date of the day would make each day's mutants others.
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


# -- PDF

_OBJECT = re.compile(rb"\d+ \d+ obj\b.*?\bendobj\b", re.DOTALL)
_REFERENCE = re.compile(rb"\d+ \d+ R\b")
_NAME = re.compile(rb"/[A-Za-z0-9]+")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def object_changed(chance: Random, data: bytes) -> bytes:
    """An object lost, doubled, exchanged, or changed in its references, names and numbers."""
    objects = list(_OBJECT.finditer(data))
    if not objects:
        return chance.choice(_ANY)(chance, data)
    one, other = chance.choice(objects), chance.choice(objects)
    text = one[0]
    match chance.randrange(7):
        case 0:
            text = b""
        case 1:
            text += b"\n" + other[0]
        case 2:
            head, _, _ = text.partition(b"obj")
            text = head + b"obj" + other[0].partition(b"obj")[2]
        case 3:
            text = _exchanged(chance, text, _REFERENCE, _REFERENCE.findall(data))
        case 4:
            text = _exchanged(chance, text, _NAME, _NAME.findall(data))
        case 5:
            text = renumbered(chance, text)
        case 6:
            text = stream_changed(chance, text)
    return data[: one.start()] + text + data[one.end() :]


def _exchanged(
    chance: Random, text: bytes, what: re.Pattern[bytes], others: Sequence[bytes]
) -> bytes:
    found = list(what.finditer(text))
    if not found:
        return text
    one = chance.choice(found)
    return text[: one.start()] + chance.choice(others) + text[one.end() :]


def stream_changed(chance: Random, data: bytes) -> bytes:
    """What a stream holds, unpacked, changed and packed again."""
    found = list(_STREAM.finditer(data))
    if not found:
        return chance.choice(_ANY)(chance, data)
    stream = chance.choice(found)
    try:
        inner = zlib.decompress(stream[1])
    except zlib.error:
        new = chance.choice(_ANY)(chance, stream[1])
    else:
        change = chance.choice((tokens_changed, renumbered, flipped, lost, doubled))
        new = zlib.compress(change(chance, inner))
    return data[: stream.start(1)] + new + data[stream.end(1) :]


# -- pictures


def chunk_changed(chance: Random, data: bytes) -> bytes:
    """A chunk of a PNG changed, with the right sum; the dots unpacked and packed again."""
    chunks: list[tuple[bytes, bytes]] = []
    at = 8
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        chunks.append((data[at + 4 : at + 8], data[at + 8 : at + 8 + length]))
        at += 12 + length
    if not data.startswith(b"\x89PNG") or not chunks:
        return chance.choice(_ANY)(chance, data)
    number = chance.randrange(len(chunks))
    kind, content = chunks[number]
    if kind == b"IDAT" and chance.random() < 0.7:
        try:
            content = zlib.compress(flipped(chance, zlib.decompress(content)))
        except zlib.error:
            content = flipped(chance, content)
    else:
        content = chance.choice((flipped, overwritten, lost, doubled))(chance, content)
    chunks[number] = (kind, content)
    return data[:8] + b"".join(
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in chunks
    )


# -- all of it

_BY_KIND: dict[str, tuple[Mutation, ...]] = {
    **dict.fromkeys(("docx", "odt", "zip"), (member_changed,) * 3),
    "pdf": (object_changed, object_changed, stream_changed),
    **dict.fromkeys(("rtf", "html", "eml", "fodt"), (tokens_changed,) * 3),
    **dict.fromkeys(("msg", "doc"), (overwritten,) * 2),
    "png": (chunk_changed,) * 2,
    "tif": (overwritten,),
}


def mutant(seed: object, kind: str, number: int, sources: Sequence[bytes]) -> bytes:
    """Return one damaged file; the same for the same arguments.

    Args:
        seed: of the whole run.
        kind: the format's suffix.
        number: of the mutant.
        sources: sound files of the format.
    """
    chance = Random(f"{seed}:{kind}:{number}")
    own = _BY_KIND.get(kind, ())
    data = sources[0]
    while data in sources:  # some changes change nothing
        data = chance.choice(sources)
        if len(sources) > 1 and chance.random() < 0.05:  # the head of one, the tail of another
            other = chance.choice(sources)
            data = cut(chance, data) + other[chance.randrange(len(other) + 1) :]
        for _ in range(chance.choice((1, 1, 1, 2, 5))):
            use_own = own and chance.random() < 0.6
            data = chance.choice(own if use_own else _ANY)(chance, data)[:_LONGEST]
    return data
