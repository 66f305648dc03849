"""From the lines of a PDF page to blocks: wrapped lines are joined into paragraphs and hyphens
mended, while lines that carry layout (forms, CV entries) stay lines."""

import itertools
import re
from dataclasses import dataclass, replace

from edi_shortlist.documents.characters import clean
from edi_shortlist.documents.model import Block, BlockKind
from edi_shortlist.documents.pdf.layout import Item, Line, Table, columns, rows, take_tables
from edi_shortlist.documents.pdf.options import joined
from edi_shortlist.documents.pdf.tables import Edges
from edi_shortlist.documents.pdf.tickboxes import begins_with_box, has_boxes

_BULLETS = "•▪●○◦■□–-*·➢✓‣o"
_BULLET = re.compile(rf"^[{re.escape(_BULLETS)}](\s+|\t)(?=\S)")
_NUMBERED = re.compile(r"^(\(?[0-9ivx]{1,3}[.)]|\(?[a-z][.)])\s", re.IGNORECASE)
# A line does not end a paragraph on such a word.
_LEANS_ON = re.compile(
    r"\b(?:and|or|of|the|a|an|for|to|in|on|at|with|by|from|as|that|which|&)$", re.IGNORECASE
)
# Words that keep their hyphen when a line breaks after it.
_KEEPS_HYPHEN = {
    "self", "well", "non", "co", "part", "full", "long", "short", "half", "cross", "multi", "anti",
    "mid", "ex", "year", "face", "one", "two", "three", "first", "second", "day", "high", "low",
    "front", "evidence", "person", "client", "problem", "follow", "drop", "step", "decision",
}  # fmt: skip


@dataclass
class _Paragraph:
    lines: list[Line]  # the last segment of each row
    text: str
    one_row: bool
    bullet: bool


def page_blocks(
    lines: list[Line], edges: Edges, body_size: float, page: int, first_table: int
) -> list[Block]:
    """Return a page's blocks in reading order.

    Args:
        lines: the page's lines, without running headers and footers.
        edges: the page's rules.
        body_size: the document's usual size of type, to tell headings by.
        page: the page's number, from 1.
        first_table: the number of the first table on this page.
    """
    blocks: list[Block] = []
    tables = first_table
    for group in columns(_with_options(take_tables(lines, edges))):
        waiting: list[Line] = []
        for item in sorted(group, key=lambda item: -item.y1):
            if isinstance(item, Line):
                waiting.append(item)
                continue
            blocks += _blocks(waiting, body_size, page)
            waiting = []
            blocks += _table_blocks(item, tables, page)
            tables += 1
        blocks += _blocks(waiting, body_size, page)
    return blocks


def _with_options(items: list[Item]) -> list[Item]:
    """The same with tick boxes beside their words, in tables cell by cell."""
    found: list[Item] = [*joined([item for item in items if isinstance(item, Line)])]
    for item in items:
        if isinstance(item, Table):
            cells = tuple((cell, tuple(joined(lines))) for cell, lines in item.cells)
            found.append(replace(item, cells=cells))
    return found


def _table_blocks(table: Table, number: int, page: int) -> list[Block]:
    return [
        Block(
            "\n".join(paragraph.text for paragraph in _paragraphs(list(lines))),
            BlockKind.CELL,
            cell=(number, *cell),
            page=page,
        )
        for cell, lines in table.cells
    ]


def _blocks(lines: list[Line], body_size: float, page: int) -> list[Block]:
    blocks = []
    for paragraph in _paragraphs(lines):
        text = paragraph.text
        first = paragraph.lines[0]
        kind, level = BlockKind.PARAGRAPH, 0
        if paragraph.bullet:
            kind = BlockKind.LIST_ITEM
            text = _BULLET.sub("", text)
        elif paragraph.one_row and "\t" not in text and len(text) <= 90:
            if first.size >= 1.15 * body_size:
                kind, level = BlockKind.HEADING, 1 if first.size >= 1.5 * body_size else 2
            elif first.bold and 3 < len(text) <= 80 and ":" not in text and text[-1] not in ".,;":
                kind, level = BlockKind.HEADING, 3
        blocks.append(Block(text, kind, level=level, page=page))
    return blocks


