"""One panellist's own scores on the page: each is shown at once and saved at once, and can be taken
back."""

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from time import monotonic

from PySide6.QtCore import QObject, Signal

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.models.scores import Scores
from edi_shortlist.desktop.pages.scoring_sitting import Sitting
from edi_shortlist.desktop.pages.scoring_undo import Step, Steps
from edi_shortlist.recruitment.pace import seconds_per_score
from edi_shortlist.workflow import reading, scoring

_INSTANTS = 200


class OwnScores(QObject):
    """What one panellist gave and put aside.

    Signals:
        changed: something of a candidate is other than before, by reference.
        saved: a score is saved.
        refused: sentences; something that was shown is not saved after all.
    """

    changed = Signal(str)
    saved = Signal()
    refused = Signal(list)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.sitting: Sitting | None = None
        """Where the panellist stood when that was read last; None while nobody scores."""
        self._steps = Steps()
        self._unsaved = 0
        # When scores were given, for the time left; they are forgotten with the window.
        self._instants: deque[float] = deque(maxlen=_INSTANTS)

    @property
    def scores(self) -> Scores:
        """``(level, note)`` by ``(candidate, criterion)``."""
        return self.sitting.scores if self.sitting else {}

    @property
    def pace(self) -> float | None:
        """Seconds a score, where that can be told."""
        return seconds_per_score(list(self._instants))

    def aside(self, key: str) -> set[str]:
        """Return the candidates who were put aside in a round, by its key."""
        aside = self.sitting.aside if self.sitting else set()
        return {candidate for candidate, at in aside if at == key}

    def order(self, key: str) -> list[str]:
        """Return the candidates in the order of a round, by its key."""
        return self.sitting.orders.get(key, []) if self.sitting else []

    def of_candidate(self, candidate: str | None) -> dict[str, tuple[int, str]]:
        """Return a candidate's scores by criterion."""
        return {criterion: s for (whose, criterion), s in self.scores.items() if whose == candidate}

    def take(self, sitting: Sitting) -> None:
        """Take where the panellist stands as it was read. What was given meanwhile, and is not
        saved yet, stays as it is shown."""
        if self.sitting and self._unsaved:
            sitting = replace(sitting, scores=self.scores, aside=self.sitting.aside)
        self.sitting = sitting

    def forget(self) -> None:
        """Forget the panellist: somebody else scores."""
        self.sitting = None
        self._steps.clear()
        self._instants.clear()

    # Acts

    def give(self, candidate: str, key: str, criterion: str, level: int, note: str) -> None:
        """Give a score, or take it back with a level below 0.

        Args:
            key: of the round that is on.
        """
        before = self.scores.get((candidate, criterion))
        if before is None and level >= 0:
            self._instants.append(monotonic())
        was = "not scored" if before is None else str(before[0])
        self.remember(
            candidate,
            key,
            lambda: self._write(candidate, criterion, before),
            f"{criterion} of {candidate} is {was} again.",
        )
        self._write(candidate, criterion, None if level < 0 else (level, note))

    def remember(self, candidate: str, key: str, undo: Callable[[], None], words: str) -> None:
        """Remember what takes an act back.

        Args:
            key: of the round that was on.
            words: what is so again then.
        """
        self._steps.add(Step(candidate, key, undo, words))

    def last_step(self) -> Step | None:
        """Return what takes the last act back, and forget it; None if there was none."""
        return self._steps.last()

    def _write(self, candidate: str, criterion: str, score: tuple[int, str] | None) -> None:
        if self.sitting is None:
            return
        if score is None:
            self.scores.pop((candidate, criterion), None)
        else:
            self.scores[candidate, criterion] = score
        level, note = score or (None, "")
        self._unsaved += 1
        self._desk.call(
            scoring.record_score,
            self._desk.reference or "",
            candidate,
            self.sitting.panellist,
            criterion,
            level,
            note,
            done=self._saved,
            failed=self._refused,
        )
        self.changed.emit(candidate)

    def _saved(self, _outcome: object) -> None:
        self._unsaved -= 1
        self.saved.emit()

    def _refused(self, sentences: list[str]) -> None:
        self._unsaved -= 1
        self.refused.emit(sentences)

    def put_aside(self, candidate: str, key: str) -> None:
        """Put a candidate aside in a round, to come back to it."""
        if self.sitting is None:
            return
        self.sitting.aside.add((candidate, key))
        self._unsaved += 1
        self._desk.call(
            reading.put_aside,
            self._desk.reference or "",
            candidate,
            self.sitting.panellist,
            key,
            done=self._is_aside,
            failed=self._refused,
        )
        self.changed.emit(candidate)

    def _is_aside(self, _outcome: object) -> None:
        self._unsaved -= 1
