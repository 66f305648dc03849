"""What is left of an erased candidate, and that the files are clean of the rest."""

import contextlib
import sys
import zlib
from pathlib import Path

import pytest

from edi_shortlist.storage import (
    Original,
    Redaction,
    ScoreRecord,
    SealedApplication,
    StandingRecord,
    VaultSealed,
    Workspace,
)
from edi_shortlist.storage.connection import Store

from .conftest import PASSPHRASE

# Long enough to fill pages of its own, and pages shared with others.
LONG, SHORT = "Quillon heron prevented evictions. " * 900, "Quillon heron, a note"


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    """Two candidates of one vacancy, the first with text on both sides."""
    workspace.blind.add_vacancy("V-1", "Adviser", "scoring", {})
    for candidate, text in (("C-0001", LONG), ("C-0002", "Others. " * 900)):
        with workspace.act(sealed=True):
            workspace.vault.add_application(
                SealedApplication(candidate, "V-1", text[:20], {"full_name": text[:20]}),
                [Original("cv.txt", text.encode(), {"text": text})],
            )
            (document,) = workspace.blind.add_candidate("V-1", candidate, 1)
            workspace.blind.set_anonymised(document, {"text": text})
            workspace.redactions.add(
                Redaction(0, document, 0, 4, "NAME", 0.9, "x", "[applicant]", text[:20])
            )
            workspace.scores.put(ScoreRecord(candidate, "P", "E1", 3, text[:20]), "Ann")
    workspace.scores.put(ScoreRecord("C-0001", "P", "E2", 3, SHORT), "Ann")
    return workspace


def take_away(workspace: Workspace, candidate: str) -> None:
    with workspace.act():
        workspace.scores.remove_all(candidate)
        workspace.blind.remove_candidate(candidate)
        workspace.blind.erasures.add(candidate, "V-1", "requested")
    with workspace.act(sealed=True):
        workspace.vault.remove_application(candidate)


