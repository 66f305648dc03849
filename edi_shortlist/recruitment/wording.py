"""Phrases that a person specification should not hold, why, and what to write instead.

The list is data that HR edits (``resources/specification``), so a phrase is plain words: ``*`` ends
a word any way or stands for one whole word, ``#`` for a number. This module knows nothing of files.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any

from edi_shortlist.recruitment.fields import Fields, InputError

# Equality Act 2010, section 4, in its words.
CHARACTERISTICS = (
    "age",
    "disability",
    "gender reassignment",
    "marriage and civil partnership",
    "pregnancy and maternity",
    "race",
    "religion or belief",
    "sex",
    "sexual orientation",
)

ANY_WORD, NUMBER = "*", "#"
# A hyphen parts words, so that "able-bodied" and "able bodied" are one phrase; an apostrophe within
# a word belongs to it, and the one of "years'" to nothing.
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
# No phrase runs on past the end of a sentence or over a blank line.
_END = r"[.;:!?](?=\s)|\n\s*\n"
_WORD_OR_END = re.compile(rf"{_WORD.pattern}|({_END})")
_PIECE = re.compile(rf"[*#]|{_WORD.pattern}\*?")
_PHRASE = re.compile(rf"(?:[*#]|{_WORD.pattern}(?:-{_WORD.pattern})*'?\*?)(?: |$)")
_NUMBER_WORDS = frozenset(
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve")
)
# Texts whose words are kept: each is asked for once by every entry of the list.
_TEXTS_KEPT = 64


class WordListError(InputError):
    """A list of words cannot be used; ``problems`` holds a sentence for each thing wrong."""


@dataclass(frozen=True)
class Phrase:
    """Words that stand next to each other; a piece is a word, ``word*``, ``*`` or ``#``."""

    pieces: tuple[str, ...]

    @classmethod
    def parse(cls, written: str) -> "Phrase | None":
        """Return the phrase, or None where it is not plain words with ``*`` and ``#``."""
        tidy = " ".join(_plain(written).casefold().split())
        rest = _PHRASE.sub("", tidy)
        pieces = tuple(_PIECE.findall(tidy))
        if rest or all(piece in (ANY_WORD, NUMBER) for piece in pieces):
            return None
        return cls(pieces)

    def stands_at(self, words: Sequence[str], at: int) -> bool:
        """Say whether the words from ``at`` on, in lower case, are this phrase."""
        if at + len(self.pieces) > len(words):
            return False
        return all(map(_fits, self.pieces, islice(words, at, None)))


