"""Scoring interviews: alone, beside no score of the sift, locked, and only then compared."""

from fractions import Fraction
from pathlib import Path

import pytest

from edi_shortlist.recruitment.interview_outcomes import InterviewOutcome
from edi_shortlist.workflow.auditing import audit_entries
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.interview_changes import propose_times, set_plan
from edi_shortlist.workflow.interview_outcomes import record_outcome
from edi_shortlist.workflow.interview_scoring import (
    import_interview_scores,
    interview_progress,
    interview_results,
    interview_scores_of,
    lock_interview_scores,
    record_interview_score,
)
from edi_shortlist.workflow.session import Session

from .conftest import REF, At, candidate_named
from .interviews import HALL, plan

A, B = "Panellist A", "Panellist B"


def score_all(session: Session, levels: dict[str, tuple[int, int]]) -> None:
    """Let both panellists give these levels on E2 and E3."""
    for candidate, (e2, e3) in levels.items():
        for panellist in (A, B):
            record_interview_score(session, REF, candidate, panellist, "E2", e2)
            record_interview_score(session, REF, candidate, panellist, "E3", e3)


def test_only_own_scores_are_seen_until_all_are_locked_and_the_sift_counts_for_nothing(
    at: At,
) -> None:
    session = at("unsealed")
    first, second = (candidate_named(session, name) for name in ("first", "second"))
    progress = interview_progress(session, REF)
    assert progress.given == {A: (0, 4), B: (0, 4)}
    assert progress.interviewed_by(A) == tuple(sorted((first, second)))
    # At the sift the first had 4 and the second 2; here it is the other way round.
    score_all(session, {first: (2, 1), second: (4, 3)})
    record_interview_score(session, REF, first, B, "E3", 2, "Spoke of one case")
    assert interview_scores_of(session, REF, B)[first, "E3"] == (2, "Spoke of one case")
    assert set(interview_scores_of(session, REF, A)) == {
        (candidate, criterion) for candidate in (first, second) for criterion in ("E2", "E3")
    }
    with pytest.raises(Refused, match="until then nobody sees what others gave"):
        interview_results(session, REF)
    lock_interview_scores(session, REF)
    best, other = interview_results(session, REF)
    assert (best.candidate, best.total, best.rank, best.below) == (second, 7, 1, ())
    assert other.means == {"E2": 2, "E3": Fraction(3, 2)}
    assert (other.rank, other.below) == (2, ("E3",))
    with pytest.raises(Refused, match="none is changed any more"):
        record_interview_score(session, REF, first, A, "E2", 4)
    with pytest.raises(Refused, match="locked already"):
        lock_interview_scores(session, REF)
    (entry,) = audit_entries(session, action="interview-scores.locked")
    assert entry.details["scores"] == 8
    assert not any("one case" in str(e.details) for e in audit_entries(session))


@pytest.mark.parametrize(
    ("panellist", "criterion", "level", "words"),
    [
        ("Somebody", "E2", 2, "does not interview"),
        (A, "E1", 2, "'E1' is not scored at interview. Choose from E2, E3"),
        (A, "E2", 5, "5 is not on the scale"),
    ],
)
def test_a_score_that_does_not_fit(
    at: At, panellist: str, criterion: str, level: int, words: str
) -> None:
    session = at("unsealed", sealed=True)
    candidate = session.workspace.blind.invited(REF)[0]
    with pytest.raises(Refused, match=words):
        record_interview_score(session, REF, candidate, panellist, criterion, level)


def test_with_the_vault_sealed_levels_are_taken_and_notes_are_not(at: At) -> None:
    session = at("unsealed", sealed=True)
    candidate = session.workspace.blind.invited(REF)[0]
    record_interview_score(session, REF, candidate, A, "E2", 3)
    with pytest.raises(Refused, match="Open the vault to write it"):
        record_interview_score(session, REF, candidate, A, "E2", 3, "A note")
    assert interview_scores_of(session, REF, A) == {(candidate, "E2"): (3, "")}
    record_interview_score(session, REF, candidate, A, "E2", None)
    assert interview_scores_of(session, REF, A) == {}
    assert len(audit_entries(session, action="interview-score.recorded")) == 2


def test_the_lock_names_what_is_missing_and_asks_nothing_of_those_who_did_not_come(at: At) -> None:
    session = at("unsealed")
    first, second = (candidate_named(session, name) for name in ("first", "second"))
    set_plan(session, REF, plan(rooms=(HALL,)))
    propose_times(session, REF)
    for criterion in ("E2", "E3"):
        record_interview_score(session, REF, first, A, criterion, 3)
    with pytest.raises(Refused, match=r"6 scores are missing \(Panellist A 2, Panellist B 4\)"):
        lock_interview_scores(session, REF)
    record_outcome(session, REF, second, InterviewOutcome.DID_NOT_ATTEND)
    with pytest.raises(Refused, match="did not come to the interview"):
        record_interview_score(session, REF, second, A, "E2", 3)
    score_all(session, {first: (3, 3)})
    lock_interview_scores(session, REF)
    assert [one.candidate for one in interview_results(session, REF)] == [first]
    # Nobody else can be put on the panel now.
    with pytest.raises(Refused, match="nobody else can interview"):
        set_plan(session, REF, plan(rooms=(type(HALL)("Hall", ("Eve",), "x", "y"),)))


def test_a_csv_is_taken_whole_or_not_at_all(at: At, tmp_path: Path) -> None:
    session = at("unsealed")
    first = candidate_named(session, "first")
    sheet = tmp_path / "scores.csv"
    rows = [f"{first},{A},E2,3,Clear", f"{first.lower()},{B},E2,2,", f"{first},{A},E3,,"]
    head = "candidate,panellist,criterion,score,note"
    bad = [f"{first},{A},E2,three,", f"C-9999,{A},E2,3,", f"{first},{A},E2,4,"]
    sheet.write_text("\n".join([head, *rows, *bad]))
    with pytest.raises(Refused) as refused:
        import_interview_scores(session, REF, sheet)
    said = "\n".join(refused.value.problems)
    assert "line 5: the score 'three' is not a whole number" in said
    assert "line 6: HSG-1 has no candidate C-9999" in said
    assert "line 7: this score is given above already" in said
    assert interview_scores_of(session, REF, A) == {}
    sheet.write_text("\n".join([head, *rows]))
    assert import_interview_scores(session, REF, sheet) == 2
    assert interview_scores_of(session, REF, A) == {(first, "E2"): (3, "Clear")}
    sheet.write_text("candidate,criterion\n")
    with pytest.raises(Refused, match="has no column 'panellist'"):
        import_interview_scores(session, REF, sheet)
