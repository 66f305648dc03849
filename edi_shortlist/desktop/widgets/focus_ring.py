"""A strong ring round what has the keyboard's attention; not shown for clicks of the mouse."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFocusFrame, QWidget

from edi_shortlist.desktop.theme import appearance

THICK = 3


class FocusRing(QFocusFrame):
    """Follows the focus: a yellow band with a dark edge, seen on any colour of either theme."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        by_mouse = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        if new is None or by_mouse or new.window() is new:
            self.setWidget(None)  # type: ignore[arg-type]
            return
        self.setWidget(new)

    def paintEvent(self, event: QPaintEvent) -> None:
        widget = self.widget()
        if widget is None:
            return
        theme = appearance().theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = QRect(self.rect()).adjusted(2, 2, -2, -2)
        painter.setPen(QPen(theme.colour("focus_edge"), 5))
        painter.drawRoundedRect(inner, 7, 7)
        painter.setPen(QPen(theme.colour("focus"), THICK))
        painter.drawRoundedRect(inner, 7, 7)
