"""Asks on which days, at which hours and in which rooms interviews are held, and by whom."""

from datetime import time
from typing import Any

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.frame import Frame, Problems
from edi_shortlist.desktop.widgets.basics import Card, text, whole_number
from edi_shortlist.desktop.widgets.lines import FieldRows, Lines
from edi_shortlist.desktop.written_times import (
    DAY_HINT,
    TIME_HINT,
    day_written,
    read_day,
    read_time,
)
from edi_shortlist.recruitment.interview_plan import LONGEST, InterviewPlan, Pause, PlanError, Room
from edi_shortlist.workflow import interview_changes

_PAUSES = ("Break", "Lunch")


class RoomFields(Card):
    """The four fields of a room."""

    def __init__(self) -> None:
        super().__init__(role="choice")
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self.name, self.panel, self.place, self.link = (QLineEdit() for _field in range(4))
        for row, (words, line, hint) in enumerate(
            (
                ("Room", self.name, "What it is called in the schedule"),
                ("Panel", self.panel, "Who interviews there, separated by commas"),
                ("Place", self.place, "Where to come to; empty where it is only online"),
                ("Link", self.link, "Where to join online; empty where it is not"),
            )
        ):
            label = text(words, "strong", wrap=False)
            label.setBuddy(line)
            line.setAccessibleName(words)
            line.setPlaceholderText(hint)
            grid.addWidget(label, row, 0)
            grid.addWidget(line, row, 1)
        self.inside.addLayout(grid)

    def show_room(self, room: Room) -> None:
        """Fill the fields."""
        self.name.setText(room.name)
        self.panel.setText(", ".join(room.panel))
        self.place.setText(room.place)
        self.link.setText(room.link)

    @property
    def room(self) -> Room:
        """What is written, checked or not."""
        panel = tuple(name.strip() for name in self.panel.text().split(",") if name.strip())
        return Room(
            self.name.text().strip(), panel, self.place.text().strip(), self.link.text().strip()
        )


class PlanDialog(Frame):
    """The plan of a vacancy's interviews; ``outcome`` is the ``Schedule`` as it is saved."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        reference: str,
        panel: tuple[str, ...],
        now: InterviewPlan | None,
    ) -> None:
        super().__init__(
            parent,
            "Plan the interviews",
            "Times that are set stay as they are; what clashes with the new plan is told.",
            "Save the plan",
        )
        self._desk, self._reference = desk, reference
        self.days = Lines("Add a day", "day")
        self.labelled("Days", self.days, DAY_HINT)
        self.start = self.field("First interview at", TIME_HINT)
        self.end = self.field("Last interview over by", TIME_HINT)
        self.minutes = whole_number(1, LONGEST)
        self.minutes.setSuffix(" minutes")
        self.labelled("An interview takes", self.minutes, "Without any adjustment")
        self.gap = whole_number(0, LONGEST)
        self.gap.setSuffix(" minutes")
        self.labelled("Between two interviews", self.gap, "For the panel to write its scores")
        self.pauses: list[tuple[QLineEdit, Any]] = []
        for words in _PAUSES:
            start = self.field(f"{words} from", "Empty where there is none")
            length = whole_number(5, LONGEST)
            length.setSuffix(" minutes")
            self.labelled(f"{words} takes", length)
            self.pauses.append((start, length))
        self.rooms = FieldRows(RoomFields, "Add a room", "room")
        self.labelled("Rooms", self.rooms, "Several are interviewed in at the same time.")
        self.column.addStretch(1)
        self._show(now, panel)
        self.fit()
        self.days.rows[0].setFocus()

    def _show(self, now: InterviewPlan | None, panel: tuple[str, ...]) -> None:
        self.days.set_texts([day_written(day) for day in now.days] if now else [""])
        self.start.setText(f"{now.start:%H:%M}" if now else "09:30")
        self.end.setText(f"{now.end:%H:%M}" if now else "16:30")
        self.minutes.setValue(now.minutes if now else 45)
        self.gap.setValue(now.gap if now else 15)
        pauses = now.pauses if now else (Pause(time(12, 30), 45),)
        # A single pause is lunch.
        for (start, length), pause in zip(self.pauses[-len(pauses) :], pauses, strict=False):
            start.setText(f"{pause.start:%H:%M}")
            length.setValue(pause.minutes)
        self._further = pauses[len(self.pauses) :]
        for start, length in self.pauses:
            if not start.text():
                length.setValue(15)
        for room in now.rooms if now else (Room("Room 1", panel),):
            fields = self.rooms.add()
            if isinstance(fields, RoomFields):
                fields.show_room(room)

    def confirm(self) -> None:
        problems: Problems = []
        days = [(row, read_day(row.text())) for row in self.days.rows if isinstance(row, QLineEdit)]
        for row, day in days:
            if day is None and row.text().strip():
                problems.append((f"'{row.text().strip()}' is not a day. {DAY_HINT}.", row))
        times = []
        for field in (self.start, self.end, *(start for start, _length in self.pauses)):
            at = read_time(field.text())
            if at is None and (field.text().strip() or field in (self.start, self.end)):
                problems.append((f"'{field.text().strip()}' is not a time. {TIME_HINT}.", field))
            times.append(at)
        start, end, *pauses = times
        if problems or start is None or end is None:
            self.show_problems(problems)
            return
        made = [
            Pause(at, length.value())
            for at, (_start, length) in zip(pauses, self.pauses, strict=True)
            if at
        ]
        try:
            plan = InterviewPlan(
                tuple(day for _row, day in days if day),
                start,
                end,
                self.minutes.value(),
                tuple(row.room for row in self.rooms.rows if isinstance(row, RoomFields)),
                self.gap.value(),
                (*made, *self._further),
            )
        except PlanError as error:
            self.show_problems([(said, None) for said in map(_plain, error.problems)])
            return
        self.run(self._desk, interview_changes.set_plan, self._reference, plan, at=self.start)


_WORDS = {
    "'days'": "The list of days",
    "'end'": "The end of the day",
    "'start'": "its start",
    "'rooms'": "The list of rooms",
}


def _plain(said: str) -> str:
    """Say in the dialog's words what a plan's file would be told by its keys."""
    for key, words in _WORDS.items():
        said = said.replace(key, words)
    for number in range(1, 100):
        for key in ("name", "panel"):
            said = said.replace(f"'rooms[{number}].{key}'", f"The {key} of room {number}")
        said = said.replace(f"'rooms[{number}]'", f"Room {number}")
        if "'rooms[" not in said:
            break
    return said.replace("'place'", "place").replace("'link'", "link")
