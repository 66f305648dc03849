"""The columns of a table, one below the other, and what each is taken for."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from edi_shortlist.desktop.icons import set_icon
from edi_shortlist.desktop.models.columns import FIELD_ROLE, FieldsModel, MappingWork
from edi_shortlist.desktop.widgets.basics import rule, text
from edi_shortlist.recruitment.scheme import Scheme
from edi_shortlist.workflow.column_mapping import DateOrder
from edi_shortlist.workflow.indexes.cells import Order
from edi_shortlist.workflow.indexes.fields import DATE_OF_BIRTH

_ORDERS = {
    DateOrder.TOLD: "As the dates tell",
    DateOrder.DAY_FIRST: "Day first: 3/4 is 3 April",
    DateOrder.MONTH_FIRST: "Month first: 3/4 is 4 March",
}
_TOLD = {
    Order.DAY_FIRST: "As the dates tell: day first",
    Order.MONTH_FIRST: "As the dates tell: month first",
    Order.BOTH: "As the dates tell: both ways",
    None: "None tells, so day first",
}


class Choice(QComboBox):
    """A list to choose from that the wheel leaves alone, since it stands in what is scrolled."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(18)
        self.setMaxVisibleItems(16)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def show_through(area: QScrollArea) -> None:
    """Let the card that a scrolled part stands in be seen through it, and let it take what height
    is left instead of asking for any."""
    area.viewport().setAutoFillBackground(False)
    if inner := area.widget():
        inner.setAutoFillBackground(False)
    area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)


class _Check(QWidget):
    """Says why a person must look at a column: a sign and words."""

    def __init__(self) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(2, 0, 0, 0)
        line.setSpacing(6)
        mark = QLabel()
        set_icon(mark, "warning", "warning", 16)
        self.words = text("", "small")
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.words, 1)


class ColumnRow(QObject):
    """One column of the table, in a grid that all share: a widget for each would take long.

    Signals:
        chosen: the column's heading, and the id of what it is taken for.
        ordered: how its dates are written.
    """

    chosen = Signal(str, str)
    ordered = Signal(object)

    def __init__(self, parent: QWidget, heading: str, samples: str, choices: FieldsModel) -> None:
        super().__init__(parent)
        self.heading = heading
        self._choices = choices
        self._samples = samples or "Empty in every row"
        self.choice = Choice(f"‘{heading}’ is taken for")
        self.choice.setModel(choices)
        self.choice.currentIndexChanged.connect(self._choose)
        self.name = text(heading, "strong")
        self.name.setBuddy(self.choice)
        self.sample = text(self._samples, "small")
        self._rule = rule()
        self._right = QVBoxLayout()
        self._right.setSpacing(4)
        self._right.addWidget(self.choice)
        self._right.addStretch(1)
        # Few columns hold dates or must be looked at, so these are made when they are needed.
        self.order: Choice | None = None
        self._asks_order = False
        self._check: _Check | None = None

    def place(self, grid: QGridLayout) -> None:
        """Put the column below those that are in the grid already."""
        at = grid.rowCount()
        left = QVBoxLayout()
        left.setSpacing(2)
        left.addWidget(self.name)
        left.addWidget(self.sample)
        left.addStretch(1)
        grid.addLayout(left, at, 0)
        grid.addLayout(self._right, at, 1)
        grid.addWidget(self._rule, at + 1, 0, 1, 2)

    def set_shown(self, shown: bool) -> None:
        """Show or hide the column."""
        for widget in (self.name, self.sample, self.choice, self._rule):
            widget.setVisible(shown)
        if self.order:
            self.order.setVisible(shown and self._asks_order)
        if self._check:
            self._check.setVisible(shown and bool(self.doubt))

    @property
    def doubt(self) -> str:
        """What is said of why a person must look, or ""."""
        return self._check.words.text() if self._check else ""

    def _choose(self, row: int) -> None:
        field = self.choice.itemData(row, FIELD_ROLE)
        if field:
            self.chosen.emit(self.heading, field)

    def show_state(self, field: str, doubt: str) -> None:
        """Show what the column is taken for and, if a person must look, why."""
        with QSignalBlocker(self.choice):
            self.choice.setCurrentIndex(self._choices.row_of(field))
        self._asks_order = False
        if doubt and self._check is None:
            self._check = _Check()
            self._right.insertWidget(self._right.count() - 1, self._check)
        if self._check:
            self._check.words.setText(f"Check: {doubt}." if doubt else "")
        self.choice.setAccessibleDescription(f"For example {self._samples}. {self.doubt}".strip())

    def show_order(self, order: DateOrder, told: Order | None) -> None:
        """Show how the dates of the column are written, and let it be changed."""
        self._asks_order = True
        if self.order is None:
            self.order = Choice(f"Dates in ‘{self.heading}’")
            for one, words in _ORDERS.items():
                self.order.addItem(words, one)
            self.order.currentIndexChanged.connect(self._choose_order)
            self._right.insertWidget(1, self.order)
        with QSignalBlocker(self.order):
            self.order.setItemText(0, _TOLD[told])
            self.order.setCurrentIndex(list(_ORDERS).index(order))

    def _choose_order(self, row: int) -> None:
        self.ordered.emit(list(_ORDERS)[row])


class ColumnRows(QScrollArea):
    """Every column of the table in hand."""

    def __init__(self, work: MappingWork, schemes: Sequence[Scheme]) -> None:
        super().__init__()
        self._work = work
        self.setAccessibleName("Columns of the table")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._choices = FieldsModel(schemes, self)
        self.rows: dict[str, ColumnRow] = {}
        self._only_doubtful = False
        self._kept: set[str] = set()
        self.show_table()

    def show_table(self) -> None:
        """Show the columns of the table that is in hand now."""
        inner = QWidget()
        self.setWidget(inner)
        grid = QGridLayout(inner)
        grid.setContentsMargins(16, 6, 14, 6)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(9)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.rows = {}
        self._kept = set()
        for heading in self._work.table.columns:
            row = ColumnRow(inner, heading, self._work.samples(heading), self._choices)
            row.chosen.connect(self._work.take_for)
            row.ordered.connect(self._work.set_date_order)
            row.place(grid)
            self.rows[heading] = row
        grid.setRowStretch(grid.rowCount(), 1)
        show_through(self)

    def show_only_doubtful(self, only: bool) -> None:
        """Hide the columns that nobody needs to look at, or show them again. Those that are looked
        at meanwhile stay until then, so that nothing vanishes under the hand."""
        self._only_doubtful = only
        self._kept = set(self._work.doubtful)
        self.refresh()
        self.verticalScrollBar().setValue(0)

    def refresh(self) -> None:
        """Show the mapping as it stands."""
        mapping = self._work.mapping
        asks_order = self._work.has_dates_in_figures
        self._kept |= set(self._work.doubtful)
        for heading, row in self.rows.items():
            field = mapping.field_of(heading)
            row.show_state(field, self._work.doubt(heading))
            if field == DATE_OF_BIRTH and asks_order:
                row.show_order(mapping.date_order, self._work.date_order_told)
            row.set_shown(not self._only_doubtful or heading in self._kept)

    def lead_to(self, heading: str) -> None:
        """Put the focus on what a column is taken for, and scroll there."""
        row = self.rows[heading]
        row.set_shown(True)
        row.choice.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ensureWidgetVisible(row.choice)
