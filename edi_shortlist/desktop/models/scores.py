"""The candidates in the order of their references, with how far one panellist is with each."""

from dataclasses import dataclass

from PySide6.QtCore import QObject

from edi_shortlist.desktop.models.rows import Column, RowsModel

Scores = dict[tuple[str, str], tuple[int, str]]


@dataclass(frozen=True)
class ScoredCandidate:
    """How many of the criteria one panellist has scored for a candidate."""

    candidate: str
    scored: int
    of: int


def _tone(row: ScoredCandidate) -> str:
    if row.scored >= row.of:
        return "success"
    return "accent" if row.scored else "neutral"


class ScoredCandidatesModel(RowsModel[ScoredCandidate]):
    """One row a candidate."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            [
                Column("Candidate", lambda c: c.candidate),
                Column("Scored", lambda c: f"{c.scored} of {c.of}", tone=_tone),
            ],
            parent,
        )

    def show_scores(self, candidates: list[str], criteria: list[str], scores: Scores) -> None:
        """Show how far a panellist is.

        Args:
            candidates: references, in order.
            criteria: ids of the criteria that are scored.
            scores: ``(level, note)`` by ``(candidate, criterion)``, of this panellist alone.
        """
        self.set_rows(
            [
                ScoredCandidate(c, sum((c, one) in scores for one in criteria), len(criteria))
                for c in candidates
            ]
        )

    def next_unscored(self, after: int) -> int:
        """Return the next row after a row with a score missing, going round once, or -1."""
        numbers = [n for n, row in enumerate(self.rows) if row.scored < row.of and n != after]
        return next((n for n in numbers if n > after), numbers[0] if numbers else -1)
