"""A field for a sentence or a few, as high as what is written in it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from edi_shortlist.desktop.theme import appearance

_FRAME = 18  # the style sheet's padding and border above and below the words


class GrowingText(QPlainTextEdit):
    """Grows with its words up to ``most_lines``; Tab goes on to the next field, and a line break
    is a space, since what is written is one text."""

    def __init__(self, words: str = "", most_lines: int = 6) -> None:
        super().__init__()
        self._most_lines = most_lines
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setPlainText(words)
        self.textChanged.connect(self._measure)
        appearance().changed.connect(self._measure)
        self._measure()

    @property
    def words(self) -> str:
        """What is written, in one line."""
        return " ".join(self.toPlainText().split())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        # The document of a plain text field measures its height in lines.
        lines = min(max(int(self.document().size().height()), 1), self._most_lines)
        margins = int(2 * self.document().documentMargin())
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + margins + _FRAME)
