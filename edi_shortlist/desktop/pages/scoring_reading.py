"""What a panellist reads of a candidate: the anonymised documents, one after the other."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from edi_shortlist.desktop.widgets.basics import button, relabel
from edi_shortlist.desktop.widgets.document_view import DocumentView
from edi_shortlist.documents.model import Document


class ReadingPane(QWidget):
    """The documents of one candidate, a tab each; below each one it says that another follows."""

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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.tabs)
        column.addWidget(self.view, 1)
        column.addWidget(self.next_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._documents: list[Document] = []
        self.show_documents([])

    def show_documents(self, found: list[Document]) -> None:
        """Show a candidate's documents, the first one open."""
        self._documents = found
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for number in range(1, len(found) + 1):
            self.tabs.addTab(f"Document {number}")
        self.tabs.blockSignals(False)
        several = len(found) > 1
        self.tabs.setVisible(several)
        self.next_button.setVisible(several)
        self._chosen(0)

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
