"""The numbered questions of a form and the answers to them, which panels score one by one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from edi_shortlist.documents.forms.printed import FIRST_PERSON, LIMIT, is_printed, trimmed
from edi_shortlist.documents.forms.rows import Row
from edi_shortlist.documents.forms.ticks import has_marks
from edi_shortlist.documents.forms.words import FormWords, plain

_NUMBERED = re.compile(
    r"\s*(?:(?P<named>question|competency|criterion|q)\s*(?:no\.?\s*|number\s+)?\(?"
    r"(?P<after>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\b\)?\s*[.):–—-]*|"
    r"\(?(?P<bare>\d{1,2})(?:\s*[.):]|\s+(?=(?-i:[A-Z]))))\s*",
    re.IGNORECASE,
)
_NUMBER_ALONE = re.compile(r"\s*\(?(\d{1,2})\s*[.):]?\s*")
# How questions begin; what asks "Do you hold a licence?" is no question to be scored.
_ASKS = re.compile(
    r"(?:please\s+|briefly\s+|now\s+)*(?:describe|tell us|tell me|explain|give|provide|outline|"
    r"what|why|how|when|which|where|who|in what|can you|could you|in your|using|use|demonstrate|"
    r"show|set out|summari[sz]e|discuss|detail|identify|with|thinking|imagine|drawing|consider|"
    r"share|write|list|state|evidence|say|talk|from your|this role|the role|the post|we are|we "
    r"want|as a|as an|you |your |if you|a (?:colleague|resident|customer|tenant|service user))\b",
    re.IGNORECASE,
)
_IN_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_BARE_ANSWER = re.compile(r"\W*+(?:(?:yes|no|n/?a|none|y|n)\W*)?", re.IGNORECASE)
_LONGEST = 4000  # characters; no question is longer, with what is printed below it
# Sections that ask nothing to be scored; but what calls itself a question stands under the last
# heading that was known, which may be one of the softer two.
_STOPS = frozenset({"personal", "monitoring", "declarations", "others"})
_SOFT = frozenset({"personal", "others"})
_CALLED_SO = re.compile(r"\s*(?:question|competency|q\s?\d)", re.IGNORECASE)


@dataclass(frozen=True)
class Question:
    """A numbered question and its answer.

    Attributes:
        id: ``Q1`` and so on, by the number it bears on the form, or as the form's map names it.
        text: the question as printed, without its number.
        answer: what was written; may be empty.
        start, end: where the answer stands, as half-open offsets into ``Document.text``.
        asked: where the question itself stands, with its number, likewise.
        words: how many words the answer may have, where the form says so.
        certain: whether the form's map knows the question.
    """

    id: str
    text: str
    answer: str
    start: int
    end: int
    asked: tuple[int, int]
    words: int | None = None
    certain: bool = True


def questions_of(text: str, rows: list[Row], words: FormWords) -> tuple[Question, ...]:
    """Return the numbered questions of a form and their answers, in the form's order.

    Args:
        text: ``Document.text``.
        rows: the same document's rows.
        words: those of the form's map, whose questions are then looked for, or general ones.
    """
    writing = _Writing(text, rows, words)
    asked = list(writing.mapped() if words.questions else writing.numbered())
    found = []
    for place, (one, certain) in enumerate(asked):
        limit = asked[place + 1][0].start if place + 1 < len(asked) else len(text)
        start, end = writing.answer(one, limit)
        answer = text[start:end]
        if not certain and (has_marks(answer) or _BARE_ANSWER.fullmatch(answer)):
            continue
        asked_at = (one.start, one.end)
        found.append(Question(one.id, one.text, answer, start, end, asked_at, one.words, certain))
    return tuple(found)


@dataclass(frozen=True)
class _Asked:
    """A question as it was met: where it begins and ends, and the row it ends in."""

    id: str
    text: str
    start: int
    end: int
    row: int
    words: int | None = None


def _number(said: str) -> int:
    return int(said) if said.isdecimal() else _IN_WORDS.index(said.lower()) + 1


class _Writing:
    def __init__(self, text: str, rows: list[Row], words: FormWords) -> None:
        self._text = text
        self._rows = rows
        self._words = words

    # -- finding the questions

    def mapped(self) -> Iterator[tuple[_Asked, bool]]:
        """The questions that the form's map knows, in the order of the form."""
        found = []
        for question in self._words.questions:
            match = question.wording.search(self._text)
            row = self._row_at(match.end() - 1) if match else None
            if match is None or row is None or match.start() == match.end():
                continue
            printed = " ".join(match[0].split())
            start = self._number_before(match.start())
            found.append(_Asked(question.id, printed, start, match.end(), row, question.words))
        yield from ((one, True) for one in sorted(found, key=lambda one: one.start))

    def _number_before(self, start: int) -> int:
        """Where the number before a question begins, so that it joins no answer above it."""
        line = max(self._text.rfind("\n", 0, start), self._text.rfind("\t", 0, start)) + 1
        if line and self._text[line - 1] == "\t" and line == start:  # a number in its own cell
            before = self._text.rfind("\n", 0, start) + 1
            if _NUMBER_ALONE.fullmatch(self._text[before : line - 1]):
                return before
        lead = self._text[line:start]
        return line if not lead.strip() or _NUMBERED.fullmatch(lead) else start

    def _row_at(self, place: int) -> int | None:
        return next((i for i, row in enumerate(self._rows) if row.start <= place < row.end), None)

    def numbered(self) -> Iterator[tuple[_Asked, bool]]:
        """What bears a number and reads like a question, in a form without a map."""
        last = 0
        for index, row in enumerate(self._rows):
            asked = self._asked(index, row)
            if asked is not None and int(asked.id[1:]) > last:
                last = int(asked.id[1:])
                yield asked, False

    def _asked(self, index: int, row: Row) -> _Asked | None:
        if row.blank or row.apart or row.opens or self._is_elsewhere(row):
            return None
        first = next(i for i, segment in enumerate(row.segments) if segment.strip())
        segment, (start, _) = row.segments[first], row.places[first]
        alone = row.table is not None and _NUMBER_ALONE.fullmatch(segment)
        if alone and first + 1 < len(row.segments):  # a number in its own cell
            number, cell, lead = alone[1], first + 1, 0
        else:
            match = _NUMBERED.match(segment)
            if match is None:
                return None
            number, cell, lead = match["after"] or match["bare"], first, match.end()
            if not segment[lead:].strip():
                return self._on_next_row(index, row, number) if match["named"] else None
        asked = row.segments[cell][lead:]
        question, length = self._question_in(asked)
        if not self._reads_as_question(question):
            return None
        begins = row.places[cell][0] + lead
        end = begins + length
        return self._completed(_Asked(f"Q{_number(number)}", question, start, end, index))

    def _is_elsewhere(self, row: Row) -> bool:
        """Whether a row stands in a section without questions that panels score."""
        return row.section in _STOPS and not (
            row.section in _SOFT and _CALLED_SO.match(row.text.lstrip())
        )

    def _on_next_row(self, index: int, row: Row, number: str) -> _Asked | None:
        """ "Question 3" as a heading, and below it what is asked."""
        if index + 1 >= len(self._rows):
            return None
        below = self._rows[index + 1]
        if below.blank or below.opens or below.apart:
            return None
        question, length = self._question_in(below.segments[0])
        if not self._reads_as_question(question):
            return None
        end = below.places[0][0] + length
        return self._completed(_Asked(f"Q{_number(number)}", question, row.start, end, index + 1))

    def _question_in(self, text: str) -> tuple[str, int]:
        """The question that a piece of text begins with, and its length: to the end of its first
        line, with further lines that are the form's own."""
        end = 0
        for line in text.split("\n"):
            if end and not is_printed(line, self._words):
                break
            end += len(line) + 1
        end = min(end, len(text))
        if "\n" not in text and "?" in text:
            # "1. Why do you want this post? Because …" on one line.
            after = text.rfind("?") + 1
            rest = text[after:].strip()
            if rest and not is_printed(rest, self._words) and FIRST_PERSON.search(rest):
                end = after
        question = " ".join(text[:end].split())
        return question, end

    def _reads_as_question(self, question: str) -> bool:
        if not 8 <= len(question) <= _LONGEST:
            return False
        if self._words.labels_of(question) or self._is_about_schemes(question):
            return False
        if plain(question) in self._words.sections:
            return False
        bare = LIMIT.sub("", question).strip()
        return bare.endswith("?") or bool(_ASKS.match(bare))

    def _is_about_schemes(self, question: str) -> bool:
        return bool(self._words.guarantee.search(question))

    def _completed(self, asked: _Asked) -> _Asked:
        """A question whose line broke before its end goes on in the next row."""
        at = asked.row
        while asked.text[-1] not in ".?!:)]" and at + 1 < len(self._rows):
            if len(asked.text) > _LONGEST:
                break
            below = self._rows[at + 1]
            goes_on = below.segments[0][:1].islower() and len(below.segments) == 1
            if below.blank or self._rows[at].table is not None or not goes_on:
                break
            at += 1
            text = f"{asked.text} {below.segments[0]}"
            asked = _Asked(asked.id, text, asked.start, below.end, at)
        return asked

    # -- finding what was written

    def answer(self, asked: _Asked, limit: int) -> tuple[int, int]:
        """Where the answer to a question stands, before ``limit``: after it in the same cell or
        line, in the cell to the right, or below."""
        row = self._rows[asked.row]
        if row.table is None:
            start, end = self._trimmed(asked.end, row.end)
            below = self._below(asked.row, limit)
            return below if start == end else self._trimmed(start, max(end, below[1]))
        cell = next(
            (i for i, place in enumerate(row.places) if place[0] < asked.end <= place[1]), 0
        )
        here = self._trimmed(asked.end, row.places[cell][1])
        if here[0] < here[1]:
            return here
        if cell + 1 < len(row.places):
            return self._trimmed(row.places[cell + 1][0], row.places[-1][1])
        return self._below(asked.row, limit)

    def _below(self, index: int, limit: int) -> tuple[int, int]:
        """The rows under a question up to whatever begins next: the lines, or one box."""
        asking = self._rows[index]
        start = end = asking.end
        table: int | None = None
        for row in self._rows[index + 1 :]:
            if row.apart or (row.blank and row.table is None):
                continue
            begun = end > start
            if row.start >= limit or row.opens or row.heading or self._is_label(row):
                break
            if not begun and not row.blank and is_printed(row.text, self._words):
                continue
            if begun and row.table != table:
                break
            if row.table not in (None, asking.table) and len(row.segments) > 1:
                break  # a table of something else
            start, end, table = (start if begun else row.start), row.end, row.table
            if row.blank or (table is not None and table == asking.table):
                break  # an empty box, or the one cell under the question
        return self._trimmed(start, end)

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        return trimmed(self._text, start, end, self._words)

    def _is_label(self, row: Row) -> bool:
        """Whether a row asks for something else: "Signed", "Adjustments needed at interview"."""
        first = row.segments[0].split("\n")[0].split(":")[0]
        return len(first) < 80 and bool(self._words.labels_of(first))
