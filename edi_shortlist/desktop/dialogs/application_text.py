"""The anonymised application of one candidate, to be read beside something else."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from edi_shortlist.desktop.dialogs.frame import Frame
from edi_shortlist.desktop.pages.scoring_reading import ReadingPane
from edi_shortlist.desktop.theme import appearance
from edi_shortlist.documents.model import Document


class ApplicationTextDialog(Frame):
    """Shows the documents, a tab each, as the panel read them."""

    def __init__(self, parent: QWidget | None, candidate: str, documents: list[Document]) -> None:
        super().__init__(parent, f"The application of {candidate}", "", "Done")
        self.cancel.hide()
        self.reading = ReadingPane()
        self.reading.setMinimumHeight(420 * appearance().percent // 100)
        self.reading.setMinimumWidth(640)
        self.column.addWidget(self.reading, 1)
        self.reading.show_documents(documents)
        QShortcut(QKeySequence("D"), self, self.reading.next_document)
        self.fit()
        self.act.setFocus()
