"""The part of the interviews in which each panellist scores alone, and the results after the lock.

No score of the sift is read or shown here.
"""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFileDialog, QVBoxLayout, QWidget

from edi_shortlist.desktop.dialogs.confirm import ConfirmDialog
from edi_shortlist.desktop.models.interviews import good_lines
from edi_shortlist.desktop.models.scores import ScoredCandidatesModel, Scores
from edi_shortlist.desktop.pages.base import VacancyPage
from edi_shortlist.desktop.pages.interviews_early import NotUnsealed
from edi_shortlist.desktop.pages.interviews_results import ResultsPanel
from edi_shortlist.desktop.pages.scoring_sheet import ScoringSheet
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.widgets.basics import Empty, button, text
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.desktop.widgets.splitter import TurningSplitter
from edi_shortlist.desktop.widgets.table import Table
from edi_shortlist.recruitment.interview_scoring import InterviewStanding, assessed_at_interview
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.workflow import interview_questions, interview_scoring, vacancies
from edi_shortlist.workflow.interview_questions import InterviewQuestion
from edi_shortlist.workflow.interview_scoring import InterviewProgress
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import VacancyState

_NOTE = "Note (T): what was said"
_NOTE_SEALED = "Open the vault (Ctrl+L) to write notes: they are kept there"

Read = tuple[Vacancy, InterviewProgress, list[InterviewQuestion], list[InterviewStanding]]


def _read(session: Session, reference: str) -> Read:
    progress = interview_scoring.interview_progress(session, reference)
    return (
        vacancies.get_vacancy(session, reference),
        progress,
        interview_questions.questions(session, reference),
        interview_scoring.interview_results(session, reference) if progress.locked else [],
    )


