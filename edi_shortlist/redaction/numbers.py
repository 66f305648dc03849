"""Finds numbers that identify a person: National Insurance, NHS, passport, driving licence, DBS,
professional registrations, bank and card numbers; by shape, checksum and the words before them.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from edi_shortlist.redaction.context import Context
from edi_shortlist.redaction.span import Label, Span


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits pass the modulus 11 check of NHS numbers (NHS Data Dictionary)."""
    if len(digits) != 10:
        return False
    total = sum(int(d) * (10 - i) for i, d in enumerate(digits[:9]))
    check = (11 - total % 11) % 11
    return check != 10 and check == int(digits[9])


def is_luhn(digits: str) -> bool:
    """Whether 13 to 19 digits pass the Luhn check of payment cards (ISO/IEC 7812-1)."""
    if not 13 <= len(digits) <= 19:
        return False
    total = 0
    for i, d in enumerate(reversed(digits)):
        value = int(d) * (2 if i % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def is_iban(text: str) -> bool:
    """Whether an International Bank Account Number passes its modulus 97 check (ISO 13616)."""
    compact = re.sub(r"\s", "", text).upper()
    if not 15 <= len(compact) <= 34:
        return False
    turned = compact[4:] + compact[:4]
    return int("".join(str(int(c, 36)) for c in turned)) % 97 == 1


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


@dataclass(frozen=True)
class _Shape:
    """A number known by its shape, and by a check where it has one."""

    pattern: re.Pattern[str]
    score: float
    reason: str
    check: Callable[[str], bool] | None = None


_SHAPES = (
    # Two letters, six digits, a letter A to D (HMRC NIM39110); QQ is HMRC's own example prefix.
    _Shape(
        re.compile(
            r"(?<![A-Za-z0-9])(?:[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]|QQ)"
            r"(?:[\s-]?[0-9O]{2}){3}[\s-]?[A-D](?![A-Za-z0-9])",
            re.IGNORECASE,
        ),
        0.98,
        "A National Insurance number.",
    ),
    _Shape(
        re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)"),
        0.9,
        "A number that passes the check of NHS numbers.",
        lambda text: is_nhs_number(_digits(text)) and not text.startswith("0"),
    ),
    # Five letters of the surname, six figures, two initials, check (DVLA form INF57P).
    _Shape(
        re.compile(
            r"(?<![A-Za-z0-9])[A-Z][A-Z9]{4}\s?\d\s?\d{5}\s?[A-Z9]{2}\s?\d?[A-Z0-9]{1,3}(?:\s\d{2})?(?![A-Za-z0-9])"
        ),
        0.97,
        "A driving licence number.",
    ),
    _Shape(
        re.compile(r"(?<!\d)(?:\d[ -]?){12,18}\d(?!\d)"),
        0.9,
        "A payment card number.",
        lambda text: is_luhn(_digits(text)),
    ),
    _Shape(
        re.compile(
            r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3})?(?![A-Za-z0-9])"
        ),
        0.97,
        "An international bank account number.",
        is_iban,
    ),
    # Nursing and Midwifery Council PIN: year, month letter, four digits, country letter.
    _Shape(
        re.compile(r"(?<![A-Za-z0-9])\d{2}[A-L]\d{4}[ESWNCO](?![A-Za-z0-9])"),
        0.95,
        "An NMC registration number.",
    ),
    # Share code of the Home Office: nine characters that begin with W (right to work).
    _Shape(
        re.compile(
            r"(?<![A-Za-z0-9])W[A-Z0-9]{2}\s?(?=[A-Z0-9\s]{0,7}\d)[A-Z0-9]{3}\s?[A-Z0-9]{3}(?![A-Za-z0-9])"
        ),
        0.85,
        "A Home Office share code.",
        lambda text: any(c.isdigit() for c in text) and len(re.sub(r"\s", "", text)) == 9,
    ),
    _Shape(
        re.compile(r"(?<![A-Za-z0-9])SW\d{4,6}(?![A-Za-z0-9])"),
        0.9,
        "A Social Work England number.",
    ),
    # An adviser's number in the register of the Immigration Advice Authority (OISC before 2025).
    _Shape(
        re.compile(r"(?<![A-Za-z0-9])[FN](?:19|20)\d{7}(?![A-Za-z0-9])"),
        0.95,
        "An immigration adviser's registration number.",
    ),
    _Shape(
        re.compile(r"(?<!\d)\d{2}-\d{2}-\d{2}(?=\D{1,25}\d{8}(?!\d))"), 0.85, "A bank sort code."
    ),
)

