"""Agreed scores as stored, and the table of packs as an older workspace brings it."""

import pytest

from edi_shortlist.storage import AgreedRecord, Workspace
from edi_shortlist.storage.agreed import agreed_of
from edi_shortlist.storage.connection import DATABASE_ERRORS
from edi_shortlist.storage.migrations import BLIND
from edi_shortlist.storage.packs import PackRecord


def agreed(criterion: str = "E1", level: int = 2) -> AgreedRecord:
    return AgreedRecord("C-0001", criterion, level, ("B", "A"), "Said so", {"B": 1, "A": 3}, "Ann")


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    workspace.blind.add_vacancy("V-1", "", "scoring", {})
    workspace.blind.add_candidate("V-1", "C-0001", 0)
    return workspace


def test_it_is_written_replaced_and_taken_away(filled: Workspace) -> None:
    store = filled.agreed
    store.put(agreed())
    store.put(agreed(level=3))
    store.put(agreed("D1"))
    one = store.of("C-0001", "E1")
    assert one is not None
    assert (one.level, one.agreed_by, dict(one.basis)) == (3, ("B", "A"), {"A": 3, "B": 1})
    assert (one.recorded_by, one.recorded_at[:2], one.pack) == ("Ann", "20", "")
    assert [x.place for x in store.of_vacancy("V-1")] == [("C-0001", "D1"), ("C-0001", "E1")]
    assert store.of_candidate("C-0001") == store.of_vacancy("V-1")
    assert store.of_vacancy("V-2") == []
    store.remove("C-0001", "E1")
    assert store.of("C-0001", "E1") is None
    assert store.remove_all("C-0001") == 1


def test_the_database_refuses_a_candidate_who_is_not_there(filled: Workspace) -> None:
    with pytest.raises(DATABASE_ERRORS):
        filled.agreed.put(AgreedRecord("C-NONE", "E1", 1, ("A",), "", {}))


@pytest.mark.parametrize(("basis", "by"), [("[]", "[]"), ("{}", "{}"), ("{", "[]")])
def test_a_row_that_the_program_never_writes_is_no_record(basis: str, by: str) -> None:
    row = vars(agreed()) | {"basis": basis, "agreed_by": by}
    with pytest.raises(ValueError):
        agreed_of(row)


def test_packs_of_an_older_workspace_stay_panellists(workspace: Workspace) -> None:
    workspace.blind.add_vacancy("V-1", "", "released", {})
    store = workspace._store
    with store.transaction():  # back to what it was before
        store.db.executescript("""
            DROP TABLE agreed_scores; DROP INDEX one_pack_a_panellist;
            ALTER TABLE packs DROP COLUMN role;
            CREATE UNIQUE INDEX one_pack_a_panellist ON packs (vacancy, panellist)
            WHERE replaced_at IS NULL;
            DELETE FROM _sqlite_migrations WHERE name = 'm011_moderation';
        """)
    old = PackRecord("p1", "V-1", "A", "2026", "Ann", b"1" * 16, "d", b"k")
    store.insert("packs", {k: v for k, v in vars(old).items() if k != "role"})
    BLIND.apply(store.db)
    assert workspace.packs.of_panellist("V-1", "A") == old
    for number in (2, 3):  # of copies there may be several for one name
        workspace.packs.add(
            PackRecord(f"p{number}", "V-1", "A", "2026", "Ann", bytes([number]) * 16, "d", b"k",
                       role="manager")
        )  # fmt: skip
    assert workspace.packs.of_panellist("V-1", "A") == old
    assert [one.identifier for one in workspace.packs.copies("V-1")] == ["p2", "p3"]
    with pytest.raises(DATABASE_ERRORS):
        workspace.packs.add(PackRecord("p4", "V-1", "A", "2026", "Ann", b"4" * 16, "d", b"k"))
