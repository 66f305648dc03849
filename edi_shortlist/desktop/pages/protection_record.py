"""The part of data protection about the record of processing: filling it in, and writing it."""

from pathlib import Path

from PySide6.QtGui import QFontMetrics, QTextDocument
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from edi_shortlist.desktop.pages.base import DeskPage
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.theme import appearance
from edi_shortlist.desktop.widgets.basics import Card, Note, button, text
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.desktop.widgets.turning_row import TurningRow
from edi_shortlist.recruitment.plain_words import listed
from edi_shortlist.reports.page import page as html_page
from edi_shortlist.workflow import processing_record as processing
from edi_shortlist.workflow.processing_record import ProcessingRecord
from edi_shortlist.workflow.processing_words import FIELDS

KINDS = "PDF (*.pdf);;Word (*.docx);;Web page (*.html)"


class _Words(QPlainTextEdit):
    """A field of a few lines. Tab goes on to the next field."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._lines = lines
        self.setTabChangesFocus(True)
        appearance().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        height = QFontMetrics(self.font()).lineSpacing() * self._lines
        self.setFixedHeight(height * appearance().percent // 100 + 24)


class RecordPart(QWidget):
    """What only the controller knows, typed; beside it the record as it would be written."""

    def __init__(self, page: DeskPage) -> None:
        super().__init__()
        self._page, self._desk = page, page.desk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.note = Note("", "neutral")
        column.addWidget(self.note)
        column.addWidget(self._acts())
        self.fields = {field.key: _Words(field.lines) for field in FIELDS}
        self.preview = QTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setProperty("role", "help")
        self.preview.setAccessibleName("The record as it stands")
        self.preview.setTabChangesFocus(True)
        self.preview.setMinimumHeight(320)
        column.addWidget(TurningRow(self._card(), self.preview, needs=900), 1)
        self._saved: dict[str, str] = {}

    def _acts(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=10)
        self.save_button = button("Save", self.store, kind="primary", icon="save", tip="Ctrl+S")
        self.export_button = button("Write it to a file…", self.choose_file, icon="file")
        for act in (self.save_button, self.export_button):
            flow.addWidget(act)
        return holder

    def _card(self) -> Card:
        card = Card("What only you know")
        for field in FIELDS:
            words = self.fields[field.key]
            label = text(field.label + ("" if field.needed else " (if any)"), "strong")
            label.setBuddy(words)
            words.setAccessibleName(field.label)
            words.setAccessibleDescription(field.hint)
            words.textChanged.connect(self._typed)
            for widget in (label, text(field.hint, "hint"), words):
                card.inside.addWidget(widget)
        card.inside.addStretch(1)
        return card

    # Reading

    def read(self) -> None:
        """Draw the record again; what was typed and is not saved stays."""
        self._desk.call(processing.processing_record, done=self._fill, failed=self._page.fail)

    def forget(self) -> None:
        """Take what another workspace says off the screen."""
        self._saved = {}
        for words in self.fields.values():
            words.setPlainText("")
        self.preview.clear()

    def _fill(self, record: ProcessingRecord) -> None:
        changed = self._changes()
        self._saved = dict(record.stated)
        for key, words in self.fields.items():
            if key not in changed and words.toPlainText() != record.stated.get(key, ""):
                words.setPlainText(record.stated.get(key, ""))
        self._draw(record)
        labels = {field.key: field.label for field in FIELDS}
        if record.missing:
            missing = listed([labels[key] for key in record.missing])
            left = count(len(record.missing), "field")
            self.note.say(f"{left} still to be filled in: {missing}.", "warning")
        else:
            self.note.say("Every field that Article 30 asks for is filled in.", "success")
        self._typed()

    def _draw(self, record: ProcessingRecord) -> None:
        """Show the record as it would be written, in the look of the window."""
        at = self.preview.verticalScrollBar().value()
        line = appearance().theme.colours["line"]
        style = (
            f"td, th {{ border: 1px solid {line}; padding: 5px 7px; text-align: left; }}"
            "table { border-collapse: collapse; }"
        )
        paper = QTextDocument(self.preview)
        paper.setDefaultFont(self.preview.font())
        drawn = html_page(processing.TITLE, processing.sections(record), style)
        paper.setHtml(drawn.decode())
        self.preview.setDocument(paper)
        self.preview.verticalScrollBar().setValue(at)

    # Saving

    def _changes(self) -> dict[str, str]:
        return {
            key: words.toPlainText().strip()
            for key, words in self.fields.items()
            if words.toPlainText().strip() != self._saved.get(key, "")
        }

    @property
    def unsaved(self) -> str:
        """What is lost if the window is closed now."""
        lost = "What you typed into the record of processing and did not save is lost."
        return lost if self._changes() else ""

    def _typed(self) -> None:
        self.save_button.setEnabled(bool(self._changes()))

    def store(self) -> None:
        """Save what was typed."""
        self._page.errors.clear()
        if changes := self._changes():
            self._desk.call(
                processing.state_processing,
                changes,
                done=lambda _changed: self._stored(),
                failed=self._page.fail,
            )

    def _stored(self) -> None:
        self._page.said.emit("The record of processing is saved.")
        self._saved |= self._changes()
        self.read()

    # Writing

    def choose_file(self) -> None:
        """Ask for a file and write the record there."""
        chosen, _kind = QFileDialog.getSaveFileName(
            self, "Where to write the record", "record-of-processing.pdf", KINDS
        )
        if chosen:
            self.export(Path(chosen))

    def export(self, path: Path) -> None:
        """Save what was typed and write the record to a file."""
        self.store()
        self._desk.call(
            processing.export_processing_record,
            path,
            done=lambda _digest: self._page.said.emit(f"The record is in '{path.name}'."),
            failed=self._page.fail,
        )
