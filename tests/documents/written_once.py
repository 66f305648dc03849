"""The good and hostile files, some of them dear to make, written once in a run of the tests."""

import shutil
from pathlib import Path

import pytest
from made_once import made_once

from documents.good_files import GOOD
from documents.hostile_files import HOSTILE

_WRITE = {f"good-{n}": (name, GOOD[name]) for n, name in enumerate(GOOD)} | {
    f"hostile-{n}": (name, one.write) for n, (name, one) in enumerate(HOSTILE.items())
}
_KEYS = {(key.split("-")[0], name): key for key, (name, _) in _WRITE.items()}


def put_good(factory: pytest.TempPathFactory, name: str, target: Path) -> None:
    """Put one of the good files where a test wants it.

    Args:
        factory: pytest's.
        name: the file's name in ``GOOD``.
        target: the path of the copy.
    """
    _put(factory, _KEYS["good", name], target)


def put_hostile(factory: pytest.TempPathFactory, name: str, target: Path) -> None:
    """Put one of the hostile files where a test wants it, as ``put_good`` does."""
    _put(factory, _KEYS["hostile", name], target)


def _put(factory: pytest.TempPathFactory, key: str, target: Path) -> None:
    name, write = _WRITE[key]

    def make(folder: Path) -> Path:
        write(folder / name)
        return folder / name

    shutil.copyfile(made_once(factory, key, make), target)
