"""The Document: what every format is read into, and what redaction gives back.

A Document is a sequence of blocks in reading order. It knows nothing of files or of people.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property


class BlockKind(StrEnum):
    """What a block is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    CELL = "cell"


class Part(StrEnum):
    """Which part of the file a block was found in."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    TEXT_BOX = "text_box"


@dataclass(frozen=True)
class Block:
    """One piece of text in reading order.

    Attributes:
        text: the characters; may hold line breaks (``\\n``).
        kind: what it is on the page.
        part: which part of the file it stands in.
        level: heading level from 1, or the depth of a list item from 0.
        cell: for ``BlockKind.CELL``, ``(table, row, column)``, each from 0; a nested table is
            numbered as a table of its own that follows the cell it stands in.
        page: page number from 1 where the format has pages.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    part: Part = Part.BODY
    level: int = 0
    cell: tuple[int, int, int] | None = None
    page: int | None = None


def _separator(previous: Block, block: Block) -> str:
    """What stands between two blocks in ``Document.text``: a tab within a table row, one line
    break between paragraphs, a blank line before a heading or where the part changes."""
    if previous.cell and block.cell and previous.cell[:2] == block.cell[:2]:
        return "\t"
    if block.kind is BlockKind.HEADING or previous.part is not block.part:
        return "\n\n"
    return "\n"


@dataclass(frozen=True)
class Document:
    """A document in reading order.

    Attributes:
        blocks: the text.
        pictures: how many pictures the file held; they are dropped, never kept.
        warnings: sentences for the reviewer about what could not be read.
    """

    blocks: tuple[Block, ...]
    pictures: int = 0
    warnings: tuple[str, ...] = field(default=())

    @classmethod
    def from_text(cls, text: str) -> "Document":
        """Make a document with one paragraph a line; its ``text`` equals the text given."""
        return cls(tuple(Block(line) for line in text.split("\n")))

    @cached_property
    def text(self) -> str:
        """The whole text in reading order; offsets of spans refer to this string."""
        pieces: list[str] = []
        for i, block in enumerate(self.blocks):
            if i:
                pieces.append(_separator(self.blocks[i - 1], block))
            pieces.append(block.text)
        return "".join(pieces)

    def placed_blocks(self) -> Iterator[tuple[int, int, Block]]:
        """Yield ``(start, end, block)``, half-open character offsets into ``text``."""
        at = 0
        for i, block in enumerate(self.blocks):
            if i:
                at += len(_separator(self.blocks[i - 1], block))
            yield at, at + len(block.text), block
            at += len(block.text)

    def with_texts(self, texts: Sequence[str]) -> "Document":
        """Return a copy in which block ``i`` says ``texts[i]``.

        Raises:
            ValueError: there are not as many texts as blocks.
        """
        return replace(
            self,
            blocks=tuple(
                replace(block, text=text) for block, text in zip(self.blocks, texts, strict=True)
            ),
        )

    def to_dict(self) -> dict[str, object]:
        """Return a JSON-able form; ``from_dict`` reads it back."""
        return {
            "blocks": [
                {
                    "text": b.text,
                    "kind": b.kind.value,
                    "part": b.part.value,
                    "level": b.level,
                    "cell": list(b.cell) if b.cell else None,
                    "page": b.page,
                }
                for b in self.blocks
            ],
            "pictures": self.pictures,
            "warnings": list(self.warnings),
        }

    @classmethod
    def from_dict(cls, value: dict) -> "Document":  # type: ignore[type-arg]
        """Read what ``to_dict`` wrote."""
        return cls(
            tuple(
                Block(
                    b["text"],
                    BlockKind(b["kind"]),
                    Part(b["part"]),
                    b["level"],
                    tuple(b["cell"]) if b["cell"] else None,
                    b["page"],
                )
                for b in value["blocks"]
            ),
            value["pictures"],
            tuple(value["warnings"]),
        )
