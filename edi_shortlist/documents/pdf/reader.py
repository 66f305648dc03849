"""From a PDF to a Document: pdfminer.six finds characters and rules, ``layout`` and
``tables`` put them into reading order. Runs in the worker process and trusts nothing."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import (
    LAParams,
    LTChar,
    LTContainer,
    LTImage,
    LTLine,
    LTRect,
    LTTextContainer,
    LTTextLine,
)
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from edi_shortlist.documents.characters import clean
from edi_shortlist.documents.errors import (
    CorruptFile,
    DocumentError,
    EmptyDocument,
    EncryptedFile,
)
from edi_shortlist.documents.model import Block, Document, Part
from edi_shortlist.documents.pdf.fields import field_lines
from edi_shortlist.documents.pdf.layout import Line
from edi_shortlist.documents.pdf.paragraphs import page_blocks
from edi_shortlist.documents.pdf.tables import Edges

#: Pages beyond this are not read; no application has so many.
PAGES_LIMIT = 200
_MARGIN = 0.1  # of the page's height: where running headers and footers stand
_UNREADABLE = re.compile(r"\(cid:\d+\)|\ufffd|[\ue000-\uf8ff]")
_BULLET_GLYPHS = re.compile("[\uf0b7\uf0a7\uf0d8\uf076\uf0fc]")
_PAGE_NUMBER = re.compile(r"(page\s*)?\d+(\s*(of|/)\s*\d+)?", re.IGNORECASE)


@dataclass
class _Page:
    """What was found on a page; lengths in points, from the lower left corner."""

    number: int
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    edges: Edges = field(default_factory=Edges)
    pictures: int = 0
    picture_area: float = 0
    sideways: int = 0
    unreadable: int = 0


def read_pdf(path: Path) -> Document:
    """Read a PDF: columns in reading order, ruled tables as cells, form fields where they stand,
    running headers and footers once.

    Raises:
        EncryptedFile, EmptyDocument, CorruptFile.
    """
    try:
        pages = list(_pages(path))
        document = _document(pages)
    except PDFPasswordIncorrect as error:
        raise EncryptedFile(path.name) from error
    except PDFEncryptionError as error:
        raise EncryptedFile(
            path.name,
            "The file is protected in a way that cannot be read. Print it to a new PDF and add "
            "that.",
        ) from error
    except (MemoryError, DocumentError):
        raise
    except Exception as error:  # pdfminer lets many kinds through on a damaged file
        raise CorruptFile(path.name) from error
    if not pages:
        raise CorruptFile(path.name)
    if not any(block.text.strip() for block in document.blocks):
        _refuse_empty(path, pages)
    return document


def _refuse_empty(path: Path, pages: list[_Page]) -> None:
    if any(page.unreadable for page in pages):
        raise EmptyDocument(
            path.name,
            "The PDF does not say which characters it shows, so its text cannot be read. Ask the "
            "applicant for the Word file.",
        )
    if any(page.pictures for page in pages):
        raise EmptyDocument(
            path.name,
            "This is a scan: pictures of pages, without text. Ask the applicant for a copy with "
            "text, or type it in.",
        )
    raise EmptyDocument(path.name)


def _pages(path: Path) -> Iterator[_Page]:
    with path.open("rb") as file:
        pdf = PDFDocument(PDFParser(file), password="")
        resources = PDFResourceManager()
        # A narrow margin between characters: the gap between two table cells is often small.
        layout = LAParams(char_margin=1.5, boxes_flow=None, all_texts=True)
        device = PDFPageAggregator(resources, laparams=layout)
        interpreter = PDFPageInterpreter(resources, device)
        for number, page in enumerate(PDFPage.create_pages(pdf), 1):
            if number > PAGES_LIMIT:
                break
            interpreter.process_page(page)
            found = device.get_result()
            result = _Page(number, found.width, found.height)
            _collect_drawings(found, result)  # first: vertical rules cut lines of text
            _collect_text(found, result)
            _add_fields(page, result)
            yield result


def _add_fields(page: Any, result: _Page) -> None:
    """Completed form fields are not part of the page's own text."""
    left, bottom, _, _ = page.mediabox
    if page.rotate % 360 == 0:
        result.lines += field_lines(page, left, bottom)


