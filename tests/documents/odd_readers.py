"""Stand-ins for the reading function of a worker process: it imports them by name."""

import os
import sys
import time
from pathlib import Path

from edi_shortlist.documents.model import Document
from edi_shortlist.documents.reading import read_here


def misbehaves_by_name(path: Path) -> Document:
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
    if path.stem == "pid":
        return Document.from_text(str(os.getpid()))
    if path.stem == "core":
        import resource

        return Document.from_text(str(resource.getrlimit(resource.RLIMIT_CORE)))
    return read_here(path)
