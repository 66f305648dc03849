"""The list of applications, and confirming declarations."""

import pytest

from edi_shortlist.storage import VaultSealed
from edi_shortlist.workflow.applications import list_applications, set_declarations
from edi_shortlist.workflow.auditing import audit_entries
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.reviewing import accept_all

from .conftest import REF, At, candidate_named


@pytest.mark.parametrize(
    ("stage", "states"),
    [
        ("draft", []),
        ("review", ["review"] * 3),
        ("reviewed", ["reviewed"] * 3),
        ("released", ["released"] * 3),
        ("scoring", ["released"] * 3),
        ("locked", ["locked"] * 3),
        # first on merit; second guaranteed; third declared, but below the minimum
        ("shortlisted", ["invited", "invited", "not invited"]),
        ("unsealed", ["invited", "invited", "not invited"]),
        ("closed", ["invited", "invited", "not invited"]),
    ],
)
def test_states_follow_the_job(at: At, stage: str, states: list[str]) -> None:
    assert sorted(a.state for a in list_applications(at(stage, sealed=True), REF)) == sorted(states)


def test_the_sealed_list_tells_nothing_of_anybody(at: At) -> None:
    for application in list_applications(at("review", sealed=True), REF):
        assert (application.identity, application.declarations, application.unclear) == (None,) * 3
        assert application.documents == 1
        assert application.redactions == application.undecided > 0


def test_the_unsealed_list_is_logged_once(at: At) -> None:
    session = at("review")
    for _ in range(2):
        found = {a.candidate: a for a in list_applications(session, REF, unsealed=True)}
    third = found[candidate_named(session, "third")]
    assert third.identity is not None
    assert third.identity["full_name"] == "Siân Rhys"
    assert third.declarations == ("care-experience", "disability-confident")
    assert len(audit_entries(session, action="identities.listed")) == 1


def test_the_unsealed_list_needs_an_open_vault(at: At) -> None:
    with pytest.raises(VaultSealed):
        list_applications(at("review", sealed=True), REF, unsealed=True)


def test_one_reviewed_application_among_others(at: At) -> None:
    session = at("review")
    candidate = candidate_named(session, "first")
    accept_all(session, REF, candidate)
    states = {a.candidate: a.state for a in list_applications(session, REF)}
    assert states.pop(candidate) == "reviewed"
    assert set(states.values()) == {"review"}


def test_confirmed_declarations_stay_in_the_vault(at: At) -> None:
    session = at("scoring")
    candidate = candidate_named(session, "first")
    set_declarations(session, REF, candidate, ["care-experience"] * 2, "asked by telephone")
    application = session.vault.application(candidate)
    assert application is not None
    assert application.declarations == ("care-experience",)
    (entry,) = audit_entries(session, action="declarations.confirmed")
    assert (entry.candidate, entry.details) == (candidate, {})


@pytest.mark.parametrize(
    ("stage", "schemes", "reason", "words"),
    [
        ("locked", [], "asked", "only by a decision"),
        ("draft", [], "asked", "no applications yet"),
        ("review", ["redeployee"], "asked", "no scheme 'redeployee'"),
        ("review", [], " ", "how you found out"),
    ],
)
def test_confirming_is_refused(
    at: At, stage: str, schemes: list[str], reason: str, words: str
) -> None:
    session = at(stage)
    candidates = [a.candidate for a in session.vault.applications(REF)] or ["C-0000"]
    with pytest.raises(Refused, match=words):
        set_declarations(session, REF, candidates[0], schemes, reason)


def test_confirming_needs_an_open_vault(at: At) -> None:
    session = at("review", sealed=True)
    (candidate, *_) = [a.candidate for a in list_applications(session, REF)]
    with pytest.raises(VaultSealed):
        set_declarations(session, REF, candidate, [], "asked")
