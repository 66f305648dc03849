"""An act that the vault committed and the blind side never got is undone, whole."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from edi_shortlist.storage import NotSaved, SealedApplication, SealedOutcome, Workspace
from edi_shortlist.storage.connection import OPERATIONAL_ERRORS
from edi_shortlist.storage.drafts import Draft
from edi_shortlist.storage.drawings import EarlierOutcome
from edi_shortlist.storage.sealed_interviews import SealedInterview, new_interview

from .conftest import PASSPHRASE


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    """Two applications, about the first of which everything is known that can change."""
    with workspace.act(sealed=True):
        vault = workspace.vault
        workspace.blind.add_vacancy("V-1", "Adviser", "review", {})
        for candidate in ("C-0001", "C-0002"):
            workspace.blind.add_candidate("V-1", candidate, 1)
            known = {"full_name": "Ada Obi"}
            vault.add_application(SealedApplication(candidate, "V-1", "a", known, ("x",)), [])
        vault.set_declarations("C-0001", ["x", "y"], "Ann", "asked")
        vault.add_confirmation("C-0001", "Ann", {"adjustments": ("", "a lift")}, "asked")
        vault.drafts.keep(Draft("C-0001", "Ann", {"identity.email": "ada@example.com"}))
        vault.set_outcomes([SealedOutcome("C-0001", "merit", (), "Ranked.")])
        vault.accounts.put({"C-0001": {"findings": []}})
        vault.accounts.put_aside([EarlierOutcome("C-0001", 1, "3", 1, True, None, (), "")])
        vault.decisions.decide("C-0001", ["x"], "Ann", "Ann", "overlooked")
        vault.interviews.put(SealedInterview("C-0001", "one", extra=15, room="Hall"))
        vault.interviews.set_note("C-0001", "Petra", "E1", "Spoke of one case")
        workspace.audit.append("Ann", "vacancy.created", vacancy="V-1")
    return workspace


def all_of(workspace: Workspace) -> dict[str, object]:
    assert workspace._vault_store is not None
    tables = ("applications", "declaration_changes", "confirmations", "drafts", "outcomes")
    tables += ("interviews", "interview_notes")
    tables += ("accounts", "earlier_outcomes", "declaration_decisions")
    return {
        table: workspace._vault_store.rows(f"SELECT * FROM {table}")
        for table in (*tables, "kept_apart", "documents", "digest_keys")
    }


def change_everything(workspace: Workspace) -> None:
    vault = workspace.vault
    before = vault.application("C-0001")
    assert before is not None
    vault.set_declarations("C-0001", [], "Bea", "asked again")
    vault.change_application(SealedApplication("C-0001", "V-1", "a", {"full_name": "Ada Ray"}))
    vault.remove_confirmation("C-0001", vault.confirmations("C-0001")[0].id)
    vault.add_confirmation("C-0001", "Bea", {}, "asked again")
    vault.add_confirmation("C-0002", "Bea", {})
    vault.before_act.remember("drafts", "C-0001")
    vault.drafts.remove("C-0001")
    vault.set_outcomes([SealedOutcome(one, None, (), "") for one in ("C-0001", "C-0002")])
    vault.accounts.put({one: {"findings": ["other"]} for one in ("C-0001", "C-0002")})
    vault.accounts.put_aside([EarlierOutcome("C-0001", 2, "2", 2, False, None, ("x",), "")])
    vault.decisions.decide("C-0001", [], "Bea", "Bea", "withdrawn")
    vault.keep_apart("C-0001", "C-0002", "Bea")
    vault.interviews.put(SealedInterview("C-0001", "one", 1, extra=0, room="Library"))
    vault.interviews.put(new_interview("C-0002"))
    vault.interviews.set_note("C-0001", "Petra", "E1", "")
    workspace.audit.append("Bea", "form.confirmed", vacancy="V-1", candidate="C-0001")


class Killed(BaseException):
    """The program ends between the two commits."""


def kill_between(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Change everything, let the vault commit, and end before the blind side does."""
    original = workspace._sealed_part

    @contextmanager
    def sealed_part(sealed: bool) -> Iterator[None]:
        with original(sealed):
            yield
        raise Killed

    def act() -> None:
        with workspace.act(sealed=True):
            change_everything(workspace)

    with monkeypatch.context() as patch:
        patch.setattr(workspace, "_sealed_part", sealed_part)
        with pytest.raises(Killed):
            act()


