"""Finds names that the words before them announce: "my name is …", "application of … for the post",
"Manager: …", "deputised for …", and the one in a running head between the page and the paper's kind.

It is for names of which nothing is known and that look like ordinary words, or stand in small
letters, where the trained pipeline is unsure.
"""

import re
from collections.abc import Iterable

from edi_shortlist.redaction import names
from edi_shortlist.redaction.context import Context
from edi_shortlist.redaction.span import Label, Span

_CAPITALISED = r"[A-ZÀ-ÖØ-ÞŁŚŻŹĆŞĞŠŽ][\w'’-]+"
_TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Revd?|Sister|Father|Sir|Dame|Cllr)\.? )?"
_FULL = rf"{_TITLE}(?P<name>{_CAPITALISED}(?: (?:[A-Z]\.? )?{_CAPITALISED}){{1,2}})"
_IN_ANY_CASE = r"(?P<name>[^\W\d_][\w'’-]+(?: [^\W\d_][\w'’-]+){1,2})"
_ANNOUNCED = (
    # "Good morning, I am … and I have worked …"; "I am Head of Service" has no rare word.
    re.compile(rf"\b(?:[Mm]y name is|(?:I am|I['’]m)) {_FULL}(?=[,.;]| and I\b| and have\b|\s*\n)"),
    re.compile(
        rf"\bapplication (?:of|from|by) {_IN_ANY_CASE}(?= for (?:the |a )?(?:post|role|job|position)\b)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:(?:[Ll]ine )?[Mm]anager|[Ss]upervisor|[Mm]entor|[Rr]eporting to): ?{_FULL}(?=[.,;(]|\s*$|\s*\n)"
    ),
    re.compile(rf"\b(?:[Dd]eputis|[Dd]eputiz)(?:ed|ing|e) for {_FULL}(?! [A-Z])"),
    re.compile(
        rf"\b[Pp]age \d+(?: of \d+)? ?[–—|·-] ?{_FULL} ?[–—|·-] ?(?=(?i:cv\b|curriculum|supporting|statement|application|covering|letter))"
    ),
)
_SCORE = 0.7
_REASON = "The words before it say that a name follows."


class AnnouncedNameRecogniser:
    """Names behind words that announce one."""

    name = "announced-names"

    def find(self, context: Context) -> Iterable[Span]:
        """Return a span for each full name of which at least one word is no ordinary word."""
        for pattern in _ANNOUNCED:
            for match in pattern.finditer(context.text):
                start, end = match.span("name")
                words = names.WORD.findall(match["name"])
                if all(map(names.is_ordinary_word, words)):
                    continue
                # "Tordoff Housing Association": what follows any of its words counts.
                ends = [start + found.end() for found in names.WORD.finditer(match["name"])]
                if not any(names.belongs_to_something_else(context.text, start, e) for e in ends):
                    yield Span(start, end, Label.NAME, _SCORE, self.name, reason=_REASON)
