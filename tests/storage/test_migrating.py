"""Old workspaces are brought up to date with the old files kept until the new ones verify."""

import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlite_utils import Database, Migrations

from edi_shortlist.storage import Workspace, migrating
from edi_shortlist.storage.audit import AuditLog
from edi_shortlist.storage.blind import BlindStore
from edi_shortlist.storage.connection import Store
from edi_shortlist.storage.migrating import MigrationFailed, migrate_blind, migrate_vault
from edi_shortlist.storage.migrations import BLIND, VAULT

from .conftest import CHEAP, PASSPHRASE

Step = Callable[[Database], object]


def _newer(known: Migrations, name: str, step: Step) -> Migrations:
    """Return the migrations of a later version of the program: one more."""
    newer = Migrations(known.name)
    newer._migrations = [*known._migrations]
    newer(name="m900_later")(step)
    return newer


def _add_table(db: Database) -> None:
    db.executescript("CREATE TABLE later (x TEXT) STRICT;")


def _stumble(db: Database) -> None:
    _add_table(db)
    raise KeyError("a mistake of the program")


def _break_log(db: Database) -> None:
    db.executescript("DROP TRIGGER audit_is_never_cut; DELETE FROM audit;")


def _dangle(db: Database) -> None:
    db.conn.execute("PRAGMA defer_foreign_keys = ON")
    db.executescript("INSERT INTO documents VALUES ('C-9/1', 'C-9', 1, NULL);")


class Files:
    """The two open files of a workspace that an older version made."""

    def __init__(self, workspace: Workspace) -> None:
        assert workspace._vault_store is not None
        self.folder = workspace.folder
        self.store, self.sealed = workspace._store, workspace._vault_store
        self.blind, self.vault = self.folder / "shortlist.db", self.folder / "vault.db"

    def kept(self) -> list[str]:
        return sorted(p.name for p in self.folder.iterdir() if p.is_dir())


@pytest.fixture
def files(workspace: Workspace) -> Files:
    workspace.audit.append("Ann", "vault.opened")
    workspace._remember_head()
    return Files(workspace)


def test_nothing_is_copied_where_nothing_is_to_be_done(files: Files) -> None:
    migrate_blind(files.blind, files.vault, files.store)
    migrate_vault(files.blind, files.vault, files.store, files.sealed)
    assert files.kept() == []


def test_the_old_files_stay_until_both_new_ones_are_sound(
    files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrating, "BLIND", _newer(BLIND, "blind", _add_table))
    migrate_blind(files.blind, files.vault, files.store)
    assert "later" in files.store.db.table_names()
    (kept,) = files.kept()
    assert kept.startswith(".before-")
    monkeypatch.undo()
    # What was kept is a workspace that the older version can open.
    with Workspace.open(files.folder / kept) as old:
        old.unlock(PASSPHRASE)
        assert old.verify_audit().ok
        assert "later" not in old._store.db.table_names()
    (files.folder / ".keeping-left-by-a-kill").mkdir()
    monkeypatch.setattr(migrating, "VAULT", _newer(VAULT, "vault", _add_table))
    migrate_vault(files.blind, files.vault, files.store, files.sealed)
    assert "later" in files.sealed.db.table_names()
    assert files.kept() == []


