"""Labels, cards, buttons and notes in the one style of the window."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from edi_shortlist.desktop.icons import set_icon

NOTE_ICONS = {"success": "done", "danger": "error", "warning": "warning", "neutral": "info"}
NOTE_INKS = {
    "success": "success_soft_text",
    "danger": "danger_soft_text",
    "warning": "warning_soft_text",
    "neutral": "accent_soft_text",
}


def whole_number(least: int, most: int, *, widest: int | None = None) -> QSpinBox:
    """Return a box for a whole number.

    Args:
        widest: its greatest width in pixels, if it has one.
    """
    box = QSpinBox()
    box.setRange(least, most)
    box.lineEdit().setTextMargins(7, 0, 0, 0)  # the style sheet's padding does not reach inside
    if widest is not None:
        box.setMaximumWidth(widest)
    return box


def text(words: str = "", role: str = "body", *, wrap: bool = True) -> QLabel:
    """Return a label. ``role`` is one of the style sheet's: heading, lede, hint, small, …"""
    label = QLabel(words)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if wrap:
        label.setMinimumWidth(1)
        policy = label.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred)
        label.setSizePolicy(policy)
    return label


def button(
    words: str,
    act: Callable[[], object] | None = None,
    *,
    kind: str = "secondary",
    icon: str = "",
    tip: str = "",
) -> QPushButton:
    """Return a push button.

    Args:
        words: what it does, as a verb; ``&`` marks its letter.
        kind: primary, secondary, danger, quiet, link, level or toggle.
        tip: shown on hover; says the key where there is one.
    """
    made = QPushButton(words)
    made.setAccessibleName(words.replace("&", ""))
    made.setProperty("kind", kind)
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if icon:
        ink = {"primary": "accent_text", "danger": "danger_text", "quiet": "accent_soft_text"}
        set_icon(made, icon, ink.get(kind, "text"))
        if words:
            relabel(made, words)
    if tip:
        made.setToolTip(tip)
    if act is not None:
        made.clicked.connect(lambda _checked=False: act())
    return made


def relabel(made: QPushButton, words: str) -> None:
    """Change what a button says. A blank keeps an icon from touching the word, since styles
    offer no other gap."""
    made.setText(f" {words}" if not made.icon().isNull() else words)
    made.setAccessibleName(words.replace("&", ""))


def restyle(widget: QWidget) -> None:
    """Apply the style sheet again after a property that it reads has changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    for child in widget.findChildren(QWidget):
        style.unpolish(child)
        style.polish(child)
    widget.update()


def rule() -> QFrame:
    """Return a thin line."""
    line = QFrame()
    line.setProperty("role", "rule")
    line.setFixedHeight(1)
    return line


class Card(QFrame):
    """A white panel with room inside; ``.inside`` is its layout."""

    def __init__(self, title: str = "", hint: str = "", role: str = "card") -> None:
        super().__init__()
        self.setProperty("role", role)
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(20, 16, 20, 18)
        self.inside.setSpacing(10)
        if title:
            self.inside.addWidget(text(title, "subheading"))
            self.setAccessibleName(title)
        if hint:
            self.inside.addWidget(text(hint, "hint"))


class Note(QFrame):
    """A coloured strip with an icon and a sentence, and perhaps a button."""

    def __init__(self, words: str = "", tone: str = "neutral") -> None:
        super().__init__()
        self.setProperty("role", "note")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(12)
        self._icon = QLabel()
        self._words = text(words)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._words, 1)
        self.row = row
        self.say(words, tone)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def say(self, words: str, tone: str) -> None:
        """Change the sentence and its tone: success, danger, warning or neutral."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self.setProperty("tone", tone)
        set_icon(self._icon, NOTE_ICONS[tone], NOTE_INKS[tone], 20)
        restyle(self)


class Empty(QFrame):
    """What an empty page shows: what would be here, and how to begin."""

    def __init__(self, icon: str, heading: str, words: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 40, 32, 40)
        column.setSpacing(12)
        picture = QLabel()
        set_icon(picture, icon, "accent", 44)
        self.heading = text(heading, "subheading")
        self.words = text(words, "lede")
        for label in (self.heading, self.words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        column.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.heading)
        column.addWidget(self.words)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(10)
        self.buttons.addStretch(1)
        self.buttons.addStretch(1)
        column.addSpacing(6)
        column.addLayout(self.buttons)
        column.addStretch(2)
        self.setAccessibleName(heading)

    def say(self, heading: str, words: str) -> None:
        """Change both texts."""
        self.heading.setText(heading)
        self.words.setText(words)
        self.setAccessibleName(heading)

    def add_button(self, made: QPushButton) -> QPushButton:
        """Put a button under the words."""
        self.buttons.insertWidget(self.buttons.count() - 1, made)
        return made
