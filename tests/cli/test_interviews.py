"""``interviews`` on the command line: from the plan to what became of everybody."""

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from edi_shortlist.cli.app import app
from edi_shortlist.cli.context import PASSPHRASE_VARIABLE
from tests.interviewing_vacancy import PASSPHRASE, REF, make_interviewing

PLAN = """
days = ["2026-12-07"]
start = "09:00"
end = "12:00"
minutes = 45
[[rooms]]
name = "Room A"
panel = ["Petra Voss", "Femi Ade"]
place = "Town Hall"
link = "https://meet.example.com/1"
[[candidates]]
candidate = "C-0B02"
extra = 15
panel_words = "An interpreter joins"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_interviewing(tmp_path / "w")
    return tmp_path


def run(folder: Path, *words: object, sealed: bool = False) -> Result:
    env = {PASSPHRASE_VARIABLE: None if sealed else PASSPHRASE}
    arguments = ["--workspace", str(folder / "w"), "interviews", *map(str, words)]
    return CliRunner(env=env).invoke(app, arguments)


def answer(folder: Path, *words: object, sealed: bool = False):
    result = run(folder, *words, "--json", sealed=sealed)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_from_the_plan_to_the_calendars(folder: Path) -> None:
    (folder / "plan.toml").write_text(PLAN)
    made = answer(folder, "schedule", REF, folder / "plan.toml", "--order", "reference")
    assert (made["clashes"], made["problem"]) == ([], "")
    assert [(one["candidate"], one["start"], one["minutes"]) for one in made["interviews"]] == [
        ("C-0A01", "2026-12-07T09:00", 45),
        ("C-0B02", "2026-12-07T09:45", 60),
    ]
    assert answer(folder, "list", REF)["interviews"] == made["interviews"]
    printed = run(folder, "list", REF)
    assert "2026-12-07 09:45" in printed.stdout
    assert "Tom Price" in printed.stdout
    exported = answer(folder, "export", REF, folder / "p.ics", "--for", "panel")
    assert (exported["reader"], exported["interviews"]) == ("panel", 2)
    one = ("--for", "candidate", "--candidate", "C-0B02")
    assert answer(folder, "export", REF, folder / "c.ics", *one)["files"] == 1
    (folder / "plan.toml").write_text(PLAN.replace('start = "09:00"', 'start = "noon"'))
    refused = run(folder, "schedule", REF, folder / "plan.toml")
    assert refused.exit_code == 1
    assert "'start' must be a time such as 09:30" in refused.stderr


def test_questions_scores_and_results(folder: Path) -> None:
    (folder / "q.toml").write_text('[[questions]]\ncriterion = "E2"\ntext = "When?"\n')
    assert answer(folder, "questions", "import", REF, folder / "q.toml", sealed=True) == {
        "vacancy": REF,
        "questions": 1,
    }
    assert answer(folder, "questions", "list", REF, sealed=True) == [
        {"criterion": "E2", "text": "When?", "good": {}}
    ]
    copied = run(folder, "questions", "copy", REF, REF, sealed=True)
    assert (copied.exit_code, "not there already" in copied.stderr) == (1, True)
    early = run(folder, "scores", "results", REF, sealed=True)
    assert (early.exit_code, "not locked yet" in early.stderr) == (1, True)
    rows = ["candidate,panellist,criterion,score,note"]
    for candidate, level in (("C-0A01", 3), ("C-0B02", 4)):
        for panellist in ("Petra Voss", "Femi Ade"):
            rows += [
                f"{candidate},{panellist},{criterion},{level},Said so" for criterion in ("E2", "D1")
            ]
    (folder / "s.csv").write_text("\n".join(rows))
    assert answer(folder, "scores", "import", REF, folder / "s.csv")["scores"] == 8
    assert answer(folder, "scores", "lock", REF, sealed=True)["locked"] is True
    best, other = answer(folder, "scores", "results", REF, sealed=True)
    assert (best["candidate"], best["rank"], best["total"]) == ("C-0B02", 1, 8)
    assert other["means"] == {"E2": 3, "D1": 3}
    assert "C-0B02" in run(folder, "scores", "results", REF, sealed=True).stdout


def test_outcomes_are_recorded_with_the_vault_sealed(folder: Path) -> None:
    today = date.today().isoformat()
    done = answer(folder, "outcome", REF, "c-0a01", "interviewed", "--day", today, sealed=True)
    assert done["outcomes"] == [{"outcome": "interviewed", "day": today, "place": None}]
    assert done["may_follow"] == ["offered", "reserve", "not appointed", "withdrew"]
    placed = answer(folder, "outcome", REF, "C-0A01", "reserve", "--place", 3, sealed=True)
    assert placed["outcomes"][-1]["place"] == 3
    back = run(folder, "outcome", REF, "C-0A01", "take-back", sealed=True)
    assert "C-0A01 is 'interviewed'. After that may come: offered" in back.stdout
    refused = run(folder, "outcome", REF, "C-0A01", "appointed", sealed=True)
    assert (refused.exit_code, "cannot follow" in refused.stderr) == (1, True)
    wrong = run(folder, "outcome", REF, "C-0A01", "offered", "--day", "soon", sealed=True)
    assert (wrong.exit_code, "is not a date" in wrong.stderr) == (2, True)
