"""Finds e-mail addresses, personal links and handles, telephone numbers and postcodes by their
shape. Numbers that only look like telephone numbers (volumes, budgets, years) stay.
"""

import re
from collections.abc import Iterable, Iterator

import phonenumbers

from edi_shortlist.redaction.context import Context
from edi_shortlist.redaction.span import Label, Span

_EMAIL = re.compile(
    r"(?<![\w.+'’-])[\w.+'’-]+@(?:[\w-]+\.)+[A-Za-z]{2,}(?![\w-])"
    r"|(?<![\w.+-])[\w.+-]+\s*(?:\(at\)|\[at\])\s*[\w-]+(?:\s*(?:\(dot\)|\[dot\]|\.)\s*[\w-]+)+",
    re.UNICODE,
)
_PERSONAL_SITE = (
    r"linkedin|github|gitlab|bitbucket|twitter|x|facebook|fb|instagram|tiktok|youtube|mastodon|"
    r"threads|bsky|behance|dribbble|medium|soundcloud|flickr|vimeo|orcid|researchgate|"
    r"stackoverflow|academia|wordpress|tumblr|substack|linktr|about|codepen|kaggle|strava|etsy|"
    r"pinterest|snapchat|scholar"
)
_PERSONAL_LINK = re.compile(
    rf"(?<![\w@.])(?:https?://)?(?:www\.|uk\.|m\.)?(?:{_PERSONAL_SITE})"
    r"\.(?:com|org|net|co\.uk|io|me|ee|app|social|invalid|example|be)/[^\s|,;)\]>\"“”]+",
    re.IGNORECASE,
)
# Reserved names that only private persons of invented text can own, and personal home pages.
_PRIVATE_DOMAIN = re.compile(
    r"(?<![\w@.-])(?:https?://)?(?:[\w-]+\.)+(?:example\.(?:com|org|net)|invalid|me|blog|wordpress\.com|"
    r"blogspot\.com|github\.io|wixsite\.com|weebly\.com)(?:/[^\s|,;)\]>\"“”]*)?(?![\w@.-])"
    r"|(?<![\w@.-])(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}/~[^\s|,;)\]>\"“”]+",
    re.IGNORECASE,
)
# The target of a link stands in brackets behind what the page shows (``documents``): whoever links
# to a page below some site links mostly to a profile or to work of their own.
_TARGET = re.compile(
    r"\(((?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,24}/[^\s|,;()\]>\"“”]{2,300})\)", re.IGNORECASE
)
_HANDLE = re.compile(r"(?<![\w@./])@[A-Za-z_][\w.-]{2,}(?:@[\w.-]+\.\w+)?")
_HANDLE_AFTER = re.compile(
    r"\b(?:skype|linkedin|github|twitter|instagram|insta|ig|tiktok|snapchat|discord|telegram|"
    r"mastodon|facebook|portfolio|personal (?:web)?site|website|home ?page|blog|kakao|wechat|orcid)"
    r"\s*(?:(?:id|name|handle|profile)\s*)?[:=–-]\s*([^\s|,;)]*[\w@][^\s|,;)]*)",
    re.IGNORECASE,
)
# Without a colon only what cannot be a word: "WeChat li_hua_88", "Skype jo.price".
_HANDLE_BEHIND = re.compile(
    r"\b(?:skype|wechat|instagram|insta|telegram|snapchat|discord|tiktok|kakao(?:talk)?|viber|line id)"
    r"(?:\s+(?:id|name|handle))?\s+([A-Za-z]\w{0,40}[._\d][\w.-]{0,60}\w)(?![\w@])",
    re.IGNORECASE,
)
_PUBLIC = re.compile(r"\.(?:gov|nhs|police|ac|sch)\.uk|\.gov\b|iso\.org|w3\.org|bsi", re.IGNORECASE)

# Written as British people write them: 07700 900 123, (01632) 960-123, +44 (0)20 7946 0123.
_PHONE = re.compile(
    r"(?<![\w/.,£$€-])(?:(?:\+|00)\s?44[\s.\-/]{0,4}(?:\(\s?0\s?\))?[\s.\-/]{0,4}|\(?0)"
    r"(?:\d[ \u00a0.\-/()]{0,2}){8,9}\d(?![\d%])"
)
_DATES = re.compile(r"(?:^|\D)\d{1,2}[/.-](?:\d{1,2}[/.-])?(?:19|20)\d{2}(?:\D|$)")
_FOREIGN_PHONE = re.compile(r"(?<![\w+])(?:\+|00)[1-9][\d\s().\-/]{7,18}\d(?!\d)")
_EXTENSION = re.compile(r"\s*(?:ext\.?|x|extension)\s*\d{2,5}\b", re.IGNORECASE)

