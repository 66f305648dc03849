"""How the interviewed stand once the scores of the interviews are locked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edi_shortlist.desktop.models.interviews import ResultsModel
from edi_shortlist.desktop.widgets.basics import Note, button
from edi_shortlist.desktop.widgets.table import Table
from edi_shortlist.recruitment.interview_scoring import InterviewStanding


class ResultsPanel(QWidget):
    """The panel's means, totals and places.

    Signals:
        outcomes_wanted: somebody wants to record outcomes now.
    """

    outcomes_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(
            Note(
                "The scores of the interviews are locked. Means of the panel, weighted as the "
                "person specification says; no score of the sift goes into them.",
                "neutral",
            )
        )
        self.model = ResultsModel(self)
        self.table = Table("Results of the interviews")
        self.table.setModel(self.model)
        column.addWidget(self.table, 1)
        column.addWidget(
            button("Record outcomes", self.outcomes_wanted.emit, icon="next"),
            0,
            Qt.AlignmentFlag.AlignRight,
        )

    def show_results(self, results: list[InterviewStanding]) -> None:
        """Show how they stand; nothing where there are none."""
        self.model.show_results(results)
        if results:
            self.table.stretch(1)
            self.table.choose_row(0)
