"""Running a program with somebody watching: every socket that Python opens in any of its processes
and, where the system has strace, every one that a library opens behind it."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from edi_shortlist.cli.context import PASSPHRASE_VARIABLE

_TESTS = Path(__file__).parents[1]

# Python imports this in every process it starts, so the worker that reads files is watched too.
# A socket between two processes of this computer (AF_UNIX) is how multiprocessing talks.
_WATCH = """
import os, sys

_LOG = os.environ["SOCKETS_SEEN"]

def _note(words):
    with open(_LOG, "a") as log:
        log.write(f"{os.getpid()} {words}\\n")

def _watch(event, args):
    if not event.startswith("socket."):
        return
    if event == "socket.__new__":
        family = int(args[1])
        if family != 1:
            _note(f"opened a socket of family {family}")
    elif event in ("socket.connect", "socket.bind", "socket.sendto"):
        if not isinstance(args[-1], (str, bytes)):
            _note(f"{event} {args[-1]}")
    else:
        _note(f"{event} {args[1:]}")

_note("watched")
sys.addaudithook(_watch)
"""


@dataclass(frozen=True)
class Watched:
    """What a program did.

    Attributes:
        status: its exit status.
        stdout, stderr: what it printed.
        processes: the identifiers of those that were watched.
        sockets: what Python did with sockets in them.
        system_calls: lines of strace, or None where it cannot be used.
        written: files left in the user's home and in the folder for temporary files.
    """

    status: int
    stdout: str
    stderr: str
    processes: frozenset[str]
    sockets: list[str]
    system_calls: list[str] | None
    written: list[str]


def _strace(log: Path) -> list[str]:
    """Return the words that put a command under strace, or none where that is not possible."""
    words = ["strace", "-f", "-qq", "-e", "trace=socket,connect,bind,sendto", "-o", str(log)]
    if shutil.which("strace") is None:
        return []
    tried = subprocess.run([*words, sys.executable, "-c", ""], capture_output=True)
    return words if tried.returncode == 0 else []


def run_watched(folder: Path, *words: str, trace: bool = False) -> Watched:
    """Run Python with these words, with an empty home and an empty folder for temporary files.

    Args:
        folder: for those two and the logs; made if need be.
        trace: use strace too.
    """
    folder.mkdir(exist_ok=True)
    home, temporary, calls = folder / "home", folder / "temporary", folder / "calls.txt"
    home.mkdir()
    temporary.mkdir()
    (folder / "sitecustomize.py").write_text(_WATCH, encoding="utf-8")
    log = folder / "sockets.txt"
    log.touch()
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(folder), str(_TESTS), os.environ.get("PYTHONPATH", "")]),
        "SOCKETS_SEEN": str(log),
        "HOME": str(home),
        "TMPDIR": str(temporary),
    }
    for name in ("ORT_DISABLE_TELEMETRY", "XDG_CACHE_HOME", "XDG_DATA_HOME", PASSPHRASE_VARIABLE):
        environment.pop(name, None)
    under = _strace(calls) if trace else []
    done = subprocess.run(
        [*under, sys.executable, *words],
        capture_output=True,
        text=True,
        env=environment,
        timeout=240,
    )
    seen = [line.split(" ", 1) for line in log.read_text(encoding="utf-8").splitlines()]
    return Watched(
        done.returncode,
        done.stdout,
        done.stderr,
        frozenset(process for process, what in seen if what == "watched"),
        [what for _, what in seen if what != "watched"],
        calls.read_text(errors="replace").splitlines() if under else None,
        sorted(
            str(path.relative_to(folder))
            for place in (home, temporary)
            for path in place.rglob("*")
            if path.is_file()
        ),
    )
