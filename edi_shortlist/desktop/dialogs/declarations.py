"""Writes down which schemes a candidate declared for, where the form left it unclear."""

from PySide6.QtWidgets import QCheckBox, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.frame import Frame
from edi_shortlist.desktop.widgets.basics import Note, text
from edi_shortlist.recruitment.scheme import Scheme
from edi_shortlist.workflow import applications
from edi_shortlist.workflow.applications import ApplicationSummary


class DeclarationsDialog(Frame):
    """What the candidate declared, and how it was found out. Both go into the vault."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        reference: str,
        application: ApplicationSummary,
        schemes: list[Scheme],
    ) -> None:
        super().__init__(
            parent,
            f"What {application.candidate} declared",
            "Ask the candidate if you are not sure. A declaration never touches a score.",
            "Save",
        )
        self._desk = desk
        self._reference = reference
        self._candidate = application.candidate
        for sentence in application.unclear or ():
            self.column.addWidget(Note(sentence, "warning"))
        self.column.addWidget(text("Declared for", "strong"))
        self.choices: dict[str, QCheckBox] = {}
        for scheme in schemes:
            choice = QCheckBox(scheme.name)
            choice.setChecked(scheme.id in (application.declarations or ()))
            self.choices[scheme.id] = choice
            self.column.addWidget(choice)
        self.reason = self.field("How you found out", "For example: asked by telephone on 3 March")
        self.column.addStretch(1)
        self.fit()

    def confirm(self) -> None:
        if not self.reason.text().strip():
            self.show_problems([("Say how you found out.", self.reason)])
            return
        self.busy(True)
        self._desk.call(
            applications.set_declarations,
            self._reference,
            self._candidate,
            [one for one, choice in self.choices.items() if choice.isChecked()],
            self.reason.text().strip(),
            done=self._done,
            failed=self._failed,
        )

    def _done(self, _outcome: object) -> None:
        self.busy(False)
        self.accept()

    def _failed(self, sentences: list[str]) -> None:
        self.busy(False)
        self.show_problems([(sentence, None) for sentence in sentences])
