"""Rows of fields of which there may be any number: panellists, levels, exceptions."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from edi_shortlist.desktop.widgets.basics import button


class FieldRows(QWidget):
    """Rows that can be added and removed. A row is any widget; ``make`` builds an empty one."""

    changed = Signal()

    def __init__(self, make: Callable[[], QWidget], add_words: str, row_name: str) -> None:
        super().__init__()
        self._make = make
        self._row_name = row_name
        self._rows: list[tuple[QWidget, QWidget]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        column.addLayout(self._column)
        self.add_button = button(add_words, self.add_and_focus, icon="add", kind="quiet")
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def rows(self) -> list[QWidget]:
        """The rows, top to bottom."""
        return [row for row, _holder in self._rows]

    def add(self) -> QWidget:
        """Add an empty row and return it."""
        row = self._make()
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(row, 1)
        remove = button("", lambda: self.remove(row), kind="quiet", icon="remove")
        remove.setToolTip(f"Remove this {self._row_name}")
        remove.setAccessibleName(f"Remove this {self._row_name}")
        line.addWidget(remove)
        self._column.addWidget(holder)
        self._rows.append((row, holder))
        self._name_rows()
        self.changed.emit()
        return row

    def add_and_focus(self) -> None:
        """Add an empty row and put the cursor there."""
        row = self.add()
        row.show()
        field = row if isinstance(row, QLineEdit) else row.findChild(QLineEdit) or row
        field.setFocus(Qt.FocusReason.TabFocusReason)

    def remove(self, row: QWidget) -> None:
        """Take a row away."""
        for number, (one, holder) in enumerate(self._rows):
            if one is row:
                del self._rows[number]
                self._column.removeWidget(holder)
                holder.hide()
                holder.deleteLater()
                break
        self._name_rows()
        self.changed.emit()
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Take every row away."""
        for _row, holder in self._rows:
            self._column.removeWidget(holder)
            holder.hide()
            holder.deleteLater()
        self._rows.clear()

    def _name_rows(self) -> None:
        for number, (row, holder) in enumerate(self._rows, 1):
            name = f"{self._row_name.capitalize()} {number}"
            row.setAccessibleName(name)
            for remove in holder.findChildren(QPushButton):
                if remove.property("iconName") == "remove":
                    remove.setAccessibleName(f"Remove {name.lower()}")


class Lines(FieldRows):
    """Any number of lines of text."""

    def __init__(self, add_words: str, row_name: str) -> None:
        super().__init__(self._line, add_words, row_name)

    def _line(self) -> QWidget:
        line = QLineEdit()
        line.textEdited.connect(lambda _text: self.changed.emit())
        return line

    @property
    def texts(self) -> list[str]:
        """What the lines say, without blanks at their ends."""
        return [row.text().strip() for row in self.rows if isinstance(row, QLineEdit)]

    def set_texts(self, texts: list[str]) -> None:
        """Show these lines."""
        self.clear()
        for said in texts:
            row = self.add()
            if isinstance(row, QLineEdit):
                row.setText(said)
