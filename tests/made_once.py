"""What is dear to make and read by many tests: made once in a run of the tests, for all of its
processes."""

import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from filelock import FileLock

T = TypeVar("T")


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], T]) -> T:
    """Return what ``make`` returned, in whichever process of this run of the tests it was called.

    Args:
        factory: pytest's, whose folder the processes of a run share.
        name: a plain word for it, another for each thing that is made.
        make: is given an empty folder of its own, whose files stay; returns what can be pickled.

    Raises:
        whatever ``make`` raised, in each process that asks.
    """
    shared = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    made = shared / f"made-{name}.pickle"
    with FileLock(shared / f"made-{name}.lock"):
        if not made.exists():
            result = make(factory.mktemp(f"made-{name}"))
            made.write_bytes(pickle.dumps(result))
            return result
        return pickle.loads(made.read_bytes())  # type: ignore[no-any-return]
