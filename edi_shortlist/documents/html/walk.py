"""The walk over a web page's elements: to blocks in reading order, in one loop however deep the
elements are nested."""

import re
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from edi_shortlist.documents.characters import clean
from edi_shortlist.documents.html.data_pictures import Beside, picture_of
from edi_shortlist.documents.html.elements import (
    CELLS,
    DROPPED,
    EMBEDDED,
    HEADINGS,
    LISTS,
    control_text,
    is_block,
    is_bold,
    is_box,
    is_hidden,
    is_word_bullet,
    keeps_space,
    span,
    word_list_level,
)
from edi_shortlist.documents.markup import cell_blocks, reads_as_heading, target_after
from edi_shortlist.documents.model import Block, BlockKind, Part
from edi_shortlist.documents.scans.inside import Pictures, tables_after

_COLUMNS_LIMIT = 1000
_ROWS_LIMIT = 1000  # that one cell may reach down
_SPACES = re.compile(r"[ \t\r\n\f]+")


@dataclass
class _Table:
    """A table that is being read.

    Attributes:
        layout: it only places things on the page, so that its cells are no cells.
        taken: until before which row each column is taken by a cell from above.
    """

    number: int
    layout: bool
    row: int = -1
    column: int = 0
    taken: dict[int, int] = field(default_factory=dict)

    def place(self, cell: Any) -> tuple[int, int, int]:
        """Return where a cell stands, and go past it."""
        self.row = max(self.row, 0)
        while self.taken.get(self.column, 0) > self.row and self.column < _COLUMNS_LIMIT:
            self.column += 1
        where = (self.number, self.row, self.column)
        wide = span(cell, "colspan", _COLUMNS_LIMIT)
        high = span(cell, "rowspan", _ROWS_LIMIT)
        end = min(self.column + wide, _COLUMNS_LIMIT)
        if high > 1:
            for column in range(self.column, end):
                self.taken[column] = self.row + high
        self.column = end
        return where


@dataclass
class _Container:
    """The page, or a cell, that blocks are being put into."""

    where: tuple[int, int, int] | None = None
    blocks: list[Block] = field(default_factory=list)
    lists: int = 0


