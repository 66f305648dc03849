"""Reasons for deciding against what was proposed: logged, shown as evidence, never an applicant's
words."""

import json
from pathlib import Path

import pytest

from edi_shortlist import bundled
from edi_shortlist.workflow.auditing import audit_entries
from edi_shortlist.workflow.decision_reasons import Against, usual_reasons
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.evidence import EvidenceFilter, evidence_of
from edi_shortlist.workflow.reviewing import (
    Redaction,
    accept,
    add_redaction,
    against_of,
    explain,
    list_redactions,
    reject,
    undo,
)
from edi_shortlist.workflow.session import Session

from .conftest import REF, At, candidate_named


def place_of(session: Session) -> Redaction:
    return next(one for one in list_redactions(session, REF) if one.label == "LOCATION")


def test_a_usual_reason_is_logged_and_shown_as_evidence(at: At) -> None:
    session = at("review", sealed=True)
    usual = usual_reasons(Against.REJECTED)[0]
    rejected = reject(session, place_of(session).id, f"  {usual} ")
    assert rejected.decision_reason == usual
    (entry,) = audit_entries(session, action="redaction.rejected")
    assert entry.details["reason"] == usual
    evidence = evidence_of(session, EvidenceFilter(label="LOCATION"))
    for table, column in (("redactions", "decision_reason"), ("overrides", "reason")):
        found = evidence.table(table)
        assert [row[found.columns.index(column)] for row in found.rows] == [usual]


def test_a_reason_is_not_asked_for(at: At) -> None:
    session = at("review", sealed=True)
    assert reject(session, place_of(session).id).decision_reason == ""
    (entry,) = audit_entries(session, action="redaction.rejected")
    assert "reason" not in entry.details


@pytest.mark.parametrize(
    "reason",
    [
        "Toxteth is meant",  # the passage
        "TOXTETH",
        "he lives in toxteth.",
        "Okonjo is someone else",  # the name
        "Ms Zubéida says so",
        "see zubeida@example.com",
        "zubeida-okonjo",
        "x" * 201,
    ],
)
def test_a_reason_with_the_applicants_words_is_refused(at: At, reason: str) -> None:
    session = at("review")
    with pytest.raises(Refused, match=r"in other words|200 characters"):
        reject(session, place_of(session).id, reason)
    assert place_of(session).decision == "pending"
    assert not audit_entries(session, action="redaction")


@pytest.mark.parametrize(
    ("identity", "reason", "refused"),
    [
        ({"phone": "01632 960 123"}, "call 01632960123", True),
        ({"phone": "01632 960 123"}, "call 01632-960-123", True),
        ({"postcode": "M1 1AE"}, "near m11ae", True),
        ({"postcode": "M1 1AE"}, "in the 1st year", False),
        ({"full_name": "Li Van der Berg"}, "It is Li.", True),
        ({"full_name": "Li Van der Berg"}, "The van der valk hotel", False),
        ({"date_of_birth": "1990-05-03"}, "born 1990", True),
        ({"address": "12 The Green, Stoke on Trent"}, "It is on the form", False),
        ({"address": "12 The Green, Stoke on Trent"}, "Stoke is the office", True),
        ({"email": "ada@example.com"}, "for example", False),
        ({}, "Nobody is meant", False),
    ],
)
def test_what_is_known_of_the_applicant_is_looked_for(
    at: At, identity: dict[str, str], reason: str, refused: bool
) -> None:
    session = at("review")
    place = place_of(session)
    assert session.workspace._vault_store is not None
    session.workspace._vault_store.run(
        "UPDATE applications SET identity = ? WHERE candidate = ?",
        [json.dumps(identity), place.document_id.split("/")[0]],
    )
    if refused:
        with pytest.raises(Refused, match="in other words"):
            reject(session, place.id, reason)
    else:
        assert reject(session, place.id, reason).decision_reason == reason


def test_a_reason_of_ones_own_needs_the_vault(at: At) -> None:
    session = at("review", sealed=True)
    with pytest.raises(Refused, match=r"open the vault.*not about the applicant"):
        reject(session, place_of(session).id, "It is the name of a product.")


def test_a_passage_marked_by_hand_has_one_too(at: At) -> None:
    session = at("review")
    document = f"{candidate_named(session, 'third')}/1"
    with pytest.raises(Refused, match="in other words"):
        add_redaction(session, document, 0, 6, "NAME", "A letter names her")
    assert not [one for one in list_redactions(session, REF) if one.source == "reviewer"]
    added = add_redaction(session, document, 0, 6, "NAME", "Nobody else would say so")
    assert added.decision_reason == "Nobody else would say so"
    (entry,) = audit_entries(session, action="redaction.added")
    assert entry.details["reason"] == "Nobody else would say so"


def test_a_reason_can_be_given_later_and_taken_back(at: At) -> None:
    session = at("review")
    place = reject(session, place_of(session).id)
    first, second = usual_reasons(Against.REJECTED)[:2]
    assert explain(session, place.id, first).decision_reason == first
    assert explain(session, place.id, second).decision_reason == second
    assert explain(session, place.id, second).decision_reason == second
    logged = audit_entries(session, action="redaction.explained")
    assert [entry.details["reason"] for entry in logged] == [first, second]
    undone = undo(session, REF)
    assert undone is not None
    assert undone.act == "give reason"
    assert place_of(session).decision_reason == first
    assert accept(session, place.id).decision_reason == ""
    with pytest.raises(Refused, match="Only a rejected passage"):
        explain(session, place.id, first)
    reject(session, place.id)
    with pytest.raises(Refused, match="Say why"):
        explain(session, place.id, "  ")


def test_rejecting_again_with_a_reason_says_it(at: At) -> None:
    session = at("review")
    first, second = usual_reasons(Against.REJECTED)[:2]
    place = reject(session, place_of(session).id, first)
    assert reject(session, place.id) == place
    assert reject(session, place.id, first) == place
    assert reject(session, place.id, second).decision_reason == second


def test_which_reasons_fit(at: At) -> None:
    session = at("review")
    place = place_of(session)
    assert against_of(place) is None
    assert against_of(accept(session, place.id)) is None
    assert against_of(reject(session, place.id)) is Against.REJECTED
    added = add_redaction(session, place.document_id, 0, 4, "NAME")
    assert against_of(added) is Against.ADDED
    assert against_of(reject(session, added.id)) is Against.REJECTED


@pytest.mark.parametrize(
    "written",
    ["", 'rejected = "It is not"', "rejected = [1]", 'rejected = [""]', "rejected = [", "\xff"],
)
def test_a_list_that_cannot_be_used_is_told(
    written: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "reasons.toml").write_bytes(written.encode("latin-1"))
    monkeypatch.setattr(bundled, "resource", lambda name: tmp_path / "reasons.toml")
    with pytest.raises(Refused, match=r"'reasons\.toml'"):
        usual_reasons(Against.REJECTED)


def test_the_shipped_reasons_are_sentences_that_fit_the_log() -> None:
    for against in Against:
        reasons = usual_reasons(against)
        assert len(set(reasons)) == len(reasons) >= 4
        assert all(one.endswith(".") and len(one) < 100 for one in reasons)
