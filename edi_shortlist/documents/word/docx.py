"""From a Word file to a Document: paragraphs, lists, tables, text boxes, headers and footers.

python-docx opens the package; the walk is over its XML, since much of a council form (content
controls, text boxes, form check boxes) lies outside what python-docx models. It runs in the
worker process and trusts nothing about the file.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docx
from lxml import etree

from edi_shortlist.documents.characters import clean
from edi_shortlist.documents.errors import (
    ZIP_ERRORS,
    CorruptFile,
    DocumentError,
    EmptyDocument,
    FileTooLarge,
)
from edi_shortlist.documents.model import Block, BlockKind, Document, Part
from edi_shortlist.documents.word.runs import Inline, qualified, read_inline, unwrapped
from edi_shortlist.documents.word.styles import Styles

#: What a Word file may unpack to, in bytes, and by what factor once it is larger than a letter.
UNPACKED_LIMIT = 400 * 1024 * 1024
UNPACKED_RATIO = 250
_SMALL = 30 * 1024 * 1024
_ENTRIES_LIMIT = 10_000

_W_P, _W_TBL, _W_TR, _W_TC = (qualified(f"w:{name}") for name in ("p", "tbl", "tr", "tc"))
_W_TC_PR, _W_TR_PR, _W_VAL = (qualified(f"w:{name}") for name in ("tcPr", "trPr", "val"))
_R_ID = qualified("r:id")
_XML = etree.XMLParser(resolve_entities=False, no_network=True)


def check_package(path: Path) -> None:
    """Refuse a package that would fill the memory, or that defines entities.

    Raises:
        FileTooLarge: it unpacks to more than any application holds.
        CorruptFile: it is not a sound ZIP file, or one of its parts holds a DOCTYPE, which
            Word never writes.
    """
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
            unpacked = sum(entry.file_size for entry in entries)
            packed = max(1, path.stat().st_size)
            if (
                len(entries) > _ENTRIES_LIMIT
                or unpacked > UNPACKED_LIMIT
                or (unpacked > _SMALL and unpacked / packed > UNPACKED_RATIO)
            ):
                raise FileTooLarge(path.name)
            for entry in entries:
                if entry.filename.endswith((".xml", ".rels")):
                    with package.open(entry) as part:
                        start = part.read(65536).replace(b"\0", b"")  # UTF-16 as well
                    if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                        raise CorruptFile(path.name)
    except DocumentError:
        raise
    except (*ZIP_ERRORS, EOFError) as error:
        raise CorruptFile(path.name) from error


def read_docx(path: Path) -> Document:
    """Read a ``.docx`` file: headers, then the body with text boxes after the paragraph or cell
    they are anchored in, then notes, then footers.

    Raises:
        CorruptFile, EmptyDocument, FileTooLarge.
    """
    check_package(path)
    try:
        word = docx.Document(str(path))
        document = _Walk(word).document()
    except (MemoryError, DocumentError):
        raise
    except Exception as error:  # python-docx and lxml let many kinds through on a damaged file
        raise CorruptFile(path.name) from error
    if not any(block.text.strip() for block in document.blocks):
        if document.pictures:
            raise EmptyDocument(
                path.name,
                "The file holds only pictures, perhaps a scan, and no text. Ask the applicant "
                "for a copy with text, or type it in.",
            )
        raise EmptyDocument(path.name)
    return document


@dataclass
class _Walk:
    """One walk through a Word file, collecting blocks."""

    word: Any
    tables: int = 0
    pictures: int = 0
    seen: set[str] = field(default_factory=set)  # kinds of things that were left out
    styles: Styles = field(init=False)

    def __post_init__(self) -> None:
        self.styles = Styles(self.word)

    def document(self) -> Document:
        body = self.word.element.body
        headers = self._running(body, "headerReference", Part.HEADER)
        main = self._container(body, Part.BODY, self.word.part)
        notes = [block for kind in ("footnotes", "endnotes") for block in self._notes(kind)]
        footers = self._running(body, "footerReference", Part.FOOTER)
        blocks = _thinned([*headers, *main, *notes, *footers])
        return Document(tuple(blocks), self.pictures, tuple(self._warnings()))

    def _warnings(self) -> Iterator[str]:
        sentences = {
            "hidden": "Text marked as hidden in Word was left out.",
            "deleted": "Text deleted with tracked changes was left out.",
            "object": "An embedded object, such as a chart, was left out.",
        }
        for key, sentence in sentences.items():
            if key in self.seen:
                yield sentence
        if any(rel.reltype.endswith("/comments") for rel in self.word.part.rels.values()):
            yield "Comments in the margin were left out."

    def _running(self, body: Any, reference: str, part: Part) -> list[Block]:
        """The headers or footers of every section, each distinct text once."""
        blocks: list[Block] = []
        known: set[tuple[str, ...]] = set()
        for element in body.iter(qualified(f"w:{reference}")):
            related = self.word.part.related_parts.get(element.get(_R_ID))
            root = getattr(related, "element", None)
            if root is None:
                continue
            tables, pictures = self.tables, self.pictures
            found = self._container(root, part, related)
            says = tuple(block.text.strip() for block in found if block.text.strip())
            if says in known:
                self.tables, self.pictures = tables, pictures
                continue
            known.add(says)
            blocks += found
        return blocks

    def _notes(self, kind: str) -> Iterator[Block]:
        """Footnotes or endnotes, in their order, as paragraphs at the end of the body."""
        for relation in self.word.part.rels.values():
            if relation.is_external or not relation.reltype.endswith(f"/{kind}"):
                continue
            root = etree.fromstring(relation.target_part.blob, _XML)
            for note in root:
                if note.get(qualified("w:type")) is None:  # the others are separator lines
                    yield from self._container(note, Part.BODY, relation.target_part)

    def _container(self, element: Any, part: Part, package_part: Any) -> list[Block]:
        """Blocks of a body, header, footer, note or text box."""
        blocks: list[Block] = []
        for child in unwrapped(element):
            if child.tag == _W_P:
                inline = self._inline(child, package_part)
                blocks.append(self._paragraph(child, inline, part))
                blocks += self._boxes(inline, part, package_part)
            elif child.tag == _W_TBL:
                blocks += self._table(child, part, package_part)
        return blocks

    def _inline(self, paragraph: Any, package_part: Any) -> Inline:
        inline = read_inline(paragraph, package_part, self.styles)
        self.pictures += inline.pictures
        self.seen |= inline.left_out
        return inline

    def _boxes(self, inline: Inline, part: Part, package_part: Any) -> list[Block]:
        """Text boxes anchored in a paragraph; in a header they stay with the header."""
        inside = Part.TEXT_BOX if part is Part.BODY else part
        blocks = [b for box in inline.boxes for b in self._container(box, inside, package_part)]
        for lines in inline.diagrams:
            blocks += [Block(clean(line), part=inside) for line in lines]
        return blocks

    def _paragraph(self, element: Any, inline: Inline, part: Part) -> Block:
        text = clean(inline.text).strip("\n").rstrip()
        shape = self.styles.shape(element)
        if not text:
            return Block("", part=part)
        if shape.heading:
            return Block(text, BlockKind.HEADING, part, shape.heading)
        if shape.list_level is not None:
            return Block(text, BlockKind.LIST_ITEM, part, shape.list_level)
        if part is Part.BODY and inline.all_bold and _reads_as_heading(text):
            return Block(text, BlockKind.HEADING, part, 3)
        return Block(text, BlockKind.PARAGRAPH, part)

    def _table(self, element: Any, part: Part, package_part: Any) -> list[Block]:
        table, self.tables = self.tables, self.tables + 1
        blocks: list[Block] = []
        rows = (child for child in unwrapped(element) if child.tag == _W_TR)
        for row, row_element in enumerate(rows):
            column = _number(row_element, f"{_W_TR_PR}/{qualified('w:gridBefore')}")
            for cell in unwrapped(row_element):
                if cell.tag != _W_TC:
                    continue
                width = max(1, _number(cell, f"{_W_TC_PR}/{qualified('w:gridSpan')}", 1))
                if not _continues_another(cell):
                    where = (table, row, column)
                    blocks += self._cell(cell, where, part, package_part)
                column += width
        return blocks

    def _cell(
        self, element: Any, where: tuple[int, int, int], part: Part, package_part: Any
    ) -> list[Block]:
        """A cell's text in one block; what is nested in it follows, and then the rest of the
        cell's text as a second block with the same coordinates."""
        blocks: list[Block] = []
        lines: list[str] = []

        def close() -> None:
            if text := "\n".join(lines).strip("\n"):
                blocks.append(Block(text, BlockKind.CELL, part, cell=where))
            elif not blocks:
                blocks.append(Block("", BlockKind.CELL, part, cell=where))
            lines.clear()

        for child in unwrapped(element):
            if child.tag == _W_P:
                inline = self._inline(child, package_part)
                if text := clean(inline.text).strip("\n").rstrip():
                    lines.append(text)
                if boxes := self._boxes(inline, part, package_part):
                    close()
                    blocks += boxes
            elif child.tag == _W_TBL:
                close()
                blocks += self._table(child, part, package_part)
        if lines or not blocks:
            close()
        return blocks


def _continues_another(cell: Any) -> bool:
    """Whether a cell only continues one above it or beside it (a merged cell)."""
    for name in ("w:vMerge", "w:hMerge"):
        merge = cell.find(f"{_W_TC_PR}/{qualified(name)}")
        if merge is not None and merge.get(_W_VAL, "continue") == "continue":
            return True
    return False


def _number(element: Any, path: str, default: int = 0) -> int:
    found = element.find(path)
    value = found.get(_W_VAL, "") if found is not None else ""
    return min(int(value), 1000) if value.isdigit() else default


def _reads_as_heading(text: str) -> bool:
    """Whether a wholly bold paragraph is a heading in all but style, as in most real forms."""
    return 3 < len(text) <= 80 and not set(text) & set("\t\n:☐☒☑") and text[-1] not in ".,;"


def _thinned(blocks: list[Block]) -> list[Block]:
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
