"""Digests of what is hidden: stored with the redaction and in the log, and gone with the applicant."""

from pathlib import Path

import pytest

from edi_shortlist import __version__
from edi_shortlist.storage import Redaction
from edi_shortlist.storage.digests import digest_of
from edi_shortlist.workflow.auditing import audit_entries, verify_audit
from edi_shortlist.workflow.confirming import confirm_form
from edi_shortlist.workflow.erasing import erase
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.evidence import EvidenceFilter, evidence_of, fits_digest
from edi_shortlist.workflow.grouping import join_applications
from edi_shortlist.workflow.reviewing import (
    accept,
    accept_all,
    add_redaction,
    change_label,
    list_redactions,
    reject,
)
from edi_shortlist.workflow.session import Session

from .conftest import PASSPHRASE, REF, At, WordRedactor, candidate_named


def proved(session: Session, one: Redaction, text: str | None = None) -> bool:
    return fits_digest(session, one.document_id, one.start, one.end, one.digest, text)


def of(session: Session, name: str) -> list[Redaction]:
    return list_redactions(session, REF, candidate_named(session, name))


def test_every_redaction_has_a_digest_from_the_start(at: At) -> None:
    session = at("review")
    found = list_redactions(session, REF)
    assert all(proved(session, one) for one in found)
    assert len({one.digest for one in found}) == len(found)
    *_, place = of(session, "first")
    assert proved(session, place, "Toxteth")
    assert not proved(session, place, "Okonjo")
    assert place.recorded_at.endswith("Z")


def test_what_is_found_later_has_one_too(at: At, redactor: WordRedactor) -> None:
    session = at("review")
    candidate = candidate_named(session, "third")
    added = add_redaction(session, f"{candidate}/1", 0, 6, "NAME")
    assert proved(session, added, "Letter")
    correction = {"identity.full_name": "Siân adviser"}
    confirm_form(session, REF, candidate, correction, None, redactor=redactor)
    hidden = of(session, "third")
    assert any(proved(session, one, "adviser") for one in hidden)
    assert all(proved(session, one) for one in hidden)
    joined = join_applications(
        session, REF, [candidate, candidate_named(session, "second")], redactor=redactor
    )
    assert all(proved(session, one) for one in list_redactions(session, REF, joined))


