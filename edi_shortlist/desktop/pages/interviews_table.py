"""The table of the interview schedule, in which one interview is dragged onto another."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractItemView

from edi_shortlist.desktop.widgets.table import Table


class ScheduleTable(Table):
    """Interviews by time; one that is dropped on another changes places with it.

    Signals:
        dropped: the row that was dragged, and the row that it was dropped on.
    """

    dropped = Signal(int, int)

    def __init__(self) -> None:
        super().__init__("Interviews by time")
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropOverwriteMode(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)

    def dropEvent(self, event: QDropEvent) -> None:
        onto = self.indexAt(event.position().toPoint())
        event.setDropAction(Qt.DropAction.IgnoreAction)  # nothing is taken out of the model
        event.accept()
        if onto.isValid() and onto.row() != self.current_row():
            self.dropped.emit(self.current_row(), onto.row())
