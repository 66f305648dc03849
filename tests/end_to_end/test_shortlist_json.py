"""The shortlist in the form that people outside rely on: design §6, to the letter."""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from edi_shortlist.cli.app import app
from edi_shortlist.cli.context import PASSPHRASE_VARIABLE
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.shortlisting import current_shortlist

from .sample_job import PASSPHRASE, REF, Job, folder_names

OPEN = [
    "candidate", "total", "rank", "meets_minimum", "failed_essentials", "invited",
    "route", "schemes", "explanation",
]  # fmt: skip
SEALED = OPEN[:6]


@pytest.fixture
def copy(job: Job, tmp_path: Path) -> Path:
    return job.copy_to(tmp_path / "copy")


def _printed(copy: Path, *, passphrase: str | None) -> dict[str, Any]:
    run = CliRunner(env={PASSPHRASE_VARIABLE: passphrase})
    result = run.invoke(app, ["--workspace", str(copy), "shortlist", REF, "--json"])
    assert result.exit_code == 0, result.stderr
    printed = json.loads(result.stdout)
    assert isinstance(printed, dict)
    return printed


def _check(said: dict[str, Any], keys: list[str]) -> None:
    assert list(said) == ["vacancy", "locked_at", "candidates", "interview_list"]
    assert said["vacancy"] == REF
    assert datetime.fromisoformat(said["locked_at"]).utcoffset() is not None
    assert len(said["candidates"]) == 16
    for candidate in said["candidates"]:
        assert list(candidate) == keys
        assert re.fullmatch(r"C-[0-9A-Z]{4,}", candidate["candidate"])
        assert type(candidate["total"]) in (int, float)
        assert type(candidate["rank"]) is (int if candidate["meets_minimum"] else type(None))
        assert type(candidate["meets_minimum"]) is bool
        assert type(candidate["invited"]) is bool
        assert type(candidate["failed_essentials"]) is list
        assert candidate["meets_minimum"] == (candidate["failed_essentials"] == [])
        if "route" in keys:
            assert candidate["route"] in ("merit", "guaranteed", None)
            assert candidate["invited"] == (candidate["route"] is not None)
            assert type(candidate["schemes"]) is list
            assert candidate["explanation"].endswith(".")
    references = [c["candidate"] for c in said["candidates"]]
    assert references == sorted(references)
    assert said["interview_list"] == [c["candidate"] for c in said["candidates"] if c["invited"]]
    assert len(said["interview_list"]) == 7


def test_with_the_vault_open(job: Job, copy: Path) -> None:
    _check(job.view.to_dict(), OPEN)
    printed = _printed(copy, passphrase=PASSPHRASE)
    _check(printed, OPEN)
    assert printed == json.loads(json.dumps(job.view.to_dict()))


def test_with_the_vault_sealed(copy: Path) -> None:
    with Session.open(copy, "manager") as s:
        view = current_shortlist(s, REF)
    assert view is not None
    _check(view.to_dict(), SEALED)
    _check(_printed(copy, passphrase=None), SEALED)


def test_the_outcomes_are_those_worked_out_by_hand(job: Job, copy: Path) -> None:
    with Session.open(copy, "hr") as s:
        s.unlock(PASSPHRASE)
        applicant = {candidate: name for name, candidate in folder_names(s).items()}
    said = {
        int(applicant[c["candidate"]].removeprefix("application-")): (
            c["rank"], c["failed_essentials"], c["route"], sorted(c["schemes"]),
        )
        for c in job.view.to_dict()["candidates"]
    }  # fmt: skip
    both = ["care-experience", "disability-confident"]
    assert said[1] == (1, [], "merit", [])
    assert said[14] == (2, [], "merit", [])
    assert said[7] == (3, [], "merit", both[:1])
    assert said[2] == said[5] == (4, [], "merit", [])
    assert said[8] == (10, [], "guaranteed", both[1:])
    assert said[11] == (13, [], "guaranteed", both)
    assert said[12][:3] == (None, ["E2"], None)
    assert said[6] == (7, [], None, [])
    for number in (3, 4, 6, 9, 10, 12, 13, 15, 16):
        assert said[number][2] is None


def test_explanations_say_why(job: Job, copy: Path) -> None:
    with Session.open(copy, "hr") as s:
        s.unlock(PASSPHRASE)
        by_folder = folder_names(s)
    said = {c["candidate"]: c["explanation"] for c in job.view.to_dict()["candidates"]}
    below = said[by_folder["application-12"]]
    assert "E2" in below
    assert "Disability Confident" in below
    assert "merit" in said[by_folder["application-07"]].lower()
    for scheme in ("Disability Confident", "are"):
        assert scheme in said[by_folder["application-11"]]
    assert len(set(said.values())) >= 5
