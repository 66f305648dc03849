"""A line of choices that narrow a list, each with "all" first."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from edi_shortlist.desktop.widgets.basics import button, text
from edi_shortlist.desktop.widgets.flow import FlowLayout


class FilterRow(QWidget):
    """Boxes to choose from, a button that clears them, and how many were found.

    Signals:
        changed: a choice was made, or all were cleared.
    """

    changed = Signal()

    def __init__(self, *names: str) -> None:
        super().__init__()
        self._flow = FlowLayout(self, gap=10)
        self.boxes = [self._box(name) for name in names]
        self.clear_button = button("Clear", self.clear, kind="quiet")
        self.found = text("", "hint", wrap=False)
        for one in (*self.boxes, self.clear_button, self.found):
            self._flow.addWidget(one)

    def _box(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(f"Filter by {name.lower()}")
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.addItem(f"{name}: all", None)
        box.activated.connect(lambda _row: self.changed.emit())
        return box

    def put_before_clear(self, widget: QWidget) -> None:
        """Put another field into the line."""
        last: tuple[QWidget, ...] = (self.clear_button, self.found)
        for one in last:
            self._flow.removeWidget(one)
        for one in (widget, *last):
            self._flow.addWidget(one)

    @staticmethod
    def offer(box: QComboBox, found: Mapping[str, str]) -> None:
        """Offer the values of a mapping, by their words, beside what is offered already."""
        for value, words in found.items():
            if box.findData(value) < 0:
                box.addItem(words, value)

    @staticmethod
    def choose(box: QComboBox, value: str | None) -> None:
        """Choose a value, where it is offered."""
        box.setCurrentIndex(max(box.findData(value), 0))

    def forget(self) -> None:
        """Offer nothing any more."""
        for box in self.boxes:
            while box.count() > 1:
                box.removeItem(1)

    def clear(self) -> None:
        """Choose all again."""
        for box in self.boxes:
            box.setCurrentIndex(0)
        self.changed.emit()
