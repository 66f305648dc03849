"""The part of the interviews about what is asked, and what a good answer shows."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from edi_shortlist.desktop.dialogs.interview_question import CopyQuestionsDialog, QuestionDialog
from edi_shortlist.desktop.models.interviews import QuestionsModel
from edi_shortlist.desktop.pages.base import VacancyPage
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.widgets.basics import Empty, Note, button
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.desktop.widgets.table import Table
from edi_shortlist.recruitment.interview_scoring import assessed_at_interview
from edi_shortlist.recruitment.plain_words import listed
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.workflow import interview_questions, vacancies
from edi_shortlist.workflow.interview_questions import InterviewQuestion
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import VacancyState

Read = tuple[Vacancy, list[InterviewQuestion]]


def _read(session: Session, reference: str) -> Read:
    return (
        vacancies.get_vacancy(session, reference),
        interview_questions.questions(session, reference),
    )


class QuestionsPart(QWidget):
    """The questions in their order; every change is saved at once."""

    def __init__(self, page: VacancyPage) -> None:
        super().__init__()
        self._page, self._desk = page, page.desk
        self._vacancy: Vacancy | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.none = Empty(
            "scoring",
            "No criterion is scored at interview",
            "Say in the person specification which criteria are assessed at interview, by a test "
            "or a presentation.",
        )
        self.none.add_button(
            button("Go to the set-up", lambda: page.go.emit("setup"), kind="primary", icon="next")
        )
        self.work = QWidget()
        inside = QVBoxLayout(self.work)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(10)
        holder = QWidget()
        acts = FlowLayout(holder)
        self.add_button = button("Add a question…", self.ask_add, kind="primary", icon="add")
        self.change_button = button("Change…", self.ask_change, icon="setup", tip="Enter")
        self.remove_button = button("Remove", self.remove, icon="remove", tip="Del")
        self.up_button = button("Up", lambda: self.move_by(-1), icon="up", tip="Alt+Up")
        self.down_button = button("Down", lambda: self.move_by(1), icon="down", tip="Alt+Down")
        self.copy_button = button("Copy from another vacancy…", self.ask_copy, icon="file")
        self._acts = (
            *(self.add_button, self.change_button, self.remove_button),
            *(self.up_button, self.down_button, self.copy_button),
        )
        for one in self._acts:
            acts.addWidget(one)
        inside.addWidget(holder)
        self.note = Note("", "neutral")
        inside.addWidget(self.note)
        self.model = QuestionsModel(self)
        self.table = Table("Interview questions")
        self.table.setModel(self.model)
        self.table.stretch(1, 2)
        self.table.setWordWrap(True)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.setMinimumHeight(170)
        self.table.opened.connect(lambda _index: self.ask_change())
        inside.addWidget(self.table, 1)
        column.addWidget(self.none, 1)
        column.addWidget(self.work, 1)
        for keys, act in (
            ("Alt+Up", lambda: self.move_by(-1)),
            ("Alt+Down", lambda: self.move_by(1)),
            ("Del", self.remove),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def read(self) -> None:
        """Read the questions."""
        self._desk.call(_read, self._page.reference, done=self._arrived, failed=self._page.fail)

    def forget(self) -> None:
        """Take another vacancy's questions off the screen."""
        self._vacancy = None
        self.model.set_rows([])

    def _arrived(self, read: Read) -> None:
        self._vacancy, asked = read
        criteria = assessed_at_interview(self._vacancy)
        self._page.show_one(self.work if criteria else self.none, self.work, self.none)
        at = max(self.table.current_row(), 0)
        self.model.set_rows(asked)
        self.table.choose_row(min(at, len(asked) - 1))
        is_open = self._desk.state is not VacancyState.CLOSED
        for one in self._acts:
            one.setVisible(is_open)
            one.setEnabled(bool(asked) or one in (self.add_button, self.copy_button))
        self.copy_button.setEnabled(len(self._desk.summaries) > 1)
        without = [c.id for c in criteria if c.id not in {one.criterion for one in asked}]
        if not asked:
            self.note.say(
                "There are no questions yet. Write them before the interviews: the panel finds "
                "them in its sheet and beside the scores.",
                "neutral",
            )
        elif without:
            self.note.say(f"No question is about {listed(without)} yet.", "warning")
        else:
            self.note.say(
                f"{count(len(asked), 'question')}; each criterion that is scored at interview has "
                "one.",
                "success",
            )

    # Acting

    def ask_add(self) -> None:
        """Ask for a new question."""
        self._ask_question(None)

    def ask_change(self) -> None:
        """Ask for the chosen question anew."""
        if self.table.current_row() >= 0 and self._desk.state is not VacancyState.CLOSED:
            self._ask_question(self.table.current_row())

    def _ask_question(self, at: int | None) -> None:
        self._page.errors.clear()
        if self._vacancy is not None:
            dialog = QuestionDialog(self._desk, self.window(), self._vacancy, self.model.rows, at)
            self._page.ask(dialog, lambda: self._saved("The question is saved."))

    def ask_copy(self) -> None:
        """Ask from which vacancy questions are copied."""
        self._page.errors.clear()
        dialog = CopyQuestionsDialog(self._desk, self.window(), self._page.reference)
        self._page.ask(
            dialog, lambda: self._saved(f"{count(int(dialog.outcome), 'question')} copied.")
        )

    def remove(self) -> None:
        """Take the chosen question away."""
        at = self.table.current_row()
        if at >= 0:
            self._save([one for n, one in enumerate(self.model.rows) if n != at], "Removed.")

    def move_by(self, by: int) -> None:
        """Let the chosen question be asked earlier (negative) or later."""
        at, asked = self.table.current_row(), list(self.model.rows)
        if at >= 0 and 0 <= at + by < len(asked):
            asked[at], asked[at + by] = asked[at + by], asked[at]
            self.table.choose_row(at + by)
            self._save(asked, "Moved.")

    def _save(self, asked: list[InterviewQuestion], said: str) -> None:
        if self._desk.state is VacancyState.CLOSED:
            return
        self._page.errors.clear()
        self._desk.call(
            interview_questions.set_questions,
            self._page.reference,
            asked,
            done=lambda _outcome: self._saved(said),
            failed=self._page.fail,
        )

    def _saved(self, said: str) -> None:
        self._page.said.emit(said)
        self.read()
