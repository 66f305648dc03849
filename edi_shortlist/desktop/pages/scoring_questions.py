"""The choice of what a panellist goes through: the rounds in which the vacancy is scored, and what
else may be looked at."""

from collections.abc import Collection, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from edi_shortlist.desktop.models.scores import Scores
from edi_shortlist.desktop.sentences import question_words
from edi_shortlist.desktop.widgets.basics import text
from edi_shortlist.recruitment.rounds import (
    WHOLE,
    Round,
    question_round,
    rounds,
    whole_round,
)
from edi_shortlist.recruitment.vacancy import Vacancy


class ReadingBox(QWidget):
    """One round of several: a question of the form, a criterion, or whole applications; hidden
    where there is only one.

    Signals:
        chosen: another round is on now.
    """

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        label = text("Score", "strong", wrap=False)
        self.box = QComboBox()
        self.box.setAccessibleName("Score one question, one criterion or whole applications")
        self.box.setToolTip("Q goes on to the next")
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.box.currentIndexChanged.connect(lambda _row: self.chosen.emit())
        label.setBuddy(self.box)
        row.addWidget(label)
        row.addWidget(self.box)
        self._vacancy: Vacancy | None = None
        self._questions: tuple[str, ...] = ()
        self._offered: list[Round] = []
        self.rounds: tuple[Round, ...] = ()
        """The rounds in which every score is given, in order."""

    def offer(self, vacancy: Vacancy, questions: tuple[str, ...]) -> None:
        """Offer the rounds of a vacancy. What was chosen stays chosen; another vacancy begins
        with its first.

        Args:
            questions: as ``workflow.scoring.questions_answered`` returns them.
        """
        other = self._vacancy is None or vacancy.reference != self._vacancy.reference
        stays = "" if other else self.key
        changed = other or vacancy != self._vacancy or questions != self._questions
        self._vacancy, self._questions = vacancy, questions
        if changed:
            self.rounds = rounds(vacancy, questions)
            known = {one.key for one in self.rounds}
            more = [whole_round(vacancy), *(question_round(vacancy, one) for one in questions)]
            self._offered = [*self.rounds, *(one for one in more if one.key not in known)]
            self.box.blockSignals(True)
            self.box.clear()
            for one in self._offered:
                self.box.addItem(_words(one), one.key)
            self.box.setCurrentIndex(max(self.box.findData(stays), 0))
            self.box.blockSignals(False)
        self.setVisible(len(self._offered) > 1)

    @property
    def round(self) -> Round | None:
        """The round that is on; None before anything is offered."""
        at = self.box.currentIndex()
        return self._offered[at] if 0 <= at < len(self._offered) else None

    @property
    def key(self) -> str:
        """The key of the round that is on."""
        return self.round.key if self.round else WHOLE

    @property
    def question(self) -> str:
        """The question whose answers are read, or an empty text for whole applications."""
        return self.round.question if self.round else ""

    @property
    def words(self) -> str:
        """The round as the person chose it."""
        return self.box.currentText()

    def criteria(self) -> list[str]:
        """Return the ids of the criteria that are scored in the round, in order."""
        return list(self.round.criteria) if self.round else []

    def choose(self, key: str) -> None:
        """Take a round by its key."""
        self.box.setCurrentIndex(max(self.box.findData(key), 0))

    def step(self) -> None:
        """Go on to the next of all that is offered; after the last comes the first."""
        if self.box.count() > 1:
            self.box.setCurrentIndex((self.box.currentIndex() + 1) % self.box.count())

    def go_on(self, candidates: Collection[str], scores: Scores) -> bool:
        """Go to the next round with a score missing, and return whether there is any."""
        keys = [one.key for one in self.rounds]
        after = keys.index(self.key) + 1 if self.key in keys else 0
        for one in self.rounds[after:] + self.rounds[:after]:
            if one.key != self.key and _is_missing(one, candidates, scores):
                self.choose(one.key)
                return True
        return False

    def round_of(self, criterion: str) -> str | None:
        """Return the key of the first round in which a criterion is scored."""
        return next((one.key for one in self.rounds if criterion in one.criteria), None)


def _is_missing(one: Round, candidates: Iterable[str], scores: Scores) -> bool:
    return any((c, criterion) not in scores for c in candidates for criterion in one.criteria)


def _words(one: Round) -> str:
    if one.of_criterion:
        return f"Criterion {one.criteria[0]}"
    return question_words(one.question) if one.question else "Whole applications"
