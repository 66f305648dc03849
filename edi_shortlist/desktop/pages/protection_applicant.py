"""The part of data protection about one applicant: erasing, and a copy of all that is held."""

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from edi_shortlist.desktop.dialogs.applicant import EraseDialog, SubjectAccessDialog
from edi_shortlist.desktop.models.applications import ApplicantsModel
from edi_shortlist.desktop.pages.base import DeskPage
from edi_shortlist.desktop.pages.protection_retention import NOT_CLEANED
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.widgets.basics import Empty, Note, button, text
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.desktop.widgets.table import Table
from edi_shortlist.workflow import applications, erasing
from edi_shortlist.workflow.applications import ApplicationSummary
from edi_shortlist.workflow.erasing import Erasure
from edi_shortlist.workflow.subject_access import AccessBundle


class ApplicantPart(QWidget):
    """Find an applicant by reference, or with the vault open by name, and act for that one."""

    def __init__(self, page: DeskPage) -> None:
        super().__init__()
        self._page, self._desk = page, page.desk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.outcome = Note("", "success")
        self.outcome.hide()
        self.sealed_note = Note(
            "The vault is sealed, so names are not shown. Open it to find an applicant by name; "
            "that you looked is logged.",
            "neutral",
        )
        self.sealed_note.row.addWidget(page.open_vault_button())
        self.model = ApplicantsModel(self)
        self.table = Table("Applicants")
        self.table.setModel(self.model)
        self.empty = Empty("person", "No applicant", "")
        self.foot = QWidget()
        acts = FlowLayout(self.foot, gap=10)
        self.access_button = button("Subject access…", self.ask_access, icon="file")
        self.erase_button = button("Erase…", self.ask_erase, kind="danger", icon="remove")
        for act in (self.access_button, self.erase_button):
            acts.addWidget(act)
        for widget in (self.outcome, self.sealed_note, self._finding()):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self.foot)
        self._found: list[ApplicationSummary] = []

    def _finding(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=10)
        self.vacancy_box = QComboBox()
        self.vacancy_box.setAccessibleName("Vacancy")
        self.vacancy_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.vacancy_box.activated.connect(lambda _row: self._read_vacancy())
        self.words = QLineEdit()
        self.words.setClearButtonEnabled(True)
        self.words.setMinimumWidth(220)
        self.words.textChanged.connect(lambda _text: self._narrow())
        self.counted = text("", "hint", wrap=False)
        for widget in (self.vacancy_box, self.words, self.counted):
            flow.addWidget(widget)
        return holder

    @property
    def vacancy(self) -> str | None:
        """The vacancy that is chosen."""
        chosen: str | None = self.vacancy_box.currentData()
        return chosen

    def read(self) -> None:
        """Offer the vacancies, the one in hand first, and read the applicants of one."""
        chosen = self.vacancy or self._desk.reference
        self.vacancy_box.clear()
        for summary in self._desk.summaries:
            self.vacancy_box.addItem(f"{summary.reference} · {summary.title}", summary.reference)
        self.vacancy_box.setCurrentIndex(max(self.vacancy_box.findData(chosen), 0))
        unsealed = self._desk.is_unsealed
        self.sealed_note.setVisible(not unsealed)
        words = "Find by name or reference" if unsealed else "Find by reference"
        self.words.setPlaceholderText(words)
        self.words.setAccessibleName(words)
        self._read_vacancy()

    def _read_vacancy(self) -> None:
        if self.vacancy is None:
            self._fill([], unsealed=False)
            return
        unsealed = self._desk.is_unsealed
        self._desk.call(
            applications.list_applications,
            self.vacancy,
            unsealed=unsealed,
            done=lambda found: self._fill(found, unsealed=unsealed),
            failed=self._page.fail,
        )

    def forget_names(self) -> None:
        """Take names off the screen, and what was typed to find one."""
        if any(one.identity for one in self._found):
            self._found = []
            self.model.set_rows([])
            self.words.clear()
        self.outcome.hide()

    def forget(self) -> None:
        """Take what another workspace holds off the screen."""
        self.vacancy_box.clear()
        self.forget_names()
        self._found = []
        self.model.set_rows([])

    def _fill(self, found: list[ApplicationSummary], *, unsealed: bool) -> None:
        if unsealed and not self._desk.is_unsealed:
            return  # the vault was sealed while the list was under way
        self._found = found
        self._narrow()

    def _narrow(self) -> None:
        """Show the applicants in whose reference or name the words stand."""
        at = self.model.row_at(self.table.current_row())
        unsealed = any(one.identity is not None for one in self._found)
        self.model.show_applicants(self._found, self.words.text(), unsealed=unsealed)
        self.table.stretch(1 if unsealed else 0)
        same = self.model.find(lambda one: at is not None and one.candidate == at.candidate)
        self.table.choose_row(max(same, 0))
        shown = len(self.model.rows)
        self.counted.setText(count(shown, "applicant") if self._found else "")
        for widget in (self.table, self.foot):
            widget.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        if self._found:
            self.empty.say("No applicant fits", "Change or clear the words.")
        else:
            self.empty.say(
                "No applicant is held",
                "This vacancy has no applications, or they were erased."
                if self.vacancy
                else "Make a vacancy and add applications first.",
            )

    # Acting

    def _chosen(self) -> ApplicationSummary | None:
        """Return the applicant who is chosen; without the vault open ask for it instead."""
        self._page.errors.clear()
        if not self._desk.is_unsealed:
            self._page.wants_vault.emit()
            return None
        return self.model.row_at(self.table.current_row())

    def ask_erase(self) -> None:
        """Show what erasing takes away, and ask once; the vault must be open."""
        if (one := self._chosen()) is None or self.vacancy is None:
            return
        name = (one.identity or {}).get("full_name", "")
        self._desk.call(
            erasing.preview_erasure,
            self.vacancy,
            one.candidate,
            done=lambda erasure: self._ask_erase(erasure, name),
            failed=self._page.fail,
        )

    def _ask_erase(self, erasure: Erasure, name: str) -> None:
        if not self._desk.is_unsealed:
            return
        dialog = EraseDialog(self._desk, self.window(), erasure, name)
        self._page.ask(dialog, lambda: self._erased(dialog.outcome))

    def _erased(self, erased: Erasure) -> None:
        said = f"{erased.candidate} is erased."
        rest = " Delete the packs, copies and backups that still hold the applicant."
        if not erased.cleaned:
            rest += f" {NOT_CLEANED}"
        self.outcome.say(said + rest, "success" if erased.cleaned else "warning")
        self.outcome.show()
        self._page.said.emit(said)
        self._desk.candidate = None
        self._desk.reload()
        self.read()

    def ask_access(self) -> None:
        """Ask where to write all that is held; the vault must be open."""
        if (one := self._chosen()) is None or self.vacancy is None:
            return
        dialog = SubjectAccessDialog(self._desk, self.window(), self.vacancy, one.candidate)
        self._page.ask(dialog, lambda: self._written(dialog.outcome))

    def _written(self, bundle: AccessBundle) -> None:
        said = f"{count(bundle.files, 'file')} on {bundle.candidate} are in '{bundle.path}'."
        if bundle.notes:
            said += (
                f" Read the {count(bundle.notes, 'note')} of panellists before you send it, and "
                "take out what is about somebody else."
            )
        self.outcome.say(said, "warning" if bundle.notes else "success")
        self.outcome.show()
        self._page.said.emit(f"The bundle on {bundle.candidate} is written.")
