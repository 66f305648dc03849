"""Other places and pass levels: numbers only, and nothing changed."""

import pytest

from edi_shortlist.storage import VaultSealed
from edi_shortlist.workflow.auditing import audit_entries
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.shortlisting import shortlist
from edi_shortlist.workflow.vacancies import get_vacancy, vacancy_state
from edi_shortlist.workflow.what_if import WhatIf, what_if

from .conftest import REF, At


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


def test_sealed_it_is_not_told(at: At) -> None:
    with pytest.raises(VaultSealed):
        what_if(at("locked", sealed=True), REF)
