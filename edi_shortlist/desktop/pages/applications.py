"""Adding applications: drop files, folders, ZIPs or the index, see them read and redacted."""

from pathlib import Path

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QScrollArea, QVBoxLayout, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.declarations import DeclarationsDialog
from edi_shortlist.desktop.models.applications import ApplicationsModel
from edi_shortlist.desktop.pages.base import VacancyPage
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.states import before_release
from edi_shortlist.desktop.widgets.basics import Empty, Note, button, text
from edi_shortlist.desktop.widgets.drop import DropArea
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.desktop.widgets.progress import ProgressPanel
from edi_shortlist.desktop.widgets.table import Table
from edi_shortlist.workflow import applications, importing, vacancies
from edi_shortlist.workflow.applications import ApplicationSummary
from edi_shortlist.workflow.importing import ImportReport

MOST_NOTES = 4
"""So many lines of a report are seen without scrolling."""

KINDS = "Applications (*.docx *.pdf *.txt *.zip *.csv)"
HOW = (
    "Word, PDF and text files, one sub-folder an applicant, ZIP files, and an index CSV if you "
    "have one."
)


NONE_YET = (
    "No applications yet",
    "Drop them above. They are read on this computer, and nothing of them is shown to the panel "
    "before you have reviewed it.",
)
READING = (
    "The applications appear here as they are read",
    "You can go on with other work meanwhile.",
)


