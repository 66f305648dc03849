"""What was read: the documents of an import, or of one application, which can be split here."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.frame import Frame
from edi_shortlist.desktop.models.documents import DocumentsModel, Listed
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.theme import appearance
from edi_shortlist.desktop.widgets.table import Table
from edi_shortlist.workflow import grouping

_WIDTH, _ROWS = 860, 9


class ReadDialog(Frame):
    """Every document that an import brought, with its length and what must be looked at."""

    def __init__(self, parent: QWidget | None, documents: Sequence[Listed]) -> None:
        words = sum(one.words for one in documents)
        super().__init__(
            parent,
            "What was read",
            f"{count(len(documents), 'document')} with {words:,} words. A document with far fewer "
            "words than it has on paper was not read whole: compare it with the original.",
            "Close",
        )
        self.cancel.hide()
        self.model = DocumentsModel(self, candidates=True)
        self.model.set_rows(documents)
        self.table = _table("What was read", self.model, (1, 4))
        self.column.addWidget(self.table, 1)
        _take_room(self, len(documents))


class DocumentsDialog(Frame):
    """The documents of one application. Some of them can be made an application of their own."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        reference: str,
        candidate: str,
        documents: Sequence[Listed],
        *,
        may_split: bool,
    ) -> None:
        super().__init__(
            parent,
            f"Documents of {candidate}",
            "If some of them are another person's, choose those and make them an application of "
            "their own. Both are then redacted again, and reviewed again."
            if may_split and len(documents) > 1
            else "",
            "Make a separate application" if may_split else "Close",
        )
        self._desk = desk
        self._reference = reference
        self._candidate = candidate
        self._may_split = may_split
        self.made: tuple[str, str] | None = None
        self.model = DocumentsModel(self)
        self.model.set_rows(documents)
        self.table = _table("Documents", self.model, (0, 3))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._chosen_changed())
        self.column.addWidget(self.table, 1)
        if may_split:
            self.cancel.setText("Close")
        else:
            self.cancel.hide()
        self._chosen_changed()
        _take_room(self, len(documents))

    @property
    def chosen(self) -> list[int]:
        """The numbers, from 1, of the documents that are chosen."""
        return sorted(index.row() + 1 for index in self.table.selectionModel().selectedRows())

    def _chosen_changed(self) -> None:
        if self._may_split:
            self.act.setEnabled(0 < len(self.chosen) < len(self.model.rows))

    def confirm(self) -> None:
        if not self._may_split:
            self.accept()
            return
        self.busy(True, "Redacting again…")
        self._desk.call(
            grouping.split_application,
            self._reference,
            self._candidate,
            self.chosen,
            done=self._done,
            failed=self._failed,
        )

    def _done(self, made: tuple[str, str]) -> None:
        self.busy(False)
        self.made = made
        self.accept()

    def _failed(self, sentences: list[str]) -> None:
        self.busy(False, "Make a separate application")
        self.show_problems([(sentence, None) for sentence in sentences])


def _table(name: str, model: DocumentsModel, stretched: tuple[int, ...]) -> Table:
    table = Table(name)
    table.setModel(model)
    table.setWordWrap(True)
    table.stretch(*stretched)
    table.resizeRowsToContents()
    table.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return table


def _take_room(dialog: Frame, rows: int) -> None:
    """Give the table the room of its rows, as far as the screen allows."""
    scale = appearance().percent / 100
    screen = dialog.screen().availableGeometry()
    height = 260 + 52 * min(rows, _ROWS)
    dialog.resize(
        min(int(_WIDTH * scale), screen.width() - 40),
        min(int(height * scale), screen.height() - 60),
    )
