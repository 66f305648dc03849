"""What the panel agreed in moderation, for whoever reckons with scores: an agreed score stands in
place of the mean, as long as it was agreed on the levels that are there."""

from collections import defaultdict

from edi_shortlist.storage import AgreedRecord
from edi_shortlist.workflow.session import Session


def agreed_levels(s: Session, ref: str) -> dict[tuple[str, str], int]:
    """Return the agreed levels by ``(candidate, criterion)``."""
    return {agreed.place: agreed.level for agreed in s.workspace.agreed.of_vacancy(ref)}


def drop_overtaken(s: Session, ref: str) -> int:
    """Remove what was agreed on levels that were changed since; call it inside the act.

    Scores can be changed only while moderation is closed, so it is called when it is opened again
    and when the scores are locked without it.

    Returns:
        how many agreed scores were removed.
    """
    overtaken = [agreed for agreed, levels in _with_levels(s, ref) if dict(agreed.basis) != levels]
    for agreed in overtaken:
        s.workspace.agreed.remove(*agreed.place)
    return len(overtaken)


def _with_levels(s: Session, ref: str) -> list[tuple[AgreedRecord, dict[str, int]]]:
    every = s.workspace.agreed.of_vacancy(ref)
    levels: defaultdict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    if every:
        for score in s.workspace.scores.of_vacancy(ref):
            levels[score.candidate, score.criterion][score.panellist] = score.level
    return [(agreed, levels[agreed.place]) for agreed in every]
