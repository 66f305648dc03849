"""What a worker process may not do, tried in a real one: network, programs, writing elsewhere,
memory, and what it does for libraries all the same."""

import ctypes
import os
import shutil
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from documents.odd_readers import obeys
from edi_shortlist.documents import FileTooLarge, Reader, ReaderDied
from edi_shortlist.documents.limits import MEMORY_LIMIT

Obey = Callable[[str], str]
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux is asked for this")


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(read_file=obeys, timeout=60) as one:
        yield one


@pytest.fixture
def obey(reader: Reader, tmp_path: Path) -> Obey:
    """Run lines of Python in a worker; what they leave in ``answer`` comes back."""

    def run(code: str) -> str:
        path = tmp_path / "code.txt"
        path.write_text(textwrap.dedent(code), encoding="utf-8")
        return reader.read(path).text

    return run


NETWORK_AND_PROGRAMS = [
    "import socket; socket.socket(socket.AF_INET)",
    "import socket; socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
    "import socket; socket.socket(getattr(socket, 'AF_UNIX', socket.AF_INET))",
    "import socket; socket.socketpair()",
    "import socket; socket.getaddrinfo('localhost', 80)",
    "import socket; socket.gethostbyname('localhost')",
    "import urllib.request; urllib.request.build_opener().open('ftp://example.com/')",
    "import os; os.system('true')",
    "import os; os.execv('/bin/true', ['true'])",
    "import os; os.posix_spawn('/bin/true', ['true'], {})",
    "import os; os.fork()",
    "import subprocess; subprocess.run(['true'])",
    "import subprocess; subprocess.run('true', shell=True)",
    "import sys, subprocess; subprocess.run(['soffice'], executable=sys.executable)",
    # A program that came out of the file, by a name that would be let through.
    """
        import os, shutil, subprocess, tempfile
        place = os.path.join(tempfile.gettempdir(), 'soffice')
        shutil.copyfile('/bin/true', place)
        os.chmod(place, 0o700)
        subprocess.run([place])
        """,
]


@pytest.mark.skipif(sys.platform == "win32", reason="the programs are those of other systems")
@pytest.mark.parametrize("attempt", NETWORK_AND_PROGRAMS)
def test_refused(obey: Obey, attempt: str) -> None:
    assert obey(attempt) in {"Forbidden", "URLError"}


WRITING = [
    "open(target, 'w')",
    "open(target, 'ab')",
    "open(target, 'r+')",
    "import io; io.FileIO(target, 'x')",
    "import os; os.open(target, os.O_WRONLY | os.O_CREAT)",
    "import os; os.open(target, os.O_RDWR)",
    "import pathlib; pathlib.Path(target).write_text('x')",
    "import os; os.remove(target)",
    "import os; os.mkdir(target + '-folder')",
    "import os; os.rename(target, target + '-2')",
    "import os; os.symlink('/etc', target + '-link')",
    "import os; os.link(target, target + '-link')",
    "import os; os.truncate(target, 0)",
    "import os; os.chmod(target, 0o777)",
    "import os; os.utime(target)",
    "import os; os.rmdir(os.path.dirname(target) + '/empty')",
    "import shutil; shutil.rmtree(os.path.dirname(target))",
    "import os, tempfile; os.chdir(tempfile.gettempdir()); open('../../elsewhere', 'w')",
    # Out through a link in its own folder.
    """
    import os, tempfile
    link = os.path.join(tempfile.gettempdir(), 'link')
    os.symlink(target, link)
    open(link, 'w')
    """,
    """
    import os, tempfile
    link = os.path.join(tempfile.gettempdir(), 'folder')
    os.symlink(os.path.dirname(target), link)
    os.remove(os.path.join(link, os.path.basename(target)))
    """,
    """
    folder = os.open(os.path.dirname(target), os.O_RDONLY)
    os.remove(os.path.basename(target), dir_fd=folder)
    """,
]


@pytest.mark.parametrize("attempt", WRITING)
def test_nothing_is_written_outside_the_private_folder(
    obey: Obey, tmp_path: Path, attempt: str
) -> None:
    place = tmp_path / "elsewhere"
    place.mkdir()
    (place / "empty").mkdir()
    (place / "minutes.txt").write_text("of last week")
    as_it_was = sorted(place.rglob("*"))
    code = f"import os\ntarget = {str(place / 'minutes.txt')!r}\n{textwrap.dedent(attempt)}"
    assert obey(code) == "Forbidden"
    assert sorted(place.rglob("*")) == as_it_was
    assert (place / "minutes.txt").read_text() == "of last week"


