"""Warnings about a person specification: what is allowed, but keeps good people out.

They advise and never refuse. This module knows nothing of files or of where a warning is shown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from edi_shortlist.recruitment.criteria import Criterion, CriterionKind
from edi_shortlist.recruitment.wording import Wording, WordList

MOST_ESSENTIALS = 10


class WarningKind(StrEnum):
    """What a warning is about. ``NO_WORD_LIST`` says that wording could not be looked at."""

    TOO_MANY_ESSENTIALS = "too-many-essentials"
    NO_MINIMUM = "no-minimum"
    ASSESSED_NOWHERE = "assessed-nowhere"
    NOT_ON_PAPER = "not-on-paper"
    EXCLUDES = "excludes"
    NO_WORD_LIST = "no-word-list"


@dataclass(frozen=True)
class SpecificationWarning:
    """One thing worth another look.

    Attributes:
        criterion: the id of the criterion, or None where it is about all of them.
        finding: a sentence on what was found.
        advice: why it matters and what to do, for whoever writes the specification.
    """

    criterion: str | None
    kind: WarningKind
    finding: str
    advice: str

    @property
    def sentence(self) -> str:
        """All that it says."""
        return f"{self.finding} {self.advice}"


def specification_warnings(
    criteria: Sequence[Criterion], words: WordList
) -> tuple[SpecificationWarning, ...]:
    """Return what is worth another look: about the whole first, then by criterion, in order.

    Args:
        criteria: those of a vacancy, or as far as they are typed; they need not be valid.
        words: the wording to look for.
    """
    return (*_about_the_whole(criteria), *(w for c in criteria for w in _about(c, words)))


def _about_the_whole(criteria: Sequence[Criterion]) -> Iterator[SpecificationWarning]:
    essential = [one for one in criteria if one.kind is CriterionKind.ESSENTIAL]
    if len(essential) > MOST_ESSENTIALS:
        yield SpecificationWarning(
            None,
            WarningKind.TOO_MANY_ESSENTIALS,
            f"There are {len(essential)} essential criteria.",
            f"With more than {MOST_ESSENTIALS}, few people meet every one. Make desirable what can "
            "be learned in the post.",
        )
    if criteria and not any(one.at_application for one in essential):
        yield SpecificationWarning(
            None,
            WarningKind.NO_MINIMUM,
            "No essential criterion is assessed at application.",
            "Every candidate meets the minimum, and every declared candidate is guaranteed an "
            "interview.",
        )


def _about(criterion: Criterion, words: WordList) -> Iterator[SpecificationWarning]:
    essential = criterion.kind is CriterionKind.ESSENTIAL
    if essential and not criterion.assessed_at:
        yield SpecificationWarning(
            criterion.id,
            WarningKind.ASSESSED_NOWHERE,
            f"{criterion.id} is essential but assessed nowhere.",
            "Nobody can show it. Say at which stage it is assessed.",
        )
    if essential and criterion.at_application:
        yield from _worded(criterion, WarningKind.NOT_ON_PAPER, words.not_on_paper)
    yield from _worded(criterion, WarningKind.EXCLUDES, words.excludes)


def _worded(
    criterion: Criterion, kind: WarningKind, wordings: Sequence[Wording]
) -> Iterator[SpecificationWarning]:
    """Yield a warning for each wording that the criterion or its guide holds."""
    guide = "\n\n".join(criterion.guide[level] for level in sorted(criterion.guide))
    for wording in wordings:
        for where, text in (
            (criterion.id, criterion.text),
            (f"The guide of {criterion.id}", guide),
        ):
            if found := wording.found_in(text):
                quoted = " and ".join(f"“{passage}”" for passage in found)
                yield SpecificationWarning(
                    criterion.id, kind, f"{where} says {quoted}.", _advice(wording)
                )


def _advice(wording: Wording) -> str:
    if not wording.characteristics:
        return f"{wording.why} {wording.instead}"
    named = " and ".join(wording.characteristics)
    return f"{wording.why} (Equality Act 2010: {named}.) {wording.instead}"
