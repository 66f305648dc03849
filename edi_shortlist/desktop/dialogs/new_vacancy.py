"""Asks for the reference and title of a new vacancy; the rest is set up on its page."""

from PySide6.QtWidgets import QComboBox, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.frame import Frame
from edi_shortlist.recruitment.vacancy import Vacancy, VacancyError
from edi_shortlist.workflow import vacancies
from edi_shortlist.workflow.specification_templates import KnownTemplate, templates


class NewVacancyDialog(Frame):
    """Makes a vacancy as a draft, without criteria or with those of a template."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(
            parent,
            "New vacancy",
            "You add criteria, panel and schemes on the next page.",
            "Create the vacancy",
        )
        self._desk = desk
        self.reference = self.field("Reference", "For example HSG-2026-014")
        self.title = self.field("Title of the post", "For example Housing Options Adviser")
        self.template = QComboBox()
        self.template.addItem("No criteria yet", None)
        self.labelled(
            "Begin with",
            self.template,
            "A template gives criteria, guides and scale, which you can change.",
        )
        self.column.addStretch(1)
        desk.call(templates, done=self._list, failed=self._failed)
        self.fit()

    def _list(self, known: list[KnownTemplate]) -> None:
        for one in known:
            self.template.addItem(one.template.name, one.template)

    def confirm(self) -> None:
        problems: list[tuple[str, QWidget | None]] = []
        if not self.reference.text().strip():
            problems.append(("Enter a reference.", self.reference))
        if not self.title.text().strip():
            problems.append(("Enter the title of the post.", self.title))
        if problems:
            self.show_problems(problems)
            return
        try:
            vacancy = Vacancy(self.reference.text().strip(), self.title.text().strip())
        except VacancyError as error:
            self.show_problems([(said, None) for said in error.problems])
            return
        if template := self.template.currentData():
            vacancy = template.put_into(vacancy)
        self.busy(True)
        self._desk.call(vacancies.create_vacancy, vacancy, done=self._done, failed=self._failed)

    def _done(self, _outcome: object) -> None:
        self.busy(False)
        self.accept()

    def _failed(self, sentences: list[str]) -> None:
        self.busy(False)
        self.show_problems([(sentence, self.reference) for sentence in sentences])
