"""Passages marked in a text: what a mark is, and how offsets of Python and of Qt relate.

Offsets here are characters of ``Document.text``, half-open. Qt counts UTF-16 units.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

DECISION_SIGNS = {"pending": "?", "accepted": "✓", "rejected": "✕"}


@dataclass(frozen=True)
class Mark:
    """A marked passage.

    Attributes:
        key: what the page knows it by, say a redaction's id.
        start, end: half-open offsets in characters.
        label: the label's name, for colour and word.
        decision: ``pending``, ``accepted`` or ``rejected``.
    """

    key: int
    start: int
    end: int
    label: str
    decision: str = "accepted"


class Offsets:
    """Translates between characters of a Python string and positions of a Qt document."""

    def __init__(self, text: str) -> None:
        self._wide = [i for i, c in enumerate(text) if ord(c) > 0xFFFF]
        # position, in Qt's units, of each character that takes two of them
        self._places = [at + number for number, at in enumerate(self._wide)]

    def to_qt(self, offset: int) -> int:
        """Return the Qt position of a character offset."""
        return offset + bisect_right(self._wide, offset - 1)

    def from_qt(self, position: int) -> int:
        """Return the character offset of a Qt position."""
        return position - bisect_right(self._places, position - 1)


def one_for_one(text: str) -> str:
    """Return the text as Qt can hold it, with every character in its place.

    Qt reads some characters as the frame of a document or folds them; they become a space or the
    replacement character, never nothing, so that offsets still hold.
    """
    return text.translate(_HELD)


_HELD = {
    0x0000: "\ufffd",
    0x000D: " ",
    0x000B: " ",
    0x000C: " ",
    0x2028: " ",
    0x2029: " ",
    0xFDD0: "\ufffd",
    0xFDD1: "\ufffd",
    0xFFFC: "\ufffd",
}


def align(marks: list[Mark], replacements: dict[int, str], shown: str) -> list[Mark]:
    """Find where each replacement stands in the anonymised text.

    Args:
        marks: the passages of the original that are hidden; overlapping ones share a replacement.
        replacements: what stands for each mark's key; may be empty.
        shown: the anonymised text.

    Returns:
        Marks with offsets into ``shown``, for the replacements that are found there in order.
    """
    placed: list[Mark] = []
    moved, least = 0, 0
    for group in _overlapping(marks):
        start, end = group[0].start, max(mark.end for mark in group)
        words = sorted({replacements.get(mark.key, "") for mark in group}, key=len, reverse=True)
        expected = start + moved
        instead = next((w for w in words if shown.startswith(w, expected)), None)
        if instead is None:
            # Blanks round a passage may have been tidied: look close by, and only onwards.
            spots = [(shown.find(w, max(least, expected - 3), expected + 80), w) for w in words]
            spots = [(at, w) for at, w in spots if at >= 0 and w]
            if not spots:
                continue
            expected, instead = min(spots)
        moved = expected + len(instead) - end
        least = expected + len(instead)
        placed += [
            Mark(mark.key, expected, least, mark.label, mark.decision) for mark in group if instead
        ]
    return placed


def carried(
    passage: str, start: int, marks: list[Mark], placed: list[Mark], shown: str
) -> tuple[int, int] | None:
    """Find where a passage of the original stands in the anonymised text, half-open.

    Args:
        passage: its words.
        start: where it starts in the original.
        marks: the passages of the original that are hidden.
        placed: where their replacements stand, as ``align`` found them.
        shown: the anonymised text.

    Returns:
        The place close to where it should stand, or None: it is hidden or left out.
    """
    end = start + len(passage)
    if any(mark.start < end and start < mark.end for mark in marks):
        return None
    ends = {mark.key: mark.end for mark in marks}
    before = [mark for mark in placed if ends.get(mark.key, end) <= start]
    last = max(before, key=lambda mark: mark.end, default=None)
    expected = start if last is None else last.end + start - ends[last.key]
    # Blanks may have been tidied and parts left out since: the closest one is meant.
    spots = [match.start() for match in re.finditer(f"(?={re.escape(passage)})", shown)]
    if not spots or not passage:
        return None
    at = min(spots, key=lambda spot: abs(spot - expected))
    return at, at + len(passage)


def _overlapping(marks: list[Mark]) -> list[list[Mark]]:
    groups: list[list[Mark]] = []
    reach = -1
    for mark in sorted(marks, key=lambda m: (m.start, m.end)):
        if mark.start < reach:
            groups[-1].append(mark)
        else:
            groups.append([mark])
        reach = max(reach, mark.end)
    return groups
