"""What a paragraph is by its Word style: a heading, a list item, or bold text posing as one; and
what its runs are: hidden, bold, in which font."""

from dataclasses import dataclass
from typing import Any

from edi_shortlist.documents.word.names import W_VAL, is_on, path, qualified, whole_number

_R_PR, _R_STYLE, _P_PR, _P_STYLE = map(qualified, ("w:rPr", "w:rStyle", "w:pPr", "w:pStyle"))
_VANISH, _BOLD = qualified("w:vanish"), qualified("w:b")
_DEEPEST_LEVEL = 8


@dataclass(frozen=True)
class Shape:
    """Heading level from 1 (0: no heading) and list depth from 0 (None: no list)."""

    heading: int = 0
    list_level: int | None = None


class Styles:
    """The styles of one Word file, with inheritance resolved.

    Args:
        root: the XML of its part of styles, or None where it has none.
    """

    def __init__(self, root: Any) -> None:
        found = [] if root is None else root.findall(qualified("w:style"))
        self._styles = {style.get(qualified("w:styleId")): style for style in found}
        self._default = next(
            (
                style.get(qualified("w:styleId"))
                for style in found
                if style.get(qualified("w:type")) == "paragraph"
                and style.get(qualified("w:default")) in ("1", "true", "on")
            ),
            None,
        )
        hidden = (
            None
            if root is None
            else root.find(path("w:docDefaults", "w:rPrDefault", "w:rPr", "w:vanish"))
        )
        self._hides_all = hidden is not None and is_on(hidden)
        self._switches: dict[tuple[str, str], bool] = {}
        self._shapes: dict[str | None, tuple[list[Any], list[str]]] = {}

    def shape(self, paragraph: Any) -> Shape:
        """Return what the paragraph is."""
        own = paragraph.find(_P_PR)
        named = style_of(paragraph)
        sources, names = self._of_style(named)
        if own is not None:
            sources = [own, *sources]
        for name in names:
            if name.startswith("heading ") and (level := whole_number(name[8:])):
                return Shape(heading=level)
            if name == "title":
                return Shape(heading=1)
        for source in sources:
            outline = source.find(qualified("w:outlineLvl"))
            if outline is not None:
                level = whole_number(outline.get(W_VAL), 9)
                if level < 9:
                    return Shape(heading=level + 1)
                break
        for source in sources:
            numbering = source.find(qualified("w:numPr"))
            if numbering is not None:
                return _list_shape(numbering, names)
        return Shape(list_level=_level_by_name(names))

    def hides(self, run: Any, style: str | None) -> bool:
        """Whether a run is hidden text, which no reader of the page sees.

        Args:
            run: the run.
            style: the id of its paragraph's style, or None.
        """
        return self._property(run, _VANISH, style or self._default, self._hides_all)

    def is_bold(self, run: Any, style: str | None) -> bool:
        """Whether a run is bold beside the file's other text."""
        return self._property(run, _BOLD, style, False)

    def _property(self, run: Any, name: str, style: str | None, default: bool) -> bool:
        """Whether a run's own properties switch something on, or else its styles: that of the
        paragraph and that of the characters, which undo each other where both do."""
        paragraph = self._in_style(style, name)
        properties = run.find(_R_PR)
        if properties is None:
            return default or paragraph
        own = properties.find(name)
        if own is not None:
            return is_on(own)
        named = properties.find(_R_STYLE)
        characters = named is not None and self._in_style(named.get(W_VAL), name)
        return default or paragraph != characters

    def _in_style(self, style: str | None, name: str) -> bool:
        if style is None:
            return False
        known = self._switches.get((style, name))
        if known is None:
            found = (one.find(f"{_R_PR}/{name}") for one in self._chain(style))
            known = next((is_on(one) for one in found if one is not None), False)
            self._switches[style, name] = known
        return known

    def _of_style(self, style: str | None) -> tuple[list[Any], list[str]]:
        """Paragraph properties and names of a style and those it is based on, nearest first."""
        if style not in self._shapes:
            chain = self._chain(self._default if style is None else style)
            properties = [one.find(_P_PR) for one in chain]
            names = [
                "" if (name := one.find(qualified("w:name"))) is None else name.get(W_VAL, "")
                for one in (() if style is None else chain)
            ]
            self._shapes[style] = (
                [one for one in properties if one is not None],
                [name.lower() for name in names],
            )
        return self._shapes[style]

    def _chain(self, style: str | None) -> list[Any]:
        chain: list[Any] = []
        while style in self._styles and len(chain) < 20:
            chain.append(self._styles[style])
            based_on = chain[-1].find(qualified("w:basedOn"))
            style = None if based_on is None else based_on.get(W_VAL)
        return chain


def style_of(paragraph: Any) -> str | None:
    """The id of a paragraph's style; None where it names none."""
    properties = paragraph.find(_P_PR)
    style = None if properties is None else properties.find(_P_STYLE)
    return None if style is None else style.get(W_VAL)


def _list_shape(numbering: Any, names: list[str]) -> Shape:
    number = numbering.find(qualified("w:numId"))
    if number is not None and number.get(W_VAL) == "0":
        return Shape()
    depth = numbering.find(qualified("w:ilvl"))
    level = 0 if depth is None else whole_number(depth.get(W_VAL), most=_DEEPEST_LEVEL)
    return Shape(list_level=max(level, _level_by_name(names) or 0))


def _level_by_name(names: list[str]) -> int | None:
    """The depth of a built-in list style: "List Bullet 2" is one deeper than "List Bullet"."""
    for name in names:
        if name.startswith(("list bullet", "list number")):
            return max(0, whole_number(name[-1], 1) - 1)
    return None
