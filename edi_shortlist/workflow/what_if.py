"""What the shortlist would be with more or fewer places, or another pass level. Nothing is changed,
and only numbers are told: which candidates would be invited is decided once, by drawing."""

from dataclasses import dataclass, replace

from edi_shortlist.recruitment.guarantees import apply_guarantees
from edi_shortlist.recruitment.ranking import rank
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.workflow.drawing import check_declarations
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.locked_scores import check_locked_scores
from edi_shortlist.workflow.panel_scoring import panel_scores_of
from edi_shortlist.workflow.scheme_editions import schemes_for
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import Verb
from edi_shortlist.workflow.vacancies import get_vacancy, permitted

# Which of several who are tied a lot would take is not asked here; any seed gives an answer.
_ANY_LOT = "what if"


@dataclass(frozen=True)
class WhatIf:
    """How many there would be.

    Attributes:
        places, pass_level: what was asked about; the level as the scale scores it.
        pass_word: what the scale calls that level.
        candidates: all.
        meeting_minimum: those at or above the pass level on every essential criterion that is
            assessed at application.
        invited: on merit and guaranteed together.
        on_merit: of the invited, those who need no guarantee.
        guaranteed: of the invited, those who are there by a guarantee alone.
        declared_below: those below the minimum who declared for a scheme that counts here.
        limited: whether the vacancy's limit on interviews keeps somebody from being invited.
    """

    places: int
    pass_level: int
    pass_word: str
    candidates: int
    meeting_minimum: int
    invited: int
    on_merit: int
    guaranteed: int
    declared_below: int
    limited: bool


def what_if(
    s: Session, ref: str, places: int | None = None, pass_level: int | None = None
) -> WhatIf:
    """Return how many would be invited. That it was asked is logged, once a session.

    Where a lot decides, the split between merit and guarantee is that of one possible lot.

    Args:
        places: interview places; the vacancy's where left out.
        pass_level: a score of the vacancy's scale; the scale's own where left out.

    Raises:
        Refused: the scores are not locked yet or were changed since, an applicant's declarations
            are still unclear, or the number fits no scale and no vacancy.
        VaultSealed: the vault is not open.
    """
    vault, vacancy = s.vault, get_vacancy(s, ref)
    permitted(s, ref, Verb.ASK_WHAT_IF)
    asked = _changed(vacancy, places, pass_level)
    check_locked_scores(s, ref)
    applications = vault.applications(ref)
    check_declarations(applications)
    declarations = {one.candidate: one.declarations for one in applications}
    candidates = [one for one in s.workspace.blind.candidates(ref) if one in declarations]
    standings = rank(asked, panel_scores_of(s, asked, candidates))
    schemes = schemes_for(s, ref)
    found = apply_guarantees(asked, standings, declarations, schemes, _ANY_LOT)
    unlimited = replace(asked, interview_limit=None, interview_limit_reason="")
    all_of_them = apply_guarantees(unlimited, standings, declarations, schemes, _ANY_LOT)
    counting = {one for one in asked.schemes if not schemes[one].excludes_vacancy(asked)}
    s.log_look("shortlist.what-if", ref)
    below = {one.candidate for one in standings if not one.meets_minimum}
    routes = [one.route for one in found.outcomes if one.invited]
    return WhatIf(
        asked.interview_places,
        asked.scale.pass_level,
        asked.scale.name(asked.scale.pass_level),
        len(standings),
        len(standings) - len(below),
        len(routes),
        routes.count("merit"),
        routes.count("guaranteed"),
        sum(bool(counting & set(declarations[one])) for one in below),
        len(routes) < len(all_of_them.interview_list),
    )


def _changed(vacancy: Vacancy, places: int | None, pass_level: int | None) -> Vacancy:
    scale = vacancy.scale
    if places is None:
        places = vacancy.interview_places
    if pass_level is None:
        pass_level = scale.pass_level
    if places < 1:
        raise Refused("There must be one interview place at least.")
    if pass_level not in scale.scores:
        raise Refused(f"The scale of {vacancy.reference} has the levels {scale.span}.")
    return replace(vacancy, interview_places=places, scale=replace(scale, pass_level=pass_level))