class ApplicationsPage(VacancyPage):
    """The applications of the vacancy in hand, and a place to drop more."""

    name = "applications"
    title = "Applications"
    icon = "applications"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.schemes = vacancies.available_schemes()
        self.drop = DropArea("Drop applications here", HOW)
        self.add_files = button("Add files…", self.choose_files, icon="file", tip="Ctrl+O")
        self.add_folder = button("Add a folder…", self.choose_folder, icon="folder")
        self.drop.buttons.addWidget(self.add_files)
        self.drop.buttons.addWidget(self.add_folder)
        self.drop.dropped.connect(self.add)
        self.sealed_note = Note(
            "The vault is sealed. Open it to add applications, since they go into the vault.",
            "warning",
        )
        self.sealed_note.row.addWidget(self.open_vault_button())
        self.progress = ProgressPanel()
        self.report = self._report_area()
        self.model = ApplicationsModel(self)
        self.table = Table("Applications")
        self.table.setModel(self.model)
        self.table.opened.connect(self._opened)
        self.table.chosen.connect(self._chosen)
        self.empty = Empty("applications", *NONE_YET)
        self.foot = QWidget()
        flow = FlowLayout(self.foot, gap=10)
        self.summary = text("", "strong", wrap=False)
        self.declare = button("Declarations…", self._declare, icon="person")
        self.review = button(
            "Review redactions", lambda: self.go.emit("review"), kind="primary", icon="next"
        )
        for one in (self.summary, self.declare, self.review):
            flow.addWidget(one)
        for widget in (self.drop, self.sealed_note, self.progress, self.report):
            self.body.addWidget(widget)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self.foot)
        self.report.hide()
        self._importing = False

    def _report_area(self) -> QScrollArea:
        """Return the place for the report. It scrolls: a batch may hold many bad files."""
        area = QScrollArea()
        area.setObjectName("pageScroll")
        area.setAccessibleName("What came of the import")
        area.setWidgetResizable(True)
        inner = QWidget()
        inner.setObjectName("canvas")
        self._report_lines = QVBoxLayout(inner)
        self._report_lines.setContentsMargins(0, 0, 0, 0)
        self._report_lines.setSpacing(8)
        area.setWidget(inner)
        return area

    # What is there

    def first(self) -> QWidget | None:
        return self.table if self.model.rows else self.add_files

    def read(self) -> None:
        unsealed = self.desk.is_unsealed
        self.desk.call(
            applications.list_applications,
            self.reference,
            unsealed=unsealed,
            done=lambda found: self._fill(found, unsealed),
            failed=self.fail,
        )
        if not unsealed:
            self._clear_report()
            self.progress.forget()
        can_add = before_release(self.desk.state)
        self.drop.setVisible(can_add and unsealed and not self._importing)
        self.sealed_note.setVisible(can_add and not unsealed)

    def _fill(self, found: list[ApplicationSummary], unsealed: bool) -> None:
        if unsealed and not self.desk.is_unsealed:
            return  # the vault was sealed while the list was under way
        names = {one.id: one.name for one in self.schemes.values()}
        at = self.model.row_at(self.table.current_row())
        self.model.show_applications(found, unsealed=unsealed, schemes=names)
        self.table.stretch(*((1, 5) if unsealed else (0,)))
        self.table.choose_row(
            self.model.find(lambda a: at is not None and a.candidate == at.candidate)
        )
        if self.table.current_row() < 0:
            self.table.choose_row(0)
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.foot.setVisible(bool(found))
        self._tell()

    def _tell(self) -> None:
        rows = self.model.rows
        undecided = sum(a.undecided for a in rows)
        words = count(len(rows), "application")
        if undecided:
            words += f", {count(undecided, 'redaction')} to decide"
        self.summary.setText(words)
        self.review.setVisible(before_release(self.desk.state))
        chosen = self.model.row_at(self.table.current_row())
        self.declare.setVisible(self.desk.is_unsealed)
        self.declare.setEnabled(chosen is not None)

    def _opened(self, _index: QModelIndex) -> None:
        if before_release(self.desk.state):
            self.go.emit("review")

    def _chosen(self, index: QModelIndex) -> None:
        if row := self.model.row_at(index):
            self.desk.candidate = row.candidate
        self._tell()

    def _declare(self) -> None:
        row = self.model.row_at(self.table.current_row())
        if row is None:
            return
        dialog = DeclarationsDialog(
            self.desk, self.window(), self.reference, row, list(self.schemes.values())
        )
        self.ask(dialog, self._declared)

    def _declared(self) -> None:
        self.said.emit("The declarations are saved in the vault.")
        self.read()

    # Adding

    def choose_files(self) -> None:
        """Ask for files."""
        chosen, _kind = QFileDialog.getOpenFileNames(self, "Add applications", "", KINDS)
        if chosen:
            self.add([Path(one) for one in chosen])

    def choose_folder(self) -> None:
        """Ask for a folder."""
        chosen = QFileDialog.getExistingDirectory(self, "Add a folder of applications")
        if chosen:
            self.add([Path(chosen)])

    def add(self, paths: list[Path]) -> None:
        """Import files, folders and ZIPs; one CSV among them is the index."""
        self.errors.clear()
        self.report.hide()
        tables = [path for path in paths if path.suffix.lower() == ".csv"]
        if len(tables) > 1:
            names = ", ".join(f"‘{path.name}’" for path in tables)
            self.fail([f"There is more than one index: {names}. Add one at a time."])
            return
        others = [path for path in paths if path not in tables]
        if not others:
            self.fail(
                [
                    f"‘{tables[0].name}’ says whose files are whose. Add it together with the "
                    "files or the folder that it names."
                ]
            )
            return
        self._importing = True
        self.drop.hide()
        task = self.desk.call_long(
            importing.import_applications,
            self.reference,
            others,
            tables[0] if tables else None,
            done=self._added,
            failed=self._failed,
        )
        self.progress.follow(task, "Reading and redacting")
        task.progressed.connect(lambda *_step: self.read())
        self.empty.say(*READING)

    def _added(self, report: ImportReport) -> None:
        self._importing = False
        self.empty.say(*NONE_YET)
        self.desk.reload()
        if self.desk.is_unsealed:
            self._show_report(report)
        self.said.emit(f"{count(len(report.added), 'application')} added.")

    def _failed(self, sentences: list[str]) -> None:
        self._importing = False
        self.empty.say(*NONE_YET)
        self.fail(sentences)
        self.desk.reload()

    def _show_report(self, report: ImportReport) -> None:
        self._clear_report()
        lines = [Note(f"{count(len(report.added), 'application')} added.", "success")]
        if report.cancelled:
            lines.append(
                Note(
                    "You stopped the import. Add the same files again to finish it; what is "
                    "already in is not added twice.",
                    "neutral",
                )
            )
        if report.already_in:
            lines.append(
                Note(f"{count(len(report.already_in), 'application')} already in.", "neutral")
            )
        for failure in report.failures:
            lines.append(Note(f"‘{failure.file}’ was not added. {failure.sentence}", "danger"))
        for unclear in report.unclear:
            said = " ".join(unclear.sentences)
            lines.append(Note(f"{unclear.candidate}: {said}", "warning"))
        lines[0].row.addWidget(button("Close", self._clear_report, kind="quiet"))
        for line in lines:
            self._report_lines.addWidget(line)
        self._report_lines.addStretch(1)
        self.report.show()
        self._fit_report()

    def _fit_report(self) -> None:
        """Give the report the height of its first few lines; the others are scrolled to."""
        lines = self.report.findChildren(Note)
        width = self.width() - 60
        height = sum(line.heightForWidth(width) + 8 for line in lines[:MOST_NOTES])
        self.report.setFixedHeight(max(height, 8) + (24 if len(lines) > MOST_NOTES else 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.report.isHidden():
            self._fit_report()

    @property
    def reported(self) -> list[str]:
        """The sentences of the report on the screen."""
        if self.report.isHidden():
            return []
        return [note.words for note in self.report.findChildren(Note)]

    def _clear_report(self) -> None:
        while (item := self._report_lines.takeAt(0)) is not None:
            if widget := item.widget():
                widget.setParent(None)
                widget.deleteLater()
        self.report.hide()
