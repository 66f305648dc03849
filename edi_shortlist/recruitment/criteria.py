"""The lines of a person specification and the scale that they are scored on, each read from a
table of a ``vacancy.toml`` and checked by itself. It knows nothing of the vacancy around them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any

from edi_shortlist.recruitment.fields import Fields, repeated
from edi_shortlist.recruitment.toml_text import plain_number

# Where a person specification may say that a criterion is assessed.
STAGES = (
    "application",
    "test",
    "presentation",
    "interview",
    "documents",
    "certificate",
    "references",
)
# What the lowest level of a scale may be scored.
FIRST_SCORES = (0, 1)


class CriterionKind(StrEnum):
    """Whether a candidate must meet the criterion."""

    ESSENTIAL = "essential"
    DESIRABLE = "desirable"


@dataclass(frozen=True)
class Scale:
    """The levels a panellist chooses from, lowest first, each scored one more than the last.

    Wherever a score stands (stored, typed, in a file, in a guide, as the pass level) it is the
    one that people see: 0 to 4, or 1 to 7.

    Attributes:
        levels: their names.
        pass_level: the lowest score that meets a criterion.
        first: what the lowest level is scored: 0 or 1.
    """

    levels: tuple[str, ...] = ("No evidence", "Limited", "Meets", "Exceeds", "Outstanding")
    pass_level: int = 2
    first: int = 0

    @property
    def scores(self) -> range:
        """The scores, lowest first; what is ``in`` it is on the scale."""
        return range(self.first, self.first + len(self.levels))

    @property
    def highest(self) -> int:
        """The score of the last level."""
        return self.first + len(self.levels) - 1

    @property
    def span(self) -> str:
        """The scores in words: ``0 to 4``."""
        return f"{self.first} to {self.highest}"

    def name(self, score: int) -> str:
        """Return what the level of a score is called.

        Raises:
            KeyError: the score is not on the scale.
        """
        if score not in self.scores:
            raise KeyError(score)
        return self.levels[score - self.first]

    def to_dict(self) -> dict[str, Any]:
        """Return the mapping of a ``[scale]`` table."""
        mapping: dict[str, Any] = {"levels": list(self.levels), "pass": self.pass_level}
        if self.first:
            mapping["first"] = self.first
        return mapping


@dataclass(frozen=True)
class Criterion:
    """One line of the person specification.

    Attributes:
        id: short name, say ``E1``; unique within the vacancy.
        assessed_at: stages out of ``STAGES``; only ``application`` is scored at the sift.
        weight: a positive exact number; whatever ``Fraction`` accepts may be given.
        guide: what a level looks like, by its score.
        questions: the questions of the form whose answers are scored on it, as ``Q1``, or
            ``statement``; empty where it is scored on the whole application.
    """

    id: str
    kind: CriterionKind
    text: str
    assessed_at: tuple[str, ...] = ("application",)
    weight: Fraction | int = 1
    guide: Mapping[int, str] = field(default_factory=dict, hash=False)
    questions: tuple[str, ...] = ()

    @property
    def at_application(self) -> bool:
        """Whether panellists score it on the application."""
        return "application" in self.assessed_at

    def to_dict(self) -> dict[str, Any]:
        """Return the mapping of a ``[[criteria]]`` table."""
        row: dict[str, Any] = {
            "id": self.id,
            "kind": self.kind.value,
            "text": self.text,
            "assessed_at": list(self.assessed_at),
            "weight": plain_number(Fraction(self.weight)),
        }
        if self.questions:
            row["questions"] = list(self.questions)
        if self.guide:
            row["guide"] = {str(score): self.guide[score] for score in sorted(self.guide)}
        return row


def read_scale(fields: Fields | None) -> Scale:
    """Read the keys of a ``[scale]`` table, or take the usual scale where there is none; what goes
    wrong is added to the problems of ``fields``."""
    if fields is None:
        return Scale()
    scale = Scale(fields.texts("levels"), fields.whole("pass"), fields.whole("first", 0))
    fields.refuse_unknown()
    return scale


def read_criterion(fields: Fields) -> Criterion:
    """Read the keys of a ``[[criteria]]`` table; what goes wrong is added to the problems of
    ``fields``."""
    criterion = Criterion(
        id=fields.text("id"),
        kind=fields.choice("kind", CriterionKind),
        text=fields.text("text"),
        assessed_at=fields.texts("assessed_at", ("application",)),
        weight=fields.fraction("weight", 1),
        guide=fields.numbered_texts("guide"),
        questions=fields.texts("questions", ()),
    )
    fields.refuse_unknown()
    return criterion


def scale_problems(scale: Scale) -> list[str]:
    """Return a sentence for each rule that a scale breaks."""
    found = []
    if scale.first not in FIRST_SCORES:
        found.append(f"'scale.first' must be 0 or 1, not {scale.first}.")
    if len(scale.levels) < 2:
        found.append("'scale.levels' must name two levels or more, lowest first.")
    elif scale.pass_level not in scale.scores:
        found.append(f"'scale.pass' must be a level from {scale.span}, not {scale.pass_level}.")
    if not all(level.strip() for level in scale.levels):
        found.append("'scale.levels' must not hold an empty name.")
    return found + repeated("scale.levels", scale.levels, "", str.casefold)


def criterion_problems(where: str, criterion: Criterion, scale: Scale) -> list[str]:
    """Return a sentence for each rule that a criterion breaks.

    Args:
        where: the table that it is read from, as the sentences call it.
    """
    found = []
    for key in ("id", "text"):
        if not getattr(criterion, key).strip():
            found.append(f"'{where}.{key}' must not be empty.")
    if criterion.weight <= 0:
        found.append(f"'{where}.weight' must be more than 0.")
    if not criterion.assessed_at:
        found.append(f"'{where}.assessed_at' must name one stage or more.")
    for stage in criterion.assessed_at:
        if stage not in STAGES:
            found.append(
                f"'{where}.assessed_at' holds \"{stage}\"; stages are {', '.join(STAGES)}."
            )
    if not all(question.strip() for question in criterion.questions):
        found.append(f"'{where}.questions' must not hold an empty name.")
    if criterion.questions and not criterion.at_application:
        found.append(
            f"'{where}.questions' names questions of the form, but the criterion is not assessed "
            "at application."
        )
    found += repeated(f"{where}.questions", criterion.questions, "", str.casefold)
    for level in sorted(criterion.guide):
        if level not in scale.scores:
            found.append(f"'{where}.guide.{level}' is not a level of the scale.")
    return found
