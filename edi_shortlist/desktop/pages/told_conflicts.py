"""Which panellist may know which candidate, and who stands in."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.who_scores import DeclareDialog, StandInDialog, WithdrawDialog
from edi_shortlist.desktop.models.told import ConflictsModel
from edi_shortlist.desktop.widgets.basics import Empty, Note, button
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.desktop.widgets.page import open_dialog
from edi_shortlist.desktop.widgets.table import Table
from edi_shortlist.recruitment.plain_words import listed
from edi_shortlist.workflow import conflicts, scoring, vacancies
from edi_shortlist.workflow.conflicts import Conflict
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import Verb, is_allowed

Found = tuple[list[Conflict], list[str], tuple[str, ...]]


def _read(session: Session, reference: str) -> Found:
    return (
        conflicts.list_conflicts(session, reference),
        scoring.candidates(session, reference),
        vacancies.get_vacancy(session, reference).panel,
    )


class ConflictsPart(QWidget):
    """The declarations, and what HR can do about them.

    Signals:
        said: a short sentence for the line at the window's foot.
        failed: sentences that tell what went wrong.
    """

    said = Signal(str)
    failed = Signal(list)

    heading = "Conflicts and stand-ins"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.nobody = Note("", "danger")
        self.model = ConflictsModel(self)
        self.table = Table("Panellists who may know a candidate")
        self.table.setModel(self.model)
        self.table.stretch(2)
        self.empty = Empty(
            "person",
            "Every panellist scores every candidate",
            "A panellist who thinks that they know a candidate says so on the page Scoring with K. "
            "They do not score that candidate, and nobody is named.",
        )
        self.acts = QWidget()
        flow = FlowLayout(self.acts, gap=10)
        self.stand_in_button = button(
            "Let somebody stand in…", self.ask_stand_in, kind="primary", icon="person"
        )
        self.withdraw_button = button("Take it back…", self.ask_withdraw, icon="undo")
        self.declare_button = button("Write one down…", self.ask_declare, icon="add")
        for made in (self.stand_in_button, self.withdraw_button, self.declare_button):
            flow.addWidget(made)
        column.addWidget(self.nobody)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self.acts)
        self._candidates: list[str] = []
        self._panel: tuple[str, ...] = ()

    @property
    def row(self) -> Conflict | None:
        """The declaration that is chosen."""
        return self.model.row_at(self.table.current_row())

    def read(self) -> None:
        """Read what was declared; a vacancy is in hand."""
        self._desk.call(_read, self._desk.reference or "", done=self._fill, failed=self.failed.emit)

    def _fill(self, found: Found) -> None:
        rows, self._candidates, self._panel = found
        at = max(self.table.current_row(), 0)
        self.model.set_rows(rows)
        self.table.choose_row(min(at, len(rows) - 1))
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        nobodys = self._nobodys
        self.nobody.setVisible(bool(nobodys))
        self.nobody.say(
            f"Nobody scores {listed(nobodys)}. Let somebody stand in; the scores cannot be locked "
            "before that.",
            "danger",
        )
        state = self._desk.state
        still = state is not None and is_allowed(Verb.SAY_WHO_SCORES, state)
        self.acts.setVisible(still)
        self.withdraw_button.setEnabled(bool(rows))

    @property
    def _nobodys(self) -> list[str]:
        return sorted({one.candidate for one in self.model.rows if not one.remaining})

    def forget(self) -> None:
        """Show nothing of a workspace that was open before."""
        self.model.set_rows([])

    def ask_stand_in(self) -> None:
        """Ask who stands in, and for whom: those whom nobody scores, or else the one chosen."""
        chosen = self._nobodys or ([self.row.candidate] if self.row else [])
        dialog = StandInDialog(
            self._desk, self.window(), self._desk.reference or "", self._candidates, chosen
        )
        self._ask(dialog, "They can score now. Make them a pack, or let them score here.")

    def ask_withdraw(self) -> None:
        """Ask why the chosen declaration is taken back."""
        if self.row is not None:
            dialog = WithdrawDialog(self._desk, self.window(), self._desk.reference or "", self.row)
            self._ask(dialog, f"{self.row.panellist} scores {self.row.candidate} again.")

    def ask_declare(self) -> None:
        """Ask what a panellist told."""
        dialog = DeclareDialog(
            self._desk,
            self.window(),
            self._desk.reference or "",
            self._panel,
            self._candidates,
        )
        self._ask(dialog, "Written down.")

    def _ask(self, dialog: QDialog, words: str) -> None:
        def done() -> None:
            self.said.emit(words)
            self._desk.reload()

        open_dialog(dialog, done)
