"""Scoring: the anonymised application beside the criteria, one panellist at a time."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.confirm import ConfirmDialog
from edi_shortlist.desktop.models.scores import ScoredCandidatesModel, Scores
from edi_shortlist.desktop.pages.base import VacancyPage
from edi_shortlist.desktop.pages.scoring_pack import LOCKED, WITHOUT_SCORES, PackNote
from edi_shortlist.desktop.pages.scoring_questions import ReadingBox
from edi_shortlist.desktop.pages.scoring_reading import ReadingPane
from edi_shortlist.desktop.pages.scoring_sheet import ScoringSheet
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.states import drawn, locked, released
from edi_shortlist.desktop.widgets.basics import Empty, Note, button, text
from edi_shortlist.desktop.widgets.splitter import TurningSplitter
from edi_shortlist.desktop.widgets.table import Table
from edi_shortlist.documents.model import Document
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.workflow import scoring, vacancies
from edi_shortlist.workflow.session import Session

Opened = tuple[Vacancy, list[str], dict[str, tuple[int, int]], tuple[str, ...]]


def _open(session: Session, reference: str) -> Opened:
    return (
        vacancies.get_vacancy(session, reference),
        scoring.candidates(session, reference),
        scoring.progress_of(session, reference),
        scoring.questions_answered(session, reference),
    )


class ScoringPage(VacancyPage):
    """Read an application without knowing whose it is, and score it."""

    name = "scoring"
    title = "Score applications"
    icon = "scoring"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.import_button = button("Import scores…", self.choose_file, icon="table")
        self.lock_button = button("Lock the scores…", self.ask_lock, kind="primary", icon="lock")
        self.acts.addWidget(self.import_button)
        self.acts.addWidget(self.lock_button)
        self.locked_note = Note(LOCKED, "neutral")
        self.locked_note.hide()
        self.body.addWidget(self.locked_note)
        self.pack_note = PackNote()
        self.body.addWidget(self.pack_note)
        self.work = QWidget()
        column = QVBoxLayout(self.work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._top())
        self.middle = self._middle()
        column.addWidget(self.middle, 1)
        self.who = Empty(
            "person",
            "Who is scoring?",
            "Choose your own name above. You see your own scores only.",
        )
        column.addWidget(self.who, 1)
        self.early = Empty(
            "scoring",
            "There is nothing to score yet",
            "The applications are scored when their redactions are reviewed and released.",
        )
        self.early.add_button(
            button("Go to the review", lambda: self.go.emit("review"), kind="primary", icon="next")
        )
        self.body.addWidget(self.work, 1)
        self.body.addWidget(self.early, 1)
        self._vacancy: Vacancy | None = None
        self._candidates: list[str] = []
        self._scores: Scores = {}
        self._progress: dict[str, tuple[int, int]] = {}
        self._candidate: str | None = None
        self._loaded: str | None = None
        self._documents: list[Document] = []
        self._without_scores = False
        self._add_keys()

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        label = self.panellist_label = text("Panellist", "strong", wrap=False)
        self.panellist_box = QComboBox()
        self.panellist_box.setAccessibleName("Panellist: your own name")
        self.panellist_box.setMinimumWidth(190)
        self.panellist_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        label.setBuddy(self.panellist_box)
        self.panellist_box.activated.connect(lambda _row: self._panellist_picked())
        self.progress_words = text("", "hint", wrap=False)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setMinimumWidth(120)
        self.progress.setAccessibleName("Your scores given")
        self.reading_box = ReadingBox()
        self.reading_box.chosen.connect(self._view_chosen)
        row.addWidget(label)
        row.addWidget(self.panellist_box)
        row.addWidget(self.reading_box)
        row.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(self.progress_words)
        words.addWidget(self.progress)
        row.addLayout(words)
        return row

    def _middle(self) -> TurningSplitter:
        self.model = ScoredCandidatesModel(self)
        self.table = Table("Candidates")
        self.table.setModel(self.model)
        self.table.stretch(0)
        self.table.setMinimumWidth(200)
        self.table.chosen.connect(self._candidate_chosen)
        self.reading = ReadingPane()
        self.reading.whole_wanted.connect(lambda: self.reading_box.choose(""))
        self.sheet = ScoringSheet()
        self.sheet.setMinimumWidth(230)
        self.sheet.scored.connect(self._scored)
        self.sheet.complete.connect(self._complete)
        right = QWidget()
        sheet = QVBoxLayout(right)
        sheet.setContentsMargins(0, 0, 0, 0)
        sheet.setSpacing(8)
        sheet.addWidget(self.sheet, 1)
        self.keys = text("", "small")
        sheet.addWidget(self.keys)
        middle = TurningSplitter(needs=640, least_height=240)
        for widget in (self.table, self.reading, right):
            middle.addWidget(widget)
        middle.setStretchFactor(1, 1)
        middle.set_sizes([210, 560, 380], [200, 400, 400])
        return middle

    def _add_keys(self) -> None:
        def score(level: int):  # type: ignore[no-untyped-def]
            return lambda: self.sheet.score(level)

        acts = [(str(level), score(level)) for level in range(10)]
        acts += [
            ("T", self.sheet.write_note),
            ("N", self.next_candidate),
            ("D", self.reading.next_document),
            ("Q", self.reading_box.step),
            ("Ctrl+PgDown", lambda: self._step(1)),
            ("Ctrl+PgUp", lambda: self._step(-1)),
            ("Ctrl+Down", lambda: self.sheet.step(1)),
            ("Ctrl+Up", lambda: self.sheet.step(-1)),
            ("Del", self.sheet.clear_score),
        ]
        for keys, act in acts:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # Reading

    def first(self) -> QWidget | None:
        return self.sheet if self.panellist else self.panellist_box

    def read(self) -> None:
        state = self.desk.state
        ready = released(state)
        self.show_one(self.work if ready else self.early, self.work, self.early)
        at_hr = self.desk.pack is None
        reads_scores = at_hr or (self.desk.is_copy and not drawn(state))
        self.import_button.setVisible(ready and not locked(state) and at_hr)
        self.lock_button.setVisible(ready and not locked(state) and at_hr)
        self.panellist_label.setVisible(reads_scores)
        self.panellist_box.setVisible(reads_scores)
        self.pack_note.setVisible(not at_hr and not self.desk.is_copy)
        self._without_scores = self.desk.is_copy and not reads_scores
        self.table.setColumnHidden(1, self._without_scores)
        self.locked_note.say(LOCKED if reads_scores else WITHOUT_SCORES, "neutral")
        self.locked_note.setVisible(locked(state))
        if ready:
            self.desk.call(_open, self.reference, done=self._opened, failed=self.fail)

    def _opened(self, opened: Opened) -> None:
        vacancy, self._candidates, self._progress, questions = opened
        other = self._vacancy is None or vacancy.reference != self._vacancy.reference
        if other or vacancy != self._vacancy:
            self._vacancy = vacancy
            self.sheet.set_vacancy(vacancy)
            self.panellist_box.clear()
            self.panellist_box.addItem("Choose your name", "")
            for name in vacancy.panel:
                self.panellist_box.addItem(name, name)
            if self.desk.pack:
                self.panellist_box.setCurrentIndex(1)  # in a panellist's pack, the only one
            self._candidate = None
            self._loaded = None
        self.reading_box.offer(vacancy, questions)
        self.sheet.show_criteria(self._criteria())
        self.keys.setText(
            "Press 0–9 to score, T for a note, N for the next candidate"
            + (", Q for the next question." if questions else ".")
        )
        self.sheet.set_open(not locked(self.desk.state), without_scores=self._without_scores)
        self.keys.setVisible(not locked(self.desk.state))
        if other and self.desk.pack:
            self._panellist_picked()  # so that the keys score at once
        else:
            self._panellist_chosen()

    @property
    def panellist(self) -> str:
        """Who scores; empty while no name is chosen."""
        return str(self.panellist_box.currentData() or "")

    def _panellist_picked(self) -> None:
        self._panellist_chosen()
        if self.panellist:
            self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def _panellist_chosen(self) -> None:
        self.show_one(self.middle if self.panellist else self.who, self.middle, self.who)
        self._tell_progress()
        if self.panellist:
            self.desk.call(
                scoring.scores_of,
                self.reference,
                self.panellist,
                done=self._scores_read,
                failed=self.fail,
            )

    def _scores_read(self, scores: Scores) -> None:
        self._scores = scores
        self._fill_table()
        self._tell_progress()
        at = self._candidates.index(self._candidate) if self._candidate in self._candidates else -1
        self._loaded = None
        if at < 0:
            at = max(self.model.next_unscored(-1), 0)
        self._choose_row(at)

    def _criteria(self) -> list[str]:
        """The criteria that are scored on what is read."""
        return self.reading_box.criteria()

    def _view_chosen(self) -> None:
        self.sheet.show_criteria(self._criteria())
        self._fill_table()
        self.reading.show_documents(self._documents, self.reading_box.question)
        self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_table(self) -> None:
        self.table.blockSignals(True)
        at = self.table.current_row()
        self.model.show_scores(self._candidates, self._criteria(), self._scores)
        self.table.choose_row(at)
        self.table.blockSignals(False)

    def _choose_row(self, at: int) -> None:
        if at == self.table.current_row():
            self._candidate_chosen(self.model.index(at, 0))
        else:
            self.table.choose_row(at)

    def _candidate_chosen(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is None or row.candidate == self._loaded:
            return
        self._candidate = self._loaded = row.candidate
        self._show_scores(fresh=True)
        candidate = row.candidate
        self.desk.call(
            scoring.panel_documents,
            self.reference,
            candidate,
            done=lambda found: self._show_documents(candidate, found),
            failed=self.fail,
        )

    def _show_scores(self, *, fresh: bool) -> None:
        own = {
            criterion: score
            for (candidate, criterion), score in self._scores.items()
            if candidate == self._candidate
        }
        self.sheet.show_scores(own, fresh=fresh)

    def _show_documents(self, candidate: str, found: list[Document]) -> None:
        if candidate != self._candidate:
            return
        self._documents = found
        self.reading.show_documents(found, self.reading_box.question)

    # Scoring

    def _scored(self, criterion: str, level: int, note: str) -> None:
        if self._candidate is None or not self.panellist:
            return
        key = (self._candidate, criterion)
        if level < 0:
            self._scores.pop(key, None)
        else:
            self._scores[key] = (level, note)
        self._fill_table()
        self._tell_progress()
        self.errors.clear()
        self.desk.call(
            scoring.record_score,
            self.reference,
            self._candidate,
            self.panellist,
            criterion,
            None if level < 0 else level,
            note,
            done=lambda _outcome: self._saved(),
            failed=self._refused,
        )

    def _saved(self) -> None:
        self.said.emit("Saved.")
        if self.desk.state is not None and self.desk.state.value == "released":
            self.desk.reload()

    def _refused(self, sentences: list[str]) -> None:
        self.fail(sentences)
        self._panellist_chosen()

    def _complete(self) -> None:
        self.said.emit("This candidate is scored. Press N for the next one.")

    def next_candidate(self) -> None:
        """Go to the next candidate with a score missing on what is read; when there is none, go
        on to the next question."""
        at = self.model.next_unscored(self.table.current_row())
        if at < 0 and self.reading_box.go_on(self._candidates, self._scores):
            self.said.emit(f"Scored for every candidate. Go on: {self.reading_box.words}.")
            at = self.model.next_unscored(-1)
        if at >= 0:
            self._choose_row(at)
            self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.said.emit("You have scored every candidate.")

    def _step(self, by: int) -> None:
        if self._candidates:
            self._choose_row((self.table.current_row() + by) % len(self._candidates))

    def _tell_progress(self) -> None:
        criteria = self._vacancy.assessed_at_application if self._vacancy else ()
        total = len(self._candidates) * len(criteria)
        done = len(self._scores) if self.panellist else 0
        self.progress.setRange(0, max(total, 1))
        self.progress.setValue(done)
        told = bool(self.panellist) and not self._without_scores
        self.progress.setVisible(told)
        self.progress_words.setText(f"{done} of {total} scores given" if told else "")
        if self.desk.pack:
            self.pack_note.tell(self.desk.pack.name, done, total)
        if not self.panellist:
            said = ", ".join(f"{name} {d} of {t}" for name, (d, t) in self._progress.items())
            self.who.say(
                "Who is scoring?",
                "Choose your own name above. You see your own scores only.\n\n"
                f"Scores given so far: {said or 'none'}.",
            )

    # Importing and locking

    def choose_file(self) -> None:
        """Ask for a CSV of scores."""
        chosen, _kind = QFileDialog.getOpenFileName(
            self, "Import scores", "", "Tables of scores (*.csv)"
        )
        if chosen:
            self.import_scores(Path(chosen))

    def import_scores(self, path: Path) -> None:
        """Take in a CSV of scores, all or nothing."""
        self.errors.clear()

        def refused(sentences: list[str]) -> None:
            self.errors.show_problems(
                [(one, None) for one in sentences],
                f"Nothing was taken in from ‘{path.name}’",
            )

        self.desk.call(
            scoring.import_scores, self.reference, path, done=self._imported, failed=refused
        )

    def _imported(self, number: int) -> None:
        self.said.emit(f"{count(number, 'score')} imported.")
        self._loaded = None
        self.desk.reload()

    def ask_lock(self) -> None:
        """Show who has scored what, and ask once."""
        self.errors.clear()
        self.desk.call(scoring.progress_of, self.reference, done=self._ask_lock, failed=self.fail)

    def _ask_lock(self, progress: dict[str, tuple[int, int]]) -> None:
        missing = [
            f"{name} has given {done} of {total} scores."
            for name, (done, total) in progress.items()
            if done < total
        ]
        if missing:
            self.errors.show_problems(
                [(one, None) for one in missing], "The scores cannot be locked yet"
            )
            return
        scores = sum(done for done, _total in progress.values())
        dialog = ConfirmDialog(
            self.window(),
            "Lock the scores?",
            [
                f"{count(scores, 'score')} by {count(len(progress), 'panellist')} become final.",
                "A late or changed score is refused from then on.",
                "The shortlist can be drawn from them.",
            ],
            "Lock the scores",
        )
        self.ask(dialog, self._lock)

    def _lock(self) -> None:
        self.desk.call(scoring.lock_scores, self.reference, done=self._locked, failed=self.fail)

    def _locked(self, _outcome: object) -> None:
        self.said.emit("The scores are locked.")
        self.desk.reload(lambda _outcome: self.go.emit("shortlist"))
