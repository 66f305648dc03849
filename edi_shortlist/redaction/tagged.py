"""Takes the spans of the trained spaCy pipeline: cuts ragged ends, leaves out what is unsure or
cannot be what it is said to be, and gives the reason.

Any spaCy pipeline may stand in its place: without ``doc.spans["tagged"]`` its named entities
are used.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from edi_shortlist.redaction import lexicon, names
from edi_shortlist.redaction.context import Context
from edi_shortlist.redaction.ownership import Verdict, steadied, whose
from edi_shortlist.redaction.pronouns import (
    PRONOUN,
    against_the_document,
    in_a_referees_words,
    with_their_document,
)
from edi_shortlist.redaction.span import Label, Span

_ENTITY_LABELS = {"PERSON": Label.NAME, "PER": Label.NAME}
_EDGE = " \t\n\u00a0,;:.|·•–—-\"“”'‘’()[]{}*/…"
#: What a reviewer is told of a span of each label.
REASONS = {
    Label.NAME: "Reads like a person's name.",
    Label.TITLE: "A title that shows sex, marriage or faith.",
    Label.EMAIL: "Reads like an e-mail address.",
    Label.PHONE: "Reads like a telephone number.",
    Label.URL: "Reads like a personal link or handle.",
    Label.ADDRESS: "Reads like a line of an address.",
    Label.POSTCODE: "Reads like a postcode.",
    Label.LOCATION: "Reads like where the applicant lives or comes from.",
    Label.ID_NUMBER: "Reads like a number that identifies a person.",
    Label.DATE_OF_BIRTH: "Reads like a date of birth.",
    Label.AGE: "Reads like the applicant's age or stage of life.",
    Label.EDUCATION_DATE: "Reads like the year of a school, college or university entry.",
    Label.SCHOOL: "Reads like a school, college or university that the applicant attended.",
    Label.GENDER: "Reads like a word that shows the applicant's sex.",
    Label.GENDER_REASSIGNMENT: "Reads like the applicant's own trans history.",
    Label.ETHNICITY: "Reads like the applicant's own origin, nationality or immigration status.",
    Label.RELIGION: "Reads like the applicant's own faith or observance.",
    Label.DISABILITY: "Reads like the applicant's own health, disability or adjustments.",
    Label.CARE_EXPERIENCE: "Reads like the applicant's own time in care.",
    Label.SEXUAL_ORIENTATION: "Reads like the applicant's own orientation.",
    Label.MARITAL_STATUS: "Reads like the applicant's own marriage or partnership.",
    Label.PREGNANCY_MATERNITY: "Reads like the applicant's own pregnancy or parental leave.",
    Label.DEPENDANTS: "Reads like the applicant's own children or caring.",
    Label.SOCIOECONOMIC: "Reads like the applicant's own background.",
    Label.POLITICAL: "Reads like the applicant's own party or campaigning.",
    Label.TRADE_UNION: "Reads like the applicant's own union membership.",
    Label.CONVICTION: "Reads like the applicant's own convictions or cautions.",
    Label.VETERAN: "Reads like the applicant's own service in the armed forces.",
}
# What a label must hold to be what it says.
_MUST_HOLD = {
    Label.EMAIL: re.compile(r"@|\bat\b|\(at\)"),
    Label.URL: re.compile(r"[./@#_\d:]"),
    Label.PHONE: re.compile(r"(?:\d\D*){4}|\b(?:oh|zero|nought|double|seven)\b", re.IGNORECASE),
    Label.POSTCODE: re.compile(r"\d"),
    Label.ID_NUMBER: re.compile(r"\d"),
    Label.EDUCATION_DATE: re.compile(r"\d"),
    # A name: "Royds Hall", not "same school" or "Second Class Upper".
    Label.SCHOOL: re.compile(
        r"\b(?!(?:School|College|University|Academy|Institute|Second|Upper|Lower|First|Third|Class|"
        r"Honours|Left|Leaving|Certificate|Merit|Pass|Distinction|Dates|The)\b)[^\W\d_a-z][^\W\d_]"
    ),
}
# From this score on, a school may be written in small letters in any text.
_SURE_OF_A_SCHOOL = 0.9
# "greenhead college", not "same school" or "my college".
_SCHOOL_IN_SMALL_LETTERS = re.compile(
    r"^(?!(?:(?:the|my|a|an|same|this|local|left|at|of|in|first|second|class|upper|lower|honours|school|college|"
    r"university|certificate|sixth|form)\b\W*)+$)"
)
# Labels that are hidden whoever they belong to, or whose owner is judged elsewhere.
_WHOSE_EVER = frozenset(
    [
        Label.NAME,
        Label.TITLE,
        Label.EMAIL,
        Label.PHONE,
        Label.URL,
        Label.ADDRESS,
        Label.POSTCODE,
        Label.LOCATION,
        Label.ID_NUMBER,
        Label.DATE_OF_BIRTH,
        Label.SCHOOL,
        Label.EDUCATION_DATE,
        Label.GENDER,  # judged with the document's other pronouns
    ]
)
# Words at the edge of a phrase that tell nothing: "and was a", "because of my".
_EMPTY_FIRST = re.compile(
    r"(?:and|but|or|so|because|since|which|who|that|where|when|while|if|then|also)\s+(?=\S)",
    re.IGNORECASE,
)
# The guide marks the smallest phrase whose removal hides the fact: "diagnosed with …" without the
# "I was" before it, which also lets the sentence stand.
_SUBJECT = re.compile(
    r"(?:(?:now|today|here|once)\s+)?I(?:['’](?:m|ve)|\s+(?:am|was|have|had))\s+(?=\S)",
    re.IGNORECASE,
)
_EMPTY_LAST = re.compile(r"\s+(?:and|but|or|so|which|who|that|the|a|an|of|in|at|with|for|to|my|I)$")


_RANK_OR_GREETING = re.compile(
    r"(?:HHJ|DJ|DS|DC|DI|PC|Insp|Supt|Sgt|Cpl|Hi|Hiya|Hello|Dear|WeChat|Skype|Re|Cllr|Dr|Prof)\.?\s+(?=\S)"
)


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    label: Label
    score: float


@cache
def settings() -> dict[str, float]:
    """The lowest score by label, from ``thresholds.toml``; ``DEFAULT`` for the others."""
    table = lexicon.read("thresholds").get("tagged")
    if not isinstance(table, dict):
        raise lexicon.LexiconError("thresholds.toml: the table [tagged] is missing.")
    return {str(label): float(value) for label, value in table.items()}


@dataclass(frozen=True)
class Decoding:
    """How the shipped pipeline weighs keeping against hiding, from ``thresholds.toml``.

    Attributes:
        keep: added to the score of every "keep"; more than 0 keeps more, in whole phrases.
        labels: added to the score of a label, against ``keep``.
    """

    keep: float
    labels: dict[str, float]


@cache
def decoding() -> Decoding:
    """Return the weights with which the shipped pipeline decodes.

    Raises:
        LexiconError: the file lacks them.
    """
    table = lexicon.read("thresholds").get("decoding")
    if not isinstance(table, dict) or "KEEP" not in table:
        raise lexicon.LexiconError("thresholds.toml: the table [decoding] with KEEP is missing.")
    labels = {str(Label(k)): float(v) for k, v in table.items() if k != "KEEP"}
    return Decoding(float(table["KEEP"]), labels)


class TaggedRecogniser:
    """The trained pipeline's spans."""

    name = "tagged"

    def find(self, context: Context) -> Iterable[Span]:
        """Return the pipeline's spans that are sure enough, trimmed to words."""
        small = context.is_in_lower_case
        found = [one for raw in self._raw(context) if (one := _mended(context.text, raw, small))]
        verdicts: dict[tuple[int, int], Verdict] = {}
        for at, one in enumerate(found):
            if one.label not in _WHOSE_EVER:
                of = verdicts[one.start, one.end] = whose(context, one.start, one.end)
                found[at] = replace(one, score=steadied(one.score, of))
        sure = [one for one in found if _is_sure_enough(context.text, one, small)]
        pronouns = [
            (one.start, one.end, one.score)
            for one in sure
            if one.label is Label.GENDER and PRONOUN.fullmatch(context.text[one.start : one.end])
        ]
        quoted = set(in_a_referees_words(context))
        refused = against_the_document(context, pronouns) - quoted
        for one in sure:
            if (one.start, one.end) not in refused:
                said = verdicts.get((one.start, one.end))
                reason = f"{REASONS[one.label]} {said.reason}" if said else REASONS[one.label]
                yield Span(one.start, one.end, one.label, one.score, self.name, reason=reason)
        for start, end in sorted(quoted):
            reason = "Somebody who was asked about the applicant is quoted."
            yield Span(start, end, Label.GENDER, 0.6, self.name, reason=reason)
        for start, end in with_their_document(context, pronouns):
            reason = "The document's other pronouns are the applicant's."
            yield Span(start, end, Label.GENDER, 0.6, self.name, reason=reason)

    @staticmethod
    def _raw(context: Context) -> Iterator[_Found]:
        doc = context.doc
        if "tagged" in doc.spans:
            group = doc.spans["tagged"]
            scores = group.attrs.get("scores") or [0.9] * len(group)
            for span, score in zip(group, scores, strict=True):
                yield _Found(span.start_char, span.end_char, Label(span.label_), float(score))
            return
        for entity in doc.ents:
            if label := _ENTITY_LABELS.get(entity.label_):
                yield _Found(entity.start_char, entity.end_char, label, 0.85)


