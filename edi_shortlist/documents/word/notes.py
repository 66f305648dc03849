"""Footnotes, endnotes and comments of a Word file, in the order in which the text calls them."""

from typing import Any

from edi_shortlist.documents.model import Block, Part
from edi_shortlist.documents.word import package
from edi_shortlist.documents.word.names import qualified
from edi_shortlist.documents.word.walk import Walk

_ID, _TYPE, _AUTHOR = map(qualified, ("w:id", "w:type", "w:author"))


def notes(main: package.Part, walk: Walk) -> list[Block]:
    """Return the footnotes and then the endnotes, numbered on from 1 in square brackets."""
    found: list[Block] = []
    number = 0
    for kind in ("footnote", "endnote"):
        for element, source in _in_order(main, f"{kind}s", kind, f"{kind}Reference"):
            if element.get(_TYPE) is None:  # the others are separator lines
                blocks = walk.container(element, Part.NOTE, source)
                number += any(block.text for block in blocks)
                found += _begun(blocks, f"[{number}] ")
    return found


def comments(main: package.Part, walk: Walk) -> list[Block]:
    """Return the comments in the margin, each with its author."""
    found: list[Block] = []
    for element, source in _in_order(main, "comments", "comment", "commentReference"):
        author = " ".join(element.get(_AUTHOR, "").split())
        by = f" by {author}" if author else ""
        found += _begun(walk.container(element, Part.COMMENT, source), f"Comment{by}: ")
    return found


def _in_order(
    main: package.Part, relation: str, name: str, reference: str
) -> list[tuple[Any, package.Part]]:
    """The notes of one kind; those that nothing in the text refers to come last."""
    parts = list(main.of_kind(relation))
    if not parts:
        return []
    called: dict[str | None, int] = {}
    for element in main.root.iter(qualified(f"w:{reference}")):
        called.setdefault(element.get(_ID), len(called))
    found = [
        (element, part) for part in parts for element in part.root.findall(qualified(f"w:{name}"))
    ]
    return sorted(found, key=lambda one: called.get(one[0].get(_ID), len(called)))


def _begun(blocks: list[Block], start: str) -> list[Block]:
    """Put words before the first text of a note. What is not seen of it stays apart."""
    full = [block for block in blocks if block.text]
    for at, block in enumerate(full):
        if block.part in (Part.NOTE, Part.COMMENT):
            full[at] = Block(
                start + block.text.lstrip(), block.kind, block.part, block.level, block.cell
            )
            break
    return full
