"""Nothing reaches a panel unreviewed."""

import pytest

from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.releasing import release
from edi_shortlist.workflow.reviewing import accept, accept_all, list_redactions, reject
from edi_shortlist.workflow.scoring import candidates, panel_documents, record_score
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import VacancyState
from edi_shortlist.workflow.vacancies import vacancy_state

from .sample_job import REF


def _is_closed_to_the_panel(s: Session) -> bool:
    """Whether neither a document can be read nor a score given, for any candidate."""
    assert vacancy_state(s, REF) is VacancyState.REVIEW
    for candidate in candidates(s, REF):
        with pytest.raises(Refused):
            panel_documents(s, REF, candidate)
        with pytest.raises(Refused):
            record_score(s, REF, candidate, "Panellist A", "E1", 2)
    return True


def test_unreviewed_applications_are_not_released(in_review: Session) -> None:
    with pytest.raises(Refused, match="wait"):
        release(in_review, REF)
    assert _is_closed_to_the_panel(in_review)


def test_one_undecided_redaction_of_one_application_is_enough(in_review: Session) -> None:
    *first, last = list_redactions(in_review, REF)
    for redaction in first:
        accept(in_review, redaction.id)
    with pytest.raises(Refused, match=last.document_id.split("/")[0]):
        release(in_review, REF)
    assert _is_closed_to_the_panel(in_review)
    accept(in_review, last.id)
    assert release(in_review, REF) == 16
    for candidate in candidates(in_review, REF):
        assert panel_documents(in_review, REF, candidate)


def test_fifteen_reviewed_applications_do_not_let_the_sixteenth_out(in_review: Session) -> None:
    *first, last = candidates(in_review, REF)
    for candidate in first:
        accept_all(in_review, REF, candidate)
    with pytest.raises(Refused, match=last):
        release(in_review, REF)
    assert _is_closed_to_the_panel(in_review)


def test_rejecting_is_deciding(in_review: Session) -> None:
    """A reviewer may leave a passage in, and what was left in is what the panel reads."""
    left_in = next(r for r in list_redactions(in_review, REF) if r.label == "EDUCATION_DATE")
    reject(in_review, left_in.id)
    accept_all(in_review, REF)
    assert release(in_review, REF) == 16
    decisions = {r.id: r.decision for r in list_redactions(in_review, REF)}
    assert decisions.pop(left_in.id) == "rejected"
    assert set(decisions.values()) == {"accepted"}


def test_nothing_is_decided_after_release(in_review: Session) -> None:
    accept_all(in_review, REF)
    release(in_review, REF)
    with pytest.raises(Refused):
        reject(in_review, list_redactions(in_review, REF)[0].id)


def test_the_log_names_who_decided_and_that_it_was_by_rule(in_review: Session) -> None:
    accept_all(in_review, REF)
    for redaction in list_redactions(in_review, REF):
        assert redaction.decided_by == "hr"
        assert redaction.decided_at
        assert redaction.rule == "accept-all"
