"""Makes the anonymised Document from reviewed spans."""

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from edi_shortlist.documents.model import Document
from edi_shortlist.redaction.span import Span

# "[address], [address]" reads as one.
_REPEATED = re.compile(r"(\[[^\[\]]+\])(?:[ \t]*[,;·]?[ \t]*\1)+")


@dataclass(frozen=True)
class Piece:
    """A piece of an anonymised block.

    Attributes:
        text: what is shown.
        start, end: what it stands for, in characters of the original's text, half-open.
        kept: whether it is the original's own text, character for character.
    """

    text: str
    start: int
    end: int
    kept: bool


def anonymise(document: Document, spans: Iterable[Span]) -> Document:
    """Return a copy of the document in which each span's replacement stands for its text.

    Args:
        document: as it was read.
        spans: offsets into ``document.text``, half-open, not overlapping, in any order. A span
            that reaches over several blocks leaves its replacement in the first of them.

    Raises:
        ValueError: two spans overlap, or one reaches past the end of the text.

    What the document says of itself (properties, names of attachments) and warnings, which may
    name what it held, are not passed on.
    """
    texts = ["".join(piece.text for piece in block) for block in pieces_of(document, spans)]
    return replace(document.with_texts(texts), warnings=(), properties=(), attachments=())


def pieces_of(document: Document, spans: Iterable[Span]) -> list[list[Piece]]:
    """Return what ``anonymise`` makes of each block, piece by piece, with where each is from.

    Raises:
        ValueError: as ``anonymise``.
    """
    ordered = sorted(spans, key=lambda span: span.start)
    for first, second in itertools.pairwise(ordered):
        if second.start < first.end:
            raise ValueError("spans overlap; resolve them before anonymising")
    if ordered and ordered[-1].end > len(document.text):
        raise ValueError("a span reaches past the end of the document")
    found = []
    for start, end, block in document.placed_blocks():
        pieces, at = [], start
        for span in ordered:
            if span.end <= start or span.start >= end:
                continue
            pieces.append(_kept(document.text, at, max(at, span.start)))
            if span.start >= start:
                pieces.append(Piece(span.replacement, span.start, span.end, False))
            at = min(span.end, end)
        if not pieces:
            found.append([Piece(block.text, start, end, True)])
            continue
        pieces.append(_kept(document.text, at, end))
        found.append(_without_repeats([piece for piece in pieces if piece.text]))
    return found


def _kept(text: str, start: int, end: int) -> Piece:
    return Piece(text[start:end], start, end, True)


def _without_repeats(pieces: list[Piece]) -> list[Piece]:
    """Let equal replacements that follow one another read as one, which stands for them all."""
    text = "".join(piece.text for piece in pieces)
    found: list[Piece] = []
    at = 0
    for repeated in _REPEATED.finditer(text):
        merged = _between(pieces, repeated.start(), repeated.end())
        found += _between(pieces, at, repeated.start())
        found.append(Piece(repeated[1], merged[0].start, merged[-1].end, False))
        at = repeated.end()
    return found + _between(pieces, at, len(text)) if found else pieces


def _between(pieces: list[Piece], start: int, end: int) -> list[Piece]:
    """Return the pieces between two offsets of their joined text; those at the ends are cut."""
    found, at = [], 0
    for piece in pieces:
        first, last = max(start - at, 0), min(end - at, len(piece.text))
        if first < last:
            text = piece.text[first:last]
            if piece.kept:
                found.append(Piece(text, piece.start + first, piece.start + last, True))
            else:
                found.append(replace(piece, text=text))
        at += len(piece.text)
    return found
