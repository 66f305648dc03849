"""Finds the answers of forms by what the form asks: ``Surname: …``, ``Religion <tab> …``, the
line below a question, tick rows.

A bare "No", "None" or an empty box reveals nothing and stays.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from edi_shortlist.redaction import lexicon, names
from edi_shortlist.redaction.context import Context
from edi_shortlist.redaction.folding import fold
from edi_shortlist.redaction.sections import SectionKind
from edi_shortlist.redaction.span import Label, Span

_CELL = re.compile(
    r"\t+| {3,}| ?[|│] ?| {2,}(?=[\w][\w '’/-]{1,40}[:?])| ● | · (?=[\w][\w '’/-]{1,30}[:?])"
)
_NUMBERING = re.compile(
    r"^\s*(?:[>»•*–·┌└│☐-]\s*)*(?:(?:q|box|field|part|question)?\s*\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.):]\s*)?",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"^(.{1,90}?)\s*(?:\([^)\n]{0,60}\))?\s*(?:\.{2,}|[:?=](?=\s|$|[\w@+<{\[])|…|_{2,})+\s*(?:\([^)\n]{0,40}\)\s*)?(.*)$",
    re.DOTALL,
)
_NAMED_ON = re.compile(
    r"((?:[\w'’]+ ){0,3}(?i:names?(?:\(s\))?)(?: of (?:the )?(?:applicant|candidate|referee))?) "
    r"([A-ZÀ-ÞŁŚŻŹĆŞĞ][\w'’-]+,?(?: [A-ZÀ-ÞŁŚŻŹĆŞĞ][\w'’.-]*){0,4})"
)
_NICKNAME = re.compile(r"[“\"‘']([A-ZÀ-ÞŁŚŻŹĆŞĞ][\w’'-]{1,20})[”\"’'](?!\w)")
_BOX = re.compile(r"[☒☑🗹☐□✓✔✗✘]|\[\s?[xX✓✔]?\s?\]")
# Headings of table columns are no answers.
_COLUMN_HEADS = frozenset(
    [
        "dates",
        "date",
        "award",
        "awards",
        "grade",
        "grades",
        "qualification",
        "qualifications",
        "subject",
        "subjects",
        "result",
        "results",
        "relationship",
        "from",
        "to",
        "reason",
        "details",
        "contact",
        "contact",
        "details",
        "name",
        "address",
        "telephone",
        "position",
        "role",
        "employer",
        "institution",
        "year",
        "years",
        "level",
        "place",
        "title",
        "duties",
        "notes",
        "capacity",
        "occupation",
    ]
)
_NAME_VALUE = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Rev|Revd|Sir|Dame|Cllr|Sister|Father)\.?\s+)?"
    r"([^\W\d_][^\W\d_'’.\-]*(?:[ .'’\-]+[^\W\d_][^\W\d_'’\-]*\.?){0,5})",
)
# "Okafor, Ada N." and nothing more, or a gap behind it.
_SURNAME_FIRST = re.compile(
    r"([^\W\d_][\w'’-]+(?: [^\W\d_][\w'’-]+)?, [^\W\d_][\w'’-]+)(?: [^\W\d_][\w'’.-]*){0,2}"
    r"(?=$|[.;(]|\s{2,})"
)
_NEXT_QUESTION = re.compile(
    r"(?<=[.;])\s+(?=[A-Z][\w '’/-]{2,40}[:?])| [–—] +(?=[A-Z][\w ]{2,25}[:?])"
    r"|(?<!\s)\s+(?=(?:[A-Z][a-z]+|[A-Z]{3,})(?:\([a-z]+\)|s)?:\s)"
)
_FIRST_SENTENCE = re.compile(r".{12,}?[.!?](?=\s+[A-Z])", re.DOTALL)
_BULLET = re.compile(r"\s*[-•*→▸»–]\s")
# Longer text after a colon, without a question mark, is prose and no answer.
_LONGEST_UNASKED = 12
_LONGEST_QUESTION = 70  # characters of a cell that is a question and no more
_STOPS = re.compile(r"\s+[–—-]\s+|[,;(/|]|\s{2,}")

# Labels whose answer is taken only where it looks like one.
_DIRECT = frozenset({Label.NAME, Label.TITLE, Label.EMAIL, Label.PHONE, Label.URL, Label.ADDRESS,
                     Label.POSTCODE, Label.LOCATION, Label.ID_NUMBER, Label.DATE_OF_BIRTH, Label.SCHOOL})  # fmt: skip
_CHARACTERISTICS = frozenset(set(Label) - _DIRECT)
_ABOUT_THE_PERSON = (
    SectionKind.PERSONAL, SectionKind.MONITORING, SectionKind.DECLARATIONS, SectionKind.OPENING,
)  # fmt: skip
_ADDRESSES_STAND_IN = (SectionKind.PERSONAL, SectionKind.OPENING, SectionKind.REFEREES)
# Words that tell what a long question or a tick row is about; the label's own answer follows.
_ASKS = {
    Label.DISABILITY: r"disab|impairment|health condition|reasonable adjustment|\badjustments?\b|arrangements? .{0,25}interview|access (?:needs|requirements|arrangements)|support .{0,25}interview|long.?term condition|neurodiver",
    Label.CARE_EXPERIENCE: r"care leaver|care.experienced?|local authority care|looked after|in care\b",
    Label.VETERAN: r"armed forces|veteran|reservist|regular or reserve|served in",
    Label.TRADE_UNION: r"(?:trade )?union member|member of (?:a|any) (?:trade )?union",
    Label.CONVICTION: r"convict|caution|criminal|trouble with (?:the )?police|offence",
    Label.RELIGION: r"religio|\bfaith\b",
    Label.SEXUAL_ORIENTATION: r"sexual orientation|sexuality|heterosexual|\bgay\b|lesbian|bisexual",
    Label.ETHNICITY: r"ethnic|(?:describe|state|tell us) your (?:racial |cultural |ethnic )?(?:background|origins?|heritage)|nationality|national identity|immigration status|need a visa",
    Label.GENDER_REASSIGNMENT: r"gender (?:identity )?(?:the )?same as|\btrans\b|sex (?:you were )?registered at birth|gender reassignment",
    Label.GENDER: r"your sex\b|your gender\b|\bgender\b|^sex$|pronouns",
    Label.MARITAL_STATUS: r"marital|marriage|civil partner|married",
    Label.PREGNANCY_MATERNITY: r"pregnan|maternity",
    Label.DEPENDANTS: r"dependant|dependent children|caring responsib|look after.{0,80}(?:child|relative)|unpaid carer",
    Label.SOCIOECONOMIC: r"free school meals|parent.{0,20}(?:job|occupation|university|degree)|household earner|main earner|(?:job|work|occupation)\b.{0,30}\bwhen you were (?:14|fourteen|a child)",
    Label.POLITICAL: r"political part|elected office|political activ|office.?holder for any party",
    Label.AGE: r"^age\b|age (?:group|band|range)",
}


@dataclass(frozen=True)
class Cell:
    """A piece of a line between tabs or wide gaps; offsets half-open into the text."""

    start: int
    end: int
    text: str


@cache
def _questions() -> dict[str, Label]:
    return {
        _plain(phrase): Label(label)
        for label, phrases in lexicon.tables("fields", "questions").items()
        for phrase in phrases
    }


@cache
def _empty_answers() -> frozenset[str]:
    return frozenset(_plain(answer) for answer in lexicon.words("fields", "empty.answers"))


@cache
def _asks() -> tuple[tuple[Label, re.Pattern[str]], ...]:
    return tuple((label, re.compile(pattern, re.IGNORECASE)) for label, pattern in _ASKS.items())


def _plain(question: str) -> str:
    text = _NUMBERING.sub("", fold(question))
    text = re.sub(r"\([^)]{0,80}(?:optional|voluntary|if any|dd/mm|known)[^)]{0,80}\)", "", text)
    return " ".join(re.sub(r"[^\w\s()/&'-]+", "", text).split())


class FieldRecogniser:
    """Answers on forms."""

    name = "fields"

    def find(self, context: Context) -> Iterable[Span]:
        """Return a span for each revealing answer."""
        for number, line in enumerate(context.lines):
            cells = cells_of(line.start, line.text)
            for i, cell in enumerate(cells):
                label, answer = _asked(context, cell)
                # "Care experience: I have been in care <tab> ☐ Yes ☒ No": the form's own words.
                if answer is not None and i + 1 < len(cells) and _BOX.search(cells[i + 1].text):
                    continue
                if label is None:
                    continue
                if (
                    answer is None
                    and i + 1 < len(cells)
                    and _asked(context, cells[i + 1])[0] is None
                ):
                    answer = cells[i + 1]
                if answer is None and len(cells) == 1 and re.search(r"[:?]\s*$", cell.text):
                    below = context.lines[number + 1 : number + 2]
                    if (
                        below
                        and below[0].text.strip()
                        and _asked(context, Cell(below[0].start, below[0].end, below[0].text))[0]
                        is None
                    ):
                        answer = _stripped(below[0].start, below[0].text)
                if answer is not None:
                    yield from self._answer(context, label, answer)

    def _span(self, start: int, end: int, label: Label, score: float = 0.92) -> Span:
        words = label.value.lower().replace("_", " ")
        return Span(
            start, end, label, score, self.name, reason=f"The answer to a question on: {words}."
        )

    def _answer(self, context: Context, label: Label, cell: Cell) -> Iterator[Span]:
        text = cell.text
        if not re.search(r"\w", text) or _plain(text) in _empty_answers() or _BOX.search(text):
            return
        if _plain(text) in _COLUMN_HEADS or text.rstrip().endswith((":", "?")):
            return
        if label is Label.NAME:
            yield from self._person(cell)
            for called in _NICKNAME.finditer(text):
                start, end = (cell.start + at for at in called.span(1))
                yield self._span(start, end, Label.NAME, 0.85)
        elif label is Label.TITLE:
            if re.fullmatch(
                r"(?:Mr|Mrs|Ms|Miss|Mx|Sir|Dame|Rev|Revd|Lady|Lord|Sister|Fr|Imam)\.?",
                text.strip(),
                re.IGNORECASE,
            ):
                yield self._span(cell.start, cell.end, label)
        elif label in (Label.EMAIL, Label.PHONE, Label.POSTCODE, Label.URL):
            if label is Label.URL and re.fullmatch(r"\S*[@./_\d-]\S*", text) and len(text) < 60:
                yield self._span(cell.start, cell.end, label, 0.85)
            elif re.fullmatch(
                r"[A-Z]{1,2}\d[A-Z\d]?(?:\s*\d?[A-Z]{0,2})", text.strip(), re.IGNORECASE
            ):
                yield self._span(cell.start, cell.end, label, 0.9)
        elif label is Label.DATE_OF_BIRTH:
            # "08.09.1970, at Tarnobrzeg": the place is another matter.
            date = re.match(r".*\d", text)
            if date and len(date[0]) <= 45:
                yield self._span(cell.start, cell.start + date.end(), label)
        elif label is Label.ID_NUMBER:
            number = re.match(
                r"[\s:#]*([A-Z0-9][A-Z0-9 /.\-]*\d[A-Z0-9 /.\-]*)", text, re.IGNORECASE
            )
            if number and len(re.sub(r"\D", "", number[1])) >= 4:
                start = cell.start + number.start(1)
                yield self._span(start, start + len(number[1].rstrip(" .-/")), label)
        elif label is Label.ADDRESS:
            postcode = re.search(r"(?<![,\s])[,\s]+[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", text)
            stop = postcode.start() if postcode else len(text)
            if len(text) <= 120 and context.section_at(cell.start).kind in _ADDRESSES_STAND_IN:
                yield self._span(cell.start, cell.start + max(1, stop), label)
        elif label in (Label.LOCATION, Label.SCHOOL):
            first = re.split(r"[,;(]| [–—-] ", text, maxsplit=1)[0].rstrip()
            if first and len(first) <= 60:
                yield self._span(cell.start, cell.start + len(first), label, 0.85)
        elif (
            len(text) <= 160
            and not re.fullmatch(
                r"(?:yes\s*/\s*no|prefer not to say.*)", text.strip(), re.IGNORECASE
            )
            and (context.section_at(cell.start).kind in _ABOUT_THE_PERSON or len(text) <= 60)
        ):
            # What comes after the first sentence is a story of its own: the pipeline reads it.
            first = _FIRST_SENTENCE.match(text)
            end = cell.start + first.end() if first else cell.end
            yield self._span(cell.start, end, label, 0.85)

    def _person(self, cell: Cell) -> Iterator[Span]:
        if turned := _SURNAME_FIRST.match(cell.text):
            given = turned[1].split()[-1]
            # "Illingworth, Manager" is one name and a post.
            if not names.is_ordinary_word(given) or fold(given) in names.families():
                yield self._span(cell.start, cell.start + turned.end(), Label.NAME, 0.85)
                return
        piece = _STOPS.split(cell.text, maxsplit=1)[0].strip()
        found = _NAME_VALUE.match(piece[: names.end_without_letters(piece, 0, len(piece))])
        if not found or len(found[1]) < 2 or len(found[1].split()) > 6:
            return
        words = found[1].split()
        # A sentence is no name: "Name: as above", "Manager: will be told".
        if sum(word[0].islower() for word in words) > max(1, len(words) // 2) and len(words) > 2:
            return
        start = cell.start + cell.text.index(found[1])
        yield self._span(start, start + len(found[1].rstrip(" .")), Label.NAME, 0.85)


def subject_of(text: str) -> Label | None:
    """Return the characteristic that a question or a tick box asks about, if any."""
    plain = _plain(text)
    if plain in _questions() and _questions()[plain] in _CHARACTERISTICS:
        return _questions()[plain]
    for label, pattern in _asks():
        if pattern.search(plain):
            return label
    return None


def _named_on(cell: Cell) -> tuple[Label | None, Cell | None]:
    """ "Full name of applicant OKAFOR, Ada": a label whose answer follows without any sign, as
    where a table was pasted; only a name that is no ordinary words, with capitals, is one."""
    named = _NAMED_ON.fullmatch(cell.text)
    if named is None or _questions().get(_plain(named[1])) is not Label.NAME:
        return None, None
    words = names.WORD.findall(named[2])
    if all(map(names.is_ordinary_word, words)):
        return None, None
    return Label.NAME, _stripped(cell.start + named.start(2), named[2])


def _stripped(start: int, text: str) -> Cell:
    lead = len(text) - len(text.lstrip())
    body = text.strip()
    return Cell(start + lead, start + lead + len(body), body)


def cells_of(start: int, text: str) -> list[Cell]:
    """Split a line into what stands between tabs, bars and wide gaps; ``start`` is its offset."""
    cells, at = [], 0
    for gap in [*_CELL.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if text[at:end].strip():
            cells.append(_stripped(start + at, text[at:end]))
        at = gap.end() if gap else end
    return cells


def _asked(context: Context, cell: Cell) -> tuple[Label | None, Cell | None]:
    """Return what a cell asks, and the answer where it stands in the same cell."""
    if len(cell.text) < _LONGEST_QUESTION:
        known = _questions().get(_plain(cell.text.rstrip(" :?.=…")))
        if known is not None:
            return known, None
    match = _QUESTION.match(cell.text)
    if not match:
        return _named_on(cell)
    label = _questions().get(_plain(match[1]))
    # "Theology and Religion, 2:1" asks nothing.
    asks = not match[2].strip() or re.search(r"[:?.…_=]\s+$|[:?]$", cell.text[: match.start(2)])
    is_form = not _BULLET.match(cell.text) and (
        "?" in cell.text[: match.start(2)] or len(match[2].split()) <= _LONGEST_UNASKED
    )
    if (
        label is None
        and asks
        and is_form
        and context.section_at(cell.start).kind in _ABOUT_THE_PERSON
    ):
        label = subject_of(match[1])
    if label is None:
        return None, None
    # "Health: hay fever. Guaranteed interview: No": the next question ends the answer.
    body = _NEXT_QUESTION.split(match[2], maxsplit=1)[0]
    answer = _stripped(cell.start + match.start(2), body)
    return label, answer if answer.text else None
