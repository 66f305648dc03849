"""Adding, removing and changing officers, the recovery code, and what the log says of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from edi_shortlist.storage import (
    DEFAULT_COST,
    LastOfficer,
    MistypedRecoveryCode,
    NoSuchOfficer,
    OfficerExists,
    WhichOfficer,
    WrongPassphrase,
    WrongRecoveryCode,
)
from edi_shortlist.storage.recovery_code import new_recovery_code
from edi_shortlist.workflow.auditing import audit_entries, verify_audit
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.officers import (
    add_officer,
    change_passphrase,
    list_officers,
    make_recovery_code,
    recover,
    recovery_code_since,
    remove_officer,
)
from edi_shortlist.workflow.session import Session

from .conftest import CHEAP, PASSPHRASE

BENS = "nine herons by the weir"
Act = Callable[[Session], object]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A sealed workspace of two officers, with Ann at work."""
    with Session.create(tmp_path / "w", PASSPHRASE, "Ann", cost=CHEAP) as made:
        add_officer(made, "Ben", BENS, PASSPHRASE, cost=CHEAP)
        made.seal()
        yield made


def _last(session: Session) -> tuple[str, str, object]:
    entry = audit_entries(session)[-1]
    return entry.actor, entry.action, entry.details


def test_who_signs_in_can_be_named(session: Session) -> None:
    session.at_work = session.actor = "lodge"
    for act, action in (
        (lambda: add_officer(session, "Cat", BENS, BENS, by="ben", cost=CHEAP), "officer.added"),
        (
            lambda: make_recovery_code(session, BENS, by="Ben", cost=CHEAP),
            "officer.recovery-code-made",
        ),
        (lambda: remove_officer(session, "Cat", BENS, by="Ben"), "officer.removed"),
    ):
        act()
        assert _last(session)[:2] == ("Ben", action)
    with pytest.raises(WrongPassphrase):
        make_recovery_code(session, BENS, by="Ann", cost=CHEAP)
    assert {one.name: one.failures for one in list_officers(session)} == {"Ann": 1, "Ben": 0}


def _names(session: Session) -> list[str]:
    return [officer.name for officer in list_officers(session)]


def test_every_act_is_logged_in_the_name_of_whose_passphrase_it_was(session: Session) -> None:
    session.at_work = session.actor = "lodge"
    for officer, act, logged in (
        ("Ann", lambda: add_officer(session, "Cat", BENS, PASSPHRASE, cost=CHEAP),
         ("Ann", "officer.added", {"officer": "Cat"})),
        ("Ben", lambda: change_passphrase(session, "ben", BENS, "another one", cost=CHEAP),
         ("Ben", "officer.passphrase-changed", {})),
        ("Ben", lambda: make_recovery_code(session, "another one", cost=CHEAP),
         ("Ben", "officer.recovery-code-made", {})),
        ("Ben", lambda: remove_officer(session, "cat", "another one"),
         ("Ben", "officer.removed", {"officer": "Cat"})),
    ):  # fmt: skip
        session._officer = officer
        act()
        assert _last(session) == logged
    assert not session.is_unsealed
    assert _names(session) == ["Ann", "Ben"]
    session.unlock(PASSPHRASE, "Ann")
    assert verify_audit(session).ok


