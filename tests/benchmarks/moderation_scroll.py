"""How the moderation page scrolls with many candidates, beside a bare table of as many rows.

Run it as `python tests/benchmarks/moderation_scroll.py [CANDIDATES]`: ten criteria and three
panellists for each candidate. The scores are made up in a workspace that is thrown away; the page is
the program's own, in its window, without a screen. A step is one turn of the wheel, one page or one
far jump, with everything that is drawn for it.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from edi_shortlist.desktop.application import prepare
from edi_shortlist.desktop.pages.moderation import ModerationPage
from edi_shortlist.desktop.window import MainWindow
from edi_shortlist.workflow.agreement import agreement_of
from edi_shortlist.workflow.moderation import moderation_table, open_moderation
from edi_shortlist.workflow.session import Session
from tests.scored_vacancy import REF, make_scored

CANDIDATES, CRITERIA = 10_000, 10
STEPS = 200
STALL = 100  # milliseconds that nothing in the window may take


class BareModel(QAbstractTableModel):
    """As many rows and columns of plain text as the page shows."""

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__()
        self._rows, self._columns = rows, columns

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._columns

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> str | None:
        return "1" if role == Qt.ItemDataRole.DisplayRole else None


def timed(act: Callable[[], object]) -> float:
    """Return how long an act takes with all that it draws, in milliseconds: the window's own time,
    since what other programs take from a shared processor is not the page's."""
    began = time.thread_time()
    act()
    QApplication.processEvents()
    return 1000 * (time.thread_time() - began)


def scrolled(table: QTableView) -> dict[str, list[float]]:
    """Scroll a table in three ways; return the time of each step."""
    bar = table.verticalScrollBar()
    rows = table.model().rowCount()
    height = table.verticalHeader().defaultSectionSize()

    def to(value: int) -> Callable[[], None]:
        def scroll() -> None:
            bar.setValue(value % max(bar.maximum(), 1))
            table.viewport().repaint()

        return scroll

    return {
        "a wheel's turn": [timed(to(3 * height * step)) for step in range(STEPS)],
        "a page": [timed(to(table.viewport().height() * step)) for step in range(STEPS)],
        "a far jump": [
            timed(to((step * 7919 % rows) * bar.maximum() // rows)) for step in range(STEPS)
        ],
    }


def settle(window: MainWindow) -> None:
    """Wait until nothing runs and every answer is on the screen."""
    for _again in range(3):
        while window.desk.runner.busy:
            QTest.qWait(20)
        QTest.qWait(50)


def main(candidates: int) -> int:
    """Make the scores, scroll both tables, and print the times; 1 where something stalls."""
    app = QApplication([])
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "workspace"
        make_scored(folder, candidates, CRITERIA)
        with Session.open(folder, "Ann") as session:
            open_moderation(session, REF)
            began = time.perf_counter()
            rows = len(moderation_table(session, REF).rows)
            read = time.perf_counter() - began
            began = time.perf_counter()
            agreement_of(session, REF)
            reckoned = time.perf_counter() - began
        settings = QSettings(str(Path(scratch) / "w.ini"), QSettings.Format.IniFormat)
        prepare(app, settings)
        window = MainWindow(settings)
        window.resize(1280, 800)
        window.show()
        window.desk.open(folder, "Ann", lambda _outcome: None, print)
        settle(window)
        page = window.page("moderation")
        assert isinstance(page, ModerationPage)
        window.show_page("moderation")
        settle(window)
        table = page.differences.table
        bare = QTableView()
        bare.setModel(BareModel(rows, table.model().columnCount()))
        bare.verticalHeader().hide()
        bare.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        bare.verticalHeader().setDefaultSectionSize(table.verticalHeader().defaultSectionSize())
        bare.resize(table.size())
        bare.show()
        QTest.qWait(100)
        print(f"{rows:,} rows: {candidates:,} candidates, {CRITERIA} criteria, 3 panellists")
        print(f"read and put in order {read:.1f} s, agreement reckoned {reckoned:.1f} s")
        print("| step | page, median ms | p99 | longest | bare table, median ms | p99 | longest |")
        print("|---|---|---|---|---|---|---|")
        worst = 0.0
        beside = scrolled(bare)
        for words, times in scrolled(table).items():
            other = beside[words]
            worst = max(worst, *times)
            print(f"| {words} | {_figures(times)} | {_figures(other)} |")
        bare.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        plain = [
            timed(lambda row=row: bare.setCurrentIndex(bare.model().index(row, 0)))  # type: ignore[misc]
            for row in range(1, STEPS + 1)
        ]
        chosen = [timed(lambda: page.differences.step(1)) for _step in range(STEPS)]
        print(f"| the next row chosen | {_figures(chosen)} | {_figures(plain)} |")
        settle(window)
        filtered = [timed(page.differences.only_open.click) for _step in range(4)]
        print(f"the filter set or taken away: longest {max(filtered):.0f} ms")
        print(f"longest step of scrolling {worst:.0f} ms; a stall begins at {STALL} ms")
        bare.close()
        window.close()
    return int(worst >= STALL)


def _figures(times: list[float]) -> str:
    ordered = sorted(times)
    at99 = ordered[int(0.99 * (len(ordered) - 1))]
    return f"{median(times):.1f} | {at99:.1f} | {ordered[-1]:.1f}"


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else CANDIDATES))
