"""A redaction that was changed behind the program's back is not as the log says."""

import pytest

from edi_shortlist.storage import Redaction
from edi_shortlist.workflow.decision_reasons import Against, usual_reasons
from edi_shortlist.workflow.evidence import EvidenceFilter, evidence_of
from edi_shortlist.workflow.evidence_agreement import not_as_logged
from edi_shortlist.workflow.reviewing import (
    accept,
    accept_all,
    add_redaction,
    change_label,
    explain,
    list_redactions,
    reject,
    undo,
)
from edi_shortlist.workflow.session import Session

from .conftest import REF, At


def differing(session: Session) -> list[int]:
    return not_as_logged(session.workspace.audit.entries(), list_redactions(session, REF))


@pytest.fixture
def decided(at: At) -> tuple[Session, Redaction, Redaction]:
    """A session in review, a redaction with every act on it, and one that was taken back."""
    session = at("review")
    one, other, *_ = list_redactions(session, REF)
    reason = usual_reasons(Against.REJECTED)[0]
    accept(session, one.id)
    reject(session, one.id)
    change_label(session, one.id, "TITLE")
    explain(session, one.id, reason)
    reject(session, other.id, reason)
    undo(session, REF)
    add_redaction(session, one.document_id, 0, 4, "NAME")
    session.actor = "Ben"
    accept_all(session, REF)
    return session, one, other


def test_whatever_was_done_by_the_program_agrees(
    decided: tuple[Session, Redaction, Redaction],
) -> None:
    session, *_ = decided
    assert differing(session) == []
    facts = evidence_of(session, EvidenceFilter()).facts
    assert facts["redactions_not_as_logged"] == "none"


@pytest.mark.parametrize(
    "change",
    [
        "decision = 'accepted'",
        "decision = 'pending'",
        "label = 'NAME'",
        "decided_by = 'Ben'",
        "decision_reason = ''",
        "digest = 'f00d'",
        "digest = ''",
    ],
)
def test_what_was_changed_otherwise_does_not(
    decided: tuple[Session, Redaction, Redaction], change: str
) -> None:
    session, one, _ = decided
    session.workspace._store.run(f"UPDATE redactions SET {change} WHERE id = ?", [one.id])
    assert differing(session) == [one.id]
    facts = evidence_of(session, EvidenceFilter()).facts
    assert facts["redactions_not_as_logged"] == str(one.id)


def test_the_filter_does_not_hide_it(decided: tuple[Session, Redaction, Redaction]) -> None:
    session, one, _ = decided
    session.workspace._store.run("UPDATE redactions SET digest = '' WHERE id = ?", [one.id])
    facts = evidence_of(session, EvidenceFilter(label="EMAIL")).facts
    assert facts["redactions_not_as_logged"] == str(one.id)


def test_a_log_that_holds_anything_is_compared_all_the_same(at: At) -> None:
    session = at("review")
    one, *_ = list_redactions(session, REF)
    for action, details in (
        ("redaction.undone", {"redactions": 7}),
        ("redaction.undone", {"redactions": [[], None, one.id]}),
        ("redaction.accepted", {"redaction": []}),
        ("redaction.accepted", {"redaction": one.id, "label": []}),
    ):
        session.log(action, REF, **details)
    assert differing(session) == [one.id]
