"""What an agreement means and what to do about it, in words for people who run a panel.

The bands are Krippendorff's (see ``agreement``). How much is worth a word, a quarter of a level, is
the project's own choice.
"""

from edi_shortlist.recruitment.agreement import (
    FEWEST,
    Agreement,
    Band,
    CriterionAgreement,
    Estimate,
    PanellistAgreement,
    Silence,
)
from edi_shortlist.recruitment.plain_words import counted, listed

#: Levels from which on a difference between panellists, or a drift, is worth a word.
NOTABLE = 0.25

BAND_WORDS = {
    Band.RELIABLE: "Good agreement",
    Band.TENTATIVE: "Some agreement",
    Band.POOR: "Little agreement",
}
_BANDS = list(Band)


def figure_words(found: Estimate | Silence, candidates: int = 0) -> str:
    """Return a figure with its interval, or why there is none.

    Args:
        candidates: how many were compared.
    """
    if isinstance(found, Estimate):
        said = f"{found.value:.2f} ({found.low:.2f} to {found.high:.2f})"
        return said.replace("-", "−")
    return {
        Silence.TOO_FEW: f"too few: {candidates} candidates of {FEWEST}",
        Silence.SAME: "everybody gave the same level",
        Silence.ALONE: "nobody to compare with",
        Silence.ORDER: "the order is not known",
    }[found]


def band_words(found: Estimate | Silence) -> str:
    """Return how far an agreement may be relied on, in two words."""
    return BAND_WORDS[found.band] if isinstance(found, Estimate) else "No figure"


def criterion_sentences(one: CriterionAgreement) -> list[str]:
    """Return what the agreement on a criterion means, and what to do."""
    name = one.criterion
    match one.alpha:
        case Silence.TOO_FEW:
            return [
                f"{counted(one.candidates, 'candidate')} with two scores or more: too few to tell "
                f"how well the panel agrees on {name}. {FEWEST} are needed.",
                "Go through the differences one by one.",
            ]
        case Silence.SAME:
            return [
                f"Everybody gave every candidate the same level on {name}, so that it tells the "
                "candidates apart in no way.",
                "Look whether its guide asks too little or too much.",
            ]
        case Silence():
            return [f"No candidate was scored by two panellists on {name}."]
    close = f"For {one.within_one:.0%} of the candidates all levels lie within one of each other."
    match one.alpha.band:
        case Band.RELIABLE:
            said = [f"The panel reads {name} alike. {close}"]
        case Band.TENTATIVE:
            said = [
                f"The panel reads {name} alike in the main. {close}",
                "Agree a score where you differ before you rely on it.",
            ]
        case Band.POOR:
            said = [
                f"The panel does not read {name} alike. {close}",
                f"Look at the guide of {name} together: say of each level what an application has "
                "to show. Then agree a score wherever you differ.",
            ]
    return said + _doubt(one.alpha)


def panellist_sentences(one: PanellistAgreement) -> list[str]:
    """Return how a panellist scores beside the others, and what to do."""
    return [*_apart(one), *_drift(one)]


def summary(found: Agreement) -> str:
    """Return the agreement of a panel in one sentence."""
    told = [one for one in found.criteria if isinstance(one.alpha, Estimate)]
    poor = [one.criterion for one in told if one.alpha.band is Band.POOR]  # type: ignore[union-attr]
    if not told:
        return "Nothing can be said of the agreement yet."
    if poor:
        return f"The panel agrees little on {listed(poor)}. Talk about these first."
    return "The panel agrees well enough to moderate difference by difference."


def _apart(one: PanellistAgreement) -> list[str]:
    name, apart = one.panellist, one.apart
    if not isinstance(apart, Estimate):
        return []
    if not apart.tells_a_side or abs(apart.value) < NOTABLE:
        return [f"{name} gives on average about as much as the others."]
    low, high = sorted((abs(apart.low), abs(apart.high)))
    side = "more" if apart.value > 0 else "less"
    return [
        f"{name} gives on average {_levels(abs(apart.value))} {side} than the others "
        f"({low:.1f} to {high:.1f}), most on {one.most_on}: look at the guide of {one.most_on} "
        "together."
    ]


def _drift(one: PanellistAgreement) -> list[str]:
    name, drift = one.panellist, one.drift
    if drift is Silence.ORDER:
        return [
            f"In which order {name} read the candidates is not known, so nothing can be said of "
            "growing harsher or milder."
        ]
    if not isinstance(drift, Estimate):
        return []
    if not drift.tells_a_side or abs(drift.value) < NOTABLE:
        return [f"{name} scored the last candidates read as the first, as far as can be told."]
    low, high = sorted((abs(drift.low), abs(drift.high)))
    grew, side = ("milder", "more") if drift.value > 0 else ("harsher", "less")
    return [
        f"{name} grew {grew} on the way: {_levels(abs(drift.value))} {side} for the last candidate "
        f"read than for the first ({low:.1f} to {high:.1f}). Look again at who came late in this "
        "panellist's order."
    ]


def _doubt(found: Estimate) -> list[str]:
    """Say so where the interval reaches into a lower band."""
    lowest = Estimate(found.low, found.low, found.low).band
    if _BANDS.index(lowest) > _BANDS.index(found.band):
        return ["It may be less than it looks: the interval reaches lower."]
    return []


def _levels(number: float) -> str:
    return f"{number:.1f} levels"
