"""The banner that says, on every page, whether identities can be seen: colour, icon and word."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from edi_shortlist.desktop.icons import set_icon
from edi_shortlist.desktop.widgets.basics import button, relabel, restyle, text

SEALED = ("Sealed", "No name, application or declaration can be seen on this screen.")
OPEN = ("Vault open", "Names, applications and declarations can be seen. Mind who looks on.")


class SealBanner(QFrame):
    """Green and quiet when sealed; amber and strong with the vault open.

    Signals:
        toggled: the person asked to open or to seal the vault.
    """

    toggled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("seal")
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 6, 20, 6)
        row.setSpacing(10)
        self._icon = QLabel()
        self.word = text("", "sealword", wrap=False)
        self._more = text("")
        self.button = button("", self.toggled.emit, tip="Ctrl+L")
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.word)
        row.addWidget(self._more, 1)
        row.addWidget(self.button)
        self.show_seal(False)

    def show_seal(self, unsealed: bool) -> None:
        """Say whether the vault is open."""
        word, more = OPEN if unsealed else SEALED
        self.word.setText(word)
        self._more.setText(more)
        ink = "vault_open_text" if unsealed else "sealed_text"
        set_icon(self._icon, "unlock" if unsealed else "lock", ink, 20)
        relabel(self.button, "Seal now (Ctrl+L)" if unsealed else "Open the vault (Ctrl+L)")
        self.setProperty("open", unsealed)
        self.setAccessibleName(f"{word}. {more}")
        restyle(self)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