class Walk:
    """One walk over a page.

    Args:
        root: the page.
        inside: reads the text in pictures.
        beside: pictures that lie beside the page.

    Attributes:
        pictures: how many there were.
        seen: kinds of things to warn of.
    """

    def __init__(self, root: Any, inside: Pictures, beside: Beside) -> None:
        self._inside = inside
        self._beside = beside
        self.pictures = 0
        self.seen: set[str] = set()
        self._root = root
        self._layout = _layout_tables(root)
        self._tables: list[_Table] = []
        self._count = 0
        self._containers = [_Container()]
        self._hidden_by: Any = None
        self._spaced_by: list[Any] = []  # elements that keep blanks as they are
        self._bold_by: list[Any] = []
        self._heading = 0
        self._word_level: int | None = None
        self._clear()

    def blocks(self) -> list[Block]:
        """Return the blocks of the page."""
        events = etree.iterwalk(self._root, events=("start", "end"))
        for event, element in events:
            if not isinstance(element.tag, str):  # an entity that nobody knows
                if event == "end":
                    self._add(element.tail)
            elif event == "end":
                self._end(element)
            elif not self._start(element):
                events.skip_subtree()
        self._flush()
        return self._containers[0].blocks

    def _clear(self) -> None:
        self._shown: list[str] = []
        self._unseen: list[str] = []
        self._after: list[Block] = []
        self._bold: bool | None = None
        self._exact = False
        self._at_space = True

    def _add(self, text: str | None, *, exact: bool = False) -> None:
        if not text:
            return
        if not (exact or self._spaced_by):
            text = _SPACES.sub(" ", text)
            if self._at_space and self._hidden_by is None:
                text = text.removeprefix(" ")
            if not text:
                return
        elif self._spaced_by:
            self._exact = True
        if self._hidden_by is not None:
            self._unseen.append(text)
            return
        self._at_space = text[-1] in " \n"
        self._shown.append(text)
        if text.strip():
            self._bold = self._bold is not False and bool(self._bold_by)

    def _flush(self) -> None:
        """End the paragraph."""
        container = self._containers[-1]
        blocks = container.blocks
        if shown := self._text(self._shown):
            blocks.append(self._block(shown, container))
        if unseen := self._text(self._unseen):
            self.seen.add("hidden")
            blocks.append(Block(unseen, part=Part.HIDDEN))
        blocks += self._after
        self._clear()

    def _text(self, pieces: list[str]) -> str:
        text = clean("".join(pieces))
        if self._exact:
            return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
        return re.sub(r" *\n *", "\n", text).strip()

    def _block(self, text: str, container: _Container) -> Block:
        if self._heading:
            return Block(text, BlockKind.HEADING, level=self._heading)
        if self._word_level is not None:
            return Block(text, BlockKind.LIST_ITEM, level=self._word_level)
        if container.lists:
            return Block(text, BlockKind.LIST_ITEM, level=container.lists - 1)
        if self._bold and len(self._containers) == 1 and reads_as_heading(text):
            return Block(text, BlockKind.HEADING, level=3)
        return Block(text)

    def _start(self, element: Any) -> bool:
        """Begin an element, and say whether to go into it."""
        tag = element.tag
        if tag in DROPPED or is_word_bullet(element):
            return False
        if tag == "del" and element.get("datetime") is not None:  # a tracked change
            self.seen.add("deleted")
            return False
        if is_block(element):
            self._flush()
        elif is_box(element) and not self._at_space:
            self._add(" ")
        if self._hidden_by is None and is_hidden(element):
            self._hidden_by = element
        if tag in ("input", "select", "textarea"):
            self._add(control_text(element), exact=True)
            return False
        if tag in ("title", "desc"):  # of a drawing; that of the page stands in its head
            self._describe("".join(element.itertext()))
            return False
        self._open(element)
        self._add(element.text)
        return True

    def _open(self, element: Any) -> None:
        tag = element.tag
        if keeps_space(element):
            self._spaced_by.append(element)
        if is_bold(element):
            self._bold_by.append(element)
        if tag in HEADINGS:
            self._heading = HEADINGS[tag]
        elif tag in LISTS:
            self._containers[-1].lists += 1
        elif tag == "br":
            self._add("\n", exact=True)
        elif tag == "img":
            self._picture(element)
        elif tag == "svg":
            self.pictures += 1
        elif tag == "table":
            self._tables.append(_Table(self._count, element in self._layout))
            self._count += not self._tables[-1].layout
        elif tag == "tr" and self._tables:
            self._tables[-1].row += 1
            self._tables[-1].column = 0
        elif tag in CELLS and self._tables and not self._tables[-1].layout:
            self._containers.append(_Container(self._tables[-1].place(element)))
        elif tag in EMBEDDED:
            self.seen.add("object")
        elif (level := word_list_level(element)) is not None:
            self._word_level = level

    def _end(self, element: Any) -> None:
        tag = element.tag
        if tag == "a":
            shown = "".join(element.itertext())
            self._add(target_after(shown, element.get("href")), exact=True)
        if is_block(element) and tag not in DROPPED:
            self._flush()
        elif is_box(element) and not self._at_space:
            self._add(" ")
        self._close(element)
        if self._hidden_by is element:
            self._hidden_by = None
        self._add(element.tail)

    def _close(self, element: Any) -> None:
        tag = element.tag
        for kept in (self._spaced_by, self._bold_by):
            if kept and kept[-1] is element:
                kept.pop()
        container = self._containers[-1]
        if tag in HEADINGS:
            self._heading = 0
        elif tag in LISTS:
            container.lists -= 1
        elif tag == "p":
            self._word_level = None
        elif tag == "table":
            self._tables.pop()
        elif tag in CELLS and container.where and self._tables and not self._tables[-1].layout:
            self._containers.pop()
            outside = self._containers[-1].blocks
            if self._hidden_by is None:
                outside += cell_blocks(container.blocks, container.where, Part.BODY)
            else:
                outside += container.blocks

    def _picture(self, element: Any) -> None:
        if {element.get("width"), element.get("height")} & {"0", "1"}:
            return  # a dot that tells the sender of an e-mail that it was opened
        self.pictures += 1
        if (picture := picture_of(element, self._beside)) is not None:
            name, load, shown = picture
            part = Part.BODY if self._hidden_by is None else Part.HIDDEN
            found = self._inside.read(name, load, part, shown=shown, first_table=self._count)
            self._count = tables_after(found, self._count)
            self._after += found
        self._describe(element.get("alt", ""))

    def _describe(self, text: str) -> None:
        if text := clean(_SPACES.sub(" ", text)).strip():
            self._after.append(Block(text, part=Part.DESCRIPTION))


def _layout_tables(root: Any) -> set[Any]:
    """Tables that only place things on the page: those that say so, and those in which no row has
    two cells."""
    layout: set[Any] = set()
    wide: list[bool] = []  # for each open table, whether some row has two cells
    cells: list[int] = []  # for each open table, the cells of the row so far
    for event, element in etree.iterwalk(root, ("start", "end"), ("table", "tr", "td", "th")):
        if element.tag == "table":
            if event == "start":
                wide.append(False)
                cells.append(0)
            else:
                cells.pop()
                if not wide.pop() or element.get("role") in ("presentation", "none"):
                    layout.add(element)
        elif event == "start" and cells:
            if element.tag == "tr":
                cells[-1] = 0
            else:
                cells[-1] += 1
                wide[-1] = wide[-1] or cells[-1] > 1
    return layout
