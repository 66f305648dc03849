"""What OpenDocument styles say that matters to a reader: hidden, bold, a heading."""

import re
from dataclasses import dataclass, replace
from typing import Any

from edi_shortlist.documents.odt.names import qualified

_NAME, _FAMILY, _PARENT = (qualified(f"style:{n}") for n in ("name", "family", "parent-style-name"))
_PROPERTIES = qualified("style:text-properties")
_CHAIN_LIMIT = 20
_BOLD = {"bold", "600", "700", "800", "900"}
_HEADING = re.compile(r"heading[ _](?:20_)?(\d{1,2})", re.IGNORECASE)


@dataclass(frozen=True)
class Look:
    """What a style sets; None where it leaves that to what stands around it.

    Attributes:
        hidden, bold, font: of its characters.
        heading: the level from 1 of the heading that a paragraph of this style is; 0 for none.
    """

    hidden: bool | None = None
    bold: bool | None = None
    font: str | None = None
    heading: int = 0

    def within(self, outer: "Look") -> "Look":
        """Return this look where it stands inside another."""
        return Look(
            outer.hidden if self.hidden is None else self.hidden,
            outer.bold if self.bold is None else self.bold,
            self.font or outer.font,
            self.heading,
        )


class Styles:
    """The styles of a document's content, or of its headers and footers.

    Args:
        parts: XML elements that hold styles; of two with one name the later counts.
    """

    def __init__(self, *parts: Any) -> None:
        self._styles = {
            (style.get(_FAMILY), style.get(_NAME)): style
            for part in parts
            if part is not None
            for style in part.iter(qualified("style:style"))
        }
        self._known: dict[tuple[str, str | None], Look] = {}

    def look(self, family: str, name: str | None) -> Look:
        """Return what a style of the family ``paragraph`` or ``text`` sets, inheritance
        resolved."""
        key = (family, name)
        if key not in self._known:
            self._known[key] = self._resolved(family, name)
        return self._known[key]

    def _resolved(self, family: str, name: str | None) -> Look:
        look = Look()
        heading = 0
        for _ in range(_CHAIN_LIMIT):  # a style may be its own ancestor
            if name is None:
                break
            style = self._styles.get((family, name))
            heading = heading or _heading_by_name(name)
            if style is None:
                break
            heading = heading or _outline_level(style)
            look = look.within(_own(style.find(_PROPERTIES)))
            name = style.get(_PARENT)
        return replace(look, heading=heading if family == "paragraph" else 0)


def _own(properties: Any) -> Look:
    """What a style's own text properties set."""
    if properties is None:
        return Look()
    display = properties.get(qualified("text:display"))
    weight = properties.get(qualified("fo:font-weight"))
    return Look(
        None if display is None else display == "none",
        None if weight is None else weight in _BOLD,
        properties.get(qualified("style:font-name")) or properties.get(qualified("fo:font-family")),
    )


def _heading_by_name(name: str) -> int:
    if name == "Title":
        return 1
    found = _HEADING.fullmatch(name)
    return int(found[1]) if found else 0


def _outline_level(style: Any) -> int:
    level = style.get(qualified("style:default-outline-level"), "")
    return int(level) if level.isdecimal() and len(level) < 3 else 0
