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
    NOTE = "note"
    COMMENT = "comment"
    HIDDEN = "hidden"
    DESCRIPTION = "description"


#: Parts that no reader of the printed page sees, and that no panel gets: remarks in the margin,
#: text the writer's program hides, and what a picture is described as to those who cannot see it.
UNSEEN = frozenset({Part.COMMENT, Part.HIDDEN, Part.DESCRIPTION})


@dataclass(frozen=True)
class Property:
    """Something a file says of itself beside its text, such as who wrote it.

    Attributes:
        name: ``author``, ``last modified by``, ``company``, ``manager``, ``title``, ``subject``,
            ``keywords``, ``template`` (its path), ``file name``, ``picture place`` (where a
            photograph was taken, from its GPS record) or ``picture author``.
        value: as it stands there.
    """

    name: str
    value: str


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
        question: the question of a form that the block asks or answers, as ``Q1``;
            ``statement`` in the supporting statement; empty elsewhere and before a form is read.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    part: Part = Part.BODY
    level: int = 0
    cell: tuple[int, int, int] | None = None
    page: int | None = None
    question: str = ""


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
        pictures: how many pictures the file held; the text in them is read, they are never kept.
        warnings: sentences for the reviewer about what could not be read.
        properties: what the file says of itself; for the leak check, and never for the blind side.
        attachments: names of files inside this one that are no part of its text.
    """

    blocks: tuple[Block, ...]
    pictures: int = 0
    warnings: tuple[str, ...] = field(default=())
    properties: tuple[Property, ...] = field(default=())
    attachments: tuple[str, ...] = field(default=())

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
                    "question": b.question,
                }
                for b in self.blocks
            ],
            "pictures": self.pictures,
            "warnings": list(self.warnings),
            "properties": [[one.name, one.value] for one in self.properties],
            "attachments": list(self.attachments),
        }

    @classmethod
    def from_dict(cls, value: dict) -> "Document":  # type: ignore[type-arg]
        """Read what ``to_dict`` wrote, also before there were properties, attachments and
        questions."""
        return cls(
            tuple(
                Block(
                    b["text"],
                    BlockKind(b["kind"]),
                    Part(b["part"]),
                    b["level"],
                    tuple(b["cell"]) if b["cell"] else None,
                    b["page"],
                    b.get("question", ""),
                )
                for b in value["blocks"]
            ),
            value["pictures"],
            tuple(value["warnings"]),
            tuple(Property(name, said) for name, said in value.get("properties", ())),
            tuple(value.get("attachments", ())),
        )
