"""The walk over OpenDocument's XML: from its elements to blocks in reading order."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from edi_shortlist.documents.characters import clean
from edi_shortlist.documents.markup import (
    cell_blocks,
    comment,
    reads_as_heading,
    target_after,
)
from edi_shortlist.documents.model import Block, BlockKind, Part
from edi_shortlist.documents.odt.controls import field_mark_text
from edi_shortlist.documents.odt.names import count, is_true, qualified, tags
from edi_shortlist.documents.odt.pictures import picture_of
from edi_shortlist.documents.odt.styles import Look, Styles
from edi_shortlist.documents.scans.inside import Pictures, tables_after
from edi_shortlist.documents.word.symbols import TICKED, UNTICKED, in_font

_SPACES_LIMIT = 100  # blanks that one text:s stands for
_REPEATS_LIMIT = 1000  # rows and cells in a document that only repeat others, where they hold text
_PLACE_LIMIT = 100_000  # row and column numbers

_H, _P, _LIST, _SECTION, _TABLE = (
    qualified(name) for name in ("text:h", "text:p", "text:list", "text:section", "table:table")
)
_STYLE_NAME = qualified("text:style-name")
_HREF = qualified("xlink:href")
_LIST_ENTRIES = tags("text:list-item", "text:list-header")
_ROW, _CELL, _COVERED = (
    qualified(f"table:{name}") for name in ("table-row", "table-cell", "covered-table-cell")
)
_ROW_GROUPS = tags("table:table-header-rows", "table:table-rows", "table:table-row-group")
# Brackets around blocks.
_TRANSPARENT = tags(
    "text:numbered-paragraph",
    "text:index-body",
    "text:index-title",
    "text:table-of-content",
    "text:illustration-index",
    "text:table-index",
    "text:object-index",
    "text:user-index",
    "text:alphabetical-index",
    "text:bibliography",
    "style:region-left",
    "style:region-center",
    "style:region-right",
)
_SKIPPED = tags(
    "office:forms",
    "office:event-listeners",
    "office:annotation-end",
    "text:tracked-changes",
    "text:variable-decls",
    "text:sequence-decls",
    "text:user-field-decls",
    "text:dde-connection-decls",
    "text:alphabetical-index-auto-mark-file",
    "text:note-citation",
    "text:ruby-text",
    "text:placeholder",  # the prompt of a field that nobody filled in
    "text:script",
    "text:table-of-content-source",
    "text:illustration-index-source",
    "text:table-index-source",
    "text:object-index-source",
    "text:user-index-source",
    "text:alphabetical-index-source",
    "text:bibliography-source",
    "text:label",
    "field:param",
    "draw:enhanced-geometry",
    "draw:glue-point",
    "draw:image-map",
)
_SHAPES = tags(
    "draw:frame",
    "draw:g",
    "draw:custom-shape",
    "draw:rect",
    "draw:line",
    "draw:polyline",
    "draw:polygon",
    "draw:regular-polygon",
    "draw:path",
    "draw:circle",
    "draw:ellipse",
    "draw:connector",
    "draw:caption",
    "draw:measure",
)
_EMBEDDED = tags(
    "draw:object", "draw:object-ole", "draw:plugin", "draw:applet", "draw:floating-frame"
)
_OF_A_FONT = re.compile("[\uf000-\uf0ff]")  # characters that only their font explains


@dataclass
class _Inline:
    """One paragraph as it is being read.

    Attributes:
        shown, hidden: its characters, not yet cleaned, and those that the page does not show.
        after: what is anchored in it, and follows it.
        bold: whether every character so far is bold; None before the first.
        at_space: the next blank in the XML adds nothing.
    """

    shown: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)
    bold: bool | None = None
    at_space: bool = True

    def add(self, text: str, look: Look, *, exact: bool = False) -> None:
        """Add characters; unless ``exact``, blanks and line ends in the XML are one blank."""
        if not exact:
            text = re.sub(r"[ \t\r\n]+", " ", text)
            if self.at_space:
                text = text.removeprefix(" ")
        if _OF_A_FONT.search(text):
            text = in_font(text, look.font or "")
        if not text:
            return
        self.at_space = not exact and text.endswith(" ")
        if look.hidden:
            self.hidden.append(text)
            return
        self.shown.append(text)
        if text.strip():
            self.bold = self.bold is not False and bool(look.bold)


@dataclass
class Walk:
    """One walk through a document, or through its headers and footers.

    Attributes:
        controls: what each form control says, by its name.
        styles: of the content, or of the headers and footers.
        inside: reads the text in pictures.
        load: returns a part of the file.
        tables, pictures: how many there were so far.
        seen: kinds of things to warn of.
        notes: footnotes and endnotes, in their order.
    """

    controls: Mapping[str, str]
    styles: Styles
    inside: Pictures
    load: Callable[[str], bytes]
    tables: int = 0
    pictures: int = 0
    seen: set[str] = field(default_factory=set)
    notes: list[Block] = field(default_factory=list)
    _repeats: int = 0

    def container(self, element: Any, part: Part, level: int | None = None) -> list[Block]:
        """Return the blocks of a body, header, section, list entry, note or text box.

        Args:
            element: whose children are read.
            part: what they belong to.
            level: the depth of the list around it from 0; None outside lists.
        """
        blocks: list[Block] = []
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in _SKIPPED:
                self._note_skipped(child)
            elif tag in (_P, _H):
                blocks += self._paragraph(child, part, level)
            elif tag == _LIST:
                depth = 0 if level is None else level + 1
                for entry in child:
                    if entry.tag in _LIST_ENTRIES:
                        blocks += self.container(entry, part, depth)
            elif tag == _TABLE:
                blocks += self._table(child, part)
            elif tag == _SECTION:
                blocks += self.container(child, self._part_of(child, part), level)
            elif tag in _TRANSPARENT:
                blocks += self.container(child, part, level)
            else:  # a frame that is anchored to the page
                blocks += self._loose(child, part)
        return blocks

    def _note_skipped(self, element: Any) -> None:
        if element.tag == qualified("text:tracked-changes"):
            if element.find(f".//{qualified('text:deletion')}") is not None:
                self.seen.add("deleted")
        elif element.tag == qualified("office:event-listeners"):
            self.seen.add("macro")

    def _part_of(self, section: Any, part: Part) -> Part:
        display = section.get(qualified("text:display"))
        if display == "none" or (display == "condition" and is_true(section, "text:is-hidden")):
            self.seen.add("hidden")
            return Part.HIDDEN
        return part

    def _loose(self, element: Any, part: Part) -> list[Block]:
        inline = _Inline()
        self._one(element, inline, Look(), part)
        return self._finished(inline, part)

    def _finished(self, inline: _Inline, part: Part) -> list[Block]:
        """What stands in no paragraph of its own, and what follows it."""
        text = clean("".join(inline.shown)).strip()
        return [*([Block(text, part=part)] if text else []), *self._followers(inline)]

    def _followers(self, inline: _Inline) -> list[Block]:
        hidden = clean("".join(inline.hidden)).strip()
        if not hidden:
            return inline.after
        self.seen.add("hidden")
        return [Block(hidden, part=Part.HIDDEN), *inline.after]

    def _paragraph(self, element: Any, part: Part, level: int | None) -> list[Block]:
        inline = _Inline()
        look = self.styles.look("paragraph", element.get(_STYLE_NAME))
        hides = element.find(f".//{qualified('text:hidden-paragraph')}")
        if hides is not None and is_true(hides, "text:is-hidden"):
            look = replace(look, hidden=True)
        self._children(element, inline, look, part)
        text = clean("".join(inline.shown)).strip("\n").rstrip()
        heading = look.heading
        if element.tag == _H:
            heading = count(element, "text:outline-level", 10)
        if not text:
            block = Block("", part=part)
        elif heading:
            block = Block(text, BlockKind.HEADING, part, heading)
        elif level is not None:
            block = Block(text, BlockKind.LIST_ITEM, part, level)
        elif part is Part.BODY and inline.bold and reads_as_heading(text):
            block = Block(text, BlockKind.HEADING, part, 3)
        else:
            block = Block(text, part=part)
        return [block, *self._followers(inline)]

    def _children(self, element: Any, inline: _Inline, look: Look, part: Part) -> None:
        inline.add(element.text or "", look)
        for child in element:
            if isinstance(child.tag, str):
                self._one(child, inline, look, part)
            inline.add(child.tail or "", look)

    def _one(self, element: Any, inline: _Inline, look: Look, part: Part) -> None:
        """Read what stands within a paragraph."""
        tag = element.tag
        if tag in _SKIPPED:
            return
        if tag == qualified("text:span"):
            self._span(element, inline, look, part)
        elif tag == qualified("text:s"):
            inline.add(" " * count(element, "text:c", _SPACES_LIMIT), look, exact=True)
        elif tag == qualified("text:tab"):
            inline.add("\t", look, exact=True)
        elif tag == qualified("text:line-break"):
            inline.add("\n", look, exact=True)
            inline.at_space = True
        elif tag in (qualified("text:a"), qualified("draw:a")):
            before = len(inline.shown)
            self._children(element, inline, look, part)
            shown = "".join(inline.shown[before:])
            inline.add(clean(target_after(shown, element.get(_HREF))), look, exact=True)
        elif tag == qualified("text:note"):
            body = element.find(qualified("text:note-body"))
            if body is not None:
                self.notes += self.container(body, Part.NOTE)
        elif tag == qualified("office:annotation"):
            inline.after.append(self._annotation(element))
        elif tag == qualified("text:hidden-text"):
            said = element.get(qualified("text:string-value")) or "".join(element.itertext())
            inline.add(said, replace(look, hidden=is_true(element, "text:is-hidden")))
        elif tag == qualified("draw:control"):
            said = self.controls.get(element.get(qualified("draw:control"), ""), "")
            inline.add(said, look, exact=True)
        elif tag in (qualified("field:fieldmark"), qualified("field:fieldmark-start")):
            inline.add(field_mark_text(element), look, exact=True)
            self._children(element, inline, look, part)
        elif tag == qualified("loext:content-control"):
            self._content_control(element, inline, look, part)
        elif tag in _SHAPES:
            inline.after += self._shape(element, part)
        elif tag in (_P, _H, _LIST, _TABLE, _SECTION):
            inline.after += self.container([element], part)
        else:  # a field shows its value as its text
            self._children(element, inline, look, part)

    def _span(self, element: Any, inline: _Inline, look: Look, part: Part) -> None:
        own = self.styles.look("text", element.get(_STYLE_NAME)).within(look)
        self._children(element, inline, own, part)

    def _content_control(self, element: Any, inline: _Inline, look: Look, part: Part) -> None:
        """A check box says its state itself; one that still shows its prompt says nothing."""
        if is_true(element, "loext:checkbox"):
            ticked = is_true(element, "loext:checked")
            inline.add(TICKED if ticked else UNTICKED, look, exact=True)
        elif not is_true(element, "loext:showing-place-holder"):
            self._children(element, inline, look, part)

    def _annotation(self, element: Any) -> Block:
        author = element.findtext(qualified("dc:creator"), "")
        said = [b.text for b in self.container(_paragraphs_of(element), Part.COMMENT) if b.text]
        return comment(clean(author), "\n".join(said))

    def _shape(self, element: Any, part: Part) -> list[Block]:
        """The text in a frame or drawing and in its picture; pictures are counted, their
        descriptions kept."""
        inside = Part.TEXT_BOX if part is Part.BODY else part
        blocks: list[Block] = []
        described: list[str] = []
        pictured = False
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in _SKIPPED:
                continue
            if tag == qualified("draw:text-box"):
                blocks += self.container(child, inside)
            elif tag in (qualified("svg:title"), qualified("svg:desc")):
                described.append(clean("".join(child.itertext())).strip())
            elif tag == qualified("draw:image"):
                pictured = True
                blocks += self.container(_paragraphs_of(child), inside)
            elif tag in _EMBEDDED:
                self.seen.add("object")
            elif tag in _SHAPES:
                blocks += self._shape(child, part)
            else:
                blocks += self.container([child], inside)
        self.pictures += pictured
        if (picture := picture_of(element, self.load)) is not None:
            name, load, shown = picture
            found = self.inside.read(name, load, part, shown=shown, first_table=self.tables)
            self.tables = tables_after(found, self.tables)
            blocks = [*found, *blocks]
        text = "\n".join(dict.fromkeys(filter(None, described)))
        return [*blocks, *([Block(text, part=Part.DESCRIPTION)] if text else [])]

    def _table(self, element: Any, part: Part) -> list[Block]:
        table, self.tables = self.tables, self.tables + 1
        blocks: list[Block] = []
        row = 0
        for row_element in _rows(element):
            inside = part
            if row_element.get(qualified("table:visibility"), "visible") != "visible":
                inside = Part.HIDDEN
            repeats = count(row_element, "table:number-rows-repeated", _PLACE_LIMIT)
            for _ in range(self._copies(row_element, repeats)):
                blocks += self._row(row_element, table, min(row, _PLACE_LIMIT), inside)
                row += 1
                repeats -= 1
            row += repeats
        return blocks

    def _row(self, element: Any, table: int, row: int, part: Part) -> list[Block]:
        blocks: list[Block] = []
        column = 0
        for cell in element:
            if cell.tag not in (_CELL, _COVERED):
                continue
            repeats = count(cell, "table:number-columns-repeated", _PLACE_LIMIT)
            if cell.tag == _CELL:
                for i in range(self._copies(cell, repeats)):
                    where = (table, row, min(column + i, _PLACE_LIMIT))
                    blocks += cell_blocks(self.container(cell, part), where, part)
            else:  # it lies under its neighbour, and so does what it holds
                blocks += [b for b in self.container(cell, Part.HIDDEN) if b.text]
            column += repeats
        if any(block.part is Part.HIDDEN and block.text for block in blocks):
            self.seen.add("hidden")
        return blocks

    def _copies(self, element: Any, repeats: int) -> int:
        """How often a row or cell that stands for several is read: an empty one once."""
        if repeats == 1 or not "".join(element.itertext()).strip():
            return 1
        copies = max(1, min(repeats, _REPEATS_LIMIT - self._repeats))
        self._repeats += copies
        return copies


def _paragraphs_of(element: Any) -> list[Any]:
    return [child for child in element if child.tag in (_P, _H, _LIST)]


def _rows(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag == _ROW:
            yield child
        elif child.tag in _ROW_GROUPS:
            yield from _rows(child)
