"""How long applications are kept, and erasing those whose time is over."""

from datetime import date

import pytest

from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.storage import VaultSealed
from edi_shortlist.workflow import retention
from edi_shortlist.workflow.auditing import audit_entries, verify_audit
from edi_shortlist.workflow.erasing import Ground, erase
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.retention import (
    Outcome,
    RetentionRule,
    due_now,
    months_after,
    retention_of,
    retention_rule,
    retention_rules,
    run_retention,
    set_retention,
)
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.vacancies import create_vacancy

from .conftest import PASSPHRASE, REF, VACANCY, At, candidate_named


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-01-15", 6, "2026-07-15"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2026-12-01", 1, "2027-01-01"),
        ("2026-06-30", 6, "2026-12-30"),
        ("2026-07-01", 5, "2026-12-01"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-01-31", 120, "2036-01-31"),
    ],
)
def test_months_are_those_of_the_calendar(day: str, months: int, later: str) -> None:
    assert months_after(date.fromisoformat(day), months) == date.fromisoformat(later)


def decided_on(session: Session, **days: str) -> None:
    """Write on which days the vacancy was shortlisted and closed."""
    for column, day in days.items():
        session.workspace._store.run(
            f"UPDATE vacancies SET {column}_at = ?", [f"{day}T10:00:00.000000Z"]
        )


@pytest.mark.parametrize(
    ("stage", "days", "counted_from"),
    [
        ("review", {}, None),
        ("locked", {}, None),
        ("shortlisted", {"shortlisted": "2026-03-10"}, "2026-03-10"),
        ("unsealed", {"shortlisted": "2026-03-10"}, "2026-03-10"),
        ("closed", {"shortlisted": "2026-03-10", "closed": "2026-05-04"}, "2026-05-04"),
    ],
)
def test_the_months_count_from_the_decision(
    at: At, stage: str, days: dict[str, str], counted_from: str | None
) -> None:
    session = at(stage, sealed=True)
    decided_on(session, **days)
    groups = {group.outcome: group for group in retention_of(session, REF)}
    if counted_from is None:
        (undecided,) = groups.values()
        assert undecided.outcome is Outcome.UNDECIDED
        assert len(undecided.candidates) == 3
        assert undecided.due is None
        assert due_now(session, today=date(2099, 1, 1)) == []
        return
    since = date.fromisoformat(counted_from)
    unsuccessful, invited = groups[Outcome.UNSUCCESSFUL], groups[Outcome.INVITED]
    assert (unsuccessful.counted_from, unsuccessful.due) == (since, months_after(since, 6))
    assert (invited.counted_from, invited.due, invited.months) == (since, None, None)
    assert (len(unsuccessful.candidates), len(invited.candidates)) == (1, 2)


def test_a_vacancy_without_applications_holds_nothing(at: At) -> None:
    session = at("closed", sealed=True)
    create_vacancy(session, Vacancy.from_dict(VACANCY | {"reference": "HSG-2"}))
    assert retention_of(session, "HSG-2") == []
    assert {group.vacancy for group in retention_of(session)} == {REF}
    with pytest.raises(Refused, match="no vacancy HSG-3"):
        retention_of(session, "HSG-3")


@pytest.mark.parametrize("stage", ["draft", "review", "closed"])
def test_hr_sets_the_months_of_a_vacancy_at_any_time(at: At, stage: str) -> None:
    session = at(stage, sealed=True)
    assert retention_rule(session, REF) == RetentionRule(6, None)
    set_retention(session, REF, RetentionRule(12, 24))
    assert retention_rule(session, REF) == RetentionRule(12, 24)
    set_retention(session, REF, RetentionRule(12, 24))  # nothing new, so nothing to log
    (entry,) = audit_entries(session, action="retention.set")
    assert entry.details == {"months": 12, "invited_months": 24, "was": [6, None]}


@pytest.mark.parametrize("rule", [RetentionRule(0), RetentionRule(121), RetentionRule(6, -1)])
def test_months_that_cannot_be_are_refused(at: At, rule: RetentionRule) -> None:
    session = at("draft", sealed=True)
    with pytest.raises(Refused, match="1 to 120 months"):
        set_retention(session, REF, rule)
    assert retention_rule(session, REF) == RetentionRule()


@pytest.mark.parametrize(
    ("today", "due"),
    [("2026-09-09", False), ("2026-09-10", True), ("2030-01-01", True)],
)
def test_an_application_is_due_from_its_day_on(at: At, today: str, due: bool) -> None:
    session = at("shortlisted")
    decided_on(session, shortlisted="2026-03-10")
    third = candidate_named(session, "third")
    day = date.fromisoformat(today)
    found = due_now(session, today=day)
    assert [group.candidates for group in found] == ([(third,)] if due else [])
    done = run_retention(session, found, today=day)
    assert done.erased == (((REF, third),) if due else ())
    assert done.cleaned
    assert (session.vault.application(third) is None) == due
    assert len(session.vault.applications(REF)) == (2 if due else 3), "the invited stay"
    assert verify_audit(session).ok
    runs = audit_entries(session, action="retention.run")
    assert [run.details for run in runs] == ([{"erased": 1, "vacancies": [REF]}] if due else [])
    grounds = [e.details["ground"] for e in audit_entries(session, action="candidate.erased")]
    assert grounds == (["retention"] if due else [])


