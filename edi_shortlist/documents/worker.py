"""The worker process: it reads one file after another, and can do little else (``confinement``).

Nothing of a document's text is logged, printed or put into an error.
"""

import contextlib
import json
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from edi_shortlist.documents import pulse
from edi_shortlist.documents.confinement import confine, limit_processor_time
from edi_shortlist.documents.errors import CorruptFile, DocumentError, FileTooLarge
from edi_shortlist.documents.parts import ReadPart
from edi_shortlist.documents.private_folder import NO_ROOM, is_full

#: Messages before the answer: the request was taken; the work goes on.
TAKEN, ALIVE = b"taken", b"alive"

_TOO_MUCH_MEMORY = (
    "Reading the file took more memory than any application should. Save it again as .docx or "
    "PDF, or ask the applicant for another copy."
)


def serve(
    requests: Connection,
    answers: Connection,
    folder: str,
    read_file: Callable[[Path], Sequence[ReadPart]],
) -> None:
    """The worker's life: a path in, what was read out, until an empty message.

    An answer is JSON: ``{"parts": [...]}``, each part with its name and either a document or an
    error, and the number under which its bytes lie in ``parts`` of the folder; or
    ``{"error", "sentence"}``, with ``"spent"`` when the worker must be replaced and ``"full"``
    when the folder had no room.

    Args:
        folder: the private folder, which the program empties after each file.
        read_file: what is called for each file.
    """
    own = Path(folder)
    if sys.platform != "win32":
        os.setsid()  # so that the program can end it with whatever it started
    confine(own)
    threading.Thread(target=_end_with_the_program, daemon=True).start()
    pulse.listen(lambda: answers.send_bytes(ALIVE))
    while True:
        try:
            message = requests.recv_bytes()
        except (EOFError, OSError):
            return
        if not message:
            return
        limit_processor_time()
        try:
            answers.send_bytes(TAKEN)
            answers.send_bytes(_answer(Path(os.fsdecode(message)), own, read_file))
        except OSError:
            return


def _end_with_the_program() -> None:
    """End this process, and LibreOffice where it runs, when the program that asks is gone."""
    program = multiprocessing.parent_process()
    if program is None:
        return
    wait([program.sentinel])
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            os.killpg(0, signal.SIGKILL)
    os._exit(1)


def _answer(path: Path, own: Path, read_file: Callable[[Path], Sequence[ReadPart]]) -> bytes:
    try:
        parts = read_file(path)
        return json.dumps({"parts": [_told(part, n, own) for n, part in enumerate(parts)]}).encode()
    except DocumentError as error:
        answer: dict[str, Any] = _told_error(error)
    except MemoryError:
        answer = _told_error(FileTooLarge(path.name, _TOO_MUCH_MEMORY)) | {"spent": True}
    except Exception as error:  # a library's own error may quote the text, so nothing of it goes on
        if is_full(error):
            answer = _told_error(DocumentError(path.name, NO_ROOM)) | {"full": True}
        else:
            answer = _told_error(CorruptFile(path.name))
    return json.dumps(answer).encode()


def _told(part: ReadPart, number: int, own: Path) -> dict[str, Any]:
    told: dict[str, Any] = {"name": part.name}
    if part.document is not None:
        told["document"] = part.document.to_dict()
    if part.error is not None:
        told |= _told_error(part.error)
    if part.content is not None:
        (own / "parts" / str(number)).write_bytes(part.content)
        told["held"] = number
    return told


def _told_error(error: DocumentError) -> dict[str, Any]:
    return {"error": type(error).__name__, "sentence": error.sentence}
