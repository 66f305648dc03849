"""How long applications are kept, and which fall due when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject

from edi_shortlist.desktop.models.rows import Column, RowsModel
from edi_shortlist.desktop.sentences import count
from edi_shortlist.workflow.retention import Outcome, RetentionGroup, VacancyRetention

OUTCOMES = {
    Outcome.UNSUCCESSFUL: "Not invited",
    Outcome.INVITED: "Invited",
    Outcome.UNDECIDED: "Not decided",
}
SOON = 30
"""Days: what falls due within them is marked."""


def day_words(day: date) -> str:
    """Return a day as it is read: ``10 Sep 2026``."""
    return f"{day.day} {day:%b %Y}"


@dataclass(frozen=True)
class DueRow:
    """One application that is held.

    Attributes:
        due: the first day on which it is to be erased; None where it is not due by itself.
        left: the days until then; below 0 where that is past.
    """

    vacancy: str
    candidate: str
    outcome: Outcome
    due: date | None
    left: int | None


def due_rows(groups: Sequence[RetentionGroup], today: date) -> list[DueRow]:
    """Return a row an application, what is due first on top."""
    rows = [
        DueRow(group.vacancy, candidate, group.outcome, group.due, group.days_left(today))
        for group in groups
        for candidate in group.candidates
    ]
    return sorted(rows, key=lambda r: (r.due or date.max, r.vacancy, r.candidate))


def _left(row: DueRow) -> str:
    if row.left is None:
        return ""
    if row.left > 0:
        return count(row.left, "day")
    return "Due" if row.left == 0 else f"Due for {count(-row.left, 'day')}"


def _tone(row: DueRow) -> str:
    if row.left is None or row.left > SOON:
        return ""
    return "danger" if row.left <= 0 else "warning"


class DueModel(RowsModel[DueRow]):
    """One row an application."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            [
                Column("Vacancy", lambda r: r.vacancy),
                Column("Candidate", lambda r: r.candidate),
                Column("Outcome", lambda r: OUTCOMES[r.outcome]),
                Column("To be erased", lambda r: day_words(r.due) if r.due else "Not by itself"),
                Column("Left", _left, tone=_tone),
            ],
            parent,
        )


class RulesModel(RowsModel[VacancyRetention]):
    """One row a vacancy."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            [
                Column("Vacancy", lambda r: r.vacancy),
                Column("Title", lambda r: r.title, tip=lambda r: r.title),
                Column("Not invited", lambda r: count(r.rule.months, "month")),
                Column(
                    "Invited",
                    lambda r: (
                        count(r.rule.invited_months, "month")
                        if r.rule.invited_months
                        else "Until you say"
                    ),
                ),
                Column("Held", lambda r: str(r.held), number=True),
            ],
            parent,
        )