_ISSUER = (
    r"NI|N\.I\.|NINO|National Insurance|NHS|passport|driving licen[cs]e|licen[cs]e|visa|BRP|share code|eVisa|"
    r"payroll|employee|staff|personnel|candidate|applicant|application|DBS(?: certificate)?|CRB|disclosure|certificate|"
    r"registration|register|reg\.?|registered|membership|member|NMC|GMC|GDC|GPhC|HCPC|SWE|SSSC|Social Work England|"
    r"Social Care Wales|SIA|SRA|TRN|QTS|DfE|teacher reference|QTLS|RICS|RTPI|ICE|CIPFA|ACCA|CIMA|CIPD|CIH|IOSH|CIEH|"
    r"BACP|BPS|ICO|Gas Safe|CSCS|NICEIC|PIN|service|army|warrant|collar|account|sort code|IBAN|ORCID|ULN|UCAS|"
    r"candidate ref|learner|student|digi ?card|tacho(?:graph)?|CPC|badge|TRAC|document|Home Office|tribunal|"
    r"DQC|cand|BADth|AMA|CEng|UKPHR|MCIL|Bar|roll|vehicle|discharge book"
)
_NAMED = re.compile(
    rf"(?i:(?<![\w])(?:{_ISSUER})(?:[ \t]+(?:certificate|registration|membership|licen[cs]e|card|ID|reference|ref|"
    r"number|num|no|code|pin|check|enhanced|adults|valid|issued|id)){0,6}\b\.?"
    r"(?:[ \t]*\((?:[^()\n]{0,30})\))?(?:[ \t]*(?:number|num|no|ref|id|#|№))?(?:[ \t]*\.)?"
    r"(?:[ \t]*(?:is|was|=|:|;|\||#|–|-|→))?(?:[ \t]*[:#])?[ \t]*)"
    r"((?=[A-Z/\-. ]{0,60}\d[A-Z/\-. ]{0,60}\d)[A-Z0-9][A-Z0-9/\-.]*(?:[ ][A-Z]{0,3}\d[A-Z0-9/\-]*){0,5}(?:[ ][A-Z]{1,2}(?![A-Za-z]))?)"
)
_ISSUER_STRICT = re.compile(
    r"\b(?:number|num|no|ref|id|pin|code|NMC|GMC|GDC|HCPC|SWE|SRA|SIA|TRN|NI|DBS|passport|payroll|"
    r"share code|account|ORCID|England|licen[cs]e|register|membership|QTS|UKPHR|staff|candidate|card|document|certificate)\b\.?",
    re.IGNORECASE,
)
# A job's own reference, a standard, a law, a grade, a date: not the applicant's number.
_NOT_PERSONAL = re.compile(
    r"\b(?:post|job|vacancy|req(?:uisition)?|advert|role|ISO|BS|EN|PCN|case|section|level|grade|scale|"
    r"policy|regulation|ticket|invoice|budget|version|contract|unit|class|category|cat|charity|company)\b[^\n]{0,12}$",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|(?:0?\d|1[0-2])[/.-](?:19|20)?\d{2}|(?:19|20)\d{2}(?:\s?[-–/]\s?(?:(?:19|20)?\d{2}))?|\d{1,3})"
)


class NumberRecogniser:
    """Identifying numbers, by shape and checksum or by the words before them."""

    name = "numbers"

    def find(self, context: Context) -> Iterable[Span]:
        """Return a span for each identifying number."""
        yield from self._shapes(context.text)
        yield from self._named(context.text)

    def _shapes(self, text: str) -> Iterator[Span]:
        for shape in _SHAPES:
            for match in shape.pattern.finditer(text):
                if "\n" in match[0] or (shape.check and not shape.check(match[0])):
                    continue
                yield Span(
                    *match.span(), Label.ID_NUMBER, shape.score, self.name, reason=shape.reason
                )

    def _named(self, text: str) -> Iterator[Span]:
        for match in _NAMED.finditer(text):
            number = match[1].rstrip(" .-/")
            before = text[max(0, match.start() - 20) : match.start()]
            between = text[match.start() : match.start(1)]
            if (
                len(_digits(number)) < 4
                or _DATE.fullmatch(number)
                or _NOT_PERSONAL.search(before)
                or re.search(r"\bcharity\b", context_line(text, match.start()), re.IGNORECASE)
                or not _ISSUER_STRICT.search(between)
            ):
                continue
            yield Span(
                match.start(1),
                match.start(1) + len(number),
                Label.ID_NUMBER,
                0.95,
                self.name,
                reason="A number that a register, an employer or an office gave to a person.",
            )


def context_line(text: str, offset: int) -> str:
    """Return the line at ``offset`` and the one before it: "… Hospitals Charity / Registered no."."""
    end = text.find("\n", offset)
    start = text.rfind("\n", 0, text.rfind("\n", 0, offset) + 1 or 1)
    return text[max(0, text.rfind("\n", 0, max(0, start)) + 1) : end if end >= 0 else len(text)]
