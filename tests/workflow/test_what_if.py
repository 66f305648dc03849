"""Other places and pass levels: numbers only, and nothing changed."""

from dataclasses import replace
from importlib import import_module

import pytest

from edi_shortlist.storage import VaultSealed
from edi_shortlist.workflow.auditing import audit_entries
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.scheme_editions import available_schemes
from edi_shortlist.workflow.shortlisting import shortlist
from edi_shortlist.workflow.vacancies import get_vacancy, vacancy_state
from edi_shortlist.workflow.what_if import WhatIf, what_if

from .conftest import REF, At

asking = import_module(what_if.__module__)


def numbers(found: WhatIf) -> tuple[int, int, int, int, int]:
    return (
        found.meeting_minimum,
        found.on_merit,
        found.guaranteed,
        found.invited,
        found.declared_below,
    )


# Three candidates at 4, 2 and 1 throughout; two of them declared, the last for both schemes.
@pytest.mark.parametrize(
    ("places", "level", "expected"),
    [
        (1, 2, (2, 1, 1, 2, 1)),
        (2, 2, (2, 2, 0, 2, 1)),
        (9, 2, (2, 2, 0, 2, 1)),
        (1, 1, (3, 1, 2, 3, 0)),
        (3, 1, (3, 3, 0, 3, 0)),
        (1, 0, (3, 1, 2, 3, 0)),
        (1, 3, (1, 1, 0, 1, 2)),
        (1, 4, (1, 1, 0, 1, 2)),
    ],
)
def test_numbers_follow_places_and_level(
    at: At, places: int, level: int, expected: tuple[int, ...]
) -> None:
    assert numbers(what_if(at("locked"), REF, places, level)) == expected


def test_as_it_is_it_tells_what_drawing_gives(at: At) -> None:
    session = at("locked")
    found = what_if(session, REF)
    drawn = shortlist(session, REF)
    routes = [one.route for one in drawn.candidates if one.invited]
    assert (found.on_merit, found.guaranteed) == (routes.count("merit"), routes.count("guaranteed"))
    assert found.invited == len(drawn.interview_list)
    assert what_if(session, REF) == found


def test_nothing_is_changed_and_it_is_logged_once(at: At) -> None:
    session = at("locked")
    vacancy, before = get_vacancy(session, REF), audit_entries(session)
    for places in (1, 2, 3):
        what_if(session, REF, places, 1)
    assert get_vacancy(session, REF) == vacancy
    assert vacancy_state(session, REF) == "locked"
    assert session.workspace.blind.standings(REF) == []
    entries = audit_entries(session)[len(before) :]
    assert [(one.action, one.candidate, one.details) for one in entries] == [
        ("shortlist.what-if", None, {})
    ]


@pytest.mark.parametrize(
    ("stage", "places", "level", "match"),
    [
        ("scoring", 1, 2, "Lock the scores first"),
        ("locked", 0, 2, "one interview place"),
        ("locked", 1, 5, "levels 0 to 4"),
        ("locked", 1, -1, "levels 0 to 4"),
    ],
)
def test_what_cannot_be_asked(at: At, stage: str, places: int, level: int, match: str) -> None:
    with pytest.raises(Refused, match=match):
        what_if(at(stage), REF, places, level)


@pytest.mark.parametrize(
    ("limit", "invited", "limited"),
    [(None, 3, False), (4, 3, False), (3, 3, False), (2, 2, True), (1, 1, True)],
)
def test_a_limit_decides_only_where_it_keeps_somebody_out(
    at: At, monkeypatch: pytest.MonkeyPatch, limit: int | None, invited: int, limited: bool
) -> None:
    session = at("locked")
    post = replace(
        get_vacancy(session, REF),
        interview_limit=limit,
        interview_limit_reason="Many" if limit else "",
    )
    monkeypatch.setattr(asking, "get_vacancy", lambda s, ref: post)
    found = what_if(session, REF, 1, 1)
    assert (found.invited, found.limited) == (invited, limited)


def test_a_scheme_that_excludes_the_post_does_not_count(
    at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = at("locked")
    schemes = {
        name: replace(scheme, excludes=("school-based",) if "care" not in name else ())
        for name, scheme in available_schemes().items()
    }
    post = replace(get_vacancy(session, REF), school_based=True)
    monkeypatch.setattr(asking, "get_vacancy", lambda s, ref: post)
    monkeypatch.setattr(asking, "schemes_for", lambda s, ref: schemes)
    assert what_if(session, REF, 1, 3).declared_below == 1  # not who declared for the other only


def test_declarations_that_are_unclear_are_not_guessed_at(at: At) -> None:
    session = at("locked")
    first, *_ = session.vault.applications(REF)
    with session.workspace.act(sealed=True):
        session.vault.change_application(replace(first, unclear=("disability-confident",)))
    with pytest.raises(Refused, match=f"{first.candidate}. Look at their forms"):
        what_if(session, REF)


def test_scores_that_were_changed_behind_the_lock_are_refused(at: At) -> None:
    session = at("locked")
    with session.workspace.act():
        session.workspace._store.run("UPDATE scores SET level = 0")
    with pytest.raises(Refused, match="not those that were locked"):
        what_if(session, REF)


def test_sealed_it_is_not_told(at: At) -> None:
    with pytest.raises(VaultSealed):
        what_if(at("locked", sealed=True), REF)
