"""What HR decides about a shortlist after the lock, behind one button; and the accounts."""

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from edi_shortlist.desktop.dialogs.account import AccountDialog
from edi_shortlist.desktop.dialogs.after_lock import (
    AfterLockDialog,
    CorrectScoreDialog,
    DecidedDialog,
    DifferenceDialog,
    DrawAgainDialog,
    LateDeclarationDialog,
)
from edi_shortlist.desktop.pages.base import VacancyPage
from edi_shortlist.desktop.states import drawn
from edi_shortlist.desktop.widgets.basics import button
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.workflow import (
    applications,
    drawing_again,
    explaining,
    late_declarations,
    scoring,
    vacancies,
)
from edi_shortlist.workflow.applications import ApplicationSummary
from edi_shortlist.workflow.states import Verb, is_allowed


class ShortlistDecisions:
    """The button and what it leads to.

    Args:
        page: the page that it belongs to.
        chosen: returns the candidate who is chosen on the page, or None.
    """

    def __init__(self, page: VacancyPage, chosen: Callable[[], str | None]) -> None:
        self._page, self._chosen = page, chosen
        self.button: QPushButton = button("After the lock", icon="lock")
        self.button.setToolTip("Late declarations, corrected scores, and drawing again")
        menu = QMenu(self.button)
        self.declaration = self._add(menu, "Late declaration or withdrawal…", self.ask_declaration)
        self.score = self._add(menu, "Correct a score…", self.ask_score)
        self.again = self._add(menu, "Draw again…", self.ask_again)
        self.changes = self._add(menu, "What the last drawing changed…", self.show_changes)
        self.decided = self._add(menu, "Declarations decided so far…", self.show_decided)
        self.button.setMenu(menu)

    def _add(self, menu: QMenu, words: str, act: Callable[[], None]) -> QAction:
        action = menu.addAction(words)
        action.triggered.connect(lambda _on=False: act())
        return action

    def read(self) -> None:
        """Offer what the vacancy's state allows; the vault must be open for all of it."""
        desk = self._page.desk
        state = desk.state
        may = state is not None and is_allowed(Verb.CORRECT_SCORE, state)
        self.button.setVisible(desk.is_unsealed and (may or drawn(state)))
        for action in (self.declaration, self.score):
            action.setEnabled(may)
        self.again.setEnabled(state is not None and is_allowed(Verb.DRAW_AGAIN, state))
        self.changes.setEnabled(drawn(state))

    def ask_declaration(self) -> None:
        """Decide on a declaration that comes late."""
        self._page.errors.clear()
        self._page.desk.call(
            applications.list_applications,
            self._page.reference,
            unsealed=True,
            done=self._declaration,
            failed=self._page.fail,
        )

    def _declaration(self, found: list[ApplicationSummary]) -> None:
        page = self._page
        if page.desk.is_unsealed:
            self._ask(
                LateDeclarationDialog(
                    page.desk, page.window(), page.reference, found, self._chosen()
                )
            )

    def ask_score(self) -> None:
        """Correct a score that was locked."""
        page = self._page
        page.errors.clear()
        page.desk.call(
            vacancies.get_vacancy, page.reference, done=self._read_candidates, failed=page.fail
        )

    def _read_candidates(self, vacancy: Vacancy) -> None:
        page = self._page
        page.desk.call(
            scoring.candidates,
            page.reference,
            done=lambda found: self._score(vacancy, found),
            failed=page.fail,
        )

    def _score(self, vacancy: Vacancy, candidates: list[str]) -> None:
        page = self._page
        self._ask(CorrectScoreDialog(page.desk, page.window(), vacancy, candidates, self._chosen()))

    def ask_again(self) -> None:
        """Draw the shortlist again."""
        page = self._page
        page.errors.clear()
        self._ask(DrawAgainDialog(page.desk, page.window(), page.reference))

    def _ask(self, dialog: AfterLockDialog) -> None:
        self._page.ask(dialog, lambda: self._decided(dialog))

    def _decided(self, dialog: AfterLockDialog) -> None:
        # Not of whom: the line stays on the screen for a while, also once the vault is sealed.
        again = " The shortlist is drawn again." if dialog.outcome else ""
        self._page.said.emit(f"It is decided.{again}")
        self._page.desk.reload()

    def show_changes(self) -> None:
        """Show what the last drawing changed."""
        page = self._page
        page.errors.clear()
        page.desk.call(
            drawing_again.difference_of,
            page.reference,
            done=lambda found: page.ask(DifferenceDialog(page.window(), found), lambda: None),
            failed=page.fail,
        )

    def show_decided(self) -> None:
        """Show what was decided on declarations after the lock."""
        page = self._page
        page.errors.clear()
        page.desk.call(
            late_declarations.decisions_of,
            page.reference,
            done=lambda found: page.ask(
                DecidedDialog(page.window(), found, page.desk.schemes), lambda: None
            ),
            failed=page.fail,
        )

    def show_account(self) -> None:
        """Show the account of the chosen candidate."""
        page, candidate = self._page, self._chosen()
        if candidate is None:
            return
        page.errors.clear()
        page.desk.call(
            explaining.explanation_of,
            page.reference,
            candidate,
            done=lambda account: page.ask(AccountDialog(page.window(), account), lambda: None),
            failed=page.fail,
        )
