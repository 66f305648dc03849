"""``schemes``: version by version, out of one workspace and into another."""

import pytest

from edi_shortlist.workflow.session import Session
from tests.cli.test_job import PASSPHRASE, Terminal
from tests.workflow.conftest import CHEAP

CARERS = """
id = "carers"
name = "Carers"
definition = "You care for somebody, unpaid."
source = "The council's own"
date = 2026-03-14
excludes = []
evidence = "None."
minimum = "Every essential criterion."
"""


@pytest.fixture
def terminal(tmp_path) -> Terminal:
    Session.create(tmp_path / "w", PASSPHRASE, "Pat", cost=CHEAP).close()
    return Terminal(tmp_path / "w")


def save(terminal: Terminal, text: str, *more: str):
    file = terminal.folder.parent / "scheme.toml"
    file.write_text(text, encoding="utf-8")
    return terminal.run("schemes", "save", file, *more)


def test_a_scheme_is_saved_shown_and_retired(terminal):
    shipped = terminal.json("schemes", "list")
    assert {one["id"]: one["number"] for one in shipped}["care-experience"] is None
    assert save(terminal, CARERS).stdout.startswith("Saved Carers, version 1 of ")
    edited = CARERS.replace(", unpaid", " without pay")
    assert save(terminal, edited).exit_code == 0
    shown = terminal.json("schemes", "show", "carers")
    assert (shown["number"], shown["definition"]) == (2, "You care for somebody without pay.")
    assert [one["number"] for one in shown["versions"]] == [2, 1]
    first = terminal.run("schemes", "show", "carers", "--version", "1").stdout
    assert first.startswith("# version 1 of ")
    assert save(terminal, first).exit_code == 0  # what is printed can be taken in again
    assert terminal.json("schemes", "retire", "carers")["retired"]
    listed = terminal.run("schemes", "list").stdout
    assert listed.splitlines()[-1].startswith("carers")
    assert ", retired" in listed.splitlines()[-1]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (CARERS.replace('"carers"', '"Carers!"'), "'id' must be lower-case letters"),
        (CARERS.replace("[]", '["schools"]'), 'it may hold "school-based"'),
        (CARERS.replace("2026", "2999"), "still to come"),
        (CARERS.replace('"Carers"', '"Care experience"'), "is called 'Care experience' already"),
        ("id =", "not valid TOML"),
    ],
)
def test_a_scheme_that_cannot_be_used_is_refused_with_a_sentence(terminal, text, sentence):
    done = save(terminal, text)
    assert done.exit_code == 1
    assert sentence in done.stderr
    assert "carers" not in {one["id"] for one in terminal.json("schemes", "list")}


def test_what_is_not_there_is_not_shown(terminal):
    assert "There is no scheme 'carers'" in terminal.run("schemes", "show", "carers").stderr
    done = terminal.run("schemes", "show", "care-experience", "--version", "7")
    assert (done.exit_code, "no version 7" in done.stderr) == (1, True)
