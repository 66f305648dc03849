"""Where the answer to a question of yes or no stands, and what it says: beside the question, in
the column headed Yes or No, in the next cell, on the lines below it. Knows nothing of schemes."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from edi_shortlist.documents.forms.rows import Row
from edi_shortlist.documents.forms.ticks import (
    Answer,
    asks,
    first_mark,
    has_marks,
    options,
    yes_or_no,
)
from edi_shortlist.documents.forms.words import Box

_RULE = re.compile(r"\.{3,}|_{2,}|…+")
_BARE = re.compile(
    r"\W*(?:yes|no|y|n|yes please|no,? thank(?:s| you)|n/?a|none|prefer not to say|"
    r"yes\s*/\s*no)\W*",
    re.IGNORECASE,
)
_OPTION = re.compile(
    r"\W*(?:yes|no|prefer not|not applicable|n/a|i (?:do|would|am|wish|have))\b", re.IGNORECASE
)
_YES_OR_NO = re.compile(r"\W*(?:yes|no)\b", re.IGNORECASE)
_LAST_WORD = re.compile(r"(?<![/\w])(yes|no)\W*$", re.IGNORECASE)
_WISH = re.compile(r"\b(?:wish|want|would like|consider(?:ed)?|apply|please tick)\b", re.IGNORECASE)
_BELOW = 4  # rows in which the answer to a question is looked for
_COLUMN = 8  # rows that a heading of Yes and No reaches down, outside a table
_TABLE = 100  # and in one
_LONG = 300  # characters; the longest line that is both a question and its answer in words
_PROSE = 60  # characters after a colon that may be an answer rather than the form's own words
# What is typed or drawn into the cell under Yes or No, or beside it.
_TICK_IN_CELL = re.compile(r"[xX/✓✔√*•]|yes|y|tick|ticked|true", re.IGNORECASE)
_NOT_IN_CELL = re.compile(r"no|n|[-–—]", re.IGNORECASE)


@dataclass(frozen=True)
class Reply:
    """An answer to a question of yes or no.

    Attributes:
        answer: never a guess.
        start, end: where it stands, as half-open offsets into ``Document.text``.
        question: the words before it.
        boxed: whether tick boxes say it.
        rows: indices of the rows below the question that belong to the answer.
    """

    answer: Answer
    start: int
    end: int
    question: str = ""
    boxed: bool = False
    rows: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Surroundings:
    """What a reply must know of the form around it.

    Attributes:
        asks: tells whether a text is part of a question rather than an answer.
        stops: tells whether a row begins something else, and answers nothing above it.
    """

    asks: Callable[[str], bool]
    stops: Callable[[Row], bool]


def answers(text: str) -> bool:
    """Whether a line answers the question above it whatever it speaks of: "☐ No, I am not
    disabled", "Yes, Disability Confident"."""
    if not has_marks(text):
        return bool(_YES_OR_NO.match(text))
    return bool(options(text.strip()[:1]) or _OPTION.match(text)) and all(
        _OPTION.match(option.words) for option in options(text)
    )


def _is_option(text: str) -> bool:
    return has_marks(text) and answers(text)


def reply_to(
    rows: list[Row], index: int, form: Surroundings, box: Box | None = None
) -> Reply | None:
    """Return the answer to the question in a row; None when the row asks nothing.

    Args:
        rows: of the form.
        index: of the row with the question.
        form: tells questions from answers.
        box: how the form's map says that the answer is given.
    """
    row = rows[index]
    full = [i for i, segment in enumerate(row.segments) if segment.strip()]
    text = "\t".join(row.segments[i] for i in full)
    if (headed := _by_column(rows, index)) is not None:
        return headed
    if (paired := _in_pairs(row)) is not None:
        return paired
    tick = _asks_for_tick(text) or (box is not None and box.tick)
    if has_marks(text):
        return _boxed(rows, index, form, box, tick)
    if len(row.segments) > 1 and (row.table is not None or len(full) > 1):
        return _beside(rows, index, full, form, box, tick)
    return _on_one_line(rows, index, form, box, tick)


def _beside(
    rows: list[Row], index: int, full: list[int], form: Surroundings, box: Box | None, tick: bool
) -> Reply:
    """The answer in words in the cells after the question, or a mark in one before it."""
    row = rows[index]
    asking = next((at for at, i in enumerate(full) if form.asks(row.segments[i])), 0)
    while (
        asking + 1 < len(full)
        and not asks(row.segments[full[asking]])
        and form.asks(row.segments[full[asking + 1]])
        and not _YES_OR_NO.match(row.segments[full[asking + 1]])
    ):
        asking += 1
    question = row.segments[full[asking]]
    after, before = full[asking + 1 :], full[:asking]
    if after:
        more = _loose(rows, index, form)
        said = "\n".join(("\t".join(row.segments[i] for i in after), *(rows[n].text for n in more)))
        end = rows[more[-1]].end if more else row.places[-1][1]
        start = row.places[after[0]][0]
        return Reply(_said(said, box, tick), start, end, question, rows=frozenset(more))
    mark = row.segments[before[-1]].strip(" ._") if before else ""
    if before and _TICK_IN_CELL.fullmatch(mark):
        return Reply(_said(mark, box, tick), *row.places[before[-1]], question)
    names = asking > 0 and full[asking] == len(row.segments) - 1 and len(question) <= _PROSE
    if names and form.asks(row.segments[full[asking - 1]]) and not _WISH.search(question):
        # "Guaranteed interview scheme | Care leaver": the last cell may be the answer.
        return Reply(Answer.UNCLEAR, *row.places[-1], row.segments[full[asking - 1]])
    return Reply(Answer.BLANK, *row.places[-1], question)


