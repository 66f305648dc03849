"""What the columns of a table in a person specification hold, by its heading or, without one, by
what stands in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from edi_shortlist.recruitment.criteria import CriterionKind
from edi_shortlist.recruitment.specification_found import Piece
from edi_shortlist.recruitment.specification_marks import Codes, number_of, read_assessment
from edi_shortlist.recruitment.specification_words import SpecificationWords, plain

# The cells of a row that are there, by column; what a merged cell covers is not.
Row = Mapping[int, Piece]
_KINDS = frozenset(kind.value for kind in CriterionKind)


@dataclass(frozen=True)
class Columns:
    """What each column of a table holds.

    Attributes:
        roles: ``essential``, ``desirable``, ``kind``, ``criterion``, ``assessed``, ``weight`` or
            ``number``, by column.
        stages: the stage of a column of ticks.
        width: how many columns the table has.
    """

    roles: Mapping[int, str] = field(default_factory=dict)
    stages: Mapping[int, str] = field(default_factory=dict)
    width: int = 0

    def of(self, role: str) -> int | None:
        """Return the first column of a role."""
        return next((at for at, one in sorted(self.roles.items()) if one == role), None)

    def is_unnamed(self, column: int) -> bool:
        """Say whether the heading says nothing of a column."""
        return column not in self.roles and column not in self.stages

    @property
    def kinds(self) -> dict[int, CriterionKind]:
        """The columns that are essential or desirable."""
        return {at: CriterionKind(one) for at, one in self.roles.items() if one in _KINDS}

    def assessed_beside(self, column: int) -> int | None:
        """Return the column on how a text in ``column`` is assessed: the next to the right, before
        another column of texts, or the only one there is."""
        assessed = sorted(at for at, one in self.roles.items() if one == "assessed")
        later = [at for at in assessed if at > column]
        others = [at for at in self.kinds if at > column]
        if later and (not others or later[0] < min(others) or len(assessed) == 1):
            return later[0]
        return assessed[-1] if assessed else None


def headed_columns(
    row: Row, width: int, before: Columns | None, words: SpecificationWords, codes: Codes
) -> Columns | None:
    """Return the columns that a row is the heading of, or None where it is no heading.

    Args:
        before: the columns as they are known; the row may be the second of their heading.
    """
    roles: dict[int, str] = {}
    stages: dict[int, str] = {}
    others = 0
    letters = {piece.text.strip() for piece in row.values()} >= {"E", "D"}
    for at, piece in row.items():
        said = piece.text.strip()
        if role := _role(said, letters, words):
            roles[at] = role
        elif said and (read := read_assessment(said, words, codes)):
            if len(read.stages) != 1:
                return None
            stages[at] = read.stages[0]
        elif said:
            others += 1
            if words.is_section(said):
                roles[at] = "criterion"
    named = set(roles.values())
    if before and len(stages) > 1 and not others and named <= {"assessed"}:
        return replace(before, stages={**before.stages, **stages})
    if others > 1 or not _is_heading(roles, stages, alone=not others):
        return None
    return Columns(roles, stages, width)


def _role(said: str, letters: bool, words: SpecificationWords) -> str | None:
    """Return the role of a column of that heading.

    Args:
        letters: whether E and D stand over columns of their own.
    """
    kinds = words.kinds_in(said)
    if len(kinds) == 1:
        return next(iter(kinds)).value
    if kinds or plain(said) in ("e d", "e or d"):
        return "kind"
    if letters and said in ("E", "D"):
        return "essential" if said == "E" else "desirable"
    return words.column(said)


def _is_heading(roles: Mapping[int, str], stages: Mapping[int, str], *, alone: bool) -> bool:
    """Say whether the cells of a row, taken as headings, are those of a specification.

    Args:
        alone: whether no other cell says anything.
    """
    named = set(roles.values())
    kinds = named & {*_KINDS, "kind"}
    if kinds and alone and len(roles) == 1 and not stages:
        return min(roles) > 0  # on the left it is what the rows below come under
    if len(roles) + len(stages) < 2:
        return False
    return (
        "kind" in named
        or len(kinds) > 1
        or {"criterion", "assessed"} <= named
        or (bool(kinds) and bool(named - kinds) and not stages)
        or (len(stages) > 1 and bool(kinds or "criterion" in named))
    )


def guessed_columns(
    filled: Row, kind_known: bool, width: int, words: SpecificationWords, codes: Codes
) -> Columns | None:
    """Return what the columns of a table without a heading seem to hold, if its rows are criteria.

    Args:
        filled: the cells of a row that hold something.
        kind_known: whether what stands above says that criteria follow; else only a number such as
            E1 does.
    """
    roles: dict[int, str] = {}
    texts: dict[int, int] = {}
    for at, piece in filled.items():
        number = number_of(piece.text)
        if number is not None:
            roles[at] = "number" if at == min(filled) else "weight"
            kind_known = kind_known or number[1] is not None
        elif read_assessment(piece.text, words, codes):
            roles[at] = "assessed"
        else:
            texts[at] = len(piece.text)
    if not texts or not kind_known:
        return None
    roles[max(texts, key=lambda at: texts[at])] = "criterion"
    return Columns(roles, width=width)
