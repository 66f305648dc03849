"""The part of an application that stands in a table itself, as a Document."""

from collections.abc import Iterator

from edi_shortlist.documents import Document
from edi_shortlist.documents.characters import clean
from edi_shortlist.documents.model import Block, BlockKind
from edi_shortlist.workflow.indexes.row import IndexRow


def answers_name(row: IndexRow) -> str:
    """Return what the document of a row's answers is called."""
    return f"Answers from {row.index} line {row.line}"


def answers_document(row: IndexRow) -> Document:
    """Return a row's answers: the name of each column as a heading, and below it what it holds,
    a paragraph a line."""
    return Document(tuple(_blocks(row)))


def _blocks(row: IndexRow) -> Iterator[Block]:
    for heading, answer in row.answers:
        yield Block(clean(heading), BlockKind.HEADING, level=2)
        for line in clean(answer).split("\n"):
            if line.strip():
                yield Block(line.strip())