def test_the_invited_go_where_hr_says_so(at: At) -> None:
    session = at("closed")
    decided_on(session, closed="2026-03-10")
    set_retention(session, REF, RetentionRule(6, 12))
    today = date(2027, 3, 10)
    steps: list[tuple[int, int, str]] = []
    done = run_retention(
        session,
        due_now(session, today=today),
        today=today,
        progress=lambda *step: steps.append(step),
    )
    assert len(done.erased) == 3
    assert steps == [(1, 3, REF), (2, 3, REF), (3, 3, REF)]
    assert session.vault.applications(REF) == []
    assert retention_of(session) == []


def test_only_what_was_previewed_and_is_still_due_is_erased(at: At) -> None:
    session = at("closed")
    decided_on(session, closed="2026-03-10")
    today = date(2027, 3, 10)
    preview = due_now(session, today=today)
    set_retention(session, REF, RetentionRule(6, 12))  # the invited are due too now
    done = run_retention(session, preview, today=today)
    assert [candidate for _, candidate in done.erased] == list(preview[0].candidates)
    assert run_retention(session, preview, today=today).erased == ()

    preview = due_now(session, today=today)
    set_retention(session, REF, RetentionRule(6, 36))  # and now they are not
    assert run_retention(session, preview, today=today).erased == ()
    assert len(session.vault.applications(REF)) == 2


def test_a_run_that_is_stopped_keeps_the_rest(at: At) -> None:
    session = at("closed")
    decided_on(session, closed="2026-03-10")
    set_retention(session, REF, RetentionRule(6, 6))
    today = date(2027, 3, 10)
    asked: list[bool] = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) > 1

    done = run_retention(session, due_now(session, today=today), today=today, cancelled=cancelled)
    assert len(done.erased) == 1
    assert len(session.vault.applications(REF)) == 2
    (entry,) = audit_entries(session, action="retention.run")
    assert entry.details["erased"] == 1


def test_a_vault_sealed_meanwhile_is_cleaned_when_it_is_opened_next(at: At) -> None:
    session = at("shortlisted")
    decided_on(session, shortlisted="2026-03-10")
    third, today = candidate_named(session, "third"), date(2026, 9, 10)
    previewed = due_now(session, today=today)

    def seal(_done: int, _total: int, _what: str) -> None:
        session.workspace.seal()

    done = run_retention(session, previewed, today=today, progress=seal)
    assert (done.erased, done.cleaned) == (((REF, third),), False)
    session.unlock(PASSPHRASE)
    assert session.vault.application(third) is None
    assert not session.workspace.blind.erasures.wait_to_be_cleaned()


def test_the_days_that_are_left_are_those_of_the_calendar(at: At) -> None:
    session = at("shortlisted", sealed=True)
    decided_on(session, shortlisted="2026-03-10")
    left = {
        group.outcome: group.days_left(date(2026, 9, 1)) for group in retention_of(session, REF)
    }
    assert left == {Outcome.UNSUCCESSFUL: 9, Outcome.INVITED: None}


def test_the_rule_of_each_vacancy_is_listed_with_what_is_held(at: At) -> None:
    session = at("closed", sealed=True)
    create_vacancy(session, Vacancy.from_dict(VACANCY | {"reference": "HSG-2"}))
    set_retention(session, "HSG-2", RetentionRule(12, 24))
    listed = [(one.vacancy, one.rule, one.held) for one in retention_rules(session)]
    assert listed == [(REF, RetentionRule(), 3), ("HSG-2", RetentionRule(12, 24), 0)]


def test_the_erased_are_not_counted_again(at: At) -> None:
    session = at("shortlisted")
    erase(session, REF, candidate_named(session, "third"), Ground.REQUESTED)
    assert [group.outcome for group in retention_of(session)] == [Outcome.INVITED]


def test_the_vault_must_be_open(at: At) -> None:
    session = at("closed", sealed=True)
    with pytest.raises(VaultSealed):
        run_retention(session, due_now(session, today=date(2099, 1, 1)), today=date(2099, 1, 1))


def test_today_is_the_day_of_the_clock(at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    session = at("closed", sealed=True)
    assert due_now(session) == []
    monkeypatch.setattr(retention, "utc_today", lambda: date(2099, 1, 1))
    assert len(due_now(session)) == 1
