"""Reviewing redactions, then releasing the vacancy to the panel."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.release import ReleaseDialog
from edi_shortlist.desktop.pages.base import VacancyPage
from edi_shortlist.desktop.pages.review_check import ReviewCheck
from edi_shortlist.desktop.pages.review_work import ReviewWork
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.states import before_release
from edi_shortlist.desktop.theme import appearance
from edi_shortlist.desktop.widgets.basics import Empty, button, relabel
from edi_shortlist.workflow import applications, last_look, releasing
from edi_shortlist.workflow.last_look import Doubt, Look
from edi_shortlist.workflow.session import Session

ROOM_FOR_ACTS = 800
"""The width from which on the acts show all their words, at 100 % text."""


def _release(session: Session, reference: str, **_unused: Any) -> int:
    """Release cannot be stopped half-way, so it takes neither progress nor cancelling."""
    return releasing.release(session, reference)


class ReviewPage(VacancyPage):
    """Decide every redaction of every application, then release the vacancy to the panel."""

    name = "review"
    title = "Review redactions"
    icon = "review"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.work = ReviewWork(desk)
        self.check = ReviewCheck(desk, self)
        self.work.add_keys(
            self,
            ("Ctrl+Shift+C", self.check_once_more),
            ("Ctrl+Shift+P", self._turn_lists),
        )
        self.undo_button = button("Undo", self.work.undo, icon="undo", tip="Ctrl+Z")
        self.release_button = button(
            "Release to the panel…", self.ask_release, kind="primary", icon="release"
        )
        self.check_button = button(
            "Check once more…", self.check_once_more, icon="search", tip="Ctrl+Shift+C"
        )
        self.acts.addWidget(self.undo_button)
        self.acts.addWidget(self.check_button)
        self.acts.addWidget(self.release_button)
        self.work.said.connect(self.said)
        self.work.failed.connect(self.fail)
        self.work.acting.connect(self.errors.clear)
        self.work.stale.connect(self.shown)
        self.work.finished.connect(self._finished)
        self.work.top.places_wanted.connect(self._show_lists)
        self.check.panel.opened.connect(self._go_to_place)
        self.check.panel.again.connect(self.check_once_more)
        self.check.panel.left.connect(lambda: self.work.top.places_button.setChecked(False))
        self.check.found.connect(self._checked)
        self.check.forgotten.connect(lambda: self.work.top.offer_places(None))
        self.check.failed.connect(self._not_checked)
        self.check.running_changed.connect(self._hold)
        self.sealed = Empty(
            "lock",
            "The vault is sealed",
            "Open it to see the applications beside what is hidden in them.",
        )
        self.sealed.add_button(self.open_vault_button())
        self.nothing = Empty("review", "Nothing to review yet", "Add applications first.")
        self.nothing_button = self.nothing.add_button(
            button("Add applications", self._leave, kind="primary", icon="next")
        )
        appearance().changed.connect(self._fit_acts)
        self.body.addWidget(self.check.progress)
        for widget in (self.work, self.sealed, self.nothing):
            self.body.addWidget(widget, 1)

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_acts()

    def _fit_acts(self) -> None:
        """Leave the heading room for its words where the page is narrow."""
        narrow = self.width() < ROOM_FOR_ACTS * appearance().percent // 100
        self.undo_button.setText("" if narrow else " Undo")
        self.release_button.setText(" Release…" if narrow else " Release to the panel…")

    # Reading

    def first(self) -> QWidget | None:
        places = self.work.top.places_button.isChecked()
        return self.check.panel.table if places else self.work.table

    def shown(self) -> None:
        if not self.desk.is_unsealed:
            self.work.forget()
        super().shown()

    def read(self) -> None:
        self.check.keep_to(self.reference)
        early = before_release(self.desk.state)
        summary = self.desk.summary
        reviewable = early and bool(summary and summary.applications)
        for one in (self.undo_button, self.check_button, self.release_button):
            one.setVisible(reviewable and self.desk.is_unsealed)
        if early:
            self.nothing.say("Nothing to review yet", "Add applications first.")
            relabel(self.nothing_button, "Add applications")
        else:
            self.nothing.say(
                "The review is finished",
                "This vacancy was released to the panel. Redactions cannot be changed any more.",
            )
            relabel(self.nothing_button, "Go to scoring")
        page: QWidget = self.nothing
        if reviewable:
            page = self.work if self.desk.is_unsealed else self.sealed
        self.show_one(page, self.work, self.sealed, self.nothing)
        if page is self.work:
            self.desk.call(
                applications.list_applications,
                self.reference,
                done=self.work.show_applications,
                failed=self.fail,
            )

    def _leave(self) -> None:
        self.go.emit("applications" if before_release(self.desk.state) else "scoring")

    def _finished(self) -> None:
        self.said.emit("Every redaction is decided. You can release the vacancy.")
        self.release_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # The check before release

    def check_once_more(self) -> None:
        """Read everything as the panel would, and list what may still identify somebody."""
        if self.work.isVisible():
            self.errors.clear()
            self.check.run()

    def _hold(self, hold: bool) -> None:
        """Hold both acts while one of them runs: the other would wait behind it in silence."""
        for one in (self.check_button, self.release_button):
            one.setEnabled(not hold)

    def _checked(self, look: Look) -> None:
        places = self.work.top.places_button
        self.work.top.offer_places(len(look.doubts))
        self.said.emit(self.check.panel.note.words)
        if self.isVisible():
            places.setChecked(True)
            self._to_list()

    def _not_checked(self, sentences: list[str]) -> None:
        self.errors.show_problems([(one, None) for one in sentences], "It was not checked")

    def _go_to_place(self, place: Doubt) -> None:
        self.work.go_to_place(place)
        # Where the panes stand below the list, they may be out of sight.
        around: QWidget | None = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(self.work.panes)

    def _turn_lists(self) -> None:
        if self.check.look is not None and self.work.isVisible():
            self.work.top.places_button.toggle()
            self._to_list()

    def _show_lists(self, places: bool) -> None:
        self.work.show_list(self.check.panel if places else self.work.table)

    def _to_list(self) -> None:
        """Put the keyboard on the list that is shown."""
        first = self.first()
        if first is not None:
            first = first if first.isVisible() else self.check.panel.again_button
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    # Release

    def ask_release(self) -> None:
        """Show what release changes and how the check before it stands, and ask once."""
        self.errors.clear()
        undecided = self.work.undecided
        if undecided:
            self.errors.show_problems(
                [
                    (
                        f"{count(undecided, 'redaction')} still to decide. Go to the next one.",
                        self.work.go_to_undecided,
                    )
                ],
                "It cannot be released yet",
            )
            return
        # Somebody else may have decided something since the check, so this is read anew.
        self.release_button.setEnabled(False)
        self.desk.call(
            last_look.fingerprint, self.reference, done=self._ask_release, failed=self._not_released
        )

    def _ask_release(self, fingerprint: str) -> None:
        self.release_button.setEnabled(not self.check.running)
        if not self.work.isVisible() or self.check.running:
            return
        stands = self.check.stands(fingerprint)
        dialog = ReleaseDialog(self.window(), self.work.count, stands)
        dialog.rejected.connect(lambda: self._leave_release(dialog.wants_check, stands.fresh))
        self.ask(dialog, self._release)

    def _leave_release(self, wants_check: bool, fresh: bool) -> None:
        if not wants_check:
            return
        if fresh:
            self.work.top.places_button.setChecked(True)
            self._to_list()
        else:
            self.check_once_more()

    def _release(self) -> None:
        # Anonymising may take a while, so it does not hold up what else is done meanwhile.
        self._hold(True)
        self.said.emit("Making the anonymised applications…")
        reference = self.reference
        self.desk.call_long(_release, reference, done=self._released, failed=self._not_released)

    def _not_released(self, sentences: list[str]) -> None:
        self._hold(self.check.running)
        self.errors.show_problems([(one, None) for one in sentences], "It was not released")

    def _released(self, number: int) -> None:
        self._hold(False)
        self.work.forget()
        self.check.forget()
        self.said.emit(f"{count(number, 'application')} released to the panel.")
        self.desk.reload(lambda _outcome: self.go.emit("scoring"))
