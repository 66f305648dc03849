"""``pack`` on the command line, and what a pack's file alone does there."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from edi_shortlist import desktop
from edi_shortlist.cli.app import app
from edi_shortlist.cli.context import PASSPHRASE_VARIABLE
from edi_shortlist.cli.packs import PIN_VARIABLE
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.storage import KeyCost
from edi_shortlist.workflow import manager_copies, pack_importing, packs
from edi_shortlist.workflow.scoring import candidates, record_score
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.vacancies import create_vacancy

CHEAP = KeyCost(memory_kib=8, passes=1, lanes=1)
PASSPHRASE, REF, A = "five swans over the canal", "LIB-2", "Panellist A"
VACANCY = {
    "reference": REF,
    "title": "Library Assistant",
    "interview_places": 1,
    "criteria": [{"id": "E1", "kind": "essential", "text": "Likes books"}],
    "panel": [{"name": A}, {"name": "Panellist B"}],
}


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = packs.export_pack.__kwdefaults__
    monkeypatch.setattr(packs.export_pack, "__kwdefaults__", {**usual, "cost": CHEAP})
    usual = manager_copies.export_copy.__kwdefaults__
    monkeypatch.setattr(manager_copies.export_copy, "__kwdefaults__", {**usual, "cost": CHEAP})
    usual = pack_importing.import_pack.__kwdefaults__
    monkeypatch.setattr(pack_importing.import_pack, "__kwdefaults__", {**usual, "costs": [CHEAP]})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with two candidates released to the panel."""
    with Session.create(tmp_path / "w", PASSPHRASE, "Ann", cost=CHEAP) as s, s.workspace.act():
        create_vacancy(s, Vacancy.from_dict(VACANCY))
        for candidate in ("C-0001", "C-0002"):
            s.workspace.blind.add_candidate(REF, candidate, 1)
        s.workspace.blind.set_state(REF, "released")
    (tmp_path / "pin").write_text("nineteen 84\n", encoding="utf-8")
    return tmp_path


def run(folder: Path, *words: object, **env: str | None) -> Result:
    env = {PASSPHRASE_VARIABLE: None, PIN_VARIABLE: None} | env
    return CliRunner(env=env).invoke(app, ["--workspace", str(folder / "w"), *map(str, words)])


def answer(folder: Path, *words: object, **env: str | None) -> object:
    result = run(folder, *words, "--json", **env)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def score(path: Path, pin: str) -> None:
    with Session.open_pack(path, pin, costs=[CHEAP]) as pack:
        record_score(pack, REF, candidates(pack, REF)[0], A, "E1", 3)


def test_a_pack_goes_out_and_its_scores_come_in(folder: Path) -> None:
    pack = folder / "a.edipack"
    own = {PASSPHRASE_VARIABLE: PASSPHRASE}
    made = answer(folder, "pack", "export", REF, "--panellist", A, pack, **own)
    assert (made["panellist"], made["pin_kept"], made["path"]) == (A, True, str(pack))
    score(pack, made["pin"])
    assert answer(folder, "pack", "import", pack, **own) == {
        "vacancy": REF,
        "panellist": A,
        "taken": 1,
        "held": 1,
        "left_out": [],
        "given": 1,
        "expected": 2,
        "passages": 0,
        "conflicts": 0,
        "reports": 0,
    }
    first, second = answer(folder, "pack", "list", REF)
    assert (first["panellist"], first["scores"], first["scores_in_pack"]) == (A, 1, 1)
    assert first["imported_at"] > first["made_at"] > ""
    assert (second["made_at"], second["expected"]) == (None, 2)
    again = run(folder, "pack", "import", pack, **own)
    assert again.output.startswith("Nothing is new")


def test_with_the_vault_sealed_the_pin_is_printed_and_given(folder: Path) -> None:
    pack = folder / "a.edipack"
    made = run(folder, "pack", "export", REF, "--panellist", A, pack)
    assert made.exit_code == 0, made.stderr
    pin = made.stdout.split("PIN: ")[1].strip()
    assert "never send it with the file" in made.stderr
    assert "write it down" in made.stderr
    score(pack, pin)
    unasked = run(folder, "pack", "import", pack)
    assert unasked.exit_code == 2
    assert PIN_VARIABLE in unasked.stderr
    wrong = run(folder, "pack", "import", pack, **{PIN_VARIABLE: "0000 0000"})
    assert wrong.exit_code == 1
    assert "does not open 'a.edipack'" in wrong.stderr
    assert run(folder, "pack", "import", pack, **{PIN_VARIABLE: pin}).exit_code == 0
    listed = run(folder, "pack", "list", REF)
    assert "1 of 2" in listed.stdout


def test_a_pin_of_your_own_and_a_second_pack(folder: Path) -> None:
    export = ["pack", "export", REF, "--panellist", A]
    own = ["--pin-file", folder / "pin"]
    made = answer(folder, *export, folder / "a.edipack", *own)
    assert made["pin"] == "nineteen 84"
    refused = run(folder, *export, folder / "b.edipack")
    assert refused.exit_code == 1
    assert "--again" in refused.stderr
    answer(folder, *export, folder / "b.edipack", "--again", *own)
    late = run(folder, "pack", "import", folder / "a.edipack", *own)
    assert late.exit_code == 1
    assert "another was made in its place" in late.stderr
    assert answer(folder, "pack", "import", folder / "b.edipack", *own)["taken"] == 0


def test_a_manager_s_copy(folder: Path) -> None:
    export = ["pack", "export", REF, folder / "m.edipack"]
    early = run(folder, *export, "--manager", "Bea Lim")
    assert early.exit_code == 1
    assert "Open moderation or lock the scores first" in early.stderr
    for wrong in ([], ["--manager", "Bea Lim", "--panellist", A]):
        refused = run(folder, *export, *wrong)
        assert refused.exit_code == 2
        assert "--manager NAME" in refused.stderr
    with Session.open(folder / "w", "Ann") as s, s.workspace.act():
        s.workspace.blind.set_state(REF, "locked")
    made = answer(folder, *export, "--manager", "Bea Lim", "--pin-file", folder / "pin")
    assert (made["manager"], made["pin"], made["invited"]) == ("Bea Lim", "nineteen 84", None)
    with Session.open_pack(folder / "m.edipack", made["pin"], costs=[CHEAP]) as copy:
        assert copy.actor == "Bea Lim"


def test_a_pack_s_file_alone_opens_the_window(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(desktop, "main", lambda *given: opened.append(given) or 0)
    for words in (["A.EDIPACK"], ["--pack", "b.edipack"]):
        assert CliRunner().invoke(app, words).exit_code == 0
    assert opened == [(None, Path("A.EDIPACK")), (None, Path("b.edipack"))]