def test_a_vault_alone_is_kept_too_while_it_is_migrated(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []

    def look(db: Database) -> None:
        seen.append(files.kept())

    monkeypatch.setattr(migrating, "VAULT", _newer(VAULT, "vault", look))
    migrate_vault(files.blind, files.vault, files.store, files.sealed)
    assert len(seen) == len(seen[0]) == 1
    assert files.kept() == []


@pytest.mark.parametrize("step", [_stumble, _break_log, _dangle])
def test_a_failed_migration_of_the_blind_side_leaves_it_as_it_was(
    files: Files, monkeypatch: pytest.MonkeyPatch, step: Step
) -> None:
    before = list(files.store.db.conn.iterdump())
    monkeypatch.setattr(migrating, "BLIND", _newer(BLIND, "blind", step))
    with pytest.raises(MigrationFailed, match="left as it was"):
        Workspace.open(files.folder)
    assert list(files.store.db.conn.iterdump()) == before
    monkeypatch.undo()
    with Workspace.open(files.folder) as again:
        assert again.verify_audit().ok


def test_a_failed_migration_of_the_vault_leaves_it_as_it_was(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrating, "VAULT", _newer(VAULT, "vault", _stumble))
    with pytest.raises(MigrationFailed):
        migrate_vault(files.blind, files.vault, files.store, files.sealed)
    assert "later" not in files.sealed.db.table_names()
    assert files.kept(), "what was kept stays while something is wrong"


def test_a_log_that_was_broken_before_does_not_stand_in_the_way(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.store.run("DROP TRIGGER audit_is_never_changed")
    files.store.run("UPDATE audit SET actor = 'Eve'")
    monkeypatch.setattr(migrating, "BLIND", _newer(BLIND, "blind", _add_table))
    migrate_blind(files.blind, files.vault, files.store)
    assert "later" in files.store.db.table_names()


def test_what_a_killed_migration_kept_is_taken_anew(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrating, "BLIND", _newer(BLIND, "blind", _stumble))
    with pytest.raises(MigrationFailed):
        migrate_blind(files.blind, files.vault, files.store)
    monkeypatch.undo()
    with Workspace.open(files.folder) as old:  # the older version goes on working
        old.audit.append("Ann", "vault.opened")
    monkeypatch.setattr(migrating, "BLIND", _newer(BLIND, "blind", _add_table))
    migrate_blind(files.blind, files.vault, files.store)
    (kept,) = files.kept()
    store = Store.open_plain(files.folder / kept / "shortlist.db", threading.RLock())
    assert store.value("SELECT count(*) FROM audit") == 2
    store.close()


def test_a_new_workspace_keeps_nothing(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "w", PASSPHRASE, CHEAP) as workspace:
        assert [p for p in workspace.folder.iterdir() if p.is_dir()] == []


#: The last migrations of the versions that were released: of the blind side, of the vault.
RELEASED = [
    ("m004_audit", "m004_anchors"),
    ("m004_audit", "m006_confirmations"),
    ("m004_audit", "m007_drafts"),
]


@pytest.mark.parametrize(("last_blind", "last_vault"), RELEASED)
def test_a_workspace_of_every_released_schema_is_brought_up_to_date(
    tmp_path: Path, last_blind: str, last_vault: str
) -> None:
    folder = tmp_path / "old"
    _old_workspace(folder, last_blind, last_vault)
    with Workspace.open(folder) as workspace:
        assert not BLIND.pending(workspace._store.db)
        assert [p.name for p in folder.iterdir() if p.is_dir()], "the vault is still the old one"
        workspace.unlock(PASSPHRASE)
        assert workspace._vault_store is not None
        assert not VAULT.pending(workspace._vault_store.db)
        assert workspace.vault.applications("V-1")[0].identity == {"full_name": "Ada Obi"}
        assert len(workspace.vault.digest_keys.of("C-0001") or b"") == 32
        assert workspace.blind.candidates("V-1") == ["C-0001"]
        assert workspace.verify_audit().ok
        assert len(workspace.audit.entries()) == 1
        assert [p for p in folder.iterdir() if p.is_dir()] == []


def _up_to(known: Migrations, last: str) -> Migrations:
    """Return the migrations of an earlier version of the program."""
    earlier = Migrations(known.name)
    names = [migration.name for migration in known._migrations]
    earlier._migrations = known._migrations[: names.index(last) + 1]
    return earlier


def _wrapped_for_all(key: bytes, identifier: str) -> dict[str, object]:
    """Wrap a key as it was before officers had one each."""
    salt, nonce = bytes(range(16)), bytes(range(12))
    cost = {"memory_kib": 64, "passes": 1, "lanes": 1}
    wrapping = hash_secret_raw(PASSPHRASE.encode(), salt, 1, 64, 1, 32, Type.ID)
    bound = json.dumps([identifier, cost], sort_keys=True).encode()
    ciphertext = AESGCM(wrapping).encrypt(nonce, key, bound)
    return {"id": 1, **cost, "salt": salt, "nonce": nonce, "ciphertext": ciphertext}


def _old_workspace(folder: Path, last_blind: str, last_vault: str) -> None:
    """Make a workspace as the versions with one passphrase made them."""
    folder.mkdir()
    lock, key, identifier = threading.RLock(), bytes(range(32)), "0" * 32
    setting = {"name": "identifier", "value": identifier}
    sealed = Store.open_sealed(folder / "vault.db", key, lock)
    with sealed.transaction():
        _up_to(VAULT, last_vault).apply(sealed.db)
        sealed.insert("settings", setting)
        application = {
            "candidate": "C-0001",
            "vacancy": "V-1",
            "identity": '{"full_name": "Ada Obi"}',
        }
        lists = dict.fromkeys(("declarations", "unclear"), "[]")
        texts = dict.fromkeys(("name", "adjustments", "interview_mode", "imported_at"), "")
        sealed.insert("applications", {**application, **lists, **texts, "monitoring": "{}"})
    sealed.close()
    plain = Store.open_plain(folder / "shortlist.db", lock)
    with plain.transaction():
        _up_to(BLIND, last_blind).apply(plain.db)
        plain.insert("settings", setting)
        plain.insert("wrapped_keys", _wrapped_for_all(key, identifier))
        store = BlindStore(plain)
        store.add_vacancy("V-1", "Adviser", "review", {})
        store.add_candidate("V-1", "C-0001", 1)
        AuditLog(plain).append("Ann", "application.imported", vacancy="V-1", candidate="C-0001")
    plain.close()
