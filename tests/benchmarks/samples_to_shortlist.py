"""How long the sample job takes and how much memory, beside the bare pipeline in the same run.

    python tests/benchmarks/samples_to_shortlist.py

The job is ``edi-shortlist demo``: sixteen sample applications, from files to shortlist. The bare
pipeline is ``nlp.pipe`` over the same texts in one process, with nothing around it. Memory is the
highest sum of resident sizes over the process and its workers; pages they share count twice.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil
from child_processes import started_by

from edi_shortlist import bundled
from edi_shortlist.documents import Reader

_SAMPLING_SECONDS = 0.02

_BARE = """
import json, sys, time
import edi_shortlist.redaction  # keeps spaCy's libraries from the network
import spacy
from edi_shortlist import bundled
texts = json.load(open(sys.argv[1], encoding="utf-8"))
began = time.perf_counter()
nlp = spacy.load(bundled.model())
loaded = time.perf_counter()
for doc in nlp.pipe(texts):
    pass
print(json.dumps({"load": loaded - began, "pipe": time.perf_counter() - loaded}))
"""


@dataclass(frozen=True)
class Run:
    """A finished program: wall seconds, peak bytes of its process tree, and its stdout."""

    seconds: float
    peak: int
    stdout: str


def measured(command: Sequence[str | Path]) -> Run:
    """Run a program to its end while watching its memory.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    began = time.perf_counter()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        tree, peak = psutil.Process(process.pid), 0
        while process.poll() is None:
            peak = max(peak, _resident(tree))
            time.sleep(_SAMPLING_SECONDS)
        seconds = time.perf_counter() - began
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)
        out.seek(0)
        return Run(seconds, peak, out.read())


def _resident(process: psutil.Process) -> int:
    total = 0
    try:
        for one in (process, *started_by(process)):
            total += one.memory_info().rss
    except psutil.NoSuchProcess:  # it ended while we looked
        pass
    return total


def sample_texts() -> list[str]:
    """Return the text of every document of the sample applications."""
    files = sorted(bundled.resource("samples/applications").rglob("*.*"))
    with Reader() as reader:
        return [reader.read(file).text for file in files]


def main() -> None:
    """Print the table."""
    texts = sample_texts()
    with tempfile.TemporaryDirectory() as folder:
        texts_file = Path(folder) / "texts.json"
        texts_file.write_text(json.dumps(texts), encoding="utf-8")
        bare = measured([sys.executable, "-c", _BARE, str(texts_file)])
        job = measured(
            [sys.executable, "-m", "edi_shortlist.cli", "demo", str(Path(folder) / "w"), "--json"]
        )
    part = json.loads(bare.stdout)
    candidates = len(json.loads(job.stdout)["candidates"])
    words = sum(len(text.split()) for text in texts)
    print(f"{candidates} applications, {len(texts)} documents, {words} words")
    print()
    print("| what | seconds | peak MB |")
    print("|---|---|---|")
    print(f"| from files to shortlist | {job.seconds:.1f} | {job.peak / 1e6:.0f} |")
    print(f"| bare pipeline: start, load, pipe | {bare.seconds:.1f} | {bare.peak / 1e6:.0f} |")
    print(f"| of it nlp.pipe alone | {part['pipe']:.1f} | |")
    print()
    print(f"The job takes {job.seconds / part['pipe']:.1f} times as long as nlp.pipe alone,")
    print(f"and {job.seconds / bare.seconds:.1f} times as long as the bare program.")


if __name__ == "__main__":
    main()
