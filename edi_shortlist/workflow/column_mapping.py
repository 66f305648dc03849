"""A mapping: which column of a table holds what. It holds names of columns, and nothing of any
applicant, so that it can be saved for the next export of the same system."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from edi_shortlist.recruitment.fields import Fields
from edi_shortlist.recruitment.plain_words import listed
from edi_shortlist.recruitment.scheme import Scheme
from edi_shortlist.recruitment.toml_text import quoted
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.indexes import fields as ours
from edi_shortlist.workflow.indexes.column_names import column_names, folded
from edi_shortlist.workflow.indexes.fields import Field, known_fields
from edi_shortlist.workflow.indexes.tables import Table
from edi_shortlist.workflow.scheme_editions import available_schemes

# A characteristic or a scheme that the program itself does not know.
_OF_A_COUNCIL = re.compile(r"monitoring\.[a-z][a-z-]*|declares\.[a-z0-9]+(?:[-_][a-z0-9]+)*")


_TELL_WHOSE = {ours.FILES, ours.REFERENCE, ours.FULL_NAME, ours.LAST_NAME, ours.ANSWER}


class DateOrder(StrEnum):
    """How dates of birth in figures are written."""

    TOLD = ""
    DAY_FIRST = "day-month"
    MONTH_FIRST = "month-day"


@dataclass(frozen=True)
class Fault:
    """Why applicants cannot be read: a sentence, and the columns that it is about."""

    sentence: str
    headings: tuple[str, ...] = ()


@dataclass(frozen=True)
class ColumnMapping:
    """Which column holds what.

    Attributes:
        columns: heading to the id of a field; a heading that is not here is left out.
        name: under which it is saved, or empty.
        date_order: how dates of birth are written; told by the whole column when empty.
        sheet: the sheet of the workbook, or empty for the first that holds a table.
    """

    columns: Mapping[str, str]
    name: str = ""
    date_order: DateOrder = DateOrder.TOLD
    sheet: str = ""
    _places: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_places", {folded(h): one for h, one in self.columns.items()})

    @property
    def used(self) -> dict[str, str]:
        """The columns that are not left out."""
        return {h: one for h, one in self.columns.items() if one != ours.IGNORE}

    def field_of(self, heading: str) -> str:
        """Return what a column is taken for; capitals and punctuation make no difference."""
        return self.columns.get(heading) or self._places.get(folded(heading), ours.IGNORE)

    def knows(self, heading: str) -> bool:
        """Say whether the mapping says something of a column, if only that it is left out."""
        return heading in self.columns or folded(heading) in self._places

    def missing_in(self, table: Table) -> list[str]:
        """Return the columns that are used and do not stand in the table."""
        there = {folded(heading) for heading in table.columns}
        return [h for h in self.used if h not in table.columns and folded(h) not in there]

    def headings_of(self, table: Table, one: str) -> list[str]:
        """Return the columns of the table that hold a field, in their order."""
        return [heading for heading in table.columns if self.field_of(heading) == one]

    def problems_in(self, table: Table) -> list[str]:
        """Return sentences on why no applicants can be read from the table by this mapping."""
        return [fault.sentence for fault in self.faults_in(table)]

    def faults_in(self, table: Table) -> list["Fault"]:
        """Return what keeps applicants from being read from the table by this mapping."""
        faults = []
        if missing := self.missing_in(table):
            faults.append(Fault(f"'{table.file}' has no column {in_quotes(missing)}."))
        for one in fields_by_id().values():
            there = self.headings_of(table, one.id)
            if len(there) > 1 and not one.several:
                both = "both" if len(there) == 2 else "all"
                faults.append(
                    Fault(
                        f"{in_quotes(there)} are {both} taken for the same: {one.name}. Keep one.",
                        tuple(there),
                    )
                )
        held = {self.field_of(heading) for heading in table.columns}
        if ours.FIRST_NAME in held and not held & {ours.LAST_NAME, ours.FULL_NAME}:
            faults.append(
                Fault(
                    "There is a first name but no surname. Say which column holds the surname.",
                    tuple(self.headings_of(table, ours.FIRST_NAME)),
                )
            )
        if not held & _TELL_WHOSE:
            faults.append(
                Fault(
                    "Nothing says whose files are whose. Say which column holds the names of the "
                    "files, a reference that stands in them, or the applicant's name."
                )
            )
        return faults

    def with_field(self, heading: str, one: str) -> "ColumnMapping":
        """Return a copy in which a column is taken for something else."""
        kept = {h: o for h, o in self.columns.items() if folded(h) != folded(heading)}
        in_order = [h for h in self.columns if h == heading or h in kept]
        columns = {h: one if h == heading else kept[h] for h in in_order}
        columns.setdefault(heading, one)
        return replace(self, columns=columns)

    def to_toml(self) -> str:
        """Return the text of a file that ``from_toml`` reads."""
        lines = [f"name = {quoted(self.name)}"]
        if self.date_order:
            lines.append(f"date_order = {quoted(self.date_order.value)}")
        if self.sheet:
            lines.append(f"sheet = {quoted(self.sheet)}")
        lines += ["", "[columns]"]
        lines += [f"{quoted(heading)} = {quoted(one)}" for heading, one in self.columns.items()]
        return "\n".join(lines) + "\n"

    @classmethod
    def from_toml(cls, text: str, file: str) -> "ColumnMapping":
        """Read what ``to_toml`` wrote and a person may have edited.

        Raises:
            Refused: listing every problem, each naming the entry.
        """
        try:
            value = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise Refused(f"Mapping '{file}': it is not sound TOML ({error}).") from None
        problems: list[str] = []
        fields = Fields(value, problems)
        name = fields.text("name", "")
        order = fields.text("date_order", "")
        sheet = fields.text("sheet", "")
        columns = _columns(value.get("columns"), problems)
        fields.table("columns")
        fields.refuse_unknown()
        if order not in set(DateOrder):
            choices = " or ".join(f'"{o}"' for o in DateOrder if o)
            problems.append(f"'date_order' must be {choices}, or not be there.")
        if problems:
            raise Refused(*(f"Mapping '{file}': {problem}" for problem in problems))
        return cls(columns, name, DateOrder(order), sheet)


def _columns(value: Any, problems: list[str]) -> dict[str, str]:
    if not isinstance(value, Mapping) or not value:
        problems.append("the table [columns] is missing or empty.")
        return {}
    known = fields_by_id()
    columns: dict[str, str] = {}
    for heading, one in value.items():
        if one in known or (isinstance(one, str) and _OF_A_COUNCIL.fullmatch(one)):
            columns[heading] = one
        else:
            problems.append(f'columns."{heading}" must be one of {", ".join(known)}.')
    return columns


def fields_by_id(schemes: Iterable[Scheme] | None = None) -> dict[str, Field]:
    """Return everything that a column may be taken for, by id, in the order of a list.

    Args:
        schemes: those of the workspace; the program's own where they are left out.
    """
    of_all = available_schemes().values() if schemes is None else schemes
    named = {one.id: one.name for one in of_all}
    characteristics = {
        one: one.replace("-", " ").capitalize() for one in column_names().characteristics
    }
    return known_fields(named, characteristics)


def in_quotes(headings: list[str]) -> str:
    """Return headings as a sentence lists them: ‘A’, ‘B’ and ‘C’."""
    return listed(f"‘{heading}’" for heading in headings)
