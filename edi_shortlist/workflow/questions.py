"""What HR must still decide about the applications of a vacancy before its shortlist: declarations
that could not be read, and applications that may be one person's."""

from dataclasses import dataclass
from enum import StrEnum

from edi_shortlist.workflow.alike import Alike, alike_applications
from edi_shortlist.workflow.session import Session


class QuestionKind(StrEnum):
    """What kind of decision is asked for."""

    UNCLEAR = "unclear"
    ALIKE = "alike"


@dataclass(frozen=True)
class Question:
    """Something that only a person can say.

    Attributes:
        candidates: whose: one application, or the two that look alike.
        sentence: what is asked; it holds references, and no identity.
    """

    kind: QuestionKind
    candidates: tuple[str, ...]
    sentence: str


def open_questions(s: Session, ref: str) -> list[Question]:
    """Return what is still open, pairs first; the vault must be open.

    Raises:
        VaultSealed: the vault is not open.
    """
    alike = [
        Question(QuestionKind.ALIKE, one.candidates, _asks(one))
        for one in alike_applications(s, ref)
    ]
    unclear = [
        Question(QuestionKind.UNCLEAR, (application.candidate,), " ".join(application.unclear))
        for application in s.vault.applications(ref)
        if application.unclear
    ]
    return alike + unclear


def _asks(alike: Alike) -> str:
    one, other = alike.candidates
    *first, last = alike.why
    shared = f"{', '.join(first)} and {last}" if first else last
    return f"{one} and {other} may be one person's: they have {shared}."
