"""A stream of rich text put into paragraphs, rows and cells. Knows nothing of control words."""

from collections.abc import Callable
from dataclasses import dataclass, field

from edi_shortlist.documents.characters import clean
from edi_shortlist.documents.markup import cell_blocks, reads_as_heading
from edi_shortlist.documents.model import Block, BlockKind, Part
from edi_shortlist.documents.rtf.definitions import joined

#: Tables within tables; deeper ones are read as if they stood at this depth.
DEPTH_LIMIT = 20


@dataclass(frozen=True)
class Shape:
    """What a paragraph is: heading level from 1 (0: none), depth in a list from 0 (None: no list),
    depth in tables from 1 (0: in none)."""

    heading: int = 0
    list_level: int | None = None
    table_level: int = 0


@dataclass
class _Table:
    """A table whose rows are still coming."""

    number: int
    row: int = 0
    cells: list[list[Block]] = field(default_factory=list)
    content: list[Block] = field(default_factory=list)  # of the cell that is being filled


@dataclass
class Flow:
    """The body, a header, a note, a text box or a remark, as it is being read.

    Attributes:
        part: what its blocks belong to.
        next_table: gives the number of a table that begins.
        note_hidden: called where hidden text was met.
        parent: the stream that this one is anchored in; None for the body.
        shown: the characters of the paragraph so far.
        after: what is anchored in the paragraph, and follows it.
        listed: the paragraph began with a bullet or number.
        merged: for each cell of the row, whether it only continues another.
    """

    part: Part
    next_table: Callable[[], int]
    note_hidden: Callable[[], None]
    parent: "Flow | None" = None
    shown: list[str] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)
    listed: bool = False
    merged: list[bool] = field(default_factory=list)
    _hidden: list[str] = field(default_factory=list)
    _bold: bool | None = None
    _blocks: list[Block] = field(default_factory=list)
    _tables: list[_Table] = field(default_factory=list)

    def add(self, text: str, *, hidden: bool = False, bold: bool = False) -> None:
        """Add characters to the paragraph."""
        if hidden:
            self._hidden.append(text)
            return
        self.shown.append(text)
        if text.strip():
            self._bold = self._bold is not False and bold

    def end_paragraph(self, shape: Shape) -> None:
        """End the paragraph."""
        text = clean(joined(self.shown)).strip("\n").rstrip()
        if self.part in (Part.NOTE, Part.COMMENT):
            text = text.lstrip()  # what stood between it and its number
        hidden = clean(joined(self._hidden)).strip()
        blocks = [self._block(text, shape)]
        if hidden:
            self.note_hidden()
            blocks.append(Block(hidden, part=Part.HIDDEN))
        self._at(min(shape.table_level, DEPTH_LIMIT)).extend((*blocks, *self.after))
        self.shown, self._hidden, self.after = [], [], []
        self.listed, self._bold = False, None

    def _block(self, text: str, shape: Shape) -> Block:
        if not text:
            return Block("", part=self.part)
        if shape.heading:
            return Block(text, BlockKind.HEADING, self.part, shape.heading)
        if shape.list_level is not None or self.listed:
            return Block(text, BlockKind.LIST_ITEM, self.part, shape.list_level or 0)
        if self.part is Part.BODY and self._bold and reads_as_heading(text):
            return Block(text, BlockKind.HEADING, self.part, 3)
        return Block(text, part=self.part)

    def end_cell(self, level: int) -> None:
        """End a cell of the table at this depth, and with it its last paragraph."""
        level = min(level, DEPTH_LIMIT)
        self.end_paragraph(Shape(table_level=level))
        table = self._tables[-1]
        table.cells.append(table.content)
        table.content = []

    def end_row(self, level: int) -> None:
        """End a row of the table at this depth."""
        level = min(level, DEPTH_LIMIT)
        if self._pending():
            self.end_paragraph(Shape(table_level=level))
        self._at(level)
        self._close_row(level)

    def finish(self) -> list[Block]:
        """Return the blocks, whatever was left open."""
        if self._pending():
            self.end_paragraph(Shape(table_level=len(self._tables)))
        self._at(0)
        return self._blocks

    def _pending(self) -> bool:
        return bool(self.shown or self._hidden or self.after)

    def _at(self, level: int) -> list[Block]:
        """Return where blocks at this depth of tables go; tables open and close for it."""
        while len(self._tables) > level:
            self._close_row(len(self._tables))
            self._tables.pop()
        while len(self._tables) < level:
            self._tables.append(_Table(self.next_table()))
        return self._tables[-1].content if self._tables else self._blocks

    def _close_row(self, level: int) -> None:
        table = self._tables[level - 1]
        if table.content:
            table.cells.append(table.content)
        outside = self._tables[level - 2].content if level > 1 else self._blocks
        for column, content in enumerate(table.cells):
            continued = column < len(self.merged) and self.merged[column]
            if not (continued and not any(block.text for block in content)):
                outside += cell_blocks(content, (table.number, table.row, column), self.part)
        table.row += bool(table.cells)
        table.cells, table.content = [], []
