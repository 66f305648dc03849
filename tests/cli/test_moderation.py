"""``moderation`` and ``agreement`` on the command line."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from edi_shortlist.cli.app import app
from tests.scored_vacancy import PANEL, REF, make_scored


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scored") / "w"
    make_scored(folder, candidates=12, criteria=3)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "w")


def run(folder: Path, *words: object) -> Result:
    return CliRunner().invoke(app, ["--workspace", str(folder), *map(str, words)])


def answer(folder: Path, *words: object) -> object:
    result = run(folder, *words, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_from_opening_to_the_lock(folder: Path) -> None:
    early = run(folder, "moderation", "list", REF)
    assert early.exit_code == 1
    assert "before everybody has" in early.stderr
    opened = answer(folder, "moderation", "open", REF)
    rows = answer(folder, "moderation", "list", REF)
    assert opened == {"vacancy": REF, "state": "moderating", "open": len(rows)}  # type: ignore[arg-type]
    first = rows[0]  # type: ignore[index]
    assert first["difference"] == "pass-fail"
    assert (set(first["levels"]), first["agreed"], first["open"]) == (set(PANEL), None, True)
    assert len(answer(folder, "moderation", "list", REF, "--all")) == 36  # type: ignore[arg-type]
    place = (first["candidate"], first["criterion"])
    by = [word for name in PANEL for word in ("--by", name)]
    agree = ("moderation", "agree", REF, *place, 2, *by, "--why", "Case 2 shows it")
    assert answer(folder, *agree)["by"] == list(PANEL)  # type: ignore[index, call-overload]
    again = answer(folder, "moderation", "list", REF)[0]  # type: ignore[index]
    assert (again["agreed"], again["open"]) == (2, False)
    taken = answer(folder, "moderation", "take-back", REF, *place)
    assert taken == {"vacancy": REF, "candidate": place[0], "criterion": place[1]}
    wrong = run(folder, "moderation", "close", REF, "--because", "whatever")
    assert wrong.exit_code == 2
    closed = answer(folder, "moderation", "close", REF, "--because", "too-early")
    assert closed == {"vacancy": REF, "state": "scoring"}
    assert run(folder, "moderation", "open", REF).stdout.startswith("Moderation is open")
    assert answer(folder, "lock", REF) == {"vacancy": REF, "state": "locked"}


def test_what_is_read_by_a_person(folder: Path) -> None:
    run(folder, "moderation", "open", REF)
    listed = run(folder, "moderation", "list", REF)
    assert "pass or fail" in listed.stdout
    assert "to talk about." in listed.stderr
    said = run(folder, "agreement", REF).stdout
    assert "E3" in said.splitlines()[0]
    assert "Panellist A gives on average" in said
    assert "is not known" in said
    told = answer(folder, "agreement", REF)
    assert len(told["criteria"]) == len(told["panellists"]) == 3  # type: ignore[index, call-overload]
    refused = run(
        folder, "moderation", "agree", REF, "C-0000", "E1", 9, "--by", "Eve", "--why", "x"
    )
    assert refused.exit_code == 1
    assert "not on the scale" in refused.stderr
