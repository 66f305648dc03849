"""Reading files in a worker process, so that a bad file harms only itself.

The worker parses; this side only sends paths and takes back Documents as JSON. Nothing of a
document's text is logged, printed, written to a file or put into an error.
"""

import contextlib
import json
import multiprocessing
import os
import sys
import threading
import types
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue

from edi_shortlist.documents.errors import (
    ERRORS,
    CorruptFile,
    DocumentError,
    FileTooLarge,
    ReaderDied,
    ReadingTimedOut,
)
from edi_shortlist.documents.formats import reader_for
from edi_shortlist.documents.model import Document

#: What a worker process may take of memory (address space), in bytes, where the system can say so.
MEMORY_LIMIT = 2 * 1024**3

#: Characters of text in one file, some 300 close pages; what comes after reading takes longer.
TEXT_LIMIT = 1_000_000

_STARTING = threading.Lock()
_START_LIMIT = 60.0  # seconds for the worker process to start and take a request
_TAKEN = b"taken"


def read_here(path: Path) -> Document:
    """Read a file in this process. Only the worker calls it; everything else calls ``read``.

    Raises:
        DocumentError: with the sentence for the person at the screen.
    """
    document = reader_for(path)(path)
    if sum(len(block.text) + 1 for block in document.blocks) > TEXT_LIMIT:
        raise FileTooLarge(
            path.name,
            "The file holds more text than any application. Take out what does not belong to it, "
            "or split it, and add it again.",
        )
    return document


def read(path: str | os.PathLike[str], *, timeout: float = 60) -> Document:
    """Read a ``.docx``, ``.pdf`` or text file in a worker process.

    Args:
        path: the file.
        timeout: seconds after which reading is given up.

    Raises:
        DocumentError: one of its subclasses; ``str()`` of it is a sentence naming the file.
    """
    with Reader(timeout=timeout) as reader:
        return reader.read(path)


def read_many(
    paths: Iterable[str | os.PathLike[str]],
    *,
    workers: int = 2,
    timeout: float = 60,
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

    The process starts with the first file. One that hangs or dies is replaced before the next
    file, and only the file it had in hand fails. A Reader serves one thread at a time.

    Args:
        timeout: seconds allowed for each file.
        read_file: what the worker calls for each file; a function of a module, since the worker
            imports it by name.
    """

    def __init__(
        self, *, timeout: float = 60, read_file: Callable[[Path], Document] = read_here
    ) -> None:
        self.timeout = timeout
        self._read_file = read_file
        self._process: multiprocessing.process.BaseProcess | None = None
        self._requests: Connection | None = None
        self._answers: Connection | None = None

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, path: str | os.PathLike[str], *, timeout: float | None = None) -> Document:
        """Read one file; see the function ``read``."""
        file = Path(path)
        try:
            answers = self._sent(os.fsencode(file.absolute()))
            if not answers.poll(self.timeout if timeout is None else timeout):
                raise ReadingTimedOut(file.name)
            answer = json.loads(answers.recv_bytes())
        except DocumentError:
            self._kill()
            raise
        except (EOFError, OSError, ValueError) as error:
            self._kill()
            raise ReaderDied(file.name) from error
        except BaseException:
            self._kill()  # a worker with an answer under way must not answer for the next file
            raise
        if answer.get("spent"):
            self._kill()  # whatever filled its memory goes with the process
        if "error" in answer:
            raise ERRORS.get(answer["error"], DocumentError)(file.name, answer["sentence"])
        return Document.from_dict(answer["document"])

    def close(self) -> None:
        """End the worker process. The Reader may be used again and will start another."""
        if self._requests is not None:
            with contextlib.suppress(OSError):
                self._requests.send_bytes(b"")
        if self._process is not None:
            self._process.join(1)
        self._kill()

    def _sent(self, message: bytes) -> Connection:
        """Hand a request to the worker and return where the answer comes.

        The worker says when it has taken the request. One that died before that was not harmed
        by this file, and is replaced.
        """
        for _ in range(2):
            requests, answers = self._started()
            try:
                requests.send_bytes(message)
                if answers.poll(_START_LIMIT) and answers.recv_bytes() == _TAKEN:
                    return answers
            except (EOFError, OSError):
                pass
            self._kill()
        raise BrokenPipeError

    def _started(self) -> tuple[Connection, Connection]:
        if self._process is not None and not self._process.is_alive():
            self._kill()
        if self._requests is None or self._answers is None:
            context = multiprocessing.get_context("spawn")
            # Two one-way pipes: a two-way one would be a socket, and this program opens none.
            their_requests, self._requests = context.Pipe(duplex=False)
            self._answers, their_answers = context.Pipe(duplex=False)
            self._process = context.Process(
                target=_serve,
                args=(their_requests, their_answers, self._read_file),
                name="edi-reader",
                daemon=True,
            )
            with _without_main():
                self._process.start()
            their_requests.close()
            their_answers.close()
        return self._requests, self._answers

    def _kill(self) -> None:
        if self._process is not None:
            if self._process.is_alive():
                self._process.kill()
            self._process.join()
            self._process.close()
        for connection in (self._requests, self._answers):
            if connection is not None:
                connection.close()
        self._process = self._requests = self._answers = None


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


def _serve(
    requests: Connection, answers: Connection, read_file: Callable[[Path], Document]
) -> None:
    """The worker's life: a path in, a Document or an error out, until an empty message."""
    _confine()
    while True:
        try:
            message = requests.recv_bytes()
        except (EOFError, OSError):
            return
        if not message:
            return
        try:
            answers.send_bytes(_TAKEN)
            answer = _answer(Path(os.fsdecode(message)), read_file)
            answers.send_bytes(json.dumps(answer).encode())
        except OSError:
            return


def _answer(path: Path, read_file: Callable[[Path], Document]) -> dict[str, object]:
    try:
        return {"document": read_file(path).to_dict()}
    except DocumentError as error:
        return {"error": type(error).__name__, "sentence": error.sentence}
    except MemoryError:
        return {
            "spent": True,
            "error": FileTooLarge.__name__,
            "sentence": "Reading the file took more memory than any application should. Save it "
            "again as .docx or PDF, or ask the applicant for another copy.",
        }
    except Exception:  # a library's own error may quote the text, so nothing of it goes on
        return {"error": CorruptFile.__name__, "sentence": CorruptFile.default_sentence}


def _confine() -> None:
    """Give the worker little memory, and no way to say aloud what it reads."""
    import logging
    import warnings

    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    silent = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        with contextlib.suppress(OSError):
            os.dup2(silent, descriptor)
    sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115, PTH123 - for life
    try:
        import resource
    except ImportError:  # Windows
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core dump would hold the text
    with contextlib.suppress(ValueError, OSError):
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        limit = MEMORY_LIMIT if hard == resource.RLIM_INFINITY else min(MEMORY_LIMIT, hard)
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
