"""What recruitment systems call their columns (``resources/exports/columns.toml``), read and
checked. Knows nothing of any table."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from edi_shortlist import bundled
from edi_shortlist.workflow.indexes.fields import DECLARES, known_fields
from edi_shortlist.workflow.indexes.row import MONITORING

#: An entry under [columns] beside our own fields: what is dropped from names.
TITLE = "title"
_TABLES = ("columns", "schemes", "monitoring", "words", "values")
_WORDS = ("lead", "trail", "monitoring", "others", "questions", "unsure")
_VALUES = ("yes", "no")


class ColumnNamesError(ValueError):
    """The file of column names holds mistakes.

    Attributes:
        problems: one sentence for each, naming the entry.
    """

    def __init__(self, file: str, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"The column names in '{file}' hold mistakes: " + " ".join(problems))


@dataclass(frozen=True)
class ColumnNames:
    """What columns are called.

    Attributes:
        fields: name, as ``folded`` writes it, to the id of a field (or ``title``).
        characteristics: ids of what is monitored.
        lead, trail, monitoring, others, questions, unsure: folded words by which a name is told.
        yes, no: how cells of yes and no are written, in small letters.
    """

    fields: Mapping[str, str]
    characteristics: tuple[str, ...]
    lead: tuple[str, ...]
    trail: tuple[str, ...]
    monitoring: tuple[str, ...]
    others: tuple[str, ...]
    questions: tuple[str, ...]
    unsure: frozenset[str]
    yes: frozenset[str]
    no: frozenset[str]


def folded(heading: str) -> str:
    """Return a heading in small letters without accents and punctuation, each word and number
    apart.

    >>> folded("candidateRef_No1")
    'candidate ref no 1'
    """
    text = unicodedata.normalize("NFKD", heading)
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])", " ", text)
    return " ".join(re.sub(r"[\W_]+", " ", text.replace("'", "").replace("’", "")).lower().split())


def load_column_names(path: Path) -> ColumnNames:
    """Read and check a file of column names.

    Raises:
        ColumnNamesError: with a sentence for each mistake, naming its entry.
    """
    try:
        value = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ColumnNamesError(path.name, [f"It is not sound TOML: {error}."]) from error
    problems = [f"The table [{table}] is missing." for table in _TABLES if table not in value]
    problems += [f"The table [{table}] is not known." for table in value if table not in _TABLES]
    problems += [
        f"[{table}] must be a table."
        for table in _TABLES
        if table in value and not isinstance(value[table], dict)
    ]
    if problems:
        raise ColumnNamesError(path.name, problems)
    _check_keys(value, problems)
    names: dict[str, str] = {}
    for table, prefix in (("columns", ""), ("schemes", DECLARES), ("monitoring", MONITORING)):
        for key, wordings in value[table].items():
            for name in _texts(wordings, f"{table}.{key}", problems):
                known = names.setdefault(folded(name), prefix + key)
                if known != prefix + key:
                    problems.append(
                        f"'{name}' stands under {table}.{key} and under another entry ({known})."
                    )
    words = {key: _texts(value["words"].get(key, []), f"words.{key}", problems) for key in _WORDS}
    values = {
        key: _texts(value["values"].get(key, []), f"values.{key}", problems) for key in _VALUES
    }
    for both in sorted({v.lower() for v in values["yes"]} & {v.lower() for v in values["no"]}):
        problems.append(f"'{both}' stands under values.yes and under values.no.")
    if problems:
        raise ColumnNamesError(path.name, problems)
    longest_first = {
        key: tuple(sorted(map(folded, words[key]), key=len, reverse=True)) for key in _WORDS
    }
    return ColumnNames(
        names,
        tuple(value["monitoring"]),
        longest_first["lead"],
        longest_first["trail"],
        longest_first["monitoring"],
        longest_first["others"],
        longest_first["questions"],
        frozenset(longest_first["unsure"]),
        frozenset(v.lower() for v in values["yes"]),
        frozenset(v.lower() for v in values["no"]),
    )


def _check_keys(value: Mapping[str, Any], problems: list[str]) -> None:
    ours = {*known_fields({}, {}), TITLE}
    for table, keys in (("columns", ours), ("words", set(_WORDS)), ("values", set(_VALUES))):
        problems += [f"{table}.{key} is not known." for key in value[table] if key not in keys]
    problems += [f"words.{key} is missing." for key in _WORDS if key not in value["words"]]
    problems += [f"values.{key} is missing." for key in _VALUES if key not in value["values"]]


def _texts(value: Any, where: str, problems: list[str]) -> list[str]:
    if not isinstance(value, list):
        problems.append(f"{where} must be a list of texts in quotes.")
        return []
    if any(not isinstance(entry, str) or not entry.strip() for entry in value):
        problems.append(f"{where} holds an entry that is not text.")
    return [entry for entry in value if isinstance(entry, str) and entry.strip()]


@cache
def column_names() -> ColumnNames:
    """Return the names that ship with the program, as HR may have edited them."""
    return load_column_names(bundled.resource("exports/columns.toml"))