def _paragraphs(lines: list[Line]) -> list[_Paragraph]:
    """Join the rows of one column that were wrapped from one paragraph."""
    found: list[_Paragraph] = []
    right = max((line.x1 for line in lines), default=0)
    leading = _leading(lines)
    set_full = sum(line.x1 > right - 4 * line.size for line in lines) > 1
    for row in rows(lines):
        text = _row_text(row)
        if not text:
            continue
        last = found[-1] if found else None
        if (
            last is not None
            and len(row) == 1
            and _continues(last, row[0], text, right, leading, set_full)
        ):
            last.text = _joined(last.text, text)
            last.lines.append(row[0])
            last.one_row = False
        else:
            found.append(_Paragraph([row[-1]], text, True, _is_bullet(text)))
    for paragraph in found:
        paragraph.text = clean(paragraph.text)
    return found


def _is_bullet(text: str) -> bool:
    """Whether a row begins with a bullet; a hollow square before others is a tick box."""
    return bool(_BULLET.match(text)) and not has_boxes(text)


def _row_text(row: list[Line]) -> str:
    text = row[0].text
    for before, line in itertools.pairwise(row):
        text += ("\t" if line.x0 - before.x1 > 1.2 * line.size else " ") + line.text
    return text.strip()


def _continues(
    paragraph: _Paragraph, line: Line, text: str, right: float, leading: float, set_full: bool
) -> bool:
    """Whether a row goes on with the paragraph above it: set alike, close below, and its first
    word would not have fitted above. ``set_full`` says that several lines reach the right edge,
    so that it is a margin and not only the end of the longest line."""
    above = paragraph.lines[-1]
    if abs(above.size - line.size) > 0.08 * above.size or above.bold is not line.bold:
        return False
    if above.y0 - line.y0 > leading or _BULLET.match(text) or _NUMBERED.match(text):
        return False
    if begins_with_box(text) or (has_boxes(above.text) and not text[0].islower()):
        return False
    indent = (line.x0 - above.x0) / line.size
    if paragraph.bullet or begins_with_box(above.text):
        fits = -0.5 <= indent <= (2.5 if len(paragraph.lines) == 1 else 0.5)
    else:
        fits = -2.5 <= indent <= 1.0
    first = text.split(maxsplit=1)[0]
    width = (line.x1 - line.x0) * (len(first) + 1) / max(len(text), 1)
    if not fits or right - above.x1 > width + 1:
        return False
    before = paragraph.text
    if paragraph.bullet and above.text[:1] in _BULLETS and indent < 0.3 and text[0].isupper():
        return bool(_LEANS_ON.search(before))  # flush with the bullet: a new paragraph, likely
    if before.endswith(("-", "\xad", "‐", ",")) or _LEANS_ON.search(before):
        return True
    if first[0].islower() and first.rstrip(".,;:!?)").isalpha():
        return True
    if len(paragraph.lines) == 1 and before[-1] in ".!?:":
        return False
    return set_full and len(above.text) >= 45


def _leading(lines: list[Line]) -> float:
    """The largest step between two lines of one paragraph: just above the column's closest
    usual step, so that the space between paragraphs parts them."""
    starts = [row[-1] for row in rows(lines)]
    steps = sorted(
        above.y0 - below.y0
        for above, below in itertools.pairwise(starts)
        if abs(above.size - below.size) < 0.08 * above.size
    )
    size = max((line.size for line in lines), default=10.0)
    usual = steps[len(steps) // 4] if len(steps) > 3 else 1.55 * size
    return min(1.13 * usual + 0.5, 1.75 * size)


def _joined(above: str, below: str) -> str:
    """Join two lines of a paragraph, mending a word that was broken with a hyphen."""
    if above.endswith("\xad"):
        return above[:-1] + below
    if above.endswith(("-", "‐")) and len(above) > 1 and above[-2].isalpha():
        word = re.split(r"[\s(/]", above[:-1])[-1]
        if below[0].islower() and word.lower() not in _KEEPS_HYPHEN and "-" not in word:
            return above[:-1] + below
        return above + below
    return f"{above} {below}"
