"""Interview times: what a plan refuses, what clashes, and what a proposal always keeps."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edi_shortlist.recruitment.interview_plan import (
    InterviewPlan,
    Mode,
    Need,
    Pause,
    PlanError,
    Room,
    Slot,
)
from edi_shortlist.recruitment.interview_schedule import clashes, in_order, propose, swapped

DAY = date(2026, 12, 7)
NEXT = date(2026, 12, 8)
HALL = Room("Hall", ("Ann", "Bob"), place="Town Hall, room 2")
SCREEN = Room("Screen", ("Cyd",), link="https://meet.example.com/1")
BOTH = Room("Both", ("Ann", "Dee"), place="Library", link="https://meet.example.com/2")


def plan(**changes: object) -> InterviewPlan:
    usual: dict[str, object] = {
        "days": (DAY,),
        "start": time(9),
        "end": time(13),
        "minutes": 45,
        "gap": 15,
        "rooms": (HALL, SCREEN),
    }
    return InterviewPlan(**{**usual, **changes})  # type: ignore[arg-type]


def slot(candidate: str, clock: str, room: str = "Hall", minutes: int = 45) -> Slot:
    return Slot(candidate, room, datetime.combine(DAY, time.fromisoformat(clock)), minutes)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"days": ()}, "one day or more"),
        ({"days": (DAY, DAY)}, "a day twice"),
        ({"start": time(13)}, "later than 'start'"),
        ({"minutes": 0}, "'minutes' must be from 1"),
        ({"gap": -1}, "'gap' must be from 0"),
        ({"pauses": (Pause(time(12), 0),)}, "'pauses'"),
        ({"rooms": ()}, "one room or more"),
        ({"rooms": (HALL, Room("hall", ("Eve",), "x"))}, "a room twice"),
        ({"rooms": (Room("A", ("Ann", "ann"), "x"),)}, "somebody twice"),
        ({"rooms": (Room("A", (), "x"),)}, "who interviews there"),
        ({"rooms": (Room("A", ("Ann",)),)}, "a 'place' to come to, a 'link'"),
    ],
)
def test_a_plan_that_cannot_be(changes: dict[str, object], words: str) -> None:
    with pytest.raises(PlanError, match=words):
        plan(**changes)


def test_a_plan_comes_back_from_its_mapping() -> None:
    made = plan(pauses=(Pause(time(12, 30), 45),), rooms=(HALL, SCREEN, BOTH))
    assert InterviewPlan.from_dict(made.to_dict()) == made
    mapping = made.to_dict() | {"start": "9 o'clock", "days": ["7.12."], "lunch": 1}
    with pytest.raises(PlanError) as refused:
        InterviewPlan.from_dict(mapping)
    said = " ".join(refused.value.problems)
    assert "'start' must be a time" in said
    assert "'days' must be a date" in said
    assert "'lunch' is not a known key" in said


@pytest.mark.parametrize(
    ("slots", "needs", "words"),
    [
        ([slot("C-1", "08:45")], [], "not between 09:00 and 13:00"),
        ([slot("C-1", "12:30")], [], "not between 09:00 and 13:00"),
        ([slot("C-1", "11:30")], [], "runs into the pause from 12:00"),
        ([Slot("C-1", "Hall", datetime(2026, 12, 9, 9), 45)], [], "not one of the interview days"),
        ([slot("C-1", "09:00", "Attic")], [], "no room called 'Attic'"),
        ([slot("C-1", "09:00")], [Need("C-1", extra=15)], "60 are needed with the adjustment"),
        ([slot("C-1", "09:00", minutes=30)], [], "30 minutes are too short; 45 are needed."),
        ([slot("C-1", "09:00")], [Need("C-1", Mode.ONLINE)], "Hall has no link to join"),
        ([slot("C-1", "9:00".zfill(5), "Screen")], [Need("C-1", Mode.IN_PERSON)], "no place to"),
        ([slot("C-1", "09:00")], [Need("C-1", without=frozenset({"Bob"}))], "Bob is in Hall and"),
        ([slot("C-1", "09:00"), slot("C-1", "10:00")], [], "C-1 has two interviews"),
        ([slot("C-1", "09:00"), slot("C-2", "09:30")], [], "both are in Hall at the same time"),
        ([slot("C-1", "09:00"), slot("C-2", "09:50")], [], "5 minutes lie between them; 15 are"),
        (
            [slot("C-1", "09:00"), slot("C-2", "10:00")],
            [Need("C-2", free=10)],
            "15 minutes lie between them; 25 are",
        ),
        ([slot("C-1", "09:00"), slot("C-2", "09:00", "Both")], [], "Ann is in Both and in Hall"),
    ],
)
def test_what_clashes_is_said_in_a_sentence(
    slots: list[Slot], needs: list[Need], words: str
) -> None:
    made = plan(rooms=(HALL, SCREEN, BOTH), pauses=(Pause(time(12), 20),))
    found = clashes(made, slots, {need.candidate: need for need in needs})
    assert len(found) == 1, found
    assert words in found[0].sentence
    assert found[0].sentence.endswith(".")
    assert "C-1" in found[0].candidates


@pytest.mark.parametrize(
    "slots",
    [
        [slot("C-1", "09:00"), slot("C-2", "10:00")],
        [slot("C-1", "09:00"), slot("C-2", "09:00", "Screen")],
        [slot("C-1", "12:15")],  # up to the last minute
        [],
    ],
)
def test_what_does_not_clash(slots: list[Slot]) -> None:
    assert clashes(plan(), slots, {}) == ()


def test_two_change_places_and_keep_their_lengths() -> None:
    held = [slot("C-1", "09:00"), slot("C-2", "10:00", "Screen", 60), slot("C-3", "11:00")]
    changed = {one.candidate: one for one in swapped(held, "C-1", "C-2")}
    assert (changed["C-1"].room, changed["C-1"].start.hour, changed["C-1"].minutes) == (
        *("Screen", 10),
        45,
    )
    assert (changed["C-2"].room, changed["C-2"].start.hour, changed["C-2"].minutes) == (
        *("Hall", 9),
        60,
    )
    assert changed["C-3"] == held[2]
    assert swapped(held, "C-1", "C-9") == in_order(held)


def test_the_proposal_fills_the_rooms_side_by_side_around_the_pause() -> None:
    made = plan(pauses=(Pause(time(10), 30),), end=time(12), rooms=(HALL, Room("B", ("Cyd",), "x")))
    proposal = propose(made, [Need(f"C-{n}") for n in range(5)])
    assert [(f"{s.start:%H:%M}", s.room) for s in proposal.slots] == [
        ("09:00", "B"),
        ("09:00", "Hall"),
        ("10:30", "B"),
        ("10:30", "Hall"),
    ]
    assert proposal.left_over == ("C-4",)
    assert "no time left for 1 of 5 candidates: C-4" in proposal.problem


def test_times_that_are_kept_stay_and_are_gone_around() -> None:
    kept = [slot("C-1", "10:00")]
    proposal = propose(plan(rooms=(HALL,)), [Need("C-1"), Need("C-2"), Need("C-3")], kept)
    clocks = {s.candidate: f"{s.start:%H:%M}" for s in proposal.slots}
    assert clocks == {"C-1": "10:00", "C-2": "09:00", "C-3": "11:00"}


needs = st.lists(
    st.builds(
        lambda mode, extra, free, without: (mode, extra, free, without),
        st.sampled_from(Mode),
        st.sampled_from((0, 15, 40)),
        st.sampled_from((0, 0, 10)),
        st.frozensets(st.sampled_from(("Ann", "Cyd")), max_size=1),
    ),
    max_size=7,
)
plans = st.builds(
    lambda minutes, gap, days, pauses, rooms: plan(
        minutes=minutes, gap=gap, days=days, pauses=pauses, rooms=tuple(rooms)
    ),
    st.integers(20, 90),
    st.integers(0, 20),
    st.sampled_from(((DAY,), (NEXT, DAY))),
    st.sampled_from(((), (Pause(time(12), 30),), (Pause(time(10), 15), Pause(time(12), 30)))),
    st.lists(st.sampled_from((HALL, SCREEN, BOTH)), min_size=1, max_size=3, unique=True),
)


@settings(max_examples=80, deadline=None)
@given(plans, needs)
def test_a_proposal_clashes_with_nothing_and_loses_nobody(
    made: InterviewPlan, wanted: list[tuple[Mode, int, int, frozenset[str]]]
) -> None:
    asked = [Need(f"C-{n}", *one) for n, one in enumerate(wanted)]
    proposal = propose(made, asked)
    placed = [s.candidate for s in proposal.slots]
    assert sorted([*placed, *proposal.left_over]) == [need.candidate for need in asked]
    assert bool(proposal.problem) == bool(proposal.left_over)
    by_candidate = {need.candidate: need for need in asked}
    assert clashes(made, proposal.slots, by_candidate) == ()
    # Reckoned again without the rule that the proposal itself uses.
    for one in proposal.slots:
        need, room = by_candidate[one.candidate], made.room(one.room)
        assert room is not None
        assert one.minutes == made.minutes + need.extra
        assert not set(room.panel) & need.without
        assert need.mode is not Mode.ONLINE or room.link
        for other in proposal.slots:
            theirs = made.room(other.room)
            assert theirs is not None
            if other is not one and set(room.panel) & set(theirs.panel):
                free = max(need.free, by_candidate[other.candidate].free) + made.gap
                apart = timedelta(minutes=free)
                assert one.end + apart <= other.start or other.end + apart <= one.start
