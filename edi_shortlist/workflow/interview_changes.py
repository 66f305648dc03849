"""Changing the interview schedule: the plan, what each interview takes, times proposed and moved.

What the log says names no adjustment and no candidate who has one. Who interviews whom is written
on the blind side by reference, so that interviews can be scored with the vault sealed.
"""

import random
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from edi_shortlist.recruitment.interview_plan import InterviewPlan, Mode, Need, Slot
from edi_shortlist.recruitment.interview_schedule import length_of, propose, swapped
from edi_shortlist.storage.sealed_interviews import SealedInterview, new_interview
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.interview_outcomes import invited_candidate
from edi_shortlist.workflow.interview_schedule import (
    Interview,
    Schedule,
    asked_mode,
    plan_of,
    schedule,
)
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import Verb
from edi_shortlist.workflow.vacancies import get_vacancy, permitted


class Order(StrEnum):
    """In which order candidates are given the earliest time that is left."""

    RANDOM = "random"
    REFERENCE = "reference"


def set_plan(s: Session, ref: str, plan: InterviewPlan) -> Schedule:
    """Write the plan; times that are set stay, and what clashes now is told.

    Raises:
        Refused: there are no interviews yet, or the vacancy is closed; or the scores of the
            interview are locked, and another panel would interview somebody.
        VaultSealed: the vault is not open.
    """
    _ = s.vault
    with s.workspace.act(sealed=True):
        permitted(s, ref, Verb.INTERVIEW)
        plan = _named_as_on_the_panel(plan, get_vacancy(s, ref).panel)
        s.workspace.interviews.set_plan(ref, plan.to_dict())
        _settle_panels(s, ref)
        s.log(
            "interviews.planned",
            ref,
            days=len(plan.days),
            rooms=len(plan.rooms),
            panel=list(plan.panel),
        )
    return schedule(s, ref)


def set_need(
    s: Session,
    ref: str,
    candidate: str,
    *,
    mode: Mode | None = None,
    extra: int = 0,
    free: int = 0,
    panel_words: str = "",
) -> Schedule:
    """Write what a candidate's interview takes; the length of a time that is set follows.

    Args:
        mode: None where it is as the applicant chose.
        extra, free: minutes, as in ``Need``.
        panel_words: what the panel is told of the adjustments.

    Raises:
        Refused: the candidate is not invited, or nothing can be changed.
        PlanError: the minutes cannot be.
        VaultSealed: the vault is not open.
    """
    Need(candidate, extra=extra, free=free)
    vault = s.vault
    with s.workspace.act(sealed=True):
        permitted(s, ref, Verb.INTERVIEW)
        was = _sealed(s, ref, candidate)
        application = vault.application(was.candidate)
        if mode is not None and application and mode == asked_mode(application.interview_mode):
            mode = None
        minutes = was.minutes
        if minutes is not None and extra != was.extra:
            minutes += extra - was.extra
        vault.interviews.put(
            replace(
                was,
                mode=None if mode is None else str(mode),
                extra=extra,
                free=free,
                panel_words=" ".join(panel_words.split()),
                minutes=minutes,
                sequence=was.sequence + (minutes != was.minutes),
            )
        )
        # Without a reference: an entry that names one would tell who needs an adjustment.
        s.log("interviews.needs-set", ref)
    return schedule(s, ref)


def propose_times(
    s: Session, ref: str, order: Order = Order.RANDOM, *, only_missing: bool = False
) -> Schedule:
    """Give the invited times that clash with nothing, as far as the plan has room for them.

    The seed of a random order is logged, so that an auditor can draw the same order again: the
    references in their order, shuffled by Python's ``random.Random(seed)``.

    Args:
        only_missing: times that are set stay; only those without one are given one.

    Raises:
        Refused: there is no plan yet, or nothing can be changed.
        VaultSealed: the vault is not open.
    """
    _ = s.vault
    with s.workspace.act(sealed=True):
        permitted(s, ref, Verb.INTERVIEW)
        view = schedule(s, ref)
        if view.plan is None:
            raise Refused(
                f"There is no plan for the interviews of {ref} yet. Say on which days, at which "
                "hours and in which rooms they are held."
            )
        needs = sorted(
            (one.need for one in view.interviews if not one.withdrew), key=lambda n: n.candidate
        )
        seed = secrets.token_hex(8) if order is Order.RANDOM else None
        if seed is not None:
            random.Random(seed).shuffle(needs)
        kept = [one.slot for one in view.timed if one.slot] if only_missing else []
        proposal = propose(view.plan, needs, kept)
        by_candidate = {slot.candidate: slot for slot in proposal.slots}
        _write(s, ref, {need.candidate: by_candidate.get(need.candidate) for need in needs})
        s.log(
            "interviews.proposed",
            ref,
            candidates=len(needs),
            placed=len(proposal.slots),
            order=str(order),
            seed=seed,
            kept=len(kept),
        )
    return replace(schedule(s, ref), problem=proposal.problem)


