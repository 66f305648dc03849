"""The list of vacancies."""

from PySide6.QtCore import QObject

from edi_shortlist.desktop.models.rows import Column, RowsModel
from edi_shortlist.desktop.states import STATES
from edi_shortlist.workflow.vacancies import VacancySummary


class VacanciesModel(RowsModel[VacancySummary]):
    """One row a vacancy, with its state and the next step."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            [
                Column("Reference", lambda v: v.reference),
                Column("Vacancy", lambda v: v.title, tip=lambda v: v.title),
                Column(
                    "State",
                    lambda v: STATES[v.state].word,
                    tone=lambda v: STATES[v.state].tone,
                ),
                Column("Applications", lambda v: str(v.applications), number=True),
                Column("Places", lambda v: str(v.places), number=True),
                Column("Next step", lambda v: STATES[v.state].act),
            ],
            parent,
        )
