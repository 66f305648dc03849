"""What HR must decide about applications: a sentence each, with the acts that answer it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.widgets.basics import Note, button, text
from edi_shortlist.workflow.questions import Question, QuestionKind

_MOST_SEEN = 3


class QuestionsPanel(QWidget):
    """The open questions; hidden while there are none. It scrolls where there are many.

    Signals:
        join, apart: the two candidates who are, or are not, one person.
        declare, look: the candidate whose declarations, or documents, are to be looked at.
    """

    join = Signal(tuple)
    apart = Signal(tuple)
    declare = Signal(str)
    look = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.heading = text("", "strong", wrap=False)
        column.addWidget(self.heading)
        self._area = QScrollArea()
        self._area.setObjectName("pageScroll")
        self._area.setAccessibleName("To decide")
        self._area.setWidgetResizable(True)
        inner = QWidget()
        inner.setObjectName("canvas")
        self._lines = QVBoxLayout(inner)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(8)
        self._area.setWidget(inner)
        column.addWidget(self._area)
        self.questions: list[Question] = []
        self.hide()

    @property
    def notes(self) -> list[Note]:
        """A line for each question, in order."""
        return self._area.findChildren(Note)

    def ask(self, questions: Sequence[Question], *, may_regroup: bool, may_declare: bool) -> None:
        """Show these questions in place of the last.

        Args:
            may_regroup: applications can still be joined and split.
            may_declare: declarations can still be corrected.
        """
        while (item := self._lines.takeAt(0)) is not None:
            if widget := item.widget():
                widget.setParent(None)
                widget.deleteLater()
        self.questions = [
            one
            for one in questions
            if (may_regroup if one.kind is QuestionKind.ALIKE else may_declare)
        ]
        for question in self.questions:
            self._lines.addWidget(self._line(question))
        self._lines.addStretch(1)
        self.heading.setText(f"{count(len(self.questions), 'question')} to decide")
        self.setVisible(bool(self.questions))
        self.fit()

    def _line(self, question: Question) -> Note:
        if question.kind is QuestionKind.ALIKE:
            note = Note(question.sentence, "warning")
            pair = question.candidates
            note.row.addWidget(button("One person", lambda: self.join.emit(pair), icon="person"))
            note.row.addWidget(button("Two people", lambda: self.apart.emit(pair)))
            return note
        (candidate,) = question.candidates
        note = Note(f"{candidate}: {question.sentence}", "warning")
        note.row.addWidget(button("Documents…", lambda: self.look.emit(candidate), icon="file"))
        note.row.addWidget(
            button("Declarations…", lambda: self.declare.emit(candidate), icon="person")
        )
        return note

    def fit(self) -> None:
        """Take the height of the first few lines; the others are scrolled to."""
        notes = self.notes
        width = max(self.width() - 24, 200)
        height = sum(note.heightForWidth(width) + 8 for note in notes[:_MOST_SEEN])
        self._area.setFixedHeight(max(height, 8) + (18 if len(notes) > _MOST_SEEN else 0))
