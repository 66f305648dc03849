"""What is looked at once more before a release."""

import pytest

from edi_shortlist.storage import VaultSealed
from edi_shortlist.workflow.last_look import last_look
from edi_shortlist.workflow.reviewing import accept_all, list_redactions, reject

from .conftest import REF, At


def test_a_rejected_name_comes_first_and_is_not_quoted(at: At, redactor) -> None:
    session = at("review")
    name = next(r for r in list_redactions(session, REF) if r.label == "NAME")
    reject(session, name.id)
    first, *_ = last_look(session, REF, redactor=redactor)
    assert first.document_id == name.document_id
    assert (first.kind, first.document) == ("own identity", 1)
    assert first.danger >= 0.9
    for word in ("Zubeida", "Okonjo", "Piotr", "Wrona", "Siân", "Rhys"):
        assert word not in repr(first)


def test_what_is_hidden_is_not_listed(at: At, redactor) -> None:
    session = at("review")
    accept_all(session, REF)
    found = last_look(session, REF, redactor=redactor)
    assert not [d for d in found if d.kind in ("own identity", "other applicant")]


def test_one_candidate_alone(at: At, redactor) -> None:
    session = at("review")
    for redaction in list_redactions(session, REF):
        reject(session, redaction.id)
    everybody = last_look(session, REF, redactor=redactor)
    assert len({d.candidate for d in everybody}) == 3
    candidate = everybody[0].candidate
    alone = last_look(session, REF, candidate, redactor)
    assert alone == [d for d in everybody if d.candidate == candidate]


def test_it_needs_an_open_vault(at: At, redactor) -> None:
    with pytest.raises(VaultSealed):
        last_look(at("review", sealed=True), REF, redactor=redactor)
