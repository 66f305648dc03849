"""The interview schedule as it stands: who is interviewed when, where and by whom, what that takes,
and what clashes.

Times are in the vault, since they tie a person to a time and to adjustments. The plan, which knows
no candidate, is on the blind side.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from edi_shortlist.recruitment.interview_plan import InterviewPlan, Mode, Need, Slot
from edi_shortlist.recruitment.interview_schedule import Clash, clashes, in_order
from edi_shortlist.storage.sealed_interviews import SealedInterview, new_interview
from edi_shortlist.workflow.interview_outcomes import who_withdrew
from edi_shortlist.workflow.interview_panels import may_know
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.unsealing import UnsealedCandidate, unsealed_candidates
from edi_shortlist.workflow.vacancies import get_vacancy


@dataclass(frozen=True)
class Interview:
    """One invited candidate and the interview.

    Attributes:
        who: name, contacts, and the adjustments and the mode as the applicant asked for them.
        mode: how the interview is held: what HR set, or what the applicant chose.
        panel_words: what the panel needs to know of adjustments, in HR's words.
        slot: the time; None where there is none yet.
        uid, sequence: as calendars know the interview.
        withdrew: the candidate does not come; a time that was set does not count any more.
        without: panellists who do not interview this candidate.
    """

    who: UnsealedCandidate
    mode: Mode
    extra: int
    free: int
    panel_words: str
    slot: Slot | None
    uid: str
    sequence: int
    withdrew: bool = False
    without: frozenset[str] = frozenset()

    @property
    def candidate(self) -> str:
        """The reference."""
        return self.who.candidate

    @property
    def need(self) -> Need:
        """What the interview takes beyond the plan."""
        return Need(self.candidate, self.mode, self.extra, self.free, self.without)


@dataclass(frozen=True)
class Schedule:
    """The interviews of a vacancy.

    Attributes:
        plan: None where none is made yet.
        interviews: by time; those without one come last, by reference.
        clashes: what is wrong with the times.
        problem: why somebody could not be given a time by the proposal that was just made.
    """

    vacancy: str
    title: str
    plan: InterviewPlan | None
    interviews: tuple[Interview, ...]
    clashes: tuple[Clash, ...]
    problem: str = ""

    @property
    def timed(self) -> tuple[Interview, ...]:
        """The interviews that take place at a time that is set."""
        return tuple(one for one in self.interviews if one.slot and not one.withdrew)

    @property
    def without_time(self) -> tuple[str, ...]:
        """Who has no time yet."""
        return tuple(one.candidate for one in self.interviews if not one.slot and not one.withdrew)


@dataclass(frozen=True)
class PlacedInterview:
    """When and where one candidate is interviewed, as a letter says it.

    Attributes:
        start: the clock in England.
        mode: ``IN_PERSON`` or ``ONLINE``.
        where: the place to come to, or the link to join.
        panel: who interviews.
    """

    candidate: str
    start: datetime
    minutes: int
    mode: Mode
    where: str
    panel: tuple[str, ...]


def schedule(s: Session, ref: str) -> Schedule:
    """Return the interviews of a vacancy whose invited are unsealed; the vault must be open.

    Raises:
        Refused: the invited are not unsealed.
        VaultSealed: the vault is not open.
    """
    sealed = s.vault.interviews.of_vacancy(ref)
    withdrew, removed = who_withdrew(s, ref), may_know(s, ref)
    found = [
        replace(
            _interview(who, sealed.get(who.candidate) or new_interview(who.candidate)),
            withdrew=who.candidate in withdrew,
            without=frozenset(name for one, name in removed if one == who.candidate),
        )
        for who in unsealed_candidates(s, ref)
    ]
    plan = plan_of(s, ref)
    slots = {one.candidate: one.slot for one in found if one.slot and not one.withdrew}
    places = {slot.candidate: n for n, slot in enumerate(in_order(slots.values()))}
    needs = {one.candidate: one.need for one in found}
    return Schedule(
        ref,
        get_vacancy(s, ref).title,
        plan,
        tuple(
            sorted(
                found,
                key=lambda one: (
                    one.withdrew,
                    places.get(one.candidate, len(places)),
                    one.candidate,
                ),
            )
        ),
        clashes(plan, slots.values(), needs) if plan else (),
    )


def slots(s: Session, ref: str) -> dict[str, PlacedInterview]:
    """Return when and where each candidate is interviewed, by reference; the vault must be open.

    Those without a time, and those who withdrew, are left out.

    Raises:
        Refused: the invited are not unsealed.
        VaultSealed: the vault is not open.
    """
    view = schedule(s, ref)
    return {one.candidate: placed(view.plan, one) for one in view.timed}


def placed(plan: InterviewPlan | None, interview: Interview) -> PlacedInterview:
    """Return when and where an interview takes place that has a time."""
    slot = interview.slot
    assert slot is not None
    room = plan.room(slot.room) if plan else None
    mode = interview.mode
    if mode is Mode.EITHER:
        mode = Mode.IN_PERSON if room is None or room.place else Mode.ONLINE
    where = "" if room is None else room.link if mode is Mode.ONLINE else room.place
    return PlacedInterview(
        interview.candidate,
        slot.start,
        slot.minutes,
        mode,
        where or slot.room,
        room.panel if room else (),
    )


def plan_of(s: Session, ref: str) -> InterviewPlan | None:
    """Return the plan of a vacancy's interviews, or None."""
    kept = s.workspace.interviews.plan(ref)
    return InterviewPlan.from_dict(kept) if kept else None


def _interview(who: UnsealedCandidate, kept: SealedInterview) -> Interview:
    slot = None
    if kept.room is not None and kept.start is not None and kept.minutes is not None:
        slot = Slot(who.candidate, kept.room, datetime.fromisoformat(kept.start), kept.minutes)
    return Interview(
        who,
        Mode(kept.mode) if kept.mode is not None else asked_mode(who.interview_mode),
        kept.extra,
        kept.free,
        kept.panel_words,
        slot,
        kept.uid,
        kept.sequence,
    )


def asked_mode(written: str) -> Mode:
    """Return how an applicant chose to be interviewed, from what the form says."""
    asked = written.strip().lower()
    return Mode(asked) if asked in set(Mode) else Mode.EITHER
