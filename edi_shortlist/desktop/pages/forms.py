"""Confirming what was read from application forms: each field beside its place in the document."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.confirm import ConfirmDialog
from edi_shortlist.desktop.pages.base import VacancyPage
from edi_shortlist.desktop.pages.forms_work import FormsWork
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.states import before_release, drawn
from edi_shortlist.desktop.theme import appearance
from edi_shortlist.desktop.widgets.basics import Empty, button, text
from edi_shortlist.workflow import confirming
from edi_shortlist.workflow.confirming import FormSummary

ROOM_FOR_ACTS = 860
"""The width from which on the acts show all their words, at 100 % text."""
CERTAIN_WORDS = "Confirm all that are certain…"
_NAMED = 3  # so many applications are named in a line


class FormsPage(VacancyPage):
    """Look at what was found of each applicant, correct it, and confirm it."""

    name = "forms"
    title = "Confirm the forms"
    icon = "forms"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.work = FormsWork(desk, desk.schemes)
        self.undo_button = button("Undo", self.undo, icon="undo", tip="Ctrl+Z")
        self.certain_button = button(CERTAIN_WORDS, self.ask_certain, icon="certain")
        self.confirm_button = button(
            "Confirm and next", self.confirm, kind="primary", icon="accept", tip="Ctrl+Enter"
        )
        for one in (self.undo_button, self.certain_button, self.confirm_button):
            self.acts.addWidget(one)
        self.head = QWidget()
        row = QHBoxLayout(self.head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        self.look_button = button("Next to look at", self.work.next_doubt, icon="next", tip="F8")
        self.progress = text("", "hint")
        row.addWidget(self.look_button)
        row.addWidget(self.progress, 1)
        self.sealed = Empty(
            "lock",
            "The vault is sealed",
            "Open it to see what was found of each applicant, beside the documents.",
        )
        self.sealed.add_button(self.open_vault_button())
        self.nothing = Empty("forms", "Nothing to confirm yet", "Add applications first.")
        self.nothing.add_button(
            button(
                "Add applications",
                lambda: self.go.emit("applications"),
                kind="primary",
                icon="next",
            )
        )
        self.body.addWidget(self.head)
        for widget in (self.work, self.sealed, self.nothing):
            self.body.addWidget(widget, 1)
        self._busy = False
        self._shown_for: str | None = None  # the vacancy that the work shows
        self._connect()
        self._fit_acts()

    def _connect(self) -> None:
        work = self.work
        work.said.connect(self.said)
        work.failed.connect(self._not_done)
        work.refused.connect(self._refuse)
        work.acting.connect(self.errors.clear)
        work.changed.connect(self._tell)
        work.stale.connect(self._read_list)
        work.busy.connect(self._hold)
        work.finished.connect(lambda: self.said.emit("Every application is confirmed."))
        self.desk.seal_changed.connect(self._forget_sealed)
        appearance().changed.connect(self._fit_acts)
        for keys, act in (
            ("Ctrl+Return", self.confirm),
            ("Ctrl+Enter", self.confirm),
            ("F8", work.next_doubt),
            ("Ctrl+T", work.take_text),
            ("Ctrl+Z", self.undo),
            ("Ctrl+PgDown", lambda: work.step(1)),
            ("Ctrl+PgUp", lambda: work.step(-1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_acts()

    def _fit_acts(self) -> None:
        """Leave the heading room for its words where the page is narrow."""
        narrow = self.width() < ROOM_FOR_ACTS * appearance().percent // 100
        self.undo_button.setText("" if narrow else " Undo")
        self.certain_button.setText(" Certain…" if narrow else f" {CERTAIN_WORDS}")
        self.confirm_button.setText(" Confirm" if narrow else " Confirm and next")

    # Reading

    def first(self) -> QWidget | None:
        return self.work.table

    def read(self) -> None:
        summary = self.desk.summary
        some = bool(summary and summary.applications)
        unsealed = self.desk.is_unsealed
        if not unsealed or self._shown_for != self.reference:
            self.work.forget()
            self._shown_for = self.reference
        page: QWidget = self.nothing
        if some:
            page = self.work if unsealed else self.sealed
        self.show_one(page, self.work, self.sealed, self.nothing)
        self.head.setVisible(page is self.work)
        self._tell()
        if page is self.work:
            self._read_list(again=True)

    def _forget_sealed(self, unsealed: bool) -> None:
        if not unsealed:
            self.work.forget()

    def _read_list(self, *, again: bool = False) -> None:
        if not self.desk.is_unsealed:
            return

        def show(found: list[FormSummary]) -> None:
            self.work.show_forms(found, again=again)
            if again and self.desk.is_unsealed:
                self._count_doubts()

        self.desk.call(confirming.list_forms, self.reference, done=show, failed=self.fail)

    def _count_doubts(self) -> None:
        """Count what there is to decide about, which takes a while for many applications."""
        uncounted = self.work.model.uncounted
        if not uncounted:
            return
        self.desk.call_long(
            confirming.count_doubts,
            self.reference,
            uncounted,
            done=self.work.show_doubts,
            failed=lambda _sentences: None,  # sealed meanwhile; the forms themselves tell the rest
        )

    def _tell(self) -> None:
        """Say how far the work is, and offer what can be done."""
        work, rows = self.work, self.work.model.rows
        waiting = len(work.model.waiting)
        words = f"{len(rows) - waiting} of {count(len(rows), 'application')} confirmed."
        if not waiting:
            words = "Every application is confirmed." if rows else ""
        elif before_release(self.desk.state):
            words += " The vacancy can be released before all are."
        if work.can_confirm and (begun := work.model.begun):
            words += f" Typed and not confirmed: {_first_of(begun)}."
        if not before_release(self.desk.state):
            closed = "the shortlist is drawn" if drawn(self.desk.state) else "it was released"
            what = "nothing" if drawn(self.desk.state) else "who the applicants are"
            verb = "can be changed any more" if what == "nothing" else "cannot be changed any more"
            words += f" {what.capitalize()} {verb}: {closed}."
        self.progress.setText(words)
        may = work.can_confirm and work.isVisibleTo(self)
        for one in (self.undo_button, self.certain_button, self.confirm_button):
            one.setVisible(may)
        self.confirm_button.setEnabled(not self._busy)
        self.undo_button.setEnabled(not self._busy and work.can_undo)
        self.certain_button.setEnabled(not self._busy and bool(work.certain))

    def _hold(self, busy: bool) -> None:
        self._busy = busy
        self._tell()

    # Acting

    def confirm(self) -> None:
        """Confirm the application that is shown, and go on to the next."""
        if not self._busy:
            self.work.confirm()

    def _refuse(self, problems: list[tuple[str, QWidget]]) -> None:
        def to(widget: QWidget):  # type: ignore[no-untyped-def]
            return lambda: widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

        self.errors.show_problems(
            [(said, to(widget)) for said, widget in problems], "It cannot be confirmed yet"
        )

    def _not_done(self, sentences: list[str]) -> None:
        self.errors.show_problems([(one, None) for one in sentences], "Nothing was changed")

    def ask_certain(self) -> None:
        """Ask once, then confirm every application of which nothing is in doubt."""
        certain = self.work.certain
        if not certain or self._busy:
            return
        left = len(self.work.model.waiting) - len(certain)
        changes = [
            f"{count(len(certain), 'application')} with nothing in doubt become confirmed, "
            "without being looked at one by one."
        ]
        if left:
            changes.append(f"{count(left, 'application')} with something to decide wait for you.")
        dialog = ConfirmDialog(
            self.window(),
            "Confirm all that are certain?",
            changes,
            f"Confirm {count(len(certain), 'application')}",
            kind="primary",
        )
        self.ask(dialog, lambda: self.work.confirm_certain(certain))

    def undo(self) -> None:
        """Take back what was typed last, or else the last confirmation."""
        work = self.work
        if self._busy or not work.isVisible() or not work.can_undo:
            return
        self.errors.clear()
        if work.undo_typing():
            return
        if work.last_confirmed:
            work.undo_confirmation(work.last_confirmed)
        elif work.form is not None and work.form.confirmed is not None:
            candidate, by = work.form.candidate, work.form.confirmed.actor
            dialog = ConfirmDialog(
                self.window(),
                f"Undo the confirmation of {candidate}?",
                [
                    f"What {by} confirmed is taken back, with the corrections made then.",
                    "It can be confirmed again.",
                ],
                "Undo the confirmation",
            )
            self.ask(dialog, lambda: work.undo_confirmation((candidate,)))


def _first_of(candidates: list[str]) -> str:
    """The first few references, and how many more there are."""
    named = ", ".join(candidates[:_NAMED])
    return f"{named} and {len(candidates) - _NAMED} more" if candidates[_NAMED:] else named
