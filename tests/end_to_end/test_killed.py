"""No confirmed act is lost: the import is killed again and again, and what it said was in is in."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from edi_shortlist.storage import WrongPassphrase
from edi_shortlist.workflow.applications import list_applications
from edi_shortlist.workflow.auditing import audit_entries, verify_audit
from edi_shortlist.workflow.reviewing import list_redactions, review_documents
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.vacancies import create_vacancy, load_vacancy_file

from .sample_job import CHEAP, PASSPHRASE, REF, SAMPLES

IMPORT = """
import sys
from pathlib import Path
from edi_shortlist.workflow.importing import import_applications
from edi_shortlist.workflow.session import Session

if __name__ == "__main__":
    folder, samples = map(Path, sys.argv[1:3])
    with Session.open(folder, "hr") as s:
        s.unlock(sys.argv[3])
        import_applications(
            s, "HSG-2026-014", [samples / "applications"], samples / "index.csv",
            progress=lambda done, total, what: print(done, flush=True),
        )
    print("finished", flush=True)
"""


def _import_until(script: Path, folder: Path, stop_at: int | None, delay: float) -> int:
    """Run the import; kill it and its workers ``delay`` seconds after it said ``stop_at``.

    Returns:
        the last step that it said was done.
    """
    process = subprocess.Popen(
        [sys.executable, str(script), str(folder), str(SAMPLES), PASSPHRASE],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    said = 0
    for line in process.stdout:
        if line.strip() == "finished":
            break
        said = int(line)
        if stop_at is not None and said >= stop_at:
            time.sleep(delay)
            os.killpg(process.pid, signal.SIGKILL)
            break
    rest = process.stdout.read()
    status = process.wait(timeout=60)
    assert status == (0 if stop_at is None else -signal.SIGKILL)
    # What was printed between the last line read and the kill was said as well.
    return max([said, *(int(word) for word in rest.split() if word.isdigit())])


def _check(folder: Path, at_least: int) -> int:
    """Open a workspace after a kill and look at everything in it; return how many are in."""
    with Session.open(folder, "hr") as s:
        assert verify_audit(s).ok
        with pytest.raises(WrongPassphrase):
            s.unlock("another passphrase")
        s.unlock(PASSPHRASE)
        verdict = verify_audit(s)
        assert verdict.ok, verdict.sentence
        for store in (s.workspace._store, s.workspace._vault_store):
            assert store is not None
            assert store.value("PRAGMA integrity_check") == "ok"
            assert store.value("SELECT COUNT(*) FROM pragma_foreign_key_check") == 0
        applications = list_applications(s, REF, unsealed=True)
        assert len(applications) >= at_least
        sealed = {a.candidate: a.name for a in s.vault.applications(REF)}
        assert set(sealed) == {a.candidate for a in applications}
        assert len(set(sealed.values())) == len(sealed), "an application is in twice"
        logged = [e.candidate for e in audit_entries(s, action="application.imported")]
        assert sorted(filter(None, logged)) == sorted(sealed)
        for application in applications:
            documents = review_documents(s, REF, application.candidate)
            assert len(documents) == application.documents
            assert all(document.document.text for document in documents)
            assert len(list_redactions(s, REF, application.candidate)) == application.redactions
        return len(applications)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.slow
def test_an_import_killed_again_and_again_loses_nothing(tmp_path: Path) -> None:
    folder, script = tmp_path / "workspace", tmp_path / "import.py"
    script.write_text(IMPORT, encoding="utf-8")
    with Session.create(folder, PASSPHRASE, "hr", cost=CHEAP) as s:
        create_vacancy(s, load_vacancy_file(SAMPLES / "vacancy.toml"))
    chance = random.Random(20260114)
    inside = 0
    for stop_at in (0, 5, 11):
        said = _import_until(script, folder, stop_at, chance.uniform(0, 0.5))
        inside = _check(folder, at_least=max(inside, said))
    _import_until(script, folder, None, 0)
    assert _check(folder, at_least=16) == 16
