"""The applications of a vacancy: references when sealed, identities with the vault open."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from edi_shortlist.desktop.models.rows import Column, RowsModel
from edi_shortlist.workflow.applications import ApplicationSummary


def _progress(application: ApplicationSummary) -> str:
    return "Decided" if not application.undecided else f"{application.undecided} to decide"


def _tone(application: ApplicationSummary) -> str:
    return "success" if not application.undecided else "warning"


_BLIND: list[Column[ApplicationSummary]] = [
    Column("Candidate", lambda a: a.candidate),
    Column("Documents", lambda a: str(a.documents), number=True),
    Column("Redactions", lambda a: str(a.redactions), number=True),
    Column("Review", _progress, tone=_tone),
]


class ApplicationsModel(RowsModel[ApplicationSummary]):
    """One row an application."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_BLIND, parent)
        self._scheme_names: dict[str, str] = {}

    def show_applications(
        self,
        applications: Sequence[ApplicationSummary],
        *,
        unsealed: bool,
        schemes: dict[str, str],
    ) -> None:
        """Show applications.

        Args:
            unsealed: with the names and declarations that the vault gave.
            schemes: a scheme's name by its id.
        """
        self._scheme_names = schemes
        columns = list(_BLIND)
        if unsealed:
            columns.insert(1, Column("Name", self._name))
            columns.append(Column("Declarations", self._declarations, tip=self._declarations))
        self.set_rows(applications, columns)

    @staticmethod
    def _name(application: ApplicationSummary) -> str:
        return (application.identity or {}).get("full_name") or "Not given"

    def _declarations(self, application: ApplicationSummary) -> str:
        declared = application.declarations or ()
        return ", ".join(self._scheme_names.get(one, one) for one in declared) or "None"
