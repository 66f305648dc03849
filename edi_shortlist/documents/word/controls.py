"""Content controls of a Word file: what one says by itself, whatever its text shows.

A check box says its state; one that still shows its prompt says nothing; one tied to data kept
elsewhere in the file says that where its text is empty.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from edi_shortlist.documents.word.names import W_VAL, is_on, local_name, path, qualified
from edi_shortlist.documents.word.package import Package, Part
from edi_shortlist.documents.word.symbols import BOXES, TICKED, UNTICKED

_PROPERTIES, _CONTENT = qualified("w:sdtPr"), qualified("w:sdtContent")
_CHECKBOX = path("w:sdtPr", "w14:checkbox")
_T, _SYM, _DELETED = qualified("w:t"), qualified("w:sym"), qualified("w:del")
_W14_VAL = qualified("w14:val")
# What Word writes into a control that waits for an answer.
_PROMPT = re.compile(
    r"(?:click|tap)(?: here| or tap here| or click here| or tap)? to (?:enter|add|type) "
    r"(?:text|a date)\.?|choose (?:an item|a building block)\.?",
    re.IGNORECASE,
)
# A step of the simple paths that Word writes to tie a control to data. Anything cleverer is
# not followed: a path of an unknown file may take for ever.
_STEP = re.compile(r"(?:[\w.-]+:)?([\w.-]+)(?:\[(\d{1,4})\])?")
_LOOKUPS = 5000  # a form has some hundred
_PARTS_OF_WORD = {
    "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}": "core-properties",
    "{6668398D-A668-4E3E-A5EB-62B293D839F1}": "extended-properties",
}


class Controls:
    """The content controls of one file.

    Args:
        package: the file, which holds the data that controls are tied to, and the prompts.
    """

    def __init__(self, package: Package) -> None:
        self._package = package
        self._lookups = 0

    def says(self, control: Any) -> str | None:
        """What a control says by itself; None where its text speaks for it."""
        properties = control.find(_PROPERTIES)
        if properties is None:
            return None
        box = control.find(_CHECKBOX)
        if box is not None:
            return _box(box, _shown(control))
        binding = next((one for one in properties if _is_binding(one)), None)
        waits = properties.find(qualified("w:showingPlcHdr"))
        if waits is not None and is_on(waits) and self._is_prompt(properties, _shown(control)):
            return self._bound(binding, properties)
        if binding is not None and not _shown(control).strip():
            return self._bound(binding, properties) or None
        if _PROMPT.fullmatch(_shown(control, 100).strip()):
            return ""
        return None

    def _is_prompt(self, properties: Any, shown: str) -> bool:
        """Whether a control marked as waiting shows its prompt. Programs that fill in forms
        leave the mark behind, and then the text is another than that of the prompt."""
        named = properties.find(path("w:placeholder", "w:docPart"))
        prompt = None if named is None else self._prompts.get(named.get(W_VAL, ""))
        said = " ".join(shown.split())
        return prompt is None or said == prompt or bool(_PROMPT.fullmatch(said))

    @cached_property
    def _prompts(self) -> dict[str, str]:
        """The text of each prompt by its name."""
        prompts = {}
        for part in self._package.main.of_kind("glossaryDocument"):
            for one in part.root.iter(qualified("w:docPart")):
                name = one.find(path("w:docPartPr", "w:name"))
                body = one.find(qualified("w:docPartBody"))
                if name is not None and body is not None:
                    text = "".join(t.text or "" for t in body.iter(_T))
                    prompts[name.get(W_VAL, "")] = " ".join(text.split())
        return prompts

    def _bound(self, binding: Any, properties: Any) -> str:
        """The value that a control is tied to; "" where there is none."""
        self._lookups += 1
        if binding is None or self._lookups > _LOOKUPS:
            return ""
        route = binding.get(qualified("w:xpath"), "")
        store = binding.get(qualified("w:storeItemID"), "").upper()
        for part in self._stores(store):
            if (value := _value(part.root, route)) is not None:
                return _entry(properties, value.strip())
        return ""

    def _stores(self, store: str) -> Iterator[Part]:
        if store in _PARTS_OF_WORD:
            yield from self._package.top.of_kind(_PARTS_OF_WORD[store])
            return
        for part in self._package.main.of_kind("customXml"):
            names = {
                value.upper()
                for about in part.of_kind("customXmlProps")
                for key, value in about.root.items()
                if local_name(key) == "itemID"
            }
            if not store or store in names:
                yield part


def content(control: Any) -> Any:
    """What stands in a control; None where nothing does."""
    return control.find(_CONTENT)


def _is_binding(element: Any) -> bool:
    return isinstance(element.tag, str) and local_name(element.tag) == "dataBinding"


def _box(box: Any, shown: str) -> str:
    """The state of a check box, and what more than its sign stands in it."""
    state = box.find(qualified("w14:checked"))
    ticked = state is not None and state.get(_W14_VAL, "1") not in ("0", "false", "off")
    signs = set(BOXES)
    for name in ("w14:checkedState", "w14:uncheckedState"):
        sign = box.find(qualified(name))
        code = "" if sign is None else sign.get(_W14_VAL, "")
        if re.fullmatch("[0-9A-Fa-f]{2,5}", code):
            signs |= {chr(int(code, 16)), chr(0xF000 + int(code, 16) % 0x100)}
    rest = shown.strip()
    if rest[:1] in signs:
        rest = rest[1:].strip()
    return (TICKED if ticked else UNTICKED) + (f" {rest}" if rest else "")


def _shown(control: Any, most: int = 100_000) -> str:
    """The text in a control; what was struck out has another name in Word's XML."""
    inside = content(control)
    pieces: list[str] = []
    length = 0
    for text in () if inside is None else inside.iter(_T):
        pieces.append(text.text or "")
        length += len(pieces[-1])
        if length > most:
            break
    return "".join(pieces)


def _value(root: Any, route: str) -> str | None:
    """The text at a simple path such as ``/ns0:form[1]/ns0:name[1]``."""
    first, *steps = route.strip().removeprefix("/").split("/")
    if not (start := _STEP.fullmatch(first)) or start[1] != local_name(root.tag):
        return None
    at = root
    for step in steps:
        if step.startswith("@"):
            name = step[1:].rpartition(":")[2]
            return next((v for key, v in at.items() if local_name(key) == name), None)
        found = _STEP.fullmatch(step)
        if found is None:
            return None
        same = [one for one in at if isinstance(one.tag, str) and local_name(one.tag) == found[1]]
        number = int(found[2] or 1)
        if not 1 <= number <= len(same):
            return None
        at = same[number - 1]
    return "".join(at.itertext())


def _entry(properties: Any, value: str) -> str:
    """The entry of a list as it is shown, for the value that is kept."""
    for item in properties.iter(qualified("w:listItem")):
        if item.get(qualified("w:value")) == value:
            return item.get(qualified("w:displayText")) or value
    return value
