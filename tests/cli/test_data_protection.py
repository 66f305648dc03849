"""``erase``, ``retention`` and ``subject-access`` on the command line."""

import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from edi_shortlist.cli.app import app
from edi_shortlist.cli.context import PASSPHRASE_VARIABLE
from edi_shortlist.storage import Workspace
from edi_shortlist.workflow import retention
from tests.decided_vacancy import PASSPHRASE, make_decided


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_decided(tmp_path / "w")
    return tmp_path


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch):
    """Set the clock to a day."""
    return lambda day: monkeypatch.setattr(retention, "utc_today", lambda: date.fromisoformat(day))


def run(folder: Path, *words: object, typed: str = "", own: str | None = PASSPHRASE) -> Result:
    return CliRunner(env={PASSPHRASE_VARIABLE: own}).invoke(
        app, ["--workspace", str(folder / "w"), *map(str, words)], input=typed
    )


def answer(folder: Path, *words: object, **how: str | None) -> object:
    result = run(folder, *words, "--json", **how)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def held(folder: Path) -> list[str]:
    with Workspace.open(folder / "w") as workspace:
        workspace.unlock(PASSPHRASE)
        return [application.candidate for application in workspace.vault.applications("V-1")]


def test_erasing_shows_who_and_what_and_asks_once(folder):
    refused = run(folder, "erase", "V-1", "C-0002", typed="y\n")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "C-0002 is Tom Price." in refused.stderr
    assert "1 document, 0 redactions, 1 score" in refused.stderr
    assert "The place in the shortlist stays" in refused.stderr
    assert "Nothing was erased." in refused.stderr
    assert held(folder) == ["C-0001", "C-0002"]

    done = run(folder, "erase", "V-1", "C-0002", typed="Yes\n")
    assert done.exit_code == 0
    assert done.stdout.startswith("C-0002 is erased.")
    assert held(folder) == ["C-0001"]
    again = run(folder, "erase", "V-1", "C-0002", "--yes")
    assert again.exit_code == 1
    assert "was erased on" in again.stderr


def test_erasing_without_being_asked_prints_one_json_value(folder):
    words = ("erase", "V-1", "c-0002", "--yes", "--because", "withdrew")
    assert answer(folder, *words) == {
        "vacancy": "V-1",
        "candidate": "C-0002",
        "documents": 1,
        "redactions": 0,
        "scores": 1,
        "place_kept": True,
        "cleaned": True,
    }
    (entry,) = answer(folder, "audit", "list", "--action", "candidate.erased")
    assert entry["details"]["ground"] == "withdrew"
    assert "Tom" not in json.dumps(entry)
    assert answer(folder, "audit", "verify")["ok"] is True
    drawn = answer(folder, "shortlist", "V-1")
    assert [one["candidate"] for one in drawn["candidates"]] == ["C-0001", "C-0002"]
    listed = answer(folder, "applications", "list", "V-1", "--unsealed")
    assert [one["candidate"] for one in listed] == ["C-0001"]


def test_files_that_could_not_be_cleaned_are_told(folder, monkeypatch):
    monkeypatch.setattr(Workspace, "clean", lambda self: False)
    result = run(folder, "erase", "V-1", "C-0002", "--yes", "--json")
    assert json.loads(result.stdout)["cleaned"] is False
    assert "cleaned when the vault is opened next" in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["erase", "V-1", "C-0001", "--yes"],
        ["retention", "run", "--yes"],
        ["subject-access", "V-1", "C-0001", "--out", "x.zip"],
    ],
)
def test_what_opens_the_vault_asks_for_the_passphrase(folder, on, words):
    on("2099-01-01")
    result = run(folder, *words, own=None)
    assert (result.exit_code, result.stdout) == (2, "")
    assert held(folder) == ["C-0001", "C-0002"]


