"""Resolves overlapping spans by one rule.

The rule: **nothing that any recogniser hid is uncovered, and each character belongs to the
surest span.** Spans are ranked by score, then by length, then by position; a lower span is cut
to what the higher ones leave of it, and a rest without a letter or digit is dropped.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from edi_shortlist.redaction.span import Span

_WORDLIKE = re.compile(r"\w")


def resolve(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return spans that do not overlap, by position.

    Args:
        text: the document's text; spans hold offsets into it, half-open.
        spans: candidates in any order.

    Every letter and digit covered by a span given is covered by one returned.
    """
    owner: list[int] = [-1] * len(text)
    ranked = sorted(
        set(spans), key=lambda s: (-s.score, s.start - s.end, s.start, s.label, s.source)
    )
    for rank, span in enumerate(ranked):
        for at in range(span.start, min(span.end, len(text))):
            if owner[at] < 0:
                owner[at] = rank
    resolved: list[Span] = []
    at = 0
    while at < len(text):
        rank = owner[at]
        end = at + 1
        while end < len(text) and owner[end] == rank:
            end += 1
        if rank >= 0:
            piece = text[at:end]
            start = at + len(piece) - len(piece.lstrip())
            stop = at + len(piece.rstrip())
            if start < stop and _WORDLIKE.search(text[start:stop]):
                resolved.append(replace(ranked[rank], start=start, end=stop))
        at = end
    return resolved
