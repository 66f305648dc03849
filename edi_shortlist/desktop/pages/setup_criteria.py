"""The person specification of a vacancy: its criteria, their guides, and the scale."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QRadioButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from edi_shortlist.desktop.models.criteria import (
    ID,
    KIND,
    KIND_WORDS,
    QUESTIONS,
    STAGES,
    TEXT,
    WEIGHT,
    CriteriaModel,
    CriterionRow,
)
from edi_shortlist.desktop.pages.setup_sections import Mapping, Section
from edi_shortlist.desktop.pages.setup_warnings import WarningList
from edi_shortlist.desktop.widgets.basics import Card, button, text
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.desktop.widgets.lines import FieldRows
from edi_shortlist.desktop.widgets.table import Table
from edi_shortlist.desktop.widgets.turning_row import TurningRow
from edi_shortlist.recruitment.specification_warnings import SpecificationWarning
from edi_shortlist.recruitment.vacancy import Criterion, CriterionKind

AnyIndex = QModelIndex | QPersistentModelIndex
COLUMNS = {
    "id": ID,
    "kind": KIND,
    "text": TEXT,
    "weight": WEIGHT,
    "assessed_at": STAGES,
    "questions": QUESTIONS,
}


class KindDelegate(QStyledItemDelegate):
    """Edits a criterion's kind with a choice of two."""

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: AnyIndex
    ) -> QWidget:
        box = QComboBox(parent)
        box.addItems(list(KIND_WORDS.values()))
        box.activated.connect(lambda _row: self.commitData.emit(box))
        return box

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentText(str(index.data()))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText())


class _Level(QWidget):
    """One level of the scale: its name, and whether passing begins here."""

    def __init__(self, group: QButtonGroup) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self.number = text("", "strong", wrap=False)
        self.number.setMinimumWidth(20)
        self.name = QLineEdit()
        self.passes = QRadioButton("pass")
        group.addButton(self.passes)
        row.addWidget(self.number)
        row.addWidget(self.name, 1)
        row.addWidget(self.passes)


