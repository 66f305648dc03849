"""Adding applications: drop files, folders, ZIPs or the index, see them read and redacted."""

from pathlib import Path

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QWidget,
)

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.column_mapping import ColumnMappingDialog
from edi_shortlist.desktop.dialogs.confirm import ConfirmDialog
from edi_shortlist.desktop.dialogs.declarations import DeclarationsDialog
from edi_shortlist.desktop.dialogs.documents import DocumentsDialog, ReadDialog
from edi_shortlist.desktop.models.applications import ApplicationsModel
from edi_shortlist.desktop.pages.base import VacancyPage
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.states import before_release
from edi_shortlist.desktop.widgets.basics import Empty, Note, button, text
from edi_shortlist.desktop.widgets.drop import DropArea
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.desktop.widgets.import_report import ImportReportPanel
from edi_shortlist.desktop.widgets.progress import ProgressPanel
from edi_shortlist.desktop.widgets.questions import QuestionsPanel
from edi_shortlist.desktop.widgets.table import Table
from edi_shortlist.workflow import (
    alike,
    applications,
    grouping,
    importing,
    planning,
    questions,
    read_documents,
)
from edi_shortlist.workflow.applications import ApplicationSummary
from edi_shortlist.workflow.column_mapping import ColumnMapping
from edi_shortlist.workflow.importing import ImportReport
from edi_shortlist.workflow.indexes import tables as indexes
from edi_shortlist.workflow.questions import Question
from edi_shortlist.workflow.read_documents import ReadDocument
from edi_shortlist.workflow.states import Verb, is_allowed

