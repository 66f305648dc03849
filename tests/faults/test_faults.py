"""The fault suite at small size, and that it would notice what it looks for."""

import os
import random
import shutil
from pathlib import Path

import pytest

from edi_shortlist.workflow.session import Session
from faults.faults import Course, Ran, Tally, kill_all, look, table
from faults.misbehaving import FAILS, FORGETS, LIGHT_IMPORT, SAYS_TOO_SOON, prepare
from faults.program import OFFICER, PASSPHRASE
from faults.programs import every_program

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")

#: With the pipeline that ships an import takes too long for the suite.
QUICK = [program for name, program in every_program().items() if name != "import"]


@pytest.mark.slow
def test_a_small_round(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    programs = [LIGHT_IMPORT, *QUICK]
    tallies = kill_all(programs, len(programs) + 2, seed=5, workers=1, kept=kept)
    for name, tally in tallies.items():
        assert tally.losses == [], name
        assert tally.kills in (1, 2), name
    assert sum(tally.confirmed for tally in tallies.values()) > 20
    assert sum(tally.inside for tally in tallies.values()) > 1
    assert not kept.exists()


@pytest.mark.slow
def test_what_it_notices(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    tallies = kill_all([SAYS_TOO_SOON, FORGETS, FAILS], 12, workers=1, kept=kept)
    assert any("an act is not there" in loss for loss in tallies["says too soon"].losses)
    assert tallies["forgets"].losses == ["before any kill: Lost: an act is not there"]
    assert tallies["fails"].losses == ["before any kill: Lost: it fails without being killed"]
    (workspace, *_) = kept.iterdir()
    assert (workspace / "said.txt").read_text()
    assert (workspace / "vault.db").exists()


def _entries_cut(folder: Path) -> None:
    with Session.open(folder, OFFICER) as s:
        store = s.workspace._store
        store.run("DROP TRIGGER audit_is_never_cut")
        store.run("DELETE FROM audit WHERE number > 1")


def _rubbish(folder: Path) -> None:
    with (folder / "shortlist.db").open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096 * 9)


def _nothing_referred_to(folder: Path) -> None:
    with Session.open(folder, OFFICER) as s:
        store = s.workspace._store
        store.run("PRAGMA foreign_keys = OFF")
        store.run("INSERT INTO documents VALUES ('C-9/1', 'C-9', 1, NULL)")


def _no_vault(folder: Path) -> None:
    (folder / "vault.db").unlink()


def _page_of_the_vault(folder: Path) -> None:
    with (folder / "vault.db").open("r+b") as file:
        file.seek(-2000, os.SEEK_END)
        file.write(b"\0" * 64)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("faults") / "workspace"
    prepare(folder)
    with Session.open(folder, OFFICER) as s:
        s.unlock(PASSPHRASE)
    return folder


def test_it_finds_nothing_where_nothing_is_wrong(workspace: Path, tmp_path: Path) -> None:
    look(SAYS_TOO_SOON, shutil.copytree(workspace, tmp_path / "w"), [])


@pytest.mark.parametrize(
    "damage", [_entries_cut, _rubbish, _nothing_referred_to, _no_vault, _page_of_the_vault]
)
def test_damage_is_found(workspace: Path, tmp_path: Path, damage) -> None:  # type: ignore[no-untyped-def]
    folder = shutil.copytree(workspace, tmp_path / "w")
    damage(folder)
    with pytest.raises(Exception, match=r"cut|damaged|referred|refers|malformed|has lost"):
        look(SAYS_TOO_SOON, folder, [])


def test_instants_are_drawn_from_the_whole_time_and_from_that_of_acts() -> None:
    course = Course(Path(), 10.0, (0.1, 0.0, 0.3))
    drawn = [course.instant(random.Random(seed)) for seed in range(400)]
    assert drawn == [course.instant(random.Random(seed)) for seed in range(400)]
    anywhere = [one.seconds for one in drawn if one.act is None]
    assert 150 < len(anywhere) < 250
    assert min(anywhere) < 1 < 9 < max(anywhere) < 10
    acts = [one.act for one in drawn if one.act]
    assert set(acts) == {1, 3}, "an act that takes no time is never hit"
    assert acts.count(3) > 2 * acts.count(1)
    assert all(one.seconds <= 0.3 for one in drawn if one.act)


@pytest.mark.parametrize(
    ("lines", "inside", "said"),
    [
        ([], False, []),
        (["["], True, []),
        (["[", "]", "=C-0001"], False, ["C-0001"]),
        (["[", "]", "=a", "[", "=b]"], True, ["a", "b]"]),
        (["[", "[", "]"], True, []),
    ],
)
def test_what_a_program_said(lines: list[str], inside: bool, said: list[str]) -> None:
    ran = Ran(lines, [], True, 9)
    assert (ran.inside, ran.said) == (inside, said)


def test_the_table() -> None:
    head, line, row = table({"erase": Tally(5, 2, 40, 1, 3.4, ["kill 3: x"])}).splitlines()
    assert row == "| erase | 5 | 2 | 40 | 1 | 1 | 3 |"
    assert head.count("|") == line.count("|") == row.count("|")
