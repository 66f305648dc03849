"""Shows a Document as text to read, with marked passages: a colour behind each and its word above.

Positions shown are positions of ``Document.text``, one for one, so that a selection is a span.
"""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit

from edi_shortlist.desktop.labels import look_of
from edi_shortlist.desktop.theme import appearance
from edi_shortlist.desktop.widgets.marks import DECISION_SIGNS, Mark, Offsets, one_for_one
from edi_shortlist.desktop.widgets.rows import in_pairs
from edi_shortlist.documents.model import Block, BlockKind, Document, Part

PART_WORDS = {
    Part.HEADER: "Header",
    Part.FOOTER: "Footer",
    Part.TEXT_BOX: "Text box",
    Part.NOTE: "Note",
    Part.COMMENT: "Comment in the margin",
    Part.HIDDEN: "Hidden text",
    Part.DESCRIPTION: "Description of a picture",
}


def _x(line: QTextLine, position: int) -> float:
    """Return where a position of a line stands. PySide returns the position beside it."""
    found: object = line.cursorToX(position)
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]


class DocumentView(QTextEdit):
    """A document that cannot be edited, only read, marked and selected.

    Signals:
        mark_clicked: the key of the mark that was clicked.
        passage_selected: whether any text is selected.
    """

    mark_clicked = Signal(int)
    passage_selected = Signal(bool)

    def __init__(self, name: str, *, words: bool = True) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("role", "document")
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._words = words
        self._document: Document | None = None
        self._marks: list[Mark] = []
        self._current: int | None = None
        self._offsets = Offsets("")
        self.selectionChanged.connect(
            lambda: self.passage_selected.emit(self.textCursor().hasSelection())
        )
        appearance().changed.connect(self._redraw)

    # What is shown

    def show_document(self, document: Document | None, marks: list[Mark] | None = None) -> None:
        """Show a document from its top, or nothing."""
        self._document = document
        self._marks = sorted(marks or [], key=lambda m: (m.start, -m.end))
        self._current = None
        self._lay_out()

    def replace_document(self, document: Document, marks: list[Mark]) -> None:
        """Show a changed version of the same document without moving the page."""
        at = self.verticalScrollBar().value()
        self._document = document
        self._marks = sorted(marks, key=lambda m: (m.start, -m.end))
        self._lay_out()
        self.verticalScrollBar().setValue(at)

    def set_marks(self, marks: list[Mark]) -> None:
        """Change the marks and leave the text as it is."""
        self._marks = sorted(marks, key=lambda m: (m.start, -m.end))
        self.viewport().update()

    @property
    def marks(self) -> list[Mark]:
        """The marks shown, in order of the text."""
        return list(self._marks)

    @property
    def shown(self) -> Document | None:
        """The document shown."""
        return self._document

    def point_at(self, key: int | None) -> None:
        """Draw a ring round one mark and bring it into view."""
        self._current = key
        mark = next((m for m in self._marks if m.key == key), None)
        if mark is not None:
            self._bring_into_view(mark.start)
        self.viewport().update()

    def selected(self) -> tuple[int, int] | None:
        """Return the selected passage without blanks at its ends, half-open, or None."""
        cursor = self.textCursor()
        if not cursor.hasSelection() or self._document is None:
            return None
        start = self._offsets.from_qt(cursor.selectionStart())
        end = self._offsets.from_qt(cursor.selectionEnd())
        passage = self._document.text[start:end]
        start += len(passage) - len(passage.lstrip())
        end -= len(passage) - len(passage.rstrip())
        return (start, end) if start < end else None

    def cursor_offset(self) -> int:
        """Return where the text cursor stands, in characters."""
        return self._offsets.from_qt(self.textCursor().position())

    def select(self, start: int, end: int) -> None:
        """Select a passage, half-open, in characters."""
        cursor = self.textCursor()
        cursor.setPosition(self._offsets.to_qt(start))
        cursor.setPosition(self._offsets.to_qt(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def show_passage(self, start: int, end: int) -> None:
        """Select a passage, half-open, in characters, and bring it into view."""
        self.select(start, end)
        self._bring_into_view(start)

    # Laying out

    def _redraw(self) -> None:
        at = self.verticalScrollBar().value()
        selected = self.selected()
        self._lay_out()
        if selected is not None:
            self.select(*selected)
        self.verticalScrollBar().setValue(at)

    def _lay_out(self) -> None:
        self.clear()
        self.setCurrentCharFormat(QTextCharFormat())
        if self._document is None:
            self._offsets = Offsets("")
            return
        text = self._document.text
        self._offsets = Offsets(text)
        paper = self.document()
        paper.setDocumentMargin(18)
        paper.setDefaultFont(self.font())
        self.setPlainText(one_for_one(in_pairs(self._document, self._leaves_room)))
        cursor = QTextCursor(paper)
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setBlockFormat(self._block_format())
        self._close_gaps(cursor)
        for start, end, block in self._document.placed_blocks():
            if block.kind is BlockKind.PARAGRAPH and block.part is Part.BODY:
                continue
            cursor.setPosition(self._offsets.to_qt(start))
            cursor.setPosition(self._offsets.to_qt(end), QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(self._character_format(block))
            if block.kind in (BlockKind.LIST_ITEM, BlockKind.CELL):
                shape = self._block_format()
                if block.kind is BlockKind.LIST_ITEM:
                    shape.setLeftMargin(18 * (1 + min(block.level, 4)))
                else:
                    tab = self._tab()
                    shape.setTabPositions([tab])
                    if "\t" in cursor.block().text():
                        # The answer keeps its column where it runs over several lines.
                        shape.setLeftMargin(tab.position)
                        shape.setTextIndent(-tab.position)
                cursor.setBlockFormat(shape)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _close_gaps(self, cursor: QTextCursor) -> None:
        """Make empty lines half as high: they part sections, and need not cost the page."""
        block = self.document().begin()
        while block.isValid():
            if block.length() == 1:
                cursor.setPosition(block.position())
                shape = QTextBlockFormat()
                half = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
                shape.setLineHeight(55.0, half)
                cursor.setBlockFormat(shape)
            block = block.next()

    def _block_format(self) -> QTextBlockFormat:
        shape = QTextBlockFormat()
        height = 160.0 if self._words else 140.0
        shape.setLineHeight(height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        share = 0.5 if self._words else 0.2
        shape.setTopMargin(QFontMetricsF(self._word_font()).height() * share)
        return shape

    def _tab(self) -> QTextOption.Tab:
        wide = QFontMetricsF(self.font()).averageCharWidth() * 22
        step = min(wide, self.viewport().width() * 0.45)
        return QTextOption.Tab(step, QTextOption.TabType.LeftTab)

    def _leaves_room(self, cell: str) -> bool:
        """Whether a cell ends before the column of the next."""
        gap = QFontMetricsF(self.font()).averageCharWidth()
        return QFontMetricsF(self.font()).horizontalAdvance(cell) + gap <= self._tab().position

    def _character_format(self, block: Block) -> QTextCharFormat:
        style = QTextCharFormat()
        if block.kind is BlockKind.HEADING:
            larger = 1.25 if block.level <= 1 else 1.1
            style.setFontPointSize(appearance().points * larger)
            style.setFontWeight(QFont.Weight.Bold)
        if block.part is not Part.BODY:
            style.setForeground(appearance().theme.colour("text_quiet"))
            style.setFontItalic(True)
            style.setToolTip(PART_WORDS[block.part])
        return style

    def _word_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(max(6.5, appearance().points * 0.68))
        font.setWeight(QFont.Weight.DemiBold)
        return font

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pieces = list(self._pieces(QRectF(event.rect())))
        for mark, rectangles in pieces:
            self._paint_fill(painter, mark, rectangles)
        painter.end()
        super().paintEvent(event)
        if not self._words:
            return
        painter = QPainter(self.viewport())
        painter.setFont(self._word_font())
        self._paint_words(painter, pieces)
        painter.end()

    def _paint_fill(self, painter: QPainter, mark: Mark, rectangles: list[QRectF]) -> None:
        theme = appearance().theme
        look = look_of(mark.label)
        ink = QColor(look.ink(theme.dark))
        for rectangle in rectangles:
            if mark.decision == "rejected":
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(ink, 1, Qt.PenStyle.DotLine))
            else:
                painter.setBrush(QColor(look.fill(theme.dark)))
                painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(rectangle, 3, 3)
            if mark.decision == "pending":
                painter.setPen(QPen(ink, 1.4, Qt.PenStyle.DashLine))
                below = rectangle.bottom() - 0.7
                painter.drawLine(
                    QPointF(rectangle.left() + 2, below), QPointF(rectangle.right() - 2, below)
                )
            if mark.key == self._current:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme.colour("text"), 2))
                painter.drawRoundedRect(rectangle.adjusted(-1.5, -0.5, 1.5, 1.5), 4, 4)

    def _paint_words(self, painter: QPainter, pieces: list[tuple[Mark, list[QRectF]]]) -> None:
        metrics = QFontMetricsF(painter.font())
        dark = appearance().theme.dark
        starts = [rectangles[0] for _mark, rectangles in pieces if rectangles]
        for mark, rectangles in pieces:
            first = rectangles[0]
            room = self.viewport().width() - first.left() - 4
            for other in starts:
                if abs(other.top() - first.top()) < 2 and other.left() > first.left():
                    room = min(room, other.left() - first.left() - 5)
            look = look_of(mark.label)
            words = f"{DECISION_SIGNS[mark.decision]} {look.word}"
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
            painter.setPen(QColor(look.ink(dark)))
            painter.drawText(QPointF(first.left() + 1, first.top() - metrics.descent() - 1), shown)

    def _pieces(self, seen: QRectF) -> Iterator[tuple[Mark, list[QRectF]]]:
        """Yield the marks that show in a part of the viewport, each with a rectangle a line."""
        if not self._marks:
            return
        paper = self.document()
        top = self.cursorForPosition(seen.topLeft().toPoint()).block().previous()
        first = top.position() if top.isValid() else 0
        end_block = self.cursorForPosition(seen.bottomRight().toPoint()).block().next()
        last = end_block.position() + end_block.length() if end_block.isValid() else None
        for mark in self._marks:
            start, end = self._offsets.to_qt(mark.start), self._offsets.to_qt(mark.end)
            if end < first or (last is not None and start > last):
                continue
            rectangles: list[QRectF] = []
            block = paper.findBlock(start)
            while block.isValid() and block.position() < end:
                rectangles += self._lines(block, start, end)
                block = block.next()
            if rectangles:
                yield mark, rectangles

    def _lines(self, block: QTextBlock, start: int, end: int) -> Iterator[QRectF]:
        layout = block.layout()
        origin = self.document().documentLayout().blockBoundingRect(block).topLeft()
        origin -= QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            begin = max(start - block.position(), line.textStart())
            finish = min(end - block.position(), line.textStart() + line.textLength())
            if begin >= finish:
                continue
            left, right = _x(line, begin), _x(line, finish)
            if right <= left:
                continue
            up = origin + QPointF(left, line.y())
            yield QRectF(up.x() - 1, up.y(), right - left + 2, line.ascent() + line.descent())

    def _bring_into_view(self, start: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._offsets.to_qt(start))
        rectangle = self.cursorRect(cursor)
        bar = self.verticalScrollBar()
        margin = rectangle.height() * 2
        if rectangle.top() < margin or rectangle.bottom() > self.viewport().height() - margin:
            middle = rectangle.center().y() - self.viewport().height() // 3
            bar.setValue(bar.value() + middle)

    # The mouse

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.textCursor().hasSelection():
            return
        position = self._offsets.from_qt(
            self.cursorForPosition(event.position().toPoint()).position()
        )
        for mark in self._marks:
            if mark.start <= position < mark.end:
                self.mark_clicked.emit(mark.key)
                return
