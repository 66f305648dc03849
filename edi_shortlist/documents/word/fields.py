"""Fields of a Word file: where a link leads, and what an old-style form field says."""

import re
from typing import Any
from urllib.parse import unquote

from edi_shortlist.documents.word.names import W_VAL, is_on, qualified, whole_number
from edi_shortlist.documents.word.symbols import TICKED, UNTICKED

_LONGEST_TARGET = 2000  # characters; what is longer is a picture or a program, not an address
_TOKEN = re.compile(r'"([^"]*)"|(\\\w)|([^\s"\\][^\s"]*)')
_WITH_VALUE = {"\\l", "\\o", "\\t"}  # switches of HYPERLINK that a value follows
_SCHEME = re.compile(r"(?:mailto|tel|https?):/*(?:www\.)?", re.IGNORECASE)


def link_target(instruction: str) -> str:
    """Where a ``HYPERLINK`` field leads; "" for a place in the same file, or another field.

    >>> link_target(' HYPERLINK "https://example.com/x" \\\\o "My page"')
    'https://example.com/x'
    """
    name, _, rest = instruction.strip().partition(" ")
    if name.upper() != "HYPERLINK":
        return ""
    skip = False
    for quoted, switch, bare in _TOKEN.findall(rest):
        if switch:
            skip = switch.lower() in _WITH_VALUE
        elif skip:
            skip = False
        elif quoted or bare:
            return str(quoted or bare)
    return ""


def told_target(target: str, shown: str) -> str:
    """Return where a link leads, as it is written after the text it is shown as; "" where that
    text says it already."""
    target = target.strip()
    if not target or len(target) > _LONGEST_TARGET:
        return ""
    told = unquote(re.sub(r"^(?:mailto|tel):(?://)?", "", target, flags=re.IGNORECASE))
    if target[:7].lower() == "mailto:":
        told = told.partition("?")[0]
    if target[:4].lower() == "tel:" and _same_number(told, shown):
        return ""
    bare = _SCHEME.sub("", target, count=1).rstrip("/").casefold()
    seen = shown.casefold()
    if any(one and one in seen for one in (bare, unquote(bare), told.rstrip("/").casefold())):
        return ""
    return f"({told})" if told else ""


def _same_number(one: str, other: str) -> bool:
    """Whether two telephone numbers end alike: +44 1632 960123 is 01632 960123."""
    digits, shown = ("".join(re.findall(r"\d", text)) for text in (one, other))
    return len(digits) > 6 and len(shown) > 6 and digits[-9:] == shown[-9:]


def form_value(data: Any) -> str | None:
    """What an old-style check box or list says by itself; None for a field of text.

    Args:
        data: its ``w:ffData``.
    """
    box = data.find(qualified("w:checkBox"))
    if box is not None:
        state = box.find(qualified("w:checked"))
        if state is None:
            state = box.find(qualified("w:default"))
        return TICKED if state is not None and is_on(state) else UNTICKED
    choices = data.find(qualified("w:ddList"))
    if choices is None:
        return None
    entries = [entry.get(W_VAL, "") for entry in choices.iter(qualified("w:listEntry"))]
    result = choices.find(qualified("w:result"))
    if result is None:
        result = choices.find(qualified("w:default"))
    index = 0 if result is None else whole_number(result.get(W_VAL))
    return entries[index] if index < len(entries) else ""
