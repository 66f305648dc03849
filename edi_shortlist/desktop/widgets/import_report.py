"""What came of an import: what was added and read, what was not and why, line by line."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.widgets.basics import Note, button
from edi_shortlist.workflow.importing import ImportReport

_MOST_SEEN = 4
_MOST_NAMED = 3


class ImportReportPanel(QScrollArea):
    """A line for each thing to know. It scrolls: a batch may hold many bad files.

    Signals:
        go_on: the person wants to go on with an import that was stopped.
        show_read: the documents that were read, to be listed.
    """

    go_on = Signal()
    show_read = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pageScroll")
        self.setAccessibleName("What came of the import")
        self.setWidgetResizable(True)
        inner = QWidget()
        inner.setObjectName("canvas")
        self._lines = QVBoxLayout(inner)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(8)
        self.setWidget(inner)
        self.hide()

    @property
    def sentences(self) -> list[str]:
        """What is on the screen."""
        return [] if self.isHidden() else [note.words for note in self.findChildren(Note)]

    def tell(self, report: ImportReport) -> None:
        """Show a report in place of the last."""
        self.clear()
        for line in self._of(report):
            self._lines.addWidget(line)
        self._lines.addStretch(1)
        self.show()
        self.fit()

    def clear(self) -> None:
        """Show nothing."""
        while (item := self._lines.takeAt(0)) is not None:
            if widget := item.widget():
                widget.setParent(None)
                widget.deleteLater()
        self.hide()

    def fit(self) -> None:
        """Take the height of the first few lines; the others are scrolled to."""
        lines = self.findChildren(Note)
        width = max(self.width() - 4, 200)
        height = sum(line.heightForWidth(width) + 8 for line in lines[:_MOST_SEEN])
        self.setFixedHeight(max(height, 8) + (24 if len(lines) > _MOST_SEEN else 0))

    def _of(self, report: ImportReport) -> list[Note]:
        words = sum(one.words for one in report.documents)
        read = f" {count(len(report.documents), 'document')} read, {words:,} words."
        lines = [Note(f"{count(len(report.added), 'application')} added.{read}", "success")]
        if report.documents:
            listed = report.documents
            lines[0].row.addWidget(
                button("What was read…", lambda: self.show_read.emit(listed), icon="file")
            )
        lines[0].row.addWidget(button("Close", self.clear, kind="quiet"))
        if report.cancelled:
            lines.append(self._stopped())
        if report.already_in:
            lines.append(
                Note(f"{count(len(report.already_in), 'application')} already in.", "neutral")
            )
        for failure in report.failures:
            lines.append(Note(f"‘{failure.file}’ was not added. {failure.sentence}", "danger"))
        noted = [one for one in report.documents if one.notes]
        if noted:
            names = "; ".join(f"{one.candidate} ‘{one.file}’" for one in noted[:_MOST_NAMED])
            more = f" and {len(noted) - _MOST_NAMED} more" if len(noted) > _MOST_NAMED else ""
            said = f"Compare with the original: {names}{more}. ‘What was read’ says why."
            lines.append(Note(said, "warning"))
        return lines

    def _stopped(self) -> Note:
        note = Note(
            "You stopped the import. Go on with it, or add the same files again later; what is "
            "already in is not added twice.",
            "neutral",
        )
        note.row.addWidget(button("Go on", self.go_on.emit, kind="primary"))
        return note
