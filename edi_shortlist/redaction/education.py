"""Finds schools, colleges and universities attended, and the years of those entries.

The qualification, subject and grade stay; so do years of employment and of professional
certificates, and a school or university as employer.
"""

import re
from collections.abc import Iterable, Iterator

from edi_shortlist.redaction.context import Context
from edi_shortlist.redaction.sections import Line, SectionKind
from edi_shortlist.redaction.span import Label, Span

_CAP = r"(?:St\.|[A-ZÀ-ÞŁŚŻŹĆŞĞİ][\w'’&-]{0,40})"
_JOIN = r"(?:of|the|and|for|de|da|do|du|la|le|St\.?|in|at|upon|on)"
_KIND = (
    r"(?:Universit(?:y|é|à|ät|at|eit|et|atea|ies)|Uniwersytet|Universidad[e]?|Università|College|School|Academy|Grammar|High\sSchool|"
    r"Sixth\sForm(?:\sCollege)?|Comprehensive|Polytechnic|Poly|Secondary(?:\sModern)?|Institute(?:\sof\s[A-Z]\w+)?|Conservatoire|"
    r"Gymnasium|Lyceum|Liceum|Lycée|Gimnazjum|Politechnika|Madrasa|Community\sCollege|Upper\sSchool|Seminary|Technikum|Convent)"
)
_SCHOOL = re.compile(
    rf"University College (?:of )?{_CAP}|(?:(?:The )?{_CAP}(?: (?:{_JOIN} )?{_CAP}){{0,5}} )?{_KIND}(?: (?:of|in|for|at) (?:the )?{_CAP}(?: (?:{_JOIN} )?{_CAP}){{0,4}}|, {_CAP}(?= *[,(\t]))?"
)
QUALIFICATION = re.compile(
    r"\b(?:BA|B\.A\.|BSc|B\.Sc\.|BEng|BEd|LLB|BTh|BN|MA|M\.A\.|MSc|MEng|MBA|MPhil|LLM|MSW|PhD|DPhil|PGCE|PGDip|PG ?Cert|HND|HNC|"
    r"FdA|FdSc|A[\s-]?levels?|AS[\s-]?levels?|O[\s-]?levels?|GCSEs?|CSEs?|BTEC|GNVQ|T[\s-]level|International Baccalaureate|Baccalaur\w+|Matura|Abitur|WASSCE|WAEC|"
    r"Highers?|Leaving Cert(?:ificate)?|foundation degree|degree|diploma|undergraduate|postgraduate|first class|2:1|2:2|"
    r"School Certificate|Access to (?:HE|Higher Education)|bachelor\S*|master(?:'s|’s|s)|doctorate)\b",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"(?<![\w£$€.,/-])(?:(?:(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s+)?(?:19|20)\d{2}|['’]\d{2}|(?:0?[1-9]|1[0-2])[/.](?:19|20)?\d{2})"
    r"(?:\s?(?:[-–—/]|to|until|till|→|>)\s?(?:(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s+)?(?:(?:19|20)?\d{2}|['’]\d{2}|present|date|now|(?:0?[1-9]|1[0-2])[/.](?:19|20)?\d{2}))?(?![\w%])",
)
_PROFESSIONAL = re.compile(
    r"\b(?:NVQ|first aid|food (?:hygiene|safety)|safeguarding|manual handling|NPLQ|CSCS|IOSH|NEBOSH|ECDL|licen[cs]e|CPC|PRINCE2|"
    r"certificate in|CELTA|ILM|CMI|City (?:&|and) Guilds|apprenticeship|refresh|renewed|expires|exp\.|registered|chartered|CIPD|CIPFA|ACCA|"
    r"AAT|paid by (?:my )?employer|Care Certificate|QTS|NNEB|training|workshop|course|NEBOSH|IWFM|at work|Level \d)\b",
    re.IGNORECASE,
)
_STUDIED = re.compile(
    r"\b(?:studied|graduated|educated|read\s+\w+|attended|went to|left school|degree|student|graduate of|alumn\w+|reading \w+ at|"
    r"my (?:old )?(?:school|college|university)|BA|BSc|MA|MSc|PhD|PGCE|A[\s-]levels?|GCSEs?)\b[^.\n]{0,60}$",
    re.IGNORECASE,
)
_WORKED = re.compile(
    r"\b(?:teacher|teaching assistant|lecturer|tutor|cook|caretaker|cleaner|governor|worked|employed|job|role|officer|assistant|manager|"
    r"administrator|technician|librarian|mentor|learning support|TA|invigilator|bursar|support worker|partner|visit|served|supplied|contract)\b",
    re.IGNORECASE,
)
# Characters in which a sentence is looked for that says what a school was to the applicant.
_NEAR = 400


