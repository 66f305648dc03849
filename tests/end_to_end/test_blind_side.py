"""Nothing identifying on the blind side: the bytes of everything that the sample job leaves are
searched for what the sixteen applicants are called, gave, declared and answered."""

import json
import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from edi_shortlist.documents import form_sections
from edi_shortlist.workflow.auditing import audit_entries
from edi_shortlist.workflow.reviewing import review_documents
from edi_shortlist.workflow.scoring import candidates, panel_documents
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.unsealing import unseal

from .sample_job import PASSPHRASE, REF, TRUTH, Job

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp1252")
# A date of birth may lie anywhere as digits; as a whole date it may not.
KINDS = ("identity", "monitoring", "adjustments", "files")


def _spellings(words: str) -> set[str]:
    """The forms in which a program might write some words down."""
    in_json = json.dumps(words)[1:-1]
    return {words, words.lower(), words.upper(), in_json}


def _sought(kinds: Iterable[str]) -> dict[bytes, tuple[str, str]]:
    """Return every byte string to look for, with whose it is and what."""
    sought = {}
    for folder, truth in TRUTH.items():
        for kind in kinds:
            given = truth[kind]
            for words in [given] if isinstance(given, str) else given:
                # Answers such as "White British" are words of others' work in small letters.
                spellings = _spellings(words) if kind != "monitoring" else {words}
                for spelling in spellings - {""}:
                    for encoding in ENCODINGS:
                        try:
                            sought[spelling.encode(encoding)] = (folder, words)
                        except UnicodeEncodeError:
                            continue
    return sought


def found_in(places: Mapping[str, bytes], kinds: Iterable[str] = KINDS) -> list[str]:
    sought = _sought(kinds)
    return sorted(
        {
            f"{whose}: {words!r} in {place}"
            for place, content in places.items()
            for needle, (whose, words) in sought.items()
            if needle in content
        }
    )


