"""Putting interviews into a plan, and finding what clashes in a schedule that a person changed.

One rule says what clashes; the proposal obeys the same rule that a change is held against. Pure
functions over references: nothing here knows who a candidate is.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from edi_shortlist.recruitment.interview_plan import InterviewPlan, Mode, Need, Pause, Room, Slot

_MODE_LACKS = {Mode.IN_PERSON: "place to come to", Mode.ONLINE: "link to join"}


@dataclass(frozen=True)
class Clash:
    """What is wrong with one interview or with two, as a sentence."""

    candidates: tuple[str, ...]
    sentence: str


@dataclass(frozen=True)
class Proposal:
    """Interviews that clash with nothing, and those for whom there was no room."""

    slots: tuple[Slot, ...]
    left_over: tuple[str, ...]

    @property
    def problem(self) -> str:
        """Who has no interview, and what can be done; empty where everybody has one."""
        if not self.left_over:
            return ""
        number = len(self.left_over)
        return (
            f"There is no time left for {number} of {number + len(self.slots)} candidates: "
            f"{', '.join(self.left_over)}. Add a day, a room of the kind they need or hours, or "
            "make the interviews shorter."
        )


def length_of(plan: InterviewPlan, need: Need) -> int:
    """Return how many minutes a candidate's interview takes."""
    return plan.minutes + need.extra


def propose(plan: InterviewPlan, needs: Sequence[Need], kept: Sequence[Slot] = ()) -> Proposal:
    """Give each candidate in turn the earliest time that clashes with nothing.

    Args:
        needs: one a candidate, in the order in which they are placed.
        kept: interviews that stay as they are; their candidates are not placed again.
    """
    by_candidate = {need.candidate: need for need in needs}
    frees = frozenset(need.free for need in needs)
    farthest = datetime.timedelta(minutes=plan.gap + max(frees, default=0))
    by_day: dict[datetime.date, list[Slot]] = {day: [] for day in sorted(plan.days)}
    for slot in kept:
        by_day.setdefault(slot.start.date(), []).append(slot)
    placed = {slot.candidate for slot in kept}
    left_over = []
    for need in needs:
        if need.candidate in placed:
            continue
        for slot in _tries(plan, need, by_day, frees):
            # Only what is near can clash; to ask of all would take minutes for hundreds.
            earliest, latest = slot.start - farthest, slot.end + farthest
            held = by_day[slot.start.date()]
            near = (one for one in held if one.start < latest and one.end > earliest)
            if not any(
                _problem_between(plan, slot, one, by_candidate) for one in near
            ) and not _problem_of(plan, slot, need):
                held.append(slot)
                break
        else:
            left_over.append(need.candidate)
    slots = [slot for held in by_day.values() for slot in held]
    return Proposal(tuple(in_order(slots)), tuple(left_over))


def clashes(
    plan: InterviewPlan, slots: Iterable[Slot], needs: Mapping[str, Need]
) -> tuple[Clash, ...]:
    """Return what is wrong with a schedule; empty where nothing is.

    Args:
        needs: by candidate; one who has none needs nothing beyond the plan.
    """
    ordered = in_order(slots)
    found = []
    for slot in ordered:
        need = needs.get(slot.candidate, Need(slot.candidate))
        found += [Clash((slot.candidate,), said) for said in _problem_of(plan, slot, need)]
    for one, other in combinations(ordered, 2):
        if said := _problem_between(plan, one, other, needs):
            found.append(Clash((one.candidate, other.candidate), said))
    return tuple(found)


def in_order(slots: Iterable[Slot]) -> list[Slot]:
    """Return interviews by time, then by room."""
    return sorted(slots, key=lambda slot: (slot.start, slot.room, slot.candidate))


def swapped(slots: Iterable[Slot], one: str, other: str) -> list[Slot]:
    """Return a schedule in which two candidates have changed places.

    Each keeps the length of the own interview; whether that fits is for ``clashes`` to say.
    """
    held = {slot.candidate: slot for slot in slots}
    if one not in held or other not in held:
        return in_order(held.values())
    first, second = held[one], held[other]
    held[one] = first.moved(second.room, second.start)
    held[other] = second.moved(first.room, first.start)
    return in_order(held.values())


