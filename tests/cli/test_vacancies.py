"""``vacancy create`` and ``vacancy show``: the warnings about a person specification."""

import tomllib

import pytest

from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.workflow.session import Session
from tests.cli.test_job import PASSPHRASE, VACANCY, Terminal
from tests.workflow.conftest import CHEAP

WORDED = VACANCY.replace("Experience of advice", "Five years\u2019 experience of advice")
SENTENCE = "E1 says \u201cFive years' experience\u201d."


@pytest.fixture
def terminal(tmp_path) -> Terminal:
    Session.create(tmp_path / "w", PASSPHRASE, "Pat", cost=CHEAP).close()
    return Terminal(tmp_path / "w")


def create(terminal: Terminal, text: str, *more: str):
    file = terminal.folder.parent / "vacancy.toml"
    file.write_text(text, encoding="utf-8")
    return terminal.run("vacancy", "create", file, *more)


def test_creating_warns_on_stderr_and_adds_all_the_same(terminal):
    done = create(terminal, WORDED)
    assert done.exit_code == 0
    assert f"Warning: {SENTENCE}" in done.stderr
    assert SENTENCE not in done.stdout
    assert terminal.json("vacancy", "list")[0]["reference"] == "V-1"


def test_what_creating_answers_in_json_has_no_warnings(terminal):
    done = create(terminal, WORDED, "--json")
    assert "warnings" not in done.stdout
    assert SENTENCE in done.stderr


def test_showing_lists_them_in_a_file_that_still_makes_the_vacancy(terminal):
    create(terminal, WORDED)
    shown = terminal.run("vacancy", "show", "V-1").stdout
    assert f"# warning: {SENTENCE}" in shown
    assert Vacancy.from_dict(tomllib.loads(shown)).criteria[0].id == "E1"
    (warning,) = terminal.json("vacancy", "show", "V-1")["warnings"]
    assert (warning["criterion"], warning["kind"]) == ("E1", "excludes")
    assert warning["sentence"].startswith(SENTENCE)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (VACANCY, []),
        (VACANCY.replace('"essential"', '"desirable"'), [(None, "no-minimum")]),
    ],
)
def test_the_list_is_empty_or_about_all_criteria(terminal, text, found):
    done = create(terminal, text)
    assert done.stderr.count("Warning: ") == len(found)
    warnings = terminal.json("vacancy", "show", "V-1")["warnings"]
    assert [(one["criterion"], one["kind"]) for one in warnings] == found
