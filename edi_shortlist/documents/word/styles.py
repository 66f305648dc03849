"""What a paragraph is by its Word style: a heading, a list item, or bold text posing as one."""

from dataclasses import dataclass
from typing import Any

from edi_shortlist.documents.word.runs import is_on, qualified

_VAL = qualified("w:val")


@dataclass(frozen=True)
class Shape:
    """Heading level from 1 (0: no heading) and list depth from 0 (None: no list)."""

    heading: int = 0
    list_level: int | None = None


class Styles:
    """The styles of one Word file, with inheritance resolved."""

    def __init__(self, word: Any) -> None:
        try:
            root = word.part.styles.element
        except (KeyError, AttributeError):
            root = None
        found = [] if root is None else root.findall(qualified("w:style"))
        self._styles = {style.get(qualified("w:styleId")): style for style in found}
        self._default = next(
            (
                style.get(qualified("w:styleId"))
                for style in found
                if style.get(qualified("w:type")) == "paragraph"
                and style.get(qualified("w:default")) in ("1", "true")
            ),
            None,
        )

    def _chain(self, style_id: str | None) -> list[Any]:
        chain: list[Any] = []
        while style_id in self._styles and len(chain) < 20:
            style = self._styles[style_id]
            chain.append(style)
            based_on = style.find(qualified("w:basedOn"))
            style_id = None if based_on is None else based_on.get(_VAL)
        return chain

    def _sources(self, paragraph: Any) -> list[Any]:
        """The paragraph's own properties, then those of its styles, the nearest first."""
        own = paragraph.find(qualified("w:pPr"))
        style = None if own is None else own.find(qualified("w:pStyle"))
        chain = self._chain(self._default if style is None else style.get(_VAL))
        return [own, *(s.find(qualified("w:pPr")) for s in chain)]

    def _names(self, paragraph: Any) -> list[str]:
        own = paragraph.find(f"{qualified('w:pPr')}/{qualified('w:pStyle')}")
        names = []
        for style in self._chain(None if own is None else own.get(_VAL)):
            name = style.find(qualified("w:name"))
            names.append("" if name is None else name.get(_VAL, "").lower())
        return names

    def shape(self, paragraph: Any) -> Shape:
        """Return what the paragraph is."""
        sources = [source for source in self._sources(paragraph) if source is not None]
        names = self._names(paragraph)
        for name in names:
            if name.startswith("heading ") and name[8:].isdigit():
                return Shape(heading=int(name[8:]))
            if name == "title":
                return Shape(heading=1)
        for source in sources:
            level = source.find(qualified("w:outlineLvl"))
            if level is not None:
                number = level.get(_VAL, "9")
                if number.isdigit() and int(number) < 9:
                    return Shape(heading=int(number) + 1)
                break
        for source in sources:
            numbering = source.find(qualified("w:numPr"))
            if numbering is not None:
                number = numbering.find(qualified("w:numId"))
                if number is not None and number.get(_VAL) == "0":
                    return Shape()
                depth = numbering.find(qualified("w:ilvl"))
                value = "0" if depth is None else depth.get(_VAL, "0")
                level = int(value) if value.isdigit() else 0
                return Shape(list_level=max(level, _level_by_name(names) or 0))
        return Shape(list_level=_level_by_name(names))

    def _property(self, run: Any, name: str) -> bool:
        """Whether a run's own properties, or its styles', switch something on."""
        properties = run.find(qualified("w:rPr"))
        if properties is not None:
            own = properties.find(qualified(name))
            if own is not None:
                return is_on(own)
            style = properties.find(qualified("w:rStyle"))
            if style is not None and self._in_styles(style.get(_VAL), name):
                return True
        paragraph = next(iter(run.iterancestors(qualified("w:p"))), None)
        if paragraph is None:
            return False
        style = paragraph.find(f"{qualified('w:pPr')}/{qualified('w:pStyle')}")
        return style is not None and self._in_styles(style.get(_VAL), name)

    def _in_styles(self, style_id: str | None, name: str) -> bool:
        for style in self._chain(style_id):
            found = style.find(f"{qualified('w:rPr')}/{qualified(name)}")
            if found is not None:
                return is_on(found)
        return False

    def hides(self, run: Any) -> bool:
        """Whether a run is hidden text, which no reader of the page sees."""
        return self._property(run, "w:vanish")

    def is_bold(self, run: Any) -> bool:
        """Whether a run is bold."""
        return self._property(run, "w:b")


def _level_by_name(names: list[str]) -> int | None:
    """The depth of a built-in list style: "List Bullet 2" is one deeper than "List Bullet"."""
    for name in names:
        if name.startswith(("list bullet", "list number")):
            return int(name[-1]) - 1 if name[-1].isdigit() else 0
    return None
