"""The XML names of Word files, as lxml writes them."""

from functools import cache
from typing import Any

_NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "v": "urn:schemas-microsoft-com:vml",
}


@cache
def qualified(name: str) -> str:
    """Return ``w:p`` as lxml writes it."""
    prefix, local = name.split(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


def local_name(tag: str) -> str:
    """Return ``p`` of a name as lxml writes it."""
    return tag.rpartition("}")[2]


@cache
def path(*names: str) -> str:
    """Return ``w:pPr``, ``w:rPr`` as a path for ``find``."""
    return "/".join(map(qualified, names))


class TooMuch(ValueError):
    """The file holds more of something than any application."""


W_VAL = qualified("w:val")
R_ID = qualified("r:id")


def is_on(element: Any) -> bool:
    """Whether a Word on/off property is on; being there without a value means on."""
    return element.get(W_VAL, "1") not in ("0", "false", "off")


def whole_number(text: str | None, default: int = 0, most: int = 1000) -> int:
    """Return a number of an attribute, at most ``most``; ``default`` where it is none."""
    if text is None or not (text.isascii() and text.isdigit()):
        return default
    return min(int(text), most) if len(text) < 10 else most


def chosen(alternatives: Any) -> Any:
    """Of ``mc:AlternateContent``, the first choice; the fallback where the choice says nothing
    and the fallback does."""
    choice = alternatives.find(qualified("mc:Choice"))
    fallback = alternatives.find(qualified("mc:Fallback"))
    if choice is None or (fallback is not None and not _says(choice) and _says(fallback)):
        return fallback
    return choice


def _says(element: Any) -> bool:
    return next(element.iter(qualified("w:t")), None) is not None
