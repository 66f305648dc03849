"""The scale of a vacancy, and what each level of it looks like for one criterion."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from edi_shortlist.desktop.widgets.basics import Card, button, text
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.desktop.widgets.growing_text import GrowingText
from edi_shortlist.desktop.widgets.lines import FieldRows
from edi_shortlist.recruitment.criteria import FIRST_SCORES
from edi_shortlist.recruitment.scale_presets import ScalePreset

Mapping = dict[str, Any]
_OWN = "Own scale"
_LONGEST_NAME = 18


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


class ScaleCard(Card):
    """The levels by name, the score of the lowest, and where passing begins.

    Args:
        presets: scales to begin with.

    Signals:
        changed: something was typed or chosen.
        renamed: the levels have other names, numbers or scores.
        shifted: every level's score went up or down by so much.
        removed: the level of that score was taken away, and those above it moved down.
    """

    changed = Signal()
    renamed = Signal()
    shifted = Signal(int)
    removed = Signal(int)

    def __init__(self, presets: Sequence[ScalePreset]) -> None:
        super().__init__("Scale", "Lowest first. Choose the level from which a criterion is met.")
        self._presets = tuple(presets)
        self.box = QComboBox()
        self.box.addItem(_OWN)
        self.box.addItems([preset.name for preset in self._presets])
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(_LONGEST_NAME)
        self.box.setAccessibleName("Scale to begin with")
        self.box.activated.connect(self._preset_chosen)
        self.inside.addWidget(self.box)
        self.first_box = QComboBox()
        for score in FIRST_SCORES:
            self.first_box.addItem(str(score), score)
        self.first_box.setAccessibleName("Score of the lowest level")
        self.first_box.currentIndexChanged.connect(lambda _index: self._first_chosen())
        row = QHBoxLayout()
        words = text("The lowest level is scored", wrap=False)
        words.setBuddy(self.first_box)
        row.addWidget(words)
        row.addWidget(self.first_box)
        row.addStretch(1)
        self.inside.addLayout(row)
        self._passes = QButtonGroup(self)
        self.levels = FieldRows(self._make_level, "Add a level", "level")
        self.levels.changed.connect(self._levels_changed)
        self.inside.addWidget(self.levels)
        self.inside.addStretch(1)
        self._first = 0
        self._shown: list[_Level] = []
        self._filling = False

    @property
    def rows(self) -> list[_Level]:
        """The levels, lowest first."""
        return [row for row in self.levels.rows if isinstance(row, _Level)]

    @property
    def names(self) -> dict[int, str]:
        """What the levels are called now, by score."""
        return {
            score: level.name.text().strip() for score, level in enumerate(self.rows, self._first)
        }

    @property
    def preset(self) -> ScalePreset | None:
        """The scale to begin with that these levels are, if they are one."""
        names = tuple(self.names.values())
        for preset in self._presets:
            if (preset.scale.levels, preset.scale.first) == (names, self._first):
                return preset
        return None

    def load(self, mapping: Mapping) -> None:
        """Show a ``[scale]`` table."""
        self._filling = True
        self._first = mapping.get("first", 0)
        self.first_box.setCurrentIndex(max(0, self.first_box.findData(self._first)))
        self.levels.clear()
        for score, name in enumerate(mapping["levels"], self._first):
            level = self.levels.add()
            if isinstance(level, _Level):
                level.name.setText(name)
                level.passes.setChecked(score == mapping.get("pass"))
        self._filling = False
        self._shown = self.rows
        self._name_levels()

    def to_dict(self) -> Mapping:
        """Return the ``[scale]`` table as typed."""
        mapping: Mapping = {"levels": list(self.names.values())}
        for score, level in enumerate(self.rows, self._first):
            if level.passes.isChecked():
                mapping["pass"] = score
        if self._first:
            mapping["first"] = self._first
        return mapping

    def field_of(self, key: str) -> QWidget | None:
        """Return the widget to go to for a problem with a key of the scale."""
        if key == "scale.first":
            return self.first_box
        if not self.rows:
            return self.levels.add_button
        if key == "scale.pass":
            return self.rows[0].passes
        empty = next((row for row in self.rows if not row.name.text().strip()), self.rows[0])
        return empty.name

    def _make_level(self) -> QWidget:
        level = _Level(self._passes)
        level.name.textEdited.connect(self._name_levels)
        level.passes.toggled.connect(self._tell)
        return level

    def _preset_chosen(self) -> None:
        at = self.box.currentIndex() - 1
        if at < 0:
            self._name_levels()
            return
        before = self._first
        self.load(self._presets[at].scale.to_dict())
        if self._first != before:
            self.shifted.emit(self._first - before)
        self.renamed.emit()

    def _first_chosen(self) -> None:
        by = self.first_box.currentData() - self._first
        self._first += by
        if by and not self._filling:
            self.shifted.emit(by)
            self._name_levels()

    def _levels_changed(self) -> None:
        if self._filling:
            return
        rows = self.rows
        for at, gone in reversed(list(enumerate(self._shown, self._first))):
            if gone not in rows:
                self.removed.emit(at)
        self._shown = rows
        self._name_levels()

    def _name_levels(self) -> None:
        for score, level in enumerate(self.rows, self._first):
            level.number.setText(str(score))
            level.name.setAccessibleName(f"Name of level {score}")
            level.passes.setAccessibleName(f"Passing begins at level {score}")
        preset = self.preset
        self.box.setCurrentIndex(self._presets.index(preset) + 1 if preset else 0)
        self.renamed.emit()
        self._tell()

    def _tell(self, *_anything: object) -> None:
        if not self._filling:
            self.changed.emit()


class GuideCard(Card):
    """What each level looks like for the criterion that is chosen.

    Args:
        typed: takes a level's score and what was written about it.
        fill: fills the empty levels of the criterion that is shown (True: of every criterion)
            with the scale's general words.
    """

    def __init__(self, typed: Callable[[int, str], None], fill: Callable[[bool], None]) -> None:
        super().__init__("Guide")
        self._typed = typed
        self.hint = text("", "hint")
        self.inside.addWidget(self.hint)
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        self.inside.addLayout(self._column)
        holder = QWidget()
        flow = FlowLayout(holder, gap=6)
        self.fill_one = button("Fill empty levels", lambda: fill(False), kind="quiet")
        self.fill_all = button("Fill them for every criterion", lambda: fill(True), kind="quiet")
        for one in (self.fill_one, self.fill_all):
            one.setToolTip("With the general words of the chosen scale, to make your own")
            flow.addWidget(one)
        self.inside.addWidget(holder)
        self.lost = text("", "small")
        self.inside.addWidget(self.lost)
        self.inside.addStretch(1)
        self.fields: dict[int, GrowingText] = {}

    def show_guide(
        self,
        criterion: str | None,
        levels: dict[int, str],
        guide: dict[int, str],
        *,
        general: bool,
        lost: int,
    ) -> None:
        """Show a criterion's guide, or say that none is chosen.

        Args:
            criterion: its id, or None where none is chosen.
            levels: the names of the scale's levels by score.
            guide: what is written by score.
            general: whether the scale has general words to fill in.
            lost: how many texts there are, in any criterion, for a level that the scale has no
                more.
        """
        while (item := self._column.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.fields = {}
        self.fill_one.setVisible(general and criterion is not None)
        self.fill_all.setVisible(general)
        self.lost.setVisible(bool(lost))
        self.lost.setText(
            f"{lost} of the guides' texts {'is' if lost == 1 else 'are'} for a level that the "
            "scale has no more, and will not be saved."
        )
        if criterion is None:
            self.hint.setText("Choose a criterion to say what each level looks like.")
            return
        self.hint.setText(f"What each level looks like for {criterion or 'this criterion'}.")
        for score, name in levels.items():
            field = GrowingText(guide.get(score, ""))
            field.setAccessibleName(f"Guide for level {score}, {name}")
            field.textChanged.connect(
                lambda score=score, field=field: self._typed(score, field.words)
            )
            label = text(f"{score}  {name}", "strong")
            label.setBuddy(field)
            self._column.addWidget(label)
            self._column.addWidget(field)
            self.fields[score] = field
