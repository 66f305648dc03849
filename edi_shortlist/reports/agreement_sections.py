"""How well a panel agreed, as sections of a report. It tells of criteria and of panel members, and
of no candidate."""

from edi_shortlist.recruitment.agreement import Agreement
from edi_shortlist.recruitment.agreement_words import (
    band_words,
    criterion_sentences,
    figure_words,
    panellist_sentences,
    summary,
)
from edi_shortlist.reports.page import Section


def by_criterion(found: Agreement) -> Section:
    """Return how well the panel agreed on each criterion."""
    return Section(
        "Agreement by criterion",
        (
            summary(found),
            "Krippendorff's alpha for ordinal data, with its 95 % interval, from the independent "
            "scores: 1 is full agreement, 0 what chance would give.",
        ),
        ("Criterion", "Alpha (interval)", "In words", "What it means and what to do"),
        [
            (
                one.criterion,
                figure_words(one.alpha, one.candidates),
                band_words(one.alpha),
                " ".join(criterion_sentences(one)),
            )
            for one in found.criteria
        ],
        "There are no criteria.",
    )


def by_panellist(found: Agreement, candidates: int) -> Section:
    """Return how each panel member scored beside the others.

    Args:
        candidates: how many were scored.
    """
    return Section(
        "Agreement by panel member",
        (),
        ("Panel member", "Scores", "Mean", "Spread", "Alpha (interval)", "What it means"),
        [
            (
                one.panellist,
                one.scores,
                one.mean,
                one.spread,
                figure_words(one.alpha, candidates),
                " ".join(panellist_sentences(one)),
            )
            for one in found.panellists
        ],
        "There is nobody on the panel.",
    )
