"""What a panellist tells while scoring: that they may know a candidate, or that a passage tells who
it is."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.confirm import ConfirmDialog
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.widgets.basics import Card, text
from edi_shortlist.workflow import conflicts, passage_reports
from edi_shortlist.workflow.conflicts import ConflictKind
from edi_shortlist.workflow.passage_reports import ReportedPlace

KIND_WORDS = {
    ConflictKind.RELATIVE: "A relative or partner",
    ConflictKind.FRIEND: "A friend or neighbour",
    ConflictKind.WORK: "Somebody I work or worked with",
    ConflictKind.OTHER: "Another connection",
}
_LONGEST = 400  # characters of a passage that the dialog shows


def kind_box() -> QComboBox:
    """Return the choice of how a panellist may know somebody, with nothing chosen."""
    box = QComboBox()
    box.setPlaceholderText("Choose one")
    for kind, words in KIND_WORDS.items():
        box.addItem(words, kind.value)
    box.setCurrentIndex(-1)
    return box


class KnowDialog(ConfirmDialog):
    """Asks how a panellist may know a candidate, and takes the candidate off their list.

    Attributes:
        outcome: how many scores were removed.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        reference: str,
        candidate: str,
        panellist: str,
        scores: int,
    ) -> None:
        removed = f"The {count(scores, 'score')} that you gave so far are removed."
        super().__init__(
            parent,
            f"Do you think that you know {candidate}?",
            [
                f"{candidate} leaves your list, and you are asked for no score.",
                *([removed] if scores else []),
                "HR learns that you may know this candidate, and how. Nobody asks you who you "
                "think it is, and nobody tells you whether you are right.",
            ],
            "Take them off my list",
            lede="You need not be sure. Do not write down or say a name.",
            kind="primary",
        )
        self._desk = desk
        self._pair = (reference, candidate, panellist)
        self.kind = kind_box()
        self.labelled("Who it may be", self.kind)
        self.enter_acts()
        self.kind.setFocus()
        self.fit()

    def confirm(self) -> None:
        if self.kind.currentIndex() < 0:
            self.show_problems([("Choose how you may know them.", self.kind)])
            return
        self.run(self._desk, conflicts.declare, *self._pair, self.kind.currentData(), at=self.kind)


class ReportDialog(ConfirmDialog):
    """Shows the passage that will be hidden, and hides it.

    Attributes:
        outcome: what was ``Reported``.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        reference: str,
        candidate: str,
        panellist: str,
        places: Sequence[ReportedPlace],
        words: str,
    ) -> None:
        """Show a passage.

        Args:
            words: what stands at the places.
        """
        super().__init__(
            parent,
            "Does this tell who it is?",
            [
                "It is hidden from every panellist at once, wherever it stands in the documents of "
                f"{candidate}.",
                "HR sees it, and decides whether it stays hidden.",
                "Packs that are out already are not reached; HR is told which.",
            ],
            "Hide it and tell HR",
            kind="primary",
        )
        self._desk = desk
        self._reference, self._whose, self._places = reference, (candidate, panellist), places
        card = Card("The passage")
        shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} …"
        self.words = text(shown)
        card.inside.addWidget(self.words)
        self.column.insertWidget(2, card)
        self.act.setDefault(True)
        self.act.setFocus()
        self.fit()

    def confirm(self) -> None:
        self.run(
            self._desk,
            passage_reports.report_passage,
            self._reference,
            *self._whose,
            self._places,
        )
