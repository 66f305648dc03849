"""The part of the interviews about what became of everybody who was invited."""

from collections import Counter
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edi_shortlist.desktop.dialogs.confirm import ConfirmDialog
from edi_shortlist.desktop.dialogs.interviews import OutcomeDialog
from edi_shortlist.desktop.models.audit import local_time
from edi_shortlist.desktop.models.interviews import OutcomesModel
from edi_shortlist.desktop.models.shortlist import InterviewsModel
from edi_shortlist.desktop.pages.base import VacancyPage
from edi_shortlist.desktop.pages.interviews_early import NotUnsealed
from edi_shortlist.desktop.widgets.basics import Card, Note, button, text
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.desktop.widgets.table import Table
from edi_shortlist.desktop.written_times import day_written
from edi_shortlist.recruitment.interview_outcomes import Stage
from edi_shortlist.workflow import interview_outcomes, unsealing
from edi_shortlist.workflow.interview_outcomes import CandidateOutcome
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import VacancyState

Read = tuple[list[CandidateOutcome], dict[Stage, int], dict[str, str]]


def _read(session: Session, reference: str) -> Read:
    names = {}
    if session.is_unsealed:
        names = {
            one.candidate: InterviewsModel.name_of(one)
            for one in unsealing.unsealed_candidates(session, reference)
        }
    reached = Counter(
        stage
        for stages in interview_outcomes.stages_of(session, reference).values()
        for stage in stages
    )
    return interview_outcomes.outcomes(session, reference), dict(reached), names


class OutcomesPart(QWidget):
    """The invited with what became of each, step by step."""

    def __init__(self, page: VacancyPage) -> None:
        super().__init__()
        self._page, self._desk = page, page.desk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.early = NotUnsealed(
            page,
            "Then it is recorded here what became of each: who came, who was offered the post, who "
            "took it.",
            needs_vault=False,
        )
        self.work = QWidget()
        inside = QVBoxLayout(self.work)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(10)
        holder = QWidget()
        acts = FlowLayout(holder)
        self.record_button = button(
            "Record…", self.ask_record, kind="primary", icon="done", tip="Enter"
        )
        self.back_button = button("Take the last back…", self.ask_take_back, icon="undo")
        acts.addWidget(self.record_button)
        acts.addWidget(self.back_button)
        inside.addWidget(holder)
        self.note = Note("", "neutral")
        inside.addWidget(self.note)
        self.model = OutcomesModel(self)
        self.table = Table("What became of the invited")
        self.table.setModel(self.model)
        self.table.stretch(1, 4)
        self.table.setMinimumHeight(170)
        self.table.chosen.connect(lambda _index: self._tell())
        self.table.opened.connect(lambda _index: self.ask_record())
        inside.addWidget(self.table, 1)
        self.history = Card()
        self.history_heading = text("", "strong")
        self.history_words = text("")
        self.history_words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.history.inside.addWidget(self.history_heading)
        self.history.inside.addWidget(self.history_words)
        inside.addWidget(self.history)
        column.addWidget(self.early, 1)
        column.addWidget(self.work, 1)
        page.show_one(self.early, self.work)

    def read(self) -> None:
        """Read what became of everybody."""
        if self.early.stands_in_the_way():
            self._page.show_one(self.early, self.work)
            return
        self._desk.call(_read, self._page.reference, done=self._arrived, failed=self._page.fail)

    def forget(self) -> None:
        """Take another vacancy's candidates off the screen."""
        self.model.set_rows([])
        self.forget_names()
        self._tell()
        self._page.show_one(self.early, self.work)

    def forget_names(self) -> None:
        """Take names off the screen: the vault was sealed."""
        self.model.show_names({})

    def _arrived(self, read: Read) -> None:
        found, reached, names = read
        self._page.show_one(self.work, self.early)
        at = max(self.table.current_row(), 0)
        self.model.show_names(names if self._desk.is_unsealed else {})
        self.model.set_rows(found)
        self.table.setColumnHidden(1, not self._desk.is_unsealed)
        self.table.choose_row(min(at, len(found) - 1))
        is_open = self._desk.state is VacancyState.UNSEALED
        self.record_button.setVisible(is_open)
        self.back_button.setVisible(is_open)
        counts = [f"{reached.get(stage, 0)} {stage}" for stage in Stage]
        still = sum(not one.is_settled for one in found)
        end = f" It is not settled yet for {still}." if still else " Everything is settled."
        self.note.say(f"{', '.join(counts)}.{end}", "neutral" if still else "success")
        self._tell()

    @property
    def current(self) -> CandidateOutcome | None:
        """Who is chosen."""
        return self.model.row_at(self.table.current_row())

    def _tell(self) -> None:
        one = self.current
        self.record_button.setEnabled(one is not None and bool(one.may_follow))
        self.back_button.setEnabled(one is not None and bool(one.steps))
        self.history.setVisible(one is not None and bool(one.history))
        if one is None:
            return
        self.history_heading.setText(f"Recorded of {one.candidate}")
        self.history_words.setText(
            "\n".join(
                f"{step.outcome.capitalize()} on {day_written(date.fromisoformat(step.day))}, "
                f"recorded by {step.recorded_by}"
                + (
                    f"; taken back by {step.taken_back_by}, {local_time(step.taken_back_at)}"
                    if step.taken_back_at
                    else ""
                )
                for step in one.history
            )
        )

    # Acting

    def ask_record(self) -> None:
        """Ask what became of the chosen candidate."""
        one = self.current
        if one is None or not one.may_follow or self._desk.state is not VacancyState.UNSEALED:
            return
        self._page.errors.clear()
        today = day_written(date.today())
        dialog = OutcomeDialog(self._desk, self.window(), self._page.reference, one, today)
        self._page.ask(dialog, lambda: self._done(f"{one.candidate}: recorded."))

    def ask_take_back(self) -> None:
        """Show what is taken back, and ask once."""
        one = self.current
        if one is None or one.last is None:
            return
        self._page.errors.clear()
        before = one.steps[-2].outcome if len(one.steps) > 1 else "invited"
        dialog = ConfirmDialog(
            self.window(),
            f"Take ‘{one.last.outcome}’ of {one.candidate} back?",
            [
                f"The candidate is ‘{before}’ again.",
                "What was recorded stays in the history and in the log.",
            ],
            "Take it back",
        )
        self._page.ask(dialog, lambda: self._take_back(one.candidate))

    def _take_back(self, candidate: str) -> None:
        self._desk.call(
            interview_outcomes.take_back_outcome,
            self._page.reference,
            candidate,
            done=lambda _outcome: self._done(f"{candidate}: taken back."),
            failed=self._page.fail,
        )

    def _done(self, said: str) -> None:
        self._page.said.emit(said)
        self.read()
