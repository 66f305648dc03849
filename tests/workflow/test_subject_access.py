"""Everything held on one applicant, and nothing of anybody else."""

import re
import zipfile
from html import unescape
from pathlib import Path

import pytest

from edi_shortlist.storage import SealedApplication, VaultSealed
from edi_shortlist.workflow.applications import set_declarations
from edi_shortlist.workflow.auditing import audit_entries
from edi_shortlist.workflow.confirming import confirm_form
from edi_shortlist.workflow.erasing import erase
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.form_drafts import keep_draft
from edi_shortlist.workflow.reviewing import accept_all, list_redactions, reject
from edi_shortlist.workflow.scoring import record_score
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.subject_access import subject_access

from .conftest import APPLICANTS, PASSPHRASE, REF, STAGES, At, WordRedactor, candidate_named

WITH_APPLICATIONS = [stage for stage in STAGES if stage != "draft"]


def bundle_of(session: Session, name: str, path: Path, **how: bool) -> tuple[str, dict[str, bytes]]:
    """Write the bundle on an applicant; return its page as text and every file."""
    subject_access(session, REF, candidate_named(session, name), path, **how)
    with zipfile.ZipFile(path) as archive:
        files = {file: archive.read(file) for file in archive.namelist()}
    return unescape(re.sub(r"<[^>]+>", "\n", files["index.html"].decode())), files


@pytest.mark.parametrize("stage", WITH_APPLICATIONS)
def test_the_bundle_holds_the_applicants_own_and_nobody_elses(
    at: At, stage: str, tmp_path: Path
) -> None:
    session = at(stage)
    page, files = bundle_of(session, "second", tmp_path / "b.zip")
    folder, name, _, text = APPLICANTS[1]
    for held in (name, "piotr@example.com", "a lift", "online", "Welsh", folder, "Disability"):
        assert held.lower() in page.lower(), held
    assert files[f"originals/1 {name} letter.txt"] == text.encode()
    released = stage not in ("review", "reviewed")
    assert ("anonymised/1.pdf" in files) == released
    assert set(re.findall(r'href="([^"]+)"', files["index.html"].decode())) == {
        file.replace(" ", "%20") for file in files if file != "index.html"
    }
    everything = page + b"".join(files.values()).decode("latin-1")
    others = [candidate_named(session, one) for one in ("first", "third")]
    for other in ("Okonjo", "Zubeida", "Rhys", "Toxteth", *others):
        assert other not in everything, other


def test_scores_and_notes_are_told_with_the_panellists_part(at: At, tmp_path: Path) -> None:
    session = at("scoring")
    second = candidate_named(session, "second")
    record_score(session, REF, second, "Panellist A", "E1", 4, "Led a <duty> team & more")
    page, _ = bundle_of(session, "second", tmp_path / "b.zip")
    assert "Led a <duty> team & more" in page
    assert "4 (Outstanding)" in page
    assert "E1: Prevents homelessness" in page
    assert "Panellist A" not in page
    assert "panellist 1" in page
    assert "Ann" not in re.findall(r"\w+", page)
    assert "member of staff 1" in page
    named, _ = bundle_of(session, "second", tmp_path / "named.zip", name_staff=True)
    assert "Panellist A" in named
    assert "Ann" in re.findall(r"\w+", named)


def test_what_was_hidden_is_shown_with_its_words_and_decision(at: At, tmp_path: Path) -> None:
    session = at("review")
    page, _ = bundle_of(session, "first", tmp_path / "a.zip")
    assert "Toxteth" in page
    assert "[place]" in page
    assert "not decided yet" in page
    first, *_ = list_redactions(session, REF, candidate_named(session, "first"))
    reject(session, first.id, "A criterion asks for it.")
    accept_all(session, REF)
    page, _ = bundle_of(session, "first", tmp_path / "b.zip")
    assert "not decided yet" not in page
    assert "hidden, member of staff 1" in page
    assert re.search(r"left in, member of staff 1.*because: A criterion asks for it\.", page)


def test_what_staff_changed_confirmed_and_typed_is_in_it(at: At, tmp_path: Path) -> None:
    session = at("review")
    second = candidate_named(session, "second")
    set_declarations(session, REF, second, ["care-experience"], "asked by telephone")
    confirm_form(session, REF, second, {"adjustments": "a ramp"}, None, redactor=WordRedactor())
    keep_draft(session, REF, second, {"interview_mode": "in person"}, "by e-mail")
    page, _ = bundle_of(session, "second", tmp_path / "b.zip")
    assert "asked by telephone" in page
    assert "disability-confident → care-experience" in page
    assert "Adjustments: a lift → a ramp" in page
    assert "Typed, not confirmed." in page
    assert "by e-mail" in page


