"""Finds tick boxes that give an answer away: a row whose ticked option tells the applicant's own
characteristic is hidden whole; a bare "No" and a form's own unticked lines stay.
"""

import re
from collections.abc import Iterable, Iterator

from edi_shortlist.redaction.context import Context
from edi_shortlist.redaction.fields import Cell, cells_of, subject_of
from edi_shortlist.redaction.sections import Line
from edi_shortlist.redaction.span import Label, Span

_TICKED = re.compile(r"[☒☑🗹✓✔]|\[\s?[xX✓✔]\s?\]|\(\s?[xX✓✔]\s?\)")
_BOX = re.compile(rf"{_TICKED.pattern}|[☐□✗✘]|\[\s{{0,2}}_?\]|\(\s{{1,2}}\)")
_OPTION = re.compile(r"(?:yes|no|y|n|prefer not to say|not sure|don['’]t know)", re.IGNORECASE)
_OPTION_CELL = re.compile(
    rf"(?:{_BOX.pattern})|(?:{_OPTION.pattern})\s*(?:{_BOX.pattern})", re.IGNORECASE
)
_NO = re.compile(
    r"\s*(?:no|none|n/a|not applicable|neither|prefer not to say|rather not)\b(?!\s+(?:religion|faith|belief))",
    re.IGNORECASE,
)
_TITLES = re.compile(r"(?:Mr|Mrs|Miss|Ms|Mx)\b")
_SENTENCE_END = re.compile(r"\.\s+(?=[A-Z])")
_LINES_ABOVE = 3


class TickBoxRecogniser:
    """Ticked answers on forms."""

    name = "tick-boxes"

    def find(self, context: Context) -> Iterable[Span]:
        """Return a span for each revealing row or option."""
        for number, line in enumerate(context.lines):
            if _TICKED.search(line.text):
                yield from self._row(context, number, line)

    def _row(self, context: Context, number: int, line: Line) -> Iterator[Span]:
        cells = cells_of(line.start, line.text)
        done = -1
        for i, cell in enumerate(cells):
            boxes = list(_BOX.finditer(cell.text))
            if i <= done or not boxes:
                continue
            question = cell.text[: boxes[0].start()].strip()
            # "Yes ☒ <tab> No ☐": the box follows its option, and the question stands before.
            trailing = _OPTION.fullmatch(question) is not None
            start = cell.start if trailing else cell.start + boxes[0].start()
            # A row may run over several cells as long as each holds options only.
            last = i
            while last + 1 < len(cells) and _OPTION_CELL.match(cells[last + 1].text):
                last += 1
            row = context.text[start : cells[last].end]
            if (stop := _SENTENCE_END.search(row)) and _TICKED.search(row[: stop.start()]):
                row = row[: stop.start()]
            if not _TICKED.search(row):
                continue
            asked = "" if trailing else question
            label = self._asked(context, asked, cells[:i], number, row)
            if label is not None:
                done = last
                if not _is_bare_no(row):
                    yield self._span(start, start + len(row.rstrip()), label)
                continue
            yield from self._options(cell)

    def _span(self, start: int, end: int, label: Label) -> Span:
        # Above all others: "☒ [title]  ☐ [title]" would still tell which box was ticked.
        words = label.value.lower().replace("_", " ")
        return Span(start, end, label, 0.995, self.name, reason=f"A ticked answer on: {words}.")

    @staticmethod
    def _asked(
        context: Context, question: str, before: list[Cell], number: int, row: str
    ) -> Label | None:
        """What the row answers: asked before the boxes, in the cell before, or on a line above."""
        if len(_TITLES.findall(row)) >= 2:
            return Label.TITLE
        if question:
            return subject_of(question)
        if before:
            return subject_of(before[-1].text)
        # Several options below one question; a box alone on its line says itself what it means.
        if len(_BOX.findall(row)) > 1 or len(row.split()) <= 4:
            for above in reversed(context.lines[max(0, number - _LINES_ABOVE) : number]):
                text = above.text.strip()
                if text and not _BOX.search(text):
                    return subject_of(text) if text.endswith((":", "?")) or len(text) < 60 else None
        return None

    def _options(self, cell: Cell) -> Iterator[Span]:
        """Options that say by themselves what they mean: "☒ I am a care leaver"."""
        boxes = list(_BOX.finditer(cell.text))
        for i, box in enumerate(boxes):
            end = boxes[i + 1].start() if i + 1 < len(boxes) else len(cell.text)
            option = cell.text[box.start() : end].rstrip()
            label = subject_of(option)
            if _TICKED.match(box[0]) and label and not _NO.match(cell.text[box.end() : end]):
                yield self._span(
                    cell.start + box.start(), cell.start + box.start() + len(option), label
                )


def _is_bare_no(row: str) -> bool:
    """Whether the only ticked option says no, before or after its box."""
    ticked = list(_TICKED.finditer(row))
    if len(ticked) != 1:
        return False
    if _BOX.match(row):
        return _NO.match(row, ticked[0].end()) is not None
    before = _BOX.split(row[: ticked[0].start()])[-1]
    return _NO.fullmatch(before.strip()) is not None
