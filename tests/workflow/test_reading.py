"""The order in which each panellist reads the candidates, from the release to a panel pack."""

from pathlib import Path

import pytest

from edi_shortlist.recruitment.reading_orders import reading_order
from edi_shortlist.workflow.auditing import audit_entries
from edi_shortlist.workflow.erasing import erase
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.independent_scores import check_may_see_others, may_see_others
from edi_shortlist.workflow.reading import last_scored, order_of, put_aside, put_aside_by
from edi_shortlist.workflow.scoring import candidates, lock_scores, record_score
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.vacancies import get_vacancy

from .conftest import REF, At
from .test_packs import A, B, made, opened

KEYS = ("application", "criterion E1", "criterion E2", "criterion D1")


def orders(s: Session, panellist: str) -> list[list[str]]:
    return [order_of(s, REF, panellist, key) for key in KEYS]


def test_the_release_draws_a_seed_that_the_log_keeps_and_orders_can_be_drawn_again(at: At) -> None:
    session = at("released", sealed=True)
    (entry,) = audit_entries(session, action="vacancy.released")
    seed, panel = entry.details["reading_seed"], get_vacancy(session, REF).panel
    assert (len(seed), entry.details["scoring"]) == (32, "by-application")
    for panellist in (A, B):
        for key, order in zip(KEYS, orders(session, panellist), strict=True):
            everybody = candidates(session, REF)
            assert sorted(order) == everybody
            assert order == reading_order(
                seed, panel, get_vacancy(session, REF), panellist, key, everybody
            )
    with pytest.raises(Refused, match="release it first"):
        order_of(at("reviewed", sealed=True), REF, A, "application")


def test_a_vacancy_released_before_there_were_orders_is_read_by_reference(at: At) -> None:
    session = at("scoring", sealed=True)
    session.workspace._store.run("DELETE FROM reading_seeds")
    assert orders(session, A) == [candidates(session, REF)] * len(KEYS)


def test_a_pack_has_its_panellist_s_own_orders(at: At, tmp_path: Path) -> None:
    with at("released") as s:
        here, seed = orders(s, A), s.workspace.readings.seed(REF)
        path = made(s, tmp_path)
        gone = candidates(s, REF)[1]
        erase(s, REF, gone)
        assert orders(s, A) == [[one for one in order if one != gone] for order in here]
    assert seed
    with opened(path) as pack:
        assert orders(pack, A) == here
        assert pack.workspace.readings.seed(REF) is None
        assert order_of(pack, REF, A, "question q9") == candidates(pack, REF)


def test_what_is_put_aside_stays_so_and_goes_with_the_candidate(at: At) -> None:
    session = at("released")
    first, second, _ = candidates(session, REF)
    put_aside(session, REF, first.lower(), A, "criterion E1")
    put_aside(session, REF, first, A, "criterion E1")
    put_aside(session, REF, second, B, "application")
    assert put_aside_by(session, REF, A) == {(first, "criterion E1")}
    entry = audit_entries(session, action="scoring.put-aside")[0]
    assert (entry.candidate, entry.details) == (first, {"panellist": A, "round": "criterion E1"})
    erase(session, REF, first)
    assert put_aside_by(session, REF, A) == set()
    assert put_aside_by(session, REF, B) == {(second, "application")}
    with pytest.raises(Refused, match="release it first"):
        put_aside(at("reviewed"), REF, first, A, "application")


def test_where_a_panellist_was(at: At) -> None:
    session = at("released", sealed=True)
    first, second, _ = candidates(session, REF)
    assert last_scored(session, REF, A) is None
    record_score(session, REF, second, A, "E2", 1)
    record_score(session, REF, first, A, "D1", 1)
    record_score(session, REF, second, B, "E1", 1)
    assert last_scored(session, REF, A) == (first, "D1")
    record_score(session, REF, second, A, "E2", 2)
    assert last_scored(session, REF, A) == (second, "E2")


def test_nobody_sees_others_scores_before_their_own_are_complete(at: At) -> None:
    session = at("released", sealed=True)
    everybody = candidates(session, REF)
    given = [(one, criterion) for one in everybody for criterion in ("E1", "E2", "D1")]
    for number, (candidate, criterion) in enumerate(given):
        assert not may_see_others(session, REF, A)
        with pytest.raises(Refused, match=f"Panellist A has given {number} of 9 scores"):
            check_may_see_others(session, REF, A)
        record_score(session, REF, candidate, A, criterion, 2)
    check_may_see_others(session, REF, A)
    assert not may_see_others(session, REF, B)
    with pytest.raises(Refused, match="somebody still scores"):
        check_may_see_others(session, REF)
    with pytest.raises(Refused, match="'Nobody' is not on the panel"):
        may_see_others(session, REF, "Nobody")
    for candidate, criterion in given:
        record_score(session, REF, candidate, B, criterion, 2)
    assert may_see_others(session, REF)
    lock_scores(session, REF)
    assert may_see_others(session, REF, B)
