"""A backup holds both files as they were at one instant, and only a whole and unaltered one is
restored."""

import json
import shutil
import sqlite3
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from edi_shortlist.storage import Original, SealedApplication, StorageError, Workspace
from edi_shortlist.storage import backup as backup_module
from edi_shortlist.storage.backup import (
    AlteredBackup,
    BackupExists,
    BackupNotWritten,
    FolderOccupied,
    NewerBackup,
    NotABackup,
    UnsoundBackup,
    restore_backup,
    write_backup,
)
from edi_shortlist.storage.copying import copy_sealed

from .conftest import CHEAP, PASSPHRASE

PROGRAM = Path(__file__).with_name("busy_program.py")
SECRET = "Ẹniọlá Adébáyọ̀-Fforde"


def _fill(workspace: Workspace) -> None:
    with workspace.act(sealed=True):
        workspace.blind.add_vacancy("V-1", "Adviser", "draft", {})
        workspace.vault.add_application(
            SealedApplication("C-0001", "V-1", identity={"full_name": SECRET}),
            [Original("cv.txt", f"CV of {SECRET}".encode(), {"text": SECRET})],
        )
        workspace.blind.add_candidate("V-1", "C-0001", 1)
        workspace.audit.append("Ann", "application.imported", vacancy="V-1", candidate="C-0001")


@pytest.fixture
def backup(workspace: Workspace, tmp_path: Path) -> Path:
    _fill(workspace)
    path = tmp_path / "out" / "w.edibackup"
    path.parent.mkdir()
    write_backup(workspace, path)
    return path


def _is_whole(folder: Path) -> set[str]:
    """Check a restored workspace on both sides and return its candidates."""
    with Workspace.open(folder) as workspace:
        workspace.unlock(PASSPHRASE)
        assert workspace._vault_store is not None
        assert workspace._store.value("PRAGMA integrity_check") == "ok"
        assert workspace._vault_store.value("PRAGMA integrity_check") == "ok"
        assert workspace._vault_store.rows("PRAGMA cipher_integrity_check") == []
        assert workspace.verify_audit().ok
        blind = set(workspace.blind.candidates("V-1"))
        assert blind == {a.candidate for a in workspace.vault.applications("V-1")}
        assert blind == {e.candidate for e in workspace.audit.entries() if e.candidate}
        assert all(workspace.vault.original(f"{candidate}/1") for candidate in blind)
        return blind


@pytest.mark.parametrize("sealed", [False, True])
def test_what_was_saved_comes_back(workspace: Workspace, tmp_path: Path, sealed: bool) -> None:
    _fill(workspace)
    if sealed:  # with the last acts still in the write-ahead log of another program
        other = Workspace.open(workspace.folder)
    else:
        other = workspace
    facts = write_backup(other, tmp_path / "w.edibackup")
    other.close()
    shutil.rmtree(workspace.folder, ignore_errors=sys.platform == "win32")
    told = restore_backup(tmp_path / "w.edibackup", tmp_path / "new" / "place")
    assert told == facts
    assert (facts.entries, facts.log_ok, len(facts.sha256)) == (1, True, 64)
    assert _is_whole(tmp_path / "new" / "place") == {"C-0001"}
    left = {path.name for path in tmp_path.iterdir()} | {
        p.name for p in (tmp_path / "new").iterdir()
    }
    assert not [name for name in left if name.startswith(".")], "no half-made folder stays"


@pytest.mark.parametrize("sealed", [False, True])
def test_a_backup_under_a_running_writer_has_every_act_on_both_sides_or_on_none(
    tmp_path: Path, sealed: bool
) -> None:
    folder = tmp_path / "workspace"
    with Workspace.create(folder, PASSPHRASE, CHEAP) as workspace:
        workspace.blind.add_vacancy("V-1", "Adviser", "importing", {})
    program = subprocess.Popen(
        [sys.executable, str(PROGRAM), str(folder), PASSPHRASE], stdout=subprocess.PIPE, text=True
    )
    try:
        assert program.stdout is not None
        first = program.stdout.readline().strip()
        sizes = []
        with Workspace.open(folder) as workspace:
            if not sealed:
                workspace.unlock(PASSPHRASE)
            for number in range(3):
                write_backup(workspace, tmp_path / f"{number}.edibackup")
        assert program.poll() is None, "the writer must still be at work"
    finally:
        program.kill()
        program.communicate()
    for number in range(3):
        restore_backup(tmp_path / f"{number}.edibackup", tmp_path / f"r{number}")
        there = _is_whole(tmp_path / f"r{number}")
        assert first in there
        sizes.append(len(there))
    assert sizes == sorted(sizes)


