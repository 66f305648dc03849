"""Who holds a key: officers and the recovery code, wrong tries, and workspaces of one key."""

import json
import secrets
import threading
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from edi_shortlist.storage import (
    KeyCost,
    LastOfficer,
    MistypedRecoveryCode,
    NoPassphrase,
    NoRecoveryCode,
    NoSuchOfficer,
    NotAnOfficersName,
    OfficerExists,
    TooManyTries,
    WhichOfficer,
    Workspace,
    WrongPassphrase,
    WrongRecoveryCode,
)
from edi_shortlist.storage import keys as keys_module
from edi_shortlist.storage.audit import AuditLog
from edi_shortlist.storage.connection import Store
from edi_shortlist.storage.key_holders import (
    FREE_TRIES,
    LONGEST_WAIT,
    KeyHolders,
    wait_after,
)
from edi_shortlist.storage.migrations import BLIND, VAULT

from .conftest import CHEAP, PASSPHRASE

HR = "HR officer"
BENS = "nine herons by the weir"


def _add(workspace: Workspace, name: str = "Ben Hall", passphrase: str = BENS) -> str:
    with workspace.holders.opened_by(HR, PASSPHRASE) as key:
        return workspace.holders.add_officer(key, name, passphrase, CHEAP)


def _code(workspace: Workspace) -> str:
    with workspace.holders.opened_by(HR, PASSPHRASE) as key:
        return workspace.holders.set_recovery_code(key, CHEAP)


def _names(workspace: Workspace) -> list[str]:
    return [officer.name for officer in workspace.holders.officers()]


def _vault_bytes(workspace: Workspace) -> bytes:
    workspace.close()
    return (workspace.folder / "vault.db").read_bytes()


# -- officers


def test_every_officer_opens_the_same_vault_with_their_own_passphrase(workspace: Workspace) -> None:
    assert _add(workspace, "  Ben   Hall ") == "Ben Hall"
    assert _names(workspace) == ["Ben Hall", HR]
    for name, right, wrong in ((HR, PASSPHRASE, BENS), ("Ben Hall", BENS, PASSPHRASE)):
        workspace.seal()
        with pytest.raises(WrongPassphrase):
            workspace.unlock(wrong, name)
        workspace.unlock(right, name)
        assert workspace.officer == name


def test_no_act_of_the_holders_encrypts_the_vault_anew(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "w", PASSPHRASE, CHEAP) as workspace:
        before = _vault_bytes(workspace)
    with Workspace.open(tmp_path / "w") as workspace:
        _add(workspace)
        _code(workspace)
        with workspace.holders.opened_by("Ben Hall", BENS) as key:
            workspace.holders.set_passphrase(key, "Ben Hall", "another one", CHEAP)
        workspace.holders.remove_officer("Ben Hall")
        assert _vault_bytes(workspace) == before


@pytest.mark.parametrize(
    "name", ["ben hall", "BEN HALL", " Ben  Hall", "Ben\u00a0Hall", "Ｂen Hall"]
)
def test_two_officers_are_never_called_alike(workspace: Workspace, name: str) -> None:
    _add(workspace)
    with pytest.raises(OfficerExists):
        _add(workspace, name)
    assert workspace.holders.named(name) == "Ben Hall"


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "Ben\x1b[2J", "Ben\u200bHall"])
def test_a_name_that_the_log_cannot_show_is_refused(workspace: Workspace, name: str) -> None:
    with pytest.raises(NotAnOfficersName, match="one line"):
        _add(workspace, name)


def test_an_officer_without_a_passphrase_is_refused(workspace: Workspace) -> None:
    with pytest.raises(NoPassphrase):
        _add(workspace, passphrase=" ")
    assert _names(workspace) == [HR]


def test_a_removed_officer_opens_nothing_and_the_last_stays(workspace: Workspace) -> None:
    _add(workspace)
    workspace.holders.remove_officer("BEN hall")
    assert _names(workspace) == [HR]
    with pytest.raises(NoSuchOfficer, match="HR officer"):
        workspace.unlock(BENS, "Ben Hall")
    with pytest.raises(LastOfficer, match="Add another"):
        workspace.holders.remove_officer(HR)
    _code(workspace)  # a recovery code is no officer
    with pytest.raises(LastOfficer):
        workspace.holders.remove_officer(HR)


def test_a_new_passphrase_replaces_the_old_at_the_cost_of_today(workspace: Workspace) -> None:
    dearer = KeyCost(memory_kib=128, passes=2, lanes=1)
    with workspace.holders.opened_by(HR, PASSPHRASE) as key:
        workspace.holders.set_passphrase(key, HR, "a better one", dearer)
    assert [officer.cost for officer in workspace.holders.officers()] == [dearer]
    with pytest.raises(WrongPassphrase):
        workspace.unlock(PASSPHRASE)
    workspace.unlock("a better one")


