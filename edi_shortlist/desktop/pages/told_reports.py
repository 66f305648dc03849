"""The passages that panellists reported, each in its original, and what HR decides."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.label_chooser import LabelChooser
from edi_shortlist.desktop.dialogs.reason import ReasonFrame
from edi_shortlist.desktop.models.audit import local_time
from edi_shortlist.desktop.models.told import ReportsModel
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.widgets.basics import Empty, Note, button, text
from edi_shortlist.desktop.widgets.document_view import DocumentView
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.desktop.widgets.marks import Mark
from edi_shortlist.desktop.widgets.page import open_dialog
from edi_shortlist.desktop.widgets.splitter import TurningSplitter
from edi_shortlist.desktop.widgets.table import Table
from edi_shortlist.recruitment.plain_words import listed
from edi_shortlist.workflow import passage_decisions
from edi_shortlist.workflow.passage_decisions import WAITING, PassageReport, ReportedPassage

SEALED = (
    "The vault is sealed. The passages are hidden; what they say, and what becomes of them, takes "
    "the vault."
)


class ShowAgainDialog(ReasonFrame):
    """Asks why the panel may read a passage after all, and lets it."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, number: int, usual: tuple[str, ...]
    ) -> None:
        super().__init__(parent, "Why may the panel read it?", "Show it again", usual, "")
        self._desk, self._number = desk, number

    def confirm(self) -> None:
        self.run(
            self._desk,
            passage_decisions.restore,
            self._desk.reference or "",
            self._number,
            self.words,
            at=self.reason,
        )


