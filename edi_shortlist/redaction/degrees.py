"""Finds universities by the short names that people call them, beside a degree, and the years of
degrees: "BSc Botany, Keele, 2009", "LLM (Northumbria, by distance, 2013)".

``resources/lexicons/universities.toml`` has the names. Most of them are places besides and count
only where an entry of education stands; whole names ("University of Keele") are the education
recogniser's.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from edi_shortlist.redaction import lexicon
from edi_shortlist.redaction.context import Context
from edi_shortlist.redaction.education import QUALIFICATION
from edi_shortlist.redaction.sections import SectionKind
from edi_shortlist.redaction.span import Label, Span

_DEGREE = (
    r"(?:B\.?A\.?|B\.?Sc\.?|BEng|BEd|LL\.?B|BTh|BN(?!\()|BMus|BDS|BMBS|MB ?BS|MB ?ChB|M\.?A\.?|M\.?Sc\.?|MEng|MBA|MPhil|MPH|MRes|LL\.?M|MSW|"
    r"Ph\.?D\.?|DPhil|PGCE|PGDE|PGDip|PG ?Dip|PG ?Cert|HND|HNC|FdA|FdSc|DipSW|DipHE|Dip HE|[Dd]egree|[Dd]octorate|[Mm]aster['’]?s|"
    r"[Ff]oundation degree|[Ff]irst class|[Pp]ostgraduate [Dd]iploma)(?!\w)"
)
_HONOURS = r"(?:[ ]?\((?:[Hh]ons?\.?|[Hh]onours|pre-reg|top-up)\)|[ ]Hons?\b\.?)?"
# In Roman figures from 1901 on: "MIX", "CIVIL" and "DID" are words.
_YEAR = r"(?:(?:19|20)\d{2}|['’]\d{2}|\b(?:MCM[LXVI]+|MM[XVI]+)\b)"
_YEARS = rf"{_YEAR}(?:\s?(?:[-–—/→>]|to|until|till)\s?(?:{_YEAR}|\d{{2}}(?!\d)|date|now|present))?"
_ENDS = (
    r"(?=\s*(?:[,);.:]|\(|$|\n|\t| {2,}|[–—-]|"
    + _YEAR
    + r"|\d:\d|by distance|distance|part[- ]time|"
    r"full[- ]time|first|upper|lower|with|and|in the|when|where|while|but|then))"
)
# What may stand between a university and its years: a grade, how it was studied.
_BETWEEN = r"[\s,;:(–—|-]*(?:(?i:by distance|distance|part[- ]time|full[- ]time|first|upper second|lower second|[12]:[12]|merit|distinction|pass|hons)[\s,;:()–—|-]*){0,2}"
_ONLY_PUNCTUATION = re.compile(rf"{_BETWEEN}(?P<years>{_YEARS})(?!\w)")
_DEGREE_YEARS = re.compile(rf"\b{_DEGREE}{_HONOURS}[^.;\n()]{{0,60}}?\((?P<years>{_YEARS})\)")
_PROFESSIONAL = re.compile(
    r"\b(?:seconded|at work|in-service|paid by my employer|while (?:at|employed)|through work)\b",
    re.IGNORECASE,
)


def _name() -> str:
    names = sorted(lexicon.words("universities", "short.names"), key=len, reverse=True)
    return rf"(?P<name>{'|'.join(map(re.escape, names))})"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """An entry with the degree first, and one with the university first."""
    name = rf"{_name()}(?![\w'’])"
    return (
        re.compile(
            rf"\b{_DEGREE}{_HONOURS}[^.;\n\t()]{{0,60}}?(?:[,(:–—]\s*|\b(?:at|from)\s+|\t+|[ ]{{2,}})(?:the )?{name}{_ENDS}"
        ),
        re.compile(rf"(?:^|[(,:\t]|\bat |\bfrom )[ ]*{name}[ ]?[,:(–—]?[ ]{_DEGREE}", re.MULTILINE),
    )


@cache
def _row() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<lead>^|\t|[ ]{{2,}}|[,|–—] ?){_name()}(?=\s*(?:[,\t|(–—]|[ ]{{2,}}|{_YEAR}|$))(?!, work)",
        re.MULTILINE,
    )


def _rows(context: Context, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where universities stand in the rows of an education section.

    Behind a comma a name counts only where its line tells a qualification: "Ogun Chambers, Lagos".
    """
    for row in _row().finditer(context.text, start, end):
        if not row["lead"].strip() or QUALIFICATION.search(context.line_at(row.start("name")).text):
            yield row.span("name")


class DegreeRecogniser:
    """Universities by their short names, and the years of degrees."""

    name = "degrees"

    def find(self, context: Context) -> Iterable[Span]:
        """Return spans of labels ``SCHOOL`` and ``EDUCATION_DATE``."""
        text = context.text
        places = {m.span("name") for p in _patterns() for m in p.finditer(text)}
        for section in context.sections:
            if section.kind is SectionKind.EDUCATION:
                places |= set(_rows(context, section.start, section.end))
        for start, end in sorted(places):
            reason = "A university's short name beside a degree."
            yield Span(start, end, Label.SCHOOL, 0.75, self.name, reason=reason)
        yield from self._years(context, places)

    def _years(self, context: Context, places: set[tuple[int, int]]) -> Iterator[Span]:
        tagged = (s for s in context.doc.spans.get("tagged", ()) if s.label_ == Label.SCHOOL.value)
        ends = {end for _, end in places} | {span.end_char for span in tagged}
        beside = (_ONLY_PUNCTUATION.match(context.text, end) for end in ends)
        for match in (*beside, *_DEGREE_YEARS.finditer(context.text)):
            if match and not _PROFESSIONAL.search(context.line_at(match.start()).text):
                start, end = match.span("years")
                reason = "The year of an education entry."
                yield Span(start, end, Label.EDUCATION_DATE, 0.75, self.name, reason=reason)
