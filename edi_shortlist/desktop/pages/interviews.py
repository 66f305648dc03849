"""Interviews: when and where, the questions, the scores, and what became of everybody."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.pages.base import VacancyPage
from edi_shortlist.desktop.pages.interviews_outcomes import OutcomesPart
from edi_shortlist.desktop.pages.interviews_questions import QuestionsPart
from edi_shortlist.desktop.pages.interviews_schedule import SchedulePart
from edi_shortlist.desktop.pages.interviews_scores import ScoresPart

SCHEDULE, QUESTIONS, SCORES, OUTCOMES = range(4)


class InterviewsPage(VacancyPage):
    """Four parts behind tabs; a part reads again each time it comes up."""

    name = "interviews"
    title = "Interviews"
    icon = "calendar"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Parts of the interviews")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.schedule = SchedulePart(self)
        self.questions = QuestionsPart(self)
        self.scores = ScoresPart(self)
        self.outcomes = OutcomesPart(self)
        self._parts = (self.schedule, self.questions, self.scores, self.outcomes)
        for words in ("Schedule", "Questions", "Scores", "Outcomes"):
            self.tabs.addTab(words)
        self.body.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        for part in self._parts:
            self.body.addWidget(part, 1)
        self.tabs.currentChanged.connect(lambda _at: self._turn())
        self.scores.outcomes_wanted.connect(lambda: self.tabs.setCurrentIndex(OUTCOMES))
        desk.workspace_changed.connect(self._forget)
        self._reference = ""
        self._arrange()

    def first(self) -> QWidget | None:
        return self.tabs

    def read(self) -> None:
        if self.reference != self._reference:
            self._reference = self.reference
            self._forget()
        self._parts[self.tabs.currentIndex()].read()

    def _desk_changed(self) -> None:
        if not self.desk.is_unsealed:
            self.schedule.forget()
            self.outcomes.forget_names()
            self.scores.forget_notes()
        super()._desk_changed()

    def _arrange(self) -> None:
        part = self._parts[self.tabs.currentIndex()]
        self.show_one(part, *(other for other in self._parts if other is not part))

    def _turn(self) -> None:
        self.errors.clear()
        self._arrange()
        self.shown()

    def _forget(self) -> None:
        for part in self._parts:
            part.forget()
