"""What a panellist reads of a candidate: the anonymised documents one after the other, or the
answer to one question of the form."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from edi_shortlist.desktop.sentences import question_words
from edi_shortlist.desktop.widgets.basics import Empty, button, relabel
from edi_shortlist.desktop.widgets.document_view import DocumentView
from edi_shortlist.documents.model import Document
from edi_shortlist.workflow.answers import answer_in


class ReadingPane(QWidget):
    """The documents of one candidate, a tab each; below each one it says that another follows.
    With a question chosen, only what the candidate answered to it.

    Signals:
        whole_wanted: the panellist asks for the whole application.
    """

    whole_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.view = DocumentView("Anonymised application", words=False)
        self.view.setMinimumWidth(200)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Documents of this application")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.currentChanged.connect(self._chosen)
        self.next_button = button("", self.next_document, kind="quiet", icon="next", tip="D")
        self.unanswered = Empty("search", "", "")
        self.unanswered.add_button(button("Read the whole application", self.whole_wanted.emit))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.tabs)
        column.addWidget(self.view, 1)
        column.addWidget(self.unanswered, 1)
        column.addWidget(self.next_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._documents: Sequence[Document] = ()
        self.show_documents(())

    def show_documents(self, found: Sequence[Document], question: str = "") -> None:
        """Show a candidate's documents, the first one open.

        Args:
            question: show what they answer to this one; empty for all of the documents.
        """
        answer = answer_in(found, question) if question else None
        self._documents = found if answer is None else ()
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for number in range(1, len(self._documents) + 1):
            self.tabs.addTab(f"Document {number}")
        self.tabs.blockSignals(False)
        several = len(self._documents) > 1
        self.tabs.setVisible(several)
        self.next_button.setVisible(several)
        answered = answer is None or bool(answer.blocks)
        self.view.setVisible(answered)
        self.unanswered.setVisible(not answered)
        if answer is None:
            self._chosen(0)
        elif answered:
            self.view.show_document(answer)
        else:
            self.unanswered.say(
                f"{question_words(question)}: no answer found",
                "The question was left empty, or the answer stands where the program did not "
                "recognise it. Look through the whole application before you score.",
            )

    def next_document(self) -> None:
        """Open the next document; after the last comes the first."""
        if self._documents:
            self.tabs.setCurrentIndex((self.tabs.currentIndex() + 1) % len(self._documents))

    def _chosen(self, at: int) -> None:
        if not 0 <= at < len(self._documents):
            return
        self.view.show_document(self._documents[at])
        last = at == len(self._documents) - 1
        words = "Back to document 1 (D)" if last else f"Go on to document {at + 2} (D)"
        relabel(self.next_button, words)
