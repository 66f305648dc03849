"""What a program is that the fault suite kills, and what all of them share."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.storage import KeyCost
from edi_shortlist.workflow.session import Session

CHEAP = KeyCost(memory_kib=8, passes=1, lanes=1)
PASSPHRASE = "five swans over the canal"
OFFICER = "Ann"
REF = "HSG-1"

#: Called with one line for each act that the program was told is saved.
Say = Callable[[str], None]


class Lost(Exception):
    """Something that was confirmed is not there, or something is there by half."""


def expect(holds: bool, sentence: str) -> None:
    """Raise ``Lost`` with the sentence unless that holds."""
    if not holds:
        raise Lost(sentence)


def nothing() -> None:
    """Load nothing."""


@dataclass(frozen=True)
class Program:
    """A program to be killed; its functions must be a module's own, to be named elsewhere.

    Attributes:
        name: in the table, and to choose it by.
        prepare: makes the workspace that it works in, vault and all.
        work: works in a copy of that until nothing is left to do, or goes on where one that was
            killed had come to; says each act once it is confirmed.
        check: raises ``Lost`` where something is missing, given all that was said in this copy.
            The vault is open; what holds of every workspace was looked at before.
        warm: loads what takes long, once for all kills.
    """

    name: str
    prepare: Callable[[Path], None]
    work: Callable[[Path, Say], None]
    check: Callable[[Session, Sequence[str]], None]
    warm: Callable[[], None] = nothing


@contextmanager
def opened(folder: Path) -> Iterator[Session]:
    """Open a workspace and its vault."""
    with Session.open(folder, OFFICER) as s:
        s.unlock(PASSPHRASE)
        yield s


def small_vacancy() -> Vacancy:
    """Return a vacancy with two criteria and a panel of two."""
    return Vacancy.from_dict(
        {
            "reference": REF,
            "title": "Housing Options Adviser",
            "interview_places": 3,
            "criteria": [
                {"id": "E1", "kind": "essential", "text": "Prevents homelessness"},
                {"id": "D1", "kind": "desirable", "text": "A qualification"},
            ],
            "panel": [{"name": "Panellist A"}, {"name": "Panellist B"}],
        }
    )
