"""The content of a signed S/MIME message (CMS, RFC 5652): unwrapped, the signature unchecked.
Knows nothing of MIME."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

_CONSTRUCTED = 0x20
_OBJECT_IDENTIFIER, _OCTET_STRING = 0x06, 0x04
_ELEMENTS_LIMIT = 150_000
_NESTING_LIMIT = 16


class Wrapping(Enum):
    """What an S/MIME file does with what it holds, by object identifier."""

    SIGNED = bytes.fromhex("2a864886f70d010702")
    ENVELOPED = bytes.fromhex("2a864886f70d010703")
    ENCRYPTED = bytes.fromhex("2a864886f70d010706")
    AUTH_ENVELOPED = bytes.fromhex("2a864886f70d0109100117")
    COMPRESSED = bytes.fromhex("2a864886f70d0109100109")


@dataclass(frozen=True)
class _Element:
    tag: int
    start: int
    end: int
    after: int


class _Reader:
    """A walk over BER: definite and indefinite lengths, strings in one piece or several."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._left = _ELEMENTS_LIMIT

    def element(self, at: int, end: int, depth: int = 0) -> _Element:
        self._left -= 1
        if self._left < 0 or depth > _NESTING_LIMIT or at + 2 > end:
            raise ValueError("no sound BER")
        data = self._data
        tag, length = data[at], data[at + 1]
        at += 2
        if length == 0x80:
            if not tag & _CONSTRUCTED:
                raise ValueError("no sound BER")
            return self._indefinite(tag, at, end, depth)
        if length > 0x80:
            count = length & 0x7F
            length = int.from_bytes(data[at : at + count], "big")
            at += count
        if at + length > end:
            raise ValueError("no sound BER")
        return _Element(tag, at, at + length, at + length)

    def _indefinite(self, tag: int, start: int, end: int, depth: int) -> _Element:
        at = start
        while self._data[at : at + 2] != b"\0\0":
            at = self.element(at, end, depth + 1).after
        return _Element(tag, start, at, at + 2)

    def inside(self, element: _Element) -> Iterator[_Element]:
        at = element.start
        while at < element.end:
            found = self.element(at, element.end)
            yield found
            at = found.after

    def octets(self, element: _Element, depth: int = 0) -> bytes:
        if depth > _NESTING_LIMIT:
            raise ValueError("no sound BER")
        if not element.tag & _CONSTRUCTED:
            return self._data[element.start : element.end]
        return b"".join(self.octets(piece, depth + 1) for piece in self.inside(element))

    def bytes_of(self, element: _Element) -> bytes:
        return self._data[element.start : element.end]


def unwrapped(data: bytes) -> tuple[Wrapping, bytes]:
    """Return what an S/MIME file does, and where it is only signed, the message within.

    Raises:
        ValueError: the bytes are no S/MIME file, or damaged.
    """
    reader = _Reader(data)
    kind, content = _two(reader, reader.element(0, len(data)))
    if kind.tag != _OBJECT_IDENTIFIER:
        raise ValueError("no S/MIME")
    wrapping = Wrapping(reader.bytes_of(kind))
    if wrapping is not Wrapping.SIGNED:
        return wrapping, b""
    signed = next(reader.inside(content), content)
    fields = list(reader.inside(signed))  # version, algorithms, content, certificates, signers
    if len(fields) < 3:
        raise ValueError("no signed content")
    _, holder = _two(reader, fields[2])
    for string in reader.inside(holder):
        if string.tag & ~_CONSTRUCTED == _OCTET_STRING:
            return wrapping, reader.octets(string)
    raise ValueError("no signed content")


def _two(reader: _Reader, element: _Element) -> tuple[_Element, _Element]:
    found = list(reader.inside(element))
    if len(found) < 2:
        raise ValueError("no sound BER")
    return found[0], found[1]
