"""The program opens no socket: the whole demonstration runs under a hook that sees what Python
opens and, where the system has it, under strace, which sees what libraries open behind it.

Two did: urllib3 under spaCy bound one on import, and ONNX Runtime sent telemetry.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from edi_shortlist.cli.context import PASSPHRASE_VARIABLE

from .sample_job import PASSPHRASE
from .test_blind_side import KINDS, found_in

# Python imports this in every process it starts, so the worker that reads files is watched too.
# A socket between two processes of this computer (AF_UNIX) is how multiprocessing talks.
WATCH = """
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
    """What a watched run left.

    Attributes:
        sockets: what Python's hook saw.
        system_calls: what strace saw, or None where it cannot be used.
        written: files that the run left in the user's home and among temporary files.
    """

    status: int
    stdout: str
    stderr: str
    processes: set[str]
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


def _run(folder: Path, *command: str, trace: bool = False) -> Watched:
    folder.mkdir(exist_ok=True)
    home, temporary, calls = folder / "home", folder / "temporary", folder / "calls.txt"
    home.mkdir()
    temporary.mkdir()
    (folder / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    log = folder / "sockets.txt"
    log.touch()
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")]),
        "SOCKETS_SEEN": str(log),
        PASSPHRASE_VARIABLE: PASSPHRASE,
        "HOME": str(home),
        "TMPDIR": str(temporary),
    }
    for name in ("ORT_DISABLE_TELEMETRY", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        environment.pop(name, None)
    under = _strace(calls) if trace else []
    done = subprocess.run(
        [*under, sys.executable, *command],
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
        {process for process, what in seen if what == "watched"},
        [what for _, what in seen if what != "watched"],
        calls.read_text(errors="replace").splitlines() if under else None,
        sorted(
            str(path.relative_to(folder))
            for place in (home, temporary)
            for path in place.rglob("*")
            if path.is_file()
        ),
    )


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    folder = tmp_path_factory.mktemp("watched")
    workspace = str(folder / "workspace")
    return _run(
        folder,
        *("-m", "edi_shortlist.cli", "--workspace", workspace, "demo", workspace),
        trace=True,
    )


@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; socket.socket(socket.AF_INET)",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import multiprocessing as m; p = m.get_context('spawn').Process(target=__import__, "
        "args=('ftplib',)); import socket; socket.socket(socket.AF_INET6)",
    ],
)
def test_the_watch_sees_a_socket(tmp_path: Path, attempt: str) -> None:
    assert _run(tmp_path / "watch", "-c", attempt).sockets


def test_the_demonstration_opens_no_socket(demonstration: Watched) -> None:
    assert demonstration.status == 0, demonstration.stderr
    assert demonstration.sockets == []
    assert len(demonstration.processes) >= 2, "the worker that reads files was not watched"


def test_no_library_opens_a_socket_behind_python(demonstration: Watched) -> None:
    if demonstration.system_calls is None:
        pytest.skip("strace is not installed, or may not be used here")
    # AF_UNIX is this computer talking to itself.
    calls = [c for c in demonstration.system_calls if not re.search(r"AF_UNIX|AF_LOCAL", c)]
    opened = [c for c in calls if re.search(r"\b(socket|connect|bind|sendto)\(", c)]
    assert opened == []


def test_no_library_leaves_anything_in_the_users_home(demonstration: Watched) -> None:
    """ONNX Runtime's telemetry began with a device id in the cache and a file in /tmp."""
    assert demonstration.status == 0, demonstration.stderr
    assert demonstration.written == []


def test_the_demonstration_tells_each_step_in_order(demonstration: Watched) -> None:
    steps = ["Read 23", "Redacted:", "Released:", "Scored: 288", "Shortlisted: 7", "Log verified."]
    lines = demonstration.stdout.splitlines()
    assert all(line.startswith(step) for line, step in zip(lines, steps, strict=False))
    assert "Interview list: C-" in demonstration.stdout


def test_the_demonstration_prints_nobodys_name(demonstration: Watched) -> None:
    output = {
        "stdout": demonstration.stdout.encode(),
        "stderr": demonstration.stderr.encode(),
    }
    assert found_in(output, KINDS) == []
