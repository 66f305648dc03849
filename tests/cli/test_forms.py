"""``applications fields`` and ``applications confirm``: what HR does on the page, in a terminal."""

import json
import shutil
from pathlib import Path

import pytest

from edi_shortlist.workflow.form_drafts import keep_draft
from edi_shortlist.workflow.importing import import_applications
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.vacancies import create_vacancy, load_vacancy_file
from tests.cli.test_job import PASSPHRASE, VACANCY, Terminal
from tests.workflow.conftest import CHEAP, WordRedactor

FORM = """Application form

Personal details
Full name: {name}
Email address: {mail}
Telephone: 01632 960101

Guaranteed interview
Disability Confident: do you wish to be considered for a guaranteed interview? Yes [{yes}] No [{no}]

Adjustments needed at interview: A quiet room

Supporting statement
I have led a team of six advisers through two mergers, and kept every promise that we made.
"""
FORMS = {
    "certain.txt": FORM.format(name="Nkechi Balogun", mail="nb@example.com", yes="x", no=" "),
    "unclear.txt": FORM.format(name="Tom Cole", mail="tc@example.com", yes="x", no="x"),
    "nameless.txt": "Dear panel\nI kept the books for nine years.",
}
DECLARED = "declarations.disability-confident"


@pytest.fixture(scope="module")
def imported(tmp_path_factory) -> Path:
    """A workspace with those three; to be copied."""
    folder = tmp_path_factory.mktemp("forms")
    (folder / "vacancy.toml").write_text(VACANCY, encoding="utf-8")
    (folder / "given").mkdir()
    for name, text in FORMS.items():
        (folder / "given" / name).write_text(text, encoding="utf-8")
    with Session.create(folder / "w", PASSPHRASE, "Pat", cost=CHEAP) as session:
        create_vacancy(session, load_vacancy_file(folder / "vacancy.toml"))
        report = import_applications(session, "V-1", [folder / "given"], redactor=WordRedactor())
        assert not report.failures
    return folder / "w"


@pytest.fixture
def terminal(imported: Path, tmp_path: Path) -> Terminal:
    return Terminal(shutil.copytree(imported, tmp_path / "w"))


@pytest.fixture
def who(terminal: Terminal) -> dict[str, str]:
    """The references by name; nobody knows the third one's."""
    found = terminal.json("applications", "list", "V-1", "--unsealed")
    return {one["identity"].get("full_name", ""): one["candidate"] for one in found}


def forms(terminal: Terminal, *words: object) -> dict[str, dict]:
    """What ``applications fields`` prints, by candidate."""
    return {one["candidate"]: one for one in terminal.json("applications", "fields", "V-1", *words)}


def values(form: dict) -> dict[str, str]:
    return {field["key"]: field["value"] for field in form["fields"]}


# -- listing


def test_every_field_has_its_value_how_it_stands_and_its_place(terminal, who):
    form = forms(terminal)[who["Nkechi Balogun"]]
    assert (form["confirmed"], form["doubts"], form["unclear"], form["typed"]) == (
        None,
        0,
        [],
        None,
    )
    mail = next(field for field in form["fields"] if field["key"] == "identity.email")
    assert (mail["value"], mail["standing"], mail["doubtful"]) == (
        "nb@example.com",
        "certain",
        False,
    )
    assert (mail["source"], mail["file"]) == ("document", "certain.txt")
    assert FORMS["certain.txt"][mail["start"] : mail["end"]] == "nb@example.com"
    assert mail["document"] == f"{who['Nkechi Balogun']}/1"
    assert values(form)[DECLARED] == "yes"
    assert values(form)["statement"].endswith("every promise that we made.")


def test_what_is_in_doubt_is_said(terminal, who):
    found = forms(terminal)
    tom, nobody = found[who["Tom Cole"]], found[who[""]]
    assert (tom["doubts"], len(tom["unclear"])) == (1, 1)
    assert [f["key"] for f in tom["fields"] if f["doubtful"]] == [DECLARED]
    assert [f["key"] for f in nobody["fields"] if f["doubtful"]] == ["identity.full_name"]


