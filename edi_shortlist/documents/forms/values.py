"""The shapes of what people write in forms: e-mail addresses, telephone numbers, postcodes,
dates of birth, names with a title before them.

Whatever is written, looking for them takes time in proportion to its length: what begins in the
middle of a run of letters or digits is not tried.
"""

import re
from datetime import date

EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(
    r"(?<![\w/])(?:\+\s?\d{1,3}[\s.-]?)?(?:\(0?\d{2,5}\)|\d{2,5})(?:[\s.-]?\d{2,7}){1,4}(?!\w)"
)
POSTCODE = re.compile(r"\b(?:GIR\s?0AA|[A-Z]{1,2}\d[A-Z\d]?\s{0,2}\d[A-Z]{2})\b", re.IGNORECASE)
TITLE = re.compile(
    r"^(?:(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|rev|reverend|revd|cllr|lord|lady|sister|imam)"
    r"\b\.?\s+)+(?=\S)",
    re.IGNORECASE,
)
_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            ("january", "jan", "ionawr"), ("february", "feb", "chwefror"),
            ("march", "mar", "mawrth"),
            ("april", "apr", "ebrill"), ("may", "mai"), ("june", "jun", "mehefin"),
            ("july", "jul", "gorffennaf"), ("august", "aug", "awst"),
            ("september", "sep", "sept", "medi"), ("october", "oct", "hydref"),
            ("november", "nov", "tachwedd"), ("december", "dec", "rhagfyr"),
        ),
        1,
    )
    for name in names
}  # fmt: skip
_NUMERIC = re.compile(r"\b(\d{1,2})\s?[/.\-\s]\s?(\d{1,2})\s?[/.\-\s]\s?(\d{4}|\d{2})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_WORDED = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s.-]+([a-z]+)\.?,?[\s-]+(\d{4}|\d{2})\b", re.IGNORECASE
)
_AMERICAN = re.compile(r"\b([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b", re.IGNORECASE)

_NAME_LIMIT = 300  # characters in which a name is looked for

# A full stop ends a name, but not the one of an initial or a saint: "Ada N. Okafor", "St. John".
_NAME_ENDS = re.compile(
    r"[;,]\s|\s[–—/←(]\s?|\s-\s|\d|(?<!\b\w)(?<!\bSt)\.\s+(?=\w{2})|"
    r"(?i:\b(?:known as|people call me|call me|goes by|n[ée]e)\b)"
)


def phones(text: str) -> list[str]:
    """Return the telephone numbers in a text, as written.

    A number has 9 to 11 digits and begins with 0 or a bracket, or up to 15 and begins with + or
    00, so dates and the numbers of certificates are not taken for one.
    """
    found = []
    for match in PHONE.finditer(text):
        number = match[0].strip()
        digits = sum(c.isdigit() for c in number)
        national = number[0] in "0(" and not number.startswith("00") and 9 <= digits <= 11
        abroad = number.startswith(("+", "00 ")) and 9 <= digits <= 15
        if national or abroad:
            found.append(number)
    return found


def postcode(text: str) -> str:
    """Return the first full UK postcode in a text, in capitals with one space, or ""."""
    match = POSTCODE.search(text)
    if match is None:
        return ""
    letters = "".join(match[0].split()).upper()
    return f"{letters[:-3]} {letters[-3:]}"


def iso_date(text: str) -> str:
    """Return the first whole date in a text as ``YYYY-MM-DD``, day before month as in Britain,
    or "" when there is none. Years of two digits are taken for 1916 to 2015."""
    parts: tuple[str, int | str, str] | None = None
    if match := _ISO.search(text):
        parts = match[3], int(match[2]), match[1]
    elif match := _NUMERIC.search(text):
        parts = match[1], int(match[2]), match[3]
    elif match := _WORDED.search(text):
        parts = match[1], _MONTHS.get(match[2].lower(), 0), match[3]
    elif match := _AMERICAN.search(text):
        parts = match[2], _MONTHS.get(match[1].lower(), 0), match[3]
    if parts is None:
        return ""
    year = int(parts[2])
    if year < 100:
        year += 2000 if year <= 15 else 1900
    try:
        return date(year, int(parts[1]), int(parts[0])).isoformat()
    except ValueError:
        return ""


def name(text: str) -> str:
    """Return a name without title, remarks in brackets, and what follows a dash or semicolon."""
    text = re.sub(r"\([^)]*\)|\[[^\]]*\]|[\"“”]", " ", text[:_NAME_LIMIT])
    text = TITLE.sub("", " ".join(text.split()))
    text = _NAME_ENDS.split(f"{text} ")[0].strip(" _.,:–-*")
    return text if len(text) > 1 else ""
