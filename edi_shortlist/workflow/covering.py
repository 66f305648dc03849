"""Covering passages of what the panel reads, after release.

From release on no character of an anonymised document moves: a passage is covered by as many
characters as it had. So the places of marked evidence, of reports, and of packs that are out stay
true, whatever is hidden or shown again. It reads anonymised text alone.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from edi_shortlist.documents.model import Document
from edi_shortlist.redaction.folding import fold, fold_with_offsets

#: What stands in the place of a passage that waits for HR's decision.
HIDDEN = "[hidden on report]"
# Where the words do not fit the place, the longest of these that does stands there.
_SHORTER = ("[hidden]", "[…]", "…")
#: Fills what is left of the place: U+200B, which takes no room on the page.
FILL = "\u200b"

_WORD = re.compile(r"\w+")
# A replacement, with what fills its place.
_BRACKETED = re.compile(rf"\[[^\[\]\n]{{1,40}}\]{FILL}*")
# A passage of shorter words alone ("in the") stands everywhere and tells nobody who it is.
_TELLING = re.compile(r"[^\W\d_]{4,}|\d{2,}")


@dataclass(frozen=True)
class Cover:
    """A passage to be covered, half-open, and the words that stand for it."""

    start: int
    end: int
    words: str = HIDDEN


def covered(document: Document, covers: Iterable[Cover]) -> Document:
    """Return the document with passages covered; its text stays as long as it is.

    Where two overlap, the words of the one that begins first stand for both.
    """
    settled = list(_settled(covers))
    texts = []
    for start, end, block in document.placed_blocks():
        pieces, at = [], start
        for cover in settled:
            first, last = max(cover.start, start), min(cover.end, end)
            if first < last:
                pieces += [document.text[at:first], _filled(cover.words, last - first)]
                at = last
        pieces.append(document.text[at:end])
        texts.append("".join(pieces) if len(pieces) > 1 else block.text)
    return document.with_texts(texts)


def passage(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the passage that a selection means, half-open: whole words, and whole what was put in
    place of something; None where nothing readable is in it."""
    start, end = max(start, 0), min(end, len(text))
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end = start + len(text[start:end].rstrip())
    if start >= end:
        return None
    for pattern in (_WORD, _BRACKETED):
        for whole in pattern.finditer(text):
            if whole.start() < end and start < whole.end():
                start, end = min(start, whole.start()), max(end, whole.end())
    return (start, end) if _WORD.search(_BRACKETED.sub("", text[start:end])) else None


def again(text: str, words: str) -> list[tuple[int, int]]:
    """Return where a passage stands in a text, half-open, whatever its case and spacing.

    A passage without one telling word, of four letters or two digits, is not looked for.
    """
    wanted = fold(words).split()
    if not _TELLING.search(fold(_BRACKETED.sub("", words))):
        return []
    before = r"(?<!\w)" if _WORD.match(wanted[0]) else ""
    after = r"(?!\w)" if _WORD.match(wanted[-1][-1]) else ""
    pattern = re.compile(before + r"\s+".join(map(re.escape, wanted)) + after)
    folded = fold_with_offsets(text)
    return [folded.original(*found.span()) for found in pattern.finditer(folded.text)]


def _settled(covers: Iterable[Cover]) -> Iterator[Cover]:
    """Yield covers that do not overlap, in order, over the same characters."""
    last: Cover | None = None
    for cover in sorted(covers, key=lambda one: (one.start, -one.end)):
        if last is not None and cover.start < last.end:
            last = Cover(last.start, max(last.end, cover.end), last.words)
            continue
        if last is not None:
            yield last
        last = cover
    if last is not None:
        yield last


def _filled(words: str, length: int) -> str:
    """Return words that fill a place, or shorter ones; none where none stand for it."""
    fitting: Sequence[str] = [one for one in (words, *_SHORTER) if len(one) <= length]
    return fitting[0].ljust(length, FILL)
