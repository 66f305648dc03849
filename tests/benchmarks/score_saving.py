"""How long a panellist waits until a score is saved, beside a bare insert into the same kind of file.

Run it as `python tests/benchmarks/score_saving.py [CANDIDATES]`. The workspace is made for it in
`build`, on the disk that the project lies on, and thrown away. Exit status 1 where one score in a
hundred takes 10 ms or more, unless the disk alone takes half of that.
"""

import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles

from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.storage import KeyCost, ScoreRecord
from edi_shortlist.workflow.reading import draw_seed
from edi_shortlist.workflow.scoring import record_score
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.vacancies import create_vacancy

CANDIDATES, CRITERIA, PANELLISTS = 10_000, 10, 3
SAVES = 1_000
MOST_MS = 10.0
REF = "BENCH-1"


def vacancy() -> Vacancy:
    """Return a vacancy of the size that is measured."""
    return Vacancy.from_dict(
        {
            "reference": REF,
            "title": "Adviser",
            "criteria": [
                {"id": f"E{n}", "kind": "essential", "text": "Experience", "guide": {"2": "a case"}}
                for n in range(CRITERIA)
            ],
            "panel": [{"name": f"Panellist {n}"} for n in range(PANELLISTS)],
        }
    )


def make(folder: Path, candidates: int) -> None:
    """Make a workspace in which two of three panellists have scored everybody."""
    cost = KeyCost(memory_kib=8, passes=1, lanes=1)
    post = vacancy()
    with Session.create(folder, "five swans over the canal", "Ann", cost=cost) as session:
        create_vacancy(session, post)
        with session.workspace.act():
            for number in range(candidates):
                session.workspace.blind.add_candidate(REF, f"C-{number:05}", 1)
                for panellist in post.panel[1:]:
                    for criterion in post.criteria:
                        score = ScoreRecord(f"C-{number:05}", panellist, criterion.id, 2, "")
                        session.workspace.scores.put(score, panellist)
            session.workspace.blind.set_state(REF, "scoring")
            draw_seed(session, REF, post.panel)


def timed(act: Callable[[int], object]) -> tuple[float, float]:
    """Return the 50th and the 99th percentile of an act's time, in milliseconds."""
    times = []
    for number in range(SAVES):
        began = time.perf_counter()
        act(number)
        times.append(1000 * (time.perf_counter() - began))
    cuts = quantiles(times, n=100)
    return cuts[49], cuts[98]


def main(candidates: int) -> int:
    """Save scores both ways, print a table and return the exit status."""
    scratch = Path("build")
    scratch.mkdir(exist_ok=True)
    draw = random.Random(20261130)
    with tempfile.TemporaryDirectory(dir=scratch) as made:
        folder = Path(made) / "workspace"
        make(folder, candidates)
        bare = Path(made) / "bare.db"
        store = sqlite3.connect(bare, isolation_level=None)
        for pragma in ("journal_mode = WAL", "synchronous = FULL"):
            store.execute(f"PRAGMA {pragma}")
        store.execute("CREATE TABLE scores (candidate TEXT, level INTEGER)")
        cells = [
            (
                f"C-{draw.randrange(candidates):05}",
                f"E{draw.randrange(CRITERIA)}",
                draw.randrange(5),
            )
            for _ in range(SAVES)
        ]
        with Session.open(folder, "Ann") as session:

            def save(number: int) -> None:
                candidate, criterion, level = cells[number]
                record_score(session, REF, candidate, "Panellist 0", criterion, level, "page 2")

            def insert(number: int) -> None:
                candidate, _, level = cells[number]
                store.execute("INSERT INTO scores VALUES (?, ?)", [candidate, level])

            bare_half, bare_most = timed(insert)
            half, most = timed(save)
        store.close()
    print(
        f"{SAVES:,} scores, each on the disk when it is called saved; {candidates:,} candidates, "
        f"{CRITERIA} criteria, {PANELLISTS} panellists\n"
    )
    print("| | 50th percentile, ms | 99th percentile, ms |")
    print("|---|---|---|")
    print(f"| bare insert into SQLite, committed | {bare_half:.2f} | {bare_most:.2f} |")
    print(f"| a score with its log entry | {half:.2f} | {most:.2f} |")
    if most < MOST_MS:
        return 0
    if bare_most >= MOST_MS / 2:
        print(
            f"\nThe disk is too slow, or too busy, to tell whether it stays below {MOST_MS:g} ms."
        )
        return 0
    print(f"The 99th percentile is not below {MOST_MS:g} ms.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else CANDIDATES))
