"""The demonstration on the real samples, and once more in the same workspace."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from edi_shortlist.cli.app import app
from edi_shortlist.cli.context import PASSPHRASE_VARIABLE
from edi_shortlist.storage import WrongPassphrase
from edi_shortlist.workflow import demonstration, redactors
from edi_shortlist.workflow.applications import list_applications
from edi_shortlist.workflow.auditing import verify_audit
from edi_shortlist.workflow.demonstration import run_demo
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.shortlisting import ShortlistView, current_shortlist
from edi_shortlist.workflow.vacancies import list_vacancies

from .no_redactor import EveryLine
from .sample_job import PASSPHRASE, Job
from .test_blind_side import found_in
from .watching import Watched


def _outcomes(view: Mapping[str, Any]) -> list[tuple[float, int, str]]:
    return sorted((c["total"], c["rank"] or 0, c["explanation"]) for c in view["candidates"])


def test_it_ends_with_a_shortlist(job: Job) -> None:
    assert job.view.unsealed
    assert len(job.view.candidates) == 16
    assert len(job.view.interview_list) == 7
    assert {c.route for c in job.view.candidates} == {"merit", "guaranteed", None}
    assert job.last_step == (16, 16)


def test_it_tells_each_step_in_order(watched_job: Watched) -> None:
    steps = ["Read 23", "Redacted:", "Released:", "Scored: 288", "Shortlisted: 7", "Log verified."]
    lines = watched_job.stdout.splitlines()
    assert len(lines) == len(steps)
    assert all(line.startswith(step) for line, step in zip(lines, steps, strict=True))


def test_it_prints_the_shortlist_and_says_how_to_open_the_workspace(
    job: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def finished(folder: Path, passphrase: str, **_: object) -> ShortlistView:
        asked.append(passphrase)
        return job.view

    monkeypatch.setattr(demonstration, "run_demo", finished)
    result = CliRunner(env={PASSPHRASE_VARIABLE: None}).invoke(app, ["demo", str(tmp_path / "w")])
    assert result.exit_code == 0, result.stderr
    assert f"Interview list: {job.view.interview_list[0]}" in result.stdout
    assert str(tmp_path / "w") in result.stderr
    assert f"is: {asked[0]}" in result.stderr


def test_once_more_in_the_same_workspace_it_comes_to_the_same(
    job: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second time every line is hidden, since finding what must be takes most of the time and
    changes no outcome."""
    monkeypatch.setattr(redactors, "load_redactor", lambda *_: EveryLine())
    folder = job.copy_to(tmp_path / "again")
    result = CliRunner(env={PASSPHRASE_VARIABLE: PASSPHRASE}).invoke(
        app, ["--workspace", str(tmp_path / "elsewhere"), "demo", str(folder), "--json"]
    )
    assert result.exit_code == 0, result.stderr
    assert not (tmp_path / "elsewhere").exists()
    assert found_in({"stdout": result.stdout_bytes, "stderr": result.stderr_bytes}) == []
    # The same files and scores give the same outcome, whatever references were drawn.
    before, after = job.view.to_dict(), json.loads(result.stdout)
    assert _outcomes(before) == _outcomes(after)
    with Session.open(folder, "Ben") as session:
        first, second = list_vacancies(session)
        assert (first.state, second.state) == ("shortlisted", "shortlisted")
        assert second.reference == f"{first.reference}-2"
        sealed = current_shortlist(session, first.reference)
        assert sealed is not None
        assert not sealed.unsealed
        assert sealed.interview_list == job.view.interview_list
        assert not [a for a in list_applications(session, first.reference) if a.undecided]
        session.unlock(PASSPHRASE)
        assert verify_audit(session).ok


def test_another_passphrase_opens_no_workspace_that_is_there(job: Job, tmp_path: Path) -> None:
    with pytest.raises(WrongPassphrase):
        run_demo(job.copy_to(tmp_path / "copy"), "another", "Ann")
