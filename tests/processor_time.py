"""Processor time of what is tested, freed of what the rest of the test process does meanwhile."""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

TRIES = 3


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Memory that other tests left is not gone through at the expense of what runs within."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def seconds_of(act: Callable[[], object]) -> float:
    """Return the processor time that this thread needs for an act."""
    with nothing_collected():
        begun = time.thread_time()
        act()
        return time.thread_time() - begun


def within(seconds: float, act: Callable[[], object]) -> bool:
    """Say whether an act needs no more processor time than that, at one of three tries: what takes
    too long does so each time, what the computer did meanwhile does not."""
    return any(seconds_of(act) <= seconds for _ in range(TRIES))
