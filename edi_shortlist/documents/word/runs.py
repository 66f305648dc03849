"""The inside of a Word paragraph: text, links, check boxes, form fields, and what is anchored in
it.

Tracked insertions are read and deletions skipped; of alternative contents (a drawing and its
old-style twin) one is read; hidden text is kept apart.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from edi_shortlist.documents.word.controls import Controls, content
from edi_shortlist.documents.word.drawings import Picture, read_drawing
from edi_shortlist.documents.word.fields import form_value, link_target, told_target
from edi_shortlist.documents.word.names import R_ID, TooMuch, chosen, qualified
from edi_shortlist.documents.word.package import Part
from edi_shortlist.documents.word.styles import Styles, style_of
from edi_shortlist.documents.word.symbols import in_font, needs_font, symbol

_SKIPPED = {
    qualified(name): left_out
    for name, left_out in (
        ("w:del", "deleted"),
        ("w:moveFrom", "deleted"),
        ("w:delText", "deleted"),
        ("w:pPr", ""),
        ("w:rPr", ""),
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
_R_PR, _FONTS = qualified("w:rPr"), qualified("w:rFonts")
_FONT_NAMES = tuple(map(qualified, ("w:ascii", "w:hAnsi", "w:cs")))
_DEEPEST_FIELD = 100  # fields within fields; Word stops at twenty
_LONGEST_LINK = 200  # pieces of text that are one link
_FIELD_KIND = qualified("w:fldCharType")


@dataclass
class Inline:
    """What a paragraph holds.

    Attributes:
        text: its characters, not yet cleaned.
        hidden: each stretch of hidden text in it.
        boxes: contents of the text boxes anchored in it, each with whether it is hidden.
        texts: the lines of each diagram and each piece of word art in it.
        descriptions: what the pictures in it are described as.
        pictures: how many pictures it held.
        shown: those of them that are in the file, each with whether it is hidden.
        left_out: kinds of things not read: ``deleted``, ``object``, ``activex``.
        all_bold: every run with text is bold.
    """

    text: str = ""
    hidden: list[str] = field(default_factory=list)
    boxes: list[tuple[Any, bool]] = field(default_factory=list)
    texts: list[list[str]] = field(default_factory=list)
    descriptions: list[str] = field(default_factory=list)
    pictures: int = 0
    shown: list[tuple[Picture, bool]] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)
    all_bold: bool = True


def joined(paragraphs: list[Inline]) -> Inline:
    """Return paragraphs as one, which they are once the marks between them are deleted."""
    if len(paragraphs) == 1:
        return paragraphs[0]
    return Inline(
        "".join(one.text for one in paragraphs),
        [text for one in paragraphs for text in one.hidden],
        [box for one in paragraphs for box in one.boxes],
        [lines for one in paragraphs for lines in one.texts],
        [text for one in paragraphs for text in one.descriptions],
        sum(one.pictures for one in paragraphs),
        [picture for one in paragraphs for picture in one.shown],
        set().union(*(one.left_out for one in paragraphs)),
        all(one.all_bold for one in paragraphs),
    )


@dataclass
class File:
    """What reading a paragraph needs to know of its file.

    Attributes:
        styles: the file's styles.
        controls: its content controls.
        diagrams: names of the diagrams read so far.
    """

    styles: Styles
    controls: Controls
    diagrams: set[str] = field(default_factory=set)


def read_inline(paragraph: Any, part: Part, file: File, instead: str | None = None) -> Inline:
    """Read a paragraph.

    Args:
        paragraph: the ``w:p``.
        part: where its relations (links, diagrams) are looked up.
        file: what is known of the file.
        instead: its text, where a control around it speaks for it.
    """
    walk = _Inside(part, file, style_of(paragraph))
    walk.children(paragraph)
    walk.close_fields()
    walk.inline.text = "".join(walk.pieces) if instead is None else instead
    walk.inline.hidden = [text for text in map("".join, walk.hidden) if text.strip()]
    walk.inline.all_bold = walk.bold is True
    return walk.inline


@dataclass
class _Field:
    """A field that has begun: its code, then its result."""

    pieces: list[str]
    start: int
    speaks: bool
    hidden: int
    code: list[str] = field(default_factory=list)
    in_code: bool = True


class _Inside:
    """One walk through a paragraph."""

    def __init__(self, part: Part, file: File, style: str | None) -> None:
        self.inline = Inline()
        self.pieces: list[str] = []
        self.hidden: list[list[str]] = []
        self.bold: bool | None = None
        self._part = part
        self._file = file
        self._style = style
        self._font = ""
        self._fields: list[_Field] = []
        self._hidden_at = -1  # where in the text the last hidden stretch stands
        self._link: tuple[int, int, str] = (-1, 0, "")  # end, start and target of the last one

    def children(self, element: Any) -> None:
        for child in element:
            tag = child.tag
            handler = _HANDLERS.get(tag)
            if handler is not None:
                handler(self, child)
            elif isinstance(tag, str):
                self.children(child)

    def skip(self, element: Any) -> None:
        if left_out := _SKIPPED[element.tag]:
            self.inline.left_out.add(left_out)

    def text(self, element: Any) -> None:
        text = element.text
        if not text:
            return
        if self._font or needs_font(text):
            text = in_font(text, self._font)
        if "\n" in text:
            text = text.replace("\n", " ")  # a line break in Word is an element
        self.pieces.append(text)

    def mark(self, element: Any) -> None:
        self.pieces.append(_MARKS[element.tag])

    def symbol(self, element: Any) -> None:
        self.pieces.append(symbol(element))

    def run(self, run: Any) -> None:
        properties = run.find(_R_PR)
        fonts = None if properties is None else properties.find(_FONTS)
        self._font = "" if fonts is None else _font_of(fonts)
        if self._file.styles.hides(run, self._style):
            self._hidden_run(run)
            return
        before = len(self.pieces)
        self.children(run)
        if self.bold is not False and any(map(str.strip, self.pieces[before:])):
            self.bold = self._file.styles.is_bold(run, self._style)

    def _hidden_run(self, run: Any) -> None:
        seen, self.pieces = self.pieces, []
        boxes, shown = len(self.inline.boxes), len(self.inline.shown)
        self.children(run)
        said, self.pieces = self.pieces, seen
        self.inline.boxes[boxes:] = [(box, True) for box, _ in self.inline.boxes[boxes:]]
        self.inline.shown[shown:] = [(one, True) for one, _ in self.inline.shown[shown:]]
        if said:
            if self._hidden_at == len(seen) and self.hidden:
                self.hidden[-1] += said
            else:
                self.hidden.append(said)
            self._hidden_at = len(seen)

    def control(self, control: Any) -> None:
        says = self._file.controls.says(control)
        if says is not None:
            self.pieces.append(says)
        elif (inside := content(control)) is not None:
            self.children(inside)

    def alternatives(self, element: Any) -> None:
        if (one := chosen(element)) is not None:
            self.children(one)

    def drawing(self, element: Any) -> None:
        drawn = read_drawing(element, self._part, self._file.diagrams)
        self.inline.pictures += drawn.pictures
        self.inline.shown += [(picture, drawn.hidden) for picture in drawn.shown]
        self.inline.boxes += [(box, drawn.hidden) for box in drawn.boxes]
        self.inline.texts += drawn.texts
        self.inline.descriptions += drawn.descriptions
        self.inline.left_out |= drawn.left_out

    def hyperlink(self, element: Any) -> None:
        relation = self._part.relations.get(element.get(R_ID, ""))
        target = relation.target if relation is not None and relation.external else ""
        start, hidden = self._link_start(target), len(self.hidden)
        self.children(element)
        self._link_end(start, hidden, target)

    def simple_field(self, element: Any) -> None:
        target = link_target(element.get(qualified("w:instr"), ""))
        start, hidden = self._link_start(target), len(self.hidden)
        self.children(element)
        self._link_end(start, hidden, target)

    def field_code(self, element: Any) -> None:
        if self._fields:
            self._fields[-1].code.append(element.text or "")

    def field_mark(self, mark: Any) -> None:
        kind = mark.get(_FIELD_KIND)
        if kind == "begin":
            data = mark.find(qualified("w:ffData"))
            value = None if data is None else form_value(data)
            if value:
                self.pieces.append(value)
            hidden = len(self.hidden)
            if len(self._fields) >= _DEEPEST_FIELD:
                raise TooMuch
            self._fields.append(_Field(self.pieces, len(self.pieces), value is not None, hidden))
        elif kind == "separate" and self._fields:
            current = self._fields[-1]
            self._drop_since(current)
            current.in_code = False
            current.start = self._link_start(link_target("".join(current.code)), current.start)
        elif kind == "end" and self._fields:
            current = self._fields.pop()
            if current.in_code or current.speaks:
                self._drop_since(current)
            else:
                self._close_field(current)

    def close_fields(self) -> None:
        """A field may run on into the next paragraph; its link is told where it began."""
        while self._fields:
            current = self._fields.pop()
            if not current.in_code:
                self._close_field(current)

    def _close_field(self, current: _Field) -> None:
        self._link_end(current.start, current.hidden, link_target("".join(current.code)))

    def _drop_since(self, current: _Field) -> None:
        """Drop what is part of a field's code, such as the results of fields within it."""
        if current.pieces is self.pieces:
            del self.pieces[current.start :]

    def _link_start(self, target: str, start: int | None = None) -> int:
        """Where the text of a link starts. Some programs write one link as many, a run each;
        those that follow each other to the same place are one."""
        at = len(self.pieces) if start is None else start
        end, before, last = self._link
        near = at - before < _LONGEST_LINK
        if target and last == target and end == at == len(self.pieces) and near:
            if before < end and self.pieces[-1] == f" {told_target(target, '')}":
                self.pieces.pop()
            return before
        return at

    def _link_end(self, start: int, hidden: int, target: str) -> None:
        if not target:
            return
        shown = "".join(self.pieces[start:])
        if not shown.strip() and len(self.hidden) > hidden:
            if told := told_target(target, "".join(self.hidden[-1])):
                self.hidden[-1].append(f" {told}")
            return
        if told := told_target(target, shown):
            self.pieces.append(f" {told}")
        self._link = (len(self.pieces), start, target)


def _font_of(fonts: Any) -> str:
    """The symbol font among a run's fonts; "" where none is one and for most of them."""
    named = [font for name in _FONT_NAMES if (font := fonts.get(name))]
    return next((font for font in named if "dings" in font.lower()), "")


_HANDLERS: dict[Any, Callable[[_Inside, Any], None]] = {
    **dict.fromkeys(_SKIPPED, _Inside.skip),
    **dict.fromkeys(_MARKS, _Inside.mark),
    **{
        qualified(name): handler
        for name, handler in (
            ("w:t", _Inside.text),
            ("m:t", _Inside.text),
            ("w:r", _Inside.run),
            ("w:sym", _Inside.symbol),
            ("w:sdt", _Inside.control),
            ("mc:AlternateContent", _Inside.alternatives),
            ("w:drawing", _Inside.drawing),
            ("w:pict", _Inside.drawing),
            ("w:object", _Inside.drawing),
            ("w:hyperlink", _Inside.hyperlink),
            ("w:fldSimple", _Inside.simple_field),
            ("w:instrText", _Inside.field_code),
            ("w:fldChar", _Inside.field_mark),
        )
    },
}
