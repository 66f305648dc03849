"""The panel of a vacancy with each one's pack and what came back of it."""

from PySide6.QtCore import QObject

from edi_shortlist.desktop.models.audit import local_time
from edi_shortlist.desktop.models.rows import Column, RowsModel
from edi_shortlist.workflow.packs import PackState


def state_words(row: PackState) -> tuple[str, str]:
    """Return how it stands with a panellist, as a word and its tone."""
    if row.expected and row.given >= row.expected:
        return "All scores in", "success"
    if row.pack is None:
        return "No pack", "neutral"
    if row.pack.imported_at is None:
        return "Handed out", "accent"
    return "Some scores in", "warning"


class PacksModel(RowsModel[PackState]):
    """One row a panellist."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            [
                Column("Panellist", lambda p: p.panellist, tip=lambda p: p.panellist),
                Column("State", lambda p: state_words(p)[0], tone=lambda p: state_words(p)[1]),
                Column("Scores", lambda p: f"{p.given} of {p.expected}"),
                Column("Pack made", lambda p: _day(_made(p)), tip=_made),
                Column("Came back", lambda p: _day(_came_back(p)), tip=_came_back),
            ],
            parent,
        )


def _made(row: PackState) -> str:
    return local_time(row.pack.made_at) if row.pack else ""


def _day(time: str) -> str:
    return time.partition(",")[0]


def _came_back(row: PackState) -> str:
    return local_time(row.pack.imported_at) if row.pack and row.pack.imported_at else ""
