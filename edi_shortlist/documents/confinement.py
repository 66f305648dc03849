"""What the worker process gives up before it opens the first file: the network, other programs,
writing outside its private folder, and more memory and time than a file is worth.

Where the system can hold it to that, it is asked to (limits of processes everywhere but on
Windows; on Linux a network that leads nowhere and Landlock), which also binds libraries that are
not written in Python. Everywhere, Python itself is asked (PEP 578). It knows nothing of documents.
"""

import contextlib
import ctypes
import os
import struct
import sys
import tempfile
from pathlib import Path
from typing import Any

from edi_shortlist.documents.limits import MEMORY_LIMIT, PROCESSOR_LIMIT, WRITTEN_LIMIT

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_PROGRAMS = {
    "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "os.fork", "os.forkpty",
    "pty.spawn",
}  # fmt: skip

# Events that change a folder: where the path stands among the arguments, and the folder that it
# is relative to, None where that cannot be given.
_CHANGES: dict[str, tuple[tuple[int, int | None], ...]] = {
    "os.remove": ((0, 1),),
    "os.rmdir": ((0, 1),),
    "os.mkdir": ((0, 2),),
    "os.rename": ((0, 2), (1, 3)),
    "os.link": ((1, 3),),
    "os.symlink": ((1, 2),),
    "os.truncate": ((0, None),),
    "os.chmod": ((0, 2),),
    "os.chown": ((0, 3),),
    "os.utime": ((0, 3),),
}


class Forbidden(OSError):
    """A reader tried what no reader needs. The file it reads is told to be damaged."""


def confine(own: Path) -> None:
    """Take from this process what a reader does not need, for good.

    Args:
        own: the one folder that it may write to; ``tmp`` in it takes temporary files.
    """
    import logging
    import warnings

    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    silent = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        with contextlib.suppress(OSError):
            os.dup2(silent, descriptor)
    sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115, PTH123 - for life
    sys.dont_write_bytecode = True  # it would be written beside the program
    tempfile.tempdir = str(own / "tmp")
    for name in ("TMPDIR", "TEMP", "TMP"):
        os.environ[name] = tempfile.tempdir
    _limit()
    if sys.platform == "linux":
        _leave_the_network()
        _write_only_in(own)
    sys.addaudithook(_Guard(own))


def _limit() -> None:
    """Limit memory and files where the system can."""
    try:
        import resource
    except ImportError:  # Windows; the program watches the memory (``reading``)
        return
    _set_limit(resource.RLIMIT_CORE, 0)  # a core dump would hold the text
    _set_limit(resource.RLIMIT_AS, MEMORY_LIMIT)
    _set_limit(resource.RLIMIT_FSIZE, WRITTEN_LIMIT)


def limit_processor_time() -> None:
    """Let the system end this process after so much more work; to be called for each file."""
    try:
        import resource
    except ImportError:
        return
    spent = resource.getrusage(resource.RUSAGE_SELF)
    _set_limit(resource.RLIMIT_CPU, int(spent.ru_utime + spent.ru_stime) + PROCESSOR_LIMIT)


def _set_limit(what: int, most: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(ValueError, OSError):  # macOS refuses some
        _, hard = resource.getrlimit(what)
        limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (limit, hard))


# -- Linux

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # flags of unshare(2)
_NO_NEW_PRIVILEGES = 38  # of prctl(2)
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # system calls of Landlock
_VERSION, _BENEATH = 1, 1
# Rights of landlock(7), by the version that brought them: writing, making and removing of every
# kind; moving between folders; cutting short.
_WRITE_FILE, _TRUNCATE = 1 << 1, 1 << 14
_WRITING = ((1, _WRITE_FILE | 0x1FF0), (2, 1 << 13), (3, _TRUNCATE))
_REMOVE_FILE, _MAKE_SOCKET = 1 << 5, 1 << 9
_TCP = (4, 0b11)
_SCOPES = (6, 0b11)  # no signals to others, no abstract sockets of others


