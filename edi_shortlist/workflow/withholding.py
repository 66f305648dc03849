"""Leaves out of the panel's copy the parts of a form that are about the person alone: the
equality monitoring page and the guaranteed interview schemes.

Redaction by answer is not enough there: a hidden "Yes" beside everybody else's readable "No"
tells the panel who declared.
"""

from collections.abc import Sequence
from dataclasses import replace

from edi_shortlist.documents import Document, form_sections, read_form
from edi_shortlist.documents.forms.words import general_form_words
from edi_shortlist.documents.model import Block, Part
from edi_shortlist.redaction.span import Span

#: What stands in the place of a part; the same for every applicant.
WITHHELD = "[withheld from the panel]"


def withheld(original: Document, shown: Document) -> Document:
    """Return the panel's copy without those parts; their headings stay.

    Args:
        original: the document as it was read.
        shown: the same document anonymised, block for block.
    """
    parts = _withheld_parts(original)
    blocks: list[Block] = []
    heading_of: tuple[int, int] | None = None
    for (start, end, _), block in zip(original.placed_blocks(), shown.blocks, strict=True):
        part = _part_of(parts, start, end, block)
        if part is None:
            blocks.append(block)
        elif part is not heading_of:
            blocks.append(Block(WITHHELD, part=block.part, page=block.page))
            heading_of = part
    return replace(shown, blocks=tuple(blocks))


def still_shown(original: Document, spans: Sequence[Span]) -> list[Span]:
    """Return the spans that touch something outside those parts.

    The others need no decision, since what they hide is left out whole, and must not reach the
    blind side: where a ticked box or the words of an answer were found there tells who declared
    and what was answered as well as the words themselves.
    """
    parts = _withheld_parts(original)
    kept = [
        (start, end)
        for start, end, block in original.placed_blocks()
        if _part_of(parts, start, end, block) is None
    ]
    return [
        span for span in spans if any(span.start < end and start < span.end for start, end in kept)
    ]


def left_out(original: Document) -> list[tuple[int, int]]:
    """Return what of the original's text the panel's copy leaves out, half-open, block by block."""
    parts = _withheld_parts(original)
    return [
        (start, end)
        for start, end, block in original.placed_blocks()
        if _part_of(parts, start, end, block) is not None
    ]


_Place = tuple[int, int]


def _withheld_parts(document: Document) -> list[_Place]:
    return [
        (start, end)
        for start, end, kind in form_sections(document)
        if _is_about_the_person(document, start, end, kind)
    ]


def _part_of(parts: Sequence[_Place], start: int, end: int, block: Block) -> _Place | None:
    """The part that a block is left out with; a part's heading stays, and so do headers."""
    part = next((p for p in parts if p[0] <= start and end <= p[1]), None)
    if part is None or part[0] == start or block.part in (Part.HEADER, Part.FOOTER):
        return None
    return part


def _is_about_the_person(document: Document, start: int, end: int, kind: str) -> bool:
    """Whether a part asks what it must to be a form's: "Monitoring" may be a heading of a CV."""
    inside = [b for at, to, b in document.placed_blocks() if start <= at and to <= end]
    part = Document(tuple(inside))
    if kind == "monitoring":
        return bool(read_form(part).monitoring)
    if kind == "declarations":
        schemes = general_form_words().schemes
        return any(s.named.search(part.text) or s.about.search(part.text) for s in schemes)
    return False
