"""Sets how long the applications of a vacancy are kept."""

from PySide6.QtWidgets import QCheckBox, QSpinBox, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.frame import Frame
from edi_shortlist.desktop.widgets.basics import whole_number
from edi_shortlist.workflow import retention
from edi_shortlist.workflow.retention import (
    DEFAULT_MONTHS,
    MOST_MONTHS,
    RetentionRule,
    VacancyRetention,
)


class RetentionDialog(Frame):
    """The months for those who were not invited, and for the invited."""

    def __init__(self, desk: Desk, parent: QWidget | None, now: VacancyRetention) -> None:
        super().__init__(
            parent,
            f"How long {now.vacancy} is kept",
            "Months count from the day the vacancy is closed, or its shortlist was drawn. Nothing "
            "is erased by itself.",
            "Save",
        )
        self._desk = desk
        self._vacancy = now.vacancy
        self.months = self._months(now.rule.months)
        self.labelled(
            "Applications that were not invited",
            self.months,
            f"{DEFAULT_MONTHS} months unless you say otherwise. Keep them as long as a claim can "
            "be brought, and no longer.",
        )
        self.for_good = QCheckBox("Keep the invited until I say otherwise")
        self.for_good.setChecked(now.rule.invited_months is None)
        self.column.addSpacing(4)
        self.column.addWidget(self.for_good)
        self.invited = self._months(now.rule.invited_months or DEFAULT_MONTHS)
        self.labelled("Applications of the invited", self.invited)
        self.invited.setEnabled(not self.for_good.isChecked())
        self.for_good.toggled.connect(lambda on: self.invited.setEnabled(not on))
        self.column.addStretch(1)
        self.months.setFocus()
        self.months.selectAll()
        self.fit()

    @staticmethod
    def _months(now: int) -> QSpinBox:
        box = whole_number(1, MOST_MONTHS, widest=220)
        box.setValue(now)
        box.setSuffix(" months")
        return box

    def confirm(self) -> None:
        invited = None if self.for_good.isChecked() else self.invited.value()
        self.run(
            self._desk,
            retention.set_retention,
            self._vacancy,
            RetentionRule(self.months.value(), invited),
            at=self.months,
        )
