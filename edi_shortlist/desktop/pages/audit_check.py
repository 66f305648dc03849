"""Checking a sample: its documents one by one, the panel's text beside the original, and what was
found in each."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSpinBox, QVBoxLayout, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.confirm import ConfirmDialog
from edi_shortlist.desktop.models.samples import SampledDocumentsModel
from edi_shortlist.desktop.pages.review_panes import ReviewPanes
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.widgets.basics import Empty, Note, button, text, whole_number
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.desktop.widgets.page import open_dialog
from edi_shortlist.desktop.widgets.splitter import TurningSplitter
from edi_shortlist.desktop.widgets.table import Table
from edi_shortlist.workflow import sampled_text, sampling
from edi_shortlist.workflow.sampled_text import SampledText
from edi_shortlist.workflow.sampling import SampleRecord, SampleResult

MOST = 9999


class CheckSample(QWidget):
    """The documents of one sample. It holds text only while it is shown.

    Signals:
        left: back to the list of samples.
        said: a short sentence for the line at the window's foot.
        failed: sentences that tell what went wrong.
        wants_vault: asks the window to open the vault.
    """

    left = Signal()
    said = Signal(str)
    failed = Signal(list)
    wants_vault = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._sample: SampleRecord | None = None
        self._document = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._top())
        self.result = Note("", "neutral")
        self.result.hide()
        column.addWidget(self.result)
        self.sealed_note = Note(
            "The vault is sealed. An HR officer can open it to show the original beside this.",
            "neutral",
        )
        self.sealed_note.row.addWidget(
            button("Open the vault", self.wants_vault.emit, icon="unlock", tip="Ctrl+L")
        )
        self.sealed_note.hide()
        column.addWidget(self.sealed_note)
        column.addWidget(self._middle(), 1)
        column.addWidget(self._form())
        self._add_keys()
        desk.seal_changed.connect(self._seal_changed)

    def _top(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=14)
        self.back_button = button("All samples", self.left.emit, kind="quiet", icon="previous")
        self.heading = text("", "strong", wrap=False)
        self.progress = text("", "hint", wrap=False)
        for one in (self.back_button, self.heading, self.progress):
            flow.addWidget(one)
        return holder

    def _middle(self) -> TurningSplitter:
        self.model = SampledDocumentsModel(self)
        self.table = Table("Documents of the sample")
        self.table.setModel(self.model)
        self.table.stretch(0)
        self.table.setMinimumWidth(190)
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(lambda _index: self._to_form())
        self.panes = ReviewPanes()
        self.none = Empty("lock", "", "")
        self.vault_button = self.none.add_button(
            button("Open the vault", self.wants_vault.emit, kind="primary", icon="unlock")
        )
        self.none.hide()
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panes, 1)
        column.addWidget(self.none, 1)
        middle = TurningSplitter(needs=640, least_height=200)
        middle.addWidget(self.table)
        middle.addWidget(right)
        middle.setStretchFactor(1, 1)
        middle.set_sizes([220, 780], [160, 400])
        return middle

    def _form(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=10)
        self.leaks = _counter("Leaks: passages that can be read and should be hidden")
        self.over = _counter("Over-redactions: passages that are hidden and need not be")
        for words, box in (("&Leaks", self.leaks), ("&Over-redactions", self.over)):
            label = text(words, "strong", wrap=False)
            label.setBuddy(box)
            flow.addWidget(label)
            flow.addWidget(box)
        self.save_button = button(
            "Save, next document", self.save, kind="primary", icon="next", tip="Enter"
        )
        self.rest_button = button("Nothing in all the others…", self._ask_rest_clean)
        flow.addWidget(self.save_button)
        flow.addWidget(self.rest_button)
        return holder

    def _add_keys(self) -> None:
        for keys, act in (
            ("Ctrl+PgDown", lambda: self._step(1)),
            ("Ctrl+PgUp", lambda: self._step(-1)),
            ("Ctrl+Return", self.save),
            ("Esc", self.left.emit),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        for box in (self.leaks, self.over):
            for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                shortcut = QShortcut(QKeySequence(key), box)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(self.save)

    # What is shown

    @property
    def reference(self) -> str | None:
        """The vacancy of the sample in hand."""
        return self._sample.vacancy if self._sample else None

    def open(self, record: SampleRecord) -> None:
        """Take a sample in hand, at the first document that was not checked."""
        self._sample, self._document = record, ""
        self.model.set_rows(record.documents)
        self._tell(sampling.result_from(record))
        self.table.choose_row(max(self.model.next_unchecked(-1), 0))
        self._to_form()

    def read(self) -> None:
        """Read the sample and the document in hand again."""
        if self._sample is None:
            return
        self._desk.call(
            sampling.result_of,
            self._sample.vacancy,
            self._sample.id,
            done=self._refill,
            failed=self.failed.emit,
        )
        self._read_document()

    def forget(self) -> None:
        """Take every text off the screen."""
        self._sample, self._document = None, ""
        self.panes.clear()
        self.model.set_rows([])

    def _seal_changed(self, unsealed: bool) -> None:
        if not unsealed:
            self.panes.clear()

    def _refill(self, result: SampleResult) -> None:
        if self._sample is None or result.sample.id != self._sample.id:
            return
        at = self.table.current_row()
        self._sample = result.sample
        self.model.set_rows(result.sample.documents)
        self.table.choose_row(at)
        self._tell(result)

    def _tell(self, result: SampleResult) -> None:
        record = result.sample
        self.heading.setText(f"Sample {record.id} of {record.vacancy}, seed {record.seed}")
        self.progress.setText(f"{result.checked} of {len(record.documents)} checked")
        self.result.setVisible(result.rate is not None)
        if result.rate is not None:
            self.result.say(" ".join(result.sentences), "danger" if result.leaking else "success")
        self.rest_button.setEnabled(result.checked < len(record.documents))

    def _chosen(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is None or row.document == self._document:
            return
        self._document = row.document
        self.leaks.setValue(row.leaks or 0)
        self.over.setValue(row.over or 0)
        self._read_document()

    def _read_document(self) -> None:
        if self._sample is not None and self._document:
            self._desk.call(
                sampled_text.sampled_text,
                self._sample.vacancy,
                self._document,
                done=self._show,
                failed=self.failed.emit,
            )

    def _show(self, found: SampledText) -> None:
        if found.document != self._document:
            return
        if found.original is not None and not self._desk.is_unsealed:
            return  # the vault was sealed while the text was under way
        self.sealed_note.setVisible(not self._desk.is_unsealed and found.shown is not None)
        self.panes.setVisible(found.shown is not None)
        self.none.setVisible(found.shown is None)
        if found.shown is None:
            self._say_none(found)
            self.panes.clear()
            return
        if found.original is None:
            self.panes.show_panel_side(found.shown)
        else:
            self.panes.show_original(found.original)
            self.panes.show_preview(found.shown)

    def _say_none(self, found: SampledText) -> None:
        self.vault_button.setVisible(not found.gone)
        if found.gone:
            self.none.say(
                "This document is not there any more",
                "It was erased with its applicant, or joined with another application, since the "
                "sample was drawn. Draw another sample to check what is there now.",
            )
        else:
            self.none.say(
                "The vault is sealed",
                "The vacancy was not released yet, so what the panel will see is made from the "
                "original. An HR officer can open the vault for that.",
            )

    # What was found

    def _to_form(self) -> None:
        self.leaks.setFocus(Qt.FocusReason.OtherFocusReason)
        self.leaks.selectAll()

    def save(self) -> None:
        """Write down what was found in the document in hand, and go on to the next."""
        if self._sample is None or not self._document:
            return
        for box in (self.leaks, self.over):
            box.interpretText()
        found = {self._document: (self.leaks.value(), self.over.value())}
        self._desk.call(
            sampling.record_results,
            self._sample.vacancy,
            self._sample.id,
            found,
            done=self._saved,
            failed=self.failed.emit,
        )

    def _saved(self, result: SampleResult) -> None:
        if self._sample is None or result.sample.id != self._sample.id:
            return
        self._refill(result)
        following = self.model.next_unchecked(self.table.current_row())
        if following >= 0:
            self.said.emit("Saved.")
            self.table.choose_row(following)
            self._to_form()
        else:
            self.said.emit("Every document of the sample is checked.")

    def _ask_rest_clean(self) -> None:
        left = sum(row.leaks is None for row in self.model.rows)
        dialog = ConfirmDialog(
            self.window(),
            "Was nothing found in the others?",
            [
                f"{count(left, 'document')} of this sample without a result are written down as "
                "checked, with no leak and no over-redaction.",
                "The log says so of each of them, under your name. A result can be corrected.",
            ],
            "Nothing was found in them",
            kind="primary",
        )
        open_dialog(dialog, self._rest_clean)

    def _rest_clean(self) -> None:
        if self._sample is not None:
            self._desk.call(
                sampling.record_results,
                self._sample.vacancy,
                self._sample.id,
                {},
                rest_clean=True,
                done=self._saved,
                failed=self.failed.emit,
            )

    def _step(self, by: int) -> None:
        if self.model.rows:
            self.table.choose_row((self.table.current_row() + by) % len(self.model.rows))
            self._to_form()


def _counter(words: str) -> QSpinBox:
    box = whole_number(0, MOST)
    box.setAccessibleName(words)
    box.setToolTip(words)
    return box
