"""What is read out of a person specification, piece by piece, and what was in doubt."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from edi_shortlist.recruitment.criteria import CriterionKind
from edi_shortlist.recruitment.specification_marks import Line


@dataclass(frozen=True)
class Piece:
    """A paragraph, heading, item of a list or cell of a document.

    Attributes:
        index: its place among the document's pieces.
        heading: whether it is a heading.
        listed: whether it is an item of a list.
        table: the number of the table it stands in, or None.
        cell: its row and column there, each from 0.
        paged: whether its line breaks may be those of a page.
    """

    index: int
    text: str
    heading: bool = False
    listed: bool = False
    table: int | None = None
    cell: tuple[int, int] | None = None
    paged: bool = False


@dataclass
class Context:
    """What the passages so far say of those that follow.

    Attributes:
        holds_kinds: whether the section holds lists of both kinds.
        listed: whether the document has lists, so that a sentence in none is hardly a criterion.
    """

    kind: CriterionKind | None = None
    section: str = ""
    holds_kinds: bool = False
    listed: bool = False


@dataclass(frozen=True)
class FoundCriterion:
    """A criterion as it was read.

    Attributes:
        stages: where it is assessed.
        weight: the weight written beside it; 1 where there is none.
        section: the group it stands in, such as ``Experience``, or empty.
        number: the number it has there, such as ``E1``, or empty.
        piece: which of the document's pieces it was read from.
        doubts: a sentence for each thing that was assumed.
    """

    text: str
    kind: CriterionKind
    stages: tuple[str, ...]
    weight: Fraction
    section: str
    number: str
    piece: int
    doubts: tuple[str, ...] = ()

    def going_on_with(self, text: str) -> "FoundCriterion":
        """Return the criterion with the rest of its text."""
        return replace(self, text=f"{self.text} {text}")


def settled(
    line: Line,
    piece: int,
    context: Context,
    *,
    kind: CriterionKind | None = None,
    stages: tuple[str, ...] = (),
    weight: Fraction | None = None,
    doubts: Sequence[str] = (),
) -> FoundCriterion:
    """Return the criterion of a line, with a doubt for all that nothing says.

    Args:
        kind, stages, weight: what the columns say; where they say nothing, the line's own marks
            count, then what stands above it.
    """
    said = list(doubts)
    kind = kind or line.kind or context.kind
    if kind is None:
        kind = CriterionKind.ESSENTIAL
        said.append("Nothing says whether it is essential or desirable; essential is assumed.")
    stages = line.assessment.stages or stages
    if not stages:
        stages = ("application",)
        said.append("Nothing says how it is assessed; application is assumed.")
    return FoundCriterion(
        line.text,
        kind,
        stages,
        Fraction(1) if weight is None else weight,
        context.section,
        line.number,
        piece,
        tuple(said),
    )
