"""An e-mail as a tree of parts (MIME), found by offsets in its bytes: nothing is copied before it
is asked for, so that a hostile one costs no more than its length. Knows nothing of Documents."""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from edi_shortlist.documents.containers.charsets import to_text
from edi_shortlist.documents.containers.fields import (
    base64_bytes,
    file_name,
    parameter,
    read_fields,
)

_LONGEST_BOUNDARY = 200
# Where parts begin in a message whose boundary is not the declared one.
_LIKELY_BOUNDARY = re.compile(rb"^--([^\r\n]{1,200}?)[ \t]{0,20}\r?\nContent-", re.MULTILINE | re.I)
_ENCODED_BY_UU = {"x-uuencode", "uuencode", "x-uue", "uue"}
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/\r\n]")
_NOT_BASE64_SHARE = 0.12  # English has half as many more; indented base64 has a quarter
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w.:-]{1,40})""", re.I)


@dataclass(frozen=True)
class Entity:
    """A message or one of its parts.

    Attributes:
        fields: its head.
        data: the bytes it lies in, of which the body is ``data[start:end]``.
        default_type: its media type when it names none.
    """

    fields: Message
    data: bytes
    start: int
    end: int
    default_type: str = "text/plain"

    @property
    def media_type(self) -> str:
        """``main/sub`` in lower case."""
        if "content-type" not in self.fields:
            return self.default_type
        found = self.fields.get_content_type()
        return found if re.fullmatch(r"[!-.0-~]+/[!-.0-~]+", found) else self.default_type

    @property
    def disposition(self) -> str:
        """``inline``, ``attachment`` or nothing."""
        return self.fields.get("content-disposition", "").partition(";")[0].strip().lower()

    @property
    def name(self) -> str:
        """The name of the file it holds, as it stands there."""
        return file_name(self.fields)

    @property
    def encoded_length(self) -> int:
        """Bytes of the body as it lies in the message."""
        return self.end - self.start

    def content(self) -> bytes:
        """Return the body, its transfer encoding undone as far as it is sound."""
        raw = self.data[self.start : self.end]
        encoding = self.fields.get("content-transfer-encoding", "").partition(";")[0]
        match encoding.strip().strip('"').lower():
            case "base64":
                return base64_bytes(raw)
            case "quoted-printable":
                return binascii.a2b_qp(raw)
            case other if other in _ENCODED_BY_UU:
                return uu_content(raw.split(b"\n"))
            case _:
                return raw

    def text(self) -> str:
        """Return the body as text, by its character set or by what it looks like."""
        raw = self.data[self.start : self.end]
        encoding = self.fields.get("content-transfer-encoding", "").strip().lower()
        data = raw if encoding == "base64" and _is_in_clear(raw) else self.content()
        charset = parameter(self.fields, "content-type", "charset")
        if not charset and self.media_type == "text/html":
            meta = _META_CHARSET.search(data, 0, 4096)
            charset = meta[1].decode("ascii", "replace") if meta else ""
        return to_text(data, charset)


def _is_in_clear(raw: bytes) -> bool:
    """Whether text that claims to be base64 is not: before its end, which others may add to."""
    claimed = raw.partition(b"=")[0]
    return len(_NOT_BASE64.findall(claimed)) > _NOT_BASE64_SHARE * len(claimed)


def entity_of(data: bytes) -> Entity:
    """Return the message that these bytes are."""
    fields, body = read_fields(data, 0, len(data))
    return Entity(fields, data, body, len(data))


def inner_message(entity: Entity) -> Entity:
    """Return the message that a part holds, without a copy of its bytes where it needs none."""
    if "content-transfer-encoding" in entity.fields:
        return entity_of(entity.content())
    fields, body = read_fields(entity.data, entity.start, entity.end)
    return Entity(fields, entity.data, body, entity.end)


def boundary_of(entity: Entity) -> bytes | None:
    """Return what divides a multipart: the boundary it declares if that is found in it, else one
    that looks like it, or None."""
    declared = parameter(entity.fields, "content-type", "boundary")
    boundary = declared.encode("utf-8", "replace")[:_LONGEST_BOUNDARY]
    if boundary and next(_boundary_lines(entity, b"--" + boundary), None):
        return boundary
    likely = _LIKELY_BOUNDARY.search(entity.data, entity.start, entity.end)
    return likely[1] if likely else None


def children(entity: Entity, boundary: bytes) -> Iterator[Entity]:
    """Yield the parts of a multipart in their order."""
    digest = entity.media_type == "multipart/digest"
    default = "message/rfc822" if digest else "text/plain"
    for start, end in _placed(entity, boundary):
        fields, body = read_fields(entity.data, start, end)
        yield Entity(fields, entity.data, body, end, default)


def _placed(entity: Entity, boundary: bytes) -> Iterator[tuple[int, int]]:
    """Yield where each part begins and ends between the lines that say ``--boundary``."""
    opened: int | None = None
    for line, after, closing in _boundary_lines(entity, b"--" + boundary):
        if opened is not None:
            yield opened, max(opened, _line_break_before(entity.data, line))
        opened = None if closing else after
    if opened is not None:  # cut short
        yield opened, entity.end


def _boundary_lines(entity: Entity, mark: bytes) -> Iterator[tuple[int, int, bool]]:
    data, start, end = entity.data, entity.start, entity.end
    at = data.find(mark, start, end)
    while at >= 0:
        searched = at + len(mark)
        if at == start or data[at - 1] == 0x0A:
            line_end = data.find(b"\n", searched, end)
            line_end = end if line_end < 0 else line_end
            rest = data[searched : min(line_end, searched + 100)].strip()
            if rest in (b"", b"--"):
                yield at, min(end, line_end + 1), rest == b"--"
            searched = line_end
        at = data.find(mark, searched, end)


def _line_break_before(data: bytes, at: int) -> int:
    """The line break before a boundary belongs to the boundary."""
    if data[at - 1 : at] == b"\n":
        at -= 1
        if data[at - 1 : at] == b"\r":
            at -= 1
    return at


def uu_content(lines: list[bytes]) -> bytes:
    """Return what the lines of a uuencoded file say, from after ``begin`` on if it is there."""
    begun = next((i + 1 for i, line in enumerate(lines) if line.startswith(b"begin ")), 0)
    content: list[bytes] = []
    for line in lines[begun:]:
        line = line.rstrip(b"\r")
        if line == b"end":
            break
        content.append(uu_line(line) or b"")
    return b"".join(content)


def uu_line(line: bytes) -> bytes | None:
    """Return the bytes of a uuencoded line, or None when it is not one."""
    if not line or not 0x20 <= line[0] <= 0x60:
        return None
    length = (line[0] - 0x20) & 0x3F
    needed = 1 + (length + 2) // 3 * 4
    if len(line) > needed + 2:  # some programs add a check sum
        return None
    try:
        return binascii.a2b_uu(line[:needed])
    except binascii.Error:
        return None
