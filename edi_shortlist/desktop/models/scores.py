"""The candidates in the order in which one panellist reads them, with how far that is with each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from edi_shortlist.desktop.models.rows import Column, RowsModel

Scores = dict[tuple[str, str], tuple[int, str]]


@dataclass(frozen=True)
class ScoredCandidate:
    """How many of the criteria one panellist has scored for a candidate.

    Attributes:
        aside: put aside, to come back to it.
    """

    candidate: str
    scored: int
    of: int
    aside: bool = False

    @property
    def waits(self) -> bool:
        """Whether it was put aside and is not scored since."""
        return self.aside and self.scored < self.of


def _tone(row: ScoredCandidate) -> str:
    if row.waits:
        return "warning"
    if row.scored >= row.of:
        return "success"
    return "accent" if row.scored else "neutral"


def _words(row: ScoredCandidate) -> str:
    return "Skipped" if row.waits else f"{row.scored} of {row.of}"


class ScoredCandidatesModel(RowsModel[ScoredCandidate]):
    """One row a candidate."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            [
                Column("Candidate", lambda c: c.candidate),
                Column("Scored", _words, tone=_tone),
            ],
            parent,
        )

    def show_scores(
        self,
        candidates: Sequence[str],
        criteria: Sequence[str],
        scores: Scores,
        aside: Collection[str] = (),
    ) -> None:
        """Show how far a panellist is.

        Args:
            candidates: references, in the panellist's order.
            criteria: ids of the criteria that are scored.
            scores: ``(level, note)`` by ``(candidate, criterion)``, of this panellist alone.
            aside: the candidates who were put aside.
        """
        self.set_rows([_row(one, criteria, scores, one in aside) for one in candidates])

    def show_one(
        self, candidate: str, criteria: Sequence[str], scores: Scores, aside: Collection[str] = ()
    ) -> None:
        """Show how far a panellist is with one candidate; the others stay as they are."""
        at = self.find(lambda row: row.candidate == candidate)
        if at >= 0:
            self.replace_row(at, _row(candidate, criteria, scores, candidate in aside))

    @property
    def waiting(self) -> int:
        """How many candidates were put aside and are not scored since."""
        return sum(row.waits for row in self.rows)

    def next_unscored(self, after: int) -> int:
        """Return the next row after a row with a score missing, going round once, or -1. One that
        was put aside is not among them."""
        return self._next(
            after, [n for n, row in enumerate(self.rows) if row.scored < row.of and not row.waits]
        )

    def next_waiting(self, after: int) -> int:
        """Return the next row after a row that was put aside, going round once, or -1."""
        return self._next(after, [n for n, row in enumerate(self.rows) if row.waits])

    @staticmethod
    def _next(after: int, numbers: list[int]) -> int:
        others = [n for n in numbers if n != after]
        return next((n for n in others if n > after), others[0] if others else -1)


def _row(candidate: str, criteria: Sequence[str], scores: Scores, aside: bool) -> ScoredCandidate:
    scored = sum((candidate, one) in scores for one in criteria)
    return ScoredCandidate(candidate, scored, len(criteria), aside)
