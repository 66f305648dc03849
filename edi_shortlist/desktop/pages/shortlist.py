"""The shortlist: who is invited; with the vault open also why; then unsealing and interviews."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTabBar, QVBoxLayout, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.confirm import ConfirmDialog
from edi_shortlist.desktop.dialogs.what_if import WhatIfDialog
from edi_shortlist.desktop.models.shortlist import InterviewsModel, ShortlistModel
from edi_shortlist.desktop.pages.base import VacancyPage
from edi_shortlist.desktop.pages.shortlist_decisions import ShortlistDecisions
from edi_shortlist.desktop.pages.shortlist_papers import ShortlistPapers
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.states import drawn, locked
from edi_shortlist.desktop.widgets.basics import Card, Empty, Note, button, text
from edi_shortlist.desktop.widgets.table import Table
from edi_shortlist.recruitment.plain_words import listed
from edi_shortlist.workflow import (
    drawing_again,
    interview_outcomes,
    shortlisting,
    unsealing,
    vacancies,
)
from edi_shortlist.workflow.drawing_again import DrawnAgain
from edi_shortlist.workflow.shortlisting import ShortlistView
from edi_shortlist.workflow.states import VacancyState
from edi_shortlist.workflow.unsealing import UnsealedCandidate

LIST, INTERVIEWS = range(2)


class ShortlistPage(VacancyPage):
    """Draw the shortlist, see why, and unseal the invited."""

    name = "shortlist"
    title = "Shortlist"
    icon = "shortlist"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.unseal_button = button(
            "Unseal the invited…", self.ask_unseal, kind="primary", icon="unlock"
        )
        self.close_button = button("Close the vacancy…", self.ask_close, icon="done")
        self.what_if_button = button("What if…", self.ask_what_if, icon="shortlist")
        self.decisions = ShortlistDecisions(self, self._candidate)
        self.acts.addWidget(self.close_button)
        self.acts.addWidget(self.unseal_button)
        self.early = Empty("shortlist", "", "")
        self.early_button = self.early.add_button(
            button("Go to scoring", lambda: self.go.emit("scoring"), kind="primary", icon="next")
        )
        self.draw_button = self.early.add_button(
            button("Draw the shortlist", self.draw, kind="primary", icon="shortlist")
        )
        self.vault_button = self.early.add_button(self.open_vault_button())
        self.work = QWidget()
        column = QVBoxLayout(self.work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Shortlist or interviews")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.addTab("Shortlist")
        self.tabs.addTab("Interview list")
        self.tabs.currentChanged.connect(lambda _at: self._arrange())
        column.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        self.note = Note("", "neutral")
        column.addWidget(self.note)
        self.model = ShortlistModel(self)
        self.table = Table("Shortlist")
        self.table.setModel(self.model)
        self.table.chosen.connect(self._explain)
        column.addWidget(self.table, 1)
        self.why = Card()
        self.why_heading = text("", "strong")
        self.why_words = text("")
        self.why_words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.account_button = button("Rule by rule…", self.decisions.show_account, icon="next")
        top = QHBoxLayout()
        top.addWidget(self.why_heading, 1)
        top.addWidget(self.account_button)
        self.why.inside.addLayout(top)
        self.why.inside.addWidget(self.why_words)
        column.addWidget(self.why)
        self.interviews = InterviewsModel(self)
        self.interview_table = Table("Interview list")
        self.interview_table.setModel(self.interviews)
        self.interview_table.stretch(1, 5)
        self.interview_table.setWordWrap(True)
        self.interview_table.verticalHeader().setSectionResizeMode(
            QHeaderView.ResizeMode.ResizeToContents
        )
        self.interview_table.chosen.connect(self._explain_interview)
        column.addWidget(self.interview_table, 1)
        self.papers = ShortlistPapers(desk, self)
        self.papers.wants_vault.connect(self.wants_vault)
        for made in (self.what_if_button, self.decisions.button):
            self.papers.buttons.addWidget(made)
        self.body.addWidget(self.papers)
        self.body.addWidget(self.work, 1)
        self.body.addWidget(self.early, 1)
        self._view: ShortlistView | None = None
        self._again: DrawnAgain | None = None

    # Reading

    def first(self) -> QWidget | None:
        return self.table

    def read(self) -> None:
        state = self.desk.state
        if not self.desk.is_unsealed:
            self._forget()
        self.unseal_button.setVisible(state is VacancyState.SHORTLISTED and self.desk.pack is None)
        self.close_button.setVisible(state is VacancyState.UNSEALED)
        self.what_if_button.setVisible(locked(state) and self.desk.is_unsealed)
        self.decisions.read()
        self.papers.read()
        self.show_one(self.work if drawn(state) else self.early, self.work, self.early)
        if not drawn(state):
            self._say_early(state)
            return
        self.desk.call(drawing_again.drawn_again, self.reference, done=self._fill_again)
        self.desk.call(
            shortlisting.current_shortlist, self.reference, done=self._fill, failed=self.fail
        )
        if self._unsealed_state() and self.desk.is_unsealed:
            self.desk.call(
                unsealing.unsealed_candidates,
                self.reference,
                done=self._fill_interviews,
                failed=self.fail,
            )
        self._arrange()

    def _forget(self) -> None:
        """Take explanations and identities off the screen and out of the models."""
        self._view = None
        self.model.show_view(None, {})
        self.interviews.set_rows([])
        self.why.hide()
        self.note.hide()

    def _unsealed_state(self) -> bool:
        return self.desk.state in (VacancyState.UNSEALED, VacancyState.CLOSED)

    def _say_early(self, state: VacancyState | None) -> None:
        ready = locked(state)
        opened = self.desk.is_unsealed
        self.early_button.setVisible(not ready)
        self.draw_button.setVisible(ready and opened)
        self.vault_button.setVisible(ready and not opened and self.desk.pack is None)
        if self.desk.pack:
            self.early.say(
                "The shortlist was not drawn when this copy was made",
                "HR can make you another copy when it is.",
            )
        elif not ready:
            self.early.say(
                "There is no shortlist yet",
                "It is drawn when every panellist has scored and the scores are locked.",
            )
        elif not opened:
            self.early.say(
                "Open the vault to draw the shortlist",
                "The declarations for guaranteed interviews are in the vault. They cannot "
                "change a score any more.",
            )
        else:
            self.early.say(
                "The shortlist can be drawn",
                "Merit first, then guaranteed interviews in addition. A declaration or "
                "withdrawal that comes late is decided under ‘After the lock’.",
            )

    def _fill_again(self, again: DrawnAgain | None) -> None:
        self._again = again

    def _fill(self, view: ShortlistView | None) -> None:
        if view is not None and view.unsealed and not self.desk.is_unsealed:
            return  # the vault was sealed while the list was under way
        self._view = view
        at = max(self.table.current_row(), 0)
        self.model.show_view(view, {name: one.name for name, one in self.desk.schemes.items()})
        self.table.stretch(*((6,) if view and view.unsealed else (1,)))
        self.table.choose_row(at)
        self._arrange()

    def _fill_interviews(self, found: list[UnsealedCandidate]) -> None:
        if self.desk.is_unsealed:
            self.interviews.set_rows(found)
            self._arrange()

    def _arrange(self) -> None:
        """Show the list or the interviews, and say what can be seen."""
        unsealed, opened = self._unsealed_state(), self.desk.is_unsealed
        self.tabs.setVisible(unsealed)
        interviews = unsealed and self.tabs.currentIndex() == INTERVIEWS
        self.table.setVisible(not interviews)
        self.interview_table.setVisible(interviews and opened)
        invited = len(self._view.interview_list) if self._view else 0
        total = len(self._view.candidates) if self._view else 0
        said = f"{invited} of {count(total, 'candidate')} are invited to interview."
        if self._again is not None:
            said += (
                f" It was drawn again: {self._again.added} more invited, {self._again.removed} not "
                "any more."
            )
        self.note.setVisible(self._view is not None or interviews)
        if interviews and not opened:
            self.note.say("Open the vault to see who the invited are.", "warning")
        elif interviews:
            self.note.say(
                "Send the invitations, and see to the adjustments before each interview.", "neutral"
            )
        elif opened:
            self.note.say(
                f"{said} Totals and reasons are for HR: they show who declared.", "neutral"
            )
        else:
            self.note.say(
                f"{said} This is the manager’s list, in the order of the references.", "neutral"
            )
        if interviews:
            self._explain_interview(self.interview_table.currentIndex())
        else:
            self._explain(self.table.currentIndex())

    def _candidate(self) -> str | None:
        """Return the candidate who is chosen in the shortlist, or None."""
        row = self.model.row_at(self.table.current_row())
        return row.candidate if row is not None else None

    def _explain(self, index: QModelIndex) -> None:
        row = self.model.row_at(index) if index.isValid() else None
        self.why.setVisible(row is not None and bool(row.explanation))
        if row is not None and row.explanation:
            self.account_button.show()
            self.why_heading.setText(f"Why: {row.candidate}")
            self.why_words.setText(row.explanation)

    def _explain_interview(self, index: QModelIndex) -> None:
        row = self.interviews.row_at(index) if index.isValid() else None
        said = row.adjustments.strip() if row is not None else ""
        self.why.setVisible(bool(said) and not self.interview_table.isHidden())
        if row is not None and said:
            self.account_button.hide()
            self.why_heading.setText(f"Adjustments for {row.candidate}")
            self.why_words.setText(said)

    # Acting

    def ask_what_if(self) -> None:
        """Try other places and pass levels out; nothing is changed."""
        self.errors.clear()
        self.desk.call(
            vacancies.get_vacancy,
            self.reference,
            done=lambda vacancy: self.ask(
                WhatIfDialog(self.desk, self.window(), vacancy), lambda: None
            ),
            failed=self.fail,
        )

    def draw(self) -> None:
        """Draw the shortlist."""
        self.errors.clear()
        self.desk.call(shortlisting.shortlist, self.reference, done=self._drawn, failed=self.fail)

    def _drawn(self, view: ShortlistView) -> None:
        self.said.emit(f"{count(len(view.interview_list), 'candidate')} invited to interview.")
        self.desk.reload()

    def ask_unseal(self) -> None:
        """Show what unsealing changes, and ask once; the vault must be open."""
        self.errors.clear()
        if not self.desk.is_unsealed:
            self.wants_vault.emit()
            return
        invited = len(self._view.interview_list) if self._view else 0
        rest = (len(self._view.candidates) if self._view else 0) - invited
        dialog = ConfirmDialog(
            self.window(),
            "Unseal the invited?",
            [
                f"Names, contacts and adjustments of {count(invited, 'candidate')} are shown "
                "to whoever opens the vault.",
                f"{count(rest, 'other candidate')} and everybody’s declarations stay sealed.",
                "It is written into the log and cannot be taken back.",
            ],
            "Unseal the invited",
        )
        self.ask(dialog, self._unseal)

    def _unseal(self) -> None:
        self.desk.call(unsealing.unseal, self.reference, done=self._unsealed, failed=self.fail)

    def _unsealed(self, found: list[UnsealedCandidate]) -> None:
        self.said.emit(f"{count(len(found), 'candidate')} unsealed.")
        self.tabs.setCurrentIndex(INTERVIEWS)
        self.desk.reload()

    def ask_close(self) -> None:
        """Show what closing changes, and ask once."""
        self.desk.call(
            interview_outcomes.who_is_not_settled,
            self.reference,
            done=self._ask_close,
            failed=self.fail,
        )

    def _ask_close(self, open_ones: frozenset[str]) -> None:
        changes = ["Nothing can be changed in it any more; it can still be read."]
        if open_ones:
            changes.insert(
                0,
                f"What became of {listed(sorted(open_ones))} is not settled yet, and cannot be "
                "recorded any more.",
            )
        dialog = ConfirmDialog(
            self.window(),
            "Close the vacancy?",
            changes,
            "Close the vacancy",
            kind="danger" if open_ones else "primary",
        )
        self.ask(dialog, self._close)

    def _close(self) -> None:
        self.desk.call(
            unsealing.close_vacancy,
            self.reference,
            done=lambda _outcome: self.desk.reload(),
            failed=self.fail,
        )
