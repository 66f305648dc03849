"""Making, opening, sealing a workspace; acts on both sides; threads and other processes."""

import os
import shutil
import sqlite3
import stat
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from edi_shortlist.storage import (
    DamagedWorkspace,
    HalfWorkspace,
    NewerWorkspace,
    NoPassphrase,
    NotAnOfficersName,
    NotAWorkspace,
    NotSaved,
    Original,
    SealedApplication,
    VaultSealed,
    Workspace,
    WorkspaceBusy,
    WorkspaceExists,
    WorkspaceUnwritable,
    WrongPassphrase,
    keys,
)
from edi_shortlist.storage import connection as connection_module
from edi_shortlist.storage.workspace import FIRST_OFFICER

from .conftest import CHEAP, PASSPHRASE

SECRET = "Ẹniọlá Adébáyọ̀-Fforde"


def _application(candidate: str = "C-0001", vacancy: str = "V-1") -> SealedApplication:
    return SealedApplication(candidate, vacancy, "folder", {"full_name": SECRET})


def _fill(workspace: Workspace) -> None:
    with workspace.act(sealed=True):
        workspace.blind.add_vacancy("V-1", "Adviser", "draft", {})
        workspace.vault.add_application(
            _application(), [Original("cv.txt", f"CV of {SECRET}".encode(), {"text": SECRET})]
        )
        workspace.blind.add_candidate("V-1", "C-0001", 1)
        workspace.audit.append("Ann", "application.imported", vacancy="V-1", candidate="C-0001")


# -- making and opening


def test_a_new_workspace_is_open_and_holds_its_two_files(workspace: Workspace) -> None:
    assert workspace.is_unsealed
    assert {"shortlist.db", "vault.db"} <= {path.name for path in workspace.folder.iterdir()}
    assert not [path for path in workspace.folder.iterdir() if path.name.startswith(".making")]


def test_an_opened_workspace_is_sealed(workspace: Workspace) -> None:
    workspace.close()
    with Workspace.open(workspace.folder) as again:
        assert not again.is_unsealed
        with pytest.raises(VaultSealed, match="passphrase"):
            _ = again.vault


