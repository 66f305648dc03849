"""The person specification of a vacancy: its criteria, with the scale and guides beside them."""

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHeaderView, QWidget

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
from edi_shortlist.desktop.pages.setup_scale import GuideCard, ScaleCard
from edi_shortlist.desktop.pages.setup_sections import Mapping, Section
from edi_shortlist.desktop.pages.setup_warnings import WarningList
from edi_shortlist.desktop.widgets.basics import Card, button
from edi_shortlist.desktop.widgets.choice_delegate import ChoiceDelegate
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.desktop.widgets.table import Table
from edi_shortlist.desktop.widgets.turning_row import TurningRow
from edi_shortlist.recruitment.criteria import STAGES as ALL_STAGES
from edi_shortlist.recruitment.criteria import Criterion, CriterionKind
from edi_shortlist.recruitment.scale_presets import ScalePreset
from edi_shortlist.recruitment.specification_warnings import SpecificationWarning
from edi_shortlist.workflow.specification_import import ids_for, is_new

COLUMNS = {
    "id": ID,
    "kind": KIND,
    "text": TEXT,
    "weight": WEIGHT,
    "assessed_at": STAGES,
    "questions": QUESTIONS,
}


class CriteriaSection(Section):
    """Criteria in a table, the guide of the one that is chosen, and the scale.

    Args:
        warnings_about: says what is worth another look in the criteria as they are typed.
        presets: scales to begin with.
    """

    warned = Signal(int)
    """How many warnings there are now."""
    file_wanted = Signal()
    """Criteria are to be read from a file."""
    words_wanted = Signal()
    """The list of words that are warned of is to be shown."""

    def __init__(
        self,
        warnings_about: Callable[[Sequence[Criterion]], Sequence[SpecificationWarning]],
        presets: Sequence[ScalePreset],
    ) -> None:
        super().__init__()
        self._warnings_about = warnings_about
        self.model = CriteriaModel(self)
        self.table = Table("Criteria", editable=True)
        self.table.setModel(self.model)
        self.table.setItemDelegateForColumn(
            KIND, ChoiceDelegate(list(KIND_WORDS.values()), self.table)
        )
        self.table.stretch(TEXT, narrow={STAGES: 12, QUESTIONS: 13})
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
            "Double-click a cell, or press F2 on it, to change it. Stages, or how they begin, such "
            f"as A/I: {', '.join(ALL_STAGES)}. "
            "Answered in: the form's questions that it is scored on, such as Q1; empty for all.",
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
        self.up = button("", lambda: self._move(-1), icon="up", kind="quiet", tip="Move up")
        self.down = button("", lambda: self._move(1), icon="down", kind="quiet", tip="Move down")
        for one in (self.up, self.down):
            one.setAccessibleName(one.toolTip())
        self.remove = button("Remove", self._remove, icon="remove", kind="quiet")
        self.from_file = button(
            "From a file…", self.file_wanted.emit, icon="open", tip="Word, PDF or another document"
        )
        self.word_list = button("Word list…", self.words_wanted.emit, kind="quiet", icon="search")
        for one in (
            self.add_essential,
            self.add_desirable,
            self.from_file,
            self.up,
            self.down,
            self.remove,
            self.word_list,
        ):
            flow.addWidget(one)
        criteria.inside.addWidget(buttons)
        self.column.addWidget(criteria, 1)
        self.warnings = WarningList(self.remove)
        self.column.addWidget(self.warnings)
        # One look for all that changes at once, say when a vacancy is filled in.
        self._look = QTimer(self, singleShot=True, interval=0)
        self._look.timeout.connect(self._warn)
        self.changed.connect(self._look.start)
        self.scale = ScaleCard(presets)
        self.scale.changed.connect(self._tell)
        self.scale.renamed.connect(self._show_guide)
        self.scale.shifted.connect(self.model.shift_guides)
        self.scale.removed.connect(self.model.drop_level)
        self.guide = GuideCard(self._guide_typed, self._fill_guides)
        self.column.addWidget(TurningRow(self.scale, self.guide, needs=620))
        self.fields = {"criteria": self.add_essential}

    # The guide

    def _show_guide(self) -> None:
        at = self.table.current_row()
        row = self.model.rows[at] if 0 <= at < len(self.model.rows) else None
        levels = self.scale.names
        preset = self.scale.preset
        self.guide.show_guide(
            row.id if row else None,
            levels,
            row.guide if row else {},
            general=bool(preset and preset.guide and self.model.rows),
            lost=sum(
                bool(said.strip()) and score not in levels
                for one in self.model.rows
                for score, said in one.guide.items()
            ),
        )

    def _guide_typed(self, score: int, words: str) -> None:
        self.model.set_guide(self.table.current_row(), score, words)
        self._tell()

    def _fill_guides(self, every: bool) -> None:
        preset = self.scale.preset
        if preset is not None:
            self.model.fill_guides(
                preset.guide_by_score(), None if every else self.table.current_row()
            )
            self._show_guide()
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

    def take_over(self, rows: Sequence[CriterionRow], *, replace: bool) -> int:
        """Take criteria over as a person confirmed them, each under an id of its own.

        Args:
            replace: put them in place of those that are there; else only what is new is added.

        Returns:
            how many were taken over.
        """
        kept = [] if replace else list(self.model.rows)
        texts = [row.text for row in kept]
        new = [row for row in rows if is_new(row.text, texts)]
        ids = ids_for([(row.kind, row.id) for row in new], [row.id for row in kept])
        for own, row in zip(ids, new, strict=True):
            row.id = own
        self.model.set_rows([*kept, *new])
        self.table.choose_row(len(kept) if new else 0)
        # Rows are measured once they are drawn; only then is it known where the new ones are.
        QTimer.singleShot(0, self.table, lambda: self.table.scrollTo(self.table.currentIndex()))
        self._show_guide()
        self._tell()
        return len(new)

    # Warnings

    def look_again(self) -> None:
        """Look at the criteria anew, since what is warned of has changed."""
        self._look.start()

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
                if part == "guide" and found[3]:
                    return self.guide.fields.get(int(found[3]), self.table)
                return self.table
        if key.startswith("scale."):
            return self.scale.field_of(key)
        return super().field_of(key)

    def load(self, mapping: Mapping) -> None:
        self.model.set_rows([CriterionRow.from_dict(one) for one in mapping["criteria"]])
        self.table.choose_row(0)
        self.scale.load(mapping["scale"])
        self._look.start()

    def to_dict(self) -> Mapping:
        scores = self.scale.names
        return {
            "scale": self.scale.to_dict(),
            "criteria": [row.to_dict(scores) for row in self.model.rows],
        }
