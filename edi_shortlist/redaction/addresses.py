"""Finds street addresses: lines with a number and a street word, the lines of the same block,
and the town and county behind them. Places of work stay.
"""

import re
from collections.abc import Iterable, Iterator

from edi_shortlist.redaction.context import Context
from edi_shortlist.redaction.sections import Line, SectionKind
from edi_shortlist.redaction.span import Label, Span

_STREET = (
    r"Street|St|Road|Rd|Lane|Ln|Avenue|Ave|Close|Cl|Drive|Dr|Way|Court|Ct|Crescent|Cres|Gardens|Gdns|"
    r"Grove|Terrace|Terr|Place|Pl|Square|Sq|Hill|Row|Mews|Walk|Rise|View|Green|Park|Parade|Bank|"
    r"Fold|Croft|Vale|Mount|Wharf|Quay|Yard|Garth|Gate|Cottages?|House|Buildings|Mansions|Villas?|"
    r"Meadows?|Fields?|Ridings?|Chase|Heights|Lodge|Farm|Barn|Wood|Common|Path|Link|End|Side|Brow|Dale|Ridge|Orchard|Circus|Wynd|Heol|Ffordd|Maes"
)
# "Flat 3, 118 Tanner's Lane", "27 Penn Fields Avenue", "Rear of 210 Holderness Rd".
_HEAD = re.compile(
    r"(?<![\w£$€.,/-])(?:(?:(?:Flat|Apartment|Apt|Unit|Room|Plot|Block|Caravan|Pitch)\s+[\w/]{1,5}[A-Za-z]?,?\s+(?:[A-Z][\w'’]+(?:\s[A-Z][\w'’]+){0,2},?\s+)?)?"
    r"(?:Rear of\s+|c/o\s+)?\d{1,4}\s?[A-Za-z]?(?:[-–/]\d{1,4})?,?\s+(?:[A-Z][\w'’.-]*\s+){1,4}(?:"
    + _STREET
    + r")\b\.?|(?:Flat|Apartment|Apt)\s+[\w/]{1,5},\s+[A-Z][\w'’]+(?:\s[A-Z][\w'’]+){0,3})"
)
# What may follow on the line: ", Darlington, Co. Durham".
_TAIL = re.compile(
    r"(?:\s*[,·|]\s*|\s{1,2})((?:[A-Z][\w'’.-]*(?:[ -](?:on|upon|le|the|in|of|by|under|next|and|[A-Z][\w'’.-]*))*))"
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s{0,2}\d[A-Z]{2}\b", re.IGNORECASE)
_POSTCODE_NEXT = re.compile(
    r"[\s,;·|.]*(?:post ?code[:\s]*)?[A-Z]{1,2}\d[A-Z\d]?\s{0,2}\d[A-Z]{2}\b", re.IGNORECASE
)
_PLACE_LINE = re.compile(
    r"(?:Co\.? |North |South |East |West |Greater )?[A-Z][\w'’.-]*(?:[ -](?:on|upon|le|the|in|of|by|under|and|[A-Z][\w'’.-]*)){0,4}(?:,\s*[A-Z][\w'’. -]+)?,?"
)
_WORKPLACE = re.compile(
    r"\b(?:at|office|site|depot|branch|scheme|clinic|centre|library|delivered|based|service)\b[^.\n]{0,12}$",
    re.IGNORECASE,
)
_LONGEST_PLACE = 45
# What a form asks between the lines of an address.
_ASKED = re.compile(
    r"(?:post ?code|town|city|town or city|town/city|county|country|address|address line \d|"
    r"home address)\W*",
    re.IGNORECASE,
)
# "The Presbytery, Mill End, Tring" or "Narrowboat Linnet, Old Wharf" right before a postcode, from
# the start of the line, a label or the name it is the address of.
_PART = r"(?:[A-Z\d][\w'’.-]*(?:[ ](?:on|upon|le|the|in|of|by|under|and|[A-Z\d][\w'’.-]*)){0,5})"
_BEFORE_POSTCODE = re.compile(
    rf"(?:^|[:;,|·•◦\t(]|\s{{2}})\s{{0,3}}({_PART}(?:,\s+{_PART}){{1,4}})[\s,;·|.•◦]{{1,6}}(?=[A-Z]{{1,2}}\d[A-Z\d]?\s{{0,2}}\d[A-Z]{{2}}\b)",
    re.MULTILINE,
)
_TITLED_NAME = re.compile(
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Fr|Father|Sr|Sister|Rev|Revd|Cllr|Sir|Dame)\b[^,]*,\s+"
)
_HOME_LABEL = re.compile(
    r"\b(?:address|residence|residing|home|living at|live at|lives at|post(?: goes)? to|write to|where to find me)\b",
    re.IGNORECASE,
)


