"""The shortlist: what each side learns of it."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from edi_shortlist.recruitment.vacancy import TieRule, Vacancy
from edi_shortlist.storage import VaultSealed
from edi_shortlist.workflow.applications import set_declarations
from edi_shortlist.workflow.auditing import audit_entries, verify_audit
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.late_declarations import decide_declarations
from edi_shortlist.workflow.releasing import release
from edi_shortlist.workflow.scoring import lock_scores, record_score, scores_of
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.shortlisting import current_shortlist, shortlist
from edi_shortlist.workflow.states import VacancyState
from edi_shortlist.workflow.vacancies import update_vacancy, vacancy_state

from .conftest import PASSPHRASE, REF, At, candidate_named


def test_merit_guarantee_and_minimum(at: At) -> None:
    session = at("locked")
    before = [scores_of(session, REF, name) for name in ("Panellist A", "Panellist B")]
    view = shortlist(session, REF)
    by_reference = {c.candidate: c for c in view.candidates}
    first, second, third = (
        by_reference[candidate_named(session, name)] for name in ("first", "second", "third")
    )
    assert (first.route, first.rank, first.invited) == ("merit", 1, True)
    assert first.total == 16
    assert (second.route, second.schemes) == ("guaranteed", ("disability-confident",))
    assert (third.invited, third.route, third.meets_minimum) == (False, None, False)
    assert third.failed_essentials == ("E1", "E2")
    assert "below the minimum" in (third.explanation or "")
    assert view.interview_list == tuple(sorted([first.candidate, second.candidate]))
    assert [c.candidate for c in view.candidates] == sorted(by_reference)
    assert [scores_of(session, REF, name) for name in ("Panellist A", "Panellist B")] == before
    assert vacancy_state(session, REF) is VacancyState.SHORTLISTED


def test_the_json_of_the_design(at: At) -> None:
    session = at("shortlisted")
    view = shortlist(session, REF)  # drawn already: the same again
    said = json.loads(json.dumps(view.to_dict()))
    assert set(said) == {"vacancy", "locked_at", "candidates", "interview_list"}
    keys = {"candidate", "total", "rank", "meets_minimum", "failed_essentials", "invited"}
    assert all(set(c) == keys | {"route", "schemes", "explanation"} for c in said["candidates"])
    session.seal()
    sealed = current_shortlist(session, REF)
    assert sealed is not None
    assert all(set(c) == keys for c in sealed.to_dict()["candidates"])
    assert sealed.interview_list == view.interview_list
    assert all(c.explanation is None for c in sealed.candidates)


def test_nothing_of_declarations_is_on_the_blind_side(at: At) -> None:
    session = at("shortlisted")
    words = ("disability", "care-experience", "Disability Confident", "guaranteed", "on merit")
    told = str([(e.action, e.details) for e in audit_entries(session, action="vacancy.shortlisted")])  # fmt: skip
    assert not [word for word in words if word in told]
    session.close()
    with closing(sqlite3.connect(session.folder / "shortlist.db")) as blind:
        for (table,) in blind.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN "
            # which schemes there are and which a vacancy runs is public
            "('vacancies', 'audit', 'schemes', 'vacancy_schemes')"
        ):
            rows = str(blind.execute(f"SELECT * FROM {table}").fetchall())
            assert not [word for word in words if word in rows], table


def test_it_is_drawn_once(at: At) -> None:
    session = at("locked")
    first = shortlist(session, REF)
    assert shortlist(session, REF) == first
    assert len(audit_entries(session, action="vacancy.shortlisted")) == 1


@pytest.mark.parametrize("stage", ["draft", "review", "released", "scoring"])
def test_it_waits_for_the_lock(at: At, stage: str) -> None:
    session = at(stage)
    assert current_shortlist(session, REF) is None
    with pytest.raises(Refused, match="Lock the scores first"):
        shortlist(session, REF)


def test_it_needs_an_open_vault(at: At) -> None:
    with pytest.raises(VaultSealed):
        shortlist(at("locked", sealed=True), REF)


def test_unclear_declarations_are_settled_first(at: At) -> None:
    session = at("locked")
    candidate = candidate_named(session, "first")
    assert session.workspace._vault_store is not None
    session.workspace._vault_store.run(
        "UPDATE applications SET unclear = ? WHERE candidate = ?",
        ['["The box cannot be read."]', candidate],
    )
    with pytest.raises(Refused, match=candidate):
        shortlist(session, REF)
    assert vacancy_state(session, REF) is VacancyState.LOCKED
    with pytest.raises(Refused, match="only by a decision"):
        set_declarations(session, REF, candidate, ["care-experience"], "asked by telephone")
    decide_declarations(session, REF, candidate, ["care-experience"], "asked by telephone", "Ann")
    view = shortlist(session, REF)
    assert next(c for c in view.candidates if c.candidate == candidate).schemes == ("care-experience",)  # fmt: skip


def test_scores_changed_behind_the_lock_are_found(at: At) -> None:
    session = at("locked")
    session.workspace._store.run("UPDATE scores SET level = 4")
    with pytest.raises(Refused, match="not those that were locked"):
        shortlist(session, REF)


def _tied(session: Session, vacancy: Vacancy) -> None:
    update_vacancy(session, vacancy)
    release(session, REF)
    for application in session.vault.applications(REF):
        for panellist in vacancy.panel:
            for criterion in ("E1", "E2", "D1"):
                record_score(session, REF, application.candidate, panellist, criterion, 2)
    lock_scores(session, REF)


def test_a_lot_is_logged(at: At, vacancy: Vacancy) -> None:
    session = at("reviewed")
    _tied(session, replace(vacancy, ties=TieRule.LOT, schemes=()))
    view = shortlist(session, REF)
    assert len(view.interview_list) == 1
    (entry,) = audit_entries(session, action="vacancy.shortlisted")
    assert len(entry.details["lot_seed"]) == 32
    assert entry.details["interview_list"] == list(view.interview_list)


def test_without_a_lot_there_is_no_seed(at: At) -> None:
    (entry,) = audit_entries(at("shortlisted"), action="vacancy.shortlisted")
    assert entry.details["lot_seed"] is None


def test_a_limit_is_kept(at: At, vacancy: Vacancy) -> None:
    session = at("reviewed")
    _tied(session, replace(vacancy, interview_limit=2, interview_limit_reason="a seasonal post"))
    assert len(shortlist(session, REF).interview_list) == 2


def test_the_drawn_shortlist_outlives_the_program(at: At) -> None:
    session = at("locked")
    view = shortlist(session, REF)
    session.close()
    with Session.open(session.folder, "Ann") as again:
        again.unlock(PASSPHRASE)
        assert current_shortlist(again, REF) == view
        assert verify_audit(again).ok
