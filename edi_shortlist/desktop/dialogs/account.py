"""Why a candidate is invited or not, rule by rule: for HR, or to be read to the applicant."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QRadioButton, QVBoxLayout, QWidget

from edi_shortlist.desktop.dialogs.frame import Frame
from edi_shortlist.desktop.widgets.basics import Card, button, text
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.workflow.explaining import Entitlement, Finding


class AccountDialog(Frame):
    """The account that was written when the shortlist was drawn."""

    def __init__(self, parent: QWidget | None, account: Entitlement) -> None:
        super().__init__(
            parent,
            f"Why: {account.candidate}",
            "What each rule says, as it was when the shortlist was drawn.",
            "Done",
        )
        self.cancel.hide()
        self._account = account
        row = QWidget()
        flow = FlowLayout(row, gap=10)
        self.for_hr = QRadioButton("For HR or a tribunal")
        self.for_applicant = QRadioButton("To read to the applicant")
        self.for_hr.setChecked(True)
        self.for_hr.toggled.connect(lambda _on: self._show())
        self.copy_button = button("Copy", self.copy, icon="file")
        for widget in (self.for_hr, self.for_applicant, self.copy_button):
            flow.addWidget(widget)
        self.column.addWidget(row)
        self.card = Card()
        self._parts = QVBoxLayout()
        self._parts.setSpacing(8)
        self.card.inside.addLayout(self._parts)
        self.column.addWidget(self.card)
        self.column.addStretch(1)
        self._show()
        self.fit()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that are shown."""
        account = self._account
        return account.findings if self.for_hr.isChecked() else account.for_applicant

    @property
    def words(self) -> str:
        """What is shown, as plain text."""
        return "\n\n".join("\n".join((one.rule, *one.sentences)) for one in self.findings)

    def _show(self) -> None:
        while (item := self._parts.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for finding in self.findings:
            self._parts.addWidget(text(finding.rule, "strong"))
            said = text("\n".join(finding.sentences))
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            said.setAccessibleName(f"{finding.rule}: {' '.join(finding.sentences)}")
            self._parts.addWidget(said)

    def copy(self) -> None:
        """Put what is shown on the clipboard."""
        QApplication.clipboard().setText(self.words)

    def confirm(self) -> None:
        self.accept()
