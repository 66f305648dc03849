"""What is hidden, what is wrongly hidden and how fast, beside Presidio and scrubadub in one run.

    packaging/prepare bench
    .venv-bench/bin/python tests/benchmarks/peers.py [GOLD.jsonl ...] [--rounds 3] [--documents 60]

All of them read the same marked applications (by default ``tests/fixtures/gold/dev.jsonl``) and are
scored by ``tests/measure/score_redaction.py``. How each of them is set up, and what that means for
a comparison, stands in ``peer_tools.py``; how commands are timed stands in ``peer_speed.py``, and
``--documents 0`` leaves that part out.

Limits: the texts were written with this program's labels in mind, of which the peers look for a
part. Presidio's hiding of every date costs it words to keep. Texts repeat from round to round, so
caches are warmer than in a real vacancy.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil  # type: ignore[import-untyped, unused-ignore]

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))  # run as a script, only this folder is on the path

from measure.score_redaction import Figures, Marked, read_lines, score  # noqa: E402

from benchmarks.peer_speed import Line, Speeds, measure_speed, pace, speed_table  # noqa: E402
from benchmarks.peer_tools import Tool, all_tools, presidio_file  # noqa: E402

DEV = HERE.parent / "fixtures" / "gold" / "dev.jsonl"
COLUMNS = (
    "recall",
    "recall_direct",
    "recall_protected",
    "keep_traps_untouched",
    "kept_words_hidden",
    "documents_without_direct_leak",
)
MARKERS = ("<!-- peers: begin -->", "<!-- peers: end -->")


@dataclass(frozen=True)
class Row:
    """What a tool hid, and how many documents it took in a second."""

    name: str
    figures: Figures
    per_second: float


# -- what is hidden -------------------------------------------------------------------------------


def _found(tool: Tool, gold: Sequence[Line]) -> dict[str, list[dict[str, int]]]:
    return {
        line["id"]: [
            {"start": start, "end": end}
            for start, end in tool.find(Marked.parse(line["text"]).text, line.get("identity") or {})
        ]
        for line in gold
    }


def measure(
    tools: Sequence[Tool],
    gold: Sequence[Line],
    rounds: int = 3,
    clock: Callable[[], float] = time.perf_counter,
) -> list[Row]:
    """Score every tool in a first round that warms it, then time it in turn with the others.

    Args:
        rounds: the median of so many is its pace.
    """
    figures = [score(gold, _found(tool, gold)) for tool in tools]
    texts = [(Marked.parse(line["text"]).text, line.get("identity") or {}) for line in gold]
    seconds: list[list[float]] = [[] for _ in tools]
    for _ in range(rounds):
        for taken, tool in zip(seconds, tools, strict=True):
            began = clock()
            for text, identity in texts:
                tool.find(text, identity)
            taken.append(clock() - began)
    return [
        Row(tool.name, found, len(gold) / median(taken))
        for tool, found, taken in zip(tools, figures, seconds, strict=True)
    ]


def table(rows: Sequence[Row]) -> str:
    """Return what was hidden as a Markdown table."""
    head = ["finder", *(name.replace("_", " ") for name in COLUMNS), "documents a second"]
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    for row in rows:
        shares = row.figures.shares()
        values = [f"{shares[name]:.3f}" for name in COLUMNS] + [f"{row.per_second:.1f}"]
        lines.append(f"| {row.name} | {' | '.join(values)} |")
    return "\n".join(lines)


# -- the compact table ----------------------------------------------------------------------------


def compact(rows: Sequence[Row], speeds: Speeds | None) -> str:
    """Return one small table between markers, for a page to hold."""
    head = ["", "recall", "direct", "protected", "traps kept", "words wrongly hidden"]
    columns = COLUMNS[:5]
    lines = [MARKERS[0], f"| {' | '.join([*head, 'documents a second'])} |", "|---" * 7 + "|"]
    for row in rows:
        shares = row.figures.shares()
        values = [f"{shares[name]:.3f}" for name in columns]
        lines.append(f"| {row.name} | {' | '.join(values)} | {row.per_second:.1f} |")
    if speeds:
        lines += [
            f"| {one.name}, with its start | | | | | | {pace(one.with_start)} |"
            for one in (speeds.ours, *speeds.theirs)
        ]
    return "\n".join([*lines, MARKERS[1]])


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path, nargs="*", help="marked applications, JSONL")
    parser.add_argument("--rounds", type=int, default=3, help="of timing")
    parser.add_argument(
        "--documents", type=int, default=60, help="that commands are timed with; 0 for no timing"
    )
    parser.add_argument(
        "--markdown", action="store_true", help="end with one small table between markers"
    )
    parser.add_argument(
        "--presidio",
        type=Path,
        nargs=2,
        metavar=("IN.jsonl", "OUT.jsonl"),
        help="do nothing but find Presidio's spans of a file",
    )
    parser.add_argument("--workers", type=int, default=1, help="processes of --presidio")
    asked = parser.parse_args()
    if asked.presidio:
        in_path, out_path = asked.presidio
        presidio_file(in_path, out_path, asked.workers)
        return
    gold = [line for file in asked.gold or [DEV] for line in read_lines(file)]
    # Files may number their lines alike; a document is its place here.
    gold = [{**line, "id": str(at)} for at, line in enumerate(gold)]
    busy = psutil.cpu_percent(interval=1)
    rows = measure(all_tools(), gold, asked.rounds)
    print(f"{len(gold)} documents; {os.cpu_count()} processors, {busy:.0f} % busy beforehand")
    print()
    print(table(rows), flush=True)
    speeds = measure_speed(gold, asked.documents, asked.rounds) if asked.documents else None
    if speeds:
        print()
        print(speed_table(speeds))
    if asked.markdown:
        print()
        print(compact(rows, speeds))


if __name__ == "__main__":
    main()
