"""A line for a file's name, with a button that asks for it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from edi_shortlist.desktop.widgets.basics import button


class FileLine(QWidget):
    """A line for a file's name, with a button that asks for it.

    Signals:
        chosen: the file was chosen by the button.
    """

    chosen = Signal()

    def __init__(self, asks: str, kinds: str, text: str = "", *, save_as: str = "") -> None:
        """Args:
        asks: the heading of the question for the file.
        kinds: the files that are offered, as Qt's file dialog has them.
        text: what stands in the line.
        save_as: the name that is proposed for a file to be written; empty for one to be read.
        """
        super().__init__()
        self._asks, self._kinds, self._save_as = asks, kinds, save_as
        self.line = QLineEdit(text)
        self.line.setAccessibleName("File")
        self.browse = button("Choose…", self._browse, icon="folder")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1)
        row.addWidget(self.browse)
        self.setFocusProxy(self.line)

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self.line.text().strip()

    @property
    def path(self) -> Path:
        """The file."""
        return Path(self.text).expanduser()

    def _browse(self) -> None:
        if self._save_as:
            without_asking = QFileDialog.Option.DontConfirmOverwrite
            found = QFileDialog.getSaveFileName(
                self, self._asks, self.text or self._save_as, self._kinds, options=without_asking
            )
        else:
            found = QFileDialog.getOpenFileName(self, self._asks, "", self._kinds)
        if found[0]:
            self.line.setText(found[0])
            self.chosen.emit()