def test_the_table_is_for_reading(terminal, who):
    result = terminal.run("applications", "fields", "V-1", who["Tom Cole"])
    assert result.exit_code == 0
    lines = {line.split()[2]: line for line in result.stdout.splitlines()[1:]}
    assert "tc@example.com" in lines["identity.email"]
    assert lines["identity.email"].split()[-2:] == ["certain", "unclear.txt"]
    assert lines[DECLARED].split()[1:4] == ["waits", DECLARED, "unclear"]
    assert "look" in lines[DECLARED]
    assert "through two mergers, and k…" in lines["statement"]
    assert "Balogun" not in result.output
    assert result.stderr.startswith(f"{who['Tom Cole']}: ")


def test_only_those_that_wait(terminal, who):
    terminal.json("applications", "confirm", "V-1", who["Nkechi Balogun"])
    assert set(forms(terminal, "--waiting")) == {who["Tom Cole"], who[""]}
    (form,) = forms(terminal, who["Nkechi Balogun"]).values()
    assert form["confirmed"]["by"] == "Pat"
    assert forms(terminal, who["Nkechi Balogun"], "--waiting") == {}
    said = terminal.run("applications", "fields", "V-1", who["Nkechi Balogun"], "--waiting")
    assert said.stdout == "Nothing is waiting in V-1.\n"


def test_without_the_passphrase_nothing_is_printed_or_confirmed(terminal, who):
    nobody = Terminal(terminal.folder, None)
    for words in (["fields", "V-1"], ["confirm", "V-1", who["Tom Cole"]]):
        result = nobody.run("applications", *words)
        assert (result.exit_code, result.stdout) == (2, "")
    stranger = Terminal(terminal.folder, "a guess").run("applications", "fields", "V-1")
    assert (stranger.exit_code, stranger.stdout) == (1, "")


# -- confirming


def test_corrections_come_by_argument_or_are_asked_for_and_never_logged(terminal, who):
    nkechi = who["Nkechi Balogun"]
    result = terminal.run(
        *("applications", "confirm", "V-1", nkechi, "--json"),
        *("--set", "interview_mode", "--set", "adjustments=A ramp = at the door"),
        *("--set", "monitoring.religion"),
        typed="Online\nMuslim\n",
    )
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout) == {
        "vacancy": "V-1",
        "confirmed": [nkechi],
        "waiting": sorted([who["Tom Cole"], who[""]]),
    }
    assert "interview_mode (Enter takes it away):" in result.stderr
    found = values(forms(terminal, nkechi)[nkechi])
    assert found["interview_mode"] == "online"
    assert found["adjustments"] == "A ramp = at the door"
    assert found["monitoring.religion"] == "Muslim"
    log = terminal.run("audit", "list", "--json").stdout
    (entry,) = [one for one in json.loads(log) if one["action"] == "form.confirmed"]
    assert entry["details"]["fields"] == ["adjustments", "interview_mode", "monitoring.religion"]
    for secret in ("ramp", "Muslim", "online"):
        assert secret not in log


def test_a_field_is_taken_away(terminal, who):
    nkechi = who["Nkechi Balogun"]
    result = terminal.run("applications", "confirm", "V-1", nkechi, "--set", "adjustments=")
    assert result.stdout.splitlines() == [
        "Confirmed 1.",
        "Waiting: 2. See: applications fields V-1 --waiting",
    ]
    assert values(forms(terminal, nkechi)[nkechi])["adjustments"] == ""


def test_what_is_not_clear_is_asked_for_and_needs_a_reason(terminal, who):
    tom = who["Tom Cole"]
    confirm = ("applications", "confirm", "V-1", tom)
    assert "Ask the applicant" in terminal.run(*confirm).stderr
    care = terminal.run(*confirm, "--set", "declarations.care-experience=yes", "--reason", "asked")
    assert f"'{DECLARED}' is 'yes' or 'no'" in care.stderr  # the other one is still not clear
    assert "Say how you found out" in terminal.run(*confirm, "--set", f"{DECLARED}=no").stderr
    assert terminal.run(*confirm, "--set", f"{DECLARED}=no", "--reason", "asked").exit_code == 0
    form = forms(terminal, tom)[tom]
    assert (values(form)[DECLARED], form["unclear"]) == ("no", [])


