"""From a place in what the panel reads to the place in the original that it stands for."""

from collections.abc import Sequence
from dataclasses import dataclass

from edi_shortlist.documents.model import Document
from edi_shortlist.redaction.anonymising import Piece, pieces_of
from edi_shortlist.storage import Redaction
from edi_shortlist.workflow.anonymising import settled
from edi_shortlist.workflow.answers import with_questions
from edi_shortlist.workflow.withholding import with_origins

_Place = tuple[int, int]


@dataclass(frozen=True)
class Traced:
    """An anonymised document, and where each piece of it is from.

    Attributes:
        shown: as ``anonymised`` returns it.
        blocks: for each block of it the index of the original's block, or None where it says that
            a part was withheld, and the block's pieces.
    """

    shown: Document
    blocks: tuple[tuple[int | None, tuple[Piece, ...]], ...]

    def original(self, start: int, end: int) -> list[_Place]:
        """Return what a place of the shown text stands for, half-open offsets into the original.

        A replacement stands for the whole of what it hides. What is left out between two blocks
        is not in it, so there may be several places.
        """
        found: list[tuple[int, int, int]] = []
        for (first, last, _), (index, pieces) in zip(
            self.shown.placed_blocks(), self.blocks, strict=True
        ):
            if index is None or last <= start or end <= first:
                continue
            places = list(_within(pieces, start - first, end - first))
            if not places:
                continue
            begin, finish = min(place[0] for place in places), max(place[1] for place in places)
            if found and found[-1][2] == index - 1:
                found[-1] = (found[-1][0], max(found[-1][1], finish), index)
            else:
                found.append((begin, finish, index))
        return [(begin, finish) for begin, finish, _ in found]


def traced(original: Document, redactions: Sequence[Redaction]) -> Traced:
    """Return what ``anonymised`` makes of a document, with where it is from.

    Args:
        original: as it was read.
        redactions: those that are applied.
    """
    pieces = pieces_of(original, settled(redactions))
    texts = ["".join(piece.text for piece in block) for block in pieces]
    shown = with_questions(original, original.with_texts(texts))
    blocks = with_origins(original, shown)
    return Traced(
        Document(tuple(block for block, _ in blocks), shown.pictures),
        tuple(
            (index, tuple(pieces[index]) if index is not None else ()) for _block, index in blocks
        ),
    )


def _within(pieces: Sequence[Piece], start: int, end: int) -> list[_Place]:
    """Return what the pieces stand for that touch a place of their joined text."""
    found: list[_Place] = []
    at = 0
    for piece in pieces:
        first, last = max(start - at, 0), min(end - at, len(piece.text))
        if first < last:
            if piece.kept:
                found.append((piece.start + first, piece.start + last))
            else:
                found.append((piece.start, piece.end))
        at += len(piece.text)
    return found
