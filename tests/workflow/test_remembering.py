"""A passphrase that the computer remembers: only when asked, only a right one, and logged."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from held_passphrases import hold_passphrases

from edi_shortlist.storage import WhichOfficer, WrongPassphrase, system_keyring
from edi_shortlist.workflow.auditing import audit_entries, verify_audit
from edi_shortlist.workflow.officers import add_officer, change_passphrase
from edi_shortlist.workflow.remembering import (
    KeyringState,
    forget_passphrase,
    is_remembered,
    keyring_state,
    remember_passphrase,
    unlock_remembered,
)
from edi_shortlist.workflow.session import Session

from .conftest import CHEAP, PASSPHRASE

BENS = "nine herons by the weir"


@pytest.fixture(autouse=True)
def held(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], str]:
    """What the computer's keyring holds."""
    return hold_passphrases(monkeypatch)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A sealed workspace of two officers, with Ann at work."""
    with Session.create(tmp_path / "w", PASSPHRASE, "Ann", cost=CHEAP) as made:
        add_officer(made, "Ben", BENS, PASSPHRASE, cost=CHEAP)
        made.seal()
        yield made


def _actions(session: Session) -> list[str]:
    return [entry.action for entry in audit_entries(session)]


def test_nothing_is_remembered_unless_asked(session: Session, held: dict) -> None:
    assert keyring_state(session) == KeyringState(True, frozenset())
    session.unlock(PASSPHRASE)
    assert held == {}
    session.seal()
    assert not is_remembered(session)
    assert not unlock_remembered(session)
    assert not session.is_unsealed


def test_what_is_remembered_opens_the_vault_in_the_officers_name(session: Session) -> None:
    assert remember_passphrase(session, BENS, "ben") == "Ben"
    assert (is_remembered(session), is_remembered(session, "Ben")) == (False, True)
    assert keyring_state(session) == KeyringState(True, frozenset({"Ben"}))
    assert unlock_remembered(session, "Ben")
    assert session.actor == "Ben"
    assert _actions(session)[-2:] == ["officer.passphrase-remembered", "vault.opened"]
    assert verify_audit(session).ok


def test_a_wrong_passphrase_is_not_remembered(session: Session, held: dict) -> None:
    with pytest.raises(WrongPassphrase):
        remember_passphrase(session, "something else", "Ann")
    assert held == {}
    assert _actions(session)[-1] == "vault.refused"


def test_one_that_was_changed_is_tried_once_and_forgotten(session: Session, held: dict) -> None:
    remember_passphrase(session, PASSPHRASE)
    change_passphrase(session, "Ann", PASSPHRASE, "a new one of four words", cost=CHEAP)
    with pytest.raises(WrongPassphrase):
        unlock_remembered(session)
    assert held == {}
    assert _actions(session)[-2:] == ["vault.refused", "officer.passphrase-forgotten"]
    assert not unlock_remembered(session)


def test_it_is_forgotten_when_asked_and_logged_once(session: Session, held: dict) -> None:
    remember_passphrase(session, PASSPHRASE)
    assert forget_passphrase(session)
    assert held == {}
    count = len(audit_entries(session))
    assert not forget_passphrase(session)
    assert len(audit_entries(session)) == count


def test_without_a_keyring_nothing_is_offered(session: Session, monkeypatch) -> None:
    monkeypatch.setattr(system_keyring, "has_keyring", lambda: False)
    assert keyring_state(session) == KeyringState(False, frozenset())


def test_whose_it_is_must_be_clear(session: Session) -> None:
    session.at_work = "Zoe"
    assert not is_remembered(session)
    with pytest.raises(WhichOfficer):
        unlock_remembered(session)
