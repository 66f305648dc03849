"""The criteria beside an application: one row of levels each, a guide, and a note."""

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.widgets.basics import button, restyle, text
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.recruitment.criteria import Criterion, Scale
from edi_shortlist.recruitment.vacancy import Vacancy

KIND_WORDS = {"essential": "Essential", "desirable": "Desirable"}


class _NoteLine(QLineEdit):
    """A line that tells when the cursor comes in."""

    entered = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()


class CriterionCard(QFrame):
    """One criterion with its levels.

    Signals:
        picked: a level was chosen.
        noted: the note was changed and left.
        entered: the person is at this criterion now.
    """

    picked = Signal(int)
    noted = Signal()
    entered = Signal()

    def __init__(self, criterion: Criterion, scale: Scale) -> None:
        super().__init__()
        self.criterion = criterion
        self.scale = scale
        self.setProperty("role", "choice")
        self.setProperty("current", False)
        self.setAccessibleName(f"{criterion.id}: {criterion.text}")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        top = QHBoxLayout()
        top.addWidget(text(f"{criterion.id} · {KIND_WORDS[criterion.kind]}", "caption"), 1)
        self.said = text("", "caption", wrap=False)
        top.addWidget(self.said)
        column.addLayout(top)
        column.addWidget(text(criterion.text, "strong"))
        holder = QWidget()
        flow = FlowLayout(holder, gap=6)
        self.buttons: list[QPushButton] = []
        self._group = QButtonGroup(self)
        for score in scale.scores:
            name = scale.name(score)
            made = button(str(score), kind="level", tip=f"{score}: {name}")
            made.setCheckable(True)
            made.setAccessibleName(f"{criterion.id}: {score}, {name}")
            made.setAccessibleDescription(criterion.guide.get(score, ""))
            made.clicked.connect(self._chooser(score))
            self._group.addButton(made)
            self.buttons.append(made)
            flow.addWidget(made)
        column.addWidget(holder)
        guide = "\n".join(
            f"{score} {scale.name(score)}: {said}"
            for score, said in sorted(criterion.guide.items())
            if score in scale.scores
        )
        self.guide = text(guide, "small")
        column.addWidget(self.guide)
        self.guide.setVisible(bool(guide))
        self.evidence = text("", "small")
        column.addWidget(self.evidence)
        self.evidence.hide()
        self.note = _NoteLine()
        self.note.setPlaceholderText("Note (T): where you found it")
        self.note.setAccessibleName(f"Note on {criterion.id}")
        self.note.editingFinished.connect(self._note_left)
        self.note.entered.connect(self.entered)
        column.addWidget(self.note)
        self._noted = ""

    def _chooser(self, level: int) -> Callable[[], None]:
        def choose() -> None:
            self.entered.emit()
            self.picked.emit(level)

        return choose

    def _note_left(self) -> None:
        if self.note.text().strip() != self._noted:
            self._noted = self.note.text().strip()
            self.noted.emit()

    def show_score(self, level: int | None, note: str) -> None:
        """Show a score and its note, or that there is none."""
        self._group.setExclusive(False)
        for score, one in zip(self.scale.scores, self.buttons, strict=True):
            one.setChecked(score == level)
        self._group.setExclusive(True)
        self.said.setText("Not scored" if level is None else f"{level} · {self.scale.name(level)}")
        if not self.note.hasFocus():
            self._noted = note
            self.note.setText(note)
            self.note.setCursorPosition(0)

    def show_evidence(self, words: str) -> None:
        """Say how much is marked as evidence; an empty text for none."""
        self.evidence.setText(words)
        self.evidence.setVisible(bool(words))

    def mark(self, current: bool) -> None:
        """Show whether the next digit scores this criterion."""
        if self.property("current") != current:
            self.setProperty("current", current)
            restyle(self)