def test_what_is_held_and_when_it_is_due_is_shown_without_the_passphrase(folder, on):
    on("2026-09-10")
    assert answer(folder, "retention", "show", own=None) == [
        {
            "vacancy": "V-1",
            "outcome": "unsuccessful",
            "candidates": ["C-0002"],
            "months": 6,
            "counted_from": "2026-03-10",
            "due": "2026-09-10",
            "is_due": True,
        },
        {
            "vacancy": "V-1",
            "outcome": "invited",
            "candidates": ["C-0001"],
            "months": None,
            "counted_from": "2026-03-10",
            "due": None,
            "is_due": False,
        },
    ]
    words = run(folder, "retention", "show", "V-1", own=None).stdout
    assert "2026-09-10" in words
    assert "not by itself" in words


def test_the_months_are_set_and_shown_with_the_vacancy(folder):
    shown = answer(folder, "vacancy", "show", "V-1")
    assert (shown["retention_months"], shown["retention_months_invited"]) == (6, None)
    set_ = ("retention", "set", "V-1")
    assert answer(folder, *set_, "--months", 12, "--invited-months", 24) == {
        "vacancy": "V-1",
        "months": 12,
        "invited_months": 24,
    }
    assert answer(folder, *set_, "--invited-months", 0)["invited_months"] is None
    shown = answer(folder, "vacancy", "show", "V-1")
    assert (shown["retention_months"], shown["retention_months_invited"]) == (12, None)
    assert "are kept 12 months" in run(folder, "vacancy", "show", "V-1").stdout
    assert "kept 12 months, those of the invited for good" in run(folder, *set_).stdout
    assert run(folder, *set_, "--months", 0).exit_code == 1


def test_what_is_due_is_listed_and_erased_after_one_question(folder, on):
    on("2026-09-09")
    assert run(folder, "retention", "run").stdout == "Nothing is due.\n"
    assert answer(folder, "retention", "run", "--yes")["erased"] == []
    on("2026-09-10")
    dry = answer(folder, "retention", "run", "--dry-run", own=None)
    assert [group["candidates"] for group in dry["due"]] == [["C-0002"]]
    assert "C-" not in run(folder, "retention", "run", "--dry-run", own=None).stderr
    refused = run(folder, "retention", "run", typed="\n")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "V-1: 1 unsuccessful, due since 2026-09-10: C-0002" in refused.stderr
    assert held(folder) == ["C-0001", "C-0002"]
    done = run(folder, "retention", "run", typed="yes\n")
    assert done.stdout == "Erased 1 application.\n"
    assert held(folder) == ["C-0001"]


def test_a_run_as_json(folder, on):
    on("2026-09-10")
    done = answer(folder, "retention", "run", "--yes")
    assert done["erased"] == [{"vacancy": "V-1", "candidate": "C-0002"}]
    assert done["cleaned"] is True


def test_what_is_held_on_one_applicant_is_written(folder):
    out = folder / "bundle.zip"
    result = run(folder, "subject-access", "V-1", "C-0002", "--out", out, "--json")
    assert json.loads(result.stdout) == {
        "vacancy": "V-1",
        "candidate": "C-0002",
        "path": str(out),
        "files": 2,
        "notes": 1,
    }
    assert "It is plain" in result.stderr
    assert "Read the 1 note of panellists" in result.stderr
    with zipfile.ZipFile(out) as archive:
        page = archive.read("index.html").decode()
        assert archive.read("originals/1 cv.txt") == b"Tom Price"
    assert "Petra Voss" not in page
    assert "Good" in page
    again = run(folder, "subject-access", "V-1", "C-0002", "--out", out)
    assert again.exit_code == 1
    named = folder / "named"
    words = ("subject-access", "V-1", "C-0002", "--out", named, "--name-staff")
    assert run(folder, *words).stdout == f"Wrote 2 files to '{named}'.\n"
    assert "Petra Voss" in (named / "index.html").read_text(encoding="utf-8")