_POSTCODE = re.compile(
    r"(?<![A-Z0-9-])(?:GIR\s?0AA|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPSTUW]|[A-HK-Y]\d[ABEHMNPRV-Y])"
    r"\s{0,2}\d[A-Z]{2})(?![A-Z0-9])",
    re.IGNORECASE,
)
_OUTWARD_AFTER = re.compile(
    r"\b(?:post ?code|postal code)\s*(?:[:=.]+\s*)?([A-Z]{1,2}\d{1,2}[A-Z]?)(?![A-Z0-9])",
    re.IGNORECASE,
)


# Freephone and 03 numbers belong to organisations (Ofcom, National Telephone Numbering Plan).
_ORGANISATION_NUMBER = re.compile(r"\(?0\s?(?:8\s?0\s?[08]|3)")
_PUBLIC_LINE = re.compile(
    r"\b(?:switchboard|reception|helpline|public(?: line)?|newsdesk|control room|out-of-hours team|duty \w+ on|front desk)[\s,:]*$",
    re.IGNORECASE,
)


def _is_public(text: str, match: re.Match[str]) -> bool:
    """Whether a telephone number is an organisation's own, for everybody to ring."""
    return bool(
        _ORGANISATION_NUMBER.match(match[0])
        or _PUBLIC_LINE.search(text[max(0, match.start() - 30) : match.start()])
    )


# Above a name that stands within: "linkedin.com/in/a-khan" is hidden in one piece.
_WHOLE = 0.995


class ContactRecogniser:
    """E-mail addresses, links, telephone numbers and postcodes."""

    name = "contacts"

    def find(self, context: Context) -> Iterable[Span]:
        """Return a span for each contact detail."""
        yield from self._mail_and_links(context.text)
        yield from self._phones(context.text)
        yield from self._postcodes(context.text)

    def _span(self, start: int, end: int, label: Label, score: float, reason: str) -> Span:
        return Span(start, end, label, score, self.name, reason=reason)

    def _mail_and_links(self, text: str) -> Iterator[Span]:
        for match in _EMAIL.finditer(text):
            end = match.start() + len(match[0].rstrip(".-'’"))
            yield self._span(match.start(), end, Label.EMAIL, _WHOLE, "An e-mail address.")
        for pattern in (_PERSONAL_LINK, _PRIVATE_DOMAIN):
            for match in pattern.finditer(text):
                end = match.start() + len(match[0].rstrip(".,:;'’"))
                if not _PUBLIC.search(match[0]):
                    yield self._span(match.start(), end, Label.URL, _WHOLE, "A personal link.")
        for match in _TARGET.finditer(text):
            if not _PUBLIC.search(match[1]):
                yield self._span(*match.span(1), Label.URL, 0.85, "Where a link leads.")
        for match in _HANDLE.finditer(text):
            end = match.start() + len(match[0].rstrip(".-"))
            yield self._span(match.start(), end, Label.URL, 0.9, "A handle on a social network.")
        for match in _HANDLE_BEHIND.finditer(text):
            yield self._span(*match.span(1), Label.URL, 0.85, "A handle of a person.")
        for match in _HANDLE_AFTER.finditer(text):
            if not _PUBLIC.search(match[1]) and re.search(r"[\d./@_#-]", match[1]):
                end = match.start(1) + len(match[1].rstrip("."))
                yield self._span(
                    match.start(1), end, Label.URL, 0.85, "A link or handle of a person."
                )

    def _phones(self, text: str) -> Iterator[Span]:
        reason = "A telephone number."
        for match in _PHONE.finditer(text):
            if _DATES.search(match[0]) or _is_public(text, match):
                continue
            tail = _EXTENSION.match(text, match.end())
            end = tail.end() if tail else match.end()
            yield self._span(match.start(), end, Label.PHONE, 0.97, reason)
        for match in _FOREIGN_PHONE.finditer(text):
            try:
                number = phonenumbers.parse(re.sub(r"^00", "+", match[0]), "GB")
            except phonenumbers.NumberParseException:
                continue
            if phonenumbers.is_possible_number(number):
                yield self._span(match.start(), match.end(), Label.PHONE, 0.9, reason)

    def _postcodes(self, text: str) -> Iterator[Span]:
        for match in _POSTCODE.finditer(text):
            letters = [c for c in match[0] if c.isalpha()]
            if any(c.islower() for c in letters) and not all(c.islower() for c in letters):
                continue
            yield self._span(*match.span(), Label.POSTCODE, 0.95, "A full postcode.")
        for match in _OUTWARD_AFTER.finditer(text):
            yield self._span(*match.span(1), Label.POSTCODE, 0.9, "The first half of a postcode.")
