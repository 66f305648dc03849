"""An anonymised Document as a Word file, with neutral properties."""

import io
from datetime import datetime
from typing import Any

import docx
from docx.shared import Cm

from edi_shortlist.documents.model import Block, BlockKind, Document, Part
from edi_shortlist.reports.tables import Table, pieces
from edi_shortlist.reports.xml_text import sound

#: Stands in every copy, so that nothing tells when an application was written or redacted.
_NEUTRAL_DATE = datetime(2000, 1, 1)
_AUTHOR = "EDI Shortlist"


def word_copy(document: Document) -> bytes:
    """Return the bytes of a ``.docx`` file: headings, lists and tables as such, the header and
    footer as the file's own."""
    word = docx.Document()
    neutral(word, "Anonymised application")
    parts: dict[Part, list[Block]] = {Part.HEADER: [], Part.FOOTER: [], Part.BODY: []}
    for block in document.blocks:
        parts[block.part if block.part in parts else Part.BODY].append(block)
    section = word.sections[0]
    _running(section.header, parts[Part.HEADER])
    _running(section.footer, parts[Part.FOOTER])
    for piece in pieces(parts[Part.BODY]):
        if isinstance(piece, Table):
            _table(word, piece)
        else:
            _block(word, piece)
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def neutral(word: Any, title: str) -> None:
    """Set the properties of a Word file, so that they tell nothing but its title."""
    properties = word.core_properties
    properties.author = properties.last_modified_by = _AUTHOR
    properties.title = title
    properties.comments = properties.subject = properties.keywords = properties.category = ""
    properties.created = properties.modified = _NEUTRAL_DATE
    properties.revision = 1


def _running(container: Any, blocks: list[Block]) -> None:
    for i, piece in enumerate(pieces(blocks)):
        paragraph = container.paragraphs[0] if i == 0 else container.add_paragraph()
        if isinstance(piece, Table):
            rows = [
                "\t".join(cell.text for cell in piece.cells if cell.row == row)
                for row in range(piece.rows)
            ]
            paragraph.add_run(sound("\n".join(rows)))
        else:
            paragraph.add_run(sound(piece.text))


def _block(word: Any, block: Block) -> None:
    if block.kind is BlockKind.HEADING:
        word.add_heading(sound(block.text), level=min(max(block.level, 1), 9))
        return
    style = None
    if block.kind is BlockKind.LIST_ITEM:
        style = "List Bullet" if block.level < 1 else f"List Bullet {min(block.level + 1, 3)}"
    paragraph = word.add_paragraph(sound(block.text), style=style)
    if block.part is Part.TEXT_BOX:
        paragraph.paragraph_format.left_indent = Cm(1)


def _table(word: Any, table: Table) -> None:
    grid = word.add_table(table.rows, table.columns, style="Table Grid")
    places = [row.cells for row in grid.rows]  # once: python-docx counts them out each time
    for cell in table.cells:
        place = places[cell.row][cell.column]
        if cell.span > 1:
            place = place.merge(places[cell.row][cell.column + cell.span - 1])
        place.text = sound(cell.text)
    word.add_paragraph()  # keeps two tables that follow one another apart
