"""The fault suite: programs killed at random instants, and what they had confirmed looked for.

    python tests/faults/faults.py [--kills N] [--seed S] [--programs import,erase] [--workers N]

Each program of ``tests/faults/programs`` works in a copy of a workspace until SIGKILL ends it and
all that it started. Then the workspace must open, both its databases be whole, its log verify with
and without the vault, and every act that the program had said was saved be there. It goes on where
it was killed until nothing is left to do. Half of the instants are drawn from the time that the
program takes, half from the time that its acts take, since some acts are a small part of it.

The programs are forked from a process that has loaded everything, so that the instants fall into
their work and not into the start of Python. What went wrong is kept in ``build/faults``, and the
exit status is 1.
"""

import argparse
import os
import random
import select
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from edi_shortlist.storage import Workspace
from edi_shortlist.workflow.auditing import verify_audit
from edi_shortlist.workflow.session import Session
from faults.program import OFFICER, PASSPHRASE, Program, Say, expect
from faults.programs import every_program

KEPT = Path("build") / "faults"
_LONGEST = 300.0  # seconds without a word from a program, which then hangs
_BEGUN, _ENDED, _SAID = "[", "]", "="
_TICK = 0.0002  # seconds by which both ends of an act may be heard as one
_AT_A_TIME = 10  # kills that one process does before it asks for more


@dataclass
class Tally:
    """What came of the kills of one program.

    Attributes:
        inside: kills in the middle of an act, or of the cleaning after an erasure.
        confirmed: acts that were said and looked for after a kill.
        ran_out: times that the program had done everything before its instant came.
        losses: sentences.
    """

    kills: int = 0
    inside: int = 0
    confirmed: int = 0
    ran_out: int = 0
    seconds: float = 0.0
    losses: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Add what came of other kills of the same program."""
        self.kills += other.kills
        self.inside += other.inside
        self.confirmed += other.confirmed
        self.ran_out += other.ran_out
        self.seconds += other.seconds
        self.losses += other.losses


# -- running a program


@dataclass(frozen=True)
class Instant:
    """When to kill: so many seconds after the beginning, or after that act has begun."""

    seconds: float
    act: int | None = None


@dataclass
class Ran:
    """What was heard of a program: each line, and the seconds at which it came."""

    lines: list[str]
    times: list[float]
    killed: bool
    status: int

    @property
    def said(self) -> list[str]:
        """The acts that it said were saved."""
        return [line[1:] for line in self.lines if line.startswith(_SAID)]

    @property
    def inside(self) -> bool:
        """Whether an act had begun and not ended."""
        return self.lines.count(_BEGUN) > self.lines.count(_ENDED)


def run(program: Program, folder: Path, instant: Instant | None) -> Ran:
    """Fork the program off, and kill it at that instant with all that it started.

    Raises:
        TimeoutError: nothing was heard of it for too long.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os._exit(_as_child(program, folder, writing))
    os.close(writing)
    with suppress(OSError):
        os.setpgid(child, child)
    begun = time.monotonic()
    at = begun + instant.seconds if instant and instant.act is None else None
    heard, times, killed, ended = b"", [], False, False
    while not ended and not killed:
        left = _LONGEST if at is None else max(0.0, at - time.monotonic())
        ready, _, _ = select.select([reading], [], [], left)
        now = time.monotonic()
        if ready:
            more = os.read(reading, 1 << 16)
            ended = not more
            heard += more
            times += [now - begun] * more.count(b"\n")
            acts = heard.split(b"\n").count(_BEGUN.encode())
            if instant and instant.act and at is None and acts >= instant.act:
                at = now + instant.seconds
        hangs = not ready and at is None
        killed = not ended and at is not None and now >= at
        if hangs or killed:
            os.killpg(child, signal.SIGKILL)
        if hangs:
            os.waitpid(child, 0)
            os.close(reading)
            raise TimeoutError(f"nothing was heard for {_LONGEST:.0f} seconds")
    while more := os.read(reading, 1 << 16):  # what it had said before it was killed
        heard += more
    os.close(reading)
    _, status = os.waitpid(child, 0)
    # The last line may be cut; all before it were said.
    return Ran(heard.decode(errors="replace").split("\n")[:-1], times, killed, status)


