"""The places to look at once more before a release: where each stands and why, never its words."""

from PySide6.QtCore import QObject

from edi_shortlist.desktop.models.rows import Column, RowsModel
from edi_shortlist.workflow.last_look import Danger, Doubt

DANGER_WORDS = {Danger.HIGH: "High", Danger.MEDIUM: "Medium", Danger.LOW: "Low"}
DANGER_TONES = {Danger.HIGH: "danger", Danger.MEDIUM: "warning", Danger.LOW: "neutral"}


class DoubtsModel(RowsModel[Doubt]):
    """One row a place, in the order of the check: most dangerous first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            [
                Column(
                    "Danger",
                    lambda d: DANGER_WORDS[d.level],
                    tone=lambda d: DANGER_TONES[d.level],
                ),
                Column("Place", lambda d: f"{d.candidate}, doc {d.document}, line {d.line}"),
                Column("Reason", lambda d: d.reason, tip=lambda d: d.reason),
            ],
            parent,
        )

    @property
    def dangerous(self) -> int:
        """How many places are of high danger."""
        return sum(d.level is Danger.HIGH for d in self.rows)
