"""Writing the few shapes of TOML that a vacancy needs, so that HR can read and edit the file.

It knows nothing of vacancies; the standard library reads TOML but does not write it.
"""

import json
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any


def quoted(text: str) -> str:
    """Return a TOML basic string; JSON's escapes are TOML's, except for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def plain_number(value: Fraction) -> int | float | str:
    """Return a number as people write it: ``2``, ``1.5``, or ``"1/3"`` if no decimal is exact."""
    if value.denominator == 1:
        return value.numerator
    if Fraction(str(float(value))) == value:
        return float(value)
    return str(value)


def toml_value(value: object) -> str:
    """Return a value on one line.

    Raises:
        TypeError: the value is not a truth value, number, text, list or mapping of these.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{k} = {toml_value(v)}" for k, v in value.items()) + " }"
    if isinstance(value, Iterable):
        return "[" + ", ".join(toml_value(entry) for entry in value) + "]"
    raise TypeError(f"cannot be written as TOML: {type(value).__name__}")


def toml_tables(tables: Mapping[str, Any]) -> list[str]:
    """Return the text of each table: ``[key]`` for a mapping, ``[[key]]`` for each of a list."""
    pieces = []
    for key, rows in tables.items():
        header = "[[{}]]\n" if isinstance(rows, list) else "[{}]\n"
        for row in rows if isinstance(rows, list) else [rows]:
            pieces.append(header.format(key) + toml_lines(row))
    return pieces


def toml_lines(pairs: Mapping[str, object]) -> str:
    """Return ``key = value`` lines; keys must be bare TOML keys."""
    return "".join(f"{key} = {toml_value(value)}\n" for key, value in pairs.items())
