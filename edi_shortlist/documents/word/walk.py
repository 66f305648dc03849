"""The walk through a part of a Word file: paragraphs and tables into blocks, in reading order.

What no reader of the page sees (hidden text, descriptions of pictures) follows the paragraph it
stood in, or the table row, so that a row stays whole.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from edi_shortlist.documents.characters import clean
from edi_shortlist.documents.limits import PICTURE_SIZE_LIMIT
from edi_shortlist.documents.model import Block, BlockKind, Part
from edi_shortlist.documents.scans.inside import Pictures, tables_after
from edi_shortlist.documents.word import package
from edi_shortlist.documents.word.controls import content
from edi_shortlist.documents.word.names import (
    W_VAL,
    TooMuch,
    chosen,
    path,
    qualified,
    whole_number,
)
from edi_shortlist.documents.word.runs import File, Inline, joined, read_inline

_P, _TBL, _TR, _TC = map(qualified, ("w:p", "w:tbl", "w:tr", "w:tc"))
_SDT, _ALTERNATIVES = qualified("w:sdt"), qualified("mc:AlternateContent")
_ALT_CHUNK = qualified("w:altChunk")
_DELETED = {qualified("w:del"), qualified("w:moveFrom")}
_PROPERTIES = {qualified(f"w:{name}") for name in ("sectPr", "tblPr", "trPr", "tcPr", "tblGrid")}
_BRACKETS = {
    qualified(f"w:{name}") for name in ("ins", "moveTo", "customXml", "smartTag", "sdtContent")
} | {qualified("mc:Choice")}
_TC_PR, _GRID_SPAN = qualified("w:tcPr"), qualified("w:gridSpan")
_MERGES = (qualified("w:vMerge"), qualified("w:hMerge"))
_CELL_MERGE, _CELL_DELETED = qualified("w:cellMerge"), qualified("w:cellDel")
_ROW_DELETED = path("w:trPr", "w:del")
_MARK_PROPERTIES = path("w:pPr", "w:rPr")

#: Paragraphs and table cells of one file; three hundred close pages have a fifth of them.
PARAGRAPHS_LIMIT = 100_000

#: Reads a document embedded in the text (``w:altChunk``): the part it stands in and its
#: relation's id, and the number of the next table.
ReadEmbedded = Callable[[package.Part, str, int], list[Block]]


@dataclass
class Walk:
    """One walk through a Word file.

    Attributes:
        file: what is known of the file.
        read_embedded: reads documents embedded in the text.
        inside: reads the text in pictures.
        tables: how many tables were met.
        pictures: how many pictures were met.
        seen: kinds of things that the reviewer is told of: ``hidden``, ``deleted``, ``object``,
            ``activex``.
    """

    file: File
    read_embedded: ReadEmbedded
    inside: Pictures
    tables: int = 0
    pictures: int = 0
    seen: set[str] = field(default_factory=set)
    _counted: int = 0

    def container(self, element: Any, part: Part, source: package.Part) -> list[Block]:
        """Blocks of a body, header, footer, note, comment or text box.

        Args:
            element: what holds the paragraphs and tables.
            part: what its blocks are.
            source: where relations are looked up.
        """
        blocks: list[Block] = []
        waiting: list[Inline] = []  # paragraphs whose mark was deleted
        for child, instead in unwrapped(element, self.file):
            if child.tag == _P:
                waiting.append(self._inline(child, source, instead))
                if not _mark_is_deleted(child):
                    blocks += self._paragraph(child, joined(waiting), part, source)
                    waiting = []
                continue
            blocks += self._left_over(waiting, part, source)
            waiting = []
            if child.tag == _TBL:
                blocks += self._table(child, part, source, instead)
            elif child.tag == _ALT_CHUNK:
                found = self.read_embedded(source, child.get(qualified("r:id"), ""), self.tables)
                self.tables = tables_after(found, self.tables)
                blocks += found
            elif child.tag in _DELETED:
                self.seen.add("deleted")
        return blocks + self._left_over(waiting, part, source)

    def _inline(self, paragraph: Any, source: package.Part, instead: str | None) -> Inline:
        self._count()
        inline = read_inline(paragraph, source, self.file, instead)
        self.pictures += inline.pictures
        self.seen |= inline.left_out
        if inline.hidden:
            self.seen.add("hidden")
        return inline

    def _count(self) -> None:
        """Stop at more paragraphs and cells than a book has."""
        self._counted += 1
        if self._counted > PARAGRAPHS_LIMIT:
            raise TooMuch

    def _left_over(self, waiting: list[Inline], part: Part, source: package.Part) -> list[Block]:
        """Paragraphs whose mark was deleted with nothing after them to join."""
        if not waiting:
            return []
        inline = joined(waiting)
        text = _cleaned(inline)
        own = [Block(text, part=part)] if text else []
        asides = [*self._beside(inline), *self._boxes(inline, part, source)]
        return [*own, *self._pictured(inline, part), *asides]

    def _paragraph(
        self, element: Any, inline: Inline, part: Part, source: package.Part
    ) -> list[Block]:
        text = _cleaned(inline)
        pictured = self._pictured(inline, part)
        asides = [*pictured, *self._beside(inline), *self._boxes(inline, part, source)]
        if not text and inline.hidden:
            return asides
        return [self._block(element, text, inline, part), *asides]

    def _block(self, element: Any, text: str, inline: Inline, part: Part) -> Block:
        if not text:
            return Block("", part=part)
        shape = self.file.styles.shape(element)
        if shape.heading:
            return Block(text, BlockKind.HEADING, part, shape.heading)
        if shape.list_level is not None:
            return Block(text, BlockKind.LIST_ITEM, part, shape.list_level)
        if part is Part.BODY and inline.all_bold and _reads_as_heading(text):
            return Block(text, BlockKind.HEADING, part, 3)
        return Block(text, BlockKind.PARAGRAPH, part)

    def _pictured(self, inline: Inline, part: Part) -> list[Block]:
        """Text in the pictures anchored in a paragraph."""
        blocks: list[Block] = []
        for picture, hidden in inline.shown:
            media = picture.media
            found = self.inside.read(
                media.name,
                partial(media.start, PICTURE_SIZE_LIMIT + 1),
                Part.HIDDEN if hidden else part,
                shown=picture.shown,
                first_table=self.tables,
            )
            if hidden and found:
                self.seen.add("hidden")
            self.tables = tables_after(found, self.tables)
            blocks += found
        return blocks

    def _beside(self, inline: Inline) -> list[Block]:
        """What of a paragraph is not seen on the page."""
        hidden = [Block(clean(text).strip(), part=Part.HIDDEN) for text in inline.hidden]
        told = [Block(clean(text).strip(), part=Part.DESCRIPTION) for text in inline.descriptions]
        return [block for block in hidden + told if block.text]

    def _boxes(self, inline: Inline, part: Part, source: package.Part) -> list[Block]:
        """Text boxes anchored in a paragraph; in a header they stay with the header."""
        inside = Part.TEXT_BOX if part is Part.BODY else part
        blocks: list[Block] = []
        for box, hidden in inline.boxes:
            if hidden:
                self.seen.add("hidden")
            blocks += self.container(box, Part.HIDDEN if hidden else inside, source)
        for lines in inline.texts:
            blocks += [Block(clean(line), part=inside) for line in lines]
        return blocks

    def _table(
        self, element: Any, part: Part, source: package.Part, instead: str | None
    ) -> list[Block]:
        table, self.tables = self.tables, self.tables + 1
        blocks: list[Block] = []
        row = 0
        for row_element, says in unwrapped(element, self.file, instead):
            if row_element.tag != _TR:
                continue
            if row_element.find(_ROW_DELETED) is not None:
                self.seen.add("deleted")
                continue
            blocks += self._row(row_element, (table, row), part, source, says)
            row += 1
        properties = element.find(qualified("w:tblPr"))
        for name in () if properties is None else ("w:tblCaption", "w:tblDescription"):
            told = properties.find(qualified(name))
            if told is not None and (text := clean(told.get(W_VAL, "")).strip()):
                blocks.append(Block(text, part=Part.DESCRIPTION))
        return blocks

    def _row(
        self,
        element: Any,
        where: tuple[int, int],
        part: Part,
        source: package.Part,
        instead: str | None,
    ) -> list[Block]:
        blocks: list[Block] = []
        asides: list[Block] = []
        column = _number(element, path("w:trPr", "w:gridBefore"), 0)
        for cell, says in unwrapped(element, self.file, instead):
            if cell.tag != _TC:
                continue
            properties = cell.find(_TC_PR)
            if properties is not None and properties.find(_CELL_DELETED) is not None:
                self.seen.add("deleted")
                continue
            found, beside = self._cell(cell, (*where, column), part, source, says)
            if properties is not None:
                column += max(1, _number(properties, _GRID_SPAN, 1))
            else:
                column += 1
            if properties is None or not _continues_another(properties):
                blocks += found
                asides += beside
            elif covered := [block for block in found if block.text]:
                # Word shows nothing of a cell that another one covers.
                self.seen.add("hidden")
                asides += [Block(block.text, part=Part.HIDDEN) for block in covered]
        return blocks + asides

    def _cell(
        self,
        element: Any,
        where: tuple[int, int, int],
        part: Part,
        source: package.Part,
        instead: str | None,
    ) -> tuple[list[Block], list[Block]]:
        """A cell's text in one block; what is nested in it follows, and then the rest of the
        cell's text as a second block with the same coordinates. What is not seen of it comes
        apart."""
        self._count()
        blocks: list[Block] = []
        asides: list[Block] = []
        lines: list[str] = []
        waiting: list[Inline] = []

        def close() -> None:
            if text := "\n".join(lines).strip("\n"):
                blocks.append(Block(text, BlockKind.CELL, part, cell=where))
            elif not blocks:
                blocks.append(Block("", BlockKind.CELL, part, cell=where))
            lines.clear()

        def add() -> None:
            if not waiting:
                return
            inline = joined(waiting)
            waiting.clear()
            if text := _cleaned(inline):
                lines.append(text)
            for block in self._pictured(inline, part):
                if block.part is not part:
                    asides.append(block)
                elif block.cell is None:
                    lines.append(block.text)
                else:
                    close()
                    blocks.append(block)
            asides.extend(self._beside(inline))
            if boxes := self._boxes(inline, part, source):
                close()
                blocks.extend(boxes)

        for child, says in unwrapped(element, self.file, instead):
            if child.tag == _P:
                waiting.append(self._inline(child, source, says))
                if not _mark_is_deleted(child):
                    add()
                continue
            add()
            if child.tag == _TBL:
                close()
                blocks += self._table(child, part, source, says)
            elif child.tag == _ALT_CHUNK:
                found = self.read_embedded(source, child.get(qualified("r:id"), ""), self.tables)
                lines += [block.text for block in found if block.text]
        add()
        if lines or not blocks:
            close()
        return blocks, asides


def unwrapped(
    element: Any, file: File, instead: str | None = None
) -> Iterator[tuple[Any, str | None]]:
    """Yield an element's children with brackets such as content controls taken away.

    Args:
        element: what holds them.
        file: knows what a content control says.
        instead: what a control around ``element`` says in its place.

    Returns:
        Each child with what a control around it says in its place: the first child all of it,
        the others nothing.
    """
    for child in element:
        tag = child.tag
        if not isinstance(tag, str) or tag in _PROPERTIES:
            continue
        if tag == _ALTERNATIVES:
            if (one := chosen(child)) is not None:
                yield from unwrapped(one, file, instead)
        elif tag == _SDT:
            says = file.controls.says(child) if instead is None else instead
            if (inside := content(child)) is not None:
                yield from unwrapped(inside, file, says)
        elif tag in _BRACKETS:
            yield from unwrapped(child, file, instead)
        else:
            yield child, instead
        if instead:
            instead = ""


def thinned(blocks: list[Block]) -> list[Block]:
    """Keep at most one empty paragraph between two full ones, and none beside anything else."""
    kept: list[Block] = []
    ahead: list[Block | None] = [None] * len(blocks)  # the next block that is not empty
    for i in range(len(blocks) - 1, 0, -1):
        ahead[i - 1] = blocks[i] if blocks[i].text or blocks[i].cell else ahead[i]
    for block, following in zip(blocks, ahead, strict=True):
        if block.text or block.cell:
            kept.append(block)
            continue
        beside = (kept[-1] if kept else None, following)
        if all(
            b is not None
            and b.text
            and not b.cell
            and b.part is block.part
            and b.kind is BlockKind.PARAGRAPH
            for b in beside
        ):
            kept.append(block)
    return kept


def renumbered(blocks: list[Block], tables: int) -> list[Block]:
    """Number the tables of an embedded document on from those before it."""
    return [
        replace(block, cell=(block.cell[0] + tables, *block.cell[1:])) if block.cell else block
        for block in blocks
    ]


def _cleaned(inline: Inline) -> str:
    return clean(inline.text).strip("\n").rstrip()


def _mark_is_deleted(paragraph: Any) -> bool:
    properties = paragraph.find(_MARK_PROPERTIES)
    return properties is not None and any(properties.find(name) is not None for name in _DELETED)


def _continues_another(properties: Any) -> bool:
    """Whether a cell with these properties only continues one above it or beside it."""
    for name in _MERGES:
        merge = properties.find(name)
        if merge is not None and merge.get(W_VAL, "continue") == "continue":
            return True
    merged = properties.find(_CELL_MERGE)  # with tracked changes
    return merged is not None and merged.get(_MERGES[0]) == "cont"


def _number(element: Any, where: str, default: int) -> int:
    found = element.find(where)
    return default if found is None else whole_number(found.get(W_VAL), default)


def _reads_as_heading(text: str) -> bool:
    """Whether a wholly bold paragraph is a heading in all but style, as in most real forms."""
    return 3 < len(text) <= 80 and not set(text) & set("\t\n:☐☒☑") and text[-1] not in ".,;"
