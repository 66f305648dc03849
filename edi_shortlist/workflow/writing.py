"""Files that a verb writes for a person: what is said when one cannot be written."""

from collections.abc import Iterator
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
