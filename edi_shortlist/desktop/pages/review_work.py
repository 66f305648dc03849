"""The review itself: original and anonymised side by side, one decision at a time."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.models.redactions import Order, RedactionsModel
from edi_shortlist.desktop.pages.review_acts import ReviewActs
from edi_shortlist.desktop.pages.review_decision import DecisionCard
from edi_shortlist.desktop.pages.review_documents import ReviewDocuments
from edi_shortlist.desktop.pages.review_middle import ReviewMiddle
from edi_shortlist.desktop.pages.review_order import beside, first_shown, next_undecided
from edi_shortlist.desktop.pages.review_pointer import PlacePointer, redaction_at, said_of
from edi_shortlist.desktop.pages.review_top import ReviewTop
from edi_shortlist.documents.model import Document
from edi_shortlist.workflow import reviewing
from edi_shortlist.workflow.applications import ApplicationSummary
from edi_shortlist.workflow.last_look import Doubt
from edi_shortlist.workflow.reviewing import Redaction, ReviewDocument, Undone


class ReviewWork(QWidget):
    """The applications of the vacancy in hand, one at a time.

    Signals:
        said: a short sentence for the line at the window's foot.
        failed: sentences for the top of the page.
        acting: an act begins, so old errors can go.
        stale: what is shown must be read again.
        finished: every redaction of the vacancy is decided.
    """

    said = Signal(str)
    failed = Signal(list)
    acting = Signal()
    stale = Signal()
    finished = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.model = RedactionsModel(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.top = ReviewTop()
        column.addWidget(self.top)
        self._middle = ReviewMiddle(self.model)
        self.table, self.panes = self._middle.table, self._middle.panes
        column.addWidget(self._middle, 1)
        self.decision = DecisionCard()
        column.addWidget(self.decision)
        self._applications: list[ApplicationSummary] = []
        self._candidate: str | None = None
        self._wanted: int | None = None  # the redaction to choose when the documents are there
        self._previews = 0
        self._documents = ReviewDocuments(self.model)
        self._pointer = PlacePointer(self.panes)
        self._acts = ReviewActs(desk, self)
        self._connect()

    @property
    def _reference(self) -> str:
        return self.desk.reference or ""

    def show_list(self, widget: QWidget) -> None:
        """Show the redactions beside the panes, or another list, which takes more room."""
        self.top.order_button.setVisible(widget is self.table)
        self._middle.show_list(widget)

    def _connect(self) -> None:
        self.top.candidate_chosen.connect(self.show_candidate)
        self.top.document_chosen.connect(
            lambda at: self._show_document(self._documents.at(at), choose=True)
        )
        self.top.reordered.connect(self._reorder)
        self.top.certain_wanted.connect(self.accept_certain)
        self.table.chosen.connect(self._row_chosen)
        self.panes.clicked.connect(self.choose)
        self.panes.passage_selected.connect(self._passage_selected)
        self.decision.accept.connect(lambda: self.decide("accepted"))
        self.decision.reject.connect(lambda: self.decide("rejected"))
        self.decision.explain.connect(self.ask_reason)
        self.decision.relabel.connect(self.ask_label)
        self.decision.forward.connect(self.go_to_undecided)
        self.decision.hide_selection.connect(self.ask_hide)
        self._acts.said.connect(self.said)
        self._acts.failed.connect(self.failed)
        self._acts.acting.connect(self.acting)
        self._acts.stale.connect(self.stale)
        self._acts.decided.connect(self._put)
        self._acts.refused.connect(self._show_again)
        self._acts.saved.connect(self._saved)
        self._acts.rejected.connect(self.go_to_undecided)
        self._acts.added.connect(self._add)
        self._acts.undone.connect(self._undone)

    def add_keys(self, page: QWidget, *more: tuple[str, Callable[[], object]]) -> None:
        """Give a page the keys of the review and some of its own, wherever on it the keyboard
        is."""
        for keys, act in (
            ("A", lambda: self.decide("accepted")),
            ("R", lambda: self.decide("rejected")),
            ("Y", self.ask_reason),
            ("L", self.ask_label),
            ("N", self.go_to_undecided),
            ("H", self.ask_hide),
            ("Ctrl+Z", self.undo),
            ("Ctrl+Shift+L", self.top.order_button.click),
            ("Ctrl+Shift+A", self.accept_certain),
            ("Ctrl+PgDown", lambda: self._step_candidate(1)),
            ("Ctrl+PgUp", lambda: self._step_candidate(-1)),
            *more,
        ):
            shortcut = QShortcut(QKeySequence(keys), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # Reading

    @property
    def count(self) -> int:
        """How many applications there are."""
        return len(self._applications)

    @property
    def undecided(self) -> int:
        """How many redactions of the vacancy are undecided."""
        return sum(a.undecided for a in self._applications)

    def forget(self) -> None:
        """Take everything of an applicant off the screen and out of the models."""
        self._documents.forget()
        self.panes.clear()
        self._pointer.forget()
        self.decision.show_redaction(None, "")

    def show_applications(self, found: list[ApplicationSummary]) -> None:
        """Show the applications of the vacancy in hand, and one of them."""
        self._applications = found
        wanted = first_shown(found, self.desk.candidate, self._candidate)
        self._tell_progress()
        if wanted is not None:
            self.show_candidate(wanted)

    def show_candidate(self, candidate: str) -> None:
        """Show a candidate's documents."""
        self._candidate = candidate
        self.desk.candidate = candidate
        self._tell_progress()
        self.desk.call(
            reviewing.review_documents,
            self._reference,
            candidate,
            done=lambda found: self._show_documents(candidate, found),
            failed=self.failed.emit,
        )

    def _show_documents(self, candidate: str, found: list[ReviewDocument]) -> None:
        if candidate != self._candidate or not self.desk.is_unsealed:
            return
        chosen = self.chosen.id if self.chosen is not None else None
        wanted, self._wanted = self._wanted, None
        self.top.show_documents(len(found))
        self._documents.take(found)
        self._tell_progress()
        at = self.model.find(lambda r: r.id == wanted)
        place = self._pointer.arrived(candidate)
        if place is not None:
            self._show_place(place)
            return
        if at < 0:
            at = self.model.find(lambda r: r.id == chosen)
        if at < 0:
            at = max(self.model.next_undecided(-1), 0)
        if self.model.rows:
            self._choose_row(at)
        elif found:
            self._show_document(found[0])
            self.decision.show_redaction(None, "")

    def _show_document(self, document: ReviewDocument, choose: bool = False) -> None:
        number = self._documents.turn_to(document)
        if number is not None:
            self.top.mark_document(number)
            self.panes.show_original(document)
            self._ask_preview()
        if choose:
            at = self.model.find(lambda r: r.document_id == document.document_id)
            self._choose_row(at)

    def _ask_preview(self) -> None:
        document = self._documents.shown
        if document is None:
            return
        self._previews += 1
        number, document_id = self._previews, document.document_id
        self.desk.call(
            reviewing.preview,
            document_id,
            done=lambda preview: self._show_preview(number, preview),
            failed=self.failed.emit,
        )

    def _show_preview(self, number: int, preview: Document) -> None:
        document = self._documents.shown
        if number == self._previews and document is not None:
            self.panes.show_preview(preview)
            chosen = self.chosen
            self.panes.anonymised.point_at(chosen.id if chosen else None)
            self._pointer.follow(document.document_id)

    # Choosing

    @property
    def chosen(self) -> Redaction | None:
        """The redaction in question."""
        return self.model.row_at(self.table.current_row())

    def choose(self, redaction_id: int) -> None:
        """Choose a redaction by its id."""
        self._choose_row(self.model.find(lambda r: r.id == redaction_id))

    def _choose_row(self, at: int) -> None:
        if at < 0:
            return
        if at == self.table.current_row():
            self._row_chosen(self.model.index(at, 0))
        else:
            self.table.choose_row(at)

    def _row_chosen(self, index: QModelIndex) -> None:
        redaction = self.model.row_at(index)
        if redaction is None:
            return
        self._pointer.leave()
        document = self._documents.find(redaction.document_id)
        if document is not None:
            self._show_document(document)
        self.decision.show_redaction(redaction, self.model.passage(redaction))
        self.panes.point_at(redaction.id)

    def _reorder(self, least: bool) -> None:
        chosen = self.chosen
        self.model.sort_by(Order.CERTAINTY if least else Order.TEXT)
        if chosen is not None:
            self.choose(chosen.id)

    def go_to_undecided(self) -> None:
        """Go to the next undecided redaction, in this application or the next that has one."""
        at = self.model.next_undecided(self.table.current_row())
        if at >= 0:
            self._choose_row(at)
            return
        following = next_undecided(self._applications, self._candidate)
        if following is not None:
            self.show_candidate(following)
        else:
            self.finished.emit()

    def _step_candidate(self, by: int) -> None:
        candidate = beside(self._applications, self._candidate, by)
        if candidate is not None:
            self.show_candidate(candidate)

    # Places to look at once more

    def go_to_place(self, place: Doubt) -> None:
        """Go to a place that the check found: select it in the panes, so that it can be hidden."""
        if place.candidate != self._candidate or not self._documents.are_of(place.candidate):
            self._pointer.wait_for(place)
            self.show_candidate(place.candidate)
        else:
            self._show_place(place)

    def _show_place(self, place: Doubt) -> None:
        document = self._documents.find(place.document_id)
        if document is None:
            self.said.emit(f"{place.candidate} has no such document any more. Check once more.")
            return
        self._show_document(document)
        redaction = redaction_at(place, self.model.rows)
        if redaction is not None:
            # What was kept, or waits for a decision, is hidden by accepting it.
            self.choose(redaction.id)
        else:
            self.table.setCurrentIndex(QModelIndex())
            self.decision.show_redaction(None, "")
            self.panes.point_at(None)
        self._pointer.point_at(place)
        self.said.emit(said_of(place, redaction))

    # Deciding

    def decide(self, decision: str) -> None:
        """Accept or reject the redaction in question, and go on to the next undecided."""
        redaction = self.chosen
        if redaction is None or not self.isVisible():
            return
        # The next one comes up at once; this one shows its decision when it is saved.
        self._acts.decide(redaction, decision)
        self.go_to_undecided()

    def accept_certain(self) -> None:
        """Accept every undecided redaction of this application that the recognisers are certain
        of; one undo takes all of them back."""
        number = len(self.model.certain())
        if not number or self._candidate is None:
            self.said.emit("No undecided redaction of this application is certain.")
        else:
            self._acts.ask_certain(self._candidate, number)

    def undo(self) -> None:
        """Take back one's own last act of review."""
        if self.isVisible():
            self._acts.undo()

    def ask_reason(self) -> None:
        """Ask why the passage in question is rejected, or was marked by hand."""
        redaction = self.chosen
        if redaction is not None and self.isVisible():
            self._acts.ask_reason(redaction)

    def ask_label(self) -> None:
        """Ask what the passage in question really is."""
        redaction = self.chosen
        if redaction is not None and self.isVisible():
            self._acts.ask_label(redaction)

    def _passage_selected(self, some: bool) -> None:
        self.decision.hide_button.setEnabled(some)

    def ask_hide(self) -> None:
        """Ask what the words selected in the original are, and hide them."""
        passage, document = self.panes.original.selected(), self._documents.shown
        if passage is None or document is None:
            self.said.emit("Select words in the original first, with the mouse or Shift+arrows.")
        else:
            self._acts.ask_hide(document.document_id, passage)

    # What the acts have changed

    def _put(self, redaction: Redaction) -> None:
        """Show a changed redaction in the list, on the page and in the counts."""
        at = self.model.find(lambda r: r.id == redaction.id)
        if at < 0:
            return
        self._documents.put(at, redaction)
        if self._documents.shown is not None:
            self.panes.set_redactions(self._documents.shown.redactions)
        if at == self.table.current_row():
            self.decision.show_redaction(redaction, self.model.passage(redaction))
        self._tell_progress()

    def _saved(self, redaction: Redaction) -> None:
        self._put(redaction)
        self._ask_preview()

    def _show_again(self) -> None:
        if self._candidate is not None:
            self.show_candidate(self._candidate)

    def _add(self, redaction: Redaction) -> None:
        """Show a new redaction, and choose it."""
        document = self._documents.add(redaction)
        if document is None:
            self.stale.emit()  # another application is shown, whose turn has come meanwhile
            return
        self.panes.set_redactions(document.redactions)
        self.choose(redaction.id)
        self._ask_preview()
        self._tell_progress()

    def _undone(self, undone: Undone) -> None:
        elsewhere = undone.candidate != self._candidate
        of = f", of {undone.candidate}" if elsewhere else ""
        self.said.emit(f"Undone: {undone.act}{of}.")
        # Whoever undoes wants to see what came back, even if it was somebody else's application.
        self.desk.candidate = undone.candidate
        self._wanted = undone.redactions[0]
        self.stale.emit()

    # Progress

    def _tell_progress(self) -> None:
        if self.model.rows and self._candidate is not None:
            self._applications = [
                replace(a, undecided=self.model.undecided, redactions=len(self.model.rows))
                if a.candidate == self._candidate and self._documents.are_of(a.candidate)
                else a
                for a in self._applications
            ]
        certain = len(self.model.certain())
        self.top.show_progress(self._applications, self._candidate, certain)
