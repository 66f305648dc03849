"""Erasing that is killed at any instant: what was said to be erased is, and what was begun is
finished when the vault is opened next."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from edi_shortlist.storage import Original, SealedApplication, StandingRecord
from edi_shortlist.workflow.auditing import audit_entries, verify_audit
from edi_shortlist.workflow.session import Session

from .conftest import CHEAP, PASSPHRASE, REF

PROGRAM = Path(__file__).with_name("erasing_program.py")
APPLICANTS, KILLS = 60, 3


def words_of(candidate: str) -> str:
    """Return words that stand in one applicant's text alone."""
    return f"heron {candidate[2:]} of the weir"


def workspace_of_many(folder: Path) -> None:
    """Make a shortlisted vacancy whose applicants each have words of their own."""
    with Session.create(folder, PASSPHRASE, "Ann", cost=CHEAP) as session:
        workspace = session.workspace
        with workspace.act(sealed=True):
            workspace.blind.add_vacancy(REF, "Adviser", "shortlisted", {})
            for number in range(APPLICANTS):
                candidate = f"C-{number:04d}"
                text = words_of(candidate)
                workspace.vault.add_application(
                    SealedApplication(candidate, REF, text), [Original("cv", text.encode(), {})]
                )
                (document,) = workspace.blind.add_candidate(REF, candidate, 1)
                workspace.blind.set_anonymised(document, {"text": text * 20})
                workspace.blind.set_standings([StandingRecord(candidate, "3", 1, True, (), False)])


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="TerminateProcess is tested by hand there")
def test_a_killed_erasure_is_whole_or_not_begun(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    workspace_of_many(folder)
    chance = random.Random(20261129)
    confirmed: set[str] = set()
    for _ in range(KILLS):
        program = subprocess.Popen(
            [sys.executable, str(PROGRAM), str(folder), PASSPHRASE, REF],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert program.stdout is not None
        confirmed.add(program.stdout.readline().strip())  # it is at work
        time.sleep(chance.uniform(0.0, 0.1))
        program.kill()
        said, _ = program.communicate()
        confirmed |= set(said.split("\n")[:-1])  # the last line may be cut
        with Session.open(folder, "Ann") as session:
            session.unlock(PASSPHRASE)
            workspace = session.workspace
            assert workspace._vault_store is not None
            for store in (workspace._store, workspace._vault_store):
                assert store.value("PRAGMA integrity_check") == "ok"
            assert verify_audit(session).ok
            erased = {gone.candidate for gone in workspace.blind.erasures.of_vacancy(REF)}
            assert confirmed <= erased
            logged = {
                entry.candidate for entry in audit_entries(session, action="candidate.erased")
            }
            assert logged == erased
            held = set(workspace.blind.candidates(REF))
            assert {one.candidate for one in workspace.vault.applications(REF)} == held
            assert held | erased == {one.candidate for one in workspace.blind.standings(REF)}
            files = b"".join(path.read_bytes() for path in folder.iterdir())
            for candidate in held | erased:
                there = words_of(candidate).encode() in files
                assert there == (candidate in held), candidate
    assert KILLS <= len(confirmed) < APPLICANTS
