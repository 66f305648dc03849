"""Finds where a passage of what the panel would read stands in the original.

A reviewer hides passages of the original, and offsets into it do not move as decisions change.
"""

import re
from collections.abc import Iterator, Sequence

from edi_shortlist.documents.model import Document
from edi_shortlist.redaction.span import Span
from edi_shortlist.workflow.withholding import left_out

# What stands in place of something hidden; an original may have such brackets of its own.
_BRACKETED = re.compile(r"\[[^\[\]\n]{1,40}\]")

_Place = tuple[int, int]


def traced(
    original: Document, shown: str, hidden: Sequence[Span], start: int, end: int
) -> _Place | None:
    """Return where a passage stands in the original, half-open, or None if that is not certain.

    What is shown stands in the order of the original, so the third "Khan" that the panel would
    read is the third in the original that is neither hidden nor left out.

    Args:
        original: the document as it was read.
        shown: the text as the panel would read it.
        hidden: what is hidden of the original, in its offsets.
        start, end: the passage, in characters of ``shown``; it touches no replacement.
    """
    passage = shown[start:end]
    if not passage:
        return None
    before = list(_occurrences(passage, shown, []))
    gone = [(span.start, span.end) for span in hidden] + left_out(original)
    after = list(_occurrences(passage, original.text, gone))
    if len(before) != len(after) or (start, end) not in before:
        return after[0] if len(after) == 1 else None
    return after[before.index((start, end))]


def _occurrences(passage: str, text: str, gone: Sequence[_Place]) -> Iterator[_Place]:
    """Yield where a passage stands in a text, outside brackets and what is gone."""
    out = [*gone, *(match.span() for match in _BRACKETED.finditer(text))]
    # Looking ahead finds those that overlap as well: a passage may begin anywhere.
    for match in re.finditer(f"(?={re.escape(passage)})", text):
        start, end = match.start(), match.start() + len(passage)
        if not any(start < to and at < end for at, to in out):
            yield start, end
