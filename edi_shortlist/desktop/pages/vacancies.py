"""The vacancies of the workspace: what state each is in, and what comes next."""

from pathlib import Path

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from edi_shortlist import bundled
from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.new_vacancy import NewVacancyDialog
from edi_shortlist.desktop.models.vacancies import VacanciesModel
from edi_shortlist.desktop.pages.base import DeskPage
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.states import STATES
from edi_shortlist.desktop.widgets.basics import Card, Empty, button, relabel, text
from edi_shortlist.desktop.widgets.table import Table
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.workflow import vacancies
from edi_shortlist.workflow.session import Session


def _create_from_file(session: Session, path: Path) -> Vacancy:
    vacancy = vacancies.load_vacancy_file(path)
    vacancies.create_vacancy(session, vacancy)
    return vacancy


class VacanciesPage(DeskPage):
    """Choose a vacancy, or make one."""

    name = "vacancies"
    title = "Vacancies"
    icon = "vacancies"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Choose a vacancy to go on with, or start a new one.")
        self.new = button("New vacancy", self.start_blank, kind="primary", icon="add", tip="Ctrl+N")
        self.from_file = button("From a file…", self.choose_file, icon="file")
        self.acts.addWidget(self.from_file)
        self.acts.addWidget(self.new)
        self.model = VacanciesModel(self)
        self.table = Table("Vacancies")
        self.table.setModel(self.model)
        self.table.stretch(1)
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._opened)
        self.next = self._next_card()
        self.empty = Empty(
            "vacancies",
            "There are no vacancies yet",
            "Start a blank one, take one from a vacancy.toml file, or look at the sample.",
        )
        self.empty.add_button(button("New vacancy", self.start_blank, kind="primary", icon="add"))
        self.empty.add_button(button("From a file…", self.choose_file, icon="file"))
        self.empty.add_button(button("Use the sample", self.use_sample, kind="quiet"))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.next)
        self.body.addWidget(self.empty, 1)
        desk.vacancies_changed.connect(self._fill)

    def _next_card(self) -> Card:
        card = Card()
        row = QHBoxLayout()
        row.setSpacing(20)
        words = QVBoxLayout()
        words.setSpacing(3)
        self.next_title = text("", "subheading")
        self.next_words = text("", "lede")
        words.addWidget(self.next_title)
        words.addWidget(self.next_words)
        self.next_act = button("", self._go_on, kind="primary", icon="next")
        self.next_setup = button("Set-up", lambda: self.go.emit("setup"), icon="setup")
        row.addLayout(words, 1)
        row.addWidget(self.next_setup)
        row.addWidget(self.next_act)
        card.inside.addLayout(row)
        return card

    def first(self) -> QWidget | None:
        return self.table

    def shown(self) -> None:
        self._fill()

    def _fill(self) -> None:
        summaries = self.desk.summaries
        self.model.set_rows(summaries)
        some = bool(summaries)
        for widget in (self.table, self.from_file, self.new):
            widget.setVisible(some)
        self.empty.setVisible(not some)
        self.table.choose_row(self.model.find(lambda s: s.reference == self.desk.reference))
        self._tell_next()

    def _tell_next(self) -> None:
        summary = self.desk.summary
        self.next.setVisible(bool(self.desk.summaries))
        for widget in (self.next_act, self.next_setup):
            widget.setVisible(summary is not None)
        if summary is None:
            self.next_title.setText("Choose a vacancy")
            self.next_words.setText("Its next step is shown here.")
            return
        words = STATES[summary.state]
        self.next_title.setText(f"Next: {words.act[:1].lower()}{words.act[1:]}")
        self.next_words.setText(
            f"{summary.reference} · {summary.title} · "
            f"{count(summary.applications, 'application')}. {words.next_step}"
        )
        relabel(self.next_act, words.act)

    def _chosen(self, index: QModelIndex) -> None:
        if summary := self.model.row_at(index):
            self.desk.take(summary.reference)
            self._tell_next()

    def _opened(self, index: QModelIndex) -> None:
        self._chosen(index)
        self._go_on()

    def _go_on(self) -> None:
        if self.desk.state is not None:
            self.go.emit(STATES[self.desk.state].page)

    # New vacancies

    def start_blank(self) -> None:
        """Ask for reference and title, then go to the set-up."""
        dialog = NewVacancyDialog(self.desk, self.window())
        self.ask(dialog, lambda: self._made(dialog.reference.text().strip()))

    def choose_file(self) -> None:
        """Ask for a ``vacancy.toml``."""
        chosen, _kind = QFileDialog.getOpenFileName(
            self, "Choose a vacancy file", "", "Vacancy files (*.toml)"
        )
        if chosen:
            self.create_from(Path(chosen))

    def use_sample(self) -> None:
        """Make the sample vacancy that ships with the program."""
        self.create_from(bundled.resource("samples/vacancy.toml"))

    def create_from(self, path: Path) -> None:
        """Make a vacancy from a file."""
        self.errors.clear()
        self.desk.call(
            _create_from_file,
            path,
            done=lambda vacancy: self._made(vacancy.reference),
            failed=lambda sentences: self._refused(path, sentences),
        )

    def _refused(self, path: Path, sentences: list[str]) -> None:
        self.errors.show_problems(
            [(sentence, None) for sentence in sentences],
            f"‘{path.name}’ was not taken",
        )

    def _made(self, reference: str) -> None:
        def ready(_outcome: object) -> None:
            self.desk.take(reference)
            self.said.emit(f"Vacancy {reference} is saved.")
            self.go.emit("setup")

        self.desk.reload(ready)
