"""The original and the anonymised document side by side, moving together."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from edi_shortlist.desktop.icons import set_icon
from edi_shortlist.desktop.widgets.basics import text
from edi_shortlist.desktop.widgets.document_view import DocumentView
from edi_shortlist.desktop.widgets.marks import Mark, align, carried
from edi_shortlist.desktop.widgets.splitter import TurningSplitter
from edi_shortlist.documents.model import Document
from edi_shortlist.workflow.reviewing import Redaction, ReviewDocument


def marks_of(redactions: list[Redaction]) -> list[Mark]:
    """Return the marks that redactions make on the original."""
    return [Mark(r.id, r.start, r.end, r.label, r.decision) for r in redactions]


class ReviewPanes(TurningSplitter):
    """Two documents in step.

    Signals:
        clicked: the id of the redaction that was clicked on either side.
        passage_selected: whether a passage of the original is selected.
    """

    clicked = Signal(int)
    passage_selected = Signal(bool)

    def __init__(self) -> None:
        super().__init__(needs=360)
        self.setChildrenCollapsible(False)
        self.original = DocumentView("Original document")
        self.anonymised = DocumentView("Anonymised document, as the panel sees it")
        self._original_pane = self._pane("Original", "unlock", self.original)
        self.addWidget(self._original_pane)
        self.addWidget(self._pane("What the panel sees", "eye-off", self.anonymised))
        self.set_sizes([500, 500], [300, 300])
        for view in (self.original, self.anonymised):
            view.mark_clicked.connect(self.clicked)
            view.setMinimumWidth(170)
        self.original.passage_selected.connect(self.passage_selected)
        self._following = False
        self._pair(self.original, self.anonymised)
        self._pair(self.anonymised, self.original)
        self._redactions: list[Redaction] = []

    @staticmethod
    def _pane(words: str, icon: str, view: DocumentView) -> QWidget:
        pane = QWidget()
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(8)
        picture = QLabel()
        set_icon(picture, icon, "text_quiet", 17)
        row.addWidget(picture)
        row.addWidget(text(words, "caption"), 1)
        column.addLayout(row)
        column.addWidget(view, 1)
        return pane

    def _pair(self, leader: DocumentView, other: DocumentView) -> None:
        bar, follower = leader.verticalScrollBar(), other.verticalScrollBar()

        def follow(value: int) -> None:
            if self._following:
                return
            self._following = True
            share = value / bar.maximum() if bar.maximum() else 0.0
            follower.setValue(round(share * follower.maximum()))
            self._following = False

        bar.valueChanged.connect(follow)

    def show_original(self, document: ReviewDocument) -> None:
        """Show a document; its anonymised side follows when it is worked out."""
        self._redactions = list(document.redactions)
        self._original_pane.show()
        self.original.show_document(document.document, marks_of(self._redactions))
        self.anonymised.show_document(None)

    def show_panel_side(self, shown: Document) -> None:
        """Show what the panel reads, alone."""
        self.clear()
        self._original_pane.hide()
        self.show_preview(shown)

    def set_redactions(self, redactions: list[Redaction]) -> None:
        """Show changed decisions on the original."""
        self._redactions = list(redactions)
        self.original.set_marks(marks_of(self._redactions))

    def show_preview(self, preview: Document) -> None:
        """Show the anonymised side."""
        hidden = self._hidden()
        marks = align(marks_of(hidden), {r.id: r.replacement for r in hidden}, preview.text)
        if self.anonymised.shown is None:
            self.anonymised.show_document(preview, marks)
        else:
            self.anonymised.replace_document(preview, marks)

    def _hidden(self) -> list[Redaction]:
        return [
            r
            for r in self._redactions
            if r.decision == "accepted" or (r.decision == "pending" and not r.flagged)
        ]

    def point_at(self, redaction_id: int | None) -> None:
        """Ring one redaction on both sides and bring it into view."""
        self._following = True
        self.original.point_at(redaction_id)
        self.anonymised.point_at(redaction_id)
        self._following = False

    def show_passage(self, start: int, end: int) -> None:
        """Select a passage of the original, half-open, and bring it into view."""
        self._following = True
        self.original.show_passage(start, end)
        self._following = False

    def follow_passage(self, start: int, end: int) -> None:
        """Select the same passage on the anonymised side, if it can be read there."""
        original, shown = self.original.shown, self.anonymised.shown
        if original is None or shown is None:
            return
        passage, hidden = original.text[start:end], marks_of(self._hidden())
        place = carried(passage, start, hidden, self.anonymised.marks, shown.text)
        if place is not None:
            self._following = True
            self.anonymised.show_passage(*place)
            self._following = False

    def clear(self) -> None:
        """Forget both documents."""
        self._redactions = []
        self.original.show_document(None)
        self.anonymised.show_document(None)
