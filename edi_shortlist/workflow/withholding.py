"""Leaves out of the panel's copy the parts of a form that are about the person alone: the
equality monitoring page, the guaranteed interview schemes, what is needed at interview; and what
no reader of the page sees, such as remarks in the margin.

Redaction by answer is not enough there: a hidden "Yes" beside everybody else's readable "No"
tells the panel who declared.
"""

from collections.abc import Sequence
from dataclasses import replace

from edi_shortlist.documents import Document, form_sections, read_form
from edi_shortlist.documents.forms.maps import words_for
from edi_shortlist.documents.forms.words import FormWords
from edi_shortlist.documents.model import UNSEEN, Block, Part
from edi_shortlist.redaction.span import Span

#: What stands in the place of a part; the same for every applicant.
WITHHELD = "[withheld from the panel]"

# Answers that are withheld wherever they stand on a form, by the beginning of their field's key.
_ALWAYS = ("declarations.",)
_ON_A_LINE = ("monitoring.", "adjustments", "interview_mode")
_LINE = 300  # characters; a longer block is no answer of a line or a box, but somebody's words


def withheld(original: Document, shown: Document) -> Document:
    """Return the panel's copy without those parts; the headings of a form's parts stay.

    Args:
        original: the document as it was read.
        shown: the same document anonymised, block for block.
    """
    return replace(shown, blocks=tuple(block for block, _ in with_origins(original, shown)))


def with_origins(original: Document, shown: Document) -> list[tuple[Block, int | None]]:
    """Return the blocks of the panel's copy, each with the index of the block that it was; None
    where it says that a part was withheld.

    Args:
        original, shown: as ``withheld``.
    """
    left = _left_out(original)
    blocks: list[tuple[Block, int | None]] = []
    last: int | None = None
    for index, block in enumerate(shown.blocks):
        group = left.get(index)
        if group is None:
            blocks.append((block, index))
        elif group != last and group != _UNSEEN:
            blocks.append((Block(WITHHELD, part=block.part, page=block.page), None))
        last = group
    return blocks


def still_shown(original: Document, spans: Sequence[Span]) -> list[Span]:
    """Return the spans that touch something outside those parts.

    The others need no decision, since what they hide is left out whole, and must not reach the
    blind side: where a ticked box or the words of an answer were found there tells who declared
    and what was answered as well as the words themselves.
    """
    left = _left_out(original)
    kept = [
        (start, end)
        for index, (start, end, _) in enumerate(original.placed_blocks())
        if index not in left
    ]
    return [
        span for span in spans if any(span.start < end and start < span.end for start, end in kept)
    ]


def left_out(original: Document) -> list[tuple[int, int]]:
    """Return what of the original's text the panel's copy leaves out, half-open, block by block."""
    left = _left_out(original)
    return [
        (start, end)
        for index, (start, end, _) in enumerate(original.placed_blocks())
        if index in left
    ]


_Place = tuple[int, int]
_UNSEEN = -1


def _left_out(document: Document) -> dict[int, int]:
    """The indices of the blocks that are left out, each with the number of what it is part of;
    of one part only one place says that something was withheld."""
    words = words_for(document)
    parts = [
        (start, end)
        for start, end, kind in form_sections(document, words)
        if _is_about_the_person(document, start, end, kind, words)
    ]
    answers = [
        (field.start, field.end, field.key)
        for field in read_form(document).fields
        if field.key.startswith(_ALWAYS + _ON_A_LINE)
    ]
    left: dict[int, int] = {}
    for index, (start, end, block) in enumerate(document.placed_blocks()):
        if block.part in UNSEEN:
            left[index] = _UNSEEN
        elif (part := _part_of(parts, start, end, block)) is not None:
            left[index] = part
        elif _holds_an_answer(answers, start, end, block):
            left[index] = len(parts) + index
    return left


def _part_of(parts: Sequence[_Place], start: int, end: int, block: Block) -> int | None:
    """The part that a block is left out with; a part's heading stays, and so do headers."""
    for number, part in enumerate(parts):
        if part[0] <= start and end <= part[1]:
            heading = part[0] == start or block.part in (Part.HEADER, Part.FOOTER)
            return None if heading else number
    return None


def _holds_an_answer(
    answers: Sequence[tuple[int, int, str]], start: int, end: int, block: Block
) -> bool:
    """Whether a declaration, or an answer of a line, stands in a block outside those parts."""
    return any(
        first < end and start < last and (key.startswith(_ALWAYS) or len(block.text) <= _LINE)
        for first, last, key in answers
    )


def _is_about_the_person(
    document: Document, start: int, end: int, kind: str, words: FormWords
) -> bool:
    """Whether a part asks what it must to be a form's: "Monitoring" may be a heading of a CV."""
    inside = [b for at, to, b in document.placed_blocks() if start <= at and to <= end]
    part = Document(tuple(inside))
    if kind == "monitoring":
        return bool(read_form(part, words).monitoring)
    if kind == "declarations":
        return any(s.named.search(part.text) or s.about.search(part.text) for s in words.schemes)
    return False
