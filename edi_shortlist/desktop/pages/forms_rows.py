"""One field of a form as a row: its name, a mark that says whether to look at it, and its value
to be typed or chosen. It knows nothing of vaults and documents."""

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from edi_shortlist.desktop.icons import set_icon
from edi_shortlist.desktop.models.form_fields import ASK, CHANGED, STANDINGS, origin_of, shown
from edi_shortlist.desktop.theme import appearance
from edi_shortlist.desktop.widgets.basics import restyle, text
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.workflow.form_fields import NO, UNCLEAR, YES, FormField

YES_OR_NO = ((YES, "Yes"), (NO, "No"), (UNCLEAR, "Not clear"))
MODES = (("", "Not said"), ("in person", "In person"), ("online", "Online"))


class FieldRow(QWidget):
    """A field.

    Signals:
        entered: the keyboard came in.
        edited: the value before; the person changed it.
        stepped: the person wants the field above (-1) or below (1).
    """

    entered = Signal()
    edited = Signal(str)
    stepped = Signal(int)

    def __init__(self, field: FormField, name: str) -> None:
        super().__init__()
        self.field = field
        self.name = name
        self.is_open = field.editable
        self._current = False
        self._first = self._before = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 7, 10, 9)
        column.setSpacing(4)
        top = QHBoxLayout()
        top.setSpacing(6)
        self.label = text(name, "strong")
        top.addWidget(self.label, 1)
        self._icon = QLabel()
        self.mark = text("", "small", wrap=False)
        for one in (self._icon, self.mark):
            top.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        self.column = column
        self.origin = text("", "small")

    def finish(self) -> None:
        """Put the sentence on the value's origin below the editor."""
        self.column.addWidget(self.origin)
        self._first = self._before = self.value
        self._say_standing()

    @property
    def editor(self) -> QWidget:
        """Where the keyboard goes."""
        raise NotImplementedError

    @property
    def value(self) -> str:
        """What is typed or chosen."""
        raise NotImplementedError

    @property
    def first(self) -> str:
        """The vault's value, as it is shown."""
        return self._first

    @property
    def changed(self) -> bool:
        """Whether it is another value than the vault's."""
        return self.field.editable and self.value != self._first

    def put(self, value: str) -> None:
        """Show a value without telling of it."""
        self._write(value)
        self._before = self.value
        self._say_standing()

    def _write(self, value: str) -> None:
        raise NotImplementedError

    def set_open(self, is_open: bool) -> None:
        """Let the value be changed, or only read."""
        self.is_open = is_open and self.field.editable

    def set_bad(self, bad: bool) -> None:
        """Show whether the value cannot be used."""
        self.editor.setProperty("bad", bad)
        restyle(self.editor)

    def set_current(self, current: bool) -> None:
        """Show whether this is the field whose place is shown."""
        if current != self._current:
            self._current = current
            self.update()

    def _told(self) -> None:
        """Tell of a change by the person."""
        if self.value != self._before:
            before, self._before = self._before, self.value
            self._say_standing()
            self.edited.emit(before)

    def _say_standing(self) -> None:
        word, icon, ink = CHANGED if self.changed else STANDINGS[self.field.standing]
        self.mark.setText(word)
        set_icon(self._icon, icon, ink, 15)
        self.origin.setText(self._sentence())
        self.origin.setVisible(bool(self.origin.text()))
        self.describe(f"{word}. {self.origin.text()}".strip())

    def _sentence(self) -> str:
        """Where the value is from, or what it was before the person changed it."""
        if not self.changed:
            return origin_of(self.field)
        return f"Before: {self._first}" if self._first else ""

    def describe(self, words: str) -> None:
        """Give a screen reader the name of the field and how it stands."""
        self.editor.setAccessibleName(self.name)
        self.editor.setAccessibleDescription(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._current:
            return
        theme = appearance().theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent_soft"))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(QRectF(0, 0, 4, self.height()), 2, 2)
        painter.end()


def _leaves_undo(event: QEvent) -> bool:
    """Whether an event is a key that the page takes rather than the line: it undoes across all
    fields, and confirmations too."""
    return (
        event.type() is QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and event.matches(QKeySequence.StandardKey.Undo)
    )


class _Line(QLineEdit):
    """A line whose arrows lead to the fields above and below."""

    entered = Signal()
    stepped = Signal(int)

    def event(self, event: QEvent) -> bool:
        if _leaves_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _way(event)
        if way:
            self.stepped.emit(way)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()


def _way(event: QKeyEvent) -> int:
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return 0
    return {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)


class LineRow(FieldRow):
    """A field of one line."""

    def __init__(self, field: FormField, name: str) -> None:
        super().__init__(field, name)
        self._line = _Line(shown(field))
        self._line.setCursorPosition(0)
        self.label.setBuddy(self._line)
        self._line.setReadOnly(not self.is_open)
        self._line.entered.connect(self.entered)
        self._line.stepped.connect(self.stepped)
        self._line.textEdited.connect(lambda _text: self._told())
        self.column.addWidget(self._line)
        self.finish()

    @property
    def editor(self) -> QLineEdit:
        return self._line

    @property
    def value(self) -> str:
        return self._line.text()

    def _write(self, value: str) -> None:
        self._line.setText(value)
        self._line.setCursorPosition(0)

    def set_open(self, is_open: bool) -> None:
        super().set_open(is_open)
        self._line.setReadOnly(not self.is_open)
        restyle(self._line)


class _Text(QPlainTextEdit):
    """A few lines; from the first and the last the arrows lead to the fields beside."""

    entered = Signal()
    stepped = Signal(int)

    def event(self, event: QEvent) -> bool:
        if _leaves_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _way(event)
        if way:
            cursor = self.textCursor()
            up, down = QTextCursor.MoveOperation.Up, QTextCursor.MoveOperation.Down
            if not cursor.movePosition(up if way < 0 else down):
                self.stepped.emit(way)
                return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()


class TextRow(FieldRow):
    """A field of several lines."""

    LINES = 3

    def __init__(self, field: FormField, name: str) -> None:
        super().__init__(field, name)
        self._text = _Text(shown(field))
        self._text.setTabChangesFocus(True)
        self.label.setBuddy(self._text)
        self._text.entered.connect(self.entered)
        self._text.stepped.connect(self.stepped)
        self._text.textChanged.connect(self._told)
        self.column.addWidget(self._text)
        self._measure()
        appearance().changed.connect(self._measure)
        self.finish()

    def _measure(self) -> None:
        line = QFontMetrics(QApplication.font()).lineSpacing()
        self._text.setFixedHeight(line * self.LINES + 26)

    @property
    def editor(self) -> QPlainTextEdit:
        return self._text

    @property
    def value(self) -> str:
        return self._text.toPlainText()

    def _write(self, value: str) -> None:
        self._text.blockSignals(True)
        self._text.setPlainText(value)
        self._text.blockSignals(False)

    def set_open(self, is_open: bool) -> None:
        super().set_open(is_open)
        self._text.setReadOnly(not self.is_open)


class _Choice(QRadioButton):
    """One of a few; up and down lead to the fields beside, left and right choose."""

    entered = Signal()
    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _way(event)
        if way:
            self.stepped.emit(way)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()


class ChoiceRow(FieldRow):
    """A field with a few possible values; one that came in and is none of them stays one."""

    def __init__(self, field: FormField, name: str, options: tuple[tuple[str, str], ...]) -> None:
        super().__init__(field, name)
        if field.value not in dict(options):
            options = (*options, (field.value, field.value.capitalize()))
        holder = QWidget()
        flow = FlowLayout(holder, gap=16)
        self._group = QButtonGroup(self)
        self.choices: dict[str, QRadioButton] = {}
        for value, words in options:
            choice = _Choice(words)
            choice.setChecked(value == field.value)
            choice.entered.connect(self.entered)
            choice.stepped.connect(self.stepped)
            choice.toggled.connect(lambda on: self._told() if on else None)
            self._group.addButton(choice)
            self.choices[value] = choice
            flow.addWidget(choice)
        self.column.addWidget(holder)
        self.finish()

    @property
    def editor(self) -> QWidget:
        return self.choices[self.value]

    @property
    def value(self) -> str:
        return next(value for value, choice in self.choices.items() if choice.isChecked())

    def _sentence(self) -> str:
        if self.value == UNCLEAR:
            return ASK
        return "" if self.changed else super()._sentence()

    def _write(self, value: str) -> None:
        choice = self.choices.get(value)
        if choice is None:
            return  # it was kept when there was another choice
        choice.blockSignals(True)
        choice.setChecked(True)
        choice.blockSignals(False)

    def set_open(self, is_open: bool) -> None:
        super().set_open(is_open)
        for choice in self.choices.values():
            choice.setEnabled(self.is_open)

    def describe(self, words: str) -> None:
        for choice in self.choices.values():
            choice.setAccessibleName(f"{self.name}: {choice.text()}")
            choice.setAccessibleDescription(words)


def row_for(field: FormField, name: str) -> FieldRow:
    """Return the row for a field."""
    if field.key.startswith("declarations."):
        return ChoiceRow(field, name, YES_OR_NO)
    if field.key == "interview_mode":
        return ChoiceRow(field, name, MODES)
    return TextRow(field, name) if field.key == "adjustments" else LineRow(field, name)