def _said(text: str, box: Box | None, tick: bool) -> Answer:
    """What an answer says, in the words that the form's map gives to yes and no."""
    if box is not None:
        if box.no is not None:
            text = box.no.sub(" No ", text)
        if box.yes is not None:
            text = box.yes.sub(" Yes ", text)
    return yes_or_no(text, tick=tick)


def _asks_for_tick(text: str) -> bool:
    return bool(re.search(r"\b(?:tick|cross|mark)\b|✓|✔", text, re.IGNORECASE))


def _boxed(rows: list[Row], index: int, form: Surroundings, box: Box | None, tick: bool) -> Reply:
    """Boxes in the row itself, and in the lines below that are further options of it."""
    row = rows[index]
    full = [segment for segment in row.segments if segment.strip()]
    text = _after_question(full)
    whole = "\t".join(full)
    question = whole[: len(whole) - len(text)] or text[: first_mark(text)]
    used = []
    end = row.end
    for at in range(index + 1, min(index + 1 + _BELOW, len(rows))):
        below = rows[at]
        if below.blank:
            continue
        if form.stops(below) or not _is_option(below.text) or asks(below.text):
            break
        text += "\n" + below.text
        end = below.end
        used.append(at)
    answer = _said(text, box, tick)
    return Reply(
        answer,
        row.start,
        end,
        "" if _YES_OR_NO.match(question) else question,
        True,
        frozenset(used),
    )


def _loose(rows: list[Row], index: int, form: Surroundings) -> list[int]:
    """The rows below that hold a yes, a no or a box alone: the rest of an answer whose options
    stand on lines of their own."""
    found: list[int] = []
    for at in range(index + 1, min(index + 1 + _BELOW, len(rows))):
        text = rows[at].text.strip()
        if not text:
            continue
        if form.stops(rows[at]) or not (_BARE.fullmatch(text) or _only_marks(text)):
            break
        found.append(at)
    return found


def _only_marks(text: str) -> bool:
    return has_marks(text) and not any(option.words for option in options(text))


def _after_question(segments: list[str]) -> str:
    """What follows the last question mark or colon before the first box; the whole when a box
    comes first, as in "[x] I wish to be considered"."""
    if len(segments) > 1 and has_marks("\t".join(segments[1:])) and not has_marks(segments[0]):
        return "\t".join(segments[1:])
    text = "\t".join(segments)
    first = first_mark(text)
    return text[max(text.rfind(sign, 0, first) for sign in "?:") + 1 :]


def _on_one_line(
    rows: list[Row], index: int, form: Surroundings, box: Box | None, tick: bool
) -> Reply | None:
    """Question and answer in one piece of text, else the answer below it."""
    row = rows[index]
    text = row.text.rstrip()
    at = row.end - len(row.text) if row.table is None else row.start
    cut = _question_end(text)
    if cut is not None and text[cut:].strip():
        more = _loose(rows, index, form)
        rest = "\n".join((text[cut:].strip(), *(rows[n].text for n in more)))
        answer = _said(rest, box, tick)
        if len(text) > _LONG or (answer is Answer.UNCLEAR and len(rest) > _PROSE):
            # The form's own words after a colon; a yes or no at their end still counts.
            last = _last_word(text)
            if last is None:
                return None
            answer = last
        if answer is not Answer.BLANK:
            end = rows[more[-1]].end if more else row.end
            return Reply(answer, at + cut, end, text[:cut], rows=frozenset(more))
    if cut is None and (last := _last_word(text)) is not None and _WISH.search(text):
        return Reply(last, row.start, row.end, text)
    return _from_below(rows, index, form, box, tick, plainly=cut is None)


def _question_end(text: str) -> int | None:
    """Where the answer may begin: after the last question mark, else colon, dots or line break."""
    last = text.rstrip(" ?").rfind("?")
    if text.endswith("?") and last >= 0 and _YES_OR_NO.match(text[last + 1 :]):
        return last + 1  # the answer itself ends in a question mark
    for sign in ("?", ":", "\n"):
        if (at := text.rfind(sign)) >= 0:
            return at + 1
    rules = list(_RULE.finditer(text))
    return rules[-1].end() if rules else None


def _last_word(text: str) -> Answer | None:
    match = _LAST_WORD.search(text)
    return yes_or_no(match[1]) if match else None


