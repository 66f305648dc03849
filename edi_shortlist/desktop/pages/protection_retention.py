"""The part of data protection about how long applications are kept, and erasing what is due."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edi_shortlist.desktop.dialogs.confirm import ConfirmDialog
from edi_shortlist.desktop.dialogs.retention import RetentionDialog
from edi_shortlist.desktop.models.retention import (
    OUTCOMES,
    DueModel,
    RulesModel,
    day_words,
    due_rows,
)
from edi_shortlist.desktop.pages.base import DeskPage
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.widgets.basics import Empty, Note, button, text
from edi_shortlist.desktop.widgets.progress import ProgressPanel
from edi_shortlist.desktop.widgets.table import Table
from edi_shortlist.workflow import retention
from edi_shortlist.workflow.retention import RetentionGroup, RetentionRun, VacancyRetention

NOT_CLEANED = (
    "The files could not be cleaned of the erased bytes yet: another program has the workspace "
    "open, the vault was sealed, or the disk is full. They are cleaned when the vault is opened "
    "next."
)
_LEAST_ROWS = 4


def unbroken(reference: str) -> str:
    """Return a reference that stays on one line."""
    return reference.replace("-", "\N{NON-BREAKING HYPHEN}")


class RetentionPart(QWidget):
    """The rules, what falls due when, and the run that erases it."""

    def __init__(self, page: DeskPage) -> None:
        super().__init__()
        self._page, self._desk = page, page.desk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.note = Note("", "neutral")
        self.run_button = button("Erase what is due…", self.ask_run, kind="danger", icon="remove")
        self.note.row.addWidget(self.run_button)
        self.outcome = Note("", "success")
        self.outcome.hide()
        self.progress = ProgressPanel()
        self.rules = RulesModel(self)
        self.rules_table = Table("How long each vacancy is kept")
        self.rules_table.setModel(self.rules)
        self.rules_table.stretch(1)
        self.rules_table.opened.connect(lambda _index: self.change())
        self.change_button = button("Change…", self.change, icon="calendar")
        self.due = DueModel(self)
        self.due_table = Table("What falls due, and when")
        self.due_table.setModel(self.due)
        self.due_table.stretch(2)
        for table in (self.rules_table, self.due_table):
            height = table.verticalHeader().defaultSectionSize()
            table.setMinimumHeight(height * _LEAST_ROWS)
        self.work = QWidget()
        inside = QVBoxLayout(self.work)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(text("How long applications are kept", "subheading"))
        inside.addWidget(self.rules_table, 2)
        inside.addWidget(self.change_button, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(text("What falls due, and when", "subheading"))
        inside.addWidget(self.due_table, 3)
        self.empty = Empty(
            "protection",
            "No vacancy yet",
            "Once there are vacancies, this says how long their applications are kept and which "
            "are due to be erased.",
        )
        self.empty.add_button(
            button("Go to the vacancies", lambda: page.go.emit("vacancies"), kind="primary")
        )
        for widget in (self.outcome, self.note, self.progress):
            column.addWidget(widget)
        column.addWidget(self.work, 1)
        column.addWidget(self.empty, 1)
        self._running = False

    def read(self) -> None:
        """Read the rules and what is held."""
        self._desk.call(retention.retention_rules, done=self._fill_rules, failed=self._page.fail)
        self._desk.call(retention.retention_of, done=self._fill_due, failed=self._page.fail)

    def forget(self) -> None:
        """Take what another workspace holds off the screen."""
        self.rules.set_rows([])
        self.due.set_rows([])
        self.outcome.hide()

    def _fill_rules(self, rules: list[VacancyRetention]) -> None:
        at = max(self.rules_table.current_row(), 0)
        self.rules.set_rows(rules)
        self.rules_table.choose_row(min(at, len(rules) - 1))
        self._page.show_one(self.work if rules else self.empty, self.work, self.empty)
        self.note.setVisible(bool(rules))

    def _fill_due(self, groups: list[RetentionGroup]) -> None:
        today = retention.utc_today()
        at = max(self.due_table.current_row(), 0)
        rows = due_rows(groups, today)
        self.due.set_rows(rows)
        self.due_table.choose_row(min(at, len(rows) - 1))
        due = sum(row.left is not None and row.left <= 0 for row in rows)
        self.run_button.setVisible(due > 0 and not self._running)
        if due:
            verb = "is" if due == 1 else "are"
            self.note.say(f"{count(due, 'application')} {verb} due to be erased.", "warning")
        else:
            self.note.say(self._next_due(groups), "neutral")

    @staticmethod
    def _next_due(groups: list[RetentionGroup]) -> str:
        ahead = [group for group in groups if group.due is not None]
        if not ahead:
            return "Nothing is due. Months begin when a shortlist is drawn or a vacancy is closed."
        first: date = min(group.due for group in ahead if group.due)
        number = sum(len(group.candidates) for group in ahead if group.due == first)
        return f"Nothing is due. {count(number, 'application')} next, on {day_words(first)}."

    # Rules

    def change(self) -> None:
        """Ask for the months of the vacancy that is chosen."""
        row = self.rules.row_at(self.rules_table.current_row())
        if row is not None:
            dialog = RetentionDialog(self._desk, self.window(), row)
            self._page.ask(dialog, lambda: self._changed(row.vacancy))

    def _changed(self, vacancy: str) -> None:
        self._page.said.emit(f"How long {vacancy} is kept is saved.")
        self.read()

    # Running

    def ask_run(self) -> None:
        """Show exactly what will be erased, and ask once; the vault must be open."""
        self._page.errors.clear()
        if not self._desk.is_unsealed:
            self._page.wants_vault.emit()
            return
        self._desk.call(retention.due_now, done=self._preview, failed=self._page.fail)

    def _preview(self, due: list[RetentionGroup]) -> None:
        if not due:
            self.read()
            return
        total = sum(len(group.candidates) for group in due)
        changes = [
            f"{group.vacancy}, {OUTCOMES[group.outcome].lower()}, due since "
            f"{day_words(group.due)}: {', '.join(map(unbroken, group.candidates))}"
            for group in due
            if group.due
        ]
        dialog = ConfirmDialog(
            self.window(),
            f"Erase {count(total, 'application')}?",
            [
                *changes,
                "Everything that is held of them goes from both files, monitoring answers too: "
                "draw the figures that you must still publish first.",
                "The log keeps that it was done, and a drawn shortlist the bare references. It "
                "cannot be taken back.",
            ],
            "Erase for good",
        )
        self._page.ask(dialog, lambda: self._run(due))

    def _run(self, due: list[RetentionGroup]) -> None:
        self._running = True
        self.run_button.hide()
        self.outcome.hide()
        task = self._desk.call_long(
            retention.run_retention,
            due,
            done=lambda run: self._ran(run, sum(len(group.candidates) for group in due)),
            failed=self._failed,
        )
        self.progress.follow(
            task, "Erasing", "Stopping after this application. What was erased stays erased."
        )

    def _ran(self, run: RetentionRun, wanted: int) -> None:
        self._running = False
        done = len(run.erased)
        said = [f"{count(done, 'application')} erased."]
        if done < wanted:
            said.append(f"{count(wanted - done, 'application')} of those shown were not.")
        if not run.cleaned:
            said.append(NOT_CLEANED)
        said.append("Delete the packs, copies and backups that still hold them.")
        self.outcome.say(" ".join(said), "success" if run.cleaned else "warning")
        self.outcome.show()
        self._page.said.emit(said[0])
        self._desk.reload()
        self.read()

    def _failed(self, sentences: list[str]) -> None:
        self._running = False
        self._page.fail(sentences)
        self.read()
