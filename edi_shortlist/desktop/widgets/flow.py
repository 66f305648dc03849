"""A layout that puts widgets in a row and wraps it, so that large text is never cut off."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Left to right, then the next line. With ``fill`` all of a line are as high as the highest
    and share its whole width, otherwise they stand at half its height."""

    def __init__(self, parent: QWidget | None = None, gap: int = 8, fill: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._fill = fill
        self.setContentsMargins(QMargins(0, 0, 0, 0))

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rectangle: QRect) -> None:
        super().setGeometry(rectangle)
        self._arrange(rectangle, move=True)

    def sizeHint(self) -> QSize:
        shown = [item for item in self._items if not item.isEmpty()]
        width = sum(item.sizeHint().width() for item in shown) + self._gap * max(0, len(shown) - 1)
        height = max((item.sizeHint().height() for item in shown), default=0)
        return QSize(width, height)

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, area: QRect, move: bool) -> int:
        x, y, line = area.x(), area.y(), 0
        row: list[tuple[QLayoutItem, QPoint, QSize]] = []
        placed: list[tuple[QLayoutItem, QRect]] = []

        def end_row() -> None:
            spare = max(0, area.right() + 1 - x + self._gap) // max(1, len(row))
            for number, (item, point, size) in enumerate(row):
                if self._fill:
                    wider = QSize(size.width() + spare, line)
                    placed.append((item, QRect(point + QPoint(number * spare, 0), wider)))
                    continue
                centred = point + QPoint(0, (line - size.height()) // 2)
                placed.append((item, QRect(centred, size)))
            row.clear()

        for item in self._items:
            if item.isEmpty():
                continue
            hint = item.sizeHint().boundedTo(QSize(max(area.width(), 1), 16777215))
            if item.hasHeightForWidth():
                hint.setHeight(item.heightForWidth(hint.width()))
            if x + hint.width() > area.right() + 1 and row:
                end_row()
                x, y, line = area.x(), y + line + self._gap, 0
            row.append((item, QPoint(x, y), hint))
            x += hint.width() + self._gap
            line = max(line, hint.height())
        end_row()
        if move:
            for item, rectangle in placed:
                item.setGeometry(rectangle)
        return y + line - area.y()
