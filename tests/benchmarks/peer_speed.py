"""How fast the program is beside Presidio, what a worker of it holds, and the bars for both.

The same texts again and again as ``--documents`` lines of a file, then as twice as many. A
command's time for the fewer counts its start in; the difference between both is its pace without
it. Every round runs all commands in turn, and a ratio is the median of the rounds' ratios. Seconds
of processor time stand beside those of the clock, since other programs that run meanwhile lengthen
the latter only. Presidio's command is ``peers.py --presidio``, as the program's is ``detect``.

Limits: texts repeat, so caches of whatever program are warmer than in a real vacancy. A worker's
memory is sampled, so a short peak may be missed.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any

import psutil  # type: ignore[import-untyped, unused-ignore]
from measure.score_redaction import Marked, read_lines

from benchmarks.child_processes import started_by

_SAMPLING_SECONDS = 0.02

Line = Mapping[str, Any]


@dataclass(frozen=True)
class Spent:
    """Seconds by the clock, and of processors, of one run of a command."""

    seconds: float
    processor: float


@dataclass(frozen=True)
class Timed:
    """The runs of one command, a pair for each round.

    Attributes:
        documents: of the smaller file; the larger one holds twice as many.
        fewer, more: what the rounds took for either file.
    """

    name: str
    documents: int
    fewer: tuple[Spent, ...]
    more: tuple[Spent, ...]

    @property
    def with_start(self) -> tuple[float, ...]:
        """Seconds for a document in each round, the start included."""
        return tuple(spent.seconds / self.documents for spent in self.fewer)

    @property
    def without_start(self) -> tuple[float, ...]:
        """Seconds for each document more in each round; nought or less where noise hid it."""
        both = zip(self.fewer, self.more, strict=True)
        return tuple((more.seconds - fewer.seconds) / self.documents for fewer, more in both)

    @property
    def processor(self) -> float:
        """Seconds of processor time for a document, the start included."""
        return median(spent.processor for spent in self.fewer) / self.documents


@dataclass(frozen=True)
class Bar:
    """A figure and the bound that it must keep; None where noise hid the figure."""

    what: str
    value: float | None
    bound: float
    unit: str
    at_most: bool

    @property
    def met(self) -> bool | None:
        """Whether the figure keeps its bound."""
        if self.value is None:
            return None
        return self.value <= self.bound if self.at_most else self.value >= self.bound


@dataclass(frozen=True)
class Speeds:
    """What the part on speed found.

    Attributes:
        ours, theirs: ``detect --workers 2``; Presidio with two processes and with one.
        bare, whole: seconds for all marked applications in one warm process, a value a round.
        worker: most bytes of one worker.
        model: bytes of the pipeline's folder.
    """

    ours: Timed
    theirs: tuple[Timed, ...]
    bare: tuple[float, ...]
    whole: tuple[float, ...]
    worker: int
    model: int


def repeated(gold: Sequence[Line], documents: int) -> list[dict[str, Any]]:
    """Return so many lines for ``detect``, the marked applications without marks in turn."""
    return [
        {
            "id": str(at),
            "text": Marked.parse(line["text"]).text,
            "identity": line.get("identity") or {},
        }
        for at, line in enumerate(islice(cycle(gold), documents))
    ]


def _detect(in_path: Path, out_path: Path) -> list[str | Path]:
    program = (sys.executable, "-m", "edi_shortlist.cli", "detect")
    return [*program, in_path, out_path, "--workers", "2"]


def _with_presidio(workers: int, in_path: Path, out_path: Path) -> list[str | Path]:
    script = Path(__file__).resolve().with_name("peers.py")
    return [sys.executable, script, "--presidio", in_path, out_path, "--workers", str(workers)]


def _spent(command: Sequence[str | Path], out_path: Path, documents: int) -> Spent:
    """Run a command to its end and see that it wrote a line for each document.

    Raises:
        RuntimeError: it failed; the text is what it said.
    """
    out_path.unlink(missing_ok=True)
    before, began = os.times(), time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds, after = time.perf_counter() - began, os.times()
    if done.returncode or len(read_lines(out_path)) != documents:
        raise RuntimeError(f"{command}: {done.stderr}")
    processor = after.children_user + after.children_system
    return Spent(seconds, processor - before.children_user - before.children_system)


def _time_commands(gold: Sequence[Line], documents: int, rounds: int, folder: Path) -> list[Timed]:
    files = {number: folder / f"{number}.jsonl" for number in (documents, 2 * documents)}
    for number, file in files.items():
        lines = [json.dumps(line, ensure_ascii=False) for line in repeated(gold, number)]
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    out = folder / "found.jsonl"
    commands: dict[str, Callable[[Path], list[str | Path]]] = {
        "edi-shortlist detect --workers 2": lambda file: _detect(file, out),
        "Presidio, two processes": lambda file: _with_presidio(2, file, out),
        "Presidio, one process": lambda file: _with_presidio(1, file, out),
    }
    spent: dict[tuple[str, int], list[Spent]] = {}
    for _ in range(rounds):
        for name, command in commands.items():
            for number, file in files.items():
                one = _spent(command(file), out, number)
                spent.setdefault((name, number), []).append(one)
    return [
        Timed(name, documents, tuple(spent[name, documents]), tuple(spent[name, 2 * documents]))
        for name in commands
    ]


def _bare_and_whole(
    gold: Sequence[Line], rounds: int
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    from edi_shortlist.redaction import Redactor

    redactor = Redactor.load("standard")
    lines = repeated(gold, len(gold))
    texts = [line["text"] for line in lines]
    bare, whole = [], []
    for at in range(rounds + 1):
        began = time.perf_counter()
        for _ in redactor.nlp.pipe(texts):
            pass
        piped = time.perf_counter()
        for line in lines:
            redactor.find(line["text"], line["identity"])
        if at:  # the first round warms both
            bare.append(piped - began)
            whole.append(time.perf_counter() - piped)
    return tuple(bare), tuple(whole)


def peak_of_a_worker(command: Sequence[str | Path]) -> int:
    """Run a command and return the most bytes that one of its child processes held."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    tree, peak = psutil.Process(process.pid), 0
    while process.poll() is None:
        try:
            for child in started_by(tree):
                peak = max(peak, child.memory_info().rss)
        except psutil.NoSuchProcess:  # it ended while we looked
            pass
        time.sleep(_SAMPLING_SECONDS)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return peak


