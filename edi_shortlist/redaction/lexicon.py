"""Word lists from ``resources/lexicons``, read once and checked.

HR may edit the files; an entry that cannot be used is refused by name.
"""

import tomllib
from functools import cache

from edi_shortlist import bundled


class LexiconError(ValueError):
    """A word list cannot be used; the text names the file and the entry."""


@cache
def read(name: str) -> dict[str, object]:
    """Return the content of ``resources/lexicons/<name>.toml``.

    Raises:
        LexiconError: the file is not valid TOML.
    """
    path = bundled.resource(f"lexicons/{name}.toml")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path.name} is not valid TOML: {error}.") from None


@cache
def words(name: str, key: str) -> tuple[str, ...]:
    """Return the list ``key`` of a lexicon; dotted keys reach into tables.

    Raises:
        LexiconError: there is no such list, or an entry is not text.
    """
    value: object = read(name)
    for part in key.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise LexiconError(f"{name}.toml: '{key}' must be a list of words in quotes.")
    return tuple(value)


@cache
def tables(name: str, key: str) -> dict[str, tuple[str, ...]]:
    """Return a table of lists, say the headings of each kind of section.

    Raises:
        LexiconError: the table is missing, or holds something else than lists of words.
    """
    table = read(name).get(key)
    if not isinstance(table, dict):
        raise LexiconError(f"{name}.toml: the table [{key}] is missing.")
    return {entry: words(name, f"{key}.{entry}") for entry in table}


@cache
def english_words() -> frozenset[str]:
    """Return ordinary English words, all lower case."""
    path = bundled.resource("lexicons/english-words.txt")
    return frozenset(
        line
        for line in path.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    )
