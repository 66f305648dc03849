"""Stand-ins for the reading function of a worker process: it imports them by name."""

import errno
import os
import sys
import tempfile
import time
from pathlib import Path

from edi_shortlist.documents import pulse
from edi_shortlist.documents.errors import CorruptFile
from edi_shortlist.documents.model import Document
from edi_shortlist.documents.parts import ReadPart, read_parts


class Nonsense(Document):
    """As a worker would answer that a hostile file has taken over."""

    def to_dict(self) -> dict[str, object]:
        return {"blocks": "Aisha", "pictures": []}


def said(path: Path, text: object) -> tuple[ReadPart, ...]:
    return (ReadPart(path.name, Document.from_text(str(text))),)


def misbehaves_by_name(path: Path) -> tuple[ReadPart, ...]:
    """Do what the file's name says, otherwise read it."""
    if path.stem == "hangs":
        time.sleep(3600)
    if path.stem == "dies":
        os._exit(7)
    if path.stem == "fills-memory":
        if sys.platform == "linux":  # where the worker's memory has a limit
            bytearray(8 * 1024**3)
        raise MemoryError
    if path.stem == "raises":
        raise ValueError("Aisha Khan, 12 High Street")  # as a library that quotes the text would
    if path.stem == "prints":
        print("Aisha Khan")
        print("Aisha Khan", file=sys.stderr)
        os.write(2, b"Aisha Khan")
    if path.stem == "writes-elsewhere":
        (path.parent / "Aisha Khan").touch()
    if path.stem == "tells-too-much":
        return said(path, "Aisha " * 10_000)
    if path.stem == "tells-nonsense":
        return (ReadPart(path.name, Nonsense(())),)
    memory = "memory" in Path(tempfile.gettempdir()).parts
    if path.stem == "full" or (path.stem == "full-in-memory" and memory):
        raise OSError(errno.ENOSPC, "No space left on device")
    if path.stem == "full-in-memory":
        return said(path, "there was room")
    if path.stem == "pid":
        return said(path, os.getpid())
    if path.stem == "beats":  # slow, but alive
        for _ in range(8):
            time.sleep(0.15)
            pulse.beat()
        return said(path, "done")
    if path.stem == "beats-for-ever":
        while True:
            time.sleep(0.01)
            pulse.beat()
    if path.stem == "parts":
        return (
            ReadPart(path.name, Document.from_text("the message")),
            ReadPart("cv.txt", Document.from_text("the CV"), None, b"bytes of the CV"),
            ReadPart("bad.docx", None, CorruptFile("bad.docx", "It is damaged."), b""),
        )
    return read_parts(path)


def obeys(path: Path) -> tuple[ReadPart, ...]:
    """Run what the file holds, as code that a file had smuggled in, and tell its ``answer``, or
    the kind of OSError by which it was refused."""
    known: dict[str, object] = {"answer": "done"}
    try:
        exec(path.read_text(encoding="utf-8"), known)
    except OSError as error:
        return said(path, type(error).__name__)
    return said(path, known["answer"])