def _as_child(program: Program, folder: Path, writing: int) -> int:
    try:
        os.setpgid(0, 0)
        _tell_of_acts(lambda line: _tell(writing, line))
        program.work(folder, lambda fact: _tell(writing, _SAID + fact))
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def _tell(writing: int, line: str) -> None:
    os.write(writing, f"{line}\n".encode())  # whole, since it is shorter than a pipe's buffer


def _tell_of_acts(tell: Say) -> None:
    """From now on tell when an act begins and ends; this process is thrown away afterwards."""
    act, clean = Workspace.act, Workspace.clean

    @contextmanager
    def told_act(self: Workspace, *, sealed: bool = False) -> Iterator[None]:
        outermost = not self._store.db.conn.in_transaction
        if outermost:
            tell(_BEGUN)
        with act(self, sealed=sealed):
            yield
        if outermost:
            tell(_ENDED)

    def told_clean(self: Workspace) -> bool:
        tell(_BEGUN)
        cleaned = clean(self)
        tell(_ENDED)
        return cleaned

    changed: Any = Workspace
    changed.act, changed.clean = told_act, told_clean


# -- looking


def look(program: Program, folder: Path, said: Sequence[str]) -> None:
    """Open a workspace after a kill and look at everything.

    Raises:
        Exception: something is wrong; ``Lost`` says what in words.
    """
    with Session.open(folder, OFFICER) as s:
        sealed = verify_audit(s)
        expect(sealed.ok, sealed.sentence)
        s.unlock(PASSPHRASE)
        opened = verify_audit(s)
        expect(opened.ok, opened.sentence)
        for name, store in (("blind", s.workspace._store), ("sealed", s.workspace._vault_store)):
            assert store is not None
            expect(store.value("PRAGMA integrity_check") == "ok", f"the {name} database is damaged")
            expect(not store.rows("PRAGMA foreign_key_check"), f"the {name} side refers to nothing")
            if store.sealed:
                expect(not store.rows("PRAGMA cipher_integrity_check"), "the vault is damaged")
        program.check(s, said)


# -- a series of kills, in a process of its own


@dataclass(frozen=True)
class Course:
    """How a program goes when nobody kills it.

    Attributes:
        seconds: in all.
        acts: the seconds of each act.
    """

    prepared: Path
    seconds: float
    acts: tuple[float, ...]

    def instant(self, chance: random.Random) -> Instant:
        """Draw an instant: of the whole time, or of the time that acts take."""
        if chance.random() < 0.5:
            return Instant(chance.uniform(0, self.seconds))
        (act,) = chance.choices(range(len(self.acts)), self.acts)
        return Instant(chance.uniform(0, self.acts[act]), act + 1)


@cache
def _course(program: Program, place: Path) -> Course:
    """Prepare a program, and run it to its end once."""
    program.warm()
    prepared = Path(tempfile.mkdtemp(dir=place)) / "prepared"
    program.prepare(prepared)
    with _copy(prepared, place) as folder:
        ran = run(program, folder, None)
        expect(ran.status == 0, "it fails without being killed")
        look(program, folder, ran.said)
    begun = [at for line, at in zip(ran.lines, ran.times, strict=False) if line == _BEGUN]
    ended = [at for line, at in zip(ran.lines, ran.times, strict=False) if line == _ENDED]
    took = tuple(end - begin + _TICK for begin, end in zip(begun, ended, strict=False))
    return Course(prepared, ran.times[-1], took)


@contextmanager
def _copy(prepared: Path, place: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=place) as made:
        yield Path(shutil.copytree(prepared, Path(made) / "workspace"))


def series(program: Program, kills: int, seed: str, place: Path, kept: Path) -> Tally:
    """Kill a program so many times.

    Args:
        seed: the same instants come from the same seed.
        place: a folder for copies of workspaces.
        kept: where a workspace is kept in which something is wrong.
    """
    tally, begun = Tally(), time.monotonic()
    try:
        course = _course(program, place)
    except Exception as error:
        tally.losses.append(f"before any kill: {type(error).__name__}: {error}")
        return tally
    chance = random.Random(seed)
    while tally.kills < kills and tally.ran_out <= 3 * kills + 10:
        with _copy(course.prepared, place) as folder:
            _until_done(program, course, chance, folder, kills, tally, kept / seed)
    tally.seconds = time.monotonic() - begun
    return tally


