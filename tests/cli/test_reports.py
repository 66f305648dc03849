"""``report``, ``letters`` and ``letter-templates`` on the command line."""

import hashlib
import json
from pathlib import Path

import docx
import openpyxl
import pytest
from typer.testing import CliRunner, Result

from edi_shortlist.cli.app import app
from edi_shortlist.cli.context import PASSPHRASE_VARIABLE
from tests.decided_vacancy import PASSPHRASE, make_decided


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_decided(tmp_path / "w")
    return tmp_path


def run(folder: Path, *words: object, own: str | None = PASSPHRASE) -> Result:
    return CliRunner(env={PASSPHRASE_VARIABLE: own}).invoke(
        app, ["--workspace", str(folder / "w"), *map(str, words)]
    )


def answer(folder: Path, *words: object, **how: str | None) -> dict[str, object]:
    result = run(folder, *words, "--json", **how)
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert isinstance(found, dict)
    return found


def test_the_managers_report_needs_no_passphrase(folder: Path) -> None:
    path = folder / "list.xlsx"
    told = answer(folder, "report", "V-1", path, "--for", "manager", own=None)
    assert told == {
        "vacancy": "V-1",
        "report": "interview-list",
        "path": str(path),
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "warnings": [],
    }
    book = openpyxl.load_workbook(path)
    assert [row[0].value for row in book["Interview list"]] == ["Candidate", "C-0001"]


def test_hrs_report_opens_the_vault_and_says_how_to_handle_it(folder: Path) -> None:
    done = run(folder, "report", "V-1", folder / "why.pdf", "--for", "hr", "--short")
    assert (done.exit_code, done.stdout.split(".")[0]) == (0, f"Wrote '{folder / 'why'}")
    assert "special category data" in done.stderr
    wrong = run(folder, "report", "V-1", folder / "x.pdf", "--for", "hr", own="wrong")
    assert wrong.exit_code == 1
    assert "does not open the vault" in wrong.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("report", "V-1", "x.pdf", "--for", "panel"), "not for 'panel'"),
        (("report", "V-1", "x.txt"), ".pdf, .docx or .xlsx"),
        (("report", "V-9", "x.pdf"), "no vacancy V-9"),
        (("letters", "V-1", "x.docx"), "unseal the invited first"),
        (("letters", "V-1", "x.docx", "--to", "both"), "not to 'both'"),
    ],
)
def test_what_is_refused_is_told_in_a_sentence(
    folder: Path, words: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    result = run(folder, *words)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert said in result.stderr
    assert not list(folder.glob("x.*"))


def test_letters_from_the_usual_templates_and_from_ones_own(folder: Path) -> None:
    assert run(folder, "unseal", "V-1").exit_code == 0
    comments = folder / "comments.csv"
    comments.write_text("candidate,criterion,comment\nC-0002,E1,Well told.\n", encoding="utf-8")
    told = answer(
        *(folder, "letters", "V-1", folder / "all.docx", "--comments", comments),
        *("--date", "2026-03-09"),
    )
    problems = told.pop("problems")
    assert told == {
        "vacancy": "V-1",
        "path": str(folder / "all.docx"),
        "invited": 1,
        "not_invited": 1,
    }
    assert "who writes them" in problems.pop(0)
    assert problems == [
        f"{one}: no address is known. Send the letter by e-mail." for one in ("C-0001", "C-0002")
    ]
    text = "\n".join(one.text for one in docx.Document(str(folder / "all.docx")).paragraphs)
    for words in ("Dear Aisha Khan", "Dear Tom Price", "E1: Well told.", "9 March 2026"):
        assert words in text

    made = answer(folder, "letter-templates", folder / "own", own=None)["templates"]
    assert made == [str(folder / "own" / name) for name in ("invited.docx", "not-invited.docx")]
    done = run(
        *(folder, "letters", "V-1", folder / "each", "--to", "not-invited"),
        *("--template", folder / "own" / "not-invited.docx"),
    )
    assert done.exit_code == 0
    assert "0 letters to the invited and 1 to the others" in done.stdout
    assert [one.name for one in (folder / "each").iterdir()] == ["C-0002.docx"]
    assert "delete them once sent" in done.stderr
