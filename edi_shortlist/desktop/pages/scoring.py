"""Scoring: the anonymised application beside the criteria, one panellist at a time."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.pages.base import VacancyPage
from edi_shortlist.desktop.pages.scoring_evidence import EvidenceActs
from edi_shortlist.desktop.pages.scoring_files import ScoreFiles
from edi_shortlist.desktop.pages.scoring_own import OwnScores
from edi_shortlist.desktop.pages.scoring_pack import FROZEN, LOCKED, WITHOUT_SCORES, PackNote
from edi_shortlist.desktop.pages.scoring_reader import CandidateReader
from edi_shortlist.desktop.pages.scoring_sitting import (
    Opened,
    Sitting,
    read_opened,
    read_sitting,
)
from edi_shortlist.desktop.pages.scoring_telling import Telling
from edi_shortlist.desktop.pages.scoring_work import ScoringWork
from edi_shortlist.desktop.pages.told_note import ToldNote
from edi_shortlist.desktop.states import drawn, frozen, locked, released
from edi_shortlist.desktop.widgets.basics import Empty, Note, button
from edi_shortlist.recruitment.rounds import WHOLE
from edi_shortlist.recruitment.vacancy import Vacancy


class ScoringPage(VacancyPage):
    """Read an application without knowing whose it is, and score it."""

    name = "scoring"
    title = "Score applications"
    icon = "scoring"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.files = ScoreFiles(desk, self)
        self.files.imported.connect(self._all_anew)
        self.files.locked.connect(lambda: desk.reload(lambda _outcome: self.go.emit("shortlist")))
        self.import_button = button("Import scores…", self.files.choose_file, icon="table")
        self.lock_button = button(
            "Lock the scores…", self.files.ask_lock, kind="primary", icon="lock"
        )
        self.told_button = button(
            "From the panel…", lambda: self.go.emit("told"), kind="quiet", icon="person"
        )
        self.acts.addWidget(self.import_button)
        self.acts.addWidget(self.lock_button)
        self.locked_note = Note(LOCKED, "neutral")
        self.locked_note.hide()
        self.body.addWidget(self.locked_note)
        self.pack_note = PackNote()
        self.body.addWidget(self.pack_note)
        self.told_note = ToldNote(desk)
        self.told_note.wanted.connect(lambda: self.go.emit("told"))
        self.body.addWidget(self.told_note)
        self._build()
        self._vacancy: Vacancy | None = None
        self._questions: tuple[str, ...] = ()
        self._candidates: list[str] = []
        self._candidate: str | None = None
        self._loaded: str | None = None
        self._without_scores = False
        self._add_keys()
        desk.workspace_changed.connect(self._forget_vacancy)

    def _build(self) -> None:
        self.work = ScoringWork()
        self.top, self.middle, self.who = self.work.top, self.work.middle, self.work.who
        self.top.parts.addWidget(self.told_button)
        self.panellist_box, self.reading_box = self.top.panellist_box, self.top.reading_box
        self.panellist_box.activated.connect(lambda _row: self._panellist_picked())
        self.reading_box.chosen.connect(self._round_chosen)
        self.table, self.model = self.middle.table, self.middle.model
        self.reading, self.sheet = self.middle.reading, self.middle.sheet
        self.table.chosen.connect(self._candidate_chosen)
        self.reading.whole_wanted.connect(lambda: self.reading_box.choose(WHOLE))
        self.sheet.scored.connect(self._scored)
        self.sheet.complete.connect(self._complete)
        self.middle.next_wanted.connect(self.next_candidate)
        self.middle.skip_wanted.connect(self.skip)
        self.middle.back_wanted.connect(self.come_back)
        self.own = OwnScores(self.desk, self)
        self.own.changed.connect(self._changed)
        self.own.saved.connect(self._saved)
        self.own.refused.connect(self._refused)
        self.evidence = EvidenceActs(self.desk, self.reading)
        self.sheet.at.connect(self.evidence.set_criterion)
        self.evidence.counted.connect(self.sheet.show_evidence)
        self.evidence.said.connect(self.said)
        self.evidence.failed.connect(self.fail)
        self.evidence.changed.connect(self._marked)
        self.telling = Telling(
            self.desk, self.middle, lambda: len(self.own.of_candidate(self._candidate))
        )
        self.telling.said.connect(self.said)
        self.telling.hidden.connect(self._passage_hidden)
        self.telling.left.connect(self._all_anew)
        self.reader = CandidateReader(self.desk, self.reading, self.evidence, self.telling)
        self.reader.failed.connect(self.fail)
        self.who.chosen.connect(self._go_on_as)
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

    def _add_keys(self) -> None:
        def score(level: int):  # type: ignore[no-untyped-def]
            return lambda: self.sheet.score(level)

        acts = [(str(level), score(level)) for level in range(10)]
        acts += [
            ("T", self.sheet.write_note),
            ("N", self.next_candidate),
            ("S", self.skip),
            ("Shift+S", self.come_back),
            ("H", self.evidence.toggle),
            ("R", self.telling.ask_report),
            ("K", self.telling.ask_know),
            ("D", self.reading.next_document),
            ("Q", self.reading_box.step),
            ("Ctrl+Z", self.undo),
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
        if self.panellist:
            return self.sheet
        return self.who.go_on if self.who.go_on.isVisible() else self.panellist_box

    def read(self) -> None:
        state = self.desk.state
        ready = released(state)
        self.show_one(self.work if ready else self.early, self.work, self.early)
        at_hr = self.desk.pack is None
        reads_scores = at_hr or (self.desk.is_copy and not drawn(state))
        self.import_button.setVisible(ready and not frozen(state) and at_hr)
        self.lock_button.setVisible(ready and not locked(state) and at_hr)
        self.told_button.setVisible(ready and at_hr)
        self.told_note.read()
        self.top.show_names(reads_scores)
        self.pack_note.setVisible(not at_hr and not self.desk.is_copy)
        self._without_scores = self.desk.is_copy and not reads_scores
        self.table.setColumnHidden(1, self._without_scores)
        said = LOCKED if locked(state) else FROZEN
        self.locked_note.say(said if reads_scores else WITHOUT_SCORES, "neutral")
        self.locked_note.setVisible(frozen(state))
        if ready:
            self.desk.call(read_opened, self.reference, done=self._opened, failed=self.fail)

    def _opened(self, opened: Opened) -> None:
        vacancy, self._questions = opened.vacancy, opened.questions
        other = self._vacancy is None or vacancy.reference != self._vacancy.reference
        if other or vacancy != self._vacancy:
            self._vacancy = vacancy
            self.sheet.set_vacancy(vacancy)
            self.top.offer_names(vacancy, only_one=self.desk.pack is not None)
            self._forget()
        self.reading_box.offer(vacancy, opened.questions)
        self.sheet.show_criteria(self.reading_box.criteria())
        is_open = not frozen(self.desk.state)
        self.sheet.set_open(is_open, without_scores=self._without_scores)
        self.middle.set_open(is_open, several_rounds=len(self.reading_box.rounds) > 1)
        self.evidence.set_open(is_open)
        self.who.tell(opened.progress, opened.last_panellist)
        if other and self.desk.pack:
            self._panellist_picked()  # so that the keys score at once
        else:
            self._panellist_chosen()

    def _forget_vacancy(self) -> None:
        self._vacancy = None
        self._forget()

    def _forget(self) -> None:
        """Forget the last panellist: what was read, and what could be undone."""
        self.own.forget()
        self._candidate = self._loaded = None
        self._candidates = []

    @property
    def panellist(self) -> str:
        """Who scores; empty while no name is chosen."""
        return self.top.panellist

    def _panellist_picked(self) -> None:
        self._panellist_chosen()
        if self.panellist:
            self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on_as(self, name: str) -> None:
        self.panellist_box.setCurrentIndex(max(self.panellist_box.findData(name), 0))
        self._panellist_picked()

    def _panellist_chosen(self) -> None:
        if self.own.sitting and self.own.sitting.panellist != self.panellist:
            self._forget()
        self.show_one(self.middle if self.panellist else self.who, self.middle, self.who)
        self._tell_progress()
        if self.panellist:
            self.desk.call(
                read_sitting,
                self.reference,
                self.panellist,
                self._questions,
                done=self._sat_down,
                failed=self.fail,
            )

    def _sat_down(self, sitting: Sitting) -> None:
        if sitting.panellist != self.panellist:
            return
        fresh = self.own.sitting is None
        self.own.take(sitting)
        self._loaded = None
        if fresh:
            self._go_where_it_was(sitting)
        else:
            self._fill_table()
            self._choose_row(max(self.table.current_row(), 0))
        self._tell_progress()

    def _go_where_it_was(self, sitting: Sitting) -> None:
        """Begin a sitting where the last one ended, also if the program was killed. What is only
        read begins at its beginning."""
        candidate, criterion = sitting.last or (None, "")
        if frozen(self.desk.state):
            candidate, criterion = None, ""
        if key := self.reading_box.round_of(criterion):
            self.reading_box.blockSignals(True)
            self.reading_box.choose(key)
            self.reading_box.blockSignals(False)
        self.sheet.show_criteria(self.reading_box.criteria())
        self._candidate = candidate
        self._fill_table()
        at = self.table.current_row()
        row = self.model.row_at(at)
        if not frozen(self.desk.state) and (row is None or row.scored >= row.of or row.waits):
            at = max(self._next(at), at)
        self._choose_row(max(at, 0))

    def _round_chosen(self) -> None:
        self.sheet.show_criteria(self.reading_box.criteria())
        self._fill_table()
        self.reader.show_question(self.reading_box.question)
        self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_table(self) -> None:
        """List the candidates in the order of the round, and stay at the one in hand."""
        key = self.reading_box.key
        self._candidates = self.own.order(key)
        self.table.blockSignals(True)
        self.model.show_scores(
            self._candidates, self.reading_box.criteria(), self.own.scores, self.own.aside(key)
        )
        if self._candidate in self._candidates:
            self.table.choose_row(self._candidates.index(self._candidate))
        self.table.blockSignals(False)
        self.middle.tell_waiting(self.model.waiting)

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
        self.reader.read(row.candidate, self.panellist, self.reading_box.question)

    def _show_scores(self, *, fresh: bool) -> None:
        self.sheet.show_scores(self.own.of_candidate(self._candidate), fresh=fresh)

    def _passage_hidden(self) -> None:
        self.told_note.read()
        self.reader.read_again()

    # Scoring

    def _scored(self, criterion: str, level: int, note: str) -> None:
        if self._candidate is not None and self.panellist:
            self.errors.clear()
            self.own.give(self._candidate, self.reading_box.key, criterion, level, note)

    def _changed(self, candidate: str) -> None:
        key = self.reading_box.key
        self.model.show_one(
            candidate, self.reading_box.criteria(), self.own.scores, self.own.aside(key)
        )
        self.middle.tell_waiting(self.model.waiting)
        self._tell_progress()

    def _saved(self) -> None:
        self.said.emit("Saved.")
        if self.desk.state is not None and self.desk.state.value == "released":
            self.desk.reload()

    def _refused(self, sentences: list[str]) -> None:
        self.fail(sentences)
        self._panellist_chosen()

    def _complete(self) -> None:
        self.said.emit("This candidate is scored. Press N for the next one.")

    def _marked(self, undo: Callable[[], None]) -> None:
        if self._candidate is not None:
            words = f"The marks of {self._candidate} are as before."
            self.own.remember(self._candidate, self.reading_box.key, undo, words)

    def undo(self) -> None:
        """Take one's last act back: a score, a note, or a mark. It is shown where it was."""
        step = None if frozen(self.desk.state) else self.own.last_step()
        if step is None:
            self.said.emit("There is nothing to undo.")
            return
        self.reading_box.choose(step.key)
        if step.candidate in self._candidates:
            self._choose_row(self._candidates.index(step.candidate))
        step.undo()
        self._show_scores(fresh=False)
        self.said.emit(f"Undone. {step.words}")

    # Going on

    def _next(self, at: int) -> int:
        """Return the row to go to from a row: the next without a score, then those that were put
        aside, then the first of the next round; -1 if every score is given."""
        found = self.model.next_unscored(at)
        if found < 0 and (found := self.model.next_waiting(at)) >= 0:
            self.said.emit("What is left in this round are those that you skipped.")
        if found < 0 and self.reading_box.go_on(self._candidates, self.own.scores):
            self.said.emit(f"Scored for every candidate. Go on: {self.reading_box.words}.")
            found = self.model.next_unscored(-1)
            found = self.model.next_waiting(-1) if found < 0 else found
        return found

    def next_candidate(self) -> None:
        """Go to the next candidate with a score missing in the round; when there is none, go on
        to the next round."""
        self._go_to(self._next(self.table.current_row()), "You have scored every candidate.")

    def skip(self) -> None:
        """Put the candidate aside, to come back to it, and go to the next."""
        row = self.model.row_at(self.table.current_row())
        if row is None or frozen(self.desk.state):
            return
        if row.scored >= row.of:
            self.next_candidate()
            return
        self.own.put_aside(row.candidate, self.reading_box.key)
        self.said.emit(f"{row.candidate} is put aside. Press Shift+S to come back.")
        at = self.model.next_unscored(self.table.current_row())
        self._go_to(at, "Only skipped candidates are left in this round. Press Shift+S or N.")

    def come_back(self) -> None:
        """Go to the next candidate who was put aside in this round."""
        self._go_to(
            self.model.next_waiting(self.table.current_row()), "No other candidate is skipped."
        )

    def _go_to(self, at: int, otherwise: str) -> None:
        if at >= 0:
            self._choose_row(at)
            self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.said.emit(otherwise)

    def _step(self, by: int) -> None:
        if self._candidates:
            self._choose_row((self.table.current_row() + by) % len(self._candidates))

    # Telling

    def _tell_progress(self) -> None:
        criteria = self._vacancy.assessed_at_application if self._vacancy else ()
        total = len(self._candidates) * len(criteria)
        done = len(self.own.scores) if self.panellist else 0
        told = bool(self.panellist) and not self._without_scores
        self.top.tell_progress(done, total, self.own.pace, shown=told)
        if self.desk.pack:
            self.pack_note.tell(self.desk.pack.name, done, total)

    def import_scores(self, path: Path) -> None:
        """Take in a CSV of scores, all or nothing."""
        self.files.import_scores(path)

    def _all_anew(self) -> None:
        self._forget()
        self.desk.reload()