def test_closing_leaves_nothing_but_the_two_files(workspace: Workspace) -> None:
    _fill(workspace)
    workspace.close()
    names = sorted(path.name for path in workspace.folder.iterdir())
    assert names == ["shortlist.db", "vault.db"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_only_the_owner_may_read_the_files(workspace: Workspace) -> None:
    _fill(workspace)
    for path in workspace.folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name


def test_the_right_passphrase_opens_and_a_wrong_one_does_not(workspace: Workspace) -> None:
    _fill(workspace)
    workspace.close()
    with Workspace.open(workspace.folder) as again:
        with pytest.raises(WrongPassphrase):
            again.unlock("five swans under the canal")
        assert not again.is_unsealed
        again.unlock(PASSPHRASE)
        assert again.vault.applications("V-1")[0].identity == {"full_name": SECRET}
        with pytest.raises(WrongPassphrase):  # open or not, a wrong passphrase is wrong
            again.unlock("x")
        assert again.is_unsealed


def test_the_vault_says_who_opened_it_until_it_is_sealed(workspace: Workspace) -> None:
    assert workspace.officer == FIRST_OFFICER
    workspace.seal()
    assert workspace.officer == ""
    workspace.unlock(PASSPHRASE, "hr  OFFICER")
    assert workspace.officer == FIRST_OFFICER


def test_the_key_does_not_outlive_the_opening(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bytearray] = []
    unwrapped = keys.unwrap
    monkeypatch.setattr(keys, "unwrap", lambda *how: seen.append(unwrapped(*how)) or seen[-1])
    workspace.seal()
    workspace.unlock(PASSPHRASE)
    assert [bytes(key) for key in seen] == [bytes(32)]


def test_a_workspace_that_lost_its_keys_is_damaged(workspace: Workspace) -> None:
    workspace.seal()
    workspace._store.run("DELETE FROM wrapped_keys")
    with pytest.raises(DamagedWorkspace, match=r"shortlist\.db"):
        workspace.unlock(PASSPHRASE)


@pytest.mark.parametrize("name", ["", " ", "x" * 101, "Ann\0"])
def test_a_first_officer_without_a_usable_name_makes_nothing(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotAnOfficersName):
        Workspace.create(tmp_path / "w", PASSPHRASE, CHEAP, name)
    assert not (tmp_path / "w").exists()


def test_a_workspace_is_not_made_twice(workspace: Workspace) -> None:
    with pytest.raises(WorkspaceExists):
        Workspace.create(workspace.folder, PASSPHRASE, CHEAP)


def test_a_refused_passphrase_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(NoPassphrase):
        Workspace.create(tmp_path / "w", "", CHEAP)
    assert not (tmp_path / "w").exists()


def test_a_workspace_is_made_in_a_folder_that_holds_other_things(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    Workspace.create(tmp_path, PASSPHRASE, CHEAP).close()
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_where_nothing_can_be_written_nothing_is_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file, no folder")
    with pytest.raises(WorkspaceUnwritable, match="file"):
        Workspace.create(tmp_path / "file" / "w", PASSPHRASE, CHEAP)


def test_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(NotAWorkspace, match=r"shortlist\.db"):
        Workspace.open(tmp_path)
    with pytest.raises(NotAWorkspace):
        Workspace.open(tmp_path / "nowhere")


@pytest.mark.parametrize("missing", ["shortlist.db", "vault.db"])
def test_half_a_workspace(workspace: Workspace, missing: str) -> None:
    workspace.close()
    (workspace.folder / missing).unlink()
    with pytest.raises(HalfWorkspace, match=missing):
        Workspace.open(workspace.folder)
    if missing == "shortlist.db":  # a vault that lost its key is not written over
        with pytest.raises(HalfWorkspace):
            Workspace.create(workspace.folder, PASSPHRASE, CHEAP)


def test_a_file_that_is_no_database(workspace: Workspace) -> None:
    workspace.close()
    (workspace.folder / "shortlist.db").write_bytes(b"not a database at all" * 500)
    with pytest.raises(DamagedWorkspace, match=r"shortlist\.db"):
        Workspace.open(workspace.folder)


def test_a_database_of_something_else(tmp_path: Path) -> None:
    (tmp_path / "vault.db").write_bytes(b"")
    with closing(sqlite3.connect(tmp_path / "shortlist.db")) as other:
        other.execute("CREATE TABLE groceries (name TEXT)")
    with pytest.raises(NotAWorkspace):
        Workspace.open(tmp_path)


@pytest.mark.parametrize("damage", ["overwritten", "of another workspace"])
def test_a_vault_that_does_not_fit(workspace: Workspace, tmp_path: Path, damage: str) -> None:
    workspace.close()
    vault = workspace.folder / "vault.db"
    if damage == "overwritten":
        vault.write_bytes(os.urandom(vault.stat().st_size))
    else:
        Workspace.create(tmp_path / "other", PASSPHRASE, CHEAP).close()
        shutil.copy(tmp_path / "other" / "vault.db", vault)
    with Workspace.open(workspace.folder) as again:
        with pytest.raises(DamagedWorkspace, match=r"vault\.db"):
            again.unlock(PASSPHRASE)
        assert not again.is_unsealed


def test_a_newer_workspace_is_left_alone(workspace: Workspace) -> None:
    workspace.close()
    file = workspace.folder / "shortlist.db"
    with closing(sqlite3.connect(file)) as later, later:
        later.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('blind', 'm999_packs', '2031-01-01')"
        )
    before = file.read_bytes()
    with pytest.raises(NewerWorkspace, match="newer version"):
        Workspace.open(workspace.folder)
    assert file.read_bytes() == before


# -- the seal


def test_the_blind_side_and_the_sealed_vault_hold_no_plaintext(workspace: Workspace) -> None:
    _fill(workspace)
    # The write-ahead logs are there while the workspace is open.
    names = {path.name for path in workspace.folder.iterdir()}
    assert {"shortlist.db-wal", "vault.db-wal"} <= names
    for close in (False, True):
        if close:
            workspace.close()
        for path in workspace.folder.iterdir():
            content = path.read_bytes()
            for secret in (SECRET, "Adébáyọ̀", "Fforde", "CV of"):
                assert secret.encode() not in content, path.name
                assert secret.encode("utf-16-le") not in content, path.name


def test_sealing_closes_the_vault_for_everybody(workspace: Workspace) -> None:
    _fill(workspace)
    vault = workspace.vault
    workspace.seal()
    assert not workspace.is_unsealed
    with pytest.raises(connection_module.DATABASE_ERRORS):
        vault.applications("V-1")
    workspace.seal()  # sealing twice does no harm
    workspace.unlock(PASSPHRASE)
    assert workspace.vault.application("C-0001")


# -- acts


def test_an_act_that_fails_leaves_neither_side_changed(workspace: Workspace) -> None:
    def fail() -> None:
        with workspace.act(sealed=True):
            _fill(workspace)
            raise KeyError("stop")

    with pytest.raises(KeyError):
        fail()
    assert workspace.vault.application("C-0001") is None
    assert workspace.blind.vacancies() == []
    assert workspace.audit.entries() == []


def test_an_act_on_a_sealed_vault_is_refused(workspace: Workspace) -> None:
    workspace.seal()
    with pytest.raises(VaultSealed), workspace.act(sealed=True):
        raise AssertionError("never reached")


def test_what_was_left_between_the_two_files_is_removed_at_unlocking(workspace: Workspace) -> None:
    _fill(workspace)
    # As a kill leaves it: the vault is committed, the blind side is not.
    workspace.vault.add_application(
        _application("C-0002"), [Original("cv.txt", b"x", {"text": "y"})]
    )
    workspace.close()
    with Workspace.open(workspace.folder) as again:
        again.unlock(PASSPHRASE)
        assert [a.candidate for a in again.vault.applications("V-1")] == ["C-0001"]
        assert again.vault.content("C-0002/1") is None


def test_the_anchor_follows_each_act_and_finds_a_cut(workspace: Workspace) -> None:
    _fill(workspace)
    with workspace.act():
        workspace.audit.append("Ann", "vacancy.review", vacancy="V-1")
    assert workspace.vault.anchor() == workspace.audit.head()
    workspace.close()
    with closing(sqlite3.connect(workspace.folder / "shortlist.db")) as file, file:
        file.execute("DROP TRIGGER audit_is_never_cut")
        file.execute("DELETE FROM audit WHERE number = 2")
    with Workspace.open(workspace.folder) as again:
        assert again.verify_audit().ok  # a sealed vault cannot be asked
        again.unlock(PASSPHRASE)
        assert not again.verify_audit().ok
        with again.act():
            again.audit.append("Eve", "vacancy.review", vacancy="V-1")
        assert not again.verify_audit().ok  # new entries do not cover it up
        again.seal()
        again.unlock(PASSPHRASE)
        assert not again.verify_audit().ok


def test_what_was_logged_with_the_vault_sealed_is_anchored_at_the_next_unlocking(
    workspace: Workspace,
) -> None:
    _fill(workspace)
    workspace.seal()
    with workspace.act():
        workspace.audit.append("Ann", "score.recorded", vacancy="V-1")
    workspace.unlock(PASSPHRASE)
    assert workspace.vault.anchor() == workspace.audit.head()


def test_a_full_disk_is_said_in_a_sentence_and_loses_nothing(workspace: Workspace) -> None:
    _fill(workspace)
    pages = workspace._store.value("PRAGMA page_count")
    workspace._store.rows(f"PRAGMA max_page_count = {pages}")

    def write() -> None:
        with workspace.act():
            for number in range(200):
                workspace.audit.append("Ann", "x.y", details={"long": "n" * 4000, "at": number})

    with pytest.raises(NotSaved, match="disk is full"):
        write()
    assert len(workspace.audit.entries()) == 1
    assert workspace.verify_audit().ok


# -- threads and processes


def test_two_threads_write_and_read_without_harm(workspace: Workspace) -> None:
    _fill(workspace)
    problems: list[BaseException] = []

    def write(name: str) -> None:
        try:
            for number in range(30):
                with workspace.act(sealed=True):
                    workspace.audit.append(name, "score.recorded", details={"n": number})
                    workspace.vault.set_declarations("C-0001", [name], name, "asked")
        except BaseException as error:
            problems.append(error)

    def read() -> None:
        try:
            for _ in range(60):
                assert workspace.vault.application("C-0001") is not None
                assert workspace.verify_audit().ok
        except BaseException as error:
            problems.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in ("Ann", "Ben")]
    threads.append(threading.Thread(target=read))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert len(workspace.audit.entries()) == 61


