"""Accounts: written when the shortlist is drawn, read with the vault open, gone with the applicant."""

from pathlib import Path

import pytest

from edi_shortlist.storage import VaultSealed
from edi_shortlist.workflow.auditing import audit_entries
from edi_shortlist.workflow.erasing import erase
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.explaining import explanation_of, explanations
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.shortlisting import current_shortlist
from tests.decided_vacancy import PASSPHRASE, make_decided

from .conftest import REF, At, candidate_named


def test_every_candidate_has_an_account_that_agrees_with_the_shortlist(at: At) -> None:
    session = at("shortlisted")
    view = current_shortlist(session, REF)
    assert view is not None
    found = explanations(session, REF)
    assert [one.candidate for one in found] == [one.candidate for one in view.candidates]
    for account, one in zip(found, view.candidates, strict=True):
        assert (account.invited, account.route, account.schemes) == (
            one.invited,
            one.route,
            one.schemes,
        )
        assert account.findings[-1].sentences == (one.explanation,)
    explanations(session, REF)
    assert len(audit_entries(session, action="explanations.read")) == 1


def test_an_erased_applicant_has_none_and_the_others_keep_theirs(at: At) -> None:
    session = at("shortlisted")
    first, second = (candidate_named(session, one) for one in ("first", "second"))
    before = explanation_of(session, REF, second)
    erase(session, REF, first)
    assert explanation_of(session, REF, second) == before
    with pytest.raises(Refused, match="was erased"):
        explanation_of(session, REF, first)


def test_a_shortlist_of_a_version_before_has_its_sentence(tmp_path: Path) -> None:
    make_decided(tmp_path / "w")
    with Session.open(tmp_path / "w", "Ann") as session:
        session.unlock(PASSPHRASE)
        first, second = explanations(session, "V-1")
    assert [one.sentences for one in first.findings] == [("Why.",)]
    assert [one.for_applicant[0].sentences for one in (first, second)] == [
        ("You are invited to interview.",),
        ("You are not invited to interview.",),
    ]


def test_before_the_drawing_and_sealed_there_is_none(at: At) -> None:
    with pytest.raises(Refused, match="not drawn yet"):
        explanations(at("locked"), REF)
    with pytest.raises(VaultSealed):
        explanations(at("shortlisted", sealed=True), REF)
