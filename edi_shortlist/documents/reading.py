"""Reading files in a worker process, so that a bad file harms only itself.

The worker parses; this side only sends paths and takes back Documents as JSON. Nothing of a
document's text is logged, printed, written to a file or put into an error.
"""

import contextlib
import json
import multiprocessing
import os
import signal
import sys
import threading
import time
import types
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection, wait
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import psutil

from edi_shortlist.documents import private_folder
from edi_shortlist.documents.errors import (
    ERRORS,
    DocumentError,
    FileTooLarge,
    ReaderDied,
    ReadingTimedOut,
)
from edi_shortlist.documents.limits import MEMORY_LIMIT, SILENCE_LIMIT, TIME_LIMIT
from edi_shortlist.documents.model import Document
from edi_shortlist.documents.parts import ReadPart, joined, read_here, read_parts
from edi_shortlist.documents.worker import ALIVE, TAKEN, serve

__all__ = ["Reader", "read", "read_here", "read_many"]

_STARTING = threading.Lock()
_START_LIMIT = 60.0  # seconds for the worker process to start and take a request
_LOOK = 0.25  # seconds between two looks at the worker's memory
_ANSWER_LIMIT = 256 * 1024 * 1024  # bytes; the longest text takes a tenth
_WITHIN = ("parts", "tmp")  # what a private folder holds


def read(path: str | os.PathLike[str], *, timeout: float = SILENCE_LIMIT) -> Document:
    """Read a file of any format into one Document, in a worker process.

    An e-mail or archive becomes one Document with each file in it after a heading; ``Reader``
    gives them apart.

    Args:
        path: the file.
        timeout: seconds without a sign of life after which reading is given up.

    Raises:
        DocumentError: one of its subclasses; ``str()`` of it is a sentence naming the file.
    """
    with Reader(timeout=timeout) as reader:
        return reader.read(path)


def read_many(
    paths: Iterable[str | os.PathLike[str]],
    *,
    workers: int = 2,
    timeout: float = SILENCE_LIMIT,
) -> Iterator[Document | DocumentError]:
    """Yield, for each path in turn, its Document or the error that stands in its place.

    Files are read ahead by several worker processes. Closing the generator stops it after the
    files in hand.
    """
    idle: SimpleQueue[Reader] = SimpleQueue()
    readers = [Reader(timeout=timeout) for _ in range(max(1, workers))]
    for reader in readers:
        idle.put(reader)

    def one(path: str | os.PathLike[str]) -> Document | DocumentError:
        reader = idle.get()
        try:
            return reader.read(path)
        except DocumentError as error:
            return error
        finally:
            idle.put(reader)

    pool = ThreadPoolExecutor(len(readers))
    try:
        futures = [pool.submit(one, path) for path in paths]
        for future in futures:
            yield future.result()
    finally:
        pool.shutdown(cancel_futures=True)
        for reader in readers:
            reader.close()


