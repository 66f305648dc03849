"""Chooses what stands in the place of a span: numbered people, pronouns, kinds of school.

The same person keeps one number through all documents of an application.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from edi_shortlist.redaction import names
from edi_shortlist.redaction.folding import fold
from edi_shortlist.redaction.identity import PARTICLES, Identity
from edi_shortlist.redaction.policy import Action, Policy
from edi_shortlist.redaction.span import Label, Span

_PRONOUNS = {
    "he": "[they]", "she": "[they]", "him": "[them]", "his": "[their]", "hers": "[theirs]",
    "himself": "[themself]", "herself": "[themself]", "he's": "[they're]", "she's": "[they're]",
    "he'd": "[they'd]", "she'd": "[they'd]", "he'll": "[they'll]", "she'll": "[they'll]",
}  # fmt: skip
_SCHOOL_KINDS = (
    (
        re.compile(r"universi|polytechnic|uniwersytet|\bOxford\b|\bCambridge\b", re.IGNORECASE),
        "[university]",
    ),
    (re.compile(r"college|sixth form|institute|conservatoire", re.IGNORECASE), "[college]"),
)
_WHOLE_YEARS = re.compile(r"\d{4}\D+\d{2,4}|[-–]")


class People:
    """Numbers the people of one application: the applicant, person 1, person 2 …"""

    def __init__(self, identity: Identity) -> None:
        self._applicant = {fold(part) for part in identity.significant_parts}
        self._applicant |= {n for part in identity.significant_parts for n in names.nicknames(part)}
        self._people: list[set[str]] = []

    def refer_to(self, name: str, source: str) -> int:
        """Return the number of a person by any form of the name; 0 for the applicant."""
        parts = {
            fold(word)
            for word in names.WORD.findall(name)
            if len(word) > 1 and fold(word) not in PARTICLES
        }
        if source == "known-identity" or (
            parts and parts & self._applicant and parts <= self._applicant
        ):
            return 0
        for number, person in enumerate(self._people, start=1):
            if parts & person and (parts <= person or person <= parts):
                person |= parts
                return number
        self._people.append(parts or {fold(name)})
        return len(self._people)


def _pronoun(text: str, after: str) -> str | None:
    word = fold(text)
    if word == "her":
        # "her reports" is a possessive; "told her." and "her to" are not.
        possessive = re.match(
            r"\s+(?!(?:to|and|or|for|in|on|at|as|by|with|when|that|the|a|from|but|if|up|out|off|down|back|into|through|about|because|again|well|since|very)\b)[a-z]",
            after,
        )
        return "[their]" if possessive else "[them]"
    return _PRONOUNS.get(word)


def _words_for(
    label: Label, text: str, after: str, template: str, people: People, source: str
) -> str:
    if label is Label.NAME:
        number = people.refer_to(text, source)
        return "[applicant]" if number == 0 else template.replace("{n}", str(number))
    if label is Label.GENDER and (pronoun := _pronoun(text, after)):
        return pronoun
    if label is Label.SCHOOL:
        for pattern, words in _SCHOOL_KINDS:
            if pattern.search(text):
                return words
    if label is Label.EDUCATION_DATE and template == "[year]" and _WHOLE_YEARS.search(text):
        return "[years]"
    return template.replace("{n}", "").replace("  ", " ")


def put_replacements(
    texts: Sequence[str], spans: Sequence[Sequence[Span]], identity: Identity, policy: Policy
) -> list[list[Span]]:
    """Return the spans with their replacements.

    Args:
        texts: the documents of one application.
        spans: resolved spans of each text, by position.
    """
    people = People(identity)
    finished: list[list[Span]] = []
    for text, found in zip(texts, spans, strict=True):
        row = []
        for span in found:
            treatment = policy.treatments[span.label]
            words = _words_for(
                span.label,
                text[span.start : span.end],
                text[span.end : span.end + 20],
                treatment.replacement,
                people,
                span.source,
            )
            row.append(replace(span, replacement=words, flagged=treatment.action is Action.FLAG))
        finished.append(row)
    return finished
