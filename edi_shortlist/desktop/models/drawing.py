"""What drawing a shortlist again changed, one row a candidate."""

from PySide6.QtCore import QObject

from edi_shortlist.desktop.models.rows import Column, RowsModel
from edi_shortlist.desktop.models.shortlist import ROUTE_WORDS
from edi_shortlist.recruitment.plain_words import number_words
from edi_shortlist.workflow.drawing_again import OutcomeChange


def _pair(before: str, after: str) -> str:
    return before if before == after else f"{before} → {after}"


def _interview(one: OutcomeChange) -> str:
    if one.keeps:
        return "Invitation stays"
    before, after = ("Invited" if invited else "Not invited" for invited in one.invited)
    return _pair(before, after)


def _tone(one: OutcomeChange) -> str:
    return {(False, True): "success", (True, False): "warning"}.get(one.invited, "neutral")


class ChangesModel(RowsModel[OutcomeChange]):
    """The candidates of whom anything changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            [
                Column("Candidate", lambda one: one.candidate),
                Column("Total", lambda one: _pair(*map(number_words, one.total)), number=True),
                Column(
                    "Rank",
                    lambda one: _pair(*(str(rank or "–") for rank in one.rank)),
                    number=True,
                ),
                Column("Interview", _interview, tone=_tone),
                Column(
                    "Route",
                    lambda one: _pair(*(ROUTE_WORDS.get(r or "", "–") for r in one.route)),
                ),
            ],
            parent,
        )