def test_a_file_that_never_stands_still_is_not_copied(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from edi_shortlist.storage import copying

    monkeypatch.setattr(copying, "_PAUSE_SECONDS", 0)
    monkeypatch.setattr(copying, "_digest", lambda path: "something else by now")
    with pytest.raises(StorageError, match="Another program"):
        copy_sealed(workspace.folder / "vault.db", tmp_path / "copy", None)


def test_the_backup_holds_no_plaintext_of_the_vault(backup: Path, tmp_path: Path) -> None:
    restore_backup(backup, tmp_path / "r")
    held = backup.read_bytes() + b"".join(p.read_bytes() for p in (tmp_path / "r").iterdir())
    for word in SECRET.split():
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            assert word.encode(encoding) not in held


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_only_the_owner_may_read_a_backup_or_what_is_restored(backup: Path, tmp_path: Path) -> None:
    restore_backup(backup, tmp_path / "r")
    for path in (backup, *(tmp_path / "r").iterdir()):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_backup_is_written_over_nothing(backup: Path, workspace: Workspace) -> None:
    before = backup.read_bytes()
    with pytest.raises(BackupExists):
        write_backup(workspace, backup)
    assert backup.read_bytes() == before


def test_where_nothing_can_be_written(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(BackupNotWritten, match="nowhere"):
        write_backup(workspace, tmp_path / "nowhere" / "w.edibackup")


def test_a_copy_of_the_vault_that_is_not_whole_is_not_kept(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bad_disk(source: Path, target: Path, store: object) -> None:
        copy_sealed(source, target, store)  # type: ignore[arg-type]
        content = bytearray(target.read_bytes())
        content[9000] ^= 1
        target.write_bytes(content)

    monkeypatch.setattr(backup_module, "copy_sealed", bad_disk)
    with pytest.raises(UnsoundBackup, match="not kept"):
        write_backup(workspace, tmp_path / "w.edibackup")
    assert not (tmp_path / "w.edibackup").exists()
    assert workspace.is_unsealed
    monkeypatch.undo()
    write_backup(workspace, tmp_path / "w.edibackup")  # and the vault is still usable


# -- what is refused


def _edit(backup: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    with zipfile.ZipFile(backup) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(backup, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def _set(members: dict[str, bytes], **changes: object) -> None:
    manifest = json.loads(members["manifest.json"]) | changes
    members["manifest.json"] = json.dumps(manifest).encode()


def _flip(members: dict[str, bytes], name: str) -> None:
    content = bytearray(members[name])
    content[len(content) // 2] ^= 1
    members[name] = bytes(content)


def _with_log(members: dict[str, bytes], sql: str, folder: Path) -> None:
    """Change the blind side and write its new digest into the manifest, as an attacker would."""
    import hashlib

    file = folder / "edited.db"
    file.write_bytes(members["shortlist.db"])
    with closing(sqlite3.connect(file)) as connection, connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(sql)
    members["shortlist.db"] = content = file.read_bytes()
    files = json.loads(members["manifest.json"])["files"]
    files["shortlist.db"] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    _set(members, files=files)


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        (lambda m, f: _flip(m, "vault.db"), AlteredBackup, r"vault\.db is not the file"),
        (lambda m, f: _flip(m, "shortlist.db"), AlteredBackup, r"shortlist\.db is not the file"),
        (lambda m, f: m.update({"vault.db": m["vault.db"][:-1]}), AlteredBackup, "the size of"),
        (lambda m, f: m.pop("vault.db"), AlteredBackup, "does not hold the files"),
        (lambda m, f: m.update({"../evil": b"x"}), AlteredBackup, "does not hold the files"),
        (lambda m, f: m.pop("manifest.json"), NotABackup, "is not a backup"),
        (lambda m, f: m.update({"manifest.json": b"[]"}), NotABackup, "is not a backup"),
        (lambda m, f: m.update({"manifest.json": b"\xff"}), NotABackup, "is not a backup"),
        (lambda m, f: _set(m, files={}), NotABackup, "is not a backup"),
        (lambda m, f: _set(m, format="cake"), NotABackup, "is not a backup"),
        (lambda m, f: _set(m, version=2, program="9.1"), NewerBackup, r"version 9\.1"),
        (
            lambda m, f: _with_log(
                m, "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('blind', 'm999_x', '')", f
            ),
            NewerBackup,
            "Install that version",
        ),
        (
            lambda m, f: _with_log(m, "UPDATE audit SET actor = 'Eve'", f),
            AlteredBackup,
            "its audit log",
        ),
        (lambda m, f: _with_log(m, "DELETE FROM audit", f), AlteredBackup, "its audit log"),
        (
            lambda m, f: _with_log(m, "UPDATE settings SET value = 'of another'", f),
            AlteredBackup,
            "its audit log",
        ),
    ],
)  # fmt: skip
def test_what_is_not_as_it_was_made_is_refused_and_leaves_nothing(
    backup: Path,
    tmp_path: Path,
    change: Callable[[dict[str, bytes], Path], None],
    error: type[Exception],
    words: str,
) -> None:
    _edit(backup, lambda members: change(members, tmp_path))
    before = sorted(tmp_path.iterdir())
    with pytest.raises(error, match=words) as refused:
        restore_backup(backup, tmp_path / "r")
    assert "nothing was restored" in str(refused.value)
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("kept", [0, 1, 1000, -1000, -1])
def test_a_backup_that_was_cut_short_is_refused(backup: Path, tmp_path: Path, kept: int) -> None:
    backup.write_bytes(backup.read_bytes()[:kept])
    with pytest.raises(NotABackup, match="cut short"):
        restore_backup(backup, tmp_path / "r")
    assert not (tmp_path / "r").exists()


def test_any_flipped_byte_is_found_or_harmless(backup: Path, tmp_path: Path) -> None:
    whole = backup.read_bytes()
    for at in range(0, len(whole), 6007):
        flipped = bytearray(whole)
        flipped[at] ^= 0x41
        backup.write_bytes(flipped)
        try:
            restore_backup(backup, tmp_path / f"r{at}")
        except StorageError:
            assert not (tmp_path / f"r{at}").exists()
        else:  # a byte of the container, say of a time that nothing reads
            assert _is_whole(tmp_path / f"r{at}") == {"C-0001"}


def test_nothing_is_restored_over_anything(
    backup: Path, workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    (tmp_path / "a file").write_text("mine")
    for folder in (workspace.folder, tmp_path / "mine", tmp_path / "a file"):
        with pytest.raises(FolderOccupied):
            restore_backup(backup, folder)
    assert (tmp_path / "mine" / "notes.txt").read_text() == "mine"
    (tmp_path / "empty").mkdir()
    restore_backup(backup, tmp_path / "empty")
    assert _is_whole(tmp_path / "empty") == {"C-0001"}


def test_no_backup_there(tmp_path: Path) -> None:
    for path in (tmp_path / "none", tmp_path):
        with pytest.raises(NotABackup):
            restore_backup(path, tmp_path / "r")


def test_a_workspace_whose_log_is_broken_can_be_backed_up_as_evidence(
    workspace: Workspace, tmp_path: Path
) -> None:
    _fill(workspace)
    workspace._store.run("DROP TRIGGER audit_is_never_changed")
    workspace._store.run("UPDATE audit SET actor = 'Eve'")
    facts = write_backup(workspace, tmp_path / "w.edibackup")
    assert (facts.log_ok, facts.entries) == (False, 0)
    restore_backup(tmp_path / "w.edibackup", tmp_path / "r")
    with Workspace.open(tmp_path / "r") as restored:
        assert restored.verify_audit().first_broken == 1
