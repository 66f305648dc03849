"""One candidate and one criterion under moderation: what each panellist gave and why, and the
score that the panel agrees."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from edi_shortlist.desktop.models.audit import local_time
from edi_shortlist.desktop.pages.scoring_sheet import KIND_WORDS
from edi_shortlist.desktop.widgets.basics import Card, button, rule, text
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.recruitment.criteria import Criterion, Scale
from edi_shortlist.recruitment.plain_words import listed
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.workflow.moderation import AgreedRecord, GivenScore, ModerationDetail


@dataclass(frozen=True)
class Typed:
    """What somebody typed as agreed and has not saved."""

    level: int | None
    by: frozenset[str]
    why: str


class AgreeCard(Card):
    """The agreed score: level, who agreed, and why.

    Signals:
        save_wanted: level, names, why.
        back_wanted: it is to be taken back.
        chosen: a level was chosen, so that why comes next.
    """

    save_wanted = Signal(int, list, str)
    back_wanted = Signal()
    chosen = Signal()

    def __init__(self) -> None:
        super().__init__(role="choice")
        self.setAccessibleName("Agreed score")
        self.inside.addWidget(text("Agreed score", "strong"))
        self.said = text("", "small")
        self.inside.addWidget(self.said)
        self.levels_box = QWidget()
        self._levels = FlowLayout(self.levels_box, gap=6)
        self.inside.addWidget(self.levels_box)
        self.by_box = QWidget()
        self._by = FlowLayout(self.by_box, gap=12)
        self.inside.addWidget(self.by_box)
        self.why = QLineEdit()
        self.why.setPlaceholderText("Why (T): what in the application settled it")
        self.why.setAccessibleName("Why this score was agreed")
        self.why.returnPressed.connect(self.save)
        self.inside.addWidget(self.why)
        row = QHBoxLayout()
        self.save_button = button("Save", self.save, kind="primary", icon="done", tip="Enter")
        self.back_button = button("Take back", self.back_wanted.emit, icon="undo")
        row.addWidget(self.save_button)
        row.addWidget(self.back_button)
        row.addStretch(1)
        self.inside.addLayout(row)
        self._group = QButtonGroup(self)
        self.level_buttons: dict[int, QPushButton] = {}
        self._boxes: dict[str, QCheckBox] = {}
        self.by: dict[str, QCheckBox] = {}
        """Those of the panellists who scored the candidate."""
        self._vacancy: Vacancy | None = None
        self._saved = Typed(None, frozenset(), "")

    def set_vacancy(self, vacancy: Vacancy) -> None:
        """Lay out the levels of the scale."""
        self._vacancy = vacancy
        for made in self.level_buttons.values():
            self._group.removeButton(made)
            made.hide()
            made.deleteLater()
        self.level_buttons = {}
        for score in vacancy.scale.scores:
            name = vacancy.scale.name(score)
            made = button(str(score), self._chooser(score), kind="level", tip=f"{score}: {name}")
            made.setCheckable(True)
            made.setAccessibleName(f"Agree on {score}, {name}")
            self._group.addButton(made)
            self._levels.addWidget(made)
            self.level_buttons[score] = made
        for box in self._boxes.values():
            box.hide()
            box.deleteLater()
        self._boxes = {name: QCheckBox(name) for name in vacancy.panel}
        for name, box in self._boxes.items():
            box.setAccessibleName(f"{name} agreed")
            self._by.addWidget(box)

    def _chooser(self, level: int) -> Callable[[], None]:
        return lambda: self.choose(level)

    def show_agreed(
        self, given: tuple[GivenScore, ...], agreed: AgreedRecord | None, typed: Typed | None
    ) -> None:
        """Show what was agreed, or what was typed and not saved."""
        scored = [one.panellist for one in given if one.level is not None]
        self.by = {name: self._boxes[name] for name in scored}
        for name, box in self._boxes.items():
            box.setVisible(name in self.by)
        saved = Typed(
            agreed.level if agreed else None,
            frozenset(agreed.agreed_by if agreed else scored),
            agreed.why if agreed else "",
        )
        shown = typed or saved
        self._saved = saved
        self._check(shown.level)
        for name, box in self.by.items():
            box.setChecked(name in shown.by)
        self.why.setText(shown.why)
        self.why.setCursorPosition(0)
        self.back_button.setVisible(agreed is not None and self.save_button.isVisibleTo(self))
        self.said.setText(self._words(agreed))

    def set_open(self, is_open: bool) -> None:
        """Let a score be agreed, or only read."""
        for widget in (self.levels_box, self.by_box, self.why, self.save_button):
            widget.setVisible(is_open)
        if not is_open:
            self.back_button.hide()

    @property
    def typed(self) -> Typed | None:
        """What was typed and is not saved, or None."""
        if not self.by:
            return None
        now = Typed(
            self.level,
            frozenset(name for name, box in self.by.items() if box.isChecked()),
            " ".join(self.why.text().split()),
        )
        return None if now == self._saved else now

    @property
    def level(self) -> int | None:
        """The level that is chosen."""
        return next((n for n, made in self.level_buttons.items() if made.isChecked()), None)

    def choose(self, level: int) -> None:
        """Choose a level, if the scale has it; why comes next."""
        if level in self.level_buttons and self.why.isVisibleTo(self):
            self._check(level)
            self.chosen.emit()

    def save(self) -> None:
        """Ask for what is chosen to be saved."""
        level = self.level
        if level is None:
            self.said.setText("Choose the score that was agreed first: press its number.")
            return
        by = [name for name, box in self.by.items() if box.isChecked()]
        self.save_wanted.emit(level, by, self.why.text())

    def _check(self, level: int | None) -> None:
        self._group.setExclusive(False)
        for number, made in self.level_buttons.items():
            made.setChecked(number == level)
        self._group.setExclusive(True)

    def _words(self, agreed: AgreedRecord | None) -> str:
        if agreed is None or self._vacancy is None:
            return "Nothing is agreed yet; the mean counts. The scores above stay as they are."
        everybody = set(agreed.agreed_by) == set(self.by)
        who = "everybody" if everybody else listed(list(agreed.agreed_by))
        day = local_time(agreed.recorded_at).partition(",")[0]
        return (
            f"{agreed.level} · {self._vacancy.scale.name(agreed.level)}, agreed by {who}: "
            f"{agreed.why} ({agreed.recorded_by}, {day})"
        )


class GivenBlock(QFrame):
    """What one panellist gave, with note and evidence."""

    def __init__(self, panellist: str) -> None:
        super().__init__()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 2, 0, 2)
        inside.setSpacing(3)
        top = QHBoxLayout()
        self._level = text("", "caption", wrap=False)
        top.addWidget(text(panellist, "strong"), 1)
        top.addWidget(self._level)
        inside.addLayout(top)
        self._lines = text("", "small")
        self._lines.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside.addWidget(self._lines)

    def show_given(self, one: GivenScore, scale: Scale) -> None:
        """Show what the panellist gave one candidate on one criterion."""
        level = (
            "does not score this candidate"
            if one.level is None
            else f"{one.level} · {scale.name(one.level)}"
        )
        lines = [one.note] if one.note else []
        lines += [f"“{quote.words}” (document {quote.document})" for quote in one.evidence]
        self._level.setText(level)
        self._lines.setText("\n".join(lines))
        self._lines.setVisible(bool(lines))
        self.setAccessibleName(". ".join([f"{one.panellist}: {level}", *lines]))


class DetailPane(QScrollArea):
    """What there is to talk about, for the row that is chosen.

    Signals:
        read_wanted: somebody wants to read the application.
    """

    read_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pageScroll")
        self.setWidgetResizable(True)
        self.setAccessibleName("What each panellist gave, and what was agreed")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setObjectName("canvas")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        self.caption = text("", "caption")
        self.criterion = text("", "strong")
        self.guide = text("", "small")
        self.read_button = button(
            "Read the application", self.read_wanted.emit, kind="quiet", icon="file", tip="R"
        )
        self._given_card = Card(role="choice")
        self._given_card.setAccessibleName("Independent scores")
        self.agree = AgreeCard()
        for widget in (*(self.caption, self.criterion, self.guide, self._given_card, self.agree),):
            column.addWidget(widget)
        column.addWidget(self.read_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.setWidget(inner)
        self._vacancy: Vacancy | None = None
        self._blocks: list[GivenBlock] = []

    @property
    def said(self) -> list[str]:
        """What is shown of each panellist, a text an entry."""
        return [block.accessibleName() for block in self._blocks]

    def set_vacancy(self, vacancy: Vacancy) -> None:
        """Lay out the panel and the scale of a vacancy. They stay while its rows go by, since
        making them anew for each would be felt."""
        self._vacancy = vacancy
        self.agree.set_vacancy(vacancy)
        column = self._given_card.inside
        while (item := column.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._blocks = [GivenBlock(name) for name in vacancy.panel]
        for number, block in enumerate(self._blocks):
            if number:
                column.addWidget(rule())
            column.addWidget(block)

    def show_detail(self, detail: ModerationDetail, typed: Typed | None) -> None:
        """Show one candidate and criterion.

        Args:
            typed: what was typed for it before and not saved.
        """
        if self._vacancy is None:
            return
        criterion = self._vacancy.criterion(detail.criterion)
        self.caption.setText(f"{detail.candidate} · {criterion.id} · {KIND_WORDS[criterion.kind]}")
        self.criterion.setText(criterion.text)
        self._say_guide(criterion)
        self._show_given(detail.given)
        self.agree.show_agreed(detail.given, detail.agreed, typed)

    def _say_guide(self, criterion: Criterion) -> None:
        assert self._vacancy is not None
        scale = self._vacancy.scale
        lines = [
            f"{score} {scale.name(score)}: {said}"
            for score, said in sorted(criterion.guide.items())
            if score in scale.scores
        ]
        self.guide.setText("\n".join(lines))
        self.guide.setVisible(bool(lines))

    def _show_given(self, given: tuple[GivenScore, ...]) -> None:
        assert self._vacancy is not None
        for one, block in zip(given, self._blocks, strict=True):
            block.show_given(one, self._vacancy.scale)
