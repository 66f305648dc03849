"""Sections with tables as one file to hand over: a web page, Word or PDF by the file's suffix."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from edi_shortlist.documents.model import Block, BlockKind, Document
from edi_shortlist.reports.bundle import new_file
from edi_shortlist.reports.page import Link, Section, page

SUFFIXES = (".html", ".docx", ".pdf")


class UnknownPaperFormat(ValueError):
    """A file was asked for in a format that is not written."""


def as_document(title: str, sections: Sequence[Section]) -> Document:
    """Return the sections as headings, paragraphs and tables."""
    blocks = [Block(title, BlockKind.HEADING, level=1)]
    for number, section in enumerate(sections):
        blocks.append(Block(section.heading, BlockKind.HEADING, level=2))
        blocks += [Block(sentence) for sentence in section.about]
        if section.columns and not section.rows:
            blocks.append(Block(section.empty))
        elif section.columns:
            blocks += [
                Block(
                    cell.text if isinstance(cell, Link) else cell,
                    BlockKind.CELL,
                    cell=(number, row, column),
                )
                for row, cells in enumerate((section.columns, *section.rows))
                for column, cell in enumerate(cells)
            ]
    return Document(tuple(blocks))


def _html(title: str, sections: Sequence[Section]) -> bytes:
    return page(title, sections)


def _word(title: str, sections: Sequence[Section]) -> bytes:
    from edi_shortlist.reports.word_copy import word_copy

    return word_copy(as_document(title, sections), title, headed=True)


def _pdf(title: str, sections: Sequence[Section]) -> bytes:
    from edi_shortlist.reports.pdf_copy import pdf_copy

    return pdf_copy(as_document(title, sections), title, headed=True)


_WRITERS: dict[str, Callable[[str, Sequence[Section]], bytes]] = dict(
    zip(SUFFIXES, (_html, _word, _pdf), strict=True)
)


def write_paper(title: str, sections: Sequence[Section], path: Path) -> bytes:
    """Write sections to a new file that only the owner may read, and return what was written.

    All of it is made in memory first, so that a failure leaves no half-written file.

    Raises:
        UnknownPaperFormat: the suffix is none of ``SUFFIXES``.
        FileExistsError: something of that name is there.
        OSError: it cannot be written.
    """
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        raise UnknownPaperFormat(
            f"It cannot be written as '{path.suffix or path.name}'. Choose a name that ends in "
            ".html, .docx or .pdf."
        )
    content = writer(title, sections)
    with os.fdopen(new_file(path), "wb") as file:
        file.write(content)
    return content
