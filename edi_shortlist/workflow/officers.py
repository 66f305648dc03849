"""Who may open the vault: HR officers, each by a passphrase of their own, and the recovery code.

Every verb asks for a passphrase anew, also while the vault is open, so that a computer left alone
lets nobody in for good. The vault itself is never encrypted anew by any of them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from edi_shortlist.storage import DEFAULT_COST, KeyCost, Officer, WrongRecoveryCode
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.session import Session

__all__ = [
    "Officer",
    "add_officer",
    "change_passphrase",
    "list_officers",
    "make_recovery_code",
    "recover",
    "recovery_code_since",
    "remove_officer",
]

#: NIST SP 800-63B §5.1.1.2 (June 2017).
SHORTEST_PASSPHRASE = 8


@dataclass(frozen=True)
class Proved:
    """An officer who gave the right passphrase.

    Attributes:
        key: the vault's, wiped when the act is over.
        failures: wrong passphrases that came before the right one.
    """

    officer: str
    key: bytearray = field(repr=False)
    failures: int

    def details(self, **more: Any) -> dict[str, Any]:
        """Return what the log says of the act."""
        return {**more, **({"failures": self.failures} if self.failures else {})}


def list_officers(s: Session) -> list[Officer]:
    """Return the officers by name. The vault may be sealed."""
    return s.workspace.holders.officers()


def recovery_code_since(s: Session) -> str | None:
    """Return when the recovery code was made (UTC, ISO 8601), or None if there is none."""
    return s.workspace.holders.recovery_code_since()


def add_officer(
    s: Session,
    name: str,
    new_passphrase: str,
    passphrase: str,
    *,
    by: str | None = None,
    cost: KeyCost = DEFAULT_COST,
) -> str:
    """Give one more officer a key, and return the name as it is stored.

    Args:
        new_passphrase: the new officer's.
        passphrase: that of the officer who signs in.
        by: who that is; may be left out as in ``Session.unlock``.
        cost: what a try at the new passphrase costs; only tests give a cheaper one.

    Raises:
        Refused: the new passphrase is too short.
        NotAnOfficersName, OfficerExists: the name cannot be used.
        WrongPassphrase, TooManyTries, NoSuchOfficer, WhichOfficer: as ``Session.unlock``.
    """
    _long_enough(new_passphrase)
    with proving(s, passphrase, by) as proved:
        name = s.workspace.holders.add_officer(proved.key, name, new_passphrase, cost)
        s.log_of(proved.officer, "officer.added", **proved.details(officer=name))
    return name


def remove_officer(s: Session, name: str, passphrase: str, *, by: str | None = None) -> str:
    """Take an officer's key away, and return the name as it was stored.

    Who copied the workspace before still opens the copy, and has its vault's key, which stays.

    Args:
        passphrase: that of the officer who signs in, who may be the one removed.
        by: who signs in; may be left out as in ``Session.unlock``.

    Raises:
        NoSuchOfficer: nobody is called so.
        LastOfficer: there is no other.
        WrongPassphrase, TooManyTries, WhichOfficer: as ``Session.unlock``.
    """
    name = s.workspace.holders.named(name)
    with proving(s, passphrase, by) as proved:
        s.workspace.holders.remove_officer(name)
        s.log_of(proved.officer, "officer.removed", **proved.details(officer=name))
    return name


def change_passphrase(
    s: Session, name: str, passphrase: str, new_passphrase: str, *, cost: KeyCost = DEFAULT_COST
) -> str:
    """Wrap an officer's key with a new passphrase, at the cost that is usual now.

    A copy of the workspace made before still opens with the old one.

    Returns:
        the name as it is stored.

    Raises:
        Refused: the new passphrase is too short.
        WrongPassphrase, TooManyTries, NoSuchOfficer: as ``Session.unlock``.
    """
    _long_enough(new_passphrase)
    with proving(s, passphrase, name) as proved:
        s.workspace.holders.set_passphrase(proved.key, proved.officer, new_passphrase, cost)
        s.log_of(proved.officer, "officer.passphrase-changed", **proved.details())
    return proved.officer


def make_recovery_code(
    s: Session, passphrase: str, *, by: str | None = None, cost: KeyCost = DEFAULT_COST
) -> str:
    """Make a recovery code in place of the one before, and return it. It cannot be shown again.

    Args:
        passphrase: that of the officer who signs in.
        by: who that is; may be left out as in ``Session.unlock``.

    Raises:
        WrongPassphrase, TooManyTries, NoSuchOfficer, WhichOfficer: as ``Session.unlock``.
    """
    with proving(s, passphrase, by) as proved:
        code = s.workspace.holders.set_recovery_code(proved.key, cost)
        s.log_of(proved.officer, "officer.recovery-code-made", **proved.details())
    return code


def recover(
    s: Session, name: str, code: str, new_passphrase: str, *, cost: KeyCost = DEFAULT_COST
) -> str:
    """Give an officer a new passphrase by the recovery code, which is used up by it.

    A code works once (NIST SP 800-63B §5.1.2.2, June 2017, of look-up secrets).

    Returns:
        a new recovery code. It cannot be shown again.

    Raises:
        Refused: the new passphrase is too short.
        NoSuchOfficer: nobody is called so.
        NoRecoveryCode, MistypedRecoveryCode, WrongRecoveryCode, TooManyTries: the code opens
            nothing.
    """
    _long_enough(new_passphrase)
    holders = s.workspace.holders
    officer = holders.named(name)
    failures = holders.recovery_failures()
    try:
        with holders.opened_by_code(code) as key, s.workspace.act():
            holders.set_passphrase(key, officer, new_passphrase, cost)
            fresh = holders.set_recovery_code(key, cost)
            s.log("officer.recovered", **Proved(officer, key, failures).details(officer=officer))
    except WrongRecoveryCode:
        s.log("recovery-code.refused", officer=officer, failures=holders.recovery_failures())
        raise
    return fresh


@contextmanager
def proving(s: Session, passphrase: str, officer: str | None = None) -> Iterator[Proved]:
    """Do one act in the name of an officer whose passphrase is given for it."""
    officer = s.officer_named(officer)
    holders = s.workspace.holders
    failures = holders.failures(officer)
    with (
        s.failures_logged(officer),
        holders.opened_by(officer, passphrase) as key,
        s.workspace.act(),
    ):
        yield Proved(officer, key, failures)


def _long_enough(passphrase: str) -> None:
    if len(passphrase.strip()) < SHORTEST_PASSPHRASE:
        raise Refused(
            f"Choose a passphrase of {SHORTEST_PASSPHRASE} characters or more: four or more words "
            "that nobody would guess together."
        )
