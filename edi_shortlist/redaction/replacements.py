"""Chooses what stands in the place of a span: numbered people with their role, pronouns, kinds of
school.

The same person keeps one number and one role through all documents of an application.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from edi_shortlist.redaction import names
from edi_shortlist.redaction.folding import fold
from edi_shortlist.redaction.identity import PARTICLES, Identity
from edi_shortlist.redaction.policy import Action, Policy
from edi_shortlist.redaction.roles import Role, roles_of, strongest
from edi_shortlist.redaction.span import Label, Span

_PRONOUNS = {
    "he": "[they]", "she": "[they]", "him": "[them]", "his": "[their]", "hers": "[theirs]",
    "himself": "[themself]", "herself": "[themself]", "he's": "[they're]", "she's": "[they're]",
    "he'd": "[they'd]", "she'd": "[they'd]", "he'll": "[they'll]", "she'll": "[they'll]",
}  # fmt: skip
# Of folded words: "Universität" is "universitat".
_SCHOOL_KINDS = (
    (
        re.compile(
            r"\buniversity (?:academy|primary|high)\b"
            r"|\b(?:primary|infants?|junior|high|grammar|secondary) (?:school|modern)\b(?!.*sixth form)"
        ),
        "[school]",
    ),
    (re.compile(r"\buniversity technical college"), "[college]"),
    (
        re.compile(
            r"universi|univerzi|uniwersytet|polytechnic|politechnik|politecni|hochschule|\bunis?\b|\bpoly\b"
            r"|\b(?:imperial college|king'?s college london|trinity college,? dublin)"
            r"|college,? (?:oxford|cambridge)$|^(?:oxford|cambridge)$"
        ),
        "[university]",
    ),
    (re.compile(r"college|sixth[ -]form|institute|conservatoire"), "[college]"),
    (re.compile(r"academy|grammar|school"), "[school]"),
)
_MONTH_OF_YEAR = re.compile(
    r"(?<!\d)(?:\d{1,2}[/.])?(?:0?[1-9]|1[0-2])[/.](?=(?:19|20)?\d{2}(?!\d))"
    r"|(?<=\d{4})-\d{2}-\d{2}(?!\d)|(?<!\d)\d{1,2}(?:st|nd|rd|th)?\s+(?=[A-Za-z]{3})(?!to\b|and\b|until\b|till\b)"
)
_YEAR = re.compile(r"(?<!\d)(?:(?:19|20)\d{2}|\d{2})(?!\d)")
_RANGE = re.compile(r"[-–—→>]|\b(?:to|until|till)\b", re.IGNORECASE)
# Behind "her" these show that it is no possessive: "told her that", "her to", "to her first.".
_NOT_OWNED = re.compile(
    r"\s+(?:to|and|or|for|in|on|at|as|by|with|when|that|the|a|an|from|but|if|up|out|off|down|back|into|through|about|because|"
    r"again|well|since|very|this|these|those|my|his|our|their|your|i|he|she|we|they|it|you|is|was|were|before|after|until|"
    r"while|during|how|what|why|where|who|whether|than|so|once|twice|alone|too|without|under|over|not)\b(?!-)",
    re.IGNORECASE,
)
_ADVERB_ENDS = re.compile(
    r"\s+(?:first|last|next|instead|now|then|today|directly|personally|often|always|immediately|straightaway|gladly|weekly|daily)"
    r"\s*(?:[.,;:!?)]|$)",
    re.IGNORECASE,
)
# A place that somebody comes from is told as any other origin, else the word would show that this
# one lies in Britain.
_ORIGIN = re.compile(
    r"\b(?:born|raised|brought up|bred|gr[eo]w(?:ing)? up|grown up|roots|originally|hail(?:s|ed)?|com(?:e|es|ing)|came|"
    r"native|family|parents|people|grandparents|trained)\b[^.;:\n]{0,30}$",
    re.IGNORECASE,
)
_STANDS_ALONE = re.compile(r"\s*(?:[.,;:!?)]|$)")


class People:
    """Numbers the people of one application: the applicant, person 1, person 2 …"""

    def __init__(self, identity: Identity) -> None:
        self._applicant = {fold(part) for part in identity.significant_parts}
        self._applicant |= {n for part in identity.significant_parts for n in names.nicknames(part)}
        self._people: list[set[str]] = []

    @property
    def count(self) -> int:
        """How many people there are beside the applicant."""
        return len(self._people)

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


def _number(people: People, mentions: Sequence[tuple[int, Role | None]]) -> list[tuple[int, str]]:
    """Return for each person, the first at 0, the number within the role and the role's word."""
    told: dict[int, list[Role | None]] = {}
    for person, role in mentions:
        told.setdefault(person, []).append(role)
    counts: Counter[str] = Counter()
    numbered = []
    for person in range(1, people.count + 1):
        role = strongest(told.get(person, ()))
        word = role.value if role else "person"
        counts[word] += 1
        numbered.append((counts[word], word))
    return numbered


