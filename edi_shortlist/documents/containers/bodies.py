"""What an e-mail says, from its plain and marked-up forms to blocks in reading order. Knows
nothing of files or of MIME."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import compressed_rtf

from edi_shortlist.documents.characters import clean
from edi_shortlist.documents.containers.mime import uu_line
from edi_shortlist.documents.errors import CorruptFile, DocumentError, FileTooLarge
from edi_shortlist.documents.limits import TEXT_LIMIT
from edi_shortlist.documents.model import UNSEEN, Block, Document, Property

# Marks and addresses may make up nine tenths of a message in HTML.
_MARKUP_LIMIT = 20 * TEXT_LIMIT
_FORMATTED_LIMIT = 4 * 1024 * 1024  # bytes; unpacking takes seconds a megabyte
# Plain text this much shorter than the same in HTML is only a notice that there is HTML.
_STUB_SHARE = 0.6
_STUB_WORDS = 5

_UU_BEGIN = re.compile(r"begin [0-7]{3,4} (\S.{0,250})")


@dataclass(frozen=True)
class Plain:
    """A body of plain text."""

    text: str


@dataclass(frozen=True)
class Markup:
    """A body of HTML."""

    text: str


@dataclass(frozen=True)
class Formatted:
    """A body of rich text, compressed as Outlook does it (MS-OXRTFCP)."""

    compressed: bytes


@dataclass(frozen=True)
class Choice:
    """The same said twice: as plain text, and with marks."""

    plain: "tuple[Piece, ...]"
    rich: "tuple[Piece, ...]"


Piece = Block | Plain | Markup | Formatted | Choice
#: What gives the bytes of the pictures that the text shows, by Content-ID or address.
Beside = Mapping[str, Callable[[], bytes]]


def said(
    pieces: Sequence[Piece],
    file: str,
    beside: Beside,
    failures: list[DocumentError] | None = None,
) -> Document:
    """Return what the pieces say, one after the other.

    Args:
        file: the name of the file that they are from, for errors.
        beside: pictures whose text is read where a body shows them.
        failures: takes the errors of bodies, which are then left out; raised when there is none.

    Raises:
        FileTooLarge: there is more text than any application holds.
        CorruptFile: the only form of a body cannot be read.
    """
    blocks: list[Block] = []
    pictures = 0
    warnings: list[str] = []
    properties: list[Property] = []
    for piece in pieces:
        if isinstance(piece, Block):
            blocks.append(piece)
            continue
        try:
            one = _said_in(piece, file, beside)
        except DocumentError as error:
            if failures is None:
                raise
            failures.append(error)
            continue
        blocks += _renumbered(one.blocks, blocks)
        pictures += one.pictures
        warnings += one.warnings
        properties += one.properties
    return Document(tuple(blocks), pictures, tuple(warnings), tuple(properties))


def _said_in(body: Plain | Markup | Formatted | Choice, file: str, beside: Beside) -> Document:
    match body:
        case Plain():
            return Document(_lines(body.text, file))
        case Choice():
            return _better(body, file, beside)
        case _:
            return _with_marks(body, file, beside)


def _lines(text: str, file: str) -> tuple[Block, ...]:
    """Plain text as one block a line, blank lines at its ends left out."""
    if len(text) > TEXT_LIMIT:
        raise FileTooLarge(file)
    text = clean(text).strip("\n")
    if not text.strip():
        return ()
    return Document.from_text("\n".join(line.rstrip() for line in text.split("\n"))).blocks


def _with_marks(piece: Markup | Formatted, file: str, beside: Beside) -> Document:
    from edi_shortlist.documents.html import document_of_html
    from edi_shortlist.documents.rtf import document_of_rtf

    length = len(piece.text) if isinstance(piece, Markup) else len(piece.compressed)
    if length > (_MARKUP_LIMIT if isinstance(piece, Markup) else _FORMATTED_LIMIT):
        raise FileTooLarge(file)
    try:
        if isinstance(piece, Markup):
            return document_of_html(piece.text, beside)
        return document_of_rtf(compressed_rtf.decompress(piece.compressed))
    except (MemoryError, DocumentError):
        raise
    except Exception as error:  # each library has errors of its own
        raise CorruptFile(file) from error


def _better(choice: Choice, file: str, beside: Beside) -> Document:
    """The plain form, unless it is empty or says much less than the other, or lacks the text of
    pictures that the other shows. What the other says of itself is kept, too."""
    plain = said(choice.plain, file, beside)
    try:
        rich = said(choice.rich, file, beside)
    except DocumentError:
        if not _words(plain):
            raise
        return plain
    missing = _words(rich) - _words(plain)
    share = 1.0 if rich.pictures else _STUB_SHARE
    if not _words(plain) or (missing > _STUB_WORDS and _words(plain) < share * _words(rich)):
        return rich
    return replace(
        plain,
        pictures=max(plain.pictures, rich.pictures),
        properties=plain.properties + rich.properties,
    )


def _words(document: Document) -> int:
    return sum(len(block.text.split()) for block in document.blocks if block.part not in UNSEEN)


def _renumbered(blocks: Sequence[Block], before: Sequence[Block]) -> Iterator[Block]:
    """Blocks whose tables are numbered on from those before them."""
    if not any(block.cell for block in blocks):
        yield from blocks
        return
    first = max((block.cell[0] + 1 for block in before if block.cell), default=0)
    for block in blocks:
        if block.cell:
            table, row, column = block.cell
            block = replace(block, cell=(first + table, row, column))
        yield block


def unflowed(text: str, delete_space: bool) -> str:
    """Return text of ``format=flowed`` (RFC 3676) with its paragraphs in one line each.

    Args:
        delete_space: whether the blank that marks a flowing line is no part of the text.
    """
    lines: list[list[str]] = []
    depth, flowing = 0, False
    for line in text.replace("\r\n", "\n").split("\n"):
        content = line.lstrip(">")
        quoted = len(line) - len(content)
        content = content.removeprefix(" ")
        signature = content == "-- "
        continues = flowing and quoted == depth and not signature
        depth, flowing = quoted, content.endswith(" ") and not signature
        if flowing and delete_space:
            content = content[:-1]
        if continues:
            lines[-1].append(content)
        else:
            lines.append([f"{'>' * quoted} {content}" if quoted else content])
    return "\n".join(map("".join, lines))


def without_uuencoded(text: str) -> tuple[str, list[tuple[str, bytes]]]:
    """Return text without the files that were written into it by uuencode, and those files by
    name."""
    if "\nend" not in text or "begin " not in text:
        return text, []
    kept: list[str] = []
    files: list[tuple[str, bytes]] = []
    lines = text.replace("\r\n", "\n").split("\n")
    at = 0
    while at < len(lines):
        begin = _UU_BEGIN.fullmatch(lines[at].rstrip())
        end, content = _uuencoded(lines, at + 1) if begin else (None, b"")
        if begin and end is not None and content:
            files.append((begin[1], content))
            at = end + 1
            continue
        stop = max(at + 1, end or 0) if begin else at + 1
        kept += lines[at:stop]
        at = stop
    return "\n".join(kept), files


def _uuencoded(lines: Sequence[str], at: int) -> tuple[int | None, bytes]:
    """Where the line ``end`` of a uuencoded file stands, and the file; None where it is none."""
    content: list[bytes] = []
    for i in range(at, len(lines)):
        if lines[i].rstrip() == "end":
            return i, b"".join(content)
        data = uu_line(lines[i].encode("ascii", "replace"))
        if data is None:
            return None, b""
        content.append(data)
    return None, b""
