"""Sections with tables as one file to hand over: a web page, Word, PDF or Excel by the file's
suffix."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from edi_shortlist.reports.bundle import new_file
from edi_shortlist.reports.page import Section, page

#: What is written where nothing else is asked for: papers to read.
SUFFIXES = (".html", ".docx", ".pdf")

#: Told ``(rows, of_rows)`` while a file is made; it may raise to stop that.
Step = Callable[[int, int], None]


@dataclass(frozen=True)
class Paper:
    """What is written.

    Attributes:
        marking: how it is to be handled; it stands on every page, as does ``made``. A web page
            has neither, since it has no pages.
        made: when it was made, and by whom.
    """

    title: str
    sections: Sequence[Section]
    marking: str = ""
    made: str = ""

    @property
    def rows(self) -> int:
        """How many rows its tables have together."""
        return sum(len(section.rows) for section in self.sections)


class UnknownPaperFormat(ValueError):
    """A file was asked for in a format that is not written."""


def _html(paper: Paper, step: Step) -> bytes:
    return page(paper.title, paper.sections)


def _word(paper: Paper, step: Step) -> bytes:
    from edi_shortlist.reports.paper_word import paper_word

    return paper_word(paper, step)


def _pdf(paper: Paper, step: Step) -> bytes:
    from edi_shortlist.reports.paper_pdf import paper_pdf

    return paper_pdf(paper, step)


def _workbook(paper: Paper, step: Step) -> bytes:
    from edi_shortlist.reports.paper_workbook import paper_workbook

    return paper_workbook(paper, step)


_WRITERS: dict[str, Callable[[Paper, Step], bytes]] = {
    ".html": _html,
    ".docx": _word,
    ".pdf": _pdf,
    ".xlsx": _workbook,
}


def check_suffix(path: Path, suffixes: Sequence[str] = SUFFIXES) -> None:
    """Let a name pass whose suffix says in which format to write.

    Raises:
        UnknownPaperFormat: it is none of ``suffixes``.
    """
    if path.suffix.lower() not in suffixes:
        raise UnknownPaperFormat(
            f"It cannot be written as '{path.suffix or path.name}'. Choose a name that ends in "
            f"{', '.join(suffixes[:-1])} or {suffixes[-1]}."
        )


def write_paper(
    title: str,
    sections: Sequence[Section],
    path: Path,
    *,
    marking: str = "",
    made: str = "",
    suffixes: Sequence[str] = SUFFIXES,
    step: Step = lambda rows, of_rows: None,
) -> bytes:
    """Write a paper to a new file that only the owner may read, and return what was written.

    All of it is made in memory first, so that a failure leaves no half-written file.

    Args:
        marking, made: as in ``Paper``.
        suffixes: the formats that may be asked for, out of ``.html``, ``.docx``, ``.pdf`` and
            ``.xlsx``.
        step: told how far it is; what it raises stops the writing, and leaves no file.

    Raises:
        UnknownPaperFormat: the suffix is none of ``suffixes``.
        FileExistsError: something of that name is there.
        OSError: it cannot be written.
    """
    check_suffix(path, suffixes)
    paper = Paper(title, sections, marking, made)
    step(0, paper.rows)
    content = _WRITERS[path.suffix.lower()](paper, step)
    step(paper.rows, paper.rows)
    with os.fdopen(new_file(path), "wb") as file:
        file.write(content)
    return content
