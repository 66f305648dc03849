"""Marked text: reading the gold applications, and which of them are held out for validation."""

import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MARK = re.compile(r"\[\[([A-Z_]+)\|(.*?)\]\]", re.S)
KEEP = "KEEP"


@dataclass(frozen=True)
class Piece:
    """A stretch of text under one mark; ``label`` is empty where nothing is marked."""

    text: str
    label: str = ""


@dataclass(frozen=True)
class Marked:
    """A marked document as a sequence of pieces.

    Attributes:
        name: its id.
        single: it is one sentence, not a whole document.
    """

    name: str
    pieces: tuple[Piece, ...]
    single: bool = False

    @property
    def text(self) -> str:
        return "".join(p.text for p in self.pieces)

    def spans(self) -> Iterator[tuple[int, int, str]]:
        """Yield ``(start, end, label)`` of every mark, KEEP included; half-open characters."""
        at = 0
        for piece in self.pieces:
            if piece.label:
                yield at, at + len(piece.text), piece.label
            at += len(piece.text)


def parse(marked: str) -> tuple[Piece, ...]:
    """Cut ``… [[LABEL|span]] …`` into pieces."""
    pieces, at = [], 0
    for match in MARK.finditer(marked):
        if match.start() > at:
            pieces.append(Piece(marked[at : match.start()]))
        pieces.append(Piece(match[2], match[1]))
        at = match.end()
    if at < len(marked):
        pieces.append(Piece(marked[at:]))
    return tuple(pieces)


def read(path: Path) -> list[Marked]:
    """Read one file of marked applications, a JSON object a line."""
    documents = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            row = json.loads(line)
            documents.append(Marked(row["id"], parse(row["text"]), row["kind"] == "sentence"))
    return documents


def split(
    documents: list[Marked], every: int, every_sentence: int
) -> tuple[list[Marked], list[Marked]]:
    """Divide documents into those to train on and those to validate on, by a hash of the id."""
    train: list[Marked] = []
    held: list[Marked] = []
    for document in documents:
        n = every_sentence if document.single else every
        (train if zlib.crc32(document.name.encode()) % n else held).append(document)
    return train, held
