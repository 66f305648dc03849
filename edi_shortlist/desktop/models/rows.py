"""A table model over a list of rows, with a column described by a few small functions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from edi_shortlist.desktop.widgets.table import FILL_ROLE, TONE_ROLE

Row = TypeVar("Row")
AnyIndex = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
# A view asks for a dozen roles a cell at each repaint; for the others nothing is looked up.
_ROLES = frozenset(
    (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.TextAlignmentRole,
        TONE_ROLE,
        FILL_ROLE,
    )
)


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column.

    Attributes:
        heading: what stands above it.
        words: the cell's text for a row.
        tone: the tag's tone for a row, or "" for plain text.
        fill: the tag's own ``(fill, ink)`` colours for a row.
        tip: what hovering shows.
        number: set to the right.
        said: what a screen reader says, where the cell's text is a sign.
    """

    heading: str
    words: Callable[[Row], str]
    tone: Callable[[Row], str] | None = None
    fill: Callable[[Row], tuple[str, str]] | None = None
    tip: Callable[[Row], str] | None = None
    number: bool = False
    said: Callable[[Row], str] | None = None


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows of one kind, read only. ``columns`` may change with ``set_rows``."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = list(columns)
        self._rows: list[Row] = []

    @property
    def rows(self) -> list[Row]:
        """The rows, top to bottom."""
        return self._rows

    def set_rows(self, rows: Sequence[Row], columns: Sequence[Column[Row]] | None = None) -> None:
        """Show these rows, and these columns if given."""
        self.beginResetModel()
        self._rows = list(rows)
        if columns is not None:
            self._columns = list(columns)
        self.endResetModel()

    def replace_row(self, number: int, row: Row) -> None:
        """Put a changed row in its place."""
        self._rows[number] = row
        self.dataChanged.emit(self.index(number, 0), self.index(number, len(self._columns) - 1))

    def row_at(self, index: AnyIndex | int) -> Row | None:
        """Return the row of an index or number, or None."""
        number = index if isinstance(index, int) else index.row()
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def find(self, wanted: Callable[[Row], bool]) -> int:
        """Return the number of the first row that is wanted, or -1."""
        return next((n for n, row in enumerate(self._rows) if wanted(row)), -1)

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ROLES:
            return None
        row = self.row_at(index) if index.isValid() else None
        if row is None:
            return None
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.words(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if column.said:
                return column.said(row)
            return f"{column.heading}: {column.words(row) or 'empty'}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip(row) if column.tip else None
        if role == TONE_ROLE:
            return column.tone(row) if column.tone else None
        if role == FILL_ROLE:
            return column.fill(row) if column.fill else None
        if role == Qt.ItemDataRole.TextAlignmentRole and column.number:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.heading
        if role == Qt.ItemDataRole.TextAlignmentRole and column.number:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None
