"""Backups and restores are logged, and are found where the person looks for them."""

import hashlib
import re
from pathlib import Path

import pytest

from edi_shortlist.storage import StorageError
from edi_shortlist.workflow.auditing import audit_entries, verify_audit
from edi_shortlist.workflow.backing_up import (
    LastBackup,
    back_up,
    kept_old,
    last_backup,
    restore,
)
from edi_shortlist.workflow.session import Session

from .conftest import APPLICANTS, PASSPHRASE, REF, At


def test_a_backup_is_logged_with_its_digest_and_comes_back_whole(at: At, tmp_path: Path) -> None:
    session = at("shortlisted", sealed=True)
    entries = len(audit_entries(session))
    path, facts = back_up(session, tmp_path / "w.edibackup")
    assert facts.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    (entry,) = audit_entries(session, action="workspace.backed-up")
    assert entry.details == {"entries": entries, "sha256": facts.sha256}
    told = restore(path, tmp_path / "restored", "Ben")
    assert told.made_at == facts.made_at
    with Session.open(tmp_path / "restored", "Ben") as restored:
        restored.unlock(PASSPHRASE)
        assert verify_audit(restored).ok
        assert len(restored.vault.applications(REF)) == len(APPLICANTS)
        (entry,) = audit_entries(restored, action="workspace.restored")
        assert entry.number == entries + 1
        assert entry.details["sha256"] == facts.sha256
    assert verify_audit(session).ok


@pytest.mark.parametrize("given", ["a folder", "nothing"])
def test_a_backup_is_named_after_the_workspace_and_the_time(
    at: At, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    session = at("draft", sealed=True)
    folder = tmp_path / "backups"
    folder.mkdir()
    monkeypatch.chdir(folder)
    out = folder if given == "a folder" else None
    paths = [back_up(session, out)[0] for _ in range(2)]
    assert {path.parent for path in paths} == {folder}
    for path in paths:
        assert re.fullmatch(r"workspace-0-\d{8}-\d{4}(-2)?\.edibackup", path.name)
    assert len(set(paths)) == 2


def test_a_backup_tells_its_steps_and_can_be_stopped_before_any(at: At, tmp_path: Path) -> None:
    session = at("draft")
    told: list[tuple[int, int]] = []
    path, _facts = back_up(
        session,
        tmp_path / "w.edibackup",
        progress=lambda done, total, _what: told.append((done, total)),
    )
    assert told == [(step, 4) for step in range(4)]
    for stop_at in range(4):
        asked: list[bool] = []

        def cancelled(asked: list[bool] = asked, stop_at: int = stop_at) -> bool:
            asked.append(True)
            return len(asked) > stop_at

        with pytest.raises(StorageError, match="stopped"):
            back_up(session, tmp_path / "stopped.edibackup", cancelled=cancelled)
    assert list(tmp_path.glob("*.edibackup")) == [path]
    assert list(tmp_path.glob(".edi-backup-*")) == []
    assert len(audit_entries(session, action="workspace.backed-up")) == 1


def test_a_vault_that_is_sealed_before_its_check_is_compared_by_bytes(
    at: At, tmp_path: Path
) -> None:
    session = at("draft")

    def seal(done: int, _total: int, _what: str) -> None:
        if done == 3:
            session.workspace.seal()

    path, _facts = back_up(session, tmp_path / "w.edibackup", progress=seal)
    assert path.is_file()


def test_the_last_backup_is_the_one_that_the_log_knows(at: At, tmp_path: Path) -> None:
    session = at("draft", sealed=True, actor="Ben")
    assert last_backup(session) is None
    for name in ("one", "two"):
        back_up(session, tmp_path / name)
    session.log("anything.else")
    last, entry = last_backup(session), audit_entries(session, action="workspace.backed-up")[-1]
    assert last == LastBackup(entry.at, "Ben", 1)


def test_files_kept_from_before_an_update_are_found(at: At) -> None:
    session = at("draft", sealed=True)
    assert kept_old(session) == []
    for name in (".before-0.4", ".before-0.2", ".keeping-x"):
        (session.folder / name).mkdir()
    assert [folder.name for folder in kept_old(session)] == [".before-0.2", ".before-0.4"]


def test_a_backup_that_was_refused_is_not_logged(at: At, tmp_path: Path) -> None:
    session = at("draft", sealed=True)
    (tmp_path / "there").write_text("mine")
    with pytest.raises(StorageError, match="already something"):
        back_up(session, tmp_path / "there")
    assert not audit_entries(session, action="workspace")[1:]