class AddressRecogniser:
    """Street addresses and the lines that belong to them."""

    name = "addresses"

    def find(self, context: Context) -> Iterable[Span]:
        """Return a span for each line, or part of a line, of an address."""
        for match in _HEAD.finditer(context.text):
            line = context.line_at(match.start())
            if match.end() > line.end or not self._is_personal(context, match, line):
                continue
            yield self._span(match.start(), match.end(), 0.9)
            yield from self._tail(context, match.end(), line)
            yield from self._block(context, line)
        for match in _BEFORE_POSTCODE.finditer(context.text):
            start, end = match.span(1)
            if titled := _TITLED_NAME.match(context.text, start, end):
                start = titled.end()
            line = context.line_at(start)
            if end <= line.end and self._is_home(context, start, line):
                yield self._span(start, end, 0.8)

    @staticmethod
    def _is_home(context: Context, start: int, line: Line) -> bool:
        """Whether what stands before a postcode is where somebody lives or a referee is written to."""
        if _HOME_LABEL.search(context.text, line.start, start):
            return True
        kind = context.section_at(start).kind
        return kind in (SectionKind.PERSONAL, SectionKind.REFEREES)

    def _span(self, start: int, end: int, score: float) -> Span:
        return Span(
            start, end, Label.ADDRESS, score, self.name, reason="A line of a street address."
        )

    @staticmethod
    def _is_personal(context: Context, match: re.Match[str], line: Line) -> bool:
        """Whether an address is somebody's home or a referee's, not a place of work in prose."""
        kind = context.section_at(match.start()).kind
        if kind in (SectionKind.PERSONAL, SectionKind.REFEREES, SectionKind.OPENING):
            before = context.text[line.start : match.start()]
            return not (
                kind is SectionKind.OPENING and _WORKPLACE.search(before) and len(before) > 25
            )
        near = context.text[match.end() : match.end() + 90]
        if _POSTCODE.search(near.split("\n\n")[0]):
            return True
        before = context.text[line.start : match.start()].lower()
        return bool(
            re.search(r"address|live[sd]? (?:at|in)|home|reside|moved (?:from|to)\s*$", before)
        )

    def _tail(self, context: Context, at: int, line: Line) -> Iterator[Span]:
        """Town and county behind a street: up to three parts, as long as they look like places."""
        text = context.text
        for _ in range(3):
            if _POSTCODE_NEXT.match(text, at):
                return
            part = _TAIL.match(text, at, line.end)
            if not part or not part[1] or not part[0].lstrip(" ").startswith((",", "·", "|")):
                return
            if len(part[1]) > _LONGEST_PLACE or re.match(
                r"[:=]", text[part.end() : part.end() + 1]
            ):
                return
            yield self._span(part.start(1), part.end(1), 0.85)
            at = part.end()

    def _block(self, context: Context, line: Line) -> Iterator[Span]:
        """The lines between a street line and its postcode: town, county."""
        block: list[Line] = []
        for entry in context.lines_after(line.end, 4):
            if entry.start > line.end + 200:
                return
            stripped = entry.text.strip()
            postcode = _POSTCODE.search(stripped)
            if postcode:
                place = stripped[: postcode.start()].strip(" ,")
                if place and _PLACE_LINE.fullmatch(place):
                    start = entry.start + entry.text.index(place)
                    yield self._span(start, start + len(place), 0.85)
                for member in block:
                    start = member.start + len(member.text) - len(member.text.lstrip())
                    yield self._span(start, start + len(member.text.strip()), 0.85)
                return
            if (
                not stripped
                or len(stripped) > _LONGEST_PLACE
                or not _PLACE_LINE.fullmatch(stripped)
            ):
                return
            if not _ASKED.fullmatch(stripped):
                block.append(entry)
