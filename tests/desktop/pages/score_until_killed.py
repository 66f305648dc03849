"""A panellist at the keyboard in a program of its own, which the test kills: says each candidate
that is scored once the page called it saved.

    python score_until_killed.py WORKSPACE
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[3]))

from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from edi_shortlist.desktop.application import prepare
from tests.desktop.pages.scoring_alone import Holder


def main(folder: Path) -> None:
    """Choose the first name, and press 3 and N without end."""
    app = QApplication(sys.argv[:1])
    prepare(app, QSettings(str(folder / "look.ini"), QSettings.Format.IniFormat))
    holder = Holder()
    holder.show()
    holder.page.said.connect(lambda said: print(said, flush=True))
    holder.desk.open(folder, "Ann", lambda _outcome: None, print)

    def settle() -> None:
        for _again in range(3):
            QTest.qWait(5)
            while holder.desk.runner.busy:
                QTest.qWait(5)

    settle()
    holder.begin()
    settle()
    QTest.keySequence(holder.page.panellist_box, "Down")
    settle()
    while True:
        for key in ("3", "N"):
            QTest.keySequence(app.focusWidget(), key)
            settle()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
