"""The record of processing: what the controller says, what the workspace tells, and the file."""

import hashlib
from pathlib import Path

import pytest

from edi_shortlist.documents.parts import read_parts
from edi_shortlist.storage import KeyCost, Workspace
from edi_shortlist.workflow.auditing import audit_entries, verify_audit
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.officers import add_officer, make_recovery_code
from edi_shortlist.workflow.processing_record import (
    LONGEST,
    export_processing_record,
    processing_record,
    sections,
    state_processing,
)
from edi_shortlist.workflow.processing_words import FIELDS, NEEDED, PURPOSES
from edi_shortlist.workflow.retention import RetentionRule, set_retention
from edi_shortlist.workflow.session import Session

from .conftest import APPLICANTS, CHEAP, PASSPHRASE, REF, At

COUNCIL = "Borough of Example, Town Hall, Example Street"


def words_of(session: Session) -> str:
    """Return everything that the record says, a cell or sentence a line."""
    said: list[str] = []
    for section in sections(processing_record(session)):
        said += [section.heading, *section.about, *section.columns]
        said += [str(cell) for row in section.rows for cell in row]
    return "\n".join(said)


def test_nothing_is_said_at_first_and_every_needed_field_is_missing(at: At) -> None:
    session = at("draft", sealed=True)
    record = processing_record(session)
    assert (record.stated, record.stated_at, record.stated_by) == ({}, "", "")
    assert record.missing == NEEDED
    assert "Not filled in yet" in words_of(session)


def test_what_is_said_is_kept_field_by_field_and_logged_by_name_alone(at: At) -> None:
    session = at("draft", sealed=True)
    assert state_processing(session, {"controller": f" {COUNCIL}\n"}) == ("controller",)
    assert state_processing(session, {"contact": "data@example.com"}) == ("contact",)
    assert state_processing(session, {"contact": "data@example.com "}) == ()
    record = processing_record(session)
    assert record.stated == {"controller": COUNCIL, "contact": "data@example.com"}
    assert record.stated_by == "Ann"
    assert "controller" not in record.missing
    assert COUNCIL in words_of(session)
    assert state_processing(session, {"contact": "  "}) == ("contact",)
    assert "contact" in processing_record(session).missing
    entries = audit_entries(session, action="processing-record.changed")
    assert [entry.details for entry in entries] == [
        {"fields": ["controller"]},
        {"fields": ["contact"]},
        {"fields": ["contact"]},
    ]
    with Workspace.open(session.folder) as again:
        assert again.processing_record.stated().fields == {"controller": COUNCIL}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"controler": COUNCIL}, "no field 'controler'"),
        ({"controller": "x" * (LONGEST + 1)}, f"at most {LONGEST}"),
        ({"contact": "data@example.com", "": "x"}, "no field ''"),
    ],
)
def test_what_cannot_be_kept_is_refused_as_a_whole(
    at: At, changes: dict[str, str], said: str
) -> None:
    session = at("draft", sealed=True)
    with pytest.raises(Refused, match=said):
        state_processing(session, changes)
    assert processing_record(session).stated == {}
    assert not audit_entries(session, action="processing-record")


def test_the_workspace_tells_what_it_knows_without_the_vault(at: At) -> None:
    session = at("shortlisted", sealed=True)
    set_retention(session, REF, RetentionRule(12, 24))
    said = words_of(session)
    assert "holds 3 applications" in said
    assert "12 months\n24 months\n3" in said
    assert "Care experience" in said
    assert "Disability Confident" in said
    assert "1 HR officer" in said
    assert "There is no recovery code." in said
    assert "No backup is known" in said
    add_officer(session, "Ben", "nine herons by the weir", PASSPHRASE, cost=CHEAP)
    make_recovery_code(session, PASSPHRASE, by="Ann", cost=CHEAP)
    said = words_of(session)
    assert "2 HR officers" in said
    assert "A recovery code was made" in said


def test_the_cheapest_passphrase_is_the_one_that_counts(at: At) -> None:
    session = at("draft", sealed=True)
    dearer = KeyCost(memory_kib=16, passes=1, lanes=1)
    add_officer(session, "Ben", "nine herons by the weir", PASSPHRASE, cost=dearer)
    assert processing_record(session).cost == CHEAP


def test_no_applicant_is_in_it(at: At) -> None:
    session = at("unsealed")
    said = words_of(session).casefold()
    for _folder, name, *_rest in APPLICANTS:
        assert not [word for word in name.casefold().split() if word in said]
    assert "C-" not in words_of(session)


def test_every_purpose_has_its_ground_in_a_field_that_is_asked_for(at: At) -> None:
    fields = {field.key for field in FIELDS}
    assert len(fields) == len(FIELDS)
    for purpose in PURPOSES:
        assert {purpose.basis, purpose.condition} - {""} <= fields


@pytest.mark.parametrize("suffix", [".html", ".docx", ".pdf"])
def test_it_is_written_as_a_file_that_can_be_read(at: At, tmp_path: Path, suffix: str) -> None:
    session = at("shortlisted", sealed=True)
    state_processing(session, {"controller": COUNCIL, "policy": "a < b & 'c'"})
    path = tmp_path / f"record{suffix}"
    digest = export_processing_record(session, path)
    assert digest == hashlib.sha256(path.read_bytes()).hexdigest()
    (part,) = read_parts(path)
    text = " ".join(part.document.text.split())
    assert COUNCIL in text
    assert "a < b & 'c'" in text
    assert REF in text
    assert "Who is responsible" in text
    (entry,) = audit_entries(session, action="processing-record.exported")
    assert entry.details == {"format": suffix[1:], "sha256": digest}
    with pytest.raises(Refused, match="already there"):
        export_processing_record(session, path)
    assert verify_audit(session).ok


@pytest.mark.parametrize("name", ["record.txt", "record", "nowhere/record.pdf"])
def test_a_file_that_cannot_be_written_is_refused_and_not_logged(
    at: At, tmp_path: Path, name: str
) -> None:
    session = at("draft", sealed=True)
    with pytest.raises(Refused):
        export_processing_record(session, tmp_path / name)
    assert not (tmp_path / name).exists()
    assert not audit_entries(session, action="processing-record.exported")
