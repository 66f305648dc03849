"""The choice of what a panellist reads: whole applications, or one question of the form across
the candidates, with the criteria that are scored on it."""

from collections.abc import Collection, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from edi_shortlist.desktop.models.scores import Scores
from edi_shortlist.desktop.sentences import question_words
from edi_shortlist.desktop.widgets.basics import text
from edi_shortlist.recruitment.vacancy import Vacancy

WHOLE = ""


class ReadingBox(QWidget):
    """Whole applications or one question; hidden where the forms have no questions.

    Signals:
        chosen: something else is read now.
    """

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        label = text("Read", "strong", wrap=False)
        self.box = QComboBox()
        self.box.setAccessibleName("Read whole applications or one question")
        self.box.setToolTip("Q goes on to the next question")
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.box.currentIndexChanged.connect(lambda _row: self.chosen.emit())
        label.setBuddy(self.box)
        row.addWidget(label)
        row.addWidget(self.box)
        self._vacancy: Vacancy | None = None
        self._questions: tuple[str, ...] = ()

    def offer(self, vacancy: Vacancy, questions: tuple[str, ...]) -> None:
        """Offer the questions that the applications answer. What was chosen stays chosen; in
        another vacancy the first question begins that a criterion names, if there is one.

        Args:
            questions: as ``workflow.scoring.questions_answered`` returns them.
        """
        other = self._vacancy is None or vacancy.reference != self._vacancy.reference
        stays = self.question
        self._vacancy = vacancy
        if other or questions != self._questions:
            self._questions = questions
            self.box.blockSignals(True)
            self.box.clear()
            self.box.addItem("Whole applications", WHOLE)
            for question in questions:
                self.box.addItem(question_words(question), question)
            begin = next(iter(self._named()), WHOLE) if other else stays
            self.box.setCurrentIndex(max(self.box.findData(begin), 0))
            self.box.blockSignals(False)
        self.setVisible(bool(questions))

    @property
    def question(self) -> str:
        """The question that is read, or ``WHOLE``."""
        return str(self.box.currentData() or WHOLE)

    @property
    def words(self) -> str:
        """What is read, as the person chose it."""
        return self.box.currentText()

    def criteria(self) -> list[str]:
        """Return the ids of the criteria that are scored on what is read, in order."""
        return self._criteria_of(self.question)

    def choose(self, question: str) -> None:
        """Read a question, or ``WHOLE``."""
        self.box.setCurrentIndex(max(self.box.findData(question), 0))

    def step(self) -> None:
        """Go on to the next question; after the last come whole applications."""
        if self._questions:
            self.box.setCurrentIndex((self.box.currentIndex() + 1) % self.box.count())

    def go_on(self, candidates: Collection[str], scores: Scores) -> bool:
        """Go to the next question with a score missing, or else to whole applications if one is
        missing there, and return whether there was any."""
        order = [*self._named(), WHOLE]
        after = order.index(self.question) + 1 if self.question in order else 0
        for question in order[after:] + order[:after]:
            if question != self.question and self._is_missing(question, candidates, scores):
                self.choose(question)
                return True
        return False

    def _is_missing(self, question: str, candidates: Iterable[str], scores: Scores) -> bool:
        criteria = self._criteria_of(question)
        return any((c, one) not in scores for c in candidates for one in criteria)

    def _named(self) -> list[str]:
        """The questions that a criterion names, in order."""
        if self._vacancy is None:
            return []
        named = {
            one.casefold()
            for criterion in self._vacancy.assessed_at_application
            for one in criterion.questions
        }
        return [question for question in self._questions if question.casefold() in named]

    def _criteria_of(self, question: str) -> list[str]:
        if self._vacancy is None:
            return []
        found = self._vacancy.assessed_at_application
        if question != WHOLE:
            found = self._vacancy.scored_on(question)
        return [criterion.id for criterion in found]
