"""What is decided after the lock, and why somebody is invited, from a terminal."""

import shutil

import pytest

from edi_shortlist.workflow import arriving
from edi_shortlist.workflow.session import Session
from tests.cli.test_job import Terminal
from tests.workflow.conftest import PASSPHRASE, REF, ReaderHere, Stages, candidate_named


@pytest.fixture(scope="module")
def shortlisted(tmp_path_factory: pytest.TempPathFactory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arriving, "Reader", ReaderHere)
        return Stages(tmp_path_factory.mktemp("stages")).made("shortlisted")


@pytest.fixture
def terminal(shortlisted, tmp_path) -> Terminal:
    return Terminal(shutil.copytree(shortlisted, tmp_path / "w"), PASSPHRASE)


@pytest.fixture
def second(terminal) -> str:
    with Session.open(terminal.folder, "Ann") as session:
        session.unlock(PASSPHRASE)
        return candidate_named(session, "second")


def test_a_candidate_is_explained_for_hr_and_for_the_applicant(terminal, second):
    said = terminal.run("shortlist", REF, "--explain", second).stdout
    assert "Declared for Disability Confident (version 1 of " in said
    assert "The last place went to a total of 16." in said
    theirs = terminal.json("shortlist", REF, "--explain", second, "--for-applicant")
    assert [one["rule"] for one in theirs["findings"]] == [
        "The minimum",
        "On merit",
        "Guaranteed interview",
        "What the schemes say",
        "Outcome",
    ]
    assert "16" not in str(theirs)
    assert theirs["invited"]


def test_a_late_withdrawal_is_tried_decided_and_told(terminal, second):
    options = ("--reason", "overlooked", "--decided-by", "Ann")
    tried = terminal.json("applications", "decide", REF, second, *options, "--preview")
    assert tried["difference"]["removed"] == [second]
    assert second in terminal.json("shortlist", REF)["interview_list"]
    done = terminal.json("applications", "decide", REF, second, *options)
    assert done == tried
    assert second not in terminal.json("shortlist", REF)["interview_list"]
    assert terminal.json("shortlist", REF, "--changes") == done
    (listed,) = terminal.json("applications", "decisions", REF)
    assert (listed["candidate"], listed["after"], listed["proved"]) == (second, [], True)
    assert "overlooked" in terminal.run("applications", "decisions", REF).stdout
    assert "1 invited, 2 before" in terminal.run("shortlist", REF, "--changes").stdout


def test_a_score_is_corrected(terminal, second):
    done = terminal.run(
        *("scores", "correct", REF, second, "D1", "4", "--panellist", "Panellist A"),
        *("--reason", "The criterion or its guide was misread.", "--decided-by", "The panel"),
    )
    assert done.exit_code == 0
    assert "8.00 → 9.00" in done.stdout
    neither = terminal.run(
        *("scores", "correct", REF, second, "D1", "3", "--reason", "x", "--decided-by", "y")
    )
    assert neither.exit_code == 2


def test_nothing_to_draw_again_is_said(terminal):
    done = terminal.run("shortlist", REF, "--again")
    assert (done.exit_code, "so it stays" in done.stderr) == (1, True)
