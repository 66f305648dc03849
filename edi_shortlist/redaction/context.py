"""What every recogniser is given: the text, its lines and sections, what is known of the
applicant, and the tokens of the spaCy pipeline. Recognisers share nothing else.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from edi_shortlist.redaction import sections
from edi_shortlist.redaction.folding import Folded, fold_with_offsets
from edi_shortlist.redaction.identity import Identity
from edi_shortlist.redaction.sections import Line, Section
from edi_shortlist.redaction.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_FIRST_PERSON = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|my|me|myself)\b")
_THIRD_PERSON = re.compile(r"\b(?:he|she|him|her|his|hers|himself|herself)\b", re.IGNORECASE)
_REFERENCE = re.compile(
    r"\b(?:to whom it may concern|reference (?:for|request)|employment reference|"
    r"in what capacity|how (?:long|do you know)|known (?:him|her|them) (?:for|since)|"
    r"(?:his|her|their) line manager|would (?:re-?employ|recommend))\b",
    re.IGNORECASE,
)


_WORD = re.compile(r"[^\W\d_]{2,}")
# A text of fewer words is no witness of how its writer uses capitals, and of so few capitals none.
_WORDS_ENOUGH, _FEW_CAPITALS = 20, 0.05

#: Characters to either side in which what a line says of a passage is looked for. No line of a form
#: is longer; in a statement of a thousand lines without a break nothing would come to an end.
REACH = 2000


@dataclass(frozen=True)
class Context:
    """One document under examination.

    Attributes:
        text: the document's text; all offsets are characters of it, half-open.
        identity: what is known of the applicant; may be empty.
        doc: the text as the spaCy pipeline saw it, with ``doc.spans["tagged"]``.
    """

    text: str
    identity: Identity
    doc: "Doc"

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the text."""
        return sections.lines_of(self.text)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections found by their headings, in order; they cover the whole text."""
        return sections.sections_of(self.text, self.lines)

    @cached_property
    def _section_starts(self) -> list[int]:
        return [section.start for section in self.sections]

    @cached_property
    def folded(self) -> Folded:
        """The text without case and accents, with the way back."""
        return fold_with_offsets(self.text)

    @cached_property
    def is_about_the_applicant(self) -> bool:
        """Whether somebody else writes of the applicant: a reference, a third-person profile."""
        if _REFERENCE.search(self.text):
            return True
        first = len(_FIRST_PERSON.findall(self.text))
        third = len(_THIRD_PERSON.findall(self.text))
        return third >= 4 and third > 3 * first

    @cached_property
    def is_in_lower_case(self) -> bool:
        """Whether the writer leaves capitals out, so that a small letter says nothing of a word."""
        words = _WORD.findall(self.text)
        capitals = sum(word[0].isupper() and word[1:].islower() for word in words)
        return len(words) >= _WORDS_ENOUGH and capitals <= _FEW_CAPITALS * len(words)

    def section_at(self, offset: int) -> Section:
        """Return the section that holds the character at ``offset``."""
        at = bisect_right(self._section_starts, offset)
        return self.sections[max(0, at - 1)]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def lines_after(self, offset: int, most: int) -> tuple[Line, ...]:
        """Return the lines that begin behind ``offset``, in order and ``most`` of them."""
        at = bisect_right(self._line_starts, offset)
        return self.lines[at : at + most]

    def line_at(self, offset: int) -> Line:
        """Return the line that holds the character at ``offset``; of a long one what stands within
        ``REACH`` characters of it."""
        low, high = max(0, offset - REACH), min(len(self.text), offset + REACH)
        start = self.text.rfind("\n", low, offset) + 1 or low
        end = self.text.find("\n", offset, high)
        end = high if end < 0 else end
        return Line(start, end, self.text[start:end])


class Recogniser(Protocol):
    """One way of finding what must be hidden."""

    name: str

    def find(self, context: Context) -> Iterable[Span]:
        """Return spans in any order; they may overlap."""
        ...
