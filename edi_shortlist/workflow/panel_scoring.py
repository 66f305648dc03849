"""The panel's score of every candidate, as it counts for the shortlist."""

from collections.abc import Sequence

from edi_shortlist.recruitment.scoring import PanelScores, Score, panel_scores
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.workflow.agreed_scores import agreed_levels
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.who_scores import removed_pairs


def panel_scores_of(
    s: Session, vacancy: Vacancy, candidates: Sequence[str] | None = None
) -> PanelScores:
    """Return what the panel agreed for each candidate and criterion, or else the mean.

    Args:
        vacancy: as stored, or with another pass level or more places.
        candidates: those to reckon for; all unless given.

    Raises:
        ScoringError: a score does not fit or is missing.
    """
    ref = vacancy.reference
    return panel_scores(
        vacancy,
        s.workspace.blind.candidates(ref) if candidates is None else candidates,
        [
            Score(candidate, panellist, criterion, level)
            for candidate, criterion, panellist, level in s.workspace.scores.levels(ref)
        ],
        removed_pairs(s, ref),
        agreed_levels(s, ref),
    )
