"""A strong ring round what has the keyboard's attention; not shown for clicks of the mouse."""

import shiboken6
from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFocusFrame, QWidget

from edi_shortlist.desktop.theme import appearance

THICK = 3


class FocusRing(QFocusFrame):
    """A yellow band with a dark edge, seen on any colour of either theme."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = appearance().theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = QRect(self.rect()).adjusted(2, 2, -2, -2)
        painter.setPen(QPen(theme.colour("focus_edge"), 5))
        painter.drawRoundedRect(inner, 7, 7)
        painter.setPen(QPen(theme.colour("focus"), THICK))
        painter.drawRoundedRect(inner, 7, 7)
        painter.end()


class FocusFollower(QObject):
    """Keeps a ring round the focus. Qt puts a ring into the window of what it surrounds, so it
    goes when that window goes; then a new one is made."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: FocusRing | None = None
        app.focusChanged.connect(self._follow)

    @property
    def surrounded(self) -> QWidget | None:
        """What has a ring round it now."""
        if self._ring is None or not shiboken6.isValid(self._ring) or self._ring.isHidden():
            return None
        return self._ring.widget()

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        by_mouse = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        if self._ring is None or not shiboken6.isValid(self._ring):
            self._ring = FocusRing()
        if new is None or by_mouse or new.isWindow():
            self._ring.setWidget(None)  # type: ignore[arg-type]
        else:
            self._ring.setWidget(new)
