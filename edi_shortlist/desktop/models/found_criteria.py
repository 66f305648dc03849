"""Criteria as they were read from a file, to be confirmed: each can be changed or left out."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from edi_shortlist.desktop.models.criteria import KIND_WORDS, CriterionRow, stages_typed
from edi_shortlist.desktop.widgets.table import TONE_ROLE
from edi_shortlist.recruitment.criteria import CriterionKind
from edi_shortlist.recruitment.specification_found import FoundCriterion
from edi_shortlist.recruitment.toml_text import plain_number

AnyIndex = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
HEADINGS = ("Take", "Kind", "Criterion", "Weight", "Assessed at", "To check")
TAKE, KIND, TEXT, WEIGHT, STAGES, CHECK = range(6)
_FIELDS = {TEXT: "text", WEIGHT: "weight"}


class FoundCriteriaModel(QAbstractTableModel):
    """What was found, in reading order. Cells are edited in place."""

    def __init__(self, found: Sequence[FoundCriterion], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found = tuple(found)
        self._taken = [True] * len(found)
        self._rows = [
            CriterionRow(
                one.number,
                one.kind,
                one.text,
                str(plain_number(one.weight)),
                ", ".join(one.stages),
            )
            for one in found
        ]

    @property
    def taken(self) -> list[CriterionRow]:
        """The criteria that are to be taken over, as they were changed."""
        return [row for row, taken in zip(self._rows, self._taken, strict=True) if taken]

    @property
    def doubtful(self) -> int:
        """How many of those rest on something that was assumed."""
        return sum(bool(one.doubts) and taken for one, taken in self._pairs())

    def doubts(self, row: int) -> tuple[str, ...]:
        """Return what was assumed of a criterion."""
        return self._found[row].doubts

    def _pairs(self) -> list[tuple[FoundCriterion, bool]]:
        return list(zip(self._found, self._taken, strict=True))

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        doubts = self._found[index.row()].doubts
        taken = self._taken[index.row()]
        if column == TAKE and role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if taken else Qt.CheckState.Unchecked
        if column == CHECK and role == TONE_ROLE:
            return "warning" if doubts and taken else None
        cells = (
            "",
            KIND_WORDS[row.kind],
            row.text,
            row.weight,
            row.stages,
            "Check" if doubts else "",
        )
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return cells[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(doubts) if column == CHECK else cells[column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = ("taken" if taken else "left out") if column == TAKE else cells[column]
            return f"{HEADINGS[column]}: {' '.join(doubts) if column == CHECK else said or 'empty'}"
        return None

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid():
            return False
        row, column = self._rows[index.row()], index.column()
        if column == TAKE and role == Qt.ItemDataRole.CheckStateRole:
            self._taken[index.row()] = Qt.CheckState(value) is Qt.CheckState.Checked
            first, last = (self.index(index.row(), at) for at in (TAKE, CHECK))
            self.dataChanged.emit(first, last)
            return True
        if role != Qt.ItemDataRole.EditRole or column not in (KIND, STAGES, *_FIELDS):
            return False
        if column == KIND:
            row.kind = CriterionKind(str(value).lower())
        elif column == STAGES:
            row.stages = ", ".join(stages_typed(str(value)))
        else:
            setattr(row, _FIELDS[column], str(value))
        self.dataChanged.emit(index, index)
        return True

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == TAKE:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags if index.column() == CHECK else flags | Qt.ItemFlag.ItemIsEditable

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[section]
        return None
