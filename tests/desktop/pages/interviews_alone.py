"""The page of the interviews without the window around it, over a small workspace."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.pages.interviews import InterviewsPage
from tests.desktop.conftest import Driver


class _Holder(QWidget):
    """What the driver takes for the window."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk(self)
        self.page = InterviewsPage(self.desk)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.resize(1072, 760)


class InterviewsDriver(Driver):
    """The page, its desk, and what it said at the window's foot."""

    window: _Holder  # type: ignore[assignment]

    def __init__(self, qtbot, workspace: Path, tmp: Path) -> None:
        super().__init__(_Holder(), qtbot, lambda _stage: workspace, tmp)  # type: ignore[arg-type]
        self.desk, self.page = self.window.desk, self.window.page
        self.said: list[str] = []
        self.went: list[str] = []
        self.page.said.connect(self.said.append)
        self.page.go.connect(self.went.append)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()

    def begin(self, *, unlock: bool = True) -> InterviewsPage:
        """Open the workspace, and its vault unless told otherwise."""
        self.open("interviewing", unlock=unlock)
        self.turn(0)
        return self.page

    def turn(self, tab: int) -> None:
        """Go to one of the page's tabs, or read it again."""
        if self.page.tabs.currentIndex() == tab:
            self.page.shown()
        else:
            self.page.tabs.setCurrentIndex(tab)
        self.settle()

    def do(self, verb: Callable[..., Any], *arguments: object, **options: object) -> Any:
        """Run a verb beside the page and return what it gave back."""
        found: list[Any] = []
        self.desk.call(verb, *arguments, done=found.append, failed=self._fail, **options)
        self.settle()
        return found[0]

    def close(self) -> None:
        """End the page and its threads."""
        self.desk.close()
        self.window.close()
        self.window.deleteLater()