@pytest.mark.parametrize(
    ("given", "at_work", "found"),
    [
        ("hr OFFICER", "", HR),
        (None, "ben hall", "Ben Hall"),
        (None, "somebody", WhichOfficer),
        (None, "", WhichOfficer),
        ("somebody", HR, NoSuchOfficer),
        ("", HR, NoSuchOfficer),
    ],
)
def test_among_several_officers_one_is_named(
    workspace: Workspace, given: str | None, at_work: str, found: object
) -> None:
    _add(workspace)
    if isinstance(found, str):
        assert workspace.holders.named(given, at_work) == found
    else:
        with pytest.raises(found, match="Ben Hall, HR officer"):  # type: ignore[call-overload]
            workspace.holders.named(given, at_work)


def test_one_officer_need_not_be_named(workspace: Workspace) -> None:
    assert workspace.holders.named(None, "somebody else") == HR


def test_a_key_under_another_officers_name_does_not_open(workspace: Workspace) -> None:
    """Who can write the file cannot make one officer's passphrase sign in as another."""
    _add(workspace)
    workspace._store.run("DELETE FROM wrapped_keys WHERE name = ?", [HR])
    workspace._store.run("UPDATE wrapped_keys SET name = ?, folded = ?", [HR, "hr officer"])
    with pytest.raises(WrongPassphrase):
        workspace.unlock(BENS, HR)


# -- the recovery code


def test_the_recovery_code_opens_until_a_new_one_is_made(workspace: Workspace) -> None:
    holders = workspace.holders
    assert holders.recovery_code_since() is None
    with pytest.raises(NoRecoveryCode), holders.opened_by_code(_other_code()):
        raise AssertionError("never reached")
    old = _code(workspace)
    assert holders.recovery_code_since()
    with holders.opened_by_code(old.lower()) as key:
        holders.set_passphrase(key, HR, "chosen anew", CHEAP)
        new = holders.set_recovery_code(key, CHEAP)
    workspace.unlock("chosen anew")
    with pytest.raises(WrongRecoveryCode, match="older"), holders.opened_by_code(old):
        raise AssertionError("never reached")
    assert holders.recovery_failures() == 1
    with holders.opened_by_code(new) as key:
        assert any(key)
    assert not any(key)
    assert holders.recovery_failures() == 0


def test_a_typing_error_in_the_code_is_told_before_argon2_is_spent(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = _code(workspace)
    monkeypatch.setattr(keys_module, "unwrap", None)  # calling it would fail
    typed = code[:-1] + ("0" if code[-1] != "0" else "1")
    with pytest.raises(MistypedRecoveryCode), workspace.holders.opened_by_code(typed):
        raise AssertionError("never reached")
    assert workspace.holders.recovery_failures() == 0


def _other_code() -> str:
    from edi_shortlist.storage.recovery_code import new_recovery_code

    return new_recovery_code()


# -- wrong tries


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def _fail(workspace: Workspace, times: int = 1, name: str = HR) -> None:
    for _ in range(times):
        with pytest.raises(WrongPassphrase):
            workspace.unlock("wrong", name)


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [
        (0, 0),
        (FREE_TRIES - 1, 0),
        (FREE_TRIES, 2),
        (FREE_TRIES + 1, 4),
        (FREE_TRIES + 4, 32),
        (FREE_TRIES + 8, LONGEST_WAIT),
        (10**6, LONGEST_WAIT),
    ],
)
def test_the_wait_grows_with_the_failures(failures: int, seconds: float) -> None:
    assert wait_after(failures) == seconds


def test_after_several_wrong_passphrases_the_right_one_waits_too(workspace: Workspace) -> None:
    workspace.seal()
    clock = Clock()
    workspace.holders = KeyHolders(workspace._store, clock)
    _add(workspace)
    _fail(workspace, FREE_TRIES)
    with pytest.raises(TooManyTries, match="Wait 2 seconds"):
        workspace.unlock(PASSPHRASE, HR)
    workspace.unlock(BENS, "Ben Hall")  # each officer's failures are their own
    workspace.seal()
    clock.now += 1.5
    with pytest.raises(TooManyTries, match="Wait 1 second and"):
        workspace.unlock(PASSPHRASE, HR)
    assert workspace.holders.failures(HR) == FREE_TRIES  # a try that had to wait is none
    clock.now += 0.5
    _fail(workspace)
    with pytest.raises(TooManyTries, match="Wait 4 seconds"):
        workspace.unlock(PASSPHRASE, HR)
    clock.now += 4
    workspace.unlock(PASSPHRASE, HR)
    assert workspace.holders.failures(HR) == 0


def test_the_wait_outlasts_the_program(workspace: Workspace) -> None:
    _fail(workspace, FREE_TRIES)
    workspace.close()
    with Workspace.open(workspace.folder) as again, pytest.raises(TooManyTries):
        again.unlock(PASSPHRASE)


