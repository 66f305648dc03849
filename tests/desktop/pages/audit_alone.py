"""The audit page without the window around it, which takes longer to make than its tests take."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.pages.audit import AuditPage
from edi_shortlist.workflow import auditing
from tests.desktop.conftest import Driver


class _Holder(QWidget):
    """What the driver takes for the window."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk(self)
        self.page = AuditPage(self.desk)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.resize(1072, 760)
        self.page.hide()


class AuditDriver(Driver):
    """The page, its desk, and what it said at the window's foot."""

    window: _Holder  # type: ignore[assignment]

    def __init__(self, qtbot, stages: Callable[[str], Path], tmp: Path) -> None:
        super().__init__(_Holder(), qtbot, stages, tmp)  # type: ignore[arg-type]
        self.desk, self.page = self.window.desk, self.window.page
        self.said: list[str] = []
        self.page.said.connect(self.said.append)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()

    def show(self, name: str = "audit", tab: int = 0) -> AuditPage:
        """Go to one of the page's tabs, or to another page, which hides it."""
        self.page.setVisible(name == "audit")
        if name == "audit":
            self.page.shown()
            self.page.tabs.setCurrentIndex(tab)
        self.settle()
        return self.page

    def unlock(self, passphrase: str) -> None:
        """Try to open the vault."""
        self.desk.unlock(passphrase, lambda _outcome: None, lambda _sentences: None)
        self.settle()

    def choose(self, box, value) -> None:
        """Choose a value of a box."""
        box.setCurrentIndex(box.findData(value))
        assert box.currentData() == value
        box.activated.emit(box.currentIndex())
        self.settle()

    def log(self) -> list[auditing.AuditEntry]:
        """Return the log as it stands."""
        found: list[auditing.AuditEntry] = []
        self.desk.call(auditing.audit_entries, done=found.extend)
        self.settle()
        return found

    def close(self) -> None:
        """End the page and its threads."""
        self.desk.close()
        self.window.close()
        self.window.deleteLater()
