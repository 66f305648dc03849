"""The inside of a Word paragraph: text, check boxes, form fields, pictures, anchored text boxes.

Tracked insertions are read and deletions skipped; of alternative contents (a drawing and its
old-style twin) one is read.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from lxml import etree

_NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "v": "urn:schemas-microsoft-com:vml",
}


def qualified(name: str) -> str:
    """Return ``w:p`` as lxml writes it."""
    prefix, local = name.split(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


_VAL = qualified("w:val")
TICKED, UNTICKED = "☒", "☐"

# Containers that are no more than brackets around what they hold.
_TRANSPARENT = {
    qualified(name)
    for name in (
        "w:sdtContent",
        "w:ins",
        "w:moveTo",
        "w:customXml",
        "w:smartTag",
        "mc:Choice",
        "w:hyperlink",
        "w:fldSimple",
        "w:bdo",
        "w:dir",
        "m:oMathPara",
        "m:oMath",
        "w:ruby",
        "w:rubyBase",
    )
}
_SKIPPED = {
    qualified(name): left_out
    for name, left_out in (
        ("w:del", "deleted"),
        ("w:moveFrom", "deleted"),
        ("w:pPr", ""),
        ("w:rPr", ""),
        ("w:instrText", ""),
        ("w:delText", "deleted"),
        ("w:rt", ""),
        ("w:sectPr", ""),
    )
}
_MARKS = {
    qualified("w:br"): "\n",
    qualified("w:cr"): "\n",
    qualified("w:tab"): "\t",
    qualified("w:ptab"): "\t",
    qualified("w:noBreakHyphen"): "-",
    qualified("w:softHyphen"): "",
}
# Tick and box signs of the Wingdings fonts, by the low byte of the character.
_WINGDINGS = {
    0x6F: UNTICKED,
    0x71: UNTICKED,
    0x72: UNTICKED,
    0xA8: UNTICKED,
    0xFB: "✗",
    0xFC: "✓",
    0xFD: TICKED,
    0xFE: "☑",
    0x78: TICKED,
    0xA7: "▪",
    0xB7: "•",
}
_WINGDINGS_2 = {
    0x4F: "✗",
    0x50: "✓",
    0x51: TICKED,
    0x52: "☑",
    0x53: TICKED,
    0x54: TICKED,
    0xA3: UNTICKED,
    0x30: UNTICKED,
    0x2A: UNTICKED,
}


class RunStyles(Protocol):
    """What the walk through a paragraph asks of the file's styles."""

    def hides(self, run: Any) -> bool: ...
    def is_bold(self, run: Any) -> bool: ...


@dataclass
class Inline:
    """What a paragraph holds.

    Attributes:
        text: its characters, not yet cleaned.
        boxes: contents of the text boxes anchored in it, in order.
        diagrams: the lines of each diagram (SmartArt) in it.
        pictures: how many pictures it held.
        left_out: kinds of things not read: ``hidden``, ``deleted``, ``object``.
        all_bold: every run with text is bold.
    """

    text: str = ""
    boxes: list[Any] = field(default_factory=list)
    diagrams: list[list[str]] = field(default_factory=list)
    pictures: int = 0
    left_out: set[str] = field(default_factory=set)
    all_bold: bool = True


def is_on(element: Any) -> bool:
    """Whether a Word on/off property is on; being there without a value means on."""
    return element.get(_VAL, "1") not in ("0", "false", "off")


def _chosen(alternatives: Any) -> Any:
    """Of alternative contents, the first choice, else the fallback."""
    choice = alternatives.find(qualified("mc:Choice"))
    return choice if choice is not None else alternatives.find(qualified("mc:Fallback"))


def unwrapped(element: Any) -> Iterator[Any]:
    """Yield an element's children with brackets such as content controls taken away."""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _SKIPPED:
            continue
        if child.tag == qualified("mc:AlternateContent"):
            if (chosen := _chosen(child)) is not None:
                yield from unwrapped(chosen)
        elif child.tag == qualified("w:sdt"):
            content = child.find(qualified("w:sdtContent"))
            if content is not None:
                yield from unwrapped(content)
        elif child.tag in _TRANSPARENT and child.tag != qualified("w:hyperlink"):
            yield from unwrapped(child)
        else:
            yield child


def read_inline(paragraph: Any, package_part: Any, styles: RunStyles) -> Inline:
    """Read a paragraph. ``package_part`` is where its relations (diagrams) are looked up."""
    walk = _Inside(package_part, styles)
    _enclosing_control(paragraph, walk)
    walk.children(paragraph)
    walk.inline.text = "".join(walk.pieces)
    walk.inline.all_bold = walk.bold is True
    return walk.inline


def _enclosing_control(paragraph: Any, walk: "_Inside") -> None:
    """A content control may stand around the whole paragraph or table cell: a check box says
    its state itself, and a control that still shows its prompt says nothing."""
    content = paragraph.getparent()
    while content is not None and content.tag == qualified("w:tc"):
        content = content.getparent()
    if content is None or content.tag != qualified("w:sdtContent"):
        return
    control = content.getparent()
    if (ticked := _ticked(control)) is not None:
        walk.pieces.append(TICKED if ticked else UNTICKED)
        walk.replaced = True
    elif _shows_prompt(control):
        walk.replaced = True


