"""Confirming itself: the applications, the fields of one of them, and its documents."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.models.form_fields import FormsModel
from edi_shortlist.desktop.pages.forms_document import DocumentPane
from edi_shortlist.desktop.pages.forms_fields import FieldsPane
from edi_shortlist.desktop.pages.forms_notes import FormNotes
from edi_shortlist.desktop.pages.forms_rows import LineRow, TextRow
from edi_shortlist.desktop.pages.forms_typing import Typed, Typing
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.states import before_release
from edi_shortlist.desktop.widgets.splitter import TurningSplitter
from edi_shortlist.desktop.widgets.table import Table
from edi_shortlist.recruitment.scheme import Scheme
from edi_shortlist.workflow import confirming
from edi_shortlist.workflow.confirming import ApplicationForm, FormSummary
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import Verb, is_allowed


def _confirm(
    session: Session,
    reference: str,
    candidate: str,
    corrections: Mapping[str, str],
    declarations: Sequence[str] | None,
    reason: str,
    **_unused: Any,
) -> None:
    """A confirmation cannot be stopped half-way, so it takes neither progress nor cancelling."""
    confirming.confirm_form(session, reference, candidate, corrections, declarations, reason)


def _undo(session: Session, reference: str, candidates: Sequence[str], **_unused: Any) -> None:
    for candidate in reversed(candidates):
        confirming.undo_confirmation(session, reference, candidate)


class FormsWork(QWidget):
    """The applications of the vacancy in hand, one at a time.

    Signals:
        said: a short sentence for the line at the window's foot.
        failed: sentences for the top of the page.
        refused: sentences with the widget that each is about.
        acting: an act begins, so old errors can go.
        changed: what may be done has changed.
        stale: the list must be read again.
        busy: whether something is being confirmed or undone.
        finished: everything is confirmed.
    """

    said = Signal(str)
    failed = Signal(list)
    refused = Signal(list)
    acting = Signal()
    changed = Signal()
    stale = Signal()
    busy = Signal(bool)
    finished = Signal()

    def __init__(self, desk: Desk, schemes: Mapping[str, Scheme]) -> None:
        super().__init__()
        self.desk = desk
        self.model = FormsModel(self)
        self.table = Table("Applications to confirm")
        self.table.setModel(self.model)
        self.table.stretch(2)
        self.table.setMinimumWidth(170)
        self.table.chosen.connect(self._row_chosen)
        self.notes = FormNotes()
        self.fields = FieldsPane(schemes)
        self.fields.entered.connect(self._field_entered)
        self.fields.edited.connect(self._edited)
        self.fields.reason_edited.connect(self._keep)
        self.document = DocumentPane()
        self.document.field_clicked.connect(self.fields.go_to)
        self.document.take.connect(self._take)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.notes)
        column.addWidget(self.fields, 1)
        self.panes = TurningSplitter(needs=760, least_height=240)
        self.panes.setChildrenCollapsible(False)
        for part in (self.table, middle, self.document):
            self.panes.addWidget(part)
        self.panes.setStretchFactor(1, 1)
        self.panes.setStretchFactor(2, 1)
        self.panes.set_sizes([356, 340, 322], [180, 420, 420])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.panes, 1)
        self.form: ApplicationForm | None = None
        self._typing = Typing(desk, self.failed.emit)
        self._wanted: str | None = None  # the candidate whose form is under way
        self._begin = False  # whether the keyboard goes into the fields when the form is there
        self._confirmed: list[tuple[str, ...]] = []  # acts that can be undone, the last one last

    @property
    def _reference(self) -> str:
        return self.desk.reference or ""

    # Reading

    def forget(self) -> None:
        """Take everything of an applicant off the screen and out of the models. What was typed and
        not confirmed stays in the vault."""
        self._typing.forget()
        self._confirmed = []
        self.form = self._wanted = None
        self.fields.forget()
        self.document.forget()
        self.notes.forget()
        self.model.set_rows([])

    def show_forms(self, found: list[FormSummary], *, again: bool) -> None:
        """Show the applications of the vacancy in hand, and one of them.

        Args:
            again: read that one again too, though it is shown already.
        """
        if not self.desk.is_unsealed:
            return  # the vault was sealed while they were under way
        known = {form.candidate for form in found}
        self.model.show_forms(found)
        wanted = next((c for c in (self.desk.candidate, self._wanted) if c in known), None)
        row = self.model.find(lambda form: form.candidate == wanted)
        if row < 0:
            row = max(self.model.next_waiting(-1), 0)
        stays = not again and bool(found) and self.model.rows[row].candidate == self._wanted
        self.table.blockSignals(stays)
        self.table.choose_row(row)
        self.table.blockSignals(False)
        self.changed.emit()

    def show_doubts(self, doubts: dict[str, int]) -> None:
        """Show how many fields of each application there are to decide about."""
        if self.desk.is_unsealed:
            self.model.count(doubts)
            self.changed.emit()

    def _row_chosen(self, index: QModelIndex) -> None:
        if row := self.model.row_at(index):
            self.show_candidate(row.candidate)

    def show_candidate(self, candidate: str) -> None:
        """Show an application."""
        self._typing.pause()
        self._wanted = self.desk.candidate = candidate
        self.desk.call(
            confirming.form_of,
            self._reference,
            candidate,
            done=self._show_form,
            failed=self.failed.emit,
        )

    def _show_form(self, form: ApplicationForm) -> None:
        if form.candidate != self._wanted or not self.desk.is_unsealed:
            return
        state = self.desk.state
        may_declare = state is not None and is_allowed(Verb.SET_DECLARATIONS, state)
        had_keyboard = self.fields.isAncestorOf(self.window().focusWidget() or self)
        self.form = form
        typed = self._typing.of(form.candidate)
        fresh = not typed.values
        if fresh:
            typed = Typed.kept(form)
        self.document.show_form(form)
        self.fields.show_form(
            form,
            typed,
            may_name=before_release(state),
            may_declare=may_declare,
        )
        self.notes.show_form(form)
        if fresh:
            self._typing.restore(form.candidate, typed, self.fields.steps_back)
        self._keep()
        self.model.count({form.candidate: form.doubts})
        if had_keyboard or self._begin:
            self.fields.begin()
        elif form.fields:
            self.fields.show_first()
        self._begin = False
        self.changed.emit()

    def step(self, by: int) -> None:
        """Go to the application above (negative) or below."""
        row = self.table.current_row() + by
        if 0 <= row < len(self.model.rows):
            self._begin = True
            self.table.choose_row(row)

    # The fields

    def _field_entered(self, number: int) -> None:
        self._typing.pause()
        row = self.fields.rows[number]
        fillable = isinstance(row, LineRow | TextRow) and row.is_open
        self.document.point_at(number, row.name, fillable=fillable)

    def next_doubt(self) -> None:
        """Go to the next field to decide about, here or in the next application."""
        if self.fields.go_to_doubt():
            return
        after = self.table.current_row()
        order = [*range(after + 1, len(self.model.rows)), *range(after)]
        row = next((n for n in order if self._has_doubts(self.model.rows[n])), -1)
        if row < 0:
            self.said.emit("Nothing is left to look at.")
        else:
            self._begin = True
            self.table.choose_row(row)

    @staticmethod
    def _has_doubts(form: FormSummary) -> bool:
        return not form.confirmed and bool(form.doubts)

    def take_text(self) -> None:
        """Take the words selected in the document into the current field."""
        if not self.document.take_selected():
            self.said.emit("Select words in the document first, with the mouse or Shift+arrows.")

    def _take(self, words: str) -> None:
        row = self.fields.current
        if row is None:
            return
        before = row.value
        self._typing.pause()
        self.fields.put(row.field.key, words)
        self._edited(row.field.key, before)
        self._typing.pause()

    def _edited(self, key: str, before: str) -> None:
        if self.form is not None:
            self._typing.note(self.form.candidate, key, before)
            self._keep()

    def _keep(self) -> None:
        """Keep what the fields hold that is not confirmed, if anything can be confirmed."""
        if self.form is not None and self.can_confirm:
            typed = self.fields.typed
            self._typing.keep(self._reference, self.form.candidate, typed)
            self.model.mark_begun(self.form.candidate, begun=bool(typed.values))
            self.notes.show_draft(shown=bool(typed.values))
        self.changed.emit()

    # Confirming

    @property
    def can_confirm(self) -> bool:
        """Whether the application that is shown can be confirmed at all."""
        state = self.desk.state
        may = state is not None and is_allowed(Verb.CORRECT_DECLARATIONS, state)
        return may and self.form is not None

    def confirm(self) -> None:
        """Confirm the application that is shown and go on to the next."""
        if self.form is None or not self.can_confirm or not self.isVisible():
            return
        self.acting.emit()
        problems = self.fields.problems()
        if problems:
            self.refused.emit(problems)
            return
        candidate, corrections = self.form.candidate, self.fields.corrections
        self.busy.emit(True)
        # Looking for what must be hidden takes a while, and holds nothing else up.
        renamed = any(key.startswith("identity.") for key in corrections)
        if renamed:
            self.fields.setEnabled(False)
            self.said.emit("Looking again for what must be hidden…")
        (self.desk.call_long if renamed else self.desk.call)(
            _confirm,
            self._reference,
            candidate,
            corrections,
            self.fields.declarations,
            self.fields.reason.text().strip(),
            done=lambda _outcome: self._done(candidate),
            failed=self._failed,
        )

    def _done(self, candidate: str) -> None:
        self._rest()
        self._typing.forget(candidate)
        self._confirmed.append((candidate,))
        self.said.emit(f"{candidate} is confirmed.")
        self.mark_confirmed([candidate])
        if self._wanted != candidate:
            self.stale.emit()  # the person has gone on meanwhile
            return
        following = self.model.next_waiting(self.table.current_row())
        if following < 0:
            self.show_candidate(candidate)
            self.finished.emit()
        else:
            self._begin = True
            self.table.choose_row(following)
        self.stale.emit()

    def mark_confirmed(self, candidates: Sequence[str]) -> None:
        """Show that applications are confirmed, before the list is read again."""
        for number, form in enumerate(self.model.rows):
            if form.candidate in candidates:
                self.model.replace_row(number, replace(form, confirmed=True))

    def _rest(self) -> None:
        self.fields.setEnabled(True)
        self.busy.emit(False)

    def _failed(self, sentences: list[str]) -> None:
        self._rest()
        self.failed.emit(sentences)

    @property
    def certain(self) -> list[str]:
        """The candidates who can be confirmed unseen; not those with something typed."""
        return self.model.certain

    def confirm_certain(self, candidates: Sequence[str]) -> None:
        """Confirm applications of which nothing is in doubt."""
        self.busy.emit(True)
        self.desk.call_long(
            confirming.confirm_certain,
            self._reference,
            candidates,
            done=self._certain_done,
            failed=self._failed,
        )

    def _certain_done(self, candidates: list[str]) -> None:
        self.busy.emit(False)
        if candidates:
            self._confirmed.append(tuple(candidates))
        number = len(candidates)
        self.said.emit(f"{count(number, 'application')} confirmed.")
        self.stale.emit()
        if self.form is not None:
            self.show_candidate(self.form.candidate)

    # Undoing

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        if not self.can_confirm or self.form is None:
            return False
        typed = self._typing.has(self.form.candidate)
        return typed or bool(self._confirmed) or self.form.confirmed is not None

    def undo_typing(self) -> bool:
        """Take back what was typed last; False: nothing was."""
        step = self._typing.back(self.form.candidate) if self.form else None
        if step is None:
            return False
        self.fields.put(step.key, step.before)
        self._keep()
        return True

    @property
    def last_confirmed(self) -> tuple[str, ...]:
        """Whom the last confirmation at this sitting was of; empty where there was none."""
        return self._confirmed[-1] if self._confirmed else ()

    def undo_confirmation(self, candidates: tuple[str, ...]) -> None:
        """Take a confirmation back."""
        self.acting.emit()
        self.busy.emit(True)
        self.desk.call_long(
            _undo,
            self._reference,
            candidates,
            done=lambda _outcome: self._undone(candidates),
            failed=self._failed,
        )

    def _undone(self, candidates: tuple[str, ...]) -> None:
        self.busy.emit(False)
        if candidates in self._confirmed:
            self._confirmed.remove(candidates)
        whose = candidates[0] if len(candidates) == 1 else f"{len(candidates)} applications"
        self.said.emit(f"Undone: the confirmation of {whose}.")
        self._begin = True
        row = self.model.find(lambda form: form.candidate == candidates[0])
        if row == self.table.current_row():
            self.show_candidate(candidates[0])
        else:
            self.table.choose_row(row)
        self.stale.emit()
