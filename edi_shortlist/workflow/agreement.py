"""How well a vacancy's panel agrees, reckoned from the independent scores. Nothing here opens the
vault, and nothing is changed."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from edi_shortlist.recruitment import agreement_words as words
from edi_shortlist.recruitment.agreement import (
    Agreement,
    Estimate,
    Levels,
    Silence,
    agreement,
)
from edi_shortlist.recruitment.rounds import rounds
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.workflow.reading import order_of
from edi_shortlist.workflow.scoring import questions_answered
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import Verb
from edi_shortlist.workflow.vacancies import get_vacancy, permitted

__all__ = ["Agreement", "AgreementReport", "Estimate", "Silence", "agreement_of", "words"]


@dataclass(frozen=True)
class AgreementReport:
    """The agreement of a panel on one vacancy.

    Attributes:
        candidates: how many there are.
    """

    vacancy: str
    candidates: int
    found: Agreement

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form of ``agreement --json``."""
        return {
            "vacancy": self.vacancy,
            "candidates": self.candidates,
            "summary": words.summary(self.found),
            "criteria": [
                {
                    "criterion": one.criterion,
                    "candidates": one.candidates,
                    "within_one": round(one.within_one, 4),
                    "alpha": _figure(one.alpha),
                    "band": _band(one.alpha),
                    "sentences": words.criterion_sentences(one),
                }
                for one in self.found.criteria
            ],
            "panellists": [
                {
                    "panellist": one.panellist,
                    "scores": one.scores,
                    "mean": round(one.mean, 4),
                    "spread": round(one.spread, 4),
                    "alpha": _figure(one.alpha),
                    "band": _band(one.alpha),
                    "apart": _figure(one.apart),
                    "most_on": one.most_on,
                    "drift": _figure(one.drift),
                    "sentences": words.panellist_sentences(one),
                }
                for one in self.found.panellists
            ],
        }


def agreement_of(s: Session, ref: str) -> AgreementReport:
    """Return how well the panel agrees, by criterion and by panellist. What it agreed in moderation
    is left aside: it tells how the panel scored, not how it talked.

    Raises:
        Refused: not every panellist has scored yet, or moderation was not opened.
    """
    permitted(s, ref, Verb.COMPARE)
    vacancy = get_vacancy(s, ref)
    candidates = s.workspace.blind.candidates(ref)
    criteria = [one.id for one in vacancy.assessed_at_application]
    given = np.full((len(candidates), len(criteria), len(vacancy.panel)), np.nan)
    places = [
        {name: at for at, name in enumerate(names)}
        for names in (candidates, criteria, vacancy.panel)
    ]
    for candidate, criterion, panellist, level in s.workspace.scores.levels(ref):
        given[places[0][candidate], places[1][criterion], places[2][panellist]] = level
    levels = Levels(candidates, criteria, vacancy.panel, vacancy.scale.scores, given)
    return AgreementReport(ref, len(candidates), agreement(levels, _orders(s, vacancy)))


def _orders(s: Session, vacancy: Vacancy) -> dict[tuple[str, str], list[str]]:
    """Return the order in which each panellist read for each criterion, as far as it is known:
    whoever's scores came in a table may have read in any."""
    ref = vacancy.reference
    if s.workspace.readings.seed(ref) is None:
        return {}
    from_table: set[str] = set()
    for entry in s.workspace.audit.entries(vacancy=ref, action="scores.imported"):
        from_table |= set(entry.details["by_panellist"])
    key_of = {
        criterion: one.key
        for one in rounds(vacancy, questions_answered(s, ref))
        for criterion in one.criteria
    }
    return {
        (panellist, criterion): order_of(s, ref, panellist, key)
        for panellist in vacancy.panel
        if panellist not in from_table
        for criterion, key in key_of.items()
    }


def _figure(found: Estimate | Silence) -> dict[str, Any] | None:
    if not isinstance(found, Estimate):
        return None
    return {name: round(value, 4) for name, value in vars(found).items()}


def _band(found: Estimate | Silence) -> str | None:
    return str(found.band) if isinstance(found, Estimate) else None
