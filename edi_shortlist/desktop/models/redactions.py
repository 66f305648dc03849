"""The redactions of one application, in the order of the text or least certain first."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QObject

from edi_shortlist.desktop.labels import look_of
from edi_shortlist.desktop.models.rows import Column, RowsModel
from edi_shortlist.desktop.theme import appearance
from edi_shortlist.desktop.widgets.marks import DECISION_SIGNS
from edi_shortlist.workflow.reviewing import Redaction, ReviewDocument

DECISION_WORDS = {"pending": "Undecided", "accepted": "Hidden", "rejected": "Kept"}
DECISION_TONES = {"pending": "warning", "accepted": "success", "rejected": "neutral"}
CERTAIN = 0.95
"""From this score on a recogniser is called certain."""


class Order(StrEnum):
    """How the list is sorted."""

    TEXT = "text"
    CERTAINTY = "certainty"


def certainty(score: float) -> str:
    """Return how sure a recogniser is, in words and per cent."""
    word = "certain" if score >= CERTAIN else "likely" if score >= 0.75 else "unsure"
    return f"{word}, {round(score * 100)} %"


class RedactionsModel(RowsModel[Redaction]):
    """One row a redaction of the application in review. Holds text only while the page shows it."""

    def __init__(self, parent: QObject | None = None) -> None:
        self._texts: dict[str, str] = {}
        self._ordinals: dict[str, int] = {}
        self._order = Order.TEXT
        super().__init__(
            [
                Column("Passage", self.passage, tip=self.passage),
                Column("Label", lambda r: look_of(r.label).word, fill=self._colours),
                Column(
                    "",
                    lambda r: DECISION_SIGNS[r.decision],
                    tone=lambda r: DECISION_TONES[r.decision],
                    tip=lambda r: DECISION_WORDS[r.decision],
                    said=lambda r: f"Decision: {DECISION_WORDS[r.decision]}",
                ),
            ],
            parent,
        )

    @staticmethod
    def _colours(redaction: Redaction) -> tuple[str, str]:
        look, dark = look_of(redaction.label), appearance().theme.dark
        return look.fill(dark), look.ink(dark)

    def show_documents(self, documents: Sequence[ReviewDocument]) -> None:
        """Show every redaction of these documents."""
        self._texts = {d.document_id: d.document.text for d in documents}
        self._ordinals = {d.document_id: d.ordinal for d in documents}
        self.set_rows(self._sorted([r for d in documents for r in d.redactions]))

    def clear(self) -> None:
        """Forget rows and texts, say when the vault is sealed."""
        self._texts, self._ordinals = {}, {}
        self.set_rows([])

    def passage(self, redaction: Redaction) -> str:
        """Return the words that a redaction hides, on one line."""
        text = self._texts.get(redaction.document_id, "")
        return " ".join(text[redaction.start : redaction.end].split())

    def sort_by(self, order: Order) -> None:
        """Sort by the text, or least certain first."""
        self._order = order
        self.set_rows(self._sorted(self.rows))

    def _sorted(self, rows: list[Redaction]) -> list[Redaction]:
        def by_text(r: Redaction) -> tuple[int, int, int]:
            return self._ordinals.get(r.document_id, 0), r.start, r.end

        if self._order is Order.TEXT:
            return sorted(rows, key=by_text)
        return sorted(rows, key=lambda r: (r.score, *by_text(r)))

    @property
    def undecided(self) -> int:
        """How many are not decided."""
        return sum(r.decision == "pending" for r in self.rows)

    def certain(self) -> list[Redaction]:
        """Return the undecided ones that the recognisers are certain of and that the policy hides
        without asking."""
        return [
            r for r in self.rows if r.decision == "pending" and r.score >= CERTAIN and not r.flagged
        ]

    def next_undecided(self, after: int) -> int:
        """Return the next undecided row after a row, going round once, or -1."""
        numbers = [n for n, r in enumerate(self.rows) if r.decision == "pending"]
        return next((n for n in numbers if n > after), numbers[0] if numbers else -1)
