"""What was typed and not confirmed is kept, changes nothing, and goes when it is confirmed."""

import json

import pytest

from edi_shortlist.storage import VaultSealed
from edi_shortlist.workflow.auditing import audit_entries
from edi_shortlist.workflow.confirming import (
    confirm_certain,
    confirm_form,
    confirm_values,
    form_of,
    list_forms,
    unconfirmed,
    undo_confirmation,
)
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.form_drafts import keep_draft

from .conftest import REF, At, candidate_named

TYPED = {"adjustments": "a ramp", "declarations.care-experience": "yes"}


def test_it_is_kept_and_changes_nothing(at: At) -> None:
    session = at("review")
    candidate = candidate_named(session, "first")
    before = session.vault.application(candidate)
    entries = len(audit_entries(session))
    keep_draft(session, REF, candidate.lower(), TYPED, "asked")
    assert len(audit_entries(session)) == entries
    draft = form_of(session, REF, candidate).draft
    assert draft is not None
    assert (draft.actor, draft.typed, draft.reason) == ("Ann", TYPED, "asked")
    assert session.vault.application(candidate) == before
    assert {one.candidate for one in list_forms(session, REF) if one.begun} == {candidate}
    assert candidate in unconfirmed(session, REF)
    assert "ramp" not in json.dumps([str(entry) for entry in audit_entries(session)])


def test_it_goes_when_nothing_is_left_of_it(at: At) -> None:
    session = at("review")
    candidate = candidate_named(session, "first")
    keep_draft(session, REF, candidate, TYPED)
    keep_draft(session, REF, candidate, {}, "asked")
    assert form_of(session, REF, candidate).draft is None


@pytest.mark.parametrize(
    ("values", "left"),
    [
        (TYPED, None),
        ({"adjustments": "a lift"}, {"declarations.care-experience": "yes"}),
        ({"declarations.care-experience": "yes"}, {"adjustments": "a ramp"}),
        ({}, TYPED),
    ],
)
def test_a_confirmation_settles_what_it_decides(
    at: At, values: dict[str, str], left: dict[str, str] | None
) -> None:
    session = at("review")
    candidate = candidate_named(session, "first")
    keep_draft(session, REF, candidate, TYPED, "asked")
    confirm_values(session, REF, candidate, values, "asked")
    draft = form_of(session, REF, candidate).draft
    assert (draft and dict(draft.typed)) == left
    if left:
        undo_confirmation(session, REF, candidate)
        assert form_of(session, REF, candidate).draft == draft


def test_a_refused_confirmation_leaves_it(at: At) -> None:
    session = at("review")
    candidate = candidate_named(session, "first")
    keep_draft(session, REF, candidate, {"interview_mode": "by post"})
    with pytest.raises(Refused):
        confirm_form(session, REF, candidate, {"interview_mode": "by post"}, None)
    assert form_of(session, REF, candidate).draft is not None


def test_who_has_one_is_not_confirmed_unseen(at: At) -> None:
    session = at("review")
    candidate = candidate_named(session, "first")
    everybody = unconfirmed(session, REF)
    keep_draft(session, REF, candidate, TYPED)
    assert set(confirm_certain(session, REF, everybody)) == set(everybody) - {candidate}


def test_too_late_or_sealed_nothing_is_kept(at: At) -> None:
    session = at("shortlisted")
    candidate = candidate_named(session, "first")
    with pytest.raises(Refused, match="is drawn"):
        keep_draft(session, REF, candidate, TYPED)
    assert session.vault.drafts.of(candidate) is None
    with pytest.raises(Refused, match="no candidate C-0000"):
        keep_draft(at("review"), REF, "C-0000", TYPED)
    session.seal()
    with pytest.raises(VaultSealed):
        keep_draft(session, REF, candidate, TYPED)


# -- declarations among the values


@pytest.mark.parametrize(
    ("values", "declared"),
    [
        ({"declarations.care-experience": " YES "}, ("disability-confident", "care-experience")),
        ({"declarations.disability-confident": "no"}, ()),
        ({"adjustments": "a ramp"}, ("disability-confident",)),
    ],
)
def test_schemes_that_are_not_named_stay(
    at: At, values: dict[str, str], declared: tuple[str, ...]
) -> None:
    session = at("review")
    candidate = candidate_named(session, "second")
    confirm_values(session, REF, candidate, values, "asked")
    application = session.vault.application(candidate)
    assert application is not None
    assert set(application.declarations) == set(declared)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"declarations.cycling": "yes"}, "no field 'declarations.cycling'"),
        ({"declarations.care-experience": "perhaps"}, "is 'yes' or 'no'"),
        ({"declarations.care-experience": "yes"}, "Say how you found out"),
        ({"identity.shoe_size": "43"}, "no field 'identity.shoe_size'"),
    ],
)
def test_what_cannot_be_is_refused(at: At, values: dict[str, str], said: str) -> None:
    session = at("review")
    candidate = candidate_named(session, "second")
    with pytest.raises(Refused, match=said) as refused:
        confirm_values(session, REF, candidate, values)
    assert "perhaps" not in str(refused.value)
    assert candidate in unconfirmed(session, REF)
