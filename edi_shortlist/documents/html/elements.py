"""What HTML's elements are to a reader of the page: blocks, controls, things that are not shown."""

import re
from typing import Any

from edi_shortlist.documents.word.symbols import TICKED, UNTICKED

HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = frozenset({"ul", "ol", "menu", "dir"})
CELLS = frozenset({"td", "th"})
# fmt: off
BLOCKS = HEADINGS.keys() | LISTS | CELLS | {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd",
    "details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
    "form", "frameset", "header", "hgroup", "hr", "html", "legend", "li", "listing", "main",
    "nav", "noframes", "optgroup", "p", "plaintext", "pre", "search", "section", "summary",
    "table", "tbody", "tfoot", "thead", "tr", "xmp",
}
#: Elements that a page does not show, or not as text.
DROPPED = {
    "annotation", "annotation-xml", "area", "audio", "canvas", "colgroup", "datalist",
    "defs", "frame", "head", "iframe", "link", "map", "meta", "metadata", "noscript",
    "param", "rp", "rt", "script", "source", "style", "symbol", "template", "track",
    "video",
}
# fmt: on
PREFORMATTED = frozenset({"pre", "listing", "xmp", "plaintext"})
BOLD = frozenset({"b", "strong", "th"})
EMBEDDED = frozenset({"object", "embed", "applet"})

_NOT_SHOWN = re.compile(
    r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$))",
    re.IGNORECASE,
)
_KEEPS_SPACE = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_BLOCK_STYLE = re.compile(r"display\s*:\s*(?:block|flex|grid|list-item|table)\s*(?:;|!|$)", re.I)
_BOX_STYLE = re.compile(r"display\s*:\s*(?:inline-|table-cell)|float\s*:\s*(?:left|right)", re.I)
_WORD_LIST = re.compile(r"mso-list\s*:\s*l\d+\s+level(\d)", re.IGNORECASE)
_WORD_BULLET = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)

_UNREAD_INPUTS = frozenset({"hidden", "password", "submit", "reset", "button", "image", "file"})


def is_hidden(element: Any) -> bool:
    """Whether the element says that the page does not show it. Style sheets are not asked."""
    if element.get("hidden") is not None:
        return True
    if element.tag == "dialog" and element.get("open") is None:
        return True
    return bool(_NOT_SHOWN.search(element.get("style", "")))


def is_block(element: Any) -> bool:
    """Whether the element begins on a line of its own."""
    return element.tag in BLOCKS or bool(_BLOCK_STYLE.search(element.get("style", "")))


def is_box(element: Any) -> bool:
    """Whether the element stands apart from its neighbours on the line."""
    if element.tag in ("button", "select", "textarea", "input"):
        return True
    if _BOX_STYLE.search(element.get("style", "")):
        return True
    parent = element.getparent()
    around = "" if parent is None else parent.get("style", "")
    return "flex" in around or "grid" in around


def keeps_space(element: Any) -> bool:
    """Whether blanks and line ends within the element stand as they are."""
    return element.tag in PREFORMATTED or bool(_KEEPS_SPACE.search(element.get("style", "")))


def is_bold(element: Any) -> bool:
    """Whether the element's text is bold."""
    return element.tag in BOLD or bool(_BOLD_STYLE.search(element.get("style", "")))


def word_list_level(element: Any) -> int | None:
    """Return the depth from 0 of a list item that Word wrote as a paragraph; None for others."""
    found = _WORD_LIST.search(element.get("style", ""))
    return int(found[1]) - 1 if found and found[1] != "0" else None


def is_word_bullet(element: Any) -> bool:
    """Whether the element is the bullet or number that Word put before a list item."""
    return bool(_WORD_BULLET.search(element.get("style", "")))


def control_text(element: Any) -> str:
    """Return what a form control says: a tick, typed text, the chosen entries."""
    if element.tag == "textarea":
        return "".join(element.itertext())
    if element.tag == "select":
        return _chosen(element)
    kind = element.get("type", "text").strip().lower()
    if kind in ("checkbox", "radio"):
        return TICKED if element.get("checked") is not None else UNTICKED
    return "" if kind in _UNREAD_INPUTS else str(element.get("value", ""))


def _chosen(select: Any) -> str:
    options = list(select.iter("option"))
    chosen = [option for option in options if option.get("selected") is not None]
    if select.get("multiple") is None:
        chosen = chosen[-1:] or options[:1]  # as a browser shows it
    return ", ".join(" ".join("".join(option.itertext()).split()) for option in chosen)


def span(element: Any, name: str, limit: int) -> int:
    """Return how many rows or columns a cell takes, from 1 to ``limit``."""
    value = element.get(name, "1").strip()
    if not value.isdecimal():
        return 1
    return limit if len(value) > 6 else max(1, min(int(value), limit))
