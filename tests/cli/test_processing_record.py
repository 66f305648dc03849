"""``record-of-processing`` on the command line."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from edi_shortlist.cli.app import app
from edi_shortlist.cli.context import PASSPHRASE_VARIABLE
from edi_shortlist.storage import KeyCost
from edi_shortlist.workflow.processing_words import FIELDS, NEEDED
from edi_shortlist.workflow.session import Session

CHEAP = KeyCost(memory_kib=8, passes=1, lanes=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Session.create(tmp_path / "w", "five swans over the canal", "Ann", cost=CHEAP):
        return tmp_path


def run(folder: Path, *words: object) -> Result:
    """Run the command without any passphrase."""
    before = ["--workspace", str(folder / "w"), "record-of-processing"]
    return CliRunner(env={PASSPHRASE_VARIABLE: None}).invoke(app, [*before, *map(str, words)])


def test_fields_are_set_once_and_printed_from_then_on(folder):
    first = run(folder, "--set", "controller=Borough of Example", "--set", "transfers=None")
    assert first.exit_code == 0
    assert "Borough of Example" in first.stdout
    assert "Who is responsible" in first.stdout
    assert "Not filled in yet: contact," in first.stderr
    again = run(folder, "--set", "transfers=", "--json")
    answer = json.loads(again.stdout)
    assert list(answer["fields"]) == [field.key for field in FIELDS]
    assert answer["fields"]["controller"] == "Borough of Example"
    assert answer["missing"] == [key for key in NEEDED if key != "controller"]
    assert answer["changed_at"]
    assert (answer["file"], answer["sha256"]) == (None, None)
    assert answer["sections"][0]["rows"][0] == ["Controller", "Borough of Example"]


def test_it_is_written_and_its_digest_told(folder):
    out = folder / "record.pdf"
    answer = json.loads(run(folder, "--out", out, "--json").stdout)
    assert answer["file"] == str(out)
    assert len(answer["sha256"]) == 64
    assert out.read_bytes().startswith(b"%PDF")
    assert run(folder, "--out", out).exit_code == 1
    told = run(folder, "--out", folder / "record.html")
    assert told.stdout.startswith(f"The record is in '{folder / 'record.html'}'. SHA-256 ")


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["--set", "controller"], 2),
        (["--set", "contact=a", "--set", "contact=b"], 2),
        (["--set", "controler=a"], 1),
        (["--out", "record.txt"], 1),
    ],
)
def test_what_is_not_understood_changes_nothing(folder, words, status):
    result = run(folder, *words)
    assert (result.exit_code, result.stdout) == (status, "")
    assert not any(json.loads(run(folder, "--json").stdout)["fields"].values())
