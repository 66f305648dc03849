"""HR's list of wording to warn of: entries changed, added and turned off, and tried on text."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.frame import Frame
from edi_shortlist.desktop.dialogs.word_list_entry import EntryFields
from edi_shortlist.desktop.models.word_list import WordListModel
from edi_shortlist.desktop.theme import appearance
from edi_shortlist.desktop.widgets.basics import button, relabel, text
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.desktop.widgets.splitter import TurningSplitter
from edi_shortlist.desktop.widgets.table import Table
from edi_shortlist.recruitment.own_wording import Entry, Group, Origin, OwnWording, free_id
from edi_shortlist.recruitment.wording import Wording, WordList, read_wording
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.own_wording import export_wording, read_wording_file, state_wording

FILES = "Word lists (*.toml)"
WIDTH, HEIGHT = 1160, 700
_NEW = {
    "phrases": ["new phrase"],
    "why": "Say whom it shuts out.",
    "instead": "Say what to write instead.",
}


class WordListDialog(Frame):
    """The whole list, with what ships and what is HR's own.

    Args:
        shipped: the list that ships with the program.
        own: HR's own list, as it is kept.
        texts: what the criteria and their guides say now, for trying the entries.

    Attributes:
        own: the list as it was saved; to be read once the dialog is accepted.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        shipped: WordList,
        own: OwnWording,
        texts: Sequence[str],
    ) -> None:
        super().__init__(
            parent,
            "Word list",
            "Wording that the set-up warns of, for every vacancy of this workspace. A warning "
            "advises and hinders nothing.",
            "Save the list",
        )
        self._desk, self._shipped, self._texts = desk, shipped, tuple(texts)
        self.own = own
        self.act.setDefault(False)
        self.trial = QLineEdit()
        self.trial.setPlaceholderText("Type a criterion; empty for the criteria of the vacancy")
        self.trial.textEdited.connect(lambda _text: self._tried())
        self.labelled("Try it on", self.trial)
        self.model = WordListModel(self._found, self)
        self.table = Table("Entries of the word list")
        self.table.setModel(self.model)
        self.table.stretch(0, 2)
        self.table.chosen.connect(lambda _index: self._show())
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self._tools())
        self.finds = text("", "small")
        column.addWidget(self.finds)
        self.entry = EntryFields()
        self.entry.changed.connect(self._changed)
        self.entry.wrong.connect(self._wrong)
        scroll = QScrollArea()
        scroll.setObjectName("pageScroll")
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.entry)
        both = TurningSplitter(needs=860, least_height=220)
        both.addWidget(left)
        both.addWidget(scroll)
        both.set_sizes([560, 520], [300, 300])
        self.column.addWidget(both, 1)
        self.model.set_rows(own.beside(shipped))
        self.table.choose_row(0)
        self._tried()
        self.table.setFocus()
        self.fit()

    def _tools(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=8)
        self.add = button("Add an entry", self._add, icon="add")
        self.turn = button("Turn off", self._turn, kind="quiet")
        self.restore = button("As it ships", self._restore, kind="quiet", icon="undo")
        self.remove = button("Remove", self._remove, kind="quiet", icon="remove")
        self.export = button("To a file…", self._choose_target, kind="quiet")
        self.take = button("From a file…", self._choose_source, kind="quiet", icon="open")
        for one in (self.add, self.turn, self.restore, self.remove, self.export, self.take):
            flow.addWidget(one)
        return holder

    # Trying

    def _found(self, wording: Wording) -> tuple[str, ...]:
        typed = self.trial.text().strip()
        found: dict[str, None] = {}
        for words in (typed,) if typed else self._texts:
            found |= dict.fromkeys(wording.found_in(words))
        return tuple(found)

    def _tried(self) -> None:
        self.model.look_again()
        hits = [one for one in self.model.rows if not one.off and self._found(one.wording)]
        on = "what you typed" if self.trial.text().strip() else "the criteria of the vacancy"
        passages = [passage for one in hits for passage in self._found(one.wording)]
        quoted = ", ".join(f"“{one}”" for one in passages)
        self.finds.setText(f"Finds in {on}: {quoted}." if passages else f"Finds nothing in {on}.")

    # Editing

    def _row(self) -> int:
        return self.table.current_row()

    def _show(self) -> None:
        entry = self.model.row_at(self._row())
        self.entry.show_entry(entry)
        self._tell_acts(entry)

    def _tell_acts(self, entry: Entry | None) -> None:
        self.turn.setEnabled(entry is not None)
        relabel(self.turn, "Turn on" if entry and entry.off else "Turn off")
        self.restore.setEnabled(entry is not None and entry.origin is Origin.CHANGED)
        self.remove.setEnabled(entry is not None and entry.origin is Origin.OWN)

    def _changed(self, entry: Entry) -> None:
        self.model.replace_row(self._row(), entry)
        self._tell_acts(entry)
        self._tried()

    def _wrong(self, wrong: bool) -> None:
        # Another entry would be shown, and what is typed here be lost.
        for one in (self.table, self.act, self.add, self.turn, self.export, self.take):
            one.setEnabled(not wrong)

    def _add(self) -> None:
        taken = [one.wording.id for one in self.model.rows]
        wording = read_wording({**_NEW, "id": free_id("own", taken)})
        self.table.choose_row(self.model.add(Entry(Group.EXCLUDES, wording)))
        self._tried()
        self.entry.phrases.setFocus()
        self.entry.phrases.selectAll()

    def _turn(self) -> None:
        self.model.turn(self._row())
        self._show()
        self._tried()

    def _restore(self) -> None:
        self.model.restore(self._row())
        self._show()
        self._tried()

    def _remove(self) -> None:
        at = self._row()
        self.model.remove(at)
        self.table.choose_row(min(at, len(self.model.rows) - 1))
        self._tried()

    # Files

    def _choose_source(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, "Take a word list", "", FILES)
        if chosen:
            self.take_from(Path(chosen))

    def take_from(self, path: Path) -> None:
        """Show the list of a file in place of HR's own; it is kept once it is saved."""
        try:
            own = read_wording_file(path)
        except Refused as refused:
            self.show_problems([(said, self.take) for said in refused.problems])
            return
        self.errors.clear()
        self.model.set_rows(own.beside(self._shipped))
        self.table.choose_row(0)
        self._tried()

    def _choose_target(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, "Write your own list to a new file", "wording.toml", FILES
        )
        if chosen:
            self.write_to(Path(chosen))

    def write_to(self, path: Path) -> None:
        """Write HR's own list, as it is shown, to a new file."""
        try:
            export_wording(OwnWording.of(self.model.rows), path)
        except Refused as refused:
            self.show_problems([(said, self.export) for said in refused.problems])
            return
        self.errors.clear()

    def confirm(self) -> None:
        self.own = OwnWording.of(self.model.rows)
        self.run(self._desk, state_wording, self.own)

    def fit(self) -> None:
        """Take the room that a list beside its entry needs, as far as the screen has it."""
        screen = self.screen().availableGeometry()
        percent = appearance().percent
        self.resize(
            min(WIDTH * percent // 100, screen.width() - 40),
            min(HEIGHT * percent // 100, screen.height() - 60),
        )
