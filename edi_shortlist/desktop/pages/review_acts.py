"""The acts of the review: asks what must be asked, has them saved, and tells how that went."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.confirm import ConfirmDialog
from edi_shortlist.desktop.dialogs.label_chooser import LabelChooser
from edi_shortlist.desktop.dialogs.reason import ReasonDialog
from edi_shortlist.desktop.models.redactions import CERTAIN
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.widgets.page import open_dialog
from edi_shortlist.workflow import reviewing
from edi_shortlist.workflow.decision_reasons import Against, usual_reasons
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.reviewing import Redaction, Undone


class ReviewActs(QObject):
    """Does what the review asks to redactions of the vacancy in hand; shows none of it.

    Signals:
        said: a short sentence for the line at the window's foot.
        failed: sentences; an act came to nothing.
        acting: an act begins, so old errors can go.
        decided: a ``Redaction`` as it will be when its decision is saved.
        refused: a decision that was told of is not saved after all.
        saved: a ``Redaction`` as it is now.
        rejected: it was rejected for a reason, so the next one can come up.
        added: a new ``Redaction``.
        undone: an ``Undone``, what was taken back.
        stale: many redactions have changed.
    """

    said = Signal(str)
    failed = Signal(list)
    acting = Signal()
    decided = Signal(object)
    refused = Signal()
    saved = Signal(object)
    rejected = Signal()
    added = Signal(object)
    undone = Signal(object)
    stale = Signal()

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page

    @property
    def _reference(self) -> str:
        return self._desk.reference or ""

    # Deciding

    def decide(self, redaction: Redaction, decision: str) -> None:
        """Accept or reject a redaction."""
        verb = reviewing.accept if decision == "accepted" else reviewing.reject
        self.acting.emit()
        self._desk.call(verb, redaction.id, done=self._saved, failed=self._refused)
        self.decided.emit(replace(redaction, decision=decision, decided_by=self._desk.actor))

    def _refused(self, sentences: list[str]) -> None:
        self.failed.emit(sentences)
        self.refused.emit()

    def _saved(self, redaction: Redaction) -> None:
        self.saved.emit(redaction)

    def ask_reason(self, redaction: Redaction) -> None:
        """Ask why a redaction is rejected, or why it was marked by hand."""
        against = reviewing.against_of(redaction) or Against.REJECTED
        try:
            usual = usual_reasons(against)
        except Refused as refused:
            self.failed.emit(list(refused.problems))
            return
        dialog = ReasonDialog(self._desk, self._page.window(), redaction, against, usual)
        open_dialog(dialog, lambda: self._explained(redaction, dialog.outcome))

    def _explained(self, before: Redaction, after: Redaction) -> None:
        self.saved.emit(after)
        if after.decision != before.decision:
            self.rejected.emit()

    def ask_certain(self, candidate: str, number: int) -> None:
        """Ask once, then accept every redaction of a candidate that is certain.

        Args:
            number: how many these are.
        """
        dialog = ConfirmDialog(
            self._page.window(),
            f"Accept {count(number, 'certain redaction')}?",
            [
                f"{count(number, 'passage')} of {candidate} will be hidden without being "
                "looked at one by one; the log says so.",
                "Passages that are less certain, and those that the policy asks about, stay "
                "undecided.",
                "You can undo it until the vacancy is released.",
            ],
            "Accept them",
            kind="primary",
        )
        open_dialog(dialog, lambda: self._accept_certain(candidate))

    def _accept_certain(self, candidate: str) -> None:
        self._desk.call(
            reviewing.accept_all,
            self._reference,
            candidate,
            at_least=CERTAIN,
            done=self._accepted_certain,
            failed=self.failed.emit,
        )

    def _accepted_certain(self, number: int) -> None:
        self.said.emit(f"{count(number, 'redaction')} accepted.")
        self.stale.emit()

    def undo(self) -> None:
        """Take back one's own last act of review."""
        self._desk.call(reviewing.undo, self._reference, done=self._undone, failed=self.failed.emit)

    def _undone(self, undone: Undone | None) -> None:
        if undone is None:
            self.said.emit("There is nothing to undo.")
        else:
            self.undone.emit(undone)

    # Labels and selections

    def ask_label(self, redaction: Redaction) -> None:
        """Ask what a hidden passage really is."""
        chooser = LabelChooser(self._page.window(), "What is it?", redaction.label)
        chooser.picked.connect(lambda label: self._relabel(redaction, label))
        open_dialog(chooser, lambda: None)

    def _relabel(self, redaction: Redaction, label: str) -> None:
        self._desk.call(
            reviewing.change_label, redaction.id, label, done=self._saved, failed=self.failed.emit
        )

    def ask_hide(self, document_id: str, passage: tuple[int, int]) -> None:
        """Ask what a passage of a document is, and hide it."""
        chooser = LabelChooser(self._page.window(), "What are you hiding?")
        chooser.picked.connect(lambda label: self._hide(document_id, passage, label))
        open_dialog(chooser, lambda: None)

    def _hide(self, document_id: str, passage: tuple[int, int], label: str) -> None:
        self._desk.call(
            reviewing.add_redaction,
            document_id,
            *passage,
            label,
            done=self._hidden,
            failed=self.failed.emit,
        )

    def _hidden(self, redaction: Redaction) -> None:
        self.said.emit("The passage is hidden.")
        self.added.emit(redaction)
