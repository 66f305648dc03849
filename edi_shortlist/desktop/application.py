"""Starts the desktop program."""

import sys
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from edi_shortlist import __version__, bundled
from edi_shortlist.desktop.theme import Appearance
from edi_shortlist.desktop.widgets.focus_ring import FocusFollower

NAME = "EDI Shortlist"


def prepare(app: QApplication, settings: QSettings) -> Appearance:
    """Give an application its style, fonts, icon and focus ring. Called once a process."""
    app.setApplicationName(NAME)
    app.setApplicationVersion(__version__)
    app.setStyle("Fusion")  # the same on every system, so that the style sheet holds on each
    app.setWindowIcon(QIcon(str(bundled.resource("icons/edi-shortlist.svg"))))
    made = Appearance(app, settings)
    FocusFollower(app)
    return made


def run(workspace: Path | None, pack: Path | None = None) -> int:
    """Open the window and return the exit status when it is closed."""
    from edi_shortlist.desktop.window import MainWindow

    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise RuntimeError("another kind of Qt application is already running")
    settings = QSettings(NAME, NAME)
    prepare(app, settings)
    window = MainWindow(settings)
    window.show()
    if pack is not None:
        window.ask_open_pack(pack)
    elif workspace is not None and workspace.is_dir():
        window.ask_open(workspace)
    return app.exec()
