"""Moderation: the panel agrees a score where it differs, and sees how well it agrees."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.closing import CloseModerationDialog
from edi_shortlist.desktop.dialogs.confirm import ConfirmDialog
from edi_shortlist.desktop.pages.base import VacancyPage
from edi_shortlist.desktop.pages.moderation_agreement import AgreementTab
from edi_shortlist.desktop.pages.moderation_differences import DifferencesTab
from edi_shortlist.desktop.pages.scoring_pack import WITHOUT_SCORES
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.states import drawn, frozen, locked
from edi_shortlist.desktop.widgets.basics import Empty, Note, button
from edi_shortlist.workflow import moderation, scoring
from edi_shortlist.workflow.states import VacancyState

DIFFERENCES, AGREEMENT = range(2)
LOCKED = "The scores are locked. What was agreed can be read, not changed."
COPY = (
    "What is agreed is saved in this file at once. Close the window and send the file back to HR, "
    "who takes it in."
)


class ModerationPage(VacancyPage):
    """Open moderation, agree scores, and close it or lock."""

    name = "moderation"
    title = "Moderation"
    icon = "moderation"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.close_button = button(
            "Close…", self.ask_close, icon="previous", tip="Let panellists change scores again"
        )
        self.close_button.setAccessibleName("Close moderation")
        self.lock_button = button("Lock the scores…", self.ask_lock, kind="primary", icon="lock")
        for made in (self.close_button, self.lock_button):
            self.acts.addWidget(made)
        self.note = Note("", "neutral")
        self.body.addWidget(self.note)
        self.work = QWidget()
        column = QVBoxLayout(self.work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Differences or agreement")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.differences, self.agreement = DifferencesTab(desk), AgreementTab(desk)
        column.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.differences, self.agreement):
            self.tabs.addTab(part.heading)
            column.addWidget(part, 1)
            part.failed.connect(self.fail)
        self.agreement.hide()
        self.tabs.currentChanged.connect(lambda _at: self._turn())
        self.differences.said.connect(self.said)
        self.differences.acting.connect(self.errors.clear)
        self.early = Empty("moderation", "", "")
        self.open_button = self.early.add_button(
            button("Open moderation…", self.ask_open, kind="primary", icon="moderation")
        )
        self.scoring_button = self.early.add_button(
            button("Go to scoring", lambda: self.go.emit("scoring"), icon="next")
        )
        self.body.addWidget(self.work, 1)
        self.body.addWidget(self.early, 1)
        self._reference = ""
        self._add_keys()
        desk.workspace_changed.connect(self._forget)

    def _add_keys(self) -> None:
        def choose(level: int) -> Callable[[], None]:
            return lambda: self.differences.choose_level(level)

        acts: list[tuple[str, Callable[[], None]]] = [
            (str(level), choose(level)) for level in range(10)
        ]
        acts += [
            ("N", self.differences.next_open),
            ("T", self.differences.write_why),
            ("R", self.differences.read_application),
            ("Esc", self.differences.leave),
            ("Ctrl+Z", self.differences.undo),
            ("Ctrl+PgDown", lambda: self.differences.step(1)),
            ("Ctrl+PgUp", lambda: self.differences.step(-1)),
        ]
        for keys, act in acts:
            shortcut = QShortcut(QKeySequence(keys), self.differences)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # Reading

    def first(self) -> QWidget | None:
        if self.tabs.currentIndex() == AGREEMENT:
            return self.agreement
        return self.differences.first()

    @property
    def unsaved(self) -> str:
        return self.differences.unsaved

    def _forget(self) -> None:
        self._reference = ""
        self.differences.forget()
        self.agreement.forget()

    def read(self) -> None:
        if self.reference != self._reference:
            self._forget()
            self._reference = self.reference
        state, at_hr = self.desk.state, self.desk.pack is None
        moderating = state is VacancyState.MODERATING
        without = self.desk.is_copy and drawn(state)
        ready = frozen(state) and not without
        self.close_button.setVisible(moderating and at_hr)
        self.lock_button.setVisible(moderating and at_hr)
        self.show_one(self.work if ready else self.early, self.work, self.early)
        self.note.setVisible(ready and (locked(state) or not at_hr))
        self.note.say(LOCKED if locked(state) else COPY, "neutral")
        if ready:
            self._read_part()
        else:
            self._say_early(state, without=without)

    def _read_part(self) -> None:
        if self.tabs.currentIndex() == AGREEMENT:
            self.agreement.read()
        else:
            self.differences.read(is_open=self.desk.state is VacancyState.MODERATING)

    def _turn(self) -> None:
        self.errors.clear()
        # What has the keyboard is about to be hidden; Qt would look for another far below.
        self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)
        part = self.agreement if self.tabs.currentIndex() == AGREEMENT else self.differences
        self.show_one(part, self.differences, self.agreement)
        if frozen(self.desk.state):
            self._read_part()

    def _say_early(self, state: VacancyState | None, *, without: bool) -> None:
        self.open_button.hide()
        self.scoring_button.setVisible(not without)
        if without:
            self.early.say("This copy holds no scores", WITHOUT_SCORES)
        elif state is not VacancyState.SCORING:
            self.early.say(
                "There is nothing to moderate yet",
                "When every panellist has scored, the panel talks here over where it differs.",
            )
        else:
            self.early.say("Moderation is not open", "")
            self.desk.call(
                scoring.progress_of, self.reference, done=self._say_progress, failed=self.fail
            )

    def _say_progress(self, progress: dict[str, tuple[int, int]]) -> None:
        missing = [
            f"{name} has given {given} of {expected} scores."
            for name, (given, expected) in progress.items()
            if given < expected
        ]
        self.open_button.setVisible(not missing)
        self.early.say(
            "Moderation is not open",
            " ".join(missing) + " Nobody sees what others scored until every score is given."
            if missing
            else "Every score is given. The panel can talk over where it differs and agree a "
            "score, or you lock the scores as they are.",
        )

    # Acting

    def ask_open(self) -> None:
        """Show what opening changes, and ask once."""
        self.errors.clear()
        dialog = ConfirmDialog(
            self.window(),
            "Open moderation?",
            [
                "The independent scores are frozen; nobody can change their own any more.",
                "Everybody at this computer sees what each panellist gave, with notes.",
                "A score that the panel agrees counts in place of the mean.",
                "You can close it again with a reason, as long as the scores are not locked.",
            ],
            "Open moderation",
            kind="primary",
        )
        self.ask(dialog, self._open)

    def _open(self) -> None:
        self.desk.call(
            moderation.open_moderation, self.reference, done=self._opened, failed=self.fail
        )

    def _opened(self, _outcome: object) -> None:
        self.said.emit("Moderation is open.")
        self.desk.reload()

    def ask_close(self) -> None:
        """Ask why moderation is closed again, and close it."""
        self.errors.clear()
        dialog = CloseModerationDialog(self.desk, self.window(), self.reference)
        self.ask(dialog, self._closed)

    def _closed(self) -> None:
        self.said.emit("Moderation is closed; scores can be changed again.")
        self.desk.reload()

    def ask_lock(self) -> None:
        """Show what locking changes, and ask once."""
        self.errors.clear()
        if unsaved := self.unsaved:
            self.fail([f"{unsaved} Save it, or take it out, before you lock."])
            return
        differ, still = self.differences.model.counts
        agreed = sum(row.agreed is not None for row in self.differences.model.every)
        changes = [
            f"{count(agreed, 'agreed score')} and every mean become final.",
            "Nothing can be agreed and no score changed any more.",
            "The shortlist can be drawn from them.",
        ]
        if still:
            changes.insert(
                0, f"{still} of {count(differ, 'difference')} stay open: the mean counts."
            )
        self.ask(
            ConfirmDialog(self.window(), "Lock the scores?", changes, "Lock the scores"), self._lock
        )

    def _lock(self) -> None:
        self.desk.call(scoring.lock_scores, self.reference, done=self._locked, failed=self.fail)

    def _locked(self, _outcome: object) -> None:
        self.said.emit("The scores are locked.")
        self.desk.reload(lambda _outcome: self.go.emit("shortlist"))
