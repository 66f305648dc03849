"""What evidence holds, for the screen: each redaction, and tables that sum redactions and the log
up."""

from PySide6.QtCore import QObject

from edi_shortlist.desktop.labels import look_of
from edi_shortlist.desktop.models.audit import local_time
from edi_shortlist.desktop.models.redactions import DECISION_TONES, DECISION_WORDS
from edi_shortlist.desktop.models.rows import Column, RowsModel
from edi_shortlist.desktop.theme import appearance
from edi_shortlist.reports.evidence import Cell, EvidenceTable
from edi_shortlist.workflow.evidence_filter import BY_RULE, ONE_BY_ONE, manner_of
from edi_shortlist.workflow.evidence_reading import ToldRedaction

MANNER_WORDS = {ONE_BY_ONE: "One by one", BY_RULE: "Under a rule"}

_HEADINGS = {
    "accepted": "Hidden",
    "rejected": "Kept",
    "pending": "Undecided",
    "by_rule": "Under a rule",
    "flagged": "Left to the reviewer",
    "at": "When",
    "actor": "Who",
    "first_import": "First import",
    "last_import": "Last import",
    "hours_from_first_import": "Hours",
    "median_hours_an_application": "Median",
}
_TIMES = {"at", "first_import", "last_import", "released", "first", "last"}


def _colours(label: str) -> tuple[str, str]:
    look, dark = look_of(label), appearance().theme.dark
    return look.fill(dark), look.ink(dark)


class ToldRedactionsModel(RowsModel[ToldRedaction]):
    """One row a redaction: where, what, and what was decided. Never the passage."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            [
                Column("No.", lambda r: str(r.redaction.id), number=True),
                Column("Document", lambda r: r.redaction.document_id),
                Column(
                    "Label",
                    lambda r: look_of(r.redaction.label).word,
                    fill=lambda r: _colours(r.redaction.label),
                ),
                Column("Recogniser", lambda r: r.redaction.source),
                Column("Score", lambda r: f"{r.redaction.score:.2f}", number=True),
                Column(
                    "Decision",
                    lambda r: DECISION_WORDS[r.redaction.decision],
                    tone=lambda r: DECISION_TONES[r.redaction.decision],
                ),
                Column("Decided by", lambda r: r.redaction.decided_by or "–"),
                Column("How", _manner),
                Column(
                    "When",
                    lambda r: local_time(r.redaction.decided_at) if r.redaction.decided_at else "–",
                ),
            ],
            parent,
        )


def _manner(row: ToldRedaction) -> str:
    return MANNER_WORDS.get(manner_of(row.redaction.decision, row.redaction.rule) or "", "–")


class EvidenceTableModel(RowsModel[tuple[Cell, ...]]):
    """A table of evidence as it is, its columns headed in words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__([], parent)
        self.shown: EvidenceTable | None = None

    def show_table(self, table: EvidenceTable) -> None:
        """Show another table."""
        self.shown = table
        self.set_rows(table.rows, [_column(table, at) for at in range(len(table.columns))])


def _column(table: EvidenceTable, at: int) -> Column[tuple[Cell, ...]]:
    name = table.columns[at]
    number = any(isinstance(row[at], int | float) for row in table.rows)
    if name == "label":
        return Column(
            "Label",
            lambda row: look_of(str(row[at])).word,
            fill=lambda row: _colours(str(row[at])),
        )

    def words(row: tuple[Cell, ...]) -> str:
        return _said(name, row[at])

    heading = _HEADINGS.get(name, name.replace("_", " ").capitalize())
    return Column(heading, words, number=number, tip=None if number else words)


def _said(name: str, cell: Cell) -> str:
    if cell is None or cell == "":
        return "–"
    if name in _TIMES:
        try:
            return local_time(str(cell))
        except ValueError:  # of an entry that was tampered with
            return str(cell)
    return str(cell)