def _is_sure_enough(text: str, one: _Found, small: bool) -> bool:
    bars = settings()
    bar = bars.get(one.label.value, bars["DEFAULT"])
    if one.label is Label.NAME:
        passage = text[one.start : one.end]
        if passage.islower() and not small:
            bar = max(bar, bars["NAME_IN_LOWER_CASE"])
        elif names.is_full_and_rare(passage):
            bar = min(bar, bars["NAME_FULL_AND_RARE"])
    return one.score >= bar


def _mended(text: str, one: _Found, small: bool) -> _Found | None:
    """Cut punctuation, white space and empty words from both ends; None when nothing is left
    that the label could mean.

    Args:
        small: whether the text is written without capitals.
    """
    start, end = _trimmed(text, one.start, one.end)
    if one.label is Label.NAME:
        if rank := _RANK_OR_GREETING.match(text, start, end):
            start = rank.end()
        end = names.end_without_letters(text, start, end)
        if names.belongs_to_something_else(text, start, end) or end - start < 2:
            return None
    elif one.label not in (Label.SCHOOL, Label.ADDRESS, Label.LOCATION):
        while empty := _EMPTY_FIRST.match(text, start, end):
            start = empty.end()
        if subject := _SUBJECT.match(text, start, end):
            start = subject.end()
        while empty := _EMPTY_LAST.search(text[start:end]):
            if one.label is Label.GENDER and empty[0].strip() == "of":
                break  # "chairman of": what follows is kept
            end = start + empty.start()
        start, end = _trimmed(text, start, end)
    must_hold = _MUST_HOLD.get(one.label)
    if one.label is Label.SCHOOL and (small or one.score >= _SURE_OF_A_SCHOOL):
        must_hold = _SCHOOL_IN_SMALL_LETTERS
    if start >= end or (must_hold and not must_hold.search(text[start:end])):
        return None
    if not re.search(r"\w", text[start:end]):
        return None
    return _Found(start, end, one.label, one.score)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    if text[start:end].count("(") > text[start:end].count(")") and text[end : end + 1] == ")":
        end += 1
    return start, end
