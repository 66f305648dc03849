"""Tick boxes as characters: which they are, and whether a text begins or ends with one. Knows
nothing of where they stand."""

import re

_BOX = r"[☐☑☒□▢◻⬜❏❐❑❒✅🗹🗷]|\[[ _]*[xX✓✔]?[ _]*\]|\((?: +|[ _]*[xX✓✔][ _]*)\)"
_TICK = r"[✓✔✗✘✕]"
_ANY = re.compile(_BOX)
_ALONE = re.compile(rf"(?:{_BOX}|{_TICK})\s*")
_FIRST = re.compile(rf"\s*(?:{_BOX})")
_LAST = re.compile(rf"(?:{_BOX})\s*$")


def has_box(text: str) -> bool:
    """Whether a tick box stands anywhere in a text."""
    return bool(_ANY.search(text))


def has_boxes(text: str) -> bool:
    """Whether several tick boxes stand in a text."""
    return len(_ANY.findall(text)) > 1


def is_box(text: str) -> bool:
    """Whether a text is a tick box, or a tick in place of one, and nothing else."""
    return bool(_ALONE.fullmatch(text))


def begins_with_box(text: str) -> bool:
    """Whether a text begins with a tick box, or is one."""
    return bool(_FIRST.match(text)) or is_box(text)


def ends_with_box(text: str) -> bool:
    """Whether a text ends with a tick box, or is one."""
    return bool(_LAST.search(text)) or is_box(text)


def without_last_box(text: str) -> tuple[str, str]:
    """A text without the tick box it ends with, and that box; "" if it ends with none or is one."""
    found = None if is_box(text) else _LAST.search(text)
    return (text[: found.start()].rstrip(), found.group().strip()) if found else (text, "")
