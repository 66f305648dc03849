"""Suggests what the columns of an unknown table hold, by their names and by what is in them."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from edi_shortlist.documents.forms.values import EMAIL, POSTCODE, phones
from edi_shortlist.documents.forms.words import general_form_words
from edi_shortlist.workflow.column_mapping import ColumnMapping, DateOrder, fields_by_id
from edi_shortlist.workflow.indexes import fields as ours
from edi_shortlist.workflow.indexes.cells import (
    in_figures,
    is_date,
    is_file_name,
    is_yes_or_no,
    order_of,
    phone,
)
from edi_shortlist.workflow.indexes.column_names import TITLE, column_names, folded
from edi_shortlist.workflow.indexes.row import MONITORING
from edi_shortlist.workflow.indexes.tables import Table

#: From here on a suggestion need not be looked at.
SURE = 0.85

_ALIKE = 88.0  # of 100, for names that are misspelt or cut short
_SHORTEST_ALIKE = 5
_LONG_TEXT = 150.0  # characters a cell, on average, that only an answer has
_CELLS = 300  # so many of a column are looked at
_FORM_FIELDS = {
    "address_line": ours.ADDRESS,
    "town": ours.ADDRESS,
    "county": ours.ADDRESS,
    "middle_name": ours.FIRST_NAME,
    "adjustment_details": ours.ADJUSTMENTS,
}


@dataclass(frozen=True)
class Suggestion:
    """What a column may hold.

    Attributes:
        heading: the column.
        field: the id of a field.
        certainty: from 0 to 1.
        reason: a few words for a person who must look, or empty.
    """

    heading: str
    field: str
    certainty: float
    reason: str = ""

    @property
    def is_sure(self) -> bool:
        """Whether a person need not look at it."""
        return self.certainty >= SURE


def suggest_mapping(table: Table) -> ColumnMapping:
    """Return a mapping with the likeliest field for each column."""
    return mapping_of(table, suggestions(table))


def mapping_of(
    table: Table, found: Sequence[Suggestion], known: ColumnMapping | None = None
) -> ColumnMapping:
    """Return suggestions as a mapping.

    Args:
        known: the mapping that they began with, whose name and order of dates are kept.
    """
    return ColumnMapping(
        {one.heading: one.field for one in found},
        known.name if known else "",
        known.date_order if known else DateOrder.TOLD,
        table.sheet if len(table.sheets) > 1 else "",
    )


def suggestions(table: Table, known: ColumnMapping | None = None) -> list[Suggestion]:
    """Return a suggestion for each column, in their order.

    Args:
        known: a mapping that was made by a person; what it says of a column is certain.
    """
    fields = fields_by_id()
    found = []
    for heading in table.columns:
        if known is not None and known.knows(heading):
            found.append(Suggestion(heading, known.field_of(heading), 1.0))
            continue
        cells = [cell for cell in table.column(heading)[:_CELLS] if cell]
        suggestion = _suggested(heading, cells)
        if suggestion.field not in fields:  # a scheme that this council does not have
            suggestion = Suggestion(heading, ours.IGNORE, 0.5, "no such scheme is set up here")
        found.append(suggestion)
    return _without_doubles(found, {one.id for one in fields.values() if not one.several})


def _suggested(heading: str, cells: Sequence[str]) -> Suggestion:
    field, certainty, reason = _by_name(heading)
    if field is None:
        field, certainty, reason = _by_cells(heading, cells)
    elif cells and (doubt := _doubt(field, cells)):
        if field == ours.FILES and _is_long_text(cells):
            return Suggestion(heading, ours.ANSWER, 0.7, "it holds long texts")
        if field == ours.FILES and all(map(is_yes_or_no, cells)):
            return Suggestion(heading, ours.IGNORE, 0.6, "it holds only yes and no")
        certainty, reason = min(certainty, 0.5), doubt
    if field == TITLE:
        field = ours.IGNORE
    return Suggestion(heading, field, certainty, reason)


_Guess = tuple[str | None, float, str]


def _by_name(heading: str) -> _Guess:
    """What the name of a column says."""
    names = column_names()
    whole = folded(heading)
    words = f" {whole} "
    if any(f" {other} " in words for other in names.others) and whole not in names.fields:
        return ours.IGNORE, 0.9, ""
    if _is_question(whole):
        return ours.ANSWER, 0.9, ""
    short = _without(names.trail, _without(names.lead, whole), after=True)
    for name, certainty in ((whole, 1.0), (short, 0.95)):
        if field := names.fields.get(name):
            unsure = name in names.unsure or whole in names.unsure
            return field, 0.6 if unsure else certainty, "the name may mean several things" * unsure
    monitored = _without(names.monitoring, whole)
    if monitored != whole:
        field = names.fields.get(monitored) or general_form_words().label(monitored) or ""
        if field.startswith(MONITORING):
            return field, 1.0, ""
    if field := _by_form_words(heading, whole):
        return field, 0.9, ""
    return _by_likeness(short)


def _by_form_words(heading: str, whole: str) -> str | None:
    """What the wordings of application forms say; they ask at greater length."""
    words = general_form_words()
    speaks = bool(words.guarantee.search(heading))
    named = [scheme for scheme in words.schemes if scheme.named.search(heading)]
    about = [s for s in words.schemes if s in named or (speaks and s.about.search(heading))]
    if len(about) == 1:
        return f"{ours.DECLARES}{about[0].id}"
    label = words.label(heading) or words.label(whole)
    if label is None or label == "contact":
        return None
    if label == ours.PHONE and re.search(r"\b(?:mobile|mob|cell)\b", whole):
        return ours.MOBILE
    return _FORM_FIELDS.get(label, label)


def _by_likeness(name: str) -> _Guess:
    if len(name) < _SHORTEST_ALIKE:
        return None, 0.0, ""
    fields = column_names().fields
    choices = [one for one in fields if len(one) >= _SHORTEST_ALIKE]
    best = process.extractOne(name, choices, scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE)
    if best is None:
        return None, 0.0, ""
    return fields[best[0]], 0.6, f"its name is like ‘{best[0]}’"


def _is_question(whole: str) -> bool:
    names = column_names()
    begins = next((q for q in names.questions if f"{whole} ".startswith(f"{q} ")), None)
    if begins is None or whole in names.fields:
        return False
    rest = whole[len(begins) :].split()
    return len(begins) > 1 or (bool(rest) and rest[0].isdecimal())


def _without(words: Iterable[str], name: str, *, after: bool = False) -> str:
    """A name without the words that stand before (or after) it, unless nothing would be left."""
    for word in words:
        if after and name.endswith(f" {word}"):
            return _without(words, name[: -len(word)].strip(), after=True)
        if not after and name.startswith(f"{word} "):
            return _without(words, name[len(word) :].strip())
    return name


# -- what is in a column


def _share(cells: Sequence[str], holds: Callable[[str], object]) -> float:
    return sum(1 for cell in cells if holds(cell)) / len(cells)


def _is_long_text(cells: Sequence[str]) -> bool:
    return sum(map(len, cells)) / len(cells) >= _LONG_TEXT


def _is_phone(cell: str) -> bool:
    return bool(phones(phone(cell)))


_CHECKS: Mapping[str, tuple[Callable[[str], object], float, str]] = {
    ours.FILES: (is_file_name, 0.5, "it does not hold names of files with an ending"),
    "email": (EMAIL.search, 0.8, "it does not hold e-mail addresses"),
    "postcode": (POSTCODE.search, 0.6, "it does not hold British postcodes"),
    ours.DATE_OF_BIRTH: (is_date, 0.6, "it does not hold dates"),
    ours.MOBILE: (_is_phone, 0.6, "it does not hold telephone numbers"),
    ours.PHONE: (_is_phone, 0.6, "it does not hold telephone numbers"),
}


def _doubt(field: str, cells: Sequence[str]) -> str:
    """Say why what a column holds does not go with its name; empty where it does."""
    if field in _CHECKS:
        holds, least, doubt = _CHECKS[field]
        if _share(cells, holds) < least:
            return doubt
    if field.startswith(ours.DECLARES) and _share(cells, is_yes_or_no) < 0.9:
        return "some of its cells say neither yes nor no"
    if field == ours.REFERENCE and len(set(cells)) < len(cells):
        return "it holds the same for several applicants"
    if field == ours.DATE_OF_BIRTH and in_figures(cells) and order_of(cells) is None:
        return "no date tells whether the day or the month comes first"
    return ""


def _by_cells(heading: str, cells: Sequence[str]) -> tuple[str, float, str]:
    """What the cells of a column alone say."""
    if not cells:
        return ours.IGNORE, 1.0, ""
    if _is_long_text(cells):
        return ours.ANSWER, 0.7, "it holds long texts"
    for field, words in (
        ("email", "e-mail addresses"),
        ("postcode", "postcodes"),
        (ours.FILES, "names of files"),
        (ours.PHONE, "telephone numbers"),
    ):
        if _share(cells, _CHECKS[field][0]) >= 0.9:
            return field, 0.6, f"it holds {words}"
    if heading.rstrip().endswith("?") and not all(map(is_yes_or_no, cells)):
        return ours.ANSWER, 0.5, "its name is a question"
    return ours.IGNORE, 0.4, "its name is not known"


def _without_doubles(found: Sequence[Suggestion], single: set[str]) -> list[Suggestion]:
    """Where two columns would hold what only one may, keep the surer, or else the first."""
    best: dict[str, Suggestion] = {}
    for one in found:
        if one.field in single and (
            one.field not in best or one.certainty > best[one.field].certainty
        ):
            best[one.field] = one
    told = []
    for one in found:
        kept = best.get(one.field, one)
        if kept is one:
            told.append(one)
        elif one.field == ours.MOBILE:
            told.append(Suggestion(one.heading, ours.PHONE, one.certainty, one.reason))
        else:
            reason = f"‘{kept.heading}’ holds the same"
            told.append(Suggestion(one.heading, ours.IGNORE, 0.6, reason))
    return told
