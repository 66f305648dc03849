"""What the pages of one vacancy share: the desk, the caption, and reading again when it changes."""

from PySide6.QtWidgets import QPushButton

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.widgets.basics import button
from edi_shortlist.desktop.widgets.page import Page


class DeskPage(Page):
    """A page over the desk. It reads again when it comes up and when the desk changes."""

    def __init__(self, desk: Desk, lede: str = "") -> None:
        super().__init__(lede)
        self.desk = desk
        desk.vacancy_changed.connect(self._desk_changed)
        desk.seal_changed.connect(self._desk_changed)

    def _desk_changed(self) -> None:
        if self.isVisible():
            self.shown()

    def open_vault_button(self, words: str = "Open the vault") -> QPushButton:
        """Return a button that asks for the passphrase."""
        return button(words, self.wants_vault.emit, kind="primary", icon="unlock", tip="Ctrl+L")


class VacancyPage(DeskPage):
    """A page over the vacancy in hand."""

    def shown(self) -> None:
        """Name the vacancy above the heading and read what the page shows."""
        summary = self.desk.summary
        self.say_caption(f"{summary.reference} · {summary.title}" if summary else "")
        if summary is not None:
            self.read()

    def read(self) -> None:
        """Read what the page shows; there is a vacancy in hand."""

    @property
    def reference(self) -> str:
        """The vacancy in hand; only asked while there is one."""
        return self.desk.reference or ""
