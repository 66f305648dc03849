"""What the tabs of the audit page have in common."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.workflow.evidence_filter import EvidenceFilter


class AuditTab(QWidget):
    """A part of the auditor's work, over the desk.

    Signals:
        said: a short sentence for the line at the window's foot.
        failed: sentences that tell what went wrong.
        wants_vault: asks the window to open the vault.
    """

    said = Signal(str)
    failed = Signal(list)
    wants_vault = Signal()

    words = ""
    tables: tuple[str, ...] = ()
    """The tables of an evidence file that hold what the tab shows, the foremost first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(12)
        desk.workspace_changed.connect(self.forget)

    def read(self) -> None:
        """Read what the tab shows; a workspace is open."""

    def forget(self) -> None:
        """Show nothing of the workspace that was open before."""

    def first(self) -> QWidget | None:
        """Return where the keyboard begins."""
        return None

    @property
    def only(self) -> EvidenceFilter:
        """What is shown now, for an evidence file."""
        return EvidenceFilter()
