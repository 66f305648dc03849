"""Opening, unlocking and sealing, and what the log says of it."""

from pathlib import Path

import pytest

from edi_shortlist.storage import NoPassphrase, NotAWorkspace, VaultSealed, WrongPassphrase
from edi_shortlist.workflow.auditing import audit_entries, verify_audit
from edi_shortlist.workflow.errors import Refused, StorageError
from edi_shortlist.workflow.session import Session

from .conftest import CHEAP, PASSPHRASE


def _acts(session: Session) -> list[str]:
    return [entry.action for entry in audit_entries(session)]


def test_the_log_tells_when_the_vault_was_open(tmp_path: Path) -> None:
    with Session.create(tmp_path / "w", PASSPHRASE, " Ann ", cost=CHEAP) as session:
        assert session.actor == "Ann"
        assert session.is_unsealed
        assert session.folder == tmp_path / "w"
    with Session.open(tmp_path / "w", "Ben") as session:
        assert not session.is_unsealed
        with pytest.raises(VaultSealed):
            _ = session.vault
        with pytest.raises(WrongPassphrase):
            session.unlock("five swans")
        session.unlock(PASSPHRASE)
        session.unlock(PASSPHRASE)
        session.seal()
        session.seal()
        assert _acts(session) == [
            "workspace.created",
            "vault.sealed",
            "vault.refused",
            "vault.opened",
            "vault.sealed",
        ]
        assert {e.actor for e in audit_entries(session, actor="Ben")} == {"Ben"}
        assert verify_audit(session).ok


@pytest.mark.parametrize("nobody", ["", "  "])
def test_nobody_cannot_work_here(tmp_path: Path, nobody: str) -> None:
    with pytest.raises(Refused, match="who you are"):
        Session.create(tmp_path / "w", PASSPHRASE, nobody, cost=CHEAP)
    assert not (tmp_path / "w").exists()
    with pytest.raises(Refused, match="who you are"):
        Session.open(tmp_path / "w", nobody)


def test_what_cannot_be_opened_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotAWorkspace):
        Session.open(tmp_path, "Ann")
    with pytest.raises(StorageError, match="passphrase is empty"):
        Session.create(tmp_path / "w", "", "Ann", cost=CHEAP)


def test_the_passphrase_can_be_changed(tmp_path: Path) -> None:
    with Session.create(tmp_path / "w", PASSPHRASE, "Ann", cost=CHEAP) as session:
        with pytest.raises(WrongPassphrase):
            session.change_passphrase("wrong", "another")
        with pytest.raises(NoPassphrase):
            session.change_passphrase(PASSPHRASE, "")
        assert _acts(session) == ["workspace.created"]
        session.change_passphrase(PASSPHRASE, "another")
        assert _acts(session)[-1] == "vault.passphrase-changed"
        session.seal()
        session.unlock("another")


def test_looking_is_logged_once_until_the_vault_is_sealed(tmp_path: Path) -> None:
    with Session.create(tmp_path / "w", PASSPHRASE, "Ann", cost=CHEAP) as session:
        session.log_look("identities.listed", "V-1")
        session.log_look("identities.listed", "V-1")
        session.log_look("identities.listed", "V-2")
        session.seal()
        session.unlock(PASSPHRASE)
        session.log_look("identities.listed", "V-1")
        looks = audit_entries(session, action="identities")
        assert [look.vacancy for look in looks] == ["V-1", "V-2", "V-1"]
