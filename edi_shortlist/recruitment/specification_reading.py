"""A person specification understood: criteria with their kind, stages and weight, out of the
tables, headings and lists of a document.

It goes by layout and by words that HR may add to; it knows nothing of files. What it assumed
stands with each criterion, for a person to confirm.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from edi_shortlist.recruitment.specification_found import (
    Context,
    FoundCriterion,
    Piece,
    settled,
)
from edi_shortlist.recruitment.specification_marks import (
    Codes,
    Line,
    codes_of,
    is_key,
    joined_to_lead_ins,
    read_line,
    section_name,
)
from edi_shortlist.recruitment.specification_tables import TableReader
from edi_shortlist.recruitment.specification_words import SpecificationWords, plain

_NO_ITEM = "It is no item of a list; check that it is a criterion."
_LEAST_WORDS, _MOST_WORDS = 2, 70


@dataclass(frozen=True)
class SpecificationReading:
    """What was found in a document.

    Attributes:
        criteria: in reading order; perhaps none.
        repeated: how many stood there a second time and were left out.
    """

    criteria: tuple[FoundCriterion, ...]
    repeated: int = 0


def read_specification(pieces: Sequence[Piece], words: SpecificationWords) -> SpecificationReading:
    """Return the criteria of a document.

    Args:
        pieces: the document in reading order, without headers, footers and remarks.
        words: the words to go by.
    """
    codes = codes_of((piece.text for piece in pieces), words)
    starts = (at for at, one in enumerate(pieces) if one.table is None and words.is_start(one.text))
    start = next(starts, None)
    begun = pieces if start is None else pieces[start + 1 :]
    found = list(_criteria(begun, words, codes))
    if not found and start is not None:
        found = list(_criteria(pieces, words, codes))
    once = {(plain(one.text), one.kind): one for one in reversed(found)}
    kept = [one for one in found if once[plain(one.text), one.kind] is one]
    return SpecificationReading(tuple(kept), len(found) - len(kept))


def _criteria(
    pieces: Sequence[Piece], words: SpecificationWords, codes: Codes
) -> Iterator[FoundCriterion]:
    context = Context(listed=any(piece.listed for piece in pieces))
    tables = TableReader(words, codes)
    for table, group in groupby(pieces, key=lambda piece: piece.table):
        run = list(group)
        if table is not None:
            yield from tables.read(run, context)
        else:
            yield from _passages(run, words, codes, context, tables)


def _passages(
    pieces: Sequence[Piece],
    words: SpecificationWords,
    codes: Codes,
    context: Context,
    tables: TableReader,
) -> Iterator[FoundCriterion]:
    """Yield the criteria of text that stands in no table, list by list."""
    run: list[Piece] = []
    for piece in pieces:
        if not piece.text.strip():
            continue
        heads = _Heading.of(piece, words)
        if heads is None:
            run.append(piece)
            continue
        yield from _list(run, words, codes, context)
        heads.change(context, follows=not run)
        run = []
        tables.forget_columns()
    yield from _list(run, words, codes, context)


@dataclass(frozen=True)
class _Heading:
    """A line that says what the lines below it are."""

    context: Context
    keeps_kind: bool = False

    def change(self, context: Context, *, follows: bool) -> None:
        """Let what follows come under it.

        Args:
            follows: whether it stands right below another heading. A kind right below a section is
                within that section, and so are those after it.
        """
        within = self.context.kind and not self.context.section and bool(context.section)
        if within and (follows or context.holds_kinds):
            context.kind, context.holds_kinds = self.context.kind, True
            return
        if not self.keeps_kind:
            context.kind = self.context.kind
        context.section, context.holds_kinds = self.context.section, False

    @classmethod
    def of(cls, piece: Piece, words: SpecificationWords) -> "_Heading | None":
        """Return what a piece heads, or None where it is no heading."""
        text = piece.text.strip()
        if piece.listed:
            return None
        if kind := words.kind_of_line(text):
            said = plain(text)
            rest = next(
                (one for one in sorted(words.sections, key=len, reverse=True) if one in said), ""
            )
            return cls(Context(kind, rest.capitalize()))
        if words.is_section(text):
            return cls(Context(None, section_name(text)), keeps_kind=True)
        if words.is_stop(text) and (piece.heading or text.endswith(":")):
            return cls(Context())
        if piece.heading:
            return cls(Context(None, section_name(text)), keeps_kind=True)
        return None


def _list(
    pieces: Sequence[Piece], words: SpecificationWords, codes: Codes, context: Context
) -> Iterator[FoundCriterion]:
    """Yield the criteria among the paragraphs and items that stand below one heading."""
    lines: list[tuple[Piece, Line]] = []
    for piece in pieces:
        if is_key(piece.text, words):
            continue
        for passage in piece.text.split("\n"):
            line = read_line(passage, words, codes)
            line.listed = line.listed or piece.listed
            if line.text and not words.says_nothing(line.text):
                lines.append((piece, line))
    origin = {id(line): piece for piece, line in lines}
    marked = any(line.listed or line.assessment.stages or line.kind for _, line in lines)
    for line in joined_to_lead_ins([line for _, line in lines], words):
        own = line.listed or bool(line.assessment.stages) or line.kind is not None
        if (context.kind is None and line.kind is None) or (marked and not own):
            continue
        sentence = context.listed and line.text.endswith(".")
        length = len(line.text.split())
        if not own and (sentence or not _LEAST_WORDS <= length <= _MOST_WORDS):
            continue
        yield settled(line, origin[id(line)].index, context, doubts=() if own else (_NO_ITEM,))
