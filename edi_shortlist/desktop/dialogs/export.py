"""Asks what goes into an evidence file and in which format; the place is asked for after it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QRadioButton, QWidget

from edi_shortlist.desktop.dialogs.frame import Frame
from edi_shortlist.desktop.widgets.basics import text
from edi_shortlist.workflow.evidence import TABLES

FORMATS = {
    "xlsx": "Excel workbook, a sheet for each table",
    "pdf": "PDF to print; wide tables leave columns out",
    "json": "JSON, for another program",
    "csv": "CSV, one table",
}
TABLE_WORDS = {
    "log": "The log",
    "redactions": "Each redaction",
    "counts": "Counts by label and recogniser",
    "overrides": "Overrides",
    "times": "From import to release",
    "versions": "Versions",
    "samples": "Samples",
    "sample_documents": "Documents of the samples",
}


def ask_where(parent: QWidget, asks: str, name: str, kind: str) -> Path | None:
    """Ask for the place of a new file; None where the person thought better of it.

    Args:
        name: what is proposed; its suffix is added where none was typed.
        kind: the files that are offered, as Qt's file dialog has them.
    """
    chosen, _kind = QFileDialog.getSaveFileName(
        parent, asks, name, kind, options=QFileDialog.Option.DontConfirmOverwrite
    )
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix else path.with_suffix(Path(name).suffix)


class ExportDialog(Frame):
    """Accepted with ``suffix``, ``tables`` and, for a CSV, ``table``."""

    def __init__(self, parent: QWidget | None, shown: str, tables: Sequence[str]) -> None:
        """Make the dialog.

        Args:
            shown: what the page shows now, in words.
            tables: the tables that hold it.
        """
        super().__init__(
            parent,
            "Export evidence",
            "The filters that are set now hold for the file as well. It quotes no application.",
            "Choose where…",
        )
        self._shown = tuple(tables)
        self.column.addWidget(text("What goes in", "strong"))
        self.only_shown = QRadioButton(f"What is shown: {shown}")
        self.everything = QRadioButton("All of the evidence")
        self.only_shown.setChecked(True)
        for one in (self.only_shown, self.everything):
            self.column.addWidget(one)
            one.toggled.connect(self._offer_tables)
        self.format_box = QComboBox()
        for suffix, words in FORMATS.items():
            self.format_box.addItem(words, suffix)
        self.format_box.currentIndexChanged.connect(self._offer_tables)
        self.labelled("Format", self.format_box)
        self.table_box = QComboBox()
        self._table_label = self.labelled("Table", self.table_box)
        self.column.addStretch(1)
        self._offer_tables()

    @property
    def suffix(self) -> str:
        """The suffix of the format, without its dot."""
        return str(self.format_box.currentData())

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that go in."""
        return self._shown if self.only_shown.isChecked() else TABLES

    @property
    def table(self) -> str:
        """The one table that goes into a CSV."""
        return str(self.table_box.currentData())

    def _offer_tables(self) -> None:
        chosen = self.table_box.currentData()
        self.table_box.clear()
        for name in self.tables:
            self.table_box.addItem(TABLE_WORDS[name], name)
        self.table_box.setCurrentIndex(max(self.table_box.findData(chosen), 0))
        for one in (self._table_label, self.table_box):
            one.setVisible(self.suffix == "csv" and len(self.tables) > 1)
        self.fit()