KINDS = (
    "Applications (*.docx *.docm *.doc *.pdf *.odt *.rtf *.html *.htm *.txt *.eml *.msg *.zip "
    "*.jpg *.jpeg *.png *.tif *.tiff *.csv *.xlsx);;All files (*)"
)
HOW = (
    "Documents, scans, e-mails and ZIP files as they arrived, one sub-folder an applicant, and an "
    "index (CSV or Excel) if you have one."
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
        self.schemes = desk.schemes
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
        self.report = ImportReportPanel()
        self.report.go_on.connect(lambda: self.add(self._last))
        self.report.show_read.connect(self._show_read)
        self.model = ApplicationsModel(self)
        self.table = Table("Applications")
        self.table.setModel(self.model)
        self.table.opened.connect(self._opened)
        self.table.chosen.connect(self._chosen)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._tell())
        self.empty = Empty("applications", *NONE_YET)
        self.foot = QWidget()
        flow = FlowLayout(self.foot, gap=10)
        self.summary = text("", "strong", wrap=False)
        self.documents = button("Documents…", self._documents)
        self.join = button("Join…", self._join)
        self.declare = button("Declarations…", self._declare)
        self.forms = button("Confirm forms", lambda: self.go.emit("forms"))
        self.review = button(
            "Review redactions", lambda: self.go.emit("review"), kind="primary", icon="next"
        )
        for one in (
            self.summary,
            self.documents,
            self.join,
            self.declare,
            self.forms,
            self.review,
        ):
            flow.addWidget(one)
        self.questions = QuestionsPanel()
        self.questions.join.connect(self._ask_join)
        self.questions.apart.connect(self._keep_apart)
        self.questions.declare.connect(self._declare_for)
        self.questions.look.connect(self._documents_of)
        for widget in (self.drop, self.sealed_note, self.progress, self.report, self.questions):
            self.body.addWidget(widget)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self.foot)
        self._importing = False
        self._last: list[Path] = []  # what was last given, to go on with after a stop

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
        if unsealed:
            self.desk.call(
                questions.open_questions, self.reference, done=self._ask_questions, failed=self.fail
            )
        else:
            self.report.clear()
            self._last = []
            self.questions.ask((), may_regroup=False, may_declare=False)
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
            words += f", {undecided} to decide"
        self.summary.setText(words)
        self.review.setVisible(before_release(self.desk.state))
        self.forms.setVisible(before_release(self.desk.state) and self.desk.is_unsealed)
        chosen = self.selected
        unsealed = self.desk.is_unsealed
        self.declare.setVisible(unsealed)
        state = self.desk.state
        may_declare = state is not None and is_allowed(Verb.SET_DECLARATIONS, state)
        self.declare.setEnabled(len(chosen) == 1 and may_declare)
        self.documents.setVisible(unsealed)
        self.documents.setEnabled(len(chosen) == 1)
        self.join.setVisible(unsealed and self._may_regroup and len(rows) > 1)
        self.join.setEnabled(len(chosen) > 1)
        self.join.setToolTip(
            "" if len(chosen) > 1 else "Choose two or more with Ctrl+click or Shift+↓."
        )

    @property
    def selected(self) -> list[str]:
        """The references of the applications chosen in the table, from the top."""
        chosen = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [row.candidate for one in chosen if (row := self.model.row_at(one))]

    @property
    def _may_regroup(self) -> bool:
        return before_release(self.desk.state) and not self._importing

    def _opened(self, _index: QModelIndex) -> None:
        if before_release(self.desk.state):
            self.go.emit("review")

    def _chosen(self, index: QModelIndex) -> None:
        if row := self.model.row_at(index):
            self.desk.candidate = row.candidate
        self._tell()

    def _declare(self) -> None:
        if row := self.model.row_at(self.table.current_row()):
            self._declare_for(row.candidate)

    def _declare_for(self, candidate: str) -> None:
        row = self.model.row_at(self.model.find(lambda a: a.candidate == candidate))
        if row is None:
            return
        dialog = DeclarationsDialog(
            self.desk, self.window(), self.reference, row, list(self.schemes.values())
        )
        self.ask(dialog, self._declared)

    def _declared(self) -> None:
        self.said.emit("The declarations are saved in the vault.")
        self.read()

    # One person or two

    def _ask_questions(self, found: list[Question]) -> None:
        if not self.desk.is_unsealed:
            return  # the vault was sealed while they were under way
        state = self.desk.state
        may_declare = state is not None and is_allowed(Verb.SET_DECLARATIONS, state)
        self.questions.ask(found, may_regroup=self._may_regroup, may_declare=may_declare)

    def _documents(self) -> None:
        if self.selected:
            self._documents_of(self.selected[0])

    def _documents_of(self, candidate: str) -> None:
        """Show what was read of an application, and let some of it be split off."""

        def show(found: list[ReadDocument]) -> None:
            if not self.desk.is_unsealed:
                return
            dialog = DocumentsDialog(
                self.desk,
                self.window(),
                self.reference,
                candidate,
                found,
                may_split=self._may_regroup and len(found) > 1,
            )
            self.ask(dialog, lambda: self._regrouped(dialog.made))

        self.desk.call(
            read_documents.documents_of, self.reference, candidate, done=show, failed=self.fail
        )

    def _join(self) -> None:
        self._ask_join(tuple(self.selected))

    def _ask_join(self, candidates: tuple[str, ...]) -> None:
        """Ask once, then make one application of several."""
        *first, last = candidates
        dialog = ConfirmDialog(
            self.window(),
            "Make one application of these?",
            [
                f"{', '.join(first)} and {last} become one application with a new reference.",
                f"Who the applicant is, is taken from {candidates[0]} first.",
                "Its documents are redacted again, and what was decided about them so far must "
                "be decided again.",
            ],
            "Make one application",
            kind="primary",
        )
        self.ask(dialog, lambda: self._join_now(candidates))

    def _join_now(self, candidates: tuple[str, ...]) -> None:
        self.desk.call(
            grouping.join_applications,
            self.reference,
            candidates,
            done=lambda joined: self._regrouped((joined,)),
            failed=self.fail,
        )

    def _regrouped(self, made: tuple[str, ...] | None) -> None:
        if made:
            self.desk.candidate = made[0]
            self.said.emit(f"{' and '.join(made)} {'is' if len(made) == 1 else 'are'} new.")
            self.report.clear()
            self.table.setFocus()  # the button that was pressed goes with its question
            self.desk.reload()

    def _keep_apart(self, pair: tuple[str, str]) -> None:
        self.desk.call(
            alike.keep_apart,
            self.reference,
            *pair,
            done=lambda _outcome: self._kept_apart(),
            failed=self.fail,
        )

    def _kept_apart(self) -> None:
        self.table.setFocus()
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
        """Import files, folders and ZIPs; one table among them is the index. Where nobody has
        said yet what its columns hold, that is asked first."""
        self.errors.clear()
        self.report.hide()
        tables = [path for path in paths if path.suffix.lower() in indexes.SUFFIXES]
        if len(tables) > 1:
            names = ", ".join(f"‘{path.name}’" for path in tables)
            self.fail([f"There is more than one index: {names}. Add one at a time."])
            return
        others = [path for path in paths if path not in tables]
        index = tables[0] if tables else None
        self._last = list(paths)
        self.desk.runner.run(
            lambda _task: planning.table_to_ask_about(others, index),
            lambda table: self._add_with(others, index, table),
            self.fail,
        )

    def _add_with(self, paths: list[Path], index: Path | None, table: indexes.Table | None) -> None:
        if table is None:
            self._import(paths, index, None)
            return
        dialog = ColumnMappingDialog(self.window(), table, list(self.schemes.values()))
        self.ask(dialog, lambda: self._import(paths, index, dialog.mapping))

    def _import(self, paths: list[Path], index: Path | None, mapping: ColumnMapping | None) -> None:
        self._importing = True
        self.drop.hide()
        task = self.desk.call_long(
            importing.import_applications,
            self.reference,
            paths,
            index,
            mapping,
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
            self.report.tell(report)
        self.said.emit(f"{count(len(report.added), 'application')} added.")

    def _failed(self, sentences: list[str]) -> None:
        self._importing = False
        self.empty.say(*NONE_YET)
        self.fail(sentences)
        self.desk.reload()

    def _show_read(self, documents: tuple[ReadDocument, ...]) -> None:
        self.ask(ReadDialog(self.window(), documents), lambda: None)

    @property
    def reported(self) -> list[str]:
        """The sentences of the report on the screen."""
        return self.report.sentences

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.report.fit()
        self.questions.fit()
