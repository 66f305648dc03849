"""What the interview stage holds on one applicant, as a part of what is told to the applicant."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.reports.page import Section
from edi_shortlist.storage.interviews import InterviewScoreRecord, OutcomeRecord
from edi_shortlist.storage.sealed_interviews import SealedInterview
from edi_shortlist.workflow.session import Session


@dataclass(frozen=True)
class InterviewHeld:
    """What is kept of one applicant's interview.

    Attributes:
        interview: the time and what it takes; None where nothing was set.
        notes: by ``(panellist, criterion)``.
        outcomes: also those that were taken back.
    """

    interview: SealedInterview | None
    scores: Sequence[InterviewScoreRecord]
    notes: Mapping[tuple[str, str], str]
    outcomes: Sequence[OutcomeRecord]


def interview_held(s: Session, ref: str, candidate: str) -> InterviewHeld:
    """Gather what is kept; the vault must be open.

    Raises:
        VaultSealed: the vault is not open.
    """
    sealed, blind = s.vault.interviews, s.workspace.interviews
    return InterviewHeld(
        sealed.of_vacancy(ref).get(candidate),
        [one for one in blind.scores(ref) if one.candidate == candidate],
        {
            (panellist, criterion): note
            for (whose, panellist, criterion), note in sealed.notes(ref).items()
            if whose == candidate
        },
        [one for one in blind.outcomes(ref) if one.candidate == candidate],
    )


def interview_sections(
    held: InterviewHeld, vacancy: Vacancy, person: Callable[[str], str]
) -> list[Section]:
    """Return the parts of the page; none where there was no interview.

    Args:
        person: how a panellist or a member of staff is named.
    """
    found = []
    rows = [*_planned(held.interview)]
    rows += [
        (
            f"{one.outcome}, {one.day}" + (f", place {one.place}" if one.place else ""),
            f"recorded by {person(one.recorded_by)} on {one.recorded_at[:10]}"
            + (
                f"; taken back by {person(one.taken_back_by or '')} on {one.taken_back_at[:10]}"
                if one.taken_back_at
                else ""
            ),
        )
        for one in held.outcomes
    ]
    if rows:
        about = ("What was planned for your interview, and what became of it.",)
        found.append(Section("Your interview", about, ("What", "Held"), rows))
    if held.scores or held.notes:
        found.append(_scores(held, vacancy, person))
    return found


def _planned(interview: SealedInterview | None) -> list[tuple[str, str]]:
    if interview is None:
        return []
    rows = [
        ("Time", f"{interview.start}, {interview.minutes} minutes" if interview.start else "none"),
        ("Room", interview.room or "none"),
    ]
    if interview.mode is not None:
        rows.append(("Set by staff", interview.mode or "in person or online"))
    rows.append(("Extra time for adjustments", f"{interview.extra} minutes"))
    rows.append(("Kept free around it", f"{interview.free} minutes"))
    rows.append(("Told to the panel of adjustments", interview.panel_words or "nothing"))
    return rows


def _scores(held: InterviewHeld, vacancy: Vacancy, person: Callable[[str], str]) -> Section:
    texts = {one.id: one.text for one in vacancy.criteria}
    levels = {(one.panellist, one.criterion): one for one in held.scores}
    rows = []
    for panellist, criterion in sorted({*levels, *held.notes}):
        score = levels.get((panellist, criterion))
        rows.append(
            (
                f"{criterion}: {texts.get(criterion, '')}",
                person(panellist),
                f"{score.level} ({vacancy.scale.name(score.level)})" if score else "",
                held.notes.get((panellist, criterion), ""),
                score.recorded_at[:10] if score else "",
            )
        )
    return Section(
        "How the panel scored your interview",
        ("It is scored by itself; no score of your application goes into it.",),
        ("Criterion", "Who", "Score", "Note", "When"),
        rows,
    )
