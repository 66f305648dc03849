"""Reviewing redactions, then releasing the vacancy to the panel."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.confirm import ConfirmDialog
from edi_shortlist.desktop.pages.base import VacancyPage
from edi_shortlist.desktop.pages.review_work import ReviewWork
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.states import before_release
from edi_shortlist.desktop.widgets.basics import Empty, button, relabel
from edi_shortlist.workflow import applications, releasing
from edi_shortlist.workflow.session import Session


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
        self.work.add_keys(self)
        self.undo_button = button("Undo", self.work.undo, icon="undo", tip="Ctrl+Z")
        self.release_button = button(
            "Release to the panel…", self.ask_release, kind="primary", icon="release"
        )
        self.acts.addWidget(self.undo_button)
        self.acts.addWidget(self.release_button)
        self.work.said.connect(self.said)
        self.work.failed.connect(self.fail)
        self.work.acting.connect(self.errors.clear)
        self.work.stale.connect(self.shown)
        self.work.finished.connect(self._finished)
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
        for widget in (self.work, self.sealed, self.nothing):
            self.body.addWidget(widget, 1)

    # Reading

    def first(self) -> QWidget | None:
        return self.work.table

    def shown(self) -> None:
        if not self.desk.is_unsealed:
            self.work.forget()
        super().shown()

    def read(self) -> None:
        early = before_release(self.desk.state)
        summary = self.desk.summary
        reviewable = early and bool(summary and summary.applications)
        self.undo_button.setVisible(reviewable and self.desk.is_unsealed)
        self.release_button.setVisible(reviewable and self.desk.is_unsealed)
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

    # Release

    def ask_release(self) -> None:
        """Show what release changes, and ask once."""
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
        number = self.work.count
        dialog = ConfirmDialog(
            self.window(),
            "Release to the panel?",
            [
                f"The panel can read and score {count(number, 'anonymised application')}.",
                "Redactions cannot be changed or undone any more.",
                "No application can be added, and the set-up cannot be changed.",
            ],
            "Release",
        )
        self.ask(dialog, self._release)

    def _release(self) -> None:
        # Anonymising may take a while, so it does not hold up what else is done meanwhile.
        self.release_button.setEnabled(False)
        self.said.emit("Making the anonymised applications…")
        reference = self.reference
        self.desk.call_long(_release, reference, done=self._released, failed=self._not_released)

    def _not_released(self, sentences: list[str]) -> None:
        self.release_button.setEnabled(True)
        self.errors.show_problems([(one, None) for one in sentences], "It was not released")

    def _released(self, number: int) -> None:
        self.release_button.setEnabled(True)
        self.work.forget()
        self.said.emit(f"{count(number, 'application')} released to the panel.")
        self.desk.reload(lambda _outcome: self.go.emit("scoring"))