class ScoresPart(QWidget):
    """Who scores, whom, and the criteria with their questions; after the lock the results.

    Signals:
        outcomes_wanted: somebody wants to record outcomes now.
    """

    outcomes_wanted = Signal()

    def __init__(self, page: VacancyPage) -> None:
        super().__init__()
        self._page, self._desk = page, page.desk
        self._read: Read | None = None
        self._scores: Scores = {}
        self._candidate = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.early = NotUnsealed(
            page,
            "Then each panellist scores the interviews here, beside no score of the sift.",
            needs_vault=False,
        )
        self.none = Empty(
            "scoring",
            "No criterion is scored at interview",
            "The person specification names none that is assessed at interview, by a test or a "
            "presentation.",
        )
        self.work = self._work()
        self.locked = ResultsPanel()
        self.locked.outcomes_wanted.connect(self.outcomes_wanted)
        for widget in (self.early, self.none, self.work, self.locked):
            column.addWidget(widget, 1)
        self._page.show_one(self.early, self.none, self.work, self.locked)

    def _work(self) -> QWidget:
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        holder = QWidget()
        row = FlowLayout(holder, gap=10)
        label = text("Panellist", "strong", wrap=False)
        self.panellist_box = QComboBox()
        self.panellist_box.setAccessibleName("Panellist: your own name")
        self.panellist_box.setMinimumWidth(190)
        self.panellist_box.activated.connect(lambda _row: self._panellist_picked())
        label.setBuddy(self.panellist_box)
        self.progress = text("", "hint", wrap=False)
        self.import_button = button("Import scores…", self.choose_file, icon="table")
        self.lock_button = button("Lock the scores…", self.ask_lock, kind="primary", icon="lock")
        for one in (
            *(label, self.panellist_box, self.progress),
            *(self.import_button, self.lock_button),
        ):
            row.addWidget(one)
        column.addWidget(holder)
        self.who = Empty(
            "person",
            "Who is scoring?",
            "Choose your own name above. You see your own scores only, until all are locked.",
        )
        self.model = ScoredCandidatesModel(self)
        self.table = Table("Candidates whom you interview")
        self.table.setModel(self.model)
        self.table.stretch(0)
        self.table.setMinimumWidth(200)
        self.table.chosen.connect(lambda index: self._chosen(index.row()))
        self.sheet = ScoringSheet()
        self.sheet.setMinimumWidth(260)
        self.sheet.scored.connect(self._scored)
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        beside.addWidget(self.sheet, 1)
        self.keys = text(
            "Press 0–9 to score, T for a note, N for the next candidate, Delete to take a score "
            "back.",
            "small",
        )
        beside.addWidget(self.keys)
        self.middle = TurningSplitter(needs=560, least_height=240)
        self.middle.addWidget(self.table)
        self.middle.addWidget(right)
        self.middle.setStretchFactor(1, 1)
        self.middle.set_sizes([260, 700], [200, 420])
        column.addWidget(self.middle, 1)
        column.addWidget(self.who, 1)
        self._add_keys(work)
        return work

    def _add_keys(self, work: QWidget) -> None:
        def score(level: int):  # type: ignore[no-untyped-def]
            return lambda: self.sheet.score(level)

        acts = [(str(level), score(level)) for level in range(10)]
        acts += [
            ("T", self.sheet.write_note),
            ("N", self.next_candidate),
            ("Ctrl+PgDown", lambda: self._step(1)),
            ("Ctrl+PgUp", lambda: self._step(-1)),
            ("Ctrl+Down", lambda: self.sheet.step(1)),
            ("Ctrl+Up", lambda: self.sheet.step(-1)),
            ("Del", self.sheet.clear_score),
        ]
        for keys, act in acts:
            shortcut = QShortcut(QKeySequence(keys), work)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # Reading

    def read(self) -> None:
        """Read who interviews whom, and how far it is."""
        if self.early.stands_in_the_way():
            self._page.show_one(self.early, self.none, self.work, self.locked)
            return
        self._desk.call(_read, self._page.reference, done=self._arrived, failed=self._page.fail)

    def forget(self) -> None:
        """Take another vacancy's scores off the screen."""
        self._read = None
        self._scores = {}
        self._candidate = ""
        self.panellist_box.clear()
        self.locked.show_results([])
        self._page.show_one(self.early, self.none, self.work, self.locked)

    def forget_notes(self) -> None:
        """Take notes off the screen: the vault was sealed."""
        self._scores = {key: (level, "") for key, (level, _note) in self._scores.items()}
        for card in self.sheet.cards:
            card.note.clear()

    @property
    def panellist(self) -> str:
        """Who scores; empty while no name is chosen."""
        return str(self.panellist_box.currentData() or "")

    def _arrived(self, read: Read) -> None:
        before, self._read = self._read, read
        vacancy, progress, asked, results = read
        criteria = assessed_at_interview(vacancy)
        shown = self.locked if progress.locked else self.work if criteria else self.none
        self._page.show_one(shown, self.early, self.none, self.work, self.locked)
        if progress.locked:
            self.locked.show_results(results)
            return
        if before is None or (before[0], before[2]) != (vacancy, asked):
            self.sheet.set_vacancy(vacancy, criteria)
            self._say_questions(vacancy, asked)
        names = list(progress.given)
        if [self.panellist_box.itemData(n) for n in range(1, self.panellist_box.count())] != names:
            now = self.panellist
            self.panellist_box.clear()
            self.panellist_box.addItem("Choose your name", "")
            for name in names:
                self.panellist_box.addItem(name, name)
            self.panellist_box.setCurrentIndex(max(self.panellist_box.findData(now), 0))
        is_open = self._desk.state is VacancyState.UNSEALED
        for one in (self.import_button, self.lock_button, self.keys):
            one.setVisible(is_open)
        self.sheet.set_open(is_open)
        for card in self.sheet.cards:
            card.note.setEnabled(self._desk.is_unsealed)
            card.note.setPlaceholderText(_NOTE if self._desk.is_unsealed else _NOTE_SEALED)
        self.lock_button.setEnabled(progress.complete)
        self._read_own()

    def _say_questions(self, vacancy: Vacancy, asked: list[InterviewQuestion]) -> None:
        """Put the questions on a criterion, and what a good answer shows, on its card."""
        for card in self.sheet.cards:
            said = [card.guide.text()] if card.guide.text() else []
            for one in asked:
                if one.criterion == card.criterion.id:
                    said += [f"“{one.text}”", *good_lines(one.good)]
            card.guide.setText("\n".join(said))
            card.guide.setVisible(bool(said))

    def _panellist_picked(self) -> None:
        self._candidate = ""
        self._read_own()
        if self.panellist:
            self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read_own(self) -> None:
        self._page.show_one(self.middle if self.panellist else self.who, self.middle, self.who)
        self._tell_progress()
        if self.panellist:
            self._desk.call(
                interview_scoring.interview_scores_of,
                self._page.reference,
                self.panellist,
                done=self._own_arrived,
                failed=self._page.fail,
            )

    def _own_arrived(self, scores: Scores) -> None:
        self._scores = scores
        self._fill()
        at = self.model.find(lambda row: row.candidate == self._candidate)
        fresh = at < 0
        at = max(self.model.next_unscored(-1), 0) if fresh else at
        self.table.blockSignals(True)
        self.table.choose_row(at)
        self.table.blockSignals(False)
        self._chosen(at, fresh=fresh)

    def _fill(self) -> None:
        if self._read is None:
            return
        vacancy, progress = self._read[:2]
        criteria = [one.id for one in assessed_at_interview(vacancy)]
        at = self.table.current_row()
        self.table.blockSignals(True)
        self.model.show_scores(
            list(progress.interviewed_by(self.panellist)), criteria, self._scores
        )
        self.table.choose_row(at)
        self.table.blockSignals(False)

    def _chosen(self, at: int, *, fresh: bool = True) -> None:
        row = self.model.row_at(at)
        if row is None:
            return
        self._candidate = row.candidate
        own = {
            criterion: score
            for (candidate, criterion), score in self._scores.items()
            if candidate == row.candidate
        }
        self.sheet.show_scores(own, fresh=fresh)

    def _tell_progress(self) -> None:
        if self._read is None:
            return
        given = self._read[1].given
        done, of = given.get(self.panellist, (0, 0))
        if self.panellist:
            done = len(self._scores)
        self.progress.setText(
            f"{done} of {of} scores given"
            if self.panellist
            else f"{sum(d for d, _ in given.values())} of {sum(o for _, o in given.values())} "
            "scores given by the panel"
        )

    # Scoring

    def _scored(self, criterion: str, level: int, note: str) -> None:
        if not self._candidate or not self.panellist:
            return
        key = (self._candidate, criterion)
        if level < 0:
            self._scores.pop(key, None)
        else:
            self._scores[key] = (level, note)
        self._fill()
        self._tell_progress()
        self._page.errors.clear()
        self._desk.call(
            interview_scoring.record_interview_score,
            self._page.reference,
            self._candidate,
            self.panellist,
            criterion,
            None if level < 0 else level,
            note if self._desk.is_unsealed else None,
            done=lambda _outcome: self._saved(),
            failed=self._refused,
        )

    def _saved(self) -> None:
        self._page.said.emit("Saved.")
        self._desk.call(
            interview_scoring.interview_progress,
            self._page.reference,
            done=lambda progress: self.lock_button.setEnabled(progress.complete),
            failed=self._page.fail,
        )

    def _refused(self, sentences: list[str]) -> None:
        self._page.fail(sentences)
        self.read()

    def next_candidate(self) -> None:
        """Go to the next candidate with a score missing."""
        self.table.choose_row(self.model.next_unscored(self.table.current_row()))

    def _step(self, by: int) -> None:
        self.table.choose_row(self.table.current_row() + by)

    # Import, lock

    def choose_file(self) -> None:
        """Ask for a CSV with scores and take it in."""
        found, _kind = QFileDialog.getOpenFileName(self, "Scores of the interviews", "", "*.csv")
        if found:
            self.import_scores(Path(found))

    def import_scores(self, path: Path) -> None:
        """Take scores in from a CSV."""
        self._page.errors.clear()
        self._desk.call(
            interview_scoring.import_interview_scores,
            self._page.reference,
            path,
            done=self._imported,
            failed=self._page.fail,
        )

    def _imported(self, taken: int) -> None:
        self._page.said.emit(f"{count(taken, 'score')} taken in.")
        self.read()

    def ask_lock(self) -> None:
        """Show what locking changes, and ask once."""
        self._page.errors.clear()
        dialog = ConfirmDialog(
            self.window(),
            "Lock the scores of the interviews?",
            [
                "No score of an interview can be changed or given any more, also not for somebody "
                "who is interviewed later.",
                "The panel’s means and the order of the interviewed are shown.",
            ],
            "Lock the scores",
            kind="primary",
        )
        self._page.ask(dialog, self._lock)

    def _lock(self) -> None:
        self._desk.call(
            interview_scoring.lock_interview_scores,
            self._page.reference,
            done=lambda _outcome: self.read(),
            failed=self._page.fail,
        )
