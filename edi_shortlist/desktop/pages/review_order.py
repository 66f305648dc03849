"""Whose turn it is: the order in which applications come up in the review."""

from collections.abc import Sequence

from edi_shortlist.workflow.applications import ApplicationSummary


def first_shown(applications: Sequence[ApplicationSummary], *wanted: str | None) -> str | None:
    """Return the first wanted candidate that there is, else one with something to decide."""
    known = [a.candidate for a in applications]
    undecided = next(
        (a.candidate for a in applications if a.undecided), known[0] if known else None
    )
    return next((one for one in wanted if one in known), undecided)


def next_undecided(applications: Sequence[ApplicationSummary], candidate: str | None) -> str | None:
    """Return who comes after a candidate, going round once, and has something to decide."""
    names = [a.candidate for a in applications]
    at = names.index(candidate) + 1 if candidate in names else 0
    turned = [*applications[at:], *applications[:at]]
    return next((a.candidate for a in turned if a.undecided and a.candidate != candidate), None)


def beside(
    applications: Sequence[ApplicationSummary], candidate: str | None, by: int
) -> str | None:
    """Return who comes so many after a candidate, or before, going round; None after nobody."""
    names = [a.candidate for a in applications]
    return names[(names.index(candidate) + by) % len(names)] if candidate in names else None
