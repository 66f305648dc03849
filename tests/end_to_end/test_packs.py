"""Nothing identifying in a panel pack: its file, what is inside it once decrypted, and what is left
beside it are searched for what the sixteen applicants are called, gave, declared and answered."""

from pathlib import Path

import pytest

from edi_shortlist.storage.connection import Store
from edi_shortlist.workflow.manager_copies import export_copy
from edi_shortlist.workflow.packs import export_pack
from edi_shortlist.workflow.scoring import candidates, panel_documents, record_score
from edi_shortlist.workflow.session import Session

from .sample_job import CHEAP, PASSPHRASE, REF, Job
from .test_blind_side import KINDS, found_in

PIN = "4821 0937 5516"
A = "Panellist A"


@pytest.fixture(scope="module")
def pack(job: Job, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack of the sample vacancy, made with the vault open and scored in."""
    folder = tmp_path_factory.mktemp("packs")
    with Session.open(job.copy_to(folder / "w"), "hr") as s:
        s.unlock(PASSPHRASE)
        with s.workspace.act():
            # The job goes on to the shortlist; packs are handed out before.
            s.workspace.blind.set_state(REF, "released")
            s.workspace._store.run("DELETE FROM scores")
        path = folder / "out" / "a.edipack"
        path.parent.mkdir()
        export_pack(s, REF, A, path, pin=PIN, cost=CHEAP)
    with Session.open_pack(path, PIN, costs=[CHEAP]) as opened:
        for candidate in candidates(opened, REF):
            record_score(opened, REF, candidate, A, "E1", 2, "page 1")
    return path


def _cells(store: Store) -> dict[str, bytes]:
    """Return every value in every table."""
    cells = {}
    for table in store.db.table_names():
        for number, row in enumerate(store.rows(f'SELECT * FROM "{table}"')):
            for column, value in row.items():
                content = value if isinstance(value, bytes) else str(value).encode()
                cells[f"{table}.{column}, row {number}"] = content
    return cells


def test_the_file_is_encrypted_and_alone(pack: Path) -> None:
    assert [one.name for one in pack.parent.iterdir()] == ["a.edipack"]
    content = pack.read_bytes()
    assert found_in({"a.edipack": content}, (*KINDS, "declared", "others")) == []
    for word in (b"SQLite format 3", b"CREATE TABLE", b"Housing", b"Panellist", b"applicant"):
        assert word not in content


def test_nothing_identifying_is_inside(pack: Path) -> None:
    with Session.open_pack(pack, PIN, costs=[CHEAP]) as opened:
        assert len(candidates(opened, REF)) == 16
        assert all(panel_documents(opened, REF, one) for one in candidates(opened, REF))
        cells = _cells(opened.workspace._store)
        assert sum(name.startswith("documents.anonymised") for name in cells) > 16
        assert found_in(cells) == []
        text = b"\n".join(cells.values())
        for word in (b"disability-confident", b"care-experience", b"Panellist B", PIN.encode()):
            assert word not in text


@pytest.mark.parametrize("state", ["locked", "shortlisted"])
def test_nothing_identifying_is_in_a_manager_s_copy(job: Job, tmp_path: Path, state: str) -> None:
    with Session.open(job.copy_to(tmp_path / "w"), "hr") as s:
        s.unlock(PASSPHRASE)
        with s.workspace.act():
            s.workspace.blind.set_state(REF, state)
        path = export_copy(s, REF, "Manager", tmp_path / "m", pin=PIN, cost=CHEAP).path
    assert found_in({"m": path.read_bytes()}, (*KINDS, "declared", "others")) == []
    with Session.open_pack(path, PIN, costs=[CHEAP]) as opened:
        cells = _cells(opened.workspace._store)
        assert found_in(cells) == []
        assert any(name.startswith("scores.") for name in cells) == (state == "locked")
        text = b"\n".join(cells.values())
        for word in (b"disability-confident", b"care-experience", b"guaranteed", PIN.encode()):
            assert word not in text


def test_two_packs_of_one_panel_have_no_bytes_in_common(pack: Path, job: Job) -> None:
    """Equal pages of two packs would tell that they hold the same."""
    with Session.open(pack.parent.parent / "w", "hr") as s:
        other = export_pack(s, REF, "Panellist B", pack.parent.parent / "b", pin=PIN, cost=CHEAP)
    pages = [
        {content[at : at + 4096] for at in range(0, len(content), 4096)}
        for content in (pack.read_bytes(), other.path.read_bytes())
    ]
    assert not pages[0] & pages[1]
