"""How long applications are kept, which are due to be erased, and erasing those.

Unsuccessful applications are kept for six months unless HR sets it for the vacancy. No law says
how long: "you must not keep information for longer than you need to", in general not beyond the
time in which an applicant can bring a claim (Information Commissioner, Keeping recruitment
records, read 29 November 2026). The Equality Act 2010 s. 123 as enacted gives three months from
the act complained of, or what a tribunal thinks just and equitable; the Employment Rights Act 2025
makes it six. ``docs/data-protection.md`` says what that means for the months to set.

The months count from the day the vacancy was closed, or, where it never was, from the day its
shortlist was drawn: those are the days on which the employer decided. An applicant to a vacancy
without a shortlist was not decided on and is never due by itself. Somebody who was invited and then
not appointed, who declined or withdrew is kept as long as the unsuccessful, from that day on if it
is later.
"""

import calendar
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from edi_shortlist.storage import VacancyRecord
from edi_shortlist.workflow.erasing import Ground, clean, take_away
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.interview_outcomes import unsuccessful_since
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.vacancies import vacancy_record

DEFAULT_MONTHS = 6
MOST_MONTHS = 120

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]


class Outcome(StrEnum):
    """What became of applicants, as far as the retention of their applications depends on it."""

    UNSUCCESSFUL = "unsuccessful"
    INVITED = "invited"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class RetentionRule:
    """How many months a vacancy's applications are kept; the invited for good where None."""

    months: int = DEFAULT_MONTHS
    invited_months: int | None = None


@dataclass(frozen=True)
class RetentionGroup:
    """The applications of a vacancy with one outcome, which are all due on one day.

    Attributes:
        candidates: whose applications are held, in reference order.
        months: for how long they are kept; None for good.
        counted_from: the day on which the months begin, or None.
        due: the first day on which they are to be erased, or None.
    """

    vacancy: str
    outcome: Outcome
    candidates: tuple[str, ...]
    months: int | None
    counted_from: date | None
    due: date | None

    def is_due(self, today: date) -> bool:
        """Say whether they are to be erased."""
        return self.due is not None and self.due <= today

    def days_left(self, today: date) -> int | None:
        """Return the days until they are to be erased, below 0 where that is past; or None."""
        return (self.due - today).days if self.due is not None else None


@dataclass(frozen=True)
class VacancyRetention:
    """How long a vacancy's applications are kept, and how many of them are held."""

    vacancy: str
    title: str
    rule: RetentionRule
    held: int


@dataclass(frozen=True)
class RetentionRun:
    """What a run erased: ``(vacancy, candidate)`` each, and whether the files were cleaned."""

    erased: tuple[tuple[str, str], ...]
    cleaned: bool


def utc_today() -> date:
    """Return the day in UTC, as the times in the workspace are."""
    return datetime.now(UTC).date()


def months_after(day: date, months: int) -> date:
    """Return the same day some months later, or the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def retention_rule(s: Session, ref: str) -> RetentionRule:
    """Return how long a vacancy's applications are kept.

    Raises:
        Refused: there is no such vacancy.
    """
    vacancy_record(s, ref)
    kept = s.workspace.blind.erasures.kept_for(ref)
    return RetentionRule(*kept) if kept else RetentionRule()


def set_retention(s: Session, ref: str, rule: RetentionRule) -> None:
    """Set how long a vacancy's applications are kept, in whatever state it is.

    Raises:
        Refused: there is no such vacancy, or a number of months is not from 1 to 120.
    """
    for months in (rule.months, rule.invited_months):
        if months is not None and not 1 <= months <= MOST_MONTHS:
            raise Refused(
                f"Applications can be kept for 1 to {MOST_MONTHS} months, not for {months}."
            )
    with s.workspace.act():
        was = retention_rule(s, ref)
        if was == rule:
            return
        s.workspace.blind.erasures.keep_for(ref, rule.months, rule.invited_months)
        s.log(
            "retention.set",
            ref,
            months=rule.months,
            invited_months=rule.invited_months,
            was=[was.months, was.invited_months],
        )


def retention_rules(s: Session) -> list[VacancyRetention]:
    """Return how long the applications of each vacancy are kept, the oldest vacancy first."""
    return [
        VacancyRetention(
            record.reference,
            record.title,
            retention_rule(s, record.reference),
            len(s.workspace.blind.candidates(record.reference)),
        )
        for record in s.workspace.blind.vacancies()
    ]


def retention_of(s: Session, ref: str | None = None) -> list[RetentionGroup]:
    """Return what is held and when it is due, of one vacancy or of all.

    Raises:
        Refused: there is no such vacancy.
    """
    records = s.workspace.blind.vacancies() if ref is None else [vacancy_record(s, ref)]
    return [group for record in records for group in _groups(s, record)]


def due_now(s: Session, *, today: date | None = None) -> list[RetentionGroup]:
    """Return what is to be erased."""
    today = today or utc_today()
    return [group for group in retention_of(s) if group.is_due(today)]


def run_retention(
    s: Session,
    previewed: Sequence[RetentionGroup],
    *,
    today: date | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> RetentionRun:
    """Erase what was previewed and is still due; the vault must be open.

    Each applicant is erased by itself, so that what was done stays when it is stopped.

    Args:
        previewed: what ``due_now`` gave and a person confirmed; nothing else is erased.
        progress: called as ``progress(done, total, vacancy)``.
        cancelled: asked before each applicant; True stops there.

    Raises:
        VaultSealed: the vault is not open.
    """
    _ = s.vault
    still = set(_each(due_now(s, today=today)))
    wanted = [one for one in _each(previewed) if one in still]
    erased: list[tuple[str, str]] = []
    for ref, candidate in wanted:
        if cancelled and cancelled():
            break
        take_away(s, ref, candidate, Ground.RETENTION)
        erased.append((ref, candidate))
        if progress:
            progress(len(erased), len(wanted), ref)
    if erased:
        s.log("retention.run", erased=len(erased), vacancies=sorted({ref for ref, _ in erased}))
    return RetentionRun(tuple(erased), not erased or clean(s))


def _each(groups: Sequence[RetentionGroup]) -> Iterator[tuple[str, str]]:
    for group in groups:
        for candidate in group.candidates:
            yield group.vacancy, candidate


def _groups(s: Session, record: VacancyRecord) -> Iterator[RetentionGroup]:
    ref = record.reference
    held = s.workspace.blind.candidates(ref)
    decided_at = record.closed_at or record.shortlisted_at
    if decided_at is None:
        if held:
            yield RetentionGroup(ref, Outcome.UNDECIDED, tuple(held), None, None, None)
        return
    rule, decided = retention_rule(s, ref), date.fromisoformat(decided_at[:10])
    invited, over = set(s.workspace.blind.invited(ref)), unsuccessful_since(s, ref)
    groups: dict[tuple[Outcome, date], list[str]] = {}
    for candidate in held:
        outcome, since = Outcome.UNSUCCESSFUL, decided
        if candidate in over:
            since = max(decided, over[candidate])
        elif candidate in invited:
            outcome = Outcome.INVITED
        groups.setdefault((outcome, since), []).append(candidate)
    order = list(Outcome)
    for outcome, since in sorted(groups, key=lambda group: (order.index(group[0]), group[1])):
        months = rule.months if outcome is Outcome.UNSUCCESSFUL else rule.invited_months
        due = months_after(since, months) if months is not None else None
        of_these = tuple(groups[outcome, since])
        yield RetentionGroup(ref, outcome, of_these, months, since, due)
