"""How long the audit page takes to filter a log, beside a bare loop over the same texts.

Run it as `python tests/benchmarks/audit_filter.py [ENTRIES]`. The log is made for it, in a workspace
that is thrown away; the page is the program's own, in its window, without a screen.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from edi_shortlist.desktop.application import prepare
from edi_shortlist.desktop.pages.audit import AuditPage
from edi_shortlist.desktop.window import MainWindow
from edi_shortlist.storage import KeyCost
from edi_shortlist.storage.audit import canonical
from edi_shortlist.workflow.auditing import AuditEntry, read_log, verify_audit
from edi_shortlist.workflow.session import Session

ENTRIES = 10_000
ROUNDS = 15
LABELS = ("NAME", "ADDRESS", "POSTCODE", "PHONE", "EMAIL", "BIRTH")
#: What is typed, and how many entries it fits.
NEEDLES = {"all": "", "nearly all": "document", "a sixth": "postcode", "none": "nothing like it"}


def make_log(folder: Path, entries: int) -> None:
    """Make a workspace whose log has so many entries, most of them decisions about redactions."""
    cost = KeyCost(memory_kib=8, passes=1, lanes=1)
    with Session.create(folder, "five swans over the canal", "Ann", cost=cost) as session:
        there = len(session.workspace.audit.entries())
        session.workspace.audit.append_all(
            "Ann",
            (
                (
                    "redaction.accepted",
                    "HSG-2026-014",
                    f"C-{number % 212:04}",
                    {
                        "redaction": number,
                        "document": f"C-{number % 212:04}/1",
                        "label": LABELS[number % len(LABELS)],
                        "source": "known-identity",
                    },
                )
                for number in range(entries - there - 1)  # closing adds one
            ),
        )


def timed(act: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the median time of an act in milliseconds."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        act()
        times.append(1000 * (time.perf_counter() - began))
    return median(times)


def main(entries: int) -> None:
    """Make the log, filter it both ways, and print a table."""
    app = QApplication([])
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "workspace"
        make_log(folder, entries)
        with Session.open(folder, "Ann") as session:
            reading = read_log(session)
            print(f"{len(reading.entries):,} entries")
            print(f"read {timed(lambda: read_log(session), 3):.0f} ms")
            print(f"verify {timed(lambda: verify_audit(session), 3):.0f} ms")
            bare = [
                (
                    entry,
                    f"{entry.actor} {entry.action} {entry.vacancy} {entry.candidate} "
                    f"{canonical(entry.details)}".lower(),
                )
                for entry in reading.entries
            ]
        settings = QSettings(str(Path(scratch) / "w.ini"), QSettings.Format.IniFormat)
        prepare(app, settings)
        window = MainWindow(settings)
        window.show()
        window.desk.open(folder, "Ann", lambda _outcome: None, print)
        page = window.page("audit")
        assert isinstance(page, AuditPage)
        while not window.desk.is_open:
            QTest.qWait(50)
        window.show_page("audit")
        while not page.log.model.rows:
            QTest.qWait(50)
        print("| fits | found | bare loop, ms | filter, ms | ratio | page with repaint, ms |")
        print("|---|---|---|---|---|---|")
        for words, needle in NEEDLES.items():

            def type_it(needle: str = needle) -> None:
                page.log.search_line.blockSignals(True)
                page.log.search_line.setText(needle)
                page.log.search_line.blockSignals(False)
                page.log.search()
                app.processEvents()  # repaints what changed

            def loop(needle: str = needle) -> list[object]:
                return [entry for entry, text in bare if needle in text]

            def find(needle: str = needle) -> list[AuditEntry]:
                return reading.find(text=needle)

            in_loop, in_find, in_page = timed(loop), timed(find), timed(type_it)
            print(
                f"| {words} | {len(loop()):,} | {in_loop:.1f} | {in_find:.1f} | "
                f"{in_find / in_loop:.1f} | {in_page:.1f} |"
            )
        window.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES)
