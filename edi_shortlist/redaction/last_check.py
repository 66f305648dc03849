"""The last check before release: what in a text that a panel would read may still identify an
applicant, most dangerous first.

It reads the anonymised text alone. It must not know workspaces, and what it returns never quotes
the text, since its findings may be kept on the blind side.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from edi_shortlist.redaction import lexicon, names
from edi_shortlist.redaction.context import Context
from edi_shortlist.redaction.folding import fold
from edi_shortlist.redaction.identity import PARTICLES, Identity
from edi_shortlist.redaction.known_identity import KnownIdentityRecogniser
from edi_shortlist.redaction.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

# What stands in place of something hidden.
_REPLACED = re.compile(r"\[[^\[\]\n]{1,40}\]")
_CAPITALISED = re.compile(r"(?<![\w'’.@/-])[^\W\d_a-z][^\W\d_]*[a-zà-ÿ][^\W\d_]*(?![\w@/])")
# Behind these a capital letter says nothing.
_OPENS = re.compile(r"(?:^|[.!?:•●▪|\t\n]|[-–—*]|\d[.)])[ \t\"“'‘(]*$")
_SHORTEST_INSIDE, _SHORTEST_RARE = 5, 3

_OTHERS, _INSIDE, _RARE = 0.97, 0.85, 0.1


class Kind(StrEnum):
    """Why a passage is listed."""

    OWN_IDENTITY = "own identity"
    OTHER_APPLICANT = "other applicant"
    UNCERTAIN = "uncertain"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True)
class Concern:
    """A passage of the text that a reviewer should look at before release.

    Attributes:
        start, end: offsets in characters of the text examined, half-open.
        kind: why it is listed.
        danger: 0 to 1; 1 is surely a trace of somebody's identity.
        reason: a sentence for the reviewer, without the text itself.
    """

    start: int
    end: int
    kind: Kind
    danger: float
    reason: str


class OtherApplicants:
    """The names and addresses of the applicants of a vacancy, to be met in a text of another."""

    def __init__(self, identities: Iterable[Identity]) -> None:
        self._pairs: dict[tuple[str, str], set[Identity]] = {}
        self._emails: dict[str, set[Identity]] = {}
        for identity in identities:
            parts = [p for p in map(fold, identity.name_parts) if p not in PARTICLES]
            if len(parts) > 1:
                for pair in ((parts[0], parts[-1]), (parts[-1], parts[0])):
                    self._pairs.setdefault(pair, set()).add(identity)
            if "@" in identity.email:
                self._emails.setdefault(fold(identity.email), set()).add(identity)

    def find(self, context: Context) -> Iterator[Concern]:
        """Yield a concern for each full name or e-mail address of somebody but the applicant."""
        folded, own = context.folded, context.identity
        tokens = list(re.finditer(r"[^\W\d_]+(?:['-][^\W\d_]+)*", folded.text))
        for first, second in itertools.pairwise(tokens):
            owners = self._pairs.get((first[0], second[0]), set())
            between = folded.text[first.end() : second.start()]
            if not (owners - {own} and re.fullmatch(r"[\s,._]+", between)):
                continue
            # Two ordinary words that nobody wrote as a name are none: "bill, will".
            capitals = context.text[folded.offsets[first.start()]].isupper()
            if capitals or not all(map(names.is_ordinary_word, (first[0], second[0]))):
                yield self._concern(context, first.start(), second.end(), "name")
        for match in re.finditer(r"[^\s<>(),;:]+@[^\s<>(),;:]*[^\s<>(),;:.]", folded.text):
            if self._emails.get(match[0], set()) - {own}:
                yield self._concern(context, *match.span(), "e-mail address")

    @staticmethod
    def _concern(context: Context, start: int, end: int, what: str) -> Concern:
        first, last = context.folded.original(start, end)
        reason = f"Another applicant of this vacancy has this {what}."
        return Concern(first, last, Kind.OTHER_APPLICANT, _OTHERS, reason)


def concerns(
    text: str,
    doc: "Doc",
    identity: Identity,
    others: OtherApplicants,
    uncertain: Sequence[Span] = (),
) -> list[Concern]:
    """List what may still identify an applicant, most dangerous first.

    Args:
        text: a document as the panel would read it.
        doc: the same text as tokens.
        identity: what is known of the applicant; may be empty.
        others: the applicants of the same vacancy.
        uncertain: passages that the pipeline nearly hid (``Redactor.uncertain``).

    Returns:
        concerns that do not overlap; of those that would, the most dangerous.
    """
    context = Context(text, identity, doc)
    replaced = [match.span() for match in _REPLACED.finditer(text)]
    found = [
        *_own_identity(context),
        *others.find(context),
        *(
            Concern(s.start, s.end, Kind.UNCERTAIN, min(s.score, 0.9), f"Nearly hidden. {s.reason}")
            for s in uncertain
        ),
        *_unexplained(context),
    ]
    listed: list[Concern] = []
    taken = bytearray(len(text))
    for start, end in replaced:
        taken[start:end] = b"\1" * (end - start)
    for one in sorted(found, key=lambda c: (-c.danger, c.start, -c.end)):
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
            listed.append(one)
    return listed


def _own_identity(context: Context) -> Iterator[Concern]:
    """What is known of the applicant: as the recogniser finds it, and inside longer words."""
    for span in KnownIdentityRecogniser().find(context):
        yield Concern(span.start, span.end, Kind.OWN_IDENTITY, span.score, span.reason)
    parts = {fold(part) for part in context.identity.significant_parts}
    for part in sorted(p for p in parts if len(p) >= _SHORTEST_INSIDE):
        if names.is_ordinary_word(part):
            continue
        for match in re.finditer(re.escape(part), context.folded.text):
            first, last = context.folded.original(*match.span())
            reason = "Part of the applicant's name inside a longer word."
            yield Concern(first, last, Kind.OWN_IDENTITY, _INSIDE, reason)


def _unexplained(context: Context) -> Iterator[Concern]:
    """Capitalised rare words that no rule explains, each once, where a capital says something."""
    seen: set[str] = set()
    for match in _CAPITALISED.finditer(context.text):
        word, start = fold(match[0]), match.start()
        if len(word) < _SHORTEST_RARE or word in seen:
            continue
        if _OPENS.search(context.text[max(0, start - 6) : start]) or _is_explained(context, match):
            continue
        seen.add(word)
        reason = "A rare word with a capital letter: a name, a place or an employer."
        yield Concern(start, match.end(), Kind.UNEXPLAINED, _RARE, reason)


def _is_explained(context: Context, match: re.Match[str]) -> bool:
    word = fold(match[0])
    return (
        names.is_ordinary_word(word)
        or (word.endswith("s") and word[:-1] in lexicon.english_words())
        or names.belongs_to_something_else(context.text, *match.span())
    )