def _person_words(template: str, person: int, numbered: Sequence[tuple[int, str]]) -> str:
    if person == 0:
        return "[applicant]"
    if "{n}" not in template:
        return template
    number, word = numbered[person - 1]
    with_role = re.sub(
        r"\bperson\b", lambda m: _like(m[0], word), template, count=1, flags=re.IGNORECASE
    )
    # Without a word for the role only the number tells people apart.
    if not re.search(r"\bperson\b", template, re.IGNORECASE):
        number = person
    return with_role.replace("{n}", str(number))


def _like(pattern: str, words: str) -> str:
    """Return the words with a capital at the start where the pattern has one."""
    if not pattern[0].isupper():
        return words
    return re.sub(r"[a-z]", lambda m: m[0].upper(), words, count=1)


def _pronoun(text: str, after: str) -> str | None:
    word = fold(text)
    if word == "her":
        # "her reports" is a possessive; "told her." and "her to" are not.
        owned = re.match(r"\s+[\"“‘']?\w", after) and not (
            _NOT_OWNED.match(after) or _ADVERB_ENDS.match(after)
        )
        words = "[their]" if owned else "[them]"
    elif word == "his" and _STANDS_ALONE.match(after):
        words = "[theirs]"
    elif word in _PRONOUNS:
        words = _PRONOUNS[word]
    else:
        return None
    return _like(text, words)


def _is_several_years(text: str) -> bool:
    years = _MONTH_OF_YEAR.sub("", text)
    return len(_YEAR.findall(years)) > 1 or bool(re.search(r"\d", years) and _RANGE.search(years))


def _school(text: str) -> str | None:
    # A French collège is a school for children, the English word is not.
    if re.search(r"coll[èÈ]ge", text, re.IGNORECASE):
        return "[school]"
    folded = fold(text)
    return next((words for pattern, words in _SCHOOL_KINDS if pattern.search(folded)), None)


def _words_for(label: Label, text: str, around: tuple[str, str], template: str, origin: str) -> str:
    """Return the words for a span that is no name; a template of the policy's own stays.

    Args:
        around: the text before and after it.
        origin: what stands for an origin.
    """
    before, after = around
    if label is Label.LOCATION and template == "[place]" and _ORIGIN.search(before):
        return origin
    if label is Label.GENDER and template == "[gender]" and (pronoun := _pronoun(text, after)):
        return pronoun
    if label is Label.SCHOOL and template == "[school]" and (school := _school(text)):
        return school
    if label is Label.EDUCATION_DATE and template == "[year]" and _is_several_years(text):
        return "[years]"
    return template.replace("{n}", "").replace("  ", " ")


def put_replacements(
    texts: Sequence[str], spans: Sequence[Sequence[Span]], identity: Identity, policy: Policy
) -> list[list[Span]]:
    """Return the spans with their replacements.

    Every mention is read before any replacement is chosen, so that a person has the same role
    where the text does not tell it.

    Args:
        texts: the documents of one application.
        spans: resolved spans of each text, by position; half-open characters.

    Raises:
        LexiconError: the list of words that announce roles cannot be used.
    """
    people = People(identity)
    persons: dict[tuple[int, int], int] = {}
    mentions: list[tuple[int, Role | None]] = []
    for at, (text, found) in enumerate(zip(texts, spans, strict=True)):
        named = [span for span in found if span.label is Label.NAME]
        roles = roles_of(text, [(span.start, span.end) for span in named])
        for span, role in zip(named, roles, strict=True):
            person = people.refer_to(text[span.start : span.end], span.source)
            persons[at, span.start] = person
            mentions.append((person, role))
    numbered = _number(people, mentions)

    finished: list[list[Span]] = []
    for at, (text, found) in enumerate(zip(texts, spans, strict=True)):
        row = []
        for span in found:
            treatment = policy.treatments[span.label]
            if span.label is Label.NAME:
                person = persons[at, span.start]
                words = _person_words(treatment.replacement, person, numbered)
            else:
                after = text[span.end : span.end + 20]
                gap = len(after) - len(after.lstrip())
                # "I will call her Olivia": a name is nothing that she owns.
                if (at, span.end + gap) in persons and fold(text[span.start : span.end]) == "her":
                    after = ""
                around = text[max(0, span.start - 60) : span.start], after
                words = _words_for(
                    span.label,
                    text[span.start : span.end],
                    around,
                    treatment.replacement,
                    policy.treatments[Label.ETHNICITY].replacement or "[place]",
                )
            row.append(replace(span, replacement=words, flagged=treatment.action is Action.FLAG))
        finished.append(row)
    return finished
