"""What each panellist gave each candidate on each criterion, differences first."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject

from edi_shortlist.desktop.models.rows import Column, RowsModel
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.workflow.moderation import (
    TO_MODERATE,
    Difference,
    ModeratedScore,
    ModerationTable,
)

NOT_SCORED = "–"
DIFFERENCES = {
    Difference.PASS_FAIL: ("Pass or fail", "danger"),
    Difference.WIDE: ("", "warning"),
    Difference.NARROW: ("1 level", "neutral"),
    Difference.NONE: ("", ""),
}


def difference_words(row: ModeratedScore) -> str:
    """Return how the levels of a row differ."""
    if row.difference is not Difference.WIDE:
        return DIFFERENCES[row.difference][0]
    given = [level for level in row.levels if level is not None]
    return f"{max(given) - min(given)} levels"


class ModerationModel(RowsModel[ModeratedScore]):
    """One row a candidate and criterion. Rows that are not seen cost nothing but their place."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__([], parent)
        self._every: list[ModeratedScore] = []
        self._at: dict[tuple[str, str], int] = {}
        self._differ = 0  # how many rows are to be talked about; they come first
        self._only_open = False

    def show_table(self, vacancy: Vacancy, table: ModerationTable) -> None:
        """Show the scores of a vacancy.

        Args:
            vacancy: its criteria and scale.
            table: in the order of the rows.
        """
        self._every = list(table.rows)
        self._at = {(row.candidate, row.criterion): n for n, row in enumerate(self._every)}
        self._differ = sum(row.difference in TO_MODERATE for row in self._every)
        self.set_rows(self._shown(), _columns(vacancy, table.panel))

    def show_only_open(self, only: bool) -> None:
        """Show the differences that are open alone, or every row."""
        self._only_open = only
        self.set_rows(self._shown())

    def set_agreed(self, candidate: str, criterion: str, level: int | None) -> None:
        """Write what was agreed into its row; the row stays where it is."""
        number = self._at.get((candidate, criterion))
        if number is None:
            return
        before = self._every[number]
        self._every[number] = replace(before, agreed=level)
        shown = self.find_place(candidate, criterion)
        if shown >= 0:
            self.replace_row(shown, self._every[number])

    def find_place(self, candidate: str, criterion: str) -> int:
        """Return the number of the row that is shown of a candidate and criterion, or -1."""
        if not self._only_open:
            return self._at.get((candidate, criterion), -1)
        return self.find(lambda row: (row.candidate, row.criterion) == (candidate, criterion))

    def next_open(self, after: int) -> int:
        """Return the next row after a row that is open, going round once, or -1."""
        differ = self.rows[: self._differ]
        found = [number for number, row in enumerate(differ) if row.is_open and number != after]
        return next((number for number in found if number > after), found[0] if found else -1)

    @property
    def every(self) -> list[ModeratedScore]:
        """Every row, also those that the filter leaves out."""
        return self._every

    @property
    def counts(self) -> tuple[int, int]:
        """How many differences are to be talked about, and how many of them are open."""
        differ = self._every[: self._differ]
        return self._differ, sum(row.agreed is None for row in differ)

    def _shown(self) -> list[ModeratedScore]:
        if not self._only_open:
            return self._every
        return [row for row in self._every[: self._differ] if row.agreed is None]


def _columns(vacancy: Vacancy, panel: Sequence[str]) -> list[Column[ModeratedScore]]:
    texts = {one.id: one.text for one in vacancy.assessed_at_application}
    scale = vacancy.scale

    def named(level: int | None) -> str:
        return "not scored" if level is None else f"{level}, {scale.name(level)}"

    def given(number: int, name: str) -> Column[ModeratedScore]:
        return Column(
            # Names are the widest thing in the table: two lines make room for more panellists.
            "\n".join(name.rsplit(maxsplit=1)),
            lambda row: NOT_SCORED if row.levels[number] is None else str(row.levels[number]),
            tip=lambda row: named(row.levels[number]),
            said=lambda row: f"{name}: {named(row.levels[number])}",
        )

    return [
        Column("Candidate", lambda row: row.candidate),
        Column("Criterion", lambda row: row.criterion, tip=lambda row: texts[row.criterion]),
        Column("Differ by", difference_words, tone=lambda row: DIFFERENCES[row.difference][1]),
        Column(
            "Agreed",
            lambda row: "" if row.agreed is None else str(row.agreed),
            tone=lambda row: "" if row.agreed is None else "success",
            tip=lambda row: "" if row.agreed is None else named(row.agreed),
            said=lambda row: f"Agreed: {'nothing' if row.agreed is None else named(row.agreed)}",
        ),
        *(given(number, name) for number, name in enumerate(panel)),
        Column("Mean", lambda row: "" if row.mean is None else f"{float(row.mean):.2f}"),
    ]
