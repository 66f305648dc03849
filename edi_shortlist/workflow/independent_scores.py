"""Independent scoring: nobody sees what others scored before their own scores are complete.

Nobody signs in to score on HR's computer, so the program cannot know who sits there. Whatever
shows scores of several panellists asks here first, for the panellist who wants to see it.
"""

from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.scoring import progress_of
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import VacancyState
from edi_shortlist.workflow.vacancies import vacancy_state

_OPEN = (VacancyState.RELEASED, VacancyState.SCORING)


def may_see_others(s: Session, ref: str, panellist: str | None = None) -> bool:
    """Say whether a panellist may see what others scored: once their own scores are complete, or
    none can be changed any more.

    Args:
        panellist: a name on the panel; None for somebody who scores nothing, who may see scores
            once everybody's are complete.

    Raises:
        Refused: there is no such vacancy, or nobody of that name on its panel.
    """
    if vacancy_state(s, ref) not in _OPEN:
        return True
    progress = progress_of(s, ref)
    if panellist is not None and panellist not in progress:
        raise Refused(
            f"'{panellist}' is not on the panel of {ref}. Choose from {', '.join(progress)}."
        )
    asking = progress.values() if panellist is None else [progress[panellist]]
    return all(given == expected for given, expected in asking)


def check_may_see_others(s: Session, ref: str, panellist: str | None = None) -> None:
    """Let whoever may see what others scored pass.

    Args:
        panellist: as in ``may_see_others``.

    Raises:
        Refused: scores are missing, or as ``may_see_others``.
    """
    if may_see_others(s, ref, panellist):
        return
    if panellist is None:
        raise Refused(
            f"The scores of {ref} cannot be shown side by side yet, since somebody still scores "
            "without knowing what others gave. Wait until every score is given."
        )
    given, expected = progress_of(s, ref)[panellist]
    raise Refused(
        f"{panellist} has given {given} of {expected} scores of {ref}, and sees what others gave "
        "once all are given. Finish scoring first."
    )
