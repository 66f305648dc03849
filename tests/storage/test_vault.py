"""The sealed side."""

import pytest

from edi_shortlist.storage import Original, SealedApplication, SealedOutcome, Workspace
from edi_shortlist.storage.vault import Vault, sha256

FULL = SealedApplication(
    "C-0002",
    "V-1",
    "application-02",
    {"full_name": "Siân Ó Briain", "email": "sian@example.com"},
    ("disability-confident",),
    "a lift",
    "online",
    {"ethnicity": "Welsh"},
    ("The box cannot be read.",),
    "2026-03-01T09:00:00Z",
)
FILES = [Original("form.docx", b"PK\x03\x04", {"blocks": [1]}), Original("cv.txt", b"cv", {})]


@pytest.fixture
def vault(workspace: Workspace) -> Vault:
    workspace.vault.add_application(FULL, FILES)
    return workspace.vault


def test_an_application_reads_back(vault: Vault) -> None:
    assert vault.application("C-0002") == FULL
    assert vault.application("C-0001") is None
    vault.add_application(SealedApplication("C-0001", "V-1"), [])
    assert [a.candidate for a in vault.applications("V-1")] == ["C-0001", "C-0002"]
    assert vault.applications("V-2") == []


def test_originals_and_texts_read_back(vault: Vault) -> None:
    assert vault.original("C-0002/1") == ("form.docx", b"PK\x03\x04")
    assert vault.content("C-0002/1") == {"blocks": [1]}
    assert vault.original("C-0002/3") is None
    assert vault.content("C-0002/3") is None


@pytest.mark.parametrize(
    ("contents", "found"),
    [
        ([b"PK\x03\x04", b"cv"], True),
        ([b"cv"], True),
        ([b"cv", b"cv"], True),  # the same file twice
        ([b"cv", b"another"], False),
        ([b"another"], False),
        ([], False),
    ],
)
def test_files_that_are_all_in_already(vault: Vault, contents: list[bytes], found: bool) -> None:
    hashes = [sha256(content) for content in contents]
    assert vault.same_files("V-1", hashes) == ("C-0002" if found else None)
    assert vault.same_files("V-2", hashes) is None


def test_files_of_two_applicants_are_nobodys(vault: Vault) -> None:
    vault.add_application(SealedApplication("C-0003", "V-1"), [Original("x", b"other", {})])
    assert vault.same_files("V-1", [sha256(b"cv"), sha256(b"other")]) is None


def test_corrected_declarations_clear_what_was_unclear(workspace: Workspace, vault: Vault) -> None:
    vault.set_declarations("C-0002", ["care-experience"], "Ann", "asked by telephone")
    found = vault.application("C-0002")
    assert found is not None
    assert (found.declarations, found.unclear) == (("care-experience",), ())
    assert workspace._vault_store is not None
    kept = workspace._vault_store.rows("SELECT * FROM declaration_changes")
    assert [(row["before"], row["after"], row["reason"]) for row in kept] == [
        ('["disability-confident"]', '["care-experience"]', "asked by telephone")
    ]


def test_outcomes_are_replaced(vault: Vault) -> None:
    first = SealedOutcome("C-0002", None, (), "Not invited.")
    second = SealedOutcome("C-0002", "guaranteed", ("disability-confident",), "Guaranteed.")
    vault.set_outcomes([first])
    vault.set_outcomes([second])
    assert vault.outcomes("V-1") == {"C-0002": second}
    assert vault.outcomes("V-2") == {}


def test_removing_what_the_blind_side_never_got_takes_everything(
    workspace: Workspace, vault: Vault
) -> None:
    vault.set_outcomes([SealedOutcome("C-0002", None, (), "")])
    vault.set_declarations("C-0002", [], "Ann", "asked")
    assert vault.remove_all_but({"C-0002"}) == 0
    assert vault.remove_all_but(set()) == 1
    assert workspace._vault_store is not None
    for table in ("applications", "documents", "outcomes", "declaration_changes"):
        assert workspace._vault_store.value(f"SELECT count(*) FROM {table}") == 0


def test_what_is_known_is_changed_in_place(vault: Vault) -> None:
    changed = SealedApplication(
        "C-0002",
        "V-1",
        "application-02",
        {"full_name": "Siân Briain"},
        (),
        "",
        "in person",
        {},
        (),
        "2026-03-01T09:00:00Z",
    )
    vault.add_application(SealedApplication("C-0003", "V-1"), [])
    vault.change_application(changed)
    assert vault.application("C-0002") == changed
    assert vault.application("C-0003") == SealedApplication(
        "C-0003", "V-1", imported_at=vault.applications("V-1")[1].imported_at
    )
    assert [o.file_name for o in vault.originals("C-0002")] == ["form.docx", "cv.txt"]


def test_confirmations_read_back_and_can_be_taken_back(vault: Vault) -> None:
    vault.add_application(SealedApplication("C-0003", "V-2"), [])
    assert vault.confirmations("C-0002") == []
    changes = {"identity.email": ("", "sian@example.com"), "declarations": (["a"], [])}
    vault.add_confirmation("C-0002", "Ann", changes, "asked")
    vault.add_confirmation("C-0002", "Bea", {})
    vault.add_confirmation("C-0003", "Ann", {})
    first, second = vault.confirmations("C-0002")
    assert (first.actor, first.changes, first.reason) == ("Ann", changes, "asked")
    assert (second.actor, second.changes, second.reason) == ("Bea", {}, "")
    assert vault.confirmed("V-1") == {"C-0002"}
    vault.remove_confirmation("C-0002", second.id)
    assert vault.confirmations("C-0002") == [first]
    vault.remove_confirmation("C-0002", first.id)
    assert vault.confirmed("V-1") == set()
    assert vault.confirmed("V-2") == {"C-0003"}


def test_whether_a_person_set_the_declarations(vault: Vault) -> None:
    assert not vault.has_declarations_by_hand("C-0002")
    vault.set_declarations("C-0002", [], "Ann", "asked")
    assert vault.has_declarations_by_hand("C-0002")


def test_a_removed_application_takes_its_confirmations_along(
    workspace: Workspace, vault: Vault
) -> None:
    vault.add_confirmation("C-0002", "Ann", {"identity.email": ("", "sian@example.com")})
    vault.remove_application("C-0002")
    assert workspace._vault_store is not None
    assert workspace._vault_store.value("SELECT count(*) FROM confirmations") == 0
