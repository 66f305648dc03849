"""Ask about one interview: its time, its adjustments, what became of it; and how times are
proposed or written to a file."""

from datetime import datetime

from PySide6.QtWidgets import QCheckBox, QComboBox, QRadioButton, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.frame import Frame
from edi_shortlist.desktop.models.interviews import MODES
from edi_shortlist.desktop.models.shortlist import InterviewsModel
from edi_shortlist.desktop.widgets.basics import Card, text, whole_number
from edi_shortlist.desktop.written_times import (
    DAY_HINT,
    TIME_HINT,
    read_day,
    read_time,
)
from edi_shortlist.recruitment.interview_outcomes import InterviewOutcome
from edi_shortlist.recruitment.interview_plan import LONGEST, InterviewPlan, Mode
from edi_shortlist.recruitment.interview_schedule import length_of
from edi_shortlist.workflow import interview_changes, interview_outcomes
from edi_shortlist.workflow.interview_changes import Order
from edi_shortlist.workflow.interview_exports import FORMATS, Reader
from edi_shortlist.workflow.interview_outcomes import CandidateOutcome
from edi_shortlist.workflow.interview_schedule import Interview

_FORMAT_WORDS = {
    ".pdf": "PDF to print, with the questions",
    ".ics": "Calendar file (iCalendar)",
    ".csv": "CSV, for a spreadsheet",
}
_READER_WORDS = {
    Reader.HR: "HR: names, contacts and adjustments",
    Reader.PANEL: "The panel: names, and what you wrote for it",
    Reader.CANDIDATE: "The candidates: a calendar file each, with their own time alone",
}


class ProposeDialog(Frame):
    """How times are proposed; ``outcome`` is the ``Schedule`` with them."""

    def __init__(self, desk: Desk, parent: QWidget | None, reference: str, timed: int) -> None:
        super().__init__(
            parent,
            "Propose times",
            "Each candidate gets the earliest time that clashes with nothing, with the extra time "
            "and the free time that you set.",
            "Propose times",
        )
        self._desk, self._reference = desk, reference
        self.random = QRadioButton("In random order; the log keeps its seed")
        self.by_reference = QRadioButton("In the order of the references")
        self.random.setChecked(True)
        self.column.addWidget(text("Who comes first", "strong"))
        self.column.addWidget(self.random)
        self.column.addWidget(self.by_reference)
        self.keep = QCheckBox("Leave the times that are set, and add the others")
        self.keep.setChecked(timed > 0)
        self.keep.setVisible(timed > 0)
        self.column.addWidget(self.keep)
        self.column.addStretch(1)
        self.fit()

    def confirm(self) -> None:
        self.run(
            self._desk,
            interview_changes.propose_times,
            self._reference,
            Order.RANDOM if self.random.isChecked() else Order.REFERENCE,
            only_missing=self.keep.isChecked(),
        )