def test_a_clock_that_was_put_right_locks_nobody_out(workspace: Workspace) -> None:
    clock = Clock()
    workspace.holders = KeyHolders(workspace._store, clock)
    _fail(workspace, FREE_TRIES)
    clock.now -= 365 * 86400
    workspace.unlock(PASSPHRASE)


def test_a_try_counts_before_it_is_made(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_how: object) -> bytearray:
        raise KeyboardInterrupt

    monkeypatch.setattr(keys_module, "unwrap", killed)
    with pytest.raises(KeyboardInterrupt):
        workspace.unlock(PASSPHRASE)
    assert workspace.holders.failures(HR) == 1


def test_guesses_at_the_same_moment_all_count(workspace: Workspace) -> None:
    refused: list[BaseException] = []

    def guess() -> None:
        try:
            workspace.unlock("wrong")
        except (WrongPassphrase, TooManyTries) as error:
            refused.append(error)

    threads = [threading.Thread(target=guess) for _ in range(FREE_TRIES + 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(isinstance(error, WrongPassphrase) for error in refused) == FREE_TRIES
    assert workspace.holders.failures(HR) == FREE_TRIES


# -- workspaces of before there were several holders

Change = Callable[[Store], None]


def _workspace_of_one_key(folder: Path, prepare: Change) -> None:
    """Write a workspace as the versions of one passphrase did, its key wrapped as they wrapped it."""
    folder.mkdir()
    lock, identifier, key = threading.RLock(), secrets.token_hex(16), secrets.token_bytes(32)
    sealed = Store.open_sealed(folder / "vault.db", key, lock)
    VAULT.apply(sealed.db)
    sealed.insert("settings", {"name": "identifier", "value": identifier})
    sealed.close()
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    wrapping = hash_secret_raw(PASSPHRASE.encode(), salt, 1, 64, 1, 32, Type.ID)
    bound = json.dumps([identifier, asdict(CHEAP)], sort_keys=True).encode()
    plain = Store.open_plain(folder / "shortlist.db", lock)
    BLIND.apply(plain.db, stop_before="m005_key_holders")
    plain.insert("settings", {"name": "identifier", "value": identifier})
    plain.insert(
        "wrapped_keys",
        {
            "id": 1,
            **asdict(CHEAP),
            "salt": salt,
            "nonce": nonce,
            "ciphertext": AESGCM(wrapping).encrypt(nonce, key, bound),
        },
    )
    prepare(plain)
    plain.close()


def _logged(*acts: tuple[str, str]) -> Change:
    def prepare(store: Store) -> None:
        for actor, action in acts:
            AuditLog(store).append(actor, action)

    return prepare


def _damaged(store: Store) -> None:
    _logged(("Ann", "workspace.created"))(store)
    store.run("DROP TRIGGER audit_is_never_changed")
    store.run("UPDATE audit SET actor = CAST(x'ff00fe' AS TEXT)")


@pytest.mark.parametrize(
    ("prepare", "name"),
    [
        (_logged(("Ann", "workspace.created")), "Ann"),
        (
            _logged(
                ("Ann", "workspace.created"),
                ("Ben", "vault.opened"),
                ("Cat", "vault.refused"),
                ("Cat", "score.recorded"),
            ),
            "Ben",
        ),
        (_logged(("  Ann \n Reid ", "workspace.created")), "Ann Reid"),
        (_logged(("x" * 150, "workspace.created")), "x" * 100),
        (_logged(("\x1b", "workspace.created")), HR),
        (_logged(), HR),
        (_damaged, HR),
    ],
)
def test_the_one_key_of_before_becomes_an_officers(
    tmp_path: Path, prepare: Change, name: str
) -> None:
    _workspace_of_one_key(tmp_path / "old", prepare)
    for _ in range(2):
        with Workspace.open(tmp_path / "old") as workspace:
            assert [(o.name, o.since) for o in workspace.holders.officers()] == [(name, "")]
            with pytest.raises(WrongPassphrase):
                workspace.unlock("wrong")
            workspace.unlock(PASSPHRASE)
            assert workspace.officer == name


def test_the_key_of_before_is_bound_to_the_name_once_it_was_used(tmp_path: Path) -> None:
    _workspace_of_one_key(tmp_path / "old", _logged(("Ann", "workspace.created")))
    with Workspace.open(tmp_path / "old") as workspace:
        before = workspace._store.row("SELECT * FROM wrapped_keys")
        workspace.unlock(PASSPHRASE)
        after = workspace._store.row("SELECT * FROM wrapped_keys")
        assert before
        assert after
        assert (before["names_holder"], after["names_holder"]) == (0, 1)
        assert after["salt"] != before["salt"]
        assert workspace.holders.officers()[0].cost == CHEAP
        workspace.seal()
        workspace._store.run("UPDATE wrapped_keys SET name = 'Eve', folded = 'eve'")
        with pytest.raises(WrongPassphrase):
            workspace.unlock(PASSPHRASE)
