"""What became of the invited: recorded, taken back, told to retention and to monitoring."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from edi_shortlist.recruitment.interview_outcomes import InterviewOutcome as O
from edi_shortlist.recruitment.interview_plan import Mode
from edi_shortlist.workflow.auditing import audit_entries
from edi_shortlist.workflow.erasing import erase
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.interview_changes import set_need
from edi_shortlist.workflow.interview_outcomes import (
    outcomes,
    record_outcome,
    stages_of,
    take_back_outcome,
)
from edi_shortlist.workflow.interview_scoring import record_interview_score
from edi_shortlist.workflow.retention import Outcome, RetentionRule, retention_of, set_retention
from edi_shortlist.workflow.subject_access import subject_access
from edi_shortlist.workflow.unsealing import close_vacancy

from .conftest import REF, At, candidate_named

TODAY = date.today()


def test_outcomes_follow_one_another_and_can_be_taken_back(at: At) -> None:
    session = at("unsealed")
    first, second = (candidate_named(session, name) for name in ("first", "second"))
    with pytest.raises(Refused, match="'offered' cannot follow"):
        record_outcome(session, REF, first, O.OFFERED)
    yesterday = TODAY - timedelta(days=1)
    record_outcome(session, REF, first, O.INTERVIEWED, yesterday)
    record_outcome(session, REF, first, O.OFFERED)
    took = take_back_outcome(session, REF, first)
    assert [step.outcome for step in took.steps] == [O.INTERVIEWED]
    assert [one.taken_back_by for one in took.history] == [None, "Ann"]
    assert record_outcome(session, REF, first, O.RESERVE).steps[-1].place == 1
    record_outcome(session, REF, second, O.INTERVIEWED)
    with pytest.raises(Refused, match=f"{first} has place 1 on the reserve list already"):
        record_outcome(session, REF, second, O.RESERVE, place=1)
    with pytest.raises(Refused, match="Only the reserve list has places"):
        record_outcome(session, REF, second, O.OFFERED, place=2)
    assert record_outcome(session, REF, second, O.RESERVE).steps[-1].place == 2
    assert [one.candidate for one in outcomes(session, REF)] == sorted((first, second))
    logged = [e.details["outcome"] for e in audit_entries(session, action="outcome.recorded")]
    assert logged == ["interviewed", "offered", "reserve", "interviewed", "reserve"]
    (entry,) = audit_entries(session, action="outcome.taken-back")
    assert (entry.candidate, entry.details["outcome"]) == (first, "offered")
    with pytest.raises(Refused, match="is not invited"):
        record_outcome(session, REF, candidate_named(session, "third"), O.INTERVIEWED)
    close_vacancy(session, REF)
    with pytest.raises(Refused, match="is closed"):
        take_back_outcome(session, REF, first)
    assert len(outcomes(session, REF)) == 2


def test_monitoring_counts_the_stages_with_the_vault_sealed(at: At) -> None:
    session = at("unsealed")
    first, second, third = (candidate_named(session, n) for n in ("first", "second", "third"))
    session.seal()
    for step in (O.INTERVIEWED, O.OFFERED, O.ACCEPTED, O.APPOINTED):
        record_outcome(session, REF, first, step)
    record_outcome(session, REF, second, O.DID_NOT_ATTEND)
    assert {c: " ".join(stages) for c, stages in stages_of(session, REF).items()} == {
        first: "applied shortlisted interviewed offered appointed",
        second: "applied shortlisted",
        third: "applied",
    }


def test_whoever_was_not_appointed_is_kept_as_long_as_the_unsuccessful(at: At) -> None:
    session = at("unsealed")
    first, second, third = (candidate_named(session, n) for n in ("first", "second", "third"))
    set_retention(session, REF, RetentionRule(6, None))
    record_outcome(session, REF, first, O.INTERVIEWED)
    record_outcome(session, REF, second, O.WITHDREW)
    with session.workspace.act():  # the shortlist was drawn long ago, the outcome is of today
        session.workspace._store.run("UPDATE vacancies SET shortlisted_at = '2026-01-05T10:00:00Z'")
    long_ago, lately, invited = retention_of(session, REF)
    assert (long_ago.outcome, long_ago.candidates) == (Outcome.UNSUCCESSFUL, (third,))
    assert (long_ago.counted_from, long_ago.is_due(TODAY)) == (date(2026, 1, 5), True)
    assert (lately.outcome, lately.candidates) == (Outcome.UNSUCCESSFUL, (second,))
    assert (lately.counted_from, lately.is_due(TODAY)) == (TODAY, False)
    assert (invited.outcome, invited.candidates, invited.due) == (Outcome.INVITED, (first,), None)
    close_vacancy(session, REF)
    groups = [(g.outcome, g.candidates) for g in retention_of(session, REF)]
    assert groups == [
        (Outcome.UNSUCCESSFUL, tuple(sorted((second, third)))),
        (Outcome.INVITED, (first,)),
    ]


def test_an_applicant_is_told_what_is_held_and_erasing_takes_it_away(
    at: At, tmp_path: Path
) -> None:
    session = at("unsealed")
    first = candidate_named(session, "first")
    set_need(session, REF, first, mode=Mode.ONLINE, extra=25, panel_words="Gives the heron talk")
    record_interview_score(session, REF, first, "Panellist A", "E3", 3, "Sang of the kingfisher")
    record_outcome(session, REF, first, O.INTERVIEWED)
    bundle = subject_access(session, REF, first, tmp_path / "held")
    assert bundle.notes == 1
    page = (tmp_path / "held" / "index.html").read_text(encoding="utf-8")
    for words in ("heron talk", "kingfisher", "25 minutes", "interviewed, ", "panellist 1"):
        assert words in page
    assert "Panellist A" not in page.split("What the log says")[0]
    erase(session, REF, first)
    assert session.vault.interviews.notes(REF) == {}
    assert session.workspace.interviews.scores(REF) == []
    assert session.workspace.interviews.outcomes(REF) == []
    for path in session.folder.iterdir():
        if path.is_file():
            assert b"kingfisher" not in path.read_bytes()
