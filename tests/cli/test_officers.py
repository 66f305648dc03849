"""``officers`` on the command line: who may open the vault, by whose passphrase, with what code."""

import json
from pathlib import Path

import pytest
import typer
from held_passphrases import hold_passphrases
from typer.testing import CliRunner, Result

from edi_shortlist.cli import context
from edi_shortlist.cli.app import app
from edi_shortlist.cli.context import OFFICER_VARIABLE, PASSPHRASE_VARIABLE
from edi_shortlist.storage import KeyCost, recovery_code
from edi_shortlist.workflow import officers
from edi_shortlist.workflow.session import Session

CHEAP = KeyCost(memory_kib=8, passes=1, lanes=1)
ANNS, BENS = "five swans over the canal", "nine herons by the weir"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    for verb in ("add_officer", "change_passphrase", "make_recovery_code", "recover"):
        usual = getattr(officers, verb).__kwdefaults__
        monkeypatch.setattr(getattr(officers, verb), "__kwdefaults__", {**usual, "cost": CHEAP})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace of Ann's, and files with passphrases beside it."""
    with Session.create(tmp_path / "w", ANNS, "Ann", cost=CHEAP):
        pass
    (tmp_path / "bens").write_text(f"{BENS}\n", encoding="utf-8")
    (tmp_path / "short").write_text("swans", encoding="utf-8")
    return tmp_path


def run(folder: Path, *words: object, own: str | None = ANNS, officer: str | None = None) -> Result:
    env = {PASSPHRASE_VARIABLE: own, OFFICER_VARIABLE: officer}
    before = ["--workspace", str(folder / "w"), "--actor", "lodge"]
    return CliRunner(env=env).invoke(app, [*before, *map(str, words)])


def answer(folder: Path, *words: object, **how: str | None) -> object:
    result = run(folder, *words, "--json", **how)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def names(folder: Path) -> list[str]:
    return [one["name"] for one in answer(folder, "officers", "list")["officers"]]


def test_officers_come_and_go(folder):
    bens = ["--new-passphrase-file", folder / "bens"]
    assert answer(folder, "officers", "add", "Ben Hall", *bens) == {"officer": "Ben Hall"}
    assert names(folder) == ["Ann", "Ben Hall"]
    # Whose passphrase it is must be said now, by the option or by the environment.
    unsaid = run(folder, "officers", "recovery-code")
    assert unsaid.exit_code == 1
    assert "--officer NAME" in unsaid.stderr
    assert answer(folder, "audit", "verify", own=BENS, officer="ben hall")["ok"]
    assert run(folder, "--officer", "Ann", "audit", "verify").exit_code == 0
    (folder / "new").write_text("a better one", encoding="utf-8")
    new = ["--new-passphrase-file", folder / "new"]
    assert answer(folder, "officers", "change", "BEN HALL", *new, own=BENS) == {
        "officer": "Ben Hall"
    }
    assert run(folder, "audit", "verify", own=BENS, officer="Ben Hall").exit_code == 1
    assert answer(folder, "officers", "remove", "ann", own="a better one", officer="Ben Hall") == {
        "removed": "Ann"
    }
    assert names(folder) == ["Ben Hall"]
    last = run(folder, "officers", "remove", "Ben Hall", own="a better one")
    assert last.exit_code == 1
    assert "only officer" in last.stderr
    listed = answer(folder, "audit", "list", "--action", "officer")
    assert [(one["actor"], one["action"]) for one in listed] == [
        ("Ann", "officer.added"),
        ("Ben Hall", "officer.passphrase-changed"),
        ("Ben Hall", "officer.removed"),
    ]


def test_wrong_tries_are_listed_until_a_right_one(folder):
    assert run(folder, "officers", "recovery-code", own="not the right words").exit_code == 1
    (ann,) = answer(folder, "officers", "list")["officers"]
    assert ann["failures"] == 1
    assert "Wrong tries" in run(folder, "officers", "list").stdout
    answer(folder, "officers", "recovery-code")
    (ann,) = answer(folder, "officers", "list")["officers"]
    assert ann["failures"] == 0