REFUSALS: dict[str, tuple[Act, type[Exception]]] = {
    "a wrong passphrase": (
        lambda s: add_officer(s, "Cat", "long enough", "wrong", cost=CHEAP),
        WrongPassphrase,
    ),
    "another officer's passphrase": (
        lambda s: change_passphrase(s, "Ann", BENS, "long enough", cost=CHEAP),
        WrongPassphrase,
    ),
    "a short passphrase": (lambda s: add_officer(s, "Cat", "seven77", PASSPHRASE), Refused),
    "a passphrase of spaces": (
        lambda s: change_passphrase(s, "Ann", PASSPHRASE, " " * 12),
        Refused,
    ),
    "a name that is taken": (
        lambda s: add_officer(s, "BEN", "long enough", PASSPHRASE, cost=CHEAP),
        OfficerExists,
    ),
    "nobody of that name": (lambda s: remove_officer(s, "Cat", PASSPHRASE), NoSuchOfficer),
    "nobody to be changed": (
        lambda s: change_passphrase(s, "Cat", PASSPHRASE, "long enough"),
        NoSuchOfficer,
    ),
    "a code with a typing error": (
        lambda s: recover(s, "Ann", "4T7Q", "long enough"),
        MistypedRecoveryCode,
    ),
    "another workspace's code": (
        lambda s: recover(s, "Ann", new_recovery_code(), "long enough"),
        WrongRecoveryCode,
    ),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_what_is_refused_changes_nothing(session: Session, case: str) -> None:
    make_recovery_code(session, PASSPHRASE, cost=CHEAP)
    made = recovery_code_since(session)
    act, error = REFUSALS[case]
    with pytest.raises(error):
        act(session)
    assert _names(session) == ["Ann", "Ben"]
    assert recovery_code_since(session) == made
    session.unlock(PASSPHRASE, "Ann")
    session.unlock(BENS, "Ben")


def test_wrong_passphrases_of_an_act_are_counted_and_logged(session: Session) -> None:
    for failures in (1, 2):
        with pytest.raises(WrongPassphrase):
            remove_officer(session, "Ben", "wrong")
        assert _last(session) == ("Ann", "vault.refused", {"officer": "Ann", "failures": failures})
    make_recovery_code(session, PASSPHRASE, cost=CHEAP)
    assert _last(session) == ("Ann", "officer.recovery-code-made", {"failures": 2})


def test_an_officer_may_leave_but_not_the_last(session: Session) -> None:
    assert remove_officer(session, "ANN", PASSPHRASE) == "Ann"
    with pytest.raises(LastOfficer):
        remove_officer(session, "Ben", BENS)
    assert _last(session) == ("Ann", "officer.removed", {"officer": "Ann"})
    session.unlock(BENS)


def test_a_stranger_has_to_say_who_they_are(session: Session) -> None:
    session.at_work = "lodge"
    with pytest.raises(WhichOfficer):
        make_recovery_code(session, PASSPHRASE, cost=CHEAP)


def test_a_lost_passphrase_is_replaced_by_the_code_which_then_is_used_up(session: Session) -> None:
    code = make_recovery_code(session, PASSPHRASE, cost=CHEAP)
    with pytest.raises(WrongRecoveryCode):
        recover(session, "Ann", new_recovery_code(), "chosen anew", cost=CHEAP)
    assert _last(session) == ("Ann", "recovery-code.refused", {"officer": "Ann", "failures": 1})
    fresh = recover(session, "ann", code, "chosen anew", cost=CHEAP)
    assert _last(session) == ("Ann", "officer.recovered", {"officer": "Ann", "failures": 1})
    with pytest.raises(WrongRecoveryCode):
        recover(session, "Ann", code, "once more", cost=CHEAP)
    with pytest.raises(WrongPassphrase):
        session.unlock(PASSPHRASE, "Ann")
    session.unlock("chosen anew", "Ann")
    assert session.vault.applications("V-1") == []
    recover(session, "Ann", fresh, "once more", cost=CHEAP)


def test_a_changed_passphrase_is_wrapped_at_the_cost_of_today(session: Session) -> None:
    change_passphrase(session, "Ann", PASSPHRASE, "another one")
    costs = {officer.name: officer.cost for officer in list_officers(session)}
    assert costs == {"Ann": DEFAULT_COST, "Ben": CHEAP}


def test_no_secret_lies_in_a_file(session: Session) -> None:
    code = make_recovery_code(session, PASSPHRASE, cost=CHEAP)
    fresh = recover(session, "Ann", code, "chosen anew", cost=CHEAP)
    secrets = [PASSPHRASE, BENS, "chosen anew", code, fresh]
    secrets += [code.replace("-", ""), fresh.replace("-", "")]
    for path in session.folder.iterdir():
        content = path.read_bytes()
        for secret in secrets:
            assert secret.encode() not in content, path.name
