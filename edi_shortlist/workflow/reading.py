"""In which order each panellist reads the candidates, what is put aside for later, and where the
panellist was. Nothing here opens the vault."""

import secrets
from collections.abc import Iterable, Sequence

from edi_shortlist.recruitment.reading_orders import reading_order
from edi_shortlist.recruitment.rounds import (
    Round,
    criterion_rounds,
    question_round,
    scoring_way,
    whole_round,
)
from edi_shortlist.recruitment.vacancy import ScoringWay, Vacancy
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.scoring import questions_answered
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import VacancyState, Verb, permit
from edi_shortlist.workflow.vacancies import (
    candidate_in,
    get_vacancy,
    permitted,
    vacancy_state,
)
from edi_shortlist.workflow.who_scores import candidates_of, check_scores

_SEED_BYTES = 16


def draw_seed(s: Session, ref: str, panel: Sequence[str]) -> str:
    """Draw the seed of a vacancy's reading orders as it is released, and return it for the log;
    call it inside the act."""
    seed = secrets.token_hex(_SEED_BYTES)
    s.workspace.readings.set_seed(ref, seed, panel)
    return seed


def order_of(s: Session, ref: str, panellist: str, key: str) -> list[str]:
    """Return the candidates whom a panellist scores, in the order in which they are read in a
    round; by reference where the vacancy was released before there were orders.

    Args:
        key: the round's, as ``Round.key`` gives it.

    Raises:
        Refused: there is no such vacancy, or it was not released yet.
    """
    return _orders(s, ref, panellist, [key])[key]


def orders_of(
    s: Session, ref: str, panellist: str, answered: Sequence[str] | None = None
) -> dict[str, list[str]]:
    """Return a panellist's order in every round that can be chosen, by its key.

    Args:
        answered: the questions that the forms answer, where they are known already.

    Raises:
        Refused: there is no such vacancy, or it was not released yet.
    """
    questions = questions_answered(s, ref) if answered is None else answered
    every = every_round(get_vacancy(s, ref), questions)
    return _orders(s, ref, panellist, [one.key for one in every])


def key_of(
    s: Session, ref: str, *, criterion: str | None = None, question: str | None = None
) -> str:
    """Return the key of the round of a criterion, of a question, or else of whole applications.

    Raises:
        Refused: there is no such vacancy, or nothing of that name is scored at application.
    """
    vacancy = get_vacancy(s, ref)
    if question is not None:
        return question_round(vacancy, question).key
    if criterion is None:
        return whole_round(vacancy).key
    for one in criterion_rounds(vacancy):
        if one.criteria == (criterion,):
            return one.key
    assessed = ", ".join(one.id for one in vacancy.assessed_at_application)
    raise Refused(f"'{criterion}' is not assessed at application. Choose from {assessed}.")


def way_of(s: Session, ref: str) -> ScoringWay | None:
    """Return how the panel goes about the scores; None before release where the forms decide.

    Raises:
        Refused: there is no such vacancy.
    """
    vacancy, state = get_vacancy(s, ref), vacancy_state(s, ref)
    if list(VacancyState).index(state) < list(VacancyState).index(VacancyState.RELEASED):
        return vacancy.scoring
    return scoring_way(vacancy, questions_answered(s, ref))


def has_orders(s: Session, ref: str) -> bool:
    """Say whether orders were drawn for a vacancy; one released before there were any has none."""
    return s.workspace.readings.seed(ref) is not None


def _orders(s: Session, ref: str, panellist: str, keys: Iterable[str]) -> dict[str, list[str]]:
    state = vacancy_state(s, ref)
    if list(VacancyState).index(state) < list(VacancyState).index(VacancyState.RELEASED):
        permit(Verb.SCORE, state, ref)
    readings, vacancy = s.workspace.readings, get_vacancy(s, ref)
    theirs, drawn = candidates_of(s, ref, panellist), readings.seed(ref)
    found = {}
    for key in keys:
        if held := readings.order(ref, panellist, key):  # in a pack
            places = {one: place for place, one in enumerate(held)}
            found[key] = sorted(theirs, key=lambda one: (places.get(one, len(places)), one))
        elif drawn:
            found[key] = reading_order(*drawn, vacancy, panellist, key, theirs)
        else:
            found[key] = list(theirs)
    return found


def every_round(vacancy: Vacancy, answered: Sequence[str]) -> list[Round]:
    """Return each criterion, each question and the whole applications as rounds, whichever way
    the vacancy is scored: a panellist may look at any of them."""
    return [
        *criterion_rounds(vacancy),
        *(question_round(vacancy, one) for one in answered),
        whole_round(vacancy),
    ]


def put_aside(s: Session, ref: str, candidate: str, panellist: str, key: str) -> None:
    """Write that a panellist comes back to a candidate later in a round. It lasts until the
    candidate has every score of that round.

    Raises:
        Refused: the scores are locked or not open yet, there is no such candidate, or the
            panellist does not score the candidate.
    """
    with s.workspace.act():
        permitted(s, ref, Verb.SCORE)
        candidate = candidate_in(s, ref, candidate)
        check_scores(s, candidate, panellist)
        s.workspace.readings.put_aside(candidate, panellist, key)
        s.log("scoring.put-aside", ref, candidate, panellist=panellist, round=key)


def put_aside_by(s: Session, ref: str, panellist: str) -> set[tuple[str, str]]:
    """Return ``(candidate, key of the round)`` of everything that a panellist put aside, also
    where it was scored since."""
    return s.workspace.readings.aside(ref, panellist)


def last_scored(s: Session, ref: str, panellist: str) -> tuple[str, str] | None:
    """Return the candidate and the criterion that a panellist scored last, or None. It tells where
    to go on, also after the program was killed."""
    return s.workspace.scores.last(ref, panellist)


def last_panellist(s: Session, ref: str) -> str:
    """Return who of the panel scored last, or an empty text."""
    return s.workspace.scores.last_panellist(ref)
