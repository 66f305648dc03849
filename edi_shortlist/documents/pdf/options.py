"""Rows of tick boxes on a PDF page: each box is put beside its words and the options of a row
make one line, so that the white between them is not taken for a gutter. Pure geometry on lines of
text; lengths in points, y grows upwards.

Boxes that stand alone under column headings, ``Yes`` and ``No`` say, are left as they are.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from edi_shortlist.documents.pdf.layout import GUTTER, ITEMS_LIMIT, Line, rows
from edi_shortlist.documents.pdf.tickboxes import (
    begins_with_box,
    ends_with_box,
    has_box,
    is_box,
    without_last_box,
)

_REACH = 6.0  # of the type's size: the most white between a box and its words
_LEADING = 1.6  # of the type's size: the most between two lines of an option
_INDENT = 2.0  # of the type's size: the most that options stand in from their heading
_WRAPPED_LIMIT = 8  # further lines of one option
_WIDE = 1.2  # of the type's size: white that is written as a tab


@dataclass(frozen=True)
class _Group:
    """Lines of one row that belong together: an option, or other words."""

    lines: tuple[Line, ...]
    is_option: bool

    @property
    def x0(self) -> float:
        return self.lines[0].x0

    @property
    def x1(self) -> float:
        return self.lines[-1].x1

    @property
    def has_box(self) -> bool:
        return any(map(_has_box, self.lines))

    @property
    def words(self) -> Line:
        """The line that holds its words, or the last that does."""
        return next((line for line in reversed(self.lines) if not is_box(line.text)), self.lines[0])


def joined(lines: Sequence[Line]) -> list[Line]:
    """Return lines with the options of each row joined into one line, unless a column of the page
    ends between two of them."""
    if len(lines) > ITEMS_LIMIT or not any(has_box(line.text) for line in lines):
        return list(lines)
    grouped = [_groups(row) for row in rows(lines)]
    words = [group.lines[0] for groups in grouped for group in groups if not group.has_box]
    taken: set[int] = set()
    found: list[Line] = []
    for groups in grouped:
        for options in _runs(groups, lines, words):
            if not options[0].is_option:
                found += options[0].lines
                continue
            wrapped = _wrapped(options, words) if len(options) > 1 else {}
            taken |= {id(line) for below in wrapped.values() for line in below}
            words = [line for line in words if id(line) not in taken]
            found.append(_line(options, wrapped))
    return [line for line in found if id(line) not in taken]


def _has_box(line: Line) -> bool:
    return has_box(line.text) or is_box(line.text)


def _is_matrix(row: Sequence[Line]) -> bool:
    """Whether boxes stand side by side without words, as under column headings."""
    return any(is_box(one.text) and is_box(other.text) for one, other in itertools.pairwise(row))


def _groups(row: Sequence[Line]) -> list[_Group]:
    """The options of a row, and what else stands in it."""
    if not any(has_box(line.text) for line in row) or _is_matrix(row):
        return [_Group((line,), False) for line in row]
    before = _boxes_stand_before(row)
    groups: list[list[Line]] = []
    for line in row:
        if groups and _gap_of(groups[-1][-1], line, before=before) <= _REACH * line.size:
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_Group(tuple(group), any(map(_has_box, group))) for group in groups]


def _boxes_stand_before(row: Sequence[Line]) -> bool:
    """Whether the boxes of a row stand before their words: the row's ends tell, or else to which
    side the boxes stand closer."""
    begins, ends = begins_with_box(row[0].text), ends_with_box(row[-1].text)
    if begins is not ends:
        return begins
    gaps: dict[bool, list[float]] = {True: [], False: []}
    for line in row:
        if begins_with_box(line.text) is not ends_with_box(line.text):
            gaps[begins_with_box(line.text)].append(0.0)
    for one, other in itertools.pairwise(row):
        for before, found in gaps.items():
            gap = _gap_of(one, other, before=before)
            if gap < float("inf"):
                found.append(gap)
    if not gaps[True] or not gaps[False]:
        return bool(gaps[True])
    return min(gaps[True]) <= min(gaps[False])


def _gap_of(one: Line, other: Line, *, before: bool) -> float:
    """The white between two neighbours that are a box and its words; infinite if they are not."""
    if before:
        is_pair = ends_with_box(one.text) and not begins_with_box(other.text)
    else:
        is_pair = begins_with_box(other.text) and not ends_with_box(one.text)
    return other.x0 - one.x1 if is_pair else float("inf")


def _runs(
    groups: Sequence[_Group], lines: Sequence[Line], words: Sequence[Line]
) -> list[list[_Group]]:
    """Options that follow one another within one column; everything else by itself."""
    runs: list[list[_Group]] = []
    for group in groups:
        last = runs[-1][-1] if runs else None
        if (
            last is not None
            and last.is_option
            and group.is_option
            and not _column_ends(last, group, lines, words)
        ):
            runs[-1].append(group)
        else:
            runs.append([group])
    return runs


def _column_ends(left: _Group, right: _Group, lines: Sequence[Line], words: Sequence[Line]) -> bool:
    """Whether two options of a row stand in two columns of the page: words without a box stand
    above the right one as its heading does, and nothing reaches over the white between."""
    size, middle = right.words.size, right.words.middle
    if right.x0 - left.x1 < GUTTER * size:
        return False
    headings = [
        line
        for line in words
        if line.middle > middle + 0.5 * size
        and left.x1 < line.x0
        and -0.5 * size <= right.x0 - line.x0 <= _INDENT * size
    ]
    if not headings:
        return False
    heading = min(headings, key=lambda line: line.middle)
    x = min(heading.x0, right.x0) - 1
    return not any(
        line.x0 < x < line.x1 and middle + 0.5 * size < line.middle <= heading.middle + 1
        for line in lines
    )


def _wrapped(options: Sequence[_Group], words: Sequence[Line]) -> dict[int, list[Line]]:
    """The further lines of the words of a row's options, by the option's place in the row.

    They stand close below the option's words. A single one might also be the next question, if it
    does not go on in small letters.
    """
    found: dict[int, list[Line]] = {}
    taken: set[int] = set()
    for i, option in enumerate(options):
        below: list[Line] = []
        end = options[i + 1].x0 if i + 1 < len(options) else float("inf")
        above = option.words
        low = above.x0 - 0.3 * above.size
        # The words of a line that begins with its box stand somewhat to the right of it.
        high = above.x0 + (2.5 if begins_with_box(above.text) else 0.3) * above.size
        while len(below) < _WRAPPED_LIMIT:
            line = next(
                (
                    line
                    for line in words
                    if 0.5 * above.size < above.middle - line.middle <= _LEADING * above.size
                    and low <= line.x0 <= high
                    and line.x1 <= end
                    and id(line) not in taken
                    and abs(line.size - above.size) <= 0.08 * above.size
                ),
                None,
            )
            if line is None:
                break
            below.append(line)
            taken.add(id(line))
            above = line
        if below:
            found[i] = below
    if len(found) > 1:
        return found
    return {i: below for i, below in found.items() if below[0].text[:1].islower()}


def _line(options: Sequence[_Group], wrapped: dict[int, list[Line]]) -> Line:
    """The options of a row as one line."""
    text = ""
    for i, option in enumerate(options):
        if i:
            wide = option.x0 - options[i - 1].x1 > _WIDE * option.words.size
            text += "\t" if wide else " "
        one = option.lines[0].text
        for last, line in itertools.pairwise(option.lines):
            wide = len(options) == 1 and line.x0 - last.x1 > _WIDE * line.size
            one += ("\t" if wide else " ") + line.text
        words, box = without_last_box(one)
        text += " ".join([words, *(line.text for line in wrapped.get(i, [])), box]).strip()
    parts = [line for option in options for line in option.lines]
    return replace(
        options[0].words,
        x0=min(line.x0 for line in parts),
        x1=max([line.x1 for line in parts] + [b.x1 for below in wrapped.values() for b in below]),
        text=text,
        order=min((line.order for line in parts if line.order is not None), default=None),
    )
