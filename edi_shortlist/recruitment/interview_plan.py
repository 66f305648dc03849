"""What interviews are planned with: days and hours, rooms with their panels, and what each
candidate needs. It knows a candidate by reference only.

Times are those of the clock on the wall in England; nobody is interviewed in the hour in which
the clocks change.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from edi_shortlist.recruitment.fields import Fields, InputError

#: The longest interview, and the longest extra or free time, in minutes.
LONGEST = 480

T = TypeVar("T")


class PlanError(InputError):
    """A plan cannot be used; ``problems`` holds a sentence for each thing that is wrong."""


class Mode(StrEnum):
    """How a candidate is interviewed; ``EITHER`` where none was chosen."""

    IN_PERSON = "in person"
    ONLINE = "online"
    EITHER = ""


@dataclass(frozen=True)
class Pause:
    """A time of each day in which nobody is interviewed, say lunch."""

    start: datetime.time
    minutes: int


@dataclass(frozen=True)
class Room:
    """Where one panel sits; several rooms are interviewed in at the same time.

    Attributes:
        name: unique within the plan.
        panel: who interviews there.
        place: where a candidate comes to; empty where nobody is interviewed in person.
        link: where a candidate joins online; empty where nobody is.
    """

    name: str
    panel: tuple[str, ...]
    place: str = ""
    link: str = ""

    def takes(self, mode: Mode) -> bool:
        """Say whether a candidate can be interviewed there in that way."""
        if mode is Mode.EITHER:
            return bool(self.place or self.link)
        return bool(self.place if mode is Mode.IN_PERSON else self.link)


@dataclass(frozen=True)
class InterviewPlan:
    """The frame that interviews are put into. A plan that exists is valid.

    Attributes:
        start, end: of each day.
        minutes: how long an interview is without any adjustment.
        gap: minutes that a panel has between two interviews, at least.

    Raises:
        PlanError: listing every problem.
    """

    days: tuple[datetime.date, ...]
    start: datetime.time
    end: datetime.time
    minutes: int
    rooms: tuple[Room, ...]
    gap: int = 0
    pauses: tuple[Pause, ...] = ()

    def __post_init__(self) -> None:
        if problems := list(_problems(self)):
            raise PlanError(problems)

    def room(self, name: str) -> Room | None:
        """Return the room of that name, or None."""
        return next((room for room in self.rooms if room.name == name), None)

    @property
    def panel(self) -> tuple[str, ...]:
        """Everybody who interviews, in the order of the rooms, once each."""
        return tuple(dict.fromkeys(name for room in self.rooms for name in room.panel))

    @classmethod
    def from_dict(cls, mapping: Mapping[str, Any]) -> "InterviewPlan":
        """Read the mapping of a plan's TOML file (or of ``to_dict``).

        Raises:
            PlanError: listing every problem, each naming the key.
        """
        problems: list[str] = []
        fields = Fields(mapping, problems)
        days = tuple(
            _read(fields, "days", said, datetime.date.fromisoformat, "a date such as 2026-03-14")
            for said in fields.texts("days")
        )
        values: dict[str, Any] = {
            "days": tuple(day for day in days if day),
            "start": _time(fields, "start"),
            "end": _time(fields, "end"),
            "minutes": fields.whole("minutes"),
            "gap": fields.whole("gap", 0),
            "pauses": tuple(map(_read_pause, fields.tables("pauses"))),
            "rooms": tuple(map(_read_room, fields.tables("rooms"))),
        }
        fields.refuse_unknown()
        if problems:
            raise PlanError(problems)
        return cls(**values)

    def to_dict(self) -> dict[str, Any]:
        """Return a JSON-able mapping; ``from_dict`` reads it."""
        return {
            "days": [day.isoformat() for day in self.days],
            "start": f"{self.start:%H:%M}",
            "end": f"{self.end:%H:%M}",
            "minutes": self.minutes,
            "gap": self.gap,
            "pauses": [{"start": f"{p.start:%H:%M}", "minutes": p.minutes} for p in self.pauses],
            "rooms": [
                {"name": r.name, "panel": list(r.panel), "place": r.place, "link": r.link}
                for r in self.rooms
            ],
        }


@dataclass(frozen=True)
class Need:
    """What one candidate's interview takes beyond the plan.

    Attributes:
        extra: minutes that the interview is longer.
        free: minutes that are kept free before and after it, beyond the plan's gap.
        without: panellists who do not interview this candidate.
    """

    candidate: str
    mode: Mode = Mode.EITHER
    extra: int = 0
    free: int = 0
    without: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        problems = [
            f"The {what} for {self.candidate} must be 0 to {LONGEST} minutes, not {minutes}."
            for what, minutes in (("extra time", self.extra), ("free time", self.free))
            if not 0 <= minutes <= LONGEST
        ]
        if problems:
            raise PlanError(problems)


@dataclass(frozen=True)
class Slot:
    """When and in which room a candidate is interviewed; ``start`` has no time zone."""

    candidate: str
    room: str
    start: datetime.datetime
    minutes: int

    @property
    def end(self) -> datetime.datetime:
        """When it is over."""
        return self.start + datetime.timedelta(minutes=self.minutes)

    def moved(self, room: str, start: datetime.datetime) -> "Slot":
        """Return the same interview at another time or in another room."""
        return replace(self, room=room, start=start)


def _problems(plan: InterviewPlan) -> Iterable[str]:
    if not plan.days:
        yield "'days' must name one day or more."
    if len(set(plan.days)) < len(plan.days):
        yield "'days' names a day twice."
    if plan.start >= plan.end:
        yield "'end' must be later than 'start'."
    if not 1 <= plan.minutes <= LONGEST:
        yield f"'minutes' must be from 1 to {LONGEST}, not {plan.minutes}."
    if not 0 <= plan.gap <= LONGEST:
        yield f"'gap' must be from 0 to {LONGEST}, not {plan.gap}."
    if any(not 1 <= pause.minutes <= LONGEST for pause in plan.pauses):
        yield f"'pauses' must each have from 1 to {LONGEST} minutes."
    if not plan.rooms:
        yield "'rooms' must name one room or more."
    names = [room.name.casefold() for room in plan.rooms]
    if len(set(names)) < len(names):
        yield "'rooms' names a room twice."
    for number, room in enumerate(plan.rooms, 1):
        if not room.name:
            yield f"'rooms[{number}].name' must not be empty."
        if not room.panel or not all(room.panel):
            yield f"'rooms[{number}].panel' must name who interviews there."
        if len({name.casefold() for name in room.panel}) < len(room.panel):
            yield f"'rooms[{number}].panel' names somebody twice."
        if not room.place and not room.link:
            yield f"'rooms[{number}]' needs a 'place' to come to, a 'link' to join, or both."


def _read(fields: Fields, key: str, said: str, reader: Callable[[str], T], wanted: str) -> T | None:
    try:
        return reader(said)
    except ValueError:
        fields.problem(key, f"must be {wanted}, not {said!r}")
        return None


def _time(fields: Fields, key: str) -> datetime.time:
    said = fields.text(key)
    found = _read(fields, key, said, datetime.time.fromisoformat, "a time such as 09:30")
    return found or datetime.time()


def _read_pause(fields: Fields) -> Pause:
    pause = Pause(_time(fields, "start"), fields.whole("minutes"))
    fields.refuse_unknown()
    return pause


def _read_room(fields: Fields) -> Room:
    room = Room(
        fields.text("name"),
        fields.texts("panel"),
        fields.text("place", ""),
        fields.text("link", ""),
    )
    fields.refuse_unknown()
    return room
