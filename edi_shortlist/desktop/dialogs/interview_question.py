"""Asks for an interview question and for what a good answer shows, and whose are copied."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.frame import Frame
from edi_shortlist.desktop.theme import appearance
from edi_shortlist.recruitment.interview_scoring import assessed_at_interview
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.workflow import interview_questions
from edi_shortlist.workflow.interview_questions import InterviewQuestion


class QuestionDialog(Frame):
    """One question; all of the vacancy's are saved with it in its place."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        vacancy: Vacancy,
        asked: Sequence[InterviewQuestion],
        at: int | None,
    ) -> None:
        """Make the dialog.

        Args:
            asked: the questions as they are.
            at: which of them is changed; None to add one.
        """
        super().__init__(
            parent,
            "Add a question" if at is None else "Change the question",
            "Every candidate is asked the same questions in the same order.",
            "Save",
        )
        self._desk, self._vacancy, self._asked, self._place = desk, vacancy, list(asked), at
        now = asked[at] if at is not None else None
        self.criterion = QComboBox()
        for one in assessed_at_interview(vacancy):
            self.criterion.addItem(f"{one.id} · {one.text}", one.id)
        self.criterion.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.labelled("Criterion", self.criterion)
        self.words = QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(84 * appearance().percent // 100)
        self.labelled("Question", self.words)
        self.good: Mapping[int, QLineEdit] = {
            score: self.field(f"At {score}, {vacancy.scale.name(score)}")
            for score in reversed(vacancy.scale.scores)
        }
        for score, line in self.good.items():
            line.setPlaceholderText("What an answer at this level shows")
            line.setText(now.good.get(score, "") if now else "")
        if now:
            self.criterion.setCurrentIndex(max(self.criterion.findData(now.criterion), 0))
            self.words.setPlainText(now.text)
        self.column.addStretch(1)
        self.fit()
        self.words.setFocus()

    def confirm(self) -> None:
        made = InterviewQuestion(
            str(self.criterion.currentData()),
            self.words.toPlainText(),
            {score: line.text() for score, line in self.good.items() if line.text().strip()},
        )
        asked = list(self._asked)
        if self._place is None:
            asked.append(made)
        else:
            asked[self._place] = made
        self.run(
            self._desk,
            interview_questions.set_questions,
            self._vacancy.reference,
            asked,
            at=self.words,
        )


class CopyQuestionsDialog(Frame):
    """From which vacancy questions are copied; ``outcome`` is how many were."""

    def __init__(self, desk: Desk, parent: QWidget | None, reference: str) -> None:
        super().__init__(
            parent,
            "Copy questions",
            "They are added to the criteria of the same words, or else of the same id.",
            "Copy",
        )
        self._desk, self._reference = desk, reference
        self.box = QComboBox()
        for one in reversed(desk.summaries):
            if one.reference != reference:
                self.box.addItem(f"{one.reference} · {one.title}", one.reference)
        self.labelled("From", self.box)
        self.column.addStretch(1)
        self.fit()

    def confirm(self) -> None:
        self.run(
            self._desk,
            interview_questions.copy_questions,
            self._reference,
            str(self.box.currentData()),
            at=self.box,
        )
