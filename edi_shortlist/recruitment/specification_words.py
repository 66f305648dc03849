"""The words by which a person specification is understood: data that HR may add to.

This module knows nothing of files, nor of how a specification is laid out.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from edi_shortlist.recruitment.criteria import STAGES, CriterionKind
from edi_shortlist.recruitment.fields import Fields, InputError

COLUMN_ROLES = ("criterion", "assessed", "weight", "number")
# No heading of a column or of a list is longer.
_MOST_WORDS = 8
_NO_WORD = re.compile(r"[^\w]+")


class ReadingWordsError(InputError):
    """The words cannot be used; ``problems`` holds a sentence for each thing wrong."""


def plain(text: str) -> str:
    """Return a text's words in lower case, with single spaces between."""
    return _NO_WORD.sub(" ", unicodedata.normalize("NFKC", text)).strip().casefold()


def _mark(text: str) -> str:
    return text.strip().casefold()


@dataclass(frozen=True)
class SpecificationWords:
    """All the words; each is kept as ``plain`` gives it, but for codes and marks.

    Attributes:
        kinds: words for each kind of criterion.
        stages: words for each stage of ``STAGES``.
        codes: letters in capitals by stage, for a document without a key.
        columns: how the heading of a column begins, by one of ``COLUMN_ROLES``.
        sections: groups of criteria.
        starts, stops: headings before and after the specification.
        yes, crosses, no: what stands in a column of ticks.
        nothing: what stands in a cell of text where there is no criterion.
        joining: words before a colon that make the line the beginning of those below it.
    """

    kinds: Mapping[CriterionKind, frozenset[str]]
    stages: Mapping[str, frozenset[str]]
    codes: Mapping[str, str]
    columns: Mapping[str, frozenset[str]]
    sections: frozenset[str]
    starts: frozenset[str]
    stops: frozenset[str]
    yes: frozenset[str]
    crosses: frozenset[str]
    no: frozenset[str]
    nothing: frozenset[str]
    joining: frozenset[str]

    @classmethod
    def from_dict(cls, mapping: Mapping[str, Any]) -> "SpecificationWords":
        """Read the mapping of the TOML file.

        Raises:
            ReadingWordsError: listing every problem, each naming the key.
        """
        problems: list[str] = []
        fields = Fields(mapping, problems)
        kinds = _lists(fields, "kinds", [kind.value for kind in CriterionKind])
        stages = _lists(fields, "stages", STAGES)
        codes = _lists(fields, "codes", STAGES, needed=False)
        columns = _lists(fields, "columns", COLUMN_ROLES)
        headings = _lists(fields, "headings", ("sections", "starts", "stops"))
        marks = _lists(fields, "marks", ("yes", "crosses", "no", "nothing", "joining"))
        fields.refuse_unknown()
        if problems:
            raise ReadingWordsError(problems)
        return cls(
            kinds={CriterionKind(kind): _plain_set(said) for kind, said in kinds.items()},
            stages={stage: _plain_set(said) for stage, said in stages.items()},
            codes={code: stage for stage, said in codes.items() for code in said},
            columns={role: _plain_set(said) for role, said in columns.items()},
            sections=_plain_set(headings["sections"]),
            starts=_plain_set(headings["starts"]),
            stops=_plain_set(headings["stops"]),
            yes=frozenset(map(_mark, marks["yes"])),
            crosses=frozenset(map(_mark, marks["crosses"])),
            no=frozenset(map(_mark, marks["no"])),
            nothing=frozenset(map(_mark, marks["nothing"])),
            joining=_plain_set(marks["joining"]),
        )

    def kinds_in(self, text: str) -> frozenset[CriterionKind]:
        """Return the kinds that a heading or the cell of a column names: none, one or both."""
        words = plain(text)
        if not words or len(words.split()) > _MOST_WORDS:
            return frozenset()
        return frozenset(kind for kind, said in self.kinds.items() if _holds(words, said))

    def kind_of_line(self, text: str) -> CriterionKind | None:
        """Return the kind whose list a short line of text begins, if it does: the line begins or
        ends with one of its words, and is no sentence."""
        kinds = self.kinds_in(text)
        if len(kinds) != 1 or text.rstrip().endswith((".", ";", ",")):
            return None
        (kind,) = kinds
        words = plain(text)
        begins = any(
            _begins(words, said) or words.endswith(f" {said}") for said in self.kinds[kind]
        )
        return kind if begins else None

    def column(self, text: str) -> str | None:
        """Return which of ``COLUMN_ROLES`` a column of that heading has, if any."""
        words = plain(text)
        length = len(words.split())
        for role, said in self.columns.items():
            if role == "number" and words not in said:
                continue  # "No experience needed" is no number
            # The heading over how it is assessed often explains its letters as well.
            most = _MOST_WORDS * 3 if role == "assessed" else _MOST_WORDS
            if length <= most and any(_begins(words, one) for one in said):
                return role
        return None

    def is_section(self, text: str) -> bool:
        """Say whether a line is the name of a group of criteria."""
        return plain(text) in self.sections

    def is_start(self, text: str) -> bool:
        """Say whether the person specification begins after this line."""
        words = plain(text)
        return (
            len(words.split()) <= _MOST_WORDS + 2
            and _holds(words, self.starts)
            and not _holds(words, self.stops)
            and not text.rstrip().endswith(".")
        )

    def is_stop(self, text: str) -> bool:
        """Say whether what follows a heading is no criterion."""
        words = plain(text)
        return any(_begins(words, said) for said in self.stops) and words not in self.sections

    def says_nothing(self, text: str) -> bool:
        """Say whether a cell of text tells that there is no criterion."""
        return _mark(text).rstrip(".") in self.nothing


def _begins(words: str, said: str) -> bool:
    return words == said or words.startswith(f"{said} ")


def _holds(words: str, said: Iterable[str]) -> bool:
    return any(f" {one} " in f" {words} " for one in said)


def _plain_set(said: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, map(plain, said)))


def _lists(
    fields: Fields, key: str, names: Iterable[str], *, needed: bool = True
) -> dict[str, tuple[str, ...]]:
    """Return the lists of texts of a table by name."""
    table = fields.table(key)
    if table is None:
        fields.problem(key, "is missing")
        return dict.fromkeys(names, ())
    found = {name: table.texts(name) if needed else table.texts(name, ()) for name in names}
    table.refuse_unknown()
    return found
