"""The body of the page Scoring once there is something to score: who scores, then the work."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from edi_shortlist.desktop.pages.scoring_middle import ScoringMiddle
from edi_shortlist.desktop.pages.scoring_top import ScoringTop
from edi_shortlist.desktop.pages.scoring_who import WhoScores


class ScoringWork(QWidget):
    """Lays them out, one below the other.

    Attributes:
        top: whose scores these are, the round and the progress.
        middle: candidates, reading and criteria.
        who: in place of the middle while nobody said who scores.
    """

    def __init__(self) -> None:
        super().__init__()
        self.top = ScoringTop()
        self.middle = ScoringMiddle(self)
        self.who = WhoScores()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.top)
        column.addWidget(self.middle, 1)
        column.addWidget(self.who, 1)
