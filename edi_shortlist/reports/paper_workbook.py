"""A paper as an Excel workbook: a sheet with what is said, then a sheet for each table."""

import re
from typing import Any

from openpyxl import Workbook

from edi_shortlist.reports.page import Link
from edi_shortlist.reports.paper import Paper, Step
from edi_shortlist.reports.sheets import saved_in_memory, write_rows
from edi_shortlist.reports.xml_text import sound

# What Excel allows in no sheet's name, and how long one may be.
_NOT_IN_NAMES, _LONGEST_NAME = re.compile(r"[\[\]:*?/\\']"), 31
_ROWS_A_STEP = 200


def paper_workbook(paper: Paper, step: Step = lambda rows, of_rows: None) -> bytes:
    """Return the bytes of an ``.xlsx`` file. Every text in it is text, never a formula.

    Args:
        step: told how far it is; what it raises stops it.
    """
    book = Workbook()
    book.remove(book.active)
    book.properties.creator = "EDI Shortlist"
    book.properties.title = sound(paper.title)
    said = [("", one) for one in (paper.marking, paper.made) if one]
    said += [
        (section.heading if first else "", sentence)
        for section in paper.sections
        for first, sentence in _sentences(section.about)
    ]
    list(write_rows(_sheet(book, "About", paper), (paper.title, ""), said))
    done, names = 0, {"about"}
    for section in paper.sections:
        if not section.columns:
            continue
        rows = section.rows or [(section.empty, *[None] * (len(section.columns) - 1))]
        sheet = _sheet(book, _name(section.heading, names), paper)
        for _ in write_rows(sheet, section.columns, [[*map(_value, row)] for row in rows]):
            done += 1
            if done % _ROWS_A_STEP == 0:
                step(min(done, paper.rows), paper.rows)
    return saved_in_memory(book)


def _sentences(about: Any) -> list[tuple[bool, str]]:
    return [(number == 0, sentence) for number, sentence in enumerate(about)]


def _value(cell: Any) -> Any:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return cell.text if isinstance(cell, Link) else cell


def _sheet(book: Any, name: str, paper: Paper) -> Any:
    """Make a sheet that prints with what stands on every page."""
    sheet = book.create_sheet(name)
    sheet.oddHeader.left.text = _printed(paper.marking)
    if paper.made:
        sheet.oddFooter.left.text = _printed(paper.made)
    sheet.oddFooter.right.text = "Page &P of &N"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    return sheet


def _printed(words: str) -> str:
    """Return words for a page's head or foot, where an ampersand begins a code."""
    return sound(words).replace("&", "&&")


def _name(heading: str, taken: set[str]) -> str:
    """Return a sheet's name that no other sheet has, whatever its case."""
    words = _NOT_IN_NAMES.sub(" ", sound(heading)).split()
    base = " ".join(words)[:_LONGEST_NAME] or "Table"
    name, number = base, 1
    while name.casefold() in taken:
        number += 1
        name = f"{base[: _LONGEST_NAME - len(str(number)) - 1]} {number}"
    taken.add(name.casefold())
    return name