class ReportsPart(QWidget):
    """The list of reports, and the passage of the one that is chosen.

    Signals:
        said: a short sentence for the line at the window's foot.
        failed: sentences that tell what went wrong.
        wants_vault: asks the window to open the vault.
    """

    said = Signal(str)
    failed = Signal(list)
    wants_vault = Signal()

    heading = "Reported passages"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.sealed_note = Note(SEALED, "neutral")
        self.sealed_note.row.addWidget(
            button("Open the vault", self.wants_vault.emit, kind="primary", icon="unlock")
        )
        self.model = ReportsModel(self)
        self.table = Table("Reported passages")
        self.table.setModel(self.model)
        self.table.stretch(2)
        self.table.setMinimumWidth(240)
        self.table.chosen.connect(lambda _index: self._read_passages())
        self.middle = TurningSplitter(needs=760, least_height=150)
        self.middle.addWidget(self.table)
        self.middle.addWidget(self._detail())
        self.middle.setStretchFactor(1, 1)
        self.middle.set_sizes([420, 540], [150, 320])
        self.empty = Empty(
            "eye-off",
            "Nothing was reported",
            "A panellist who finds words that tell who a candidate is selects them on the page "
            "Scoring and presses R. They are hidden at once, and shown to you here.",
        )
        column.addWidget(self.sealed_note)
        column.addWidget(self.middle, 1)
        column.addWidget(self.empty, 1)
        self._passages: list[ReportedPassage] = []
        self._at = 0
        self._add_keys()

    def _detail(self) -> QWidget:
        detail = QWidget()
        column = QVBoxLayout(detail)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.about = text("", "strong")
        self.still = Note("", "warning")
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Documents that hold the passage")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.currentChanged.connect(lambda _at: self._show_document())
        self.view = DocumentView("Original document", words=False)
        self.view.setMinimumWidth(220)
        acts = QWidget()
        flow = FlowLayout(acts, gap=10)
        self.keep_button = button(
            "Keep it hidden… (A)", self.ask_label, kind="primary", icon="eye-off", tip="A"
        )
        self.show_button = button("Show it again… (X)", self.ask_reason, icon="undo", tip="X")
        self.next_button = button(
            "Next place (N)", self.next_place, kind="quiet", icon="next", tip="N"
        )
        for made in (self.keep_button, self.show_button, self.next_button):
            flow.addWidget(made)
        for widget in (self.about, self.still, self.tabs):
            column.addWidget(widget)
        column.addWidget(self.view, 1)
        column.addWidget(acts)
        self.tabs.hide()
        self.still.hide()
        return detail

    def _add_keys(self) -> None:
        acts: list[tuple[str, Callable[[], None]]] = [
            ("A", self.ask_label),
            ("X", self.ask_reason),
            ("N", self.next_place),
        ]
        for keys, act in acts:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # Reading

    @property
    def row(self) -> PassageReport | None:
        """The report that is chosen."""
        return self.model.row_at(self.table.current_row())

    def read(self) -> None:
        """Read the reports; a vacancy is in hand."""
        self._desk.call(
            passage_decisions.list_reports,
            self._desk.reference or "",
            done=self._fill,
            failed=self.failed.emit,
        )

    def _fill(self, reports: list[PassageReport]) -> None:
        before = self.row.id if self.row else None
        self.model.set_rows(reports)
        self.middle.setVisible(bool(reports))
        self.empty.setVisible(not reports)
        self.sealed_note.setVisible(bool(reports) and not self._desk.is_unsealed)
        at = self.model.find(lambda row: row.id == before and row.decision == WAITING)
        at = max(at, 0)
        if at == self.table.current_row():
            self._read_passages()
        elif reports:
            self.table.choose_row(at)

    def forget(self) -> None:
        """Show nothing of a workspace or vacancy that was open before."""
        self.model.set_rows([])
        self.forget_passages()

    def forget_passages(self) -> None:
        """Take the applicant's words off the screen."""
        self._passages = []
        self.view.show_document(None)
        self.tabs.hide()

    def _read_passages(self) -> None:
        self.forget_passages()
        row = self.row
        if row is None:
            return
        waits = row.decision == WAITING
        self.about.setText(
            f"{row.candidate}, {count(row.places, 'place')}, reported by {row.panellist} on "
            f"{local_time(row.reported_at).partition(',')[0]}"
        )
        self.still.setVisible(bool(row.still_in))
        if row.still_in:
            self.still.say(
                f"It can still be read in the files that {listed(list(row.still_in))} had before: "
                "ask for these to be deleted. A pack that you make now does not show it.",
                "warning",
            )
        unsealed = self._desk.is_unsealed
        for made in (self.keep_button, self.show_button):
            made.setVisible(waits)
            made.setEnabled(unsealed)
        self.next_button.hide()
        self.view.setVisible(unsealed)
        if unsealed:
            self._desk.call(
                passage_decisions.passages_of,
                self._desk.reference or "",
                row.id,
                done=lambda found: self._show(row.id, found),
                failed=self.failed.emit,
            )

    def _show(self, number: int, found: list[ReportedPassage]) -> None:
        if self.row is None or self.row.id != number or not self._desk.is_unsealed:
            return
        self._passages, self._at = found, 0
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for document in self._documents:
            self.tabs.addTab(f"Document {document.rpartition('/')[2]}")
        self.tabs.blockSignals(False)
        self.tabs.setVisible(len(self._documents) > 1)
        self.next_button.setVisible(len(found) > 1)
        self._show_document()

    @property
    def _documents(self) -> list[str]:
        return list(dict.fromkeys(one.document_id for one in self._passages))

    def _show_document(self) -> None:
        at = self.tabs.currentIndex()
        if not 0 <= at < len(self._documents):
            return
        shown = self._documents[at]
        marks = [
            Mark(number, one.start, one.end, "NAME", "pending")
            for number, one in enumerate(self._passages)
            if one.document_id == shown
        ]
        self.view.show_document(self._passages[marks[0].key].original, marks)
        self._at = marks[0].key
        self.view.point_at(self._at)

    def next_place(self) -> None:
        """Go to the next place of the passage; after the last comes the first."""
        if not self._passages:
            return
        self._at = (self._at + 1) % len(self._passages)
        document = self._documents.index(self._passages[self._at].document_id)
        if document != self.tabs.currentIndex():
            self.tabs.setCurrentIndex(document)
        else:
            self.view.point_at(self._at)

    # Deciding

    def ask_label(self) -> None:
        """Ask what the passage is, and hide it for good."""
        if (row := self._decidable()) is None:
            return
        chooser = LabelChooser(self.window(), "What does it tell?")
        chooser.picked.connect(lambda label: self._keep(row.id, label))
        open_dialog(chooser, lambda: None)

    def _keep(self, number: int, label: str) -> None:
        self._desk.call(
            passage_decisions.keep_hidden,
            self._desk.reference or "",
            number,
            label,
            done=lambda _added: self._done("It stays hidden."),
            failed=self.failed.emit,
        )

    def ask_reason(self) -> None:
        """Ask why the panel may read the passage, and show it again."""
        if (row := self._decidable()) is not None:
            usual = passage_decisions.usual_reasons_to_restore()
            dialog = ShowAgainDialog(self._desk, self.window(), row.id, usual)
            open_dialog(dialog, lambda: self._done("The panel may read it again."))

    def _decidable(self) -> PassageReport | None:
        row = self.row
        return row if row and row.decision == WAITING and self._desk.is_unsealed else None

    def _done(self, words: str) -> None:
        self.said.emit(words)
        self.read()