class EducationRecogniser:
    """Entries of education: the institution and its years."""

    name = "education"

    def find(self, context: Context) -> Iterable[Span]:
        """Return spans of labels ``SCHOOL`` and ``EDUCATION_DATE``."""
        for number, line in enumerate(context.lines):
            if not line.text.strip():
                continue
            kind = context.section_at(line.start).kind
            if kind is SectionKind.EDUCATION:
                yield from self._entry(context, number, line)
            elif kind not in (SectionKind.EMPLOYMENT, SectionKind.REFEREES):
                yield from self._elsewhere(line)

    def _entry(self, context: Context, number: int, line: Line) -> Iterator[Span]:
        """One line may hold several entries: "BSc Leeds 2017; first aid 2019"."""
        beside = self._stands_beside_a_school(context, number)
        at = 0
        for piece in re.split(r"(?<=;)", line.text):
            entry = Line(line.start + at, line.start + at + len(piece), piece)
            at += len(piece)
            schools = [m for m in _SCHOOL.finditer(piece) if m[0] not in _BARE]
            for match in schools:
                yield self._school(entry, match)
            qualified = QUALIFICATION.search(piece)
            alone = at == len(line.text) == len(piece)
            if schools or ((qualified or (beside and alone)) and not _PROFESSIONAL.search(piece)):
                yield from self._years(entry)

    def _elsewhere(self, line: Line) -> Iterator[Span]:
        """In prose a school counts only where the sentence says that the applicant studied."""
        for match in _SCHOOL.finditer(line.text):
            if match[0] in _BARE or len(match[0].split()) < 2:
                continue
            sentence = re.split(
                r"(?<=[.;!?])\s", line.text[max(0, match.start() - _NEAR) : match.start()]
            )[-1]
            after = re.split(r"(?<=[.;!?])\s", line.text[match.end() : match.end() + _NEAR])[0]
            if _WORKED.search(sentence[-40:]) or not (
                _STUDIED.search(sentence) or QUALIFICATION.search(after[:30])
            ):
                continue
            yield self._school(line, match)
            years = _YEARS.search(line.text, match.end(), min(len(line.text), match.end() + 30))
            if years:
                yield self._year(line, years)

    @staticmethod
    def _stands_beside_a_school(context: Context, number: int) -> bool:
        """Whether the line above or below, in the same entry, names a school."""
        lines = context.lines
        for near in lines[max(0, number - 1) : number] + lines[number + 1 : number + 2]:
            if near.text.strip() and _SCHOOL.search(near.text) and not _YEARS.search(near.text):
                return True
        return False

    def _school(self, line: Line, match: re.Match[str]) -> Span:
        lead = _GRADES.match(match[0])
        return Span(
            line.start + match.start() + (lead.end() if lead else 0),
            line.start + match.end(),
            Label.SCHOOL,
            0.85,
            self.name,
            reason="A school, college or university in an education entry.",
        )

    def _years(self, line: Line) -> Iterator[Span]:
        for match in _YEARS.finditer(line.text):
            yield self._year(line, match)

    def _year(self, line: Line, match: re.Match[str]) -> Span:
        return Span(
            line.start + match.start(),
            line.start + match.end(),
            Label.EDUCATION_DATE,
            0.85,
            self.name,
            reason="The year of an education entry.",
        )


# "Pass Bilston Community College": the grade is no part of the school's name.
_GRADES = re.compile(
    r"(?:(?:[\w&.'’-]+\s+){0,5}?(?:Pass|Merit|Distinction|Honours|Hons|First|Upper|Lower|Class|Level|NNEB|NVQ|BTEC|BA|BSc|MA|MSc|PhD|"
    r"Degree|Diploma|Certificate|GCSEs?|A[- ]Levels?|Grade|SCHOOLING|EDUCATION|PGCE(?: Primary| Secondary)?)\.?\s+)+(?=[A-ZÀ-Þ])"
)
_BARE = frozenset(
    {
        "School",
        "College",
        "University",
        "Academy",
        "Grammar",
        "Secondary",
        "Institute",
        "Comprehensive",
        "Poly",
        "Sixth Form",
    }
)
