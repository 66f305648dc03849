"""A strong ring round what has the keyboard's attention, while the keyboard is what is used."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from edi_shortlist.desktop.theme import appearance

THICK = 3
ROOM = 3
"""So many pixels the ring stands outside what it surrounds, where there is room."""

_MOVES = (
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
)


class FocusRing(QWidget):
    """A yellow band with a dark edge, seen on any colour of either theme. It lies over a window and
    lets the mouse through."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def place(self, widget: QWidget) -> None:
        """Lie round the part of a widget that can be seen, or hide where none can."""
        window = self.parentWidget()
        seen = _seen(widget, window) if window is not None and widget.isVisible() else QRect()
        if window is None or seen.isEmpty():
            self.hide()
            return
        around = seen.adjusted(-ROOM, -ROOM, ROOM, ROOM)
        self.setGeometry(around.intersected(window.rect()))
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = appearance().theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = self.rect().adjusted(2, 2, -3, -3)
        painter.setPen(QPen(theme.colour("focus_edge"), THICK + 2))
        painter.drawRoundedRect(inner, 7, 7)
        painter.setPen(QPen(theme.colour("focus"), THICK))
        painter.drawRoundedRect(inner, 7, 7)
        painter.end()


def _seen(widget: QWidget, window: QWidget) -> QRect:
    """Return what of a widget is inside all that it stands in, in the window's coordinates; what
    stands in it does not count, though it may cover it."""
    seen = window.rect()
    part: QWidget | None = widget
    while part is not None and part is not window:
        seen = seen.intersected(QRect(part.mapTo(window, QPoint(0, 0)), part.size()))
        part = part.parentWidget()
    return seen


class FocusFollower(QObject):
    """Keeps a ring round the focus from the first key pressed, until the mouse is pressed."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: FocusRing | None = None
        self._widget: QWidget | None = None
        self._watched: list[QWidget] = []
        self._by_keyboard = False
        app.focusChanged.connect(self._follow)
        app.focusWindowChanged.connect(self._watch)

    @property
    def surrounded(self) -> QWidget | None:
        """What has a ring round it now."""
        if self._ring is None or not shiboken6.isValid(self._ring) or self._ring.isHidden():
            return None
        return self._widget

    def _watch(self, window: QWindow | None) -> None:
        """See which of keyboard and mouse is used in a window."""
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(watched, QWindow):
            if kind == QEvent.Type.KeyPress and not self._by_keyboard:
                self._by_keyboard = True
                self._place()
            elif kind == QEvent.Type.MouseButtonPress and self._by_keyboard:
                self._by_keyboard = False
                self._drop_ring()
        elif kind in _MOVES:
            self._place()
        return False

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._let_go()
        if new is None or new.isWindow():
            return
        self._widget = new
        # Whatever it stands in may move it: a note that appears above, a page that scrolls.
        part: QWidget | None = new
        while part is not None:
            part.installEventFilter(self)
            self._watched.append(part)
            part = None if part.isWindow() else part.parentWidget()
        self._place()

    def _let_go(self) -> None:
        for part in self._watched:
            if shiboken6.isValid(part):
                part.removeEventFilter(self)
        self._watched.clear()
        self._widget = None
        self._drop_ring()

    def _drop_ring(self) -> None:
        if self._ring is not None and shiboken6.isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None

    def _place(self) -> None:
        widget = self._widget
        if widget is None or not shiboken6.isValid(widget) or not self._by_keyboard:
            return
        if self._ring is None or not shiboken6.isValid(self._ring):
            self._ring = FocusRing(widget.window())
        self._ring.place(widget)
