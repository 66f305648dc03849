"""The shortlist as the manager sees it, as HR sees it with the vault open, and the interviews."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from edi_shortlist.desktop.models.rows import Column, RowsModel
from edi_shortlist.recruitment.plain_words import number_words
from edi_shortlist.workflow.shortlisting import ShortlistedCandidate, ShortlistView
from edi_shortlist.workflow.unsealing import UnsealedCandidate

ROUTE_WORDS = {"merit": "On merit", "guaranteed": "Guaranteed"}
ROUTE_TONES = {"merit": "accent", "guaranteed": "purple"}


_BLIND: list[Column[ShortlistedCandidate]] = [
    Column("Candidate", lambda c: c.candidate),
    Column(
        "Interview",
        lambda c: "Invited" if c.invited else "Not invited",
        tone=lambda c: "success" if c.invited else "neutral",
    ),
]


def _minimum(candidate: ShortlistedCandidate) -> str:
    if candidate.meets_minimum:
        return "Met"
    return f"Below on {', '.join(candidate.failed_essentials)}"


class ShortlistModel(RowsModel[ShortlistedCandidate]):
    """One row a candidate in reference order. Sealed, it says only who is invited: with totals
    beside it, an invitation would tell who declared."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_BLIND, parent)

    def show_view(self, view: ShortlistView | None, schemes: Mapping[str, str]) -> None:
        """Show a shortlist.

        Args:
            schemes: a scheme's name by its id.
        """
        columns = list(_BLIND)
        if view is not None and view.unsealed:
            columns += [
                Column("Rank", lambda c: str(c.rank) if c.rank else "–", number=True),
                Column("Total", lambda c: number_words(c.total), number=True),
                Column(
                    "Minimum",
                    _minimum,
                    tone=lambda c: "success" if c.meets_minimum else "warning",
                ),
                Column(
                    "Route",
                    lambda c: ROUTE_WORDS.get(c.route or "", "–"),
                    tone=lambda c: ROUTE_TONES.get(c.route or "", ""),
                ),
                Column(
                    "Schemes",
                    lambda c: ", ".join(schemes.get(one, one) for one in c.schemes or ()) or "–",
                    tip=lambda c: c.explanation or "",
                ),
            ]
        self.set_rows(view.candidates if view else [], columns)


MODE_WORDS = {"in person": "In person", "online": "Online"}


class InterviewsModel(RowsModel[UnsealedCandidate]):
    """One row an invited candidate, with what it takes to arrange the interview."""

    def __init__(self, parent: QObject | None = None) -> None:
        def said(key: str) -> Column[UnsealedCandidate]:
            return Column("", lambda c: c.identity.get(key) or "–")

        super().__init__(
            [
                Column("Candidate", lambda c: c.candidate),
                Column("Name", self.name_of),
                Column("E-mail", said("email").words),
                Column("Telephone", said("phone").words),
                Column("Interview", lambda c: MODE_WORDS.get(c.interview_mode.lower(), "–")),
                Column(
                    "Adjustments",
                    lambda c: " ".join(c.adjustments.split()) or "None asked for",
                    tip=lambda c: c.adjustments,
                ),
            ],
            parent,
        )

    @staticmethod
    def name_of(candidate: UnsealedCandidate) -> str:
        """Return the name, with the preferred one where it differs."""
        full = candidate.identity.get("full_name") or "Not given"
        preferred = candidate.identity.get("preferred_name")
        if preferred and preferred.casefold() not in full.casefold().split():
            return f"{full} ({preferred})"
        return full
