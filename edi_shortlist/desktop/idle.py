"""Seals the vault when nobody has used the program for a while.

It watches that something is typed, clicked, moved or touched in a window, never what.
"""

import time
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, QSettings, QTimer, Signal
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QDialog

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.sentences import count

CHOICES = (5, 10, 15, 30, 60, 0)
"""Minutes that can be chosen; 0 stands for never."""
USUAL = 10
TICK_MS = 5000
_SETTING = "seal/idle_minutes"
_USES = frozenset(
    (
        QEvent.Type.ShortcutOverride,  # comes before every key, and alone before a shortcut
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    )
)


class IdleSeal(QObject):
    """Seals the desk's vault after some minutes without use.

    Time is that of the wall, so that what a computer slept counts; and it is looked at before a
    use is taken for one, so that the first key after a night finds the vault sealed. While the
    program itself works, an import above all, it waits: sealing would stop the work half-way.

    Signals:
        sealed: the vault was sealed; the sentence says why.
    """

    sealed = Signal(str)

    def __init__(
        self,
        desk: Desk,
        settings: QSettings,
        app: QApplication,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Args:
        clock: seconds since 1970.
        """
        super().__init__(desk)
        self._desk = desk
        self._settings = settings
        self._clock = clock
        self._last_use = 0.0
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self.check)
        desk.seal_changed.connect(self._seal_changed)
        # What has the focus sees keys, also those of shortcuts; windows see the mouse. A filter on
        # the whole program would be asked about every event of every widget.
        self._focused: QObject | None = None
        self._swallow = False
        app.focusWindowChanged.connect(self._watch_window)
        app.focusObjectChanged.connect(self._watch_focus)
        self._watch_window(app.focusWindow())
        self._watch_focus(app.focusObject())

    @property
    def minutes(self) -> int:
        """After so many minutes the vault is sealed; 0 for never."""
        try:
            chosen = int(str(self._settings.value(_SETTING, USUAL)))
        except ValueError:
            return USUAL
        return chosen if chosen in CHOICES else USUAL

    def choose(self, minutes: int) -> None:
        """Set and remember the minutes; 0 for never."""
        self._settings.setValue(_SETTING, minutes)

    def check(self) -> bool:
        """Seal if it is time, and say whether that was done."""
        now = self._clock()
        # A clock that was set back must not add to the wait.
        self._last_use = min(self._last_use, now)
        minutes = self.minutes
        if not self._desk.is_unsealed or not minutes or now - self._last_use < minutes * 60:
            return False
        if self._desk.runner.busy:
            return False
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible():
                widget.reject()  # it may show who somebody is
        why = f"Nothing was used for {count(minutes, 'minute')}."
        self._desk.seal(reason=why)
        self.sealed.emit(f"{why} The vault is sealed.")
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyPress and self._swallow:
            self._swallow = False
            return True
        if kind not in _USES or not self._desk.is_unsealed:
            return False
        late = self.check()
        self._last_use = self._clock()
        if late and kind == QEvent.Type.ShortcutOverride:
            event.accept()  # so that it comes as an ordinary key
            self._swallow = True
        return late  # what comes too late must not act on what can no longer be seen

    def _seal_changed(self, unsealed: bool) -> None:
        self._last_use = self._clock()
        if unsealed:
            self._tick.start()
        else:
            self._tick.stop()

    def _watch_window(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def _watch_focus(self, focused: QObject | None) -> None:
        before = self._focused
        if before is not None and shiboken6.isValid(before) and not isinstance(before, QWindow):
            before.removeEventFilter(self)
        self._focused = focused
        if focused is not None:
            focused.removeEventFilter(self)
            focused.installEventFilter(self)
