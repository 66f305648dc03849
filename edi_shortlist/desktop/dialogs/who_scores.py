"""HR says who scores whom: a declaration for a panellist, one taken back, and somebody who stands
in."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.frame import Frame, Problems
from edi_shortlist.desktop.dialogs.telling import kind_box
from edi_shortlist.desktop.theme import appearance
from edi_shortlist.desktop.widgets.basics import Note
from edi_shortlist.workflow import conflicts
from edi_shortlist.workflow.conflicts import Conflict, Withdrawal

WITHDRAWAL_WORDS = {
    Withdrawal.WRONG_CANDIDATE: "Another candidate was meant",
    Withdrawal.CHANGED_MIND: "The panellist took it back",
    Withdrawal.TOO_DISTANT: "They hardly know each other",
}
_LINES = 6  # of the list of candidates


class DeclareDialog(Frame):
    """Writes down what a panellist told HR, say by telephone."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        reference: str,
        panel: Sequence[str],
        candidates: Sequence[str],
    ) -> None:
        super().__init__(
            parent,
            "A panellist may know a candidate",
            "As the panellist told you. The scores that they gave that candidate are removed.",
            "Save",
        )
        self._desk = desk
        self._reference = reference
        self.panellist, self.candidate, self.kind = QComboBox(), QComboBox(), kind_box()
        self.panellist.addItems(list(panel))
        self.candidate.addItems(list(candidates))
        for box in (self.panellist, self.candidate):
            box.setPlaceholderText("Choose one")
            box.setCurrentIndex(-1)
        self.labelled("Panellist", self.panellist)
        self.labelled("Candidate", self.candidate)
        self.labelled("Who it may be", self.kind)
        self.column.addStretch(1)
        self.panellist.setFocus()
        self.fit()

    def confirm(self) -> None:
        problems: Problems = [
            (f"Choose the {what}.", box)
            for what, box in (
                ("panellist", self.panellist),
                ("candidate", self.candidate),
                ("kind of acquaintance", self.kind),
            )
            if box.currentIndex() < 0
        ]
        if problems:
            self.show_problems(problems)
            return
        self.run(
            self._desk,
            conflicts.declare,
            self._reference,
            self.candidate.currentText(),
            self.panellist.currentText(),
            self.kind.currentData(),
            at=self.panellist,
        )


class WithdrawDialog(Frame):
    """Asks why a declaration is taken back, and takes it back."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, reference: str, conflict: Conflict
    ) -> None:
        super().__init__(
            parent,
            f"Let {conflict.panellist} score {conflict.candidate}?",
            "The candidate comes back to their list. Scores that were removed do not.",
            "Take it back",
        )
        self._desk = desk
        self._reference, self._conflict = reference, conflict
        self.why = QComboBox()
        self.why.setPlaceholderText("Choose the reason")
        for reason, words in WITHDRAWAL_WORDS.items():
            self.why.addItem(words, reason.value)
        self.why.setCurrentIndex(-1)
        self.labelled("Why", self.why, "The log keeps it.")
        self.column.addWidget(
            Note(
                "Not because you know that it is somebody else: that would tell the panellist.",
                "warning",
            )
        )
        self.column.addStretch(1)
        self.why.setFocus()
        self.fit()

    def confirm(self) -> None:
        if self.why.currentIndex() < 0:
            self.show_problems([("Choose why.", self.why)])
            return
        self.run(
            self._desk,
            conflicts.withdraw,
            self._reference,
            self._conflict.candidate,
            self._conflict.panellist,
            Withdrawal(self.why.currentData()),
            at=self.why,
        )


class StandInDialog(Frame):
    """Asks who stands in, and for which candidates.

    Attributes:
        outcome: the candidates whom they score.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        reference: str,
        candidates: Sequence[str],
        chosen: Collection[str],
    ) -> None:
        super().__init__(
            parent,
            "Who stands in?",
            "They score the candidates that you choose and no others, and see no others.",
            "Let them score",
        )
        self._desk = desk
        self._reference = reference
        self.name = self.field("Name", "Somebody new, or somebody who stands in already.")
        self.list = QListWidget()
        for candidate in candidates:
            item = QListWidgetItem(candidate)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            state = Qt.CheckState.Checked if candidate in chosen else Qt.CheckState.Unchecked
            item.setCheckState(state)
            self.list.addItem(item)
        line = self.list.sizeHintForRow(0) if candidates else 20 * appearance().percent // 100
        self.list.setMinimumHeight(line * min(_LINES, max(len(candidates), 2)) + 8)
        self.labelled("Candidates", self.list, "The space bar chooses one.")
        self.column.addStretch(1)
        self.name.setFocus()
        self.fit()

    @property
    def chosen(self) -> list[str]:
        """The candidates that are chosen."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [item.text() for item in items if item.checkState() is Qt.CheckState.Checked]

    def confirm(self) -> None:
        problems: Problems = []
        if not self.name.text().strip():
            problems.append(("Say who stands in.", self.name))
        if not self.chosen:
            problems.append(("Choose one candidate at least.", self.list))
        if problems:
            self.show_problems(problems)
            return
        self.run(
            self._desk,
            conflicts.stand_in,
            self._reference,
            self.name.text(),
            self.chosen,
            at=self.name,
        )
