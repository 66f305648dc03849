"""``order``, and what ``vacancy show`` says of the way of scoring."""

from pathlib import Path

import pytest

from edi_shortlist.recruitment.reading_orders import reading_order
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.vacancies import get_vacancy
from tests.cli.test_job import Terminal
from tests.released_vacancy import CANDIDATES, REF, A, B, make_released


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    make_released(tmp_path / "w")
    return Terminal(tmp_path / "w")


def test_an_auditor_gets_the_orders_again(terminal):
    with Session.open(terminal.folder, "Ann") as session:
        vacancy, drawn = get_vacancy(session, REF), session.workspace.readings.seed(REF)
    for more, key in (
        (("--criterion", "E1"), "criterion E1"),
        (("--question", "Q1"), "question q1"),
        ((), "application"),
    ):
        found = terminal.json("order", REF, "--panellist", A.lower(), *more)
        assert found == reading_order(*drawn, vacancy, A, key, CANDIDATES)
    other = terminal.run("order", REF, "--panellist", B).stdout.split()
    assert sorted(other) == CANDIDATES != other
    assert other != found


@pytest.mark.parametrize(
    ("more", "status", "words"),
    [
        (("--panellist", "Nobody"), 1, "is not on the panel"),
        (("--panellist", A, "--criterion", "E9"), 1, "'E9' is not assessed at application"),
        (("--panellist", A, "--criterion", "E1", "--question", "Q1"), 2, "not both"),
        ((), 2, "--panellist"),
    ],
)
def test_orders_that_there_are_not(terminal, more, status, words):
    done = terminal.run("order", REF, *more)
    assert done.exit_code == status
    assert words in done.stderr


def test_showing_a_vacancy_says_how_it_is_scored(terminal):
    shown = terminal.run("vacancy", "show", REF).stdout
    assert "# scored by-criterion\n" in shown
    assert 'scoring = "by-criterion"\n' in shown
    assert terminal.json("vacancy", "show", REF)["scoring_way"] == "by-criterion"
