"""The fuzz suite: thousands of damaged files of each format, read as the program reads them.

    python tests/fuzz/fuzz.py [--mutants N] [--seconds N] [--seed S] [--formats docx,pdf] [--workers N]

Every outcome must be a Document or a sentence, within the time that a file may take. A worker
process that dies or is stopped costs its file a sentence like any other, and is counted. Whatever
goes wrong is kept in ``build/fuzz``, and the exit status is 1.
"""

import argparse
import json
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from edi_shortlist.documents import DocumentError, Reader, ReaderDied, ReadingTimedOut, reading
from edi_shortlist.documents.parts import ReadPart, read_parts
from fuzz.mutations import mutant
from fuzz.seeds import FORMATS, SLOW_FORMATS, seeds_of

KEPT = Path("build") / "fuzz"

#: Seconds a mutant may take without a sign of life, and in all; a tenth of what a person waits.
SILENCE, IN_ALL = 20.0, 60.0
_GRACE = 20.0  # seconds to end a worker and say so, on a computer that is busy


class Outcome(StrEnum):
    """What came of a mutant."""

    DOCUMENT = "document"
    SENTENCE = "sentence"
    STOPPED = "stopped"  # by the time limit, with a sentence
    DIED = "worker died"  # and was replaced, with a sentence
    CRASH = "crash"  # of the main process: an error that is no sentence
    LEAK = "leak"  # a sentence that quotes the file
    HANG = "hang"  # no answer within the limit


WRONG = (Outcome.CRASH, Outcome.LEAK, Outcome.HANG)


@dataclass
class Tally:
    """What came of the mutants of one format."""

    seeds: int
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def mutants(self) -> int:
        return sum(self.outcomes.values())


@dataclass
class Round:
    """One run of the suite.

    Args:
        kinds: the formats.
        mutants: of each.
        seed: the same mutants come from the same seed.
        seconds: when to stop, or None.
        workers: reader processes side by side.
        silence: seconds without a sign of life.
        kept: where mutants are kept that went wrong, died or were stopped.
        read_file: what the workers call.
    """

    kinds: Sequence[str]
    mutants: int
    seed: int = 1
    seconds: float | None = None
    workers: int = 2
    silence: float = SILENCE
    kept: Path = KEPT
    read_file: Callable[[Path], Sequence[ReadPart]] = read_parts
    tallies: dict[str, Tally] = field(default_factory=dict)

    def run(self) -> dict[str, Tally]:
        """Read all the mutants, a number of each format in turn; return what came of them."""
        sources = {kind: [seed.content for seed in seeds_of(kind)] for kind in self.kinds}
        self.tallies = {kind: Tally(len(sources[kind])) for kind in self.kinds}
        self._sources = {kind: found for kind, found in sources.items() if found}
        self._words = {kind: frozenset(self._said_by(kind)) for kind in self._sources}
        self._tasks = ((kind, n) for n in range(self.mutants) for kind in self._sources)
        self._lock = threading.Lock()
        self._until = None if self.seconds is None else time.monotonic() + self.seconds
        self._in_hand: dict[str, tuple[float, Reader]] = {}
        usual, reading.TIME_LIMIT = reading.TIME_LIMIT, IN_ALL
        pool = ThreadPoolExecutor(self.workers)
        try:
            going = {pool.submit(self._work) for _ in range(self.workers)}
            while going:
                done, going = wait(going, timeout=1)
                for one in done:
                    one.result()
                self._end_what_hangs()
        finally:
            reading.TIME_LIMIT = usual
            pool.shutdown(cancel_futures=True)
        return self.tallies

    @property
    def _longest(self) -> float:
        return max(self.silence, IN_ALL) + _GRACE

    def _end_what_hangs(self) -> None:
        """Kill a worker that the Reader should have killed, so that the round goes on."""
        with self._lock:
            hanging = [
                reader
                for begun, reader in self._in_hand.values()
                if time.monotonic() - begun > self._longest and reader._process is not None
            ]
        for reader in hanging:
            assert reader._process is not None
            reader._process.kill()

    def _said_by(self, kind: str) -> Iterator[str]:
        """Pieces of the text of the sound files, long enough to be nobody else's words."""
        with Reader(timeout=120) as reader, tempfile.TemporaryDirectory() as folder:
            for content in self._sources[kind]:
                path = Path(folder) / f"sound.{kind}"
                path.write_bytes(content)
                text = reader.read(path).text
                yield from (line.strip()[:40] for line in text.split("\n") if len(line) > 16)

    def _work(self) -> None:
        with (
            Reader(timeout=self.silence, read_file=self.read_file) as reader,
            tempfile.TemporaryDirectory() as folder,
        ):
            while (task := self._next()) is not None:
                self._one(reader, Path(folder), *task)

    def _next(self) -> tuple[str, int] | None:
        with self._lock:
            if self._until is not None and time.monotonic() > self._until:
                return None
            return next(self._tasks, None)

    def _one(self, reader: Reader, folder: Path, kind: str, number: int) -> None:
        content = mutant(self.seed, kind, number, self._sources[kind])
        path = folder / f"mutant.{kind}"
        path.write_bytes(content)
        begun = time.monotonic()
        with self._lock:
            self._in_hand[str(folder)] = (begun, reader)
        outcome, said = self._outcome(reader, path, self._words[kind])
        took = time.monotonic() - begun
        if took > self._longest:
            outcome = Outcome.HANG
        with self._lock:
            del self._in_hand[str(folder)]
            self.tallies[kind].outcomes[outcome] += 1
            self.tallies[kind].seconds += took
        if outcome not in (Outcome.DOCUMENT, Outcome.SENTENCE):
            self.kept.mkdir(parents=True, exist_ok=True)
            name = f"{outcome.value.replace(' ', '-')}-{self.seed}-{number}.{kind}"
            (self.kept / name).write_bytes(content)
            print(f"{kind} {number} of seed {self.seed}: {outcome}. {said}", file=sys.stderr)

    @staticmethod
    def _outcome(reader: Reader, path: Path, words: frozenset[str]) -> tuple[Outcome, str]:
        try:
            parts = reader.read_parts(path)
        except ReadingTimedOut as error:
            return Outcome.STOPPED, error.sentence
        except ReaderDied as error:
            return Outcome.DIED, error.sentence
        except DocumentError as error:
            return (Outcome.LEAK if _quotes(error, words) else Outcome.SENTENCE), error.sentence
        except Exception as error:
            return Outcome.CRASH, type(error).__name__
        errors = [part.error for part in parts if part.error is not None]
        if any(_quotes(error, words) for error in errors):
            return Outcome.LEAK, errors[0].sentence
        json.dumps([part.document.to_dict() for part in parts if part.document])
        read = any(part.document is not None for part in parts)
        return (Outcome.DOCUMENT if read else Outcome.SENTENCE), ""