@dataclass(frozen=True)
class Phrases:
    """Several phrases, looked for at once."""

    phrases: tuple[Phrase, ...] = ()

    @property
    def written(self) -> list[str]:
        """The phrases as they may be written in a list."""
        return [" ".join(phrase.pieces) for phrase in self.phrases]

    @cached_property
    def _by_first_word(self) -> dict[str, list[Phrase]]:
        """The phrases by the word they begin with; under "" those that may begin with several."""
        sorted_in: dict[str, list[Phrase]] = {}
        for phrase in self.phrases:
            first = phrase.pieces[0]
            exact = first != NUMBER and not first.endswith(ANY_WORD)
            sorted_in.setdefault(first if exact else "", []).append(phrase)
        return sorted_in

    def runs(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Yield the first word and the one after the last of each phrase found, left to right
        without overlaps; the longest phrase at a place counts."""
        at = 0
        while at < len(words):
            longest = max(
                (
                    len(phrase.pieces)
                    for first in (words[at], "")
                    for phrase in self._by_first_word.get(first, ())
                    if phrase.stands_at(words, at)
                ),
                default=0,
            )
            if longest:
                yield at, at + longest
            at += max(longest, 1)


@dataclass(frozen=True)
class Wording:
    """Phrases that share a reason.

    Attributes:
        phrases: what to look for.
        why: a sentence: whom it shuts out, or why nobody can show it.
        instead: a sentence: what to write or do.
        characteristics: which of ``CHARACTERISTICS`` it bears on; perhaps none.
        unless: longer phrases within which one of ``phrases`` is harmless.
        id: what another list calls it by; no two entries of a list have the same.
    """

    phrases: Phrases
    why: str
    instead: str
    characteristics: tuple[str, ...] = ()
    unless: Phrases = Phrases()
    id: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the mapping of its table in the TOML file."""
        mapping: dict[str, Any] = {"id": self.id, "phrases": self.phrases.written}
        if self.unless.phrases:
            mapping["unless"] = self.unless.written
        if self.characteristics:
            mapping["characteristics"] = list(self.characteristics)
        return mapping | {"why": self.why, "instead": self.instead}

    def found_in(self, text: str) -> tuple[str, ...]:
        """Return the passages of a text that hold one of the phrases, as they are written there.

        Each is named once, however often it stands there.
        """
        places, words = _words_of(text)
        harmless = {n for first, end in self.unless.runs(words) for n in range(first, end)}
        found: dict[str, str] = {}
        for first, end in self.phrases.runs(words):
            if not harmless.issuperset(range(first, end)):
                passage = places[first].string[places[first].start() : places[end - 1].end()]
                passage = " ".join(passage.split())
                found.setdefault(passage.casefold(), passage)
        return tuple(found.values())


@dataclass(frozen=True)
class WordList:
    """The list as a whole.

    Attributes:
        excludes: wording that shuts people out, wherever it stands.
        not_on_paper: what no applicant can show on a form.
    """

    excludes: tuple[Wording, ...] = ()
    not_on_paper: tuple[Wording, ...] = ()

    @classmethod
    def from_dict(cls, mapping: Mapping[str, Any]) -> "WordList":
        """Read the mapping of the TOML file.

        Raises:
            WordListError: listing every problem, each naming the key.
        """
        problems: list[str] = []
        fields = Fields(mapping, problems)
        excludes = read_wordings(fields, "excludes")
        not_on_paper = read_wordings(fields, "not_on_paper")
        fields.refuse_unknown()
        if not excludes:
            # Silence would read as if nothing were wrong with a specification.
            problems.append("'excludes' must hold one entry or more.")
        if problems:
            raise WordListError(problems)
        return cls(excludes, not_on_paper)


def _plain(text: str) -> str:
    """Return a text with one kind of apostrophe and without soft hyphens."""
    text = unicodedata.normalize("NFKC", text)
    return text.replace("\u2019", "'").replace("\u2018", "'").replace("\u00ad", "")


@lru_cache(maxsize=_TEXTS_KEPT)
def _words_of(text: str) -> tuple[tuple[re.Match[str], ...], tuple[str, ...]]:
    """Return where the words of a text stand, and the words in lower case; the end of a sentence
    counts as a word, which is empty."""
    places = tuple(_WORD_OR_END.finditer(_plain(text)))
    return places, tuple("" if place[1] else place[0].casefold() for place in places)


def _fits(piece: str, word: str) -> bool:
    if piece == ANY_WORD:
        return bool(word)
    if piece == NUMBER:
        return word.isdecimal() or word in _NUMBER_WORDS
    return word.startswith(piece[:-1]) if piece.endswith("*") else word == piece


def read_wordings(fields: Fields, key: str) -> tuple[Wording, ...]:
    """Read the entries of one part of a list; what goes wrong is added to the problems of
    ``fields``."""
    return tuple(map(_read_wording, fields.tables(key)))


def read_wording(mapping: Mapping[str, Any]) -> Wording:
    """Read one entry.

    Raises:
        WordListError: listing every problem.
    """
    problems: list[str] = []
    wording = _read_wording(Fields(mapping, problems))
    if problems:
        raise WordListError(problems)
    return wording


def _read_wording(fields: Fields) -> Wording:
    written = fields.texts("phrases")
    if not written:
        fields.problem("phrases", "must hold one phrase or more")
    wording = Wording(
        phrases=_read_phrases(fields, "phrases", written),
        why=fields.text("why"),
        instead=fields.text("instead"),
        characteristics=fields.texts("characteristics", ()),
        unless=_read_phrases(fields, "unless", fields.texts("unless", ())),
        id=fields.text("id", "") or id_of(written[0] if written else ""),
    )
    for key in ("why", "instead"):
        if not getattr(wording, key):
            fields.problem(key, "must be a sentence for whoever writes the specification")
    for name in wording.characteristics:
        if name not in CHARACTERISTICS:
            known = ", ".join(CHARACTERISTICS)
            fields.problem("characteristics", f'holds "{name}"; it may hold {known}')
    fields.refuse_unknown()
    return wording


def id_of(phrase: str) -> str:
    """Return the id of an entry that begins with a phrase: ``native-english``."""
    return "-".join(_WORD.findall(_plain(phrase).casefold())).replace("'", "")


def _read_phrases(fields: Fields, key: str, written: Sequence[str]) -> Phrases:
    phrases = []
    for one in written:
        phrase = Phrase.parse(one)
        if phrase is None:
            fields.problem(
                key,
                f'holds "{one}"; a phrase is words with single spaces between them, where * ends a '
                "word any way or stands for one word, and # stands for a number",
            )
        else:
            phrases.append(phrase)
    return Phrases(tuple(phrases))