def test_all_that_are_certain_and_nobody_else(terminal, who):
    with Session.open(terminal.folder, "Pat") as session:
        session.unlock(PASSPHRASE)
        keep_draft(session, "V-1", who[""], {"identity.full_name": "Ann Obi"})
    said = terminal.json("applications", "confirm", "V-1", "--all")
    assert said["confirmed"] == [who["Nkechi Balogun"]]
    assert set(said["waiting"]) == {who["Tom Cole"], who[""]}
    assert terminal.json("applications", "confirm", "V-1", "--all")["confirmed"] == []
    assert forms(terminal)[who[""]]["typed"] == {"identity.full_name": "Ann Obi"}
    told = terminal.run("applications", "fields", "V-1", who[""]).stderr
    assert "Pat typed something in the window that is not confirmed yet" in told
    assert "Obi" not in told


def test_undoing_brings_back_what_was_corrected(terminal, who):
    nkechi = who["Nkechi Balogun"]
    terminal.json("applications", "confirm", "V-1", nkechi, "--set", "adjustments=A ramp")
    said = terminal.json("applications", "confirm", "V-1", nkechi, "--undo")
    assert (said["confirmed"], nkechi in said["waiting"]) == ([], True)
    assert values(forms(terminal, nkechi)[nkechi])["adjustments"] == "A quiet room"
    again = terminal.run("applications", "confirm", "V-1", nkechi, "--undo")
    assert (again.exit_code, again.stdout) == (1, "")
    assert "nothing to undo" in again.stderr


@pytest.mark.slow
def test_a_corrected_name_is_looked_for_again(terminal, who):
    nkechi = who["Nkechi Balogun"]
    before = terminal.json("redactions", "list", "V-1", "--undecided")
    result = terminal.run(
        *("applications", "confirm", "V-1", nkechi, "--set", "identity.full_name"),
        typed="Nkechi Advisers\n",
    )
    assert result.exit_code == 0, result.stderr
    assert "Looking again" in result.stderr
    assert values(forms(terminal, nkechi)[nkechi])["identity.full_name"] == "Nkechi Advisers"
    assert len(terminal.json("redactions", "list", "V-1", "--undecided")) > len(before)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["fields", "V-9"], "There is no vacancy V-9"),
        (["fields", "V-1", "C-0000"], "no candidate C-0000"),
        (["confirm", "V-1", "C-0000"], "no candidate C-0000"),
        (["confirm", "V-1", "{who}", "--set", "statement=Better"], "no field 'statement'"),
        (["confirm", "V-1", "{who}", "--set", "identity.email=secret"], "This is no e-mail"),
        (["confirm", "V-1", "{who}", "--set", "identity.full_name="], "must not be empty"),
        (["confirm", "V-1", "{who}", "--set", "interview_mode=secret"], "'in person'"),
        (["confirm", "V-1", "{who}", "--set", f"{DECLARED}=secret"], "is 'yes' or 'no'"),
    ],
)
def test_what_is_refused_ends_with_status_1_and_a_sentence(terminal, who, words, said):
    words = [word.format(who=who["Nkechi Balogun"]) for word in words]
    result = terminal.run("applications", *words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr
    assert "secret" not in result.output
    assert len(forms(terminal, "--waiting")) == 3


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["{who}", "--all"],
        ["--all", "--undo"],
        ["{who}", "--undo", "--set", "adjustments=A ramp"],
        ["--all", "--reason", "asked"],
        ["{who}", "--set", "=secret"],
        ["{who}", "--set", "adjustments=secret", "--set", "adjustments"],
        ["{who}", "--set", "adjustments"],  # and nothing comes on standard input
    ],
)
def test_what_is_not_understood_ends_with_status_2(terminal, who, words):
    words = [word.format(who=who["Nkechi Balogun"]) for word in words]
    result = terminal.run("applications", "confirm", "V-1", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "secret" not in result.output
    assert len(forms(terminal, "--waiting")) == 3
