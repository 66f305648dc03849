"""What an auditor reads of a document that is checked again, with and without the vault."""

import pytest

from edi_shortlist.workflow.auditing import audit_entries
from edi_shortlist.workflow.erasing import erase
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.sampled_text import sampled_text
from edi_shortlist.workflow.scoring import panel_documents

from .conftest import REF, At, candidate_named


@pytest.mark.parametrize("sealed", [True, False])
def test_after_release_it_is_what_the_panel_reads(at: At, sealed: bool) -> None:
    candidate = candidate_named(at("released"), "first")
    session = at("released", sealed=sealed)
    found = sampled_text(session, REF, f"{candidate}/1")
    (read,) = panel_documents(session, REF, candidate)
    assert found.shown == read
    assert "Zubeida" not in read.text
    assert (found.original is None) is sealed
    if found.original is not None:
        assert "Zubeida Okonjo" in found.original.document.text
        assert len(found.original.redactions) == 3
    looked = [e.action for e in audit_entries(session, action="originals")]
    assert looked == ([] if sealed else ["originals.opened"])


def test_before_release_it_takes_the_vault(at: At) -> None:
    candidate = candidate_named(at("review"), "first")
    document = f"{candidate}/1"
    assert sampled_text(at("review", sealed=True), REF, document).shown is None
    shown = sampled_text(at("review"), REF, document).shown
    assert shown is not None
    assert "Zubeida" not in shown.text
    assert "40 evictions" in shown.text


def test_a_document_that_was_erased_is_said_to_be_gone(at: At) -> None:
    session = at("released")
    candidate = candidate_named(session, "first")
    erase(session, REF, candidate)
    assert sampled_text(session, REF, f"{candidate}/1").gone
    assert not sampled_text(session, REF, f"{candidate_named(session, 'second')}/1").gone
    with pytest.raises(Refused, match="no vacancy V-9"):
        sampled_text(session, "V-9", f"{candidate}/1")
