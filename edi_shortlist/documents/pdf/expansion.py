"""How much a PDF unpacks to, found out before anything of it is parsed, so that a small file
cannot fill the memory or keep the reader busy for hours."""

import base64
import re
import zlib
from typing import Any

from pdfminer.pdftypes import PDFStream

from edi_shortlist.documents.errors import FileTooLarge
from edi_shortlist.documents.pdf.structure import Structure, dictionary, name, resolve

#: What one stream of a file may unpack to, in bytes, where it is a picture or a font ...
_STREAM_LIMIT = 200_000_000
#: ... and what a page's drawing instructions may come to, with all that they call up.
_PAGE_LIMIT = 24_000_000
_FILE_LIMIT = 120_000_000
_NESTED_LIMIT = 50  # forms within forms
_RATIO = 1032  # the most that deflate makes of one byte
_CHUNK = 1 << 20
_STREAM = re.compile(rb"stream\r?\n|stream\r(?!\n)")
_CALLS = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_SENTENCE = (
    "The PDF unpacks to far more than any application holds, so it was not read. Print it to a "
    "new PDF, or ask the applicant for another copy."
)


def check_streams(data: bytes, file: str) -> None:
    """Refuse a file with a stream that unpacks to more than any application needs.

    Raises:
        FileTooLarge: with the name ``file``.
    """
    for match in _STREAM.finditer(data):
        start = match.end()
        if data[match.start() - 3 : match.start()] == b"end":
            continue
        end = data.find(b"endstream", start)
        end = len(data) if end < 0 else end
        head = data[max(0, data.rfind(b"obj", 0, match.start())) : match.start()]
        is_chain = len(re.findall(rb"/(?:Fl\b|FlateDecode)", head)) > 1
        if not is_chain and (end - start) * _RATIO <= _STREAM_LIMIT:
            continue
        body = data[start:end]
        if b"ASCII85Decode" in head or b"/A85" in head:
            body = _from_ascii85(body)
        if _unpacked(body, _STREAM_LIMIT, 3) > _STREAM_LIMIT:
            raise FileTooLarge(file, _SENTENCE)


def _from_ascii85(body: bytes) -> bytes:
    try:
        return base64.a85decode(body.strip().removesuffix(b"~>"), ignorechars=b" \t\n\r\v\0\f")
    except ValueError:
        return b""


def _unpacked(body: bytes, limit: int, depth: int) -> int:
    """How many bytes a deflated stream, or one deflated several times, unpacks to; counting ends
    above the limit."""
    if len(body) < 2 or body[0] & 15 != 8 or (body[0] << 8 | body[1]) % 31:
        return 0
    unpack = zlib.decompressobj()
    total = 0
    inner = b""
    try:
        while body and total <= limit and not unpack.eof:
            piece = unpack.decompress(body, _CHUNK)
            body = unpack.unconsumed_tail
            total += len(piece)
            if len(inner) < limit // 100:
                inner += piece
    except zlib.error:
        pass
    if depth and total <= limit and inner:
        return max(total, _unpacked(inner, limit, depth - 1))
    return total


def check_pages(structure: Structure, file: str) -> None:
    """Refuse a file whose pages take more drawing instructions than any application has.

    Raises:
        FileTooLarge: with the name ``file``.
    """
    sizes: dict[int, int] = {}
    total = 0
    for page in structure.pages:
        size = 0
        for stream in _streams(page["Contents"]):
            body = _data(stream)
            size += len(body) + _called(body, page["Resources"], sizes, set(), _PAGE_LIMIT)
            if size > _PAGE_LIMIT:
                raise FileTooLarge(file, _SENTENCE)
        total += size
        if total > _FILE_LIMIT:
            raise FileTooLarge(file, _SENTENCE)


def _streams(contents: Any) -> list[PDFStream]:
    value = resolve(contents)
    found = [resolve(one) for one in (value if isinstance(value, list) else [value])]
    return [one for one in found if isinstance(one, PDFStream)]


def _data(stream: PDFStream) -> bytes:
    try:
        return bytes(stream.get_data())
    except Exception:  # pdfminer lets many kinds through; pdfium makes its own of the stream
        return b""


def _called(
    body: bytes, resources: Any, sizes: dict[int, int], open_forms: set[int], limit: int
) -> int:
    """The size of what a stream's ``Do`` operators bring in, forms within forms included."""
    if b"Do" not in body:
        return 0
    forms = dictionary(dictionary(resources).get("XObject"))
    total = 0
    for match in _CALLS.finditer(body):
        form = resolve(forms.get(match.group(1).decode("latin-1")))
        if not isinstance(form, PDFStream) or name(form.get("Subtype")) != "Form":
            continue
        key = id(form)
        if key in open_forms or len(open_forms) > _NESTED_LIMIT:
            return limit + 1  # forms within themselves, which no program writes
        if key not in sizes:
            inner = _data(form)
            own = form.get("Resources") or resources
            sizes[key] = len(inner) + _called(inner, own, sizes, open_forms | {key}, limit)
        total += sizes[key] + 1
        if total > limit:
            return total
    return total
