"""What a hostile file is, and what it points at outside itself."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from edi_shortlist.documents.errors import DocumentError

#: Stands in ``OUTSIDE``, and in nothing that is read from a hostile file.
SECRET = "the swordfish sleeps at seven"
OUTSIDE = Path(__file__)
WEB_PORT = 47113
WEB = f"http://127.0.0.1:{WEB_PORT}/fetched"

#: What is honestly said in a hostile file that is read.
WORDS = "Dear Panel"


@dataclass(frozen=True)
class Hostile:
    """A hostile file.

    Attributes:
        name: its file name.
        write: writes it to a path.
        refused: the errors one of which it must end with; none when it must be read.
        reads: words that must be read; with ``refused`` as well, either will do.
    """

    name: str
    write: Callable[[Path], object]
    refused: tuple[type[DocumentError], ...] = ()
    reads: str = ""


class Files(list[Hostile]):
    """The hostile files of a module, added by a decorator."""

    def add(
        self, name: str, *, refused: tuple[type[DocumentError], ...] = (), reads: str = ""
    ) -> Callable[[Callable[[Path], object]], Callable[[Path], object]]:
        def added(write: Callable[[Path], object]) -> Callable[[Path], object]:
            self.append(Hostile(name, write, refused, reads))
            return write

        return added