def _quotes(error: DocumentError, words: frozenset[str]) -> bool:
    said = f"{error.sentence} {error.__cause__!r} {error.__context__!r}"
    return any(word in said for word in words)


def table(tallies: dict[str, Tally]) -> str:
    """What came of the mutants, as a Markdown table."""
    columns = list(Outcome)
    lines = [
        f"| format | real files | mutants | {' | '.join(columns)} | seconds |",
        "|---" * (len(columns) + 4) + "|",
    ]
    for kind, tally in tallies.items():
        counts = " | ".join(str(tally.outcomes[outcome]) for outcome in columns)
        lines.append(
            f"| {kind} | {tally.seeds} | {tally.mutants} | {counts} | {tally.seconds:.0f} |"
        )
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description="Read damaged files of every format.")
    parser.add_argument("--mutants", type=int, default=2000, help="of each format")
    parser.add_argument("--seconds", type=float, help="stop after so long with what was done")
    parser.add_argument("--seed", type=int, default=1, help="for other mutants")
    parser.add_argument(
        "--formats",
        default=",".join(FORMATS),
        help=f"of {', '.join((*FORMATS, *SLOW_FORMATS))} (the last needs LibreOffice)",
    )
    parser.add_argument("--workers", type=int, default=2, help="reader processes side by side")
    chosen = parser.parse_args()
    kinds = chosen.formats.split(",")
    if unknown := set(kinds) - {*FORMATS, *SLOW_FORMATS}:
        parser.error(f"There is no format {', '.join(sorted(unknown))}.")
    tallies = Round(kinds, chosen.mutants, chosen.seed, chosen.seconds, chosen.workers).run()
    print(table(tallies))
    print(f"\nSeed {chosen.seed}.")
    if without := [kind for kind, tally in tallies.items() if not tally.seeds]:
        print(f"Not read, since no such file can be made here: {', '.join(without)}.")
    if any(tally.seeds and tally.mutants < chosen.mutants for tally in tallies.values()):
        print(f"Stopped after {chosen.seconds} seconds, before all mutants were read.")
    total = sum((tally.outcomes for tally in tallies.values()), Counter[Outcome]())
    print(
        f"{total[Outcome.CRASH]} crashes, {total[Outcome.HANG]} hangs, {total[Outcome.LEAK]} "
        f"sentences that quote a file, in {total.total()} mutants."
    )
    return 1 if any(total[outcome] for outcome in WRONG) else 0


if __name__ == "__main__":
    sys.exit(main())
