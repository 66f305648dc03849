"""Asks what the columns of an exported table hold, shows what would be read, and saves the
answer for the next export."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from edi_shortlist.desktop.dialogs.column_preview import FIRST, ApplicantPreview
from edi_shortlist.desktop.dialogs.column_rows import Choice, ColumnRows
from edi_shortlist.desktop.dialogs.frame import Frame
from edi_shortlist.desktop.models.columns import MappingWork
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.theme import appearance
from edi_shortlist.desktop.widgets.basics import Note, button, text
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.desktop.widgets.page import open_dialog
from edi_shortlist.desktop.widgets.turning_row import TurningRow
from edi_shortlist.recruitment.scheme import Scheme
from edi_shortlist.workflow.column_mapping import ColumnMapping
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.indexes.fields import FIRST_NAME, FULL_NAME, LAST_NAME
from edi_shortlist.workflow.indexes.saved import mapping_for, save_mapping, saved_mappings
from edi_shortlist.workflow.indexes.tables import Table

SUGGESTED = "None: as the program suggests"
WIDTH, HEIGHT = 1120, 640


class NameDialog(Frame):
    """Asks for another name of a saved mapping."""

    def __init__(self, parent: QWidget | None, work: MappingWork, name: str) -> None:
        super().__init__(parent, "Rename the mapping", "", "Rename")
        self._work = work
        self._old = name
        self.name = self.field("New name")
        self.name.setText(name)
        self.name.selectAll()
        self.column.addStretch(1)
        self.name.setFocus()
        self.fit()

    def confirm(self) -> None:
        try:
            self._work.rename(self._old, self.name.text().strip())
        except Refused as refused:
            self.show_problems([(said, self.name) for said in refused.problems])
            return
        self.accept()


class ColumnMappingDialog(Frame):
    """What each column is taken for.

    Attributes:
        mapping: what was chosen; to be read once the dialog is accepted.
    """

    def __init__(
        self,
        parent: QWidget | None,
        table: Table,
        schemes: list[Scheme],
        known: ColumnMapping | None = None,
    ) -> None:
        super().__init__(parent, "What do the columns hold?", "", "Import")
        self.lede = text("", "lede")
        self.column.insertWidget(1, self.lede)
        self.work = MappingWork(table, known or mapping_for(table), self)
        self.act.setDefault(False)  # Enter on a list of choices must not begin the import
        self.column.setSpacing(10)
        self.column.addWidget(self._tools())
        self.note = Note()
        self.column.addWidget(self.note)
        self.list = ColumnRows(self.work, schemes)
        holder = QFrame()
        holder.setProperty("role", "card")
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(1, 4, 1, 4)
        inside.addWidget(self.list)
        self.preview = ApplicantPreview({one.id: one for one in schemes})
        for one in (holder, self.preview):
            one.setMinimumHeight(min(240 * appearance().percent // 100, 400))
        both = TurningRow(holder, self.preview, needs=760)
        if isinstance(row := both.layout(), QBoxLayout):
            row.setStretch(0, 3)
            row.setStretch(1, 2)
        self.column.addWidget(both, 1)
        self.column.addWidget(self._save_line())
        QShortcut(QKeySequence.StandardKey.Undo, self, self._undo)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.act.click)
        self.act.setToolTip("Ctrl+Enter")
        self.work.table_changed.connect(self._show_table)
        self.work.changed.connect(self._refresh)
        self.work.saved_changed.connect(self._list_saved)
        self._list_saved()
        self._refresh()
        self.list.rows[self.work.table.columns[0]].choice.setFocus()
        self.fit()

    def _tools(self) -> QWidget:
        sheets = self.work.table.sheets_with_tables
        self.sheet = Choice("Sheet")
        self.sheet.addItems(sheets)
        self.sheet.activated.connect(lambda _row: self._choose_sheet())
        sheet_label = text("Sheet", "strong", wrap=False)
        sheet_label.setBuddy(self.sheet)
        self.saved = Choice("Saved mapping")
        self.saved.setMinimumContentsLength(24)
        self.saved.activated.connect(lambda _row: self._start_from())
        label = text("Saved mapping", "strong", wrap=False)
        label.setBuddy(self.saved)
        self.rename = button("Rename…", self._rename, kind="quiet")
        self.delete = button("Delete", self._delete, kind="quiet", icon="remove")
        self.undo = button("Undo", self._undo, icon="undo", kind="quiet", tip="Ctrl+Z")
        self.only = button("", kind="toggle", icon="search")
        self.only.setCheckable(True)
        self.only.toggled.connect(lambda on: self.list.show_only_doubtful(on))
        tools = QWidget()
        flow = FlowLayout(tools, gap=8)
        for part in (sheet_label, self.sheet):
            flow.addWidget(part)
            part.setVisible(len(sheets) > 1)
        for one in (label, self.saved, self.rename, self.delete, self.only, self.undo):
            flow.addWidget(one)
        return tools

    def _save_line(self) -> QWidget:
        self.name = QLineEdit()
        self.name.setAccessibleName("Save for next time as")
        self.name.setPlaceholderText("Say, the name of your recruitment system; may stay empty")
        label = text("Save for next time as", "strong", wrap=False)
        label.setBuddy(self.name)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(label)
        row.addWidget(self.name, 1)
        return line

    @property
    def mapping(self) -> ColumnMapping:
        """What was chosen."""
        return replace(self.work.mapping, name=self.name.text().strip())

    # Showing

    def _list_saved(self) -> None:
        self.saved.clear()
        self.saved.addItem(SUGGESTED, None)
        for one in saved_mappings():
            self.saved.addItem(one.name, one)

    def _show_table(self) -> None:
        self.list.show_table()
        self.preview.go_to_first()

    def _refresh(self) -> None:
        table = self.work.table
        where = f", sheet ‘{table.sheet}’," if len(table.sheets) > 1 else ""
        self.lede.setText(
            f"‘{table.file}’{where} has {count(len(table.rows), 'applicant')} in "
            f"{count(len(table.columns), 'column')}. Names of columns are saved, never what is in "
            "them."
        )
        self.sheet.setCurrentText(table.sheet)
        name = self.work.mapping.name
        at = next((n for n in range(self.saved.count()) if self.saved.itemText(n) == name), 0)
        if at != self.saved.currentIndex() or not self.name.isModified():
            self.name.setText(name)
        self.saved.setCurrentIndex(at)
        self.rename.setEnabled(at > 0)
        self.delete.setEnabled(at > 0)
        self.undo.setEnabled(self.work.can_undo)
        doubtful = len(self.work.doubtful)
        self.only.setText(f" Only what to check ({doubtful})")
        self.only.setAccessibleName(f"Show only what to check, {doubtful}")
        self.only.setEnabled(doubtful > 0 or self.only.isChecked())
        self.list.refresh()
        self.preview.show_rows(self.work.first_applicants(FIRST), len(table.rows))
        self.note.say(*self._state_of_things())

    def _state_of_things(self) -> tuple[str, str]:
        """What is missing or doubly mapped, in a sentence, and its tone."""
        if faults := self.work.faults:
            return " ".join(fault.sentence for fault in faults), "danger"
        held = set(self.work.mapping.used.values())
        words = []
        if not held & {FULL_NAME, LAST_NAME, FIRST_NAME}:
            words.append("No column holds the applicant's name; it is looked for in the forms.")
        if doubtful := len(self.work.doubtful):
            verb = "is a guess" if doubtful == 1 else "are guesses"
            words.append(f"{count(doubtful, 'column')} {verb}. Look at what is marked ‘Check’.")
        if words:
            return " ".join(words), "warning"
        return "Every column is accounted for.", "success"

    # Acts

    def _start_from(self) -> None:
        self.name.setModified(False)
        self._try(lambda: self.work.start_from(self.saved.currentData()))

    def _choose_sheet(self) -> None:
        self.name.setModified(False)
        self._try(lambda: self.work.choose_sheet(self.sheet.currentText()))

    def _rename(self) -> None:
        open_dialog(NameDialog(self, self.work, self.saved.currentText()), lambda: None)

    def _delete(self) -> None:
        self._try(lambda: self.work.delete(self.saved.currentText()))

    def _undo(self) -> None:
        self._try(self.work.undo)

    def _try(self, act: Callable[[], object]) -> None:
        self.errors.clear()
        try:
            act()
        except Refused as refused:
            self._refresh()  # what was refused is not chosen
            self.show_problems([(said, None) for said in refused.problems])

    def confirm(self) -> None:
        self.errors.clear()
        if faults := self.work.faults:
            self.show_problems(
                [
                    (f.sentence, self.list.rows[f.headings[0]].choice if f.headings else None)
                    for f in faults
                ]
            )
            return
        if problems := self._saved():
            self.show_problems([(said, self.name) for said in problems])
            return
        self.accept()

    def _saved(self) -> tuple[str, ...]:
        """Save the mapping if it has a name, and return why that was refused."""
        wanted = self.mapping
        if not wanted.name:
            return ()
        same = [one for one in saved_mappings() if one.name.casefold() == wanted.name.casefold()]
        if same == [wanted]:
            return ()
        if same and same[0].name != self.work.mapping.name:
            return (
                f"There is a mapping ‘{same[0].name}’ already. Choose it above to change it, or "
                "give another name.",
            )
        try:
            save_mapping(wanted)
        except Refused as refused:
            return refused.problems
        return ()

    def fit(self) -> None:
        """Take the room that many columns need, as far as the screen has it."""
        screen = self.screen().availableGeometry()
        percent = appearance().percent
        self.resize(
            min(WIDTH * percent // 100, screen.width() - 40),
            min(HEIGHT * percent // 100, screen.height() - 60),
        )
