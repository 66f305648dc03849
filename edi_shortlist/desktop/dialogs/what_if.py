"""Places and pass level tried out: how many would be invited. Nothing is changed."""

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.frame import Frame
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.widgets.basics import Card, text, whole_number
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.workflow.what_if import WhatIf, what_if

_MOST_PLACES = 999
ROWS: tuple[tuple[str, Callable[[WhatIf], int]], ...] = (
    ("Meet the minimum", lambda found: found.meeting_minimum),
    ("Invited on merit", lambda found: found.on_merit),
    ("Invited by a guarantee, in addition", lambda found: found.guaranteed),
    ("Invited in all", lambda found: found.invited),
    ("Declared, but below the minimum", lambda found: found.declared_below),
)


class WhatIfDialog(Frame):
    """Shows numbers only, beside those of the vacancy as it is."""

    def __init__(self, desk: Desk, parent: QWidget | None, vacancy: Vacancy) -> None:
        super().__init__(
            parent,
            "What if…",
            "How many would be invited with other places or another pass level. Nothing is "
            "changed, and nobody is named.",
            "Done",
        )
        self.cancel.hide()
        self._desk, self._ref = desk, vacancy.reference
        self.places = whole_number(1, _MOST_PLACES)
        self.places.setValue(vacancy.interview_places)
        self.labelled("Interview places", self.places)
        self.level = QComboBox()
        for score in vacancy.scale.scores:
            self.level.addItem(f"{score} {vacancy.scale.name(score)}", score)
        self.level.setCurrentIndex(self.level.findData(vacancy.scale.pass_level))
        self.labelled("Pass level of essential criteria", self.level)
        self.column.addWidget(self._table())
        self.limit = text("", "hint")
        self.column.addWidget(self.limit)
        self.column.addStretch(1)
        self.places.valueChanged.connect(lambda _value: self._ask())
        self.level.currentIndexChanged.connect(lambda _row: self._ask())
        self._asked = 0
        desk.call(what_if, self._ref, done=self._tell_now, failed=self._failed)
        self._ask()
        self.fit()

    def _table(self) -> Card:
        card = Card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for column, heading in enumerate(("Candidates", "As it is", "What if"), 0):
            grid.addWidget(text(heading, "strong", wrap=False), 0, column)
        self.now = [text("", wrap=False) for _row in ROWS]
        self.then = [text("", "strong", wrap=False) for _row in ROWS]
        for row, (words, _value) in enumerate(ROWS, 1):
            grid.addWidget(text(words), row, 0)
            grid.addWidget(self.now[row - 1], row, 1)
            grid.addWidget(self.then[row - 1], row, 2)
        card.inside.addLayout(grid)
        return card

    def _ask(self) -> None:
        """Ask for what is chosen now; an answer to an earlier question is dropped."""
        self._asked += 1
        number = self._asked
        self._desk.call(
            what_if,
            self._ref,
            self.places.value(),
            self.level.currentData(),
            done=lambda found: self._tell_then(number, found),
            failed=self._failed,
        )

    def _tell_now(self, found: WhatIf) -> None:
        for (words, value), label in zip(ROWS, self.now, strict=True):
            label.setText(str(value(found)))
            label.setAccessibleName(f"{words}, as it is: {value(found)}")

    def _tell_then(self, number: int, found: WhatIf) -> None:
        if number != self._asked:
            return
        self.errors.clear()
        for (words, value), label in zip(ROWS, self.then, strict=True):
            label.setText(str(value(found)))
            label.setAccessibleName(f"{words}, what if: {value(found)}")
        self.limit.setText(
            f"The limit on interviews decides: {found.invited} of "
            f"{count(found.meeting_minimum, 'candidate')} who meet the minimum."
            if found.limited
            else ""
        )

    def _failed(self, sentences: list[str]) -> None:
        self.show_problems([(sentence, self.places) for sentence in sentences])

    def confirm(self) -> None:
        self.accept()
