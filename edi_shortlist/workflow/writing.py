"""Files that a verb writes for a person: what is said when one cannot be written, and how far it
is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from edi_shortlist.workflow.errors import Refused


@contextmanager
def refusals_of(path: Path) -> Iterator[None]:
    """Refuse with a sentence what the system refuses of a file that must be new.

    Raises:
        Refused: the file exists, or cannot be written.
    """
    try:
        yield
    except FileExistsError:
        raise Refused(f"'{path.name}' is already there. Choose another name.") from None
    except OSError:
        raise Refused(f"'{path.name}' cannot be written. Choose a folder of your own.") from None


#: Told ``(done, total, what)``; and asked whether to stop.
Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]


class Stopped(Exception):
    """Somebody asked to stop; no file is written."""


def stepper(progress: Progress | None, cancelled: Cancelled | None) -> Callable[[int, int], None]:
    """Return what a writer calls as ``step(done, total)``: it tells how far it is, and stops.

    Raises:
        Stopped: by what is returned, once somebody asked to stop.
    """

    def step(done: int, total: int) -> None:
        if cancelled and cancelled():
            raise Stopped
        if progress:
            progress(done, total, "")

    return step
