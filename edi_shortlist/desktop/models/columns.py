"""A mapping of columns while a person makes it: what is chosen, what to check, and undo; and the
list of what a column may hold. No widget, and no rule of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel

from edi_shortlist.recruitment.scheme import Scheme
from edi_shortlist.workflow.column_mapping import (
    ColumnMapping,
    DateOrder,
    Fault,
    fields_by_id,
)
from edi_shortlist.workflow.indexes import fields, saved
from edi_shortlist.workflow.indexes.applicants import first_rows
from edi_shortlist.workflow.indexes.cells import Order, in_figures, order_of
from edi_shortlist.workflow.indexes.row import IndexRow
from edi_shortlist.workflow.indexes.suggesting import Suggestion, mapping_of, suggestions
from edi_shortlist.workflow.indexes.tables import Table

FIELD_ROLE = Qt.ItemDataRole.UserRole
"""The id of a field in the list of choices; None for the heading of a group."""

_SAMPLES = 3
_SAMPLE_LENGTH = 48


class FieldsModel(QStandardItemModel):
    """What a column may hold, under the headings of its groups, which cannot be chosen."""

    def __init__(self, schemes: Sequence[Scheme], parent: QObject | None = None) -> None:
        super().__init__(parent)
        group = ""
        for one in fields_by_id(schemes).values():
            if one.group != group and one.id != fields.IGNORE:
                heading = QStandardItem(one.group)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                font = heading.font()
                font.setBold(True)
                heading.setFont(font)
                self.appendRow(heading)
            group = one.group
            item = QStandardItem(one.name)
            item.setData(one.id, FIELD_ROLE)
            self.appendRow(item)

    def row_of(self, field: str) -> int:
        """Return the row of a field, or -1."""
        rows = range(self.rowCount())
        return next((row for row in rows if self.item(row).data(FIELD_ROLE) == field), -1)


@dataclass(frozen=True)
class _State:
    table: Table
    mapping: ColumnMapping
    looked_at: frozenset[str] = frozenset()
    suggested: tuple[Suggestion, ...] = ()


class MappingWork(QObject):
    """The mapping in hand.

    Signals:
        table_changed: the table of another sheet is in hand; ``changed`` follows.
        changed: anything of it changed.
        saved_changed: the list of saved mappings changed.
    """

    table_changed = Signal()
    changed = Signal()
    saved_changed = Signal()

    def __init__(
        self, table: Table, known: ColumnMapping | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._back: list[tuple[str, Callable[[], object]]] = []
        self._state = _begin(table.on_sheet(known.sheet) if known else table, known)

    # What is there

    @property
    def table(self) -> Table:
        """The table in hand."""
        return self._state.table

    @property
    def mapping(self) -> ColumnMapping:
        """The mapping as it stands."""
        return self._state.mapping

    def samples(self, heading: str) -> str:
        """Return a few of a column's cells, no two alike, on one line."""
        found: dict[str, None] = {}
        for cell in self.table.column(heading):
            if cell:
                line = " ".join(cell.split())
                cut = f"{line[:_SAMPLE_LENGTH].rstrip()}…"
                found[line if len(line) <= _SAMPLE_LENGTH else cut] = None
            if len(found) == _SAMPLES:
                break
        return "  ·  ".join(found)

    def doubt(self, heading: str) -> str:
        """Return why a person must look at a column, or "" where none need or one did."""
        if heading in self._state.looked_at:
            return ""
        for one in self._state.suggested:
            if one.heading == heading and not one.is_sure:
                return one.reason or "this is a guess"
        return ""

    @property
    def doubtful(self) -> list[str]:
        """The columns to look at."""
        return [heading for heading in self.table.columns if self.doubt(heading)]

    @property
    def faults(self) -> list[Fault]:
        """What keeps the table from being read."""
        return self.mapping.faults_in(self.table)

    @property
    def has_dates_in_figures(self) -> bool:
        """Whether the order of day and month matters."""
        return in_figures(self._dates())

    @property
    def date_order_told(self) -> Order | None:
        """How the column of dates of birth writes them, as far as it tells."""
        return order_of(self._dates())

    def _dates(self) -> list[str]:
        columns = self.mapping.headings_of(self.table, fields.DATE_OF_BIRTH)
        return [cell for heading in columns for cell in self.table.column(heading)]

    def first_applicants(self, most: int) -> list[IndexRow]:
        """Return the first applicants as they would be read."""
        return first_rows(self.table, self.mapping, most)

    # Changing it

    def take_for(self, heading: str, field: str) -> None:
        """Take a column for something else."""
        if self.mapping.field_of(heading) == field and not self.doubt(heading):
            return
        self._become(
            f"‘{heading}’",
            replace(
                self._state,
                mapping=self.mapping.with_field(heading, field),
                looked_at=self._state.looked_at | {heading},
            ),
        )

    def set_date_order(self, order: DateOrder) -> None:
        """Say how dates in figures are written."""
        if order is not self.mapping.date_order:
            changed = replace(self.mapping, date_order=order)
            looked_at = self._state.looked_at | set(
                self.mapping.headings_of(self.table, fields.DATE_OF_BIRTH)
            )
            self._become(
                "the order of dates",
                replace(self._state, mapping=changed, looked_at=looked_at),
            )

    def start_from(self, known: ColumnMapping | None) -> None:
        """Begin again with a saved mapping, on its sheet, or with the program's own suggestions.

        Raises:
            Refused: the sheet of that mapping cannot be read.
        """
        table = self.table.on_sheet(known.sheet) if known else self.table
        self._become("the saved mapping", _begin(table, known))

    def choose_sheet(self, sheet: str) -> None:
        """Begin again with another sheet, and the saved mapping that fits it.

        Raises:
            Refused: it cannot be read.
        """
        table = self.table.on_sheet(sheet)
        if table is not self.table:
            self._become("the sheet", _begin(table, saved.mapping_for(table, here=True)))

    def _become(self, what: str, state: _State) -> None:
        before = self._state
        self._back.append((what, lambda: self._restore(before)))
        self._restore(state)

    def _restore(self, state: _State) -> None:
        another = state.table is not self.table
        self._state = state
        if another:
            self.table_changed.emit()
        self.changed.emit()

    # Saved mappings

    def rename(self, name: str, new_name: str) -> None:
        """Give a saved mapping another name.

        Raises:
            Refused: the name is taken or cannot be used.
        """
        saved.rename_mapping(name, new_name)
        self._back.append(("the new name", lambda: self._renamed(new_name, name)))
        self._follow_name(name, new_name)

    def _renamed(self, name: str, new_name: str) -> None:
        saved.rename_mapping(name, new_name)
        self._follow_name(name, new_name)

    def _follow_name(self, name: str, new_name: str) -> None:
        if self.mapping.name == name:
            self._state = replace(self._state, mapping=replace(self.mapping, name=new_name))
        self.saved_changed.emit()
        self.changed.emit()

    def delete(self, name: str) -> None:
        """Delete a saved mapping. What is chosen on the screen stays.

        Raises:
            Refused: it cannot be deleted.
        """
        gone = saved.delete_mapping(name)
        self._back.append(("the deletion", lambda: self._bring_back(gone)))
        self._follow_name(name, "")

    def _bring_back(self, gone: ColumnMapping) -> None:
        saved.save_mapping(gone)
        self._state = replace(self._state, mapping=replace(self.mapping, name=gone.name))
        self.saved_changed.emit()
        self.changed.emit()

    # Undo

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._back)

    def undo(self) -> str:
        """Take the last change back, and return what it was, or "".

        Raises:
            Refused: a saved mapping cannot be written as it was.
        """
        if not self._back:
            return ""
        what, back = self._back.pop()
        back()
        return what


def _begin(table: Table, known: ColumnMapping | None) -> _State:
    suggested = tuple(suggestions(table, known))
    return _State(table, mapping_of(table, suggested, known), frozenset(), suggested)
