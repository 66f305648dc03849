"""Typed reading of a mapping that a person wrote, say a TOML file: it collects a sentence for
every problem instead of stopping at the first. It knows nothing of what the keys mean."""

import datetime
import difflib
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar

_MISSING = object()
_Kind = TypeVar("_Kind", bound=StrEnum)


class InputError(ValueError):
    """What a person wrote cannot be used.

    Attributes:
        problems: sentences for that person, one a problem, each naming the key.
    """

    def __init__(self, problems: list[str] | tuple[str, ...]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(self.problems))


class Fields:
    """The keys of one mapping, read one by one; what goes wrong is added to ``problems``.

    Args:
        mapping: what was written.
        problems: the list that sentences are added to.
        where: how a sentence names this mapping, say ``criteria[2]``; empty at the top.
    """

    def __init__(self, mapping: Mapping[str, Any], problems: list[str], where: str = "") -> None:
        self._mapping = mapping
        self._problems = problems
        self._where = where
        self._asked: list[str] = []

    def name(self, key: str) -> str:
        """Return how a sentence names a key: ``criteria[2].weight``."""
        return f"{self._where}.{key}" if self._where else key

    def problem(self, key: str, what: str) -> None:
        """Add the sentence ``'key' what.``"""
        self._problems.append(f"'{self.name(key)}' {what}.")

    def _get(self, key: str, default: Any) -> Any:
        self._asked.append(key)
        if key not in self._mapping and default is _MISSING:
            self.problem(key, "is missing")
        return self._mapping.get(key, default)

    def text(self, key: str, default: Any = _MISSING) -> str:
        """Return a text without surrounding space; without a default the key must be there."""
        value = self._get(key, default)
        if isinstance(value, str):
            return value.strip()
        if value is not _MISSING:
            self.problem(key, f"must be a text in quotes, not {value!r}")
        return "" if default is _MISSING else str(default)

    def whole(self, key: str, default: Any = _MISSING) -> Any:
        """Return a whole number, or the default."""
        value = self._get(key, default)
        if value is default or (isinstance(value, int) and not isinstance(value, bool)):
            return 0 if value is _MISSING else value
        self.problem(key, f"must be a whole number, not {value!r}")
        return 0 if default is _MISSING else default

    def fraction(self, key: str, default: int) -> Fraction:
        """Return an exact number from ``2``, ``1.5`` or ``"1/3"``, or the default."""
        value = self._get(key, default)
        if not isinstance(value, bool) and isinstance(value, int | float | str | Fraction):
            try:
                # A decimal such as 0.1 means a tenth, not the nearest binary fraction.
                return Fraction(str(value))
            except (ValueError, ZeroDivisionError):
                pass
        self.problem(key, f'must be a number such as 2, 1.5 or "1/3", not {value!r}')
        return Fraction(default)

    def yes_or_no(self, key: str, default: bool) -> bool:
        """Return a truth value, or the default."""
        value = self._get(key, default)
        if isinstance(value, bool):
            return value
        self.problem(key, f"must be true or false, not {value!r}")
        return default

    def date(self, key: str) -> datetime.date | None:
        """Return a date from ``2026-03-14``, in quotes or without; the key must be there."""
        value = self._get(key, _MISSING)
        if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
            return value
        try:
            return datetime.date.fromisoformat(value)
        except (TypeError, ValueError):
            if value is not _MISSING:
                self.problem(key, f"must be a date such as 2026-03-14, not {value!r}")
        return None

    def choice(self, key: str, kind: type[_Kind], default: _Kind | None = None) -> _Kind:
        """Return one of a few words; without a default the key must be there. Where something else
        is written, the default or the first of them stands in."""
        written = self.text(key) if default is None else self.text(key, default.value)
        try:
            return kind(written)
        except ValueError:
            options = ", ".join(f'"{option.value}"' for option in kind)
            if written:
                self.problem(key, f"must be one of {options}, not {written!r}")
            return default or next(iter(kind))

    def texts(self, key: str, default: Any = _MISSING) -> tuple[str, ...]:
        """Return a list of texts without surrounding space."""
        value = self._get(key, default)
        if isinstance(value, list | tuple) and all(isinstance(entry, str) for entry in value):
            return tuple(entry.strip() for entry in value)
        if value is not _MISSING:
            self.problem(key, f"must be a list of texts in quotes, not {value!r}")
        return () if default is _MISSING else tuple(default)

    def table(self, key: str) -> "Fields | None":
        """Return the fields of a table, or None where there is none."""
        value = self._get(key, None)
        if isinstance(value, Mapping):
            return Fields(value, self._problems, self.name(key))
        if value is not None:
            self.problem(key, "must be a table")
        return None

    def tables(self, key: str) -> "list[Fields]":
        """Return the fields of each table of a list; numbered from 1 in sentences."""
        value = self._get(key, ())
        if not isinstance(value, list | tuple):
            self.problem(key, "must be a list of tables")
            return []
        rows = []
        for number, row in enumerate(value, 1):
            if isinstance(row, Mapping):
                rows.append(Fields(row, self._problems, self.name(f"{key}[{number}]")))
            else:
                self.problem(f"{key}[{number}]", "must be a table")
        return rows

    def numbered_texts(self, key: str) -> dict[int, str]:
        """Return a table from whole numbers to texts, say ``{ 2 = "one case" }``."""
        value = self._get(key, {})
        if not isinstance(value, Mapping):
            self.problem(key, "must be a table of texts by level")
            return {}
        texts = {}
        for number, text in value.items():
            if not str(number).strip().isdecimal():
                self.problem(f"{key}.{number}", "must be named by a level's number")
            elif not isinstance(text, str):
                self.problem(f"{key}.{number}", f"must be a text in quotes, not {text!r}")
            else:
                texts[int(number)] = text.strip()
        return texts

    def refuse_unknown(self) -> None:
        """Add a problem for every key that was never asked for: it is likely misspelt."""
        for key in self._mapping:
            if key not in self._asked:
                near = difflib.get_close_matches(str(key), self._asked, 1)
                hint = f"; did you mean '{near[0]}'?" if near else ""
                self._problems.append(f"'{self.name(str(key))}' is not a known key{hint or '.'}")


def repeated(
    key: str, values: Iterable[str], part: str = "", same: Callable[[str], str] = str
) -> list[str]:
    """Return a sentence for each value given twice.

    Args:
        key: how a sentence names the list.
        part: the key within the list's rows, where they have several.
        same: values that it gives the same are the same.
    """
    found, seen = [], set()
    for number, value in enumerate(values, 1):
        if same(value) in seen and value.strip():
            where = f"{key}[{number}].{part}" if part else key
            found.append(f"'{where}' repeats \"{value}\".")
        seen.add(same(value))
    return found