class ScoringSheet(QScrollArea):
    """All criteria of a vacancy, for one candidate.

    Signals:
        scored: criterion id, level (or -1 to take the score back), note.
        complete: every criterion that is shown now has a score.
        at: the id of the criterion that the next digit scores.
    """

    at = Signal(str)
    scored = Signal(str, int, str)
    complete = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pageScroll")
        self.setWidgetResizable(True)
        self.setAccessibleName("Criteria to score")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.cards: list[CriterionCard] = []
        self._every: list[CriterionCard] = []
        self._levels: dict[str, int] = {}
        self._at = 0

    def set_vacancy(self, vacancy: Vacancy, criteria: Sequence[Criterion] | None = None) -> None:
        """Lay out the criteria that are assessed at application, or others of the vacancy."""
        inner = QWidget()
        inner.setObjectName("canvas")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(10)
        self._every = []
        for criterion in vacancy.assessed_at_application if criteria is None else criteria:
            card = CriterionCard(criterion, vacancy.scale)
            card.picked.connect(lambda level, card=card: self._picked(card, level))
            card.noted.connect(lambda card=card: self._noted(card))
            card.entered.connect(lambda card=card: self.go_to(self.cards.index(card), False))
            column.addWidget(card)
            self._every.append(card)
        self.cards = list(self._every)
        column.addStretch(1)
        self.setWidget(inner)

    def show_criteria(self, criteria: Collection[str]) -> None:
        """Show these criteria alone, by id, and begin at the first without a score."""
        self.cards = [card for card in self._every if card.criterion.id in criteria]
        for card in self._every:
            card.setVisible(card in self.cards)
        self._begin()

    def show_scores(self, scores: dict[str, tuple[int, str]], *, fresh: bool) -> None:
        """Show a candidate's scores by criterion id.

        Args:
            fresh: another candidate came up, so begin at the first criterion without a score.
        """
        self._levels = {one: level for one, (level, _note) in scores.items()}
        for card in self._every:
            level, note = scores.get(card.criterion.id, (None, ""))
            if fresh:
                card.note.clearFocus()
            card.show_score(level, note)
        if fresh:
            self._begin()

    def show_evidence(self, found: Mapping[str, int]) -> None:
        """Say how many passages are marked for each criterion, by its id."""
        for card in self._every:
            number = found.get(card.criterion.id, 0)
            card.show_evidence(f"{count(number, 'passage')} marked as evidence" if number else "")

    def _begin(self) -> None:
        missing = [n for n, c in enumerate(self.cards) if c.criterion.id not in self._levels]
        self.go_to(missing[0] if missing else 0)

    def set_open(self, is_open: bool, *, without_scores: bool = False) -> None:
        """Let scores be given, or only read.

        Args:
            without_scores: there are none to read either; the criteria and guides alone are.
        """
        for card in self._every:
            card.setEnabled(is_open)
            card.said.setVisible(not without_scores)
            card.note.setVisible(not without_scores)

    def go_to(self, at: int, show: bool = True) -> None:
        """Make a criterion the current one."""
        if not self.cards:
            return
        self._at = max(0, min(at, len(self.cards) - 1))
        for number, card in enumerate(self.cards):
            card.mark(number == self._at)
        self.at.emit(self.cards[self._at].criterion.id)
        if show:
            self.ensureWidgetVisible(self.cards[self._at], 0, 12)

    def step(self, by: int) -> None:
        """Go to the criterion above (negative) or below."""
        self.go_to(self._at + by)

    def score(self, level: int) -> None:
        """Give the current criterion a level, if the scale has it, and go to the next."""
        if self.cards and level in self.cards[self._at].scale.scores:
            self._picked(self.cards[self._at], level)

    def clear_score(self) -> None:
        """Take the current criterion's score back."""
        if self.cards:
            card = self.cards[self._at]
            self._levels.pop(card.criterion.id, None)
            card.show_score(None, card.note.text())
            self.scored.emit(card.criterion.id, -1, "")

    def write_note(self) -> None:
        """Put the cursor into the current criterion's note."""
        if self.cards:
            self.cards[self._at].note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _picked(self, card: CriterionCard, level: int) -> None:
        if not card.isEnabled():
            return
        self._levels[card.criterion.id] = level
        note = card.note.text().strip()
        card.show_score(level, note)
        self.scored.emit(card.criterion.id, level, note)
        at = self.cards.index(card)
        missing = [n for n, c in enumerate(self.cards) if c.criterion.id not in self._levels]
        if not missing:
            self.go_to(at, False)
            self.complete.emit()
        else:
            self.go_to(next((n for n in missing if n > at), missing[0]))

    def _noted(self, card: CriterionCard) -> None:
        level = self._levels.get(card.criterion.id)
        if level is not None:
            self.scored.emit(card.criterion.id, level, card.note.text().strip())