def _leave_the_network() -> None:
    """Move into a network that leads nowhere, where the system lets anybody do so."""
    with contextlib.suppress(OSError, AttributeError):
        unshare = ctypes.CDLL(None).unshare
        user = os.getuid()
        if unshare(_NEW_NETWORK) != 0 and unshare(_NEW_USER | _NEW_NETWORK) == 0:
            Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")


def _write_only_in(own: Path) -> None:
    """Let this process, and those that it starts, write in one folder only; by Landlock."""
    with contextlib.suppress(OSError, AttributeError):
        library = ctypes.CDLL(None)
        call = library.syscall
        version = call(_CREATE_RULESET, None, 0, _VERSION)
        if version < 1:
            return
        rights = sum(right for since, right in _WRITING if version >= since)
        handled = [rights]
        handled += [right for since, right in (_TCP, _SCOPES) if version >= since]
        attributes = struct.pack(f"={len(handled)}Q", *handled)
        rules = call(_CREATE_RULESET, attributes, len(attributes), 0)
        if rules < 0:
            return
        try:
            # LibreOffice puts a socket of its own into /tmp, whatever it is told, and takes it
            # away again; without one it does not start.
            for path, allowed in (
                (own, rights),
                (Path(os.devnull), rights & (_WRITE_FILE | _TRUNCATE)),
                (Path("/tmp"), _MAKE_SOCKET | _REMOVE_FILE),
            ):
                place = os.open(path, os.O_PATH | os.O_CLOEXEC)
                call(_ADD_RULE, rules, _BENEATH, struct.pack("=Qi", allowed, place), 0)
                os.close(place)
            library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
            call(_RESTRICT_SELF, rules, 0)
        finally:
            os.close(rules)


# -- Python


class _Guard:
    """An audit hook that refuses sockets, programs and writing elsewhere."""

    def __init__(self, own: Path) -> None:
        self._own = os.path.realpath(own)

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            path, mode, flags = args
            if _opens_to_write(mode, flags) and not self._may_be_opened(path):
                raise Forbidden(event)
        elif (
            (event.startswith("socket.") and event != "socket.gethostname")
            or event in _PROGRAMS
            or (event == "subprocess.Popen" and not self._is_office(args))
        ):
            raise Forbidden(event)
        elif event in _CHANGES:
            for at, folder in _CHANGES[event]:
                within = -1 if folder is None else args[folder]
                if not self._may_be_changed(args[at], within):
                    raise Forbidden(event)

    def _may_be_opened(self, path: Any) -> bool:
        if isinstance(path, int):
            return True  # it is open already
        place = os.fsdecode(path)
        return place == os.devnull or self._is_own(os.path.realpath(place))

    def _may_be_changed(self, path: Any, folder: int) -> bool:
        if isinstance(path, int):
            return self._is_own(_place_of(path))
        place = os.fsdecode(path)
        if folder >= 0:
            place = os.path.join(_place_of(folder), place)  # noqa: PTH118
        head, tail = os.path.split(place)
        # A link is changed itself, and not what it leads to.
        return self._is_own(os.path.join(os.path.realpath(head), tail))  # noqa: PTH118

    def _is_own(self, place: str) -> bool:
        return place.startswith(self._own + os.sep)

    def _is_office(self, args: tuple[Any, ...]) -> bool:
        """Whether the program to be started is LibreOffice, which reads old Word files, and not
        something that came out of a file."""
        program = os.path.realpath(os.fsdecode(args[0] or args[1][0]))
        name = os.path.basename(program).lower()  # noqa: PTH119 - of any system
        return name.startswith(("soffice", "libreoffice")) and not self._is_own(program)


def _opens_to_write(mode: Any, flags: Any) -> bool:
    if isinstance(mode, str):
        return bool(set(mode) & set("wax+"))
    return isinstance(flags, int) and bool(flags & _WRITES)


def _place_of(descriptor: int) -> str:
    """The folder or file that is open under a number; "" where the system does not tell."""
    if sys.platform == "linux":
        return str(Path(f"/proc/self/fd/{descriptor}").readlink())
    if sys.platform == "darwin":
        import fcntl

        found = fcntl.fcntl(descriptor, fcntl.F_GETPATH, bytes(1024))
        return os.fsdecode(found.rstrip(b"\0"))
    return ""