def test_the_versions_are_those_of_the_look_that_found_it(
    at: At, redactor: WordRedactor, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = at("review")
    candidate = candidate_named(session, "third")
    add_redaction(session, f"{candidate}/1", 0, 6, "NAME")
    monkeypatch.setattr(redactor, "versions", {"model": "words 2"})
    correction = {"identity.full_name": "Siân adviser"}
    confirm_form(session, REF, candidate, correction, None, redactor=redactor)
    (entry,) = audit_entries(session, action="form.confirmed")
    assert entry.details["versions"] == {"program": __version__, "model": "words 2"}
    table = evidence_of(session, EvidenceFilter()).table("redactions")
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    told = {(r["recogniser"], r["start"]): (r["program"], r["model"]) for r in rows if r["candidate"] == candidate}  # fmt: skip
    assert told == {
        ("reviewer", 0): ("", ""),
        ("known-identity", 7): (__version__, "words 1"),
        ("known-identity", 18): (__version__, "words 2"),
    }


def test_a_confirmation_that_looks_for_nothing_names_no_versions(at: At) -> None:
    session = at("review")
    confirm_form(session, REF, candidate_named(session, "first"), {"adjustments": ""}, None)
    (entry,) = audit_entries(session, action="form.confirmed")
    assert "versions" not in entry.details


def test_each_decision_in_the_log_bears_the_digest(at: At) -> None:
    session = at("review")
    first, last, place = of(session, "first")
    session.seal()
    accept(session, first.id)
    reject(session, last.id)
    change_label(session, place.id, "ADDRESS")
    accept_all(session, REF)
    told = {
        (entry.action, entry.details["redaction"]): entry.details["digest"]
        for entry in audit_entries(session, action="redaction")
    }
    assert told["redaction.accepted", first.id] == first.digest
    assert told["redaction.rejected", last.id] == last.digest
    assert told["redaction.relabelled", place.id] == place.digest
    assert {told["redaction.accepted", one.id] for one in list_redactions(session, REF) if one.rule}


def test_a_digest_stays_whatever_the_vault_says_later(at: At) -> None:
    session = at("review")
    place = of(session, "first")[2]
    assert session.workspace._vault_store is not None
    session.workspace._vault_store.run(
        "UPDATE documents SET content = replace(content, 'Toxteth', 'Bristol')"
    )
    (row,) = evidence_of(session, EvidenceFilter(label="LOCATION")).table("redactions").rows
    assert place.digest in row
    assert not proved(session, place)
    assert proved(session, place, "Toxteth")


def test_nothing_of_an_erased_applicant_can_be_proved(at: At) -> None:
    session = at("review")
    place, other = of(session, "first")[2], of(session, "second")[0]
    store = session.workspace._vault_store
    assert store is not None
    keys = {row["candidate"]: row["key"] for row in store.rows("SELECT * FROM digest_keys")}
    candidate = place.document_id.split("/")[0]
    accept(session, place.id)
    erase(session, REF, candidate)
    with pytest.raises(Refused, match="nobody can prove"):
        proved(session, place, "Toxteth")
    assert proved(session, other)
    # The log keeps the digest; none of the keys that are left fits it.
    assert audit_entries(session, text=place.digest)
    assert set(keys) - {candidate} == {
        row["candidate"] for row in store.rows("SELECT candidate FROM digest_keys")
    }
    where = (place.document_id, place.start, place.end, "Toxteth")
    del keys[candidate]
    assert place.digest not in [digest_of(key, *where) for key in keys.values()]


def test_the_one_key_of_before_goes_with_the_first_erasure(at: At) -> None:
    session = at("review")
    store = session.workspace._vault_store
    assert store is not None
    key = bytes(range(32))
    store.insert("settings", {"name": "digest-key", "value": key.hex()})
    place = of(session, "first")[2]
    where = (place.document_id, place.start, place.end)
    old = digest_of(key, *where, "Toxteth")
    assert fits_digest(session, *where, old)
    assert fits_digest(session, *where, f" {old.upper()} ")
    assert not fits_digest(session, *where, old, "Bristol")
    erase(session, REF, candidate_named(session, "second"))
    assert not fits_digest(session, *where, old)
    assert proved(session, place)


def _without_digests(session: Session) -> Path:
    """Make the workspace one of a version that stored none."""
    session.workspace._store.run("UPDATE redactions SET digest = '', recorded_at = ''")
    session.close()
    return session.folder


def test_a_workspace_without_digests_gets_them_when_the_vault_is_opened(at: At) -> None:
    session = at("review")
    before = {one.id: one.digest for one in list_redactions(session, REF)}
    accept(session, of(session, "first")[0].id)
    folder = _without_digests(session)
    with Session.open(folder, "Ann") as again:
        assert not any(one.digest for one in list_redactions(again, REF))
        accept(again, list_redactions(again, REF)[-1].id)  # without a digest to log
        again.unlock(PASSPHRASE)
        assert {one.id: one.digest for one in list_redactions(again, REF)} == before
        (entry,) = audit_entries(again, action="digests.made")
        assert entry.details == {"redactions": len(before)}
        assert verify_audit(again).ok
        again.seal()
        again.unlock(PASSPHRASE)
        assert len(audit_entries(again, action="digests.made")) == 1
        table = evidence_of(again, EvidenceFilter()).table("redactions")
        imported = {e.at for e in audit_entries(again, action="application.imported")}
        column = table.columns.index("proposed_at")
        assert {row[column] for row in table.rows} == imported


def test_a_document_that_cannot_be_read_does_not_keep_the_vault_shut(at: At) -> None:
    session = at("review")
    candidate = candidate_named(session, "first")
    assert session.workspace._vault_store is not None
    session.workspace._vault_store.run(
        "UPDATE documents SET content = '{}' WHERE candidate = ?", [candidate]
    )
    folder = _without_digests(session)
    with Session.open(folder, "Ann") as again:
        again.unlock(PASSPHRASE)
        lacking = {one.document_id for one in list_redactions(again, REF) if not one.digest}
        assert lacking == {f"{candidate}/1"}
