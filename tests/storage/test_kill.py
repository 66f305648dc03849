"""No confirmed act is lost, and none is left half-done: a writing program is killed again and
again in the middle of its work, and what it said was saved must be there, on both sides."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from edi_shortlist.storage import Workspace

from .conftest import CHEAP, PASSPHRASE

PROGRAM = Path(__file__).with_name("busy_program.py")
KILLS = 8


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="TerminateProcess is tested by hand there")
def test_a_killed_program_loses_nothing_it_confirmed(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    with Workspace.create(folder, PASSPHRASE, CHEAP) as workspace:
        workspace.blind.add_vacancy("V-1", "Adviser", "importing", {})
    chance = random.Random(20260301)
    confirmed: set[str] = set()
    for _ in range(KILLS):
        program = subprocess.Popen(
            [sys.executable, str(PROGRAM), str(folder), PASSPHRASE],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert program.stdout is not None
        confirmed.add(program.stdout.readline().strip())  # it is at work
        time.sleep(chance.uniform(0.0, 0.15))
        program.kill()
        said, _ = program.communicate()
        # The last line may be cut; all before it were confirmed.
        confirmed |= set(said.split("\n")[:-1])
        with Workspace.open(folder) as workspace:
            workspace.unlock(PASSPHRASE)
            assert workspace._store.value("PRAGMA integrity_check") == "ok"
            assert workspace._vault_store is not None
            assert workspace._vault_store.value("PRAGMA integrity_check") == "ok"
            assert workspace._vault_store.rows("PRAGMA cipher_integrity_check") == []
            assert workspace.verify_audit().ok
            blind = set(workspace.blind.candidates("V-1"))
            sealed = {a.candidate for a in workspace.vault.applications("V-1")}
            logged = {e.candidate for e in workspace.audit.entries()}
            assert confirmed <= blind
            assert blind == sealed == logged
            assert all(workspace.vault.original(f"{candidate}/1") for candidate in blind)
    assert len(confirmed) >= KILLS
