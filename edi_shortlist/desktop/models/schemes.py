"""The schemes of a workspace as a list."""

from PySide6.QtCore import QObject

from edi_shortlist.desktop.models.rows import Column, RowsModel
from edi_shortlist.recruitment.scheme import EXCLUDABLE
from edi_shortlist.workflow.schemes import SchemeSummary


def _version(one: SchemeSummary) -> str:
    number = one.edition.number
    return "As it came" if number is None else f"Version {number}"


def _leaves_out(one: SchemeSummary) -> str:
    kinds = [EXCLUDABLE[kind] for kind in one.edition.scheme.excludes]
    return ", ".join(kinds).capitalize() or "Nothing"


class SchemesModel(RowsModel[SchemeSummary]):
    """One row a scheme, the retired ones last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            [
                Column("Scheme", lambda one: one.edition.scheme.name),
                Column("Version", _version),
                Column(
                    "Offered",
                    lambda one: "Retired" if one.edition.retired else "Offered",
                    tone=lambda one: "neutral" if one.edition.retired else "success",
                ),
                Column("Leaves out", _leaves_out),
                Column("Vacancies", lambda one: ", ".join(one.vacancies) or "–"),
            ],
            parent,
        )
