"""Resolves overlapping spans by one rule.

The rule: **nothing that any recogniser hid is uncovered, and each character belongs to the
surest span.** Spans of one label that overlap are one span, with the score, source and reason
of the surest. Then spans are ranked by score, by length and by position; a lower span is cut to
what the higher ones leave of it, and a rest without a letter or digit is dropped.
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
    joined = _joined(spans)
    owner: list[int] = [-1] * len(text)
    ranked = sorted(joined, key=_surest_first)
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


def _surest_first(span: Span) -> tuple[float, int, int, str, str, str]:
    return (-span.score, span.start - span.end, span.start, span.label, span.source, span.reason)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Make one span of those of one label that overlap."""
    joined: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s.label, s.start, -s.end, *_surest_first(s))):
        last = joined[-1] if joined else None
        if last and last.label is span.label and span.start < last.end:
            surest = min(last, span, key=_surest_first)
            joined[-1] = replace(surest, start=last.start, end=max(last.end, span.end))
        else:
            joined.append(span)
    return joined
