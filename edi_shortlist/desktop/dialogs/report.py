"""Asks whom a shortlist report is for, how much goes in and in which format; the place is asked
for after it."""

from PySide6.QtWidgets import QCheckBox, QComboBox, QRadioButton, QVBoxLayout, QWidget

from edi_shortlist.desktop.dialogs.frame import Frame
from edi_shortlist.desktop.widgets.basics import Note, text
from edi_shortlist.workflow.reporting import Audience, Kind, kind_of
from edi_shortlist.workflow.states import VacancyState

FORMATS = {
    "pdf": "PDF to print",
    "docx": "Word document",
    "xlsx": "Excel workbook, a sheet for each table",
}
_WHOLE = {
    Kind.SCORES: "Scores and agreement: nobody is invited yet",
    Kind.INTERVIEW_LIST: "Interview list, with figures of all candidates together",
    Kind.WHOLE: "Shortlist report: scores, decisions and reasons, who and when",
}
_SHORT = {
    Kind.INTERVIEW_LIST: "Only the interview list",
    Kind.DECISIONS: "Only the decisions and reasons",
}
_HANDLING = {
    Audience.MANAGER: "It names nobody, and never has scores beside invitations: the two together "
    "tell who declared for a guaranteed interview.",
    Audience.HR: "It says who declared for which scheme, which is special category data. It is not "
    "encrypted: keep it where only HR can read it.",
}


class ReportDialog(Frame):
    """Accepted with ``audience``, ``short``, ``names`` and ``suffix``."""

    def __init__(self, parent: QWidget | None, state: VacancyState, vault_open: bool) -> None:
        """Make the dialog.

        Args:
            state: of the vacancy, one in which a report can be saved.
            vault_open: whether HR's report can be made.
        """
        super().__init__(
            parent,
            "Save a report",
            "The SHA-256 of the file goes into the log, so that the report can be checked.",
            "Choose where…",
        )
        self._state = state
        self.column.addWidget(text("Whom it is for", "strong"))
        self.for_manager = QRadioButton("The recruiting manager, without names")
        sealed = "" if vault_open else " (open the vault first)"
        self.for_hr = QRadioButton(f"HR, sealed{sealed}")
        self.for_hr.setEnabled(vault_open)
        self.for_manager.setChecked(True)
        # Their parents keep the two pairs of choices apart.
        self._add_pair(self.for_manager, self.for_hr)
        self.column.addWidget(text("What goes in", "strong"))
        self.whole, self.only = QRadioButton(), QRadioButton()
        self.whole.setChecked(True)
        self._add_pair(self.whole, self.only)
        self.name_invited = QCheckBox("Name the invited")
        self.column.addWidget(self.name_invited)
        self.format_box = QComboBox()
        for suffix, words in FORMATS.items():
            self.format_box.addItem(words, suffix)
        self.labelled("Format", self.format_box)
        self.handling = Note("", "neutral")
        self.column.addWidget(self.handling)
        self.column.addStretch(1)
        self.for_manager.toggled.connect(lambda _on: self._offer())
        self._offer()

    @property
    def audience(self) -> Audience:
        """Whom it is for."""
        return Audience.HR if self.for_hr.isChecked() else Audience.MANAGER

    @property
    def short(self) -> bool:
        """Whether only the list, or the decisions, go in."""
        return self.only.isChecked()

    @property
    def names(self) -> bool:
        """Whether the invited are named."""
        return self.name_invited.isChecked() and self.audience is Audience.HR

    @property
    def suffix(self) -> str:
        """The suffix of the format, without its dot."""
        return str(self.format_box.currentData())

    @property
    def kind(self) -> Kind:
        """Which report it is."""
        return kind_of(self._state, self.audience, self.short)

    def _add_pair(self, *choices: QRadioButton) -> None:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        for choice in choices:
            column.addWidget(choice)
        self.column.addWidget(holder)

    def _offer(self) -> None:
        """Say what each choice holds for whom it is for."""
        drawn = self._state is not VacancyState.LOCKED
        self.whole.setText(_WHOLE[kind_of(self._state, self.audience, short=False)])
        self.only.setVisible(drawn)
        if drawn:
            self.only.setText(_SHORT[kind_of(self._state, self.audience, short=True)])
        unsealed = self._state in (VacancyState.UNSEALED, VacancyState.CLOSED)
        self.name_invited.setVisible(unsealed and self.audience is Audience.HR)
        self.handling.say(
            _HANDLING[self.audience],
            "warning" if self.audience is Audience.HR else "neutral",
        )
        self.fit()
