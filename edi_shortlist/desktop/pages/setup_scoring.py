"""The choice of how the panel goes about the scores."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from edi_shortlist.desktop.widgets.basics import Card, text
from edi_shortlist.recruitment.vacancy import ScoringWay

WAY_WORDS = {
    None: (
        "As the forms allow",
        "Across the candidates where the form has numbered questions, otherwise by application.",
    ),
    ScoringWay.BY_QUESTION: (
        "Question by question",
        "The answers of all candidates to one question, then the next question.",
    ),
    ScoringWay.BY_CRITERION: (
        "Criterion by criterion",
        "One criterion for all candidates, with the whole application beside it, then the next.",
    ),
    ScoringWay.BY_APPLICATION: (
        "Application by application",
        "Every criterion of one candidate before the next candidate.",
    ),
}


class ScoringWayCard(Card):
    """Shows the key ``scoring`` of ``vacancy.toml`` and gives it back.

    Signals:
        changed: another way was chosen.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("How the panel scores")
        self.box = QComboBox()
        self.box.setAccessibleName("How the panel scores")
        for way, (words, _about) in WAY_WORDS.items():
            self.box.addItem(words, way.value if way else "")
        self._about = text("", "hint")
        self.box.currentIndexChanged.connect(self._tell)
        self.inside.addWidget(self.box)
        self.inside.addWidget(self._about)
        self.inside.addWidget(
            text(
                "Going across the candidates keeps one good answer from colouring the next. Each "
                "panellist reads in a random order of their own.",
                "hint",
            )
        )
        self._tell()

    def _tell(self, _row: int = 0) -> None:
        chosen = self.box.currentData()
        about = WAY_WORDS[ScoringWay(chosen) if chosen else None][1]
        self._about.setText(about)
        self.box.setAccessibleDescription(about)
        self.changed.emit()

    def load(self, mapping: dict[str, Any]) -> None:
        """Show the choice of a mapping of ``vacancy.toml``."""
        self.box.setCurrentIndex(max(0, self.box.findData(mapping.get("scoring", ""))))

    def to_dict(self) -> dict[str, Any]:
        """Return the choice, or nothing where the forms decide."""
        chosen = self.box.currentData()
        return {"scoring": chosen} if chosen else {}
