"""The differences of a panel: the table of criteria by panellists, and the row that is talked
about beside it."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHeaderView, QScrollArea, QVBoxLayout, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.application_text import ApplicationTextDialog
from edi_shortlist.desktop.models.moderation import ModerationModel
from edi_shortlist.desktop.pages.moderation_detail import DetailPane, Typed
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.widgets.basics import button, text
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.desktop.widgets.page import open_dialog
from edi_shortlist.desktop.widgets.splitter import TurningSplitter
from edi_shortlist.desktop.widgets.table import Table
from edi_shortlist.documents.model import Document
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.workflow import moderation, scoring
from edi_shortlist.workflow.moderation import (
    AgreedRecord,
    ModeratedScore,
    ModerationDetail,
    ModerationTable,
)
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.vacancies import get_vacancy

Place = tuple[str, str]


@dataclass(frozen=True)
class _Before:
    """What was agreed for a candidate and criterion before an act."""

    place: Place
    agreed: AgreedRecord | None


class DifferencesTab(QWidget):
    """Where the panel differs, and what it agrees.

    Signals:
        said: a short sentence for the line at the window's foot.
        failed: sentences; an act came to nothing.
        acting: an act begins, so old errors can go.
    """

    heading = "Differences"
    said = Signal(str)
    failed = Signal(list)
    acting = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        top = QWidget()
        flow = FlowLayout(top, gap=12)
        self.told = text("", "strong", wrap=False)
        self.only_open = QCheckBox("Open differences only")
        self.only_open.toggled.connect(self._filter)
        self.next_button = button("Next difference", self.next_open, icon="next", tip="N")
        self.undo_button = button("Undo", self.undo, icon="undo", tip="Ctrl+Z")
        for widget in (self.next_button, self.undo_button, self.only_open, self.told):
            flow.addWidget(widget)
        column.addWidget(top)
        self.model = ModerationModel(self)
        self.table = Table("Scores by candidate, criterion and panellist")
        self.table.setModel(self.model)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.setMinimumWidth(260)
        self.table.chosen.connect(self._row_chosen)
        self.detail = DetailPane()
        self.detail.setMinimumWidth(250)
        self.detail.read_wanted.connect(self.read_application)
        self.detail.agree.save_wanted.connect(self._save)
        self.detail.agree.back_wanted.connect(self.take_back)
        self.detail.agree.chosen.connect(lambda: self._to(self.detail.agree.why))
        self.middle = TurningSplitter(needs=760, least_height=240)
        self.middle.addWidget(self.table)
        self.middle.addWidget(self.detail)
        self.middle.setStretchFactor(0, 1)
        self.middle.set_sizes([760, 290], [260, 380])
        column.addWidget(self.middle, 1)
        self.keys = text(
            "Press 0–9 for the agreed score, say why, and Enter saves it. N goes on to the next "
            "difference.",
            "small",
        )
        column.addWidget(self.keys)
        self._vacancy: Vacancy | None = None
        self._place: Place | None = None
        self._detail: ModerationDetail | None = None
        self._reading: Place | None = None
        self._stamp: tuple[object, ...] | None = None
        self._typed: dict[Place, Typed] = {}
        self._back: list[_Before] = []
        self._is_open = False

    # Reading

    def first(self) -> QWidget:
        """Return where the keyboard begins."""
        return self.table

    def forget(self) -> None:
        """Show nothing of the vacancy that was in hand before."""
        self._vacancy = self._place = self._detail = self._stamp = None
        self._typed.clear()
        self._back.clear()
        self.model.set_rows([])

    def read(self, *, is_open: bool) -> None:
        """Read what the panellists gave.

        Args:
            is_open: whether scores can be agreed.
        """
        if not is_open:
            self._back.clear()
        self._is_open = is_open
        self.detail.agree.set_open(is_open)
        self.keys.setVisible(is_open)
        self.undo_button.setVisible(is_open)
        self._desk.call(
            _open,
            self._desk.reference or "",
            self._stamp,
            done=self._opened,
            failed=self.failed.emit,
            long=True,
        )

    def _opened(self, opened: "_Opened | None") -> None:
        if opened is None:
            self._tell()  # the table is as it was
            if self.detail.agree.typed is None:
                self._read_detail()
            return
        vacancy, table = opened.vacancy, opened.table
        if vacancy.reference != self._desk.reference:
            return  # another is in hand meanwhile
        if self._vacancy is None or vacancy.reference != self._vacancy.reference:
            self.forget()
        self._stamp = opened.stamp
        if vacancy != self._vacancy:
            self._vacancy = vacancy
            self.detail.set_vacancy(vacancy)
        self.table.blockSignals(True)
        self.model.show_table(vacancy, table)
        self.table.blockSignals(False)
        self._tell()
        self._go_back_to(self._place)

    def _go_back_to(self, place: Place | None) -> None:
        self._place = None  # so that it is read again
        row = self.model.find_place(*place) if place else -1
        self.table.choose_row(max(row, 0))
        self.detail.setVisible(bool(self.model.rows))

    def _tell(self) -> None:
        differ, still = self.model.counts
        if not differ:
            said = "Nothing differs by two levels or on who passes."
        elif still:
            said = f"{still} of {count(differ, 'difference')} {'is' if still == 1 else 'are'} open."
        else:
            said = f"All {count(differ, 'difference')} are settled."
        self.told.setText(said)
        self.next_button.setEnabled(bool(still) and self._is_open)

    def _filter(self, only: bool) -> None:
        place = self._place
        self._keep_typed()
        self.model.show_only_open(only)
        self._go_back_to(place)

    def _row_chosen(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is None or _place(row) == self._place:
            return
        self._keep_typed()
        self._place = _place(row)
        self._read_detail()

    def _read_detail(self) -> None:
        """Read what there is to say of the row in hand; of rows that go by while one is read,
        nothing."""
        if self._place is None or self._reading is not None:
            return
        self._reading = self._place
        task = self._desk.call(
            moderation.moderation_detail,
            self._desk.reference or "",
            *self._place,
            done=self._show_detail,
            failed=self.failed.emit,
        )
        task.ended.connect(self._detail_read)

    def _detail_read(self) -> None:
        was, self._reading = self._reading, None
        if was != self._place:
            self._read_detail()

    def _show_detail(self, detail: ModerationDetail) -> None:
        place = (detail.candidate, detail.criterion)
        if place != self._place:
            return
        self._detail = detail
        self.detail.show_detail(detail, self._typed.get(place) if self._is_open else None)

    # Typing

    def _keep_typed(self) -> None:
        """Keep what is typed for the row in hand and not saved, for when it comes up again."""
        if self._detail is None or not self._is_open:
            return
        place = (self._detail.candidate, self._detail.criterion)
        typed = self.detail.agree.typed
        if typed is None:
            self._typed.pop(place, None)
        else:
            self._typed[place] = typed

    @property
    def unsaved(self) -> str:
        """What is lost if the window is closed now, as a sentence; empty where nothing is."""
        self._keep_typed()
        if not self._typed:
            return ""
        places = [f"{candidate} {criterion}" for candidate, criterion in self._typed]
        return f"What was typed as agreed for {', '.join(places[:3])} is not saved."

    def choose_level(self, level: int) -> None:
        """Choose the level that was agreed for the row in hand."""
        if self._is_open and self._detail is not None:
            self.detail.agree.choose(level)

    def write_why(self) -> None:
        """Put the cursor into the line that says why."""
        if self._is_open:
            self._to(self.detail.agree.why)

    def _to(self, widget: QWidget) -> None:
        """Put the keyboard there and show it: where the parts stand one above the other, the page
        around them scrolls too."""
        widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
        around = widget.parentWidget()
        while around is not None:
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(widget, 0, 60)
            around = around.parentWidget()

    def leave(self) -> None:
        """Put the keyboard back into the table; what is typed stays."""
        self._to(self.table)

    # Acting

    def _save(self, level: int, by: list[str], why: str) -> None:
        if self._detail is None:
            return
        before = _Before((self._detail.candidate, self._detail.criterion), self._detail.agreed)
        self.acting.emit()
        self._desk.call(
            moderation.agree,
            self._desk.reference or "",
            *before.place,
            level,
            by,
            why,
            done=lambda agreed: self._agreed(before, agreed),
            failed=self.failed.emit,
        )

    def _agreed(self, before: _Before, agreed: AgreedRecord) -> None:
        self._back.append(before)
        self._changed(before.place, agreed.level)
        candidate, criterion = before.place
        self.said.emit(f"{candidate}, {criterion}: {agreed.level} is agreed. N goes on.")
        self._to(self.table)

    def take_back(self) -> None:
        """Take back what was agreed for the row in hand."""
        if self._detail is None or self._detail.agreed is None or not self._is_open:
            return
        before = _Before((self._detail.candidate, self._detail.criterion), self._detail.agreed)
        self.acting.emit()
        self._desk.call(
            moderation.take_back,
            self._desk.reference or "",
            *before.place,
            done=lambda _outcome: self._taken_back(before),
            failed=self.failed.emit,
        )

    def _taken_back(self, before: _Before) -> None:
        self._back.append(before)
        self._changed(before.place, None)
        self.said.emit(f"{before.place[0]}, {before.place[1]}: nothing is agreed any more.")

    def undo(self) -> None:
        """Put back what was agreed before the last act on this page."""
        if not self._back or not self._is_open:
            self.said.emit("There is nothing to undo.")
            return
        last = self._back.pop()
        self.acting.emit()
        was = last.agreed
        self._desk.call(
            moderation.agree if was else moderation.take_back,
            self._desk.reference or "",
            *last.place,
            *((was.level, was.agreed_by, was.why) if was else ()),
            done=lambda _outcome: self._undone(last),
            failed=self.failed.emit,
        )

    def _undone(self, last: _Before) -> None:
        self._changed(last.place, last.agreed.level if last.agreed else None)
        row = self.model.find_place(*last.place)
        if row >= 0:
            self.table.choose_row(row)
        self.said.emit(f"Undone: {last.place[0]}, {last.place[1]}.")

    def _changed(self, place: Place, level: int | None) -> None:
        """Show what is agreed now; a row that is open no more stays where it is."""
        self._typed.pop(place, None)
        self.model.set_agreed(*place, level)
        self._tell()
        if place == self._place:
            self._detail = None  # what is typed in it is saved, or gone
            self._read_detail()

    def next_open(self) -> None:
        """Go to the next difference that is open."""
        row = self.model.next_open(self.table.current_row())
        if row < 0:
            self.said.emit("No other difference is open.")
        else:
            self.table.choose_row(row)
        self._to(self.table)

    def step(self, by: int) -> None:
        """Go to the row below, or above (negative)."""
        self.table.choose_row(self.table.current_row() + by)

    def read_application(self) -> None:
        """Show the application of the row in hand."""
        if self._place is None:
            return
        candidate = self._place[0]

        def show(found: list[Document]) -> None:
            open_dialog(ApplicationTextDialog(self.window(), candidate, found), lambda: None)

        self._desk.call(
            scoring.panel_documents,
            self._desk.reference or "",
            candidate,
            done=show,
            failed=self.failed.emit,
        )


@dataclass(frozen=True)
class _Opened:
    """What the tab shows, and by which stamp it is known."""

    vacancy: Vacancy
    table: ModerationTable
    stamp: tuple[object, ...]


def _open(session: Session, reference: str, known: tuple[object, ...] | None) -> _Opened | None:
    """Read a vacancy's scores; None where they are those that are shown already, since a great
    many take a while to read, and the page comes up often."""
    stamp = (reference, *moderation.scores_stamp(session, reference))
    if stamp == known:
        return None
    return _Opened(
        get_vacancy(session, reference), moderation.moderation_table(session, reference), stamp
    )


def _place(row: ModeratedScore) -> Place:
    return row.candidate, row.criterion
