"""The part of the interviews about when and where: the plan, times proposed, and moved by hand."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from edi_shortlist.desktop.dialogs.interview_plan import PlanDialog
from edi_shortlist.desktop.dialogs.interviews import (
    ExportScheduleDialog,
    NeedDialog,
    ProposeDialog,
    TimeDialog,
)
from edi_shortlist.desktop.models.interviews import ScheduleModel, time_words
from edi_shortlist.desktop.models.shortlist import InterviewsModel
from edi_shortlist.desktop.pages.base import VacancyPage
from edi_shortlist.desktop.pages.interviews_early import NotUnsealed
from edi_shortlist.desktop.pages.interviews_table import ScheduleTable
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.theme import appearance
from edi_shortlist.desktop.widgets.basics import Card, Empty, Note, button, text
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.desktop.widgets.page import link_line
from edi_shortlist.recruitment.interview_plan import Slot
from edi_shortlist.workflow import (
    interview_changes,
    interview_exports,
    interview_schedule,
    vacancies,
)
from edi_shortlist.workflow.interview_exports import ExportedSchedule
from edi_shortlist.workflow.interview_schedule import Interview, Schedule
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import VacancyState

_MOST_CLASHES = 4
#: Steps that can be taken back.
_STEPS = 50

Read = tuple[Schedule, tuple[str, ...]]


def _read(session: Session, reference: str) -> Read:
    view = interview_schedule.schedule(session, reference)
    return view, vacancies.get_vacancy(session, reference).panel


class SchedulePart(QWidget):
    """The invited with time, room and adjustments."""

    def __init__(self, page: VacancyPage) -> None:
        super().__init__()
        self._page, self._desk = page, page.desk
        self._view: Schedule | None = None
        self._panel: tuple[str, ...] = ()
        self._undo: list[list[Slot]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.early = NotUnsealed(
            page,
            "Then their names, contacts and adjustments stand here, and times can be given.",
            needs_vault=True,
        )
        self.begin = Empty(
            "calendar",
            "Say when and where interviews are held",
            "With the days, hours, rooms and panels the program proposes a time for everybody, "
            "with extra time where an adjustment needs it.",
        )
        self.begin_button = self.begin.add_button(
            button("Plan the interviews…", self.ask_plan, kind="primary", icon="calendar")
        )
        self.work = self._work()
        for widget in (self.early, self.begin, self.work):
            column.addWidget(widget, 1)
        page.show_one(self.early, self.begin, self.work)

    def _work(self) -> QWidget:
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        holder = QWidget()
        acts = FlowLayout(holder)
        self.propose_button = button(
            "Propose times…", self.ask_propose, kind="primary", icon="calendar"
        )
        self.plan_button = button("Plan…", self.ask_plan, icon="setup")
        self.time_button = button("Time…", self.ask_time, tip="Enter")
        self.need_button = button("Adjustments…", self.ask_need, tip="A")
        self.undo_button = button("Undo", self.undo, icon="undo", tip="Ctrl+Z")
        self.save_button = button("Save the schedule…", self.ask_export, icon="save")
        for one in (
            *(self.propose_button, self.plan_button, self.time_button, self.need_button),
            *(self.undo_button, self.save_button),
        ):
            acts.addWidget(one)
        column.addWidget(holder)
        self.note = Note("", "neutral")
        column.addWidget(self.note)
        self.clashes = Card("What clashes")
        self._lines: list[QWidget] = []
        column.addWidget(self.clashes)
        self.model = ScheduleModel(self)
        self.table = ScheduleTable()
        self.table.setModel(self.model)
        self.table.stretch(4, 6)
        self.table.setMinimumHeight(170)
        self.table.chosen.connect(lambda _index: self._tell())
        self.table.opened.connect(lambda _index: self.ask_time())
        self.table.dropped.connect(self.swap)
        column.addWidget(self.table, 1)
        self.keys = text(
            "Alt+Up and Alt+Down, or dragging, let two candidates change places. Enter sets a "
            "time, A adjustments.",
            "small",
        )
        column.addWidget(self.keys)
        self.detail = Card()
        self.who = text("", "strong")
        self.facts = text("")
        self.facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.detail.inside.addWidget(self.who)
        self.detail.inside.addWidget(self.facts)
        column.addWidget(self.detail)
        for keys, act in (
            ("Alt+Up", lambda: self._step(-1)),
            ("Alt+Down", lambda: self._step(1)),
            ("A", self.ask_need),
            ("Ctrl+Z", self.undo),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        appearance().changed.connect(self._restyled)  # links have a colour of the theme
        return work

    def _restyled(self) -> None:
        if self._view is not None:
            self._tell_clashes(self._view)

    # Reading

    def read(self) -> None:
        """Read the schedule, if there can be one."""
        if self.early.stands_in_the_way():
            self._page.show_one(self.early, self.begin, self.work)
            return
        self._desk.call(_read, self._page.reference, done=self._arrived, failed=self._page.fail)

    def forget(self) -> None:
        """Take names, times and what could be undone off the screen."""
        self._view = None
        self._undo.clear()
        self.model.show_schedule(None)
        self._tell()
        self._page.show_one(self.early, self.begin, self.work)

    def _arrived(self, read: Read) -> None:
        view, self._panel = read
        if self._desk.is_unsealed:
            self.show_schedule(view)

    def show_schedule(self, view: Schedule, chosen: str = "") -> None:
        """Show a schedule.

        Args:
            chosen: the candidate who is current then; whoever is now unless given.
        """
        now = self.current
        wanted = chosen or (now.candidate if now else "")
        self._view = view
        self.model.show_schedule(view)
        self.table.choose_row(max(self.model.find(lambda one: one.candidate == wanted), 0))
        self._page.show_one(
            self.work if view.plan else self.begin, self.early, self.begin, self.work
        )
        self._arrange(view)
        self._tell()

    def _arrange(self, view: Schedule) -> None:
        is_open = self._desk.state is VacancyState.UNSEALED
        for one in (self.propose_button, self.plan_button, self.time_button, self.need_button):
            one.setVisible(is_open)
        self.begin_button.setVisible(is_open)
        self.keys.setVisible(is_open)
        self.undo_button.setVisible(is_open)
        self.undo_button.setEnabled(bool(self._undo))
        self.save_button.setEnabled(bool(view.timed))
        self._tell_state(view)
        self._tell_clashes(view)

    def _tell_state(self, view: Schedule) -> None:
        if view.problem:
            self.note.say(view.problem, "warning")
        elif not view.timed:
            self.note.say("Nobody has a time yet. Propose times, or set one by hand.", "neutral")
        elif view.without_time:
            self.note.say(
                f"{count(len(view.without_time), 'candidate')} without a time yet: "
                f"{', '.join(view.without_time)}.",
                "warning",
            )
        elif view.clashes:
            self.note.say(
                f"Everybody has a time; {count(len(view.clashes), 'clash', 'clashes')} to settle.",
                "warning",
            )
        else:
            self.note.say("Everybody has a time, and nothing clashes.", "success")

    def _tell_clashes(self, view: Schedule) -> None:
        for line in self._lines:
            self.clashes.inside.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []
        for clash in view.clashes[:_MOST_CLASHES]:
            jump = partial(self._choose, clash.candidates[0])
            self._lines.append(link_line(clash.sentence, jump))
        if (more := len(view.clashes) - _MOST_CLASHES) > 0:
            self._lines.append(text(f"And {more} more.", "hint"))
        for line in self._lines:
            self.clashes.inside.addWidget(line)
        self.clashes.setVisible(bool(view.clashes))

    def _choose(self, candidate: str) -> None:
        self.table.choose_row(self.model.find(lambda one: one.candidate == candidate))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def current(self) -> Interview | None:
        """The interview that is chosen."""
        return self.model.row_at(self.table.current_row())

    def _tell(self) -> None:
        """Say everything about the interview that is chosen."""
        one = self.current
        self.detail.setVisible(one is not None)
        for made in (self.time_button, self.need_button):
            made.setEnabled(one is not None and not one.withdrew)
        if one is None:
            self.who.clear()
            self.facts.clear()
            return
        identity = one.who.identity
        self.who.setText(
            f"{one.candidate} · {InterviewsModel.name_of(one.who)} · {time_words(one)}"
        )
        contacts = [identity.get(key, "") for key in ("email", "phone")]
        lines = [" · ".join(said for said in contacts if said) or "No contact is held."]
        lines.append(f"Adjustments asked for: {one.who.adjustments.strip() or 'none'}")
        if one.panel_words:
            lines.append(f"For the panel: {one.panel_words}")
        elif one.who.adjustments.strip():
            lines.append("The panel is told nothing of them yet.")
        self.facts.setText("\n".join(lines))

    # Acting

    def ask_plan(self) -> None:
        """Ask for days, hours and rooms."""
        if self._view is not None:
            dialog = PlanDialog(
                self._desk, self.window(), self._page.reference, self._panel, self._view.plan
            )
            self._ask(dialog)

    def ask_propose(self) -> None:
        """Ask how times are proposed."""
        if self._view is not None:
            timed = len(self._view.timed)
            self._ask(ProposeDialog(self._desk, self.window(), self._page.reference, timed))

    def ask_time(self) -> None:
        """Ask when the chosen candidate is interviewed."""
        one, view = self.current, self._view
        if self._is_open() and one and not one.withdrew and view and view.plan:
            dialog = TimeDialog(self._desk, self.window(), self._page.reference, view.plan, one)
            self._ask(dialog)

    def ask_need(self) -> None:
        """Ask what the chosen interview takes for adjustments."""
        one = self.current
        if self._is_open() and one and not one.withdrew:
            self._ask(NeedDialog(self._desk, self.window(), self._page.reference, one))

    def _ask(self, dialog: QDialog) -> None:
        self._page.errors.clear()
        before = self._times()
        self._page.ask(dialog, lambda: self._changed(before, getattr(dialog, "outcome", None)))

    def _times(self) -> list[Slot]:
        return [one.slot for one in self.model.rows if one.slot]

    def _is_open(self) -> bool:
        return self._desk.state is VacancyState.UNSEALED and self._desk.is_unsealed

    def _changed(self, before: list[Slot], view: Schedule | None, chosen: str = "") -> None:
        if view is None or not self._desk.is_unsealed:
            return
        now = [one.slot for one in view.interviews if one.slot]
        if sorted(before, key=str) != sorted(now, key=str):
            self._undo = [*self._undo, before][-_STEPS:]
        self.show_schedule(view, chosen)
        self._page.said.emit("The schedule is saved.")

    def swap(self, row: int, other: int) -> None:
        """Let the candidates of two rows change places."""
        one, two = self.model.row_at(row), self.model.row_at(other)
        if not self._is_open() or not one or not two or not one.slot or not two.slot:
            return
        before = self._times()
        self._page.errors.clear()
        self._desk.call(
            interview_changes.swap_interviews,
            self._page.reference,
            one.candidate,
            two.candidate,
            done=lambda view: self._changed(before, view, one.candidate),
            failed=self._page.fail,
        )

    def _step(self, by: int) -> None:
        row = self.table.current_row()
        if row >= 0 and 0 <= row + by < self.model.rowCount():
            self.swap(row, row + by)

    def undo(self) -> None:
        """Set the times as they were before the last change."""
        if self._undo and self._is_open():
            self._desk.call(
                interview_changes.restore_times,
                self._page.reference,
                self._undo.pop(),
                done=self._undone,
                failed=self._page.fail,
            )

    def _undone(self, view: Schedule) -> None:
        if self._desk.is_unsealed:
            self.show_schedule(view)
            self._page.said.emit("The last change of the times is undone.")

    # Saving

    def ask_export(self) -> None:
        """Ask whom a file is for, and where it goes."""
        if self._view is not None and self._view.plan is not None:
            dialog = ExportScheduleDialog(self.window(), self._view.plan.panel)
            self._page.ask(dialog, lambda: self._choose_file(dialog))

    def _choose_file(self, dialog: ExportScheduleDialog) -> None:
        name = f"{self._page.reference} interviews {dialog.reader}{dialog.suffix}"
        found, _kind = QFileDialog.getSaveFileName(
            self,
            "Save the schedule",
            name,
            f"*{dialog.suffix}",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if found:
            path = Path(found)
            self.export(path if path.suffix else path.with_suffix(dialog.suffix), dialog)

    def export(self, path: Path, dialog: ExportScheduleDialog) -> None:
        """Write the schedule to a file."""
        self._page.errors.clear()
        self._desk.call(
            interview_exports.export_schedule,
            self._page.reference,
            path,
            dialog.reader,
            panellist=dialog.panellist,
            done=self._exported,
            failed=self._page.fail,
            long=True,
        )

    def _exported(self, made: ExportedSchedule) -> None:
        self._page.said.emit(f"{count(made.interviews, 'interview')} saved in {made.path.name}.")
