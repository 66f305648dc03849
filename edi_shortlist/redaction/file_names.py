"""Finds names in the names of files that a paper mentions or bears in its footer: CV_Okafor_2024.docx.

Of an applicant who is known, the known identity is found there as well; this is for everybody
else, and for what the form did not say.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from edi_shortlist.redaction import lexicon, names
from edi_shortlist.redaction.context import Context
from edi_shortlist.redaction.folding import fold
from edi_shortlist.redaction.span import Label, Span

# Files that people send with an application; tables and archives are mostly work.
_FILE = re.compile(
    r"(?<![\w/\\])(?P<stem>[^\W_][\w'’()+&-]{2,100}?(?:\.[\w'’()+&-]{1,40}?){0,3})"
    r"\.(?:docx?|odt|rtf|pdf|pages|jpe?g|png|heic|tiff?)\b",
    re.IGNORECASE,
)
# A part between underscores, hyphens, full stops and digits.
_PART = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Words run together: "HousingOfficer".
_HUMPS = re.compile(r"[^\W\d_](?:[^\W\d_A-Z]+|[A-Z]*(?![a-z]))")
_GAP = re.compile(r"[_.-]|\s")
_SHORTEST = 4
_ABBREVIATION = 5  # capitals; that many may be a department, a post or a council
_SCORE = 0.75
_REASON = "A part of a file's name that says whose it is."


class FileNameRecogniser:
    """Names of people in names of files."""

    name = "file-names"

    def find(self, context: Context) -> Iterable[Span]:
        """Return a span for each name in the name of a file, without what else stands there."""
        for file in _FILE.finditer(context.text):
            for start, end in _names_in(context.text, *file.span("stem")):
                yield Span(start, end, Label.NAME, _SCORE, self.name, reason=_REASON)


def _names_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Half-open ranges of parts that are no words, with the initials and given names beside them."""
    parts = [found.span() for found in _PART.finditer(text, start, end)]
    strange = [_is_strange(text[first:last]) for first, last in parts]
    at = 0
    while at < len(parts):
        if not strange[at]:
            at += 1
            continue
        first = last = at
        while first and _joins(text, parts[first - 1], parts[first]):
            first -= 1
        while last + 1 < len(parts) and (
            strange[last + 1] or _joins(text, parts[last + 1], parts[last])
        ):
            last += 1
        yield parts[first][0], parts[last][1]
        at = last + 1


def _joins(text: str, part: tuple[int, int], beside: tuple[int, int]) -> bool:
    """Whether a part beside a name belongs to it: an initial, or a given name."""
    word = text[slice(*part)]
    between = text[min(part[1], beside[1]) : max(part[0], beside[0])]
    if not _GAP.fullmatch(between):
        return False
    if len(word) == 1:
        return not text[part[1] : part[1] + 1].isdecimal()  # "v7" is a version
    return fold(word) in names.families() and not _is_kind(word)


def _is_strange(part: str) -> bool:
    """Whether a part is neither a word, nor two words run together, nor letters that stand for
    something."""
    if len(part) < _SHORTEST or (part.isupper() and len(part) <= _ABBREVIATION):
        return False
    if _is_known(part):
        return False
    humps = _HUMPS.findall(part)
    return not (len(humps) > 1 and all(map(_is_known, humps)))


def _is_known(word: str) -> bool:
    folded = fold(word)
    return (
        _is_kind(word)
        or names.is_ordinary_word(word)
        or (folded.endswith("s") and folded[:-1] in lexicon.english_words())
        or all(piece and names.is_ordinary_word(piece) for piece in re.split(r"['’]", word))
    )


def _is_kind(word: str) -> bool:
    return fold(word) in _kinds()


@cache
def _kinds() -> frozenset[str]:
    """What names of files say besides whose they are, which HR may have edited."""
    return frozenset(map(fold, lexicon.words("file_names", "kinds")))
