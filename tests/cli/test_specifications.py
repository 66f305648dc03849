"""``vacancy import-specification``, ``vacancy template`` and ``vacancy wording``."""

import json
import tomllib

import pytest

from edi_shortlist import documents
from edi_shortlist.documents.parts import read_here
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.workflow.session import Session
from tests.cli.test_job import PASSPHRASE, VACANCY, Terminal
from tests.workflow.conftest import CHEAP
from tests.workflow.council_specifications import LAYOUTS, duties_only


@pytest.fixture(autouse=True)
def reads_here(monkeypatch) -> None:
    """Read in this process, which is quicker; the workflow's tests have one of the real reader."""
    monkeypatch.setattr(documents, "read", read_here)


@pytest.fixture
def terminal(tmp_path) -> Terminal:
    Session.create(tmp_path / "w", PASSPHRASE, "Pat", cost=CHEAP).close()
    return Terminal(tmp_path / "w")


def test_a_specification_is_printed_as_criteria_of_a_vacancy_file(terminal, tmp_path):
    path = tmp_path / "spec.docx"
    LAYOUTS["cells of bullets.docx"](path)
    shown = terminal.run("vacancy", "import-specification", path).stdout
    assert "# check: Nothing says how it is assessed; application is assumed." in shown
    head = 'reference = "V-1"\ntitle = "Clerk"\n'
    vacancy = Vacancy.from_dict(tomllib.loads(head + shown))
    assert [one.id for one in vacancy.criteria] == ["E1", "E2", "D1", "E3"]
    told = terminal.json("vacancy", "import-specification", path)
    assert told["file"] == "spec.docx"
    assert told["criteria"][0]["section"] == "Experience"
    assert len(told["criteria"][0]["doubts"]) == 1
    assert {key: told["criteria"][2][key] for key in ("id", "kind", "assessed_at")} == {
        "id": "D1",
        "kind": "desirable",
        "assessed_at": ["application"],
    }


def test_a_file_without_criteria_is_refused(terminal, tmp_path):
    duties_only(tmp_path / "duties.docx")
    done = terminal.run("vacancy", "import-specification", tmp_path / "duties.docx")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "No criteria were found in 'duties.docx'" in done.stderr


def test_templates_from_saving_to_deleting(terminal, tmp_path):
    file = tmp_path / "vacancy.toml"
    file.write_text(VACANCY, encoding="utf-8")
    terminal.run("vacancy", "create", file)
    assert terminal.run("vacancy", "template", "save", "V-1", "Adviser").exit_code == 0
    listed = terminal.json("vacancy", "template", "list")
    assert (listed[0]["name"], listed[-1]["saved_at"]) == ("Adviser", None)
    shown = terminal.run("vacancy", "template", "show", "adviser").stdout
    (tmp_path / "adviser.toml").write_text(shown, encoding="utf-8")
    assert terminal.run("vacancy", "template", "delete", "Adviser").exit_code == 0
    taken = terminal.json("vacancy", "template", "import", tmp_path / "adviser.toml")
    assert taken["name"] == "Adviser"
    again = terminal.run("vacancy", "template", "import", tmp_path / "adviser.toml")
    assert (again.exit_code, "already" in again.stderr) == (1, True)
    made = terminal.json("vacancy", "template", "use", "Adviser", "V-2", "Adviser, nights")
    assert made["criteria"] == json.loads(json.dumps(taken["criteria"]))
    assert terminal.json("vacancy", "show", "V-2")["title"] == "Adviser, nights"


def test_the_own_list_of_wording_counts_in_what_is_warned_of(terminal, tmp_path):
    words = tmp_path / "words.toml"
    words.write_text(
        '[[excludes]]\nphrases = ["advice"]\nwhy = "Ours."\ninstead = "Ours."\n', encoding="utf-8"
    )
    done = terminal.run("vacancy", "wording", "import", words)
    assert done.stdout.startswith("The list has 1 entry of your own, and 0 of the program's")
    assert terminal.json("vacancy", "wording", "show")["excludes"][0]["id"] == "advice"
    file = tmp_path / "vacancy.toml"
    file.write_text(VACANCY, encoding="utf-8")
    assert "says “advice”. Ours. Ours." in terminal.run("vacancy", "create", file).stderr
    (warning, *_more) = terminal.json("vacancy", "show", "V-1")["warnings"]
    assert "“advice”" in warning["sentence"]
