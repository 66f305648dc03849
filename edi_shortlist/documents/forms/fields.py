"""Which answer belongs to which label of a form, however the form is laid out: label and answer
in neighbouring cells, after a colon or dots, on the next line, or in the cell below."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from edi_shortlist.documents.forms.rows import Row
from edi_shortlist.documents.forms.values import EMAIL, iso_date, phones, postcode
from edi_shortlist.documents.forms.words import FormWords, plain

_ANSWER_FOLLOWS = re.compile(
    r"\s*(?::|\?|\.{3,}|…+|_{2,}|={1,2}|»|›|→|▸|►|>)\s*|\s[–—-]\s|\s*/{2}\s*"
)
_ADDRESS_LINES = 4


@dataclass(frozen=True)
class Field:
    """A label and its answer.

    Attributes:
        keys: what the label asks for, one for each part of a label such as "Phone / email".
        answer: as it stands on the form; may hold line breaks.
        row: index of the row the label stands in.
        section: the kind of section it stands in.
    """

    keys: tuple[str, ...]
    answer: str
    row: int
    section: str


def fields(rows: list[Row], words: FormWords) -> Iterator[Field]:
    """Yield the answers to every known label, in the form's order."""
    reading = _Reading(rows, words)
    for index in range(len(rows)):
        yield from reading.row(index)


class _Reading:
    def __init__(self, rows: list[Row], words: FormWords) -> None:
        self._rows = rows
        self._words = words
        self._answers: set[int] = set()  # rows that are the answer to the row above them

    def row(self, index: int) -> Iterator[Field]:
        row = self._rows[index]
        if index in self._answers or row.blank:
            return
        if row.opens and not self._split(row.text)[0]:
            return
        segments = row.segments
        if self._names_columns(index):
            yield from self._columns(index)
            return
        at = 0
        while at < len(segments):
            keys, answer = self._split(segments[at])
            if not keys:
                yield from self._by_shape(segments[at], index)
                at += 1
                continue
            if not answer:
                at, answer = self._answer_after(index, at)
            if "address" in keys or "contact" in keys:
                answer = self._continued(index, at, answer)
            yield Field(keys, answer.strip(), index, row.section)
            at += 1

    def _split(self, segment: str) -> tuple[tuple[str, ...], str]:
        """Return what a segment asks for and the answer in it; no keys when it is no label."""
        segment = segment.strip()
        first, _, rest = segment.partition("\n")
        if rest and (keys := self._words.labels_of(first)):
            return keys, rest
        if keys := self._words.labels_of(segment):
            return keys, ""
        for match in _ANSWER_FOLLOWS.finditer(segment[:200]):
            if keys := self._words.labels_of(segment[: match.start()]):
                return keys, segment[match.end() :].strip(" _.")
        return (), ""

    def _is_label(self, segment: str) -> bool:
        return bool(self._split(segment)[0])

    def _answer_after(self, index: int, at: int) -> tuple[int, str]:
        """The segment to the right, else the row below; returns where reading goes on."""
        row = self._rows[index]
        if at + 1 < len(row.segments):
            beside = row.segments[at + 1]
            if self._is_label(beside):
                return at, ""
            return at + 1, beside
        below = index + 1
        while below < len(self._rows) and self._rows[below].blank:
            below += 1
        if row.table is not None and len(row.segments) > 1:
            return at, ""
        if below < min(index + 3, len(self._rows)):
            other = self._rows[below]
            if (
                not other.opens
                and (other.table is None or len(other.segments) == 1)
                and not self._is_label(other.segments[0])
                and len(other.text) < 300
            ):
                self._answers.add(below)
                return at, other.text
        return at, ""

    def _names_columns(self, index: int) -> bool:
        """Whether a row holds only labels and the row below as many answers to them."""
        row = self._rows[index]
        if len(row.segments) < 2 or index + 1 >= len(self._rows):
            return False
        below = self._rows[index + 1]
        return (
            below.table == row.table
            and below.columns == row.columns
            and len(below.segments) == len(row.segments)
            and all(self._words.labels_of(segment) for segment in row.segments)
            and not any(self._is_label(segment) for segment in below.segments)
        )

    def _columns(self, index: int) -> Iterator[Field]:
        row, below = self._rows[index], self._rows[index + 1]
        self._answers.add(index + 1)
        for label, answer in zip(row.segments, below.segments, strict=True):
            yield Field(self._words.labels_of(label), answer.strip(), index, row.section)

    def _continued(self, index: int, at: int, answer: str) -> str:
        """An address goes on over the lines below it until something else begins."""
        row = self._rows[index]
        lines = [answer] if answer else []
        if at + 1 < len(row.segments):
            return answer
        start = max([index, *(n for n in self._answers if n > index)]) + 1
        for n in range(start, min(start + _ADDRESS_LINES, len(self._rows))):
            below = self._rows[n]
            if postcode(" ".join(lines)) or below.blank or below.opens or below.heading:
                break
            full = [segment for segment in below.segments if segment.strip()]
            is_rest = below.table is None or (len(below.segments) > 1 and not below.segments[0])
            if below.table != row.table or len(full) != 1 or not is_rest:
                break
            text = full[0].strip()
            if self._is_label(text) or len(text) > 60 or text[-1] in ".?:" or ":" in text:
                break
            if phones(text) or EMAIL.search(text) or plain(text) in self._words.sections:
                break
            self._answers.add(n)
            lines.append(text)
        return "\n".join(lines)

    def _by_shape(self, segment: str, index: int) -> Iterator[Field]:
        """ "Tel 01632 960123" has no colon, but a number can only be the answer to it."""
        section = self._rows[index].section
        for key, find in _SHAPES.items():
            if (at := find(segment)) is None:
                continue
            if key in self._words.labels_of(segment[:at].strip(" :.-–")):
                yield Field((key,), segment[at:], index, section)
                return
        if section == "statement" or len(segment) > 80:
            return
        spaces = [match.start() for match in re.finditer(" ", segment)][:4]
        for at in spaces:  # "Your name Jean Hill", "Address 9 Fir Tree Walk"
            label, answer = segment[:at], segment[at + 1 :]
            for key, shape in (("full_name", _NAME), ("address", _HOUSE)):
                if self._words.label(label) == key and shape.fullmatch(answer):
                    yield Field((key,), answer, index, section)
                    return


_NAME_WORD = r"[^\W\d_a-zß-ÿ][^\W\d_]*(?:['’ʻ.-][^\W\d_]*)*"
_NAME = re.compile(rf"{_NAME_WORD}(?: {_NAME_WORD}){{1,4}}")
_HOUSE = re.compile(r"(?:Flat |Room )?\d+\S* [^.?!]+")


def _where_email(text: str) -> int | None:
    match = EMAIL.search(text)
    return match.start() if match else None


def _where_phone(text: str) -> int | None:
    found = phones(text)
    at = text.find(found[0]) if found else -1
    return at if at >= 0 else None


def _where_date(text: str) -> int | None:
    match = re.search(r"\d", text)
    return match.start() if match and iso_date(text[match.start() :]) else None


_SHAPES = {"email": _where_email, "phone": _where_phone, "date_of_birth": _where_date}
