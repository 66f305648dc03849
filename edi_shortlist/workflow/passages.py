"""What a panellist reads at once, and where each passage of it stands in the candidate's documents.

An answer to one question is put together from blocks of several documents; evidence is kept by
its place in the whole document, so that it shows in both.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from edi_shortlist.documents.model import Document
from edi_shortlist.workflow.answers import answer_in


@dataclass(frozen=True)
class Place:
    """A passage of one document: half-open, in characters of its text.

    Attributes:
        document: which one, from 0.
    """

    document: int
    start: int
    end: int


@dataclass(frozen=True)
class _Piece:
    """A run of the text that is read: where it starts there, and where it stands in a document."""

    start: int
    place: Place

    @property
    def end(self) -> int:
        return self.start + self.place.end - self.place.start


@dataclass(frozen=True)
class Reading:
    """A text to be read, made of passages of documents; use ``whole`` or ``answer``."""

    document: Document
    pieces: tuple[_Piece, ...]

    @classmethod
    def whole(cls, documents: Sequence[Document], at: int) -> "Reading":
        """Return one of a candidate's documents as it is."""
        document = documents[at]
        return cls(document, (_Piece(0, Place(at, 0, len(document.text))),))

    @classmethod
    def answer(cls, documents: Sequence[Document], question: str) -> "Reading":
        """Return what a candidate's documents answer to a question."""
        found = answer_in(documents, question)
        origins = [
            (number, index, start, end)
            for number, document in enumerate(documents)
            for index, (start, end, block) in enumerate(document.placed_blocks())
            if block.question == question
        ]
        pieces: list[_Piece] = []
        before: tuple[int, int] | None = None
        for (at, _, _), (number, index, start, end) in zip(
            found.placed_blocks(), origins, strict=True
        ):
            if before == (number, index - 1):
                # Blocks that follow each other in the document stand here as they do there.
                last = pieces[-1]
                pieces[-1] = _Piece(last.start, Place(number, last.place.start, end))
            else:
                pieces.append(_Piece(at, Place(number, start, end)))
            before = (number, index)
        return cls(found, tuple(pieces))

    def places(self, start: int, end: int) -> list[Place]:
        """Return where a passage that is read stands in the documents, in order."""
        found = []
        for piece in self.pieces:
            begin, stop = max(start, piece.start), min(end, piece.end)
            if begin < stop:
                moved = piece.place.start - piece.start
                found.append(Place(piece.place.document, begin + moved, stop + moved))
        return found

    def shown(self, place: Place) -> list[tuple[int, int]]:
        """Return where a passage of a document is read, half-open; nowhere, or in parts."""
        found = []
        for piece in self.pieces:
            begin = max(place.start, piece.place.start)
            stop = min(place.end, piece.place.end)
            if piece.place.document == place.document and begin < stop:
                moved = piece.start - piece.place.start
                found.append((begin + moved, stop + moved))
        return found
