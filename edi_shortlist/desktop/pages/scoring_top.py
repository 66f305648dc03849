"""The line above the application: who scores, which round is on, how far they are."""

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from edi_shortlist.desktop.pages.scoring_questions import ReadingBox
from edi_shortlist.desktop.sentences import time_left
from edi_shortlist.desktop.widgets.basics import text
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.recruitment.vacancy import Vacancy


class ScoringTop(QWidget):
    """The panellist's name, the round and the progress.

    Attributes:
        panellist_box: the names on the panel, after an entry that asks for one.
        reading_box: the rounds.
        progress_words: how many scores are given, and how long the rest may take.
    """

    def __init__(self) -> None:
        super().__init__()
        self.panellist_label = text("Panellist", "strong", wrap=False)
        self.panellist_box = QComboBox()
        self.panellist_box.setAccessibleName("Panellist: your own name")
        self.panellist_box.setMinimumWidth(190)
        self.panellist_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.panellist_label.setBuddy(self.panellist_box)
        self.reading_box = ReadingBox()
        self.progress_words = text("", "hint", wrap=False)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setMinimumWidth(120)
        self.progress.setAccessibleName("Your scores given")
        names = QWidget()
        row = QHBoxLayout(names)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.panellist_label)
        row.addWidget(self.panellist_box)
        far = QWidget()
        words = QVBoxLayout(far)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(3)
        words.addWidget(self.progress_words)
        words.addWidget(self.progress)
        self.parts = FlowLayout(self, gap=16)
        """What stands on the line; it takes more."""
        for part in (names, self.reading_box, far):
            self.parts.addWidget(part)

    @property
    def panellist(self) -> str:
        """Who scores; empty while no name is chosen."""
        return str(self.panellist_box.currentData() or "")

    def offer_names(self, vacancy: Vacancy, *, only_one: bool) -> None:
        """Offer the names on the panel.

        Args:
            only_one: take the first, since it is the pack's own.
        """
        self.panellist_box.clear()
        self.panellist_box.addItem("Choose your name", "")
        for name in vacancy.panel:
            self.panellist_box.addItem(name, name)
        if only_one:
            self.panellist_box.setCurrentIndex(1)

    def show_names(self, shown: bool) -> None:
        """Show whose scores these are, or not."""
        self.panellist_label.setVisible(shown)
        self.panellist_box.setVisible(shown)

    def tell_progress(self, done: int, total: int, pace: float | None, *, shown: bool) -> None:
        """Say how many scores are given, and how long the rest takes.

        Args:
            pace: seconds a score, where that can be told.
            shown: whether to say anything.
        """
        self.progress.setRange(0, max(total, 1))
        self.progress.setValue(done)
        self.progress.setVisible(shown)
        said = f"{done} of {total} scores given"
        if pace is not None and done < total:
            said += f"\n{time_left(1, 1 + total - done, pace)} at this pace"
        self.progress_words.setText(said if shown else "")
