"""Shows the criteria that were read from a person specification beside its text, to be confirmed
before they are taken over."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHeaderView, QRadioButton, QVBoxLayout, QWidget

from edi_shortlist.desktop.dialogs.frame import Frame
from edi_shortlist.desktop.models.criteria import KIND_WORDS, CriterionRow
from edi_shortlist.desktop.models.found_criteria import (
    KIND,
    STAGES,
    TEXT,
    FoundCriteriaModel,
)
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.theme import appearance
from edi_shortlist.desktop.widgets.basics import Note, relabel, text
from edi_shortlist.desktop.widgets.choice_delegate import ChoiceDelegate
from edi_shortlist.desktop.widgets.document_view import DocumentView
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.desktop.widgets.splitter import TurningSplitter
from edi_shortlist.desktop.widgets.table import Table
from edi_shortlist.workflow.specification_import import ReadSpecification

WIDTH, HEIGHT = 1160, 680


class SpecificationImportDialog(Frame):
    """What was found, line by line: kind, text, weight and stages can be changed.

    Args:
        read: what the file holds.
        existing: how many criteria the vacancy has.
    """

    def __init__(self, parent: QWidget | None, read: ReadSpecification, existing: int) -> None:
        super().__init__(
            parent,
            "Check what was read",
            f"‘{read.file}’ holds {count(len(read.criteria), 'criterion', 'criteria')}. Untick "
            "what is none, and double-click a cell, or press F2 on it, to change it. Nothing is "
            "saved before you save the set-up.",
            "",
        )
        self._read = read
        self.act.setDefault(False)  # Enter in a cell must not close the dialog
        self.note = Note()
        self.column.addWidget(self.note)
        self.model = FoundCriteriaModel(read.criteria, self)
        self.model.dataChanged.connect(self._count)
        self.table = Table("Criteria that were read", editable=True)
        self.table.setModel(self.model)
        self.table.setItemDelegateForColumn(
            KIND, ChoiceDelegate(list(KIND_WORDS.values()), self.table)
        )
        self.table.stretch(TEXT, narrow={STAGES: 14})
        self.table.setWordWrap(True)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.chosen.connect(lambda _index: self._show_place())
        self.doubts = text("", "small")
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.doubts)
        self.view = DocumentView(f"The text of {read.file}")
        self.view.show_document(read.document)
        both = TurningSplitter(needs=860, least_height=170)
        both.addWidget(left)
        both.addWidget(self.view)
        both.set_sizes([680, 420], [260, 180])
        self.column.addWidget(both, 1)
        self._ways = QButtonGroup(self)
        self.add_to = QRadioButton(
            f"Add what is new to the vacancy's {count(existing, 'criterion', 'criteria')}"
        )
        self.replace = QRadioButton("Replace the vacancy's criteria and their guides")
        self.column.addWidget(self._choice(existing))
        QShortcut(QKeySequence("Ctrl+Return"), self, self.act.click)
        self.act.setToolTip("Ctrl+Enter")
        self.table.choose_row(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._count()
        self.fit()

    def _choice(self, existing: int) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=16)
        for one in (self.add_to, self.replace):
            self._ways.addButton(one)
            flow.addWidget(one)
        self.add_to.setChecked(existing > 0)
        self.replace.setChecked(existing == 0)
        holder.setVisible(existing > 0)
        return holder

    @property
    def rows(self) -> list[CriterionRow]:
        """What is to be taken over; to be read once the dialog is accepted."""
        return self.model.taken

    @property
    def replaces(self) -> bool:
        """Whether it takes the place of what the vacancy has."""
        return self.replace.isChecked()

    def _show_place(self) -> None:
        row = self.table.current_row()
        self.view.select(*self._read.places[row])
        self.view.ensureCursorVisible()
        self.doubts.setText(" ".join(self.model.doubts(row)))
        self.doubts.setVisible(bool(self.model.doubts(row)))

    def _count(self, *_anything: object) -> None:
        taken, doubtful = len(self.model.taken), self.model.doubtful
        relabel(self.act, f"Take over {count(taken, 'criterion', 'criteria')}")
        self.act.setEnabled(taken > 0)
        said = list(self._read.notes)
        if doubtful:
            said.append(
                f"{count(doubtful, 'criterion rests', 'criteria rest')} on something that was "
                "assumed. Look at what is marked ‘Check’."
            )
        tone = "warning" if said else "success"
        self.note.say(" ".join(said) or "Kind and stage of every criterion stood there.", tone)

    def fit(self) -> None:
        """Take the room that a table beside a text needs, as far as the screen has it."""
        screen = self.screen().availableGeometry()
        percent = appearance().percent
        self.resize(
            min(WIDTH * percent // 100, screen.width() - 40),
            min(HEIGHT * percent // 100, screen.height() - 60),
        )
