"""What a vacancy's state is called, how it looks, and which task comes next."""

from dataclasses import dataclass

from edi_shortlist.workflow.states import VacancyState, Verb, is_allowed


@dataclass(frozen=True)
class StateWords:
    """One state on the screen.

    Attributes:
        word: what it is called.
        tone: the tone of its tag.
        page: the page where the next step is done.
        act: the next step, as a button says it.
        next_step: the next step, as a sentence.
    """

    word: str
    tone: str
    page: str
    act: str
    next_step: str


STATES = {
    VacancyState.DRAFT: StateWords(
        "Draft", "neutral", "applications", "Add applications",
        "Check the set-up, then add the applications.",
    ),
    VacancyState.IMPORTING: StateWords(
        "Importing", "neutral", "applications", "See applications",
        "Applications are being read.",
    ),
    VacancyState.REVIEW: StateWords(
        "In review", "warning", "review", "Review redactions",
        "Decide every redaction, then release the applications to the panel.",
    ),
    VacancyState.RELEASED: StateWords(
        "Released", "accent", "scoring", "Score applications",
        "The panel can score the anonymised applications.",
    ),
    VacancyState.SCORING: StateWords(
        "Scoring", "accent", "scoring", "Score applications",
        "When every panellist has scored every candidate, moderate where they differ, or lock.",
    ),
    VacancyState.MODERATING: StateWords(
        "Moderation", "accent", "moderation", "Moderate the scores",
        "Agree a score where the panel differs, then lock the scores.",
    ),
    VacancyState.LOCKED: StateWords(
        "Scores locked", "purple", "shortlist", "Draw the shortlist",
        "Open the vault and draw the shortlist.",
    ),
    VacancyState.SHORTLISTED: StateWords(
        "Shortlisted", "purple", "shortlist", "See the shortlist",
        "Check the shortlist, then unseal the candidates who are invited.",
    ),
    VacancyState.UNSEALED: StateWords(
        "Interviews", "success", "interviews", "Go to the interviews",
        "Arrange the interviews, record what became of everybody, then close the vacancy.",
    ),
    VacancyState.CLOSED: StateWords(
        "Closed", "neutral", "interviews", "See the interviews",
        "Nothing is left to do.",
    ),
}  # fmt: skip


def before_release(state: VacancyState | None) -> bool:
    """Whether redactions and applications can still change."""
    return state is not None and is_allowed(Verb.CHANGE, state)


def released(state: VacancyState | None) -> bool:
    """Whether the panel may see the anonymised applications."""
    return state is not None and not before_release(state)


def frozen(state: VacancyState | None) -> bool:
    """Whether panellists can no longer give scores: they are moderated, or locked."""
    return state is not None and released(state) and not is_allowed(Verb.SCORE, state)


def locked(state: VacancyState | None) -> bool:
    """Whether no score can change any more, agreed ones included."""
    return state is not None and frozen(state) and not is_allowed(Verb.LOCK, state)


def drawn(state: VacancyState | None) -> bool:
    """Whether there is a shortlist."""
    return state is not None and locked(state) and not is_allowed(Verb.SHORTLIST, state)
