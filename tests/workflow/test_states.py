"""Which verb is allowed in which state, and what is said where it is not."""

import pytest

from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.states import (
    TRANSITIONS,
    VacancyState,
    Verb,
    follows,
    is_allowed,
    permit,
)

S = VacancyState
ALLOWED = {
    Verb.CHANGE: {S.DRAFT, S.IMPORTING, S.REVIEW},
    Verb.IMPORT: {S.DRAFT, S.IMPORTING, S.REVIEW},
    Verb.REVIEW: {S.IMPORTING, S.REVIEW},
    Verb.RELEASE: {S.REVIEW},
    Verb.SCORE: {S.RELEASED, S.SCORING},
    Verb.OPEN_MODERATION: {S.SCORING},
    Verb.MODERATE: {S.MODERATING},
    Verb.COMPARE: {S.MODERATING, S.LOCKED, S.SHORTLISTED, S.UNSEALED, S.CLOSED},
    Verb.LOCK: {S.SCORING, S.MODERATING},
    Verb.CORRECT_DECLARATIONS: {
        *(S.IMPORTING, S.REVIEW, S.RELEASED, S.SCORING, S.MODERATING),
        S.LOCKED,
    },
    Verb.SET_DECLARATIONS: {S.IMPORTING, S.REVIEW, S.RELEASED, S.SCORING, S.MODERATING},
    Verb.DECIDE_DECLARATIONS: {S.LOCKED, S.SHORTLISTED, S.UNSEALED},
    Verb.CORRECT_SCORE: {S.LOCKED, S.SHORTLISTED, S.UNSEALED},
    Verb.DRAW_AGAIN: {S.SHORTLISTED, S.UNSEALED},
    Verb.ASK_WHAT_IF: {S.LOCKED, S.SHORTLISTED, S.UNSEALED, S.CLOSED},
    Verb.SHORTLIST: {S.LOCKED},
    Verb.UNSEAL: {S.SHORTLISTED},
    Verb.CLOSE: {S.UNSEALED},
    Verb.SAMPLE: set(S) - {S.DRAFT, S.IMPORTING},
    Verb.ERASE: set(S) - {S.DRAFT},
    Verb.IMPORT_COPY: {S.MODERATING},
    Verb.EXPORT_COPY: {S.MODERATING, S.LOCKED, S.SHORTLISTED, S.UNSEALED, S.CLOSED},
    Verb.SAVE_REPORT: {S.LOCKED, S.SHORTLISTED, S.UNSEALED, S.CLOSED},
    Verb.WRITE_LETTERS: {S.UNSEALED, S.CLOSED},
    Verb.EXPORT_PACK: {S.RELEASED, S.SCORING},
    Verb.IMPORT_PACK: {S.RELEASED, S.SCORING},
    Verb.WRITE_QUESTIONS: set(S) - {S.CLOSED},
    Verb.INTERVIEW: {S.UNSEALED},
    Verb.SAY_WHO_SCORES: {S.RELEASED, S.SCORING},
    Verb.REPORT: {S.RELEASED, S.SCORING, S.MODERATING},
    Verb.DECIDE_REPORT: set(S) - {S.DRAFT, S.IMPORTING, S.REVIEW},
}


@pytest.mark.parametrize("verb", Verb)
@pytest.mark.parametrize("state", VacancyState)
def test_a_verb_passes_exactly_where_it_should(verb: Verb, state: VacancyState) -> None:
    assert is_allowed(verb, state) == (state in ALLOWED[verb])
    if state in ALLOWED[verb]:
        permit(verb, state, "HSG-1")
    else:
        with pytest.raises(Refused) as refused:
            permit(verb, state, "HSG-1")
        (sentence,) = refused.value.problems
        assert "HSG-1" in sentence
        assert sentence.endswith(".")
        assert "{" not in sentence


@pytest.mark.parametrize(
    ("verb", "state", "words"),
    [
        (Verb.REVIEW, S.DRAFT, "Add applications first"),
        (Verb.RELEASE, S.DRAFT, "no applications yet"),
        (Verb.RELEASE, S.IMPORTING, "interrupted. Add the same files again"),
        (Verb.RELEASE, S.SCORING, "released already"),
        (Verb.IMPORT, S.RELEASED, "No application can be added"),
        (Verb.SCORE, S.REVIEW, "release it first"),
        (Verb.SCORE, S.LOCKED, "late score"),
        (Verb.SCORE, S.MODERATING, "independent scores are frozen"),
        (Verb.IMPORT_PACK, S.MODERATING, "not taken in. Close moderation"),
        (Verb.EXPORT_PACK, S.MODERATING, "every score is in"),
        (Verb.MODERATE, S.SCORING, "is not open"),
        (Verb.MODERATE, S.LOCKED, "cannot be changed any more"),
        (Verb.COMPARE, S.SCORING, "before everybody has"),
        (Verb.IMPORT_COPY, S.SCORING, "not open any more"),
        (Verb.IMPORT_COPY, S.LOCKED, "too late"),
        (Verb.LOCK, S.RELEASED, "there are none yet"),
        (Verb.LOCK, S.CLOSED, "locked already"),
        (Verb.SHORTLIST, S.SCORING, "Lock the scores first"),
        (Verb.UNSEAL, S.LOCKED, "Draw the shortlist first"),
        (Verb.CLOSE, S.SHORTLISTED, "unseal the invited first"),
        (Verb.CORRECT_DECLARATIONS, S.SHORTLISTED, "shortlist of HSG-1 is drawn"),
        (Verb.SAMPLE, S.IMPORTING, "not all in yet"),
        (Verb.ERASE, S.DRAFT, "nothing to erase"),
    ],
)
def test_a_refusal_says_what_to_do(verb: Verb, state: VacancyState, words: str) -> None:
    with pytest.raises(Refused, match=words):
        permit(verb, state, "HSG-1")


def test_the_way_goes_forward_only_but_for_an_import_and_moderation() -> None:
    order = list(VacancyState)
    for before, after_states in TRANSITIONS.items():
        for after in after_states:
            back = order.index(after) < order.index(before)
            assert (
                not back
                or {before, after} <= {S.DRAFT, S.IMPORTING, S.REVIEW}
                or (before, after) == (S.MODERATING, S.SCORING)
            )
    assert follows(S.DRAFT, S.IMPORTING)
    assert not follows(S.REVIEW, S.SCORING)


def test_every_state_can_be_reached_and_closed_is_the_end() -> None:
    reached = {S.DRAFT}
    while more := {a for s in reached for a in TRANSITIONS[s]} - reached:
        reached |= more
    assert reached == set(VacancyState)
    assert TRANSITIONS[S.CLOSED] == frozenset()
