"""The line above the review: which candidate and document, in which order, and how far it is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from edi_shortlist.desktop.widgets.basics import button, relabel, text
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.workflow.applications import ApplicationSummary


class ReviewTop(QWidget):
    """Choices and progress; the review does what they ask.

    Signals:
        candidate_chosen: a candidate's reference.
        document_chosen: the number of a document of that candidate, from 0.
        reordered: whether the least certain shall come first.
        certain_wanted: accept all that is certain.
        places_wanted: whether the places that a check found shall be listed, not the redactions.
    """

    candidate_chosen = Signal(str)
    document_chosen = Signal(int)
    reordered = Signal(bool)
    certain_wanted = Signal()
    places_wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        choices = QWidget()
        flow = FlowLayout(choices)
        self.candidate_box = self._box("Candidate")
        self.candidate_box.activated.connect(
            lambda _row: self.candidate_chosen.emit(self.candidate_box.currentData())
        )
        self.document_box = self._box("Document")
        self.document_box.activated.connect(self.document_chosen)
        self.order_button = button("Least certain first", kind="toggle", tip="Ctrl+Shift+L")
        self.order_button.setCheckable(True)
        self.order_button.toggled.connect(self.reordered)
        self.certain_button = button(
            "Accept all certain…", self.certain_wanted.emit, icon="certain", tip="Ctrl+Shift+A"
        )
        self.places_button = button("Places found", kind="toggle", tip="Ctrl+Shift+P")
        self.places_button.setCheckable(True)
        self.places_button.toggled.connect(self.places_wanted)
        self.offer_places(None)
        for one in (
            self.candidate_box,
            self.document_box,
            self.order_button,
            self.certain_button,
            self.places_button,
        ):
            flow.addWidget(one)
        row.addWidget(choices, 1)
        self.progress_words = text("", "hint", wrap=False)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setMinimumWidth(110)
        self.progress.setAccessibleName("Redactions decided in this vacancy")
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch(1)
        words.addWidget(self.progress_words)
        words.addWidget(self.progress)
        words.addStretch(1)
        row.addLayout(words)

    @staticmethod
    def _box(name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        return box

    def show_progress(
        self, applications: list[ApplicationSummary], candidate: str | None, certain: int
    ) -> None:
        """Show how much of the vacancy is decided, and what is left with each candidate.

        Args:
            candidate: who is in review.
            certain: how many undecided redactions of that candidate are certain.
        """
        total = sum(a.redactions for a in applications)
        decided = total - sum(a.undecided for a in applications)
        self.progress.setRange(0, max(total, 1))
        self.progress.setValue(decided)
        self.progress.setAccessibleDescription(f"{decided} of {total}")
        self.progress_words.setText(f"{decided} of {total} decided")
        self.certain_button.setEnabled(certain > 0)
        box = self.candidate_box
        if box.count() != len(applications):
            box.clear()
            for _application in applications:
                box.addItem("")
        for number, application in enumerate(applications):
            left = f"{application.undecided} to decide" if application.undecided else "decided"
            box.setItemText(number, f"{application.candidate} · {left}")
            box.setItemData(number, application.candidate)
        box.setCurrentIndex(box.findData(candidate))

    def offer_places(self, number: int | None) -> None:
        """Offer the list of so many places to look at once more, or no list where none was made."""
        self.places_button.setVisible(number is not None)
        if number is None:
            self.places_button.setChecked(False)
        else:
            relabel(self.places_button, f"Places found ({number})")

    def show_documents(self, number: int) -> None:
        """Offer so many documents."""
        self.document_box.clear()
        self.document_box.addItems([f"Document {n} of {number}" for n in range(1, number + 1)])
        self.document_box.setVisible(number > 1)

    def mark_document(self, number: int) -> None:
        """Show which document is shown, from 0."""
        self.document_box.setCurrentIndex(number)
