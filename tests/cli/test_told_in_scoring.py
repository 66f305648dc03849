"""``conflicts`` and ``reports`` on the command line."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from edi_shortlist.cli.app import app
from edi_shortlist.cli.context import PASSPHRASE_VARIABLE
from edi_shortlist.documents.model import Block, Document
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.storage import KeyCost, Original, SealedApplication
from edi_shortlist.workflow.passage_reports import ReportedPlace, report_passage
from edi_shortlist.workflow.releasing import release
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.vacancies import create_vacancy

CHEAP = KeyCost(memory_kib=8, passes=1, lanes=1)
PASSPHRASE, REF, A = "five swans over the canal", "LIB-2", "Panellist A"
TEXT = "I sing in Saffron Lane. Saffron Lane sings."
VACANCY = {
    "reference": REF,
    "title": "Library Assistant",
    "interview_places": 1,
    "criteria": [{"id": "E1", "kind": "essential", "text": "Likes books"}],
    "panel": [{"name": A}, {"name": "Panellist B"}],
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "w"
    with Session.create(folder, PASSPHRASE, "Ann", cost=CHEAP) as s:
        create_vacancy(s, Vacancy.from_dict(VACANCY))
        with s.workspace.act(sealed=True):
            for candidate in ("C-0001", "C-0002"):
                document = Document((Block(TEXT),)).to_dict()
                s.vault.add_application(
                    SealedApplication(candidate, REF, "x", {}),
                    [Original("a.txt", b"x", document)],
                )
                s.workspace.blind.add_candidate(REF, candidate, 1)
            s.workspace.blind.set_state(REF, "review")
        release(s, REF)
        report_passage(s, REF, "C-0001", A, [ReportedPlace("C-0001/1", 10, 22)])
        report_passage(s, REF, "C-0002", A, [ReportedPlace("C-0002/1", 2, 6)])
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "w"))


def run(folder: Path, *words: object, passphrase: str | None = PASSPHRASE) -> Result:
    runner = CliRunner(env={PASSPHRASE_VARIABLE: passphrase})
    return runner.invoke(app, ["--workspace", str(folder), *map(str, words)])


def answer(folder: Path, *words: object) -> object:
    result = run(folder, *words, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_declared_listed_withdrawn_and_stood_in_for(folder: Path) -> None:
    named = ("C-0001", "--panellist", A)
    assert answer(folder, "conflicts", "declare", REF, *named, "--kind", "friend") == {
        "vacancy": REF,
        "candidate": "C-0001",
        "removed": 0,
    }
    (told,) = answer(folder, "conflicts", "list", REF)
    assert (told["candidate"], told["kind"], told["remaining"]) == ("C-0001", "friend", 1)
    assert "C-0001" in run(folder, "conflicts", "list", REF).stdout
    answer(folder, "conflicts", "withdraw", REF, *named, "--reason", "changed-mind")
    assert answer(folder, "conflicts", "list", REF) == []
    stood = ("conflicts", "stand-in", REF, "C-0001", "C-0002", "--panellist", "Panellist C")
    assert answer(folder, *stood)["candidates"] == ["C-0001", "C-0002"]


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("conflicts", "declare", REF, "C-0001", "--panellist", A, "--kind", "x"), 1, "Choose from"),
        (("conflicts", "withdraw", REF, "C-0001", "--panellist", A, "--reason", "x"), 2, "one of"),
        (("reports", "decide", REF, 1, "--keep", "NAME", "--restore"), 2, "Give either"),
        (("reports", "decide", REF, 1, "--keep", "CHOIR"), 1, "no label"),
        (("reports", "decide", REF, 1, "--restore"), 1, "Say why"),
        (("reports", "decide", REF, 9, "--keep", "NAME"), 1, "no report 9"),
    ],
)  # fmt: skip
def test_refused(folder: Path, words: tuple[object, ...], status: int, said: str) -> None:
    result = run(folder, *words)
    assert result.exit_code == status
    assert said in " ".join(result.stderr.split())
    assert "Saffron" not in result.stdout + result.stderr


def test_reports_are_listed_and_decided(folder: Path) -> None:
    listed = run(folder, "reports", "list", REF, passphrase=None)
    assert "waiting" in listed.stdout
    assert "Saffron" not in listed.stdout
    kept = answer(folder, "reports", "decide", REF, 1, "--keep", "LOCATION")
    assert (kept["decision"], len(kept["redactions"])) == ("kept", 2)
    why = "It is not about the applicant."
    shown = answer(folder, "reports", "decide", REF, 2, "--restore", "--reason", why)
    assert shown == {"report": 2, "decision": "restored", "redactions": []}
    assert [one["decision"] for one in answer(folder, "reports", "list", REF)] == [
        "kept",
        "restored",
    ]
    assert run(folder, "reports", "decide", REF, 1, "--keep", "NAME").exit_code == 1
