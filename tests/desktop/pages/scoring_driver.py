"""A person at the keyboard of the scoring page."""

import shutil
from pathlib import Path

from PySide6.QtWidgets import QApplication

from edi_shortlist.desktop.pages.scoring import ScoringPage
from tests.desktop.conftest import Driver
from tests.desktop.pages.scoring_alone import Holder
from tests.released_vacancy import A


class ScoringDriver(Driver):
    """The page, its desk, and what it said at the window's foot."""

    window: Holder  # type: ignore[assignment]

    def __init__(self, qtbot, made: Path, tmp: Path) -> None:
        super().__init__(Holder(), qtbot, lambda _stage: made, tmp)  # type: ignore[arg-type]
        self.page = self.window.page
        self.said: list[str] = []
        self.page.said.connect(self.said.append)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self.folder = tmp / "workspace"

    def begin(self) -> ScoringPage:
        """Open a copy of the workspace, or the copy again, and show the page."""
        if not self.folder.exists():
            shutil.copytree(self._stages(""), self.folder)
        self.window.desk.open(self.folder, "Ann", lambda _outcome: None, self._fail)
        self.settle()
        self.window.begin()
        self.settle()
        self.window.begin()
        return self.page

    def type(self, *keys: str) -> None:
        """Press keys wherever the keyboard is."""
        for key in keys:
            target = QApplication.focusWidget()
            assert target is not None, "the keyboard is nowhere"
            self.bot.keySequence(target, key)

    def press(self, *keys: str) -> None:
        """Press keys wherever the keyboard is, and wait until all is saved."""
        self.type(*keys)
        self.settle()

    def as_panellist(self, name: str = A) -> ScoringPage:
        """Take a name by keyboard."""
        page = self.begin()
        page.panellist_box.setFocus()
        while page.panellist != name:
            self.press("Down")
        return page

    def close(self) -> None:
        """End the page and its threads."""
        self.window.desk.close()
        self.window.close()
        self.window.deleteLater()
