"""The person specification as a table that can be edited."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from edi_shortlist.recruitment.criteria import STAGES as STAGE_NAMES
from edi_shortlist.recruitment.criteria import Criterion, CriterionKind

AnyIndex = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
_QUESTION = re.compile(r"(?:q|question)?\s*(\d{1,2})", re.IGNORECASE)
_BETWEEN_STAGES = re.compile(r"[,;/&+]|\band\b")
_STATEMENT = re.compile(r"(?:supporting )?statement", re.IGNORECASE)
KIND_WORDS = {CriterionKind.ESSENTIAL: "Essential", CriterionKind.DESIRABLE: "Desirable"}
HEADINGS = ("Id", "Kind", "Criterion", "Weight", "Assessed at", "Answered in")
ID, KIND, TEXT, WEIGHT, STAGES, QUESTIONS = range(6)

FIELDS = {ID: "id", TEXT: "text", WEIGHT: "weight", QUESTIONS: "questions"}


@dataclass
class CriterionRow:
    """A criterion while it is being written, as the person typed it."""

    id: str = ""
    kind: CriterionKind = CriterionKind.ESSENTIAL
    text: str = ""
    weight: str = "1"
    stages: str = "application"
    questions: str = ""
    guide: dict[int, str] = field(default_factory=dict)

    def to_dict(self, scores: Collection[int] | None = None) -> dict[str, Any]:
        """Return the mapping of a ``[[criteria]]`` table; numbers that are none stay text.

        Args:
            scores: those of the scale; the guide to a level that it has no more is left out. None
                keeps every guide.
        """
        weight: int | float | str = self.weight.strip()
        try:
            number = float(weight)
            weight = int(number) if number.is_integer() else number
        except ValueError:
            pass
        mapping = {
            "id": self.id.strip(),
            "kind": self.kind.value,
            "text": self.text.strip(),
            "weight": weight,
            "assessed_at": stages_typed(self.stages),
            "guide": {
                str(score): said
                for score, said in self.guide.items()
                if said.strip() and (scores is None or score in scores)
            },
        }
        if questions := [_question(one) for one in _listed(self.questions)]:
            mapping["questions"] = questions
        return mapping

    def criterion(self) -> Criterion:
        """Return the criterion as far as it is typed, valid or not; it counts as much as any."""
        return Criterion(
            self.id.strip() or "A criterion without an id",
            self.kind,
            self.text,
            tuple(stages_typed(self.stages)),
            guide=self.guide,
        )

    @classmethod
    def from_dict(cls, mapping: Mapping[str, Any]) -> "CriterionRow":
        """Read what ``Criterion`` writes."""
        return cls(
            mapping["id"],
            CriterionKind(mapping["kind"]),
            mapping["text"],
            str(mapping["weight"]),
            ", ".join(mapping["assessed_at"]),
            ", ".join(mapping.get("questions", ())),
            {int(level): said for level, said in mapping.get("guide", {}).items()},
        )


def stages_typed(typed: str) -> list[str]:
    """Return the stages that a person typed: by name or by how a name begins, as ``A/I``."""
    parts = filter(None, map(str.strip, _BETWEEN_STAGES.split(typed.lower())))
    named = (next((one for one in STAGE_NAMES if one.startswith(part)), part) for part in parts)
    return list(dict.fromkeys(named))


def _listed(typed: str) -> list[str]:
    return [one.strip() for one in typed.replace(";", ",").split(",") if one.strip()]


def _question(typed: str) -> str:
    """The name of a question however a person writes it: "3", "q3" and "Question 3" are ``Q3``."""
    number = _QUESTION.fullmatch(typed)
    if number:
        return f"Q{int(number[1])}"
    return "statement" if _STATEMENT.fullmatch(typed) else typed


class CriteriaModel(QAbstractTableModel):
    """Criteria in order. Cells are edited in place."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[CriterionRow] = []
        self._editable = True

    @property
    def rows(self) -> list[CriterionRow]:
        """The criteria, top to bottom."""
        return self._rows

    def set_rows(self, rows: list[CriterionRow], editable: bool = True) -> None:
        """Show these criteria."""
        self.beginResetModel()
        self._rows = rows
        self._editable = editable
        self.endResetModel()

    def add(self, kind: CriterionKind = CriterionKind.ESSENTIAL) -> int:
        """Append an empty criterion with the next free id, and return its row."""
        letter = "E" if kind is CriterionKind.ESSENTIAL else "D"
        taken = {row.id for row in self._rows}
        number = next(n for n in range(1, len(taken) + 2) if f"{letter}{n}" not in taken)
        at = len(self._rows)
        self.beginInsertRows(ROOT, at, at)
        self._rows.append(CriterionRow(f"{letter}{number}", kind))
        self.endInsertRows()
        return at

    def remove(self, at: int) -> None:
        """Take a criterion away."""
        if 0 <= at < len(self._rows):
            self.beginRemoveRows(ROOT, at, at)
            del self._rows[at]
            self.endRemoveRows()

    def move(self, at: int, by: int) -> int:
        """Move a criterion up (negative) or down, and return its new row."""
        to = at + by
        if not (0 <= at < len(self._rows) and 0 <= to < len(self._rows)):
            return at
        self.beginMoveRows(ROOT, at, at, ROOT, to + 1 if by > 0 else to)
        self._rows.insert(to, self._rows.pop(at))
        self.endMoveRows()
        return to

    def shift_guides(self, by: int) -> None:
        """Follow a scale whose levels are each scored so much higher now."""
        for row in self._rows:
            row.guide = {score + by: said for score, said in row.guide.items()}

    def drop_level(self, gone: int) -> None:
        """Follow a scale that lost the level of a score; those above it moved down."""
        for row in self._rows:
            row.guide = {
                score - (score > gone): said for score, said in row.guide.items() if score != gone
            }

    def fill_guides(self, general: Mapping[int, str], at: int | None) -> None:
        """Write general words about a level where nothing is written yet.

        Args:
            at: the one criterion, or None for every one.
        """
        for number, row in enumerate(self._rows):
            if at in (None, number):
                written = {score: said for score, said in row.guide.items() if said.strip()}
                row.guide = {**general, **written}

    def set_guide(self, at: int, level: int, words: str) -> None:
        """Say what a level looks like for a criterion."""
        self._rows[at].guide[level] = words

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        cells = (row.id, KIND_WORDS[row.kind], row.text, row.weight, row.stages, row.questions)
        words = cells[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return words
        if role == Qt.ItemDataRole.ToolTipRole:
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{HEADINGS[index.column()]}: {words or 'empty'}"
        return None

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or not self._editable:
            return False
        row, words = self._rows[index.row()], str(value)
        if index.column() == KIND:
            try:
                row.kind = CriterionKind(words.lower())
            except ValueError:
                return False
        elif index.column() == STAGES:
            row.stages = ", ".join(stages_typed(words))
        else:
            setattr(row, FIELDS[index.column()], words)
        self.dataChanged.emit(index, index)
        return True

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self._editable else flags

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[section]
        return None
