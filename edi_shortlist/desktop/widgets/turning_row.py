"""A row whose parts stand one above the other where room is short."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from edi_shortlist.desktop.theme import appearance


class TurningRow(QWidget):
    """Equal parts side by side from ``needs`` pixels on (at 100 % text), else below each other.

    Unlike a splitter's parts these keep the height of what is in them.
    """

    def __init__(self, *parts: QWidget, needs: int = 560, gap: int = 14) -> None:
        super().__init__()
        self._needs = needs
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(gap)
        for part in parts:
            self._row.addWidget(part, 1)
        appearance().changed.connect(self._turn)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        narrow = self.width() < self._needs * appearance().percent // 100
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if way is not self._row.direction():
            self._row.setDirection(way)