def test_two_programs_on_one_workspace_take_turns(workspace: Workspace) -> None:
    _fill(workspace)
    with Workspace.open(workspace.folder) as other:
        other.unlock(PASSPHRASE)
        for number in range(10):
            for program in (workspace, other):
                with program.act(sealed=True):
                    program.audit.append("Ann", "score.recorded", details={"n": number})
        assert [e.number for e in other.audit.entries()] == list(range(1, 22))
        assert other.verify_audit().ok
        assert workspace.verify_audit().ok


def test_a_program_that_never_finishes_is_told_of(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection_module, "BUSY_SECONDS", 0.05)
    with Workspace.open(workspace.folder) as other:
        with (
            workspace.act(),
            pytest.raises(WorkspaceBusy, match="Another program"),
            other.act(),
        ):
            raise AssertionError("never reached")
        with other.act():
            other.audit.append("Ann", "vault.opened")
    assert len(workspace.audit.entries()) == 1


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),  # FULL: what was confirmed survives a power cut
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("temp_store", 2),  # memory
    ],
)
def test_both_files_are_kept_safe_and_clean(
    workspace: Workspace, setting: str, value: object
) -> None:
    for store in (workspace._store, workspace._vault_store):
        assert store is not None
        assert store.value(f"PRAGMA {setting}") == value


def test_what_is_deleted_is_overwritten(workspace: Workspace) -> None:
    workspace.blind.add_vacancy("V-1", "A title that was withdrawn", "draft", {})
    workspace._store.run("DELETE FROM vacancies")
    workspace.close()
    for path in workspace.folder.iterdir():
        assert b"title that was withdrawn" not in path.read_bytes()
