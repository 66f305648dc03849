"""The frame of a dialog: heading, errors, fields with hints, and two buttons."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.widgets.basics import button, restyle, text
from edi_shortlist.desktop.widgets.page import ErrorSummary

Problems = list[tuple[str, QWidget | None]]
"""What is wrong, each sentence with the field that mends it."""


class Frame(QDialog):
    """A dialog that does one thing. It scrolls where large text does not fit the screen.

    Attributes:
        outcome: what the verb gave back that ``run`` ran; to be read once the dialog is accepted.
    """

    def __init__(
        self, parent: QWidget | None, heading: str, lede: str, act: str, kind: str = "primary"
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.setModal(True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = QScrollArea()
        scroll.setObjectName("pageScroll")
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setObjectName("canvas")
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(28, 24, 28, 12)
        self.column.setSpacing(12)
        self.column.addWidget(text(heading, "heading"))
        if lede:
            self.column.addWidget(text(lede, "lede"))
        self.errors = ErrorSummary()
        self.column.addWidget(self.errors)
        scroll.setWidget(inner)
        outer.addWidget(scroll, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(28, 10, 28, 20)
        foot.setSpacing(10)
        self.act = button(act, self.confirm, kind=kind)
        self.act.setDefault(True)
        self.cancel = button("Cancel", self.reject)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.act)
        outer.addLayout(foot)
        self._inner = inner
        self.outcome: Any = None
        self._running = False
        self._at: QWidget | None = None

    def field(self, label: str, hint: str = "", secret: bool = False) -> QLineEdit:
        """Add a labelled line to type in."""
        line = QLineEdit()
        if secret:
            line.setEchoMode(QLineEdit.EchoMode.Password)
        self.labelled(label, line, hint)
        return line

    def labelled(self, label: str, widget: QWidget, hint: str = "") -> QLabel:
        """Add a widget under its label and hint."""
        name = text(label, "strong")
        name.setBuddy(widget)
        widget.setAccessibleName(label.replace("&", ""))
        group = QVBoxLayout()
        group.setSpacing(3)
        group.addWidget(name)
        if hint:
            widget.setAccessibleDescription(hint)
            group.addWidget(text(hint, "hint"))
        group.addWidget(widget)
        self.column.addSpacing(4)
        self.column.addLayout(group)
        return name

    def confirm(self) -> None:
        """Do what the dialog is for; overridden where something is checked first."""
        self.accept()

    def run(
        self,
        desk: Desk,
        verb: Callable[..., Any],
        *arguments: Any,
        at: QWidget | None = None,
        **options: Any,
    ) -> None:
        """Run a verb as ``Desk.call`` does; close when it is done, or say why it is not. Until
        then the dialog cannot be left.

        Args:
            at: the field that a problem leads to.
        """
        self._running, self._at = True, at
        self.busy(True)
        desk.call(verb, *arguments, done=self._finished, failed=self._refused, **options)

    def _finished(self, outcome: Any) -> None:
        self.outcome = outcome
        self._running = False
        self.busy(False)
        self.accept()

    def _refused(self, sentences: list[str]) -> None:
        self._running = False
        self.busy(False)
        self.show_problems([(sentence, self._at) for sentence in sentences])

    def reject(self) -> None:
        if not self._running:
            super().reject()

    def show_problems(self, problems: Problems) -> None:
        """Show what is wrong, each sentence leading to its field."""

        def jump(widget: QWidget) -> Callable[[], object]:
            return lambda: widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

        for widget in self.findChildren(QLineEdit):
            widget.setProperty("bad", any(widget is field for _said, field in problems))
            restyle(widget)
        self.errors.show_problems(
            [(said, jump(field) if field else None) for said, field in problems]
        )
        self.fit()

    def busy(self, busy: bool, words: str = "") -> None:
        """Hold the buttons while the act runs."""
        self.act.setEnabled(not busy)
        if words:
            self.act.setText(words)
        self.setCursor(Qt.CursorShape.BusyCursor if busy else Qt.CursorShape.ArrowCursor)

    def fit(self) -> None:
        """Take the size of the contents, as far as the screen allows."""
        inner = self._inner
        width = max(540, min(inner.sizeHint().width(), 760))
        layout = inner.layout()
        height = layout.heightForWidth(width) if layout and layout.hasHeightForWidth() else -1
        if height < 0:
            height = inner.sizeHint().height()
        screen = self.screen().availableGeometry()
        self.resize(
            min(width, screen.width() - 40),
            min(height + self.act.sizeHint().height() + 40, screen.height() - 60),
        )
