"""The applications of a vacancy: references when sealed, identities with the vault open."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from edi_shortlist.desktop.models.rows import Column, RowsModel
from edi_shortlist.workflow.applications import ApplicationSummary


def _progress(application: ApplicationSummary) -> str:
    return "Decided" if not application.undecided else f"{application.undecided} to decide"


def _tone(application: ApplicationSummary) -> str:
    return "success" if not application.undecided else "warning"


def _name(application: ApplicationSummary) -> str:
    return (application.identity or {}).get("full_name") or "Not given"


_CANDIDATE: Column[ApplicationSummary] = Column("Candidate", lambda a: a.candidate)
_NAME: Column[ApplicationSummary] = Column("Name", _name)
_DOCUMENTS: Column[ApplicationSummary] = Column(
    "Documents", lambda a: str(a.documents), number=True
)
_BLIND: list[Column[ApplicationSummary]] = [
    _CANDIDATE,
    _DOCUMENTS,
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
            columns.insert(1, _NAME)
            columns.append(Column("Declarations", self._declarations, tip=self._declarations))
        self.set_rows(applications, columns)

    def _declarations(self, application: ApplicationSummary) -> str:
        declared = application.declarations or ()
        return ", ".join(self._scheme_names.get(one, one) for one in declared) or "None"


def _found_by(application: ApplicationSummary) -> str:
    name = (application.identity or {}).get("full_name", "")
    return f"{application.candidate} {name}".casefold()


class ApplicantsModel(RowsModel[ApplicationSummary]):
    """One row an applicant, to be found by reference or, with the vault open, by name."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__([_CANDIDATE, _DOCUMENTS], parent)

    def show_applicants(
        self, applications: Sequence[ApplicationSummary], words: str, *, unsealed: bool
    ) -> None:
        """Show the applicants in whose reference or name the words stand.

        Args:
            unsealed: with the names that the vault gave.
        """
        wanted = words.casefold().split()
        rows = [one for one in applications if all(word in _found_by(one) for word in wanted)]
        named = [_NAME] if unsealed else []
        self.set_rows(rows, [_CANDIDATE, *named, _DOCUMENTS])