def size_of(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def measure_speed(gold: Sequence[Line], documents: int, rounds: int) -> Speeds:
    """Time the commands and the pipeline, and weigh a worker and the model."""
    from edi_shortlist import bundled

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours, *theirs = _time_commands(gold, documents, rounds, folder)
        worker = peak_of_a_worker(_detect(folder / f"{documents}.jsonl", folder / "found.jsonl"))
    bare, whole = _bare_and_whole(gold, rounds)
    return Speeds(ours, tuple(theirs), bare, whole, worker, size_of(bundled.model()))


def median_ratio(above: Sequence[float], below: Sequence[float]) -> float | None:
    """Return the median of the rounds' ratios; None where a round has no time to compare."""
    if min(*above, *below) <= 0:
        return None
    return median(a / b for a, b in zip(above, below, strict=True))


def bars(speeds: Speeds) -> list[Bar]:
    """Return what was asked for and whether it is met."""
    asked = []
    for other in speeds.theirs:
        name = f"detect --workers 2, times as many documents a second as {other.name}"
        with_start = median_ratio(other.with_start, speeds.ours.with_start)
        without = median_ratio(other.without_start, speeds.ours.without_start)
        asked += [
            Bar(f"{name}, start included", with_start, 1.0, "", at_most=False),
            Bar(f"{name}, without the start", without, 1.0, "", at_most=False),
        ]
    return [
        *asked,
        Bar(
            "whole detection, times as long as the bare pipeline",
            median_ratio(speeds.whole, speeds.bare),
            1.5,
            "",
            at_most=True,
        ),
        Bar("memory of a worker", speeds.worker / 1e6, 700, " MB", at_most=True),
        Bar("model on disk", speeds.model / 1e6, 60, " MB", at_most=True),
    ]


def pace(seconds: Sequence[float]) -> str:
    """Say how many documents a second; a dash where noise hid it."""
    middle = median(seconds)
    return f"{1 / middle:.1f}" if middle > 0 else "–"


def speed_table(speeds: Speeds) -> str:
    """Return the commands' paces and the bars as Markdown tables."""
    documents = speeds.ours.documents
    rows = [
        f"| command | seconds for {documents} documents | documents a second, start included "
        "| without the start | processor seconds a document |",
        "|---|---|---|---|---|",
    ]
    rows += [
        f"| {one.name} | {median(one.with_start) * documents:.1f} | {pace(one.with_start)} "
        f"| {pace(one.without_start)} | {one.processor:.2f} |"
        for one in (speeds.ours, *speeds.theirs)
    ]
    rows += ["", "| bar | figure | bound | met |", "|---|---|---|---|"]
    answers = {True: "yes", False: "no", None: "not to be told, too much noise"}
    for bar in bars(speeds):
        digits = 0 if bar.unit else 2
        value = "–" if bar.value is None else f"{bar.value:.{digits}f}{bar.unit}"
        bound = f"{'at most' if bar.at_most else 'at least'} {bar.bound:g}{bar.unit}"
        rows.append(f"| {bar.what} | {value} | {bound} | {answers[bar.met]} |")
    return "\n".join(rows)