class TimeDialog(Frame):
    """When and where one candidate is interviewed; ``outcome`` is the ``Schedule`` then."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        reference: str,
        plan: InterviewPlan,
        now: Interview,
    ) -> None:
        super().__init__(
            parent,
            f"Time of {now.candidate}",
            "What clashes then is told, and not refused.",
            "Set the time",
        )
        self._desk, self._reference, self._now = desk, reference, now
        self.day = QComboBox()
        for day in sorted(plan.days):
            self.day.addItem(f"{day:%A} {day.day} {day:%B %Y}", day)
        self.labelled("Day", self.day)
        self.time = self.field("Time", TIME_HINT)
        self.room = QComboBox()
        for room in plan.rooms:
            self.room.addItem(f"{room.name} ({', '.join(room.panel)})", room.name)
        self.labelled("Room", self.room)
        self.minutes = whole_number(1, 2 * LONGEST)
        self.minutes.setSuffix(" minutes")
        self.labelled("It takes", self.minutes)
        self.minutes.setValue(now.slot.minutes if now.slot else length_of(plan, now.need))
        self.time.setText(f"{now.slot.start if now.slot else plan.start:%H:%M}")
        if now.slot:
            self.day.setCurrentIndex(max(self.day.findData(now.slot.start.date()), 0))
            self.room.setCurrentIndex(max(self.room.findData(now.slot.room), 0))
        self.column.addStretch(1)
        self.fit()
        self.time.setFocus()
        self.time.selectAll()

    def confirm(self) -> None:
        at = read_time(self.time.text())
        if at is None:
            said = f"'{self.time.text().strip()}' is not a time. {TIME_HINT}."
            self.show_problems([(said, self.time)])
            return
        self.run(
            self._desk,
            interview_changes.move_interview,
            self._reference,
            self._now.candidate,
            self.room.currentData(),
            datetime.combine(self.day.currentData(), at),
            self.minutes.value(),
            at=self.time,
        )


class NeedDialog(Frame):
    """What one interview takes for adjustments; ``outcome`` is the ``Schedule`` then."""

    def __init__(self, desk: Desk, parent: QWidget | None, reference: str, now: Interview) -> None:
        super().__init__(
            parent,
            f"Adjustments of {now.candidate}",
            "They stay in the vault. The panel is told what you write for it, and nothing else.",
            "Save",
        )
        self._desk, self._reference, self._now = desk, reference, now
        card = Card("Asked for")
        card.inside.addWidget(text(now.who.adjustments.strip() or "None asked for."))
        asked = now.who.interview_mode.strip() or "no choice"
        card.inside.addWidget(text(f"{InterviewsModel.name_of(now.who)} chose: {asked}.", "hint"))
        self.column.addWidget(card)
        self.mode = QComboBox()
        for mode in Mode:
            self.mode.addItem(MODES[mode], mode)
        self.mode.setCurrentIndex(self.mode.findData(now.mode))
        self.labelled("Interview", self.mode)
        self.extra = whole_number(0, LONGEST)
        self.extra.setSuffix(" minutes")
        self.extra.setValue(now.extra)
        self.labelled("Extra time", self.extra, "The interview is longer by that")
        self.free = whole_number(0, LONGEST)
        self.free.setSuffix(" minutes")
        self.free.setValue(now.free)
        self.labelled("Free before and after", self.free, "Beyond what lies between interviews")
        self.words = self.field("For the panel", "What the panel needs to know and do, and no more")
        self.words.setText(now.panel_words)
        self.column.addStretch(1)
        self.fit()
        self.extra.setFocus()

    def confirm(self) -> None:
        self.run(
            self._desk,
            interview_changes.set_need,
            self._reference,
            self._now.candidate,
            mode=Mode(self.mode.currentData()),
            extra=self.extra.value(),
            free=self.free.value(),
            panel_words=self.words.text(),
            at=self.words,
        )


class ExportScheduleDialog(Frame):
    """Accepted with ``reader``, ``suffix`` and ``panellist``; the place is asked for after it."""

    def __init__(self, parent: QWidget | None, panel: tuple[str, ...]) -> None:
        super().__init__(
            parent,
            "Save the schedule",
            "The file can be read by whoever has it. Each says whom it is for.",
            "Choose where…",
        )
        self.reader_box = QComboBox()
        for reader in Reader:
            self.reader_box.addItem(_READER_WORDS[reader], reader)
        self.labelled("For whom", self.reader_box)
        self.format_box = QComboBox()
        for suffix, words in _FORMAT_WORDS.items():
            assert suffix in FORMATS
            self.format_box.addItem(words, suffix)
        self._format_label = self.labelled("Format", self.format_box)
        self.panel_box = QComboBox()
        self.panel_box.addItem("Every interview", None)
        for name in panel:
            self.panel_box.addItem(f"Those of {name}", name)
        self._panel_label = self.labelled("Which interviews", self.panel_box)
        self.column.addStretch(1)
        self.reader_box.currentIndexChanged.connect(lambda _row: self._offer())
        self._offer()

    @property
    def reader(self) -> Reader:
        """Whom the file is for."""
        return Reader(self.reader_box.currentData())

    @property
    def suffix(self) -> str:
        """The suffix with its dot; ``.zip`` for the candidates."""
        if self.reader is Reader.CANDIDATE:
            return ".zip"
        return str(self.format_box.currentData())

    @property
    def panellist(self) -> str | None:
        """Whose interviews alone go in, or None."""
        found = None if self.reader is Reader.CANDIDATE else self.panel_box.currentData()
        return str(found) if found else None

    def _offer(self) -> None:
        asks = self.reader is not Reader.CANDIDATE
        for widget in (self.format_box, self._format_label, self.panel_box, self._panel_label):
            widget.setVisible(asks)
        self.fit()


class OutcomeDialog(Frame):
    """What became of one candidate; ``outcome`` is the ``CandidateOutcome`` then."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, reference: str, now: CandidateOutcome, today: str
    ) -> None:
        stands = now.last.outcome if now.last else "invited"
        super().__init__(
            parent,
            f"What became of {now.candidate}",
            f"Until now: {stands}. What is recorded is logged, and can be taken back.",
            "Record",
        )
        self._desk, self._reference, self._now = desk, reference, now
        self.outcome_box = QComboBox()
        for one in now.may_follow:
            self.outcome_box.addItem(one.capitalize(), one)
        self.labelled("Outcome", self.outcome_box)
        self.day = self.field("On", DAY_HINT)
        self.day.setText(today)
        self.place = whole_number(0, 999)
        self.place.setSpecialValueText("The last place")
        self._place_label = self.labelled("Place on the reserve list", self.place)
        self.column.addStretch(1)
        self.outcome_box.currentIndexChanged.connect(lambda _row: self._offer())
        self._offer()
        self.outcome_box.setFocus()

    def _offer(self) -> None:
        is_reserve = self.outcome_box.currentData() == InterviewOutcome.RESERVE
        for widget in (self.place, self._place_label):
            widget.setVisible(is_reserve)
        self.fit()

    def confirm(self) -> None:
        day = read_day(self.day.text())
        if day is None:
            said = f"'{self.day.text().strip()}' is not a day. {DAY_HINT}."
            self.show_problems([(said, self.day)])
            return
        chosen = InterviewOutcome(self.outcome_box.currentData())
        place = self.place.value() if chosen is InterviewOutcome.RESERVE else 0
        self.run(
            self._desk,
            interview_outcomes.record_outcome,
            self._reference,
            self._now.candidate,
            chosen,
            day,
            place or None,
            at=self.day,
        )
