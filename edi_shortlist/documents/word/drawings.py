"""Drawings of a Word file: pictures are counted and described, and handed on for the text in them;
text boxes, diagrams and word art are text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from edi_shortlist.documents.scans.inside import Shown
from edi_shortlist.documents.word.fields import told_target
from edi_shortlist.documents.word.names import R_ID, chosen, local_name, path, qualified
from edi_shortlist.documents.word.package import Part

_BOX, _ALTERNATIVES = qualified("w:txbxContent"), qualified("mc:AlternateContent")
_PICTURES = {qualified("pic:pic"), qualified("v:imagedata")}
_VML = qualified("v:x")[:-1]
_CLICK = qualified("a:hlinkClick")
_BLIP, _CROP = path("pic:blipFill", "a:blip"), path("pic:blipFill", "a:srcRect")
_EXTENT = path("pic:spPr", "a:xfrm", "a:ext")
_POINT = 12_700  # of the units in which a drawing is measured
_WHOLE = 100_000  # of the units in which a crop is
_NUMBER = re.compile(r"-?\d{1,12}")
# Names that Word and others give by themselves, and that say nothing.
_GENERIC = re.compile(
    r"(?:picture|image|img|graphic|photo|shape|text ?box|rectangle|oval|line|logo|icon|chart|"
    r"diagram|group|object|screenshot|straight connector|freeform|autoshape)?"
    r"[\s_:#-]*\d*(?:\.[a-z]{3,4})?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Picture:
    """A picture: the part that holds it, and how it is shown."""

    media: Part
    shown: Shown


@dataclass
class Drawn:
    """What a drawing holds.

    Attributes:
        pictures: how many pictures.
        shown: those of them that are in the file.
        boxes: the contents of its text boxes.
        hidden: whether it is marked as hidden.
        texts: the lines of each diagram and each piece of word art.
        descriptions: what it is described as to those who cannot see it, and where it leads;
            each once.
        left_out: ``object`` or ``activex`` where it holds such.
    """

    pictures: int = 0
    shown: list[Picture] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    hidden: bool = False
    texts: list[list[str]] = field(default_factory=list)
    descriptions: dict[str, None] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)


def read_drawing(drawing: Any, part: Part, known_diagrams: set[str]) -> Drawn:
    """Read a drawing (``w:drawing``, ``w:pict`` or ``w:object``).

    Args:
        drawing: the element.
        part: where its relations are looked up.
        known_diagrams: names of the diagrams that were read before; added to.
    """
    drawn = Drawn()
    for element in _outside_boxes(drawing):
        tag, name = element.tag, local_name(element.tag)
        if tag == _BOX:
            drawn.boxes.append(element)
        elif tag in _PICTURES:
            drawn.pictures += 1
            drawn.shown += _shown(element, part)
        elif name in ("docPr", "cNvPr"):
            drawn.hidden = drawn.hidden or element.get("hidden") in ("1", "true")
            _describe(drawn, element.get("title"), element.get("descr"), _leads(element, part))
        elif name == "textpath" and tag.startswith(_VML):
            if text := element.get("string", "").strip():
                drawn.texts.append([text])
        elif tag.startswith(_VML):
            _describe(drawn, element.get("title"), element.get("alt"), element.get("href", ""))
        elif tag == qualified("dgm:relIds"):
            drawn.texts.append(_diagram(element, part, known_diagrams))
        elif name == "OLEObject" or tag.endswith("/chart}chart"):
            drawn.left_out.add("object")
        elif name == "control":
            drawn.left_out.add("activex")
    if "object" in drawn.left_out:  # its picture only stands for it
        drawn.shown.clear()
    return drawn


def _shown(element: Any, part: Part) -> Iterator[Picture]:
    blip, crop, extent = (element.find(where) for where in (_BLIP, _CROP, _EXTENT))
    if blip is None:  # an old-style one says itself where its picture is
        media = part.related(element.get(R_ID))
    else:
        media = part.related(blip.get(qualified("r:embed")))
    if media is None:
        return
    left, top, right, bottom = (_number(crop, side) / _WHOLE for side in "ltrb")
    width, height = (max(0.0, _number(extent, side) / _POINT) for side in ("cx", "cy"))
    yield Picture(media, Shown(width, height, (left, top, right, bottom)))


def _number(element: Any, name: str) -> int:
    value = "" if element is None else element.get(name, "")
    return int(value) if _NUMBER.fullmatch(value) else 0


def _describe(drawn: Drawn, title: str | None, description: str | None, target: str) -> None:
    said = [
        one.strip() for one in (title, description) if one and not _GENERIC.fullmatch(one.strip())
    ]
    text = ". ".join(dict.fromkeys(said))
    text = " ".join(filter(None, (text, told_target(target, text))))
    if text:
        drawn.descriptions[text] = None


def _leads(element: Any, part: Part) -> str:
    """Where a click on a picture leads."""
    click = element.find(_CLICK)
    relation = None if click is None else part.relations.get(click.get(R_ID, ""))
    return relation.target if relation is not None and relation.external else ""


def _diagram(element: Any, part: Part, known: set[str]) -> list[str]:
    data = part.related(element.get(qualified("r:dm")))
    if data is None or data.name in known:
        return []
    known.add(data.name)
    lines = (
        "".join(text.text or "" for text in paragraph.iter(qualified("a:t")))
        for paragraph in data.root.iter(qualified("a:p"))
    )
    return [line for line in lines if line.strip()]


def _outside_boxes(element: Any) -> Iterator[Any]:
    """Yield what a drawing holds, without going into its text boxes or twice through twins."""
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if child.tag == _ALTERNATIVES:
            if (one := chosen(child)) is not None:
                yield from _outside_boxes(one)
            continue
        yield child
        if child.tag != _BOX:
            yield from _outside_boxes(child)
