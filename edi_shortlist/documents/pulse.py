"""A sign of life from a reader whose work takes long, such as recognising a page of a scan.

It knows nothing of who listens: in a worker process that is the connection to the program,
anywhere else nobody.
"""

from collections.abc import Callable

_listeners: list[Callable[[], None]] = []


def beat() -> None:
    """Say that the work goes on. Call it once for each page or other slow step."""
    for listener in _listeners:
        listener()


def listen(listener: Callable[[], None]) -> None:
    """Call ``listener`` at every beat from now on."""
    _listeners.append(listener)
