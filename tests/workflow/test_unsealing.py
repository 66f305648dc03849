"""Unsealing the invited, and closing."""

import pytest

from edi_shortlist.storage import VaultSealed
from edi_shortlist.workflow.auditing import audit_entries
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.states import VacancyState
from edi_shortlist.workflow.unsealing import close_vacancy, unseal, unsealed_candidates
from edi_shortlist.workflow.vacancies import vacancy_state

from .conftest import REF, At, candidate_named


def test_only_the_invited_are_unsealed(at: At) -> None:
    session = at("shortlisted")
    invited = [candidate_named(session, name) for name in ("first", "second")]
    found = unseal(session, REF)
    assert [u.candidate for u in found] == sorted(invited)
    by_reference = {u.candidate: u for u in found}
    assert by_reference[invited[0]].identity["full_name"] == "Zubeida Okonjo"
    assert by_reference[invited[0]].adjustments == "a lift"
    assert by_reference[invited[0]].interview_mode == "online"
    # Declarations and monitoring answers are no part of it.
    assert set(vars(found[0])) == {"candidate", "identity", "adjustments", "interview_mode"}
    logged = [e.candidate for e in audit_entries(session, action="candidate.unsealed")]
    assert logged == sorted(invited)
    assert vacancy_state(session, REF) is VacancyState.UNSEALED
    assert unsealed_candidates(session, REF) == found


@pytest.mark.parametrize("stage", ["review", "locked", "shortlisted"])
def test_nobody_is_listed_before(at: At, stage: str) -> None:
    with pytest.raises(Refused, match="unsealed yet"):
        unsealed_candidates(at(stage), REF)


@pytest.mark.parametrize(
    ("stage", "words"), [("locked", "Draw the shortlist first"), ("unsealed", "already")]
)
def test_unsealing_out_of_turn(at: At, stage: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        unseal(at(stage), REF)


def test_it_needs_an_open_vault(at: At) -> None:
    session = at("shortlisted", sealed=True)
    with pytest.raises(VaultSealed):
        unseal(session, REF)
    assert vacancy_state(session, REF) is VacancyState.SHORTLISTED
    with pytest.raises(VaultSealed):
        unsealed_candidates(at("unsealed", sealed=True), REF)


def test_closing(at: At) -> None:
    session = at("unsealed", sealed=True)
    close_vacancy(session, REF)
    assert vacancy_state(session, REF) is VacancyState.CLOSED
    with pytest.raises(Refused, match="closed already"):
        close_vacancy(session, REF)
    with pytest.raises(Refused, match="unseal the invited first"):
        close_vacancy(at("shortlisted", sealed=True), REF)
