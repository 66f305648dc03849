"""A splitter that stands its parts side by side, or one above the other where room is short."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter

from edi_shortlist.desktop.theme import appearance


class TurningSplitter(QSplitter):
    """Side by side from ``needs`` pixels on (at 100 % text), else one above the other."""

    def __init__(self, needs: int, least_height: int = 150) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._needs = needs
        self._least = least_height
        self._sizes: dict[Qt.Orientation, list[int]] = {}
        self.setHandleWidth(12)
        appearance().changed.connect(self._turn)

    def set_needs(self, needs: int) -> None:
        """Change from which width on the parts stand side by side."""
        self._needs = needs
        self._turn()

    def set_sizes(self, across: list[int], down: list[int]) -> None:
        """Set how the parts share the room, side by side and one above the other."""
        self._sizes = {Qt.Orientation.Horizontal: across, Qt.Orientation.Vertical: down}
        self.setSizes(self._sizes[self.orientation()])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        percent = appearance().percent
        narrow = self.width() < self._needs * percent // 100
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        for number in range(self.count()):
            if part := self.widget(number):
                part.setMinimumHeight(self._least * percent // 100 if narrow else 0)
        if wanted is not self.orientation():
            self.setOrientation(wanted)
            self.setSizes(self._sizes.get(wanted, []))
