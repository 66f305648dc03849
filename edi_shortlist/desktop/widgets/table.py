"""A table in the one style of the window, and the delegate that paints states as tags."""

from collections.abc import Mapping

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from edi_shortlist.desktop.theme import appearance

TONE_ROLE = Qt.ItemDataRole.UserRole + 10
"""A model gives a tone under this role where the cell is painted as a tag: neutral, accent,
success, warning, danger or purple."""

FILL_ROLE = Qt.ItemDataRole.UserRole + 11
"""A model gives ``(fill, ink)`` colours under this role where the tag has colours of its own."""

LEAST_CHARACTERS = 13
PADDING = 30  # pixels left and right of a cell's words together

AnyIndex = QModelIndex | QPersistentModelIndex


class TagDelegate(QStyledItemDelegate):
    """Paints a cell as a rounded tag with its word; the word is the cell's text."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        tone, fills = index.data(TONE_ROLE), index.data(FILL_ROLE)
        if not tone and not fills:
            super().paint(painter, option, index)
            return
        words = str(index.data() or "")
        base = QStyleOptionViewItem(option)
        self.initStyleOption(base, index)
        base.text = ""
        widget = option.widget
        style = widget.style() if isinstance(widget, QWidget) else None
        if style:
            style.drawControl(QStyle.ControlElement.CE_ItemViewItem, base, painter, widget)
        theme = appearance().theme
        if fills:
            fill, ink = fills
        else:
            fill, ink = theme.colours[f"{tone}_soft"], theme.colours[f"{tone}_soft_text"]
        font = self._font(option.font)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        area = option.rect
        width = min(metrics.horizontalAdvance(words) + 18, area.width() - 16)
        height = metrics.height() + 6
        tag = QRectF(area.x() + 12, area.y() + (area.height() - height) / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(tag, 5, 5)
        painter.setPen(QColor(ink))
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(width - 10))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, shown)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        hint = super().sizeHint(option, index)
        if index.data(TONE_ROLE) or index.data(FILL_ROLE):
            metrics = QFontMetrics(self._font(option.font))
            hint.setWidth(metrics.horizontalAdvance(str(index.data() or "")) + 42)
        widget = option.widget
        if isinstance(widget, QTableView) and widget.wordWrap():
            # The style measures without the cell's padding and cuts the last line off.
            room = QRect(0, 0, max(option.rect.width() - PADDING, 40), 4000)
            words = str(index.data() or "")
            wrap = Qt.TextFlag.TextWordWrap
            needed = QFontMetrics(option.font).boundingRect(room, wrap, words).height() + 22
            hint.setHeight(max(hint.height(), needed))
        return hint

    @staticmethod
    def _font(font: QFont) -> QFont:
        made = QFont(font)
        made.setPointSizeF(appearance().points * 0.9)
        made.setWeight(QFont.Weight.DemiBold)
        return made


class Table(QTableView):
    """Rows to choose from. Enter or a double click opens the current row."""

    opened = Signal(QModelIndex)
    chosen = Signal(QModelIndex)

    def __init__(self, name: str, *, editable: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._editable = editable
        self._stretched: tuple[int, ...] = ()
        self._least = LEAST_CHARACTERS
        self.setShowGrid(False)
        self.setAlternatingRowColors(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(editable)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        if not editable:
            self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
            self.doubleClicked.connect(self.opened)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        # Columns fit the rows that are seen: measuring thousands would hold up the window.
        header.setResizeContentsPrecision(0)
        header.sectionResized.connect(self._section_resized)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(48)
        self.setItemDelegate(TagDelegate(self))
        self._row_height()
        appearance().changed.connect(self._row_height)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            self.selectionModel().currentRowChanged.connect(self._row_changed)

    def stretch(
        self,
        *columns: int,
        narrow: Mapping[int, int] | None = None,
        least: int = LEAST_CHARACTERS,
    ) -> None:
        """Let these columns share the room that is left; the others fit their contents. Where
        little is left, the table scrolls sideways.

        Args:
            narrow: columns that wrap their words at so many characters.
            least: characters that the columns named first keep in any case.
        """
        self._stretched = columns
        self._least = least
        header = self.horizontalHeader()
        character = QFontMetrics(QApplication.font()).averageCharWidth()
        for column in range(self.model().columnCount()):
            if column in columns or column in (narrow or {}):
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        for column, characters in (narrow or {}).items():
            header.resizeSection(column, character * characters + PADDING)
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        header = self.horizontalHeader()
        columns = [c for c in self._stretched if c < header.count()]
        if not columns:
            return
        taken = sum(header.sectionSize(c) for c in range(header.count()) if c not in columns)
        each = (self.viewport().width() - taken) // len(columns)
        least = QFontMetrics(QApplication.font()).averageCharWidth() * self._least
        for column in columns:
            wanted = max(each, least)
            if header.sectionSize(column) != wanted:
                header.resizeSection(column, wanted)

    def _section_resized(self, column: int, _old: int, _new: int) -> None:
        if column not in self._stretched:
            self._share()

    def current_row(self) -> int:
        """Return the current row, or -1."""
        index = self.currentIndex()
        return index.row() if index.isValid() else -1

    def choose_row(self, row: int) -> None:
        """Make a row current and show it."""
        if 0 <= row < self.model().rowCount():
            self.setCurrentIndex(self.model().index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not self._editable and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(current)

    def _row_height(self) -> None:
        height = QFontMetrics(QApplication.font()).height()
        self.verticalHeader().setDefaultSectionSize(height + 22)
