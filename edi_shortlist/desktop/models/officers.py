"""The officers who have a key to the vault."""

from PySide6.QtCore import QObject

from edi_shortlist.desktop.models.audit import local_time
from edi_shortlist.desktop.models.rows import Column, RowsModel
from edi_shortlist.desktop.sentences import count
from edi_shortlist.workflow.officers import Officer


def _cost(officer: Officer) -> str:
    cost = officer.cost
    return f"{max(cost.memory_kib // 1024, 1)} MiB, {count(cost.passes, 'pass', 'passes')}"


class OfficersModel(RowsModel[Officer]):
    """One row an officer."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            [
                Column("Officer", lambda o: o.name),
                Column(
                    "Passphrase since", lambda o: local_time(o.since) if o.since else "Not known"
                ),
                Column("A try costs", _cost),
                Column(
                    "Wrong tries",
                    lambda o: str(o.failures),
                    tip=lambda o: "Wrong passphrases since the last right one.",
                    tone=lambda o: "warning" if o.failures else "",
                ),
            ],
            parent,
        )
