"""Which answer belongs to which label of a form, however the form is laid out: label and answer
in neighbouring cells, after a colon or dots, on the next line, or in the cell below."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from edi_shortlist.documents.forms.rows import Row
from edi_shortlist.documents.forms.ticks import asks, has_marks, tells_order
from edi_shortlist.documents.forms.values import EMAIL, iso_date, phones, postcode
from edi_shortlist.documents.forms.words import APPLICATION, FormWords, plain

_ANSWER_FOLLOWS = re.compile(
    r"\s*(?::|\?|\.{3,}|…+|_{2,}|={1,2}|»|›|→|▸|►|>)\s*|\s[–—-]\s|\s*/{2}\s*"
)
_ADDRESS_LINES = 4
_OPTIONS = 20  # lines; the longest list of boxes


@dataclass(frozen=True)
class Field:
    """A label and its answer.

    Attributes:
        keys: what the label asks for, one for each part of a label such as "Phone / email".
        answer: as it stands on the form; may hold line breaks.
        row: index of the row the label stands in.
        section: the kind of section it stands in.
        start, end: where the answer stands, as half-open offsets into ``Document.text``.
        certain: whether the layout leaves no doubt that this is the answer.
    """

    keys: tuple[str, ...]
    answer: str
    row: int
    section: str
    start: int
    end: int
    certain: bool = True


@dataclass(frozen=True)
class _Answer:
    """An answer as it was met: its text, its place, and how surely it is the answer."""

    text: str
    start: int
    end: int
    certain: bool = True


def fields(rows: list[Row], words: FormWords) -> Iterator[Field]:
    """Yield the answers to every known label, in the form's order."""
    reading = _Reading(rows, words)
    for index in range(len(rows)):
        yield from reading.row(index)