class Reader:
    """A worker process that reads one file after another; a context manager.

    The process starts with the first file. One that hangs, dies or takes too much memory is
    replaced before the next file, and only the file it had in hand fails. A Reader serves one
    thread at a time.

    Args:
        timeout: seconds allowed without a sign of life; no file takes longer than ``TIME_LIMIT``.
        read_file: what the worker calls for each file; a function of a module, since the worker
            imports it by name.
    """

    def __init__(
        self,
        *,
        timeout: float = SILENCE_LIMIT,
        read_file: Callable[[Path], Sequence[ReadPart]] = read_parts,
    ) -> None:
        self.timeout = timeout
        self._read_file = read_file
        self._process: multiprocessing.process.BaseProcess | None = None
        self._requests: Connection | None = None
        self._answers: Connection | None = None
        self._folder: Path | None = None

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, path: str | os.PathLike[str], *, timeout: float | None = None) -> Document:
        """Read one file; see the function ``read``."""
        return joined(Path(path).name, self.read_parts(path, timeout=timeout))

    def read_parts(
        self, path: str | os.PathLike[str], *, timeout: float | None = None
    ) -> tuple[ReadPart, ...]:
        """Read one file, and each file in it by itself; see ``parts.read_parts``.

        Raises:
            DocumentError: nothing of the file could be read.
        """
        file = Path(path)
        limit = self.timeout if timeout is None else timeout
        try:
            answer = self._asked(file, limit)
            disk = private_folder.places()[-1]
            if answer.get("full") and self._folder and self._folder.parent != Path(disk):
                self._kill()  # memory for such files is often small
                self._started(disk)
                answer = self._asked(file, limit)
            if "error" in answer:
                raise _error(file.name, answer)
            return tuple(self._part(told) for told in answer["parts"])
        except DocumentError:
            raise
        except private_folder.NoRoom:
            failure = DocumentError(file.name, private_folder.NO_ROOM)
        except Exception:  # what it says may quote the answer, so nothing of it goes on
            self._kill()
            failure = ReaderDied(file.name)
        except BaseException:
            self._kill()  # a worker with an answer under way must not answer for the next file
            raise
        finally:
            if self._folder is not None:
                for within in _WITHIN:
                    private_folder.empty(self._folder / within)
        raise failure

    def close(self) -> None:
        """End the worker process. The Reader may be used again and will start another."""
        if self._requests is not None:
            with contextlib.suppress(OSError):
                self._requests.send_bytes(b"")
        if self._process is not None:
            wait([self._process.sentinel], 1)
        self._kill()

    def _part(self, told: dict[str, Any]) -> ReadPart:
        assert self._folder is not None
        return ReadPart(
            told["name"],
            Document.from_dict(told["document"]) if "document" in told else None,
            _error(told["name"], told) if "error" in told else None,
            (self._folder / "parts" / f"{told['held']:d}").read_bytes() if "held" in told else None,
        )

    def _asked(self, file: Path, timeout: float) -> dict[str, Any]:
        """Hand a file to the worker and return its answer."""
        answer: dict[str, Any] = json.loads(self._answer(file, timeout))
        if answer.get("spent"):
            self._kill()  # whatever filled its memory goes with the process
        return answer

    def _answer(self, file: Path, timeout: float) -> bytes:
        answers = self._sent(os.fsencode(file.absolute()))
        begun = time.monotonic()
        last = begun
        while True:
            now = time.monotonic()
            left = min(last + timeout, begun + max(timeout, TIME_LIMIT)) - now
            if left <= 0:
                self._kill()
                raise ReadingTimedOut(file.name)
            if not answers.poll(min(left, _LOOK)):
                if self._is_too_large():
                    self._kill()
                    raise FileTooLarge(file.name)
                continue
            said = answers.recv_bytes(_ANSWER_LIMIT)
            if said != ALIVE:
                return said
            last = time.monotonic()

    def _is_too_large(self) -> bool:
        """Whether the worker holds more memory than it may: not every system limits it."""
        assert self._process is not None
        try:
            return bool(psutil.Process(self._process.pid).memory_info().rss > MEMORY_LIMIT)
        except psutil.Error:
            return False

    def _sent(self, message: bytes) -> Connection:
        """Hand a request to the worker and return where the answer comes.

        The worker says when it has taken the request. One that died before that was not harmed
        by this file, and is replaced.
        """
        for _ in range(2):
            requests, answers = self._started()
            try:
                requests.send_bytes(message)
                if answers.poll(_START_LIMIT) and answers.recv_bytes() == TAKEN:
                    return answers
            except (EOFError, OSError):
                pass
            self._kill()
        raise BrokenPipeError

    def _started(self, place: str | None = None) -> tuple[Connection, Connection]:
        """Return how to speak with the worker, which is started where there is none.

        Args:
            place: where its private folder is made, if not in the first place with room.
        """
        if self._process is not None and not self._is_able():
            self._kill()
        if self._requests is None or self._answers is None:
            context = multiprocessing.get_context("spawn")
            self._folder = _folder_with_room(place)
            # Two one-way pipes: a two-way one would be a socket, and this program opens none.
            their_requests, self._requests = context.Pipe(duplex=False)
            self._answers, their_answers = context.Pipe(duplex=False)
            self._process = context.Process(
                target=serve,
                args=(their_requests, their_answers, str(self._folder), self._read_file),
                name="edi-reader",
                daemon=True,
            )
            with _without_main():
                self._process.start()
            their_requests.close()
            their_answers.close()
        return self._requests, self._answers

    def _is_able(self) -> bool:
        """Whether the worker lives and has a folder to write to."""
        assert self._process is not None
        assert self._folder is not None
        alive = not wait([self._process.sentinel], 0)  # is_alive() would free its number
        return alive and private_folder.keep(self._folder)

    def _kill(self) -> None:
        process, folder = self._process, self._folder
        for connection in (self._requests, self._answers):
            if connection is not None:
                connection.close()
        self._process = self._requests = self._answers = self._folder = None
        if process is not None and process.pid is not None:
            _end_with_all_it_started(process)
            process.join()
            process.close()
        if folder is not None:
            private_folder.remove(folder)


def _end_with_all_it_started(process: multiprocessing.process.BaseProcess) -> None:
    """Kill a worker that was not waited for yet, and LibreOffice where it runs."""
    assert process.pid is not None
    if sys.platform == "win32":
        with contextlib.suppress(psutil.Error):
            for child in psutil.Process(process.pid).children(recursive=True):
                child.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)  # it leads a group of its own
    process.kill()


def _folder_with_room(place: str | None) -> Path:
    folder = private_folder.make_private_folder(place)
    try:
        for within in _WITHIN:
            (folder / within).mkdir()
    except OSError:
        private_folder.remove(folder)
        raise private_folder.NoRoom from None
    return folder


def _error(name: str, told: dict[str, Any]) -> DocumentError:
    return ERRORS.get(told["error"], DocumentError)(name, told["sentence"])


@contextlib.contextmanager
def _without_main() -> Iterator[None]:
    """Keep the worker from importing the program's main module again.

    A spawned process normally does, which costs the worker the import of the whole program and
    makes a script without a ``__main__`` guard start itself for ever. The worker needs neither.
    """
    with _STARTING:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = types.ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main
