"""The three parts of scoring side by side: the candidates, what is read, and the criteria."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edi_shortlist.desktop.models.scores import ScoredCandidatesModel
from edi_shortlist.desktop.pages.scoring_reading import ReadingPane
from edi_shortlist.desktop.pages.scoring_sheet import ScoringSheet
from edi_shortlist.desktop.widgets.basics import button, relabel, text
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.desktop.widgets.splitter import TurningSplitter
from edi_shortlist.desktop.widgets.table import Table


class ScoringMiddle(TurningSplitter):
    """Lays them out; what they show is the page's to say.

    Signals:
        next_wanted, skip_wanted, back_wanted: go on, put the candidate aside, come back to one.

    Attributes:
        candidate_acts: a row that takes more of what can be done with the candidate.
    """

    next_wanted = Signal()
    skip_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(needs=780, least_height=240)
        self.model = ScoredCandidatesModel(parent)
        self.table = Table("Candidates, in the order in which you read them")
        self.table.setModel(self.model)
        self.table.stretch(0)
        self.reading = ReadingPane()
        self.sheet = ScoringSheet()
        self.sheet.setMinimumWidth(230)
        self.keys = text("", "small")
        for widget in (self._left(), self.reading, self._right()):
            self.addWidget(widget)
        self.setStretchFactor(1, 1)
        self.set_sizes([236, 540, 374], [200, 400, 400])

    def _left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table, 1)
        self.back_button = button("", self.back_wanted.emit, kind="quiet")
        self.back_button.hide()
        column.addWidget(self.back_button)
        left.setMinimumWidth(220)
        return left

    def _right(self) -> QWidget:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.sheet, 1)
        self._acts = QWidget()
        self.candidate_acts = FlowLayout(self._acts, gap=8)
        for words, act in (
            ("Next (N)", self.next_wanted.emit),
            ("Skip (S)", self.skip_wanted.emit),
        ):
            self.candidate_acts.addWidget(button(words, act))
        column.addWidget(self._acts)
        column.addWidget(self.keys)
        return right

    def set_open(self, is_open: bool, *, several_rounds: bool) -> None:
        """Say which keys score, or nothing where scores are only read.

        Args:
            several_rounds: whether there is more than one round.
        """
        self._acts.setVisible(is_open)
        self.keys.setVisible(is_open)
        self.keys.setText(
            f"Keys: 0–9 score, T note, Ctrl+Z undo{', Q next round' if several_rounds else ''}."
        )

    def tell_waiting(self, number: int) -> None:
        """Say how many candidates were put aside in this round."""
        self.back_button.setVisible(number > 0)
        relabel(self.back_button, f"{number} skipped (Shift+S)")