def test_what_was_changed_is_put_back_when_the_vault_is_opened(
    filled: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = all_of(filled)
    kill_between(filled, monkeypatch)
    assert all_of(filled) != before
    filled.close()
    with Workspace.open(filled.folder) as again:
        again.audit.append("Cem", "somebody.else")  # an entry of that number, but not that one
        again.unlock(PASSPHRASE)
        assert all_of(again) == before
        assert again._vault_store is not None
        assert again._vault_store.rows("SELECT * FROM before_act") == []
        assert again.verify_audit().ok


def test_an_act_that_both_files_have_is_not_undone(
    filled: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        # Killed after both commits, before the vault remembers the log's head.
        patch.setattr(filled, "_remember_head", lambda: None)
        with filled.act(sealed=True):
            change_everything(filled)
    after = all_of(filled)
    assert filled._vault_store is not None
    assert filled._vault_store.rows("SELECT * FROM before_act")
    filled.seal()
    filled.unlock(PASSPHRASE)
    assert all_of(filled) == after


def test_it_is_forgotten_once_both_files_have_it(filled: Workspace) -> None:
    with filled.act(sealed=True):
        change_everything(filled)
    assert filled._vault_store is not None
    assert filled._vault_store.rows("SELECT * FROM before_act") == []


def test_a_later_act_starts_anew(filled: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(filled, "_remember_head", lambda: None)
        with filled.act(sealed=True):
            filled.vault.set_declarations("C-0001", [], "Bea", "first")
            filled.audit.append("Bea", "declarations.confirmed")
    between = all_of(filled)
    kill_between(filled, monkeypatch)
    filled.seal()
    filled.unlock(PASSPHRASE)
    assert all_of(filled) == between


def test_a_full_disk_on_the_blind_side_undoes_it_at_once(
    filled: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = all_of(filled)
    original = filled._sealed_part

    @contextmanager
    def full(sealed: bool) -> Iterator[None]:
        with original(sealed):
            yield
        raise OPERATIONAL_ERRORS[0]("database or disk is full")

    def act() -> None:
        with filled.act(sealed=True):
            change_everything(filled)

    with monkeypatch.context() as patch:
        patch.setattr(filled, "_sealed_part", full)
        with pytest.raises(NotSaved):
            act()
    assert all_of(filled) == before


def test_what_is_remembered_of_an_applicant_goes_with_the_application(
    filled: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(filled, "_remember_head", lambda: None)
        with filled.act(sealed=True):
            change_everything(filled)
            filled.vault.remove_application("C-0001")
    assert filled._vault_store is not None
    left = filled._vault_store.rows("SELECT candidate FROM before_act")
    assert {row["candidate"] for row in left} == {"C-0002"}


def test_a_live_program_does_not_take_another_ones_act_for_half_done(filled: Workspace) -> None:
    """Another program has the vault open too, and looks while an act is under way here."""
    with Workspace.open(filled.folder) as other:
        other.unlock(PASSPHRASE)
        other._store.db.execute("PRAGMA busy_timeout = 50")
        assert other._vault_store is not None
        other._vault_store.db.execute("PRAGMA busy_timeout = 50")
        with filled._store.transaction():
            assert filled._vault_store is not None
            with filled._sealed_part(sealed=True):
                change_everything(filled)
            other._remember_head()  # the vault has the act, the blind side has not committed
            assert filled._vault_store.rows("SELECT * FROM before_act")
        after = all_of(filled)
        other._remember_head()
        assert all_of(filled) == after
        assert filled._vault_store.rows("SELECT * FROM before_act") == []