def _files(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_search_finds_what_is_there(job: Job, tmp_path: Path) -> None:
    """The search itself: the vault's text in the open is full of what is looked for."""
    with Session.open(job.copy_to(tmp_path / "copy"), "hr") as s:
        s.unlock(PASSPHRASE)
        originals = "\n".join(
            d.document.text for c in candidates(s, REF) for d in review_documents(s, REF, c)
        )
    for encoding in ("utf-8", "utf-16-le"):
        found = found_in({"originals": originals.encode(encoding)})
        assert len(found) > 150
        assert len({line.partition(":")[0] for line in found}) == 16


def test_the_workspace_holds_two_files_and_nothing_identifying(job: Job) -> None:
    files = _files(job.folder)
    assert {"shortlist.db", "vault.db"} <= set(files)
    assert found_in(files) == []


def test_the_vault_is_encrypted(job: Job) -> None:
    vault = (job.folder / "vault.db").read_bytes()
    assert not vault.startswith(b"SQLite format 3")
    assert found_in({"vault.db": vault}, (*KINDS, "declared", "others")) == []
    for word in (
        b"CREATE TABLE",
        b"disability-confident",
        b"care-experience",
        b"%PDF",
        b"PK\x03\x04",
    ):
        assert word not in vault


def test_nothing_identifying_while_the_vault_is_open(job: Job, tmp_path: Path) -> None:
    """With originals on the screen and the invited unsealed, the write-ahead log is clean too."""
    folder = job.copy_to(tmp_path / "copy")
    with Session.open(folder, "hr") as s:
        s.unlock(PASSPHRASE)
        for candidate in candidates(s, REF):
            review_documents(s, REF, candidate)
        assert len(unseal(s, REF)) == 7
        files = _files(folder)
        assert any(name.endswith("-wal") and content for name, content in files.items())
        assert found_in(files) == []
    assert found_in(_files(folder)) == []


def test_nothing_identifying_elsewhere(job: Job) -> None:
    """Temporary files at each step, log messages at every level, words of progress."""
    assert found_in(job.elsewhere) == []


def test_no_temporary_file_is_left(job: Job) -> None:
    left = [name for name in job.elsewhere if name.endswith("at step 17")]
    assert left == []


def test_declarations_stand_nowhere_on_the_blind_side(job: Job) -> None:
    """Scheme ids stand in the vacancy, which everybody may read, and beside no candidate."""
    text = (job.folder / "shortlist.db").read_bytes().decode("utf-8", "replace")
    with Session.open(job.folder, "auditor") as s:
        references = candidates(s, REF)
    for scheme in ("disability-confident", "care-experience"):
        for match in re.finditer(scheme, text):
            around = text[max(0, match.start() - 300) : match.end() + 300]
            assert not any(reference in around for reference in references)


def test_copies_of_who_declared_and_who_did_not_read_the_same(job: Job, tmp_path: Path) -> None:
    """A redacted answer beside everybody else's "No" would say who declared."""
    parts = set()
    with Session.open(shutil.copytree(job.folder, tmp_path / "copy"), "panel") as s:
        for candidate in candidates(s, REF):
            for document in panel_documents(s, REF, candidate):
                lines = [b.text for b in document.blocks]
                for heading in ("6. Guaranteed interview schemes", "PART E  Schemes"):
                    if heading in lines:
                        at = lines.index(heading)
                        parts.add((heading, *lines[at + 1 : at + 3]))
    assert {heading for heading, *_ in parts} == {
        "6. Guaranteed interview schemes",
        "PART E  Schemes",
    }
    assert len(parts) == 2, parts


def test_most_of_what_declarers_say_of_themselves_in_prose_is_hidden(job: Job) -> None:
    """Prose is for the reviewer as well; unread, at least two thirds of it is hidden."""
    blind = {"shortlist.db": (job.folder / "shortlist.db").read_bytes()}
    said = [words for truth in TRUTH.values() for words in truth["declared"]]
    shown = found_in(blind, ["declared"])
    assert len(shown) <= len(said) / 3, shown


def test_other_people_are_hidden_too(job: Job) -> None:
    """Referees, managers and family: at most one in fifty is left for the reviewer."""
    blind = {"shortlist.db": (job.folder / "shortlist.db").read_bytes()}
    others = [words for truth in TRUTH.values() for words in truth["others"]]
    shown = found_in(blind, ["others"])
    assert len(shown) <= len(others) / 50, shown


@pytest.mark.parametrize("wrong", ["", "nine herons by the weird", PASSPHRASE.upper()])
def test_a_wrong_passphrase_opens_nothing(job: Job, tmp_path: Path, wrong: str) -> None:
    from edi_shortlist.storage import VaultSealed, WrongPassphrase

    with Session.open(job.copy_to(tmp_path / "copy"), "hr") as s:
        with pytest.raises(WrongPassphrase):
            s.unlock(wrong)
        with pytest.raises(VaultSealed):
            review_documents(s, REF, candidates(s, REF)[0])


def test_where_something_was_redacted_does_not_tell_who_declared(job: Job, tmp_path: Path) -> None:
    """A redaction of a ticked box, its place or the log's count of it says so as well as words."""
    with Session.open(job.copy_to(tmp_path / "copy"), "hr") as s:
        s.unlock(PASSPHRASE)
        looked_at = 0
        for candidate in candidates(s, REF):
            for look in review_documents(s, REF, candidate):
                ticked = [r for r in look.redactions if r.source == "tick-boxes"]
                assert {r.label for r in ticked} <= {"TITLE"}  # which every form asks of everybody
                for start, end, kind in form_sections(look.document):
                    heading, _, answers = look.document.text[start:end].partition("\n")
                    # "Declarations" may also be the one of convictions, which the panel may see.
                    if kind == "monitoring" or "Disability Confident" in answers:
                        looked_at += 1
                        first = start + len(heading)
                        assert not [r for r in look.redactions if first <= r.start and r.end <= end]
        for entry in audit_entries(s, action="application.imported"):
            assert entry.details["by_source"].get("tick-boxes", 0) <= 1
        assert looked_at == 16  # eight forms with both parts
