"""The rail on the left: the tasks, in the order of the work.

In a narrow window it folds to icons.
"""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from edi_shortlist.desktop.appearance_menu import appearance_menu
from edi_shortlist.desktop.icons import set_icon
from edi_shortlist.desktop.theme import appearance
from edi_shortlist.desktop.widgets.basics import restyle, text

WIDE, NARROW = 208, 62


class Rail(QFrame):
    """Buttons for the pages; ``chosen`` tells which."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAccessibleName("Tasks")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 16, 0, 12)
        outer.setSpacing(2)
        self.product = QLabel("EDI Shortlist")
        self.product.setProperty("role", "product")
        self.product.setContentsMargins(18, 0, 10, 0)
        self.workspace = text("", "railcaption")
        self.workspace.setContentsMargins(18, 0, 10, 8)
        outer.addWidget(self.product)
        outer.addWidget(self.workspace)
        outer.addSpacing(10)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setStyleSheet("background: transparent;")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        scroll.setWidget(inner)
        outer.addWidget(scroll, 1)
        self.look = self._look_button()
        outer.addWidget(self.look)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        self._captions: list[QLabel] = []
        self._folded = False
        self._only: Collection[str] | None = None
        appearance().changed.connect(self._measure)

    def _look_button(self) -> QToolButton:
        made = QToolButton()
        made.setText("  Appearance")
        made.setAccessibleName("Appearance: theme and text size")
        made.setToolTip("Theme and text size")
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        made.setMenu(appearance_menu(made))
        set_icon(made, "appearance", "rail_text", 20)
        return made

    def add_caption(self, words: str) -> QLabel:
        """Add a small heading."""
        caption = text(words, "railcaption")
        caption.setContentsMargins(18, 12, 8, 4)
        self._column.addWidget(caption)
        self._captions.append(caption)
        return caption

    def add_page(self, name: str, words: str, icon: str, keys: str) -> None:
        """Add a task.

        Args:
            name: the page.
            words: what the button says.
            keys: its shortcut, shown on hover.
        """
        made = QToolButton()
        made.setText(f"  {words}")
        made.setCheckable(True)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.setToolTip(f"{words} ({keys})")
        made.setAccessibleName(words)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        set_icon(made, icon, "rail_text", 20)
        made.clicked.connect(lambda _checked=False: self.chosen.emit(name))
        self._group.addButton(made)
        self._buttons[name] = made
        self._column.addWidget(made)

    def finish(self) -> None:
        """Push what was added to the top."""
        self._column.addStretch(1)
        self._measure()

    def button(self, name: str) -> QToolButton:
        """Return a task's button."""
        return self._buttons[name]

    def mark(self, name: str) -> None:
        """Mark the page that is shown; a page without a button marks none."""
        self._group.setExclusive(False)
        for one, made in self._buttons.items():
            made.setChecked(one == name)
        self._group.setExclusive(True)

    def enable(self, name: str, enabled: bool) -> None:
        """Let a task be chosen or not."""
        self._buttons[name].setEnabled(enabled)

    def offer(self, only: Collection[str] | None) -> None:
        """Show these tasks alone, without captions, or (None) all of them."""
        self._only = only
        for name, made in self._buttons.items():
            made.setVisible(only is None or name in only)
        self._measure()

    def say_workspace(self, words: str) -> None:
        """Name the workspace."""
        self.workspace.setText(words)
        self.workspace.setVisible(bool(words) and not self._folded)

    def fold(self, folded: bool) -> None:
        """Show icons only, or icons and words."""
        if folded == self._folded:
            return
        self._folded = folded
        self._measure()

    def _measure(self) -> None:
        percent = appearance().percent
        self.setFixedWidth((NARROW if self._folded else WIDE) * percent // 100)
        style = (
            Qt.ToolButtonStyle.ToolButtonIconOnly
            if self._folded
            else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        )
        for made in (*self._buttons.values(), self.look):
            made.setToolButtonStyle(style)
        self.product.setVisible(not self._folded)
        for one in self._captions:
            one.setVisible(not self._folded and self._only is None)
        self.workspace.setVisible(bool(self.workspace.text()) and not self._folded)
        restyle(self)
