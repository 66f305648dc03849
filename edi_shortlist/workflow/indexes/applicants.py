"""From a table and its mapping to an index: one row an applicant, in this program's own terms."""

import re
from collections.abc import Iterable

from edi_shortlist.documents.forms.words import general_form_words
from edi_shortlist.workflow.column_mapping import ColumnMapping, DateOrder
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.indexes import fields as ours
from edi_shortlist.workflow.indexes.cells import (
    Order,
    YesNo,
    birth_date,
    file_names,
    order_of,
    person_name,
    phone,
    yes_or_no,
)
from edi_shortlist.workflow.indexes.column_names import folded
from edi_shortlist.workflow.indexes.row import MONITORING, IndexRow
from edi_shortlist.workflow.indexes.tables import Table, TableRow
from edi_shortlist.workflow.scheme_editions import available_schemes

_AS_WRITTEN = ("preferred_name", "email", "postcode")


def rows_of(table: Table, mapping: ColumnMapping) -> list[IndexRow]:
    """Return the applicants of a table.

    Raises:
        Refused: the mapping does not fit the table, or leaves it unsaid whose files are whose.
    """
    if problems := mapping.problems_in(table):
        raise Refused(*problems)
    return first_rows(table, mapping, len(table.rows))


def first_rows(table: Table, mapping: ColumnMapping, most: int) -> list[IndexRow]:
    """Return the first applicants as the mapping reads them, be it finished or not."""
    reading = _Reading(table, mapping)
    return [reading.row(row) for row in table.rows[:most]]


class _Reading:
    """A table as it is read by a mapping."""

    def __init__(self, table: Table, mapping: ColumnMapping) -> None:
        self._file = table.file
        self._columns = table.columns
        self._places: dict[str, list[int]] = {}
        for place, heading in enumerate(table.columns):
            self._places.setdefault(mapping.field_of(heading), []).append(place)
        self._order = _date_order(table, mapping)
        self._schemes = {one.id: one.name for one in available_schemes().values()}

    def row(self, row: TableRow) -> IndexRow:
        """Return one applicant."""
        files = [name for cell in self._cells(row, ours.FILES) for name in file_names(cell)]
        declared, unclear = self._declarations(row)
        cells = {
            "full_name": self._full_name(row),
            "phone": self._phone(row),
            "address": ", ".join(map(_address_line, self._cells(row, ours.ADDRESS))),
            "date_of_birth": birth_date(self._one(row, ours.DATE_OF_BIRTH), self._order),
            "declarations": ";".join(declared),
            "adjustments": self._adjustments(row),
            "interview_mode": _interview_mode(self._one(row, ours.INTERVIEW_MODE)),
        }
        cells |= {name: self._one(row, name) for name in _AS_WRITTEN}
        cells |= {one: self._one(row, one) for one in self._places if one.startswith(MONITORING)}
        return IndexRow(
            row.line,
            tuple(dict.fromkeys(files)),
            {name: value for name, value in cells.items() if value},
            tuple(self._cells(row, ours.REFERENCE)),
            tuple(
                (self._columns[place], row.cells[place])
                for place in self._places.get(ours.ANSWER, ())
                if row.cells[place]
            ),
            tuple(unclear),
            self._file,
        )

    def _cells(self, row: TableRow, one: str) -> list[str]:
        """The cells of a field that are not empty, in the order of their columns."""
        return [row.cells[place] for place in self._places.get(one, ()) if row.cells[place]]

    def _one(self, row: TableRow, one: str) -> str:
        return next(iter(self._cells(row, one)), "")

    def _full_name(self, row: TableRow) -> str:
        first, last = self._cells(row, ours.FIRST_NAME), self._one(row, ours.LAST_NAME)
        whole = self._one(row, ours.FULL_NAME)
        if last and (first or not whole):
            return person_name(" ".join([*first, last]))
        return person_name(whole or " ".join(first))

    def _phone(self, row: TableRow) -> str:
        numbers = [*self._cells(row, ours.MOBILE), *self._cells(row, ours.PHONE)]
        return phone(numbers[0]) if numbers else ""

    def _adjustments(self, row: TableRow) -> str:
        said = self._cells(row, ours.ADJUSTMENTS)
        details = [cell for cell in said if yes_or_no(cell) is YesNo.UNCLEAR]
        if details:
            return "; ".join(details)
        return "Yes" if any(yes_or_no(cell) is YesNo.YES for cell in said) else ""

    def _declarations(self, row: TableRow) -> tuple[list[str], list[str]]:
        """The ids of the schemes declared, and sentences on what a person must settle."""
        declared = list(_scheme_ids(self._cells(row, ours.DECLARATIONS), self._schemes))
        unclear = []
        for one, places in self._places.items():
            if not one.startswith(ours.DECLARES):
                continue
            scheme = one.removeprefix(ours.DECLARES)
            said = yes_or_no(row.cells[places[0]])
            if said is YesNo.YES:
                declared.append(scheme)
            elif said is YesNo.UNCLEAR:
                unclear.append(
                    f"The column ‘{self._columns[places[0]]}’ says neither yes nor no in line "
                    f"{row.line}. Ask whether the applicant declared for "
                    f"{self._schemes.get(scheme, scheme)}, and set it by hand."
                )
        return list(dict.fromkeys(declared)), unclear


def _date_order(table: Table, mapping: ColumnMapping) -> Order:
    if mapping.date_order is DateOrder.DAY_FIRST:
        return Order.DAY_FIRST
    if mapping.date_order is DateOrder.MONTH_FIRST:
        return Order.MONTH_FIRST
    columns = mapping.headings_of(table, ours.DATE_OF_BIRTH)
    cells = (cell for heading in columns for cell in table.column(heading))
    return order_of(cells) or Order.DAY_FIRST


def _address_line(cell: str) -> str:
    """A line of an address on one line, with no comma at its end."""
    lines = (line.strip().strip(",").strip() for line in cell.split("\n"))
    return ", ".join(line for line in lines if line)


def _interview_mode(cell: str) -> str:
    """``in person`` or ``online`` where the cell says one of them, else as it is."""
    modes = general_form_words().interview_modes
    found = [mode for mode, words in modes.items() if words.search(cell)]
    return found[0] if len(found) == 1 else cell


def _scheme_ids(cells: Iterable[str], schemes: dict[str, str]) -> Iterable[str]:
    """The ids of the schemes that a list names; what names none stays as it is, so that it is
    asked about."""
    by_name = {folded(name): scheme for scheme, name in schemes.items()}
    by_name |= {folded(scheme): scheme for scheme in schemes}
    words = general_form_words().schemes
    for piece in re.split(r"[;,|\n]", " ; ".join(cells)):
        if yes_or_no(piece) is YesNo.NO:
            continue
        known = by_name.get(folded(piece))
        meant = [
            scheme.id
            for scheme in words
            if scheme.id in schemes and (scheme.named.search(piece) or scheme.about.search(piece))
        ]
        yield known or (meant[0] if len(meant) == 1 else " ".join(piece.split()).lower())
