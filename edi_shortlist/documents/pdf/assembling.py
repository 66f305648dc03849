"""From the pages of a PDF to one Document: running headers and footers once, tables numbered
through, hidden text and remarks at the end, and what the reviewer is told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from edi_shortlist.documents.characters import clean
from edi_shortlist.documents.model import Block, Document, Part
from edi_shortlist.documents.pdf.layout import Line
from edi_shortlist.documents.pdf.paragraphs import page_blocks
from edi_shortlist.documents.pdf.running import masked, running, running_key
from edi_shortlist.documents.pdf.tables import Edges
from edi_shortlist.documents.scans import told


@dataclass
class Page:
    """What was found on a page; lengths in points, from the lower left corner as shown.

    Attributes:
        number: from 1.
        height: as shown.
        lines: upright lines, the values of form fields among them.
        turned: lines set sideways or upside down, a list for each way.
        hidden: lines that nobody sees.
        remarks: what reviewers wrote beside the text.
        edges: straight rules.
        pictures: how many pictures there are.
        is_pictured: whether pictures cover most of it.
        is_recognised: whether its lines were read off its picture.
        pictured: what pictures on a page of text say, which is among its lines.
        doubtful: how many recognised words may be wrong.
        unclear_boxes: how many recognised boxes could not be told to be empty or ticked.
        has_unreadable: whether some characters have no meaning.
    """

    number: int
    height: float
    lines: list[Line] = field(default_factory=list)
    turned: list[list[Line]] = field(default_factory=list)
    hidden: list[Line] = field(default_factory=list)
    remarks: list[Block] = field(default_factory=list)
    edges: Edges = field(default_factory=Edges)
    pictures: int = 0
    is_pictured: bool = False
    is_recognised: bool = False
    pictured: str = ""
    doubtful: int = 0
    unclear_boxes: int = 0
    has_unreadable: bool = False


def assembled(pages: Sequence[Page]) -> Document:
    """Return the Document that pages make, without properties and attachments."""
    parts = running([(page.lines, page.height) for page in pages])
    body_size = _body_size(pages)
    headers: list[Block] = []
    footers: list[Block] = []
    body: list[Block] = []
    seen: set[str] = set()
    tables = 0
    for page in pages:
        lines = []
        for line in page.lines:
            part = parts.get(running_key(line, page.height)) if parts else None
            if part is None:
                lines.append(line)
            elif (text := masked(line.text)) not in seen:
                seen.add(text)
                block = Block(clean(line.text), part=part, page=page.number)
                (headers if part is Part.HEADER else footers).append(block)
        for group, edges in ((lines, page.edges), *((turned, Edges()) for turned in page.turned)):
            blocks = page_blocks(group, edges, body_size, page.number, tables)
            tables = max([tables, *(block.cell[0] + 1 for block in blocks if block.cell)])
            body += blocks
    hidden = [
        Block(text, part=Part.HIDDEN, page=page.number)
        for page in pages
        for line in page.hidden
        if (text := clean(line.text))
    ]
    notes = [remark for page in pages for remark in page.remarks]
    return Document(
        (*headers, *body, *footers, *notes, *hidden),
        sum(page.pictures for page in pages),
        tuple(_warnings(pages)),
    )


def _body_size(pages: Sequence[Page]) -> float:
    """The size of type that the middle one of all characters has."""
    sizes: dict[float, int] = {}
    for page in pages:
        for line in page.lines:
            size = round(line.size, 1)
            sizes[size] = sizes.get(size, 0) + len(line.text)
    half = sum(sizes.values()) / 2
    for size in sorted(sizes):
        half -= sizes[size]
        if half <= 0:
            return size
    return 10.0


def _warnings(pages: Sequence[Page]) -> Iterator[str]:
    recognised = [page.number for page in pages if page.is_recognised]
    if recognised:
        yield told.of_pages(recognised)
    pictured = [page for page in pages if page.pictured]
    if pictured:
        decisive = told.decides([page.pictured for page in pictured], sum(map(_length, pages)))
        yield told.of_pictures_on([page.number for page in pictured], decisive=decisive)
    for page in pages:
        yield from told.doubts(page.doubtful, page.unclear_boxes, f"on page {page.number}")
    unread = [page.number for page in pages if page.is_pictured and not (page.lines or page.turned)]
    if unread and any(page.lines or page.turned for page in pages):
        one = len(unread) == 1
        yield (
            f"{told.listed(unread)} {'is a picture' if one else 'are pictures'}; text on "
            f"{'it' if one else 'them'} could not be read."
        )
    if any(page.has_unreadable for page in pages):
        yield "Some characters could not be read, because the PDF does not say what they are."
    hidden = [page.number for page in pages if page.hidden]
    if hidden:
        yield (
            f"{told.listed(hidden)} {'holds' if len(hidden) == 1 else 'hold'} text that nobody "
            "sees on the page, such as white or invisible writing; it stands at the end, as hidden "
            "text."
        )


def _length(page: Page) -> int:
    return sum(len(line.text) + 1 for lines in (page.lines, *page.turned) for line in lines)
