"""Finds dates of birth and stated ages. Years of employment, clients' ages and lengths of
experience stay."""

import re
from collections.abc import Iterable

from edi_shortlist.redaction.context import Context
from edi_shortlist.redaction.span import Label, Span

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:(?:19|20)\d{2}|['’]\d{2}|\d{2})"
_DATE = (
    rf"(?:{_DAY}\s*(?:of\s+)?{_MONTH},?\s*{_YEAR}|{_MONTH}\s+{_DAY},?\s*{_YEAR}|"
    rf"{_DAY}\s?[./\-]\s?(?:0?[1-9]|1[0-2]|[ivx]{{1,4}})\s?[./\-]\s?{_YEAR}|"
    rf"(?:19|20)\d{{2}}[./\-]?(?:0[1-9]|1[0-2])[./\-]?(?:0[1-9]|[12]\d|3[01])|"
    rf"{_MONTH}\s+(?:19|20)\d{{2}}|(?:19|20)\d{{2}})"
)
_BORN = re.compile(
    r"\b(?:date\s+of\s+birth|birth\s*date|year\s+of\s+birth|d\.?\s?o\.?\s?b\b\.?|born(?:\s+(?:on|in))?|b\.|geb\.?)"
    rf"(?:\s*\([^)\n]{{0,30}}\))?[\s:.=|–—-]{{1,30}}({_DATE})(?![\d])",
    re.IGNORECASE,
)
_I_AM_AGED = re.compile(
    r"\b(?:I\s+am|I['’]m|I\s+turned|I\s+turn|I\s+will\s+be|now\s+aged|am\s+aged)\s+"
    r"((?:now\s+|only\s+|almost\s+|nearly\s+)?(?:\d{2}|(?:twenty|thirty|forty|fifty|sixty|seventy)(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?)(?:\s+years?\s+(?:old|of\s+age|young))?)"
    r"(?=\s*(?:[.,;:)!—–-]|and\b|but\b|so\b|with\b|$))",
    re.IGNORECASE | re.MULTILINE,
)
_AGE_FIELD = re.compile(
    r"(?:^|[\t|·(][^\S\n]{0,20})Age(?:\s+(?:last\s+birthday|group|band|range))?\s{0,20}[:=\t]\s{0,20}(\d{2}(?:\s*[-–]\s*\d{2})?\+?)\b",
    re.IGNORECASE | re.MULTILINE,
)
_LIFE_STAGE = re.compile(
    r"\b(?:as\s+a|I\s+am\s+a|I['’]m\s+a|being\s+a)\s+(?:\w+\s+)?((?:mature\s+student|recent\s+graduate|school\s+leaver|semi-retired\s+\w+|retired\s+\w+|pensioner|millennial|baby\s+boomer))\b",
    re.IGNORECASE,
)
_OLD_EXAMS = re.compile(
    r"(?<![\w-])(?:O[\s-]?[Ll]evels?|[\"“]O[\"”]\s?[Ll]evels?|CSEs?|GCEs?\s+O[\s-]?[Ll]evels?|School\s+Certificate|11[\s-]plus|eleven[\s-]plus)(?![\w-])"
)


class DateOfBirthAndAgeRecogniser:
    """Dates of birth after the words that announce them, and ages the applicant states."""

    name = "dates"

    def find(self, context: Context) -> Iterable[Span]:
        """Return spans of labels ``DATE_OF_BIRTH`` and ``AGE``."""
        text = context.text
        for match in _BORN.finditer(text):
            yield Span(
                *match.span(1), Label.DATE_OF_BIRTH, 0.96, self.name, reason="A date of birth."
            )
        for pattern in (_I_AM_AGED, _AGE_FIELD, _LIFE_STAGE):
            for match in pattern.finditer(text):
                yield Span(*match.span(1), Label.AGE, 0.85, self.name, reason="A stated age.")
        for match in _OLD_EXAMS.finditer(text):
            yield Span(
                *match.span(),
                Label.AGE,
                0.8,
                self.name,
                reason="An examination that ended in 1987 or before shows the applicant's age.",
            )
