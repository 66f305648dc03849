"""A window over the small workspace of one decided vacancy, and passphrases that cost nothing.

The window is made once a module, since that takes longer than most of what is tested in it.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from edi_shortlist.desktop.window import MainWindow
from edi_shortlist.workflow import officers
from tests.decided_vacancy import CHEAP, PASSPHRASE, make_decided
from tests.desktop.conftest import Driver


@pytest.fixture(scope="session")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace; to be copied."""
    folder = tmp_path_factory.mktemp("decided") / "Decided"
    make_decided(folder)
    return folder


@pytest.fixture(scope="module")
def one_window(look, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    """A window with settings of its own."""
    path = tmp_path_factory.mktemp("settings") / "window.ini"
    made = MainWindow(QSettings(str(path), QSettings.Format.IniFormat))
    made.resize(1280, 800)
    made.show()
    yield made
    made._close_unsaved()
    made.deleteLater()
    QApplication.processEvents()


@pytest.fixture
def window(one_window: MainWindow, qtbot, decided: Path, tmp_path: Path) -> Iterator[Driver]:
    """The driver of a window with a copy of it open, sealed, and Ann at work."""
    driver = Driver(one_window, qtbot, lambda _stage: decided, tmp_path)
    qtbot.waitExposed(one_window)
    one_window.page("protection").tabs.setCurrentIndex(0)
    folder = shutil.copytree(decided, tmp_path / "Decided")
    one_window.desk.open(folder, "Ann", lambda _outcome: None, driver._fail)
    driver.settle()
    yield driver
    while (dialog := QApplication.activeModalWidget()) is not None:
        dialog.reject()
        driver.settle()


@pytest.fixture
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for verb in ("add_officer", "change_passphrase", "make_recovery_code", "recover"):
        usual = getattr(officers, verb).__kwdefaults__
        monkeypatch.setattr(getattr(officers, verb), "__kwdefaults__", {**usual, "cost": CHEAP})


def unlock(driver) -> None:
    """Open the vault."""
    driver.window.desk.unlock(PASSPHRASE, lambda _outcome: None, driver._fail)
    driver.settle()


def entries(driver, action: str) -> list:
    """Return what the log holds of an action."""
    found: list = []
    driver.window.desk.call(
        lambda session: session.workspace.audit.entries(action=action), done=found.extend
    )
    driver.settle()
    return found
