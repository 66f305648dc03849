"""The annotations of a PDF page: remarks, typed-on text, links and attached files. Form fields
are annotations too, and are read by ``fields``."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from edi_shortlist.documents.characters import clean
from edi_shortlist.documents.model import Block, Part
from edi_shortlist.documents.pdf.geometry import Box, Sheet, holds
from edi_shortlist.documents.pdf.layout import Line
from edi_shortlist.documents.pdf.structure import array, dictionary, name, number, rectangle, text
from edi_shortlist.documents.pdf.words import Word

_LIMIT = 3000  # annotations on one page
_TEXT_LIMIT = 100_000  # characters in one of them
_LINKS_LIMIT = 300
_TARGET_LIMIT = 300
_NEAR = 6  # words before and after a link's own
_HIDDEN = 1 << 1 | 1 << 5  # flags: hidden, no view
_REMARKS = {
    "Text", "Highlight", "Underline", "StrikeOut", "Squiggly", "Caret", "Square", "Circle",
    "Line", "Polygon", "PolyLine", "Ink", "Stamp",
}  # fmt: skip
_SCHEME = re.compile(r"(?:https?|ftp)://|mailto:|tel:", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)


@dataclass(frozen=True)
class Annotation:
    """An annotation with its place as shown."""

    kind: str
    box: Box
    attributes: dict[str, Any]

    @property
    def is_hidden(self) -> bool:
        """Whether it is kept from being seen on the page."""
        return bool(number(self.attributes.get("F")) & _HIDDEN)

    @property
    def contents(self) -> str:
        """Its own text."""
        return text(self.attributes.get("Contents"))[:_TEXT_LIMIT].strip()


def annotations(page: dict[str, Any], sheet: Sheet) -> list[Annotation]:
    """Return the annotations of a page, given its dictionary."""
    found = []
    for reference in array(page.get("Annots"))[:_LIMIT]:
        attributes = dictionary(reference)
        place = rectangle(attributes.get("Rect"))
        if place is not None:
            kind = name(attributes.get("Subtype"))
            found.append(Annotation(kind, sheet.placed(*place), attributes))
    return found


def remarks(found: Sequence[Annotation], page: int) -> Iterator[Block]:
    """Yield what reviewers wrote beside the text of a page."""
    for one in found:
        said = one.contents
        if one.kind in _REMARKS and said:
            author = text(one.attributes.get("T")).strip()
            start = f"Comment by {author}: " if author else "Comment: "
            yield Block(clean(start + said), part=Part.COMMENT, page=page)


def attached(found: Sequence[Annotation]) -> Iterator[Any]:
    """Yield the file specifications of files attached to places on a page."""
    return (one.attributes.get("FS") for one in found if one.kind == "FileAttachment")


def mark_links(words: Sequence[Word], found: Sequence[Annotation]) -> list[Line]:
    """Write the targets of links after the words they lie on, unless those show them.

    Returns:
        Lines for the links that lie on no words, on a picture, say.
    """
    extra = []
    for boxes, target in _links(found):
        under = [i for i, word in enumerate(words) if _lies_on(word, boxes)]
        if not under:
            box = boxes[-1]
            size = min(10.0, max(box[3] - box[1], 4.0))
            middle = (box[1] + box[3]) / 2
            y0, y1 = middle - size / 2, middle + size / 2
            extra.append(Line(box[0], y0, box[2], y1, f"({target})", size))
            continue
        near = words[max(0, under[0] - _NEAR) : under[-1] + 1 + _NEAR]
        if _bare(target) not in _bare("".join(word.text for word in near)):
            words[under[-1]].after += f" ({target})"
    return extra


def _links(found: Sequence[Annotation]) -> list[tuple[list[Box], str]]:
    """Links with their boxes; one that wraps is several annotations with the same target."""
    links: list[tuple[list[Box], str]] = []
    for one in found:
        if one.kind != "Link" or len(links) >= _LINKS_LIMIT:
            continue
        action = dictionary(one.attributes.get("A"))
        target = _target(text(action.get("URI"))) if name(action.get("S")) == "URI" else ""
        if not target:
            continue
        if links and links[-1][1] == target:
            links[-1][0].append(one.box)
        else:
            links.append(([one.box], target))
    return links


def _target(uri: str) -> str:
    uri = clean(uri).strip()
    scheme = _SCHEME.match(uri)
    if scheme is None and _OTHER_SCHEME.match(uri):
        return ""  # a script, or a path on the writer's own computer
    target = uri[scheme.end() :] if scheme else uri
    if scheme and scheme.group().lower() == "mailto:":
        target = target.partition("?")[0]
    return " ".join(target.rstrip("/").split())[:_TARGET_LIMIT]


def _bare(shown: str) -> str:
    return re.sub(r"[\s\ufffe-]", "", shown).lower().replace("www.", "")


def _lies_on(word: Word, boxes: Sequence[Box]) -> bool:
    x, y = (word.shown[0] + word.shown[2]) / 2, (word.shown[1] + word.shown[3]) / 2
    return any(holds(box, x, y) for box in boxes)