def _in_pairs(row: Row) -> Reply | None:
    """Yes and No in cells of their own, each beside a cell for its tick: one may be empty."""
    if row.table is None or len(row.segments) < 4:
        return None
    cells = [segment.strip() for segment in row.segments]
    words = [cell.lower().strip(" .:") for cell in cells]
    if words.count("yes") != 1 or words.count("no") != 1:
        return None
    yes, no = words.index("yes"), words.index("no")
    if abs(yes - no) != 2:
        return None
    before = max(yes, no) == len(cells) - 1
    if before and min(yes, no) == 0:
        return None
    beside = -1 if before else 1
    boxes = {"yes": cells[yes + beside], "no": cells[no + beside]}
    first = min(yes, no) + min(beside, 0)
    # With a cell before the first word that is no question, boxes may stand on either side.
    either = not before and first > 0 and _in_cell(cells[first - 1], "yes") is not None
    answer = Answer.UNCLEAR if either else _of_columns(boxes)
    return Reply(answer, *_span(row, first), "\t".join(cells[:first]), True)


def _span(row: Row, first: int) -> tuple[int, int]:
    return row.places[first][0], row.places[-1][1]


def _by_column(rows: list[Row], index: int) -> Reply | None:
    """A tick in the column headed Yes or No."""
    row = rows[index]
    if row.table is None:
        return _by_order(rows, index)
    if len(row.segments) < 2:
        return None
    for at in range(index - 1, max(-1, index - 1 - _TABLE), -1):
        if rows[at].table != row.table:
            return None
        heads = rows[at].yes_and_no
        if len(set(heads.values())) == 2:
            break
    else:
        return None
    cells = dict.fromkeys(("yes", "no"), "")
    first = len(row.segments)
    for i, (column, segment) in enumerate(zip(row.columns, row.segments, strict=True)):
        if (head := heads.get(column)) in cells:
            cells[head] = segment.strip()
            first = min(first, i)
    if first >= len(row.segments):
        return None
    question = "\t".join(row.segments[:first])
    return Reply(_of_columns(cells), *_span(row, first), question, True)


def _by_order(rows: list[Row], index: int) -> Reply | None:
    """Two boxes at the end of a line, under a line that ends with Yes and No."""
    row = rows[index]
    if len(row.segments) < 3 or not all(_only_marks(cell) for cell in row.segments[-2:]):
        return None
    for above in reversed(rows[max(0, index - _COLUMN) : index]):
        heads = [segment.lower().strip(" .:?") for segment in above.segments[-2:]]
        if sorted(heads) == ["no", "yes"]:
            cells = dict(zip(heads, row.segments[-2:], strict=True))
            question = "\t".join(row.segments[:-2])
            return Reply(_of_columns(cells), *_span(row, len(row.segments) - 2), question, True)
    return None


def _of_columns(cells: dict[str, str]) -> Answer:
    """What a cell for yes and a cell for no say together."""
    states = {name: _in_cell(cell, name) for name, cell in cells.items()}
    if None in states.values() or states["yes"] is states["no"]:
        return Answer.UNCLEAR
    return Answer.YES if states["yes"] else Answer.NO


def _in_cell(cell: str, head: str) -> bool | None:
    """Whether a cell is ticked; None when that cannot be told."""
    bare = cell.strip(" ._")
    if not bare:
        return False
    found = options(bare)
    if len(found) == 1:
        return found[0].ticked
    if head == "no" and bare.lower() in ("no", "n"):
        return True
    if _TICK_IN_CELL.fullmatch(bare):
        return None if head == "no" and bare.lower() in ("yes", "y") else True
    return False if _NOT_IN_CELL.fullmatch(bare) and head == "yes" and bare in "-–—" else None


def _from_below(
    rows: list[Row],
    index: int,
    form: Surroundings,
    box: Box | None,
    tick: bool,
    plainly: bool,
) -> Reply | None:
    """The answer stands in the rows below, with one box or word on each.

    Args:
        plainly: the row above is no question in form, so only a bare yes, no or box counts.
    """
    row = rows[index]
    lines: list[str] = []
    used: list[int] = []
    for at in range(index + 1, min(index + 1 + _BELOW, len(rows))):
        below = rows[at]
        if below.blank:
            if below.table is not None and not lines:
                break  # an empty box
            continue
        if form.stops(below) or asks(below.text.removesuffix("?")) or len(below.text) > 200:
            break
        boxed = has_marks(below.text)
        if (lines and not boxed) or (plainly and not boxed and not _BARE.fullmatch(below.text)):
            break
        lines.append(below.text)
        used.append(at)
        if not boxed or _only_marks(below.text):
            for n in _loose(rows, at, form):
                lines.append(rows[n].text)
                used.append(n)
            break
    question = row.text
    if not lines:
        blank = row.section == "declarations" and not plainly
        return Reply(Answer.BLANK, row.end, row.end, question) if blank else None
    said = "\n".join(lines)
    place = rows[used[0]].start, rows[used[-1]].end
    return Reply(_said(said, box, tick), *place, question, has_marks(said), frozenset(used))