def test_the_recovery_code_is_shown_once_and_used_once(folder):
    assert "officers recovery-code" in run(folder, "officers", "list").stderr
    made = run(folder, "officers", "recovery-code")
    code = made.stdout.removeprefix("The recovery code: ").strip()
    assert recovery_code.read_recovery_code(code)
    assert "locked away" in made.stderr
    listed = run(folder, "officers", "list")
    assert "recovery code was made" in listed.stdout
    assert code not in listed.output
    (folder / "code").write_text(code.lower(), encoding="utf-8")
    how = ["--code-file", folder / "code", "--new-passphrase-file", folder / "bens"]
    recovered = answer(folder, "officers", "recover", "ANN", *how, own=None)
    assert recovered["officer"] == "Ann"
    assert recovered["recovery_code"] != code
    assert run(folder, "audit", "verify", own=BENS).exit_code == 0
    again = run(folder, "officers", "recover", "Ann", *how, own=None)
    assert again.exit_code == 1
    assert "was replaced" in again.stderr


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["add", "Ben", "--new-passphrase-file", "short"], 1, "8 characters or more"),
        (["add", "ANN", "--new-passphrase-file", "bens"], 1, "already an officer"),
        (["add", "Ben"], 2, "--new-passphrase-file FILE"),
        (["add", "Ben", "--new-passphrase-file", "nowhere"], 1, "nowhere"),
        (["remove", "Ben"], 1, "These have a key to the vault: Ann."),
        (["change", "Ben"], 1, "These have a key to the vault: Ann."),
        (["recover", "Ben"], 1, "These have a key to the vault: Ann."),
        (["recover", "Ann"], 2, "--code-file FILE"),
        (["recover", "Ann", "--code-file", "short", "--new-passphrase-file", "bens"], 1, "28 l"),
    ],
)
def test_what_is_refused_is_told_in_words(folder, monkeypatch, words, status, said):
    monkeypatch.chdir(folder)
    result = run(folder, "officers", *words)
    assert (result.exit_code, result.stdout) == (status, "")
    assert said in result.stderr
    assert names(folder) == ["Ann"]


def test_secrets_are_asked_for_hidden_and_never_taken_from_the_environment(monkeypatch):
    asked = []
    monkeypatch.setenv(PASSPHRASE_VARIABLE, ANNS)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(typer, "prompt", lambda text, **how: asked.append((text, how)) or BENS)
    assert context.new_passphrase(None, "Ben") == BENS
    assert context.recovery_code(None) == BENS
    assert [(text, how["confirmation_prompt"]) for text, how in asked] == [
        ("New passphrase of Ben", True),
        ("Recovery code", False),
    ]
    assert all(how["hide_input"] and how["err"] for _text, how in asked)


def test_who_makes_a_workspace_is_its_first_officer(tmp_path):
    assert answer(tmp_path, "init", officer="Cat Moss") == {"workspace": str(tmp_path / "w")}
    assert names(tmp_path) == ["Cat Moss"]


@pytest.mark.parametrize("there", [True, False])
def test_a_remembered_passphrase_is_taken_where_somebody_would_be_asked(folder, monkeypatch, there):
    held = hold_passphrases(monkeypatch)
    assert answer(folder, "officers", "remember") == {"officer": "Ann", "remembered": True}
    monkeypatch.setattr(context, "somebody_is_there", lambda: there)
    opened = CliRunner(env={PASSPHRASE_VARIABLE: None}).invoke(
        app, ["--workspace", str(folder / "w"), "--actor", "Ann", "retention", "run"], input="n\n"
    )
    assert opened.exit_code == (0 if there else 2), opened.stderr
    entries = answer(folder, "audit", "list")
    assert ("vault.opened" in [entry["action"] for entry in entries][-2:]) == there
    assert answer(folder, "officers", "forget") == {"officer": "Ann", "forgotten": True}
    assert held == {}
