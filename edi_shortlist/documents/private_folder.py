"""Folders for what must lie on a disk while it is being read, and nowhere afterwards: in memory
where the system has such a place, entered by this user alone, under names that tell nothing."""

import errno
import os
import re
import shutil
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

_MEMORY = Path("/dev/shm")
_PREFIX = "edi-reading-"
_OWN = re.compile(rf"{_PREFIX}(\d+)-\w{{8}}")
_OUR_NAMES = {"document", "parts", "tmp"}  # what is ever put into one, by stem
_LONGEST_USE = 3600.0  # seconds; a file is given up as unreadable long before

NO_ROOM = (
    "There is no room on this computer to read the file. Make room on the disk, check that "
    "temporary files may be written, and add the file again."
)


class NoRoom(OSError):
    """No place for temporary files can be written."""


def places() -> list[str]:
    """Return the folders that temporary files may go into, memory first."""
    memory = [str(_MEMORY)] if os.access(_MEMORY, os.W_OK) else []
    return [*memory, tempfile.gettempdir()]


def make_private_folder(place: str | None = None) -> Path:
    """Make a new folder, named for this process so that it can be told to be left over.

    Args:
        place: one of ``places()``; the first that has room when left out.

    Raises:
        NoRoom: no place can be written.
    """
    for one in places() if place is None else [place]:
        with suppress(OSError):
            return Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=one))
    raise NoRoom


def is_full(error: BaseException) -> bool:
    """Whether something failed because its place has no room left."""
    return isinstance(error, OSError) and error.errno in (
        errno.ENOSPC,
        errno.EDQUOT,
    )


def keep(folder: Path) -> bool:
    """Say that a folder is still in use, so that no other program takes it for left over.

    Returns:
        Whether it is still there.
    """
    try:
        os.utime(folder)
    except OSError:
        return False
    return True


def empty(folder: Path) -> None:
    """Remove what a folder holds, links unfollowed; what resists is left."""
    with suppress(OSError):
        for entry in list(folder.iterdir()):
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry, ignore_errors=True)
            else:
                with suppress(OSError):
                    entry.unlink()


def remove(folder: Path) -> None:
    """Remove a folder and what it holds."""
    shutil.rmtree(folder, ignore_errors=True)


def remove_leftovers() -> None:
    """Remove what a program that was killed in the middle of an import left unpacked."""
    for place in places():
        for folder in Path(place).glob(f"{_PREFIX}*-*"):
            with suppress(OSError):
                if folder.is_dir() and not folder.is_symlink() and _is_left_over(folder):
                    remove(folder)


def _is_left_over(folder: Path) -> bool:
    """Say whether the folder is one of ours, and the program that made it is gone."""
    made_by = _OWN.fullmatch(folder.name)
    if not made_by or any(file.stem not in _OUR_NAMES for file in folder.iterdir()):
        return False
    if time.time() - folder.stat().st_mtime > _LONGEST_USE:
        return True
    if sys.platform == "win32":
        return False  # Windows has no harmless signal to ask with
    try:
        os.kill(int(made_by[1]), 0)
    except (ProcessLookupError, OverflowError):
        return True
    except PermissionError:
        return False
    return False
