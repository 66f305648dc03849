"""The frame of a page: heading, a sentence on what it is for, errors at the top, and the body."""

import html
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from edi_shortlist.desktop.theme import appearance
from edi_shortlist.desktop.widgets.basics import text

Jump = Callable[[], object]


def open_dialog(dialog: QDialog, act: Callable[[], object]) -> None:
    """Open a dialog over its window, act when it is accepted, and give the window its keys back."""
    dialog.accepted.connect(lambda: act())
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    parent = dialog.parentWidget()
    if parent is not None:
        dialog.finished.connect(lambda _result: parent.window().activateWindow())
    dialog.open()


def link_line(
    sentence: str, jump: Jump, ink: str = "danger_soft_text", further: str = ""
) -> QLabel:
    """Return a sentence that leads somewhere. It wraps, which a button's text does not.

    Args:
        ink: the name of the theme's colour it is written in.
        further: what is said after it, not as a link.
    """
    line = text("")
    line.setTextFormat(Qt.TextFormat.RichText)
    colour = appearance().theme.colours[ink]
    line.setText(
        f'<a href="#" style="color: {colour}; font-weight: 600;">{html.escape(sentence)}</a>'
        + html.escape(f" {further}".rstrip())
    )
    line.setTextInteractionFlags(
        Qt.TextInteractionFlag.LinksAccessibleByMouse
        | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
    )
    line.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    line.setAccessibleName(f"{sentence} {further}".strip())
    line.linkActivated.connect(lambda _href: jump())
    return line


class ErrorSummary(QFrame):
    """The error summary of the GOV.UK Design System: what is wrong, each line leading to its
    field."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "summary")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 14, 18, 14)
        self._column.setSpacing(6)
        self._heading = text("", "subheading")
        self._column.addWidget(self._heading)
        self._lines: list[QLabel] = []
        self.hide()

    @property
    def sentences(self) -> list[str]:
        """What it says, a sentence an entry; empty when hidden."""
        return [str(line.property("sentence")) for line in self._lines]

    @property
    def links(self) -> list[QLabel]:
        """The lines, top to bottom."""
        return list(self._lines)

    def show_problems(
        self, problems: list[tuple[str, Jump | None]], heading: str = "There is a problem"
    ) -> None:
        """Show sentences; one with a jump is a link to its field."""
        self.clear()
        self._heading.setText(heading)
        for sentence, jump in problems:
            line = link_line(sentence, jump) if jump is not None else text(sentence)
            line.setProperty("sentence", sentence)
            self._column.addWidget(line)
            self._lines.append(line)
        self.setAccessibleName(f"{heading}. " + " ".join(self.sentences))
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def clear(self) -> None:
        """Take everything away and hide."""
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines.clear()
        self.hide()


class Page(QWidget):
    """One task of the window.

    Signals:
        go: asks the window to show another page, by name.
        said: a short sentence for the line at the window's foot.
        wants_vault: asks the window to open the vault.
    """

    go = Signal(str)
    said = Signal(str)
    wants_vault = Signal()

    name = ""
    title = ""
    icon = ""

    def __init__(self, lede: str = "") -> None:
        super().__init__()
        self.setObjectName("canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(28, 20, 28, 18)
        outer.setSpacing(14)
        self.caption = text("", "caption")
        self.heading = text(self.title, "heading")
        self.lede = text(lede, "lede")
        # Hidden only: a label shown before it has a parent would be a window of its own.
        if not lede:
            self.lede.hide()
        self.acts = QHBoxLayout()
        self.acts.setSpacing(8)
        titles = QVBoxLayout()
        titles.setSpacing(2)
        for label in (self.heading, self.lede):
            titles.addWidget(label)
        self.caption.hide()
        beside = QHBoxLayout()
        beside.setSpacing(16)
        beside.addLayout(titles, 1)
        beside.addLayout(self.acts)
        # The caption has the whole width: a long title beside the buttons would take many lines.
        top = QVBoxLayout()
        top.setSpacing(2)
        top.addWidget(self.caption)
        top.addLayout(beside)
        outer.addLayout(top)
        self.errors = ErrorSummary()
        outer.addWidget(self.errors)
        self.body = QVBoxLayout()
        self.body.setSpacing(14)
        outer.addLayout(self.body, 1)
        self.setAccessibleName(self.title)

    def say_caption(self, words: str) -> None:
        """Set the small line above the heading, say the vacancy in hand."""
        self.caption.setText(words)
        self.caption.setVisible(bool(words))

    def show_one(self, widget: QWidget, *others: QWidget) -> None:
        """Show one of several widgets of the body and hide the others."""
        for other in others:
            other.setVisible(other is widget)
        widget.show()

    def ask(self, dialog: QDialog, act: Callable[[], object]) -> None:
        """Open a dialog over the window, and act when it is accepted."""
        open_dialog(dialog, act)

    def fail(self, sentences: list[str]) -> None:
        """Show what went wrong at the top of the page."""
        self.errors.show_problems([(sentence, None) for sentence in sentences])

    @property
    def unsaved(self) -> str:
        """What is lost if the window is closed now, as a sentence; empty where nothing is."""
        return ""

    def first(self) -> QWidget | None:
        """Return where the keyboard begins on this page, so that its keys work at once."""
        return None

    def shown(self) -> None:
        """Called each time the page comes up; it reads what it shows again."""