def found_in_files(folder: Path, words: str) -> set[str]:
    """Name the files of the blind side that hold the words in any encoding."""
    forms = [words.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
    return {
        path.name for path in folder.iterdir() if any(form in path.read_bytes() for form in forms)
    }


def vault_of(workspace: Workspace) -> Store:
    assert workspace._vault_store is not None
    return workspace._vault_store


def test_no_erased_byte_is_left_in_the_files(filled: Workspace) -> None:
    vault = vault_of(filled)
    pages = vault.value("PRAGMA page_count")
    assert "shortlist.db-wal" in found_in_files(filled.folder, "Quillon heron")
    take_away(filled, "C-0001")
    assert found_in_files(filled.folder, "Quillon heron"), "the log of SQLite still has it"
    assert filled.blind.erasures.wait_to_be_cleaned()
    assert filled.clean()
    assert found_in_files(filled.folder, "Quillon heron") == set()
    assert found_in_files(filled.folder, "Others. Others.") == {"shortlist.db"}
    # In the vault no page is free, so every page is one that a table holds.
    assert vault.value("PRAGMA freelist_count") == 0
    assert vault.value("PRAGMA page_count") < pages
    assert (filled.folder / "vault.db-wal").stat().st_size == 0
    for table in vault.db.table_names():
        assert "Quillon" not in str(vault.rows(f"SELECT * FROM {table}"))
    assert not filled.blind.erasures.wait_to_be_cleaned()


@pytest.mark.parametrize("sealed", [False, True])
def test_both_files_overwrite_what_is_deleted(workspace: Workspace, sealed: bool) -> None:
    store = vault_of(workspace) if sealed else workspace._store
    assert store.value("PRAGMA secure_delete") == 1


def test_what_could_not_be_cleaned_is_cleaned_at_the_next_opening(filled: Workspace) -> None:
    folder = filled.folder
    take_away(filled, "C-0001")
    with Workspace.open(folder) as other:
        other._store.db.execute("BEGIN")
        other._store.value("SELECT count(*) FROM scores")  # it holds its view of the file
        filled._store.db.execute("PRAGMA busy_timeout = 50")
        assert not filled.clean()
        assert filled.blind.erasures.wait_to_be_cleaned()
        other._store.db.execute("ROLLBACK")
    filled.close()
    with Workspace.open(folder) as again:
        assert again.blind.erasures.wait_to_be_cleaned(), "the vault is sealed still"
        again.unlock(PASSPHRASE)
        assert not again.blind.erasures.wait_to_be_cleaned()
        assert found_in_files(folder, "Quillon heron") == set()


@pytest.mark.skipif(sys.platform != "linux", reason="it looks at open files by /proc")
def test_the_copy_that_is_made_while_cleaning_is_encrypted_or_in_memory(
    filled: Workspace,
) -> None:
    """Of the vault it lies on the disk, since a vault may be larger than the memory."""
    many = [Original(f"{n}.txt", LONG.encode() * 40, {"text": LONG}) for n in range(6)]
    with filled.act(sealed=True):
        filled.vault.add_application(SealedApplication("C-0003", "V-1"), many)
    seen: dict[str, bytes] = {}

    def look() -> int:
        for descriptor in Path("/proc/self/fd").iterdir():
            with contextlib.suppress(OSError):
                if (name := str(descriptor.readlink())).endswith("(deleted)"):
                    seen[name] = max(seen.get(name, b""), descriptor.read_bytes(), key=len)
        return 0

    for store in (filled._store, vault_of(filled)):
        store.db.conn.set_progress_handler(look, 20)
    assert filled.clean()
    copies = [content for content in seen.values() if len(content) > 100_000]
    assert len(copies) == 1, "the vault's"
    assert b"heron" not in copies[0]
    assert len(zlib.compress(copies[0])) > 0.5 * len(copies[0]), "text would shrink to nothing"


def test_cleaning_needs_both_files(filled: Workspace) -> None:
    filled.seal()
    with pytest.raises(VaultSealed):
        filled.clean()


def test_a_program_killed_between_the_two_sides_finishes_when_the_vault_is_opened(
    filled: Workspace,
) -> None:
    with filled.act():
        filled.scores.remove_all("C-0001")
        filled.blind.remove_documents("C-0001")  # it has a place in a shortlist
        filled.blind.erasures.add("C-0001", "V-1", "requested")
    filled.close()
    with Workspace.open(filled.folder) as again:
        again.unlock(PASSPHRASE)
        assert [a.candidate for a in again.vault.applications("V-1")] == ["C-0002"]


def test_an_erased_candidate_is_no_candidate_but_keeps_its_place(filled: Workspace) -> None:
    blind = filled.blind
    standing = StandingRecord("C-0001", "22/3", 1, True, (), True)
    blind.set_standings([standing])
    filled.scores.remove_all("C-0001")
    blind.remove_documents("C-0001")
    blind.erasures.add("C-0001", "V-1", "withdrew")
    assert blind.candidates("V-1") == ["C-0002"]
    assert blind.every_candidate() == {"C-0002"}
    assert blind.vacancy_of("C-0001") is None
    assert set(filled.redactions.counts("V-1")) == {"C-0002"}
    assert blind.standings("V-1") == [standing]
    gone = blind.erasures.of("C-0001")
    assert gone is not None
    assert blind.erasures.of_vacancy("V-1") == [gone]
    assert blind.erasures.of_vacancy("V-2") == []
    assert (gone.vacancy, gone.ground) == ("V-1", "withdrew")
    assert blind.erasures.of("C-0002") is None


def test_the_reference_of_an_erased_candidate_is_never_given_again(
    filled: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("edi_shortlist.storage.blind._ALPHABET", "0")
    filled.blind.erasures.add("C-0000", "V-1", "mistake")
    assert filled.blind.new_reference() == "C-00000"


def test_how_long_applications_are_kept(filled: Workspace) -> None:
    erasures = filled.blind.erasures
    assert erasures.kept_for("V-1") is None
    erasures.keep_for("V-1", 9, 24)
    erasures.keep_for("V-1", 12, None)
    assert erasures.kept_for("V-1") == (12, None)


def test_scores_of_one_candidate(filled: Workspace) -> None:
    kept = filled.scores.of_candidate("C-0001")
    assert [(score.criterion, score.note) for score, _ in kept] == [
        ("E1", LONG[:20]),
        ("E2", SHORT),
    ]
    assert all(at.endswith("Z") for _, at in kept)
    assert filled.scores.remove_all("C-0001") == 2
    assert len(filled.scores.of_candidate("C-0002")) == 1


def test_changed_declarations_read_back(filled: Workspace) -> None:
    filled.vault.set_declarations("C-0001", ["care-experience"], "Ann", "asked by telephone")
    filled.vault.set_declarations("C-0001", [], "Bea", "asked again")
    first, second = filled.vault.declaration_changes("C-0001")
    assert (first.before, first.after) == ((), ("care-experience",))
    assert (second.before, second.after) == (("care-experience",), ())
    assert (second.actor, second.reason) == ("Bea", "asked again")
    assert filled.vault.declaration_changes("C-0002") == []
