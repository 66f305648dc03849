"""Several files as one thing to hand over: a folder, or a ZIP by the path's suffix.

What is handed over identifies somebody, so only the owner may read what is written here.
"""

import os
import re
import unicodedata
import zipfile
from collections.abc import Mapping
from pathlib import Path

# What Windows allows in no file name (Microsoft, Naming Files, Paths, and Namespaces, read
# 29 November 2026), and what other systems take for a folder.
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_LONGEST_NAME = 120


def safe_name(name: str) -> str:
    """Return a file's name so that every system can write it and it leads into no other folder."""
    kept = _NOT_IN_NAMES.sub("_", unicodedata.normalize("NFC", name)).strip(" .") or "file"
    stem, dot, suffix = kept.rpartition(".")
    if not dot:
        return kept[:_LONGEST_NAME]
    return f"{stem[: _LONGEST_NAME - len(suffix[:20])]}.{suffix[:20]}"


def write_bundle(files: Mapping[str, bytes], path: Path) -> None:
    """Write files as a new ZIP, where the path ends in ``.zip``, or into a new or empty folder.

    Args:
        files: contents by name; a name may have one folder before a forward slash.

    Raises:
        OSError: there is something already, or it cannot be written.
    """
    if path.suffix.lower() == ".zip":
        _write_zip(files, path)
    else:
        _write_folder(files, path)


def _write_zip(files: Mapping[str, bytes], path: Path) -> None:
    descriptor = new_file(path)
    try:
        with (
            os.fdopen(descriptor, "wb") as file,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            for name, content in files.items():
                archive.writestr(name, content)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _write_folder(files: Mapping[str, bytes], path: Path) -> None:
    if path.exists() and any(path.iterdir()):
        raise FileExistsError(17, "There are files in this folder already", str(path))
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, content in files.items():
        target = path / name
        target.parent.mkdir(mode=0o700, exist_ok=True)
        with os.fdopen(new_file(target), "wb") as file:
            file.write(content)


def new_file(path: Path) -> int:
    """Make a file that only the owner may read, and return its descriptor."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
