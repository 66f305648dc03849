"""The schedule in the vault: times proposed, moved, told, and what the blind side learns of it."""

import random
from dataclasses import replace
from datetime import datetime, time

import pytest

from edi_shortlist.recruitment.interview_outcomes import InterviewOutcome
from edi_shortlist.recruitment.interview_plan import Mode, Pause, PlanError, Room
from edi_shortlist.storage import VaultSealed
from edi_shortlist.storage.conflicts import ConflictRecord
from edi_shortlist.workflow.auditing import audit_entries
from edi_shortlist.workflow.erasing import erase
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.interview_changes import (
    Order,
    move_interview,
    propose_times,
    restore_times,
    set_need,
    set_plan,
    swap_interviews,
)
from edi_shortlist.workflow.interview_outcomes import record_outcome
from edi_shortlist.workflow.interview_schedule import plan_of, schedule, slots

from .conftest import REF, At, candidate_named
from .interviews import DAY, HALL, plan


@pytest.mark.parametrize(
    ("stage", "words"), [("shortlisted", "unseal the invited first"), ("closed", "is closed")]
)
def test_interviews_are_planned_between_unsealing_and_closing(
    at: At, stage: str, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        set_plan(at(stage), REF, plan())


def test_after_unsealing_hr_sees_what_it_takes_to_arrange_an_interview(at: At) -> None:
    session = at("unsealed")
    view = schedule(session, REF)
    assert (view.plan, view.clashes, view.timed) == (None, (), ())
    first = next(
        one for one in view.interviews if one.who.identity["full_name"] == "Zubeida Okonjo"
    )
    assert first.who.identity["email"] == "zubeida@example.com"
    assert (first.who.adjustments, first.mode) == ("a lift", Mode.ONLINE)
    assert set(view.without_time) == {candidate_named(session, n) for n in ("first", "second")}
    with pytest.raises(Refused, match="no plan for the interviews of HSG-1 yet"):
        propose_times(session, REF)


def test_a_proposal_is_kept_and_its_random_order_can_be_drawn_again(at: At) -> None:
    session = at("unsealed")
    set_plan(session, REF, plan())
    view = propose_times(session, REF)
    assert (view.problem, view.clashes, view.without_time) == ("", (), ())
    order = [one.candidate for one in view.timed]
    (entry,) = audit_entries(session, action="interviews.proposed")
    again = sorted(order)
    random.Random(entry.details["seed"]).shuffle(again)
    assert order == again
    assert schedule(session, REF) == view
    # However they are written, the panellists are those who may have declared something.
    renamed = replace(HALL, panel=("panellist a", "PANELLIST B"))
    set_plan(session, REF, plan(rooms=(renamed,)))
    assert plan_of(session, REF) == plan()
    told = slots(session, REF)
    assert [told[c].start.time() for c in order] == [time(9), time(9, 45)]
    assert told[order[0]].where == "https://meet.example.com/1"
    assert told[order[0]].panel == HALL.panel
    assert session.workspace.interviews.panels(REF) == dict.fromkeys(sorted(order), HALL.panel)
    by_reference = propose_times(session, REF, Order.REFERENCE)
    assert [one.candidate for one in by_reference.timed] == sorted(order)


def test_too_little_time_is_said_and_the_rest_keep_theirs(at: At) -> None:
    session = at("unsealed")
    set_plan(session, REF, plan(end=time(10)))
    view = propose_times(session, REF, Order.REFERENCE)
    assert len(view.timed) == 1
    assert "no time left for 1 of 2 candidates" in view.problem
    set_plan(session, REF, plan())
    kept = view.timed[0]
    view = propose_times(session, REF, only_missing=True)
    assert view.timed[0].slot == kept.slot
    assert view.timed[0].uid == kept.uid
    assert view.without_time == ()


def test_moves_are_saved_told_when_they_clash_and_undone(at: At) -> None:
    session = at("unsealed")
    pause = Pause(time(11), 15)
    set_plan(session, REF, plan(pauses=(pause,)))
    before = propose_times(session, REF, Order.REFERENCE)
    one, other = (row.candidate for row in before.timed)
    moved = move_interview(session, REF, one, "Hall", datetime.combine(DAY, time(10, 30)))
    (clash,) = [c for c in moved.clashes if "pause" in c.sentence]
    assert one in clash.candidates
    swapped = swap_interviews(session, REF, one, other)
    assert [row.candidate for row in swapped.timed] == [one, other]
    back = restore_times(session, REF, [row.slot for row in before.timed if row.slot])
    assert [row.slot for row in back.timed] == [row.slot for row in before.timed]
    # A calendar takes each change for a newer one.
    sequences = {row.candidate: row.sequence for row in back.interviews}
    assert all(sequences[row.candidate] > row.sequence for row in before.interviews)
    with pytest.raises(Refused, match="no room 'Attic'"):
        move_interview(session, REF, one, "Attic", datetime.combine(DAY, time(9)))
    with pytest.raises(Refused, match="HSG-1 has no candidate C-9999"):
        set_need(session, REF, "C-9999")


def test_what_is_set_for_adjustments_counts_and_is_told_nowhere_but_in_the_vault(at: At) -> None:
    session = at("unsealed")
    first = candidate_named(session, "first")
    set_plan(session, REF, plan())
    propose_times(session, REF, Order.REFERENCE)
    view = set_need(
        session, REF, first, mode=Mode.IN_PERSON, extra=20, free=10, panel_words=" Use \n the lift "
    )
    one = next(row for row in view.interviews if row.candidate == first)
    assert one.slot is not None
    assert (one.mode, one.slot.minutes, one.panel_words) == (Mode.IN_PERSON, 65, "Use the lift")
    assert propose_times(session, REF).clashes == ()
    assert slots(session, REF)[first].where == "Town Hall"
    with pytest.raises(PlanError, match="must be 0 to 480 minutes, not -5"):
        set_need(session, REF, first, extra=-5)
    (entry,) = audit_entries(session, action="interviews.needs-set")
    assert (entry.candidate, entry.details) == (None, {})
    session.seal()
    blind = (session.folder / "shortlist.db").read_bytes()
    blind += (session.folder / "shortlist.db-wal").read_bytes()
    for word in ("the lift", "2026-12-07T"):
        assert word.encode() not in blind
    with pytest.raises(VaultSealed):
        schedule(session, REF)


def test_whoever_withdrew_or_was_erased_takes_no_time(at: At) -> None:
    session = at("unsealed")
    first, second = (candidate_named(session, name) for name in ("first", "second"))
    set_plan(session, REF, plan())
    propose_times(session, REF)
    record_outcome(session, REF, first, InterviewOutcome.WITHDREW)
    view = propose_times(session, REF)
    assert [one.candidate for one in view.timed] == [second]
    assert view.timed[0].slot is not None
    assert view.timed[0].slot.start.time() == time(9)
    erase(session, REF, second)
    assert [one.candidate for one in schedule(session, REF).interviews] == [first]
    assert session.vault.interviews.of_vacancy(REF).keys() == {first}
    assert set(session.workspace.interviews.panels(REF)) <= {first}


def test_a_panellist_who_may_know_somebody_is_not_given_the_interview(at: At) -> None:

    session = at("unsealed")
    first = candidate_named(session, "first")
    with session.workspace.act():
        known = ConflictRecord(first, "Panellist B", "friend", "2026-12-01T09:00:00Z", "Ann")
        session.workspace.conflicts.put(known)
    other = Room("Library", ("Panellist A",), "Library", "https://meet.example.com/2")
    set_plan(session, REF, plan(rooms=(HALL,)))
    view = propose_times(session, REF)
    assert view.without_time == (first,)
    set_plan(session, REF, plan(rooms=(HALL, other)))
    placed = slots(session, REF) if propose_times(session, REF) else {}
    assert placed[first].panel == ("Panellist A",)
    moved = move_interview(session, REF, first, "Hall", datetime.combine(DAY, time(11)))
    assert "Panellist B is in Hall and does not interview" in moved.clashes[0].sentence
