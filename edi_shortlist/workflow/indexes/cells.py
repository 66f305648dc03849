"""What people and systems write into single cells: dates, numbers, names, yes and no."""

import re
from collections.abc import Iterable
from datetime import date
from enum import Enum

from edi_shortlist.documents.forms.values import TITLE, iso_date
from edi_shortlist.workflow.indexes.column_names import column_names

_FIGURES = re.compile(r"(\d{1,2})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?(\d{4}|\d{2})(?!\d)")
_CLOCK = re.compile(r"(?<=\d)[T ]\d{1,2}:\d\d\S*(?:\s?[AaPp][Mm])?$")
_FILE_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
_LINK = re.compile(r"https?://\S*?([^/?#\s]+)(?:[?#]\S*)?$")
_WITHOUT_ZERO = re.compile(r"[1237]\d{8,9}")


class Order(Enum):
    """How the dates of a column are written where they are written in figures."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    BOTH = "both"


class YesNo(Enum):
    """What a cell of yes and no says."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


def yes_or_no(cell: str) -> YesNo:
    """Return what a cell says; a blank one says no, and what is neither is unclear."""
    said = " ".join(cell.casefold().split()).rstrip(".!")
    if not said or said in column_names().no:
        return YesNo.NO
    return YesNo.YES if said in column_names().yes else YesNo.UNCLEAR


def is_yes_or_no(cell: str) -> bool:
    """Say whether a cell can be read as yes or no."""
    return yes_or_no(cell) is not YesNo.UNCLEAR


def order_of(cells: Iterable[str]) -> Order | None:
    """Return how a column writes its dates; None when no date in it tells."""
    told = set()
    for cell in cells:
        if match := _FIGURES.match(cell):
            first, second = int(match[1]), int(match[2])
            if first > 12 >= second:
                told.add(Order.DAY_FIRST)
            elif second > 12 >= first:
                told.add(Order.MONTH_FIRST)
    if len(told) > 1:
        return Order.BOTH
    return told.pop() if told else None


def in_figures(cells: Iterable[str]) -> bool:
    """Say whether a column writes any date in figures, year last."""
    return any(_FIGURES.match(cell) for cell in cells)


def birth_date(cell: str, order: Order = Order.DAY_FIRST) -> str:
    """Return a date as ``YYYY-MM-DD``; as it is written where it is no date, or may be two."""
    written = _CLOCK.sub("", cell.strip())
    if match := _FIGURES.match(written):
        first, second = int(match[1]), int(match[2])
        if first != second and first <= 12 and second <= 12 and order is Order.BOTH:
            return cell
        if second > 12 or (order is Order.MONTH_FIRST and first <= 12):
            written = f"{second}/{first}/{match[3]}"
    return _not_to_come(iso_date(written)) or cell


def _not_to_come(iso: str) -> str:
    return iso if iso and iso <= date.today().isoformat() else ""


def is_date(cell: str) -> bool:
    """Say whether a cell can be read as a date of birth."""
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", birth_date(cell)))


def person_name(cell: str) -> str:
    """Return a name without title; ``Smith, Jane`` becomes ``Jane Smith``."""
    name = " ".join(cell.split())
    if name.count(",") == 1:
        last, first = (part.strip() for part in name.split(","))
        if last and first:
            name = f"{TITLE.sub('', first)} {TITLE.sub('', last)}"
    return TITLE.sub("", name)


def phone(cell: str) -> str:
    """Return a telephone number with the zero that spreadsheets take from a British one."""
    number = " ".join(cell.split())
    if _WITHOUT_ZERO.fullmatch(number.replace(" ", "")):
        return f"0{number}"
    return number


def file_names(cell: str) -> list[str]:
    """Return the names of files in a cell: parted by semicolons, bars, lines, or by commas where
    what stands before each is a whole name with its ending."""
    names = []
    for piece in re.split(r"[;|\n]", cell):
        parts = [part.strip() for part in piece.split(",")]
        if len(parts) > 1 and all(_FILE_ENDING.search(part) for part in parts):
            names += parts
        elif piece.strip():
            names.append(piece.strip())
    return [link[1] if (link := _LINK.fullmatch(name)) else name for name in names]


def is_file_name(cell: str) -> bool:
    """Say whether a cell holds names of files, by their endings."""
    names = file_names(cell)
    return bool(names) and all(_FILE_ENDING.search(name) for name in names)
