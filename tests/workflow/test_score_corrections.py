"""A score corrected after the lock: the chain of digests, another drawing from the same seed."""

from dataclasses import replace

import pytest

from edi_shortlist.recruitment.vacancy import TieRule, Vacancy
from edi_shortlist.workflow.auditing import audit_entries
from edi_shortlist.workflow.drawing_again import difference_of
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.releasing import release
from edi_shortlist.workflow.score_corrections import correct_score, preview_correction
from edi_shortlist.workflow.scoring import lock_scores, record_score, scores_of
from edi_shortlist.workflow.shortlisting import current_shortlist, shortlist
from edi_shortlist.workflow.vacancies import update_vacancy

from .conftest import REF, At, candidate_named

A, B = "Panellist A", "Panellist B"
REASON = "The criterion or its guide was misread."


def test_before_the_shortlist_a_correction_follows_the_chain_of_digests(at: At) -> None:
    session = at("locked")
    third = candidate_named(session, "third")
    for panellist in (A, B):
        for criterion in ("E1", "E2"):
            found = correct_score(session, REF, third, panellist, criterion, 2, REASON, "The panel")
            assert found is None
    entry = audit_entries(session, action="score.corrected")[0]
    assert (entry.candidate, entry.details["was"], entry.details["level"]) == (third, 1, 2)
    assert (entry.details["panellist"], entry.details["decided_by"]) == (A, "The panel")
    view = shortlist(session, REF)  # the scores are as the log's last correction left them
    assert third in view.interview_list
    session.workspace._store.run("UPDATE scores SET level = 4 WHERE candidate = ?", [third])
    with pytest.raises(Refused, match="not those that were locked"):
        correct_score(session, REF, third, A, "E1", 3, REASON, "The panel")


def test_after_it_the_shortlist_is_drawn_again_and_the_difference_told(at: At) -> None:
    session = at("shortlisted")
    first = candidate_named(session, "first")
    before = current_shortlist(session, REF)
    found = preview_correction(session, REF, first, A, "E1", 0)
    assert current_shortlist(session, REF) == before
    assert scores_of(session, REF, A)[first, "E1"][0] == 4
    correct_score(session, REF, first, A, "E1", 0, REASON, "The panel")
    assert found == difference_of(session, REF)
    assert found is not None
    (change,) = found.changes
    assert (change.candidate, change.total, change.rank) == (first, (16, 12), (1, 1))
    again = correct_score(session, REF, first, B, "E1", 0, REASON, "The panel")
    assert again is not None
    changes = {one.candidate: one for one in again.changes}
    assert changes[first].invited == (True, False)  # below the minimum on E1 now
    assert changes[candidate_named(session, "second")].route == ("guaranteed", "merit")
    assert difference_of(session, REF, 2) == found
    with pytest.raises(Refused, match="drawn again 2 times"):
        difference_of(session, REF, 4)


def test_a_lot_is_drawn_from_the_same_seed_again(at: At, vacancy: Vacancy) -> None:
    session = at("reviewed")
    update_vacancy(session, replace(vacancy, ties=TieRule.LOT, schemes=(), interview_places=2))
    release(session, REF)
    for application in session.vault.applications(REF):
        for panellist in vacancy.panel:
            for criterion in ("E1", "E2", "D1"):
                record_score(session, REF, application.candidate, panellist, criterion, 2)
    lock_scores(session, REF)
    drawn = shortlist(session, REF).interview_list
    worst = next(c for c in session.workspace.blind.candidates(REF) if c not in drawn)
    found = correct_score(session, REF, worst, A, "D1", 1, REASON, "The panel")
    assert found is not None
    assert (found.added, found.removed) == ((), ())
    seeds = [
        entry.details["lot_seed"]
        for action in ("vacancy.shortlisted", "shortlist.drawn-again")
        for entry in audit_entries(session, action=action)
    ]
    assert seeds[0] == seeds[1]
    assert len(seeds[0]) == 32


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"panellist": "Nobody"}, "not on the panel"),
        ({"criterion": "E3"}, "not assessed at application"),
        ({"level": 9}, "not on the scale"),
        ({"level": 4}, "has 4 on E1 already"),
        ({"panellist": None}, "agreed no score"),
        ({"reason": ""}, "Say why"),
        ({"decided_by": " "}, "Say who"),
        ({"reason": "Zubeida complained."}, "tells something of the applicant"),
        ({"reason": "Being disabled was not taken into account."}, "or of a scheme"),
        ({"reason": "x" * 201}, "at most 200"),
    ],
)
def test_what_cannot_be_corrected(at: At, change: dict, match: str) -> None:
    session = at("locked")
    wanted = {
        "candidate": candidate_named(session, "first"),
        "panellist": A,
        "criterion": "E1",
        "level": 3,
        "reason": REASON,
        "decided_by": "The panel",
    }
    with pytest.raises(Refused, match=match):
        correct_score(session, REF, **wanted | change)
    assert audit_entries(session, action="score.corrected") == []


@pytest.mark.parametrize(("stage", "match"), [("scoring", "not locked yet"), ("closed", "closed")])
def test_when_no_score_is_corrected(at: At, stage: str, match: str) -> None:
    session = at(stage)
    with pytest.raises(Refused, match=match):
        correct_score(session, REF, candidate_named(session, "first"), A, "E1", 3, REASON, "All")
