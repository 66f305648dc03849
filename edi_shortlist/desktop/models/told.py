"""What panellists told HR: the passages that they reported, and whom they do not score."""

from PySide6.QtCore import QObject

from edi_shortlist.desktop.dialogs.telling import KIND_WORDS
from edi_shortlist.desktop.labels import look_of
from edi_shortlist.desktop.models.audit import local_time
from edi_shortlist.desktop.models.rows import Column, RowsModel
from edi_shortlist.desktop.sentences import count
from edi_shortlist.workflow.conflicts import Conflict
from edi_shortlist.workflow.passage_decisions import KEPT, WAITING, PassageReport


def decision_words(row: PassageReport) -> str:
    """Return how it stands with a report, in a few words."""
    if row.decision == WAITING:
        return "For you to decide"
    return f"Hidden: {look_of(row.label).word}" if row.decision == KEPT else "Shown again"


def _tone(row: PassageReport) -> str:
    if row.decision == WAITING:
        return "warning"
    return "success" if row.decision == KEPT else "neutral"


def _left_tone(row: Conflict) -> str:
    return "neutral" if row.remaining else "danger"


class ReportsModel(RowsModel[PassageReport]):
    """One row a report."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            [
                Column("Candidate", lambda r: r.candidate),
                Column("State", decision_words, tone=_tone),
                Column("Reported by", lambda r: r.panellist, tip=lambda r: r.panellist),
            ],
            parent,
        )


class ConflictsModel(RowsModel[Conflict]):
    """One row a declaration."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            [
                Column("Candidate", lambda c: c.candidate),
                Column("Panellist", lambda c: c.panellist, tip=lambda c: c.panellist),
                Column("Who it may be", lambda c: KIND_WORDS[c.kind]),
                Column(
                    "Still scored by",
                    lambda c: count(c.remaining, "panellist") if c.remaining else "nobody",
                    tone=_left_tone,
                ),
                Column(
                    "When",
                    lambda c: local_time(c.declared_at).partition(",")[0],
                    tip=lambda c: local_time(c.declared_at),
                ),
            ],
            parent,
        )
