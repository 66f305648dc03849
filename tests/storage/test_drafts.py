"""What was typed and is not confirmed, in the vault; and a vault from before it could be kept."""

import pytest

from edi_shortlist.storage import SealedApplication, Workspace
from edi_shortlist.storage.drafts import Draft

from .conftest import PASSPHRASE

DRAFT = Draft("C-0002", "Ann", {"identity.email": "siân@example.com"}, "asked", "2026-03-01T09:00Z")


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    with workspace.act(sealed=True):
        workspace.blind.add_vacancy("V-1", "Adviser", "review", {})
        workspace.blind.add_vacancy("V-2", "Clerk", "review", {})
        for number, (candidate, vacancy) in enumerate(
            (("C-0002", "V-1"), ("C-0003", "V-1"), ("C-0004", "V-2")), 1
        ):
            workspace.vault.add_application(SealedApplication(candidate, vacancy), [])
            workspace.blind.add_candidate(vacancy, candidate, number)
        workspace.vault.add_confirmation("C-0002", "Bea", {})
    return workspace


def test_a_draft_reads_back_is_replaced_and_removed(filled: Workspace) -> None:
    drafts = filled.vault.drafts
    assert drafts.of("C-0002") is None
    drafts.keep(DRAFT)
    assert drafts.of("C-0002") == DRAFT
    drafts.keep(Draft("C-0002", "Bea", {"adjustments": ""}))
    kept = drafts.of("C-0002")
    assert kept is not None
    assert (kept.actor, kept.typed, kept.reason) == ("Bea", {"adjustments": ""}, "")
    assert kept.at.endswith("Z")
    drafts.remove("C-0002")
    drafts.remove("C-0003")  # there is none
    assert drafts.of("C-0002") is None


def test_those_of_a_vacancy_are_told(filled: Workspace) -> None:
    for candidate in ("C-0002", "C-0004"):
        filled.vault.drafts.keep(Draft(candidate, "Ann", {"adjustments": "a lift"}))
    assert filled.vault.drafts.begun("V-1") == {"C-0002"}
    assert filled.vault.drafts.begun("V-2") == {"C-0004"}


def test_a_draft_goes_with_its_application(filled: Workspace) -> None:
    filled.vault.drafts.keep(DRAFT)
    filled.vault.remove_application("C-0002")
    assert filled.vault.drafts.of("C-0002") is None


def test_a_draft_stays_in_the_vault_and_nowhere_in_plain_text(filled: Workspace) -> None:
    filled.vault.drafts.keep(DRAFT)
    filled.close()
    for path in filled.folder.iterdir():
        assert "siân@example.com".encode() not in path.read_bytes(), path.name
    with Workspace.open(filled.folder) as again:
        assert again.unlock(PASSPHRASE).drafts.of("C-0002") == DRAFT


def test_a_vault_from_before_keeps_drafts_once_it_is_opened(filled: Workspace) -> None:
    store = filled._vault_store
    assert store is not None
    store.run("DROP TABLE drafts")
    store.run("DELETE FROM _sqlite_migrations WHERE name = 'm007_drafts'")
    filled.close()
    with Workspace.open(filled.folder) as again:
        vault = again.unlock(PASSPHRASE)
        vault.drafts.keep(DRAFT)
        assert vault.drafts.of("C-0002") == DRAFT
        # and what the vault held is as it was
        assert [one.actor for one in vault.confirmations("C-0002")] == ["Bea"]
        assert [one.candidate for one in vault.applications("V-1")] == ["C-0002", "C-0003"]