class _Reading:
    def __init__(self, rows: list[Row], words: FormWords) -> None:
        self._rows = rows
        self._words = words
        self._answers: set[int] = set()  # rows that are the answer to a row above them
        self._last_answer = -1
        self._splits: dict[str, tuple[tuple[str, ...], int]] = {}

    def row(self, index: int) -> Iterator[Field]:
        row = self._rows[index]
        if index in self._answers or row.blank:
            return
        if row.opens and not self._split(row.text)[0]:
            return
        if self._names_columns(index):
            yield from self._columns(index)
            return
        at = 0
        while at < len(row.segments):
            segment, (start, _) = row.segments[at], row.places[at]
            keys, cut = self._split(segment)
            if not keys:
                yield from self._by_shape(segment, index, at)
                at += 1
                continue
            if cut < len(segment):
                answer = _trimmed(segment, cut, start)
            else:
                at, answer = self._answer_after(index, at, keys)
            if "address" in keys or "contact" in keys:
                answer = self._continued(index, at, answer)
            said = "" if _PROMPT.fullmatch(answer.text) else answer.text
            yield Field(keys, said, index, row.section, answer.start, answer.end, answer.certain)
            at += 1

    def _split(self, segment: str) -> tuple[tuple[str, ...], int]:
        """Return what a segment asks for and where in it the answer begins (at its end: nothing
        follows the label); no keys when it is no label."""
        if (known := self._splits.get(segment)) is None:
            known = self._splits[segment] = self._split_anew(segment)
        return known

    def _split_anew(self, segment: str) -> tuple[tuple[str, ...], int]:
        whole = len(segment)
        if keys := self._words.labels_of(segment):
            lines = segment.strip().split("\n")
            if len(lines) == 1 or not self._words.labels_of(lines[0]):
                return keys, whole
        for line_end in [match.start() for match in re.finditer("\n", segment[:200])][:3]:
            if segment[:line_end].strip() and (keys := self._words.labels_of(segment[:line_end])):
                return keys, line_end + 1
        for match in _ANSWER_FOLLOWS.finditer(segment[:200]):
            if keys := self._words.labels_of(segment[: match.start()]):
                rest = segment[match.end() :].strip(" _.")
                return keys, match.end() if rest else whole
        return (), whole

    def _is_label(self, segment: str) -> bool:
        return bool(self._split(segment)[0])

    def _answer_after(self, index: int, at: int, keys: tuple[str, ...]) -> tuple[int, _Answer]:
        """The segment to the right, else the row below; returns where reading goes on."""
        row = self._rows[index]
        place = self._words.place(keys[0])
        nothing = _Answer("", row.places[at][1], row.places[at][1])
        if place in ("auto", "right") and at + 1 < len(row.segments):
            beside = row.segments[at + 1]
            # In a table an answer may be a label's wording: a town called Street.
            if self._is_label(beside) and not (place == "right" and row.table is not None):
                return at, nothing
            return at + 1, _Answer(beside.strip(), *row.places[at + 1])
        if place in ("right", "same-cell"):
            return at, nothing
        if row.table is not None and len(row.segments) > 1:
            return at, (self._in_column(index, at) or nothing) if place == "below" else nothing
        return at, self._below(index) or nothing

    def _take(self, index: int) -> None:
        """Note that a row is an answer, so that it is read as nothing else."""
        self._answers.add(index)
        self._last_answer = max(self._last_answer, index)

    def _in_column(self, index: int, at: int) -> _Answer | None:
        """The cell below, in a table."""
        below = self._rows[index + 1] if index + 1 < len(self._rows) else None
        column = self._rows[index].columns[at]
        if below is None or below.table != self._rows[index].table or column not in below.columns:
            return None
        cell = below.columns.index(column)
        if self._words.labels_of(below.segments[cell]):
            return None
        return _Answer(below.segments[cell].strip(), *below.places[cell])

    def _below(self, index: int) -> _Answer | None:
        """The next row that is not blank, when it can be an answer."""
        below = index + 1
        while below < len(self._rows) and self._rows[below].blank:
            if self._rows[below].table is not None:
                return None  # an empty box is the answer
            below += 1
        if below >= min(index + 3, len(self._rows)):
            return None
        other = self._rows[below]
        if (
            other.opens
            or other.apart
            or (other.table is not None and len(other.segments) > 1)
            or self._is_label(other.segments[0])
            or len(other.text) >= 300
        ):
            return None
        self._take(below)
        if has_marks(other.text):
            return self._options(below)
        certain = self._ends(below + 1) and not self._boxes_follow(below + 1)
        return _Answer(other.text.strip(), other.start, other.end, certain)

    def _boxes_follow(self, index: int) -> bool:
        """Whether a row is boxes, with no label, so that the words above them may be options."""
        if index >= len(self._rows):
            return False
        first = self._rows[index].segments[0]
        return has_marks(first) and not self._is_label(first)

    def _options(self, index: int) -> _Answer:
        """The options of a question, each with its box, on as many lines as they take."""
        first = last = self._rows[index]
        lines = [first.text.strip()]
        for n in range(index + 1, min(index + _OPTIONS, len(self._rows))):
            row = self._rows[n]
            if row.opens or row.apart or row.table != first.table or not has_marks(row.text):
                break
            if self._is_label(row.segments[0]) or asks(row.text):
                break
            self._take(n)
            lines.append(row.text.strip())
            last = row
        return _Answer("\n".join(lines), first.start, last.end, tells_order("\n".join(lines)))

    def _ends(self, index: int) -> bool:
        """Whether something else begins in a row, so that what is above it ends there."""
        if index >= len(self._rows):
            return True
        row = self._rows[index]
        ends = row.blank or row.opens or row.heading or row.apart
        return bool(ends) or row.table is not None or self._is_label(row.segments[0])

    def _names_columns(self, index: int) -> bool:
        """Whether a row holds labels alone and the row below as many answers to them."""
        row = self._rows[index]
        if len(row.segments) < 2 or index + 1 >= len(self._rows):
            return False
        below = self._rows[index + 1]
        if (
            below.table != row.table
            or below.columns != row.columns
            or len(below.segments) != len(row.segments)
        ):
            return False
        known = sum(bool(self._words.labels_of(segment)) for segment in row.segments)
        return (
            known * 2 > len(row.segments)
            and not any(_DIGITS.search(segment) for segment in row.segments)
            and not any(self._is_label(segment) for segment in below.segments)
        )

    def _columns(self, index: int) -> Iterator[Field]:
        row, below = self._rows[index], self._rows[index + 1]
        self._take(index + 1)
        for label, answer, place in zip(row.segments, below.segments, below.places, strict=True):
            if keys := self._words.labels_of(label):
                yield Field(keys, answer.strip(), index, row.section, *place)

    def _continued(self, index: int, at: int, answer: _Answer) -> _Answer:
        """An address goes on over the lines below it until something else begins."""
        row = self._rows[index]
        if at + 1 < len(row.segments):
            return answer
        lines = [answer.text] if answer.text else []
        start, end = answer.start, answer.end
        first = max(index, self._last_answer) + 1
        for n in range(first, min(first + _ADDRESS_LINES, len(self._rows))):
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
            self._take(n)
            start, end = (start if lines else below.start), below.end
            lines.append(text)
        return _Answer("\n".join(lines), start, end, answer.certain)

    def _by_shape(self, segment: str, index: int, at: int) -> Iterator[Field]:
        """ "Tel 01632 960123" has no colon, but a number can only be the answer to it."""
        row = self._rows[index]
        start, end = row.places[at]
        for key, find in _SHAPES.items():
            if (cut := find(segment)) is None:
                continue
            if key in self._words.labels_of(segment[:cut].strip(" :.-–")):
                yield Field((key,), segment[cut:], index, row.section, start + cut, end)
                return
        if row.section in APPLICATION or len(segment) > 80:
            return
        spaces = [match.start() for match in re.finditer(" ", segment)][:4]
        for cut in spaces:  # "Your name Jean Hill", "Address 9 Fir Tree Walk"
            label, answer = segment[:cut], segment[cut + 1 :]
            for key, shape in (("full_name", _NAME), ("address", _HOUSE)):
                if self._words.label(label) == key and shape.fullmatch(answer):
                    place = (start + cut + 1, end)
                    yield Field((key,), answer, index, row.section, *place, certain=False)
                    return


def _trimmed(segment: str, cut: int, start: int) -> _Answer:
    """The answer that begins in a segment, without the rules that it was written on."""
    rest = segment[cut:]
    left = len(rest) - len(rest.lstrip(_EDGE))
    text = rest.strip(_EDGE)
    return _Answer(text, start + cut + left, start + cut + left + len(text))


# What a control shows before anything is entered.
_PROMPT = re.compile(
    r"(?:please )?(?:click|tap|choose|select|enter)(?: or tap)? (?:here|an? (?:item|option|"
    r"date|answer)|one|text|your answer|from (?:the )?list)\b.{0,40}|"
    r"(?:please )?select\W*|-+ ?select ?-+",
    re.IGNORECASE,
)
_EDGE = " _.\n\t"
_DIGITS = re.compile(r"\d{3}|@")
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
