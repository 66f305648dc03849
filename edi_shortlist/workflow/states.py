"""The states of a vacancy, which verb is allowed in which, and the sentence of each refusal.

It knows nothing of storage; what a transition needs beyond the state is checked by its verb.
"""

from dataclasses import dataclass
from enum import StrEnum

from edi_shortlist.workflow.errors import Refused


class VacancyState(StrEnum):
    """Where a vacancy stands; the order is the order of the work."""

    DRAFT = "draft"
    IMPORTING = "importing"
    REVIEW = "review"
    RELEASED = "released"
    SCORING = "scoring"
    LOCKED = "locked"
    SHORTLISTED = "shortlisted"
    UNSEALED = "unsealed"
    CLOSED = "closed"


#: From each state, the states that may follow. An import that adds nothing goes back.
TRANSITIONS: dict[VacancyState, frozenset[VacancyState]] = {
    VacancyState.DRAFT: frozenset({VacancyState.IMPORTING}),
    VacancyState.IMPORTING: frozenset({VacancyState.DRAFT, VacancyState.REVIEW}),
    VacancyState.REVIEW: frozenset({VacancyState.IMPORTING, VacancyState.RELEASED}),
    VacancyState.RELEASED: frozenset({VacancyState.SCORING}),
    VacancyState.SCORING: frozenset({VacancyState.LOCKED}),
    VacancyState.LOCKED: frozenset({VacancyState.SHORTLISTED}),
    VacancyState.SHORTLISTED: frozenset({VacancyState.UNSEALED}),
    VacancyState.UNSEALED: frozenset({VacancyState.CLOSED}),
    VacancyState.CLOSED: frozenset(),
}


class Verb(StrEnum):
    """What can be done with a vacancy."""

    CHANGE = "change"
    IMPORT = "import"
    REVIEW = "review"
    RELEASE = "release"
    SCORE = "score"
    LOCK = "lock"
    CORRECT_DECLARATIONS = "correct declarations"
    ASK_WHAT_IF = "ask what if"
    SHORTLIST = "shortlist"
    UNSEAL = "unseal"
    CLOSE = "close"
    SAMPLE = "sample"
    ERASE = "erase"
    EXPORT_PACK = "export a pack"
    IMPORT_PACK = "import a pack"
    EXPORT_COPY = "export a manager's copy"


@dataclass(frozen=True)
class _Rule:
    """In which states a verb is allowed, and what is said before and after them."""

    allowed: tuple[VacancyState, ...]
    too_early: str
    too_late: str


_S = VacancyState
_RULES: dict[Verb, _Rule] = {
    Verb.CHANGE: _Rule(
        (_S.DRAFT, _S.IMPORTING, _S.REVIEW),
        "",
        "{ref} cannot be changed any more: its applications were released to the panel.",
    ),
    Verb.IMPORT: _Rule(
        (_S.DRAFT, _S.IMPORTING, _S.REVIEW),
        "",
        "No application can be added to {ref} any more: it was released to the panel.",
    ),
    Verb.REVIEW: _Rule(
        (_S.IMPORTING, _S.REVIEW),
        "{ref} has no applications to review yet. Add applications first.",
        "The redactions of {ref} cannot be changed any more: it was released to the panel.",
    ),
    Verb.RELEASE: _Rule(
        (_S.REVIEW,),
        "{ref} cannot be released: {why}",
        "{ref} was released already.",
    ),
    Verb.SCORE: _Rule(
        (_S.RELEASED, _S.SCORING),
        "{ref} cannot be scored yet. Review its redactions and release it first.",
        "The scores of {ref} are locked; a late score is not taken.",
    ),
    Verb.LOCK: _Rule(
        (_S.SCORING,),
        "The scores of {ref} cannot be locked: there are none yet.",
        "The scores of {ref} are locked already.",
    ),
    Verb.CORRECT_DECLARATIONS: _Rule(
        (_S.IMPORTING, _S.REVIEW, _S.RELEASED, _S.SCORING, _S.LOCKED),
        "{ref} has no applications yet. Add applications first.",
        "The shortlist of {ref} is drawn; declarations cannot be corrected any more.",
    ),
    Verb.ASK_WHAT_IF: _Rule(
        (_S.LOCKED, _S.SHORTLISTED, _S.UNSEALED, _S.CLOSED),
        "Other places and pass levels cannot be tried on {ref} yet, since that would tell how the "
        "scoring goes. Lock the scores first.",
        "",
    ),
    Verb.SHORTLIST: _Rule(
        (_S.LOCKED,),
        "The shortlist of {ref} cannot be drawn yet. Lock the scores first.",
        "The shortlist of {ref} is drawn already.",
    ),
    Verb.UNSEAL: _Rule(
        (_S.SHORTLISTED,),
        "The invited of {ref} cannot be unsealed yet. Draw the shortlist first.",
        "The invited of {ref} are unsealed already.",
    ),
    Verb.CLOSE: _Rule(
        (_S.UNSEALED,),
        "{ref} cannot be closed yet. Draw the shortlist and unseal the invited first.",
        "{ref} is closed already.",
    ),
    Verb.SAMPLE: _Rule(
        (
            *(_S.REVIEW, _S.RELEASED, _S.SCORING, _S.LOCKED),
            *(_S.SHORTLISTED, _S.UNSEALED, _S.CLOSED),
        ),
        "The applications of {ref} are not all in yet. Draw a sample once they are.",
        "",
    ),
    Verb.ERASE: _Rule(
        tuple(_S)[1:],
        "{ref} has no applications yet, so there is nothing to erase.",
        "",
    ),
    Verb.EXPORT_PACK: _Rule(
        (_S.RELEASED, _S.SCORING),
        "{ref} has nothing to hand out yet. Review its redactions and release it first.",
        "The scores of {ref} are locked, so no panel pack is made any more.",
    ),
    Verb.EXPORT_COPY: _Rule(
        (_S.LOCKED, _S.SHORTLISTED, _S.UNSEALED, _S.CLOSED),
        "A manager's copy of {ref} is made once the scores are locked: until then nobody sees "
        "what others scored. Lock the scores first.",
        "",
    ),
    Verb.IMPORT_PACK: _Rule(
        (_S.RELEASED, _S.SCORING),
        "{ref} has no packs yet. Review its redactions and release it first.",
        "The scores of {ref} are locked; what a pack brings now is too late and was not taken in.",
    ),
}

_RELEASE_TOO_EARLY = {
    _S.DRAFT: "it has no applications yet. Add applications first.",
    _S.IMPORTING: (
        "an import is running or was interrupted. Add the same files again to finish it; what "
        "is already in is not added twice."
    ),
}


def is_allowed(verb: Verb, state: VacancyState) -> bool:
    """Say whether a verb is allowed in a state; a button may be greyed by it."""
    return state in _RULES[verb].allowed


def permit(verb: Verb, state: VacancyState, reference: str) -> None:
    """Let a verb pass.

    Raises:
        Refused: the vacancy is not there yet, or past it; the sentence says which and what to do.
    """
    rule = _RULES[verb]
    if state in rule.allowed:
        return
    order = list(VacancyState)
    early = order.index(state) < order.index(rule.allowed[0])
    sentence = rule.too_early if early else rule.too_late
    raise Refused(sentence.format(ref=reference, why=_RELEASE_TOO_EARLY.get(state, "")))


def follows(before: VacancyState, after: VacancyState) -> bool:
    """Say whether a vacancy may go from one state to the other."""
    return after in TRANSITIONS[before]
