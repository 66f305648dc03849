"""What a panellist reads of a candidate: the anonymised documents one after the other, or the
answer to one question of the form; with the passages that are marked as evidence."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from edi_shortlist.desktop.labels import evidence_look
from edi_shortlist.desktop.sentences import question_words
from edi_shortlist.desktop.widgets.basics import Empty, button, relabel
from edi_shortlist.desktop.widgets.document_view import DocumentView
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.desktop.widgets.marks import Mark
from edi_shortlist.documents.model import Document
from edi_shortlist.workflow.passages import Place, Reading


class ReadingPane(QWidget):
    """The documents of one candidate, a tab each; below each one it says that another follows.
    With a question chosen, only what the candidate answered to it.

    Signals:
        whole_wanted: the panellist asks for the whole application.
        mark_wanted: the panellist wants to mark the selected passage, or to take a mark away.
        selection_changed: other words are selected, or none.
    """

    whole_wanted = Signal()
    mark_wanted = Signal()
    selection_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.view = DocumentView("Anonymised application", words=False)
        self.view.setMinimumWidth(200)
        self.view.passage_selected.connect(lambda _any: self.selection_changed.emit())
        self.view.cursorPositionChanged.connect(self.selection_changed)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Documents of this application")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.currentChanged.connect(self._chosen)
        self.next_button = button("", self.next_document, kind="quiet", icon="next", tip="D")
        self.mark_button = button(
            "Evidence (H)", self.mark_wanted.emit, kind="quiet", icon="mark", tip="H"
        )
        self.unanswered = Empty("search", "", "")
        self.unanswered.add_button(button("Read the whole application", self.whole_wanted.emit))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.tabs)
        column.addWidget(self.view, 1)
        column.addWidget(self.unanswered, 1)
        below = QWidget()
        self._acts = FlowLayout(below, gap=8)
        self._acts.addWidget(self.mark_button)
        self._acts.addWidget(self.next_button)
        column.addWidget(below)
        self._documents: Sequence[Document] = ()
        self._tabbed: Sequence[Document] = ()
        self._reading: Reading | None = None
        self._evidence: Sequence[tuple[Place, bool]] = ()
        self.show_documents(())

    def add_act(self, made: QWidget) -> None:
        """Add what can be done with the words that are selected, before going on."""
        self._acts.removeWidget(self.next_button)
        self._acts.addWidget(made)
        self._acts.addWidget(self.next_button)

    def show_documents(self, found: Sequence[Document], question: str = "") -> None:
        """Show a candidate's documents, the first one open.

        Args:
            question: show what they answer to this one; empty for all of the documents.
        """
        self._documents = found
        answer = Reading.answer(found, question) if question else None
        self._tabbed = found if answer is None else ()
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for number in range(1, len(self._tabbed) + 1):
            self.tabs.addTab(f"Document {number}")
        self.tabs.blockSignals(False)
        several = len(self._tabbed) > 1
        self.tabs.setVisible(several)
        self.next_button.setVisible(several)
        answered = answer is None or bool(answer.document.blocks)
        self.view.setVisible(answered)
        self.unanswered.setVisible(not answered)
        self.mark_button.setVisible(answered)
        if answer is None:
            self._chosen(0)
        elif answered:
            self._show(answer)
        else:
            self._reading = None
            self.unanswered.say(
                f"{question_words(question)}: no answer found",
                "The question was left empty, or the answer stands where the program did not "
                "recognise it. Look through the whole application before you score.",
            )

    def show_evidence(self, evidence: Sequence[tuple[Place, bool]]) -> None:
        """Show passages as marked, each with whether it is for the criterion in hand. Those for
        others have a dotted edge alone."""
        self._evidence = evidence
        if self._reading is not None:
            self.view.set_marks(self._marks())

    def selected(self) -> list[Place]:
        """Return where the selected words stand in the candidate's documents; empty for none."""
        passage = self.view.selected()
        return self._reading.places(*passage) if passage and self._reading else []

    def at_cursor(self) -> Place | None:
        """Return where the text cursor stands in the candidate's documents, one character long."""
        if self._reading is None or not self.view.isVisible():
            return None
        at = self.view.cursor_offset()
        places = self._reading.places(at, at + 1)
        return places[0] if places else None

    @property
    def where(self) -> tuple[int, int]:
        """Which document is open, and how far down it was scrolled."""
        return self.tabs.currentIndex(), self.view.verticalScrollBar().value()

    def go_to(self, where: tuple[int, int]) -> None:
        """Open a document where it was, as ``where`` told."""
        document, down = where
        if 0 <= document < len(self._tabbed):
            self.tabs.setCurrentIndex(document)
        self.view.verticalScrollBar().setValue(down)

    def next_document(self) -> None:
        """Open the next document; after the last comes the first."""
        if self._tabbed:
            self.tabs.setCurrentIndex((self.tabs.currentIndex() + 1) % len(self._tabbed))

    def _chosen(self, at: int) -> None:
        if not 0 <= at < len(self._tabbed):
            self._reading = None
            return
        self._show(Reading.whole(self._documents, at))
        last = at == len(self._tabbed) - 1
        words = "Back to document 1 (D)" if last else f"Go on to document {at + 2} (D)"
        relabel(self.next_button, words)

    def _show(self, reading: Reading) -> None:
        self._reading = reading
        self.view.show_document(reading.document, self._marks())

    def _marks(self) -> list[Mark]:
        assert self._reading is not None
        label = evidence_look().label
        return [
            Mark(number, start, end, label, "pending" if in_hand else "rejected")
            for number, (place, in_hand) in enumerate(self._evidence)
            for start, end in self._reading.shown(place)
        ]
