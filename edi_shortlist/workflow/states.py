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
    MODERATING = "moderating"
    LOCKED = "locked"
    SHORTLISTED = "shortlisted"
    UNSEALED = "unsealed"
    CLOSED = "closed"


#: From each state, the states that may follow. An import that adds nothing goes back, and so does
#: moderation that is closed again.
TRANSITIONS: dict[VacancyState, frozenset[VacancyState]] = {
    VacancyState.DRAFT: frozenset({VacancyState.IMPORTING}),
    VacancyState.IMPORTING: frozenset({VacancyState.DRAFT, VacancyState.REVIEW}),
    VacancyState.REVIEW: frozenset({VacancyState.IMPORTING, VacancyState.RELEASED}),
    VacancyState.RELEASED: frozenset({VacancyState.SCORING}),
    VacancyState.SCORING: frozenset({VacancyState.MODERATING, VacancyState.LOCKED}),
    VacancyState.MODERATING: frozenset({VacancyState.SCORING, VacancyState.LOCKED}),
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
    OPEN_MODERATION = "open moderation"
    MODERATE = "moderate"
    COMPARE = "compare scores"
    LOCK = "lock"
    CORRECT_DECLARATIONS = "correct declarations"
    SET_DECLARATIONS = "set declarations"
    DECIDE_DECLARATIONS = "decide declarations"
    CORRECT_SCORE = "correct a score"
    DRAW_AGAIN = "draw again"
    ASK_WHAT_IF = "ask what if"
    SHORTLIST = "shortlist"
    UNSEAL = "unseal"
    CLOSE = "close"
    SAMPLE = "sample"
    ERASE = "erase"
    EXPORT_PACK = "export a pack"
    IMPORT_PACK = "import a pack"
    SAY_WHO_SCORES = "say who scores whom"
    REPORT = "report a passage"
    DECIDE_REPORT = "decide a report"
    EXPORT_COPY = "export a manager's copy"
    SAVE_REPORT = "save a shortlist report"
    WRITE_LETTERS = "write letters"
    WRITE_QUESTIONS = "write questions"
    INTERVIEW = "interview"
    IMPORT_COPY = "import a manager's copy"


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
    Verb.OPEN_MODERATION: _Rule(
        (_S.SCORING,),
        "{ref} cannot be moderated yet: it has no scores. Let the panel score it first.",
        "Moderation of {ref} was opened already, or its scores are locked.",
    ),
    Verb.MODERATE: _Rule(
        (_S.MODERATING,),
        "Moderation of {ref} is not open. Open it once every panellist has scored everybody.",
        "The scores of {ref} are locked; what the panel agreed cannot be changed any more.",
    ),
    Verb.COMPARE: _Rule(
        (_S.MODERATING, _S.LOCKED, _S.SHORTLISTED, _S.UNSEALED, _S.CLOSED),
        "The scores of {ref} are not shown beside each other yet: nobody sees what others scored "
        "before everybody has. Open moderation first.",
        "",
    ),
    Verb.LOCK: _Rule(
        (_S.SCORING, _S.MODERATING),
        "The scores of {ref} cannot be locked: there are none yet.",
        "The scores of {ref} are locked already.",
    ),
    Verb.CORRECT_DECLARATIONS: _Rule(
        (_S.IMPORTING, _S.REVIEW, _S.RELEASED, _S.SCORING, _S.MODERATING, _S.LOCKED),
        "{ref} has no applications yet. Add applications first.",
        "The shortlist of {ref} is drawn; declarations cannot be corrected any more.",
    ),
    Verb.SET_DECLARATIONS: _Rule(
        (_S.IMPORTING, _S.REVIEW, _S.RELEASED, _S.SCORING, _S.MODERATING),
        "{ref} has no applications yet. Add applications first.",
        "The scores of {ref} are locked. What somebody declared is changed now only by a decision "
        "with its reason: 'Late declaration' on the Shortlist page, or the command "
        "'applications decide'.",
    ),
    Verb.DECIDE_DECLARATIONS: _Rule(
        (_S.LOCKED, _S.SHORTLISTED, _S.UNSEALED),
        "The scores of {ref} are not locked yet, so no decision is needed: set what the candidate "
        "declared.",
        "{ref} is closed; nothing about its shortlist can be decided any more.",
    ),
    Verb.CORRECT_SCORE: _Rule(
        (_S.LOCKED, _S.SHORTLISTED, _S.UNSEALED),
        "The scores of {ref} are not locked yet; the panellist can still change a score.",
        "{ref} is closed; no score can be corrected any more.",
    ),
    Verb.DRAW_AGAIN: _Rule(
        (_S.SHORTLISTED, _S.UNSEALED),
        "The shortlist of {ref} is not drawn yet. Draw it first.",
        "{ref} is closed; its shortlist cannot be drawn again.",
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
            *(_S.REVIEW, _S.RELEASED, _S.SCORING, _S.MODERATING, _S.LOCKED),
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
        (_S.MODERATING, _S.LOCKED, _S.SHORTLISTED, _S.UNSEALED, _S.CLOSED),
        "A manager's copy of {ref} is made once every panellist has scored: until then nobody sees "
        "what others scored. Open moderation or lock the scores first.",
        "",
    ),
    Verb.SAVE_REPORT: _Rule(
        (_S.LOCKED, _S.SHORTLISTED, _S.UNSEALED, _S.CLOSED),
        "There is nothing to report of {ref} yet: until the scores are locked they may still "
        "change. Lock the scores first.",
        "",
    ),
    Verb.WRITE_LETTERS: _Rule(
        (_S.UNSEALED, _S.CLOSED),
        "Nobody can be written to about {ref} yet. Draw the shortlist and unseal the invited "
        "first.",
        "",
    ),
    Verb.IMPORT_PACK: _Rule(
        (_S.RELEASED, _S.SCORING),
        "{ref} has no packs yet. Review its redactions and release it first.",
        "The scores of {ref} are locked; what a pack brings now is too late and was not taken in.",
    ),
    Verb.SAY_WHO_SCORES: _Rule(
        (_S.RELEASED, _S.SCORING),
        "Nobody scores {ref} yet. Review its redactions and release it first.",
        "The scores of {ref} are frozen or locked, so who scores whom cannot be changed any more.",
    ),
    Verb.REPORT: _Rule(
        (_S.RELEASED, _S.SCORING, _S.MODERATING),
        "The panel reads nothing of {ref} yet. Mark the passage on the page Review.",
        "The scores of {ref} are locked. Tell HR what you found.",
    ),
    Verb.DECIDE_REPORT: _Rule(
        (
            *(_S.RELEASED, _S.SCORING, _S.MODERATING, _S.LOCKED),
            *(_S.SHORTLISTED, _S.UNSEALED, _S.CLOSED),
        ),
        "Nobody has reported anything of {ref} yet, since the panel reads nothing of it.",
        "",
    ),
    Verb.WRITE_QUESTIONS: _Rule(
        tuple(_S)[:-1],
        "",
        "{ref} is closed; its interview questions cannot be changed any more.",
    ),
    Verb.INTERVIEW: _Rule(
        (_S.UNSEALED,),
        "There are no interviews of {ref} yet. Draw the shortlist and unseal the invited first.",
        "{ref} is closed; nothing about its interviews can be changed any more.",
    ),
    Verb.IMPORT_COPY: _Rule(
        (_S.MODERATING,),
        "Moderation of {ref} is not open any more, so nothing is taken in from a copy. Open it "
        "again first.",
        "The scores of {ref} are locked; what a copy brings now is too late and was not taken in.",
    ),
}

#: What is said of scores and packs that come while the panel moderates.
_WHILE_MODERATING = {
    Verb.SCORE: (
        "{ref} is being moderated, so its independent scores are frozen. Close moderation again if "
        "a score must be changed."
    ),
    Verb.EXPORT_PACK: (
        "{ref} is being moderated: every score is in, so no panel pack is made. The manager's copy "
        "is for moderating elsewhere."
    ),
    Verb.IMPORT_PACK: (
        "{ref} is being moderated, so its independent scores are frozen; what the pack brings was "
        "not taken in. Close moderation again if a score must be changed."
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
    if state is VacancyState.MODERATING and verb in _WHILE_MODERATING:
        raise Refused(_WHILE_MODERATING[verb].format(ref=reference))
    order = list(VacancyState)
    early = order.index(state) < order.index(rule.allowed[0])
    sentence = rule.too_early if early else rule.too_late
    raise Refused(sentence.format(ref=reference, why=_RELEASE_TOO_EARLY.get(state, "")))


def follows(before: VacancyState, after: VacancyState) -> bool:
    """Say whether a vacancy may go from one state to the other."""
    return after in TRANSITIONS[before]
