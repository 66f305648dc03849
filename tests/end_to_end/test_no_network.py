"""The program opens no socket: the whole demonstration runs under a hook that sees what Python
opens and, where the system has it, under strace, which sees what libraries open behind it.

Two did: urllib3 under spaCy bound one on import, and ONNX Runtime sent telemetry.
"""

import re
from pathlib import Path

import pytest

from .watching import Watched, run_watched


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
    assert run_watched(tmp_path / "watch", "-c", attempt).sockets


def test_the_demonstration_opens_no_socket(watched_job: Watched) -> None:
    assert watched_job.sockets == []
    assert len(watched_job.processes) >= 2, "the worker that reads files was not watched"


def test_no_library_opens_a_socket_behind_python(watched_job: Watched) -> None:
    if watched_job.system_calls is None:
        pytest.skip("strace is not installed, or may not be used here")
    # AF_UNIX is this computer talking to itself.
    calls = [c for c in watched_job.system_calls if not re.search(r"AF_UNIX|AF_LOCAL", c)]
    opened = [c for c in calls if re.search(r"\b(socket|connect|bind|sendto)\(", c)]
    assert opened == []


def test_no_library_leaves_anything_in_the_users_home(watched_job: Watched) -> None:
    """ONNX Runtime's telemetry began with a device id in the cache and a file in /tmp."""
    assert watched_job.written == []