def _tries(
    plan: InterviewPlan,
    need: Need,
    by_day: Mapping[datetime.date, Sequence[Slot]],
    frees: frozenset[int],
) -> Iterator[Slot]:
    """Yield where an interview might be, the earliest first: at the start of a day, after a pause,
    and as soon as a panel is free again.

    Args:
        frees: the minutes that anybody may have free beyond the gap.
    """
    minutes = length_of(plan, need)
    rooms = [room for room in plan.rooms if room.takes(need.mode)]
    for day in sorted(plan.days):
        starts = {datetime.datetime.combine(day, plan.start)}
        starts |= {_pause_on(day, pause)[1] for pause in plan.pauses}
        starts |= {
            slot.end + datetime.timedelta(minutes=plan.gap + free)
            for slot in by_day[day]
            for free in frees
        }
        for start in sorted(starts):
            for room in rooms:
                yield Slot(need.candidate, room.name, start, minutes)


def _problem_of(plan: InterviewPlan, slot: Slot, need: Need) -> list[str]:
    """Return what is wrong with one interview by itself."""
    day, who = slot.start.date(), f"{slot.candidate}, {_when(slot)}:"
    said = []
    if day not in plan.days:
        said.append(f"{who} that is not one of the interview days.")
    if slot.start.time() < plan.start or slot.end > datetime.datetime.combine(day, plan.end):
        said.append(f"{who} the interview is not between {plan.start:%H:%M} and {plan.end:%H:%M}.")
    for pause in plan.pauses:
        begins, ends = _pause_on(day, pause)
        if slot.start < ends and begins < slot.end:
            said.append(f"{who} the interview runs into the pause from {pause.start:%H:%M}.")
    needed = length_of(plan, need)
    if slot.minutes < needed:
        why = " with the adjustment" if need.extra else ""
        said.append(f"{who} {slot.minutes} minutes are too short; {needed} are needed{why}.")
    room = plan.room(slot.room)
    if room is None:
        said.append(f"{who} there is no room called '{slot.room}'.")
    elif not room.takes(need.mode):
        said.append(
            f"{who} the interview is {need.mode}, and {room.name} has no {_MODE_LACKS[need.mode]}."
        )
    if room is not None:
        said += [
            f"{who} {name} is in {room.name} and does not interview this candidate."
            for name in room.panel
            if name in need.without
        ]
    return said


def _problem_between(plan: InterviewPlan, one: Slot, other: Slot, needs: Mapping[str, Need]) -> str:
    """Return what is wrong between two interviews, or nothing."""
    first, second = in_order((one, other))
    if first.candidate == second.candidate:
        return f"{first.candidate} has two interviews: {_when(first)} and {_when(second)}."
    shared = _shared_panel(plan.room(first.room), plan.room(second.room))
    same_room = first.room == second.room
    if not same_room and not shared:
        return ""
    both = f"{first.candidate} and {second.candidate}, {_when(second)}:"
    if second.start < first.end:
        if same_room:
            return f"{both} both are in {first.room} at the same time."
        return f"{both} {shared[0]} is in {first.room} and in {second.room} at the same time."
    needed = plan.gap + max(
        needs[slot.candidate].free if slot.candidate in needs else 0 for slot in (first, second)
    )
    between = int((second.start - first.end).total_seconds()) // 60
    if between < needed:
        return f"{both} {between} minutes lie between them; {needed} are to be kept free."
    return ""


def _shared_panel(one: Room | None, other: Room | None) -> list[str]:
    if one is None or other is None:
        return []
    names = {name.casefold() for name in other.panel}
    return [name for name in one.panel if name.casefold() in names]


def _pause_on(day: datetime.date, pause: Pause) -> tuple[datetime.datetime, datetime.datetime]:
    begins = datetime.datetime.combine(day, pause.start)
    return begins, begins + datetime.timedelta(minutes=pause.minutes)


def _when(slot: Slot) -> str:
    return f"{slot.start.day} {slot.start:%B, %H:%M}"
