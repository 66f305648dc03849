"""Who interviews whom: the panel of the room, or the vacancy's while no time is set, and never
somebody who declared that they may know the candidate. Nothing here opens the vault."""

from edi_shortlist.recruitment.conflicts import ConflictKind
from edi_shortlist.workflow.interview_outcomes import who_is_not_scored
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.vacancies import get_vacancy


def may_know(s: Session, ref: str) -> frozenset[tuple[str, str]]:
    """Return the pairs of a candidate and a panellist who declared that they may know them.

    Whoever stood in at the sift for other candidates only has declared nothing, and may interview.
    """
    return frozenset(
        (one.candidate, one.panellist)
        for one in s.workspace.conflicts.of_vacancy(ref)
        if one.withdrawn_at is None and one.kind != ConflictKind.NOT_ASKED
    )


def interview_panels(s: Session, ref: str) -> dict[str, tuple[str, ...]]:
    """Return who scores each candidate who is to be scored at interview, by reference."""
    settled, usual = s.workspace.interviews.panels(ref), get_vacancy(s, ref).panel
    held, absent, pairs = (
        set(s.workspace.blind.candidates(ref)),
        who_is_not_scored(s, ref),
        may_know(s, ref),
    )
    return {
        candidate: tuple(
            name for name in settled.get(candidate, usual) if (candidate, name) not in pairs
        )
        for candidate in s.workspace.blind.invited(ref)
        if candidate in held and candidate not in absent
    }
