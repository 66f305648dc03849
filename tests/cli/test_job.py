"""A whole job on the command line, each command in its own run, and what each refuses."""

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from edi_shortlist.cli.app import app
from edi_shortlist.cli.context import PASSPHRASE_VARIABLE

PASSPHRASE = "a sentence only HR knows"
VACANCY = """
reference = "V-1"
title = "Adviser"
interview_places = 1
schemes = ["care-experience"]

[[criteria]]
id = "E1"
kind = "essential"
text = "Experience of advice"

[[panel]]
name = "Panellist A"
"""
LETTERS = {
    "one": "Dear panel,\nI am Aisha Khan. I have given debt advice for six years.\nAisha Khan\n",
    "two": "Dear panel,\nMy name is Tom Price and I ran a help desk.\nTom Price\n",
    "three": "Dear panel,\nI, Zofia Nowak, advised tenants on arrears.\nZofia Nowak\n",
}
INDEX = (
    "files,full_name,email,declarations\n"
    "one.txt,Aisha Khan,aisha.khan@example.com,\n"
    "two.txt,Tom Price,tom@example.org,care-experience\n"
    "three.txt,Zofia Nowak,,\n"
)


@dataclass
class Terminal:
    """Somebody at a terminal, in one workspace."""

    folder: Path
    passphrase: str | None = PASSPHRASE

    def run(self, *words: object, typed: str = "") -> Result:
        """Run a command and return what came of it."""
        return CliRunner(env={PASSPHRASE_VARIABLE: self.passphrase}).invoke(
            app, ["--workspace", str(self.folder), "--actor", "Pat", *map(str, words)], input=typed
        )

    def json(self, *words: object) -> object:
        """Run a command with ``--json``; it must succeed and print one JSON value."""
        result = self.run(*words, "--json")
        assert result.exit_code == 0, result.stderr
        return json.loads(result.stdout)


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    (folder / "vacancy.toml").write_text(VACANCY, encoding="utf-8")
    (folder / "index.csv").write_text(INDEX, encoding="utf-8")
    (folder / "inbox").mkdir()
    for name, text in LETTERS.items():
        (folder / "inbox" / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def terminal(tmp_path) -> Terminal:
    return Terminal(tmp_path / "workspace")


def test_the_whole_job(terminal, files, tmp_path):
    assert terminal.json("init") == {"workspace": str(terminal.folder)}
    assert terminal.json("vacancy", "create", files / "vacancy.toml")["state"] == "draft"
    assert terminal.json("vacancy", "list") == [
        {"reference": "V-1", "title": "Adviser", "state": "draft", "applications": 0, "places": 1}
    ]

    report = terminal.json(
        "applications", "add", "V-1", files / "inbox", "--index", files / "index.csv"
    )
    assert len(report["added"]) == 3
    assert report["failures"] == []

    listed = terminal.json("applications", "list", "V-1")
    assert [set(one) for one in listed] == [
        {"candidate", "state", "documents", "redactions", "undecided"}
    ] * 3
    unsealed = terminal.json("applications", "list", "V-1", "--unsealed")
    references = {one["identity"]["full_name"]: one["candidate"] for one in unsealed}
    assert set(references) == {"Aisha Khan", "Tom Price", "Zofia Nowak"}
    declared = {one["candidate"]: one["declarations"] for one in unsealed}
    assert declared[references["Tom Price"]] == ["care-experience"]

    early = terminal.run("release", "V-1")
    assert (early.exit_code, early.stdout) == (1, "")

    found = terminal.json("redactions", "list", "V-1", "--undecided")
    assert {"NAME"} <= {one["label"] for one in found}
    assert not [one for one in found if "Khan" in json.dumps(one)]
    first = found[0]["id"]
    assert terminal.json("redactions", "accept", "V-1", first)["accepted"] == 1
    rest = terminal.json("redactions", "accept", "V-1", "--all")["accepted"]
    assert rest == len(found) - 1
    assert terminal.json("redactions", "list", "V-1", "--undecided") == []

    assert terminal.json("release", "V-1") == {"vacancy": "V-1", "released": 3}
    scores = tmp_path / "scores.csv"
    rows = {"Aisha Khan": 4, "Tom Price": 2, "Zofia Nowak": 3}
    scores.write_text(
        "candidate,panellist,criterion,score,note\n"
        + "".join(f"{references[name]},Panellist A,E1,{n},\n" for name, n in rows.items()),
        encoding="utf-8",
    )
    assert terminal.json("scores", "import", "V-1", scores)["scores"] == 3
    assert terminal.json("lock", "V-1")["state"] == "locked"

    nobody = Terminal(terminal.folder, None).run("shortlist", "V-1")
    assert (nobody.exit_code, nobody.stdout) == (2, ""), "drawing reads declarations"
    drawn = terminal.json("shortlist", "V-1")
    assert {one["candidate"]: one["route"] for one in drawn["candidates"]} == {
        references["Aisha Khan"]: "merit",
        references["Tom Price"]: "guaranteed",
        references["Zofia Nowak"]: None,
    }
    assert drawn["interview_list"] == sorted(references[n] for n in ("Aisha Khan", "Tom Price"))
    assert terminal.json("shortlist", "V-1") == drawn, "it is not drawn twice"
    sealed = Terminal(terminal.folder, None).json("shortlist", "V-1")
    assert sealed["interview_list"] == drawn["interview_list"]
    assert not {"route", "schemes", "explanation"} & set(sealed["candidates"][0])

    invited = terminal.json("unseal", "V-1")
    assert {one["identity"]["full_name"] for one in invited} == {"Aisha Khan", "Tom Price"}
    assert terminal.json("unseal", "V-1") == invited

    assert terminal.json("audit", "verify")["ok"] is True
    log = terminal.json("audit", "list", "--vacancy", "V-1", "--by", "Pat")
    assert "vacancy.unsealed" in {entry["action"] for entry in log}
    assert "Khan" not in json.dumps(log)


def test_what_is_printed_for_reading(terminal, files):
    """Every command also answers in words, with what to do next."""
    assert "Next: vacancy create" in terminal.run("init").stdout
    assert "no vacancy yet" in terminal.run("vacancy", "list").stdout
    assert "Added V-1" in terminal.run("vacancy", "create", files / "vacancy.toml").stdout
    assert 'title = "Adviser"' in terminal.run("vacancy", "show", "V-1").stdout
    assert "no applications yet" in terminal.run("applications", "list", "V-1").stdout
    one = files / "inbox" / "one.txt"
    assert "Added 1" in terminal.run("applications", "add", "V-1", one).stdout
    assert "V-1 already" in terminal.run("applications", "add", "V-1", one).stdout
    assert "C-" in terminal.run("applications", "list", "V-1", "--unsealed").stdout
    assert "NAME" in terminal.run("redactions", "list", "V-1").stdout
    assert "Next: release" in terminal.run("redactions", "accept", "V-1", "--all").stdout
    assert "Released 1" in terminal.run("release", "V-1").stdout
    assert "vacancy.released" in terminal.run("audit", "list", "--text", "released").stdout
    assert "as written" in terminal.run("audit", "verify").stdout


def test_a_file_that_cannot_be_read_is_named_and_the_rest_goes_in(terminal, files, tmp_path):
    terminal.run("init")
    terminal.run("vacancy", "create", files / "vacancy.toml")
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 this is no document")
    result = terminal.run(
        "applications", "add", "V-1", *(files / "inbox").iterdir(), broken, "--json"
    )
    assert result.exit_code == 1
    assert "'broken.docx': " in result.stderr
    report = json.loads(result.stdout)
    assert [failure["file"] for failure in report["failures"]] == ["broken.docx"]
    assert len(report["added"]) == 3


def test_every_problem_of_a_vacancy_file_is_named(terminal, tmp_path):
    terminal.run("init")
    (tmp_path / "bad.toml").write_text('title = "T"\ninterview_places = 0\n', encoding="utf-8")
    result = terminal.run("vacancy", "create", tmp_path / "bad.toml", "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        "edi-shortlist: 'reference' is missing.",
        "edi-shortlist: 'interview_places' must be 1 or more.",
    ]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["vacancy", "show", "V-9"], "V-9"),
        (["vacancy", "create", "nowhere.toml"], "nowhere.toml"),
        (["applications", "list", "V-9"], "V-9"),
        (["redactions", "list", "V-9"], "V-9"),
        (["redactions", "accept", "V-1", "4711"], "no redaction 4711"),
        (["release", "V-1"], "no applications"),
        (["lock", "V-1"], "V-1"),
        (["shortlist", "V-1"], "V-1"),
        (["unseal", "V-1"], "V-1"),
        (["init"], "already a workspace"),
    ],
)
def test_what_is_refused_ends_with_status_1_and_a_sentence(terminal, files, words, says):
    terminal.run("init")
    terminal.run("vacancy", "create", files / "vacancy.toml")
    result = terminal.run(*words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert says in result.stderr
    assert result.stderr.startswith("edi-shortlist: ")


def test_accepting_needs_to_know_what(terminal, files):
    terminal.run("init")
    terminal.run("vacancy", "create", files / "vacancy.toml")
    for words in ([], ["7", "--all"]):
        assert terminal.run("redactions", "accept", "V-1", *words).exit_code == 2


def test_a_wrong_passphrase_opens_nothing(terminal, files):
    terminal.run("init")
    terminal.run("vacancy", "create", files / "vacancy.toml")
    stranger = Terminal(terminal.folder, "a guess")
    result = stranger.run("applications", "list", "V-1", "--unsealed")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "does not open the vault" in result.stderr
    assert "a guess" not in result.output


def test_an_unclear_declaration_is_confirmed_without_standing_in_the_history(terminal, files):
    terminal.run("init")
    terminal.run("vacancy", "create", files / "vacancy.toml")
    report = terminal.json("applications", "add", "V-1", files / "inbox" / "one.txt")
    (candidate,) = report["added"]
    declare = ("applications", "declare", "V-1", candidate, "--reason", "asked by telephone")
    assert terminal.run(*declare, typed="nonsense\n").exit_code == 1
    said = terminal.run(*declare, "--json", typed="care-experience; disability-confident\n")
    assert (said.exit_code, json.loads(said.stdout)["candidate"]) == (0, candidate)
    (one,) = terminal.json("applications", "list", "V-1", "--unsealed")
    assert one["declarations"] == ["care-experience", "disability-confident"]
    assert terminal.run(*declare, typed="\n").exit_code == 0
    (one,) = terminal.json("applications", "list", "V-1", "--unsealed")
    assert one["declarations"] == []


def test_a_changed_entry_of_the_log_fails_the_check(terminal, files):
    terminal.run("init")
    terminal.run("vacancy", "create", files / "vacancy.toml")
    blind = sqlite3.connect(terminal.folder / "shortlist.db")
    triggers = blind.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in triggers:
        blind.execute(f'DROP TRIGGER "{name}"')
    blind.execute("UPDATE audit SET actor = 'Sam' WHERE action = 'vacancy.created'")
    blind.commit()
    blind.close()
    result = terminal.run("audit", "verify", "--json")
    verdict = json.loads(result.stdout)
    assert (result.exit_code, verdict["ok"]) == (1, False)
    assert verdict["sentence"] in result.stderr


def test_spans_are_found_without_a_workspace(tmp_path):
    line = {"id": 7, "text": LETTERS["one"], "identity": {"full_name": "Aisha Khan"}}
    (tmp_path / "in.jsonl").write_text(json.dumps(line), encoding="utf-8")
    out = tmp_path / "out.jsonl"
    terminal = Terminal(tmp_path / "none", None)
    said = terminal.json("detect", tmp_path / "in.jsonl", out)
    assert said == {"documents": 1, "file": str(out)}
    (found,) = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    assert found["id"] == 7
    hidden = {LETTERS["one"][s["start"] : s["end"]] for s in found["spans"]}
    assert "Aisha Khan" in hidden
    assert not terminal.folder.exists()


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["in.jsonl", "out.jsonl"], 1),
        (["in.jsonl", "out.jsonl", "--workers", "0"], 2),
        (["in.jsonl"], 2),
    ],
)
def test_detect_refuses_what_it_cannot_use(tmp_path, monkeypatch, words, status):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["detect", *words])
    assert (result.exit_code, result.stdout) == (status, "")


def test_anonymised_copies_are_written_without_a_workspace(files, tmp_path):
    identity = tmp_path / "identity.json"
    identity.write_text('{"full_name": "Aisha Khan"}', encoding="utf-8")
    terminal = Terminal(tmp_path / "none", None)
    letter = files / "inbox" / "one.txt"
    said = terminal.json("redact", letter, "--out", tmp_path / "out", "--identity", identity)
    (written,) = said["written"]
    copy = Path(written["copy"]).read_text(encoding="utf-8")
    assert "Khan" not in copy
    assert "debt advice" in copy

    identity.write_text('["Aisha"]', encoding="utf-8")
    refused = terminal.run("redact", letter, "--out", tmp_path / "out", "--identity", identity)
    assert refused.exit_code == 1
    assert "identity.json" in refused.stderr
