"""Whether the scores of a vacancy that is moderated or locked are still those of the log."""

import hashlib
import json
from collections.abc import Iterable

from edi_shortlist.storage import AgreedRecord, ScoreRecord
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import VacancyState
from edi_shortlist.workflow.vacancies import vacancy_state

#: The entries that hold the digest of a vacancy's scores: the opening of moderation, which freezes
#: the independent ones, the lock, and each erasure after these, which takes one candidate's scores
#: away.
_WITH_DIGEST = (
    f"vacancy.{VacancyState.MODERATING}",
    f"vacancy.{VacancyState.LOCKED}",
    "candidate.erased",
    "score.corrected",
)


def digest(scores: Iterable[ScoreRecord], agreed: Iterable[AgreedRecord] = ()) -> str:
    """Return the SHA-256 of scores in a fixed order, and of what was agreed, which the log keeps.

    Where nothing was agreed it is that of the scores alone.
    """
    return _digest(((x.candidate, x.panellist, x.criterion, x.level) for x in scores), agreed)


def frozen_digest(s: Session, ref: str) -> str:
    """Return the digest of what may not change any more: the independent scores while the panel
    moderates, what was agreed as well from the lock on."""
    moderating = vacancy_state(s, ref) is VacancyState.MODERATING
    return _digest(
        (
            (candidate, panellist, criterion, level)
            for candidate, criterion, panellist, level in s.workspace.scores.levels(ref)
        ),
        () if moderating else s.workspace.agreed.of_vacancy(ref),
    )


def are_as_locked(s: Session, ref: str) -> bool:
    """Hold a vacancy's scores against the last digest that the log has of them."""
    known = [
        entry.details["sha256"]
        for entry in s.workspace.audit.entries(vacancy=ref)
        if entry.action in _WITH_DIGEST and "sha256" in entry.details
    ]
    return bool(known) and known[-1] == frozen_digest(s, ref)


def check_locked_scores(s: Session, ref: str) -> None:
    """Let a vacancy pass whose scores are as they were frozen for moderation, or locked.

    Raises:
        Refused: something else changed them.
    """
    if not are_as_locked(s, ref):
        raise Refused(
            f"The scores of {ref} are not those that were locked: the file shortlist.db was "
            "changed by something else. Verify the audit log and bring back a backup."
        )


def _digest(scores: Iterable[tuple[str, str, str, int]], agreed: Iterable[AgreedRecord]) -> str:
    rows: list[object] = [*sorted(scores)]
    rows += sorted([x.candidate, x.criterion, x.level, sorted(x.agreed_by)] for x in agreed)
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()