def _collect_drawings(element: Any, page: _Page) -> None:
    if isinstance(element, LTImage):
        if element.width > 8 and element.height > 8:
            page.pictures += 1
            page.picture_area += element.width * element.height
    elif isinstance(element, LTRect | LTLine):
        page.edges.add(element.x0, element.y0, element.x1, element.y1)
    elif isinstance(element, LTContainer) and not isinstance(element, LTTextContainer):
        for child in element:
            _collect_drawings(child, page)


def _collect_text(element: Any, page: _Page) -> None:
    if isinstance(element, LTTextLine):
        _add_text(element, page)
    elif isinstance(element, LTContainer):
        for child in element:
            _collect_text(child, page)


def _add_text(element: Any, page: _Page) -> None:
    chars = [child for child in element if isinstance(child, LTChar)]
    if not chars:
        return
    if sum(not char.upright for char in chars) * 2 > len(chars):
        page.sideways += 1
        return
    cells: list[tuple[str, float | None, float | None]] = []
    for child in element:
        text = _BULLET_GLYPHS.sub("•", child.get_text())
        if child is chars[0]:  # a sign the font does not name, where bullets stand
            text = _UNREADABLE.sub("•", text)
        if _UNREADABLE.search(text):
            page.unreadable += 1
            text = ""
        place = (child.x0, child.x1) if isinstance(child, LTChar) else (None, None)
        cells.append((text, *place))
    size = median(char.size for char in chars)
    bold = sum("bold" in c.fontname.lower() or "black" in c.fontname.lower() for c in chars)
    page.lines += Line.split(
        cells, element.y0, element.y1, size, bold * 2 > len(chars), page.edges.verticals
    )


def _document(pages: list[_Page]) -> Document:
    running = _running(pages)
    sizes = [line.size for page in pages for line in page.lines for _ in line.text]
    body_size = median(sizes) if sizes else 10.0
    headers: list[Block] = []
    footers: list[Block] = []
    body: list[Block] = []
    seen: set[str] = set()
    tables = 0
    for page in pages:
        lines = []
        for line in page.lines:
            part = running.get(_running_key(line, page))
            if part is None:
                lines.append(line)
            elif (text := _masked(line.text)) not in seen:
                seen.add(text)
                block = Block(clean(line.text), part=part, page=page.number)
                (headers if part is Part.HEADER else footers).append(block)
        blocks = page_blocks(lines, page.edges, body_size, page.number, tables)
        tables = max([tables, *(block.cell[0] + 1 for block in blocks if block.cell)])
        body += blocks
    pictures = sum(page.pictures for page in pages)
    return Document((*headers, *body, *footers), pictures, tuple(_warnings(pages)))


def _warnings(pages: list[_Page]) -> Iterator[str]:
    if any(page.lines for page in pages):
        for page in pages:
            if not page.lines and page.picture_area > 0.4 * page.width * page.height:
                yield f"Page {page.number} is a picture; text on it could not be read."
    if any(page.unreadable for page in pages):
        yield "Some characters could not be read, because the PDF does not say what they are."
    if any(page.sideways for page in pages):
        yield "Text printed sideways was left out."
    if len(pages) == PAGES_LIMIT:
        yield f"Only the first {PAGES_LIMIT} pages were read."


def _masked(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split()).lower())


def _running_key(line: Line, page: _Page) -> tuple[str, int]:
    """The same words at the same height, whatever the page number says."""
    from_top = line.y0 > page.height / 2
    distance = page.height - line.y1 if from_top else line.y0
    return _masked(line.text), round(distance / 8) * (1 if from_top else -1)


def _running(pages: list[_Page]) -> dict[tuple[str, int], Part]:
    """Lines near the top or bottom edge that come again on other pages, and page numbers."""
    counts: Counter[tuple[str, int]] = Counter()
    parts: dict[tuple[str, int], Part] = {}
    for page in pages:
        keys = set()
        for line in page.lines:
            at_top = line.y0 > page.height * (1 - _MARGIN)
            at_bottom = line.y1 < page.height * _MARGIN
            if at_top or at_bottom:
                key = _running_key(line, page)
                keys.add(key)
                parts[key] = Part.HEADER if at_top else Part.FOOTER
                if _PAGE_NUMBER.fullmatch(line.text.strip()) and at_bottom:
                    counts[key] += 2
        counts.update(keys)
    return {key: parts[key] for key, count in counts.items() if count > 1}
