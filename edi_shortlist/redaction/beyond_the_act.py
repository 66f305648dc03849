"""Finds what only the policy ``strict`` hides: employers' names, dates, languages, memberships.

None of it is protected; together with a place and a year it can tell who somebody is.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from edi_shortlist.redaction import lexicon, names
from edi_shortlist.redaction.context import Context
from edi_shortlist.redaction.span import Label, Span

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE = re.compile(
    rf"(?<![\w£$€.,])(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+(?:19|20)\d{{2}})?|"
    rf"{_MONTH}\s+(?:19|20)\d{{2}}|\d{{1,2}}[/.]\d{{1,2}}[/.](?:19|20)?\d{{2}}|"
    r"(?:0?[1-9]|1[0-2])/(?:19|20)\d{2}|(?:19|20)\d{2}(?:\s?[-–—/]\s?(?:19|20)?\d{2})?)(?![\w%])"
)
_CAP = r"[A-ZÀ-Þ][\w'’&-]*"
_MEMBER = re.compile(
    rf"\b(?:member|fellow|associate|trustee|governor|secretary|treasurer) of (?:the )?({_CAP}(?:\s(?:of|the|and|for|{_CAP}))*\s?{_CAP}|{_CAP})",
    re.IGNORECASE,
)


def _alternatives(key: str) -> str:
    return "|".join(
        re.escape(word) for word in sorted(lexicon.words("strict", key), key=len, reverse=True)
    )


@cache
def _languages() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_alternatives('languages')})(?!\w)")


@cache
def _organisations() -> re.Pattern[str]:
    inner = rf"(?:{_CAP}|of|and|the|for|&)"
    return re.compile(
        rf"(?<!\w)(?:(?:{_CAP}\s)(?:{inner}\s){{0,5}}?(?:{_alternatives('organisation_endings')})(?:\s(?:{_alternatives('organisation_endings')}))*"
        rf"|(?:{_alternatives('organisation_beginnings')})\s{_CAP}(?:\s{_CAP})?)(?!\w)"
    )


@cache
def _memberships() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_alternatives('memberships')})(?!\w)")


class BeyondTheActRecogniser:
    """Employers, dates, languages and memberships; hidden by the policy ``strict`` only."""

    name = "beyond-the-act"

    def find(self, context: Context) -> Iterable[Span]:
        """Return spans of labels ``DATE``, ``LANGUAGE``, ``EMPLOYER`` and ``MEMBERSHIP``."""
        text = context.text
        yield from self._spans(_DATE.finditer(text), Label.DATE, 0, "A date or year.")
        yield from self._spans(_languages().finditer(text), Label.LANGUAGE, 0, "A language.")
        yield from self._spans(
            _organisations().finditer(text), Label.EMPLOYER, 0, "Reads like an organisation."
        )
        for start, end in names.organisations(text):
            yield Span(
                start, end, Label.EMPLOYER, 0.6, self.name, reason="An organisation by its name."
            )
        reason = "A professional or other membership."
        yield from self._spans(_memberships().finditer(text), Label.MEMBERSHIP, 0, reason)
        yield from self._spans(_MEMBER.finditer(text), Label.MEMBERSHIP, 1, reason)

    def _spans(
        self, matches: Iterable[re.Match[str]], label: Label, group: int, reason: str
    ) -> Iterator[Span]:
        for match in matches:
            score = 0.62 if label is Label.MEMBERSHIP else 0.6
            yield Span(*match.span(group), label, score, self.name, reason=reason)