def _shows_prompt(control: Any) -> bool:
    """Whether a content control still says "Click or tap here to enter text"."""
    waiting = control.find(f"{qualified('w:sdtPr')}/{qualified('w:showingPlcHdr')}")
    return waiting is not None and is_on(waiting)


def _ticked(control: Any) -> bool | None:
    """Whether a content control is a ticked check box; None when it is no check box."""
    box = control.find(f"{qualified('w:sdtPr')}/{qualified('w14:checkbox')}")
    if box is None:
        return None
    checked = box.find(qualified("w14:checked"))
    if checked is None:
        return False
    return checked.get(qualified("w14:val"), "1") not in ("0", "false", "off")


class _Inside:
    """One walk through a paragraph."""

    def __init__(self, package_part: Any, styles: RunStyles) -> None:
        self.inline = Inline()
        self.pieces: list[str] = []
        self.bold: bool | None = None
        self.replaced = False  # the control around the paragraph speaks for it
        self._part = package_part
        self._styles = styles

    def children(self, element: Any) -> None:
        for child in element:
            if isinstance(child.tag, str):
                self.one(child)

    def one(self, element: Any) -> None:
        tag = element.tag
        if tag in _SKIPPED:
            if _SKIPPED[tag]:
                self.inline.left_out.add(_SKIPPED[tag])
        elif tag == qualified("w:r"):
            self._run(element)
        elif tag in (qualified("w:t"), qualified("m:t")):
            if not self.replaced:
                self.pieces.append(element.text or "")
        elif tag in _MARKS:
            self.pieces.append(_MARKS[tag])
        elif tag == qualified("w:sym"):
            if not self.replaced:
                self.pieces.append(_symbol(element))
        elif tag == qualified("w:sdt"):
            self._control(element)
        elif tag == qualified("w:fldChar"):
            self._form_field(element)
        elif tag == qualified("mc:AlternateContent"):
            if (chosen := _chosen(element)) is not None:
                self.children(chosen)
        elif tag in (qualified("w:drawing"), qualified("w:pict"), qualified("w:object")):
            self._drawing(element)
        else:
            self.children(element)

    def _run(self, run: Any) -> None:
        if self._styles.hides(run):
            if any((t.text or "").strip() for t in run.iter(qualified("w:t"))):
                self.inline.left_out.add("hidden")
            return
        before = len(self.pieces)
        self.children(run)
        if "".join(self.pieces[before:]).strip():
            self.bold = self.bold is not False and self._styles.is_bold(run)

    def _control(self, control: Any) -> None:
        ticked = _ticked(control)
        if ticked is not None:
            self.pieces.append(TICKED if ticked else UNTICKED)
            return
        if _shows_prompt(control):
            return
        content = control.find(qualified("w:sdtContent"))
        if content is not None:
            self.children(content)

    def _form_field(self, char: Any) -> None:
        """Old-style form fields: a check box or a list says its state in the field itself."""
        data = char.find(qualified("w:ffData"))
        if data is None:
            return
        box = data.find(qualified("w:checkBox"))
        if box is not None:
            state = box.find(qualified("w:checked"))
            if state is None:
                state = box.find(qualified("w:default"))
            self.pieces.append(TICKED if state is not None and is_on(state) else UNTICKED)
        choices = data.find(qualified("w:ddList"))
        if choices is not None:
            entries = [entry.get(_VAL, "") for entry in choices.iter(qualified("w:listEntry"))]
            result = choices.find(qualified("w:result"))
            index = "0" if result is None else result.get(_VAL, "0")
            if index.isdigit() and int(index) < len(entries):
                self.pieces.append(entries[int(index)])

    def _drawing(self, drawing: Any) -> None:
        """Pictures are counted; text boxes are handed back for the caller to read."""
        for element in _outside_boxes(drawing):
            if element.tag in (qualified("pic:pic"), qualified("v:imagedata")):
                self.inline.pictures += 1
            elif element.tag == qualified("w:txbxContent"):
                self.inline.boxes.append(element)
            elif element.tag == qualified("dgm:relIds"):
                self.inline.diagrams.append(self._diagram(element))
            elif element.tag.endswith("}OLEObject") or element.tag.endswith("/chart}chart"):
                self.inline.left_out.add("object")

    def _diagram(self, element: Any) -> list[str]:
        data = getattr(self._part, "related_parts", {}).get(element.get(qualified("r:dm")))
        if data is None:
            return []
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        lines = (
            "".join(text.text or "" for text in paragraph.iter(qualified("a:t")))
            for paragraph in etree.fromstring(data.blob, parser).iter(qualified("a:p"))
        )
        return [line for line in lines if line.strip()]


def _outside_boxes(element: Any) -> Iterator[Any]:
    """Yield what a drawing holds, without going into its text boxes or twice through twins."""
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if child.tag == qualified("mc:AlternateContent"):
            if (chosen := _chosen(child)) is not None:
                yield from _outside_boxes(chosen)
            continue
        yield child
        if child.tag != qualified("w:txbxContent"):
            yield from _outside_boxes(child)


def _symbol(element: Any) -> str:
    """A character given by font and code, as Word writes ticks from the Wingdings fonts."""
    font = element.get(qualified("w:font"), "").lower()
    try:
        code = int(element.get(qualified("w:char"), ""), 16)
    except ValueError:
        return ""
    if font.startswith("wingdings"):
        return (_WINGDINGS_2 if font.endswith("2") else _WINGDINGS).get(code & 0xFF, "")
    return chr(code) if code < 0xE000 else ""
