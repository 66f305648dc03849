"""Finds what is written in another script: in a British application it is nearly always the
applicant's name ("王思明"), and whatever it is it shows where they come from.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from edi_shortlist.redaction.context import Context
from edi_shortlist.redaction.span import Label, Span

_WORDS = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f\u064b-\u065f\u0900-\u0dff]*[^\W\d_]*)*")
# Longer runs are no names; single letters of an alphabet are signs ("α", "µ", "Σ").
_LONGEST_WORDS = 6
_ALPHABETS = ("GREEK", "CYRILLIC", "COPTIC")
_SHORTEST_IN_ALPHABET = 4
_NOT_FOREIGN = {
    "LATIN",
    "MODIFIER",
    "FEMININE",
    "MASCULINE",
    "MICRO",
    "OHM",
    "KELVIN",
    "ANGSTROM",
    "",
}


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0]


def _is_foreign(word: str) -> bool:
    scripts = {_script(letter) for letter in word if letter.isalpha()}
    return bool(scripts) and not scripts & _NOT_FOREIGN


def _may_be_a_name(run: str, words: int) -> bool:
    if words > _LONGEST_WORDS:
        return False
    letters = [letter for letter in run if letter.isalpha()]
    in_alphabet = all(_script(letter) in _ALPHABETS for letter in letters)
    return not in_alphabet or len(letters) >= _SHORTEST_IN_ALPHABET


class OtherScriptRecogniser:
    """Names in other than Latin letters."""

    name = "other-scripts"

    def find(self, context: Context) -> Iterable[Span]:
        """Return a span for each run of at most six words in another script."""
        if context.text.isascii():
            return
        start = end = None
        words = 0
        for match in _WORDS.finditer(context.text):
            foreign = _is_foreign(match[0])
            joined = end is not None and context.text[end : match.start()] in (" ", "·", "・", "")
            if start is not None and end is not None and not (foreign and joined):
                if _may_be_a_name(context.text[start:end], words):
                    yield self._span(start, end)
                start = None
            if foreign:
                if start is None:
                    start, words = match.start(), 0
                words += 1
                end = match.end()
        if start is not None and end is not None and _may_be_a_name(context.text[start:end], words):
            yield self._span(start, end)

    def _span(self, start: int, end: int) -> Span:
        reason = "Written in another script, as a name is; it shows where somebody comes from."
        return Span(start, end, Label.NAME, 0.75, self.name, reason=reason)
