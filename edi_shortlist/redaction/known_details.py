"""Finds the applicant's known e-mail address, telephone, address, postcode and date of birth, in
every usual way of writing them.
"""

import datetime
import re
from collections.abc import Iterator

from edi_shortlist.redaction import names
from edi_shortlist.redaction.context import Context
from edi_shortlist.redaction.folding import fold
from edi_shortlist.redaction.identity import Identity
from edi_shortlist.redaction.placing import is_alone
from edi_shortlist.redaction.span import Label, Span

SOURCE = "known-identity"

# How surely a span is right, by how it was found.
_FULL, _PART, _EVIDENCED = 0.99, 0.95, 0.8


def find(context: Context) -> Iterator[Span]:
    """Yield a span for each trace of the applicant's known details."""
    yield from _contacts(context)
    yield from _address(context)
    if context.identity.date_of_birth:
        yield from _date_of_birth(context, context.identity.date_of_birth)


def _span(context: Context, start: int, end: int, label: Label, score: float, reason: str) -> Span:
    """Make a span from offsets into the folded text."""
    first, last = context.folded.original(start, end)
    return Span(first, last, label, score, SOURCE, reason=reason)


def _literal(context: Context, wanted: str) -> Iterator[tuple[int, int]]:
    """Yield ranges of the folded text that equal ``wanted`` up to case, accents and white space."""
    words = fold(wanted).split()
    if not words:
        return
    pattern = r"\s+".join(map(re.escape, words))
    for match in re.finditer(rf"(?<![^\W_]){pattern}(?![^\W_])", context.folded.text):
        yield match.span()


def _contacts(context: Context) -> Iterator[Span]:
    identity = context.identity
    if "@" in identity.email:
        for start, end in _literal(context, identity.email):
            yield _span(context, start, end, Label.EMAIL, _FULL, "The applicant's e-mail address.")
        local = identity.email.partition("@")[0]
        if len(local) >= 5 and not names.is_ordinary_word(local):
            for start, end in _literal(context, local):
                yield _span(
                    context,
                    start,
                    end,
                    Label.NAME,
                    _PART,
                    "The first half of the applicant's e-mail address.",
                )
    yield from _phone(context, identity)
    if identity.postcode:
        compact = fold(identity.postcode).replace(" ", "")
        outward, inward = compact[:-3], compact[-3:]
        pattern = rf"(?<![a-z0-9]){re.escape(outward)}\s*(?:{re.escape(inward)})?(?![a-z0-9])"
        for match in re.finditer(pattern, context.folded.text):
            end = match.start() + len(match[0].rstrip())
            alone = end - match.start() <= len(outward)
            first, last = context.folded.original(match.start(), end)
            if alone and not context.text[first:last].isupper():
                continue
            yield Span(
                first,
                last,
                Label.POSTCODE,
                _PART if alone else _FULL,
                SOURCE,
                reason="The applicant's postcode.",
            )


def _phone(context: Context, identity: Identity) -> Iterator[Span]:
    digits = re.sub(r"\D", "", identity.phone)
    national = re.sub(r"^(?:0044|44|0)", "", digits)
    if len(national) < 7:
        return
    gap = r"[\s\-./()]{0,6}"
    body = gap.join(national)
    for match in re.finditer(
        rf"(?:(?:\+|00)?44{gap}(?:\(?0\)?)?{gap}|\(?0{gap})?{body}(?!\d)",
        context.folded.text,
    ):
        yield _span(
            context,
            match.start(),
            match.end(),
            Label.PHONE,
            _FULL,
            "The applicant's telephone number.",
        )


def _address(context: Context) -> Iterator[Span]:
    parts = [part.strip() for part in context.identity.address.split(",") if part.strip()]
    if not parts:
        return
    reason = "The applicant's address."
    # "Flat 3, 118 Tanner's Lane" may be written with or without the comma, over several lines.
    whole = r"[\s,;/|·.]+".join(r"[\s,]+".join(map(re.escape, fold(p).split())) for p in parts)
    for match in re.finditer(rf"(?<![^\W_]){whole}(?![^\W_])", context.folded.text):
        yield _span(context, match.start(), match.end(), Label.ADDRESS, _FULL, reason)
    for i, part in enumerate(parts):
        for start, end in _literal(context, part):
            if any(c.isdigit() for c in part) and len(part) > 4:
                yield _span(context, start, end, Label.ADDRESS, _FULL, reason)
            # A house name, or the town on a line of its own: not "across Sefton".
            elif is_alone(context, start, end) or (i == 0 and len(part.split()) > 1):
                yield _span(context, start, end, Label.ADDRESS, _EVIDENCED, reason)


_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]


def _date_of_birth(context: Context, born: datetime.date) -> Iterator[Span]:
    day = rf"0?{born.day}(?:st|nd|rd|th)?"
    name = names.MONTHS[born.month - 1]
    month = rf"(?:0?{born.month}|{name}|{name[:3]}|{name[:4]}|{_ROMAN[born.month - 1]})"
    year = rf"(?:{born.year}|['’]?{born.year % 100:02d})"
    gap = r"[\s./,\-]{0,6}"
    shapes = (
        rf"{day}{gap}(?:of{gap})?{month}{gap}{year}",
        rf"{month}{gap}{day}{gap}{year}",
        rf"{born.year}{gap}0?{born.month}{gap}0?{born.day}",
    )
    for shape in shapes:
        for match in re.finditer(rf"(?<![\w]){shape}(?![\w])", context.folded.text):
            if len(re.sub(r"\W", "", match[0])) >= 4:
                yield _span(
                    context,
                    match.start(),
                    match.end(),
                    Label.DATE_OF_BIRTH,
                    _FULL,
                    "The applicant's date of birth.",
                )
    born_in = rf"\b(?:born|d\.?o\.?b\.?|birth)\b[^\n\d]{{0,20}}\b({born.year})\b"
    for match in re.finditer(born_in, context.folded.text):
        yield _span(
            context,
            match.start(1),
            match.end(1),
            Label.DATE_OF_BIRTH,
            _PART,
            "The applicant's year of birth.",
        )
