"""The list of places to look at once more, beside the panes in which they are looked at."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edi_shortlist.desktop.models.doubts import DoubtsModel
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.widgets.basics import Note, button, text
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.desktop.widgets.table import Table
from edi_shortlist.workflow.last_look import Doubt, Look

HOW = "Press Enter to go to one."
NOTHING = "There is nothing to look at again."


class PlacesPanel(QWidget):
    """What a check found, most dangerous first.

    Signals:
        opened: a ``Doubt`` whose place the reviewer wants to see.
        again: run the check again.
        left: go back to the list of redactions.
    """

    opened = Signal(object)
    again = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Places to look at once more")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(text("Places to look at once more", "subheading"))
        self.note = Note()
        column.addWidget(self.note)
        self.model = DoubtsModel(self)
        self.table = Table("Places to look at once more")
        self.table.setModel(self.model)
        self.table.stretch(2)
        self.table.opened.connect(self._opened)
        self.table.chosen.connect(self._chosen)
        column.addWidget(self.table, 1)
        self.reason = text("", "small")
        column.addWidget(self.reason)
        self.room = QWidget()
        column.addWidget(self.room, 1)
        holder = QWidget()
        flow = FlowLayout(holder)
        self.again_button = button("Check again", self.again.emit, icon="search")
        self.back_button = button("Back to the redactions", self.left.emit, icon="previous")
        for one in (self.again_button, self.back_button):
            flow.addWidget(one)
        column.addWidget(holder)

    def show_look(self, look: Look) -> None:
        """Show what a check found; the row that was current stays so if it was found again."""
        current = self.model.row_at(self.table.current_row())
        self.model.set_rows(look.doubts)
        self.note.say(*said_of(look))
        for one in (self.table, self.reason):
            one.setVisible(bool(look.doubts))
        self.room.setVisible(not look.doubts)
        at = self.model.find(lambda d: current is not None and _same(d, current))
        self.table.choose_row(max(at, 0))

    def _chosen(self, index: QModelIndex) -> None:
        """Say the reason in full: its column may be too narrow."""
        doubt = self.model.row_at(index)
        self.reason.setText(doubt.reason if doubt is not None else "")

    def _opened(self, index: QModelIndex) -> None:
        doubt = self.model.row_at(index)
        if doubt is not None:
            self.opened.emit(doubt)


def _same(one: Doubt, other: Doubt) -> bool:
    return (one.document_id, one.original, one.kind) == (
        other.document_id,
        other.original,
        other.kind,
    )


def said_of(look: Look) -> tuple[str, str]:
    """Return a sentence about what a check found, and its tone."""
    number = len(look.doubts)
    found = f"{count(number, 'place')} found, most dangerous first. {HOW}" if number else NOTHING
    if not look.complete:
        read = f"You stopped the check after {look.read} of {count(look.documents, 'document')}."
        return f"{read} {found}" if number else f"{read} Nothing was found until then.", "warning"
    return found, "warning" if number else "success"