def move_interview(
    s: Session, ref: str, candidate: str, room: str, start: datetime, minutes: int | None = None
) -> Schedule:
    """Set one interview's time and room; what clashes then is told, and not refused.

    Args:
        minutes: how long it takes; as long as it is, or as the plan says, where None.

    Raises:
        Refused: there is no such candidate, plan or room, or nothing can be changed.
        VaultSealed: the vault is not open.
    """
    _ = s.vault
    with s.workspace.act(sealed=True):
        permitted(s, ref, Verb.INTERVIEW)
        view = schedule(s, ref)
        one = _interview_of(view, candidate)
        if view.plan is None or view.plan.room(room) is None:
            raise Refused(f"The plan of {ref} has no room '{room}'. Choose one of its rooms.")
        usual = one.slot.minutes if one.slot else length_of(view.plan, one.need)
        slot = Slot(one.candidate, room, start.replace(tzinfo=None), minutes or usual)
        _write(s, ref, {one.candidate: slot})
        s.log("interview.moved", ref, one.candidate)
    return schedule(s, ref)


def swap_interviews(s: Session, ref: str, one: str, other: str) -> Schedule:
    """Let two candidates change places; what clashes then is told.

    Raises:
        Refused: one of them has no time, or nothing can be changed.
        VaultSealed: the vault is not open.
    """
    _ = s.vault
    with s.workspace.act(sealed=True):
        permitted(s, ref, Verb.INTERVIEW)
        view = schedule(s, ref)
        held = [x.slot for x in view.timed if x.slot]
        for candidate in (one, other):
            if candidate not in {slot.candidate for slot in held}:
                raise Refused(f"{candidate} has no time yet, so nothing can be changed with it.")
        _write(s, ref, {slot.candidate: slot for slot in swapped(held, one, other)})
        s.log("interviews.swapped", ref, candidates=sorted((one, other)))
    return schedule(s, ref)


def restore_times(s: Session, ref: str, times: Sequence[Slot]) -> Schedule:
    """Set every interview's time as it was before; whoever is not named has none.

    Raises:
        Refused: nothing can be changed.
        VaultSealed: the vault is not open.
    """
    _ = s.vault
    with s.workspace.act(sealed=True):
        permitted(s, ref, Verb.INTERVIEW)
        before = {slot.candidate: slot for slot in times}
        view = schedule(s, ref)
        _write(s, ref, {one.candidate: before.get(one.candidate) for one in view.interviews})
        s.log("interviews.restored", ref, times=len(before))
    return schedule(s, ref)


def _write(s: Session, ref: str, changed: Mapping[str, Slot | None]) -> None:
    """Write times, count those that are new, and settle who interviews whom."""
    sealed = s.vault.interviews.of_vacancy(ref)
    for candidate, slot in changed.items():
        was = sealed.get(candidate) or new_interview(candidate)
        now = replace(
            was,
            room=slot.room if slot else None,
            start=slot.start.isoformat() if slot else None,
            minutes=slot.minutes if slot else None,
        )
        if now != was:
            s.vault.interviews.put(replace(now, sequence=was.sequence + (was.start is not None)))
    _settle_panels(s, ref)


def _settle_panels(s: Session, ref: str) -> None:
    plan, before = plan_of(s, ref), s.workspace.interviews.panels(ref)
    sealed = s.vault.interviews.of_vacancy(ref)
    for candidate in s.workspace.blind.invited(ref):
        kept = sealed.get(candidate)
        room = plan.room(kept.room) if plan and kept and kept.room else None
        panel = room.panel if room else ()
        if panel == before.get(candidate, ()):
            continue
        if s.workspace.interviews.locked_at(ref):
            raise Refused(
                f"The scores of the interviews of {ref} are locked, so nobody else can interview "
                f"{candidate} any more. Choose a room with the same panel."
            )
        s.workspace.interviews.set_panel(candidate, panel)


def _sealed(s: Session, ref: str, candidate: str) -> SealedInterview:
    candidate = invited_candidate(s, ref, candidate)
    return s.vault.interviews.of_vacancy(ref).get(candidate) or new_interview(candidate)


def _interview_of(view: Schedule, candidate: str) -> Interview:
    for one in view.interviews:
        if one.candidate == candidate:
            return one
    raise Refused(
        f"{candidate} is not invited to an interview of {view.vacancy}. Look at the list."
    )


def _named_as_on_the_panel(plan: InterviewPlan, panel: Sequence[str]) -> InterviewPlan:
    """Return the plan with the panellists of the sift named as there, so that what they declared
    is known of them."""
    known = {name.casefold(): name for name in panel}
    rooms = tuple(
        replace(room, panel=tuple(known.get(name.casefold(), name) for name in room.panel))
        for room in plan.rooms
    )
    return replace(plan, rooms=rooms)