@linux
@pytest.mark.parametrize(
    "attempt",
    ["libc.open(target, 0o1101, 0o600)", "libc.unlink(target)", "libc.mkdir(target + b'-', 0o700)"],
)
def test_a_library_that_is_not_python_writes_nothing_either(
    obey: Obey, attempt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if ctypes.CDLL(None).syscall(444, None, 0, 1) < 1:
        pytest.skip("this kernel has no Landlock")
    # Not in /tmp, where LibreOffice may take its socket away.
    place = Path(__file__).resolve().parent / f"touched-{os.getpid()}"
    if "unlink" in attempt and place.is_relative_to("/tmp"):
        pytest.skip("this checkout lies in /tmp")
    place.write_text("x")
    try:
        code = f"""
        import ctypes
        libc = ctypes.CDLL(None, use_errno=True)
        target = {os.fsencode(place)!r}
        answer = {attempt}, ctypes.get_errno()
        """
        assert obey(code) == "(-1, 13)"  # EACCES
        assert place.read_text() == "x"
    finally:
        place.unlink()


@linux
def test_a_library_that_is_not_python_reaches_no_network(obey: Obey) -> None:
    """A connection to a port that listens on this very computer leads nowhere."""
    try:
        alone = subprocess.run(["unshare", "-n", "true"], capture_output=True).returncode == 0
        alone = alone or not subprocess.run(["unshare", "-Urn", "true"]).returncode
    except FileNotFoundError:
        alone = False
    if not alone:
        pytest.skip("this system lets nobody make a network of their own")
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        port = listening.getsockname()[1]
        code = f"""
        import ctypes, struct
        libc = ctypes.CDLL(None, use_errno=True)
        address = struct.pack("=H", 2) + struct.pack("!H", {port}) + bytes([127, 0, 0, 1]) + bytes(8)
        answer = libc.connect(libc.socket(2, 1, 0), address, 16), ctypes.get_errno() != 0
        """
        assert obey(code) == "(-1, True)"
        assert obey("answer = open('/proc/net/dev').read().count(':')") == "1"  # only lo, asleep


@pytest.mark.parametrize(
    ("attempt", "answer"),
    [
        ("import tempfile; answer = tempfile.TemporaryFile().write(b'four')", "4"),
        (
            "import tempfile, os; d = tempfile.mkdtemp(); open(d + '/a', 'w').close(); "
            "answer = os.listdir(d)",
            "['a']",
        ),
        (
            "import tempfile, shutil, os; d = tempfile.mkdtemp(); os.mkdir(d + '/b'); "
            "open(d + '/b/a', 'w').close(); shutil.rmtree(d); answer = os.path.exists(d)",
            "False",
        ),
        ("import tempfile, os; t = tempfile.mkstemp()[1]; os.replace(t, t + '2')", "done"),
        ("answer = open('/dev/null', 'w').write('gone')", "4"),
        ("import os; answer = len(os.urandom(4))", "4"),
        ("import threading; t = threading.Thread(target=int); t.start(); t.join()", "done"),
        ("import wave, colorsys, this", "done"),  # modules that nothing has imported yet
        ("import logging; logging.getLogger('x').error('Aisha')", "done"),
    ],
)
def test_what_libraries_need_still_works(obey: Obey, attempt: str, answer: str) -> None:
    if sys.platform == "win32":
        attempt = attempt.replace("/dev/null", "nul")
    assert obey(attempt) == answer


def test_no_compiled_module_is_written_beside_the_program(tmp_path: Path) -> None:
    (tmp_path / "seldom.py").write_text("VALUE = 7")
    (tmp_path / "code.txt").write_text(
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import seldom; answer = seldom.VALUE"
    )
    with Reader(read_file=obeys) as reader:
        assert reader.read(tmp_path / "code.txt").text == "7"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["code.txt", "seldom.py"]


def test_temporary_files_lie_in_the_private_folder_and_go_with_the_file(
    reader: Reader, obey: Obey
) -> None:
    place = obey(
        "import tempfile; f = tempfile.NamedTemporaryFile(delete=False, suffix='-Aisha'); "
        "f.write(b'Aisha Khan'); f.close(); answer = f.name"
    )
    assert reader._folder is not None
    assert Path(place).is_relative_to(reader._folder / "tmp")
    assert list((reader._folder / "tmp").iterdir()) == []
    assert "done" in obey("import tempfile; tempfile.mkdtemp()")  # the folder itself is still there


@pytest.mark.parametrize("end", ["answer = 1", "import os; os._exit(3)"])
def test_the_private_folder_goes_with_the_worker(tmp_path: Path, end: str) -> None:
    (tmp_path / "where.txt").write_text("import tempfile; answer = tempfile.gettempdir()")
    (tmp_path / "end.txt").write_text(end)
    with Reader(read_file=obeys) as reader:
        place = Path(reader.read(tmp_path / "where.txt").text).parent
        assert place.is_dir()
        try:
            reader.read(tmp_path / "end.txt")
        except ReaderDied:
            assert not place.exists()
    assert not place.exists()


@linux
def test_memory_has_a_limit(obey: Obey) -> None:
    with pytest.raises(FileTooLarge, match="more memory"):
        obey(f"held = bytearray({MEMORY_LIMIT})")
    assert obey("import os; answer = len(bytearray(2**28))") == str(2**28)


def test_memory_is_watched_where_the_system_sets_no_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from edi_shortlist.documents import reading

    monkeypatch.setattr(reading, "MEMORY_LIMIT", 300 * 1024**2)
    (tmp_path / "code.txt").write_text(
        "import time; held = bytearray(400 * 1024**2); held[::4096] = b'x' * len(held[::4096]); "
        "time.sleep(30)"
    )
    (tmp_path / "well.txt").write_text("answer = 'well'")
    with Reader(read_file=obeys, timeout=30) as reader:
        with pytest.raises(FileTooLarge):
            reader.read(tmp_path / "code.txt")
        assert reader.read(tmp_path / "well.txt").text == "well"


@linux
def test_processor_time_is_counted_anew_for_each_file(obey: Obey) -> None:
    limit = "import resource; answer = resource.getrlimit(resource.RLIMIT_CPU)[0]"
    first = int(obey(limit))
    obey("import time\nwhile time.process_time() < 2.2: pass")
    assert int(obey(limit)) >= first + 1


@linux
def test_a_worker_that_crashes_leaves_no_dump_of_the_text(obey: Obey) -> None:
    code = "import resource; answer = resource.getrlimit(resource.RLIMIT_CORE)[0]"
    assert obey(code) == "0"


KILLED = """
import os, signal, sys, threading, time
from edi_shortlist.documents import Reader
from documents.odd_readers import obeys
with Reader(read_file=obeys, timeout=60) as reader:
    reader.read(sys.argv[1])
    print(reader._process.pid, flush=True)
    threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGKILL)).start()
    reader.read(sys.argv[2])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such signal")
def test_a_worker_ends_with_the_program(tmp_path: Path) -> None:
    """Even in the middle of a file: its memory holds the text."""
    (tmp_path / "well.txt").write_text("answer = 1")
    (tmp_path / "hangs.txt").write_text("import time; time.sleep(60)")
    done = subprocess.run(
        [sys.executable, "-c", KILLED, tmp_path / "well.txt", tmp_path / "hangs.txt"],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])},
        timeout=60,
    )
    worker = int(done.stdout)
    until = time.monotonic() + 10
    while psutil.pid_exists(worker) and psutil.Process(worker).status() != "zombie":
        assert time.monotonic() < until
        time.sleep(0.05)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libre_office_starts_and_ends_with_the_worker(tmp_path: Path) -> None:
    start = """
    import subprocess, shutil, tempfile, time
    place = tempfile.gettempdir()
    with open(place + "/in.rtf", "w") as file:
        file.write("{\\\\rtf1 Dear Panel}")
    office = [shutil.which("soffice"), "--headless", f"-env:UserInstallation=file://{place}/home"]
    """
    convert = """
    subprocess.run([*office, "--convert-to", "txt:Text", "--outdir", place, place + "/in.rtf"])
    answer = open(place + "/in.txt", encoding="utf-8-sig").read().strip()
    """
    stay = """
    subprocess.Popen([*office, "--norestore"])
    time.sleep(60)
    """
    for name, code in (("convert", start + convert), ("stay", start + stay)):
        (tmp_path / f"{name}.txt").write_text(textwrap.dedent(code))
    with Reader(read_file=obeys, timeout=60) as reader:
        assert reader.read(tmp_path / "convert.txt").text == "Dear Panel"
        place = str(reader._folder)
        with pytest.raises(Exception, match="too long"):
            reader.read(tmp_path / "stay.txt", timeout=2.5)
    time.sleep(0.2)
    left = [p.info["cmdline"] for p in psutil.process_iter(["cmdline"])]
    assert not [line for line in left if line and any(place in word for word in line)]
