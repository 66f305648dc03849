"""Whether the scores of a locked vacancy are still those that the log knows."""

from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.scoring import digest
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import VacancyState

#: The entries that hold the digest of a vacancy's scores from the lock on: the lock itself, and
#: each erasure after it, which takes one candidate's scores away.
_WITH_DIGEST = (f"vacancy.{VacancyState.LOCKED}", "candidate.erased")


def are_as_locked(s: Session, ref: str) -> bool:
    """Hold a vacancy's scores against the last digest that the log has of them."""
    known = [
        entry.details["sha256"]
        for entry in s.workspace.audit.entries(vacancy=ref)
        if entry.action in _WITH_DIGEST and "sha256" in entry.details
    ]
    return bool(known) and known[-1] == digest(s.workspace.scores.of_vacancy(ref))


def check_locked_scores(s: Session, ref: str) -> None:
    """Let a vacancy pass whose scores are as they were locked.

    Raises:
        Refused: something else changed them.
    """
    if not are_as_locked(s, ref):
        raise Refused(
            f"The scores of {ref} are not those that were locked: the file shortlist.db was "
            "changed by something else. Verify the audit log and bring back a backup."
        )
