"""What the readers of OpenDocument, rich text and web pages share: how a link, a tick, a comment
and a table cell stand in a Document. Knows nothing of files or formats."""

import re
from collections.abc import Iterable, Sequence

from edi_shortlist.documents.model import UNSEEN, Block, BlockKind, Part
from edi_shortlist.documents.word.fields import told_target

#: For the reviewer, under the names by which the readers note what they met.
WARNINGS = {
    "hidden": "The file holds hidden text, which a reader of the page does not see. Panels do not "
    "get it.",
    "deleted": "Text deleted with tracked changes was left out.",
    "object": "An embedded object, such as a chart, was left out.",
    "macro": "The file holds macros, which were ignored.",
}

# A place in the same document, a script, or something packed with the page: nothing to read.
_INWARD = re.compile(r"(?:#|javascript:|vbscript:|data:|cid:|about:)", re.IGNORECASE)


def target_after(shown: str, target: str | None) -> str:
    """Return what stands after a link's text: its target in round brackets, or "" when the text
    says it already or it leads nowhere outside the document.

    >>> target_after("my page", "https://example.com/aisha")
    ' (https://example.com/aisha)'
    """
    if not target or _INWARD.match(target.strip()):
        return ""
    told = told_target(target, shown)
    return f" {told}" if told and shown and not shown[-1].isspace() else told


def comment(author: str, text: str) -> Block:
    """Return a remark in the margin as a block."""
    author = author.strip()
    return Block(
        f"Comment by {author}: {text}" if author else f"Comment: {text}", part=Part.COMMENT
    )


def reads_as_heading(text: str) -> bool:
    """Whether a wholly bold paragraph is a heading in all but style, as in most real forms."""
    return 3 < len(text) <= 80 and not set(text) & set("\t\n:☐☒☑") and text[-1] not in ".,;"


def cell_blocks(content: Iterable[Block], where: tuple[int, int, int], part: Part) -> list[Block]:
    """Return what a table cell holds as cell blocks.

    A cell's lines are one block; a table nested in it follows, and then the rest of the cell as a
    second block with the same coordinates. What no reader of the page sees comes last, since it
    must not tear a cell in two.
    """
    blocks: list[Block] = []
    unseen: list[Block] = []
    lines: list[str] = []

    def close() -> None:
        if lines:
            blocks.append(Block("\n".join(lines), BlockKind.CELL, part, cell=where))
            lines.clear()

    for block in content:
        if block.part is part and block.cell is None:
            if block.text:
                lines.append(block.text)
        elif block.part in UNSEEN:
            unseen.append(block)
        else:
            close()
            blocks.append(block)
    close()
    if not any(block.cell == where for block in blocks):
        blocks.insert(0, Block("", BlockKind.CELL, part, cell=where))
    return blocks + unseen


def distinct(regions: Iterable[Sequence[Block]]) -> list[Block]:
    """Return the blocks of running headers or footers, each distinct text once."""
    kept: list[Block] = []
    known: set[tuple[str, ...]] = set()
    for region in regions:
        says = tuple(block.text.strip() for block in region if block.text.strip())
        if says and says not in known:
            known.add(says)
            kept += region
    return kept


def thinned(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Keep at most one empty paragraph between two full ones, and none beside anything else."""
    full = [block for block in blocks if block.text or block.cell]
    kept: list[Block] = []
    following = 0
    for block in blocks:
        if block.text or block.cell:
            following += 1
            kept.append(block)
        elif 0 < following < len(full) and kept[-1].text:
            before, after = kept[-1], full[following]
            if all(b.kind is BlockKind.PARAGRAPH and b.part is block.part for b in (before, after)):
                kept.append(block)
    return tuple(kept)
