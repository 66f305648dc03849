"""Finds protected characteristics that the sentence plainly gives to the applicant.

Mentions come from ``resources/lexicons/characteristics.toml``; whose each one is, from
``ownership``. What is not plain is left to the trained pipeline.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from edi_shortlist.redaction import lexicon
from edi_shortlist.redaction.context import Context
from edi_shortlist.redaction.ownership import WORK_SECTIONS, Owner, verdict
from edi_shortlist.redaction.sections import SectionKind
from edi_shortlist.redaction.span import Label, Span

# Words too common to be taken without the pipeline's agreement.
_WEAK = frozenset(
    [
        "ms",
        "add",
        "bi",
        "straight",
        "spent",
        "engaged",
        "separated",
        "expecting",
        "generation",
        "discharged",
        "black",
        "trans",
        "white",
        "prayers",
        "faith",
        "spent",
        "visa",
        "prison",
        "surgery",
        "sickness",
        "counselling",
        "sentence",
        "sentenced",
        "unite",
        "partner",
        "anxiety",
        "traveller",
        "temple",
        "orthodox",
    ]
)


@cache
def _mentions() -> tuple[tuple[Label, re.Pattern[str]], ...]:
    patterns = []
    for label, words in lexicon.tables("characteristics", "mentions").items():
        choice = "|".join(word.replace("'", "['’]") for word in words)
        try:
            patterns.append((Label(label), re.compile(rf"\b(?:{choice})\b", re.IGNORECASE)))
        except re.error as error:
            raise lexicon.LexiconError(
                f"characteristics.toml: an entry of '{label}' is not a pattern: {error}."
            ) from None
    return tuple(patterns)


def mentions(text: str) -> Iterator[tuple[int, int, Label]]:
    """Yield every mention of a characteristic: ``(start, end, label)``, half-open characters."""
    for label, pattern in _mentions():
        for match in pattern.finditer(text):
            yield match.start(), match.end(), label


_NOTED = "A note under a heading on the applicant's own person."
_LONGEST_NOTE = 5


def _is_note_on_oneself(context: Context, start: int, end: int) -> bool:
    """Whether a mention is a note without a subject under a personal heading: "Widower."."""
    if context.section_at(start).kind not in (SectionKind.PERSONAL, SectionKind.MONITORING):
        return False
    text = context.text
    if re.match(r"[^\S\n]*(?:[:=\t]|\.{2})", text[end:]):
        return False  # what a form asks, not what somebody answered
    opens = max(text.rfind(stop, 0, start) for stop in (". ", "\n", ";", ",", "\t")) + 1
    closes = min(
        (at for stop in (".", "\n", ";", ",", "\t") if (at := text.find(stop, end)) >= 0),
        default=len(text),
    )
    note = text[opens:closes].split()
    return len(note) <= _LONGEST_NOTE and not text[opens:closes].rstrip().endswith((":", "?"))


class CharacteristicRecogniser:
    """Characteristics that are plainly the applicant's own."""

    name = "characteristics"

    def find(self, context: Context) -> Iterable[Span]:
        """Return a span for each mention that the sentence gives to the applicant."""
        for start, end, label in mentions(context.text):
            word = context.text[start:end].lower()
            if word in _WEAK or (label is Label.GENDER and not word.startswith("as a")):
                continue
            if context.section_at(start).kind in WORK_SECTIONS:
                continue
            found = verdict(context.text, start, end)
            if found.owner is Owner.APPLICANT:
                yield Span(start, end, label, 0.7, self.name, reason=found.reason)
            elif found.owner is Owner.UNCLEAR and _is_note_on_oneself(context, start, end):
                yield Span(start, end, label, 0.65, self.name, reason=_NOTED)