class CriteriaSection(Section):
    """Criteria in a table, the guide of the one that is chosen, and the scale.

    Args:
        warnings_about: says what is worth another look in the criteria as they are typed.
    """

    warned = Signal(int)
    """How many warnings there are now."""

    def __init__(
        self, warnings_about: Callable[[Sequence[Criterion]], Sequence[SpecificationWarning]]
    ) -> None:
        super().__init__()
        self._warnings_about = warnings_about
        self.model = CriteriaModel(self)
        self.table = Table("Criteria", editable=True)
        self.table.setModel(self.model)
        self.table.setItemDelegateForColumn(KIND, KindDelegate(self.table))
        self.table.stretch(TEXT, narrow={STAGES: 12, QUESTIONS: 12})
        self.table.setMinimumHeight(230)
        self.table.setWordWrap(True)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.chosen.connect(lambda _index: self._show_guide())
        for signal in (
            self.model.dataChanged,
            self.model.rowsInserted,
            self.model.rowsRemoved,
            self.model.rowsMoved,
        ):
            signal.connect(self._tell)
        criteria = Card(
            "Criteria",
            "Double-click a cell, or press F2 on it, to change it. Stages: application, test, "
            "presentation, interview, documents, references. Answered in: the form's questions on "
            "which it is scored, such as Q1, Q2 or statement; empty for the whole application.",
        )
        criteria.inside.addWidget(self.table, 1)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        self.add_essential = button(
            "Add essential", lambda: self._add(CriterionKind.ESSENTIAL), icon="add"
        )
        self.add_desirable = button(
            "Add desirable", lambda: self._add(CriterionKind.DESIRABLE), icon="add"
        )
        self.up = button("Up", lambda: self._move(-1), icon="up", kind="quiet")
        self.down = button("Down", lambda: self._move(1), icon="down", kind="quiet")
        self.remove = button("Remove", self._remove, icon="remove", kind="quiet")
        for one in (self.add_essential, self.add_desirable, self.up, self.down, self.remove):
            flow.addWidget(one)
        criteria.inside.addWidget(buttons)
        self.column.addWidget(criteria, 1)
        self.warnings = WarningList(self.remove)
        self.column.addWidget(self.warnings)
        # One look for all that changes at once, say when a vacancy is filled in.
        self._look = QTimer(self, singleShot=True, interval=0)
        self._look.timeout.connect(self._warn)
        self.changed.connect(self._look.start)
        self.column.addWidget(TurningRow(self._scale_card(), self._guide_card()))
        self.fields = {
            "criteria": self.add_essential,
            "scale.levels": self.levels.add_button,
            "scale.pass": self.levels.add_button,
        }

    # The scale

    def _scale_card(self) -> Card:
        card = Card("Scale", "Lowest first. Choose the level from which a criterion is met.")
        self._passes = QButtonGroup(self)
        self.levels = FieldRows(self._make_level, "Add a level", "level")
        self.levels.changed.connect(self._number_levels)
        card.inside.addWidget(self.levels)
        card.inside.addStretch(1)
        return card

    def _make_level(self) -> QWidget:
        level = _Level(self._passes)
        level.name.textEdited.connect(self._level_renamed)
        level.passes.toggled.connect(self._tell)
        return level

    def _level_rows(self) -> list[_Level]:
        return [row for row in self.levels.rows if isinstance(row, _Level)]

    def _number_levels(self) -> None:
        for number, level in enumerate(self._level_rows()):
            level.number.setText(str(number))
            level.name.setAccessibleName(f"Name of level {number}")
            level.passes.setAccessibleName(f"Passing begins at level {number}")
        self._show_guide()
        self._tell()

    def _level_renamed(self) -> None:
        self._show_guide()
        self._tell()

    # The guide

    def _guide_card(self) -> Card:
        card = Card("Guide")
        self.guide_hint = text("", "hint")
        card.inside.addWidget(self.guide_hint)
        self._guide_grid = QGridLayout()
        self._guide_grid.setSpacing(6)
        self._guide_grid.setColumnStretch(1, 1)
        card.inside.addLayout(self._guide_grid)
        card.inside.addStretch(1)
        self.guides: list[QLineEdit] = []
        return card

    def _show_guide(self) -> None:
        while (item := self._guide_grid.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.guides = []
        at = self.table.current_row()
        if not 0 <= at < len(self.model.rows):
            self.guide_hint.setText("Choose a criterion to say what each level looks like.")
            return
        row = self.model.rows[at]
        self.guide_hint.setText(f"What each level looks like for {row.id or 'this criterion'}.")
        for number, level in enumerate(self._level_rows()):
            line = QLineEdit(row.guide.get(number, ""))
            line.setCursorPosition(0)
            line.setAccessibleName(f"Guide for level {number}, {level.name.text()}")
            line.textEdited.connect(
                lambda words, at=at, number=number: self._guide_typed(at, number, words)
            )
            name = text(f"{number}  {level.name.text()}", wrap=False)
            self._guide_grid.addWidget(name, number, 0)
            self._guide_grid.addWidget(line, number, 1)
            self.guides.append(line)

    def _guide_typed(self, at: int, level: int, words: str) -> None:
        self.model.set_guide(at, level, words)
        self._tell()

    # Criteria

    def _add(self, kind: CriterionKind) -> None:
        at = self.model.add(kind)
        index = self.model.index(at, TEXT)
        self.table.setCurrentIndex(index)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.edit(index)

    def _remove(self) -> None:
        self.model.remove(self.table.current_row())
        self._show_guide()

    def _move(self, by: int) -> None:
        column = max(self.table.currentIndex().column(), 0)
        at = self.model.move(self.table.current_row(), by)
        if at >= 0:
            self.table.setCurrentIndex(self.model.index(at, column))

    # Warnings

    def _warn(self) -> None:
        # A set-up that is closed is past advice.
        criteria = [row.criterion() for row in self.model.rows] if self.isEnabled() else []
        found = self._warnings_about(criteria) if criteria else ()
        places = {one.id: place for place, one in reversed(list(enumerate(criteria, 1)))}
        self.warnings.show_lines(
            [
                (one, self._leading_to(places[one.criterion]) if one.criterion else None)
                for one in found
            ]
        )
        self.warned.emit(len(found))

    def _leading_to(self, place: int) -> Callable[[], None]:
        def go() -> None:
            field = self.field_of(f"criteria[{place}].text")
            if field is not None:
                field.setFocus(Qt.FocusReason.ShortcutFocusReason)

        return go

    # The mapping

    def field_of(self, key: str) -> QWidget | None:
        found = re.match(r"criteria\[(\d+)\]\.(\w+)(?:\.(\d+))?", key)
        if found:
            number, part = int(found[1]) - 1, found[2]
            if number < self.model.rowCount():
                index = self.model.index(number, COLUMNS.get(part, TEXT))
                self.table.setCurrentIndex(index)
                self._show_guide()
                if part == "guide" and found[3] and int(found[3]) < len(self.guides):
                    return self.guides[int(found[3])]
                return self.table
        if key.startswith("scale.levels") and (rows := self._level_rows()):
            empty = next((row for row in rows if not row.name.text().strip()), rows[0])
            return empty.name
        if key == "scale.pass" and (rows := self._level_rows()):
            return rows[0].passes
        return super().field_of(key)

    def load(self, mapping: Mapping) -> None:
        self.levels.clear()
        for number, name in enumerate(mapping["scale"]["levels"]):
            level = self.levels.add()
            if isinstance(level, _Level):
                level.name.setText(name)
                level.passes.setChecked(number == mapping["scale"].get("pass"))
        self.model.set_rows([CriterionRow.from_dict(one) for one in mapping["criteria"]])
        self.table.choose_row(0)
        self._number_levels()
        self._look.start()

    def to_dict(self) -> Mapping:
        levels = self._level_rows()
        passing = next((n for n, level in enumerate(levels) if level.passes.isChecked()), None)
        scale: dict[str, Any] = {"levels": [level.name.text().strip() for level in levels]}
        if passing is not None:
            scale["pass"] = passing
        return {"scale": scale, "criteria": [row.to_dict() for row in self.model.rows]}
