"""Opening, unlocking and sealing, and what the log says of it."""

from pathlib import Path

import pytest

from edi_shortlist.storage import (
    NoSuchOfficer,
    NotAWorkspace,
    VaultSealed,
    WhichOfficer,
    WrongPassphrase,
)
from edi_shortlist.workflow.auditing import audit_entries, verify_audit
from edi_shortlist.workflow.errors import Refused, StorageError
from edi_shortlist.workflow.officers import add_officer
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
        assert [e.action for e in audit_entries(session, actor="Ben")] == ["vault.refused"]
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


def test_with_the_vault_open_the_actor_is_the_officer_who_opened_it(tmp_path: Path) -> None:
    with Session.create(tmp_path / "w", PASSPHRASE, "Ann", cost=CHEAP):
        pass
    with Session.open(tmp_path / "w", "lodge") as session:
        session.log("score.recorded")
        session.unlock(PASSPHRASE)
        session.log("document.reviewed")
        session.seal("It was not used for 10 minutes.")
        session.log("score.recorded")
        assert [(e.actor, e.action, e.details) for e in audit_entries(session)[2:]] == [
            ("lodge", "score.recorded", {}),
            ("Ann", "vault.opened", {"at_work": "lodge"}),
            ("Ann", "document.reviewed", {}),
            ("Ann", "vault.sealed", {"reason": "It was not used for 10 minutes."}),
            ("lodge", "score.recorded", {}),
        ]


def test_wrong_passphrases_are_counted_in_the_log_and_never_quoted(tmp_path: Path) -> None:
    with Session.create(tmp_path / "w", PASSPHRASE, "Ann", cost=CHEAP) as session:
        session.seal()
        for wrong in ("five geese", "six swans"):
            with pytest.raises(WrongPassphrase):
                session.unlock(wrong)
        session.unlock(PASSPHRASE)
        session.seal()
        session.unlock(PASSPHRASE)
        entries = [e for e in audit_entries(session, action="vault") if e.action != "vault.sealed"]
        assert [(e.action, e.details) for e in entries] == [
            ("vault.refused", {"officer": "Ann", "failures": 1}),
            ("vault.refused", {"officer": "Ann", "failures": 2}),
            ("vault.opened", {"failures": 2}),
            ("vault.opened", {}),
        ]
    for path in (tmp_path / "w").iterdir():
        for words in ("five geese", "six swans", PASSPHRASE):
            assert words.encode() not in path.read_bytes(), path.name


def test_the_officer_is_named_at_opening_or_at_unlocking(tmp_path: Path) -> None:
    with Session.create(tmp_path / "w", PASSPHRASE, "Ann", cost=CHEAP) as session:
        add_officer(session, "Ben", "nine herons", PASSPHRASE, cost=CHEAP)
    for at_work, named, at_unlocking, passphrase, signed_in in (
        ("Ann", None, None, PASSPHRASE, "Ann"),
        ("ben", None, None, "nine herons", "Ben"),
        ("Ann", "BEN", None, "nine herons", "Ben"),
        ("lodge", "Ann", "Ben", "nine herons", "Ben"),
    ):
        with Session.open(tmp_path / "w", at_work, named) as session:
            session.unlock(passphrase, at_unlocking)
            assert session.actor == signed_in
    with Session.open(tmp_path / "w", "lodge") as session:
        with pytest.raises(WhichOfficer, match="Ann, Ben"):
            session.unlock(PASSPHRASE)
        with pytest.raises(NoSuchOfficer, match="Cat"):
            session.unlock(PASSPHRASE, "Cat")
        assert session.actor == "lodge"


def test_another_officer_takes_over_while_the_vault_is_open(tmp_path: Path) -> None:
    with Session.create(tmp_path / "w", PASSPHRASE, "Ann", cost=CHEAP) as session:
        add_officer(session, "Ben", "nine herons", PASSPHRASE, cost=CHEAP)
        session.unlock("nine herons", "Ben")
        assert session.actor == "Ben"
        assert [(e.actor, e.action) for e in audit_entries(session)][-1] == ("Ben", "vault.opened")


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
