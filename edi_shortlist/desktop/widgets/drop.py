"""Takes files and folders that are dropped on it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout

from edi_shortlist.desktop.icons import set_icon
from edi_shortlist.desktop.theme import appearance
from edi_shortlist.desktop.widgets.basics import restyle, text

# Pixels at 100 % text; on less, the words would be broken to make room for the buttons.
SIDE_BY_SIDE = 560


class DropArea(QFrame):
    """A dashed frame. Buttons for the same act stand in ``.buttons``, for the keyboard."""

    dropped = Signal(list)

    def __init__(self, heading: str, words: str) -> None:
        super().__init__()
        self.setProperty("role", "drop")
        self.setProperty("over", False)
        self.setAcceptDrops(True)
        self.setAccessibleName(heading)
        row = self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(24, 18, 24, 18)
        row.setSpacing(18)
        picture = QLabel()
        set_icon(picture, "drop", "accent", 36)
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addWidget(text(heading, "subheading"))
        column.addWidget(text(words, "hint"))
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(column, 1)
        row.addLayout(self.buttons)
        appearance().changed.connect(self._turn)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        """Put the buttons below the words where there is no room beside them."""
        narrow = self.width() < SIDE_BY_SIDE * appearance().percent // 100
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if way is not self._row.direction():
            self._row.setDirection(way)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.isEnabled() and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._mark(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self._mark(False)
        paths = [Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)

    def _mark(self, over: bool) -> None:
        self.setProperty("over", over)
        restyle(self)
