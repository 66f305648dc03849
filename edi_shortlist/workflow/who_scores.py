"""Which panellist scores which candidate. Nothing here opens the vault."""

from edi_shortlist.recruitment.conflicts import scored_by
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.vacancies import get_vacancy, vacancy_record


def removed_pairs(s: Session, ref: str) -> frozenset[tuple[str, str]]:
    """Return the pairs of a candidate and a panellist who does not score that candidate.

    Raises:
        Refused: there is no such vacancy.
    """
    vacancy_record(s, ref)
    return frozenset(
        (one.candidate, one.panellist) for one in s.workspace.conflicts.of_vacancy(ref)
    )


def candidates_of(s: Session, ref: str, panellist: str) -> list[str]:
    """Return the candidates whom a panellist scores, in reference order.

    Raises:
        Refused: there is no such vacancy.
    """
    pairs = removed_pairs(s, ref)
    return [one for one in s.workspace.blind.candidates(ref) if (one, panellist) not in pairs]


def panellists_behind(s: Session, ref: str) -> dict[str, int]:
    """Return how many panellists score each candidate, which is told wherever their mean is.

    Raises:
        Refused: there is no such vacancy.
    """
    return scored_by(get_vacancy(s, ref), s.workspace.blind.candidates(ref), removed_pairs(s, ref))


def check_scores(s: Session, candidate: str, panellist: str) -> None:
    """Let a pair pass that is scored; call it inside the act.

    Raises:
        Refused: the panellist does not score the candidate.
    """
    known = s.workspace.conflicts.of(candidate, panellist)
    if known and known.withdrawn_at is None:
        raise Refused(not_scored(candidate, panellist))


def not_scored(candidate: str, panellist: str) -> str:
    """Return the sentence that refuses a score of a pair that is not scored."""
    return (
        f"{panellist} does not score {candidate}. HR can change that on the page Scoring, under "
        "From the panel."
    )
