"""A figure with its interval, drawn: a line from low to high, a dot at the figure, and marks."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from edi_shortlist.desktop.theme import appearance


class IntervalBar(QWidget):
    """Draws one figure; what it draws stands in words beside it and in its accessible name."""

    def __init__(self, least: float, most: float, marks: Sequence[float] = ()) -> None:
        """Args:
        least, most: the ends of the scale.
        marks: where thin lines stand.
        """
        super().__init__()
        self._least, self._most, self._marks = least, most, tuple(marks)
        self._figure: tuple[float, float, float] | None = None
        self._tone = "accent"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(110)
        appearance().changed.connect(self.updateGeometry)

    def show_figure(self, figure: tuple[float, float, float] | None, tone: str, words: str) -> None:
        """Draw a figure.

        Args:
            figure: value, low and high, or None for no figure.
            tone: accent, success, warning or danger.
            words: the same in words.
        """
        self._figure, self._tone = figure, tone
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, 22 * appearance().percent // 100)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = appearance().theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        radius = max(self.height() / 4.4, 4.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours["neutral_soft"]))
        painter.drawRoundedRect(QRectF(0, middle - 3, self.width(), 6), 3, 3)
        painter.setPen(QPen(QColor(colours["line_strong"]), 1))
        for mark in self._marks:
            at = self._at(mark, radius)
            painter.drawLine(QPointF(at, middle - radius), QPointF(at, middle + radius))
        if self._figure is not None:
            value, low, high = (self._at(one, radius) for one in self._figure)
            ink = QColor(colours[self._tone])
            painter.setPen(QPen(ink, 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(QPointF(low, middle), QPointF(high, middle))
            painter.setPen(QPen(QColor(colours["surface"]), 1.5))
            painter.setBrush(ink)
            painter.drawEllipse(QPointF(value, middle), radius, radius)
        painter.end()

    def _at(self, value: float, radius: float) -> float:
        """Return where a value stands; one beyond the scale stands at its end."""
        share = (value - self._least) / (self._most - self._least)
        return radius + min(max(share, 0.0), 1.0) * (self.width() - 2 * radius)
