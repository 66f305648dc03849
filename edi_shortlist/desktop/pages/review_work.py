"""The review itself: original and anonymised side by side, one decision at a time."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.confirm import ConfirmDialog
from edi_shortlist.desktop.dialogs.label_chooser import LabelChooser
from edi_shortlist.desktop.models.redactions import CERTAIN, Order, RedactionsModel
from edi_shortlist.desktop.pages.review_decision import DecisionCard
from edi_shortlist.desktop.pages.review_panes import ReviewPanes
from edi_shortlist.desktop.pages.review_top import ReviewTop
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.widgets.page import open_dialog
from edi_shortlist.desktop.widgets.splitter import TurningSplitter
from edi_shortlist.desktop.widgets.table import Table
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
        column.addWidget(self._middle(), 1)
        self.decision = DecisionCard()
        column.addWidget(self.decision)
        self._applications: list[ApplicationSummary] = []
        self._documents: list[ReviewDocument] = []
        self._document: ReviewDocument | None = None
        self._candidate: str | None = None
        self._wanted: int | None = None  # the redaction to choose when the documents are there
        self._going: Doubt | None = None  # the place to show when the documents are there
        self._place: Doubt | None = None  # the place that is shown, until something is chosen
        self._previews = 0
        self._connect()

    @property
    def _reference(self) -> str:
        return self.desk.reference or ""

    def _middle(self) -> TurningSplitter:
        self.panes = ReviewPanes()
        self.table = Table("Redactions")
        self.table.setModel(self.model)
        self.table.stretch(0)
        self.table.setMinimumWidth(230)
        self.lists = QStackedWidget()
        self.lists.addWidget(self.table)
        self._splitter = middle = TurningSplitter(needs=620)
        middle.addWidget(self.lists)
        middle.addWidget(self.panes)
        middle.setStretchFactor(1, 1)
        self.show_list(self.table)
        return middle

    def show_list(self, widget: QWidget) -> None:
        """Show the redactions beside the panes, or another list, which takes more room."""
        if self.lists.indexOf(widget) < 0:
            self.lists.addWidget(widget)
        self.lists.setCurrentWidget(widget)
        self.top.order_button.setVisible(widget is self.table)
        if widget is self.table:
            self._splitter.set_needs(620)
            self._splitter.set_sizes([310, 900], [200, 400])
        else:
            self._splitter.set_needs(900)
            self._splitter.set_sizes([490, 720], [330, 300])

    def _connect(self) -> None:
        self.top.candidate_chosen.connect(self.show_candidate)
        self.top.document_chosen.connect(
            lambda at: self._show_document(self._documents[at], choose=True)
        )
        self.top.reordered.connect(self._reorder)
        self.top.certain_wanted.connect(self.accept_certain)
        self.table.chosen.connect(self._row_chosen)
        self.panes.clicked.connect(self.choose)
        self.panes.passage_selected.connect(self._passage_selected)
        self.decision.accept.connect(lambda: self.decide("accepted"))
        self.decision.reject.connect(lambda: self.decide("rejected"))
        self.decision.relabel.connect(self.ask_label)
        self.decision.forward.connect(self.go_to_undecided)
        self.decision.hide_selection.connect(self.ask_hide)

    def add_keys(self, page: QWidget, *more: tuple[str, Callable[[], object]]) -> None:
        """Give a page the keys of the review and some of its own, wherever on it the keyboard
        is."""
        for keys, act in (
            ("A", lambda: self.decide("accepted")),
            ("R", lambda: self.decide("rejected")),
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
        self.model.clear()
        self.panes.clear()
        self._documents, self._document = [], None
        self._going, self._place = None, None
        self.decision.show_redaction(None, "")

    def show_applications(self, found: list[ApplicationSummary]) -> None:
        """Show the applications of the vacancy in hand, and one of them."""
        self._applications = found
        known = [a.candidate for a in found]
        wanted = self.desk.candidate if self.desk.candidate in known else self._candidate
        if wanted not in known:
            wanted = next((a.candidate for a in found if a.undecided), known[0] if known else None)
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
        self._documents = found
        self._document = None
        self.top.show_documents(len(found))
        self.model.show_documents(found)
        self._tell_progress()
        at = self.model.find(lambda r: r.id == wanted)
        going, self._going = self._going, None
        if going is not None and going.candidate == candidate:
            self._show_place(going)
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
        if self._document is None or self._document.document_id != document.document_id:
            self._document = document
            self.top.mark_document(self._documents.index(document))
            self.panes.show_original(document)
            self._ask_preview()
        if choose:
            at = self.model.find(lambda r: r.document_id == document.document_id)
            self._choose_row(at)

    def _ask_preview(self) -> None:
        if self._document is None:
            return
        self._previews += 1
        number, document_id = self._previews, self._document.document_id
        self.desk.call(
            reviewing.preview,
            document_id,
            done=lambda preview: self._show_preview(number, preview),
            failed=self.failed.emit,
        )

    def _show_preview(self, number: int, preview: Document) -> None:
        if number == self._previews and self._document is not None:
            self.panes.show_preview(preview)
            chosen = self.chosen
            self.panes.anonymised.point_at(chosen.id if chosen else None)
            self._follow_place()

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
        self._place = None
        for document in self._documents:
            if document.document_id == redaction.document_id:
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
        following = self._candidates_after()
        if following:
            self.show_candidate(following[0].candidate)
        else:
            self.finished.emit()

    def _candidates_after(self) -> list[ApplicationSummary]:
        names = [a.candidate for a in self._applications]
        at = names.index(self._candidate) + 1 if self._candidate in names else 0
        turned = self._applications[at:] + self._applications[:at]
        return [a for a in turned if a.undecided and a.candidate != self._candidate]

    def _step_candidate(self, by: int) -> None:
        names = [a.candidate for a in self._applications]
        if self._candidate in names:
            self.show_candidate(names[(names.index(self._candidate) + by) % len(names)])

    # Places to look at once more

    def go_to_place(self, place: Doubt) -> None:
        """Go to a place that the check found: select it in the panes, so that it can be hidden."""
        if place.candidate != self._candidate or not self._shows(place.candidate):
            self._going = place
            self.show_candidate(place.candidate)
        else:
            self._show_place(place)

    def _show_place(self, place: Doubt) -> None:
        document = next((d for d in self._documents if d.document_id == place.document_id), None)
        if document is None:
            self.said.emit(f"{place.candidate} has no such document any more. Check once more.")
            return
        self._show_document(document)
        redaction = self._redaction_at(place)
        if redaction is not None:
            # What was kept, or waits for a decision, is hidden by accepting it.
            self.choose(redaction.id)
        else:
            self.table.setCurrentIndex(QModelIndex())
            self.decision.show_redaction(None, "")
            self.panes.point_at(None)
        self._place = place
        if place.original is not None:
            self.panes.show_passage(*place.original)
        self._follow_place()
        self.panes.original.setFocus(Qt.FocusReason.OtherFocusReason)
        self.said.emit(self._said_of(place, redaction))

    def _redaction_at(self, place: Doubt) -> Redaction | None:
        """Return the redaction that touches a place, if there is one."""
        if place.original is None:
            return None
        start, end = place.original
        return next(
            (
                r
                for r in self.model.rows
                if r.document_id == place.document_id and r.start < end and start < r.end
            ),
            None,
        )

    @staticmethod
    def _said_of(place: Doubt, redaction: Redaction | None) -> str:
        where = f"{place.candidate}, document {place.document}, line {place.line}"
        if place.original is None:
            return f"{where}: look for it in what the panel sees."
        if redaction is None:
            return f"{where}. Press H to hide what is selected."
        if redaction.decision == "accepted":
            return f"{where}: it is hidden already."
        return f"{where}. Press A to hide it."

    def _follow_place(self) -> None:
        """Show the place on the anonymised side as well, now or when that has come."""
        place, document = self._place, self._document
        if place is None or document is None or document.document_id != place.document_id:
            return
        if place.original is not None:
            self.panes.follow_passage(*place.original)
        elif shown := self.panes.anonymised.shown:
            length = len(shown.text)
            self.panes.anonymised.show_passage(min(place.start, length), min(place.end, length))

    # Deciding

    def decide(self, decision: str) -> None:
        """Accept or reject the redaction in question, and go on to the next undecided."""
        redaction = self.chosen
        if redaction is None or not self.isVisible():
            return
        verb = reviewing.accept if decision == "accepted" else reviewing.reject
        self.acting.emit()
        self.desk.call(
            verb, redaction.id, done=self._decided, failed=lambda said: self._undecided(said)
        )
        # The next one comes up at once; this one shows its decision when it is saved.
        self._saving(redaction, decision)
        self.go_to_undecided()

    def _saving(self, redaction: Redaction, decision: str) -> None:
        self._put(replace(redaction, decision=decision, decided_by=self.desk.actor))

    def _undecided(self, sentences: list[str]) -> None:
        self.failed.emit(sentences)
        if self._candidate is not None:
            self.show_candidate(self._candidate)

    def _decided(self, redaction: Redaction) -> None:
        self._put(redaction)
        self._ask_preview()

    def _put(self, redaction: Redaction) -> None:
        """Show a changed redaction in the list, on the page and in the counts."""
        at = self.model.find(lambda r: r.id == redaction.id)
        if at < 0:
            return
        self.model.replace_row(at, redaction)
        self._documents = [
            replace(d, redactions=[r for r in self.model.rows if r.document_id == d.document_id])
            for d in self._documents
        ]
        if self._document is not None:
            document_id = self._document.document_id
            self._document = next(d for d in self._documents if d.document_id == document_id)
            self.panes.set_redactions(self._document.redactions)
        if at == self.table.current_row():
            self.decision.show_redaction(redaction, self.model.passage(redaction))
        self._tell_progress()

    def accept_certain(self) -> None:
        """Accept every undecided redaction of this application that the recognisers are certain
        of; one undo takes all of them back."""
        number = len(self.model.certain())
        if not number or self._candidate is None:
            self.said.emit("No undecided redaction of this application is certain.")
            return
        dialog = ConfirmDialog(
            self.window(),
            f"Accept {count(number, 'certain redaction')}?",
            [
                f"{count(number, 'passage')} of {self._candidate} will be hidden without being "
                "looked at one by one; the log says so.",
                "Passages that are less certain, and those that the policy asks about, stay "
                "undecided.",
                "You can undo it until the vacancy is released.",
            ],
            "Accept them",
            kind="primary",
        )
        open_dialog(dialog, self._accept_certain)

    def _accept_certain(self) -> None:
        self.desk.call(
            reviewing.accept_all,
            self._reference,
            self._candidate,
            at_least=CERTAIN,
            done=self._accepted_certain,
            failed=self.failed.emit,
        )

    def _accepted_certain(self, number: int) -> None:
        self.said.emit(f"{count(number, 'redaction')} accepted.")
        self.stale.emit()

    def undo(self) -> None:
        """Take back one's own last act of review."""
        if self.isVisible():
            self.desk.call(
                reviewing.undo, self._reference, done=self._undone, failed=self.failed.emit
            )

    def _undone(self, undone: Undone | None) -> None:
        if undone is None:
            self.said.emit("There is nothing to undo.")
            return
        elsewhere = undone.candidate != self._candidate
        of = f", of {undone.candidate}" if elsewhere else ""
        self.said.emit(f"Undone: {undone.act}{of}.")
        # Whoever undoes wants to see what came back, even if it was somebody else's application.
        self.desk.candidate = undone.candidate
        self._wanted = undone.redactions[0]
        self.stale.emit()

    # Labels and selections

    def ask_label(self) -> None:
        """Ask what the passage in question really is."""
        redaction = self.chosen
        if redaction is None or not self.isVisible():
            return
        chooser = LabelChooser(self.window(), "What is it?", redaction.label)
        chooser.picked.connect(lambda label: self._relabel(redaction, label))
        open_dialog(chooser, lambda: None)

    def _relabel(self, redaction: Redaction, label: str) -> None:
        self.desk.call(
            reviewing.change_label, redaction.id, label, done=self._decided, failed=self.failed.emit
        )

    def _passage_selected(self, some: bool) -> None:
        self.decision.hide_button.setEnabled(some)

    def ask_hide(self) -> None:
        """Ask what the words selected in the original are, and hide them."""
        passage = self.panes.original.selected()
        if passage is None or self._document is None:
            self.said.emit("Select words in the original first, with the mouse or Shift+arrows.")
            return
        document_id = self._document.document_id
        chooser = LabelChooser(self.window(), "What are you hiding?")
        chooser.picked.connect(lambda label: self._hide(document_id, passage, label))
        open_dialog(chooser, lambda: None)

    def _hide(self, document_id: str, passage: tuple[int, int], label: str) -> None:
        self.desk.call(
            reviewing.add_redaction,
            document_id,
            *passage,
            label,
            done=self._hidden,
            failed=self.failed.emit,
        )

    def _hidden(self, redaction: Redaction) -> None:
        self.said.emit("The passage is hidden.")
        self._documents = [
            replace(d, redactions=[*d.redactions, redaction])
            if d.document_id == redaction.document_id
            else d
            for d in self._documents
        ]
        self.model.show_documents(self._documents)
        document = next(d for d in self._documents if d.document_id == redaction.document_id)
        self._document = document
        self.panes.set_redactions(document.redactions)
        self.choose(redaction.id)
        self._ask_preview()
        self._tell_progress()

    # Progress

    def _tell_progress(self) -> None:
        if self.model.rows and self._candidate is not None:
            self._applications = [
                replace(a, undecided=self.model.undecided, redactions=len(self.model.rows))
                if a.candidate == self._candidate and self._shows(a.candidate)
                else a
                for a in self._applications
            ]
        certain = len(self.model.certain())
        self.top.show_progress(self._applications, self._candidate, certain)

    def _shows(self, candidate: str) -> bool:
        return all(d.document_id.startswith(candidate) for d in self._documents)
