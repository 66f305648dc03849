"""The window that pictures are taken of, and what is done with it between two pictures."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from edi_shortlist.desktop.theme import Choice, appearance
from edi_shortlist.desktop.window import MainWindow

PICTURES = Path(__file__).parent / "pictures"


def fail(sentences: list[str]) -> None:
    """Stop: a picture of a job that went wrong is of no use."""
    sys.exit("The pictures could not be drawn. " + " ".join(sentences))


class Photographer:
    """A window, and what is done with it between two pictures."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    def wait(self, ready: Callable[[], bool], seconds: float = 600) -> None:
        """Let the window work until something is so."""
        end = time.monotonic() + seconds
        while not ready():
            if time.monotonic() > end:
                fail(["It took too long."])
            QTest.qWait(20)

    def settle(self) -> None:
        """Wait until nothing runs and every answer is on the screen."""
        for _again in range(4):
            self.wait(lambda: not self.window.desk.runner.busy)
            QTest.qWait(40)

    def show(self, name: str):  # type: ignore[no-untyped-def]
        """Go to a page and wait until it is filled."""
        self.window.activateWindow()
        self.window.show_page(name)
        self.settle()
        return self.window.page(name)

    def take(self, name: str, *, both: bool = False) -> None:
        """Take a picture in the light theme, and in the dark one as well."""
        self.window.notice.clear()
        for theme in (Choice.LIGHT, Choice.DARK) if both else (Choice.LIGHT,):
            appearance().choose(theme)
            QTest.qWait(60)
            self._save(self.window, f"{name}-{theme.value}")
        appearance().choose(Choice.LIGHT)

    def take_dialog(self, name: str) -> None:
        """Take a picture of the dialog that is open."""
        self.wait(lambda: QApplication.activeModalWidget() is not None)
        QTest.qWait(60)
        if dialog := QApplication.activeModalWidget():
            self._save(dialog, f"{name}-light")

    @staticmethod
    def _save(widget: QWidget, name: str) -> None:
        path = PICTURES / f"{name}.png"
        if not widget.grab().save(str(path)):
            fail([f"'{path.name}' could not be written."])
        print(f"docs/pictures/{path.name}")

    def answer(self, *, yes: bool) -> None:
        """Answer the dialog that asks."""
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            fail(["A dialog was expected."])
        elif yes:
            dialog.act.click()  # type: ignore[attr-defined]
        else:
            dialog.cancel.click()  # type: ignore[attr-defined]
        self.settle()
        self.window.activateWindow()