def _until_done(
    program: Program,
    course: Course,
    chance: random.Random,
    folder: Path,
    kills: int,
    tally: Tally,
    kept: Path,
) -> None:
    """Kill a program in one copy of its workspace until nothing is left to do there, or something
    is wrong."""
    said: list[str] = []
    while tally.kills < kills:
        try:
            ran = run(program, folder, course.instant(chance))
            said += ran.said
            tally.kills += ran.killed
            tally.inside += ran.killed and ran.inside
            tally.ran_out += not ran.killed
            expect(ran.killed or ran.status == 0, "it failed after an earlier kill")
            look(program, folder, said)
            tally.confirmed += len(said)
        except Exception as error:
            where = kept.with_name(f"{kept.name}-{tally.kills}")
            shutil.copytree(folder, where, dirs_exist_ok=True)
            (where / "said.txt").write_text("\n".join(said), encoding="utf-8")
            tally.losses.append(f"kill {tally.kills}: {type(error).__name__}: {error}")
            return
        if not ran.killed:
            return


# -- the suite


def kill_all(
    programs: Sequence[Program],
    kills: int,
    seed: int = 1,
    workers: int = 2,
    kept: Path = KEPT,
    tell: Say = lambda line: None,
) -> dict[str, Tally]:
    """Kill programs so many times in all, evenly, and return what came of it by name.

    Args:
        tell: called with a line now and then.
    """
    tallies = {program.name: Tally() for program in programs}
    shares = {
        program.name: kills // len(programs) + (place < kills % len(programs))
        for place, program in enumerate(programs)
    }
    with (
        tempfile.TemporaryDirectory(prefix="faults-") as place,
        # Fresh processes, in which no thread runs that a fork would lose.
        ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool,
    ):
        going = {
            pool.submit(
                series,
                program,
                min(_AT_A_TIME, shares[program.name] - first),
                f"{program.name}-{seed}-{first}",
                Path(place),
                kept.absolute(),
            ): program.name
            for program in programs
            for first in range(0, shares[program.name], _AT_A_TIME)
        }
        for done in as_completed(going):
            tallies[going[done]].add(done.result())
            tell(f"{sum(tally.kills for tally in tallies.values())} of {kills}")
    return tallies


def table(tallies: dict[str, Tally]) -> str:
    """What came of the kills, as a Markdown table."""
    lines = [
        "| program | kills | inside an act | acts looked for | ran out before | losses | seconds |",
        "|---" * 7 + "|",
    ]
    for name, tally in tallies.items():
        lines.append(
            f"| {name} | {tally.kills} | {tally.inside} | {tally.confirmed} | {tally.ran_out} | "
            f"{len(tally.losses)} | {tally.seconds:.0f} |"
        )
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description="Kill programs at random instants.")
    known = every_program()
    parser.add_argument("--kills", type=int, default=300, help="in all, evenly over the programs")
    parser.add_argument("--seed", type=int, default=1, help="for other instants")
    parser.add_argument("--programs", default=",".join(known), help=f"of {', '.join(known)}")
    parser.add_argument("--workers", type=int, default=2, help="programs at a time")
    chosen = parser.parse_args()
    if not hasattr(os, "fork"):
        parser.error("This needs a system that can fork and kill: Linux or macOS.")
    names = chosen.programs.split(",")
    if unknown := set(names) - set(known):
        parser.error(f"There is no program {', '.join(sorted(unknown))}.")
    tallies = kill_all(
        [known[name] for name in names],
        chosen.kills,
        chosen.seed,
        chosen.workers,
        tell=lambda line: print(line, file=sys.stderr),
    )
    print(table(tallies))
    total = Tally()
    for name, tally in tallies.items():
        total.add(tally)
        for loss in tally.losses:
            print(f"{name}, {loss}")
    print(
        f"\nSeed {chosen.seed}. {total.kills} kills, {total.inside} of them inside an act; "
        f"{total.confirmed} confirmed acts looked for; {len(total.losses)} times something was "
        "lost, damaged or half-done."
    )
    short = total.kills < chosen.kills
    if short:
        print("There were fewer kills than asked for: programs failed, or ended too soon.")
    return 1 if total.losses or short else 0


if __name__ == "__main__":
    sys.exit(main())