def test_the_outcome_is_told_with_its_explanation(at: At, tmp_path: Path) -> None:
    session = at("shortlisted")
    page, _ = bundle_of(session, "second", tmp_path / "b.zip")
    assert "Guaranteed an interview under" in page
    assert "The shortlist is not drawn yet." not in page
    before, _ = bundle_of(at("locked"), "second", tmp_path / "c.zip")
    assert "The shortlist is not drawn yet." in before


def test_every_entry_that_names_the_candidate_is_told_without_the_others(
    at: At, tmp_path: Path
) -> None:
    session = at("shortlisted")
    first, second = (candidate_named(session, name) for name in ("first", "second"))
    session.log("applications.kept-apart", REF, candidates=[first, second])
    page, _ = bundle_of(session, "second", tmp_path / "b.zip")
    entries = audit_entries(session, text=second)
    for entry in entries[:-1]:  # the last is that of the bundle itself
        assert entry.action in page
    assert "[another applicant]" in page
    assert first not in page


def test_a_file_name_from_outside_leads_nowhere(at: At, tmp_path: Path) -> None:
    session = at("review")
    second = candidate_named(session, "second")
    assert session.workspace._vault_store is not None
    session.workspace._vault_store.run(
        "UPDATE documents SET file_name = '../../evil.txt' WHERE candidate = ?", [second]
    )
    _, files = bundle_of(session, "second", tmp_path / "b.zip")
    assert set(files) == {"index.html", "originals/1 _.._evil.txt"}


def test_a_folder_serves_as_well(at: At, tmp_path: Path) -> None:
    session = at("released")
    bundle = subject_access(
        session, REF, candidate_named(session, "third").lower(), tmp_path / "out"
    )
    found = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert bundle.files == len(found) == 3
    assert (tmp_path / "out" / "anonymised" / "1.pdf").read_bytes().startswith(b"%PDF")


def test_the_notes_to_read_are_counted(at: At, tmp_path: Path) -> None:
    session = at("scoring")
    second = candidate_named(session, "second")
    assert subject_access(session, REF, second, tmp_path / "a.zip").notes == 0
    record_score(session, REF, second, "Panellist B", "E1", 2, "better than the other")
    assert subject_access(session, REF, second, tmp_path / "b.zip").notes == 1


def test_the_log_says_it_was_done_and_not_what_was_in_it(at: At, tmp_path: Path) -> None:
    session = at("review")
    second = candidate_named(session, "second")
    subject_access(session, REF, second, tmp_path / "b.zip")
    (entry,) = audit_entries(session, action="candidate.exported")
    assert (entry.candidate, entry.vacancy) == (second, REF)
    assert entry.details == {"purpose": "subject access", "files": 2, "staff_named": False}


@pytest.mark.parametrize("name", ["there.zip", "there"])
def test_what_is_there_is_not_written_over(at: At, tmp_path: Path, name: str) -> None:
    session = at("review")
    second = candidate_named(session, "second")
    subject_access(session, REF, second, tmp_path / name)
    with pytest.raises(Refused, match="something at"):
        subject_access(session, REF, second, tmp_path / name)
    assert len(audit_entries(session, action="candidate.exported")) == 1


def test_nothing_is_logged_where_nothing_could_be_written(at: At, tmp_path: Path) -> None:
    session = at("review")
    with pytest.raises(OSError, match="No such file"):
        subject_access(
            session, REF, candidate_named(session, "second"), tmp_path / "none" / "b.zip"
        )
    assert audit_entries(session, action="candidate.exported") == []


def test_of_an_erased_or_unknown_applicant_nothing_can_be_told(at: At, tmp_path: Path) -> None:
    session = at("shortlisted")
    first = candidate_named(session, "first")
    erase(session, REF, first)
    with pytest.raises(Refused, match="was erased"):
        subject_access(session, REF, first, tmp_path / "b.zip")
    with pytest.raises(Refused, match="has no candidate"):
        subject_access(session, REF, "C-0000", tmp_path / "b.zip")
    assert not (tmp_path / "b.zip").exists()


def test_the_vault_must_be_open(at: At, tmp_path: Path) -> None:
    session = at("review", sealed=True)
    candidate = session.workspace.blind.candidates(REF)[0]
    with pytest.raises(VaultSealed):
        subject_access(session, REF, candidate, tmp_path / "b.zip")
    session.unlock(PASSPHRASE)
    assert isinstance(session.vault.application(candidate), SealedApplication)
